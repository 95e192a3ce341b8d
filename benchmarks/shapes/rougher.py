"""More page structures, each with one thing that leads readers astray; written after the generic path had been tuned."""

from __future__ import annotations

import random
from datetime import datetime
from html import escape

from benchmarks.shapes import furniture as f
from benchmarks.shapes import markup as m
from benchmarks.shapes.pages import Made, Shape, _page
from benchmarks.shapes.stories import Story

_ABOUT = (
    "Trang thông tin điện tử được xây dựng nhằm cung cấp thông tin về chủ trương của Đảng, chính sách của Nhà nước và hoạt động của địa phương; "
    "mọi ý kiến đóng góp xin gửi về Văn phòng trong giờ hành chính."
)


def page_builder(s: Story, r: random.Random, now: datetime) -> Made:
    """Every paragraph in boxes of its own."""
    boxes = m.body(
        s,
        lambda t: f"<div class=w><div class=c><div class=t><p>{t}</p></div></div></div>",
        lambda t: (
            f"<div class=w><div class=c><img src=a.jpg></div></div><div class=w><div class=c style='text-align:center'><p><i>{t}</i></p></div></div>"
        ),
    )
    date, exact = m.stamp(r, s, False)
    inner = f"""<div>{f.menu(r)}</div><div class=e><div class=w><div class=c><h2>{s.title}</h2></div></div><div class=w><div class=c><span>{date}</span></div></div>{boxes}</div>
    <div>{f.related(r, s)}{f.hot_news(s)}</div>{f.footer(r, f.SITES[0])}<p>{_ABOUT}</p>"""
    return _page(f"{s.title} - {f.SITES[0]}", inner), exact


def big_neighbour(s: Story, r: random.Random, now: datetime) -> Made:
    """A spotlight before the article with more text than the article has."""
    spot = "".join(f"<p>{t} {u}</p>" for t, u in zip(s.teasers[:3], s.teasers[3:], strict=True))
    inner = f"""<div>{f.menu(r)}<span>{f.clock(r, now)}</span></div><div><div><h3><a href=/tieu-diem>{s.others[3]}</a></h3>{spot}<a href=/tieu-diem>Xem tiếp</a></div></div>
    <div><h1>{s.title}</h1><div>{s.when:%d/%m/%Y %H:%M}</div><div>{m.body(s, m.p, m.centred)}</div></div>{f.related(r, s)}{f.counter(r)}{f.footer(r, f.SITES[1])}"""
    return _page(f"{s.title} | {f.SITES[1]}", inner), True


def documents_after(s: Story, r: random.Random, now: datetime) -> Made:
    """A table of new documents and a calendar after the text."""
    rows = "".join(
        f"<tr><td>{n}/KH-UBND</td><td><a href=/vb/{n}>{t}</a></td><td>{now:%d/%m/%Y}</td></tr>"
        for n, t in enumerate(s.others[:5], 41)
    )
    days = "".join("<tr>" + "".join(f"<td>{w * 7 + d + 1}</td>" for d in range(7)) + "</tr>" for w in range(4))
    date, exact = m.stamp(r, s, True)
    inner = f"""<div>{f.menu(r)}</div><table><tr><td><h2>{s.title}</h2><p><i>{date}</i></p>{m.body(s, m.justified, m.framed)}<p align=right><b>{s.author}</b></p></td></tr></table>
    <div><h3>Văn bản mới</h3><table><tr><th>Số hiệu</th><th>Trích yếu</th><th>Ngày</th></tr>{rows}</table></div><div><h3>Lịch</h3><table>{days}</table></div>{f.footer(r, f.SITES[2])}"""
    return _page(s.title, inner), exact


def no_date(s: Story, r: random.Random, now: datetime) -> Made:
    """The article's day is not printed; the header's clock is."""
    inner = f"""<div><div>{f.clock(r, now)}</div>{f.menu(r)}</div><div><div><a href=/>Trang chủ</a> / <span>Dân vận</span></div><h1>{s.title}</h1><div>{m.body(s, m.p, m.figure)}</div>{f.tools(r)}</div>
    <div>{f.hot_news(s)}</div>{f.footer(r, f.SITES[3])}"""
    return _page(f"{s.title} - {f.SITES[3]}", inner), None


def section_heading(s: Story, r: random.Random, now: datetime) -> Made:
    """h1 names the section, the title is bold text; writer and date on one line."""
    inner = f"""<div>{f.menu(r)}</div><div><h1>Công tác dân vận</h1><div><p><strong>{s.title}</strong></p><p>{s.author} | {s.when:%d-%m-%Y} | Lượt xem: 82</p>{m.body(s, m.p, m.centred)}</div></div>
    <div>{f.related(r, s)}{f.poll()}</div>{f.counter(r)}{f.footer(r, f.SITES[0])}"""
    return _page(f"Công tác dân vận - {f.SITES[0]}", inner), False


def links_between(s: Story, r: random.Random, now: datetime) -> Made:
    """ "See also" lines and boxes of links between the paragraphs, key words and a source under the text."""
    box = f"<p><strong>&gt;&gt; Xem thêm:</strong> <a href=/z.html>{s.others[2]}</a></p>"
    text = m.body(s, m.p, m.figure).replace("</p>\n<p>", f"</p>\n{box}\n<p>", 1)
    w = s.when
    inner = f"""<header>{f.menu(r)}</header><article><h1>{s.title}</h1><p class=meta>Đăng bởi: Quản trị | Ngày: {w:%d-%m-%Y} | Lượt xem: 15</p>{text}
    <p style="text-align:right"><strong>{s.author}</strong></p><p>Từ khóa: <a href=/k1>dân vận</a>, <a href=/k2>hiến đất</a></p></article>{f.comments(s, r)}<section>{f.related(r, s)}</section>{f.footer(r, f.SITES[1], "footer")}"""
    return _page(f"{s.title}", inner), False


def two_line_title(s: Story, r: random.Random, now: datetime) -> Made:
    """The title broken over two lines in a cell, the text in one cell with single breaks."""
    words = s.title.split()
    half = len(words) // 2
    title = " ".join(words[:half]) + "<br>" + " ".join(words[half:])
    date, exact = m.stamp(r, s, False)
    inner = f"""<table><tr><td>{f.menu(r)}</td><td><div align=center><font size=4><b>{title}</b></font></div><div align=center>{date}</div><div>{m.body(s, m.br1, lambda t: f"<center><img src=a.jpg><br><i>{t}</i></center>")}</div>
    <div align=right>{s.author}</div>{f.related(r, s, wrap="table")}</td></tr></table>{f.counter(r)}{f.footer(r, f.SITES[2])}"""
    return _page(f"{escape(s.title)}", inner), exact


def announcement(s: Story, r: random.Random, now: datetime) -> Made:
    """A notice with the state's heading, numbered clauses, a signature and a file."""
    inner = f"""<div>{f.menu(r)}</div><div><h3>{s.title}</h3><span>{s.when:%d/%m/%Y}</span><div>{m.body(s, m.word, m.framed)}</div><div>Tập tin đính kèm: <a href="/f/ke-hoach-05.pdf">ke-hoach-05.pdf</a></div></div>
    <div>{f.hot_news(s, False)}{f.login()}</div>{f.footer(r, f.SITES[2])}"""
    return _page(f"{s.title} - Thông báo - {f.SITES[2]}", inner), False


def newest_first_column(s: Story, r: random.Random, now: datetime) -> Made:
    """The article in the last of three columns, with dated lists in the others."""
    date, exact = m.stamp(r, s)
    inner = f"""<div><div>{f.related(r, s, "Tin mới")}</div><div>{f.hot_news(s)}{f.counter(r)}</div><div><div><h2>{s.title}</h2></div><div>{date}</div><div><div>{m.body(s, m.div, m.centred)}</div><div><em>{s.author}</em></div></div></div></div>{f.footer(r, f.SITES[3])}"""
    return _page(f.SITES[3], inner), exact


ROUGHER: dict[str, Shape] = {
    shape.__name__: shape
    for shape in (
        page_builder, big_neighbour, documents_after, no_date, section_heading, links_between, two_line_title,
        announcement, newest_first_column,
    )
}  # fmt: skip
