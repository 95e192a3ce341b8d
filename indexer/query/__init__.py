"""The query language: text → tokens → tree, with repairs that are said, typed errors and an explanation."""
