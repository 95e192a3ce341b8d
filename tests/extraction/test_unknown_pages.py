"""Pages of systems that danvan has no platform for: what ends the text, what is no text, what is no article."""

from __future__ import annotations

import pytest

from benchmarks.extractors import danvan
from benchmarks.labelled import Labelled, Unlabelled, unknown
from benchmarks.scores import score
from benchmarks.sureness import sureness_rows
from crawler.extraction import extract
from crawler.items import Article, NotAnArticle

URL = "https://xa.example.vn/tin/nguoi-dan-xom-ghenh-cung-nhau-don-rac-ven-song-4821.html"
TITLE = "Người dân xóm Ghềnh cùng nhau dọn rác ven sông"
LINES = [
    "Từ tờ mờ sáng, hơn sáu mươi người dân xóm Ghềnh đã có mặt ở bãi bồi với bao tải và găng tay vải.",
    "Sau ba giờ, gần hai tấn rác nhựa được gom lại, phân loại rồi chuyển về điểm tập kết của hợp tác xã.",
    "Xóm thống nhất cứ chủ nhật đầu tháng lại ra sông một lần, nhà nào bận thì góp một bữa cơm trưa.",
]
OTHERS = [
    ("Trạm y tế mở thêm ca khám buổi tối cho công nhân", "Mỗi tuần hai tối, bác sĩ khám miễn phí cho người làm ca."),
    ("Đội văn nghệ thôn Thượng dựng vở chèo về lúa mới", "Vở chèo dài bốn mươi phút do các bà trong thôn viết lời."),
    ("Giếng khoan thứ ba ở bản Phìn có nước sau hai tuần", "Bản Phìn có thêm giếng sâu bốn mươi mét nhờ góp công."),
]
PAGES = list(unknown("unknown-2", "newspapers-2"))
ARTICLES = [page for page in PAGES if isinstance(page, Labelled)]


def paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def page(inside: str, behind: str = "", head: str = "") -> str:
    top = f"<html><head><title>{TITLE} - Xã Ghềnh</title>{head}</head><body><div><h1>{TITLE}</h1>"
    return f"{top}<p>12/03/2024 08:30</p>{inside}</div>{behind}</body></html>"


def body(html: str, url: str = URL) -> list[str]:
    found = extract(html, url)
    assert isinstance(found, Article)
    return found.body.split("\n\n")


@pytest.mark.parametrize("page", ARTICLES, ids=lambda page: page.name)
def test_page_of_an_unknown_system(page: Labelled) -> None:
    found = score(danvan(None)(page.html, page.url), page)
    assert found.title
    assert found.day
    assert found.tokens >= 0.8


def test_lists_and_forms_of_unknown_systems() -> None:
    taken = {p.name for p in PAGES if isinstance(p, Unlabelled) and isinstance(extract(p.html, p.url), Article)}
    assert taken <= {"unknown-2-x-faq-0", "unknown-2-x-faq-1"}  # questions with answers may be an article


def test_readings_by_sureness() -> None:
    some = [page for page in PAGES if page.name in ("unknown-2-bs5-0", "unknown-2-x-faq-0")]
    rows = [row[:3] for row in sureness_rows(some)]
    assert float(rows[0][0][:4]) < 0.5
    assert rows[0][2] == "0.000"
    assert float(rows[-1][0][:4]) >= 0.65
    assert rows[-1][2] == "1.000"


IMPRINT = (
    "<p>Địa chỉ: Số 4 đường Bến Đá, xã Ghềnh. Điện thoại: 0256.3.811.022. Email: xaghenh@example.vn</p>"
    "<p>Cơ quan chủ quản: Ủy ban nhân dân xã Ghềnh. Chịu trách nhiệm: Ông Bùi Văn Sáu, Chủ tịch Ủy ban nhân dân.</p>"
)


@pytest.mark.parametrize("behind", [IMPRINT, f"<div>{IMPRINT}</div>", f"<table><tr><td>{IMPRINT}</td></tr></table>"])
def test_imprint_is_no_text(behind: str) -> None:
    assert body(page(paragraphs(LINES), behind)) == LINES


def test_address_in_a_notice_stays() -> None:
    address = "Hồ sơ gửi về Văn phòng xã, địa chỉ: số 4 đường Bến Đá; điện thoại: 0256.3.811.022 trong giờ làm việc."
    assert body(page(paragraphs([*LINES, address]), f"<div>{IMPRINT}</div>")) == [*LINES, address]
    assert body(page(paragraphs([*LINES, address]))) == [*LINES, address]


def cards(date: str = "") -> str:
    return "".join(f"<div><h4>{title}</h4>{date}<p>{text}</p></div>" for title, text in OTHERS)


def test_cards_without_links_are_no_text() -> None:
    assert body(page(paragraphs(LINES), f"<section>{cards()}</section>")) == LINES


def test_sections_with_numbers_are_text() -> None:
    sections = "".join(
        f"<div><h4>{n}. Việc thứ {n} mà xóm đã bàn</h4><p>{line}</p></div>" for n, line in enumerate(LINES)
    )
    assert [line for line in body(page(sections)) if line in LINES] == LINES


def test_cards_alone_are_a_list() -> None:
    html = (
        f"<html><head><title>Tin cơ sở</title></head><body><h2>Tin cơ sở</h2>{cards('<p>12/03/2024</p>')}</body></html>"
    )
    assert isinstance(extract(html, "https://xa.example.vn/tin-co-so"), NotAnArticle)


def test_comments_without_a_heading_are_no_text() -> None:
    said = "".join(
        f"<div><b>Bạn đọc {n}</b><p>{text}</p><a href='#'>Trả lời</a> <a href='#'>Thích ({n})</a></div>"
        for n, (_, text) in enumerate(OTHERS)
    )
    assert body(page(paragraphs(LINES), f"<div>{said}</div>")) == LINES


def test_cell_with_the_title_is_the_column() -> None:
    right = "<br>".join(f"<b>{title}</b><br>{text}" for title, text in OTHERS)
    html = f"""<html><head><title>Xã Ghềnh</title></head><body><table><tr><td><b>{TITLE}</b><br>12/03/2024 08:30<br><br>
        {"<br><br>".join(LINES)}</td><td><b>Tin mới</b><br><br>{right}</td></tr></table></body></html>"""
    assert body(html) == LINES


def test_procedure_is_no_article() -> None:
    parts = ("Trình tự thực hiện", "Cách thức thực hiện", "Thành phần hồ sơ", "Thời hạn giải quyết", "Lệ phí")
    told = "".join(f"<h4>{part}</h4><p>{line}</p>" for part, line in zip(parts, LINES + LINES, strict=False))
    name = "Đăng ký khai sinh lưu động"
    html = f"<html><head><title>{name}</title></head><body><h1>{name}</h1>{told}</body></html>"
    assert isinstance(extract(html, "https://dvc.example.vn/ho-so/1.004"), NotAnArticle)


def test_page_behind_a_hash_is_not_the_home_page() -> None:
    assert body(page(paragraphs(LINES)), "https://xa.example.vn/#/tin/4821") == LINES


def test_state_of_angular() -> None:
    article = {"id": 4821, "title": TITLE, "content": paragraphs(LINES), "publishDate": 1710207000000}
    state = str({"news": {"body": article}}).replace("'", "&q;").replace("<", "&l;").replace(">", "&g;")
    html = f"""<html><head><title>Cổng thông tin xã Ghềnh</title></head><body><app-root></app-root>
        <script id="serverApp-state" type="application/json">{state}</script></body></html>"""
    found = extract(html, "https://xa.example.vn/chi-tiet/4821")
    assert isinstance(found, Article)
    assert found.title == TITLE
    assert found.published is not None
    assert found.published.isoformat() == "2024-03-12T08:30:00+07:00"


@pytest.mark.parametrize(
    "printed",
    [
        "<dl><dt>Ngày đăng</dt><dd>12/03/2024</dd><dt>Chuyên mục</dt><dd>Tin xóm</dd></dl><h1>{title}</h1>",
        "<div>12</div><div>Tháng 3, 2024</div><h1>{title}</h1>",
        "<h1>{title}</h1><p>12 thg 3, 2024</p>",
        "<h1>{title}</h1><p>12-03-2024 vanthu 0 bình luận</p>",
        "<h1>{title}</h1><span title='12/03/2024 08:30'>2 năm trước</span>",
    ],
)
def test_date_of_an_unknown_theme(printed: str) -> None:
    html = f"<html><head><title>{TITLE}</title></head><body><ul><li><a href='/'>Trang chủ</a></li></ul><div>"
    found = extract(f"{html}{printed.format(title=TITLE)}{paragraphs(LINES)}</div></body></html>", URL)
    assert isinstance(found, Article)
    assert found.published is not None
    assert f"{found.published:%d/%m/%Y}" == "12/03/2024"
