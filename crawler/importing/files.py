"""Bringing in what was collected elsewhere: pages saved as text, JSON Lines, WARC, other data directories.

What cannot be read is reported with file, line and reason; everything else is imported. Importing a file again changes
nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from crawler.archive.datadir import DataDir
from crawler.archive.merging import bring_in
from crawler.archive.rebuild import is_kept
from crawler.archive.record import Fetch, LeftOut, PortalRecord
from crawler.archive.snapshots import SnapshotWriter
from crawler.archive.store import Archive
from crawler.archive.warc import digest_of
from crawler.errors import DanvanError
from crawler.extraction.boilerplate import counting
from crawler.importing.hosts import host_of, record_for
from crawler.importing.readers import Found, Problem, Skipped, read_file
from crawler.importing.warc_pages import WarcPage
from crawler.items import VIETNAM, article_id
from crawler.portals import Portal, Registry
from crawler.topics import Topics

__all__ = ["ImportReport", "Problem", "import_files"]

UNKNOWN = PortalRecord(id="import", name="Văn bản nhập từ tệp", state="unregistered")
"""The portal of texts that do not say where they come from."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import brought."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    """Known already, with the same text."""
    skipped: int = 0
    """Pages of a WARC that are no articles: lists, home pages, redirects, other media."""
    pages: int = 0
    """Stored pages that came with other data directories."""
    runs: int = 0
    """Crawls of portals that came with other data directories."""
    problems: tuple[Problem, ...] = ()
    furniture: Mapping[str, int] = field(default_factory=dict)
    """How many lines of portals were taken out of the texts, by the name of the rule."""

    @property
    def articles(self) -> int:
        """Articles read, known ones included."""
        return self.new + self.changed + self.unchanged


def import_files(
    paths: Iterable[Path],
    archive: Archive,
    registry: Registry,
    portal: str | None = None,
    progress: Callable[[int], None] | None = None,
    now: datetime | None = None,
    snapshots: SnapshotWriter | None = None,
) -> ImportReport:
    """Import ``paths`` in order and say what came of it.

    ``portal`` names the portal of articles that do not say theirs; otherwise it is told from the address. ``progress``
    is called with the number of articles done. ``now`` is when articles without a date of their own count as seen.
    ``snapshots`` gets the pages of WARC files, so that they can be read again by better rules.
    Raises `DanvanError` when ``portal`` is unknown, or the archive cannot be written.
    """
    given = _given(portal, registry, archive)
    work = _Import(archive, registry, given, Topics.load(), now or datetime.now(VIETNAM), snapshots)
    counts: Counter[str] = Counter()
    problems: list[Problem] = []

    def told(put: str) -> None:
        counts[put] += 1
        if progress is not None and put != "skipped":
            progress(counts["new"] + counts["changed"] + counts["unchanged"])

    with counting() as furniture:
        for path in paths:
            if DataDir(path).archive.is_file():
                pages, runs, troubles = _bring_in(path, archive, snapshots, told)
                counts.update(pages=pages, runs=runs)
                problems += troubles
                continue
            for found in read_file(path, registry, given.platform if given else None):
                if isinstance(found, Problem):
                    problems.append(found)
                else:
                    told("skipped" if isinstance(found, Skipped) else work.take(found))
    names = ("new", "changed", "unchanged", "skipped", "pages", "runs")
    taken = dict(furniture.most_common())
    return ImportReport(**{name: counts[name] for name in names}, problems=tuple(problems), furniture=taken)


def _bring_in(
    path: Path, archive: Archive, snapshots: SnapshotWriter | None, told: Callable[[str], None]
) -> tuple[int, int, list[Problem]]:
    """Another data directory, or a backup of one: its stored pages and runs that were not here, and what is wrong."""
    source = DataDir(path)
    if source.archive.resolve() == archive.path.resolve():
        return 0, 0, [Problem(str(path), None, "is the data directory itself. Name the one of another worker.")]
    try:
        other = Archive.open(source.archive, readonly=True)
    except DanvanError as error:
        return 0, 0, [Problem(str(path), None, str(error))]
    with other:
        brought = bring_in(other, source.snapshots, archive, snapshots, told)
    return brought.pages, brought.runs, [Problem(str(path), None, reason) for reason in brought.unreadable]


def _given(portal: str | None, registry: Registry, archive: Archive) -> PortalRecord | None:
    """The portal named on the command line; the registry or the archive must know it."""
    if portal is None:
        return None
    known = registry.get(portal)
    if known is not None:
        return PortalRecord.of(known)
    stored = next((p for p in archive.portals() if p.id == portal), None)
    if stored is None:
        raise DanvanError(f"No portal is called {portal}. `danvan portals list` shows the ids that the registry knows.")
    return stored


class _Import:
    """The archive side of one import."""

    def __init__(
        self, archive: Archive, registry: Registry, given: PortalRecord | None, topics: Topics, now: datetime,
        snapshots: SnapshotWriter | None,
    ) -> None:  # fmt: skip
        self._archive, self._registry, self._given = archive, registry, given
        self._topics, self._now, self._snapshots = topics, now, snapshots
        self._noted = {p.id for p in archive.portals()}

    def take(self, found: Found) -> str:
        """Store one article and its page; ``new``, ``changed`` or ``unchanged``, or ``skipped`` when the crawl that
        fetched it left it out and today's topics do so too. One transaction."""
        record = self._portal(found)
        article = replace(found.article, portal=record.id)
        if not found.topics_known:
            article = replace(article, topics=self._topics.of(article))
        with self._archive.transaction():
            if record.id not in self._noted:
                self._archive.put_portal(record)
                self._noted.add(record.id)
            left_out = found.page.left_out if found.page else None
            if left_out in ("off_topic", "not_an_article"):
                left_out = None if article.topics else "off_topic"
            fetch = self._keep_page(found.page, record.id, left_out)
            if left_out is None:
                return self._put(replace(found, article=article), fetch)
            if fetch is not None:
                self._archive.add_fetch(record.id, fetch)
            return "skipped"

    def _keep_page(self, page: WarcPage | None, portal: str, left_out: LeftOut | None) -> Fetch | None:
        """The page among the snapshots; None when there is none, or it lies there already."""
        if page is None or self._snapshots is None:
            return None
        if is_kept(self._archive, page.url, page.at, digest_of(page.body)):
            return None
        kept = self._snapshots.write(
            page.url, 200, page.headers, page.body, page.at, portal=portal, listed=page.listed, left_out=left_out
        )
        return Fetch(page.url, page.at, 200, left_out or "article", kept)

    def _put(self, found: Found, fetch: Fetch | None) -> str:
        """An exported line knows its text at ``last_seen``; the text of ``first_seen`` only if it never changed."""
        article = found.article
        known = self._archive.get(article_id(article.portal, article.platform_id, article.url))
        last = found.last_seen or (known.last_seen if known and found.undated else self._now)
        result = "unchanged"
        if found.first_seen and found.first_seen < last and (known is None or found.version == 1):
            result = self._archive.put(article, seen_at=found.first_seen)
        later = self._archive.put(article, seen_at=last, fetch=fetch)
        if found.gone_since:
            self._archive.mark_gone(article.id, found.gone_since)
        return result if result != "unchanged" else later

    def _portal(self, found: Found) -> PortalRecord:
        """Named by the line, by the command, by the registry's hosts, by the host itself; else the import's own."""
        if found.portal:
            entry = self._registry.get(found.portal)
            return _record(entry, found.portal)
        if self._given is not None:
            return self._given
        published = found.article.published
        entry = self._registry.by_host(found.article.url, published.date() if published else None)
        host = host_of(found.article.url)
        if entry is not None:
            return PortalRecord.of(entry)
        return record_for(host) if host else UNKNOWN


def _record(entry: Portal | None, portal: str) -> PortalRecord:
    if entry is not None:
        return PortalRecord.of(entry)
    if portal == UNKNOWN.id:
        return UNKNOWN
    return record_for(portal) if "." in portal else PortalRecord(id=portal, name=portal, state="unregistered")
