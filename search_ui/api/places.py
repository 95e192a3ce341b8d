"""``/places`` and ``/places/resolve``: administrative units through time."""

from __future__ import annotations

from typing import get_args

from flask_babel import gettext

from indexer.places import gazetteer
from indexer.places import units as unit_values
from indexer.places.resolve import resolve as resolve_name
from indexer.places.resolve import search_names
from indexer.places.units import LEVELS, Era
from search_ui.api import answers
from search_ui.api.endpoints import endpoint
from search_ui.api.parameters import DAY, LANG, PLACE, Parameter, Values, number, one_of, text
from search_ui.api.problems import missing

MOST = 200


@endpoint(
    "/places",
    answers.PlacesAnswer,
    "Units of the gazetteer",
    Parameter("q", text(100), "Beginning of a name, with or without marks; `Tân An, Vĩnh Long` narrows it down."),
    Parameter("within", PLACE, "Only the units directly inside this one; 404 where there is no such unit."),
    Parameter("level", one_of(LEVELS), "Only provinces, districts or communes."),
    Parameter(
        "era", one_of(get_args(Era)), "Units of today (`new`), of 30 June 2025 (`old`), or gone before (`older`)."
    ),
    Parameter("limit", number(1, MOST, 50), "How many, at most."),
    LANG,
    example="/places?q=tan+an",
    of_index=False,
)
def places(values: Values) -> answers.PlacesAnswer:
    """Units by the beginning of their name, or inside another unit; without either, today's provinces."""
    book = gazetteer()
    level, era, limit = values.get("level"), values.get("era"), values["limit"]
    if "within" in values:
        found = list(book.children(_known(values["within"])))
        if "q" in values:
            named = {unit.key for unit in search_names(values["q"], len(book))}
            found = [unit for unit in found if unit.key in named]
    elif "q" in values:
        found = list(search_names(values["q"], len(book)))
    else:
        found = list(book.units(era or "new", level or "tinh"))
    chosen = [u for u in found if (level is None or u.level == level) and (era is None or u.era == era)]
    return answers.PlacesAnswer(tuple(unit_of(unit) for unit in chosen[:limit]))


@endpoint(
    "/places/resolve",
    answers.ResolveAnswer,
    "Which unit a name means",
    Parameter("name", text(200, minLength=1), "A name, with its type and the units above where they are known.",
              required=True, example="xã Bình Phú, huyện Gò Công Tây"),
    Parameter("within", PLACE, "The unit to look in first, such as the portal's own; 404 where there is no such unit."),
    Parameter("on", DAY, "Only units that were in force on this day."),
    example="/places/resolve?name=B%C3%ACnh+Ph%C3%BA&within=822",
    of_index=False,
)  # fmt: skip
def resolve(values: Values) -> answers.ResolveAnswer:
    """A name that several units carry is never picked: the answer is its candidates."""
    within = _known(values["within"]) if "within" in values else None
    found = resolve_name(values["name"], within, values.get("on"))
    unit = unit_of(found.unit) if found.unit else None
    return answers.ResolveAnswer(unit, tuple(map(unit_of, found.candidates)), found.reason)


def _known(place: str) -> unit_values.Unit:
    unit = gazetteer().unit(place)
    if unit is None:
        missing("unknown_place", gettext("Không có đơn vị hành chính mang mã “%(place)s”.", place=place))
    return unit


def unit_of(unit: unit_values.Unit) -> answers.Unit:
    """A unit with what became of it."""
    book = gazetteer()
    return answers.Unit(
        code=unit.code,
        key=unit.key,
        name=unit.name,
        type=unit.type,
        level=unit.level,
        label=book.label(unit),
        valid_from=unit.valid_from.isoformat() if unit.valid_from else None,
        valid_to=unit.valid_to.isoformat() if unit.valid_to else None,
        lat=unit.lat,
        lon=unit.lon,
        parents=tuple(above.key for above in book.parents(unit)),
        today=tuple(map(_link, book.today(unit))),
        predecessors=tuple(map(_link, book.predecessors(unit))),
    )


def _link(link: unit_values.Link) -> answers.LinkedUnit:
    day = link.day.isoformat() if link.day else None
    return answers.LinkedUnit(link.unit.code, link.unit.key, gazetteer().label(link.unit), link.whole, day, link.decree)
