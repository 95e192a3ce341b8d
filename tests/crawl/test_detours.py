"""Portals that lead every address somewhere else first, and pages that only lead on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, Response

from crawler.extraction.onward import frames, onward
from crawler.extraction.page import Page
from crawler.fetching.answers import Answer, Fetcher
from crawler.fetching.detours import Detours, Way
from crawler.fetching.manners import Failed, Manners
from crawler.portals import Portal

HOST = "xa-mau.test"
PORTAL = Portal("xa-mau", "Xã Mẫu", "xa", f"https://{HOST}/", (HOST,))
WORDS = "Nhân dân trong xã cùng nhau góp công làm đường. " * 12
Site = Callable[[Request], Response]


class Engine:
    """Answers as a site does, and remembers what it was asked."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.asked: list[str] = []

    async def download_async(self, request: Request) -> Response:
        self.asked.append(request.url)
        return self.site(request)


def page(request: Request, text: str = WORDS, **headers: Any) -> Response:
    return HtmlResponse(request.url, body=f"<html><body>{text}</body></html>".encode(), headers=headers)


def moved(request: Request, url: str, cookie: str = "") -> Response:
    headers = {"Location": url} | ({"Set-Cookie": cookie} if cookie else {})
    return Response(request.url, status=302, headers=headers)


def ask(site: Site, *paths: str) -> tuple[Engine, list[Answer]]:
    """What one fetcher is answered, one address after another."""
    engine = Engine(site)

    async def work() -> list[Answer]:
        fetcher = Fetcher(engine, PORTAL, Manners(HOST, 0.0))
        urls = (path[1:] if path.startswith("@") else f"https://{HOST}{path}" for path in paths)
        return [(await fetcher.page(url))[0] for url in urls]

    return engine, asyncio.run(work())


def cookie(request: Request) -> str:
    return (request.headers.get("Cookie") or b"").decode()


def test_a_cookie_that_the_portal_waits_for_is_sent_from_then_on() -> None:
    def site(request: Request) -> Response:
        return page(request) if "khach=7" in cookie(request) else moved(request, request.url, "khach=7; Path=/")

    engine, answers = ask(site, "/", "/tin/a", "/tin/b")
    assert [a.status for a in answers] == [200, 200, 200]
    assert len(engine.asked) == 4


def test_a_cookie_given_by_another_page_on_the_way() -> None:
    def site(request: Request) -> Response:
        if "phien=1" in cookie(request):
            return page(request)
        if "/cho-vao" in request.url:
            return moved(request, f"https://{HOST}/tin/a", "phien=1")
        return moved(request, f"https://{HOST}/cho-vao")

    engine, answers = ask(site, "/tin/a", "/tin/b")
    assert [a.url for a in answers] == [f"https://{HOST}/tin/a", f"https://{HOST}/tin/b"]
    assert len(engine.asked) == 4


def test_a_cookie_that_is_tried_out_by_a_parameter() -> None:
    """IIS; without the cookie its next redirect puts a session into the path."""

    def site(request: Request) -> Response:
        if "thu=1" in cookie(request):
            return page(request)
        if request.url.endswith("?thu=1"):
            return moved(request, f"https://{HOST}/(S(a1))/tin")
        return moved(request, f"{request.url}?thu=1", "thu=1")

    engine, answers = ask(site, "/tin/a", "/tin/b")
    assert [a.status for a in answers] == [200, 200]
    assert engine.asked == [f"https://{HOST}/tin/a", f"https://{HOST}/tin/a?thu=1", f"https://{HOST}/tin/b"]


def test_a_circle_that_no_cookie_ends_is_left() -> None:
    times = iter(range(99))

    def site(request: Request) -> Response:
        return moved(request, request.url, f"khach={next(times)}")

    with pytest.raises(Failed, match="circles"):
        ask(site, "/")
    assert next(times) <= 7


def test_cookies_of_pages_and_of_other_redirects_are_not_kept() -> None:
    """A session's cookie switches some portals to English."""
    seen = []

    def site(request: Request) -> Response:
        seen.append(cookie(request))
        if request.url.endswith("/cu"):
            return moved(request, f"https://{HOST}/moi", "ngon-ngu=en")
        if request.url.startswith("http:"):
            return moved(request, request.url.replace("http:", "https:"), "ngon-ngu=en")
        return page(request, **{"Set-Cookie": "phien=9"})

    ask(site, "/cu", "/tin/a", f"@http://{HOST}/tin/b", "/tin/c")
    assert set(seen) == {""}


def test_a_portal_that_puts_something_in_front_of_every_path_is_asked_there_at_once() -> None:
    def site(request: Request) -> Response:
        path = request.url.partition(HOST)[2]
        return page(request) if path.startswith("/m/") else moved(request, f"https://{HOST}/m{path}")

    engine, answers = ask(site, "/", *(f"/tin/{n}" for n in range(10)))
    assert [a.url for a in answers[1:]] == [f"https://{HOST}/m/tin/{n}" for n in range(10)]
    assert len(engine.asked) == 11 + 3


def test_a_way_that_leads_to_nothing_is_forgotten() -> None:
    def site(request: Request) -> Response:
        path = request.url.partition(HOST)[2]
        if path.startswith("/vi/rieng"):
            return Response(request.url, status=404)
        return moved(request, f"https://{HOST}/vi{path}") if path.startswith("/tin") else page(request)

    _, answers = ask(site, "/tin/1", "/tin/2", "/tin/3", "/rieng/1", "/tin/4")
    assert [a.url.partition(HOST)[2] for a in answers] == [
        "/vi/tin/1",
        "/vi/tin/2",
        "/vi/tin/3",
        "/rieng/1",
        "/vi/tin/4",
    ]


def test_a_way_that_the_portal_leads_back_is_forgotten() -> None:
    def site(request: Request) -> Response:
        path = request.url.partition(HOST)[2]
        if path.startswith("/vi/rieng"):
            return moved(request, f"https://{HOST}{path[3:]}")
        return moved(request, f"https://{HOST}/vi{path}") if path.startswith("/tin") else page(request)

    engine, answers = ask(site, "/tin/1", "/tin/2", "/tin/3", "/rieng/1", "/rieng/2")
    assert [a.url.partition(HOST)[2] for a in answers[3:]] == ["/rieng/1", "/rieng/2"]
    assert len(engine.asked) == 6 + 2 + 1


def test_only_one_address_led_elsewhere_makes_no_way() -> None:
    detours = Detours()
    for path in ("/a", "/b", "/c", "/d"):
        detours.led(f"http://{HOST}{path}", f"https://{HOST}{path}")
        detours.led(f"http://{HOST}{path}/e", f"http://{HOST}{path}/e")
    assert detours.straight(f"http://{HOST}/f") == f"http://{HOST}/f"


@pytest.mark.parametrize(
    ("asked", "answered", "other", "there"),
    [
        ("http://a.test/x", "https://a.test/x", "http://a.test/y?p=2", "https://a.test/y?p=2"),
        ("https://a.test/x", "https://www.a.test/x", "https://a.test/", "https://www.a.test/"),
        ("https://a.test/x?b=1", "https://a.test/vi/x?b=1", "https://a.test/vi/y", "https://a.test/vi/y"),
        ("https://a.test/x", "https://a.test/web/x", "http://a.test/y", "http://a.test/y"),
        ("https://a.test/x", "https://a.test/x/", "https://a.test/y?p=2", "https://a.test/y/?p=2"),
        ("https://a.test/x", "https://a.test/x/", "https://a.test/y.html", "https://a.test/y.html"),
        ("https://a.test/x", "https://www.a.test/vi/x/", "https://a.test/y/", "https://www.a.test/vi/y/"),
    ],
)
def test_ways(asked: str, answered: str, other: str, there: str) -> None:
    way = Way.between(asked, answered)
    assert way is not None
    assert way.applied(other) == there


@pytest.mark.parametrize("answered", ["https://a.test/x", "https://a.test/y", "https://a.test/x?b=1"])
def test_no_way_where_more_differs(answered: str) -> None:
    assert Way.between("https://a.test/x", answered) is None


def test_letters_beyond_ascii_are_sent_encoded() -> None:
    engine, _ = ask(page, "/danh-mục/tin tức/trang/2?q=%2Fđ")
    assert engine.asked == [f"https://{HOST}/danh-m%E1%BB%A5c/tin%20t%E1%BB%A9c/trang/2?q=%2F%C4%91"]


@pytest.mark.parametrize(
    ("html", "target"),
    [
        ("<meta http-equiv='refresh' content='0; URL=/trang-chu'>", "/trang-chu"),
        ("<META HTTP-EQUIV=Refresh CONTENT=\"1;url='vi/'\">", "/vi/"),
        ("<script>window.location.href = '/web/guest/home';</script>", "/web/guest/home"),
        ('<script>location.replace("/Pages/default.aspx")</script>', "/Pages/default.aspx"),
        ("<frameset><frame src='/dau.html'><frame src='/vi/noi-dung.asp' name=main></frameset>", "/vi/noi-dung.asp"),
        ("<frameset cols='1,2'><frame src='/trai.html'><frame src='/phai.html'></frameset>", "/phai.html"),
        ("<meta http-equiv='refresh' content='300; url=/'>", None),
        ("<meta http-equiv='refresh' content='0; url=/dau'>", None),
        (f"<meta http-equiv='refresh' content='0; url=/khac'><p>{WORDS}</p>", None),
        ("<a href='/vao'>Vào trang</a><script>location.href='/khac'</script>", None),
        ("<script>if (x) y = 1;</script>", None),
    ],
)
def test_pages_that_only_lead_on(html: str, target: str | None) -> None:
    found = onward(Page(f"<html>{html}</html>", f"https://{HOST}/dau"))
    assert found == (f"https://{HOST}{target}" if target else None)


def test_a_page_that_leads_on_is_left_for_the_other_one() -> None:
    def site(request: Request) -> Response:
        if request.url.endswith("/"):
            return page(request, "<script>location.href='/vi.html'</script>")
        return page(request)

    engine, answers = ask(site, "/")
    assert answers[0].url == f"https://{HOST}/vi.html"
    assert len(engine.asked) == 2


def test_pages_that_lead_to_each_other_are_left() -> None:
    def site(request: Request) -> Response:
        return page(request, f"<script>location.href='{request.url}1'</script>")

    engine, _ = ask(site, "/")
    assert len(engine.asked) == 7


def test_frames_of_the_portal_itself() -> None:
    html = '<iframe src="/ds.aspx?c=1"></iframe><iframe src="https://ban-do.invalid/"></iframe><iframe></iframe>'
    assert frames(Page(html, f"https://{HOST}/muc/")) == (f"https://{HOST}/ds.aspx?c=1",)
