"""Lines of portal furniture that reach the text of an article, each with a name and the reason it is none of it.

Every pattern describes a whole line (bullets, colons and counters around it allowed), so that no sentence can match.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBER = r"(?:\d[\d.,\s]*|[-–—]+|\.\.\.|…)"
"""A counter's value: digits with dots, commas or spaces as separators; dashes and dots where scripts fill it in."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of furniture. ``ends``: an article never goes on after it. ``weak``: only beside other furniture."""

    name: str
    pattern: re.Pattern[str]
    reason: str
    ends: bool = False
    weak: bool = False


def _rule(name: str, pattern: str, reason: str, *, ends: bool = False, weak: bool = False) -> Rule:
    whole = rf"(?:[•·●▪■►»>*+|–—-]\s*)*(?:{pattern})\s*[|•·»:.]*"
    return Rule(name, re.compile(whole, re.IGNORECASE), reason, ends, weak)


_COUNTED = (
    r"(?:số\s+(?:lượt|lượng)\s+(?:người\s+)?)?(?:đang\s+truy\s+cập|đang\s+online|đang\s+trực\s+tuyến|người\s+online|"
    r"khách\s+trực\s+tuyến|khách\s+online|thành\s+viên\s+online|thành\s+viên\s+trực\s+tuyến|máy\s+chủ\s+tìm\s+kiếm|"
    r"khách\s+viếng\s+thăm|khách\s+truy\s+cập|khách|hôm\s+nay|hôm\s+qua|trong\s+ngày|ngày\s+hôm\s+nay|ngày\s+hôm\s+qua|"
    r"tuần\s+này|trong\s+tuần|tuần\s+hiện\s+tại|tuần\s+trước|tuần\s+qua|tháng\s+này|trong\s+tháng|tháng\s+hiện\s+tại|"
    r"tháng\s+trước|tháng\s+qua|năm\s+nay|trong\s+năm|năm\s+hiện\s+tại|năm\s+trước|tất\s+cả|tổng|tổng\s+cộng|"
    r"tổng\s+(?:số\s+)?(?:lượt\s+)?(?:truy\s+cập|khách)|tổng\s+lượt\s+(?:truy\s+cập|xem)|tổng\s+số|lượt\s+truy\s+cập|"
    r"số\s+(?:lượt|lượng)\s+truy\s+cập|số\s+lượt\s+đang\s+online|số\s+người\s+(?:đang\s+)?(?:online|truy\s+cập)|"
    r"số\s+người\s+đang\s+(?:xem|online)|đang\s+xem|online|visitors?|visits?(?:\s+today)?|today|yesterday|this\s+week|"
    r"last\s+week|this\s+month|last\s+month|all(?:\s+days)?|total|truy\s+cập\s+(?:hôm\s+nay|hôm\s+qua|tuần|tháng|năm))"
)
_COUNTER_LINE = rf"(?:{_COUNTED}\s*[:：]?\s*{NUMBER}(?:\s*(?:lượt|người|khách))?\s*[•·|;,]*\s*)+"

RULES: tuple[Rule, ...] = (
    _rule("counter", _COUNTER_LINE, "visitor counter: label and number, glued or not", ends=True),
    _rule(
        "counter heading",
        r"(?:(?:bộ\s+đếm|thống\s+kê)(?:\s+(?:lượt\s+)?(?:truy\s+cập|truy\s+cập\s+website|website|online))?\s*)+"
        r"|số\s+(?:lượng|lượt)\s+(?:người\s+)?truy\s+cập|lượt\s+truy\s+cập|(?:đang\s+truy\s+cập|"
        r"tổng\s+lượt\s+truy\s+cập)"
        rf"|thống\s+kê\s+truy\s+cập\s*[•:|-]\s*(?:{_COUNTED}|[\s•:|,]|{NUMBER})+",
        "heading of the visitor counter",
        ends=True,
    ),
    _rule("counter label", _COUNTED, "label of a visitor counter whose number stands elsewhere", ends=True, weak=True),
    _rule("empty value", NUMBER, "a value of a counter or pager without its label", weak=True),
    _rule(
        "views",
        rf"(?:số\s+)?(?:lượt|lần)\s+(?:xem|đọc)(?:\s+tin)?\s*[:：]?\s*{NUMBER}|view\s*counts?\s*:?\s*{NUMBER}?|"
        rf"views?\s*:\s*{NUMBER}"
        rf"|{NUMBER}\s+(?:lượt\s+xem|lượt\s+đọc|views?|lần\s+đọc|lần\s+xem)|(?:đã\s+xem|đọc|xem|hits|phản\s+hồi|"
        rf"bình\s+luận)\s*[:：]\s*{NUMBER}"
        rf"|đã\s+xem\s*{NUMBER}?|phản\s+hồi\s*{NUMBER}?|{NUMBER}\s+(?:bình\s+luận|phản\s+hồi|comments?)",
        "how often the page was opened or commented",
    ),
    _rule(
        "rating",
        rf"tổng\s+số\s+điểm\s+của\s+bài\s+viết\s+là\s*:?.{{0,60}}|"
        rf"xếp\s+hạng\s*:?\s*{NUMBER}?\s*[-–]?\s*{NUMBER}?\s*(?:phiếu\s+bầu)?"
        r"|(?:click|nhấn|bấm)\s+(?:để|vào\s+đây\s+để)\s+đánh\s+giá(?:\s+bài\s+viết)?|đánh\s+giá(?:\s+bài\s+viết|"
        r"\s+của\s+bạn)?"
        r"|bài\s+viết\s+(?:rất\s+kém|kém|đạt|tốt|rất\s+tốt)|(?:rất\s+kém|chưa\s+đạt)"
        rf"|{NUMBER}\s*/\s*\d+\s*(?:\(\s*)?{NUMBER}?\s*(?:đánh\s+giá|phiếu\s+bầu|bình\s+chọn|votes?)\s*\)?|xin\s+chờ"
        r"|average\s*\(\d+\s+votes?\)|your\s+rating|ratings?",
        "rating of the article by readers",
        ends=True,
    ),
    _rule(
        "comments",
        r"ý\s+kiến\s+(?:bạn\s+đọc|phản\s+hồi|của\s+bạn|độc\s+giả)(?:\s*\(\s*\d+\s*\))?|(?:gửi|viết|thêm|"
        r"đăng)\s+(?:bình\s+luận|ý\s+kiến|phản\s+hồi)"
        r"(?:\s+của\s+bạn)?|mã\s+(?:an\s+toàn|bảo\s+mật|xác\s+nhận|kiểm\s+tra|captcha)|"
        r"bình\s+luận(?:\s+của\s+bạn|\s+mới\s+nhất)?"
        r"(?:\s*\(\s*\d+\s*\))?|sắp\s+xếp\s+theo\s+bình\s+luận\s+(?:mới|cũ|số\s+lượt\s+thích)(?:\s+hơn)?.{0,20}|"
        r"bạn\s+cần\s+(?:đăng\s+nhập|"
        r"trở\s+thành\s+thành\s+viên).{0,90}(?:bình\s+luận|ý\s+kiến)|(?:họ\s+và\s+tên|họ\s+tên|email|tiêu\s+đề|"
        r"nội\s+dung)\s*\(?\s*\*\s*\)?"
        r"|(?:họ\s+tên|email)\s+người\s+(?:gửi|nhận)\s*\(\*\)\s*:?.{0,60}|chưa\s+có\s+(?:bình\s+luận|ý\s+kiến|"
        r"phản\s+hồi)(?:\s+nào)?"
        r"|hãy\s+là\s+người\s+đầu\s+tiên\s+bình\s+luận.{0,40}|gửi\s+phản\s+hồi|leave\s+a\s+(?:reply|comment)|"
        r"comments?(?:\s*\(\d+\))?"
        r"|viết\s+bình\s+luận\s+của\s+bạn|để\s+lại\s+(?:một\s+)?(?:bình\s+luận|phản\s+hồi|trả\s+lời)|"
        r"hủy\s+(?:trả\s+lời|bình\s+luận)",
        "comment box",
        ends=True,
    ),
    _rule(
        "session",
        r"bạn\s+đã\s+không\s+sử\s+dụng\s+site.{0,160}|thời\s+gian\s+chờ\s*:?\s*\d+\s+giây|"
        r"phiên\s+làm\s+việc\s+của\s+bạn\s+(?:đã|sẽ)\s+hết\s+hạn.{0,120}"
        r"|bấm\s+vào\s+đây\s+để\s+duy\s+trì\s+trạng\s+thái\s+đăng\s+nhập.{0,60}|"
        r"your\s+session\s+(?:has\s+expired|will\s+expire).{0,120}"
        r"|trình\s+duyệt\s+của\s+bạn\s+(?:đã\s+tắt|không\s+hỗ\s+trợ).{0,200}(?:javascript|html5|iframe|video).{0,120}",
        "session or browser warning",
        ends=True,
    ),
    _rule(
        "login",
        r"đăng\s+(?:nhập|xuất|ký)(?:\s+(?:hệ\s+thống|thành\s+viên|tài\s+khoản))?|(?:quên|"
        r"lấy\s+lại)\s+mật\s+khẩu\s*\??|mật\s+khẩu"
        r"|tên\s+(?:đăng\s+nhập|truy\s+cập)|tài\s+khoản|ghi\s+nhớ(?:\s+đăng\s+nhập|\s+mật\s+khẩu)?|"
        r"hãy\s+đăng\s+nhập\s+thành\s+viên.{0,80}"
        r"|sign\s+in|log\s*in|log\s*out|login|remember\s+me|forgot\s+password\??|screen\s+name|password",
        "login box",
        weak=True,
    ),
    _rule(
        "skip link",
        r"truy\s+cập\s+nội\s+dung\s+luôn|(?:chuyển|nhảy|bỏ\s+qua|đi)\s+(?:đến|tới|để\s+(?:đến|"
        r"tới))\s+(?:phần\s+)?nội\s+dung(?:\s+chính)?"
        r"|skip\s+to\s+(?:main\s+)?content|main\s+content|bỏ\s+qua\s+điều\s+hướng|nhảy\s+đến\s+nội\s+dung",
        "skip link for screen readers",
    ),
    _rule(
        "portlet heading",
        r"(?:xem\s+)?chi\s+tiết\s+(?:tin(?:\s+(?:tức|bài))?|bài\s+viết|bài)",
        "heading of the box the article stands in",
    ),
    _rule(
        "tools",
        r"(?:(?:in\s+(?:ra|bài|trang|bài\s+viết|trang\s+này|tin|tin\s+này)|bản\s+in|print|"
        r"lưu\s+bài\s+viết(?:\s+này)?|lưu\s+tin|send\s+email|send\s+mail"
        r"|gửi\s+(?:mail|email|bài(?:\s+viết)?(?:\s+qua\s+(?:e-?mail|thư))?|cho\s+bạn\s+bè|tin\s+qua\s+e-?mail|"
        r"tới\s+bạn\s+bè)|e-?mail|gửi\s+qua\s+e-?mail"
        r"|giới\s+thiệu\s+bài\s+viết\s+cho\s+bạn\s+bè|chia\s+sẻ(?:\s+(?:bài\s+viết|lên\s+(?:facebook|zalo|"
        r"twitter)|qua|trên|tin))?|share(?:\s+on\s+\w+)?"
        r"|facebook|zalo|twitter|tweet|google\s*\+|linkedin|pinterest|youtube|like|thích|quay\s+lại|trở\s+(?:lại|"
        r"về)(?:\s+trang\s+trước)?|sao\s+chép(?:\s+liên\s+kết)?"
        r"|copy\s+link|tải\s+về|theo\s+dõi(?:\s+(?:chúng\s+tôi|trên).{0,30})?)\s*[|•/,]*\s*)+",
        "share, print, mail and save buttons",
        weak=True,
    ),
    _rule(
        "print or mail",
        r"lưu\s+bài\s+viết\s+này|gửi\s+bài\s+viết(?:\s+này)?\s+qua\s+e-?mail|"
        r"giới\s+thiệu\s+bài\s+viết\s+cho\s+bạn\s+bè|in\s+ra|in\s+bài\s+viết|print"
        r"|send\s+e?-?mail|chia\s+sẻ\s+(?:bài\s+viết|lên\s+facebook|qua|trên).{0,30}|đang\s+gửi\s+email.{0,20}|"
        r"email\s+this\s+article",
        "print, save and mail buttons",
    ),
    _rule(
        "zoom",
        r"\d{2,3}\s*%|(?:cỡ|kích\s+thước|kiểu)\s+chữ\s*:?(?:\s*[a-z+–-]+)*|phóng\s+to|thu\s+nhỏ|tăng\s+cỡ\s+chữ|"
        r"giảm\s+cỡ\s+chữ|a\s*\+|a\s*-|(?:a\s*[-–+]?\s+){1,3}a\s*[+-]?|font\s*size"
        r"|độ\s+tương\s+phản|tương\s+phản|mặc\s+định",
        "zoom and type-size controls",
        weak=True,
    ),
    _rule(
        "speech",
        r"(?:nghe|đọc|phát)\s+(?:bài\s+(?:viết|báo|này)|nội\s+dung|audio|tin(?:\s+bài)?|bản\s+tin)(?:\s+này)?|"
        r"đọc\s+bài|tạm\s+dừng|dừng\s+(?:đọc|lại)|tiếp\s+tục\s+(?:đọc|nghe)"
        r"|giọng\s+(?:đọc|nam|nữ)(?:\s+(?:nam|nữ|miền\s+bắc|miền\s+nam|miền\s+trung|bắc|nam))*|"
        r"tốc\s+độ\s+đọc.{0,20}|trình\s+đọc\s+(?:bài|màn\s+hình|văn\s+bản).{0,20}"
        r"|\d\s*x|\d[.,]\d{1,2}\s*x|\d{1,2}:\d{2}\s*/\s*\d{1,2}:\d{2}|"
        r"your\s+browser\s+does\s+not\s+support.{0,60}|nghe\s+đọc\s+bài",
        "text-to-speech controls",
        weak=True,
    ),
    _rule(
        "related heading",
        r"(?:những|các)?\s*(?:tin|bài|tin\s+bài|bài\s+viết|bài\s+báo|tin\s+tức|bản\s+tin)\s+(?:(?:đã\s+)?(?:đưa|"
        r"đăng)|mới\s+hơn|cũ\s+hơn|khác|liên\s+quan|cùng\s+(?:chuyên\s+mục|chủ\s+đề|thể\s+loại|"
        r"loại|danh\s+mục)|mới(?:\s+nhất|\s+đăng|\s+cập\s+nhật)?|tiêu\s+điểm|nổi\s+bật|xem\s+nhiều(?:\s+nhất)?|"
        r"đọc\s+nhiều(?:\s+nhất)?|trước(?:\s+đó)?|tiếp\s+theo|sau|cùng\s+mục)"
        r"(?:\s*\(?\s*\d*\s*\)?)|theo\s+dòng\s+sự\s+kiện|các\s+(?:tin|bài)\s+khác|other\s+news|related\s+(?:news|"
        r"articles|posts|assets?)|tin\s+khác|(?:bài|tin)\s+viết\s+khác"
        r"|có\s+thể\s+bạn\s+quan\s+tâm|bạn\s+có\s+thể\s+quan\s+tâm|cùng\s+chuyên\s+mục|xem\s+nhiều(?:\s+nhất)?|"
        r"đọc\s+nhiều(?:\s+nhất)?|tin\s+cùng\s+chuyên\s+mục|mới\s+cập\s+nhật"
        r"|tin\s+liên\s+quan(?:\s+xem\s+tại\s+đây.{0,40})?|văn\s+bản\s+(?:mới|liên\s+quan|mới\s+ban\s+hành)|"
        r"tin\s+đọc\s+nhiều|recent\s+posts|older\s+posts|newer\s+posts|thông\s+tin\s+liên\s+quan",
        "heading of a list of other articles",
        ends=True,
    ),
    _rule(
        "pager",
        rf"(?:←\s*)?đầu\s+tiên|cuối\s+cùng(?:\s*→)?|trang(?:\s*[:：]?\s*{NUMBER}(?:\s*/\s*{NUMBER})?)?|next|"
        rf"previous|prev|trước|sau|tiếp(?:\s+theo)?|trang\s+(?:trước|sau|kế|đầu|cuối)|first|last"
        rf"|hiển\s+thị\s+{NUMBER}.{{0,40}}(?:kết\s+quả|results?)|showing\s+\d.{{0,40}}results?|"
        rf"(?:\d+\s+){{2,}}(?:\.\.\.|…)?(?:\s*\d+)*|[«‹<>›»←→\s]+|xem\s+tiếp\s*(?:\.\.\.|…)?|xem\s+thêm\s*(?:\.\.\.|…)?"
        r"|đọc\s+tiếp\s*(?:\.\.\.|…)?|xem\s+tất\s+cả|xem\s+chi\s+tiết|chi\s+tiết|read\s+more|more|"
        r"số\s+dòng\s+hiển\s+thị.{0,20}",
        "pager and read-more links",
        weak=True,
    ),
    _rule(
        "page top",
        r"(?:về|lên|trở\s+về)\s+đầu\s+trang|về\s+trang\s+chủ|back\s+to\s+top|go\s+top|lên\s+trên|"
        r"sơ\s+đồ\s+(?:cổng|trang|website|site)|chọn\s+liên\s+kết|liên\s+kết\s+(?:website|web|site|nhanh|hữu\s+ích)"
        r"|[-–—\s]*(?:chọn|lựa\s+chọn)\s+(?:liên\s+kết|website|trang|đơn\s+vị).{0,30}",
        "navigation at the foot of the page",
        ends=True,
    ),
    _rule(
        "search box",
        r"[-–\s]*(?:nhập\s+(?:từ\s+(?:khóa\s+)?(?:cần\s+)?tìm(?:\s+kiếm)?|từ\s+khóa|"
        r"nội\s+dung)(?:\s+tìm\s+kiếm)?)[-–.…\s]*|tìm\s+kiếm(?:\s+nâng\s+cao)?(?:\s*\.\.\.)?|search|"
        r"từ\s+khóa\s+tìm\s+kiếm",
        "search box",
        weak=True,
    ),
    _rule(
        "menu",
        r"(?:(?:trang\s+chủ|giới\s+thiệu|liên\s+hệ|hỏi\s*[-–&]?\s*đáp|góp\s+ý|rss|english|tiếng\s+anh|"
        r"tiếng\s+việt|vietnamese|khmer|menu|home|sitemap|danh\s+mục|thư\s+viện\s+(?:ảnh|video)|"
        r"video\s*clip|video|dịch\s+vụ\s+công(?:\s+trực\s+tuyến)?|thủ\s+tục\s+hành\s+chính|"
        r"văn\s+bản(?:\s+pháp\s+quy|\s+chỉ\s+đạo\s+điều\s+hành)?|thư\s+điện\s+tử|hộp\s+thư(?:\s+góp\s+ý)?|"
        r"lịch\s+(?:công\s+tác|làm\s+việc|tiếp\s+công\s+dân)|"
        r"toggle\s+navigation|main\s+menu|vi|en|tin\s+tức(?:\s*[-–]\s*sự\s+kiện)?)\s*(?:[|›»>/•]+\s*|$)){1,12}",
        "menu entries",
        weak=True,
    ),
    _rule(
        "language switch",
        r"(?:english|tiếng\s+anh|vietnamese|tiếng\s+việt)\s*[|/]\s*\w+(?:\s*[|/]\s*\w+)*",
        "language switch",
    ),
    _rule(
        "banner",
        r"(?:no\s+title\s*(?:\.\.\.|…)\s*)+|no\s+title|anh-tin-bai|(?:banner|slide|quảng\s+cáo)(?:\s*\d+)?|image|img_?\d*|\S+\.(?:jpe?g|png|gif|webp|bmp)",
        "alternative text of a banner or picture without one",
    ),
    _rule(
        "hot line",
        r"(?:đường\s+dây\s+nóng|hotline|số\s+điện\s+thoại\s+(?:đường\s+dây\s+nóng|nóng)|"
        r"điện\s+thoại\s+đường\s+dây\s+nóng)\s*:?\s*[\d.\s()+-]*",
        "hot line box",
        ends=True,
    ),
    _rule(
        "badge",
        r"ch(?:ứ|u)ng\s+nh(?:ậ|a)n\s+t(?:í|i)n\s+nhi(?:ệ|e)m\s+m(?:ạ|a)ng|tín\s+nhiệm\s+mạng|tin\s+nhiem\s+mang|"
        r"ncsc|dmca(?:\.com)?(?:\s+protection\s+status)?|ipv6(?:\s+ready)?|"
        r"đã\s+thông\s+báo\s+(?:với\s+)?bộ\s+công\s+thương",
        "trust badge",
        ends=True,
    ),
    _rule(
        "copyright",
        r"(?:©|®|\(c\)|copyright|bản\s+quyền)(?:\s|©|:).{0,200}|(?:®\s*)?(?:vui\s+lòng\s+|yêu\s+cầu\s+|"
        r"đề\s+nghị\s+)?ghi\s+rõ\s+nguồn\s*.{0,160}|.{0,60}giữ\s+bản\s+quyền(?:\s+nội\s+dung).{0,80}|"
        r"powered\s+by\s.{0,80}|designed\s+by\s.{0,80}"
        r"|(?:thiết\s+kế|phát\s+triển|xây\s+dựng|cung\s+cấp)\s+(?:và\s+(?:phát\s+triển|quản\s+trị|"
        r"vận\s+hành)\s+)?bởi\s*:?\s.{0,80}|all\s+rights\s+reserved.{0,40}|giấy\s+phép\s+(?:số|thiết\s+lập|"
        r"hoạt\s+động|trang).{0,200}"
        r"|(?:chú\s+ý\s*:\s*)?việc\s+đăng\s+lại\s+bài\s+viết\s+trên.{0,300}|"
        r".{0,80}không\s+được\s+sao\s+chép\s+dưới\s+mọi\s+hình\s+thức.{0,80}"
        r"|.{0,40}khi\s+(?:phát\s+hành\s+lại|sử\s+dụng(?:\s+lại)?|trích\s+dẫn|đăng\s+lại)\s+(?:thông\s+tin|"
        r"bài\s+viết|tin\s+bài)\s+(?:từ|trên|của)\s+(?:website|trang|cổng).{0,120}",
        "copyright or reuse note",
        ends=True,
    ),
    _rule(
        "imprint",
        r"(?:cơ\s+quan\s+chủ\s+quản|đơn\s+vị\s+(?:quản\s+lý|chủ\s+quản)|chịu\s+trách\s+nhiệm\s+(?:nội\s+dung|"
        r"chính|xuất\s+bản)|trưởng\s+ban\s+biên\s+tập|người\s+chịu\s+trách\s+nhiệm(?:\s+nội\s+dung)?)\s*:\s*.{0,160}",
        "imprint of the site",
        ends=True,
    ),
    _rule(
        "contact",
        r"(?:trụ\s+sở|địa\s+chỉ|điện\s+thoại|đt|tel|fax|e-?mail|website|hòm\s+thư)\s*[:：].{1,160}",
        "address of the office in the foot of the page",
        weak=True,
    ),
    _rule(
        "attachment heading",
        r"(?:file|tập\s+tin|tệp(?:\s+tin)?|tài\s+liệu|văn\s+bản)\s+đính\s+kèm|đính\s+kèm|attachments?|tập\s+tin|"
        r"tải\s+(?:file|tệp|tài\s+liệu)(?:\s+đính\s+kèm)?",
        "heading of the attachments",
    ),
    _rule("tags heading", r"tags?|từ\s+khóa|thẻ|chủ\s+đề|keywords?", "heading of the key words"),
    _rule("tags", r"(?:tags?|từ\s+khóa|keywords?)\s*[:：].{1,300}", "the key words of the article"),
    _rule(
        "category label",
        r"(?:chuyên\s+mục|danh\s+mục|chủ\s+đề|lĩnh\s+vực|thể\s+loại|categories|category|posted\s+in)\s*[:：].{1,80}",
        "the section the article stands in",
    ),
    _rule(
        "account label",
        r"(?:người\s+đăng(?:\s+tin)?|đăng\s+bởi|người\s+cập\s+nhật|posted\s+by)\s*[:：]?\s*.{1,40}",
        "the account that saved the page",
        weak=True,
    ),
    _rule(
        "waiting",
        r"(?:đang\s+tải|loading|vui\s+lòng\s+(?:chờ|đợi))\s*(?:\.\.\.|…)?",
        "text shown while something loads",
    ),
)
