"""Whatever a portal writes stays text, on every page and in every file; whatever a reader writes, the site answers."""

from __future__ import annotations

import json
import re
import string
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import chain
from typing import Any
from urllib.parse import quote, unquote_to_bytes

import pytest
import site_corpus
import site_routes
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree, html
from site_opened import open_site

from crawler.archive.store import Archive
from crawler.items import Article, Attachment, Topic
from indexer.build import update_index
from search_ui.exports import bibtex, ris

EVIL = (
    '"><x-evil a=b></x-evil>\' onevil=evil x="</title></script></textarea></style>]]>--><x-evil>'
    "&lt;x-evil&gt; {{ 7*7 }} {% evil %} } %(evil)s \u202egnôhk\u202c\u2066\u0007\u0000\ufeff dân vận khéo"
)
"""Breaks out of every place where text can stand in HTML, XML, scripts and templates, if it is let."""
HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
ADDRESSES = [
    *site_routes.PAGES.values(),
    *site_routes.VARIANTS.values(),
    *(address for address, _ in site_routes.TROUBLES.values()),
]


def poisoned(article: Article) -> Article:
    """The article with the worst in every field; its identity stays."""
    evil = EVIL.replace("\u0000", "")
    return replace(
        article,
        title=f"{article.title} {evil}",
        lead=f"{article.lead or ''} {evil}",
        body=f"{article.body}\n\nCó 12 mô hình {evil} được công nhận năm 2024.\n\n{evil} | {evil}\n{evil} | 2",
        author=evil,
        author_unit=evil,
        source=evil,
        dateline=evil,
        category=evil,
        tags=(evil,),
        captions=(evil,),
        attachments=(Attachment(evil, f"https://phuxuyen.example/{evil}"), Attachment(evil, "javascript:evil()")),
        topics=(Topic("Dân vận khéo", evil), Topic(evil, evil)),
    )


@pytest.fixture(scope="module")
def poisoned_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The site over articles, portals and runs that hold the worst."""
    data = site_corpus.build(tmp_path_factory.mktemp("poisoned"), poisoned)
    evil = EVIL.replace("\u0000", "")
    with Archive.open(data.archive) as archive:
        for portal in archive.portals():
            archive.put_portal(replace(portal, name=f"{portal.name} {evil}"))
        run = archive.start_run("phuxuyen.example", site_corpus.SEEN)
        archive.finish_run(run, site_corpus.SEEN, {"new": 1}, "failing", evil)
    update_index(data, rebuild=True, processes=1, words=False)
    with closing(open_site(data)) as served:
        yield served.app


@pytest.fixture
def poisoned_client(poisoned_app: Flask) -> Iterator[FlaskClient]:
    with poisoned_app.test_client() as client:
        yield client


def assert_only_text(page: str) -> None:
    """No element, attribute, comment or script of the page came out of a text."""
    assert not HIDDEN.search(page)
    tree = html.fromstring(page)
    for node in tree.iter():
        if not isinstance(node.tag, str):
            assert "evil" not in (node.text or ""), "a comment"
            continue
        assert "evil" not in node.tag
        assert not [name for name in node.attrib if name.startswith("on") or "evil" in name or name == "style"]
        if node.tag in ("script", "style"):
            assert node.tag == "script"
            assert node.attrib.get("type") == "application/ld+json" or not (node.text or "").strip()
        for name in ("href", "src", "action", "formaction"):
            assert not node.attrib.get(name, "").strip().lower().startswith(("javascript:", "data:", "vbscript:"))


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_a_portal_writes_stays_text(poisoned_client: FlaskClient, address: str) -> None:
    answer = poisoned_client.get(address)
    assert answer.status_code < 500
    if answer.mimetype == "text/html":
        assert_only_text(answer.text)


@pytest.mark.parametrize("path", sorted({address.partition("?")[0] for address in ADDRESSES}))
@pytest.mark.parametrize("query", [EVIL, f'"{EVIL}', "<x-evil>", "'\"><svg/onload=evil()>"])
def test_what_a_reader_writes_stays_text(client: FlaskClient, path: str, query: str) -> None:
    names = ("q", "from", "place", "portal", "topic", "keep", "lang", "view", "unit")
    for values in ({"q": query}, dict.fromkeys(names, query)):
        answer = client.get(path, query_string=values, follow_redirects=True)
        assert answer.status_code < 500
        if answer.mimetype == "text/html":
            assert_only_text(answer.text)


@pytest.mark.parametrize("address", site_routes.FILES)
def test_files_of_hostile_texts_are_whole(poisoned_client: FlaskClient, address: str) -> None:
    answer = poisoned_client.get(address)
    assert answer.status_code < 500
    kind = answer.mimetype
    if kind.endswith("json"):
        assert [json.loads(line) for line in (answer.text.splitlines() if "jsonl" in address else [answer.text])]
    elif kind.endswith("xml"):
        tags = {node.tag for node in etree.fromstring(answer.data).iter() if isinstance(node.tag, str)}
        assert not [tag for tag in tags if "evil" in tag]
    elif kind == "text/html":
        assert_only_text(answer.text)
    elif kind in (bibtex.MIMETYPE, ris.MIMETYPE):
        assert not HIDDEN.search(answer.text)
        assert kind == ris.MIMETYPE or answer.text.count("{") == answer.text.count("}")


@pytest.mark.parametrize("address", [*ADDRESSES, *site_routes.FILES])
def test_every_answer_carries_the_headers_and_sets_no_cookie(client: FlaskClient, address: str) -> None:
    headers = client.get(address).headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] in ("'none'", "'self'")
    assert not [value for value in policy.values() if "unsafe" in value or "*" in value or "http" in value]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] in ("DENY", "SAMEORIGIN")
    assert headers["Permissions-Policy"]
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Cross-Origin-Resource-Policy" in headers
    assert "Set-Cookie" not in headers
    assert "Server" not in headers
    assert "charset=utf-8" in headers["Content-Type"] or not headers["Content-Type"].startswith("text/")


def test_a_stored_page_is_shut_into_a_sandbox(client: FlaskClient) -> None:
    answer = client.get(site_routes.SNAPSHOT)
    policy = [part.strip() for part in answer.headers["Content-Security-Policy"].split(";")]
    assert "sandbox" in policy
    assert "default-src 'none'" in policy
    assert not [part for part in policy if part.startswith(("script-src", "connect-src", "frame-src"))]
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in answer.headers
    assert "<script>" in answer.text


@pytest.mark.parametrize(
    "host", ['a"b<script>', "a b", "", "evil.example/", "x" * 3000, "[::1", "a:99999", "a@b", "é.vn", "..", "a\\b"]
)
def test_no_host_header_breaks_a_page_or_its_addresses(client: FlaskClient, host: str) -> None:
    for address in ("/", "/search?q=dân", "/search.atom?q=dân", "/opensearch.xml", "/help?lang=en", "/search?level="):
        answer = client.get(address, headers={"Host": host})
        assert answer.status_code < 500
        assert "<script>" not in answer.text
        assert "\n" not in answer.headers.get("Location", "")


@pytest.mark.parametrize(
    "path",
    [
        "//elsewhere.example/", "//elsewhere.example/..", "/\\elsewhere.example", "/search//elsewhere.example",
        "/static/../app.py", "/static/..%2f..%2fpyproject.toml", "/static/%2e%2e/app.py", "/static//etc/passwd",
        "/article/..%2f..%2fetc%2fpasswd", "/portal/..%2f..%2fetc", "/place/../../etc/passwd", "/%0d%0aSet-Cookie:x=1",
        "/.git/config",
        "/article/%00", "/portal/%00", "/place/%ff", "/status/..%2f..%2fx.svg", "/search.csv/../x", "/%",
    ],
)  # fmt: skip
def test_no_path_leads_outside(client: FlaskClient, path: str) -> None:
    sent = {"PATH_INFO": unquote_to_bytes(path).decode("latin-1"), "REQUEST_URI": path}  # as a WSGI server hands it on
    answer = client.get("/", environ_overrides=sent)
    assert answer.status_code in (301, 302, 308, 400, 404), answer.status_code
    assert re.match(r"/(?![/\\])|http://localhost/", answer.headers.get("Location", "/"))
    assert not re.search(r"root:|\[project\]|create_app", answer.text)
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("target", ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example"])
def test_no_parameter_leads_elsewhere(client: FlaskClient, target: str) -> None:
    for name in ("q", "next", "url", "place", "back", "return", "lang"):
        answer = client.get("/search", query_string={name: target, "level": ""})
        assert answer.headers.get("Location", "/search").startswith(("/search", "http://localhost/search"))


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_the_site_is_only_read(client: FlaskClient, method: str) -> None:
    for address in ("/", "/search", "/search.csv", "/api/v1/search", "/status.json", "/static/site.css", "/nothing"):
        answer = client.open(address, method=method, data=b"x" * 100)
        assert answer.status_code in (404, 405)
        assert "Content-Security-Policy" in answer.headers


def test_every_route_is_in_the_list_of_routes(app: Flask) -> None:
    found = set()
    for address in (*ADDRESSES, *site_routes.FILES, site_routes.SNAPSHOT, *site_routes.ELSEWHERE):
        with app.test_request_context(address) as context:
            if context.request.url_rule:
                found.add(context.request.url_rule.rule)
    assert {rule.rule for rule in _rules(app)} - found == set()


def _rules(app: Flask) -> list[Any]:
    return [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]


NAMES = (
    "q", "place", "place_mode", "level", "portal", "topic", "keep", "from", "to", "dup", "sort", "page", "per_page",
    "lang", "view", "order", "sample", "seed", "unit", "by", "split", "cursor", "limit", "name", "within", "date",
    "field", "year", "kind", "status", "width", "v", "mentions", "columns", "number",
)  # fmt: skip
VALUES = st.one_of(
    st.text(max_size=30),
    st.text(string.printable, max_size=20),
    st.sampled_from([
        "dân vận", '"dân vận"~5', "dân NEAR/8 vận", "*", "08", "02@old", "2024", "2024-13", "31/02/2024", "0", "-1",
        "99999999999999999999", "1e9", "NaN", "month", "pct", "place", "kwic", "table", "R1", "en", "\x00", "\ud800",
        "=HYPERLINK(1)", "phuxuyen.example", "a" * 1200, "eyJ9", "null", "[]", "..", "%s%s", "(" * 200, "A OR " * 60,
    ]),
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_address_gives_an_error_of_ours(app: Flask, client: FlaskClient, data: st.DataObject) -> None:
    rule = data.draw(st.sampled_from(_rules(app)))
    parts = {name: data.draw(VALUES.filter(bool)).replace("/", "") or "x" for name in rule.arguments}
    path = re.sub(r"<(?:[^<>:]+:)?([^<>]+)>", lambda found: parts[found[1]], rule.rule)
    asked = data.draw(st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=5))
    headers = data.draw(
        st.fixed_dictionaries(
            {},
            optional={
                "Accept": st.sampled_from(["text/html", "application/json", "*/*", "q=;;", ""]),
                "Accept-Encoding": st.sampled_from(["gzip", "br;q=0.1, gzip;q=x", "*"]),
                "If-None-Match": st.sampled_from(["*", 'W/"x"', '"', "x" * 500]),
                "If-Modified-Since": st.sampled_from(["yesterday", "Sat, 99 Foo 2024 99:99:99 GMT"]),
                "Range": st.sampled_from(["bytes=0-", "bytes=9-1", "lines=1"]),
                "Origin": st.sampled_from(["null", "https://notebook.example"]),
            },
        )
    )
    query = "&".join(chain.from_iterable([f"{_quoted(n)}={_quoted(v)}"] for n, v in asked))
    answer = client.get(_quoted(path, "/"), query_string=query, headers=headers, follow_redirects=False)
    assert answer.status_code < 500, (path, asked)
    assert "Content-Security-Policy" in answer.headers
    assert "Set-Cookie" not in answer.headers


def _quoted(text: str, safe: str = "") -> str:
    return quote(text.encode("utf-8", "surrogatepass"), safe=safe)
