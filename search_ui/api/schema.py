"""Answers are data classes: their JSON and the schema of that JSON are made from the same types.

A description stands beside the type: ``Annotated[int, "articles found"]``. Every member is always there; what is not
known is null.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

Schema = dict[str, Any]
REFERENCE = "#/components/schemas/"
_SIMPLE: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    Any: {},
}


def schema_of(kind: Any, known: dict[str, Schema]) -> Schema:
    """The JSON schema (2020-12) of ``kind``; data classes go into ``known`` by name and are referred to."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return schema_of(arguments[0], known) | {"description": arguments[1]}
    if kind in _SIMPLE:
        return dict(_SIMPLE[kind])
    if is_dataclass(kind):
        name = kind.__name__  # type: ignore[union-attr]  # a class, not an instance
        if name not in known:
            known[name] = {}
            known[name] = _object(kind, known)
        return {"$ref": REFERENCE + name}
    if origin is Literal:
        return {"type": "string", "enum": list(arguments)}
    if origin in (Union, types.UnionType):
        return _either([schema_of(one, known) for one in arguments])
    if origin is tuple:
        return {"type": "array", "items": schema_of(arguments[0], known)}
    if origin is Mapping or issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": schema_of(arguments[1], known)}
    raise TypeError(f"no schema for {kind!r}")


def _either(kinds: list[Schema]) -> Schema:
    """``{"type": ["string", "null"]}`` where that is enough."""
    if all(set(kind) == {"type"} for kind in kinds):
        return {"type": [kind["type"] for kind in kinds]}
    return {"anyOf": kinds}


def _object(kind: Any, known: dict[str, Schema]) -> Schema:
    hints = _hints(kind)
    made: Schema = {
        "type": "object",
        "properties": {f.name: schema_of(hints[f.name], known) for f in fields(kind)},
        "required": [f.name for f in fields(kind)],
        "additionalProperties": False,
    }
    return {"description": " ".join((kind.__doc__ or "").split()), **made}


@lru_cache(maxsize=256)
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind, include_extras=True)


def plain(value: Any) -> Any:
    """``value`` in types of JSON: data classes are objects, tuples lists, times ISO 8601."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value
