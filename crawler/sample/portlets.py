"""Stand-ins for portals whose articles stand in portlets of the vendor's own, with their habits, good and bad.

`TienGiangSite` links its articles in both spellings (``?/slug/id`` and ``?%2Fslug%2Fid=``), takes no other query, and
shows the last page of a list for every page after it. `ViewArticleSite` (Quảng Trị) shows every article under every
section and language, prints no date on its pages, and answers an unknown article with its newest ones and status 200.
"""

from __future__ import annotations

import re
from html import escape
from urllib.parse import quote, unquote

from crawler.sample.common import SECTIONS, StandIn, paragraphs
from crawler.sample.liferay import chrome
from crawler.sample.reply import Reply
from crawler.sample.texts import SampleArticle

_VIEW = re.compile(r"(?:/[a-z]{2})?/[a-z-]+/-/view-article/1/\d+/(?P<moment>\d+)")


class TienGiangSite(StandIn):
    """See the module."""

    title = "Trang thông tin điện tử xã Bình Hòa Tây"

    def address(self, a: SampleArticle, *, encoded: bool = False) -> str:
        """Path and query of an article, in either spelling."""
        query = f"/{a.slug}/{a.number}"
        return "/chi-tiet-tin?" + (f"{quote(query, safe='')}=" if encoded else query)

    def route(self, path: str, query: dict[str, str]) -> Reply | None:
        if path == "/chi-tiet-tin":
            found = re.fullmatch(r"/[^/]+/(\d+)", unquote(next(iter(query), "")))
            a = self.article(int(found[1])) if found and len(query) == 1 else None
            return (
                Reply.html(self._article(a)) if a else Reply.html(self.frame("Chi tiết tin", "<h2>Chi tiết tin</h2>"))
            )
        if path == "/":
            return Reply.html(self.frame(self.title, "".join(map(self._item, self.articles[:5]))))
        section = path.strip("/")
        cur = query.get("_dstin_WAR_tin_cur", "1")
        return Reply.html(self._list(section, int(cur))) if section in SECTIONS and cur.isdecimal() else None

    def _article(self, a: SampleArticle) -> str:
        author = (
            f'<div class="tg">Tác giả: {escape(a.author)}{escape(" - " + a.unit if a.unit else "")}</div>'
            if a.author
            else ""
        )
        text = paragraphs(a)
        if a.author:
            text = text[: text.rindex("<p")]
        near = "".join(f"<li>{self._item(n)}</li>" for n in self.of(a.category)[:4] if n is not a)
        main = f"""<section class="portlet"><h1 class="portlet-title"><span class="portlet-title-text">Chi tiết tin</span></h1>
<div class="portlet-body"><h3 class="ten-tin">{escape(a.title)}</h3><div class="ngay">{a.published:%d/%m/%Y}</div>
<p><strong>{escape(a.lead)}</strong></p>{text}{author}</div><div>Tin khác<ul>{near}</ul></div></section>"""
        return self.frame("Chi tiết tin", main)

    def _item(self, a: SampleArticle) -> str:
        link = self.address(a, encoded=bool(a.number % 2))
        return f'<div class="tin"><a href="{link}">{escape(a.title)}</a> <i>{a.published:%d/%m/%Y}</i></div>'

    def _list(self, section: str, page: int) -> str:
        items = "".join(map(self._item, self.shown(section, min(page, self.pages(section)))))
        link = f"/{section}?p_p_id=dstin_WAR_tin&amp;p_p_state=normal&amp;_dstin_WAR_tin_cur="
        numbers = "".join(f'<a href="{link}{n}">{n}</a> ' for n in range(1, self.pages(section) + 1))
        return self.frame(SECTIONS[section], f'<div>{items}</div>{numbers}<a href="{link}{page + 1}">Tiếp theo</a>')

    def frame(self, title: str, main: str) -> str:
        counter = (
            "<h2>Thống Kê Truy Cập</h2><div>Đang truy cập: -</div><div>Hôm nay: -</div><div>Tổng lượt truy cập: -</div>"
        )
        return chrome(title, main + counter, "/", self.visits)


class ViewArticleSite(StandIn):
    """See the module."""

    title = "Trang thông tin điện tử xã Triệu Hải"

    def address(self, a: SampleArticle, section: str = "chi-tiet-tin", language: str = "") -> str:
        """Path of an article under a section and a language."""
        return f"{language}/{section}/-/view-article/1/1651212986853/{int(a.published.timestamp() * 1000) + 7}"

    def route(self, path: str, query: dict[str, str]) -> Reply | None:
        if found := _VIEW.fullmatch(path):
            number = next((a.number for a in self.articles if self.address(a).endswith(found["moment"])), 0)
            a = self.article(number)
            return Reply.html(self._article(a) if a else self._home())
        path = path.removeprefix("/vi").removeprefix("/en") or "/"
        if path == "/":
            return Reply.html(self._home())
        section, page = path.strip("/"), query.get("page", "1")
        return Reply.html(self._list(section, int(page))) if section in SECTIONS and page.isdecimal() else None

    def _home(self) -> str:
        return self.frame(self.title, "".join(self._item(a, "chi-tiet-tin") for a in self.articles[:5]))

    def _article(self, a: SampleArticle) -> str:
        near = "".join(self._item(n, "tin-moi") for n in self.articles[:4])
        main = f"""<div><h2>{escape(a.title)}</h2><div class="article-content"><p><b>{escape(a.lead)}</b></p>{paragraphs(a)}</div>
</div><div>Tin mới nhất{near}</div>"""
        return self.frame("Chi tiết tin", main)

    def _item(self, a: SampleArticle, section: str) -> str:
        link = self.address(a, section, ("", "/vi", "/en")[a.number % 3])
        return f'<p><a href="{link}">{escape(a.title)}</a></p>'

    def _list(self, section: str, page: int) -> str:
        items = "".join(self._item(a, section) for a in self.shown(section, page))
        more = f'<a href="/vi/{section}?page={page + 1}">Trang sau</a>'
        return self.frame(SECTIONS[section], f"<div>{items}</div>{more}")

    def frame(self, title: str, main: str) -> str:
        menu = "".join(f'<li><a href="/vi/{s}">{escape(n)}</a></li>' for s, n in SECTIONS.items())
        languages = "".join(f'<a href="/{code}/">{code}</a>' for code in ("vi", "en"))
        return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{escape(title)}</title></head><body>
<div>{languages}</div><ul class="menu"><li><a href="/vi">Trang chủ</a></li>{menu}<li><a href="/vi/lien-he">Liên hệ</a></li></ul>
<div class="content">{main}</div><div>Lượt truy cập: {1_204_331 + self.visits}</div></body></html>"""
