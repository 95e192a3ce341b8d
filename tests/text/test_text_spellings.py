"""Furniture in every spelling that portals use, mixed into articles of any content: the articles come back whole."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.shapes.stories import filled, story
from crawler.extraction.boilerplate import is_boilerplate, is_furniture, strip_lines

COUNTERS = (
    "Đang truy cập", "Thành viên online", "Máy chủ tìm kiếm", "Khách viếng thăm", "Hôm nay", "Hôm qua",
    "Tháng hiện tại", "Tổng lượt truy cập", "Tổng truy cập", "Số lượt truy cập", "Số lượng truy cập",
    "Số lượt đang online", "Đang online", "Đang trực tuyến", "Trong tuần", "Tuần này", "Tuần hiện tại", "Tuần trước",
    "Tháng này", "Tháng trước", "Trong tháng", "Năm nay", "Lượt truy cập", "Khách online", "Người online",
)  # fmt: skip
OTHERS = (
    "Tổng số điểm của bài viết là: {a} trong {b} đánh giá", "Xếp hạng: {a} - {b} phiếu bầu",
    "Click để đánh giá bài viết", "Bài viết {how}", "Ý kiến bạn đọc", "Ý kiến bạn đọc ({a})",
    "Gửi bình luận của bạn", "Mã an toàn", "Theo dòng sự kiện", "Những tin mới hơn", "Những tin cũ hơn",
    "Các tin khác", "Other News", "Tin liên quan", "Bài viết cùng chuyên mục", "Tin đã đưa", "Xem tiếp...",
    "In ra", "Lưu bài viết này", "Gửi bài viết qua email", "Giới thiệu bài viết cho bạn bè", "Print", "Send email",
    "Đã xem: {n}", "Phản hồi: {a}", "View count: {n}", "Lượt xem: {n}", "Số lượt xem: {n}", "{n} lượt xem",
    "File đính kèm", "Tập tin", "Tags", "Từ khóa", "Truy cập nội dung luôn", "Về đầu trang", "Đăng nhập",
    "Quên mật khẩu?", "Chọn liên kết", "Liên kết website", "Thống kê truy cập", "Thống Kê Truy Cập",
    "Bạn đã không sử dụng Site, Bấm vào đây để duy trì trạng thái đăng nhập. Thời gian chờ: {a}0 giây",
    "Phiên làm việc của bạn đã hết hạn do thời gian không sử dụng quá lâu.", "Hiển thị 1 - {b} of {b} kết quả.",
    "Showing 1 - {b} of {b} results.", "← Đầu tiên", "Cuối cùng →", "No title...", "ĐƯỜNG DÂY NÓNG",
    "English | Khmer", "Chung nhan Tin Nhiem Mang", "Chứng nhận tín nhiệm mạng", "Chi tiết tin",
    "Powered by NukeViet eGovernment. Designed by VINADES.,JSC.", "© Bản quyền thuộc về UBND xã", "A- A A+",
    "Nghe bài viết", "Hotline: 0299.3.812.{b}", "Chia sẻ bài viết", "Facebook Zalo", "Bài viết liên quan ({a})",
)  # fmt: skip
DATES = (
    "Thứ {w} - {d:%d/%m/%Y %H:%M} {n} {a}", "{d:%d/%m/%Y %H:%M} {n} {a}", "Ngày đăng: {d:%d/%m/%Y}",
    "Ngày đăng {d:%d/%m/%Y} | {d:%H:%M}  | View count: {n}", "Publish date {d:%d/%m/%Y} | {d:%I:%M %p}",
    "Đăng ngày {d:%d - %m - %Y}", "Cập nhật lúc {d:%H:%M %d/%m/%Y}", "Cập nhật: {d:%H:%M, %d/%m/%Y} (GMT+7)",
    "Đăng lúc: {d:%d/%m/%Y %H:%M:%S}", "Thời gian đăng tin: {d:%d/%m/%Y}",
)  # fmt: skip
WEEKDAYS = ("hai", "ba", "tư", "năm", "sáu", "bảy")


@st.composite
def furniture(draw: st.DrawFn) -> str:
    """One line of furniture in one of its spellings."""
    number = draw(st.integers(0, 99_999_999))
    printed = draw(st.sampled_from(["{:d}", "{:,d}", "{:,d}."])).format(number)
    n = printed.rstrip(".").replace(",", draw(st.sampled_from([".", ","])))
    kind = draw(st.sampled_from(["counter", "other", "date"]))
    if kind == "counter":
        value = draw(st.sampled_from([n, n, "-", "--", "…"]))
        sep = draw(st.sampled_from([": ", ":", " : "] if value != n else ["", " ", ": ", ":", " : "]))
        label = draw(st.sampled_from(COUNTERS))
        return draw(st.sampled_from(["", "• ", "- "])) + draw(st.sampled_from([str, str.upper]))(label) + sep + value
    facts = {"a": draw(st.integers(1, 9)), "b": draw(st.integers(10, 99)), "n": n, "how": "rất tốt"}
    if kind == "other":
        return draw(st.sampled_from(OTHERS)).format(**facts)
    # From a Monday on, so that the weekday can be told.
    day = datetime(2019, 1, 7) + timedelta(minutes=draw(st.integers(0, 3_000_000)))  # noqa: DTZ001 - as printed
    if day.weekday() == 6:
        day += timedelta(days=1)
    return draw(st.sampled_from(DATES)).format(d=day, w=WEEKDAYS[day.weekday()], **facts)


@settings(deadline=None, max_examples=120)
@given(furniture())
def test_every_spelling_is_furniture(line: str) -> None:
    assert is_boilerplate(line) is not None


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10_000), st.data())
def test_articles_come_back_whole(seed: int, data: st.DataObject) -> None:
    told = story(random.Random(seed), seed, "long")
    lines = [told.title, told.lead, *(part.text for part in told.parts if part.text)]
    mixed: list[str] = []
    for line in lines:
        mixed += [*data.draw(st.lists(furniture(), max_size=2)), line]
    kept, removed = strip_lines([*mixed, *data.draw(st.lists(furniture(), max_size=4))])
    assert kept == lines
    assert removed.total() >= len(mixed) - len(lines)


@pytest.mark.parametrize(
    "sentence",
    [
        "Hôm nay 12 hộ đã nhận nhà mới.",
        "Tổng truy cập 12 điểm sạt lở trong tuần qua.",
        "Trong tuần, xã tổ chức 3 buổi đối thoại với nhân dân.",
        "Lượt xem triển lãm tăng gấp đôi so với năm trước.",
        "In ra 500 tờ rơi phát cho các hộ dân.",
        "Tin liên quan đến việc thu hồi đất được công khai tại ấp.",
        "Đường dây nóng tiếp nhận phản ánh: mỗi ngày khoảng 20 cuộc gọi.",
        "Chia sẻ bài viết này, chị Hạnh mong nhiều người cùng làm.",
        "Các tin khác được bà con truyền tai nhau đều không đúng.",
        "Tags là nhãn dán trên từng bao lúa giống.",
        "Thứ hai - ngày 24/7/2024, hội nghị khai mạc.",
    ],
)
def test_sentences_that_begin_like_furniture_stay(sentence: str) -> None:
    assert is_boilerplate(sentence) is None
    assert is_furniture(sentence) is None


def test_no_made_up_sentence_is_furniture() -> None:
    from benchmarks.shapes.stories import _CAPTIONS, _LEADS, _SENTENCES, _TITLES

    rng = random.Random(3)
    lines = [filled(rng, pattern) for pattern in (*_SENTENCES, *_LEADS, *_TITLES, *_CAPTIONS) for _ in range(20)]
    assert [line for line in lines if is_boilerplate(line)] == []
