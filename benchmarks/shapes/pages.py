"""Article pages of twenty-odd structures, none of them a danvan platform's markup: what unknown portals look like."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import datetime
from html import escape

from benchmarks.shapes import furniture as f
from benchmarks.shapes import markup as m
from benchmarks.shapes.stories import Story

Made = tuple[str, bool | None]
"""A page, and how exactly it prints its date: to the minute, to the day, or (None) not at all."""
Shape = Callable[[Story, random.Random, datetime], Made]


def _page(title: str, inner: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'><title>{escape(title)}</title>{head}</head><body>{inner}</body></html>"


def layout_table(s: Story, r: random.Random, now: datetime) -> Made:
    """Tables for layout, the title in a bold cell, paragraphs parted by line breaks."""
    site, (date, exact) = r.choice(f.SITES), m.stamp(r, s)
    text = m.body(s, m.br2, m.framed)
    inner = f"""<table width=100%><tr><td colspan=3><img src=b.jpg>{f.clock(r, now)}</td></tr><tr>
    <td width=180 valign=top>{f.menu(r)}{f.login()}{f.counter(r)}</td><td valign=top><table><tr><td>Trang chủ &raquo; Tin tức</td></tr>
    <tr><td class=t><b>{s.title}</b></td></tr><tr><td><i>{date}</i></td></tr><tr><td align=justify>{text}</td></tr>
    <tr><td align=right><b>{s.author}</b></td></tr><tr><td>{f.tools(r)}</td></tr><tr><td>{f.related(r, s, wrap="table")}</td></tr></table></td>
    <td width=200 valign=top>{f.hot_news(s, False)}{f.poll()}</td></tr><tr><td colspan=3>{f.footer(r, site)}</td></tr></table>"""
    return _page(site, inner), exact


def joomla(s: Story, r: random.Random, now: datetime) -> Made:
    """An h2 title with article info lines and a written-out date."""
    w = s.when
    date = f"Được đăng: {f.WEEKDAYS[w.weekday()]}, {w.day:02} Tháng {w.month} {w.year} {w:%H:%M}"
    inner = f"""<div id=top><h1>{f.SITES[0]}</h1>{f.menu(r)}</div><div class=left>{f.login()}{f.counter(r)}</div>
    <div class=item-page><h2><a href="/x.html">{s.title}</a></h2><dl><dt>Chi tiết</dt><dd>Danh mục: <a href=/c>Tin tức</a></dd><dd>{date}</dd>
    <dd>Viết bởi Super User</dd><dd>Lượt xem: 120</dd></dl>{m.body(s, m.justified, m.centred)}<p style="text-align:right"><strong>{s.author}</strong></p>
    <ul class=pager><li><a href=/p>&lt; Trang trước</a></li><li><a href=/n>Trang sau &gt;</a></li></ul></div>
    <div class=right>{f.hot_news(s)}</div>{f.footer(r, f.SITES[0])}"""
    return _page(s.title, inner), True


def wordpress(s: Story, r: random.Random, now: datetime) -> Made:
    """An article element with machine-readable time, comments and widgets."""
    head = f'<meta property="og:type" content="article"><meta property="og:title" content="{escape(s.title)}"><meta property="article:published_time" content="{s.when.isoformat()}">'
    inner = f"""<header><div class=site>UBND xã Tân Lộc</div>{f.menu(r, "nav")}</header><main><article><header><h1 class=entry-title>{s.title}</h1>
    <div class=meta><time datetime="{s.when.isoformat()}">{s.when:%d/%m/%Y}</time> bởi <a href=/author/admin>admin</a></div></header>
    <div class=entry-content>{m.body(s, m.p, m.figure)}</div><footer>Chuyên mục: <a href=/c>Tin tức</a></footer></article>
    <nav><a href=/a>Bài trước: {s.others[0]}</a><a href=/b>Bài sau: {s.others[1]}</a></nav>{f.comments(s, r)}</main>
    <aside>{f.hot_news(s)}<section><h2>Chuyên mục</h2><ul><li><a href=/1>Tin tức</a><li><a href=/2>Dân vận</a></ul></section></aside>{f.footer(r, f.SITES[0], "footer")}"""
    return _page(f"{s.title} – UBND xã Tân Lộc", inner, head), True


def drupal(s: Story, r: random.Random, now: datetime) -> Made:
    """A page title, a "submitted" line, field wrappers."""
    w = s.when
    inner = f"""<div id=header><div>{f.clock(r, now)}</div>{f.menu(r)}</div><div id=main><div class=breadcrumb><a href=/>Trang chủ</a> › Tin tức</div>
    <h1>{s.title}</h1><div class=node><div class=submitted>Đăng bởi admin, {f.WEEKDAYS[w.weekday()]}, {w:%d/%m/%Y} - {w:%H:%M}</div>
    <div class=field><div><div>{m.body(s, m.p, m.centred)}</div></div></div><div class=links>{f.tools(r)}</div></div>{f.related(r, s)}</div>
    <div id=sidebar>{f.hot_news(s)}{f.counter(r)}</div>{f.footer(r, f.SITES[1])}"""
    return _page(f"{s.title} | {f.SITES[1]}", inner), True


def dnn(s: Story, r: random.Random, now: datetime) -> Made:
    """Spans in nested tables; the date stands under the text."""
    inner = f"""<form id=Form><div><span>{f.clock(r, now)}</span>{f.menu(r)}</div><table><tr><td id=Left>{f.counter(r)}</td><td id=Content>
    <div><a name=1></a><div><div><table><tr><td><span id=lblTitle class=Head>{s.title}</span></td></tr><tr><td><span>{m.body(s, m.div, m.framed)}</span></td></tr>
    <tr><td><span>Ngày đăng: {s.when:%d/%m/%Y}</span> - <span>Tác giả: {s.author}</span></td></tr></table></div></div></div>{f.related(r, s, wrap="table")}</td>
    <td id=Right>{f.hot_news(s)}{f.login()}</td></tr></table></form>{f.footer(r, f.SITES[2])}"""
    return _page(f"{f.SITES[2]} > {s.title}", inner), False


def ckeditor(s: Story, r: random.Random, now: datetime) -> Made:
    """Bootstrap rows, the title in h3, captions in figure elements, sidebars after."""
    date, exact = m.stamp(r, s, False)
    inner = f"""<div class=container><div class=row><div>{f.menu(r)}</div></div><div class=row><div class=col-9><h4>TIN TỨC</h4><div><h3>{s.title}</h3>
    <div class=d><i></i> {date}</div><div class=sapo><strong>{s.lead}</strong></div><div>{m.body(s, m.p, m.figure, lead=False)}</div>
    <div style="text-align:right"><b>{s.author}</b></div></div>{f.tools(r)}<div>{f.related(r, s)}</div></div>
    <div class=col-3>{f.hot_news(s)}{f.counter(r)}{f.poll()}</div></div></div>{f.footer(r, f.SITES[3])}"""
    return _page(f.SITES[3], inner), exact


def sharepoint(s: Story, r: random.Random, now: datetime) -> Made:
    """Rich-text fields with zero-width and non-breaking spaces, zoom controls, a spaced-out date."""
    text = m.body(s, m.div, m.centred).replace(", ", ",&nbsp;").replace(" và ", "\u200b và ")
    inner = f"""<form><div id=s4><div>{f.clock(r, now)}</div>{f.menu(r)}</div><div><div><span>TIN TỨC</span></div><div><p class=n>{s.title}</p>
    <div><span>Đăng ngày {s.when:%d - %m - %Y}</span><span>Lượt xem: 400</span><span>100%</span></div><div class="ms">{text}</div>
    <div style="text-align:right">{s.author}</div></div><div>{f.related(r, s)}</div></div><div>{f.hot_news(s)}{f.counter(r)}</div></form>{f.footer(r, f.SITES[0])}"""
    return _page(f"{s.title}", inner), False


def newspaper(s: Story, r: random.Random, now: datetime) -> Made:
    """A news site's page: h2 lead, related boxes inside the text, numbered captions."""
    box = f'<div type="RelatedNews"><ul><li><a href="/1.htm">{s.others[0]}</a></li><li><a href="/2.htm">{s.others[1]}</a></li></ul></div>'
    text = m.body(s, m.p, m.numbered, lead=False).replace("</p>\n<p>", f"</p>\n{box}\n<p>", 1)
    head = f'<meta property="og:title" content="{escape(s.title)}"><meta property="og:type" content="article">'
    inner = f"""<div class=header>{f.menu(r)}<span>{f.clock(r, now)}</span></div><div class=main><div class=cat><a href=/tin.htm>Tin tiêu điểm</a></div>
    <h1>{s.title}</h1><div><span>{s.author}</span><span>{s.when:%H:%M %d/%m/%Y}</span></div><h2>{s.lead}</h2><div>{text}</div>{f.tools(r)}
    <div><a href=/t1>dân vận khéo</a><a href=/t2>hiến đất</a></div>{f.comments(s, r)}<div>{f.hot_news(s)}</div></div>{f.footer(r, f.SITES[1])}"""
    return _page(s.title, inner, head), True


def asset_publisher(s: Story, r: random.Random, now: datetime) -> Made:
    """h4 titles behind a back link, date and views beside."""
    inner = f"""<a href=#main>Truy cập nội dung luôn</a><div id=banner><span>{f.clock(r, now)}</span>{f.menu(r)}<marquee>{s.others[12]}</marquee></div><div id=main>
    <h4><span><a href=/b>Quay lại</a></span><span>{s.title}</span></h4><div><div><span>{s.when:%d/%m/%Y %H:%M}</span><span>Lượt xem: 12</span></div>
    <div><div>{m.body(s, m.word, m.centred)}</div></div></div><div>{f.related(r, s)}</div></div><div>{f.counter(r)}{f.poll()}</div>{f.footer(r, f.SITES[1])}"""
    return _page(f"Tin tức - {f.SITES[1]}", inner), True


def span_soup(s: Story, r: random.Random, now: datetime) -> Made:
    """A portal server's spans and tables; the head names only the site."""
    date, exact = m.stamp(r, s)
    inner = f"""<div><span>{f.clock(r, now)}</span></div><div>{f.menu(r)}</div><table><tr><td><div><div><span><span>{s.title}</span></span></div>
    <div><span>{date}</span></div><span><div>{m.body(s, m.p, m.framed)}</div></span></div></td></tr><tr><td>{f.related(r, s, "Tin liên quan", "div")}</td></tr></table>
    <div>{f.counter(r)}</div>{f.footer(r, f.SITES[2])}"""
    return _page(f.SITES[2], inner), exact


def word_paste(s: Story, r: random.Random, now: datetime) -> Made:
    """Text pasted from Word, writer in the last line, date over the title."""
    date, exact = m.stamp(r, s, False)
    inner = f"""<div>{f.menu(r)}</div><div class=l>{f.hot_news(s, False)}</div><div class=c><div>{date}</div><h2>{s.title}</h2><div>{m.body(s, m.word, m.centred)}
    <p class=MsoNormal align=right style="text-align:right"><b><i>{s.author}</i></b></p></div>{f.tools(r)}{f.related(r, s)}</div>{f.footer(r, f.SITES[0])}"""
    return _page(f"{s.title} - {f.SITES[0]}", inner), exact


def brief(s: Story, r: random.Random, now: datetime) -> Made:
    """News of a paragraph or two between long lists; the title in a div, the date before it."""
    date, exact = m.stamp(r, s)
    inner = f"""<div>{f.clock(r, now)}</div>{f.menu(r)}<div><div>{f.hot_news(s)}</div><div><div>{date}</div><div class=tt>{s.title}</div>
    <div>{m.body(s, m.p, m.centred)}</div>{f.tools(r)}{f.related(r, s)}</div><div>{f.counter(r)}{f.login()}</div></div>{f.footer(r, f.SITES[3])}"""
    return _page(f"{s.title} - {f.SITES[3]}", inner), exact


def long_report(s: Story, r: random.Random, now: datetime) -> Made:
    """A long text with sub-headings, lists and a table, h1 for the site and h2 for the title."""
    date, exact = m.stamp(r, s)
    text = m.body(s, m.p, m.centred).replace("<p><b>", "<h3>").replace("</b></p>", "</h3>")
    inner = f"""<div><h1>{f.SITES[0]}</h1>{f.menu(r)}</div><div><div><h3><a href=/>Trang chủ</a> / <a href=/t>Tin tức</a></h3><h2>{s.title}</h2><div>{date}</div>
    <div>{text}</div><p align=right>{s.author}</p>{f.related(r, s)}</div><div>{f.hot_news(s)}{f.counter(r)}</div></div>{f.footer(r, f.SITES[0])}"""
    return _page(f"{f.SITES[0]} - {s.title}", inner), exact


def one_break(s: Story, r: random.Random, now: datetime) -> Made:
    """All paragraphs in one div, parted by single line breaks."""
    date, exact = m.stamp(r, s)
    text = m.body(s, m.br1, lambda t: f"<img src=a.jpg><br><i>{t}</i><br>")
    inner = f"""<div>{f.menu(r)}{f.clock(r, now)}</div><div><div><h1>{s.title}</h1><span>{date}</span></div><div>{text}<br><b>{s.author}</b></div>
    {f.tools(r)}{f.related(r, s, wrap="div")}</div><div>{f.hot_news(s)}</div>{f.counter(r)}{f.footer(r, f.SITES[2])}"""
    return _page(s.title, inner), exact


def date_in_foot(s: Story, r: random.Random, now: datetime) -> Made:
    """A header clock, and the article's date only at its end."""
    date, exact = m.stamp(r, s, True)
    inner = f"""<div class=h><div>{f.clock(r, now)}</div>{f.menu(r)}</div><div class=b><h1>{s.title}</h1><div>{m.body(s, m.justified, m.centred)}</div>
    <div><span>{date}</span></div>{f.related(r, s)}</div><div>{f.counter(r)}</div>{f.footer(r, f.SITES[1])}"""
    return _page(f"{s.title} | {f.SITES[1]}", inner), exact


def cut_head(s: Story, r: random.Random, now: datetime) -> Made:
    """No heading elements; the head cuts the title."""
    date, exact = m.stamp(r, s)
    inner = f"""<div>{f.menu(r)}</div><div><div><a href=/>Trang chủ</a> &gt; <a href=/t>Tin trong huyện</a></div><div><div>{s.title}</div><div>{date}</div>
    <div>{m.body(s, m.div, m.framed)}</div></div>{f.tools(r)}<div>{f.related(r, s, wrap="div")}</div></div><div>{f.hot_news(s)}</div>{f.footer(r, f.SITES[1])}"""
    return _page(f"{s.title[:38]}...", inner), exact


def lists_first(s: Story, r: random.Random, now: datetime) -> Made:
    """Hot news with leads and related lists before the article."""
    date, exact = m.stamp(r, s)
    inner = f"""<div>{f.clock(r, now)}{f.menu(r)}<marquee>{s.others[13]} &bull; {s.others[12]}</marquee></div><div>{f.hot_news(s)}{f.related(r, s, "Tin mới nhất")}{f.poll()}</div>
    <div><h2>{s.title}</h2><p>{date}</p>{m.body(s, m.p, m.centred)}<p><strong>{s.author}</strong></p></div><div>{f.comments(s, r)}</div>{f.counter(r)}{f.footer(r, f.SITES[3])}"""
    return _page(f"{s.title} - {f.SITES[3]}", inner), exact


def english_chrome(s: Story, r: random.Random, now: datetime) -> Made:
    """English labels around a Vietnamese text."""
    w = s.when
    inner = f"""<a href=#c>Skip to content</a><div><a href=/>Home</a> <a href=/about>About</a> <a href=/en>English</a></div><div><div><a href=/>Home</a> » <a href=/n>News</a></div>
    <h1>{s.title}</h1><div>Publish date {w:%d/%m/%Y} | {w:%I:%M %p} | View count: 33</div><div>{m.body(s, m.p, m.centred)}</div><div>Print | Send email</div>
    {f.related(r, s, "Other News")}</div><div><h3>Recent posts</h3>{f.hot_news(s, False)}<h3>Visitors</h3><p>Today: 120</p><p>Total: 1,203,400</p></div><footer>Copyright © 2024. All rights reserved.</footer>"""
    return _page(f"{s.title}", inner), True


def single_page_app(s: Story, r: random.Random, now: datetime) -> Made:
    """Rendered components with hashed class names and structured data."""
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": s.title,
        "datePublished": s.when.isoformat(),
        "author": {"@type": "Person", "name": s.author},
    }
    head = f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'
    inner = f"""<div id=root><div class=css-1a><div class=css-2b>{f.menu(r)}</div><section class=css-3c><div><h1 class=css-4>{s.title}</h1><div><span>{s.when:%d/%m/%Y}</span><span>•</span><span>3 phút đọc</span></div></div>
    <div class=css-5>{m.body(s, m.p, m.figure)}</div></section><section class=css-6>{f.related(r, s)}</section><section>{f.hot_news(s)}</section></div></div><script>window.__D__={json.dumps(s.lead)}</script>"""
    return _page(s.title, inner, head), True


def font_tags(s: Story, r: random.Random, now: datetime) -> Made:
    """Old markup: font and center elements, paragraphs never closed."""
    date, exact = m.stamp(r, s)
    text = m.body(
        s,
        lambda t: f"<P align=justify><FONT face=Arial size=2>{t}</FONT>",
        lambda t: f"<P align=center><IMG src=a.gif><BR><FONT size=1><I>{t}</I></FONT>",
    )
    inner = f"""<CENTER><IMG src=b.gif></CENTER>{f.menu(r)}<TABLE><TR><TD>{f.counter(r)}<TD><P><FONT size=4 color=red><B>{s.title}</B></FONT><P><FONT size=1>{date}</FONT>
    {text}<P align=right><B>{s.author}</B><P><A href=/>[Trở về]</A> <A href=#>[In tin]</A>{f.related(r, s, wrap="table")}</TABLE>{f.footer(r, f.SITES[0])}"""
    return _page(f.SITES[0], inner), exact


def gallery(s: Story, r: random.Random, now: datetime) -> Made:
    """A picture story: many captions, little text."""
    pictures = "".join(
        m.centred(t)
        for t in ("Nhân dân dọn cỏ hai bên đường", "Trao quà cho các cụ cao tuổi", "Đoàn viên quét sơn cột mốc")
    )
    inner = f"""<div>{f.menu(r)}</div><div><h1>{s.title}</h1><p>{s.when:%d/%m/%Y %H:%M}</p><div>{m.body(s, m.p, m.centred)}{pictures}</div>{f.tools(r)}{f.related(r, s)}</div>{f.hot_news(s)}{f.footer(r, f.SITES[2])}"""
    return _page(f"{s.title} - {f.SITES[2]}", inner), True


def mobile_first(s: Story, r: random.Random, now: datetime) -> Made:
    """Sections and divs with a bookmark bar, the lead in its own box, the writer and source under the text."""
    date, exact = m.stamp(r, s)
    inner = f"""<section>{f.menu(r)}</section><section><div><span>Tin hoạt động</span><h1>{s.title}</h1><div>{date}</div></div><div><p><b>{s.lead}</b></p></div>
    <div>{m.body(s, m.justified, m.figure, lead=False)}</div><div><p><b>Tác giả: {s.author}</b></p><p>Nguồn tin: {s.unit or "Đài truyền thanh xã"}</p></div>{f.tools(r)}</section>
    <section>{f.related(r, s)}{f.hot_news(s)}</section><section>{f.counter(r)}</section>{f.footer(r, f.SITES[3], "section")}"""
    return _page(f"{s.title}", inner), exact


SHAPES: dict[str, Shape] = {
    shape.__name__: shape
    for shape in (
        layout_table, joomla, wordpress, drupal, dnn, ckeditor, sharepoint, newspaper, asset_publisher, span_soup,
        word_paste, brief, long_report, one_break, date_in_foot, cut_head, lists_first, english_chrome,
        single_page_app, font_tags, gallery, mobile_first,
    )
}  # fmt: skip
SIZES = {"brief": "short", "gallery": "short", "long_report": "long"}
"""Shapes whose articles are of one size; the others vary."""
EXTRA_CAPTIONS = {
    "gallery": ("Nhân dân dọn cỏ hai bên đường", "Trao quà cho các cụ cao tuổi", "Đoàn viên quét sơn cột mốc")
}
