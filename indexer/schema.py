"""What the index holds and how an article becomes what is indexed. Texts are not stored: the archive has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crawler.archive.record import PortalRecord
from crawler.items import VIETNAM, Article
from indexer.analysis import keyed
from indexer.facts import Facts, find_facts

TEXT_FIELDS = ("title", "lead", "body", "author")
"""Fields of syllables with positions, in the order they stand in the arrays' stream."""

DEFAULT_FIELDS = ("title", "lead", "body")

FLAGS = ("reprint", "figure")
"""What an article is or has, in the order of their bits: it appeared elsewhere first; it states a quantity."""

MAPPED = {
    "url": "id, where the platform gives no id of its own",
    "platform_id": "id",
    "portal": "portal, and level and place through the portal's record",
    "title": "title, words",
    "lead": "lead, words",
    "body": "body, words",
    "published": "published",
    "author": "author",
    "category": "category",
    "topics": "topics",
}
"""Article fields that the index holds, and in which of its own fields."""

LEFT_OUT = {
    "published_precision": "shown with a hit, never searched",
    "published_from": "provenance, shown on the article page",
    "author_unit": "shown with the author",
    "source": "shown on the article page",
    "dateline": "the agency's mark, not a word of the article",
    "tags": "chosen by portals without a rule; the text says the same",
    "captions": "describe pictures that are not kept",
    "attachments": "files that are not read",
    "fingerprint": "reprints are found in the archive",
}
"""Article fields that the index does not hold, and why."""


@dataclass(frozen=True, slots=True)
class Document:
    """What is indexed of one article. ``None`` and empty mean unknown."""

    id: str
    texts: tuple[tuple[str | None, ...], ...]
    """For each of `TEXT_FIELDS` the keys at their positions, None where a sentence ends."""
    words: tuple[str, ...]
    portal: str
    published: datetime | None
    """Naive, Vietnamese time: Whoosh does not sort by zone."""
    category: str | None
    topics: tuple[str, ...]
    flags: tuple[str, ...] = ()
    """Those of `FLAGS` that hold."""
    mentions: tuple[str, ...] = ()
    """Keys of the units that its text names, see `indexer.facts`."""
    numbers: tuple[str, ...] = ()
    """Numbers of the documents that it cites, as `indexer.documents.number_key` writes them."""


def to_document(
    article: Article, words: tuple[str, ...] = (), facts: Facts | None = None, *, reprint: bool = False
) -> Document:
    """The document of ``article``; ``words`` are its words' keys (`indexer.analysis.word_keys`), none without the word
    layer; ``facts`` what its text states, found here when None; ``reprint`` says whether it appeared elsewhere first
    (`crawler.archive.reprints.originals`)."""
    facts = facts or find_facts(article, None)
    return Document(
        article.id,
        tuple(tuple(keyed(text or "")) for text in (article.title, article.lead, article.body, article.author)),
        words,
        article.portal,
        article.published.astimezone(VIETNAM).replace(tzinfo=None) if article.published else None,
        article.category,
        tuple(dict.fromkeys(topic.name for topic in article.topics)),
        tuple(flag for flag, holds in zip(FLAGS, (reprint, facts.figure), strict=True) if holds),
        facts.mentions,
        facts.numbers,
    )


def stored_values(
    article_id: str,
    portal: PortalRecord,
    published: datetime | None,
    category: str,
    topics: Sequence[str],
    flags: Sequence[str] = (),
    mentions: Sequence[str] = (),
    numbers: Sequence[str] = (),
) -> dict[str, Any]:
    """Field name → value of everything in the schema that is not syllables or words; unknown ones are left out."""
    values = {
        "id": article_id,
        "portal": portal.id,
        "level": portal.level,
        "place": portal.place,
        "published": published,
        "category": category,
        "topics": ",".join(topics),
        "flags": ",".join(flags),
        "mentions": ",".join(mentions),
        "numbers": ",".join(numbers),
    }
    return {name: value for name, value in values.items() if value}
