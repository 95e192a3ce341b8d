"""A stand-in for a district Party committee's portal on NukeViet eGovernment, with its habits, good and bad.

Lists are in order of insertion, parents list what belongs to their children (and link it under their own address, which
redirects), pages past the end are empty and answered with 200, every article has print and save twins, the microdata
give the time of the last edit, and feeds put the month where the minutes belong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from email.utils import format_datetime
from html import escape
from urllib.parse import urlsplit

from crawler.items import VIETNAM
from crawler.sample.faults import Faults
from crawler.sample.reply import Reply
from crawler.sample.texts import SampleArticle, articles

NAME = "Huyện ủy Vĩnh Hòa Đông (cổng mẫu)"
PER_PAGE = 6
SECTIONS = {
    "tin-tuc": "Tin tức - Sự kiện",
    "cong-tac-dan-van": "Công tác dân vận",
    "dan-van-kheo": "Dân vận khéo",
    "quy-che-dan-chu": "Quy chế dân chủ",
    "thong-bao": "Thông báo",
}
CHILDREN = {"cong-tac-dan-van": ("dan-van-kheo", "quy-che-dan-chu")}
"""Sections that show the articles of others as well."""
_WEEKDAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")
_ARTICLE = re.compile(
    r"/vi/news/(?:(?P<twin>print|savefile)/)?(?P<section>[a-z-]+)/(?P<slug>[a-z0-9-]+)-(?P<number>\d+)\.html"
)
_LIST = re.compile(r"/vi/news/(?P<section>[a-z-]+)/(?:page-(?P<page>\d+)/)?")
_ROBOTS = "User-agent: *\nDisallow: /admin/\nDisallow: /users/\nDisallow: /statistics/\n"


class NukeVietSite:
    """Answers as the portal would; ``origin`` is its address without a path."""

    def __init__(self, origin: str, faults: Faults) -> None:
        self.origin = origin
        self.faults = faults
        self.articles = tuple(a for a in articles("nukeviet") if a.number not in faults.unlisted)
        self.by_number = {a.number: a for a in self.articles}
        self.visits = 0

    def address(self, article: SampleArticle, section: str | None = None) -> str:
        """Path of an article; under another section than its own it redirects."""
        return f"/vi/news/{section or article.category}/{article.slug}-{article.number}.html"

    def answer(self, path: str) -> Reply:
        """The reply to a path with its query."""
        self.visits += 1
        bare = urlsplit(path).path
        if found := _ARTICLE.fullmatch(bare):
            return self._article(found["section"], int(found["number"]), found["twin"], found["slug"])
        if found := _LIST.fullmatch(bare):
            return self._list(found["section"], int(found["page"] or 1))
        return self._other(bare)

    def _other(self, path: str) -> Reply:
        if path in ("/", "/vi/", "/vi/news/"):
            return Reply.html(self._home())
        if path == "/robots.txt":
            extra = "".join(f"Disallow: {p}\n" for p in self.faults.disallow)
            if self.faults.crawl_delay is not None:
                extra += f"Crawl-delay: {self.faults.crawl_delay}\n"
            return Reply.text(f"{_ROBOTS}{extra}Sitemap: {self.origin}/sitemap.xml\n", "text/plain")
        if path == "/sitemap.xml":
            inner = "".join(
                f"<sitemap><loc>{self.origin}/sitemap-vi.{m}.xml</loc></sitemap>" for m in ("about", "news")
            )
            return Reply.text(
                f'<?xml version="1.0"?><sitemapindex xmlns="{_SITEMAPS}">{inner}</sitemapindex>', "text/xml"
            )
        if path == "/sitemap-vi.news.xml":
            return Reply.text(self._sitemap(), "text/xml")
        if path.startswith("/vi/news/rss/"):
            section = path.removeprefix("/vi/news/rss/").strip("/")
            return Reply.text(self._rss(self._of(section) if section else self.articles), "application/rss+xml")
        if path in ("/vi/about/Gioi-thieu-chung-1.html", "/vi/users/login/", "/vi/contact/"):
            return Reply.html(
                self._page(
                    "Giới thiệu", "about", "main", f"<div class='page'><h1 itemprop='headline'>{NAME}</h1></div>"
                )
            )
        return Reply.html(
            self._page("Không tìm thấy trang", "", "404", "<div class='nv-info'>Trang này không tồn tại.</div>"), 404
        )

    def _of(self, section: str) -> tuple[SampleArticle, ...]:
        mine = (section, *CHILDREN.get(section, ()))
        return tuple(a for a in self.articles if a.category in mine)

    # Articles

    def _article(self, section: str, number: int, twin: str | None, slug: str) -> Reply:
        article = self.by_number.get(number)
        if article is None or number in self.faults.gone:
            return Reply.html(self._page("Lỗi 404", "news", "404", "<p>Bài viết không tồn tại.</p>"), 404)
        if number in self.faults.moved_off:
            return Reply.moved("https://bao-mau.invalid/bai-viet", 301)
        if twin:
            text = "".join(f"<p>{escape(p)}</p>" for p in article.paragraphs)
            return Reply.html(f"<html><head><title>{escape(article.title)}</title></head><body><div id=print>"
                              f"<h1>{escape(article.title)}</h1>{text}</div></body></html>")  # fmt: skip
        if section != article.category or slug != article.slug:
            return Reply.moved(self.origin + self.address(article))
        return Reply.html(self._article_page(article))

    def _article_page(self, a: SampleArticle) -> str:
        shown = f"{_WEEKDAYS[a.published.weekday()]} - {a.published:%d/%m/%Y %H:%M}"
        edited = (a.published + timedelta(days=3, minutes=17)).isoformat()
        url = self.origin + self.address(a)
        head = (
            f'<link rel="canonical" href="{url}"><meta property="og:type" content="article">'
            f'<meta property="og:title" content="{escape(a.title)}"><meta property="article:section" '
            f'content="{escape(SECTIONS[a.category])}">'
            f'<meta property="article:published_time" content="{a.published:%Y-%m-%d}+07{a.published:%H:%M:%S}">'
            + "".join(f'<meta property="article:tag" content="{escape(t)}">' for t in a.tags)
        )
        people = (
            f'<p class="h5 text-right"><strong>Tác giả bài viết: </strong>{escape(a.author)}</p>' if a.author else ""
        ) + (f'<p class="h5 text-right"><strong>Nguồn tin: </strong>{escape(a.source)}</p>' if a.source else "")
        files = "".join(
            f'<li><a href="{self.origin}/uploads/news/{f}" title="Tải về">{escape(n)}</a></li>'
            for n, f in a.attachments
        )
        tags = "".join(
            f'<a title="{escape(t)}" href="/vi/news/tag/{escape(t)}"><em>{escape(t)}</em></a> ' for t in a.tags
        )
        twin = self.address(a).replace("/vi/news/", "/vi/news/savefile/")
        near = [n for n in self._of(a.category) if n is not a][:4]
        main = f"""
<div class="news_column panel panel-default newsdetail" itemtype="http://schema.org/NewsArticle" itemscope>
 <div class="panel-body">
  <h1 class="title margin-bottom-lg" itemprop="headline">{escape(a.title)}</h1>
  <div class="hidden hide d-none"><span itemprop="datePublished">{edited}</span><span itemprop="author">quantri</span></div>
  <div class="row"><span class="h5"><em class="fa fa-clock-o"></em> {shown}</span> <span class="h5">{100 + self.visits}</span>
   <span class="h5">0</span><ul class="list-inline"><li><a href="{twin}"><em class="fa fa-save"></em> Lưu bài viết này</a></li>
   <li><a href="javascript:void(0)" onclick="nv_open_browse('{twin.replace("savefile", "print")}')">In ra</a></li></ul></div>
  <div class="clearfix">{_lead_image(a)}<div class="hometext m-bottom" itemprop="description">{escape(a.lead)}</div></div>
  <div id="news-bodyhtml" class="bodytext margin-bottom-lg">{_body(a, a.number in self.faults.changed)}</div>
  {f'<div class="news-download-file"><ul>{files}</ul></div>' if files else ""}
  <div class="margin-bottom-lg">{people}</div>
 </div>
</div>
<div class="news_column panel panel-default"><div class="panel-body"><form id="form3B" action=""><div id="stringrating">Tổng số điểm
 của bài viết là: 14 trong 3 đánh giá</div><p>Click để đánh giá bài viết</p></form></div></div>
<div class="news_column panel panel-default"><div class="panel-body"><div class="h5"><em class="fa fa-tags"></em>
 <strong>Từ khóa: </strong>{tags}</div></div></div>
<div class="news_column panel panel-default"><div class="panel-body other-news"><p class="h3">Những tin cũ hơn</p><ul class="related">
{"".join(f'<li><a href="{self.address(n)}" title="{escape(n.title)}">{escape(n.title)}</a> <em>({n.published:%d/%m/%Y})</em></li>' for n in near)}
</ul></div></div>"""
        return self._page(a.title, "news", "detail", main, head)

    # Lists and feeds

    def _list(self, section: str, page: int) -> Reply:
        if section not in SECTIONS:
            return Reply.moved(f"{self.origin}/vi/news/")
        all_of = self._of(section)
        shown = all_of[(page - 1) * PER_PAGE : page * PER_PAGE]
        items = "".join(self._item(a, section) for a in shown)
        pages = -(-len(all_of) // PER_PAGE)
        following = (
            f'<li><a rel="next" title="Trang sau" href="/vi/news/{section}/page-{page + 1}/">&raquo;</a></li>'
            if page < pages
            else '<li class="disabled"><a href="#">&raquo;</a></li>'
        )
        numbers = "".join(f'<li><a href="/vi/news/{section}/page-{n}/">{n}</a></li>' for n in range(2, pages + 1))
        main = f'<div class="listpage"><div class="news_column">{items}</div><ul class="pagination">{numbers}{following}</ul></div>'
        return Reply.html(self._page(SECTIONS[section], "news", "viewcat", main))

    def _item(self, a: SampleArticle, section: str) -> str:
        """One entry of a list: linked three times, under the section that shows it."""
        link = self.address(a, section)
        return f"""<div class="panel panel-default"><div class="panel-body">
 <h3><a href="{link}" title="{escape(a.title)}">{escape(a.title)}</a></h3>
 <ul class="list-inline"><li><em class="fa fa-clock-o"></em> {a.published:%d/%m/%Y %I:%M:%S %p}</li><li>Đã xem: {self.visits}</li></ul>
 <a href="{link}"><img alt="" src="/uploads/news/{a.number}.jpg"></a>{escape(a.lead)}
 <div class="viewmore"><a href="{link}">Chi tiết</a></div></div></div>"""

    def _home(self) -> str:
        items = "".join(self._item(a, a.category) for a in self.articles[:8])
        return self._page("Trang nhất", "news", "main", f'<div class="news_column">{items}</div>')

    def _sitemap(self) -> str:
        urls = "".join(
            f"<url><loc>{self.origin}{self.address(a)}</loc><lastmod>{a.published.isoformat()}</lastmod></url>"
            for a in self.articles
        )
        return f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="{_SITEMAPS}">{urls}</urlset>'

    def _rss(self, some: Sequence[SampleArticle]) -> str:
        items = "".join(
            f"<item><title>{escape(a.title)}</title><link>{self.origin}{self.address(a)}</link>"
            f"<description>{escape(a.lead)}</description><pubDate>{_wrong_date(a)}</pubDate></item>"
            for a in some[:30]
        )
        return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>{NAME}</title>{items}</channel></rss>'

    def _page(self, title: str, module: str, function: str, main: str, head: str = "") -> str:
        """A whole page around ``main``: menus, counters, login, and the links that must not be followed."""
        feeds = "".join(
            f'<link rel="alternate" type="application/rss+xml" title="{escape(n)}" href="{self.origin}/vi/news/rss/{s}/">'
            for s, n in SECTIONS.items()
        )
        menu = "".join(
            f'<li><a href="/vi/news/{s}/" title="{escape(n)}">{escape(n)}</a></li>' for s, n in SECTIONS.items()
        )
        return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{escape(title)} - {NAME}</title>
<meta name="generator" content="NukeViet v4.4"><meta name="author" content="{NAME}">
<link rel="alternate" type="application/rss+xml" title="Tin tức" href="{self.origin}/vi/news/rss/">{feeds}{head}
<script>var nv_base_siteurl="/",nv_lang_data="vi",nv_module_name="{module}",nv_func_name="{function}";</script></head><body>
<noscript>Trình duyệt của bạn đã tắt chức năng hỗ trợ JavaScript.</noscript>
<nav><ul class="menu"><li><a href="/vi/">Trang nhất</a></li><li><a href="/vi/about/Gioi-thieu-chung-1.html">Giới thiệu</a></li>{menu}
<li><a href="/vi/contact/">Liên hệ</a></li></ul></nav>
<main class="row"><div class="col-md-16">{main}</div><aside class="col-md-8">
<div class="panel"><div class="panel-heading">Thống kê</div><ul class="counter list-none"><li><span>Đang truy cập</span><span>{self.visits}</span></li>
<li><span>Tổng lượt truy cập</span><span>{4_798_809 + self.visits}</span></li></ul></div>
<form action="{self.origin}/vi/users/login/" method="post"><input name="nv_login"></form>
<a href="/?nvvithemever=m&amp;nv_redirect=r{self.visits}">Xem phiên bản di động</a><a href="/banners/click/?id=3&amp;s={self.visits}">qc</a></aside></main>
<div id="timeoutsess">Bạn đã không sử dụng Site, Bấm vào đây để duy trì trạng thái đăng nhập. Thời gian chờ: 60 giây</div></body></html>"""


_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"


def _wrong_date(a: SampleArticle) -> str:
    """As NukeViet writes it: the month in place of the minutes."""
    when = a.published.astimezone(VIETNAM) - timedelta(hours=7)
    return format_datetime(when.replace(minute=when.month, second=0, tzinfo=None)).replace("-0000", "GMT")


def _lead_image(a: SampleArticle) -> str:
    if not a.captions:
        return ""
    return (
        f'<figure class="article left"><img alt="{escape(a.captions[0])}" src="/uploads/news/{a.number}.jpg">'
        f"<figcaption>{escape(a.captions[0])}</figcaption></figure>"
    )


def _body(a: SampleArticle, changed: bool) -> str:
    paragraphs = [f"<p style='text-align:justify'>{escape(p)}</p>" for p in a.paragraphs]
    for caption in a.captions[1:]:
        paragraphs.insert(
            1,
            f'<figure class="image"><img src="/uploads/news/{a.number}-2.jpg"><figcaption>{escape(caption)}</figcaption></figure>',
        )
    if a.table:
        rows = "".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in a.table)
        paragraphs.append(f"<table border=1><tbody>{rows}</tbody></table>")
    if changed:
        paragraphs.append("<p>Bài viết đã được bổ sung thông tin.</p>")
    return "\n".join(paragraphs)
