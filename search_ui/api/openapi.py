"""The description of the interface (OpenAPI 3.1), made from its endpoints, parameters and answers."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from search_ui.api import collection, corpus, figures, places, searching
from search_ui.api.endpoints import ENDPOINTS, Endpoint
from search_ui.api.parameters import Parameter, Q
from search_ui.api.problems import MIMETYPE
from search_ui.api.schema import REFERENCE, Schema, schema_of
from search_ui.api.unreadable import unreadable

PREFIX = "/api/v1"
MODULES = (searching, corpus, figures, places, collection)
"""The modules that fill the list of endpoints, in the order of the description."""
_ABOUT = (
    "Search, concordance, counts and places of a corpus of Vietnamese local-government news. Everything is GET, "
    "answers are UTF-8 JSON, every member is always present. Query strings are those of the pages: the same query "
    "string gives the same articles on the page, here, and in every export. `ETag` changes with the index: ask with "
    "`If-None-Match`. Too many requests are answered with 429 and `Retry-After`."
)
_PROBLEM: Schema = {
    "description": "RFC 9457: what is wrong, and what to do.",
    "type": "object",
    "properties": {
        "type": {"type": "string", "description": "what kind of problem, as an address of the documentation"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "a sentence for people, in the language of lang="},
        "code": {"type": "string", "description": "a stable name for programs"},
        "position": {"type": "integer", "description": "where in `query` the mistake begins"},
        "length": {"type": "integer"},
        "query": {"type": "string", "description": "the query as parsed"},
        "suggestion": {"type": "string", "description": "a query that can be understood"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {name: {"type": "string"} for name in ("name", "value", "detail")},
                "required": ["name", "value", "detail"],
            },
        },
    },
    "required": ["type", "title", "status", "detail"],
}
_UNREADABLE = "Unreadable"
"""Name under which it stands what a query cannot be."""
_PROBLEMS = {
    "400": "A value or query cannot be used; nothing was searched.",
    "404": "There is no such article, portal, place or list.",
    "405": "Only GET, HEAD and OPTIONS are answered.",
    "429": "Too many requests; wait as many seconds as Retry-After says.",
    "503": "There is no index or archive that can be used now.",
}


def endpoints() -> list[Endpoint]:
    """What the interface answers, in the order of its description."""
    order = [module.__name__ for module in MODULES]
    return sorted(ENDPOINTS, key=lambda endpoint: order.index(endpoint.answer.__module__))


def document() -> dict[str, Any]:
    """The whole description."""
    known: dict[str, Schema] = {_UNREADABLE: {"description": "What no query can be.", "pattern": unreadable()}}
    paths = {e.path: {"get": _operation(e, known)} for e in endpoints()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "danvan",
            "version": version("danvan"),
            "summary": "Vietnamese local-government news about dân vận",
            "description": _ABOUT,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": PREFIX}],
        "paths": paths,
        "components": {
            "schemas": {"Problem": _PROBLEM, **dict(sorted(known.items()))},
            "responses": {code: _problem(code, text) for code, text in _PROBLEMS.items()},
        },
    }


def _operation(endpoint: Endpoint, known: dict[str, Schema]) -> dict[str, Any]:
    schema = schema_of(endpoint.returns, known)
    ok = {
        "description": (endpoint.returns.__doc__ or "").strip(),
        "headers": {"ETag": {"schema": {"type": "string"}, "description": "changes with the answer"}},
        "content": {"application/json": {"schema": schema}},
    }
    return {
        "operationId": endpoint.name,
        "summary": endpoint.summary,
        "description": endpoint.description,
        "parameters": [_parameter(p) for p in endpoint.parameters],
        "responses": {
            "200": ok,
            "304": {"description": "Nothing has changed since the answer whose ETag If-None-Match names."},
            "414": {"description": "The address is longer than the server takes, 8 kB."},
            **{code: {"$ref": f"#/components/responses/{code}"} for code in _PROBLEMS},
        },
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    schema: Schema = dict(parameter.schema)
    if parameter.name == Q.name:
        schema["not"] = {"$ref": REFERENCE + _UNREADABLE}
    if parameter.many:
        schema = {"type": "array", "items": schema, "maxItems": parameter.most}
    found: dict[str, Any] = {
        "name": parameter.name,
        "in": parameter.place,
        "description": parameter.description,
        "required": parameter.required,
        "schema": schema,
    }
    if parameter.many:
        found |= {"style": "form", "explode": True}
    if parameter.example is not None:
        found["example"] = [parameter.example] if parameter.many else parameter.example
    return found


def _problem(code: str, text: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "description": text,
        "content": {MIMETYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    if code in ("429", "503"):
        found["headers"] = {"Retry-After": {"schema": {"type": "integer"}, "description": "seconds"}}
    return found
