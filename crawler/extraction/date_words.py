"""What Vietnamese portals write around a date: labels, weekdays, months, counters. Data for `dates`."""

from __future__ import annotations

PUBLISHED_LABELS = (
    "ngày đăng tin",
    "ngày đăng bài",
    "ngày đăng tải",
    "ngày đăng",
    "ngày xuất bản",
    "ngày phát hành",
    "ngày ban hành",
    "ngày tạo",
    "ngày viết",
    "ngày đưa tin",
    "ngày đưa",
    "đăng ngày",
    "đăng lúc",
    "đăng vào lúc",
    "đăng vào ngày",
    "đăng vào",
    "được đăng vào lúc",
    "được đăng vào",
    "được đăng",
    "đã đăng vào",
    "đã đăng",
    "đã đưa",
    "đưa tin lúc",
    "đã xuất bản",
    "đã phát hành",
    "xuất bản lúc",
    "xuất bản vào",
    "xuất bản ngày",
    "xuất bản",
    "thời gian đăng tin",
    "thời gian đăng bài",
    "thời gian tạo",
    "tin đăng ngày",
    "bài đăng ngày",
    "đăng tin lúc",
    "đăng tin ngày",
    "đăng tải lúc",
    "đăng tải ngày",
    "đăng tải",
    "ngày gửi",
    "thời gian đăng",
    "thời gian xuất bản",
    "tạo ngày",
    "tạo lúc",
    "viết ngày",
    "gửi lúc",
    "gửi ngày",
    "phát hành ngày",
    "publish date",
    "post date",
    "published date",
    "published on",
    "published",
    "publish",
    "date published",
    "posted on",
    "posted",
    "created on",
    "created",
    "đăng",
)
"""Labels of the moment of publication."""

UPDATED_LABELS = (
    "cập nhật lần cuối lúc",
    "cập nhật lần cuối",
    "lần cập nhật cuối",
    "cập nhật lúc",
    "cập nhật ngày",
    "cập nhật vào lúc",
    "cập nhật vào",
    "cập nhật",
    "ngày cập nhật",
    "thời gian cập nhật",
    "chỉnh sửa lúc",
    "chỉnh sửa lần cuối",
    "sửa lần cuối",
    "sửa đổi lần cuối",
    "cập nhật mới nhất",
    "last updated on",
    "last updated",
    "last update",
    "last modified",
    "date modified",
    "modified",
    "updated on",
    "updated",
)
"""Labels of an edit. On many portals it is the only date; beside a publication date it is never the publication."""

PLAIN_LABELS = ("ngày giờ", "thời gian", "ngày", "lúc", "vào lúc", "vào ngày", "date", "time", "on", "at")
"""Words that introduce a date without saying of what."""

CLOCK_LABELS = ("hôm nay là", "hôm nay", "bây giờ là", "bây giờ", "hiện tại là", "today is", "today", "now")
"""Words in front of the clock in a page's header: never the date of an article."""

COUNTER_LABELS = (
    "view count",
    "views",
    "view",
    "hits",
    "comments",
    "comment",
    "lượt xem tin",
    "lượt xem",
    "số lượt xem",
    "số lần xem",
    "lượt đọc",
    "số lượt đọc",
    "lần đọc",
    "số lần đọc",
    "đã xem",
    "xem",
    "đọc",
    "lượt truy cập",
    "lượt người xem",
    "phản hồi",
    "bình luận",
    "lượt bình luận",
    "số bình luận",
    "lượt tải",
    "đã tải",
    "lượt thích",
    "thích",
)
"""Counters printed on the same line as a date."""

WEEKDAYS: dict[str, int] = {
    "hai": 0,
    "2": 0,
    "ba": 1,
    "3": 1,
    "tư": 2,
    "4": 2,
    "năm": 3,
    "5": 3,
    "sáu": 4,
    "6": 4,
    "bảy": 5,
    "7": 5,
}
"""What follows "Thứ", as `datetime.weekday` counts. Sunday is "Chủ nhật" or "CN"."""

ENGLISH_WEEKDAYS: dict[str, int] = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}

VIETNAMESE_MONTHS: dict[str, int] = {
    "giêng": 1,
    "một": 1,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
    "mười một": 11,
    "mười hai": 12,
    "chạp": 12,
}
"""Names after "tháng" as WordPress and Joomla write them out ("Tháng Mười Hai")."""

ENGLISH_MONTHS: dict[str, int] = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "may": 5,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
"""First three letters of English months, as half-translated portals print them."""

PARTS_OF_DAY = ("rạng sáng", "sáng sớm", "sáng", "trưa", "chiều tối", "chiều", "tối", "đêm", "ngày", "hôm", "vào ngày")
"""Words that open "Chiều 4/2" and the like."""
