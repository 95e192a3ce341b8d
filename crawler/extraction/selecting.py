"""XPath conditions on attributes, and when a page cannot have what a path asks for.

A search through all elements of a page takes as long as a tenth of parsing it, and most readers of a platform look for
marks that its other themes have. One pass collects the class words and ids of a page; a path that asks for others is
not searched at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from crawler.extraction.page import Page

_TEST = re.compile(
    r"contains\(concat\(' ',@class,' '\),' (?P<word>[^']+) '\)|(?:contains|starts-with)\(@class,'(?P<part>[^']+)'\)"
    r"|(?:contains|starts-with)\(@id,'(?P<id>[^']+)'\)|@id='(?P<whole>[^']+)'"
)
_UNNAMED = re.sub(r"\?P<\w+>", "?:", _TEST.pattern)
_TESTS = re.compile(rf"\[\(*(?:(?:{_UNNAMED})\)*(?: or \(*(?={_UNNAMED}))?)+\]")


def having(name: str) -> str:
    """XPath condition: the class attribute holds this word."""
    return f"contains(concat(' ',@class,' '),' {name} ')"


def may_match(path: str) -> Callable[[Page], bool] | None:
    """Whether a page can have an element of an XPath, by the classes and ids that every alternative of the path needs;
    None where an alternative can do without."""
    groups = [_needed(part) for part in _alternatives(path)]
    if not all(groups):
        return None
    tests = [_TEST.search(literal) for group in groups for literal in group]
    words = frozenset(m["word"] for m in tests if m and m["word"])
    parts = tuple(m["part"] for m in tests if m and m["part"])
    ids = tuple(m["id"] or m["whole"] for m in tests if m and (m["id"] or m["whole"]))

    def possible(page: Page) -> bool:
        return (
            not words.isdisjoint(page.class_words)
            or any(part in page.all_classes for part in parts)
            or any(name in page.all_ids for name in ids)
        )

    return possible


def _needed(part: str) -> list[str]:
    """The tests of the first condition of an XPath that nothing but tests of classes and ids makes up."""
    for match in _TESTS.finditer(part):
        if _depth(part[: match.start()]) == 0:
            return [m[0] for m in _TEST.finditer(match[0])]
    return []


def _alternatives(path: str) -> list[str]:
    """The alternatives of an XPath: its parts between bars that stand in no bracket."""
    parts = [""]
    for piece in path.split(" | "):
        inside = _depth(parts[-1]) > 0
        parts[-1:] = [f"{parts[-1]} | {piece}"] if inside else [*filter(None, parts[-1:]), piece]
    return parts


def _depth(path: str) -> int:
    """How many brackets are open at the end of a piece of an XPath."""
    return path.count("[") + path.count("(") - path.count("]") - path.count(")")
