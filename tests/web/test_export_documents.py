"""The documents of exports and of the interface say what the code does; the notebook in them runs."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.serving import make_server

from search_ui.api.endpoints import ENDPOINTS
from search_ui.exports import bibtex, jsonl, ris
from search_ui.exports.columns import ARTICLES, FIGURES, LINES, PERIODS
from search_ui.exports.csv_file import SOURCE_COLUMNS
from search_ui.exports.source import LABELS
from search_ui.limits import API_RATE, EXPORT_RATE
from search_ui.views.exports import blueprint

DOCS = Path(__file__).resolve().parents[2] / "docs"
EXPORTS = (DOCS / "exports.md").read_text("utf-8")
API = (DOCS / "api.md").read_text("utf-8")


def tables(text: str) -> list[dict[str, str]]:
    """The two-column tables of a document, by the name in the first column."""
    found = []
    for block in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        rows = [re.split(r"(?<!\\) \| ", line.strip("|\n ")) for line in block.splitlines()[2:]]
        found.append({row[0].strip("` "): row[1].strip() for row in rows if len(row) == 2})
    return found


@pytest.mark.parametrize("columns", [ARTICLES, LINES, PERIODS, FIGURES], ids=["articles", "lines", "trends", "figures"])
def test_every_column_is_explained(columns: Any) -> None:
    assert {column.name: column.meaning for column in columns} in tables(EXPORTS)


@pytest.mark.parametrize("names", [jsonl.ADDED, ris.TAGS, bibtex.FIELDS], ids=["jsonl", "ris", "bibtex"])
def test_every_key_is_explained(names: dict[str, str]) -> None:
    assert names in tables(EXPORTS)


def test_the_origin_is_explained() -> None:
    explained = next(table for table in tables(EXPORTS) if "index_version" in table)
    assert list(explained) == list(LABELS)
    assert set(SOURCE_COLUMNS) <= set(explained)


def test_what_is_written_is_what_is_listed(client: FlaskClient) -> None:
    text = client.get("/search.ris").text
    assert set(re.findall(r"^([A-Z][A-Z0-9])  - ", text, re.MULTILINE)) == set(ris.TAGS)
    entries = client.get("/search.bib").text.partition("@misc")[2]
    assert set(re.findall(r"^  ([a-z]+) = \{", entries, re.MULTILINE)) == set(bibtex.FIELDS)


def test_every_address_is_listed(app: Flask) -> None:
    rules = {rule.rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith(f"{blueprint.name}.")}
    listed = {address.replace("ID", "<article_id>") for address in re.findall(r"`(/[a-zID/]+\.[a-z]+)`", EXPORTS)}
    assert rules == listed - {"/search.pdf"}
    paths = {f"/api/v1{endpoint.path.replace('{id}', 'ID')}" for endpoint in ENDPOINTS}
    assert paths == set(re.findall(r"`(/api/v1/[a-zID/]+)`", API))


def test_the_limits_are_those_of_the_document() -> None:
    assert f"{API_RATE.split()[0]} requests a minute, exports {EXPORT_RATE.split()[0]} a minute" in API


@pytest.fixture
def served(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_notebook_runs(served: str, client: FlaskClient, capsys: pytest.CaptureFixture[str]) -> None:
    code = re.search(r"```python\n(.*?)```", API, re.DOTALL)
    assert code
    lines = [line for line in code[1].splitlines() if line and not line.startswith(("import", "from"))]
    assert len(lines) <= 10
    names: dict[str, Any] = {}
    exec(code[1].replace("http://127.0.0.1:8000", served), names)
    expected = client.get("/api/v1/search?q=%22d%C3%A2n+v%E1%BA%ADn+kh%C3%A9o%22&from=2024-01-01&sort=newest").json
    assert expected is not None
    assert len(names["found"]) == expected["total"] > 20
    assert capsys.readouterr().out.startswith("Hiểu là: ")
