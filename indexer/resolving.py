"""Names in a query and values beside it → what an engine filters by. Unknown ones are typed errors."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from crawler.archive.record import PortalRecord
from crawler.text import fold
from indexer import localities
from indexer.params import PlaceMode, SearchParams
from indexer.places.resolve import resolve
from indexer.places.within import keys_of
from indexer.query.errors import QueryError
from indexer.query.parse import mended
from indexer.query.tree import And, Dates, Filter, Filters, Node, Not, Or
from indexer.query.values import LEVELS
from indexer.wording import say

_LISTED = 8
_LONGEST_NAME = 5
"""Words of a place's name that may stand behind ``place:`` and its first word."""
_WORD = re.compile(r"\s+[^\W\d_]+(?![\w:*?])")


@dataclass(slots=True)
class Resolver:
    """Looks up the names of one query. ``notices`` collects what readers should know."""

    text: str
    mode: PlaceMode
    portals: Mapping[str, PortalRecord]
    topics: Callable[[], Collection[str]]
    notices: list[str] = field(default_factory=list)

    def tree(self, node: Node) -> Node:
        """``node`` with the values of every `Filter` looked up; raises `QueryError` with the place in the query."""
        match node:
            case And(parts):
                return And(tuple(map(self.tree, parts)))
            case Or(parts):
                return Or(tuple(map(self.tree, parts)))
            case Not(inner):
                return Not(self.tree(inner))
            case Filter("place" | "mentions", (value,)):
                return self._place(node, value)
            case Filter("portal", (value,)):
                return self._portal(node, value)
            case Filter("topic", (value,)):
                return self._topic(node, value)
            case _:
                return node

    def _place(self, node: Filter, value: str) -> Filter:
        try:
            unit, notice = localities.named_unit(value)
        except QueryError as error:
            if whole := self._without_quotes(node, value):
                raise self._located(error.code, error.message, *whole) from None
            first = f"{node.name}:{error.suggestion}" if error.suggestion else ""
            message = error.message.replace("place:", f"{node.name}:")
            raise self._located(error.code, message, node, first) from None
        if notice:
            self.notices.append(notice)
        codes = tuple(sorted(keys_of(localities.place_value(unit), self.mode)))
        return Filter(node.name, codes, localities.filter_label(unit, self.mode), node.span)

    def _without_quotes(self, node: Filter, value: str) -> tuple[Filter, str] | None:
        """The filter and what to write instead, where the words behind it are the rest of the place's name."""
        start, end = node.span or (0, 0)
        at, found = end, None
        for _ in range(_LONGEST_NAME):
            word = _WORD.match(self.text, at)
            if word is None:
                break
            at = word.end()
            name = value + self.text[end:at]
            if resolve(name).candidates:
                found = replace(node, span=(start, at)), f'{node.name}:"{name}"'
        return found

    def _portal(self, node: Filter, value: str) -> Filter:
        wanted = fold(value)
        found = [p for p in self.portals.values() if wanted in (fold(p.id), fold(p.name))]
        if not found:
            close = get_close_matches(wanted, [fold(p) for p in self.portals], n=1)
            mend = next((p for p in self.portals if close and fold(p) == close[0]), None)
            message = say("Không có cổng “%(name)s”. Xem mã các cổng ở trang Tình trạng thu thập.", name=value)
            raise self._located("unknown_portal", message, node, f"portal:{mend}" if mend else "")
        return Filter("portal", tuple(p.id for p in found), found[0].name, node.span)

    def _topic(self, node: Filter, value: str) -> Filter:
        topics = self.topics()
        found = [topic for topic in topics if fold(topic) == fold(value)]
        if not found:
            close = get_close_matches(fold(value), [fold(t) for t in topics], n=1)
            mend = next((t for t in topics if close and fold(t) == close[0]), None)
            known = ", ".join(sorted(topics)[:_LISTED]) or say("chưa có chủ đề nào")
            message = say("Không có chủ đề “%(name)s”. Các chủ đề: %(known)s.", name=value, known=known)
            raise self._located("unknown_topic", message, node, f'topic:"{mend}"' if mend else "")
        return Filter("topic", tuple(found), found[0], node.span)

    def _located(self, code: object, message: str, node: Filter, replacement: str) -> QueryError:
        start, end = node.span or (0, 0)
        before = self.text[:start] if replacement else self.text[:start].removesuffix("-")
        corrected = mended(before + replacement + self.text[end:])
        return QueryError(
            code,  # type: ignore[arg-type]  # codes of QueryError only
            message,
            position=start,
            length=end - start,
            query=self.text,
            suggestion=corrected,
        )


def filters_of(params: SearchParams) -> Filters:
    """The filters beside the query text; raises `QueryError` for an unknown place or level."""
    place, mentions = (_keys(value, params.place_mode) for value in (params.place, params.mentions))
    for level in params.level:
        if level not in LEVELS:
            known = ", ".join(LEVELS)
            raise QueryError("bad_value", say("Không có cấp “%(text)s”. Các cấp: %(known)s.", text=level, known=known))
    dated = params.date_from is not None or params.date_to is not None
    dates = Dates(params.date_from, params.date_to) if dated else None
    return Filters(params.level, params.portal, place, mentions, params.topic, dates, params.place_mode)


def _keys(place: str | None, mode: PlaceMode) -> tuple[str, ...]:
    if place is None:
        return ()
    return tuple(sorted(keys_of(localities.place_value(localities.unit_of(place)), mode)))
