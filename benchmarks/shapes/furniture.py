"""What stands around the articles of portals: menus, clocks, counters, boxes and lists, in many spellings."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime

from benchmarks.shapes.stories import Story

_SECTIONS = ("Giới thiệu", "Tin tức - Sự kiện", "Cải cách hành chính", "Văn bản", "Công tác dân vận", "Liên hệ",
             "Lịch công tác", "Hỏi đáp", "Thủ tục hành chính", "Thư viện ảnh")  # fmt: skip
WEEKDAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")
SITES = ("Cổng thông tin điện tử xã Tân Lộc", "Trang thông tin điện tử Đảng bộ huyện Trà Sơn",
         "UBND phường Bến Gỗ", "Cổng TTĐT huyện Mường Khoa")  # fmt: skip


def address(story: Story, title: str, number: int) -> str:
    """Address of an article on the stand-in's host."""
    words = "".join(c if c.isascii() and c.isalnum() else "-" for c in title.lower()).strip("-")
    return f"/tin-tuc/{words[:60]}-{story.number * 100 + number}.html"


def menu(rng: random.Random, tag: str = "div") -> str:
    """Links to the sections."""
    links = "".join(f'<li><a href="/chuyen-muc-{n}">{name}</a></li>' for n, name in enumerate(_SECTIONS))
    extra = '<li><a href="/">Trang chủ</a></li>'
    return f"<{tag} class='menu'><ul>{extra}{links}</ul></{tag}>"


def clock(rng: random.Random, now: datetime) -> str:
    """The header's clock: today, not the article's day."""
    forms = (
        f"{WEEKDAYS[now.weekday()]}, ngày {now:%d/%m/%Y}",
        f"{WEEKDAYS[now.weekday()]}, {now:%d/%m/%Y, %H:%M} (GMT+7)",
        f"Hôm nay, {WEEKDAYS[now.weekday()].lower()} ngày {now.day} tháng {now.month} năm {now.year}",
        f"{now:%d/%m/%Y %H:%M:%S}",
        f"Hôm nay: {now:%d/%m/%Y}",
    )
    return rng.choice(forms)


def counter(rng: random.Random) -> str:
    """The visitor counter."""
    a, b, c, d = rng.randint(1, 90), rng.randint(100, 900), rng.randint(1000, 90000), rng.randint(100000, 9000000)
    dotted = f"{d:,}".replace(",", rng.choice([".", ","]))
    forms = (
        f"<h3>Thống kê truy cập</h3><ul><li>Đang truy cập<span>{a}</span></li><li>Hôm nay<span>{b}</span></li>"
        f"<li>Tháng hiện tại<span>{c}</span></li><li>Tổng lượt truy cập<span>{dotted}</span></li></ul>",
        f"<div>Số lượt truy cập</div><div>Đang online: {a}</div><div>Hôm nay: {b}</div><div>Tất cả: {dotted}</div>",
        f"<p>Thống kê truy cập</p><p>Trong tuần: {b}</p><p>Trong tháng: {c}</p><p>Tổng truy cập: {dotted}</p>",
        f"<table><tr><td>Đang truy cập:</td><td>{a}</td></tr><tr><td>Hôm qua:</td><td>{b}</td></tr>"
        f"<tr><td>Tổng số:</td><td>{dotted}</td></tr></table>",
        f"<div><b>LƯỢT TRUY CẬP</b> {dotted}</div><div>Trực tuyến: {a}</div>",
        f"<span>Người online: {a}</span><br><span>Lượt truy cập: {dotted}</span>",
    )
    return "<div>" + rng.choice(forms) + "</div>"


def login() -> str:
    """A login box."""
    return (
        '<form action="/dang-nhap"><p>Đăng nhập</p><label>Tên đăng nhập</label><input name="u"><label>Mật khẩu</label>'
        '<input type="password"><a href="/quen">Quên mật khẩu?</a><button>Đăng nhập</button></form>'
    )


def poll() -> str:
    """A poll."""
    return (
        '<div><h4>Thăm dò ý kiến</h4><form action="/poll"><p>Bạn đánh giá thế nào về giao diện của trang thông tin này?</p>'
        "<label><input type=radio> Rất đẹp, dễ dùng</label><br><label><input type=radio> Bình thường</label><br>"
        "<label><input type=radio> Cần cải tiến thêm nhiều</label><br><button>Bình chọn</button>"
        '<a href="/poll?kq">Xem kết quả</a></form></div>'
    )


def related(rng: random.Random, story: Story, heading: str | None = None, wrap: str = "ul") -> str:
    """A list of other articles, dated or not, under one of its many headings."""
    heading = heading or rng.choice(
        ("Các tin khác", "Tin liên quan", "Những tin mới hơn", "Bài viết cùng chuyên mục", "Tin cùng chuyên mục",
         "CÁC TIN ĐÃ ĐƯA", "Tin khác", "Other News", "Các bài viết khác", "TIN MỚI NHẤT", "Tin đã đưa:",
         "Các tin cũ hơn", "Bài viết liên quan", "Xem thêm")
    )  # fmt: skip
    dates = rng.choice(("", " ({:%d/%m/%Y})", " - {:%d/%m/%Y %H:%M}", "<span>{:%d/%m/%Y}</span>"))
    items = [
        f'<a href="{address(story, title, n)}">{title}</a>{dates.format(story.when)}'
        for n, title in enumerate(story.others[: rng.randint(5, 10)])
    ]
    if wrap == "ul":
        return f"<div><h3>{heading}</h3><ul>" + "".join(f"<li>{i}</li>" for i in items) + "</ul></div>"
    if wrap == "table":
        return f"<table><tr><td>{heading}</td></tr>" + "".join(f"<tr><td>- {i}</td></tr>" for i in items) + "</table>"
    return f"<div><span>{heading}</span>" + "".join(f"<div>{i}</div>" for i in items) + "</div>"


def hot_news(story: Story, lead: bool = True) -> str:
    """A box of hot news, some with the beginnings of their texts."""
    items = ""
    for n, title in enumerate(story.others[10:14]):
        text = f"<p>{story.teasers[n]}</p>" if lead else ""
        items += (
            f'<div><a href="{address(story, title, 50 + n)}"><img src="/t{n}.jpg" alt="{title}">{title}</a>{text}</div>'
        )
    return f"<div><h3>Tin nổi bật</h3>{items}</div>"


def comments(story: Story, rng: random.Random) -> str:
    """Comments of readers and the form for another."""
    said = "".join(
        f"<li><b>{name}</b> <i>{story.when:%d/%m/%Y}</i><p>{text}</p><a href='#'>Trả lời</a></li>"
        for name, text in (
            ("Bạn đọc Thu Ba", "Bài viết rất hay, mong nơi khác cũng làm được như vậy."),
            ("Hữu Phước", "Ở xóm tôi đường vẫn còn ngập mỗi khi trời mưa lớn, mong xã xem giúp."),
        )
    )
    return (
        f"<div><h3>Ý kiến bạn đọc (2)</h3><ul>{said}</ul><form><p>Gửi bình luận của bạn</p><label>Họ và tên *</label>"
        "<input><label>Email *</label><input><textarea></textarea><p>Mã an toàn</p><button>Gửi</button></form></div>"
    )


def tools(rng: random.Random) -> str:
    """Buttons for sharing, printing, reading aloud and type size."""
    forms = (
        "<div><a href='javascript:window.print()'>In bài viết</a> | <a href='mailto:?'>Gửi email</a></div>",
        "<div><span>A-</span><span>A</span><span>A+</span><button>Nghe bài viết</button></div>",
        "<ul><li><a href='#'>Facebook</a></li><li><a href='#'>Zalo</a></li><li><a href='#'>Twitter</a></li></ul>",
        "<div>Chia sẻ: <a href='#f'>Facebook</a> <a href='#z'>Zalo</a></div>",
        "<div>Cỡ chữ: <a href='#'>A-</a> <a href='#'>A+</a> <a href='#'>Đọc bài viết</a></div>",
        "<div>Print | Send email</div>",
        f"<div>Lượt xem: {rng.randint(2, 9999)}</div>",
        f"<div>Xếp hạng: {rng.randint(1, 5)} - {rng.randint(1, 20)} phiếu bầu</div><div>Click để đánh giá bài viết</div>",
        "",
    )
    return rng.choice(forms)


def footer(rng: random.Random, site: str, tag: str = "div") -> str:
    """The foot of a page."""
    lines: Sequence[str] = (
        f"<p>© Bản quyền thuộc về {site}</p>",
        "<p>Trụ sở: số 12 đường Bờ Kè, khu phố 3</p>",
        "<p>Điện thoại: 0299.3.812.345 - Email: vanthu@tanloc.example.vn</p>",
        "<p>Chịu trách nhiệm nội dung: Ông Trần Văn Lợi, Phó Chủ tịch UBND</p>",
        "<p>Giấy phép số 12/GP-TTĐT do Sở Thông tin và Truyền thông cấp ngày 05/03/2019</p>",
        "<p>Ghi rõ nguồn khi phát hành lại thông tin từ trang này</p>",
        "<a href='#top'>Về đầu trang</a>",
    )
    return f"<{tag}>" + "".join(rng.sample(lines, rng.randint(3, len(lines)))) + f"</{tag}>"
