"""The interface for programs: ``/api/v1``, described by ``/openapi.json``, which is made from the code that answers."""
