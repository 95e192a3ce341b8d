"""A story's text as markup, the ways editors and content systems write it, and the ways its day is printed."""

from __future__ import annotations

import random
from collections.abc import Callable
from html import escape

from benchmarks.shapes.furniture import WEEKDAYS
from benchmarks.shapes.stories import Part, Story

Stamp = tuple[str, bool]
"""A printed date, and whether it names the minute."""


def stamp(rng: random.Random, story: Story, label: bool | None = None) -> Stamp:
    """The date as portals print it; with a label always, never or (None) at times."""
    when = story.when
    bare: tuple[Stamp, ...] = (
        (f"{WEEKDAYS[when.weekday()]} - {when:%d/%m/%Y %H:%M}", True),
        (f"{when:%d/%m/%Y}", False),
        (f"{when:%d/%m/%Y %H:%M:%S}", True),
        (f"{when:%H:%M} {when:%d/%m/%Y}", True),
        (f"{WEEKDAYS[when.weekday()]}, {when:%d/%m/%Y, %H:%M} GMT+7", True),
        (f"{when:%d-%m-%Y}", False),
        (f"({when:%d/%m/%Y %I:%M %p})", True),
        (f"{when:%d.%m.%Y}", False),
        (f"{when:%H:%M}, Ngày {when:%d/%m/%Y}", True),
        (f"{WEEKDAYS[when.weekday()]}, {when.day:02} Tháng {when.month} {when:%Y %H:%M}", True),
    )
    labelled: tuple[Stamp, ...] = (
        (f"Ngày đăng: {when:%d/%m/%Y}", False),
        (f"Đăng ngày {when:%d - %m - %Y}", False),
        (f"Ngày đăng {when:%d/%m/%Y} | {when:%H:%M} | View count: {rng.randint(1, 999)}", True),
        (f"Cập nhật lúc: {when:%H:%M} {when:%d/%m/%Y}", True),
        (f"Đăng lúc {when:%H:%M:%S %d-%m-%Y}", True),
        (f"Ngày {when.day}/{when.month}/{when.year}", False),
        (f"Được đăng: {WEEKDAYS[when.weekday()]}, {when:%d/%m/%Y %H:%M}", True),
        (f"Ngày cập nhật: {when:%d/%m/%Y %H:%M}", True),
        (f"{when:%d/%m/%Y %H:%M} | Lượt xem: {rng.randint(1, 999)}", True),
        (f"Thời gian đăng tin: {when:%H:%M %d/%m/%Y}", True),
    )
    if label is None:
        label = rng.random() < 0.5
    return rng.choice(labelled if label else bare)


def part_text(part: Part) -> str:
    """What a part says."""
    return escape(part.text, quote=False)


def _table(part: Part) -> str:
    rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in part.rows)
    return f'<table border="1">{rows}</table>'


def body(story: Story, paragraph: Callable[[str], str], picture: Callable[[str], str], *, lead: bool = True) -> str:
    """The text with ``paragraph`` and ``picture`` writing its paragraphs and captions."""
    pieces = [paragraph(escape(story.lead, quote=False))] if lead else []
    items: list[str] = []
    for part in (*story.parts, Part("end")):
        if items and part.kind != "li":
            pieces.append("<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>")
            items = []
        if part.kind == "li":
            items.append(part_text(part))
        elif part.kind == "tr":
            pieces.append(_table(part))
        elif part.kind == "img":
            pieces.append(picture(part_text(part)))
        elif part.kind == "h":
            pieces.append(paragraph(f"<b>{part_text(part)}</b>"))
        elif part.kind == "p":
            pieces.append(paragraph(part_text(part)))
    return "\n".join(pieces)


def p(text: str) -> str:
    """A paragraph of its own element."""
    return f"<p>{text}</p>"


def justified(text: str) -> str:
    """A paragraph as CKEditor saves it."""
    return f'<p style="text-align: justify;"><span style="font-size:14px;">&nbsp;&nbsp; {text}</span></p>'


def word(text: str) -> str:
    """A paragraph pasted from Word: spans that break inside syllables' neighbours."""
    words = text.split(" ")
    middle = len(words) // 2
    first, last = " ".join(words[:middle]), " ".join(words[middle:])
    return (
        '<p class="MsoNormal" style="text-align:justify;text-indent:36.0pt"><span lang="VI" style="font-size:14.0pt">'
        f'{first}</span><span style="font-size:14.0pt"> {last}<o:p></o:p></span></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p>'
    )


def div(text: str) -> str:
    """A paragraph that is a div."""
    return f"<div>{text}</div>"


def br2(text: str) -> str:
    """A paragraph that ends with an empty line."""
    return f"{text}<br /><br />"


def br1(text: str) -> str:
    """A paragraph that ends with a line break only."""
    return f"{text}<br>"


def figure(text: str) -> str:
    """A picture with a caption element."""
    return f'<figure class="image"><img src="/a.jpg" alt="Hình 1"><figcaption>{text}</figcaption></figure>'


def centred(text: str) -> str:
    """A picture and its caption as centred paragraphs."""
    return f'<p style="text-align:center"><img src="/a.jpg"></p><p style="text-align:center"><em>{text}</em></p>'


def framed(text: str) -> str:
    """A picture and its caption in a table."""
    return f'<table align="center"><tr><td><img src="/a.jpg"></td></tr><tr><td align="center"><i>{text}</i></td></tr></table>'


def numbered(text: str) -> str:
    """A picture whose caption bears a number."""
    return f'<div><div><img src="/a.jpg"></div><div class="PhotoCMS_Caption"><p>{text} - Ảnh 1.</p></div></div>'
