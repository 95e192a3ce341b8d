"""The words that make a number a quantity claim: what is counted, what is not, and what stands around the number."""

from __future__ import annotations

import re
from importlib import resources

MULTIPLIERS: dict[str, int] = {
    "trăm": 100,
    "nghìn": 1_000,
    "ngàn": 1_000,
    "vạn": 10_000,
    "triệu": 1_000_000,
    "tỷ": 1_000_000_000,
    "tỉ": 1_000_000_000,
}

CURRENCIES = ("đồng", "đ", "vnđ", "vnd", "usd", "đô la")

_file = resources.files("indexer").joinpath("counted.txt")
COUNTED: frozenset[str] = frozenset(
    " ".join(noun.split()) for noun in re.sub(r"(?m)^#.*$", "", _file.read_text("utf-8")).split(",")
)
"""Nouns that are counted, from ``counted.txt``."""

STOPS: frozenset[str] = frozenset(
    (
        "được", "đã", "đang", "sẽ", "có", "là", "với", "cho", "tại", "trên", "trong", "ở", "từ", "do", "để", "về",
        "theo", "của", "bị", "cùng", "gồm", "bao", "đạt", "trị", "mỗi", "khi", "nhằm", "như", "này", "trở", "so",
        "tăng", "giảm", "chiếm", "hiện", "còn", "mà", "thì", "vào", "qua", "bằng", "đến", "tới", "hoặc", "hay",
        "nên", "phải", "không", "chưa", "vẫn", "cũng", "đều", "lại", "rồi", "nhân", "dịp", "thuộc", "giữa", "bởi",
        "vì", "nếu", "sau", "trước", "khoảng", "hơn", "gần", "đăng", "công_nhận", "duy", "phấn", "hoàn", "đối_với",
        "thực_hiện", "triển", "tổ_chức", "xây", "phục", "góp", "giúp", "ra", "đi", "lên", "xuống", "nhận", "trao",
        "tặng", "nộp", "gửi", "đóng", "hỗ_trợ", "vận_động", "các", "những", "kinh_phí", "tổng_kinh", "chào_mừng",
        "tham_gia", "đại_diện", "nêu", "năm", "quý",
        "trong_đó", "mới_nhất", "riêng", "nhưng", "song", "tuy",
        "vượt", "ước",
    )
)  # fmt: skip
"""Words that end the noun phrase after a number; with an underscore when two syllables together do."""

NOT_COUNTED = frozenset({("bao", "gồm"), ("buổi", "sáng"), ("buổi", "trưa"), ("buổi", "chiều"), ("buổi", "tối")})
"""Words that begin like something counted and are not."""

NOT_BEFORE = (
    "số", "năm", "tháng", "ngày", "thứ", "khóa", "khoá", "điều", "khoản", "quận", "phường", "quý", "đợt", "mũi",
    "lúc", "vào hồi", "ngõ", "hẻm", "ngách", "quốc lộ", "tỉnh lộ", "đường", "km", "covid-", "vùng", "lữ đoàn",
    "trung đoàn", "sư đoàn", "tiểu đoàn", "lô", "mã", "kênh", "phiên bản", "chương", "đội", "tổ", "chốt", "tập",
    "bài", "quyển", "điện thoại", "đt", "hotline", "sđt", "nghị quyết", "quyết định", "chỉ thị", "kế hoạch",
    "đề án", "luật",
)  # fmt: skip
"""Words right before a number that make it a name, a date or a place in a list."""

QUALIFIERS = (
    "khoảng hơn", "không quá", "ít nhất", "tối thiểu", "tối đa", "xấp xỉ", "ước đạt", "ước tính", "gần", "hơn",
    "trên", "khoảng", "dưới", "chừng", "ước", "cả", "chỉ", "tổng số", "tổng cộng", "toàn bộ",
)  # fmt: skip
"""How exact a number is said to be, right before it; the longer first."""

STATUSES = {"đăng ký": "đăng ký", "đăng kí": "đăng ký", "công nhận": "công nhận", "duy trì": "duy trì", "đạt": "đạt"}
"""What is claimed about the things counted."""

SCOPE_WORDS = (
    "trung ương", "tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "cơ sở", "thị",
    "thành", "quốc gia", "bộ",
)  # fmt: skip
"""Levels of government, as they follow "cấp" and "toàn"."""
