"""A stand-in for a district portal on the Liferay 6.2 build of Hà Nội, with its habits, good and bad.

Language links of an article are relative to it, so that they lead to addresses that answer with the list and double with
every level; the same article stands under several sections and language prefixes; login links differ on every page; the
title is in a div; the CMS account stands after the text; a list page past the end shows the last page again.
"""

from __future__ import annotations

import re
from html import escape
from urllib.parse import parse_qs, urlsplit

from crawler.sample.faults import Faults
from crawler.sample.reply import Reply
from crawler.sample.texts import SampleArticle, articles

NAME = "Cổng thông tin điện tử huyện Phú Sơn (cổng mẫu)"
PER_PAGE = 8
SECTIONS = {
    "tin-tuc-su-kien": "Tin tức - Sự kiện",
    "dan-van": "Công tác dân vận",
    "mat-tran-doan-the": "Mặt trận - Đoàn thể",
    "cai-cach-hanh-chinh": "Cải cách hành chính",
}
_ARTICLE = re.compile(r"/(?:(?P<language>[a-z]{2})/)?(?P<section>[a-z-]+)/-/view_content/(?P<number>\d+)-[^/]*\.html")
_SECTION = re.compile(r"/(?:(?P<language>[a-z]{2})/)?(?P<section>[a-z-]+)")


class HanoiSite:
    """Answers as the portal would; ``origin`` is its address without a path."""

    def __init__(self, origin: str, faults: Faults) -> None:
        self.origin = origin
        self.faults = faults
        self.articles = tuple(a for a in articles("hanoi") if a.number not in faults.unlisted)
        self.by_number = {a.number: a for a in self.articles}
        self.visits = 0

    def address(self, article: SampleArticle) -> str:
        """Path of an article. The system drops the letter đ from its slugs."""
        slug = re.sub(r"-+", "-", "-" + article.slug.replace("d", "") + "-").strip("-")
        return f"/{article.category}/-/view_content/{article.number}-{slug}.html"

    def answer(self, path: str) -> Reply:
        """The reply to a path with its query."""
        self.visits += 1
        parts = urlsplit(path)
        if parts.path == "/robots.txt":
            return Reply.text(self._robots(), "text/plain")
        if found := _ARTICLE.fullmatch(parts.path):
            return self._article(int(found["number"]))
        if "-/view_content/" in parts.path:
            # The trap: any suffix of an article's address is served, and shows the list with yet longer links.
            return Reply.html(self._list("tin-tuc-su-kien", 1, parts.path))
        if parts.path in ("/", "/trang-chu"):
            return Reply.html(self._home())
        if parts.path.startswith("/login"):
            return Reply.html(self._page("Đăng nhập", "<form class='sign-in'>Đăng nhập</form>", parts.path))
        found = _SECTION.fullmatch(parts.path)
        if found and found["section"] in SECTIONS:
            cur = parse_qs(parts.query).get(f"_101_INSTANCE_{_instance(found['section'])}_cur", ["1"])[0]
            return Reply.html(self._list(found["section"], int(cur) if cur.isdigit() else 1, parts.path))
        return Reply.html(
            self._page("Không tìm thấy", "<div class='portlet-msg-error'>Không tìm thấy trang yêu cầu.</div>", "/"), 404
        )

    def _robots(self) -> str:
        lines = [f"Disallow: {path}" for path in self.faults.disallow]
        if self.faults.crawl_delay is not None:
            lines.append(f"Crawl-delay: {self.faults.crawl_delay}")
        return "\n".join(("User-Agent: *", *(lines or ["Disallow:"]), f"Sitemap: {self.origin}/sitemap.xml", ""))

    def _article(self, number: int) -> Reply:
        article = self.by_number.get(number)
        if article is None or number in self.faults.gone:
            return Reply.html(
                self._page("Không tìm thấy", "<div class='portlet-msg-error'>Không tìm thấy nội dung.</div>", "/"), 404
            )
        if number in self.faults.moved_off:
            return Reply.moved("https://bao-mau.invalid/bai-viet", 302)
        return Reply.html(self._article_page(article))

    def _article_page(self, a: SampleArticle) -> str:
        paragraphs = [
            f'<p style="text-align: justify;"><span style="font-size:14.0pt">{escape(p)}</span></p>'
            for p in a.paragraphs
        ]
        for caption in a.captions:
            picture = f'<img alt="" src="/documents/10181/{a.number}/anh.jpg/0a1b2c?t={a.number}000" />'
            paragraphs.insert(
                1,
                f'<p style="text-align: center;">{picture}</p><p style="text-align: center;"><em>{escape(caption)}</em></p>',
            )
        if a.author:
            unit = f" - {a.unit}" if a.unit else ""
            paragraphs.append(f'<p style="text-align: right;"><strong>{escape(a.author + unit)}</strong></p>')
        if a.number in self.faults.changed:
            paragraphs.insert(len(a.paragraphs), "<p>Bài viết đã được bổ sung thông tin.</p>")
        near = [n for n in self.articles if n.category == a.category and n is not a][:5]
        related = "".join(f'<li><a href="{self.address(n)}">{escape(n.title)}</a></li>' for n in near)
        main = f"""
<div class="portlet-boundary portlet-boundary_101_ portlet-asset-publisher"><div class="portlet-body">
<div class="asset-full-content-title">{escape(a.title)}</div>
<div class="assetPublishDate block_timer">Ngày đăng {a.published:%d/%m/%Y} | {_clock(a)} &nbsp;|&nbsp;View count: {self.visits}</div>
<div class="asset-full-content show-asset-title"><div class="asset-content" id="_101_{a.number}">
<div class="sapo-wrapper"><p class="sapo"><strong>{escape(a.lead)}</strong></p></div>
<div class="journal-content-article">{"".join(paragraphs)}</div>
<p class="view-content-author" align="right"><strong><em>Admin Phú Sơn</em></strong></p></div></div>
<div class="asset-control-detail"><span class="print-action"><a href="javascript:_101_printPage();">Print</a></span>
<span class="mailto-action"><a href="mailto:?subject=x">Send email</a></span></div>
<div class="related_asset"><div class="related_asset_title">Các tin khác</div><ul class="related_asset_list">{related}</ul></div>
</div></div>"""
        return self._page(SECTIONS[a.category], main, self.address(a))

    def _list(self, section: str, page: int, path: str) -> str:
        mine = [a for a in self.articles if a.category == section]
        pages = max(1, -(-len(mine) // PER_PAGE))
        page = min(max(page, 1), pages)
        shown = mine[(page - 1) * PER_PAGE : page * PER_PAGE]
        items = "".join(self._item(a) for a in shown)
        here = _page_link(section, page + 1)
        following = (
            f'<li><a href="{here}">next</a></li>'
            if page < pages
            else '<li class="disabled"><a href="javascript:;">next</a></li>'
        )
        main = f"""
<div class="dd_chuyenmuc"><span class="trangchu"><a href="/">Trang chủ</a></span><span class="tintuc"><p>{SECTIONS[section].upper()}</p></span></div>
<div class="portlet-boundary portlet-boundary_101_ portlet-asset-publisher"><div class="portlet-body">{items}
<div class="taglib-page-iterator"><div class="lfr-pagination"><small class="search-results">Hiển thị {len(shown)} of {len(mine)} kết quả.</small>
<ul class="pager lfr-pagination-buttons"><li><a href="{_page_link(section, 1)}">&larr; Đầu tiên</a></li>{following}
<li><a href="{_page_link(section, pages)}">Cuối cùng &rarr;</a></li></ul></div></div></div></div>"""
        return self._page(SECTIONS[section], main, path)

    def _item(self, a: SampleArticle) -> str:
        return f"""<div class="asset-bounddary"><div class="asset-abstract"><div class="asset-content normal-news">
<div class="asset-image"><a href="{self.address(a)}"><img alt="" src="/image/journal/article?img_id={a.number}"></a></div>
<div class="asset-content-custom"><h3 class="asset-title"><a href="{self.address(a)}">{escape(a.title)}</a></h3>
<div class="assetPublishDate block_timer">Ngày đăng {a.published:%d/%m/%Y} | {_clock(a)} &nbsp;|&nbsp;View count: {self.visits}</div>
<div class="asset-summary">{escape(a.lead[:90])}...</div></div></div></div></div>"""

    def _home(self) -> str:
        main = "".join(self._item(a) for a in self.articles[:5])
        return self._page(
            "Trang chủ",
            f'<div class="portlet-asset-publisher"><div class="portlet-body">{main}</div></div>',
            "/trang-chu",
        )

    def _page(self, title: str, main: str, path: str) -> str:
        """A whole page; the language links are relative to ``path``, which is what makes the trap."""
        menu = "".join(
            f'<li><a href="{self.origin}/{s}"><span>{escape(n)}</span></a></li>' for s, n in SECTIONS.items()
        )
        leaf = path.rsplit("/", 1)[-1] or "trang-chu"
        login = (
            f"/login?p_p_id=58&amp;p_p_lifecycle=0&amp;_58_struts_action=%2Flogin%2Fforgot_password&amp;v={self.visits}"
        )
        return f"""<!DOCTYPE html><html class="aui ltr" dir="ltr" lang="vi-VN"><head><meta charset="utf-8"><title>{escape(title)} - {NAME}</title>
<link rel="canonical" href="{self.origin}{path}"><script>var Liferay={{ThemeDisplay:{{}}}};</script>
<link href="/so_4thn-theme/css/main.css" rel="stylesheet"></head><body class="site">
<a href="#main-content" id="skip-to-content">Truy cập nội dung luôn</a>
<div class="language"><a class="lang_us" href="{leaf}/en">English</a><a class="lang_vi" href="{leaf}/vi">Tiếng Việt</a></div>
<ul class="navi"><li><a href="{self.origin}/trang-chu"><span>Trang chủ</span></a></li>{menu}</ul><a href="{login}">Đăng nhập</a>
<div class="so_4thn" id="main-content"><div class="portlet-layout"><div id="column-1" class="portlet-column">{main}</div>
<div id="column-2"><div class="portlet-boundary_59_"><a href="{path}?p_p_id=59_INSTANCE_q&amp;p_p_state=pop_up">Thăm dò ý kiến</a></div>
<div class="visitor-tracking-wraper">Số lượng truy cập Đang truy cập: 27 Tổng: {4_798_809 + self.visits}</div></div></div></div>
<footer>&reg; Ghi rõ nguồn: {NAME}</footer></body></html>"""


def _clock(a: SampleArticle) -> str:
    """Time as the system prints it: without a leading zero; imported articles have none and show midnight."""
    return f"{a.published:%I:%M %p}".removeprefix("0")


def _instance(section: str) -> str:
    return f"k{section.replace('-', '')[:10]}9"


def _page_link(section: str, page: int) -> str:
    name = f"101_INSTANCE_{_instance(section)}"
    return f"/{section}?p_p_id={name}&amp;p_p_lifecycle=0&amp;p_p_state=normal&amp;_{name}_delta={PER_PAGE}&amp;_{name}_cur={page}"
