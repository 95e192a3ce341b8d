"""The shape of Vietnamese personal names and of the names of offices, with the word lists behind it."""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.text import clean_line, key, modern_tones


def _keys(words: str) -> frozenset[str]:
    return frozenset(map(key, words.split()))


def _phrases(phrases: str) -> frozenset[str]:
    return frozenset(" ".join(map(key, p.split())) for p in phrases.split("|"))


FAMILY = _keys(
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Đoàn Lâm Mai Trịnh Trương Đào Hà Cao "
    "Tạ Tô Tôn Thái Thạch Kim Sơn Danh Chu Châu Lương Lưu Lại La Lục Phùng Quách Quan Tăng Từ Triệu Văn Vương Vi "
    "Vy Ông "
    "Nông Hứa Hoa Giang Doãn Diệp Cù Cung Bạch Bế Âu An Ân Đàm Đồng Đường Khổng Khuất Khúc Kiều Lò Lù Lường Lữ Ma Mạc "
    "Mạch Nghiêm Ngũ Ninh Nhan Nhâm Phí Phó Phương Quản Sầm Sử Thân Thi Thiều Tiêu Tòng Tống Trang Tưởng Ung Uông Vàng "
    "Giàng Sùng Thào Hạng Cầm Quàng Cà Điêu Lèo Hầu Trà Đới Viên Tiết Ứng Rơ Ksor Y H Điểu K'"
)
"""Family names, those of the larger minorities included."""

GIVEN = _keys(
    "An Anh Ân Ánh Ái Âu Ba Bách Bạch Bảo Bằng Bảy Bắc Bích Biên Bình Bốn Bội Bửu Ca Cảnh Cần Cẩm Châu Chi Chí Chiến "
    "Chinh Chính Chung Chương Chuyên Công Cúc Cương Cường Cử Dân Danh Dần Dậu Di Diễm Diễn Diệp Diệu Dinh Dịu "
    "Doan Doanh "
    "Dung Dũng Duy Duyên Duyệt Dư Dương Đại Đàn Đan Đào Đạo Đạt Đăng Đăng Đậu Điền Điệp Đình Định Đoan Đoàn Đô "
    "Đông Đồng "
    "Độ Đức Đường Gấm Gia Giang Giao Giáp Hà Hạ Hải Hàn Hảo Hạnh Hằng Hân Hậu Hiên Hiền Hiển Hiến Hiệp Hiếu Hiệu "
    "Hinh Hoa "
    "Hòa Hóa Hoài Hoan Hoàn Hoàng Hoạt Học Hồng Hồi Hội Hợi Hợp Huân Huấn Huệ Hùng Huy Huyên Huyền Huynh Huỳnh "
    "Hưng Hương "
    "Hường Hữu Hy Kha Khả Khải Khang Khánh Khanh Khiêm Khoa Khoát Khôi Khuê Khương Kiên Kiệt Kiều Kim Kính Kỳ Kỷ "
    "La Lai "
    "Lam Lan Lành Lâm Lân Lập Lê Len Lệ Lịch Liêm Liên Liễu Linh Lĩnh Loan Lộc Lợi Long Luân Luận Luật Luyến Luyện Lục "
    "Lương Lưu Ly Lý Mạnh Mai Mây Mến Mi Mỹ My Minh Mơ Mùi Mười Mừng Mẫn Na Nam Năm Năng Nga Ngà Ngân Nghi Nghĩa "
    "Nghiêm "
    "Ngọ Ngoan Ngọc Ngôn Nguyên Nguyện Nguyệt Ngữ Nhã Nhạn Nhan Nhàn Nhân Nhâm Nhật Nhi Nhiên Nhiệm Như Nhung "
    "Nhu Nhựt Ninh "
    "Nữ Nương Oanh Phi Phát Phấn Phát Phong Phòng Phú Phúc Phụng Phước Phương Phượng Quang Quân Quế Quốc Quý "
    "Quyên Quyền "
    "Quyết Quỳnh Sa Sang Sáng Sâm Sen Sinh Song Sơn Sự Sương Sỹ Sĩ Tài Tám Tâm Tân Tấn Tấn Tây Tiên Tiến Tiệp "
    "Tín Tình Tính "
    "Tịnh Toán Toàn Toản Tới Tố Tôn Trà Trang Trâm Trân Trầm Trí Triết Triều Trinh Trình Trọng Trúc Trung Trường "
    "Trưởng "
    "Truyền Tú Tuân Tuấn Tuất Tuệ Tùng Tuy Tuyên Tuyền Tuyến Tuyết Tư Tường Tưởng Tươi Tý Thạch Thái Thanh Thành "
    "Thảo Thao "
    "Thắm Thắng Thăng Thân Thận Thêm Thế Thể Thi Thiên Thiện Thiệp Thịnh Thìn Thoa Thoan Thoại Thọ Thơ Thơm "
    "Thông Thống Thời "
    "Thu Thuần Thuấn Thuận Thục Thúy Thuý Thùy Thuỳ Thủy Thụy Thuyên Thuyết Thư Thương Thường Thưởng Thy Uy Uyên "
    "Út Vạn Văn "
    "Hào Khuyến Quyến Thụ Vỹ Đỉnh Đính Giản Khiết Mậu Ngạn Trưng Mão Nhẫn Nhuận Sửu Tánh Thạnh Thuật Toại Trạch "
    "Tuynh Uẩn Xứng Đắc Hoành Tỵ Lượng Hưởng "
    "Vân Vi Vĩ Viên Viễn Việt Vinh Vĩnh Võ Vọng Vui Vũ Vụ Vương Vượng Vy Xinh Xuân Xuyên Xuyến Yên Yến Ý Yêu"
)
"""Syllables that close Vietnamese given and pen names."""

NOT_NAMES = _phrases(
    "hà nội|việt nam|hải phòng|đà nẵng|cần thơ|hồ chí minh|thừa thiên huế|an giang|bà rịa vũng tàu|bắc giang|bắc kạn|"
    "bạc liêu|bắc ninh|bến tre|bình định|bình dương|bình phước|bình thuận|cà mau|cao bằng|đắk lắk|đắk nông|điện biên|"
    "đồng nai|đồng tháp|gia lai|hà giang|hà nam|hà tĩnh|hải dương|hậu giang|hòa bình|hưng yên|khánh hòa|kiên giang|"
    "kon tum|lai châu|lâm đồng|lạng sơn|lào cai|long an|nam định|nghệ an|ninh bình|ninh thuận|phú thọ|phú yên|"
    "quảng bình|quảng nam|quảng ngãi|quảng ninh|quảng trị|sóc trăng|sơn la|tây ninh|thái bình|thái nguyên|thanh hóa|"
    "tiền giang|trà vinh|tuyên quang|vĩnh long|vĩnh phúc|yên bái|sài gòn|trung ương|trung tâm|văn hóa|thể thao|du lịch|"
    "liên hệ|trang chủ|tin tức|giới thiệu|an ninh|an sinh|quốc phòng|công an|quân sự|quân đội|nhân dân|tài chính|"
    "kinh tế|"
    "xã hội|giáo dục|đào tạo|y tế|môi trường|tư pháp|thông tin|truyền thông|thông báo|văn phòng|hội nghị|kết luận|"
    "tài liệu|văn bản|đoàn thanh niên|phụ nữ|nông dân|thanh niên|cựu chiến binh|công đoàn|mặt trận|hình ảnh|trân trọng|"
    "toàn cảnh|quang cảnh|đại biểu|công đoàn|tôn giáo|dân tộc|đảng ủy|huyện ủy|thị ủy|tỉnh ủy|thành ủy"
)
"""Capitalised words that have the shape of a name and are none."""

_HEADS = (
    r"ban|phòng|sở|cục|chi cục|vụ|viện|văn phòng|vp|trung tâm|tt|ttvh|đài|ubnd|ủy ban|hđnd|"
    r"hội(?! (?:nghị|thi|thảo|trường|diễn|chợ|làng|trại|đàm|thao|viên|xuân|ý))|hội đồng|đoàn|tỉnh đoàn|"
    r"huyện đoàn|thành đoàn|quận đoàn|xã đoàn|đảng ủy|huyện ủy|thị ủy|quận ủy|tỉnh ủy|thành ủy|mttq|mặt trận|"
    r"công an|bch|"
    r"bộ|bộ chỉ huy|bộ đội|bđbp|quân sự|trường|bệnh viện|trạm|công đoàn|ubmttq|ub mttq|ubmt|lđlđ|"
    r"liên đoàn|liên minh|cổng (?:thông "
    r"tin|tt)|trang (?:thông tin|tt|tin)|ban "
    r"biên tập|bbt|"
    r"tổ|khối|chi bộ|đảng bộ|nhà văn hóa|tòa án|viện kiểm sát|đội|p\.|phường|xã|thị trấn|vhtt|vhxh|vh-xh|vh-tt|pvh|clb|"
    r"hội cựu|hội nông|hội liên|hội lhpn|lhpn|btg|bdv|btgdv|thanh tra|kho bạc|ngân hàng|bảo hiểm|bhxh|công ty|"
    r"thư viện|bảo tàng"
)
OFFICE = re.compile(rf"(?:{_HEADS})(?![^\W\d_])[^.!?:;]*\.?", re.IGNORECASE)
"""An office by its first word."""

_ROLE = (
    r"phóng viên|pv|p\.\s?v|ctv|cộng tác viên|btv|biên tập viên|công chức|chuyên viên|cán bộ|giáo viên|chủ tịch|"
    r"phó chủ tịch|"
    r"bí thư|phó bí thư|trưởng|phó|giám đốc|phó giám đốc|hiệu trưởng|ủy viên|thường trực"
)
_ROLE_RE = re.compile(rf"(?:{_ROLE})(?!\w)[^.!?:;]*\.?", re.IGNORECASE)

_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|b|c|d|đ|g|h|k|l|m|n|p|q|r|s|t|v|x)?"
    r"[aăâeêioôơuưyàằầèềìòồờùừỳáắấéếíóốớúứýảẳẩẻểỉỏổởủửỷãẵẫẽễĩõỗỡũữỹạặậẹệịọộợụựỵ]{1,3}"
    r"(?:ch|nh|ng|c|m|n|p|t)?",
    re.IGNORECASE,
)
_UPLAND = _keys("Y Rơ Ksor Siu Nay Kpă Kpa Rah Ama R'Căm Niê Mlô Ayun Êban Adrơng Bríu Alăng Zơrâm Pơloong K' H'")
"""Family names and marks of persons whose other names need not be built like Vietnamese syllables."""
_KHMER = _keys("Thạch Danh Sơn Kim")
"""Family names of the Khmer, before whose other names the same holds where there are two or more."""
_CAPITALISED = re.compile(r"[^\W\d_][^\W\d_'’]*(?:['’][^\W\d_]+)?")
_INITIALS = re.compile(r"[A-ZĐ](?:\.\s?[A-ZĐ]){1,3}\.?|(?:Nhóm )?PV|P\.\s?V\.?|CTV|BTV|BBT|BBT\.?")
_SHORTENED = re.compile(r"(?:[A-ZĐ][a-z]?\.\s?){1,2}(?P<given>[A-ZĐÀ-Ỹ][a-zà-ỹ]+(?: [A-ZĐÀ-Ỹ][a-zà-ỹ]+)?)")
"""A pen name with the family name cut: "H. Giang", "Ng. Thu Hà"."""


@lru_cache(maxsize=1 << 12)
def is_name(text: str, sure: bool = True) -> bool:
    """Whether ``text`` is one person's name or pen name, with every syllable capitalised.

    ``sure`` asks for a known family name in front or a known given name at the end; without it the shape is enough.
    Initials ("P.V", "N.T.H", "H. Giang") are names too.
    """
    shortened = _SHORTENED.fullmatch(text)
    if _INITIALS.fullmatch(text) or (shortened and key(shortened["given"].split()[-1]) in GIVEN):
        return True
    parts = clean_line(text).split(" ")
    if not 2 <= len(parts) <= 5:
        return False
    if not all(_SYLLABLE.fullmatch(p) for p in parts):
        return _is_upland(parts)
    if not (all(p.istitle() for p in parts) or all(p.isupper() and len(p) > 1 for p in parts)):
        return False
    keys = [key(p) for p in parts]
    if any(" ".join(keys[i:j]) in NOT_NAMES for i in range(len(keys)) for j in range(i + 2, len(keys) + 1)):
        return False
    known = keys[-1] in GIVEN and (len(keys) < 4 or keys[0] in FAMILY)
    if text.isupper():
        return known and all(k in GIVEN or k in FAMILY or k == key("thị") for k in keys)
    return known or keys[0] in FAMILY or (not sure and len(parts) < 4)


def _is_upland(parts: list[str]) -> bool:
    """A name of the Central Highlands, the Trường Sơn or the Khmer: "Y Bhem Niê", "H'Linh Mlô", "Thạch Sa Rươne"."""
    khmer = len(parts) > 2 and key(parts[0]) in _KHMER
    marked = khmer or {key(parts[0]), key(parts[-1])} & _UPLAND or re.match(r"[HKR]['’]\w", parts[0])
    return bool(marked) and all(_CAPITALISED.fullmatch(p) and p[0].isupper() and not p[1:].isupper() for p in parts)


def is_full_name(text: str) -> bool:
    """A family name with at least two more syllables: how content systems print the account that saved a page."""
    parts = text.split()
    return len(parts) >= 3 and key(parts[0]) in FAMILY and is_name(text)


def is_office(text: str) -> bool:
    """Whether ``text`` names an office and nothing else: a head word, at most 14 syllables, no verb of a report."""
    words = (text := modern_tones(text)).split()
    sentence = text.endswith(".") and len(words) >= _SENTENCE and not any(w[:1].isupper() for w in words[1:])
    return len(words) <= 14 and bool(OFFICE.fullmatch(text)) and not _VERB.search(text) and not sentence


_SENTENCE = 7
"""Words from which a line with a full stop and no name in it is a sentence."""


_VERB = re.compile(
    r"(?<!\w)(?:tổ chức|đã|được|sẽ|tham dự|dự|phát biểu|trao|tặng|triển khai|thực hiện|ban hành|kết luận|đề nghị|"
    r"yêu cầu|cho|đến|vận động|tuyên truyền|hướng dẫn|thăm|kiểm tra|chủ trì|báo cáo|phối hợp|"
    r"tiếp|về|là|có|của|tại|trong|với|năm|ngày)(?!\w)",
    re.IGNORECASE,
)


def is_role(text: str) -> bool:
    """Whether ``text`` says what a writer is ("Công chức Văn hóa - Xã hội") in place of an office, and nothing else."""
    text = modern_tones(text)
    return len(text.split()) <= 12 and bool(_ROLE_RE.fullmatch(text)) and not _VERB.search(text)
