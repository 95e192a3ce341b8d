"""Links inside a text: the lines that belong to it stay whole, on every system; those to other articles go."""

from __future__ import annotations

import json
import random
import re
from functools import cache
from pathlib import Path
from zlib import crc32

import pytest

from crawler.extraction import extract, extract_traced
from crawler.extraction.link_lines import OTHER_ARTICLES
from crawler.extraction.page import Page
from crawler.extraction.platforms.generic import Generic
from crawler.items import Article

CASES = Path(__file__).parents[1] / "cases"
_PARAGRAPH = re.compile(r"<p(?:\s[^>]*)?>([^<]{60,})</p>")
_OWN_SITE, _ELSEWHERE = "/tin-tuc/{}-{}.html", "https://tinh.example.gov.vn/bai/{}-{}.html"

SENTENCES = (
    "Trước đó, xã đã lấy ý kiến của hơn hai trăm hộ về mức đóng góp và cách giám sát.",
    "Cách làm này được huyện chọn để giới thiệu tại hội nghị sơ kết giữa nhiệm kỳ.",
    "Số tiền còn lại được công khai ở nhà văn hóa; ai thắc mắc đều được giải thích.",
    "“Dân đã hiểu thì việc gì cũng xong”, ông trưởng thôn nói.",
)
DOCUMENTS = (
    "Toàn văn Nghị quyết số 15-NQ/ĐU về vận động Nhân dân hiến đất mở đường",
    "Kế hoạch số 42/KH-UBND về nâng cấp đường trục thôn năm 2024",
    "Mẫu đơn tự nguyện hiến đất dành cho hộ gia đình",
)
ENTRIES = ("Thôn Bãi Cháy, tổ tự quản số 2", "Xóm Đồng Lách, chi hội phụ nữ", "Khu dân cư số 5, ban công tác mặt trận")
TITLES = (
    "Xã bên ra quân vớt bèo trên sông Đào",
    "Hội làng mở lại sau ba năm tạm nghỉ",
    "Khai giảng lớp xóa mù cho phụ nữ vùng cao",
    "Đội bóng thôn Trung giành cúp mùa hè",
    "Trạm y tế có thêm máy siêu âm mới",
)


def _slug(number: int) -> str:
    return f"bai-viet-ve-chuyen-lang-thu-{number}"


def _own_lines(rng: random.Random, tag: str) -> list[tuple[str, list[str]]]:
    """Markup of lines that are links and belong to the text, each with those lines."""

    def sentence(text: str) -> str:
        href = rng.choice((_OWN_SITE, _ELSEWHERE, "/tep/{}-{}.pdf")).format(_slug(rng.randrange(99)), rng.randrange(99))
        inside = rng.choice(("{}", "<strong>{}</strong>", "<em>{}</em>")).format(text)
        link = f"<a href='{href}'>{inside}</a>"
        return f"<{tag}>{rng.choice((link, f'<b>{link}</b>'))}</{tag}>"

    found = [(sentence(text), [text]) for text in rng.sample(SENTENCES, rng.randint(1, 3))]
    document = rng.choice(DOCUMENTS)
    found.append((f"<{tag}><a href='/tep/van-ban-{rng.randrange(99)}.pdf'>{document}</a></{tag}>", [document]))
    announced = "Các đơn vị được khen thưởng trong đợt này gồm có những nơi sau:"
    href = rng.choice(("/don-vi/{}", _ELSEWHERE.replace("{}-{}", "don-vi-{}")))
    items = "".join(f"<li><a href='{href.format(n)}'>{text}</a></li>" for n, text in enumerate(ENTRIES))
    found.append((f"<{tag}>{announced}</{tag}><ul>{items}</ul>", [announced, *ENTRIES]))
    return found


def _boxes(rng: random.Random, tag: str) -> list[str]:
    """Markup of boxes and lines that lead to other articles."""
    links = [
        f"<a href='{_OWN_SITE.format(_slug(n), 100 + n)}'>{text}</a>" for n, text in enumerate(rng.sample(TITLES, 3))
    ]
    items = "".join(f"<li>{link}</li>" for link in links)
    rows = "".join(f"<tr><td>{link}</td></tr>" for link in links)
    return [
        f"<{tag}><b>{rng.choice(('Xem thêm', 'Đọc thêm', 'Tin liên quan'))}:</b> {links[0]}</{tag}>",
        f"<{tag}>&gt;&gt; {links[1]}</{tag}>",
        f"<{tag}>{links[2]}</{tag}>",
        f"<div><h4>Tin liên quan</h4><ul>{items}</ul></div>",
        f"<table align='right'><tr><td><b>Bài viết liên quan</b></td></tr>{rows}</table>",
        f"<div>{links[0]}{links[1]}</div>",
    ]


@cache
def _page(path: Path) -> tuple[str, str, list[re.Match[str]]]:
    """Markup and address of a golden page, and where its paragraphs stand that are lines of its text."""
    html = (path / "page.html").read_text("utf-8")
    want = json.loads((path / "expected.json").read_text("utf-8"))
    url = json.loads((path / "meta.json").read_text("utf-8"))["url"]
    body = set(want["body"]) if want["kind"] == "article" else set()
    return html, url, [match for match in _PARAGRAPH.finditer(html) if match[1].strip() in body]


PAGES = {
    f"{path.parent.name}/{path.name}": path
    for path in sorted(CASES.glob("*/*"))
    if (path / "expected.json").exists() and len(_page(path)[2]) >= 3
}


def mixed(path: Path, seed: int) -> tuple[str, str, list[str]]:
    """A golden page with lines of both kinds between its paragraphs, its address, and the lines of its text."""
    rng = random.Random(seed)
    html, url, paragraphs = _page(path)
    told = [paragraphs[0][1].strip()]
    own, boxes = _own_lines(rng, "p"), _boxes(rng, "p")
    rng.shuffle(own)
    pieces, at = [html[: paragraphs[0].end()]], paragraphs[0].end()
    for paragraph in paragraphs[1:]:
        new = [own.pop()] if own and rng.random() < 0.7 else []
        new += [(rng.choice(boxes), [])] * (rng.random() < 0.5)
        rng.shuffle(new)
        for markup, lines in new:
            pieces.append(markup)
            told += lines
        pieces.append(html[at : paragraph.end()])
        told.append(paragraph[1].strip())
        at = paragraph.end()
    return "".join([*pieces, html[at:]]), url, told


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("system", ["known", "generic"])
def test_texts_with_links_come_back_whole(name: str, system: str) -> None:
    html, url, told = mixed(PAGES[name], crc32(f"{name} {system}".encode()))
    article = Generic().extract(Page.of(html, url)) if system == "generic" else extract(html, url)
    assert isinstance(article, Article), article
    lines = "\n".join(filter(None, (article.lead, article.body))).split("\n")
    lost = [line for line in told if line not in lines]
    left = [line for line in lines if any(title in line for title in TITLES)]
    assert (lost, left) == ([], [])


TITLE = "Thôn Bãi Sim bàn việc đặt đèn trên đường ra đồng"
BEFORE = "Tối 4/6, hơn chín mươi hộ thôn Bãi Sim ngồi lại bàn việc đặt đèn trên con đường ra đồng dài hai cây số."
AFTER = "Cả thôn nhất trí mỗi hộ góp một trăm năm mươi nghìn đồng, số còn thiếu xin xã hỗ trợ cột và dây dẫn."
LAST = "Đèn được thắp từ ngày rằm, người đi làm đồng về muộn không còn phải dò dẫm từng bước như trước."
TEASER = "<a href='/tin-tuc/xa-ben-khoi-cong-tram-bom-31.html'>Xã bên khởi công trạm bơm ven sông</a>"


def read(inner: str) -> list[str]:
    page = f"<title>{TITLE}</title><div><h1>{TITLE}</h1><p>05/06/2024 08:10</p><div>{inner}</div></div>"
    found = extract(page, "https://xa.example.gov.vn/tin-tuc/thon-bai-sim-ban-viec-dat-den-30.html")
    assert isinstance(found, Article), found
    return "\n".join(filter(None, (found.lead, found.body))).split("\n")


@pytest.mark.parametrize(
    "line",
    [
        "<p><a name='dieu-1'>Điều 1. Mỗi hộ góp tiền một lần vào quỹ đèn đường của thôn</a></p>",
        "<p>Căn cứ <a href='https://luat.example/1'>Luật Thực hiện dân chủ ở cơ sở ngày 10/11/2022</a>;</p>",
        "<p><a href='/van-ban/chi-tiet?id=12'>Kế hoạch số 12/KH-UBND về chiếu sáng đường nông thôn</a></p>",
        "<p><a href='https://phim.example/x'>Xem phim về buổi họp của thôn Bãi Sim</a></p>",
        "<a href='https://tinh.example.vn/a'><div>Thôn được chọn làm điểm của huyện về đường điện.</div></a>",
        "<h3><a href='#gop'>Góp tiền, góp công</a></h3>",
        "<p><a href='mailto:thon@example.vn'>Hộp thư góp ý: thon@example.vn</a></p>",
        "<blockquote><a href='/loi-day-12.html'>“Nước lấy dân làm gốc; gốc có vững cây mới bền.”</a></blockquote>",
    ],
    ids=["anchor", "law", "numbered", "film", "block in a link", "heading", "address", "quotation"],
)
def test_a_linked_line_of_the_text(line: str) -> None:
    told = " ".join(re.sub(r"<[^>]+>", "", line).split())
    assert [p for p in read(f"<p>{BEFORE}</p>{line}<p>{AFTER}</p><p>{LAST}</p>") if p] == [BEFORE, told, AFTER, LAST]


@pytest.mark.parametrize(
    "box",
    [
        f"<p>{TEASER}</p>",
        f"<p><em>Mời bạn đọc xem thêm: {TEASER}</em></p>",
        f"<p>»» {TEASER}</p>",
        "<p><b>Tin liên quan trên các báo</b></p><ul><li><a href='https://bao.example/1'>Đèn sáng làng quê</a></ul>",
        f"<div>{TEASER}{TEASER}{TEASER}</div>",
    ],
    ids=["title alone", "offer", "arrows", "under a heading", "box"],
)
def test_a_link_to_another_article(box: str) -> None:
    assert [p for p in read(f"<p>{BEFORE}</p>{box}<p>{AFTER}</p><p>{LAST}</p>") if p] == [BEFORE, AFTER, LAST]


def test_a_text_in_two_parts_around_a_box() -> None:
    box = f"<div><b>Tin nổi bật</b><div>{TEASER}</div><div>{TEASER}</div></div>"
    assert [
        p for p in read(f"<div><div>{BEFORE}</div></div>{box}<div><div>{AFTER}</div><div>{LAST}</div></div>") if p
    ] == [BEFORE, AFTER, LAST]


def test_what_was_left_out_is_counted() -> None:
    html, url, _ = mixed(PAGES["vccorp/article"] if "vccorp/article" in PAGES else PAGES[min(PAGES)], 3)
    _, trace = extract_traced(html, url)
    assert trace.removed.get(OTHER_ARTICLES, 0) > 0
