"""Asks for a list, feed or article only if it has changed, as far as its server can tell and deserves belief."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from crawler.archive.store import Archive
from crawler.archive.validators import Kind, Validator, caught, forget, remember, remembered
from crawler.fetching.answers import Answer

LONGEST = 1000
"""Characters of a validator; longer ones are not kept."""


@dataclass(slots=True)
class Memory:
    """What one run knows of the pages that earlier runs received from a portal."""

    archive: Archive
    portal: str
    runs: int
    """Every so many crawls a page is asked for whatever its server said; 1: always."""
    full: bool = False
    """Every page is asked for whole in this run."""
    believed: bool = field(init=False)

    def __post_init__(self) -> None:
        self.believed = not caught(self.archive, self.portal)

    def of(self, url: str) -> Validator | None:
        """What is known of the address, when this run may rely on it; None when it is to be asked for whole."""
        known = remembered(self.archive, self.portal, url)
        if known is None or self.full or known.spared + 1 >= self.runs:
            return None
        return known if known.kind == "missing" or self.believed else None

    def conditions(self, url: str) -> Mapping[str, str]:
        """Headers that let the server answer 304; empty when the page is to be asked for whole."""
        known = self.of(url)
        given = {"If-None-Match": known.etag, "If-Modified-Since": known.modified} if known else {}
        return {name: value for name, value in given.items() if value}

    def spare(self, url: str, answer: Answer | None = None) -> None:
        """Note that the page was not received this time: 304, or (without an answer) not even asked for."""
        known = remembered(self.archive, self.portal, url)
        if known is not None:
            at = answer.fetched_at if answer else None
            remember(self.archive, self.portal, url, replace(known, spared=known.spared + 1), at)

    def learn(
        self, asked: str, answer: Answer, kind: Kind, links: int = 0, *, fresh: bool = False, article: str | None = None
    ) -> None:
        """Remember what the server stated about a page that came whole and whose addresses are in the archive.

        ``fresh``: it named addresses that were not known, or its article has another text. When the server states what
        it stated about an earlier state of the page, it is not believed again.
        """
        known = remembered(self.archive, self.portal, asked)
        own = answer.url == asked
        etag, modified = (_kept(answer.header("etag")), _kept(answer.header("last-modified"))) if own else (None, None)
        now = Validator(kind, etag, modified, links, article=article)
        if known is not None and (not known.trusted or (fresh and known.kind == kind and known.same(now))):
            now = replace(now, trusted=False)
            self.believed = False
        if now.etag or now.modified or not now.trusted:
            remember(self.archive, self.portal, asked, now, answer.fetched_at)
        elif known is not None:
            forget(self.archive, self.portal, asked)

    def miss(self, asked: str, answer: Answer) -> None:
        """Remember that there is no feed at this address."""
        remember(self.archive, self.portal, asked, Validator("missing"), answer.fetched_at)


def _kept(value: str) -> str | None:
    return value if 0 < len(value) <= LONGEST and value.isascii() and value.isprintable() else None
