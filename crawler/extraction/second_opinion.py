"""A second opinion about the text of a page: what readability (readability-lxml, the Arc90 algorithm) takes for it.

It weighs class names, commas and link shares, which `crawler.extraction.maintext` does not: where both agree, the text
is hardly wrong.
"""

from __future__ import annotations

import logging
from collections import Counter
from itertools import islice

from readability import Document
from readability.readability import Unparseable

from crawler.extraction.blocks import Block, read_blocks
from crawler.extraction.page import Page, remembered
from crawler.text import syllables

logging.getLogger("readability").setLevel(logging.CRITICAL)
"""It logs every page that it gives up; that is an answer here."""

_LARGEST, _MOST = 1_000_000, 8_000
"""Characters and elements of a page from which on it is not asked, because it parses the page several times and
looks at every element about ten times."""


@remembered
def second_opinion(page: Page) -> tuple[Block, ...]:
    """Blocks of what readability takes for the article, in order; empty where it gives up or the page is too large.

    Costs several times what our own reading does.
    """
    return () if _is_too_large(page) else _asked(page)


def _is_too_large(page: Page) -> bool:
    return len(page.html) > _LARGEST or next(islice(page.root.iter(), _MOST, None), None) is not None


def _asked(page: Page) -> tuple[Block, ...]:
    try:
        found = str(Document(page.html).summary(html_partial=True))
    except Unparseable:
        return ()
    return tuple(read_blocks(Page(found, page.url).root))


def agreement(one: str, other: str) -> float:
    """F1 of the syllables of two texts as bags: 1 for the same text, 0 without a word in common or without words."""
    here, there = Counter(syllables(one)), Counter(syllables(other))
    both, size = (here & there).total(), here.total() + there.total()
    return 2 * both / size if size else 0.0
