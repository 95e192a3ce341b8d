"""Stand-ins for portals on SharePoint: the build by Tân Dân, and one as the province of Đồng Nai has it.

Tân Dân: paths in two spellings (``Pages``, ``pages``), a key glued to a cut slug, a day in the folder, lists whose pages
go on for ever with the last one. The other: articles behind a number and a category that varies, a pager that posts
back, a page called detail that is a list, and messages of status 200 where there is no article.
"""

from __future__ import annotations

import re
from html import escape

from crawler.sample.common import SECTIONS, StandIn, paragraphs
from crawler.sample.reply import Reply
from crawler.sample.texts import SampleArticle

_DATED = re.compile(r"/portal/pages/(?P<day>\d+-\d+-\d+)/[^/]*?k(?P<number>\d+)z\.aspx")
_LIST = re.compile(r"/portal/pages/(?P<section>[a-z-]+)\.aspx")


class TanDanSite(StandIn):
    """See the module."""

    title = "Cổng thông tin điện tử huyện Nậm Khao"
    per_page = 5

    def address(self, a: SampleArticle) -> str:
        """Path of an article; lists and side columns spell it in different ways."""
        self.visits += 1
        pages = "Pages" if self.visits % 2 else "pages"
        return (
            f"/portal/{pages}/{a.published.year}-{a.published.month}-{a.published.day}/{a.slug[:70]}k{a.number}z.aspx"
        )

    def route(self, path: str, query: dict[str, str]) -> Reply | None:
        path = path.lower()
        if found := _DATED.fullmatch(path):
            return self._article(int(found["number"]), found["day"])
        found = _LIST.fullmatch(path)
        if found and found["section"] in SECTIONS:
            number = query.get("PageIndex", "1")
            return Reply.html(self._list(found["section"], int(number) if number.isdecimal() else 1))
        return Reply.html(self._home()) if path in ("/", "/portal/pages/default.aspx") else None

    def _article(self, number: int, day: str) -> Reply | None:
        a = self.article(number)
        if a is None or day != f"{a.published.year}-{a.published.month}-{a.published.day}":
            return None
        others = "".join(f'<li><a href="{self.address(n)}">{escape(n.title)}</a></li>' for n in self.of(a.category)[:5])
        tags = "".join(f'<a href="/portal/Pages/tags.aspx?k={escape(t)}">{escape(t)}</a> ' for t in a.tags)
        main = f"""<div class="tandan-div-article"><h1 class="tandan-p-article-news-title">{escape(a.title)}</h1>
<span class="tandan-span-date-publish">Đăng ngày {a.published:%d - %m - %Y}</span><span>Lượt xem: {self.visits}</span><span>100%</span>
<div class="tandan-p-article-news-summary">{escape(a.lead)}</div>
<div class="tandan-p-article-news-content"><div class="ms-rtestate-field">{_zero_width(paragraphs(a))}</div></div>
<div class="td-tags">{tags}</div><div class="tandan-div-article-other"><p>Các tin khác</p><ul>{others}</ul></div></div>"""
        return Reply.html(self.frame(a.title, main))

    def _list(self, section: str, number: int) -> str:
        shown = self.shown(section, min(number, self.pages(section)))
        items = "".join(
            f'<li class="TD-channel-main-td channel-news-folder"><a href="{self.address(a)}">{escape(a.title)}</a>'
            f'<label class="pub-time">({a.published:%d/%m/%Y})</label><p>{escape(a.lead[:80])}...</p></li>'
            for a in shown
        )
        pager = "".join(
            f'<a href="/portal/Pages/{section}.aspx?PageIndex={n}">{n}</a> '
            for n in range(max(1, number - 1), number + 4)
        )
        return self.frame(SECTIONS[section], f"<ul>{items}</ul><div class='paging'>{pager}</div>")

    def _home(self) -> str:
        items = "".join(f'<li><a href="{self.address(a)}">{escape(a.title)}</a></li>' for a in self.articles[:6])
        return self.frame(self.title, f"<ul class='TD-channel-home'>{items}</ul>")

    def frame(self, title: str, main: str) -> str:
        menu = "".join(f'<li><a href="/portal/Pages/{s}.aspx">{n}</a></li>' for s, n in SECTIONS.items())
        return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(title)}</title>
<meta name="GENERATOR" content="Microsoft SharePoint"><script src="/_layouts/15/init.js"></script></head><body>
<form method="post" action="./trang.aspx"><input type="hidden" name="__VIEWSTATE" value="x">
<nav><ul><li><a href="/portal/Pages/default.aspx">Trang chủ</a></li>{menu}
<li><a href="/portal/Pages/Lich.aspx?CalendarDate=2024-05">Lịch công tác</a></li></ul></nav>
<div class="TD-channel-main">{main}</div><div>Đang truy cập: 12</div></form></body></html>"""


class SharePointSite(StandIn):
    """See the module."""

    title = "Cổng thông tin điện tử tỉnh Đồng Tân"
    per_page = 4

    def address(self, a: SampleArticle) -> str:
        """Path of an article; the category in it varies with the place it is linked from."""
        self.visits += 1
        name = "newsdetail" if self.visits % 2 else "NewsDetail"
        return f"/Pages/{name}.aspx?NewsId={a.number}&CatId={100 + self.visits % 9}"

    def route(self, path: str, query: dict[str, str]) -> Reply | None:
        path = path.lower()
        if path == "/pages/newsdetail.aspx":
            return self._article(int(query.get("NewsId", "0")))
        if path == "/pages/news.aspx" and query.get("Cat") in SECTIONS:
            return Reply.html(self._list(query["Cat"], 1))
        return Reply.html(self._home()) if path in ("/", "/pages/home.aspx") else None

    def post(self, path: str, form: dict[str, str]) -> Reply:
        """The next page of a list."""
        section, _, page = form.get("__VIEWSTATE", "").partition("|")
        if section not in SECTIONS or not form.get("__EVENTTARGET", "").startswith("ctl00$g_1$Pager"):
            return Reply(500, b"Server Error in '/' Application.")
        asked = form["__EVENTARGUMENT"]
        return Reply.html(self._list(section, int(asked) if asked.isdecimal() else int(page) + 1))

    def _article(self, number: int) -> Reply:
        a = self.article(number)
        if a is None:
            return Reply.html(self.frame("Tin tức", "<div class='divNoiDungTinBai'>Bài viết không tồn tại.</div>"))
        items = "".join(
            f'<li><a href="{escape(self.address(n))}">{escape(n.title)}</a></li>' for n in self.of(a.category)[:4]
        )
        main = f"""<h2 class="ten-tin">{escape(a.title)}</h2><ul class="info"><li><i class="fa fa-calendar"></i>
{a.published:%d/%m/%Y %H:%M}</li><li><i class="fa fa-eye"></i> {self.visits}</li></ul>
<div class="divNoiDungTinBai"><div class="ExternalClass0F1E2D3C4B5A69788796A5B4C3D2E1F0"><p><strong>{escape(a.lead)}</strong></p>{paragraphs(a)}</div></div>
<div class="tin-khac"><h3>Tin khác</h3><ul>{items}</ul></div>"""
        return Reply.html(self.frame(a.title, main))

    def _list(self, section: str, number: int) -> str:
        items = "".join(
            f'<div class="news1"><a href="{escape(self.address(a))}">{escape(a.title)}</a> <span>{a.published:%d/%m/%Y}</span></div>'
            for a in self.shown(section, number)
        )
        steps = " ".join(
            f"<span>{n}</span>"
            if n == number
            else f"""<a href="javascript:__doPostBack('ctl00$g_1$Pager','{n}')">{n}</a>"""
            for n in range(1, self.pages(section) + 1)
        )
        return self.frame(SECTIONS[section], f"{items}<div>{steps}</div>", f"{section}|{number}")

    def _home(self) -> str:
        items = "".join(
            f'<div class="lnew"><a href="{escape(self.address(a))}">{escape(a.title)}</a></div>'
            for a in self.articles[:6]
        )
        return self.frame(self.title, items)

    def frame(self, title: str, main: str, state: str = "") -> str:
        menu = "".join(f'<li><a href="/Pages/news.aspx?Cat={s}">{n}</a></li>' for s, n in SECTIONS.items())
        return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(title)} - {self.title}</title>
<script>var _spPageContextInfo={{}};</script></head><body><form method="post" action="/Pages/news.aspx" id="aspnetForm">
<input type="hidden" name="__VIEWSTATE" value="{state}"><input type="hidden" name="__EVENTTARGET" value="">
<ul id="menu"><li><a href="/Pages/home.aspx">Trang chủ</a></li>{menu}
<li><a href="/_layouts/15/Authenticate.aspx?Source={self.visits}">Đăng nhập</a></li></ul>
<div id="main">{main}</div><div>Số lượt truy cập: {self.visits}</div></form></body></html>"""


def _zero_width(html: str) -> str:
    """With the invisible spaces that the editor leaves inside words."""
    return html.replace("vận động", "vận\u200b độ\u200bng")
