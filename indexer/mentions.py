"""Places mentioned in a text. Precision first: a name is a place when the text says so, not because it could be one.

Read are names with a type word or office in front ("xã Bình Phú", "Huyện ủy Gò Công Tây", "TP.HCM"), enumerations ("các
xã A, B và C"), a unit followed by the one above it ("Dịch Vọng Hậu, quận Cầu Giấy"), the portal's own unit, units that
the text has named with their type, and provinces where the words before them ask for a place. Names of people, streets,
schools, rivers and firms are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from indexer.places import Unit, gazetteer
from indexer.places import patterns as p
from indexer.places.names import TYPE_WORDS, name_key, parse_name
from indexer.places.resolve import Resolution, around, names, resolve
from indexer.places.units import LEVELS

_MAX_WORDS = 6
_LISTED = 0.85
"""How sure a name of a list is; from here down a name must lie in the portal's own province."""
_COMMUNES = ("xã", "phường", "thị trấn")
_BARE = frozenset(("own", "province", "inner"))
_PROVINCE_TYPES = frozenset(("Tỉnh", "Thành phố"))
_COMMON = frozenset(map(name_key, ("Hòa Bình", "Thái Bình", "Hà Nam", "Huế", "Hồ Chí Minh", "Thống Nhất", "Tân Tiến")))
"""Names that are also words or people, or so short that only a word before them makes them a place."""

_PERSON = frozenset(map(name_key, ("Hồ Chí Minh", "HCM")))
"""A city only where its type stands before it."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place named in a text."""

    span: tuple[int, int]
    """Begin and end in the text, the type word included when it stands right before the name."""
    name: str
    """As written in the span."""
    unit: Unit | None
    """The unit meant; None when several carry the name and nothing tells them apart."""
    candidates: tuple[Unit, ...]
    confidence: float
    """0 to 1: how sure it is that a place is meant, and this one."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A name in the text before it is resolved."""

    start: int
    name_start: int
    end: int
    kind: str | Unit
    """The type word that counts; ``own``, ``province``, ``inner`` for a bare name; or the unit introduced before."""
    sure: float


def mentions(text: str, portal_unit: Unit | None = None, published: date | None = None) -> tuple[Mention, ...]:
    """The places that ``text`` (NFC) mentions, in order and without overlaps.

    ``portal_unit`` is the unit the portal speaks for: names are looked for in its district and province first.
    ``published`` leaves out units that did not exist that day, unless only a former unit carries the name.
    """
    if isinstance(published, datetime):
        published = published.date()
    context = _Context(text, portal_unit, published)
    typed = {found.name_start: found for found in _typed(text)}
    said = _merge(context, typed.values())
    return _merge(context, [*typed.values(), *_bare(text, portal_unit, _introduced(text, said))])


def _merge(context: _Context, finds: Iterable[_Found]) -> tuple[Mention, ...]:
    """Names resolved from the end of the text, so that a name knows the unit named after it; without overlaps. Of two
    readings of one name the first that is a place counts."""
    made: list[Mention] = []
    last: tuple[int, Unit] | None = None
    for found in sorted(finds, key=lambda item: item.end, reverse=True):
        if made and found.end > made[-1].span[0]:
            continue
        outer = last[1] if last and p.CHAIN.fullmatch(context.text, found.end, last[0]) else None
        mention = context.resolved(found, outer)
        if mention is not None:
            made.append(mention)
            last = (mention.span[0], mention.unit) if mention.unit else None
    return tuple(reversed(made))


def _introduced(text: str, said: tuple[Mention, ...]) -> dict[str, Unit]:
    """Units that the text names with their type, by key of the name alone; names of several units are left out."""
    units: dict[str, set[Unit]] = {}
    for mention in said:
        if mention.unit is not None and mention.unit.level != "tinh" and not mention.unit.name.isdigit():
            units.setdefault(name_key(mention.unit.name), set()).add(mention.unit)
    return {key: next(iter(of)) for key, of in units.items() if len(of) == 1 and key not in _COMMON}


@dataclass(frozen=True, slots=True)
class _Context:
    """What a name is resolved against."""

    text: str
    portal: Unit | None
    day: date | None

    def resolved(self, found: _Found, outer: Unit | None) -> Mention | None:
        """The mention of a name; None when it is not a place after all."""
        name = self.text[found.name_start : found.end]
        if not isinstance(found.kind, str) or found.kind in _BARE:
            unit = found.kind if isinstance(found.kind, Unit) else self._bare_unit(name_key(name), found.kind, outer)
            return self._mention(found, Resolution(unit, (unit,), ""), found.sure) if unit else None
        typed = f"{found.kind} {name}"
        if outer is not None:
            inside = _lookup(typed, outer, self.day if self.day and outer.in_force(self.day) else None)
            if inside.unit is not None and inside.unit.key in around(outer.key):
                return self._mention(found, inside, 0.97)
            if all(LEVELS.index(unit.level) > LEVELS.index(outer.level) for unit in inside.candidates):
                return None
        former = p.FORMER.match(self.text, found.end) is not None
        answer = _lookup(typed, self.portal, None if former else self.day)
        if former or not answer.candidates:
            older = _lookup(f"{typed} (cũ)" if former else typed, self.portal, None)
            answer = older if older.candidates else answer
        home = (
            self.portal
            and answer.unit
            and gazetteer().province_now(answer.unit) == gazetteer().province_now(self.portal)
        )
        province = answer.unit is not None and answer.unit.level == "tinh"
        if not home and ((found.sure <= _LISTED and not province) or self._goes_on(found.end)):
            return None
        return self._mention(found, answer, found.sure if home else min(found.sure, 0.9))

    def _bare_unit(self, key: str, kind: str, outer: Unit | None) -> Unit | None:
        """The unit of a name without type word: the portal's own, one below ``outer``, or a province."""
        places = gazetteer()
        if kind == "own" and self.portal is not None:
            above = (self.portal, *places.parents(self.portal))
            return next((unit for unit in above if name_key(unit.name) == key), None)
        day = self.day or date.today()  # noqa: DTZ011 - only the era counts
        fitting = [unit for unit in names().find_key(key, None) if unit.in_force(day)]
        if outer is not None:
            below = [unit for unit in fitting if unit.parent == outer.key]
            if len(below) == 1:
                return below[0]
        provinces = [unit for unit in fitting if unit.level == "tinh"]
        if kind != "province":
            return None
        return (
            provinces[0]
            if provinces
            else next((u for u in names().find_key(key, _PROVINCE_TYPES) if u.level == "tinh"), None)
        )

    def _goes_on(self, end: int) -> bool:
        """Whether a capitalised word follows, so that the name may be longer than the part that is known."""
        follows = re.compile(rf"[ \u00a0]({p.WORD})").match(self.text, end)
        return follows is not None and not follows[1].isupper()

    def _mention(self, found: _Found, answer: Resolution, sure: float) -> Mention | None:
        if not answer.candidates:
            return None
        span = (found.start, found.end)
        sure = sure if answer.unit else sure / 2
        return Mention(span, self.text[slice(*span)], answer.unit, answer.candidates, sure)


@lru_cache(maxsize=1 << 13)
def _lookup(name: str, within: Unit | None, on: date | None) -> Resolution:
    """`resolve`, remembered: one portal names the same places over and over."""
    return resolve(name, within, on)


def _typed(text: str) -> Iterator[_Found]:
    """Names with a type word or office before them, and the further names of an enumeration."""
    for match in p.TYPED.finditer(text):
        word = match["type"].lower().rstrip(".")
        word = p.OFFICES.get(word, word)
        if word == "xã" and p.NOT_A_UNIT.search(text, max(0, match.start() - 10), match.start()):
            continue
        end = _name_end(text, match.end(), word)
        if end is None:
            continue
        yield _Found(match.start(), match.end(), end, word, 0.97)
        plural = p.PLURAL.search(text, max(0, match.start() - 24), match.start())
        yield from _enumerated(text, end, (word,), 0.93 if plural else 0.8)
    for match in p.LISTED.finditer(text):
        words = (match["type"], *(word.strip() for word in match["more"].split(",") if word.strip()))
        words += tuple(word for word in _COMMUNES if word not in words and any(w in _COMMUNES for w in words))
        for word in words:
            end = _name_end(text, match.end(), word)
            if end is not None:
                yield _Found(match.end(), match.end(), end, word, _LISTED)
                yield from _enumerated(text, end, words, _LISTED)
                break


def _enumerated(text: str, end: int, words: tuple[str, ...], sure: float) -> Iterator[_Found]:
    """The names after the first one of "các xã A, B và C", each of one of the types ``words``."""
    while gap := p.NEXT_NAME.match(text, end):
        ends = [(word, last) for word in words if (last := _name_end(text, gap.end(), word)) is not None]
        if not ends:
            return
        word, end = ends[0]
        yield _Found(gap.end(), gap.end(), end, word, sure)


def _name_end(text: str, start: int, word: str) -> int | None:
    """Where the longest known name of the type ends that begins at ``start``; None when there is none."""
    number = p.NUMBER.match(text, start)
    if number:
        return number.end() if word in ("phường", "quận") else None
    run = p.RUN.match(text, start)
    if run is None:
        return None
    ends = [m.end() for m in re.finditer(r"[\w'’]+", run.group())][:_MAX_WORDS]
    return next((start + end for end in reversed(ends) if _known(run.group()[:end], word)), None)


@lru_cache(maxsize=1 << 14)
def _known(name: str, word: str) -> bool:
    """Whether some unit has this name and type."""
    return bool(names().find_key(parse_name(name).key, TYPE_WORDS[word]))


def _bare(text: str, portal_unit: Unit | None, introduced: dict[str, Unit]) -> Iterator[_Found]:
    """Names without a type word that are a place by what stands before or after them."""
    own = _own_names(portal_unit)
    for run in _runs(text):
        start, end, asked = _bare_name(text, *run)
        if start == end or p.FEATURE.search(text, max(0, start - 24), start):
            continue
        key = name_key(text[start:end])
        chain = p.CHAIN.match(text, end)
        if key in own and (asked or key not in _COMMON):
            yield _Found(start, start, end, "own", 0.85)
        elif key in introduced:
            yield _Found(start, start, end, introduced[key], 0.75)
        elif _is_province(key) and (asked or (_opens_sentence(text, start) and key not in _COMMON)):
            yield _Found(start, start, end, "province", 0.8 if asked else 0.7)
        elif chain and chain.end() > end and (p.TYPED.match(text, chain.end()) or p.RUN.match(text, chain.end())):
            yield _Found(start, start, end, "inner", 0.8)


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words; at a dash one that is no name as a whole is taken apart."""
    for run in p.RUN.finditer(text):
        if not p.DASH.search(run.group()) or name_key(run.group()) in names():
            yield run.span()
            continue
        start = run.start()
        for dash in p.DASH.finditer(text, *run.span()):
            yield start, dash.start()
            start = dash.end()
        yield start, run.end()


def _bare_name(text: str, start: int, end: int) -> tuple[int, int, bool]:
    """The part of a run of capitalised words that may be a place, and whether the words before it ask for one; an empty
    part when none may be.

    An abbreviated office in front is left out (CDC Hà Nội), and after a word that asks for a place also what follows a
    province (Sở Y tế Hà Nội Trần Văn Chung).
    """
    preposition = p.LEADING.match(text, start, end)
    start = preposition.end() if preposition else start
    office = p.ACRONYMS.match(text, start, end)
    led = office is not None and not text[start:end].isupper()
    start = office.end() if office and led else start
    known = _known_beginning(text[start:end])
    if known == 0:
        return start, start, False
    asked = led or preposition is not None or p.SAFE_BEFORE.search(text, max(0, start - 60), start) is not None
    whole = start + known == end
    return start, start + known if whole or asked else start, asked


@lru_cache(maxsize=1 << 14)
def _known_beginning(run: str) -> int:
    """Characters of a run that are a name: all of it, else those of the longest name that it begins with where that is
    a province, else none."""
    if name_key(run) in names():
        return len(run)
    for cut in [word.end() for word in re.finditer(r"[\w'’]+", run)][-2::-1]:
        key = name_key(run[:cut])
        if key in names():
            return cut if _is_province(key) and key not in _COMMON else 0
    return 0


def _opens_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 4) : start].rstrip(' \u00a0"“(')
    return start == 0 or (before != "" and before[-1] in ".!?\n:;")


@lru_cache(maxsize=256)
def _own_names(unit: Unit | None) -> frozenset[str]:
    """Keys of the names of a portal's unit and of the units above it; numbers are not names."""
    above = (unit, *gazetteer().parents(unit)) if unit else ()
    return frozenset(name_key(u.name) for u in above if not u.name.isdigit())


@lru_cache(maxsize=1024)
def _is_province(key: str) -> bool:
    """Whether a province carries or carried this name."""
    return key not in _PERSON and any(u.level == "tinh" for u in names().find_key(key, _PROVINCE_TYPES))
