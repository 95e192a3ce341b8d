"""From a portal to a clean article: fetch, snapshot, extract, archive."""
