"""Which links of a home page lead to news of mobilisation work."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast
from urllib.parse import unquote, urlsplit

from lxml import etree

from crawler.extraction.page import Element, Page, inner_text
from crawler.text import SYLLABLE, fold

_SUBJECTS = (
    "dan van", "dan van kheo", "tuyen giao va dan van", "tuyen giao dan van", "mat tran", "doan the", "dan chu",
    "xay dung dang", "cong tac dang", "dang doan the", "ton giao", "dan toc",
)  # fmt: skip
"""Folded names of sections, the nearest to the subject first."""
_ANCHORS = etree.XPath("//a[@href]")
_LONGEST = 60
"""Characters of a menu entry; longer links are headlines."""


@dataclass(frozen=True, slots=True)
class Section:
    """A link of the home page that says it leads to the subject."""

    url: str
    label: str
    subject: str
    """The words that it was recognised by, without marks."""


def sections(page: Page) -> tuple[Section, ...]:
    """Links whose text or address names the subject or its neighbours, nearest first; each address once."""
    found: dict[str, tuple[int, Section]] = {}
    for anchor in cast("list[Element]", _ANCHORS(page.root)):
        url, label = page.link(anchor.get("href")), inner_text(anchor)
        if url is None or len(label) > _LONGEST:
            continue
        rank = _rank(label, url)
        if rank is not None:
            found.setdefault(url, (rank, Section(url, label, _SUBJECTS[rank])))
    return tuple(section for _, section in sorted(found.values(), key=lambda pair: pair[0]))


def subject_rank(url: str, label: str = "") -> int:
    """How near a list is to the subject, from its address and label: 0 is nearest; others come last."""
    rank = _rank(label, url)
    return len(_SUBJECTS) if rank is None else rank


def _rank(label: str, url: str) -> int | None:
    """Position of the first subject that the label or the last part of the address names; None when neither does."""
    last = unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2]
    words = [f" {' '.join(map(fold, SYLLABLE.findall(re.sub('_', ' ', text))))} " for text in (label, last)]
    return next((n for n, subject in enumerate(_SUBJECTS) if any(f" {subject} " in text for text in words)), None)
