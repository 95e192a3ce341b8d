"""What programs are answered: lists to their end, validators, problems, limits."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus

import pytest
import site_corpus
from flask.testing import FlaskClient
from site_page import get, links, texts

from crawler.archive.datadir import DataDir
from crawler.archive.store import Archive
from crawler.errors import DanvanError
from crawler.text import SYLLABLE, fingerprint
from indexer.build import update_index
from indexer.places.order import sort_key
from search_ui import create_app
from search_ui.api.endpoints import ENDPOINTS
from search_ui.api.problems import CODES
from search_ui.api.schema import schema_of

API = "/api/v1"
PHRASE = "q=" + quote_plus('"dân vận khéo"')


def answer(client: FlaskClient, path: str) -> Any:
    found = client.get(API + path)
    assert found.status_code == 200, found.text
    assert found.mimetype == "application/json"
    return found.get_json()


def pages(client: FlaskClient, path: str, cursor: str | None = "") -> Iterator[Any]:
    """The answers of a list to its end."""
    while cursor is not None:
        given = f"{'&' if '?' in path else '?'}cursor={cursor}" if cursor else ""
        found = answer(client, path + given)
        yield found
        cursor = found["next_cursor"]


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
def test_a_list_is_read_to_its_end(client: FlaskClient, sort: str) -> None:
    found = list(pages(client, f"/search?{PHRASE}&sort={sort}"))
    assert len(found) > 2
    ids = [hit["id"] for page in found for hit in page["results"]]
    assert len(ids) == len(set(ids)) == found[0]["total"]
    exported = client.get(f"/search.csv?{PHRASE}&sort={sort}").data.decode("utf-8-sig")
    assert ids == [row["id"] for row in csv.DictReader(io.StringIO(exported))]


def test_pages_have_numbers_too(client: FlaskClient) -> None:
    first, second, *_ = pages(client, f"/search?{PHRASE}")
    assert answer(client, f"/search?{PHRASE}&page=2")["results"] == second["results"] != first["results"]
    assert first["suggestions"] is not None
    assert sum(month["count"] for month in first["months"]) + first["undated"] == first["total"]
    hit = first["results"][0]
    assert "".join(s["text"] for s in hit["marked"][0]) == hit["snippets"][0]
    assert hit["page"] == f"http://localhost/article/{hit['id']}"


def test_a_new_index_neither_repeats_nor_hides(own_data: DataDir, client_of: Callable[[DataDir], FlaskClient]) -> None:
    client = client_of(own_data)
    first = answer(client, f"/search?{PHRASE}&sort=newest")
    figure = answer(client, "/figures")
    figures = [(f["id"], f["nth"]) for page in pages(client, "/figures") for f in page["results"]]
    lines = answer(client, f"/kwic?{PHRASE}")
    left = [(line["id"], line["left"]) for page in pages(client, f"/kwic?{PHRASE}") for line in page["results"]]
    before = [h["id"] for page in pages(client, f"/search?{PHRASE}&sort=newest") for h in page["results"]]
    with Archive.open(own_data.archive) as archive:
        for n in range(100, 107):
            article = site_corpus._article(n)
            newer = article.published and article.published.replace(year=2026, month=3, day=10)
            put = site_corpus.replace(article, published=newer, fingerprint=fingerprint(article.body))
            archive.put(put, seen_at=site_corpus.SEEN)
    update_index(own_data, processes=1, words=False)
    rest = [first]
    while rest[-1]["next_cursor"]:
        rest.append(answer(client, f"/search?{PHRASE}&sort=newest&cursor={rest[-1]['next_cursor']}"))
    assert [h["id"] for page in rest for h in page["results"]] == before
    assert rest[-1]["total"] == first["total"] + 7
    more = pages(client, "/figures", figure["next_cursor"])
    assert [(f["id"], f["nth"]) for page in (figure, *more) for f in page["results"]] == figures
    more = pages(client, f"/kwic?{PHRASE}", lines["next_cursor"])
    assert [(line["id"], line["left"]) for page in (lines, *more) for line in page["results"]] == left


def test_a_cursor_belongs_to_its_list(client: FlaskClient) -> None:
    cursor = answer(client, f"/search?{PHRASE}")["next_cursor"]
    assert answer(client, f"/search?{PHRASE}&cursor={cursor}&per_page=50&lang=en")["results"]
    for path in (f"/search?q=khen&cursor={cursor}", "/search?cursor=abc", "/search?cursor=%C4%91", "/search?cursor=MQ"):
        refused = client.get(API + path)
        assert (refused.status_code, refused.get_json(force=True)["code"]) == (404, "unknown_cursor")


def test_concordances_are_read_to_their_end(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search_ui.api.corpus.READ", 7)
    found = list(pages(client, f"/kwic?{PHRASE}"))
    lines = [(line["id"], line["field"], line["left"], line["node"]) for page in found for line in page["results"]]
    exported = client.get(f"/search.csv?{PHRASE}&view=kwic").data.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(exported)))
    assert lines == [(r["id"], r["field"], r["left"].removeprefix("'"), r["node"]) for r in rows]
    assert all(page["hits"] is None for page in found)


def test_many_lines_of_one_article_are_divided(client: FlaskClient) -> None:
    whole = [line for page in pages(client, "/kwic?q=th%C3%B4n&per_page=100") for line in page["results"]]
    parts = [line for page in pages(client, "/kwic?q=th%C3%B4n&per_page=20") for line in page["results"]]
    assert parts == whole
    assert len(whole) > 100


def test_sorted_lines_have_pages_too(client: FlaskClient) -> None:
    found = list(pages(client, f"/kwic?{PHRASE}&order=R1&width=3"))
    right = [(SYLLABLE.findall(line["right"]) or [""])[0] for page in found for line in page["results"]]
    assert found[0]["hits"] == len(right) > 20
    assert right == sorted(right, key=sort_key)
    drawn = answer(client, f"/kwic?{PHRASE}&sample=5&seed=2")
    assert len(drawn["results"]) == 5
    assert answer(client, "/kwic")["hits"] == 0


def test_trends_terms_and_explanations(client: FlaskClient) -> None:
    trend = answer(client, "/trend?q=khen&q=h%E1%BB%8Dp&by=year&from=2023&to=2025")
    assert [series["query"] for series in trend["series"]] == ["khen", "họp"]
    for point in trend["series"][0]["points"]:
        assert point["share"] == (point["n"] / point["base"] if point["base"] else None)
    assert {s["place_name"] for s in answer(client, "/trend?q=khen&split=place")["series"]} >= {"Hà Nội"}
    assert client.get(f"{API}/trend?q=*a").status_code == 400
    terms = answer(client, f"/terms?q={quote_plus('hòa giải')}")
    assert terms["unit"] == "syllables"
    assert {"hòa", "giải"} & {term["text"] for term in terms["terms"]}
    parsed = answer(client, f"/parse?q={quote_plus('QCDC (khen')}")
    assert parsed["warnings"]
    assert any(part["expansion"] for part in parsed["parts"])


def test_figures_are_read_to_their_end(client: FlaskClient) -> None:
    found = list(pages(client, "/figures?sort=largest"))
    assert len(found) == -(-found[0]["total"] // 20)
    rows = [row for page in found for row in page["results"]]
    values = [row["value"] for row in rows]
    assert values == sorted(values, reverse=True)
    exported = client.get("/figures.csv?sort=largest").data.decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(exported)))
    assert [(r["id"], r["nth"]) for r in table] == [(r["id"], str(r["nth"])) for r in rows]
    assert answer(client, "/figures?from=2030&to=2020")["total"] == 0
    assert client.get(f"{API}/figures?kind=tree").status_code == 400


def test_an_article_with_everything(client: FlaskClient) -> None:
    found = answer(client, f"/articles/{site_corpus.rich().id}")
    assert found["article"]["title"] == "Hội thi dân vận khéo toàn huyện"
    assert found["article"]["place_today"] == "Hà Nội"
    assert set(found["cite"]) == {"Kiểu Việt Nam", "APA 7", "Chicago 17"}
    for path, code in (("0123456789abcdef", "unknown_article"), ("x", None)):
        missing = client.get(f"{API}/articles/{path}")
        assert (missing.status_code, missing.mimetype) == (404, "application/problem+json")
        assert missing.get_json(force=True).get("code") == code


def test_places_and_what_names_mean(client: FlaskClient) -> None:
    assert len(answer(client, "/places")["results"]) == 34
    assert {u["level"] for u in answer(client, "/places?q=tan+an&level=xa&era=new")["results"]} == {"xa"}
    assert len(answer(client, "/places?within=280@old")["results"]) > 20
    assert answer(client, "/places?within=280@old&q=h%E1%BB%93ng")["results"][0]["name"].startswith("Hồng")
    one = answer(client, f"/places/resolve?name={quote_plus('xã Bình Phú')}&within=822")
    assert one["unit"]["today"][0]["label"] == "Xã Phú Thành, Đồng Tháp"
    several = answer(client, f"/places/resolve?name={quote_plus('Tân An')}")
    assert several["unit"] is None
    assert len(several["candidates"]) > 3
    old = answer(client, f"/places/resolve?name={quote_plus('tỉnh Hà Giang')}&on=2024-01-01")
    assert old["unit"]["key"] == "02@old"
    assert client.get(f"{API}/places?within=99999").status_code == 404


def test_portals_runs_and_status(client: FlaskClient) -> None:
    portals = answer(client, "/portals")["results"]
    status = answer(client, "/status")
    assert status["portals"] == len(portals)
    assert status["articles"] == status["indexed"] == sum(p["articles"] for p in portals)
    runs = answer(client, "/portals/phuxuyen.example/runs?limit=1")["results"]
    assert [run["grade"] for run in runs] == ["ok"]
    assert client.get(f"{API}/portals/nirgends/runs").status_code == 404


def test_days_in_the_wrong_order_find_nothing(client: FlaskClient) -> None:
    assert answer(client, "/search?from=2025-01-01&to=2024-01-01")["total"] == 0


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/search?q=*v%E1%BA%ADn", 400, "leading_wildcard"),
        ("/search?per_page=7", 400, "bad_parameter"),
        ("/search?per_page=20&per_page=50", 400, "bad_parameter"),
        ("/search?page=101", 400, "bad_parameter"),
        ("/search?page=01", 400, "bad_parameter"),
        ("/search?from=", 400, "bad_parameter"),
        ("/search?level=thon", 400, "bad_parameter"),
        ("/search?place=h%C3%A0", 400, "bad_parameter"),
        ("/search?place=99999", 404, "unknown_place"),
        ("/search?q=" + "a" * 1001, 400, "bad_parameter"),
        ("/places/resolve", 400, "bad_parameter"),
        ("/figures?unit=" + "a" * 201, 400, "bad_parameter"),
        ("/trend?" + "&".join(["q=a"] * 7), 400, "bad_parameter"),
        ("/kwic?order=L9", 400, "bad_parameter"),
        ("/nothing", 404, None),
    ],
)
def test_what_is_wrong_is_told(client: FlaskClient, path: str, status: int, code: str | None) -> None:
    found = client.get(API + path)
    assert (found.status_code, found.mimetype) == (status, "application/problem+json")
    told = found.get_json(force=True)
    assert (told["status"], told.get("code")) == (status, code)
    assert told["title"]
    assert told["detail"]
    assert code is None or told["type"] == f"/api#problem-{code}"


def test_a_mistake_has_a_place_and_a_way_out(client: FlaskClient) -> None:
    told = client.get(f"{API}/parse?q={quote_plus('dân *vận')}").get_json(force=True)
    assert (told["query"][told["position"] :], told["suggestion"]) == ("*vận", "dân vận")
    english = client.get(f"{API}/parse?q={quote_plus('dân *vận')}&lang=en").get_json(force=True)
    assert english["position"] == told["position"]


def test_only_reading_is_answered(client: FlaskClient) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        found = client.open(f"{API}/search", method=method)
        assert (found.status_code, found.mimetype) == (405, "application/problem+json")
        assert "GET" in found.headers["Allow"]
    assert client.options(f"{API}/search").headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert client.head(f"{API}/search").data == b""


@pytest.mark.parametrize("path", [f"{API}/search?q=khen", f"{API}/nothing", "/openapi.json", "/search.csv?q=khen"])
def test_other_sites_may_read(client: FlaskClient, path: str) -> None:
    headers = client.get(path, headers={"Origin": "https://example.org"}).headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Accept-Encoding" in headers["Vary"]


@pytest.mark.parametrize("path", [*(API + e.example for e in ENDPOINTS if "{" not in e.path), "/openapi.json"])
def test_a_poll_costs_nothing_while_nothing_changes(client: FlaskClient, path: str) -> None:
    first = client.get(path)
    assert first.status_code == 200
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.fixture
def strict(site_data: DataDir, monkeypatch: pytest.MonkeyPatch) -> Iterator[FlaskClient]:
    monkeypatch.setenv("DANVAN_API_RATE", "3/minute")
    monkeypatch.setenv("DANVAN_EXPORT_RATE", "2/minute")
    app = create_app(site_data)
    yield app.test_client()
    app.extensions["danvan"].close()


@pytest.mark.parametrize(("path", "most"), [(f"{API}/status", 3), ("/search.csv?q=khen", 2)])
def test_who_asks_too_often_is_told_to_wait(strict: FlaskClient, path: str, most: int) -> None:
    assert [strict.get(path, buffered=True).status_code for _ in range(most)] == [200] * most
    told = strict.get(path)
    assert (told.status_code, told.mimetype) == (429, "application/problem+json")
    assert 0 < int(told.headers["Retry-After"]) <= 61
    assert told.get_json(force=True)["code"] == "too_many_requests"
    assert strict.get("/help").status_code == 200
    assert strict.options(path).status_code == 200
    other = strict.get(path, environ_base={"REMOTE_ADDR": "192.0.2.7"}, buffered=True)
    assert other.status_code == 200


def test_a_rate_that_cannot_be_read_is_told(site_data: DataDir, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANVAN_API_RATE", "often")
    with pytest.raises(DanvanError, match="DANVAN_API_RATE"):
        create_app(site_data)


def test_nothing_can_be_searched_yet(tmp_path: Any, client_of: Callable[[DataDir], FlaskClient]) -> None:
    client = client_of(DataDir(tmp_path))
    for path in (f"{API}/search", "/search.csv", f"{API}/articles/0123456789abcdef"):
        told = client.get(path)
        assert (told.status_code, told.mimetype) == (503, "application/problem+json")
    assert answer(client, "/status") == {
        "articles": 0, "indexed": None, "index_version": None, "portals": 0,
        "states": answer(client, "/status")["states"], "last_run": None, "sample": False,
    }  # fmt: skip
    assert client.get(f"{API}/portals/x/runs").status_code == 404
    assert client.get("/api").status_code == 200


@pytest.mark.parametrize("lang", ["", "?lang=en"])
def test_the_reference_shows_every_endpoint(client: FlaskClient, lang: str) -> None:
    page = get(client, f"/api{lang}")
    shown = texts(page, "section > p > code")
    assert {f"GET {API}{endpoint.path}" for endpoint in ENDPOINTS} <= set(shown)
    examples = [link for link in links(page) if link.startswith(API)]
    assert len(examples) == len(ENDPOINTS)
    for link in examples:
        assert client.get(link).status_code == 200, link
    anchors = set(page.css("[id]::attr(id)").getall())
    assert {href[1:] for href in page.css('a[href^="#"]::attr(href)').getall()} <= anchors
    assert {f"problem-{code}" for code in CODES} <= anchors


def test_every_problem_of_a_query_is_explained() -> None:
    from typing import get_args

    from indexer.query.errors import ErrorCode

    assert set(get_args(ErrorCode)) <= set(CODES)


def test_a_type_without_a_schema_is_an_error() -> None:
    @dataclass
    class Odd:
        value: set[int]

    with pytest.raises(TypeError):
        schema_of(set[int], {})
