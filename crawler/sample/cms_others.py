"""Stand-ins for portals on Joomla, DotNetNuke and NukeViet 3.4; see `crawler.sample.cms`."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape

from crawler.sample.cms import Cms
from crawler.sample.common import SECTIONS, paragraphs
from crawler.sample.reply import Reply
from crawler.sample.texts import SampleArticle


class JoomlaSite(Cms):
    """Numbered aliases without accented letters, twins to print and to mail, a next page after the last."""

    title = "Cổng thông tin Sở Thủy lợi tỉnh Tân Sơn"
    per_page = 5
    article_path = re.compile(r"/index\.php/[a-z-]+/(?P<number>\d+)-[a-z0-9-]+")
    list_path = re.compile(r"/index\.php/(?P<section>[a-z-]+)")

    def route(self, path: str, query: dict[str, str]) -> Reply | None:
        start = query.get("start", "0")
        number = min(int(start) // self.per_page + 1, 99) if start.isdecimal() else 1
        return super().route(path, {"page": str(number)})

    def address(self, a: SampleArticle) -> str:
        alias = re.sub(r"[aeiou]", "", a.slug)
        return f"/index.php/{a.category}/{a.number}-{re.sub('-+', '-', alias)[:50].strip('-')}"

    def article_page(self, a: SampleArticle) -> str:
        url = self.address(a)
        main = f"""<div class="item-page" itemscope itemtype="https://schema.org/Article">
<div class="page-header"><h2 itemprop="headline">{escape(a.title)}</h2></div>
<div class="icons"><a href="{url}?tmpl=component&amp;print=1&amp;layout=default">In</a>
<a href="/index.php/component/mailto/?tmpl=component&amp;link={a.number}">Email</a></div>
<dl class="article-info"><dt>Chi tiết</dt><dd class="createdby">Viết bởi <span>Super User</span></dd>
<dd class="category-name">Chuyên mục: <a href="/index.php/{a.category}">{SECTIONS[a.category]}</a></dd>
<dd class="published"><time datetime="{a.published.isoformat()}" itemprop="datePublished">Được đăng: {a.published.day} Tháng {a.published.month} {a.published.year}</time></dd>
<dd class="hits">Lượt xem: {self.visits}</dd></dl>
<div itemprop="articleBody"><p><strong>{escape(a.lead)}</strong></p>{paragraphs(a)}</div>
<ul class="pager pagenav"><li class="next"><a href="{url}" rel="next">Tiếp</a></li></ul></div>{self.near(a)}"""
        return self.frame(a.title, main)

    def list_page(self, section: str, number: int) -> str:
        number = min(number, self.pages(section))
        items = "".join(
            f"""<tr><td class="list-title"><a href="{self.address(a)}">{escape(a.title)}</a></td>
<td class="list-date">{a.published:%d/%m/%Y}</td></tr>"""
            for a in self.shown(section, number)
        )
        following = f"/index.php/{section}?start={number * self.per_page}"
        pager = f'<div class="pagination"><ul><li class="pagination-next"><a title="Tiếp" href="{following}">Tiếp</a></li></ul></div>'
        return self.frame(SECTIONS[section], f'<table class="category-list category">{items}</table>{pager}')

    def home(self) -> str:
        items = "".join(
            f'<div class="item"><h2 itemprop="name"><a href="{self.address(a)}">{escape(a.title)}</a></h2></div>'
            for a in self.articles[:5]
        )
        return self.frame(self.title, f'<div class="blog-featured">{items}</div>')

    def frame(self, title: str, main: str) -> str:
        menu = "".join(f'<li><a href="/index.php/{s}">{n}</a></li>' for s, n in SECTIONS.items())
        return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(title)}</title>
<meta name="generator" content="Joomla! - Open Source Content Management"><script src="/media/jui/js/jquery.min.js"></script></head>
<body class="site com_content"><nav><ul class="nav menu"><li><a href="/">Trang chủ</a></li>{menu}
<li><a href="/index.php/lich-cong-tac/monthcalendar/2024/5/-">Lịch</a></li></ul></nav><main>{main}</main>
<form action="/index.php/component/users/?task=user.login" method="post">Đăng nhập</form></body></html>"""


class DnnSite(Cms):
    """Articles by module and number in the path, modules that post their calendar, login links with a way back."""

    title = "Cổng thông tin Sở Giao thông thành phố Bến Thành"
    per_page = 5
    article_path = re.compile(
        r"/(?:Home|tin-tuc)/moduleId/2239/itemId/(?P<number>\d+)/controller/BaiViet/action/ChiTiet"
    )
    list_path = re.compile(r"/chuyen-muc/(?P<section>[a-z-]+)(?:/page/(?P<page>\d+))?")

    def address(self, a: SampleArticle) -> str:
        self.visits += 1
        place = "Home" if self.visits % 2 else "tin-tuc"
        return f"/{place}/moduleId/2239/itemId/{a.number}/controller/BaiViet/action/ChiTiet"

    def article_page(self, a: SampleArticle) -> str:
        main = f"""<div id="dnn_ctr2239_ModuleContent"><h3 class="tieu-de-bai">{escape(a.title)}</h3>
<p class="ngay">Ngày đăng: {a.published:%d/%m/%Y %H:%M}</p><p class="tom-tat"><b>{escape(a.lead)}</b></p>
<div class="noi-dung-bai">{paragraphs(a)}</div></div>{self.near(a)}"""
        return self.frame(a.title, main)

    def list_page(self, section: str, number: int) -> str:
        number = min(number, self.pages(section))
        items = "".join(f'<li><a href="{self.address(a)}">{escape(a.title)}</a> <i>({a.published:%d/%m/%Y})</i></li>'
                        for a in self.shown(section, number))  # fmt: skip
        pager = "".join(f'<a href="/chuyen-muc/{section}/page/{n}">{n}</a> ' for n in range(1, number + 4))
        return self.frame(SECTIONS[section], f"<ul>{items}</ul><p>{pager}</p>")

    def home(self) -> str:
        items = "".join(f'<li><a href="{self.address(a)}">{escape(a.title)}</a></li>' for a in self.articles[:5])
        return self.frame(self.title, f"<ul>{items}</ul>")

    def frame(self, title: str, main: str) -> str:
        menu = "".join(f'<li><a href="/chuyen-muc/{s}">{n}</a></li>' for s, n in SECTIONS.items())
        return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(title)} &gt; {self.title}</title>
<link href="/DesktopModules/Tin/module.css" rel="stylesheet"></head><body><form method="post" action="/">
<input type="hidden" name="__dnnVariable" value=""><div id="dnn_menu"><nav><ul><li><a href="/">Trang chủ</a></li>{menu}
<li><a href="/Default.aspx?tabid=55&amp;ctl=Login&amp;returnurl=%2f{self.visits}">Đăng nhập</a></li>
<li><a href="/lich/month/2024-05">Lịch</a></li></ul></nav></div><div id="dnn_ContentPane">{main}</div></form></body></html>"""


class NukeViet3Site(Cms):
    """NukeViet 3.4: addresses in capitals without ``.html``, a 12-hour clock, print and save twins, an empty last page."""

    title = "Trang tin Hội Nông dân huyện Tân Hiệp"
    article_path = re.compile(r"/vi/news/[A-Za-z-]+/(?!page-)[A-Za-z0-9-]+-(?P<number>\d+)/")
    list_path = re.compile(r"/vi/news/(?P<section>[A-Za-z-]+)/(?:page-(?P<page>\d+)/)?")

    def route(self, path: str, query: dict[str, str]) -> Reply | None:
        if found := self.list_path.fullmatch(path):
            page = f"page-{found['page']}/" if found["page"] else ""
            path = f"/vi/news/{found['section'].lower()}/{page}"
        return super().route(path, query)

    def address(self, a: SampleArticle) -> str:
        return f"/vi/news/{a.category.title()}/{a.slug.title()[:60].strip('-')}-{a.number}/"

    def article_page(self, a: SampleArticle) -> str:
        twin = self.address(a).replace("/news/", "/news/savefile/")
        name = f"<strong>Tác giả bài viết:</strong> {escape(a.author)}"
        writer = f'<p style="text-align: right;">{name}</p>' if a.author else ""
        main = f"""<div class="news_column"><div id="news_detail"><h1>{escape(a.title)}</h1>
<span class="time">{a.published:%d-%m-%Y %I:%M:%S %p}</span><div class="action"><a href="{twin}">Lưu bài viết này</a></div>
<div id="hometext">{escape(a.lead)}</div><div class="bodytext">{paragraphs(replace(a, author=""))}</div>
{writer}</div><ul class="related">{self.near(a)}</ul></div>"""
        return self.frame(a.title, main, "detail")

    def list_page(self, section: str, number: int) -> str:
        items = "".join(
            f'<div class="items clearfix"><h3><a href="{self.address(a)}">{escape(a.title)}</a></h3>'
            f"<span class='time'>{a.published:%d-%m-%Y %I:%M:%S %p}</span></div>"
            for a in self.shown(section, number)
        )
        here = f"/vi/news/{section.title()}/page-{number + 1}/"
        main = f'<div class="news_column">{items}</div><div class="generate_page"><a href="{here}">»</a></div>'
        return self.frame(SECTIONS[section], main, "viewcat")

    def home(self) -> str:
        items = "".join(f'<h3><a href="{self.address(a)}">{escape(a.title)}</a></h3>' for a in self.articles[:5])
        return self.frame(self.title, f'<div class="news_column"><div class="items">{items}</div></div>', "main")

    def frame(self, title: str, main: str, function: str = "") -> str:
        menu = "".join(f'<li><a href="/vi/news/{s.title()}/">{n}</a></li>' for s, n in SECTIONS.items())
        return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(title)} - {self.title}</title>
<meta name="generator" content="NukeViet v3.4"><script>var nv_siteroot="/";var nv_module_name="news";var nv_func_name="{function}";</script></head>
<body><div id="topmenu"><ul class="menu"><li><a href="/">Trang nhất</a></li>{menu}</ul></div>{main}
<a href="/vi/users/login/?nv_redirect={self.visits}">Đăng nhập</a></body></html>"""
