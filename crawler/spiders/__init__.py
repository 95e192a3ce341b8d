"""The spider: one for all portals, driven by the registry and the platforms."""
