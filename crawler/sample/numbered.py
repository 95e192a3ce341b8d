"""Stand-ins for systems whose articles are numbered, with their habits, good and bad.

`VCCorpSite`: any slug before the right number answers; lists past their end show their first page again; every article
has an AMP and a print twin. `VnPortalSite`: an article's link carries the list's ``?pageindex=N``, under every section;
lists count from nought and go on for ever, empty. `WebCenterSite`: every link carries a session's ``_afrLoop``, new on
each visit.
"""

from __future__ import annotations

import re
from html import escape

from crawler.sample.common import SECTIONS, StandIn, paragraphs
from crawler.sample.reply import Reply
from crawler.sample.texts import SampleArticle

_VCCORP = re.compile(r"/(?:print/)?(?:amp/)?[a-z0-9-]+?-(?P<id>\d{18})\.htm")
_VCCORP_LIST = re.compile(r"/(?P<section>[a-z-]+?)(?:/trang-(?P<page>\d+))?\.htm")
_VNPORTAL = re.compile(r"/[a-z-]+/[a-z0-9-]+-(?P<number>\d{5,7})")


class VCCorpSite(StandIn):
    """See the module."""

    title = "Trang thông tin điện tử xã Mê Châu"

    def address(self, a: SampleArticle, slug: str | None = None) -> str:
        """Path of an article; the id holds the moment it was made."""
        return f"/{slug or a.slug}-173{a.published:%y%m%d%H%M%S}{a.number % 900 + 100}.htm"

    def route(self, path: str, query: dict[str, str]) -> Reply | None:
        if found := _VCCORP.fullmatch(path):
            number = next((a.number for a in self.articles if found["id"] in self.address(a)), 0)
            a = self.article(number)
            return Reply.html(self._article(a)) if a else None
        if path == "/":
            return Reply.html(self.frame(self.title, "".join(map(self._item, self.articles[:6]))))
        found = _VCCORP_LIST.fullmatch(path)
        if found is None or found["section"] not in SECTIONS:
            return None
        return Reply.html(self._list(found["section"], int(found["page"] or 1)))

    def _article(self, a: SampleArticle) -> str:
        near = "".join(map(self._item, self.of(a.category)[:4]))
        text = paragraphs(a)
        for caption in a.captions:
            text = text.replace(f"<em>{escape(caption)}</em>", f"<em>{escape(caption)} - Ảnh 1.</em>")
        here = self.address(a)
        main = f"""<div class="detail__page"><div class="detail-cate"><a href="/{a.category}.htm" data-role="cate-name">
{escape(SECTIONS[a.category])}</a></div><h1 class="detail-title" data-role="title">{escape(a.title)}</h1>
<div class="detail-time"><div data-role="publishdate">{a.published:%H:%M %d/%m/%Y}</div></div>
<h2 class="detail-sapo" data-role="sapo">{escape(a.lead)}</h2><div class="detail-content" data-role="content">{text}</div>
<a href="/amp{here}">AMP</a><a href="/print{here}">In</a></div><div class="detail__related">{near}</div>"""
        return self.frame(a.title, main)

    def _item(self, a: SampleArticle) -> str:
        link = self.address(a, "tin" if a.number % 2 else None)
        return f"""<div class="box-stream-item"><a href="{link}"><img src="/t.jpg"></a><h3><a class="box-stream-link-title"
href="{self.address(a)}">{escape(a.title)}</a></h3><span class="box-time">{a.published:%H:%M %d/%m/%Y}</span></div>"""

    def _list(self, section: str, page: int) -> str:
        page = page if page <= self.pages(section) else 1
        items = "".join(map(self._item, self.shown(section, page)))
        pager = "".join(f'<a href="/{section}/trang-{n}.htm">{n}</a>' for n in range(2, self.pages(section) + 3))
        return self.frame(
            SECTIONS[section], f'{items}<div class="pagination"><a href="/{section}.htm">1</a>{pager}</div>'
        )

    def frame(self, title: str, main: str) -> str:
        menu = "".join(f'<li><a href="/{s}.htm">{escape(n)}</a></li>' for s, n in SECTIONS.items())
        return _page(title, f'<ul class="menu"><li><a href="/">Trang chủ</a></li>{menu}</ul>', main, self.visits)


class VnPortalSite(StandIn):
    """See the module."""

    title = "Trang thông tin điện tử xã Quảng Phú"

    def address(self, a: SampleArticle, section: str | None = None) -> str:
        """Path of an article under a section."""
        return f"/{section or a.category}/{a.slug[:80].strip('-')}-{a.number % 1_000_000}"

    def route(self, path: str, query: dict[str, str]) -> Reply | None:
        if found := _VNPORTAL.fullmatch(path):
            number = next((a.number for a in self.articles if a.number % 1_000_000 == int(found["number"])), 0)
            a = self.article(number)
            return Reply.html(self._article(a)) if a else None
        if path == "/":
            return Reply.html(
                self.frame(self.title, "".join(self._item(a, "tin-noi-bat", 0) for a in self.articles[:6]))
            )
        section, page = path.strip("/"), query.get("pageindex", "0")
        return Reply.html(self._list(section, int(page))) if section in SECTIONS and page.isdecimal() else None

    def _article(self, a: SampleArticle) -> str:
        near = "".join(self._item(n, "tin-moi", 1) for n in self.of(a.category)[:4])
        main = f"""<div class="news-detail"><h1 class="article-title">{escape(a.title)}</h1>
<div class="article-date">{a.published:%d/%m/%Y %H:%M}</div><div class="article-summary">{escape(a.lead)}</div>
<div class="ck-content">{paragraphs(a)}<p><img alt="Anh-tin-bai" src="/quantritintuc/{a.number}.jpg"></p></div></div>{near}"""
        return self.frame(a.title, main)

    def _item(self, a: SampleArticle, section: str, page: int) -> str:
        return f"""<div class="it"><a href="{self.address(a, section)}?pageindex={page}">{escape(a.title)}</a>
<span>{a.published:%d/%m/%Y}</span></div>"""

    def _list(self, section: str, page: int) -> str:
        items = "".join(self._item(a, section, page) for a in self.shown(section, page + 1))
        pager = "".join(f'<a href="/{section}?pageindex={n}">{n + 1}</a>' for n in range(self.pages(section)))
        return self.frame(SECTIONS[section], f'{items}{pager}<a href="/{section}?pageindex={page + 1}">»</a>')

    def frame(self, title: str, main: str) -> str:
        menu = "".join(f'<li><a href="/{s}">{escape(n)}</a></li>' for s, n in SECTIONS.items())
        menu += '<li><a href="/gioi-thieu/gioi-thieu-tong-quan">Giới thiệu</a></li>'
        icon = '<img alt="" src="/nan-ubnd/1/quantritintuc/i.png">'
        return _page(title, f'<ul class="menu"><li><a href="/">Trang chủ</a></li>{menu}</ul>{icon}', main, self.visits)


class WebCenterSite(StandIn):
    """See the module."""

    title = "Cổng thông tin điện tử tỉnh Quảng Hà"

    def address(self, a: SampleArticle) -> str:
        """Path and query of an article, with the session's parameters of this visit."""
        path = "/webcenter/portal/ubnd/pages_tin-tuc/chi-tiet"
        return f"{path}?dDocName=PORTAL{a.number % 1_000_000}&amp;{self._session()}"

    def _session(self) -> str:
        return f"_afrLoop={71_000_000 + self.visits}&amp;_adf.ctrl-state=x{self.visits}_4"

    def route(self, path: str, query: dict[str, str]) -> Reply | None:
        if document := query.get("dDocName"):
            number = next((a.number for a in self.articles if document == f"PORTAL{a.number % 1_000_000}"), 0)
            a = self.article(number)
            return Reply.html(self._article(a)) if a else None
        section = path.removeprefix("/webcenter/portal/ubnd").removeprefix("/pages_").strip("/")
        if not section:
            return Reply.html(self.frame(self.title, "".join(map(self._item, self.articles[:6]))))
        page = query.get("page", "1")
        return Reply.html(self._list(section, int(page))) if section in SECTIONS and page.isdecimal() else None

    def _article(self, a: SampleArticle) -> str:
        main = f"""<div class="x1"><h2 class="x2">{escape(a.title)}</h2><div class="x3">Ngày đăng: {a.published:%d/%m/%Y %H:%M}</div>
<div class="x4"><p><strong>{escape(a.lead)}</strong></p>{paragraphs(a)}</div></div>"""
        return self.frame(a.title, main)

    def _item(self, a: SampleArticle) -> str:
        return f"""<div class="bnc-content"><a href="{self.address(a)}">{escape(a.title)}</a>
<span class="time">{a.published:%d/%m/%Y}</span></div>"""

    def _list(self, section: str, page: int) -> str:
        items = "".join(map(self._item, self.shown(section, page)))
        link = f"/webcenter/portal/ubnd/pages_{section}?{self._session()}&amp;page={page + 1}"
        return self.frame(SECTIONS[section], f'{items}<a href="{link}">Tiếp</a>')

    def frame(self, title: str, main: str) -> str:
        menu = "".join(
            f'<li><a href="/webcenter/portal/ubnd/pages_{s}?{self._session()}">{escape(n)}</a></li>'
            for s, n in SECTIONS.items()
        )
        return _page(title, f"<ul>{menu}</ul>", main, self.visits)


def _page(title: str, menu: str, main: str, visits: int) -> str:
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{escape(title)}</title></head><body>
{menu}<form action="/tim-kiem"><input name="q"></form><div class="main">{main}</div>
<div>Đang truy cập: {visits}</div><div>Hôm nay: 220</div><div>Tổng: 1.020.441</div></body></html>"""
