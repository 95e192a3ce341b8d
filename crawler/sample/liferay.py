"""Stand-ins for portals on Liferay's own parts, with their habits, good and bad.

`AssetSite` is 6.2: links carry a ``redirect`` that differs with the page they stand on; every page stands under each
language as well; portlets offer pop-up, maximized and print twins; a list past its end shows its last page again, with
a link to the page after. `DisplaySite` is 7.x with display pages (``/w/<slug>``) in a theme that marks nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from crawler.sample.common import SECTIONS, StandIn, paragraphs
from crawler.sample.reply import Reply
from crawler.sample.texts import SampleArticle

_INSTANCE = "Kd7PqX2mZt9W"
_LANGUAGE = re.compile(r"/(?:vi|en|ko|cs)(?=/|$)")
_CONTENT = re.compile(r"/[^/]+/-/asset_publisher/\w+/content/(?P<slug>[^/]+)")


def chrome(title: str, main: str, path: str, visits: int) -> str:
    """What surrounds the main part of every Liferay page: languages, menu, login, a Web content portlet, counters."""
    menu = "".join(f'<li><a href="/{s}"><span>{escape(n)}</span></a></li>' for s, n in SECTIONS.items())
    languages = "".join(f'<a href="/{code}{path}">{code}</a>' for code in ("vi", "en", "ko", "cs"))
    login = f"/home?p_p_id=58&amp;p_p_lifecycle=0&amp;p_p_state=maximized&amp;p_auth=x{visits}"
    return f"""<!DOCTYPE html><html class="aui ltr" lang="vi-VN"><head><meta charset="utf-8"><title>{escape(title)}</title>
<script>var Liferay={{Browser:{{}}}};Liferay.currentURL="";</script></head><body class="signed-out public-page site">
<a href="#main-content" id="skip-to-content">Truy cập nội dung luôn</a><div class="lang">{languages}</div>
<nav id="navigation"><ul><li><a href="/"><span>Trang chủ</span></a></li>{menu}</ul></nav><a href="{login}">Đăng nhập</a>
<div id="main-content"><div class="portlet-column">{main}</div><div class="portlet-column">
<div class="portlet-boundary_56_"><div class="journal-content-article"><p>Đường dây nóng tiếp nhận phản ánh</p></div></div>
<div>Số lượt truy cập: {4_798_809 + visits}</div><div>Số lượt đang online: 7</div></div></div></body></html>"""


class AssetSite(StandIn):
    """See the module."""

    title = "Cổng thông tin điện tử huyện Thạch Bàn"

    def address(self, a: SampleArticle, section: str | None = None) -> str:
        """Path of an article under a section's page."""
        return f"/{section or a.category}/-/asset_publisher/{_INSTANCE}/content/{_slug(a, self.articles)}"

    def route(self, path: str, query: dict[str, str]) -> Reply | None:
        path = _LANGUAGE.sub("", re.sub(";jsessionid=.*", "", path)) or "/"
        if found := _CONTENT.fullmatch(path):
            number = next((a.number for a in self.articles if self.address(a).endswith("/" + found["slug"])), 0)
            a = self.article(number)
            return Reply.html(self._article(a)) if a else self._gone(path)
        if path == "/":
            items = "".join(self._item(a, a.category, "/") for a in self.articles[:6])
            return Reply.html(self.frame(self.title, f'<div class="portlet-asset-publisher">{items}</div>'))
        section = path.strip("/")
        cur = query.get(f"_101_INSTANCE_{_INSTANCE}_cur", "1")
        return Reply.html(self._list(section, int(cur) if cur.isdecimal() else 1)) if section in SECTIONS else None

    def _gone(self, path: str) -> Reply:
        """An article that is not there: the section's page with a message, and status 200."""
        message = '<div class="portlet-msg-error">Nội dung yêu cầu không tồn tại.</div>'
        return Reply.html(chrome("Tin tức", message + "<!-- " + "theme " * 2500 + "-->", path, self.visits))

    def _article(self, a: SampleArticle) -> str:
        here = self.address(a)
        twins = "".join(
            f'<a href="{here}?p_p_id=101_INSTANCE_{_INSTANCE}&amp;p_p_lifecycle=0&amp;p_p_state={state}">{state}</a>'
            for state in ("pop_up", "maximized")
        )
        near = "".join(f'<li><a href="{self.address(n)}">{escape(n.title)}</a></li>' for n in self.of(a.category)[:5])
        main = f"""<div class="portlet-boundary portlet-boundary_101_ portlet-asset-publisher"><div class="portlet-body">
<div class="taglib-header"><span class="header-back-to"><a href="/{a.category}">«</a></span>
<h3 class="header-title"><span>{escape(a.title)}</span></h3></div>
<div class="asset-full-content"><div class="asset-user-actions print-action">{twins}</div>
<div class="asset-content" id="_101_INSTANCE_{_INSTANCE}_{a.number}"><div class="journal-content-article">
<p class="sapo"><strong>{escape(a.lead)}</strong></p>{paragraphs(a)}</div>
<div class="asset-ratings"><span>Trung bình (0 Các phiếu bầu)</span></div></div>
<div class="asset-metadata"><span class="metadata-entry metadata-publish-date">{a.published:%d/%m/%Y %H:%M}</span></div>
</div><div class="related_asset"><ul>{near}</ul></div></div></div>"""
        return chrome(SECTIONS[a.category], main, here, self.visits)

    def _item(self, a: SampleArticle, section: str, came_from: str) -> str:
        link = (
            f"{self.address(a, section)}?inheritRedirect=false&amp;redirect={quote(self.origin + came_from, safe='')}"
        )
        return f"""<div class="asset-abstract"><h3 class="asset-title"><a href="{link}">{escape(a.title)}</a></h3>
<div class="asset-content"><div class="asset-summary">{escape(a.lead[:70])}...</div><div class="asset-more"><a href="{link}">
Xem thêm »</a></div></div><div class="asset-metadata">{a.published:%d/%m/%Y}</div></div>"""

    def _list(self, section: str, page: int) -> str:
        shown = min(page, self.pages(section))
        items = "".join(self._item(a, section, f"/{section}?cur={page}") for a in self.shown(section, shown))
        pager = "".join(f'<li><a href="{_cur(section, n)}">{n}</a></li>' for n in range(1, self.pages(section) + 1))
        following = f'<li><a href="{_cur(section, page + 1)}">next</a></li>'
        main = f"""<div class="portlet-asset-publisher"><div class="portlet-body">{items}
<div class="taglib-page-iterator"><ul class="dropdown-menu">{pager}</ul><ul class="pager">{following}</ul></div></div></div>"""
        return chrome(SECTIONS[section], main, f"/{section}", self.visits)

    def frame(self, title: str, main: str) -> str:
        return chrome(title, main, "/", self.visits)


class DisplaySite(StandIn):
    """See the module."""

    title = "Cổng thông tin điện tử thành phố Hòa Xuân"

    def address(self, a: SampleArticle) -> str:
        """Path of an article."""
        return f"/web/hx/w/{_slug(a, self.articles)}"

    def route(self, path: str, query: dict[str, str]) -> Reply | None:
        path = _LANGUAGE.sub("", path) or "/"
        if path.startswith("/web/hx/w/"):
            number = next((a.number for a in self.articles if self.address(a) == path), 0)
            a = self.article(number)
            return Reply.html(self._article(a)) if a else None
        if path in ("/", "/web/hx", "/web/guest"):
            return Reply.html(self.frame(self.title, "".join(map(self._item, self.articles[:6]))))
        section = path.strip("/")
        page = query.get("_com_liferay_portlet_INSTANCE_abcd_cur", "1")
        return Reply.html(self._list(section, int(page))) if section in SECTIONS and page.isdecimal() else None

    def _article(self, a: SampleArticle) -> str:
        near = "".join(
            f'<li><a href="/vi{self.address(n)}">{escape(n.title)}</a></li>' for n in self.of(a.category)[:5]
        )
        main = f"""<div class="khoi"><div class="ten">{escape(a.title)}</div><div>{a.published:%d-%m-%Y %H:%M}</div>
<div class="mo-ta"><p>{escape(a.lead)}</p></div><div class="nd">{paragraphs(a)}</div></div><div><b>Tin khác</b><ul>{near}</ul></div>"""
        return self.frame(f"{a.title} - {self.title}", main)

    def _item(self, a: SampleArticle) -> str:
        language = ("", "/vi", "/en")[a.number % 3]
        return f"""<div class="tin"><a href="{language}{self.address(a)}">{escape(a.title)}</a>
<span>{a.published:%d/%m/%Y}</span></div>"""

    def _list(self, section: str, page: int) -> str:
        items = "".join(map(self._item, self.shown(section, page)))
        name = "_com_liferay_portlet_INSTANCE_abcd_cur"
        numbers = range(1, self.pages(section) + 1)
        pager = "".join(f'<a href="/{section}?p_p_id=x&amp;{name}={n}&amp;t={self.visits}">{n}</a> ' for n in numbers)
        return self.frame(SECTIONS[section], f"<div>{items}</div><div>{pager}</div>")

    def frame(self, title: str, main: str) -> str:
        return chrome(title, main, "/", self.visits)


def _slug(a: SampleArticle, others: Sequence[SampleArticle]) -> str:
    """An article's slug; equal ones get numbers, the oldest none."""
    older = sum(o.slug == a.slug and o.number < a.number for o in others)
    return f"{a.slug}-{older}" if older else a.slug


def _cur(section: str, page: int) -> str:
    name = f"101_INSTANCE_{_INSTANCE}"
    return (
        f"/{section}?p_p_id={name}&amp;p_p_lifecycle=0&amp;p_p_state=normal&amp;_{name}_delta=8&amp;_{name}_cur={page}"
    )
