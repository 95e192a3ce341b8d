"""The interface keeps its own description: schemathesis asks it with good and bad values."""

from __future__ import annotations

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, settings


@pytest.fixture(scope="module")
def description(app: Flask) -> schemathesis.BaseSchema:
    app.extensions["danvan-limiter"].enabled = False
    return schemathesis.openapi.from_wsgi("/openapi.json", app)


schema = schemathesis.pytest.from_fixture("description")


@schema.parametrize()
@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_the_interface_does_what_it_says(case: schemathesis.Case) -> None:
    case.call_and_validate()
