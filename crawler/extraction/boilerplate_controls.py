"""Furniture that is clicked: menus, log-in, search, share and print buttons, players, type size, pagers."""

from __future__ import annotations

from crawler.extraction.boilerplate_rules import NUMBER, rule

_TO = r"(?:facebook|zalo(?: oa)?|twitter|e-?mail|messenger|linkedin|mạng xã hội|google(?: play)?|app store|youtube)"
_LANGUAGE = (
    r"(?:(?:select |chọn )?(?:language|ngôn ngữ)|english|tiếng (?:anh|việt|khmer|trung|pháp)|vietnamese|khmer|việt nam"
    r"|vi|en|vn|français|中文|한국어|日本語|русский)"
)
_PRESS = (
    r"(?:gửi|in|lưu|xem|đọc|nghe|tải|chia sẻ|share|đăng (?:nhập|ký|xuất)|đổi|nhập|chọn|theo dõi|phóng to|thu nhỏ|bật"
    r"|tắt|mở|đóng|sao chép|đánh giá|duy trì|click|bấm|nhấn|viết|thêm|để lại|print|email|follow)"
)
_PRESSED = (
    r"(?:bài(?: viết)?|tin(?: tức)?|trang|file|tệp|link|liên kết|đường dẫn|bình luận|phản ánh|ý kiến|phản hồi|câu hỏi"
    r"|email|thư|mã|chữ|video|clip|âm thanh|menu|đăng nhập|mật khẩu|từ khóa|nội dung tìm kiếm|bản in|đính kèm|vào"
    r"|để|cho|bạn(?: bè)?|khác|thêm|nhanh|về|xuống|máy|ngoài|kết quả|ảnh|thông tin)"
)
"""Verbs and objects that the words on buttons are made of."""
_ON = r"(?:trên|qua|với|bằng|lên|từ|on|via|to|with)"
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?"

CONTROLS = (
    rule(
        "login",
        "log-in box",
        phrases=r"đăng (?:nhập|xuất)(?: (?:hệ thống|thành viên|tài khoản|bằng (?:tài khoản )?(?:vneid|google"
        r"|facebook|zalo|apple|microsoft)))?; đăng ký thành viên; (?:quên|lấy lại) mật khẩu ?\??; tên (?:đăng nhập"
        r"|truy cập) ?\*?; ghi nhớ (?:đăng nhập|mật khẩu|tài khoản); sign (?:in|up); log ?(?:in|out); remember me; "
        r"forgot password ?\??; screen name; (?:bạn )?chưa có tài khoản ?\??; đăng ký ngay; (?:xin )?chào(?: "
        r"mừng)?,? khách; create (?:an )?account",
        line=r"hãy đăng nhập thành viên.{0,80}|vui lòng đăng nhập(?: lại| hệ thống)?\.?",
    ),
    rule(
        "login word",
        "field of a log-in box",
        phrases=r"mật khẩu ?\*?; tài khoản; đăng ký; ghi nhớ; password; username",
        weak=True,
    ),
    rule(
        "skip link",
        "skip link for screen readers",
        phrases=r"truy cập nội dung luôn; (?:chuyển|nhảy|bỏ qua|đi) (?:đến|tới|để (?:đến|tới)) (?:phần )?nội "
        r"dung(?: chính)?; skip to (?:main )?(?:content|navigation); bỏ qua (?:điều hướng|nội dung)",
    ),
    rule(
        "portlet heading",
        "heading of the box the article stands in",
        phrases=r"(?:xem )?chi tiết (?:tin(?: (?:tức|bài))?|bài viết|bài|nội dung); nội dung chi tiết; nội dung "
        r"(?:bài viết|tin)",
    ),
    rule(
        "share and print",
        "share, print, mail and save buttons",
        phrases=r"đóng cửa sổ(?: này)?; in (?:ra|bài viết(?: này)?|bài|trang này|trang|tin này|tin); bản in; "
        r"print(?:er-friendly(?: version)?)?; (?:print|share|email|save|bookmark) this (?:page|article|post); lưu "
        r"(?:bài viết(?: này)?|tin|bài); send e?-?mail; g[ửở]i (?:e?-?mail|bài(?: viết)?(?: này)?)(?: (?:qua|cho|tới"
        r"|đến) (?:e-?mail|thư|bạn bè|người thân))?; g[ửở]i (?:tin )?(?:qua e-?mail|cho bạn bè|tới bạn bè)|g[ửở]i tin; "
        rf"giới thiệu bài viết cho bạn bè; chia sẻ(?: (?:bài viết(?: này)?|tin))?(?: (?:lên|qua|trên|cho) {_TO})?; "
        r"share(?: (?:on|to|via|this) \w+| this)?; gift this article; google news; facebook; zalo; twitter; tweet; "
        r"google ?\+; linkedin; pinterest; youtube; messenger; tiktok; telegram; instagram; (?:sao chép|copy) "
        r"(?:liên kết|link|đường dẫn); link copied!?; đã sao chép(?: liên kết)?!?; theo dõi (?:chúng tôi|trên"
        r"|kênh)(?: \w+){1,5}; xem phiên bản in; báo (?:lỗi|cáo) (?:bài viết|vi phạm|sai sót)",
        line=r"theo dõi .{2,60} trên ?(?:zalo|google news|facebook|youtube|tiktok)|đang gửi email.{0,20}",
    ),
    rule(
        "zoom",
        "zoom, type-size and contrast controls",
        phrases=r"100 ?%; (?:(?:xem )?(?:với )?(?:cỡ|kích thước|kiểu|màu) chữ|font[ -]?size):?(?: (?:to|nhỏ|lớn|vừa"
        r"|mặc định|thường))* ?:?(?: ?\d{2,3} ?%)?; phóng to(?: chữ)?; thu nhỏ(?: chữ)?; aa; (?:tăng|giảm) cỡ chữ; "
        r"(?:a ?[-–+]+ ?|aa ?){1,3}a?(?![^\W_]); a ?a(?: ?a)?(?![^\W_]); (?:độ )?tương phản(?: cao)?; chế độ (?:tối"
        r"|sáng|ban đêm|đọc|tương phản)",
    ),
    rule(
        "speech",
        "text-to-speech controls",
        phrases=r"(?:nghe|phát)(?: đọc)? (?:bài(?: viết| báo| này)?|nội dung|audio|tin(?: bài)?|bản tin)(?: này)?; "
        r"đọc (?:bài(?: viết| này| báo)?|nội dung|tin này|báo nói); (?:giọng )?(?:nam|nữ)(?: miền| giọng)? (?:bắc"
        r"|trung|nam); tạm dừng; dừng (?:đọc|lại); tiếp tục (?:đọc|nghe); giọng (?:đọc|nam|nữ)(?: (?:nam|nữ|miền bắc"
        r"|miền nam|miền trung|bắc))*; tốc độ(?: đọc| phát)?(?: ?:? ?\d(?:[.,]\d+)?x?)?; trình đọc (?:bài|màn hình"
        rf"|văn bản); \d(?:[.,]\d{{1,2}})? ?x; {_CLOCK} ?/ ?{_CLOCK}; báo nói; text to speech",
        line=r"your browser does not support.{0,60}",
    ),
    rule(
        "player",
        "controls of a video player",
        phrases=r"(?:play|phát|xem|tắt|bật) (?:video|clip); (?:current time|duration|remaining time|thời (?:lượng"
        rf"|gian hiện tại|gian còn lại))(?: ?-?{_CLOCK})?; (?:loaded|progress|đã tải) ?:? ?[\d.]+ ?%; (?:un)?mute; "
        r"(?:non-)?full ?screen; picture-in-picture; stream type live; playback rate; chapters; captions (?:off"
        r"|settings)(?:, selected)?; subtitles off; tắt (?:tiếng|âm); bật tiếng; toàn màn hình; seek to "
        r"live.{0,40}; playlist; quality; tự động phát; autoplay",
        line=r"trình duyệt (?:của bạn |này )?không hỗ trợ.{0,120}|(?:video player|trình phát(?: video)?) (?:is|đang"
        r"|không).{0,40}|this is a modal window\.?|không thể (?:phát|tải) (?:video|tệp|nội dung).{0,40}|(?:the media"
        r"|video) (?:could not|không (?:khả dụng|tồn tại|phát được|hỗ trợ)).{0,60}|beginning of dialog window.{0,80}",
    ),
    rule("player clock", "time in a player", line=rf"{_CLOCK}|-?{_CLOCK} {_CLOCK}", weak=True),
    rule(
        "pager",
        "pager and read-more links",
        phrases=rf"(?:← ?)?đầu tiên ?(?:←)|← ?đầu tiên; cuối cùng ?→; trang(?: ?[:：]? ?{NUMBER}(?: ?/ ?{NUMBER})?)?; "
        r"next; previous; prev; trang (?:trước|sau|kế|đầu|cuối|tiếp(?: theo)?); xem (?:tiếp|thêm) ?(?:\.\.\.|…)?; "
        r"đọc tiếp ?(?:\.\.\.|…)?; xem (?:tất cả|toàn bộ|chi tiết|thêm tin); read more; show (?:more|less); ẩn ?/ "
        r"?hiện",
        line=rf"hiển thị (?:kết quả )?(?:từ )?{NUMBER}.{{0,40}}(?:kết quả|results?)|hiển thị kết quả từ \d+ đến \d+"
        r"|showing \d.{0,40}results?|(?:[«‹<]+ )*(?:\d+ ){3,}(?:\.\.\.|…)?(?: ?\d+)*(?: ?[»›>]+)*|[«‹<›>»←→ ]+"
        r"|[«‹<] ?(?:trước|lùi|prev) +(?:kế tiếp|tiếp|next) ?[»›>]",
    ),
    rule(
        "pager word",
        "a pager's word that has other uses",
        phrases=r"đầu tiên; cuối cùng; trước; sau; tiếp(?: theo)?; chi tiết; more; first; last; mới nhất; cũ nhất; "
        r"thu gọn; mở rộng; (?:\d+ ){0,3}\.\.\. \d+",
        weak=True,
    ),
    rule(
        "page foot",
        "navigation at the foot of the page",
        phrases=r"(?:(?:trở )?(?:về|lên|lại)) (?:đầu trang|trên cùng); về trang chủ; back to top; go (?:to )?top; "
        r"scroll to top; sơ đồ (?:cổng|trang|website|site|web); (?:liên kết|chọn) (?:website|(?:trang )?liên kết"
        r"|trang(?: web)?|web|site|ngoài|nhanh|hữu ích|khác); website (?:liên kết|khác|các .{2,40}); [-–—]+ ?(?:chọn"
        r"|lựa chọn|liên kết) [^-–—]{2,30}[-–— ]*",
        ends=True,
    ),
    rule(
        "search box",
        "search box",
        phrases=r"[-–]* ?nhập (?:từ (?:khóa )?(?:cần )?tìm(?: kiếm)?|từ khóa|nội dung cần tìm)(?: tìm kiếm| cần "
        r"tìm)?[-–.… ]*; tìm kiếm(?: nâng cao| thông tin| cho)?(?: ?\.\.\.)?; gõ từ khóa(?: và nhấn enter)?; từ "
        r"khóa ?(?:\.\.\.|…); từ khóa tìm kiếm; search(?: for)?(?: ?\.\.\.)?",
    ),
    rule("search word", "word of a search box", phrases="tìm; tra cứu; tìm nhanh", weak=True),
    rule(
        "breadcrumb",
        "path or menu of the site",
        phrases=r"trang (?:chủ|nhất); toggle navigation; (?:main )?menu; rss; sitemap; home",
        line=r"(?:(?<=[>»])|(?<=[>»] ))[^|›»>/•.]{2,60}(?: ?[›»>]+ ?[^|›»>/•.]{2,80}){1,8}|(?:(?:bạn|quý vị) đang "
        r"(?:ở|xem)(?: đây)? ?:? ?)(?:.{0,120})|(?:trang chủ|home|trang nhất)(?: ?[|›»>/•]+ ?[^|›»>/•.]{2,60}){1,8}+",
    ),
    rule(
        "menu",
        "menu entries",
        phrases=r"giới thiệu; liên hệ; hỏi ?[-–&]? ?đáp; góp ý; danh mục; thư viện (?:ảnh|video); video ?clip; "
        r"video; dịch vụ công(?: trực tuyến)?; thủ tục hành chính; văn bản(?: pháp quy| chỉ đạo điều hành)?; thư "
        r"điện tử(?: công vụ)?; hộp thư(?: góp ý| công vụ)?; lịch (?:công tác|làm việc|tiếp công dân); tin tức(?: "
        rf"?[-–] ?sự kiện)?; {_LANGUAGE}; tư liệu; cơ cấu tổ chức; thông báo; thư viện; văn bản pháp luật; về chúng "
        r"tôi; tin hoạt động; sơ đồ tổ chức; bản đồ hành chính; truyền hình; analytics?",
        weak=True,
    ),
    rule("language switch", "language switch", line=rf"{_LANGUAGE}(?: ?[|/] ?{_LANGUAGE}){{1,6}}+"),
    rule(
        "greeting",
        "greeting of the portal, or its clock",
        line=r"(?:chào mừng|kính chào) (?:bạn|quý vị|các bạn|quý khách)(?: đã)? (?:đến|ghé thăm|truy cập)(?: với| "
        r"vào)?.{0,20}(?:cổng|trang|website).{0,90}|(?:kính )?chào(?: mừng)? quý (?:khách|vị)|hôm nay,? ?(?:là "
        r")?(?:thứ .{2,4}|chủ nhật),? ?(?:ngày )?\d.{4,40}",
    ),
    rule(
        "apps",
        "badges of shops for programs",
        phrases=r"(?:(?:download|get it|available) (?:on|in|from) (?:the )?)?(?:app ?store|google play|ch play); "
        r"quét mã qr để tải(?: ứng dụng| app)?; tải (?:ứng dụng|app)(?: (?:trên|cho) (?:ios|android|điện thoại))?",
        weak=True,
    ),
    rule(
        "attachment heading",
        "heading of the attachments",
        phrases=r"(?:file|tập tin|tệp(?: tin)?|tài liệu|văn bản) đính kèm; đính kèm; attachments?; tập tin; tải "
        r"(?:file|tệp)(?: tin)?(?: đính kèm)?; dung lượng ?: ?[\d.,]+ ?[kmg]b; (?:[\d.,]+ ?[km]b)",
        line=r"(?:(?:file|tập tin|tệp(?: tin)?|tài liệu)?(?: ?đính kèm)?) ?: ?[^:]{1,120}\.(?:pdf|docx?|xlsx?|pptx?"
        r"|zip|rar)",
    ),
    rule(
        "waiting",
        "text shown while something loads",
        phrases=r"(?:đang tải(?: dữ liệu)?|loading|vui lòng (?:chờ|đợi)|xin chờ) ?(?:\.\.\.|…)?",
    ),
    rule(
        "control",
        "what to press, said with its verb",
        phrases=rf"{_PRESS}(?: {_PRESSED}){{0,4}} (?:này|tại đây|ngay|của bạn|{_ON} {_TO})(?: {_PRESSED})?; {_PRESS} "
        rf"{_ON} {_TO}",
    ),
    rule(
        "button",
        "a button whose word has other uses",
        phrases=rf"{_PRESS}(?: {_PRESSED}){{1,4}}; a; aa; quay (?:lại|về)(?: trang (?:trước|chủ))?; trở (?:lại"
        r"|về)(?: trang (?:trước|chủ))?; thích; like; tải (?:về|xuống|app)(?: máy)?; download; e-?mail; sao chép; "
        r"in; báo lỗi; reset; gửi; hủy; hủy bỏ; xóa; đóng; copy; follow(?: us)?; theo dõi; phản hồi; góp ý; xem; "
        r"lưu; trả lời; thoát; dừng; pdf; save; làm lại; lên trên; kết nối với chúng tôi; quan tâm zalo(?: oa)?; "
        r"đánh giá ?:; zalo (?:oa|official account); phụ đề; chất lượng; tìm hiểu thêm; submit; cancel; close",
        weak=True,
    ),
)
"""In the order they are asked."""
