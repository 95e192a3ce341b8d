"""The words of the interface's description in the language of the page ``/api``.

The description is written in English, for ``/openapi.json``; ``vietnamese.toml`` has each of its texts in Vietnamese.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from markupsafe import Markup, escape

from search_ui import language
from search_ui.api.problems import CODES
from search_ui.api.schema import Schema

_CODE = re.compile(r"(`+)(.+?)\1")


@cache
def vietnamese() -> Mapping[str, str]:
    """Vietnamese by English text."""
    return tomllib.loads(resources.files("search_ui.api").joinpath("vietnamese.toml").read_text("utf-8"))


def told(text: str) -> Markup:
    """``text`` of the description in the language of the page; what stands in backquotes is code."""
    words = text if language.current() == "en" else vietnamese().get(text, text)
    return Markup(_CODE.sub(r"<code>\2</code>", str(escape(words))))  # noqa: S704  # escaped; the marks are ours


def texts(described: Mapping[str, Any]) -> Iterator[str]:
    """Every text of the description, and of the list of problems, that the page shows."""
    for operations in described["paths"].values():
        operation = operations["get"]
        yield operation["summary"]
        yield operation["description"]
        yield from (parameter["description"] for parameter in operation["parameters"])
    for schema in (found for found in described["components"]["schemas"].values() if "properties" in found):
        yield schema["description"]
        yield from (kind["description"] for kind in schema["properties"].values() if "description" in kind)
    yield from CODES.values()


def type_name(schema: Schema) -> str:
    """A type as programmers of any language read it: ``Hit[]``, ``string | null``, ``string (date)``."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " | ".join(map(type_name, schema["anyOf"]))
    if schema.get("type") == "array":
        inner = type_name(schema["items"])
        return f"({inner})[]" if "|" in inner else f"{inner}[]"
    kind = schema.get("type", "any")
    named = " | ".join(kind) if isinstance(kind, list) else str(kind)
    if isinstance(schema.get("additionalProperties"), dict):
        return f"{{string: {type_name(schema['additionalProperties'])}}}"
    return f"{named} ({schema['format']})" if "format" in schema else named
