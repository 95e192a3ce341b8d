"""Lines of portal furniture that reach the text of an article, each with a name and the reason it is none of it.

Every pattern describes a whole line (bullets, brackets, colons and counters around it allowed), so that no
sentence can match.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBER = r"(?:\d[\d.,]*(?:\s\d{3})*|[-–—]+|\.\.\.|…)"
"""A counter's value: digits with dots, commas or spaces as separators; dashes and dots where scripts fill it in."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of furniture. ``ends``: an article never goes on after it. ``weak``: only beside other furniture."""

    name: str
    pattern: re.Pattern[str]
    reason: str
    ends: bool = False
    weak: bool = False


def _rule(name: str, pattern: str, reason: str, *, ends: bool = False, weak: bool = False, label: bool = False) -> Rule:
    """A rule for whole lines; spaces in ``pattern`` stand for one space, as `crawler.text.clean_line` leaves them.

    ``label``: the pattern is a label and anything after it, so that a line that ends like a sentence is none of it.
    """
    whole = r"(?!.*\w[.!?][”\"’»)]*$)" * label
    whole += rf"(?:[•·●▪■►»>*+|–—([-] ?)*(?:{pattern})[ |•·»:.)\]]*"
    return Rule(name, re.compile(whole, re.IGNORECASE), reason, ends, weak)


_COUNTED = (
    r"(?:số (?:lượt|lượng) (?:người )?)?(?:đang truy cập|đang online|đang trực tuyến|người online|khách trực tuyến|"
    r"khách online|thành viên(?: online| trực tuyến)?|máy chủ tìm kiếm|khách viếng thăm|khách truy cập|hôm nay|hôm qua|"
    r"trong ngày|ngày hôm nay|ngày hôm qua|tuần này|trong tuần|tuần hiện tại|tuần trước|tuần qua|tháng này|trong tháng|"
    r"tháng hiện tại|tháng trước|tháng qua|năm nay|trong năm|năm hiện tại|năm trước|tổng (?:số )?(?:lượt )?truy cập|"
    r"tổng số khách|tổng lượt xem|lượt truy cập|số (?:lượt|lượng) truy cập|truy cập (?:hôm nay|hôm qua|tuần|"
    r"tháng|năm)|người đang (?:online|truy cập|xem)|"
    r"đang xem|visitors?|visits?(?: today)?|this week|last week|this month|last month)"
)
_COUNTED_TOO = r"(?:khách|tất cả|tổng|tổng cộng|tổng số|online|today|yesterday|all(?: days)?|total)"
_VALUE = rf"{NUMBER}(?: (?:lượt|người|khách|lượt truy cập))?"
_RATE = r"(?:đánh giá|phiếu bầu|bình chọn|votes?)"

RULES: tuple[Rule, ...] = (
    _rule(
        "counter",
        rf"(?:(?:bộ đếm|thống kê)(?: truy cập)?+ ?+[:•|-]?+ ?+)*+"
        rf"(?:(?:{_COUNTED}|{_COUNTED_TOO}) ?[:：]? ?{_VALUE} ?[•|;,]* ?)++",
        "visitor counter: label and number, glued or not",
        ends=True,
    ),
    _rule(
        "counter heading",
        r"(?:(?:bộ đếm|thống kê)(?: (?:lượt |số người )?(?:truy cập|online))(?: website)? ?)++|bộ đếm"
        r"|số (?:lượng|lượt) (?:người )?truy cập|lượt truy cập",
        "heading of the visitor counter",
        ends=True,
    ),
    _rule("counter label", _COUNTED, "label of a visitor counter whose number stands elsewhere", ends=True),
    _rule("counter word", _COUNTED_TOO, "label of a visitor counter that is also a word", ends=True, weak=True),
    _rule("dash", r"[-–—_=*~.…]+", "value of a counter that a script fills in, or a ruler"),
    _rule("bare number", r"[\d.,]+(?: [\d.,]+)?", "value of a counter or pager without its label", weak=True),
    _rule(
        "views",
        rf"(?:số )?(?:lượt|lần) (?:xem|đọc|người xem)(?: tin)? ?[:：]? ?{_VALUE}|view ?counts? ?:? ?(?:{NUMBER})?|"
        rf"(?:post |page )?views? ?: ?{NUMBER}"
        rf"|{NUMBER} (?:lượt xem|lượt đọc|views?|lần đọc|lần xem|người xem)|(?:đọc|xem|hits|bình luận) ?[:：] ?{NUMBER}"
        rf"|(?:đã xem|phản hồi) ?[:：]? ?(?:{NUMBER})?|{NUMBER} (?:bình luận|phản hồi|comments?)|(?:số )?lượt "
        rf"(?:xem|đọc)|(?:[\U0001F000-\U0001FAFF\u2190-\u2BFF]\uFE0F? ?{NUMBER} ?)++",
        "how often the page was opened or commented",
    ),
    _rule(
        "rating",
        rf"(?:(?:tổng số điểm của bài viết là ?:? ?[\d.,]* ?trong ?[\d.,]* ?đánh giá|xếp hạng ?: ?[\d.,]* "
        rf"?(?:[-–] ?[\d.,]+ ?{_RATE})?"
        rf"|(?:click|nhấn|bấm) (?:để|vào đây để) đánh giá(?: bài viết)?|bài viết (?:rất kém|kém|đạt|tốt|rất tốt)"
        rf"|(?:đánh giá|rating) ?: ?[\d.,]+ ?/ ?\d+(?: ?\(? ?[\d.,]+ ?{_RATE} ?\)?)?|[\d.,]+ ?/ ?\d+ ?\(? "
        rf"?[\d.,]+ ?{_RATE} ?\)?"
        rf"|[\d.,]+ ?/ ?\d+ ?[-–] ?\( ?\d+ {_RATE} ?\)"
        rf"|(?:đánh giá|rating) ?:? ?(?:chưa có(?: đánh giá)?|none|no rating)"
        rf"|(?:điểm )?(?:trung bình|average) ?:? ?[\d.,]+ ?/ ?\d+ ?\( ?{NUMBER} (?:lượt )?{_RATE} ?\)"
        rf"|average \(\d+ votes?\)|your rating|đánh giá (?:bài viết|của bạn)|{NUMBER} phiếu bầu) ?)++|tổng số "
        rf"điểm của bài viết là.{{0,60}}",
        "rating of the article by readers",
        ends=True,
    ),
    _rule(
        "comments",
        r"ý kiến (?:bạn đọc|phản hồi|của bạn|độc giả)(?: ?\( ?\d+ ?\))?|(?:gửi|viết|thêm|đăng) (?:bình luận|ý "
        r"kiến|phản hồi)(?: của bạn)?"
        r"|mã (?:an toàn|bảo mật|xác nhận|kiểm tra|captcha)|bình luận(?: của bạn| mới nhất)?(?: ?\( ?\d+ ?\))?"
        r"|sắp xếp theo bình luận (?:mới|cũ|số lượt thích)(?: hơn)?.{0,20}|bạn cần (?:đăng nhập|trở thành thành "
        r"viên).{0,90}(?:bình luận|ý kiến)"
        r"|(?:họ và tên|họ tên|email|tiêu đề|nội dung) ?\(? ?\* ?\)?|(?:họ tên|email) người (?:gửi|nhận) ?\(\*\) "
        r"?:?.{0,60}|chưa có (?:bình luận|ý kiến|phản hồi)(?: nào)?|hãy là người đầu tiên bình luận.{0,40}|leave a "
        r"(?:reply|comment)|comments?(?: ?\(\d+\))?"
        r"|để lại (?:một )?(?:bình luận|phản hồi|trả lời)|hủy (?:trả lời|bình luận)|(?:email|thư điện tử) của "
        r"bạn sẽ không được (?:hiển thị|công bố).{0,90}",
        "comment box",
        ends=True,
    ),
    _rule(
        "session",
        r"bạn đã không sử dụng site.{0,160}|thời gian chờ ?:? ?\d+ giây|phiên làm việc của bạn (?:đã|sẽ) hết "
        r"hạn.{0,120}"
        r"|bấm vào đây để duy trì trạng thái đăng nhập.{0,60}|your session (?:has expired|will expire).{0,120}"
        r"|trình duyệt của bạn (?:đã tắt|không hỗ trợ).{0,200}(?:javascript|html5|iframe|video|audio).{0,160}"
        r"|hệ thống đang từ chối truy cập của bạn.{0,80}|hãy đợi ?(?:\d+ giây)?",
        "session or browser warning",
        ends=True,
    ),
    _rule(
        "login",
        r"đăng (?:nhập|xuất)(?: (?:hệ thống|thành viên|tài khoản))?|đăng ký thành viên|(?:quên|lấy lại) mật khẩu "
        r"?\??|tên (?:đăng nhập|truy cập)"
        r"|ghi nhớ (?:đăng nhập|mật khẩu)|hãy đăng nhập thành viên.{0,80}|sign in|log ?in|log ?out|remember me|"
        r"forgot password ?\??|screen name",
        "login box",
    ),
    _rule("login word", r"mật khẩu|tài khoản|đăng ký|ghi nhớ|password", "field of a login box", weak=True),
    _rule(
        "skip link",
        r"truy cập nội dung luôn|(?:chuyển|nhảy|bỏ qua|đi) (?:đến|tới|để (?:đến|tới)) (?:phần )?nội dung(?: chính)?"
        r"|skip to (?:main )?content|bỏ qua điều hướng",
        "skip link for screen readers",
    ),
    _rule(
        "portlet heading",
        r"(?:xem )?chi tiết (?:tin(?: (?:tức|bài))?|bài viết|bài)",
        "heading of the box the article stands in",
    ),
    _rule(
        "share and print",
        r"(?:(?:đóng cửa sổ(?: này)?|"
        r"in (?:ra|bài viết|bài|trang này|trang|tin này|tin)|bản in|print|lưu bài viết(?: này)?|lưu tin|"
        r"send e?-?mail|email this article"
        r"|gửi (?:mail|email|bài(?: viết)?(?: này)? qua (?:e-?mail|thư)|bài viết|cho bạn bè|tin qua e-?mail|tới "
        r"bạn bè|qua e-?mail)"
        r"|giới thiệu bài viết cho bạn bè|chia sẻ(?: (?:bài viết|bài viết này|lên (?:facebook|zalo|twitter)|qua "
        r"(?:email|facebook|zalo)|tin))?"
        r"|share(?: on \w+)?|facebook|zalo|twitter|tweet|google ?\+|linkedin|pinterest|youtube|messenger|sao "
        r"chép liên kết|copy link|theo dõi (?:chúng tôi|trên) .{0,30}|đang gửi email.{0,20}) ?[|•/,:]* ?)++",
        "share, print, mail and save buttons",
    ),
    _rule(
        "back", r"quay lại|trở (?:lại|về)(?: trang trước)?|thích|like|tải về|e-?mail|sao chép", "a button", weak=True
    ),
    _rule(
        "zoom",
        r"\d{2,3} ?%|(?:(?:xem )?(?:cỡ|kích thước|kiểu) chữ|font[ -]?size)"
        r" ?:?(?: ?[a-z+–-])*(?: ?\d{2,3} ?%)?|phóng to|thu nhỏ"
        r"|(?:tăng|giảm) cỡ chữ|(?:a ?[-–+]? ?){1,3}a ?[+-]?|a ?[+-]|(?:độ )?tương phản(?: cao)?",
        "zoom and type-size controls",
    ),
    _rule(
        "speech",
        r"(?:nghe|phát) (?:bài (?:viết|báo|này)|nội dung|audio|tin(?: bài)?|bản tin|đọc bài)(?: này)?|đọc "
        r"(?:bài(?: viết| này)?|nội dung|tin này)|(?:nam|nữ) miền (?:bắc|trung|nam)"
        r"|tạm dừng|dừng (?:đọc|lại)|tiếp tục (?:đọc|nghe)|giọng (?:đọc|nam|nữ)(?: (?:nam|nữ|miền bắc|miền nam|"
        r"miền trung|bắc))*|tốc độ đọc.{0,20}"
        r"|trình đọc (?:bài|màn hình|văn bản).{0,20}|\d ?x|\d[.,]\d{1,2} ?x|\d{1,2}:\d{2} ?/ ?\d{1,2}:\d{2} ?"
        r"(?:\d(?:[.,]\d{1,2})? ?x)?|your browser does not support.{0,60}",
        "text-to-speech controls",
    ),
    _rule(
        "related heading",
        r"(?:(?:những|các) )?(?:tin|bài|tin bài|bài viết|bài báo|tin tức|bản tin) (?:(?:đã )?(?:đưa|đăng)|mới "
        r"hơn|cũ hơn|khác|liên quan"
        r"|(?:trong )?cùng (?:chuyên mục|chủ đề|thể loại|loại|danh mục|mục)|mới(?: nhất| đăng| cập nhật)?|tiêu "
        r"điểm|nổi bật"
        r"|xem nhiều(?: nhất)?|đọc nhiều(?: nhất)?|trước(?: đó)?|tiếp theo|sau|viết khác|theo dòng sự kiện)(?: "
        r"?\(? ?\d* ?\)?)|theo dòng sự kiện"
        r"|other news|related (?:news|articles|posts|assets?)|(?:có thể bạn|bạn có thể) quan tâm|cùng chuyên mục|"
        r"(?:xem|đọc) nhiều(?: nhất)?"
        r"|tin liên quan(?: xem tại đây.{0,40})?|văn bản (?:mới|mới ban hành)|recent posts|older posts|newer posts",
        "heading of a list of other articles",
        ends=True,
    ),
    _rule(
        "card label",
        r"more on this (?:story|topic)|related (?:article|story|stories|topics|content|coverage)|read more:?|up next"
        r"|(?:à )?lire aussi|sur le même sujet|pour aller plus loin|lesen sie auch|mehr zum thema|auch interessant"
        r"|das könnte sie auch interessieren|most (?:read|viewed|popular)|les plus lus|meistgelesen|đừng bỏ lỡ"
        r"|đọc ngay",
        "label of a card that leads to another article",
    ),
    _rule(
        "newsletter",
        r"(?:sign up|subscribe) (?:to|for) .{0,60}newsletters?|.{0,40}newsletter (?:abonnieren|bestellen)"
        r"|(?:inscrivez-vous|abonnez-vous) à .{0,40}newsletter.{0,40}"
        r"|đăng ký nhận (?:bản tin|tin mới|newsletter).{0,40}"
        r"|(?:after|skip past) newsletter promotion|.{2,60} is a reader-supported publication\..{0,140}",
        "offer of a newsletter",
    ),
    _rule(
        "pager",
        rf"(?:← ?)đầu tiên|cuối cùng ?→|trang(?: ?[:：]? ?{NUMBER}(?: ?/ ?{NUMBER})?)?|next|previous|prev|trước|"
        rf"trang (?:trước|sau|kế|đầu|cuối)"
        rf"|hiển thị {NUMBER}.{{0,40}}(?:kết quả|results?)|showing \d.{{0,40}}results?|(?:\d+ ){{3,}}(?:\.\.\.|"
        rf"…)?(?: ?\d+)*|[«‹<>›»←→ ]+"
        r"|xem (?:tiếp|thêm) ?(?:\.\.\.|…)?|đọc tiếp ?(?:\.\.\.|…)?|xem tất cả|xem chi tiết|read more",
        "pager and read-more links",
    ),
    _rule("pager word", r"đầu tiên|cuối cùng|sau|tiếp(?: theo)?|chi tiết|more|first|last", "a pager's word", weak=True),
    _rule(
        "page foot",
        r"(?:về|lên|trở về) đầu trang|về trang chủ|back to top|go top|sơ đồ (?:cổng|trang|website|site)|(?:liên "
        r"kết|chọn) (?:website|liên kết)|liên kết (?:web|site|nhanh|hữu ích)|[-–—]+ ?(?:chọn|lựa chọn) .{2,30}",
        "navigation at the foot of the page",
        ends=True,
    ),
    _rule(
        "search box",
        r"[-– ]*nhập (?:từ (?:khóa )?(?:cần )?tìm(?: kiếm)?|từ khóa)(?: tìm kiếm)?[-–.… ]*|tìm kiếm(?: nâng "
        r"cao)?(?: ?\.\.\.)?|từ khóa tìm kiếm|search",
        "search box",
    ),
    _rule(
        "breadcrumb",
        r"(?:(?:bạn|quý vị) đang (?:ở|xem)(?: đây)? ?:? ?)?"
        r"(?:trang chủ|home|trang nhất)(?: ?[|›»>/•]+ ?[^|›»>/•.]{2,60}){1,8}+|trang chủ|trang nhất|toggle navigation|"
        r"main menu|menu|rss|sitemap|english|home",
        "path or menu of the site",
    ),
    _rule(
        "menu",
        r"(?:(?:giới thiệu|liên hệ|hỏi ?[-–&]? ?đáp|góp ý|tiếng anh|tiếng việt|vietnamese|khmer|danh mục|thư "
        r"viện (?:ảnh|video)|video ?clip|video"
        r"|dịch vụ công(?: trực tuyến)?|thủ tục hành chính|văn bản(?: pháp quy| chỉ đạo điều hành)?|thư điện tử|"
        r"hộp thư(?: góp ý)?|vi|en"
        r"|lịch (?:công tác|làm việc|tiếp công dân)|tin tức(?: ?[-–] ?sự kiện)?|trang chủ|english|rss)(?: "
        r"?[|›»>/•]+ ?| |$)){1,12}+",
        "menu entries",
        weak=True,
    ),
    _rule(
        "language switch",
        r"(?:english|tiếng anh|vietnamese|tiếng việt|vi|en)(?: ?[|/] ?(?:english|vietnamese|khmer|tiếng \w+|vi|"
        r"en|français|中文|한국어|日本語|русский)){1,6}+",
        "language switch",
    ),
    _rule(
        "banner",
        r"(?:no title ?(?:\.\.\.|…)? ?)++|anh-tin-bai"
        r"|(?:banner|slide|quảng cáo|advertisement|sponsored|publicité|anzeige|werbung)(?: ?\d+)?"
        r"|ad feedback|paid content|story continues below(?: advertisement)?|img_?\d+|"
        r"[\w.-]+\.(?:jpe?g|png|gif|webp|bmp)",
        "alternative text of a banner or of a picture without one",
    ),
    _rule(
        "hot line",
        r"(?:(?:số )?(?:điện thoại )?đường dây nóng|hotline) ?:?[\d. ()+-]*",
        "hot line box",
        ends=True,
    ),
    _rule(
        "badge",
        r"ch[ứu]ng nh[ậa]n t[íi]n nhi[ệe]m m[ạa]ng|t[íi]n nhi[ệe]m m[ạa]ng|ncsc|dmca(?:\.com)?(?: protection "
        r"status)?|ipv6(?: ready)?|đã thông báo (?:với )?bộ công thương",
        "trust badge",
        ends=True,
    ),
    _rule(
        "copyright",
        r"(?:©|®|\(c\)|copyright|bản quyền (?:thuộc (?:về )?(?!nhân dân)|©|\d{4}"
        r"|(?:nội dung )?(?:của|trên|:)? ?(?=cổng|trang|website|báo|ban|sở|ubnd|ủy ban|huyện|tỉnh|hội|đảng))"
        r"|bản quyền ?: ?(?=\W*(?-i:[A-ZĐ])|\d)).{0,200}|(?:(?:vui lòng|"
        r"yêu cầu|đề nghị) )?ghi rõ nguồn ?(?:[:\"“'‘(\[]|khi|từ|tin|website|trang|cổng|là (?=cổng|trang|báo)"
        r"|www|http|\S+\.\w).{0,160}"
        r"|powered by .{0,80}|designed by .{0,80}|all rights reserved.{0,40}|(?:giấy phép|gpxb) ?(?:số|thiết lập "
        r"trang|hoạt động trang) ?:? ?\d[\w./-]*(?: ?(?:gp|do|cấp|ngày|của|[-–,(]).{0,200})?"
        r"|(?:thiết kế|phát triển|xây dựng|cung cấp)(?: và (?:phát triển|quản trị|vận hành))? bởi ?: ?.{0,80}"
        r"|(?:chú ý ?: ?)?việc đăng lại bài viết trên.{0,300}|.{0,120}giữ bản quyền nội dung.{0,80}"
        r"|.{0,120}ghi rõ nguồn.{0,60}khi (?:phát hành lại|sử dụng|trích dẫn|đăng lại).{0,120}"
        r"|khi (?:phát hành lại|sử dụng lại|trích dẫn|đăng lại) .{0,60}(?:ghi|nêu) rõ nguồn.{0,120}",
        "copyright or reuse note",
        ends=True,
    ),
    _rule(
        "imprint",
        r"(?:cơ quan chủ quản|đơn vị (?:quản lý|chủ quản)|chịu trách nhiệm (?:nội dung|chính|xuất bản)|trưởng "
        r"ban biên tập|người chịu trách nhiệm(?: nội dung)?) ?: ?.{0,160}",
        "imprint of the site",
        ends=True,
        label=True,
    ),
    _rule(
        "contact",
        r"(?:trụ sở|địa chỉ|điện thoại|đt|tel|fax|e-?mail|website|hòm thư) ?[:：](?=.*[\d@]|.*www).{1,160}",
        "address of the office",
        weak=True,
    ),
    _rule(
        "attachment heading",
        r"(?:file|tập tin|tệp(?: tin)?|tài liệu|văn bản) đính kèm|attachments?|tập tin|tải (?:file|tệp)(?: đính kèm)?"
        r"|(?:file|tập tin|tệp(?: tin)?)(?: đính kèm)? ?: ?[^ ]{1,120}\.(?:pdf|docx?|xlsx?|pptx?|zip|rar)",
        "heading of the attachments",
    ),
    _rule(
        "machine values",
        r"(?:(?:\d{4}-\d\d-\d\dt[\d:+z.-]+|https?://\S+|/\S+\.\w{3,4}) ?){2,}+|\d{4}-\d\d-\d\dt[\d:+z.-]+"
        r"|[^.;:!?]{0,120} https?://[^ ]+\.(?:png|jpe?g|gif|svg|webp)",
        "dates and addresses meant for machines",
    ),
    _rule("tags heading", r"tags?|từ khóa|keywords?", "heading of the key words"),
    _rule("tags", r"(?:tags?|từ khóa|keywords?) ?[:：].{1,300}", "the key words of the article", label=True),
    _rule(
        "section label",
        r"(?:chuyên mục|danh mục|thể loại|categories|category|posted in) ?[:：].{1,80}",
        "the section the article stands in",
        label=True,
    ),
    _rule(
        "account label",
        r"(?:người đăng(?: tin)?|đăng bởi|viết bởi|người cập nhật|posted by|written by) ?[:：].{1,40}"
        r"|(?:viết|đăng|được đăng|posted|written) (?:bởi|by) (?:super user|admin\w*|quản trị(?: viên)?|administrator)",
        "the account that saved the page",
    ),
    _rule(
        "paywall",
        r"subscribe to (?:continue|keep) reading|(?:this (?:article|content) is|for) (?:for )?subscribers only"
        r"|il vous reste .{1,20} de cet article à lire.{0,80}"
        r"|(?:la suite|cet article) est réservée?s? aux abonnés.{0,20}"
        r"|dieser (?:artikel|inhalt) (?:gehört zum|ist teil des) .{0,40}|jetzt (?:weiterlesen|abonnieren).{0,40}"
        r"|(?:already a subscriber|đã có tài khoản) ?\??(?: (?:sign|log) in| đăng nhập)?"
        r"|you (?:have|'ve) (?:read|reached) your (?:last|limit of) .{0,40}articles?.{0,120}"
        r"|(?:đăng ký|mua) (?:gói|báo|thuê bao)? ?(?:dài hạn |điện tử )?để (?:đọc|xem) (?:tiếp|toàn bộ|trọn vẹn).{0,60}"
        r"|(?:nội dung|bài viết) (?:này )?(?:chỉ )?dành (?:riêng )?cho "
        r"(?:thuê bao(?: trả phí| dài hạn| của báo)?|độc giả dài hạn|hội viên trả phí"
        r"|(?:bạn đọc|thành viên) (?:có|đăng ký) tài khoản)",
        "offer to pay for the rest of the article",
        ends=True,
    ),
    _rule(
        "waiting",
        r"(?:đang tải|loading|vui lòng (?:chờ|đợi)|xin chờ) ?(?:\.\.\.|…)?",
        "text shown while something loads",
    ),
)
