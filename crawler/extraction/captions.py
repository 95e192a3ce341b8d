"""Captions that stand among the paragraphs of a text without markup, told by the conventions of portal writers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.extraction.boilerplate import strip_numbered_caption
from crawler.extraction.names import is_name
from crawler.text import clean_line, syllables

LONGEST = 230
"""Characters; what is longer is a paragraph."""
LONG = 110
"""Characters from which a neighbour counts as a paragraph of the text."""
SENTENCE = 45
"""Characters from which a whole sentence does."""

_MARKED = re.compile(
    r"[(\[]?\s*(?:(?:ảnh|hình)\s*(?:\d+(?:\s*[,&và-]+\s*\d+)*)?\s*[:.)]|(?:một số )?hình ảnh\b|ảnh\s+(?:minh họa|"
    r"tư liệu|chụp|lưu niệm)"
    r"|toàn cảnh|quang cảnh|khung cảnh|(?:các đại biểu |đoàn )?chụp (?:ảnh|hình) lưu niệm)",
    re.IGNORECASE,
)
"""Openings that only captions have."""
_SHORT_TITLE = re.compile(r"(?:đc|đ/c|đ\.c|các đ/c)\.?\s", re.IGNORECASE)
_ACTOR = re.compile(
    r"(?:(?:các )?(?:đồng chí|đ/c|đc)|ông|bà|(?:các )?đại biểu|đại diện|lãnh đạo|ban tổ chức|(?:các )?tập thể|"
    r"(?:các )?cá nhân|đoàn"
    r"|thường trực|(?:phó )?bí thư|(?:phó )?chủ tịch|(?:phó )?trưởng|(?:phó )?giám đốc|công chúng|người dân|nhân "
    r"dân|bà con"
    r"|hội viên|đoàn viên|cán bộ|chiến sĩ|lực lượng|học sinh|thí sinh|giảng viên|đ/c|trung tá|thượng tá|đại tá|"
    r"thiếu tá|linh mục"
    r"|hòa thượng|thượng tọa|đại đức|già làng|tang vật|trao|tặng|(?:các |một )?tiết mục|một góc|phần thi)(?!\w)",
    re.IGNORECASE,
)
_PERSON = re.compile(r"(?:các )?(?:đồng chí|đ/c|đc|ông|bà|người dân|đại biểu)(?!\w)", re.IGNORECASE)
_ACTION = re.compile(
    r"(?<!\w)(?:phát biểu|trao|tặng|chụp|thăm|dâng hương|dâng hoa|báo cáo|tham luận|khai mạc|bế mạc|chủ trì|dự|"
    r"tham dự|tham gia|tham quan|kiểm tra"
    r"|khảo sát|ký kết|biểu quyết|cắt băng|thảo luận|trao đổi|giới thiệu|động viên|khen thưởng|quán triệt|trình "
    r"bày|chúc mừng|nhận"
    r"|thưởng thức|hưởng ứng|ra quân|diễu hành|trồng|dọn|thực hiện|tuyên truyền|hướng dẫn|khám|biểu diễn)(?!\w)",
    re.IGNORECASE,
)
_SCENE = re.compile(rf"{_ACTION.pattern}|(?<!\w)(?:tại|ở|bên|trước(?! khi)|tang vật)(?!\w)", re.IGNORECASE)
_SHOWN = re.compile(rf"{_SCENE.pattern}|\s(?-i:[A-ZĐÂĂÊÔƠƯÁÀÝÍ])", re.IGNORECASE)
"""What a caption names and a sub-heading mostly does not: somebody who acts, a place, a proper name."""
_PICTURED = re.compile(
    r"(?<!\w)(?:phát biểu|trao|tặng|chụp|báo cáo|khai mạc|bế mạc|cắt băng|tham luận|tham quan|dự hội nghị)(?!\w)",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\d|(?<!\w)(?:đã|cũng|sẽ|còn|đều|đồng thời|nhấn mạnh|ghi nhận|đề nghị|yêu cầu|cho biết|đánh giá|khẳng định|mong"
    r"|nhằm|để|vì|nên|sau|chủ trì|đến dự|dự và|tiếp thu|làm rõ|cảm ơn)(?!\w)",
    re.IGNORECASE,
)
"""Words of a sentence that tells something; a caption with a full stop only says who does what in the picture."""
_HEADING = re.compile(
    r"(?:[-+*•▪]|\(?\d{1,2}[.)/]|[IVX]{1,4}[.)\s]|[a-zđ][.)]\s|điều \d|chương |mục |phần |thứ (?:nhất|hai|ba|tư|"
    r"năm)|một là|hai là|ba là"
    r"|(?:những |một số |các )?(?:về|kết quả|nhiệm vụ|giải pháp|công tác|tăng cường|nâng cao|đẩy mạnh|phát huy|"
    r"thực hiện|tiếp tục|chuyển biến"
    r"|xây dựng|đổi mới|hiệu quả|chú trọng|quan tâm|lan tỏa|điểm sáng|từ|để|vì|phương hướng|ý nghĩa|bài học|khó "
    r"khăn|thuận lợi|hạn chế"
    r"|mục tiêu|mục đích|yêu cầu|đối tượng|thời gian|địa điểm|thành phần|nội dung|kinh phí|tổ chức thực hiện|hồ "
    r"sơ|chủ động|linh hoạt"
    r"|kinh nghiệm|nguyên nhân|thực trạng|đặc điểm|tạo|gắn|khi|nhiều|cần|đưa|giữ|lấy|mở rộng|triển khai|tập "
    r"trung|khơi dậy|sức mạnh"
    r"|cách làm|mô hình hay|dấu ấn|vai trò|vượt|hướng)(?!\w))",
    re.IGNORECASE,
)
"""Openings of sub-headings and list items."""
_GALLERY = re.compile(r"[^.!?]{0,40}(?<!\w)(?:hình )?ảnh(?!\w)[^.!?]{0,80}:\s*", re.IGNORECASE)
"""A line that announces pictures: "Dưới đây là một số hình ảnh tại buổi lễ:"."""
_CREDITED = re.compile(r"(?P<text>.{8,}?)[.,;|(–-]?\s*\(?ảnh\s*[:：]\s*(?P<who>[^:;]{2,40}?)\)?\.?", re.IGNORECASE)
"""A caption that names who took the picture."""
_ENDED = re.compile(r"[.!?…;:,][”\"’»)]*$|/\.$")


def take_captions(paragraphs: Sequence[str], title: str = "") -> tuple[list[int], list[str]]:
    """Indexes of the paragraphs that are text, and the captions among the others, each once and without "- Ảnh 1.".

    The title repeated as a caption is dropped.
    """
    kept: list[int] = []
    captions: dict[str, None] = {}
    announced = False
    own = syllables(title)
    for i, text in enumerate(paragraphs):
        bare = strip_numbered_caption(text)
        if own and syllables(bare) == own:
            continue
        before = paragraphs[i - 1] if i else ""
        after = _below(paragraphs, i)
        announced = bool(announced or _GALLERY.fullmatch(before)) and _is_unended(text)
        numbered = (bare != text or announced) and len(text) <= LONGEST
        if numbered or is_caption(text, before, after, after_caption=bool(kept) and kept[-1] != i - 1):
            captions[_unbracketed(clean_line(bare))] = None
        else:
            kept.append(i)
    return kept, list(captions)


def _below(paragraphs: Sequence[str], i: int) -> str:
    """What follows paragraph ``i``: the paragraph below one other short line that is no heading, else the next line."""
    after, *others = [*paragraphs[i + 1 : i + 3], ""]
    short = _is_unended(after) or (len(after) <= LONG and _ACTOR.match(after))
    skipped = bool(short and others) and _is_paragraph(others[0])
    return others[0] if skipped and not _is_heading(after) else after


def _is_unended(text: str) -> bool:
    """Whether a line is short, breaks off without a mark, and is no by-line."""
    return len(text) <= LONG and not _ENDED.search(text.strip()) and not is_name(clean_line(text))


def is_caption(text: str, before: str = "", after: str = "", *, after_caption: bool = False) -> bool:
    """Whether a paragraph is a caption, judged by its words and by its neighbours.

    A caption is short, one clause, and does not look like a heading or list item; one with a full stop must open with
    words that only captions have, or say no more than who does what in a picture. ``after_caption`` says that the
    paragraph before it is one.
    """
    text = clean_line(text)
    credited = _CREDITED.fullmatch(text) if after else None
    text = credited["text"] if credited else text
    count = len(text.split())
    if not 2 <= count <= 48 or len(text) > LONGEST or re.search(r"[.!?;]\s+[^\W\da-z]", text.replace("/", "")):
        return False
    if text.endswith((":", "?", ";", ",")) or _is_heading(text):
        return False
    if credited and is_name(credited["who"].strip()):
        return True
    marked = bool(_MARKED.match(text))
    if _ENDED.search(text):
        spoken = _SHORT_TITLE.match(text) and _ACTION.search(text)
        only_names = count <= 22 and _ACTOR.match(text) and len(after) >= SENTENCE and not _TOLD.search(text)
        pictured = only_names and (after_caption or _PICTURED.search(text))
        return (marked and count <= 25) or bool(
            (spoken or pictured) and (_is_paragraph(before) or after_caption) and (_is_paragraph(after) or not after)
        )
    if marked:
        return True
    if not before and len(after) >= LONG and len(text) <= LONG and _SCENE.search(text):
        return True
    acted = bool(_ACTOR.match(text) and _ACTION.search(text)) or bool(_SHORT_TITLE.match(text))
    if acted:
        return _is_paragraph(before) or _is_paragraph(after) or after_caption
    framed = _is_paragraph(before) and _is_paragraph(after) and bool(_ENDED.search(before.strip()))
    shown = bool(_SHOWN.search(text) or _ACTOR.match(text))
    return count >= 4 and (framed or (after_caption and _is_paragraph(after))) and shown


def shows_scene(text: str) -> bool:
    """Whether a line says what a picture shows: opened as only captions are, or somebody speaks or gives."""
    spoken = re.search(r"(?<!\w)(?:phát biểu|trao|tặng|chụp)(?!\w)", text, re.IGNORECASE)
    return bool(_MARKED.match(text)) or bool(_PERSON.match(text) and spoken)


def split_doubled(paragraph: str) -> tuple[str, str | None]:
    """A paragraph without a description printed twice at its end, and that description or None."""
    match = re.fullmatch(
        r"(?P<text>.*[.!?…”\"])\s+(?P<caption>[^.!?]{12,160}?)\s+(?P=caption)\.?", paragraph, re.DOTALL
    )
    return (match["text"], match["caption"]) if match else (paragraph, None)


def _unbracketed(text: str) -> str:
    return text[1:-1].strip() if text.startswith("(") and text.endswith(")") else text


def _is_paragraph(text: str) -> bool:
    return len(text) >= LONG or (len(text) >= SENTENCE and bool(_ENDED.search(text.strip())))


def _is_heading(text: str) -> bool:
    return text.isupper() or (bool(_HEADING.match(text)) and not _SHORT_TITLE.match(text))
