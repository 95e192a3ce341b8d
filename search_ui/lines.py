"""The lines of a concordance page: each hit of a search between what stands before and after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from flask_babel import gettext

from indexer.corpus.concordance import Line, Order, kwic
from indexer.search import SearchParams
from indexer.wording import mark
from search_ui import params
from search_ui.encoding import in_fragment
from search_ui.filtering import page_links
from search_ui.site import site
from search_ui.view import View

LINES = 50
"""Lines of a page, at least."""
ARTICLES = 600
"""Articles that one page reads, of those found: reading all of a large archive takes minutes. Exports read all."""
WIDTH = 12
"""Syllables on either side; what does not fit into the column is cut at its outer edge."""
SAMPLES = (100, 500, 2000)
"""Sizes of a random sample that are offered."""
ORDER_NAMES: dict[Order, str] = {
    "date": mark("Mới nhất"),
    "place": mark("Địa phương"),
    "L1": mark("Trước 1"),
    "L2": mark("Trước 2"),
    "L3": mark("Trước 3"),
    "R1": mark("Sau 1"),
    "R2": mark("Sau 2"),
    "R3": mark("Sau 3"),
}
_THEN: dict[Order, tuple[Order, ...]] = {
    "L1": ("L1", "L2", "L3"),
    "L2": ("L2", "L3", "L1"),
    "L3": ("L3", "L2", "L1"),
    "R1": ("R1", "R2", "R3"),
    "R2": ("R2", "R3", "R1"),
    "R3": ("R3", "R2", "R1"),
}
"""What decides between lines that are alike in the syllable that was asked for."""
_FRAGMENT = 30
"""Characters of context that a link to a hit names."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line and the address of its place in the article."""

    line: Line
    url: str


def concordance(chosen: SearchParams, seen: View) -> dict[str, Any]:
    """What the concordance page shows beside the frame of all results: the lines of the page and how to order them."""
    size = max(chosen.per_page, LINES)
    paged = replace(chosen, per_page=size)
    first = (chosen.page - 1) * size
    found = None
    rows: list[Row] = []
    if chosen.q:
        found = kwic(
            site().searcher(),
            chosen,
            order=ordering(seen.order),
            width=WIDTH,
            sample=seen.sample,
            seed=seen.seed,
            limit=first + size,
            most=ARTICLES,
        )
        rows = [Row(line, _at(line, chosen, seen)) for line in found.lines[first:]]
    kept = min(found.total, seen.sample or found.total) if found else 0
    link = partial(params.url, seen=seen)
    return {
        "found": found,
        "kept": kept,
        "rows": rows,
        "first_line": first + 1,
        "orders": [
            (name, gettext(ORDER_NAMES[name]), _seen(chosen, replace(seen, order=name))) for name in ORDER_NAMES
        ],
        "samples": list(_samples(chosen, seen, found.total if found else 0)),
        "redraw": _seen(chosen, replace(seen, seed=seen.seed + 1)) if seen.sample else None,
        "line_links": page_links(-(-kept // size), paged, lambda p: link(replace(p, per_page=chosen.per_page))),
    }


def ordering(order: Order) -> tuple[Order, ...]:
    """What lines are sorted by when ``order`` is asked for: itself, then what decides between lines alike in it."""
    return _THEN.get(order, (order,))


def _samples(chosen: SearchParams, seen: View, total: int) -> Iterator[tuple[int | None, str]]:
    """Sizes smaller than all lines, with the address of each; None stands for all lines."""
    if seen.sample:
        yield None, _seen(chosen, replace(seen, sample=None, seed=0))
    for size in SAMPLES:
        if size < total and size != seen.sample:
            yield size, _seen(chosen, replace(seen, sample=size))


def _seen(chosen: SearchParams, seen: View) -> str:
    return params.url(params.change(chosen), seen=seen)


def _at(line: Line, chosen: SearchParams, seen: View) -> str:
    """The article at this hit: a text fragment names it, its first hit serves browsers that do not know those."""
    before = line.left[-_FRAGMENT:].partition(" ")[2].strip()
    after = line.right[:_FRAGMENT].rpartition(" ")[0].strip()
    parts = (
        f"{in_fragment(before)}-," if before else "",
        in_fragment(line.node.strip()),
        f",-{in_fragment(after)}" if after else "",
    )
    return params.url(chosen, f"/article/{line.article}", seen) + "#khop:~:text=" + "".join(parts)
