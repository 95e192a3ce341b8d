"""What a reader takes away: a search, a concordance or a table as a file. Every file is made while it is sent.

A format is a function from data to pieces of a file (`csv_file`, `xlsx_file`, `jsonl`, `ris`, `bibtex`, `text_zip`);
`search_ui.feeds` makes Atom. Each file says where it comes from (`source`). `docs/exports.md` explains every column.
"""
