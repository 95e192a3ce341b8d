"""Pages of communes and districts as small systems print them: date, views and buttons beside the title."""

from __future__ import annotations

import pytest

from crawler.extraction import extract
from crawler.items import Article

TITLE = "Bà con xóm Bãi góp công sửa cầu tre"
FIRST = "Sáng chủ nhật, hơn 40 hộ dân xóm Bãi cùng nhau thay ván và buộc lại tay vịn cây cầu tre bắc qua rạch Dừa."
SECOND = "Cây cầu phục vụ 120 học sinh đi học mỗi ngày, bà con mong sớm có cầu bê tông để đi lại cho an toàn."
URL = "https://xombai.example.gov.vn/?gd=3&cn=12&tc=407"


def page(head: str, body: str = "", name: str = "Trang tin xã") -> str:
    text = f"{head}<div>{body or f'<p>{FIRST}</p><p>{SECOND}</p>'}</div>"
    return (
        f'<html><head><title>{name}</title></head><body><ul><li><a href="/">Trang chủ</a></li></ul>{text}</body></html>'
    )


def article(html: str, url: str = URL) -> Article:
    found = extract(html, url)
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize(
    ("head", "when"),
    [
        (f"<div><span>{TITLE}</span> <span>Ngày cập nhật 22/11/2014</span></div>", "2014-11-22"),
        (f"<div>{TITLE} <i>(Ngày đăng :01/10/2013 12:00:00 SA)</i></div>", "2013-10-01"),
        (f"<div>Ngày đăng: 30/09/2013 - Lượt xem: 152<br><b>{TITLE}</b></div>", "2013-09-30"),
        (f"<h2>{TITLE}</h2><div>RSS In Gởi cho bạn bè 10/08/2023 05:03:54 PM</div>", "2023-08-10 17:03"),
    ],
)
def test_a_stamp_that_touches_the_title_is_its_date(head: str, when: str) -> None:
    found = article(page(head))
    assert (found.title, found.body) == (TITLE, f"{FIRST}\n\n{SECOND}")
    assert str(found.published).startswith(when)


def test_date_writer_and_source_on_one_line() -> None:
    line = "Ngày đăng tin: 12/10/2022 Tác giả: Đức Anh Nguồn: Trung tâm Văn hóa - Thông tin quận"
    found = article(page(f"<h2>{TITLE}</h2><div>{line}</div>"))
    assert (found.author, found.source) == ("Đức Anh", "Trung tâm Văn hóa - Thông tin quận")
    assert found.body.startswith(FIRST)


def test_a_lead_that_is_printed_again_below_the_text_is_read_once() -> None:
    found = article(page(f"<h2>{TITLE}</h2><p>12/10/2022</p>", f"<p>{FIRST}</p><p>{SECOND}</p><div>{FIRST}</div>"))
    assert f"{found.lead or ''}{found.body}".count(FIRST) == 1


def test_a_title_made_of_words_of_a_menu_that_the_address_spells() -> None:
    title = "Thông báo lịch tiếp công dân tháng 12 năm 2023"
    url = "https://xombai.example.gov.vn/tin/thong-bao-lich-tiep-cong-dan-311204"
    opening = "Ủy ban nhân dân xã thông báo lịch tiếp công dân định kỳ của Chủ tịch và các Phó Chủ tịch xã như sau:"
    assert (
        article(page(f"<p>{title}</p><p>01-12-2023 14:30</p>", f"<p>{opening}</p><p>{SECOND}</p>"), url).title == title
    )


def test_a_notice_of_death_needs_no_longer_title() -> None:
    url = "https://xombai.example.gov.vn/Pages/newsdetail.aspx?NewsId=14258&CatId=112"
    told = "Đảng ủy, Ủy ban nhân dân xã và gia đình thương tiếc báo tin: ông Mai Văn Tạc, 84 tuổi, đã từ trần ngày 9/8."
    assert (
        article(page("<div>Tin buồn</div><div>(Cập nhật: 09/08/2022)</div>", f"<p>{told}</p>"), url).title == "Tin buồn"
    )
