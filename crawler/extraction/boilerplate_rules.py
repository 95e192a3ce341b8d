"""How portal furniture is described: phrases that stand alone or side by side on a line, and whole lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBER = r"(?:\d[\d.,]*(?:\s\d{3})*|[-–—]+|\.\.\.|…)"
"""A counter's value: digits with dots, commas or spaces as separators; dashes and dots where scripts fill it in."""


LISTS = ("related heading", "comments", "poll")
"""Rules for headings that texts of their own follow: titles, what readers wrote, answers."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of furniture: what it is called, and why it is none of the article.

    ``phrases`` matches what may stand side by side on a line ("In ra | Lưu bài viết này"), written small; ``line``
    matches a whole line. ``weak``: an article may hold such a line, so that it goes only in the company of other
    furniture; ``told``: it may even be an article's last, so that it goes only below other furniture. ``ends``: an
    article hardly ever goes on after it.
    """

    name: str
    reason: str
    phrases: re.Pattern[str] | None = None
    line: re.Pattern[str] | None = None
    weak: bool = False
    told: bool = False
    ends: bool = False


def rule(
    name: str,
    reason: str,
    *,
    phrases: str = "",
    line: str = "",
    weak: bool = False,
    told: bool = False,
    ends: bool = False,
    label: bool = False,
) -> Rule:
    """A rule; ``phrases`` are parted by semicolons, longer ones first where one begins like another.

    ``label``: ``line`` is a label and anything after it, so that a line that ends like a sentence is none of it.
    """
    whole = r"(?!.*\w[.!?][”\"’»)]*$)" * label + rf"[•·●▪■►»>*+|–—([\- ]*(?:{line})[ |•·»:.)\]]*"
    parted = "|".join(" ".join(phrase.split()) for phrase in phrases.split(";"))
    return Rule(
        name,
        reason,
        re.compile(rf"(?:{parted})(?![^\W_])") if phrases else None,
        re.compile(whole, re.IGNORECASE) if line else None,
        weak or told,
        told,
        ends,
    )
