"""The search core: `SearchParams` in, `SearchPage` out."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import Any

import numpy as np

from crawler.archive.datadir import DataDir
from crawler.archive.record import PortalRecord, Stored
from crawler.archive.reprints import copies
from crawler.archive.store import Archive
from crawler.items import Article
from indexer import localities
from indexer.engine import Engine, Result, open_engine
from indexer.engine.effort import Effort
from indexer.facets import LEVEL_LABELS, facets
from indexer.offers import suggestions
from indexer.params import Facet, FacetValue, Hit, Listing, SearchPage, SearchParams, Segment, Suggestion
from indexer.places import gazetteer
from indexer.places.within import unit_for
from indexer.query.errors import QueryError
from indexer.query.explanation import ExplainPart, as_text, explain_tree, period_text, plain_label
from indexer.query.parse import parse
from indexer.query.tree import And, Dates, Everything, Filter, Filters, Node, Not
from indexer.resolving import Resolver, filters_of
from indexer.shelf import Articles
from indexer.snippets import Highlighter
from indexer.wording import grouped, say, say_count

__all__ = [
    "Facet",
    "FacetValue",
    "Hit",
    "Listing",
    "SearchPage",
    "SearchParams",
    "Searcher",
    "Segment",
    "Suggestion",
    "page_to_json",
]

SNIPPET_HITS = 200
"""Hits of one page that get snippets; a longer list is for machines, which read the articles."""
_BATCH_SNIPPET_HITS = 20
_READ_AT_ONCE = 200
_ATTEMPTS = 5
_REPRINT = Filter("flag", ("reprint",))


class Searcher:
    """Searches one data directory. Cheap to keep and safe to share between threads; notices a new index by itself.

    Raises `DanvanError` when there is no archive, or no index that can be used.
    """

    def __init__(self, data: DataDir) -> None:
        self._engine: Engine = open_engine(data.index)
        self._archive = Archive.open(data.archive, readonly=True)
        self._topics: tuple[str, tuple[str, ...]] | None = None
        self._articles = Articles(self._archive)

    def close(self) -> None:
        """Close the archive."""
        self._archive.close()

    def search(self, params: SearchParams, start: int | None = None) -> SearchPage:
        """One page of results; ``start`` is its first hit, counted from 0, where it is not that of the page number.

        Raises `QueryError` for what cannot be understood, `DanvanError` for a broken index.
        """
        self._engine.refresh()
        offers = params.page == 1 and not start
        return self._search(params, SNIPPET_HITS, offers=offers, start=start)

    def listing(self, params: SearchParams) -> Listing:
        """Every hit of ``params`` in the order they ask for, whatever their page. Raises as `search` does."""
        for _ in range(_ATTEMPTS):
            page = self.search(replace(params, page=1, per_page=0))
            tree, filters = self.understood(params)
            numbers, _ = self._engine.ordered(tree, filters, params.sort)
            if self._engine.version == page.index_version:
                break  # else a new index has come between the two
        return Listing(page, array("Q", numbers.astype(np.uint64).tobytes()))

    def read(self, ids: Iterable[str]) -> Iterator[Stored]:
        """The articles with these ids, in order, read as they are asked for; those that are gone are left out."""
        rest = iter(ids)
        while some := list(islice(rest, _READ_AT_ONCE)):
            yield from self._archive.get_many(some).values()

    @property
    def engine(self) -> Engine:
        """The engine, for counting over texts (`indexer.corpus`)."""
        return self._engine

    @property
    def archive(self) -> Archive:
        """The archive, read-only."""
        return self._archive

    def understood(self, params: SearchParams) -> tuple[Node, Filters]:
        """What ``params`` ask of the engine: the tree and the filters beside it. Raises `QueryError`."""
        self._engine.refresh()
        parsed = parse(params.q, params.keep)
        resolver = Resolver(parsed.text, params.place_mode, self._engine.portals, self._known_topics)
        return _asked(resolver.tree(parsed.tree), params), filters_of(params)

    def articles(self, params: SearchParams) -> Iterator[Article]:
        """Every article that ``params`` find, newest first, read from the archive as they are asked for."""
        numbers, _ = self._engine.ordered(*self.understood(params))
        return (stored.article for stored in self.read(f"{number:016x}" for number in numbers.tolist()))

    def search_many(self, queries: Iterable[str], params: SearchParams) -> Iterator[SearchPage]:
        """A page for each query, in order, with the filters and size of ``params``; no offers.

        A query that cannot be understood gives an empty page whose warning says why, so that answers keep their order.
        """
        self._engine.refresh()
        for query in queries:
            asked = replace(params, q=query, page=1)
            try:
                yield self._search(asked, _BATCH_SNIPPET_HITS, offers=False)
            except QueryError as error:
                yield self._refused(asked, error)

    def _search(self, params: SearchParams, snippets: int, *, offers: bool, start: int | None = None) -> SearchPage:
        engine = self._engine
        parsed = parse(params.q, params.keep)
        resolver = Resolver(parsed.text, params.place_mode, engine.portals, self._known_topics)
        tree, filters = resolver.tree(parsed.tree), filters_of(params)
        size = max(params.per_page, 0)
        asked = _asked(tree, params)
        offset = (max(params.page, 1) - 1) * size if start is None else start
        effort = engine.effort()
        result = engine.search(asked, filters, params.sort, offset, size, effort)
        collapsed = engine.count(And((tree, _REPRINT)), filters, effort) if asked is not tree else 0
        stored = self._articles.get(result.ids, engine.version)
        parts = self._explained(tree, params, result, collapsed)
        found = [stored[i].article for i in result.ids[:snippets] if i in stored] if offers else []
        count = partial(self._count, effort)
        return SearchPage(
            params=params,
            hits=tuple(self._hits(result, stored, tree, snippets)),
            total=result.total,
            corpus_total=result.corpus_total,
            facets=facets(result.facets, params, engine.portals, result.total),
            months=result.months,
            undated=result.undated,
            explain=as_text(parts),
            explain_parts=parts,
            warnings=(*parsed.notices, *resolver.notices, *map(_clipped, result.clipped)),
            suggestions=suggestions(params, parsed, result.total, found, count) if offers else (),
            index_version=engine.version,
            collapsed=collapsed,
        )

    def _count(self, effort: Effort, params: SearchParams) -> int:
        return self._engine.count(*self.understood(params), effort)

    def _known_topics(self) -> tuple[str, ...]:
        """Every topic that some article has."""
        version = self._engine.version
        if self._topics is None or self._topics[0] != version:
            self._topics = version, tuple(self._engine.search(Everything(), Filters(), limit=0).facets["topic"])
        return self._topics[1]

    def _refused(self, params: SearchParams, error: QueryError) -> SearchPage:
        heading = (ExplainPart(say("Không hiểu truy vấn")),)
        return SearchPage(
            params, (), 0, self._engine.total, (), (), 0, as_text(heading), heading, (error.message,), (),
            self._engine.version,
        )  # fmt: skip

    def _hits(self, result: Result, stored: Mapping[str, Stored], tree: Node, snippets: int) -> Iterator[Hit]:
        """The articles of a page; one that has left the archive since the index was built is left out."""
        highlighter = Highlighter(tree)
        same = copies(self._archive, result.ids[:snippets])
        for n, (article_id, score) in enumerate(zip(result.ids, result.scores, strict=True)):
            if article_id in stored:
                hit = self._hit(article_id, stored[article_id], score, highlighter, with_snippets=n < snippets)
                yield replace(hit, reprints=same[article_id]) if article_id in same else hit

    def _hit(
        self, article_id: str, stored: Stored, score: float, highlighter: Highlighter, *, with_snippets: bool
    ) -> Hit:
        article = stored.article
        record = self._engine.portals.get(article.portal) or PortalRecord(article.portal, article.portal)
        day = article.published.date() if article.published else None
        unit = unit_for(record.place, record.level, day)
        return Hit(
            id=article_id,
            url=article.url,
            title=article.title,
            title_segments=highlighter.mark(article.title, "title"),
            portal=article.portal,
            portal_name=record.name,
            level=record.level,
            place=record.place,
            place_name=gazetteer().label(unit) if unit else None,
            published=article.published,
            precision=article.published_precision,
            snippets=highlighter.snippets(article.lead, article.body) if with_snippets else (),
            score=score,
        )

    def _explained(self, tree: Node, params: SearchParams, result: Result, collapsed: int) -> tuple[ExplainPart, ...]:
        parts = [ExplainPart(say("Hiểu là: ")), *explain_tree(tree, self._label)]
        for text in self._filter_texts(params):
            parts += [ExplainPart(" · "), ExplainPart(text, "filter")]
        total, everything = grouped(result.total), grouped(result.corpus_total)
        of_all = say_count("%(n)s / %(all)s bài", result.corpus_total, n=total, all=everything)
        parts += [ExplainPart(" · "), ExplainPart(of_all, "count")]
        if collapsed:
            left_out = say_count("gộp %(n)s bài đăng lại", collapsed, n=grouped(collapsed))
            parts += [ExplainPart(" · "), ExplainPart(left_out, "count")]
        return tuple(parts)

    def _filter_texts(self, params: SearchParams) -> Iterator[str]:
        either = say(" hoặc ")
        if params.place is not None:
            place = localities.filter_label(localities.unit_of(params.place), params.place_mode)
            yield say("nơi: %(places)s", places=place)
        if params.mentions is not None:
            place = localities.filter_label(localities.unit_of(params.mentions), params.place_mode)
            yield say("nhắc đến: %(places)s", places=place)
        if params.level:
            yield say("cấp: %(levels)s", levels=either.join(say(LEVEL_LABELS[level]) for level in params.level))
        if params.portal:
            yield say("cổng: %(portals)s", portals=either.join(self._label("portal", p) for p in params.portal))
        if params.topic:
            yield say("chủ đề: %(topics)s", topics=either.join(say(topic) for topic in params.topic))
        if params.date_from or params.date_to:
            yield period_text(Dates(params.date_from, params.date_to))

    def _label(self, name: str, value: str) -> str:
        if name == "portal" and value in self._engine.portals:
            return self._engine.portals[value].name
        return localities.place_label(value) if name == "place" else plain_label(name, value)


def _asked(tree: Node, params: SearchParams) -> Node:
    """``tree``, without reprints where they are collapsed."""
    return And((tree, Not(_REPRINT))) if params.dup == "collapse" else tree


def _clipped(pattern: str) -> str:
    return say("“%(pattern)s” có quá nhiều cách viết: chỉ tìm những cách hay gặp nhất", pattern=pattern)


def page_to_json(page: SearchPage) -> dict[str, Any]:
    """The page as ``danvan search --json`` and the interface for programs give it: types of JSON only."""
    return {
        "total": page.total,
        "results": [
            {
                "id": hit.id,
                "url": hit.url,
                "title": hit.title,
                "portal": hit.portal,
                "published": hit.published_text,
                "snippets": ["".join(segment.text for segment in snippet) for snippet in hit.snippets],
            }
            for hit in page.hits
        ],
        "explain": page.explain,
        "warnings": list(page.warnings),
    }
