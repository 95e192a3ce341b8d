"""How sure a reading without known marks is, and what the second opinion does about it."""

from __future__ import annotations

import json

import pytest

from crawler.extraction import extract_traced
from crawler.extraction.page import Page
from crawler.extraction.platforms import generic_sureness
from crawler.extraction.platforms.generic_sureness import MOST_OF_RESCUED
from crawler.extraction.second_opinion import agreement, second_opinion
from crawler.extraction.sureness import UNSURE, Sureness
from crawler.items import Article, NotAnArticle

URL = "https://xa.example.vn/ba-con-xom-chai-gop-cong-lam-duong-ra-ben-4711.html"
TITLE = "Bà con xóm Chài góp công làm đường ra bến"
DATE = "<p>Ngày đăng: 14/03/2023 08:15</p>"
LINES = [
    "Từ đầu mùa khô, bà con xóm Chài rủ nhau mang cuốc xẻng ra bờ sông để mở rộng con đường nhỏ dẫn xuống bến đò.",
    "Nhà ít người góp một ngày công, nhà đông góp ba ngày, còn các cụ cao tuổi thì lo nước chè và khoai luộc cho thợ.",
    "Trưởng xóm kể rằng con đường trước kia lầy lội, trẻ nhỏ đi học phải xắn quần, hàng hóa gánh bộ rất vất vả.",
    "Đến nay hơn bốn trăm mét đường đã phẳng phiu, hai bên trồng hoa mười giờ, xe ba bánh chở cá chạy được tới nơi.",
]
MENU = "<ul>" + "".join(f"<li><a href='/muc-{n}'>Mục số {n}</a></li>" for n in range(6)) + "</ul>"
FARM = "".join(
    f"<p>Xem <a href='/tin-{n}-{n}00.html'>chuyện làng thứ {n} nơi xa</a>, hay <a href='/b{n}'>mục khác nữa</a>.</p>"
    for n in range(14)
)


def page(text: str, date: str = DATE, head: str = "") -> str:
    top = f"<html><head><title>{TITLE}</title>{head}</head><body>{MENU}"
    return f"{top}<div><h1>{TITLE}</h1>{date}{text}</div></body></html>"


def paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


ARTICLE_MARK = "<meta property='og:type' content='article'>"
ORDER = {
    "in a marked element": page(f"<article>{paragraphs(LINES)}</article>", head=ARTICLE_MARK),
    "clear": page(paragraphs(LINES)),
    "no date": page(paragraphs(LINES), date=""),
    "short, no date": page(paragraphs(LINES[:2]), date=""),
    "link farm": page(paragraphs(LINES[:1]) + FARM, date="", head=ARTICLE_MARK),
}


def sureness(html: str) -> Sureness:
    result, trace = extract_traced(html, URL, "generic")
    assert isinstance(result, Article)
    assert trace.sureness is not None
    return trace.sureness


def test_order_of_sureness() -> None:
    values = {name: sureness(html).value for name, html in ORDER.items()}
    assert sorted(values, key=lambda name: -values[name]) == list(ORDER), values
    assert len(set(values.values())) == len(values)
    assert all(0 <= value <= 1 for value in values.values())
    assert values["clear"] >= 0.75
    assert values["link farm"] < UNSURE


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("in a marked element", "the text stands in a marked element"),
        ("clear", "the date is labelled or stands with the title"),
        ("no date", "no date"),
        ("link farm", "the text stands among links"),
    ],
)
def test_reasons(name: str, reason: str) -> None:
    found = sureness(ORDER[name])
    assert reason in found.reasons
    assert str(found).startswith(f"{found.value:.2f} (")


def test_the_text_that_structured_data_state_too() -> None:
    stated = json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": " ".join(LINES)})
    found = sureness(page(paragraphs(LINES), head=f"<script type='application/ld+json'>{stated}</script>"))
    assert "the structured data state the same text" in found.reasons


def test_sure_pages_are_not_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(page: Page) -> tuple[()]:
        raise AssertionError("asked")

    monkeypatch.setattr(generic_sureness, "second_opinion", never)
    assert sureness(ORDER["clear"]).value >= generic_sureness.DOUBT


def test_agreement_raises_and_disagreement_lowers(monkeypatch: pytest.MonkeyPatch) -> None:
    html = ORDER["short, no date"]
    other = second_opinion(Page.of(page(paragraphs(["Giá lúa tăng nhẹ trong khi phân bón rẻ đi nhiều."] * 3)), URL))
    said = {"same": second_opinion(Page.of(html, URL)), "none": (), "other": other}
    values = {}
    for name, blocks in said.items():
        monkeypatch.setattr(generic_sureness, "second_opinion", lambda page, blocks=blocks: blocks)
        values[name] = sureness(html)
    assert values["same"].value == pytest.approx(values["none"].value + 0.15, abs=0.011)
    length = sum(map(len, LINES[:2]))  # of a few lines readability often makes nothing
    assert values["other"].value == pytest.approx(values["none"].value - 0.2 * length / 400, abs=0.011)
    assert "the second opinion is the same text (100%)" in values["same"].reasons
    assert "the second opinion found no text" in values["none"].reasons
    assert any(reason.startswith("the second opinion is another text") for reason in values["other"].reasons)


ASIDE = f"<aside class='noi-dung'>{paragraphs(LINES)}<p>Lượt xem: 1.204</p></aside>"
"""A theme that keeps the text where menus stand; our own rules look past it."""


def test_a_text_that_only_the_second_opinion_finds() -> None:
    result, trace = extract_traced(page(ASIDE), URL)
    assert isinstance(result, Article)
    assert result.title == TITLE
    assert result.body.split("\n\n") == LINES
    assert result.published is not None
    assert trace.used["body"] == 1
    assert trace.sureness is not None
    assert trace.sureness.value <= MOST_OF_RESCUED
    assert "the text was found by the second opinion only" in trace.sureness.reasons


@pytest.mark.parametrize(
    "html",
    [
        page(f"<aside>{paragraphs(LINES[:1])}</aside>"),
        page(f"<aside>{FARM}</aside>"),
        page(f"<footer>{paragraphs(LINES)}</footer>"),
        page(ASIDE, date=""),
    ],
    ids=["too few words", "links", "the footer's", "no mark of an article"],
)
def test_what_the_second_opinion_does_not_make_an_article(html: str) -> None:
    result, trace = extract_traced(html, URL, "generic")
    assert isinstance(result, NotAnArticle)
    assert trace.sureness is None


def test_pages_it_cannot_read() -> None:
    assert second_opinion(Page.of("", URL)) == ()
    assert second_opinion(Page.of(f"<p>{'chữ ' * 300_000}</p>", URL)) == ()


def test_a_system_whose_marks_tell_the_text_is_not_rated() -> None:
    html = page(
        f"<div class='entry-content'>{paragraphs(LINES)}</div>", head="<meta name=generator content='WordPress 6'>"
    )
    result, trace = extract_traced(html.replace("<body>", "<body class='single single-post postid-7'>"), URL)
    assert isinstance(result, Article)
    assert trace.sureness is None


def test_agreement() -> None:
    assert agreement("bà con làm đường", "Bà con làm đường.") == 1
    assert agreement("bà con", "giá lúa") == 0
    assert agreement("", "") == 0
