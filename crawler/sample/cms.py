"""Stand-ins for portals on the systems of the wide world: WordPress, Drupal, Joomla, DotNetNuke and NukeViet 3.4.

Each misbehaves in its own way: calendars without end, print and pop-up twins, session parameters, menus whose addresses
look like an article's, pages past the end that repeat the last one, and "not found" with status 200.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from html import escape

from crawler.sample.common import SECTIONS, StandIn, paragraphs
from crawler.sample.reply import Reply
from crawler.sample.texts import SampleArticle


class Cms(StandIn):
    """Articles and lists by two patterns of paths."""

    article_path: re.Pattern[str]
    list_path: re.Pattern[str]
    page_parameter = "page"
    first_page = 1

    @abstractmethod
    def address(self, a: SampleArticle) -> str:
        """Path of an article."""

    @abstractmethod
    def article_page(self, a: SampleArticle) -> str: ...

    @abstractmethod
    def list_page(self, section: str, number: int) -> str: ...

    @abstractmethod
    def home(self) -> str: ...

    def route(self, path: str, query: dict[str, str]) -> Reply | None:
        if path in ("/", "/index.php"):
            return Reply.html(self.home())
        if found := self.article_path.fullmatch(path):
            a = self.article(int(found["number"]))
            return Reply.html(self.article_page(a)) if a else self.missing()
        if (found := self.list_path.fullmatch(path)) and found["section"] in SECTIONS:
            given = found.groupdict().get("page") or query.get(self.page_parameter, str(self.first_page))
            return Reply.html(self.list_page(found["section"], int(given) - self.first_page + 1))
        return None

    def missing(self) -> Reply:
        """A page of status 200 that says so."""
        return Reply.html(self.frame("Không tìm thấy", "<h1>Không tìm thấy trang</h1><p>Trang không tồn tại.</p>"))

    def near(self, a: SampleArticle) -> str:
        """Other articles of the same section, as a list."""
        links = (
            f'<li><a href="{self.address(n)}">{escape(n.title)}</a></li>' for n in self.of(a.category)[:5] if n != a
        )
        return f"<h3>Tin liên quan</h3><ul>{''.join(links)}</ul>"


class WordPressSite(Cms):
    """Free permalinks, a calendar of archives, comment and share links on every article."""

    title = "Trang thông tin xã Hòa An"
    per_page = 6
    article_path = re.compile(r"/[a-z0-9-]+-(?P<number>\d+)/")
    list_path = re.compile(r"/(?P<section>[a-z-]+)/(?:page/(?P<page>\d+)/)?")

    def address(self, a: SampleArticle) -> str:
        return f"{self.origin}/{a.slug[:60].strip('-')}-{a.number}/"

    def article_page(self, a: SampleArticle) -> str:
        url = self.address(a)
        main = f"""<article id="post-{a.number}" class="post type-post hentry"><header class="entry-header">
<h1 class="entry-title">{escape(a.title)}</h1><div class="entry-meta"><span class="posted-on">
<time class="entry-date published" datetime="{a.published.isoformat()}">{a.published:%d/%m/%Y}</time></span>
<span class="author vcard"><a href="{self.origin}/author/admin/">admin</a></span>
<span class="cat-links"><a rel="category tag" href="{self.origin}/{a.category}/">{SECTIONS[a.category]}</a></span></div></header>
<div class="entry-content"><p><strong>{escape(a.lead)}</strong></p>{paragraphs(a)}
<div class="sharedaddy"><a href="{url}?share=facebook">Chia sẻ</a></div></div>
<footer><a href="{url}feed/">RSS</a> <a href="{url}?replytocom={a.number}#respond">Trả lời</a></footer></article>{self.near(a)}"""
        return self.frame(a.title, main, f"single single-post postid-{a.number}")

    def list_page(self, section: str, number: int) -> str:
        items = "".join(self._item(a) for a in self.shown(section, number))
        more = f'<a class="next page-numbers" href="{self.origin}/{section}/page/{number + 1}/">Trang sau</a>'
        nav = f"<nav class='pagination'>{more if number < self.pages(section) else ''}</nav>"
        return self.frame(SECTIONS[section], f"<h1>{SECTIONS[section]}</h1>{items}{nav}", "archive category")

    def home(self) -> str:
        return self.frame(self.title, "".join(self._item(a) for a in self.articles[:5]), "home blog")

    def _item(self, a: SampleArticle) -> str:
        return f"""<article class="post"><h2 class="entry-title"><a href="{self.address(a)}" rel="bookmark">{escape(a.title)}</a></h2>
<span class="posted-on">{a.published:%d/%m/%Y}</span><div class="entry-summary"><p>{escape(a.lead[:70])} […]</p></div></article>"""

    def frame(self, title: str, main: str, body: str = "error404") -> str:
        menu = "".join(f'<li><a href="{self.origin}/{s}/">{n}</a></li>' for s, n in SECTIONS.items())
        days = "".join(f'<td><a href="{self.origin}/2024/05/{n:02}/">{n}</a></td>' for n in range(1, 29))
        return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(title)} - {self.title}</title>
<meta name="generator" content="WordPress 6.4"><link rel="https://api.w.org/" href="{self.origin}/wp-json/"></head>
<body class="{body}"><header><ul id="menu-chinh" class="menu"><li><a href="{self.origin}/">Trang chủ</a></li>{menu}
<li><a href="{self.origin}/wp-login.php?v={self.visits}">Đăng nhập</a></li></ul></header><main>{main}</main>
<aside><table id="wp-calendar"><tr>{days}</tr><tr><td><a href="{self.origin}/2024/04/">« Th4</a></td></tr></table></aside>
</body></html>"""


class DrupalSite(Cms):
    """Path aliases, pages counted from 0, print twins, a calendar, pages past the end that are empty."""

    title = "Cổng thông tin huyện Lâm Thượng"
    article_path = re.compile(r"/(?:node/(?P<number>\d+)|tin/[^/]+-(?P<other>\d+))")
    list_path = re.compile(r"/chuyen-muc/(?P<section>[a-z-]+)")
    first_page = 0

    def route(self, path: str, query: dict[str, str]) -> Reply | None:
        found = re.fullmatch(r"/tin/[^/]+-(\d+)", path)
        return super().route(f"/node/{found[1]}" if found else path, query)

    def address(self, a: SampleArticle) -> str:
        return f"/tin/{a.slug[:70].strip('-')}-{a.number}"

    def article_page(self, a: SampleArticle) -> str:
        main = f"""<h1 class="page-header">{escape(a.title)}</h1><article class="node node-tin-tuc clearfix" id="node-{a.number}">
<div class="submitted"><span property="dc:date dc:created" content="{a.published.isoformat()}">{a.published:%d/%m/%Y} - {a.published:%H:%M}</span></div>
<div class="field field-name-field-tom-tat"><div class="field-items"><div class="field-item even">{escape(a.lead)}</div></div></div>
<div class="field field-name-body"><div class="field-items"><div class="field-item even" property="content:encoded">{paragraphs(a)}</div></div></div>
<ul class="links"><li><a href="/print/node/{a.number}">Bản in</a></li><li><a href="/printpdf/node/{a.number}">PDF</a></li></ul></article>
{self.near(a)}"""
        return self.frame(a.title, main, f"html not-front page-node page-node-{a.number} node-type-tin-tuc")

    def list_page(self, section: str, number: int) -> str:
        items = "".join(self._item(a) for a in self.shown(section, number))
        pager = f'<ul class="pager"><li class="pager-next"><a href="/chuyen-muc/{section}?page={number}">sau ›</a></li></ul>'
        return self.frame(SECTIONS[section], f'<div class="view"><div class="view-content">{items}</div>{pager}</div>')

    def home(self) -> str:
        items = "".join(self._item(a) for a in self.articles[:5])
        return self.frame(self.title, f'<div class="view-content">{items}</div>', "html front")

    def _item(self, a: SampleArticle) -> str:
        return f"""<div class="views-row"><div class="views-field-title"><a href="{self.address(a)}">{escape(a.title)}</a></div>
<div class="views-field-created">{a.published:%d/%m/%Y}</div></div>"""

    def frame(self, title: str, main: str, body: str = "html not-front page-chuyen-muc") -> str:
        menu = "".join(f'<li><a href="/chuyen-muc/{s}">{n}</a></li>' for s, n in SECTIONS.items())
        return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(title)} | {self.title}</title>
<meta name="Generator" content="Drupal 7 (http://drupal.org)"><script>jQuery.extend(Drupal.settings, {{}});</script></head>
<body class="{body}"><nav><ul class="menu"><li><a href="/">Trang chủ</a></li>{menu}
<li><a href="/user/login?destination=node/{self.visits}">Đăng nhập</a></li><li><a href="/lich-cong-tac/2024-05">Lịch</a></li></ul></nav>
<div id="content">{main}</div></body></html>"""
