"""What reading all stored pages again found: counts, and what changed by portal and field, with examples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from crawler.archive.rebuild import Rewritten
from crawler.archive.record import article_to_json
from crawler.archive.snapshots import BrokenSnapshot
from crawler.items import Article

EXAMPLES = 3
"""Changes kept of each field of each portal, to look at."""
REJECTED = 100
"""Addresses kept of pages that are no articles."""
_SHOWN = 160
"""Characters shown of a value, from shortly before the first difference."""
_BEFORE = 30


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one article before and after, cut to where they differ; None where there was no value."""

    article: str
    url: str
    before: str | None
    after: str | None


@dataclass(slots=True)
class ReextractReport:
    """What reading all stored pages again found."""

    pages: int = 0
    """Stored pages that were read."""
    articles: int = 0
    new: int = 0
    """Articles that the archive did not have."""
    changed: int = 0
    renamed: int = 0
    """Articles whose identity is found differently now."""
    fields: dict[str, Counter[str]] = field(default_factory=dict)
    """By portal, in how many known articles each field of the current text changed."""
    examples: dict[tuple[str, str], list[Change]] = field(default_factory=dict)
    """By portal and field, the first few changes."""
    left_out: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By portal and reason, articles that the crawl left out and that stay out."""
    rejected: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By portal and reason, pages that are no articles by today's rules; what they gave before stays."""
    rejected_urls: list[str] = field(default_factory=list)
    """The first hundred of them."""
    broken: list[BrokenSnapshot] = field(default_factory=list)

    @property
    def unchanged(self) -> int:
        """Articles that came out as they are kept."""
        return self.articles - self.new - self.changed

    def reject(self, portal: str, url: str, reason: str) -> None:
        """Note a page that is no article."""
        self.rejected[portal, reason] += 1
        if len(self.rejected_urls) < REJECTED:
            self.rejected_urls.append(url)

    def take(self, result: Rewritten, moved: bool) -> None:
        """Note one article; ``moved`` when the archive had it under another id."""
        self.articles += 1
        if not result.known and not moved:
            self.new += 1
        elif result.changed:
            self.changed += 1
            self._note_fields(result)

    def _note_fields(self, result: Rewritten) -> None:
        portal = result.after.portal
        self.fields.setdefault(portal, Counter()).update(result.fields)
        for name in result.fields:
            shown = self.examples.setdefault((portal, name), [])
            if result.before is not None and len(shown) < EXAMPLES:
                before, after = difference(_text(result.before, name), _text(result.after, name))
                shown.append(Change(result.after.id, result.after.url, before, after))

    def as_dict(self) -> dict[str, Any]:
        """The report as JSON holds it."""
        return {
            "pages": self.pages,
            "articles": self.articles,
            "new": self.new,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "renamed": self.renamed,
            "fields": {portal: dict(counts) for portal, counts in self.fields.items()},
            "examples": [
                {"portal": portal, "field": name, "article": c.article, "url": c.url, "before": c.before,
                 "after": c.after}
                for (portal, name), changes in self.examples.items() for c in changes
            ],
            "left_out": [{"portal": p, "reason": r, "articles": n} for (p, r), n in self.left_out.items()],
            "rejected": [{"portal": p, "reason": r, "pages": n} for (p, r), n in self.rejected.items()],
            "rejected_urls": self.rejected_urls,
            "broken": [str(broken) for broken in self.broken],
        }  # fmt: skip

    def lines(self, examples: int = 1) -> Iterator[str]:
        """What changed by portal and field, with so many ``examples`` of each, and what could not be read."""
        for portal, counts in sorted(self.fields.items()):
            yield f"{portal}: " + ", ".join(f"{name} {number:,}" for name, number in counts.most_common())
            for name, _ in counts.most_common():
                for change in self.examples.get((portal, name), ())[:examples]:
                    yield f"  {name} of {change.url}"
                    yield f"    - {_shown(change.before)}"
                    yield f"    + {_shown(change.after)}"
        for (portal, reason), number in self.left_out.most_common():
            yield f"{portal}: {number:,} left out by the crawl ({reason.replace('_', ' ')}) and still"
        for (portal, reason), number in self.rejected.most_common():
            yield f"{portal}: {number:,} {'page' if number == 1 else 'pages'} not read: {reason}"
        for broken in self.broken:
            yield f"unreadable: {broken}"


def _text(article: Article, name: str) -> str | None:
    """A field as people read it; None when it is empty."""
    value = article_to_json(article)[name]
    if isinstance(value, list):
        return "; ".join(v if isinstance(v, str) else " ".join(v.values()) for v in value) or None
    return value or None


def difference(before: str | None, after: str | None) -> tuple[str | None, str | None]:
    """Both values from shortly before their first difference on, cut to a line's length."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before or "", after or "", strict=False)))
    start = max(0, same - _BEFORE)
    return _cut(before, start), _cut(after, start)


def _cut(text: str | None, start: int) -> str | None:
    if text is None:
        return None
    return ("…" if start else "") + text[start : start + _SHOWN] + ("…" if len(text) > start + _SHOWN else "")


def _shown(text: str | None) -> str:
    return " ".join(text.split()) if text else "(none)"
