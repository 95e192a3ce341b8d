"""Captions told by convention."""

from __future__ import annotations

from typing import Any

import pytest
from dump_cases import A, B, C
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction.captions import is_caption, shows_scene, split_doubled, take_captions

CAPTIONS = (
    "Hình ảnh toàn cảnh hội nghị",
    "Hình ảnh ông Trần Văn Châu trao giấy khen của UBND xã",
    "Quang cảnh buổi lễ",
    "Toàn cảnh hội nghị.",
    "Đc Võ Thanh Lâm, Bí thư Đảng ủy xã phát biểu chỉ đạo tại hội nghị.",
    "Đ/c Lê Văn Sáu phát biểu tại buổi lễ",
    "Đồng chí Bí thư Huyện ủy trao thưởng cho các tập thể",
    "Các đại biểu tham dự hội nghị",
    "Lãnh đạo Đảng ủy tặng hoa chúc mừng đại hội",
    "(Ảnh 3,4: Các hộ dân thực hành xử lý tình huống cháy)",
    "Ảnh 1: Bà con gặt lúa",
    "Tuyến đường hoa do phụ nữ ấp Bờ Tre chăm sóc",
)
PARAGRAPHS = (
    "Kết quả bước đầu",
    "Nhiệm vụ trọng tâm thời gian tới",
    "I. ĐẶC ĐIỂM TÌNH HÌNH",
    "1. Mô hình nổi bật",
    "- Nhóm thứ nhất",
    "Những người có mặt gồm:",
    "Lòng dân ở đâu?",
    "KẾT LUẬN CHUNG",
    "Đồng chí Bí thư dự và phát biểu chỉ đạo tại hội nghị.",
    "Bà con rất phấn khởi.",
    A,
)


@pytest.mark.parametrize("text", CAPTIONS)
def test_caption(text: str) -> None:
    assert is_caption(text, A, B)


@pytest.mark.parametrize("text", PARAGRAPHS)
def test_paragraph(text: str) -> None:
    assert not is_caption(text, A, B)


def test_captions_are_taken_once_and_in_order() -> None:
    title = "Xã họp bàn việc mùa khô"
    paragraphs = [
        title,
        A,
        "Quang cảnh buổi lễ",
        "Quang cảnh buổi lễ",
        B,
        f"{title} - Ảnh 1.",
        "Bà con gặt lúa - Ảnh 2.",
        C,
    ]
    indexes, captions = take_captions(paragraphs, title)
    assert [paragraphs[i] for i in indexes] == [A, B, C]
    assert captions == ["Quang cảnh buổi lễ", "Bà con gặt lúa"]


def test_a_picture_above_the_text() -> None:
    assert is_caption("Tuyến đường hoa tại ấp Phú Quới", "", A)
    assert not is_caption("Trời rét đậm, nhiều trẻ nhập viện", "", A)


def test_a_line_after_a_caption_is_one_too() -> None:
    _, captions = take_captions([A, "Quang cảnh buổi lễ", "Bà con xóm Đông cùng gặt lúa", B])
    assert captions == ["Quang cảnh buổi lễ", "Bà con xóm Đông cùng gặt lúa"]


def test_description_printed_twice_at_the_end() -> None:
    text = "Mọi người cùng góp sức xong việc trong ngày. Trao học bổng cho học sinh Trao học bổng cho học sinh"
    assert split_doubled(text) == ("Mọi người cùng góp sức xong việc trong ngày.", "Trao học bổng cho học sinh")
    assert split_doubled(A) == (A, None)


def test_scene() -> None:
    assert shows_scene("Người dân xã phát biểu ý kiến tại buổi đối thoại")
    assert not shows_scene("Xã họp bàn việc mùa khô")


@settings(deadline=None)
@given(st.lists(st.text(max_size=120), max_size=5))
def test_every_paragraph_is_text_or_caption_or_the_title(paragraphs: list[str]) -> None:
    indexes, captions = take_captions(paragraphs, "")
    assert len(indexes) + len(captions) <= len(paragraphs)
    assert indexes == sorted(set(indexes))


@pytest.mark.shared
def test_no_paragraph_of_a_recorded_article_is_a_caption(gold: list[dict[str, Any]]) -> None:
    assert [take_captions(entry["body"], entry["title"])[1] for entry in gold] == [[]] * len(gold)
