"""How answers are sent: long ones piece by piece, for the names and the proxies that the environment tells of."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator

import pytest
from flask import Flask, Response, request
from flask.testing import FlaskClient

from crawler.archive.datadir import DataDir
from crawler.errors import DanvanError
from search_ui import create_app, delivery


def rows(made: list[int]) -> Iterator[str]:
    """Lines of a table that take note of being made, and of the reader's going away."""
    try:
        for number in range(1000):
            made.append(number)
            yield f"{number},tổ dân vận thôn {number * 7919 % 1000}\n" * 20
    finally:
        made.append(-1)


def finished(app: Flask, answer: Response, accepts: str = "gzip") -> Response:
    with app.test_request_context("/x", headers={"Accept-Encoding": accepts}):
        return delivery.finish(answer)


def test_an_export_is_compressed_as_it_is_made(app: Flask) -> None:
    made: list[int] = []
    answer = finished(app, Response(rows(made), mimetype="text/csv"))
    assert made == []
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Content-Length" not in answer.headers
    unpack = zlib.decompressobj(16 + zlib.MAX_WBITS)
    parts = answer.iter_encoded()
    first = unpack.decompress(next(iter(parts)))
    assert 0 < len(made) < 1000
    text = first + b"".join(map(unpack.decompress, parts))
    assert text.decode() == "".join(rows([]))
    assert made[-1] == -1


def test_a_reader_who_goes_away_ends_the_export(app: Flask) -> None:
    made: list[int] = []
    answer = finished(app, Response(rows(made), mimetype="text/csv"))
    next(iter(answer.iter_encoded()))
    answer.close()
    assert made[-1] == -1
    assert len(made) < 1000


def test_what_is_packed_already_or_not_wanted_packed_is_sent_as_it_is(app: Flask) -> None:
    assert "Content-Encoding" not in finished(app, Response(rows([]), mimetype="application/zip")).headers
    assert "Content-Encoding" not in finished(app, Response("x" * 5000, mimetype="text/plain"), "identity").headers
    assert "Content-Encoding" not in finished(app, Response("x", mimetype="text/plain")).headers
    packed = Response(gzip.compress(b"x" * 5000), headers={"Content-Encoding": "gzip"}, mimetype="text/plain")
    assert gzip.decompress(finished(app, packed).data) == b"x" * 5000
    problem = finished(app, Response("x" * 5000, mimetype="application/problem+json"))
    assert problem.headers["Content-Encoding"] == "gzip"


def test_an_answer_may_be_stricter_than_the_others(app: Flask) -> None:
    answer = finished(app, Response("x", headers={"Content-Security-Policy": "sandbox"}))
    assert answer.headers["Content-Security-Policy"] == "sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.fixture
def client_behind(site_data: DataDir, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    monkeypatch.setenv("DANVAN_HOSTS", "tin.example.vn, .danvan.example")
    monkeypatch.setenv("DANVAN_PROXIES", "1")
    app = create_app(site_data)
    app.add_url_rule("/seen", view_func=lambda: {"from": request.remote_addr, "by": request.scheme})
    return app.test_client()


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("tin.example.vn", 200), ("tin.example.vn:8443", 200), ("a.danvan.example", 200), ("localhost:8000", 200),
        ("127.0.0.1", 200), ("elsewhere.example", 400), ("tin.example.vn.elsewhere.example", 400), ("[::2]", 400),
    ],
)  # fmt: skip
def test_only_names_of_the_site_are_answered(client_behind: FlaskClient, host: str, status: int) -> None:
    answer = client_behind.get("/help", headers={"Host": host})
    assert answer.status_code == status
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    if status == 400:
        assert "không phục vụ tên miền" in answer.text
        assert host not in answer.text


def test_the_last_proxy_is_believed_and_nobody_before_it(client_behind: FlaskClient) -> None:
    headers = {"X-Forwarded-For": "203.0.113.1, 198.51.100.7", "X-Forwarded-Proto": "https"}
    seen = client_behind.get("/seen", headers=headers).get_json()
    assert seen == {"from": "198.51.100.7", "by": "https"}


def test_without_proxies_nobody_is_believed(site_data: DataDir) -> None:
    app = create_app(site_data)
    app.add_url_rule("/seen", view_func=lambda: {"from": request.remote_addr, "by": request.scheme})
    headers = {"X-Forwarded-For": "203.0.113.1", "X-Forwarded-Proto": "https"}
    assert app.test_client().get("/seen", headers=headers).get_json() == {"from": "127.0.0.1", "by": "http"}


def test_a_number_of_proxies_that_is_none_is_told(site_data: DataDir, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANVAN_PROXIES", "nginx")
    with pytest.raises(DanvanError, match=r"DANVAN_PROXIES is 'nginx'\. Set it to"):
        create_app(site_data)


def test_search_engines_are_asked_to_leave_searches_alone(client: FlaskClient) -> None:
    answer = client.get("/robots.txt")
    assert (answer.status_code, answer.mimetype) == (200, "text/plain")
    assert "Disallow: /search" in answer.text.splitlines()
