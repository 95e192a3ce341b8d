"""How an article, and the corpus, are cited: in words, and as data that reference managers find on a page.

Names stay as portals print them: a Vietnamese name is not turned round (the family name comes first already), and a
by-line may be a pen name or an office.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext

from crawler.archive.record import PortalRecord, Stored
from crawler.items import VIETNAM, Precision
from indexer.params import Hit
from search_ui.encoding import query_string
from search_ui.formats import web_address
from search_ui.plain import plain

ARCHIVE_NAME = "Kho tin Dân vận"
"""What the corpus is called in citations, in every language."""
IMPORTED = "import"
"""The portal of texts that were imported without an address: nobody published them but this corpus."""
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Citation:
    """What a reader cites: one article."""

    id: str
    title: str
    author: str | None
    """As the portal prints it."""
    portal: str
    """Name of the portal."""
    published: datetime | None
    precision: Precision | None
    url: str | None
    """The original; None for an imported text without an address."""
    page: str
    """Full address of the article on this site."""
    archived: datetime
    """When it was first fetched or imported."""
    lead: str | None = None
    source: str | None = None
    """The publication it is reprinted from."""
    keywords: tuple[str, ...] = ()

    @property
    def day(self) -> date | None:
        """The day of publication in Vietnam."""
        return _day(self.published) if self.published else None

    @property
    def iso_date(self) -> str | None:
        """``2024-07-24``, None when unknown."""
        return self.day.isoformat() if self.day else None


def citation_of(stored: Stored, portal: PortalRecord, page: str) -> Citation:
    """The citation of an archived article whose page on this site is ``page``."""
    article = stored.article
    return Citation(
        article.id,
        _line(article.title),
        _line(article.author) if article.author else None,
        ARCHIVE_NAME if portal.id == IMPORTED else _line(portal.name),
        article.published,
        article.published_precision,
        web_address(article.url),
        page,
        stored.first_seen,
        article.lead,
        article.source,
        tuple(dict.fromkeys(_line(word) for word in (*(t.name for t in article.topics), *article.tags))),
    )


def _line(text: str) -> str:
    return " ".join(plain(text).split())


def _day(moment: datetime) -> date:
    return moment.astimezone(VIETNAM).date()


def styles(cited: Citation, today: date) -> list[tuple[str, str]]:
    """Name of each style and the citation in it; ``today`` is when the reader looked at it."""
    return [
        (gettext("Kiểu Việt Nam"), vietnamese(cited, today)),
        ("APA 7", apa(cited, today)),
        ("Chicago 17", chicago(cited, today)),
    ]


def vietnamese(cited: Citation, today: date) -> str:
    """``Lê Văn Thử (2025), “Tên bài”, Tên cổng, ngày 9/9/2025, https://… (truy cập ngày 15/3/2026).``"""
    day = cited.day
    year = f"({day.year if day else 'không rõ ngày'})"
    head = f"{cited.author} {year}, “{cited.title}”" if cited.author else f"“{cited.title}” {year}"
    parts = [head, cited.portal, *([f"ngày {_vi(day)}"] if day else [])]
    if cited.source:
        parts.append(f"dẫn theo {_line(cited.source)}")
    where = f"{cited.url}, " if cited.url else ""
    kept = f"{where}lưu tại {ARCHIVE_NAME} ngày {_vi(_day(cited.archived))}, {cited.page} (truy cập ngày {_vi(today)})."
    return f"{', '.join(parts)}, {kept}"


def apa(cited: Citation, today: date) -> str:
    """``Lê Văn Thử. (2025, September 9). Title. Portal. https://…``; undated pages say when they were read."""
    day = cited.day
    when = f"({day.year}, {_MONTHS[day.month - 1]} {day.day})" if day else "(n.d.)"
    head = (
        f"{_stopped(cited.author)} {when}. {_stopped(cited.title)}"
        if cited.author
        else f"{_stopped(cited.title)} {when}."
    )
    address = cited.url or cited.page
    read = "" if day else f"Retrieved {_us(today)}, from "
    return f"{head} {_stopped(cited.portal)} {read}{address}"


def chicago(cited: Citation, today: date) -> str:
    """``Lê Văn Thử. “Title.” Portal, September 9, 2025. https://….``; undated pages say when they were read."""
    day = cited.day
    head = f"{_stopped(cited.author)} " if cited.author else ""
    when = f", {_us(day)}." if day else f". n.d. Accessed {_us(today)}."
    kept = f" Archived {_us(_day(cited.archived))}, {ARCHIVE_NAME}, {cited.page}."
    original = f" {cited.url}." if cited.url else ""
    return f"{head}“{_stopped(cited.title)}” {cited.portal}{when}{original}{kept}"


def _vi(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def _us(day: date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def _stopped(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def meta_tags(cited: Citation) -> Iterator[tuple[str, str]]:
    """Names and values of ``citation_*`` (Highwire Press) and Dublin Core tags, which Zotero and Scholar read."""
    yield "citation_title", cited.title
    if cited.author:
        yield "citation_author", cited.author
    if cited.iso_date:
        yield "citation_publication_date", cited.iso_date.replace("-", "/")
    yield "citation_publisher", cited.portal
    yield "citation_language", "vi"
    yield "citation_public_url", cited.url or cited.page
    yield "citation_abstract_html_url", cited.page
    if cited.keywords:
        yield "citation_keywords", "; ".join(cited.keywords)
    yield "DC.type", "Text"
    yield "DC.identifier", cited.url or cited.page
    if cited.source:
        yield "DC.source", _line(cited.source)


def json_ld(cited: Citation) -> dict[str, Any]:
    """The article as schema.org's ``NewsArticle``."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": cited.title,
        "inLanguage": "vi",
        "identifier": cited.id,
        "url": cited.page,
        "publisher": {"@type": "GovernmentOrganization", "name": cited.portal},
        "archivedAt": cited.page,
        "isAccessibleForFree": True,
    }
    if cited.published:
        precise = cited.precision != "day"
        data["datePublished"] = cited.published.astimezone(VIETNAM).isoformat() if precise else cited.iso_date
    if cited.author:
        data["author"] = {"@type": "Person", "name": cited.author}
    if cited.lead:
        data["abstract"] = _line(cited.lead)
    if cited.url:
        data["isBasedOn"] = cited.url
    if cited.keywords:
        data["keywords"] = list(cited.keywords)
    return data


def coins(title: str, portal: str, day: date | None, address: str, author: str | None = None) -> str:
    """The value of ``<span class="Z3988" title="…">`` (OpenURL COinS), from which Zotero takes an article."""
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rft.type", "newspaperArticle"),
        ("rft.title", _line(title)),
        ("rft.publisher", portal),
        ("rft.identifier", address),
        ("rft.language", "vi"),
    ]
    if day:
        pairs.append(("rft.date", day.isoformat()))
    if author:
        pairs.append(("rft.creator", author))
    return query_string(pairs)


def coins_of_hit(hit: Hit) -> str:
    """`coins` of an article of a result list."""
    day = _day(hit.published) if hit.published else None
    return coins(hit.title, hit.portal_name, day, web_address(hit.url) or f"urn:danvan:article:{hit.id}")


def coins_of(cited: Citation) -> str:
    """`coins` of a whole citation."""
    return coins(cited.title, cited.portal, cited.day, cited.url or cited.page, cited.author)


def cite_corpus(home: str, today: date, articles: int, version: str) -> Mapping[str, str]:
    """How the whole corpus is cited: as it was on ``today``, in the version that is searched (``index_version``)."""
    return {
        gettext("Kiểu Việt Nam"): (
            f"{ARCHIVE_NAME} ({today.year}), Kho ngữ liệu tin bài của các cổng thông tin địa phương về công tác "
            f"dân vận, {_grouped(articles)} bài, bản {version} ngày {_vi(today)}, {home}."
        ),
        "APA 7": (
            f"{ARCHIVE_NAME}. ({today.year}). Corpus of Vietnamese local-government news on mass mobilisation "
            f"(Version {version}; {articles:,} articles) [Data set]. Retrieved {_us(today)}, from {home}"
        ),
        "BibTeX": (
            f"@misc{{danvan-{today:%Y%m%d},\n"
            f"  title = {{{{{ARCHIVE_NAME}}}: kho tin bài của các cổng thông tin địa phương}},\n"
            f"  year = {{{today.year}}},\n  note = {{{_grouped(articles)} bài, bản {version}}},\n"
            f"  url = {{{home}}},\n  urldate = {{{today.isoformat()}}}\n}}"
        ),
    }


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")
