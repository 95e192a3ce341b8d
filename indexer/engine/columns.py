"""The engine over memory-mapped arrays: the tree is evaluated in NumPy, segment by segment."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from crawler.archive.record import PortalRecord
from indexer.engine.counting import Catalogue, Counts, Selection
from indexer.engine.effort import Effort
from indexer.engine.few import FEW, FewCounts
from indexer.engine.forward import UNDATED
from indexer.engine.generations import Manifest, SegmentEntry, broken, current_name, read_manifest
from indexer.engine.lexicon import Lexicon
from indexer.engine.matching import Matcher
from indexer.engine.packed import Array
from indexer.engine.ranking import top
from indexer.engine.result import Result
from indexer.engine.scoring import RANKED, Scorer, Weights
from indexer.engine.segments import ready_arrays
from indexer.engine.statistics import Statistics
from indexer.engine.values import Portals, published_within, with_value
from indexer.engine.view import View
from indexer.query.tree import FilterName, Filters, Node, Sort, Wildcard, walk

_ATTEMPTS = 5
_SHORT = 500
"""So many documents of a segment are not worth choosing among before all segments come together."""
NO_FILTERS = Filters()


class Generation:
    """A served generation, opened. Everything in it stays readable after the next one has taken its place."""

    def __init__(self, manifest: Manifest, views: tuple[View, ...]) -> None:
        self.manifest = manifest
        self.views = views
        self.statistics = Statistics(views)
        self.lexicon = Lexicon(views, self.statistics)
        self.portals = dict(manifest.portals)

    def effort(self) -> Effort:
        """What a search of this generation may spend."""
        return Effort(sum(len(view.stream) for view in self.views))

    @cached_property
    def catalogue(self) -> Catalogue:
        """What facets are counted by."""
        return Catalogue(self.views, self.manifest.portals)


class ColumnEngine:
    """Searches the served generation of an index directory; see `indexer.engine.Engine`. May be shared by threads."""

    def __init__(self, index: Path, weights: Weights = RANKED) -> None:
        self._index = index
        self._weights = weights
        self._lock = threading.Lock()
        self._generation = _open(index)

    @property
    def version(self) -> str:
        """Name of the served generation: another one means that the same search may answer differently."""
        return f"{self._generation.manifest.archive}-{self._generation.manifest.generation}"

    @property
    def total(self) -> int:
        """Articles in the index."""
        return self._generation.manifest.total

    @property
    def portals(self) -> Mapping[str, PortalRecord]:
        """The portals as the archive knew them when the index was built."""
        return self._generation.manifest.portals

    @property
    def lexicon(self) -> Lexicon:
        """The index's own words."""
        return self._generation.lexicon

    def refresh(self) -> bool:
        """Go over to the generation that is served now, if it is another; whether it was. Raises as `open_engine`
        does."""
        with self._lock:
            if current_name(self._index) == self._generation.manifest.generation:
                return False
            self._generation = _open(self._index)
            return True

    def search(
        self,
        node: Node,
        filters: Filters = NO_FILTERS,
        sort: Sort = "relevance",
        offset: int = 0,
        limit: int = 20,
        effort: Effort | None = None,
    ) -> Result:
        """The articles that match ``node`` and pass ``filters``: one page of them, how many, and how they divide."""
        return _Search(self._generation, node, filters, self._weights, effort).page(sort, offset, limit)

    def ordered(
        self, node: Node, filters: Filters = NO_FILTERS, sort: Sort = "newest", limit: int | None = None
    ) -> tuple[Array, int]:
        """The numbers that are the ids of the articles found, in order, and how many were found."""
        search = _Search(self._generation, node, filters, self._weights)
        total = search.count()
        numbers, _ = search.ranked(sort, 0, total if limit is None else min(limit, total))
        return numbers, total

    def effort(self) -> Effort:
        """What a search may spend, to be shared by several."""
        return self._generation.effort()

    def chosen(self, node: Node, filters: Filters = NO_FILTERS) -> Iterator[tuple[View, Array]]:
        """For counting over texts: each segment with the numbers of its documents that match and pass ``filters``."""
        for segment in _Search(self._generation, node, filters, self._weights).segments:
            yield segment.view, segment.chosen().documents

    def count(self, node: Node, filters: Filters = NO_FILTERS, effort: Effort | None = None) -> int:
        """How many articles match ``node`` and pass ``filters``."""
        return _Search(self._generation, node, filters, self._weights, effort).count()


def _open(index: Path) -> Generation:
    for _ in range(_ATTEMPTS):
        manifest = read_manifest(index)
        try:
            views = tuple(_view(index / manifest.generation, entry) for entry in manifest.segments)
        except FileNotFoundError:
            continue  # a build has put the next generation in its place
        return Generation(manifest, views)
    raise broken(f"{index} changes faster than it can be opened, or its files are missing")


def _view(directory: Path, entry: SegmentEntry) -> View:
    packed = ready_arrays(directory, entry)
    if len(packed["ids"]) != entry.count:
        raise broken(f"segment {entry.id} has {len(packed['ids'])} documents, not {entry.count}")
    return View(packed, entry.alive)


class _Segment:
    """One search in one segment: which documents are chosen, with and without each filter."""

    def __init__(self, matcher: Matcher, node: Node, filters: Filters, portals: Portals) -> None:
        self.matcher = matcher
        self.view = matcher.view
        self._node = node
        self._filters = self._masks(filters, portals)
        self._chosen: dict[str | None, Selection] = {}

    def _masks(self, filters: Filters, portals: Portals) -> dict[str, Array]:
        """For each facet that ``filters`` restrict, which documents pass."""
        values: dict[FilterName, Sequence[str]] = {
            "level": filters.level,
            "portal": filters.portal,
            "place": filters.place,
            "mentions": filters.mentions,
            "topic": filters.topic,
        }
        masks: dict[str, Array] = {
            name: with_value(self.view, portals, name, wanted) for name, wanted in values.items() if wanted
        }
        if filters.dates:
            masks["year"] = published_within(self.view, filters.dates)
        return masks

    def chosen(self, without: str | None = None) -> Selection:
        """The documents that match and pass every filter, or every filter but ``without``'s."""
        if without not in self._filters:
            without = None
        known = self._chosen.get(without)
        if known is None:
            known = self._chosen[without] = self._select([m for n, m in self._filters.items() if n != without])
        return known

    def _select(self, filters: list[Array]) -> Selection:
        """The documents that match and pass ``filters``; for a single syllable straight from its postings."""
        view = self.view
        if view.all_alive and not filters:
            found = self.matcher.single(self._node)
            if found is not None:
                return Selection(found, view.count)
        mask = self.matcher.mask(self._node)
        for passing in filters if view.all_alive else [view.alive, *filters]:
            mask = mask & passing
        return Selection(np.flatnonzero(mask), view.count, mask)


def filtered_by(filters: Filters) -> frozenset[str]:
    """The facets that ``filters`` restrict."""
    names = ("level", "portal", "place", "mentions", "topic")
    return frozenset([*(name for name in names if getattr(filters, name)), *(["year"] if filters.dates else [])])


class _Search:
    """One search over all segments of a generation."""

    def __init__(
        self, generation: Generation, node: Node, filters: Filters, weights: Weights, effort: Effort | None = None
    ) -> None:
        self._generation = generation
        self._node = node
        self._weights = weights
        self._filtered = filtered_by(filters)
        self._mode = filters.mode
        effort = effort or generation.effort()
        self.segments = [
            _Segment(Matcher(view, generation.lexicon, generation.portals, effort), node, filters, generation.portals)
            for view in generation.views
        ]

    def count(self) -> int:
        return sum(len(segment.chosen().documents) for segment in self.segments)

    def page(self, sort: Sort, offset: int, limit: int) -> Result:
        catalogue, total = self._generation.catalogue, self.count()
        counts = self._counts(catalogue, few=total <= FEW and not self._filtered)
        numbers, scores = self.ranked(sort, offset, limit)
        lexicon = self._generation.lexicon
        return Result(
            ids=tuple(f"{number:016x}" for number in numbers.tolist()),
            scores=tuple(scores.tolist()),
            total=total,
            corpus_total=self._generation.manifest.total,
            facets=counts.facets(),
            months=counts.months(),
            undated=counts.undated,
            clipped=tuple(n.pattern for n in walk(self._node) if isinstance(n, Wildcard) and lexicon.clipped(n)),
        )

    def _counts(self, catalogue: Catalogue, *, few: bool) -> Counts | FewCounts:
        if few and self.segments:
            return FewCounts(catalogue, [segment.chosen().documents for segment in self.segments], self._mode)
        counts = Counts(catalogue, self._filtered, self._mode)
        for number, segment in enumerate(self.segments):
            counts.add(number, segment.chosen)
        return counts

    def ranked(self, sort: Sort, offset: int, limit: int) -> tuple[Array, Array]:
        """Ids as numbers and scores of one page: by score, newest first among equals; or by date, undated ones last."""
        found = [segment for segment in self.segments if len(segment.chosen().documents)]
        best = [self._best(segment, sort, offset + limit) for segment in found] if limit else []
        if not best:
            return np.zeros(0, np.uint64), np.zeros(0, np.float32)
        keys = list(best[0]) if len(best) == 1 else [np.concatenate(part) for part in zip(*best, strict=True)]
        order = top([key.take for key in keys[:-2]], len(keys[0]), offset + limit)[offset:]
        return keys[-2].take(order), keys[-1].take(order)

    def _best(self, segment: _Segment, sort: Sort, count: int) -> tuple[Array, ...]:
        """The first ``count`` documents of a segment, or all when they are few: three sort keys, then id and score."""
        view, documents = segment.view, segment.chosen().documents
        scorer = Scorer(segment.matcher, self._generation.lexicon, self._generation.statistics, self._weights)

        def published(among: Array) -> Array:
            return view["published"].take(documents.take(among))

        def oldest(among: Array) -> Array:
            # The lowest number stands for undated: turned round, it would come first.
            dates = published(among)
            return np.where(dates == UNDATED, dates, -dates)

        def tie(among: Array) -> Array:
            return ~view["ids"].take(documents.take(among))

        if sort == "relevance":
            scores = scorer.score(self._node, documents)
            if len(documents) <= _SHORT:
                ids = view["ids"].take(documents)
                return scores, view["published"].take(documents), ~ids, ids, scores
            first = top((scores.take, published, tie), len(documents), count)
            found = scores.take(first)
            keys = found, published(first), tie(first)
        else:
            by_date = published if sort == "newest" else oldest
            first = top((by_date, tie), len(documents), count)
            order = np.argsort(first)
            found = np.empty(len(first), np.float32)
            found[order] = scorer.score(self._node, documents.take(first.take(order)))
            keys = by_date(first), tie(first), tie(first)
        return *keys, view["ids"].take(documents.take(first)), found
