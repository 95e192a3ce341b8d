"""Pages that are no articles: lists, home pages, searches, soft 404s, forms; each must be told from an article."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime

from benchmarks.shapes import furniture as f
from benchmarks.shapes.pages import _page
from benchmarks.shapes.stories import Story


def list_with_leads(s: Story, r: random.Random, now: datetime) -> str:
    """Titles with the beginnings of their texts."""
    items = "".join(
        f"<div><h3><a href='{f.address(s, t, n)}'>{t}</a></h3><span>{s.when:%d/%m/%Y}</span><p>{s.teasers[n % 6]} {s.teasers[(n + 1) % 6]}</p></div>"
        for n, t in enumerate(s.others[:10])
    )
    return _page(f"Tin tức - {f.SITES[0]}", f"{f.menu(r)}<div><h1>Tin tức - Sự kiện</h1>{items}<div><a href=?p=2>2</a> <a href=?p=3>3</a></div></div>{f.counter(r)}{f.footer(r, f.SITES[0])}")  # fmt: skip


def list_of_titles(s: Story, r: random.Random, now: datetime) -> str:
    """Titles and dates only."""
    return _page(f.SITES[1], f"{f.menu(r)}<div><h2>Công tác dân vận</h2>{f.related(r, s, 'Tin mới')}</div>{f.footer(r, f.SITES[1])}")  # fmt: skip


def plain_list(s: Story, r: random.Random, now: datetime) -> str:
    """Leads longer than their titles, the title linked by a picture and a "see more"."""
    items = "".join(
        f"<table><tr><td><a href='{f.address(s, t, n)}'><img src=x.jpg></a></td><td><a href='{f.address(s, t, n)}'><b>{t}</b></a><br>{s.teasers[n % 6]} {s.teasers[(n + 2) % 6]} <a href='{f.address(s, t, n)}'>Xem tiếp</a></td></tr></table>"
        for n, t in enumerate(s.others[:8])
    )
    return _page(f.SITES[2], f"{f.menu(r)}<div>{items}</div>{f.counter(r)}{f.footer(r, f.SITES[2])}")


def home(s: Story, r: random.Random, now: datetime) -> str:
    """Boxes of several sections."""
    return _page(f.SITES[3], f"{f.clock(r, now)}{f.menu(r)}{f.hot_news(s)}{f.related(r, s, 'Dân vận')}{f.related(r, s, 'Kinh tế')}{f.poll()}{f.counter(r)}{f.footer(r, f.SITES[3])}")  # fmt: skip


def soft_404(s: Story, r: random.Random, now: datetime) -> str:
    """A page that says with status 200 that there is nothing."""
    said = r.choice((
        "Không tìm thấy nội dung bạn yêu cầu. Trang này có thể đã bị xóa hoặc chuyển sang địa chỉ khác, vui lòng quay lại trang chủ hoặc dùng ô tìm kiếm phía trên.",
        "Bài viết không tồn tại hoặc đã bị xóa khỏi hệ thống. Mời bạn trở về trang chủ để tiếp tục xem các tin bài khác trên cổng thông tin điện tử của chúng tôi.",
        "404 - Trang bạn truy cập không tồn tại. Xin vui lòng kiểm tra lại đường dẫn mà bạn đã nhập, hoặc liên hệ với quản trị viên của trang để được trợ giúp thêm.",
    ))  # fmt: skip
    heading = r.choice(("Thông báo lỗi", "Không tìm thấy trang", "Lỗi 404", "Thông báo từ hệ thống"))
    return _page(r.choice((f.SITES[0], heading)), f"{f.menu(r)}<div><h1>{heading}</h1><p>{said}</p></div>{f.hot_news(s, False)}{f.footer(r, f.SITES[0])}")  # fmt: skip


def search_results(s: Story, r: random.Random, now: datetime) -> str:
    """Results of the portal's own search."""
    items = "".join(f"<li><a href='{f.address(s, t, n)}'>{t}</a><div>{s.teasers[n % 6]}...</div></li>" for n, t in enumerate(s.others[:10]))  # fmt: skip
    return _page(f"Tìm kiếm - {f.SITES[1]}", f"{f.menu(r)}<h1>Kết quả tìm kiếm</h1><form><input></form><p>Tìm thấy 210 kết quả</p><ol>{items}</ol>{f.footer(r, f.SITES[1])}")  # fmt: skip


def login_page(s: Story, r: random.Random, now: datetime) -> str:
    """Only a login form."""
    return _page(
        "Đăng nhập hệ thống", f"{f.menu(r)}<h1>Đăng nhập hệ thống quản trị</h1>{f.login()}{f.footer(r, f.SITES[1])}"
    )


def contact(s: Story, r: random.Random, now: datetime) -> str:
    """Addresses and a form."""
    return _page("Liên hệ", f"{f.menu(r)}<h1>Thông tin liên hệ</h1><p>UBND xã Tân Lộc</p><p>Địa chỉ: ấp Bờ Kè, xã Tân Lộc</p><p>Điện thoại: 0299 381 234</p><form><label>Họ tên</label><input><textarea></textarea></form>{f.footer(r, f.SITES[0])}")  # fmt: skip


OTHERS: dict[str, Callable[[Story, random.Random, datetime], str]] = {
    shape.__name__: shape
    for shape in (list_with_leads, list_of_titles, plain_list, home, soft_404, search_results, login_page, contact)
}
