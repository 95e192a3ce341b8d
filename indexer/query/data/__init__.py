"""Abbreviations and names of organisations, as data."""
