"""The lines of ``mixing_lines.txt``: certain furniture by kind, and lines of articles that look like furniture."""

from __future__ import annotations

from pathlib import Path


def _parts() -> dict[str, tuple[str, ...]]:
    parts: dict[str, list[str]] = {}
    for line in Path(__file__).with_suffix(".txt").read_text("utf-8").splitlines():
        if line.startswith("[") and line.endswith("]") and (line[1:].startswith(("furniture ", "s"))):
            parts[line[1:-1]] = []
        elif line and not line.startswith("# "):
            parts[next(reversed(parts))].append(line)
    return {name: tuple(lines) for name, lines in parts.items()}


_PARTS = _parts()
FURNITURE = {name.removeprefix("furniture "): v for name, v in _PARTS.items() if name.startswith("furniture ")}
SENTENCES = _PARTS["sentences"]
SHORT_LINES = _PARTS["short lines"]
"""Headings, items of lists, agendas, rows and slogans of articles."""
