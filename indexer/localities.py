"""Places as a search needs them: what a code or name stands for, its label, which article keys count, its facet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from heapq import nlargest

from indexer.params import FacetValue, PlaceMode
from indexer.places import Unit, gazetteer
from indexer.places.near import near_names
from indexer.places.order import sort_key
from indexer.places.resolve import resolve
from indexer.places.within import keys_of, places_around, value_of
from indexer.query.errors import QueryError
from indexer.wording import say

place_value = value_of
_CANDIDATES = 8
_PREDECESSORS = 3
_SHOWN_MENTIONS = 100
_OLD_PROVINCE = len("08@old")


def unit_of(place: str) -> Unit:
    """The unit of a code, key or address part; raises `QueryError` when there is none."""
    unit = gazetteer().unit(place)
    if unit is None:
        message = say("Không có đơn vị hành chính mang mã “%(code)s”. Hãy chọn lại địa phương.", code=place)
        raise QueryError("unknown_place", message)
    return unit


def named_unit(text: str) -> tuple[Unit, str | None]:
    """The unit that a code or name in a query means, and what to tell the reader when a province was preferred.

    Raises `QueryError` for a name that no unit or several units carry; it lists the candidates.
    """
    if text[:1].isdigit():
        return unit_of(text), None
    found = resolve(text)
    if found.unit is not None:
        return found.unit, None
    label = gazetteer().label
    provinces = [unit for unit in found.candidates if unit.level == "tinh"]
    if len(provinces) == 1:
        chosen = provinces[0]
        return chosen, say(
            "Nhiều nơi tên “%(name)s”: đã hiểu là %(unit)s (mã %(code)s)",
            name=text,
            unit=chosen.full_name,
            code=chosen.code,
        )
    if not found.candidates:
        message = say("Không tìm thấy địa phương “%(name)s”. Hãy kiểm tra tên hoặc dùng mã đơn vị.", name=text)
        near = near_names(text, limit=1)
        raise QueryError("unknown_place", message, suggestion=place_value(near[0]) if near else None)
    listed = "; ".join(f"{label(unit)} (place:{place_value(unit)})" for unit in found.candidates[:_CANDIDATES])
    rest = len(found.candidates) - _CANDIDATES
    listed += say(" … và %(n)s nơi khác", n=rest) if rest > 0 else ""
    raise QueryError(
        "ambiguous_place",
        say("Nhiều nơi tên “%(name)s”: %(listed)s. Hãy chọn một.", name=text, listed=listed),
        suggestion=place_value(found.candidates[0]),
    )


def place_label(place: str) -> str:
    """How readers see a place; the code itself when it is unknown."""
    unit = gazetteer().unit(place)
    return gazetteer().label(unit) if unit else place


def filter_label(unit: Unit, mode: PlaceMode) -> str:
    """The place of a filter with what it stands for: ``Tuyên Quang (gồm Hà Giang cũ)``."""
    places = gazetteer()
    if mode != "now":
        return f"{places.label(unit)} ({say('theo tên lúc đăng') if mode == 'then' else say('chỉ đơn vị này')})"
    former = [link.unit.name for link in places.predecessors(unit) if link.whole and link.unit.name != unit.name]
    names = list(dict.fromkeys(former))
    if not names:
        return places.label(unit)
    listed = ", ".join(names[:_PREDECESSORS])
    if len(names) > _PREDECESSORS:
        return say("%(unit)s (gồm %(former)s cũ …)", unit=places.label(unit), former=listed)
    return say("%(unit)s (gồm %(former)s cũ)", unit=places.label(unit), former=listed)


@lru_cache(maxsize=8192)
def _shown_as(key: str) -> tuple[str, ...]:
    """The places under which an article's key is counted for a reader: its unit, and today's province around it."""
    places = gazetteer()
    unit = places.unit(key)
    if unit is None:
        return ()
    return tuple(dict.fromkeys((place_value(unit), place_value(places.province_now(unit)))))


def facet_values(counts: Mapping[str, int], chosen: str | None, mode: PlaceMode) -> tuple[FacetValue, ...]:
    """The facet of places: units of portals and their provinces, each with everything that its filter lets through.

    ``counts``: articles by key. The most frequent first, then provinces before what lies in them, in Vietnamese order.
    """
    shown = {value for key in counts for value in _shown_as(key)}
    selected = place_value(unit_of(chosen)) if chosen else None
    if selected:
        shown.add(selected)
    totals = _totals(counts, shown, mode)
    found = []
    for value in shown:
        count = totals.get(value, 0)
        if count or value == selected:
            found.append(FacetValue(value, place_label(value), count, value == selected))
    return _in_order(found)


def _totals(counts: Mapping[str, int], shown: Iterable[str], mode: PlaceMode) -> Mapping[str, int]:
    """How many articles the filter by each of ``shown`` lets through; for today's territory from below, which is soon
    known even in a fresh process."""
    if mode != "now":
        present = counts.keys()
        return {value: sum(counts[key] for key in keys_of(value, mode).intersection(present)) for value in shown}
    totals: Counter[str] = Counter()
    for key, count in counts.items():
        for value in places_around(key, mode):
            totals[value] += count
    return totals


def mention_values(counts: Mapping[str, int], chosen: str | None, total: int) -> tuple[FacetValue, ...]:
    """The facet of mentioned places; ``counts`` are articles by place (`indexer.places.within.places_around`), of the
    most frequent places. The count of the chosen one is what the search finds: ``total``.

    At most `_SHOWN_MENTIONS`, the most frequent; of provinces only today's, which stand for what they were made of.
    """
    selected = place_value(unit_of(chosen)) if chosen else None
    shown = [v for v in counts if len(v) != _OLD_PROVINCE or not v.endswith("@old") or v == selected]
    shown = nlargest(_SHOWN_MENTIONS, shown, key=counts.__getitem__)
    if selected and selected not in shown:
        shown.append(selected)
    return _in_order(
        [FacetValue(v, place_label(v), total if v == selected else counts[v], v == selected) for v in shown]
    )


def _in_order(values: Iterable[FacetValue]) -> tuple[FacetValue, ...]:
    """The most frequent first, then provinces before what lies in them, in Vietnamese order."""
    return tuple(sorted(values, key=lambda v: (-v.count, len(v.value.partition("@")[0]), sort_key(v.label))))
