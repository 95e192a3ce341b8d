"""Bringing in what was collected elsewhere: text dumps, JSON Lines, WARC."""
