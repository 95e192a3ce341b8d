"""Furniture goes, articles stay."""

from __future__ import annotations

from typing import Any

import pytest
from boilerplate_lookalikes import LOOKALIKES
from dump_cases import SESSION, A, B, C, D
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction.boilerplate import (
    RULES,
    is_boilerplate,
    is_furniture,
    strip_lines,
    strip_numbered_caption,
    trim,
)

CERTAIN = {
    "rating": [
        "Đánh giá bài viết: 5/5 (1 phiếu)",
        "Bài viết hay? Hãy đánh giá bài viết",
        "Tổng số điểm của bài viết là: 5 trong 1 đánh giá",
        "Xếp hạng: 5 - 1 phiếu bầu",
        "Xếp hạng: 4.7 - 3 phiếu bầu",
        "Click để đánh giá bài viết",
        "Bài viết rất kém",
        "Bài viết rất kém Bài viết kém Bài viết đạt Bài viết tốt Bài viết rất tốt",
        "Đánh giá: 5/5 (3 phiếu bầu)",
    ],
    "comments": [
        "15 trả lời",
        "Quan tâm nhiều nhất",
        "Ý kiến bạn đọc",
        "Ý kiến bạn đọc (0)",
        "Gửi bình luận của bạn",
        "Bình luận (0)",
        "Leave a Reply",
        "Email người gửi (*): Email không đúng",
    ],
    "session": [
        SESSION,
        "Phiên làm việc của bạn đã hết hạn do thời gian không sử dụng quá lâu.",
        "Thời gian chờ: 60 giây",
        "Hệ thống đang từ chối truy cập của bạn. Hãy đợi 30 giây...",
        "Trình duyệt của bạn đã tắt chức năng hỗ trợ JavaScript. Website chỉ làm việc khi bạn bật nó trở lại.",
    ],
    "counter": [
        "20019 lượt truy cập",
        "Đang có 69 khách và không thành viên đang online",
        "Đang truy cập19",
        "Đang truy cập: 27",
        "• Thành viên online1",
        "Máy chủ tìm kiếm12",
        "Khách viếng thăm6",
        "Hôm nay3,130",
        "Tháng hiện tại12,131",
        "Tổng lượt truy cập885,024",
        "Tổng: 4.798.809",
        "• Tất cả: 32,022,795",
        "Tuần trước: -",
        "Số lượt truy cập: 5698723",
        "Số lượt đang online: 723",
        "Thống kê truy cập: Đang online: 12; Hôm nay: 300",
    ],
    "counter label": [
        "Thống kê truy cập",
        "Thống Kê Truy Cập Thống Kê Truy Cập",
        "Số lượng truy cập",
        "Đang truy cập:",
        "Hôm nay:",
        "Tuần hiện tại:",
        "Tháng trước",
        "Tổng lượt truy cập:",
    ],
    "dash": ["-", "---", "…"],
    "views": [
        "View count: 555",
        "View count:",
        "Lượt xem: 400",
        "Đã xem",
        "Đã xem: 1.188",
        "Phản hồi: 3",
        "12 lượt xem",
    ],
    "related heading": [
        "Theo dòng sự kiện",
        "Những tin mới hơn",
        "Những tin cũ hơn",
        "Các tin khác",
        "Tin liên quan",
        "Bài viết cùng chuyên mục",
        "Other News",
        "Đọc nhiều nhất",
    ],
    "share and print": [
        "Theo dõi Báo Tân Lộc trênGoogle News",
        "In ra",
        "Lưu bài viết này",
        "Gửi bài viết qua email",
        "Giới thiệu bài viết cho bạn bè",
        "Print",
        "Send email",
        "Chia sẻ",
        "Facebook Zalo Twitter",
    ],
    "pager": [
        "Xem tiếp...",
        "Trang",
        "next",
        "Cuối cùng →",
        "← Đầu tiên",
        "Hiển thị 1 - 20 of 29 kết quả.",
        "1 2 3 4",
    ],
    "login": ["Đăng nhập", "Quên mật khẩu?", "Hãy đăng nhập thành viên để trải nghiệm đầy đủ các tiện ích trên site"],
    "skip link": ["Truy cập nội dung luôn", "Skip to content"],
    "portlet heading": ["Chi tiết tin", "CHI TIẾT BÀI VIẾT"],
    "zoom": ["100%", "A- A A+", "Cỡ chữ"],
    "speech": ["Nghe bài viết", "Giọng nữ", "1x", "00:00 / 02:15", "Đọc bài"],
    "page foot": ["Về đầu trang", "Chọn liên kết", "Liên kết website"],
    "search box": ["---Nhập từ tìm kiếm---", "Tìm kiếm"],
    "breadcrumb": ["Trang chủ", "Trang chủ » Tin tức » Dân vận", ">> Tin tức >> Tin địa phương"],
    "language switch": ["English | Khmer", "Tiếng Việt / English"],
    "banner": [
        "No title...",
        "No title... No title... No title...",
        "z52_a.jpg",
        "image banner",
        "Banner Tỉnh ủy Tân Lộc (Home-latest-1)",
    ],
    "hot line": ["ĐƯỜNG DÂY NÓNG", "Hotline: 0273.123.456"],
    "badge": ["Chung nhan Tin Nhiem Mang", "Chứng nhận Tín nhiệm mạng"],
    "copyright": [
        "Powered by NukeViet eGovernment. Designed by VINADES.,JSC.",
        "© Bản quyền thuộc về UBND xã",
        "® Ghi rõ nguồn: Cổng TTĐT xã",
        "Bản quyền thuộc về UBND huyện. Ghi rõ nguồn khi phát hành lại thông tin",
    ],
    "imprint": ["Cơ quan chủ quản: Ủy ban nhân dân xã", "Chịu trách nhiệm nội dung: Ông Lê Văn Sáu"],
    "attachment heading": ["File đính kèm", "Tập tin", "Tập tin : van-ban-12.pdf"],
    "tags": ["Tags", "Từ khóa", "Từ khóa: dân vận, quy chế"],
    "section label": ["Chuyên mục: Dân vận"],
    "account label": ["Người đăng: xuanmai"],
    "machine values": ["2024-03-15T08:20:00+07:00 https://x.vn/a.html"],
    "captcha": ["Mã an toàn", "Nhập mã xác nhận *", "Tôi không phải là người máy", "Nhập các ký tự trong hình bên"],
    "player": [
        "Current Time 0:00",
        "Tắt tiếng",
        "This is a modal window.",
        "Trình duyệt của bạn không hỗ trợ phát video.",
    ],
    "cookies": ["Trang này sử dụng cookie để ghi nhớ lựa chọn của bạn."],
    "bare caption": ["Ảnh 1.", "(Ảnh minh họa)", "Ảnh: Internet", "Anh-tin-bai", "anh tin bai"],
    "poll": ["Thăm dò ý kiến", "Xem kết quả", "Theo bạn, giao diện mới của Cổng thông tin thế nào?"],
    "greeting": ["Kính chào quý khách đến với Trang tin xã", "Hôm nay, thứ Sáu ngày 1 tháng 3 năm 2024"],
    "control": ["In bài này", "Tải file tại đây", "Gửi câu hỏi ngay"],
    "waiting": ["Đang tải..."],
    "age": ["20 giờ trước", "3 days ago"],
    "related link": [">> Hội nghị đánh giá kết quả đại hội điểm các chi bộ"],
    "card label": ["More on this story", "Lire aussi", "Lesen Sie auch:", "Mehr zum Thema", "ĐỌC NGAY"],
    "newsletter": [
        "Sign up to our morning newsletter",
        "Inscrivez-vous à notre newsletter",
        "Newsletter abonnieren",
        "Đăng ký nhận bản tin",
        "Small Signals is a reader-supported publication. To receive new posts, consider becoming a subscriber.",
    ],
    "paywall": [
        "Il vous reste 60 % de cet article à lire. La suite est réservée aux abonnés.",
        "Dieser Artikel gehört zum Abo-Angebot",
        "Bài viết này dành cho bạn đọc có tài khoản",
        "Subscribe to continue reading",
        "Already a subscriber? Sign in",
        "You have read your last free article this month. Cancel at any time.",
        "Đăng ký gói dài hạn để đọc tiếp",
        "Bài viết này chỉ dành cho thuê bao",
    ],
    "date line": [
        "Thứ hai - 09/11/2020 10:00 681 0",
        "09/11/2020 10:00 681 0",
        "Ngày đăng 28/04/2022 | 15:06  | View count: 555",
        "Cập nhật lúc 12/03/2024",
    ],
}
DOUBTFUL = (
    "Tổng",
    "12",
    "1.204 35",
    "mật khẩu",
    "Quay lại",
    "Chi tiết",
    "Văn bản",
    "Liên hệ",
    "Điện thoại: 0292 123",
    "07/03/2024",
)
ARTICLE = (
    A,
    B,
    C,
    D,
    "Kết quả bước đầu",
    "I. ĐẶC ĐIỂM TÌNH HÌNH",
    "- Giữ đường làng sạch, đẹp mỗi tuần.",
    "Hôm nay, bà con ấp Bờ Tre gặt vụ lúa sớm.",
    "Tất cả 12 tổ đều đăng ký.",
    "Xếp hạng thi đua năm 2023: xã đứng thứ hai toàn huyện.",
    "Tổng số điểm của xã là 92 điểm.",
    "Số lượt truy cập trang của xã tăng gấp đôi trong quý này.",
    "Trang bị thêm 20 bộ bàn ghế cho điểm trường.",
    "Đăng nhập vào cổng dịch vụ công, người dân có thể nộp hồ sơ tại nhà.",
    "Chia sẻ với bà con, Chủ tịch xã mong mỗi nhà góp một cây xanh.",
    "Ý kiến bạn đọc gửi về tòa soạn được chuyển đến xã để trả lời.",
    "Thời gian: 8 giờ 00 ngày 20/3/2024",
    "Từ ngày 01/3/2024 đến ngày 31/3/2024",
    "Đường dây nóng của xã hoạt động cả ngày nghỉ.",
    "Tin tưởng vào dân, dựa vào dân.",
    "Bản quyền truyền hình không phải là vấn đề của xã.",
    "Các tin khác nhau lan truyền trong xóm làm bà con lo lắng.",
    *LOOKALIKES,
)


@pytest.mark.parametrize(("rule", "line"), [(rule, line) for rule, lines in CERTAIN.items() for line in lines])
def test_certain_furniture(rule: str, line: str) -> None:
    found = is_boilerplate(line)
    assert found is not None
    assert (found.name, bool(found.reason)) == (rule, True)


@pytest.mark.parametrize("line", DOUBTFUL)
def test_doubtful_lines_are_furniture_only_beside_furniture(line: str) -> None:
    assert is_boilerplate(line) is None
    assert is_furniture(line) is not None
    assert strip_lines([A, line, B])[0] == [A, line, B]
    assert strip_lines([A, "Thống kê truy cập", line])[0] == [A]
    assert strip_lines([line, "In ra", A])[0] == [A]


@pytest.mark.parametrize("line", ARTICLE)
def test_article_lines_are_no_furniture(line: str) -> None:
    assert is_boilerplate(line) is None
    assert is_furniture(line) is None


def test_every_rule_has_an_example() -> None:
    assert {rule.name for rule in RULES if not rule.weak} <= set(CERTAIN)


@settings(deadline=None)
@given(st.data())
def test_mixing_furniture_into_an_article_gives_the_article_back(data: st.DataObject) -> None:
    furniture = [line for lines in CERTAIN.values() for line in lines]
    article = data.draw(st.lists(st.sampled_from(ARTICLE), min_size=1, max_size=8))
    mixed: list[str] = []
    for line in article:
        mixed += data.draw(st.lists(st.sampled_from(furniture), max_size=3))
        mixed.append(line)
    mixed += data.draw(st.lists(st.sampled_from(furniture), max_size=3))
    kept, removed = strip_lines(mixed)
    assert kept == article
    assert sum(removed.values()) == len(mixed) - len(article)


@settings(deadline=None)
@given(st.text(max_size=300))
def test_never_raises(text: str) -> None:
    is_furniture(text)
    trim([text, text], text)


@pytest.mark.parametrize(
    "piece",
    ["Thống kê truy cập ", "Hôm nay 1 ", "Tổng 1 ", "Facebook ", "trang chủ » ", "xếp hạng: 1 - ", "- ", "1 ", "a "],
)
def test_lines_that_almost_match_many_times_are_judged_at_once(piece: str) -> None:
    assert is_furniture(piece * 20 + "và một chữ lạ") is None


def test_trim_drops_title_and_the_list_of_other_articles() -> None:
    title = "Xã họp bàn việc mùa khô"
    paragraphs = [title.upper(), A, "In ra", f"{title} - Ảnh 1.", B, "Các tin khác", "Xã bên ra quân", "(12/03/2024)"]
    assert trim(paragraphs, title) == [A, B]
    assert trim([A, "Tin liên quan", "Xã bên ra quân", B]) == [A, "Xã bên ra quân", B]


def test_numbered_caption() -> None:
    assert strip_numbered_caption("Bà con gặt lúa - Ảnh 12.") == "Bà con gặt lúa"
    assert strip_numbered_caption("Bà con gặt lúa") == "Bà con gặt lúa"


@pytest.mark.shared
def test_no_line_of_a_recorded_article_is_furniture(gold: list[dict[str, Any]]) -> None:
    for entry in gold:
        lines = [
            line for p in (entry["title"], entry["lead"], *entry["body"]) for line in p.split("\n") if line.strip()
        ]
        assert strip_lines(lines)[0] == lines, entry["id"]


@pytest.mark.shared
def test_no_sentence_of_a_real_article_is_furniture(real: list[dict[str, str]]) -> None:
    removed = []
    for entry in real:
        removed += [line for line in entry["text"].split("\n") if line.strip() and is_boilerplate(line)]
    assert all(line.startswith(("TIN LIÊN QUAN", "Email người", "Họ tên người")) for line in removed), removed
