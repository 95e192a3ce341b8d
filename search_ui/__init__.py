"""What people touch: pages, exports and the ``danvan`` command."""
