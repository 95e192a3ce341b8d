"""The interface keeps its own description: schemathesis asks with good and bad values and runs all its checks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from flask import Flask
from hypothesis import example, given
from hypothesis import strategies as st
from schemathesis.engine import events, from_schema

from indexer.query import QueryError, parse
from indexer.query.operators import OPERATORS
from search_ui import create_app
from search_ui.api.openapi import document
from search_ui.api.unreadable import unreadable

refused = jsonschema_rs.validator_for({"type": "string", "pattern": unreadable()}).is_valid


@pytest.fixture
def description(app: Flask) -> schemathesis.BaseSchema:
    own = create_app(app.extensions["danvan"].data)
    own.extensions["danvan-limiter"].enabled = False
    schema = schemathesis.openapi.from_wsgi("/openapi.json", own)
    schema.config.generation.update(max_examples=3, deterministic=True, database="none")
    schema.config.update(headers={"Accept-Encoding": "identity"})
    return schema


def test_the_interface_does_what_it_says(description: schemathesis.BaseSchema) -> None:
    asked = 0
    for event in from_schema(description).execute():
        assert not isinstance(event, events.NonFatalError | events.FatalError), event
        if isinstance(event, events.ScenarioFinished):
            for case, checks in event.recorder.checks.items():
                asked += 1
                failed = [(c.name, c.failure_info.failure.message) for c in checks if c.failure_info]
                query = event.recorder.cases[case].value.query
                assert not failed, f"{event.recorder.label} {query}: {failed}"
    assert asked > 500


def readable(query: str) -> bool:
    try:
        parse(query)
    except QueryError:
        return False
    return True


@pytest.mark.parametrize("query", [query for operator in OPERATORS for query in operator.examples])
def test_what_can_be_asked_is_not_described_as_unreadable(query: str) -> None:
    assert not refused(query)


@pytest.mark.parametrize("query", ["*", "?o", "a*", "dân | ", "| dân", "a | | b", "đơn:vị", "x:y", "\x01*", "b\x81*"])
def test_what_is_seen_to_be_unreadable(query: str) -> None:
    assert refused(query)
    assert not readable(query)


PIECES = st.sampled_from(
    [*'abvậđ e\u0301*?|:"()-=~“” \t\x01\u200b.,#é5²', "NEAR/3", "title:", "doc:", "is:", "AND ", "x:", "đ:", "KHÔNG "]
)


@given(st.lists(PIECES, max_size=9).map("".join))
@example("x:\u200b")
@example("ve\u0323*")
def test_what_is_described_as_unreadable_is_refused(query: str) -> None:
    if refused(query):
        assert not readable(query)


def references(part: Any) -> Iterator[str]:
    """Every ``$ref`` of a document."""
    if isinstance(part, dict):
        yield from ([part["$ref"]] if "$ref" in part else [])
        for inner in part.values():
            yield from references(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from references(inner)


def test_the_description_is_whole() -> None:
    described = document()
    parts = described["components"]
    for schema in parts["schemas"].values():
        jsonschema_rs.meta.validate({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema})
    for reference in references(described):
        _, _, kind, name = reference.split("/")
        assert name in parts[kind]
    operations = [path["get"] for path in described["paths"].values()]
    assert len({operation["operationId"] for operation in operations}) == len(operations) == 12
    for operation in operations:
        assert operation["summary"]
        assert operation["description"]
        assert all(parameter["description"] for parameter in operation["parameters"])
