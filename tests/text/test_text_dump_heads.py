"""What portals and papers print around a text, in the order they print it: heads with counters, alternative texts,
dates beside names, and tails with by-lines, boxes and counters."""

from __future__ import annotations

import pytest

from crawler.extraction.textdump import extract_dump
from crawler.items import Article
from crawler.text import modern_tones

TITLE = "Hội nghị giao ban công tác dân vận quý I của huyện Tân Lộc"
ONE = (
    "Sáng nay, khối vận huyện Tân Lộc họp giao ban công tác dân vận quý I, bàn việc của quý II với cán bộ mười hai xã."
)
TWO = "Trong quý, các xã dựng thêm 34 mô hình dân vận khéo và vận động bà con góp hơn 2.300 m2 đất làm đường xóm."
THREE = "Kết thúc buổi họp, trưởng khối đề nghị các xã nắm chắc điều bà con mong, việc nào làm được thì làm ngay."
TEXT = f"{ONE}\n\n{TWO}\n\n{THREE}\n"

HEADS = {
    "counter before a path": (
        "20019 lượt truy cập\nTrang chủ Nghiên cứu\n\n@\n(Ngày đăng :01/10/2013 12:00:00 SA)\n",
        "2013-10-01T00:00",
        None,
    ),
    "views and sizes": (
        "Cổng thông tin - Giao tiếp điện tử\n\nHuyện Tân Lộc\n\nLoading...\nTrang chủ Tin tức - Sự kiện\n\n@\n\n"
        "Đăng ngày 18-03-2021 16:03\n1228 Lượt xem\nXem cỡ chữ\n",
        "2021-03-18T16:03",
        None,
    ),
    "readers of a Joomla site": (
        "Truy cập hiện tại\n\nĐang có 69 khách và không thành viên đang online\n\nDư luận\n\n@\n",
        None,
        None,
    ),
    "day behind the title": (
        "|\n|\nLiên kết website\nTỉnh ủy, UBND Tỉnh Sở, Ban ngành tỉnh Hội - Đoàn thể Các trang báo\n| | |\n|\n"
        "@ Ngày cập nhật 22/11/2014\n",
        "2014-11-22T00:00",
        None,
    ),
    "name of a banner": ("Banner Tỉnh ủy Tân Lộc (Home-latest-1)\n\n@\n", None, None),
    "path and day": (
        "> Tin tức - Sự kiện > Văn phòng > Hội nghị giao ban công tác\n\n@\n\n27/12/2014\n",
        "2014-12-27T00:00",
        None,
    ),
    "reporter and time": (
        "Analytic\nThứ Sáu, ngày 23 tháng 08 năm 2019, 09:25:27\n\nTrang địa phương\n\n@\n\nPV - 18:10, 26/07/2021\n",
        "2021-07-26T18:10",
        "PV",
    ),
    "names and time": ("@\n\nVĂN HÀO - TRẦN QUÂN 30/04/2016 11:39\n", "2016-04-30T11:39", "VĂN HÀO - TRẦN QUÂN"),
    "names and a bar": ("@\n\nVĂN HÀO - TRẦN QUÂN |\n", None, "VĂN HÀO - TRẦN QUÂN"),
    "name under the title": ("Hotline: 0822.173.636   |\n\n@\n\nHoài Linh\n", None, "Hoài Linh"),
    "a day in words of three numbers": ("@\n\n21 09 2025\n\nin trang\n", "2025-09-21T00:00", None),
    "a clock and a day above the title": (
        "Thursday, 18/07/2024\nNgày đăng: 06/01/2021 - Lượt xem: 99\nXem với cỡ chữ\n\n@\n",
        "2021-01-06T00:00",
        None,
    ),
    "age of the page": ("@\n\n2 tháng 2 tuần trước\n", None, None),
    "reading aloud": (
        "Trang chủ\nGiới thiệu\nĐăng nhập\n@\nThứ năm - 09/03/2023 08:22\nXem với cỡ chữ : A- A A+\n"
        "Đọc bài viết : Giọng nữ miền Bắc Tốc độ đọc 1x\n",
        "2023-03-09T08:22",
        None,
    ),
    "a name behind the day": ("@\n\n19/12/2018 Hoàng Thị Thơ\n", "2018-12-19T00:00", "Hoàng Thị Thơ"),
    "written by, on a line": (
        "@\n\nThứ ba, 20 Tháng 3 2012 09:11\nViết bởi Phan Đình Tùng\n",
        "2012-03-20T09:11",
        "Phan Đình Tùng",
    ),
    "written by, behind the day": (
        "@\n\nThứ hai, 05 Tháng 9 2011 03:12 Viết bởi Hồ Sỹ Anh\n",
        "2011-09-05T03:12",
        "Hồ Sỹ Anh",
    ),
    "written by an account": ("@\n\nViết bởi Administrator\n", None, None),
}
TAILS = {
    "a map": ("BẢN ĐỒ HÀNH CHÍNH\n", None, None),
    "two pen names": ("K.Cúc - N.Thu\n \n\n.\n", "K.Cúc - N.Thu", None),
    "name and office": ("Lê Thu An - Uỷ ban MTTQ thị xã Tân Lộc\n", "Lê Thu An", None),
    "a lost line break": ("Nguồn: Baotanloc.vnÝ kiến bạn đọc\n", None, "Baotanloc.vn"),
    "an account": ("Tác giả: quantritanloc quantritanloc\nÝ kiến bạn đọc\n", None, None),
    "counters": (
        "Hoài Hương\nVideo\nThống kê truy cập\nĐang online\n67\nHôm nay\n353\nTổng truy cập\n2,487,540\n",
        "Hoài Hương",
        None,
    ),
    "a form": ("T.X\n\n \n\nBÌNH LUẬN\n\nPlease enter your comment!\nPlease enter your name here\n", "T.X", None),
    "neighbours without their break": (
        "Bài trướcTân An họp mặt các tổ tự quản\nBài tiếp theoVăn bản số 106/CV về phòng, chống bão\n",
        None,
        None,
    ),
    "a form of WordPress": ("Trả lời\n\nEmail của bạn sẽ không được hiển thị công khai. Các trường *\n", None, None),
    "an office in brackets": ("   Tin và ảnh:THU HÀ(HĐ)\n", "THU HÀ", None),
    "papers to take away": ("  Đính kèm\n\nVăn Phòng HĐND-UBND\n", "Văn Phòng HĐND-UBND", None),
    "a Khmer name": ("Thạch Sa Rươne\n\nĐƯỜNG DÂY NÓNG\n", "Thạch Sa Rươne", None),
    "a name and its site": ("Thanh Tùng/TANLOCTV.VN\n", "Thanh Tùng", "TANLOCTV.VN"),
    "a file": ("Tải tệp tin:\nTB12.signed.pdf\n", None, None),
    "what a form of WordPress keeps": (
        "Thu Uyên – Văn phòng Đảng ủy\n\nĐể lại một bình luận Hủy\n\nLưu tên của tôi, email, và trang web trong "
        "trình duyệt này cho lần bình luận kế tiếp của tôi.\n",
        "Thu Uyên",
        None,
    ),
    "a broadcaster": ("T/H : Đài Phát thanh Tân Lộc\n", None, "Đài Phát thanh Tân Lộc"),
}


def read(dump: str) -> Article:
    found = extract_dump(dump, "a.txt")
    assert isinstance(found, Article)
    assert found.title == TITLE
    assert "\n\n".join(filter(None, [found.lead, found.body])) == f"{ONE}\n\n{TWO}\n\n{THREE}"
    return found


@pytest.mark.parametrize("name", HEADS)
def test_heads(name: str) -> None:
    head, published, author = HEADS[name]
    found = read(head.replace("@", TITLE) + "\n" + TEXT)
    assert (found.published and found.published.isoformat()[:16], found.author) == (published, author)


@pytest.mark.parametrize("name", TAILS)
def test_tails(name: str) -> None:
    tail, author, source = TAILS[name]
    found = read(f"{TITLE}\n\n{TEXT}\n{tail}")
    assert (found.author, found.source) == (author, source)


def test_names_of_pictures_are_no_text() -> None:
    read(f"image banner\n{TITLE}\nLượt xem: 14\n\n{ONE}\n\nanh tin bai\n\n{TWO}\n\nanh tin bai\n\n{THREE}\n")


def test_a_lead_that_is_printed_again_is_read_once() -> None:
    read(f"11:03, 01/03/2023\n\n{TITLE}\n\n{ONE}\n\n{TEXT}")


def test_a_lead_is_read_once_with_the_title_under_a_picture_below_it() -> None:
    read(f"{TITLE}\n\nThứ tư - 23/12/2020 21:10 1.024 2\n\n{ONE}\n{TITLE}\n\n{TEXT}")


def test_the_office_in_capitals_above_a_decision_is_no_writer() -> None:
    found = extract_dump(f"{TITLE}\n\n25-01-2019\n\nĐẢNG ỦY XÃ TÂN AN\n\n{TEXT}", "a.txt")
    assert isinstance(found, Article)
    assert (found.author, found.body.split("\n")[0]) == (None, "ĐẢNG ỦY XÃ TÂN AN")


@pytest.mark.parametrize(
    ("between", "below", "captions", "kept"),
    [
        ("Tiết mục văn nghệ của chi hội phụ nữ", "", ("Tiết mục văn nghệ của chi hội phụ nữ",), ""),
        ("Các chị nấu ăn. Ảnh: N.Tuấn", "", ("Các chị nấu ăn. Ảnh: N.Tuấn",), ""),
        ("Các đại biểu cắt băng khánh thành cầu.", "", ("Các đại biểu cắt băng khánh thành cầu.",), ""),
        ("Đồng chí Lê Thu An chủ trì buổi họp.", "", (), "Đồng chí Lê Thu An chủ trì buổi họp."),
        ("Lãnh đạo huyện đã trao quà cho các hộ.", "", (), "Lãnh đạo huyện đã trao quà cho các hộ."),
        ("Hỏi dân trước khi viết", "", (), "Hỏi dân trước khi viết"),
        ("Vườn quế ở thôn Làng Rê\n\nDân hưởng lợi", "", ("Vườn quế ở thôn Làng Rê",), "Dân hưởng lợi"),
        (
            "",
            "Dưới đây là một số hình ảnh tại buổi lễ:\n\nTặng quà công nhân\n\nNhững nụ cười trước giờ xe chạy",
            ("Tặng quà công nhân", "Những nụ cười trước giờ xe chạy"),
            "Dưới đây là một số hình ảnh tại buổi lễ:",
        ),
    ],
)
def test_captions_and_headings(between: str, below: str, captions: tuple[str, ...], kept: str) -> None:
    found = extract_dump(f"{TITLE}\n\n{ONE}\n\n{TWO}\n\n{between}\n\n{THREE}\n\n{below}\n\nThu Hà\n", "a.txt")
    assert isinstance(found, Article)
    assert (found.captions, found.author) == (captions, "Thu Hà")
    lines = [line for line in found.body.split("\n\n") if line not in (ONE, TWO, THREE)]
    assert "\n".join(lines) == kept


def test_lines_that_a_narrow_editor_broke_are_joined() -> None:
    broken = (
        "Chiều\nngày 30/3/2022 tại nhà văn hóa thôn 7, xã Tân An tổ chức họp bàn việc làng giữa\n"
        "người đứng đầu cấp ủy, chính quyền với bà con thôn 7. Tham dự buổi họp có đồng\n"
        "chí bí thư chi bộ; các ban ngành đoàn thể và\nnhân dân thôn 7.\n"
        "Việc\ntổ chức gặp gỡ là việc làm rất thiết thực, hiệu quả; được các tầng lớp nhân\n"
        "dân trong thôn đồng tình ủng hộ từ nhiều năm nay, nhờ thế việc làng chạy đều, bà con\n"
        "thuận.\n"
    )
    found = extract_dump(f"01/04/2022\n{TITLE}\n{broken}Lê Thu An", "a.txt")
    assert isinstance(found, Article)
    assert (found.author, found.published and found.published.day) == ("Lê Thu An", 1)
    assert found.body.startswith("Chiều ngày 30/3/2022 tại nhà văn hóa thôn 7")
    assert found.body.count("\n\n") == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [("Uỷ ban hoà giải", "Ủy ban hòa giải"), ("quý, Thuỷ, KHOẺ", "quý, Thủy, KHỎE"), ("toán hoàng", "toán hoàng")],
)
def test_tone_marks_stand_where_the_newer_spelling_has_them(old: str, new: str) -> None:
    assert modern_tones(old) == new
