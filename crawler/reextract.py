"""Today's extractors over yesterday's pages: each article read again from its snapshots, also into an empty archive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, closing, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from crawler.archive.rebuild import PageReading, Readings, earlier_id, leave_out, rename, rewrite
from crawler.archive.record import Fetch, PortalRecord
from crawler.archive.snapshots import BrokenSnapshot, Snapshot, iter_snapshots
from crawler.archive.store import Archive
from crawler.archive.warc import charset_of
from crawler.extraction import platform_of
from crawler.extraction.page import Page
from crawler.extraction.urls import address_key
from crawler.items import Article, NotAnArticle, Topic
from crawler.portals import Registry
from crawler.rereading import ReextractReport

_AT_ONCE = 256
"""Pages handed to the processes in one go: about 20 MB."""


class FindsTopics(Protocol):
    """`crawler.topics.Topics`, or what does its work."""

    def of(self, article: Article) -> tuple[Topic, ...]:
        """The topics of an article, each with its reason."""
        ...


@dataclass(frozen=True, slots=True)
class _Job:
    body: bytes
    url: str
    charset: str | None
    platform: str | None
    fetched: datetime


def reextract(
    archive: Archive,
    snapshots: Path,
    registry: Registry,
    topics: FindsTopics,
    *,
    apply: bool = True,
    all_topics: bool = False,
    portals: tuple[str, ...] = (),
    processes: int = 1,
    progress: Callable[[int], None] | None = None,
) -> ReextractReport:
    """Read every page under ``snapshots`` again and, with ``apply``, keep what comes out; else only report it.

    ``portals`` limits the work to these ids; ``progress`` is told the number of pages done. The caller holds the crawl
    lock. Pages that a crawl left out as off topic give their articles when today's topics have them, or with
    ``all_topics``. ``processes`` share the reading once there are a few hundred pages. Killed in between, it can simply
    be run again. Raises `DanvanError`.
    """
    report = ReextractReport()
    with closing(Readings()) as readings:
        pages = _pages(iter_snapshots(snapshots), registry, portals, report)
        seen: set[str] = set()
        for snapshot, portal, result in _extracted(pages, archive, registry, processes):
            report.pages += 1
            seen.add(portal)
            if isinstance(result[0], Article):
                article = snapshot.listed.complete(result[0].of_portal(portal))
                article = replace(article, topics=topics.of(article))
                fetch = Fetch(snapshot.url, snapshot.fetched_at, snapshot.status, "article", snapshot.ref)
                # A page that no rule could read until now was never asked for its topics.
                left_out = "off_topic" if snapshot.left_out == "not_an_article" else snapshot.left_out
                readings.add(PageReading(article, fetch, result[1], snapshot.listed, left_out))
            else:
                report.reject(portal, snapshot.url, result[0].reason)
            if progress is not None:
                progress(report.pages)
        with archive.batch() if apply else nullcontext():
            if apply:
                _remember_portals(archive, registry, seen)
            for pages_of_one in readings.by_article():
                _take(archive, pages_of_one, report, apply, all_topics)
    return report


def _pages(
    found: Iterable[Snapshot | BrokenSnapshot], registry: Registry, portals: tuple[str, ...], report: ReextractReport
) -> Iterator[tuple[Snapshot, str]]:
    """Whole pages with the portal they belong to."""
    for snapshot in found:
        if isinstance(snapshot, BrokenSnapshot):
            report.broken.append(snapshot)
            continue
        portal = snapshot.portal or _portal_of(snapshot.url, registry)
        if portals and portal not in portals:
            continue
        if snapshot.status != 200:
            report.pages += 1
            report.reject(portal, snapshot.url, f"the portal answered with status {snapshot.status}")
            continue
        yield snapshot, portal


def _portal_of(url: str, registry: Registry) -> str:
    known = registry.by_host(url)
    return known.id if known else (urlsplit(url).hostname or "unknown")


def _extracted(
    pages: Iterator[tuple[Snapshot, str]], archive: Archive, registry: Registry, processes: int
) -> Iterator[tuple[Snapshot, str, tuple[Article | NotAnArticle, str]]]:
    platforms = {p.id: p.platform for p in archive.portals()} | {p.id: p.platform for p in registry}
    with ExitStack() as stack:
        pool: ProcessPoolExecutor | None = None
        while some := list(islice(pages, _AT_ONCE)):
            jobs = [
                _Job(s.body, s.url, charset_of(s.headers), platforms.get(portal), s.fetched_at) for s, portal in some
            ]
            if pool is None and processes > 1 and len(some) == _AT_ONCE:
                # Started afresh: a forked child would share the parent's open database.
                pool = stack.enter_context(ProcessPoolExecutor(processes, mp_context=get_context("spawn")))
            results = pool.map(_read, jobs, chunksize=16) if pool else map(_read, jobs)
            for (snapshot, portal), result in zip(some, results, strict=True):
                yield snapshot, portal, result


def _read(job: _Job) -> tuple[Article | NotAnArticle, str]:
    """What the page says, and the frontier key of its address."""
    page = Page.of(job.body, job.url, job.charset)
    page.fetched = job.fetched
    platform = platform_of(page, job.platform)
    return platform.extract(page), platform.article_id(job.url) or address_key(job.url)


def _remember_portals(archive: Archive, registry: Registry, seen: set[str]) -> None:
    for portal in registry:
        if portal.id in seen:
            archive.put_portal(PortalRecord.of(portal))


def _take(archive: Archive, pages: list[PageReading], report: ReextractReport, apply: bool, all_topics: bool) -> None:
    """Bring what is kept of one article in line with its pages."""
    article = pages[-1].article
    left_out = next((page.left_out for page in reversed(pages) if not _wanted(page, all_topics)), None)
    if left_out and not any(_wanted(page, all_topics) for page in pages) and archive.get(article.id) is None:
        report.left_out[article.portal, left_out] += 1
        if apply:
            leave_out(archive, pages)
        return
    before = pages[-1].fetch.snapshot and earlier_id(archive, pages[-1].fetch.snapshot)
    moved = before is not None and before != article.id and archive.get(article.id) is None
    if moved:
        report.renamed += 1
        if apply:
            rename(archive, str(before), article.id)
    report.take(rewrite(archive, pages, apply=apply), moved)


def _wanted(page: PageReading, all_topics: bool) -> bool:
    """Whether the article of a page belongs into the archive: the crawl took it in, or today's topics do."""
    return page.left_out is None or (page.left_out == "off_topic" and (all_topics or bool(page.article.topics)))
