"""The verbs of the ``danvan`` command, one module each."""
