"""By-lines, datelines and CMS accounts."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction.authors import (
    Byline,
    bare_byline,
    is_cms_account,
    labelled_author,
    split_byline,
    split_dateline,
)
from crawler.extraction.bylines import Line
from crawler.extraction.names import is_full_name, is_name, is_office, is_role
from crawler.text import clean_line

TEXT = (
    "Sáng 4/3, xã Tân Lộc Đông họp mặt các tổ tự quản trên địa bàn.",
    "Dịp này, mười hai tổ được tặng giấy khen vì giữ đường quê sạch đẹp.",
)

LABELLED = {
    "Tác giả bài viết: Quốc Nam": Line(author="Quốc Nam"),
    "Tác giả: Thanh Xuân": Line(author="Thanh Xuân"),
    "Tác giả : Ban Dân vận Huyện ủy": Line(author="Ban Dân vận Huyện ủy"),
    "Tin, ảnh: Minh Anh": Line(author="Minh Anh"),
    "Tin và ảnh: Minh Anh": Line(author="Minh Anh"),
    "Bài và ảnh: Lê Hoa - Trần Tú": Line(author="Lê Hoa - Trần Tú"),
    "Tin, bài: Hoài An (Đài Truyền thanh huyện)": Line(author="Hoài An", unit="Đài Truyền thanh huyện"),
    "Thực hiện: P.V": Line(author="P.V"),
    "Thực hiện: Văn Phòng Huyện ủy": Line(author="Văn Phòng Huyện ủy"),
    "Người đưa tin: Hà An": Line(author="Hà An"),
    "Tin: Minh Anh; Ảnh: Hoài Thu": Line(author="Minh Anh"),
    "Tin bài và ảnh: ông Võ Văn Tám - Chủ tịch MTTQ phường Bình An": Line(
        author="Võ Văn Tám", unit="Chủ tịch MTTQ phường Bình An"
    ),
    "(Tác giả: Nguyễn Thị Lụa)": Line(author="Nguyễn Thị Lụa"),
    "Tác giả: Admin": Line(account="Admin"),
    "Người đăng: xuanmai": Line(account="xuanmai"),
    "Tác giả: Báo Ấp Mới": Line(source="Báo Ấp Mới"),
    "Nguồn tin: Báo Ấp Mới": Line(source="Báo Ấp Mới"),
    "Nguồn: https://bao.example.vn/tin-1.html": Line(source="https://bao.example.vn/tin-1.html"),
    "(https://bao.example.vn/tin-1.html)": Line(source="https://bao.example.vn/tin-1.html"),
    "Theo Báo Nhân Dân": Line(source="Báo Nhân Dân"),
    "(Theo TTXVN)": Line(source="TTXVN"),
    "Theo baoapmoi.vn": Line(source="baoapmoi.vn"),
    "baoapmoi.com.vn": Line(source="baoapmoi.com.vn"),
    "Báo Hà Nội mới": Line(source="Báo Hà Nội mới"),
    "Ảnh: Minh Tú": Line(),
    "Biên tập: Minh Tú": Line(),
}

NO_LABELS = (
    "Theo đó, các đơn vị thực hiện tốt việc tiếp dân",
    "Tin: các đơn vị đã tổ chức hội nghị trong tuần",
    "Nội dung: tuyên truyền về bầu cử",
    "Thực hiện: rà soát hộ nghèo theo chuẩn mới",
    "Theo Ban Dân vận, số mô hình tăng gấp đôi so với năm trước",
    "Báo cáo đã được thông qua tại hội nghị",
    "Bài: học về lòng dân. Cán bộ phải gần dân hơn nữa",
    "Tác giả:",
    "Tác giả: " + "rất dài " * 30,
)


@pytest.mark.parametrize(("text", "expected"), LABELLED.items())
def test_labelled(text: str, expected: Line) -> None:
    assert labelled_author(text) == expected


@pytest.mark.parametrize("text", NO_LABELS)
def test_not_labelled(text: str) -> None:
    assert labelled_author(text) is None


BARE = {
    "Phương Thảo": ("Phương Thảo", None),
    "Nguyễn Thu": ("Nguyễn Thu", None),
    "NGUYỆT ÁNH": ("NGUYỆT ÁNH", None),
    "Thanh Vân – Lê Hân": ("Thanh Vân – Lê Hân", None),
    "Minh Anh, Thu Hà": ("Minh Anh, Thu Hà", None),
    "CTV Ngọc Lan": ("Ngọc Lan", None),
    "Đ/c Hà Văn Minh": ("Hà Văn Minh", None),
    "Y Bhem Niê": ("Y Bhem Niê", None),
    "H'Linh Mlô - Hội LHPN xã": ("H'Linh Mlô", "Hội LHPN xã"),
    "Nguyễn Văn An (tổng hợp)": ("Nguyễn Văn An", None),
    "Thạch Sa Rây": ("Thạch Sa Rây", None),
    "N.T.H": ("N.T.H", None),
    "PV": ("PV", None),
    "Hoàng Hương - Trung tâm VHTT&TT huyện.": ("Hoàng Hương", "Trung tâm VHTT&TT huyện"),
    "Mạnh Hùng – Trung tâm VHTT&TT huyện Phú Xuyên": ("Mạnh Hùng", "Trung tâm VHTT&TT huyện Phú Xuyên"),
    "Hoa Phượng - VP HĐND-UBND": ("Hoa Phượng", "VP HĐND-UBND"),
    "Quỳnh Hương – P. XP": ("Quỳnh Hương", "P. XP"),
    "Đài Truyền thanh xã - Thu Cúc": ("Thu Cúc", "Đài Truyền thanh xã"),
    "Lam Uyên- P.V": ("Lam Uyên", None),
    "Phòng Văn hóa và Thông tin quận": ("Phòng Văn hóa và Thông tin quận", None),
    "Công an quận": ("Công an quận", None),
    "UBND xã Bình Phú": ("UBND xã Bình Phú", None),
}

NOT_BARE = (
    "Hà Nội",
    "Đồng Nai",
    "KẾT LUẬN",
    "THÔNG BÁO",
    "Kết quả bước đầu",
    "An ninh - Quốc phòng",
    "Trang Chủ Liên Hệ Góp Ý",
    "Hội nghị đã tổ chức thành công",
    "Ban Chỉ đạo đã kết luận hội nghị",
    "Đồng chí Lê Văn Sáu - Bí thư Đảng ủy phát biểu kết luận hội nghị",
    "Vì sao Minh Anh?",
    "Những người có mặt:",
    "",
)


@pytest.mark.parametrize(("text", "expected"), BARE.items())
def test_bare(text: str, expected: tuple[str, str | None]) -> None:
    line = bare_byline(text)
    assert line is not None
    assert (line.author, line.unit) == expected


@pytest.mark.parametrize("text", NOT_BARE)
def test_not_bare(text: str) -> None:
    assert bare_byline(text) is None


ACCOUNTS = (
    "Admin",
    "Admin Thường Tín",
    "ad Sở Y Tế",
    "quantri",
    "admin admin",
    "Quản trị viên",
    "ban@xa.gov.vn",
    "hoa.nt2",
)
PEOPLE = ("Quốc Nam", "Adam Smith", "Lê Minh", "BBT", "P.V", "Ân", "Admiral Hotel", "")


@pytest.mark.parametrize("name", ACCOUNTS)
def test_account(name: str) -> None:
    assert is_cms_account(name)


def test_an_account_may_be_said_twice() -> None:
    assert is_cms_account("quantrixatanan quantrixatanan")
    assert not is_cms_account("Lan Lan")


@pytest.mark.parametrize("name", PEOPLE)
def test_no_account(name: str) -> None:
    assert not is_cms_account(name)


@pytest.mark.parametrize(
    ("tail", "author", "unit", "source", "account"),
    [
        (["Phương Thảo"], "Phương Thảo", None, None, None),
        (["Hoàng Hương - Trung tâm VHTT&TT huyện."], "Hoàng Hương", "Trung tâm VHTT&TT huyện", None, None),
        (["Bảo Bình", "Nguyễn Thị Hoài Phương"], "Bảo Bình", None, None, "Nguyễn Thị Hoài Phương"),
        (["Diệp", "Phan Bích Diệp"], "Diệp", None, None, "Phan Bích Diệp"),
        (["Duy Tuân", "Tạ Duy Tuân"], "Duy Tuân", None, None, "Tạ Duy Tuân"),
        (["Hồng Đào", "Vũ Liên"], "Hồng Đào - Vũ Liên", None, None, None),
        (["PV", "ad Sở Y Tế"], "PV", None, None, "ad Sở Y Tế"),
        (["Báo Ấp Mới", "Lê Thị Mai Trang"], None, None, "Báo Ấp Mới", "Lê Thị Mai Trang"),
        (["Lê Thị Thúy Hà", "Công chức Văn hóa - Xã hội"], "Lê Thị Thúy Hà", "Công chức Văn hóa - Xã hội", None, None),
        (["Minh Anh", "Phòng Nội vụ huyện"], "Minh Anh", "Phòng Nội vụ huyện", None, None),
        (["Tác giả:", "Minh Anh"], "Minh Anh", None, None, None),
        (["Minh Anh", "Nguồn: Báo Ấp Mới", "Ảnh: Hoài Thu"], "Minh Anh", None, "Báo Ấp Mới", None),
        (["(https://bao.example.vn/a.html)"], None, None, "https://bao.example.vn/a.html", None),
        ([], None, None, None, None),
    ],
)
def test_block_at_the_end(
    tail: list[str], author: str | None, unit: str | None, source: str | None, account: str | None
) -> None:
    assert split_byline([*TEXT, *tail]) == Byline(author, unit, source, TEXT, account)


@pytest.mark.parametrize(
    ("glued", "author"),
    [
        (" Minh Thiện", "Minh Thiện"),
        ("/. Lam Uyên- P.V", "Lam Uyên"),
        (" Tin, ảnh: Minh Anh", "Minh Anh"),
        ("Phương Thảo", "Phương Thảo"),
    ],
)
def test_glued_to_the_last_sentence(glued: str, author: str) -> None:
    found = split_byline([TEXT[0], TEXT[1] + glued])
    assert found.author == author
    assert found.paragraphs == (TEXT[0], TEXT[1] + ("/." if glued.startswith("/") else ""))


@pytest.mark.parametrize(
    "last",
    [
        "Người trình bày chuyên đề tại hội nghị sáng cùng ngày ở xã là TS. Nguyễn Văn An",
        "Hội nghị kết thúc lúc 11 giờ cùng ngày với lời cảm ơn của bà Lê Thị Hoa",
        "Mọi góp ý xin gửi về bộ phận một cửa của Ủy ban nhân dân thành phố, TP. Cần Thơ",
        "Đơn vị đứng đầu phong trào thi đua năm nay của toàn huyện là Hội Nông dân xã. Hà Nội",
    ],
)
def test_last_sentences_stay(last: str) -> None:
    assert split_byline([TEXT[0], last]) == Byline(None, None, None, (TEXT[0], last))


@pytest.mark.parametrize(
    "signature",
    [
        ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn An"],
        ["KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "(Đã ký)", "Nguyễn Văn An"],
        ["GIÁM ĐỐC", "Lê Thị Hoa"],
    ],
)
def test_signatures_of_documents_stay(signature: list[str]) -> None:
    assert split_byline([*TEXT, *signature]).paragraphs == (*TEXT, *signature)


def test_one_paragraph_always_remains() -> None:
    assert split_byline(["Phương Thảo"]).paragraphs == ("Phương Thảo",)
    assert split_byline(["Phương Thảo", "Admin"]).paragraphs == ("Phương Thảo",)
    assert split_byline([]).paragraphs == ()


DATELINES = {
    "(CTT-Đồng Nai) - Trường Cao đẳng": ("CTT-Đồng Nai", "Trường Cao đẳng"),
    "(CTT- Đồng Nai) – Nằm trên": ("CTT- Đồng Nai", "Nằm trên"),
    "(CTT-Đồng Nai) Phụ nữ": ("CTT-Đồng Nai", "Phụ nữ"),
    "(NTL) Sáng 22/12": ("NTL", "Sáng 22/12"),
    "TTĐT - Chiều 25-12": ("TTĐT", "Chiều 25-12"),
    "CTTĐT – “Vì dân”": ("CTTĐT", "“Vì dân”"),
    "Kinhtedothi - Ngày 25/12": ("Kinhtedothi", "Ngày 25/12"),
    "(Haiphong.gov.vn) – Sáng 9/8": ("Haiphong.gov.vn", "Sáng 9/8"),
    "Cổng TTĐT tỉnh - Sáng nay": ("Cổng TTĐT tỉnh", "Sáng nay"),
}
NO_DATELINES = (
    "(Ảnh 1: Cán bộ đến nhà dân)",
    "UBND - Mặt trận xã ký kết",
    "(1) Thực hiện tốt",
    "Sáng 1/2 - Huyện ủy",
    "(Điều 12 NQ) Các hộ",
    "Xã Tân Lộc - nơi đầu sóng",
    "",
)


@pytest.mark.parametrize(("text", "expected"), DATELINES.items())
def test_dateline(text: str, expected: tuple[str, str]) -> None:
    assert split_dateline(text) == expected


@pytest.mark.parametrize("text", NO_DATELINES)
def test_no_dateline(text: str) -> None:
    assert split_dateline(text) == (None, text)


def test_shapes_of_names() -> None:
    assert is_name("Nguyễn Thị Minh Khai")
    assert is_name("Bảo Bình")
    assert not is_name("Bảo bình")
    assert not is_name("Tuần Lễ")
    assert is_name("Bù Rơ", sure=False)
    assert not is_name("Bù Rơ")
    assert is_full_name("Tạ Duy Tuân")
    assert not is_full_name("Duy Tuân")
    assert is_office("Ban Dân vận Huyện ủy")
    assert not is_office("Ban Dân vận đã tổ chức hội nghị")
    assert is_role("Công chức Văn hóa - Xã hội")
    assert not is_role("Cán bộ đến từng hộ vận động")


@settings(deadline=None)
@given(st.lists(st.text(max_size=80), max_size=6))
def test_never_raises_and_never_adds(paragraphs: list[str]) -> None:
    found = split_byline(paragraphs)
    assert len(found.paragraphs) <= len(paragraphs)
    assert bool(found.paragraphs) == any(clean_line(p) for p in paragraphs)
    for text in paragraphs:
        split_dateline(text)


@pytest.mark.shared
def test_real_articles_keep_their_sentences(real: list[dict[str, str]]) -> None:
    for entry in real:
        paragraphs = [p for p in entry["text"].split("\n") if p.strip()]
        found = split_byline(paragraphs)
        taken = paragraphs[len(found.paragraphs) :]
        assert all(len(line) < 130 for line in taken), taken


@pytest.mark.shared
def test_gold_bodies_lose_only_bylines(gold: list[dict[str, Any]]) -> None:
    lost = [d["body"][len(split_byline(d["body"]).paragraphs) :] for d in gold]
    assert {line for lines in lost for line in lines if len(line) > 40} == set()


@pytest.mark.parametrize(
    ("text", "author", "source"),
    [
        ("Hải Yến (Theo TTXVN)", "Hải Yến", "TTXVN"),
        ("Hải Yến - Nguồn: Báo Ấp Bắc", "Hải Yến", "Báo Ấp Bắc"),
        ("Minh Tú, theo Báo Hòa Bình", "Minh Tú", "Báo Hòa Bình"),
    ],
)
def test_a_writer_and_where_the_text_was_taken_from(text: str, author: str, source: str) -> None:
    line = bare_byline(text)
    assert line is not None
    assert (line.author, line.source) == (author, source)


@pytest.mark.parametrize("name", ["H. Giang", "Ng. Thu Hà", "T.N", "Th. Hương"])
def test_pen_names_with_dots(name: str) -> None:
    line = bare_byline(name)
    assert line is not None
    assert line.author == name


@pytest.mark.parametrize("line", ["(Trích: Báo Ấp Bắc)", "Theo: Báo Ấp Bắc", "Trích từ: Báo Ấp Bắc"])
def test_labels_of_a_source(line: str) -> None:
    found = labelled_author(line)
    assert found is not None
    assert found.source == "Báo Ấp Bắc"


@pytest.mark.parametrize("line", ["(Sưu tầm)", "Sưu tầm và biên soạn", "(ST)"])
def test_a_line_that_only_says_how_a_text_came_about_goes(line: str) -> None:
    found = split_byline(["Một câu chuyện cũ kể lại cho con cháu trong xóm.", line])
    assert (found.author, found.source, len(found.paragraphs)) == (None, None, 1)


@pytest.mark.parametrize(
    ("last", "author", "unit"),
    [
        ("Mai Lan\nHội LHPN phường Tân An", "Mai Lan", "Hội LHPN phường Tân An"),
        ("Thu Hà (CTV)", "Thu Hà", None),
        ("Y Thắng - UBMTTQ xã", "Y Thắng", "UBMTTQ xã"),
        ("Nhóm PV", "Nhóm PV", None),
        ("Kim Ngọc./.", "Kim Ngọc", None),
        ("Tin, ảnh - Phúc Lâm – Bảo Ngọc", "Phúc Lâm – Bảo Ngọc", None),
    ],
)
def test_a_by_line_below_a_text(last: str, author: str, unit: str | None) -> None:
    found = split_byline(["Một câu chuyện cũ kể lại cho con cháu trong xóm.", last])
    assert (found.author, found.unit, len(found.paragraphs)) == (author, unit, 1)


def test_lines_of_a_last_paragraph_that_are_no_by_line_stay_together() -> None:
    verse = "Thu Hà ra chợ\nMua một gánh rau"
    assert split_byline(["Một câu chuyện cũ kể lại cho con cháu trong xóm.", verse]).paragraphs[-1] == verse


@pytest.mark.parametrize(
    ("tail", "author", "left"),
    [
        (["Các đơn vị được khen gồm:", "Hội Phụ nữ xã Tân An", "Hội Nông dân xã Tân An", "Thu Hà"], "Thu Hà", 5),
        (["Các đơn vị được khen gồm:", "Hội Phụ nữ xã Tân An"], None, 4),
        (["Hai bên đã ký kết quy chế phối hợp trong năm nay.", "Thu Hà"], "Thu Hà", 3),
        (["KT. CHỦ TỊCH", "(Đã ký)", "Nguyễn Văn Hòa"], None, 5),
    ],
)
def test_lists_and_signatures_are_no_by_lines(tail: list[str], author: str | None, left: int) -> None:
    found = split_byline([*TEXT, *tail])
    assert (found.author, len(found.paragraphs)) == (author, left)
