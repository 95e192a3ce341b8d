"""Portal pages put together at random: system × heading × date × lead × text × by-line × furniture, under class names that
mean nothing. Written after ``portals`` and ``portals_more``; no page is looked at by itself."""

from __future__ import annotations

import random
from collections.abc import Callable

from benchmarks.shapes import markup as m
from benchmarks.shapes.portals import (
    _COUNTER,
    _DAYS,
    _FOOT,
    _RATING,
    _SHARE,
    _SPEECH,
    Made,
    _doc,
    _liferay,
    _links,
    _mdefault,
    _menu,
    _nv_head,
    _slug,
)
from benchmarks.shapes.stories import Story

_Wrap = Callable[[Story, str], tuple[str, str]]


def _bare(head: str = "", attributes: str = "") -> Callable[[str, str], str]:
    return lambda title, body: _doc(title, body, head, attributes)


def _systems(s: Story) -> dict[str, tuple[str, Callable[[str, str], str]]]:
    """Address and page frame by system."""
    slug, n, w = _slug(s), s.number, s.when
    return {
        "nukeviet": (f"https://a.example.gov.vn/vi/news/dan-van/{slug}-{n + 9}.html", lambda t, b: _doc(t, b, _nv_head(s))),
        "asset": (f"https://b.example.gov.vn/tin/-/asset_publisher/AbCd12EfGh34/content/{slug}", _liferay),
        "tiengiang": (f"https://c.tiengiang.example.gov.vn/chi-tiet-tin?/{slug}/{n + 99}", _liferay),
        "mdefault": (f"https://d.example.gov.vn/mDefault.aspx?sid=1&pageid=2&catid=3&id={n + 690000}&title={slug}", _mdefault),
        "tandan": (f"https://e.example.gov.vn/portal/Pages/{w.year}-{w.month}-{w.day}/{slug}dvv348x.aspx", _bare('<link href="/_layouts/15/x.css">')),
        "sharepoint": (f"https://f.example.gov.vn/tintuc/Pages/chi-tiet.aspx?ItemID={n + 100}", _bare('<script src="/_layouts/15/init.js"></script>')),
        "vccorp": (f"https://g.example.gov.vn/{slug}-173{w:%y%m%d%H%M}09{100 + n}.htm", _bare()),
        "vnportal": (f"https://h.example.gov.vn/tin-noi-bat/{slug}-{950000 + n}", _bare('<link href="https://storage-vnportal.example.vn/quantritintuc/x.ico">')),
        "view-article": (f"https://i.example.gov.vn/chi-tiet-tin/-/view-article/1/165/{int(w.timestamp() * 1000)}", _bare()),
        "webcenter": (f"https://j.example.gov.vn/webcenter/portal/ubnd/chi-tiet?dDocName=PORTAL{170000 + n}", _bare()),
        "dnn": (f"https://k.example.gov.vn/tin/articleid/{n + 10}/{slug}", _bare('<script src="/DesktopModules/x.js"></script>')),
        "drupal": (f"https://l.example.gov.vn/tin-tuc/{slug}", _bare('<meta name="Generator" content="Drupal 9 (https://www.drupal.org)">', ' class="path-node page-node-type-tin"')),
        "wordpress": (f"https://m.example.gov.vn/{slug}/", _bare('<script src="/wp-includes/x.js"></script>', f' class="single single-post postid-{n}"')),
        "joomla": (f"https://n.example.gov.vn/index.php/tin/{n + 20}-{slug}", _bare('<meta name="generator" content="Joomla! - Open Source Content Management">')),
        "unknown": (f"https://o.example.org.vn/bai-viet/{slug}-{n + 100}.html", _bare()),
    }  # fmt: skip


_HEADS = ("<h1>{}</h1>", "<h2 class=q1>{}</h2>", "<h3>{}</h3>", "<div class=q1>{}</div>", "<p><b>{}</b></p>", "<div><span class=q2>{}</span></div>", "<h1><a href='#'>{}</a></h1>", "<table><tr><td><strong>{}</strong></td></tr></table>")


def _date(s: Story, r: random.Random) -> tuple[str, bool]:
    """A date line, and whether it tells the minute."""
    w, day = s.when, _DAYS[s.when.weekday()]
    forms = (
        (f"{day} - {w:%d/%m/%Y %H:%M}", True), (f"{w:%d/%m/%Y}", False), (f"Ngày đăng: {w:%d/%m/%Y}", False),
        (f"Ngày đăng {w:%d/%m/%Y} | {w:%H:%M} | View count: 12", True), (f"{w:%H:%M} {w:%d/%m/%Y}", True),
        (f"({w:%H:%M} | {w:%d/%m/%Y})", True), (f"Đăng ngày {w:%d} - {w:%m} - {w:%Y}", False),
        (f"Ngày {w.day}/{w.month}/{w.year}", False), (f"{w:%d-%m-%Y}, {w:%H:%M} (GMT+7)", True),
        (f"{day} {w:%d/%m/%Y} {w:%H:%M}", True), (f"{day}, ngày {w:%d} tháng {w:%m} năm {w:%Y}", False),
        (f"{day}: {w:%H:%M} ngày {w:%d/%m/%Y}", True), (f"Đăng lúc: {w:%H:%M} {w:%d/%m/%Y} - Lượt xem: 1.204", True),
        (f"Thời gian đăng tin: {w:%d/%m/%Y} {w:%H}h{w:%M}", True), (f"Cập nhật: {w:%H:%M}, {w:%d/%m/%Y} (GMT+7)", True),
        (f"{w:%d/%m/%Y} {w:%I:%M:%S} {w:%p}", True), (f"Đã xuất bản: {w:%d-%m-%Y}", False),
        (f"Ngày đăng tin {w:%d}/{w.month}/{w:%Y} | {w:%H:%M}", True), (f"<i class=ic></i> {w:%d/%m/%Y} <i class=ic></i> 681 lượt xem", False),
        (f"{w.day} Tháng {w.month}, {w:%Y}", False),
    )  # fmt: skip
    line, exact = r.choice(forms)
    return r.choice(("<p>{}</p>", "<div class=q3>{}</div>", "<span>{}</span>", "<div><small>{}</small></div>", "<p align=right><i>{}</i></p>")).format(line), exact and (w.hour, w.minute) != (0, 0)


_SIGNED = (
    "<p style='text-align:right'><strong>{a}</strong></p>", "<p align=right><em>{a}</em></p>", "<p><b>{a}</b></p>", "<div style='text-align: right;'>{a}</div>",
    "<p>Tác giả: {a}</p>", "<p><strong>Tác giả bài viết:</strong> {a}</p>", "<p>Tin, ảnh: {a}</p>", "<p><em>Bài và ảnh: {a}</em></p>", "<p>{a} - Trung tâm VHTT&amp;TT huyện</p>",
    "<p>({a})</p>", "<p><strong>{a} (Tổng hợp)</strong></p>", "<p>Thực hiện: {a}</p>", "<p>{a} – Đài Truyền thanh xã.</p>", "<p>PV: {a}</p>",
)  # fmt: skip


def _related(s: Story, r: random.Random) -> str:
    heading = r.choice(("Tin liên quan", "Các tin khác", "Tin cùng chuyên mục", "Những tin mới hơn", "Tin khác", "Bài viết liên quan", "Các bài viết khác", "Tin đã đưa"))
    form = r.choice(("<li><a href='/x/{n}-{n}.html'>{t}</a></li>", "<p>• <a href='/x/{n}-{n}.html'>{t}</a> ({d})</p>", "<div><a href='/x/{n}-{n}.html'><img src=a.jpg></a><a href='/x/{n}-{n}.html'>{t}</a><span>{d}</span></div>"))
    return f"<div>{r.choice(('<h3>{}</h3>', '<p><b>{}</b></p>', '<div>{}</div>', '<strong>{}:</strong>')).format(heading)}{_links(s, form)}</div>"


def mixed(s: Story, r: random.Random) -> Made:
    """One page."""
    name, (url, frame) = r.choice(sorted(_systems(s).items()))
    lead_marked = r.choice(("", "<p><strong>{}</strong></p>", "<div class=q5>{}</div>", "<h2>{}</h2>", "<p class=q6><em>{}</em></p>"))
    body = m.body(s, r.choice((m.p, m.justified, m.word, m.div, m.br2)), r.choice((m.centred, m.framed, m.figure)), lead=not lead_marked)
    lead = lead_marked.format(s.lead) if lead_marked else ""
    date, exact = _date(s, r)
    signed = r.choice(_SIGNED).format(a=s.author)
    inside = r.random() < 0.6
    text = f"<div class=q7>{body}{signed}</div>" if inside else f"<div class=q7>{body}</div>{signed}"
    tools = "".join(piece for piece in (_SPEECH, "<div>A- A A+</div>", _SHARE) if r.random() < 0.3)
    below = "".join(piece for piece in (_RATING, _SHARE, _related(s, r)) if r.random() < 0.7)
    head = r.choice(_HEADS).format(s.title)
    top = f"{head}{date}" if r.random() < 0.8 else f"{date}{head}"
    crumb = r.choice(("", "<div>Trang chủ / Tin tức</div>", "<ul><li><a href='/'>Trang chủ</a></li><li><a href='/dv'>Dân vận</a></li></ul>"))
    article = f"<div class=q8>{crumb}{top}{tools}{lead}{text}{below}</div>"
    side = f"<div class=q9>{r.choice((_COUNTER, _related(s, r), '<p>Liên kết website</p>'))}</div>"
    clock = r.choice(("", "<div>Thứ năm, 19/11/2026</div>", "<div>Hôm nay: 19/11/2026</div>"))
    order = (side, article) if r.random() < 0.3 else (article, side)
    title = r.choice((s.title, f"{s.title} - Xã Tân Lộc", "Cổng thông tin điện tử", f"Cổng TTĐT | {s.title}", "Chi tiết tin"))
    html = frame(title, f"<div>{clock}{_menu()}</div>{''.join(order)}{r.choice((_FOOT, _COUNTER))}")
    return Made(url, html, exact, s.author, (f"{s.author} - Trung tâm VHTT&TT huyện", f"{s.author} – Đài Truyền thanh xã.", f"Bài và ảnh: {s.author}", f"Thực hiện: {s.author}", f"{s.author} (Tổng hợp)", f"PV: {s.author}", name))
