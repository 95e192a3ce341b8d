"""What the archive hands out, and the one mapping between an article and plain JSON that storage and export share."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal, Protocol, get_args

from crawler.items import VIETNAM, Article, Attachment, Precision, Topic

Put = Literal["new", "changed", "unchanged"]

TEXT_FIELDS = ("url", "portal", "platform_id", "title", "lead", "body", "published", "published_precision",
               "published_from", "author", "author_unit", "source", "dateline", "category", "fingerprint")  # fmt: skip
"""Article fields that are one string or None in JSON."""
LIST_FIELDS = ("tags", "captions", "attachments", "topics")
"""Article fields that are lists in JSON."""
DERIVED = frozenset({"topics", "fingerprint", "published_from"})
"""Fields that danvan works out itself: a difference there is not a new version of the page."""


class PortalLike(Protocol):
    """Anything that describes a portal: a registry entry or a record."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def level(self) -> str | None: ...
    @property
    def place(self) -> str | None: ...
    @property
    def platform(self) -> str | None: ...
    @property
    def home(self) -> str | None: ...
    @property
    def state(self) -> str: ...


@dataclass(frozen=True, slots=True)
class PortalRecord:
    """The registry entry as the archive keeps it, so that the archive explains itself."""

    id: str
    name: str
    level: str | None = None
    place: str | None = None
    platform: str | None = None
    home: str | None = None
    state: str = "active"
    """As in the registry; ``unregistered`` for a portal only known by name, as after an import."""

    @classmethod
    def of(cls, portal: PortalLike) -> PortalRecord:
        """A copy of what ``portal`` says about itself."""
        return cls(portal.id, portal.name, portal.level, portal.place, portal.platform, portal.home, portal.state)


@dataclass(frozen=True, slots=True)
class SnapshotRef:
    """Where a stored page lies: file name in the snapshots directory, byte offset and length, digest of the body."""

    file: str
    offset: int
    length: int
    digest: str


LeftOut = Literal["off_topic", "out_of_range", "not_an_article"]
"""Why a stored page gave no article of the archive: its subject or its date was not asked for, or no rule could read it
as one."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list or feed said about an article: kept beside its page, which may not say it."""

    title: str | None = None
    published: datetime | None = None
    """Aware; None unless a list printed it as the date of the article."""
    precision: Precision | None = None

    def complete(self, article: Article) -> Article:
        """The article, with the list's date where its page has none."""
        if article.published is not None or self.published is None:
            return article
        return replace(
            article, published=self.published, published_precision=self.precision or "day", published_from="list"
        )

    def as_json(self) -> str:
        """One line of ASCII; empty when nothing is known."""
        published = stamp(self.published) if self.published else None
        if published and self.precision != "minute":
            published = published[:10]
        known = {name: value for name, value in (("title", self.title), ("published", published)) if value}
        return json.dumps(known) if known else ""

    @classmethod
    def from_json(cls, text: str | None) -> Listed:
        """What `as_json` wrote; nothing for anything else."""
        try:
            data = json.loads(text or "{}")
            published, precision = published_of(_text(data, "published"), None)
            return cls(_text(data, "title"), published, precision)
        except (ValueError, AttributeError):
            return cls()


@dataclass(frozen=True, slots=True)
class Fetch:
    """One answered request: what was asked, when, and what came back."""

    url: str
    fetched_at: datetime
    status: int | None = None
    outcome: str = "article"
    """``article``, or why not: the kind of `crawler.items.NotAnArticle`, ``redirected_away``, ``failed``, `LeftOut`."""
    snapshot: SnapshotRef | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """An article as the archive knows it now."""

    article: Article
    seq: int
    """Number of the last change; the indexer asks for what has a larger one than it has seen."""
    first_seen: datetime
    last_seen: datetime
    gone_since: datetime | None = None
    """When the page was first found missing; None while it is there."""
    version: int = 1
    """How many texts this page has had."""


@dataclass(frozen=True, slots=True)
class Version:
    """One text that a page has had."""

    number: int
    article: Article
    since: datetime
    last_seen: datetime
    changed: tuple[str, ...]
    """Names of the fields that differ from the version before; empty for the first."""


@dataclass(frozen=True, slots=True)
class Imported:
    """An article read from JSON with what the archive it came from knew about it; None where it did not say."""

    article: Article
    first_seen: datetime | None = None
    last_seen: datetime | None = None
    gone_since: datetime | None = None


def stamp(moment: datetime) -> str:
    """ISO 8601 in Vietnam's time, whole seconds; raises `ValueError` for a naive time."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no time zone")
    return moment.astimezone(VIETNAM).isoformat(timespec="seconds")


def moment(text: str) -> datetime:
    """The time `stamp` wrote; a text without zone is read as Vietnam's time. Raises `ValueError`."""
    read = datetime.fromisoformat(text)
    return read.replace(tzinfo=VIETNAM) if read.tzinfo is None else read.astimezone(VIETNAM)


def maybe_moment(text: str | None) -> datetime | None:
    """`moment` where there is one."""
    return moment(text) if text else None


def article_to_json(article: Article) -> dict[str, Any]:
    """Every field of ``article`` in JSON's types; a day without time is ``YYYY-MM-DD``."""
    data: dict[str, Any] = {name: getattr(article, name) for name in TEXT_FIELDS if name != "published"}
    if article.published is not None:
        written = stamp(article.published)
        data["published"] = written[:10] if article.published_precision == "day" else written
    else:
        data["published"] = None
    data["tags"] = list(article.tags)
    data["captions"] = list(article.captions)
    data["attachments"] = [{"name": a.name, "url": a.url} for a in article.attachments]
    data["topics"] = [{"name": t.name, "reason": t.reason} for t in article.topics]
    return data


def article_from_json(data: Mapping[str, Any]) -> Imported:
    """The article that `article_to_json` or an export line describes; missing keys are empty.

    Raises `ValueError` that names the key when url, title or body are missing or a value has the wrong type.
    """
    texts = {name: _text(data, name) for name in TEXT_FIELDS if name != "published"}
    for name in ("url", "title", "body"):
        if texts[name] is None:
            raise ValueError(f"{name!r} is missing")
    published, precision = published_of(_text(data, "published"), texts.pop("published_precision"))
    article = Article(
        **{name: value for name, value in texts.items() if value is not None},
        published=published,
        published_precision=precision,
        tags=_texts(data, "tags"),
        captions=_texts(data, "captions"),
        attachments=tuple(Attachment(a, b) for a, b in _pairs(data, "attachments", "name", "url")),
        topics=tuple(Topic(a, b) for a, b in _pairs(data, "topics", "name", "reason")),
    )
    return Imported(article, _time(data, "first_seen"), _time(data, "last_seen"), _time(data, "gone_since"))


def published_of(text: str | None, precision: str | None) -> tuple[datetime | None, Precision | None]:
    """Publication time and precision as JSON and the database hold them; raises `ValueError`."""
    if not text:
        return None, None
    try:
        found = moment(text)
    except ValueError as error:
        raise ValueError(f"'published' is not a date: {text!r}") from error
    if precision is not None and precision not in get_args(Precision):
        raise ValueError(f"'published_precision' must be one of {', '.join(get_args(Precision))}, not {precision!r}")
    return found, "day" if precision == "day" or len(text) == 10 else "minute"


def _text(data: Mapping[str, Any], name: str) -> str | None:
    value = data.get(name)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{name!r} must be a string or null")
    if value is not None and not value.isascii():
        _refuse_half_characters(value, name)
    return value


def _refuse_half_characters(value: str, name: str) -> None:
    """JSON can spell half of a surrogate pair; no file can hold it."""
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"{name!r} holds half a character: {error.object[error.start]!r}") from error


def _time(data: Mapping[str, Any], name: str) -> datetime | None:
    try:
        return maybe_moment(_text(data, name))
    except ValueError as error:
        raise ValueError(f"{name!r} is not a time: {data.get(name)!r}") from error


def _texts(data: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = data.get(name) or []
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise ValueError(f"{name!r} must be a list of strings")
    return tuple(value)


def _pairs(data: Mapping[str, Any], name: str, first: str, second: str) -> list[tuple[str, str]]:
    """Pairs of strings from a list of objects; ``second`` may be missing."""
    value = data.get(name) or []
    if not isinstance(value, list) or not all(isinstance(v, dict) and isinstance(v.get(first), str) for v in value):
        raise ValueError(f"{name!r} must be a list of objects with {first!r} and {second!r}")
    return [(v[first], str(v.get(second) or "")) for v in value]
