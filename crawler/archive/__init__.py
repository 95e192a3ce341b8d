"""What lasts: the archive (SQLite) and the snapshots (WARC) under one data directory."""
