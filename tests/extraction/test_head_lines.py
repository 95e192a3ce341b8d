"""Lines of date and writer above a text are known; the text's own lines stay."""

from __future__ import annotations

import pytest

from crawler.extraction.head_lines import is_head_line, without_head_lines

LEAD = "Sáng nay, hơn 200 hộ dân xã Tân Lộc cùng nhau dọn kênh và trồng hoa ven đường liên ấp."
TEXT = "Theo ông Ba, trưởng ấp, việc gì có ích thì bà con làm ngay, không đợi nhắc lần thứ hai."


@pytest.mark.parametrize(
    "line",
    [
        "05/03/2024 14:05",
        "Quốc Nam",
        "Tác giả: Phương Thảo",
        "Bài: Thu Lam",
        "Khánh Vy • 18/07/2025 • 5 phút đọc",
        "Joanna Birch • November 2, 2025 • 5 min read",
        "18/07/2025 06:30 · Khánh Vy",
        "Tác giả: Minh Quân Xuất bản 14:15 27/05/2025",
        "By Owen Hartley Published 07:00 02/11/2025",
        "Quản trị | 18/07/2025 | Lượt xem: 12",
        "Tác giả | Quốc Nam",
        "Ngày đăng tin | 05/03/2024 | 14:05",
        "Publié le 18 octobre 2025 à 12h45",
        "Maëlle Guivarc’h | 18/10/2025 12:45",
        "Von Jonas Feldhoff — 22. Mai 2025, 05.58 Uhr",
        "Lecture 4 min.",
        "23",
    ],
)
def test_head_lines(line: str) -> None:
    assert is_head_line(line)
    assert without_head_lines([line, LEAD, line, TEXT]) == [LEAD, TEXT]
    assert without_head_lines([f"{line}\n{LEAD}", TEXT]) == [LEAD, TEXT]
    assert without_head_lines([LEAD, TEXT, line]) == [LEAD, TEXT, line]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Kết quả bước đầu",
        "Hội nghị ngày 05/03/2024",
        "Số: 41/TB-UBND ngày 05/03/2024",
        "Ngày 01/03/2024, Khối vận xã tổ chức hội nghị",
        LEAD,
        "x" * 200,
    ],
)
def test_lines_of_the_text_stay(line: str) -> None:
    assert not is_head_line(line)
    kept = [p for p in (line, LEAD, TEXT) if p]
    assert without_head_lines(kept) == kept


def test_a_text_without_prose_stays_as_it_is() -> None:
    assert without_head_lines(["Quốc Nam", "05/03/2024"]) == ["Quốc Nam", "05/03/2024"]
