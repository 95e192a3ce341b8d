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

_file = resources.files("indexer.figures").joinpath("counted.txt")
COUNTED: frozenset[str] = frozenset(
    " ".join(noun.split()) for noun in re.sub(r"(?m)^#.*$", "", _file.read_text("utf-8")).split(",")
)
"""Nouns that are counted, from ``counted.txt``."""

MEASURES = frozenset(("mét", "m", "m2", "m3", "m²", "m³", "km", "km2", "km²", "ha", "kg", "tấn", "tạ", "lít", "cm"))
"""Units of measure among the counted nouns."""

STOPS: frozenset[str] = frozenset(
    (
        "được", "đã", "đang", "sẽ", "có", "là", "với", "cho", "tại", "trên", "trong", "ở", "từ", "do", "để", "về",
        "theo", "của", "bị", "cùng", "gồm", "bao", "đạt", "trị", "mỗi", "khi", "nhằm", "như", "này", "trở", "so",
        "tăng", "giảm", "chiếm", "hiện", "còn", "mà", "thì", "vào", "qua", "bằng", "đến", "tới", "hoặc", "hay", "nên",
        "phải", "không", "chưa", "vẫn", "cũng", "đều", "lại", "rồi", "nhân_dịp", "nhân_kỷ",
        "nhân_ngày", "nhân_tháng", "nhân_năm", "dịp", "thuộc", "giữa", "bởi", "vì",
        "nếu", "sau", "trước", "khoảng", "hơn", "gần", "đăng", "công_nhận", "duy", "phấn", "hoàn", "đối_với",
        "thực_hiện", "triển", "tổ_chức", "xây", "phục", "góp", "giúp", "ra", "đi", "lên", "xuống", "nhận", "trao",
        "tặng", "nộp", "gửi", "đóng", "hỗ_trợ", "vận_động", "các", "những", "kinh_phí", "tổng_kinh", "chào_mừng",
        "tham_gia", "đại_diện", "nêu", "năm", "quý", "trong_đó", "mới_nhất", "riêng", "nhưng", "song", "tuy", "vượt",
        "ước", "hiến", "giai_đoạn", "thường_xuyên", "tán_thành", "mở_rộng", "đồng_ý", "chia", "dẫn", "nhất", "ban_đầu",
        "tranh_tài", "lấy", "mất", "sửa_chữa", "nằm", "thăm", "sang", "bắc_qua", "và", "khiến", "trực_thuộc",
        "bên_trong",
    )
)  # fmt: skip
"""Words that end the noun phrase after a number; with an underscore when two syllables together do."""

NOT_COUNTED = frozenset({("bao", "gồm"), ("buổi", "sáng"), ("buổi", "trưa"), ("buổi", "chiều"), ("buổi", "tối")})
"""Words that begin like something counted and are not."""

COMPOUNDS = frozenset(
    (
        "tiếp_nhận", "chứng_nhận", "xác_nhận", "làm_hay", "hình_hay",
        "đóng_góp", "thu_nhận", "năng_lượng", "năm_tuổi", "thời_gian", "trong_sạch", "giải_nhất", "hiến_máu", "đi_lại",
        "lại_sức", "hồi_hương", "không_gian", "hàng_không", "có_công", "có_uy", "tự_quản", "vệ_tinh", "giúp_việc",
        "bảo_trợ", "tương_trợ", "đi_làm", "đi_học", "ra_vào", "còn_lại",
    )
)  # fmt: skip
"""Pairs of syllables that are one word, although one of them ends a phrase when it stands alone."""

UNCOUNTED: frozenset[str] = frozenset(
    (
        "giờ", "phút", "giây", "ngày", "đêm", "hôm", "tuần", "tháng", "năm", "quý", "thập", "thế", "tuổi", "nhiệm",
        "lần", "bậc", "độ", "hạng", "cấp", "chiều", "bên", "mặt", "rưỡi", "buổi", "sáng", "trưa", "tối", "mùng", "âm",
        "dương", "nhất", "hai", "ba", "bốn", "sáu", "bảy", "tám", "chín", "mười", "trăm", "nghìn", "ngàn", "triệu",
        "tỷ", "tỉ", "đồng", "phần", "số", "cơn", "vận", "tiếp", "diễn", "bắt", "kết", "khai", "rất", "đứng",
        "xếp", "ghi", "tổ", "phát", "ký", "quy", "ngụ", "thì", "thường", "vừa", "cứ", "nay", "đó", "đây", "mới",
        "thành", "liên", "chính", "cao", "thấp", "nhiều", "ít", "lớn", "nhỏ", "dài", "rộng", "nặng", "quân", "kể",
        "sáp", "tham", "giải",
    )
)  # fmt: skip
"""Small words after a number that no list of counted nouns has and that are not counted either: time and order, verbs,
adjectives."""

COUNTING = frozenset(
    (
        "có", "với", "được", "là", "gồm", "bao gồm", "trao", "tặng", "trao tặng", "cấp", "cấp phát", "phát", "hỗ trợ",
        "vận động", "xây dựng", "tổ chức", "thành lập", "ra mắt", "triển khai", "thực hiện", "đạt", "còn", "thêm",
        "chỉ còn", "chỉ có", "cho", "của", "gần", "hơn", "trên", "khoảng", "dưới", "chừng", "ít nhất", "tối thiểu",
        "tối đa", "không quá", "tổng cộng", "tổng số", "cả", "mỗi", "tiếp nhận", "nhận", "thu", "thu gom", "thu giữ",
        "phát hiện", "xử lý", "xử phạt", "giải quyết", "hoàn thành", "kết nạp", "công nhận", "khen thưởng",
        "biểu dương", "tuyên dương", "lắp đặt", "lắp", "trồng", "nuôi", "sửa chữa", "bàn giao", "khánh thành",
        "khởi công", "huy động", "đóng góp", "góp", "hiến", "ủng hộ", "quyên góp", "gom", "mở", "tập huấn",
        "bồi dưỡng", "đào tạo", "giới thiệu", "tiếp", "hòa giải", "giám sát", "kiểm tra", "tuyên truyền", "nhân rộng",
        "duy trì", "đăng ký", "xóa", "giảm", "tăng", "tại", "từ", "đến", "lên", "xuống", "về", "trong đó", "thu hút",
        "tập hợp", "kiện toàn", "củng cố", "sắp xếp", "tinh gọn", "bố trí", "ban hành", "tham mưu", "phân bổ", "bầu",
        "chọn", "cử", "đưa", "đón", "thăm", "giúp", "giúp đỡ", "dự", "gồm có", "tổng", "sáp nhập", "giao nộp",
        "khai trương", "đề ra", "xác định", "bảo tồn", "treo", "dọn", "in", "khám", "mua", "bán", "chuyển giao",
        "tiêm", "nạo vét", "làm", "đầu tư", "nhắc nhở", "đăng tải", "đăng", "tiếp tục", "chuyển", "ký", "quyên",
        "chăm sóc", "đỡ đầu", "nhận đỡ đầu", "phụng dưỡng", "tri ân", "trị giá", "sản xuất", "cung cấp", "sưu tầm",
        "gặp gỡ", "rà soát", "đắp", "ý kiến", "cứu", "xây", "xây mới", "dựng", "cải tạo", "nâng cấp", "gia cố", "hết",
        "chưa", "bảo vệ", "thay", "gắn", "nhập", "giữ", "khai thác", "trang bị", "sử dụng", "đóng", "viết", "dạy",
        "truyền dạy", "phục vụ", "đánh giá", "thẩm định",
    )
)  # fmt: skip
"""Words right before a number that ask for something counted, in no list though it may be."""

SUMS = (
    "tiền", "kinh phí", "trị giá", "giá", "vốn", "vay", "quỹ", "góp", "ủng hộ", "tài trợ", "hỗ trợ", "lãi", "lời",
    "thu", "doanh thu", "thu nhập", "chi", "nợ", "thưởng", "phạt", "đầu tư", "lợi nhuận", "lương", "ngân sách",
    "tiết kiệm",
)  # fmt: skip
"""Words before a number of millions that make it money."""

NOT_BEFORE = frozenset(
    (
        "số", "năm", "tháng", "ngày", "thứ", "khóa", "khoá", "điều", "khoản", "quận", "phường", "quý", "đợt", "mũi",
        "lúc", "vào hồi", "ngõ", "hẻm", "ngách", "quốc lộ", "tỉnh lộ", "đường", "km", "vùng", "lữ đoàn", "trung đoàn",
        "sư đoàn", "tiểu đoàn", "lô", "mã", "kênh", "phiên bản", "chương", "đội", "tổ", "chốt", "tập", "bài", "quyển",
        "điện thoại", "đt", "hotline", "sđt", "nghị quyết", "quyết định", "chỉ thị", "kế hoạch", "đề án", "luật",
        "chương trình", "ấp", "thôn", "khóm", "xóm", "buôn", "khu phố", "khu vực", "khu", "tổ dân phố", "phố",
        "tiểu khu", "giai đoạn", "nhiệm kỳ", "năm học", "niên khóa", "chi bộ", "chi hội", "chi đoàn", "khối", "nhóm",
        "ban chỉ đạo", "phòng", "tầng", "lớp", "mục", "phần", "bước", "kỳ", "kỳ họp", "hội nghị", "cụm", "bản",
        "làng", "trạm", "đại đội", "hạng", "bậc", "loại", "top", "thông tư", "nghị định", "công văn", "huy hiệu",
        "đại lộ", "hương lộ",
    )
)  # fmt: skip
"""Words right before a number that make it a name, a date or a place in a list."""

QUALIFIERS = (
    "khoảng hơn", "chỉ còn", "chỉ có", "không quá", "ít nhất", "tối thiểu", "tối đa", "xấp xỉ", "ước đạt", "ước tính",
    "gần", "hơn", "trên", "khoảng", "dưới", "chừng", "ước", "cả", "chỉ", "tổng số", "tổng cộng", "toàn bộ",
)  # fmt: skip
"""How exact a number is said to be, right before it; the longer first."""

GOAL = "phấn đấu"
"""The status of what is aimed at."""

PLAN = "dự kiến"
"""The status of what will be."""

STATUSES = {
    "đăng ký": "đăng ký", "đăng kí": "đăng ký", "công nhận": "công nhận", "duy trì": "duy trì", "đạt": "đạt",
    "hoàn thành": "hoàn thành", GOAL: GOAL, PLAN: PLAN,
}  # fmt: skip
"""What is claimed about the things counted."""

SCOPE_WORDS = (
    "trung ương", "tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "cơ sở", "thị",
    "thành", "quốc gia", "bộ",
)  # fmt: skip
"""Levels of government, as they follow "cấp" and "toàn"."""
