"""A stand-in for a province's portal on the ASP.NET system of Trà Vinh and Sóc Trăng, with its habits.

Pages of a list have no addresses: the pager posts the page's form, and a post without the page's own state is an error.
Every article stands under two forms of address and under any site's name; the calendar posts back too; a number that
is not there is answered with the newest articles and status 200. Half of the articles print no date: it is on the list.
"""

from __future__ import annotations

import re
from html import escape

from crawler.sample.common import SECTIONS, StandIn, paragraphs
from crawler.sample.reply import Reply
from crawler.sample.texts import SampleArticle

_REWRITTEN = re.compile(r"/(?:[a-z]+/)?1444/\d+/\d+/(?P<number>\d+)/[^/]+/[^/]+?(?:\.aspx)?")
_CATEGORIES = {section: 71_000 + n for n, section in enumerate(SECTIONS)}
_WINDOW = 3
"""Numbers that the pager shows at once; ten on the real ones."""


class MDefaultSite(StandIn):
    """See the module."""

    title = "Cổng thông tin điện tử tỉnh Sông Vàm"
    per_page = 2

    def address(self, a: SampleArticle, *, rewritten: bool = False) -> str:
        """Path of an article, in either form."""
        catid = _CATEGORIES[a.category]
        if rewritten:
            return f"/vpubnd/1444/6591/{catid}/{a.number}/{a.category}/{a.slug[:60]}.aspx"
        return f"/mDefault.aspx?sid=1444&pageid=6591&catid={catid}&id={a.number}&catname={a.category}&title={a.slug}"

    def route(self, path: str, query: dict[str, str]) -> Reply | None:
        if found := _REWRITTEN.fullmatch(path):
            return self._article(int(found["number"]))
        if path.lower() != "/mdefault.aspx":
            return Reply.html(self._home()) if path == "/" else None
        if query.get("id", "").isdecimal():
            return self._article(int(query["id"]))
        section = self._section(query)
        return Reply.html(self._list(section, 1, "2024-05")) if section else Reply.html(self._home())

    def post(self, path: str, form: dict[str, str]) -> Reply:
        """A page of a list by its form, as the page that holds it was made."""
        section, _, page = form.get("__VIEWSTATE", "").partition("|")
        if section not in SECTIONS or form.get("__EVENTVALIDATION") != f"{section}{page}" or "txtTuKhoa" not in form:
            return Reply(500, b"Validation of viewstate MAC failed.")
        if form["__EVENTTARGET"] == "ctl00$Lich":
            return Reply.html(self._list(section, 1, form["__EVENTARGUMENT"]))
        asked = re.fullmatch(r"ctl00\$Main\$rptPages\$ctl(\d+)\$lnk", form["__EVENTTARGET"])
        return Reply.html(self._list(section, int(asked[1]), "2024-05")) if asked else Reply.html(self._home())

    def _section(self, query: dict[str, str]) -> str | None:
        return next((s for s, number in _CATEGORIES.items() if query.get("catid") == str(number)), None)

    def _article(self, number: int) -> Reply:
        a = self.article(number)
        if a is None:
            return Reply.html(self._home())
        date = f'<div class="DateCreate">Ngày {a.published.day}/{a.published.month}/{a.published.year}</div>'
        if number % 2:
            date = ""
        near = "".join(self._item(n) for n in self.of(a.category)[:4] if n is not a)
        main = f"""<div class="ChiTietTin"><div class="LuotXem">Lượt xem: {self.visits}</div>
<span id="ctl00_Main_lblTitle" class="tieude_chitiet">{escape(a.title)}</span>
{date}
<div class="Sapo">{escape(a.lead)}</div><div class="noidung_chitiet">{paragraphs(a)}</div>
<div class="TinKhac">Các tin khác</div><ul>{near}</ul></div>"""
        return Reply.html(self.frame(a.title, main))

    def _item(self, a: SampleArticle) -> str:
        address = escape(self.address(a, rewritten=a.number % 2 == 1))
        shown = f"({a.published.day}/{a.published.month}/{a.published.year})"
        return f'<li><a href="{address}">{escape(a.title)}</a> <span>{shown}</span></li>'

    def _list(self, section: str, page: int, month: str) -> str:
        items = "".join(self._item(a) for a in self.shown(section, page))
        main = f"""<h2 class="TenChuyenMuc">{SECTIONS[section]}</h2><ul class="ds">{items}</ul>
<div class="PhanTrang">{self._pager(section, page)}</div>{_calendar(month)}"""
        state = f"{section}|{page}"
        return self.frame(SECTIONS[section], main, state, f"{section}{page}")

    def _pager(self, section: str, page: int) -> str:
        first = (page - 1) // _WINDOW * _WINDOW + 1
        last = min(first + _WINDOW - 1, self.pages(section))
        steps = [_button(first - 1, "...")] if first > 1 else []
        steps += [f"<span>{n}</span>" if n == page else _button(n, str(n)) for n in range(first, last + 1)]
        return " ".join(steps + ([_button(last + 1, "...")] if last < self.pages(section) else []))

    def _home(self) -> str:
        return self.frame(self.title, f"<ul>{''.join(self._item(a) for a in self.articles[:6])}</ul>")

    def frame(self, title: str, main: str, state: str = "", check: str = "") -> str:
        menu = "".join(
            f'<li><a href="/mDefault.aspx?sid=1444&amp;pageid=6591&amp;catid={number}&amp;catname={section}">'
            f"{escape(SECTIONS[section])}</a></li>"
            for section, number in _CATEGORIES.items()
        )
        return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(title)}</title></head><body>
<form method="post" action="./mDefault.aspx?sid=1444&amp;v={self.visits}" id="aspnetForm">
<input type="hidden" name="__EVENTTARGET" value=""><input type="hidden" name="__EVENTARGUMENT" value="">
<input type="hidden" name="__VIEWSTATE" value="{state}"><input type="hidden" name="__EVENTVALIDATION" value="{check}">
<ul class="menu"><li><a href="/">Trang chủ</a></li>{menu}<li><a href="/dang-nhap.aspx?r={self.visits}">Đăng nhập</a></li></ul>
<div>English | Khmer</div><input type="text" name="txtTuKhoa" value=""><input type="submit" name="btnTim" value="Tìm">
<div class="main">{main}</div><img alt="No title..." src="/b.gif"><div>ĐƯỜNG DÂY NÓNG</div>
<div>Thống kê truy cập</div><div>Đang online: 31</div><div>Hôm nay: {self.visits}</div><div>Tất cả: 32,022,795</div>
</form></body></html>"""


def _button(page: int, label: str) -> str:
    target = f"ctl00$Main$rptPages$ctl{page:02}$lnk"
    return f"""<a class="ButtonPage" href="javascript:__doPostBack('{target}','')">{label}</a>"""


def _calendar(month: str) -> str:
    """A month whose days and neighbours post back, without end."""
    days = "".join(
        f"""<td><a href="javascript:__doPostBack('ctl00$Lich','{month}-{n:02}')">{n}</a></td>""" for n in range(1, 31)
    )
    return f"""<table id="Lich"><tr><td><a href="javascript:__doPostBack('ctl00$Lich','V{month}')">&gt;</a></td></tr>
<tr>{days}</tr></table>"""
