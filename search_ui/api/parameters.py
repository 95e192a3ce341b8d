"""Parameters of the interface: described in ``/openapi.json`` and checked by the same schema.

The names and values are those of the pages' addresses (`search_ui.params`); a program that gives an unusable value is
told so instead of getting something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, get_args

from flask_babel import gettext

from indexer.params import Duplicates, PlaceMode, SearchParams
from indexer.query.tree import Sort
from search_ui import params as addresses
from search_ui.api.problems import BadAddress
from search_ui.language import LANGUAGES
from search_ui.params import MAX_QUERY, PER_PAGE
from search_ui.values import MAX_VALUE, MAX_VALUES, Arguments, Problem, day

Values = Mapping[str, Any]
"""The values of one request by name; those that were not given and have no default are missing."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One name of a query string, or a part of the path."""

    name: str
    schema: Mapping[str, Any]
    """JSON schema of one value."""
    description: str
    many: bool = False
    """Whether the name may be repeated."""
    most: int = MAX_VALUES
    """How often, then."""
    required: bool = False
    place: str = "query"
    example: Any = None


def text(most: int = MAX_VALUE, **more: Any) -> dict[str, Any]:
    """The schema of a text."""
    return {"type": "string", "maxLength": most, **more}


def number(least: int, most: int, default: int | None = None) -> dict[str, Any]:
    """The schema of a whole number."""
    found = {"type": "integer", "minimum": least, "maximum": most}
    return found if default is None else {**found, "default": default}


def one_of(values: Iterable[str], default: str | None = None) -> dict[str, Any]:
    """The schema of a choice."""
    found = {"type": "string", "enum": list(values)}
    return found if default is None else {**found, "default": default}


DAY = {"type": "string", "format": "date"}
PLACE = text(80, pattern=r"^[0-9]{2,5}(@(new|old|older))?(-[a-z0-9-]{0,60})?$")
Q = Parameter(
    "q",
    text(MAX_QUERY),
    "What to search, in the query language of /help. What cannot be understood is a 400 that says where, and offers "
    "a query that can.",
    example='"dân vận khéo"',
)
LANG = Parameter("lang", one_of(LANGUAGES, "vi"), "Language of explanations, warnings and labels.")
FILTERS = (
    Parameter("place", PLACE, "Official code of a unit, with everything inside; 404 where there is no such unit."),
    Parameter("place_mode", one_of(get_args(PlaceMode), "now"), "In which sense articles belong to the place."),
    Parameter("mentions", PLACE, "Code of a unit that the text names, or that lies in it; 404 where there is none."),
    Parameter("level", one_of(("tw", "tinh", "huyen", "xa")), "Level of the portal.", many=True),
    Parameter("portal", text(), "Id of a portal.", many=True),
    Parameter("from", DAY, "Published on this day or later; `2024`, `2024-03` and `31/01/2024` are read as well."),
    Parameter("to", DAY, "Published on this day or earlier."),
    Parameter("topic", text(), "A topic of mobilisation work.", many=True),
    Parameter("dup", one_of(get_args(Duplicates), "show"), "`collapse` leaves out what appeared elsewhere first."),
    Parameter("keep", text(), "Id of an expansion to switch off: the words are searched as typed.", many=True),
)
SORT = Parameter(
    "sort", one_of((*get_args(Sort), "date"), "relevance"), "Order of the articles; `date` is another name of `newest`."
)
SEARCH = (Q, *FILTERS, LANG)
SIZE = Parameter(
    "per_page", {"type": "integer", "enum": list(PER_PAGE), "default": PER_PAGE[0]}, "Results of one answer."
)
CURSOR = Parameter(
    "cursor", text(200), "Where to go on: `next_cursor` of the answer before; 404 when it is of another search."
)


def check(parameters: Iterable[Parameter], arguments: Arguments) -> dict[str, Any]:
    """The values of a request; raises `BadAddress` that names every unusable one. Unknown names are passed over."""
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    for parameter in parameters:
        given = arguments.getlist(parameter.name)
        if not given and parameter.required:
            problems.append(Problem(parameter.name, "", gettext("Thiếu giá trị này.")))
        elif len(given) > (most := parameter.most if parameter.many else 1):
            message = gettext("Mỗi điều kiện nhận nhiều nhất %(most)s giá trị.", most=most)
            problems.append(Problem(parameter.name, gettext("%(count)s giá trị", count=len(given)), message))
        elif given:
            found = [_value(parameter, value, problems) for value in given]
            values[parameter.name] = tuple(found) if parameter.many else found[0]
        elif "default" in parameter.schema:
            values[parameter.name] = parameter.schema["default"]
    if problems:
        raise BadAddress(tuple(problems))
    return values


def _value(parameter: Parameter, value: str, problems: list[Problem]) -> Any:
    """``value`` as its schema has it; None and a problem where it does not fit."""
    schema = parameter.schema
    if schema.get("format") == "date":
        before = len(problems)
        found = day(parameter.name, value, problems)
        if found is None and len(problems) == before:
            problems.append(Problem(parameter.name, "", gettext("Thiếu giá trị này.")))
        return found
    message = _misfit(schema, value)
    if message:
        problems.append(Problem(parameter.name, value[:60], message))
        return None
    return int(value) if schema["type"] == "integer" else value


def _misfit(schema: Mapping[str, Any], value: str) -> str | None:
    """Why ``value`` does not fit; None when it does."""
    message: str | None = None
    if schema["type"] == "integer" and not re.fullmatch(r"0|-?[1-9][0-9]{0,15}", value):
        message = gettext("Phải là số nguyên.")
    elif "enum" in schema and value not in map(str, schema["enum"]):
        message = gettext("Chỉ nhận một trong: %(allowed)s.", allowed=", ".join(map(str, schema["enum"])))
    elif "minimum" in schema and not schema["minimum"] <= int(value) <= schema["maximum"]:
        message = gettext("Phải là số từ %(least)s đến %(most)s.", least=schema["minimum"], most=schema["maximum"])
    elif len(value) > schema.get("maxLength", MAX_QUERY):
        message = gettext("Giá trị dài quá %(most)s ký tự.", most=schema["maxLength"])
    elif len(value) < schema.get("minLength", 0) or not re.search(schema.get("pattern", ""), value):
        message = gettext("Giá trị không đúng dạng %(form)s.", form=schema.get("pattern", "…"))
    return message


def search_params(values: Values, arguments: Arguments) -> SearchParams:
    """The search that a request asks for, as `search_ui.params.read` reads the address of a page.

    Days in the wrong order find nothing: a program that asks for no days at all gets none.
    """
    asked = addresses.read(arguments)
    beyond = [p for p in asked.problems if p.name not in ("from", "to", "view", "order", "sample", "seed")]
    if beyond:
        raise BadAddress(tuple(beyond))
    return replace(asked.params, date_from=values.get("from"), date_to=values.get("to"))
