"""The traps of real portals, laid on demand into any stand-in portal: what each does to pages, and how it answers."""

from __future__ import annotations

import gzip
import itertools
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Protocol

from crawler.sample.reply import Reply
from crawler.sample.trap_texts import TEXTS, Encode, as_it_is

_LINK = re.compile(r'(href=")((?:https?://127\.0\.0\.1:\d+)?/[^"#]*)(")')
_END = "</body>"
_SOFT_404 = (
    "<html><head><title>Thông báo</title></head><body><p>Bài viết không tồn tại hoặc đã bị xóa.</p></body></html>"
)
_WAIT = "<html><title>Hãy đợi...</title><body class=floodblocker>Hệ thống đang từ chối truy cập. Hãy đợi 0 giây</body>"


class _Site(Protocol):
    def answer(self, path: str) -> Reply: ...


@dataclass(slots=True)
class Trapped:
    """A stand-in portal with one trap in it."""

    site: _Site
    trap: Trap
    origins: tuple[str, ...]
    """Every address without a path under which the portal answers; the first is its own."""
    count: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def answer(self, path: str) -> Reply:
        """The trap's own answer to a path, else the portal's with the trap's links."""
        if path == "/robots.txt":
            return self.site.answer(path)
        number = next(self.count)
        reply = self.trap.answer(self, path, number)
        if reply is None:
            reply = self.site.answer(path)
        if reply.status != 200 or not any("text/html" in value for _, value in reply.headers):
            return reply
        if reply.body[:2] == b"\x1f\x8b" or reply.endless:
            return reply
        html = self.trap.spoil(reply.body.decode(), path, number)
        if self.trap.twins:
            html = _rewriting(lambda url, _: self._twin(url))(html, path, number)
        return self.trap.encode(html)

    def _twin(self, url: str) -> str:
        """The address under another name of the portal."""
        path = url.removeprefix(self.origins[0])
        return self.origins[next(self.count) % len(self.origins)] + path


def _as_it_is(html: str, path: str, number: int) -> str:
    return html


def _nothing(trapped: Trapped, path: str, number: int) -> Reply | None:
    return None


@dataclass(frozen=True, slots=True)
class Trap:
    """What a trap does to pages, and the addresses that it answers itself (None: the portal does)."""

    spoil: Callable[[str, str, int], str] = _as_it_is
    answer: Callable[[Trapped, str, int], Reply | None] = _nothing
    encode: Encode = as_it_is
    twins: bool = False
    """The portal answers with and without TLS, under two names, and links itself under all of them."""
    tls: bool = False
    """It answers over TLS only, with a certificate that nobody vouches for."""


def _adding(*hrefs: str) -> Callable[[str, str, int], str]:
    """Links at the end of each page; ``{path}`` is the page's own address, ``{n}`` a number that never comes again."""

    def spoil(html: str, path: str, number: int) -> str:
        links = (escape(h.format(path=path.partition("?")[0], n=number), quote=True) for h in hrefs)
        return html.replace(_END, "".join(f'<a href="{link}">Xem thêm ở đây</a>' for link in links) + _END)

    return spoil


def _rewriting(change: Callable[[str, int], str]) -> Callable[[str, str, int], str]:
    """Every link of a page in another spelling."""

    def spoil(html: str, path: str, number: int) -> str:
        return _LINK.sub(lambda m: m[1] + change(m[2], number) + m[3], html)

    return spoil


def _answering(pattern: str, path: Callable[[re.Match[str]], str]) -> Callable[[Trapped, str, int], Reply | None]:
    """What matches is answered as another path of the portal is."""
    compiled = re.compile(pattern)

    def answer(trapped: Trapped, asked: str, number: int) -> Reply | None:
        found = compiled.match(asked)
        return trapped.site.answer(path(found)) if found else None

    return answer


def _fixed(pattern: str, reply: Reply) -> Callable[[Trapped, str, int], Reply | None]:
    compiled = re.compile(pattern)
    return lambda trapped, asked, number: reply if compiled.search(asked) else None


def _calendar(trapped: Trapped, path: str, number: int) -> Reply | None:
    if not path.startswith("/lich/"):
        return None
    links = "".join(
        f'<a href="/lich/{1900 + n % 300}/{n % 12 + 1}/">{n}</a>' for n in range(number * 7, number * 7 + 40)
    )
    return Reply.html(f"<html><body><h1>Lịch</h1>{links}</body></html>")


def _every(step: int, reply: Reply) -> Callable[[Trapped, str, int], Reply | None]:
    return lambda trapped, path, number: reply if number % step == 0 else None


def _in_front(trapped: Trapped, path: str, number: int) -> Reply | None:
    """Every address leads to its twin under ``/m``, which links the others as they were."""
    return trapped.site.answer(path[2:]) if path.startswith("/m/") else Reply.moved(f"/m{path}", 302)


def _at_home(trapped: Trapped, path: str, number: int) -> Reply | None:
    """The home page only leads to another one."""
    if path == "/":
        return Reply.html('<html><head><meta http-equiv="refresh" content="0; url=/trang-chu/"></head></html>')
    return trapped.site.answer("/") if path == "/trang-chu/" else None


def _slow(trapped: Trapped, path: str, number: int) -> Reply | None:
    if number % 25 == 0:
        time.sleep(0.7)
    return None


def _out_of_range(trapped: Trapped, path: str, number: int) -> Reply | None:
    """Page 90 of every list answers with the list's first page, as do all after it."""
    found = re.match(r"(.*?/)(?:page-|page/)9\d+/$", path)
    return trapped.site.answer(found[1]) if found else None


def _to_page_90(html: str, path: str, number: int) -> str:
    base = re.sub(r"(?:page-|page/)\d+/$", "", path.partition("?")[0])
    pager = f'<li><a rel="next" href="{base}page-9{number}/">Trang sau</a></li></ul></div>'
    listed = base.endswith("/") and base != "/"
    return (
        html
        if not listed or 'rel="next"' in html
        else html.replace('<li class="disabled"><a href="#">&raquo;</a></li></ul></div>', pager)
    )


def _fresh_for_ever(trapped: Trapped, path: str, number: int) -> Reply | None:
    """Pages 90 and more of every list show articles that never come again, and all lead nowhere."""
    if re.search(_IS_LOST, path):
        return Reply.html(_SOFT_404)
    found = re.match(r"(.*?/)(?:page-|page/)9\d+/$", path)
    if not found:
        return None
    shown = "".join(_LOST).replace("-90", f"-9{number}0")
    page = trapped.site.answer(found[1]).body.decode()
    start, end = page.index(_COLUMN), page.index('<ul class="pagination">')
    following = f'<ul class="pagination"><li><a rel="next" href="{found[1]}page-9{number}/">Trang sau</a></li></ul>'
    return Reply.html(f"{page[:start]}{_COLUMN}{shown}</div>{following}{page[page.index('</ul>', end) + 5 :]}")


def _fresh_by_parameter(html: str, path: str, number: int) -> str:
    """Every link to an article carries a number that never comes again, so that each list looks new."""
    return _LINK.sub(lambda m: f"{m[1]}{m[2]}?luot={next(_NUMBERS)}{m[3]}" if ".html" in m[2] else m[0], html)


_NUMBERS = itertools.count(1)


def _bomb() -> Reply:
    """Forty megabytes of nothing in forty kilobytes."""
    body = gzip.compress(b"<html>" + b" " * 40_000_000)
    return Reply(200, body, (("Content-Type", "text/html"), ("Content-Encoding", "gzip")))


def _lost_articles(html: str, path: str, number: int) -> str:
    """More articles on every list, all of which lead nowhere."""
    return html.replace(_COLUMN, _COLUMN + "".join(_LOST))


_LOST = tuple(
    f'<h3><a href="/vi/news/dan-van-kheo/bai-da-go-khoi-cong-{n}.html">Bài viết này đã được gỡ khỏi cổng {n}</a></h3>'
    for n in range(9001, 9007)
)
_COLUMN = '<div class="news_column">'
_IS_LOST = r"bai-da-go-khoi-cong"
_LANGUAGES = ("cs", "fa", "ko", "en", "uk", "vi")

TRAPS: Mapping[str, Trap] = {
    "none": Trap(),
    "language recursion": Trap(
        _adding("{path}/vi/", "{path}/en/vi/"), _answering(r"(.*?\.html)/.*", lambda m: m[1])
    ),
    "login and pop-up": Trap(
        _adding("/users/login/?nv_redirect={n}", "/vi/users/register/?r={n}", "{path}?p_p_state=pop_up&x={n}",
                "/?p_p_id=58&p_p_lifecycle=0&_58_redirect={n}"),
        _fixed(r"login|register|p_p_", Reply.html("<html><body><form>Đăng nhập</form></body></html>")),
    ),
    "print, save and mail twins": Trap(
        _adding("{path}?print=1", "/print{path}", "/savefile{path}", "/sendmail{path}?n={n}"),
        _answering(r"/(?:print|savefile|sendmail)(/.*)", lambda m: m[1]),
    ),
    "language prefix twins": Trap(
        _adding("/en{path}", "/fr{path}"), _answering(r"/(?:en|fr)(/.*)", lambda m: m[1])
    ),
    "language prefixes everywhere": Trap(
        _rewriting(lambda url, n: re.sub(r"/vi(?=/)", f"/{_LANGUAGES[n % len(_LANGUAGES)]}", url, count=1)),
        _answering(r"/(?:cs|fa|ko|en|uk)(/.*)", lambda m: f"/vi{m[1]}"),
    ),
    "session ids": Trap(
        _rewriting(lambda url, n: f"{url}{'&amp;' if '?' in url else '?'}PHPSESSID=a{n}b"),
        _answering(r"(.*?)[?&]PHPSESSID=\w+$", lambda m: m[1]),
    ),
    "click counters": Trap(
        _adding("/banners/click/?id={n}", "/adclick/{n}"), _fixed(r"click", Reply.moved("https://quang-cao.invalid/"))
    ),
    "calendars": Trap(_adding("/lich/2024/{n}/", "/lich/1999/{n}/"), _calendar),
    "pages out of range": Trap(_to_page_90, _out_of_range),
    "empty pages out of range": Trap(_to_page_90, _fixed(r"(?:page-|page/)9\d+/$", Reply.html(""))),
    "lists that never end": Trap(_to_page_90, _fresh_for_ever),
    "links that never come again": Trap(_fresh_by_parameter),
    "soft 404s": Trap(_lost_articles, _fixed(_IS_LOST, Reply.html(_SOFT_404))),
    "block pages with status 200": Trap(answer=_every(25, Reply.html(_WAIT))),
    "redirects off site": Trap(_lost_articles, _fixed(_IS_LOST, Reply.moved("https://noi-khac.invalid/tin"))),
    "double slashes": Trap(
        _rewriting(lambda url, n: re.sub(r"(?<=[a-z])/(?=[a-z])", "//" if n % 2 else "/", url)),
        lambda trapped, path, number: trapped.site.answer(re.sub("//+", "/", path)),
    ),
    "case twins": Trap(
        _adding("/VI/NEWS/DAN-VAN-KHEO/", "/Vi/News/"),
        lambda trapped, path, number: trapped.site.answer(path.lower()),
    ),
    "http, https and www twins": Trap(twins=True),
    "broken TLS chains": Trap(tls=True),
    "a path in front of every address": Trap(answer=_in_front),
    "a home page that only leads on": Trap(answer=_at_home),
    "empty answers": Trap(answer=_every(12, Reply.html(""))),
    "slow answers": Trap(answer=_slow),
    "gzip bombs": Trap(_lost_articles, _fixed(_IS_LOST, _bomb())),
    "bodies of 500 MB": Trap(_lost_articles, _fixed(_IS_LOST, Reply(200, b"<html>", endless=500_000_000))),
    **{name: Trap(encode=encode) for name, encode in TEXTS.items()},
}  # fmt: skip
"""Traps by name; ``none`` is the portal as it is."""
SENSELESS = frozenset({("language prefixes everywhere", "nukeviet")})
"""Traps that a content system cannot lay: NukeViet numbers the articles of each language by themselves, so that the same
number in another language is another article."""
