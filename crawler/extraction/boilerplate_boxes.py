"""Furniture that is read: counters, ratings, comment boxes, lists of other articles, notes at the foot of a page."""

from __future__ import annotations

from crawler.extraction.boilerplate_rules import NUMBER, rule

_COUNTING = (
    r"(?:số|lượng|lượt|người|khách|truy|cập|đang|online|trực|tuyến|hôm|nay|qua|ngày|tuần|tháng|năm|này|trước|trong|hiện"
    r"|tại|có|tổng|cộng|tất|cả|thành|viên|xem|đã|và|bài|viết|máy|chủ|tìm|kiếm|viếng|thăm|website|web|site|trang|cổng|bộ|đếm|thống|kê"
    r"|là"
    r"|của|bạn|vị|thứ|visitors?|visits?|total|today|yesterday|days?|users?|guests?|members?|hits|page|views?|this|last"
    r"|week|month|year|now|ip|all|counter)"
)
"""The words that labels of visitor counters are made of."""
_ONLINE = r"(?:truy cập|đang xem|online|trực tuyến|viếng thăm|máy chủ tìm kiếm|visit|users?|guests?|hits)"
_WHEN = (
    r"(?:(?:ngày )?hôm (?:nay|qua)|(?:tuần|tháng|năm) (?:này|trước|qua|nay|hiện tại)|trong (?:ngày|tuần|tháng|năm)"
    r"|(?:this|last) (?:week|month|year)|today|yesterday)"
)
_VALUE = rf"{NUMBER}(?: (?:lượt|người|khách))?"
_COUNTS = rf"(?:(?:{_COUNTING}(?![^\W\d_])|{NUMBER}|\d{{1,3}}(?:\.\d{{1,3}}){{3}}|[:：=•|;,.()/*]) ?)++"
"""Nothing but counting words, numbers and what parts them."""
_RATE = r"(?:đánh giá|phiếu bầu|bình chọn|phiếu|votes?|sao|stars?)"

BOXES = (
    rule(
        "counter",
        "visitor counter: label and number, glued or not",
        phrases=rf"{_WHEN} ?[:：]? ?{_VALUE}; (?:tất cả|tổng|tổng cộng|tổng số) ?[:：]? "
        rf"?(?:\d{{1,3}}(?:[.,]\d{{3}}){{2,}}|\d{{6,}}|[-–—]+); (?:online|total|all(?: days)?) ?[:：]? ?{_VALUE}",
        line=rf"(?={_COUNTS}$)(?=.*{_ONLINE})(?=.*(?:\d|[-–—…])).+|(?:hiện )?(?:đang )?có \d+ khách và (?:không|một"
        rf"|\d+) thành viên.{{0,30}}|(?:bạn|bạn đọc|quý khách) là (?:vị )?khách thứ ?:? ?{NUMBER}|(?:ip của bạn|your "
        r"ip)\W.{4,40}",
        ends=True,
    ),
    rule(
        "counter label",
        "heading or label of a visitor counter",
        phrases=_WHEN,
        line=rf"(?=(?:{_COUNTING} ?){{2,8}}:?$)(?=.*{_ONLINE}).+|bộ đếm",
        ends=True,
    ),
    rule(
        "counter word",
        "label of a visitor counter that is also a word",
        phrases=r"thống kê; khách; thành viên(?: ?: ?\d+)?; total; online; all(?: days)?",
        weak=True,
    ),
    rule(
        "total",
        "sum in a visitor counter",
        phrases=rf"(?:tất cả|tổng(?: cộng| số)?|ngày|tuần|tháng|năm) ?[:：]? ?{NUMBER}; tất cả; tổng(?: cộng| số)?",
        told=True,
    ),
    rule("dash", "value of a counter that a script fills in, or a ruler", line=r"[-–—_=*~.…★☆⭐+|\s]+"),
    rule(
        "bare number",
        "value of a counter or pager without its label, or one digit after the other",
        line=r"[\d.,]+(?: [\d.,]+)?|(?:\d ){3,}\d|\d{1,3} ?%",
        told=True,
    ),
    rule(
        "views",
        "how often the page was opened or commented",
        phrases=rf"(?:số )?(?:lượt|lần) (?:xem|đọc|người xem|thích|like|chia sẻ)(?: tin)? ?[:：]? ?(?:{_VALUE})?; "
        rf"(?:view ?counts?|hits|reads) ?:? ?(?:{NUMBER})?; (?:post |page )?views? ?: ?{NUMBER}; (?:không )?thích "
        rf"?:? ?\d+; {NUMBER} (?:lượt (?:xem|đọc|thích|chia sẻ)|views?|reads|lần (?:đọc|xem)|người xem|likes?); "
        rf"(?:đọc|xem|bình luận) ?[:：] ?{NUMBER}; (?:đã (?:xem|đọc)|phản hồi) ?[:：]? ?\(? ?(?:{NUMBER}(?: lần)?)? "
        rf"?\)?; {NUMBER} (?:bình luận|phản hồi|comments?); (?:[\U0001F000-\U0001FAFF\u2190-\u2BFF]\uFE0F? ?{NUMBER} "
        r"?)++",
    ),
    rule(
        "rating",
        "rating of the article by readers",
        phrases=r"tổng số điểm của bài viết là ?:? ?[\d.,]* ?trong ?[\d.,]* ?đánh giá; xếp hạng ?: ?[\d.,]+ ?[-–] "
        rf"?[\d.,]+ ?{_RATE}; (?:click|nhấn|bấm)(?: vào đây)? (?:để|vào đây để) (?:đánh giá|bình chọn)(?: bài "
        r"viết)?; bài viết (?:rất kém|kém|đạt|tốt|rất tốt); (?:đánh giá|rating|rated) ?:? ?[\d.,]+ ?/ ?\d+(?: "
        r"?\(\d+ lượt\))?; (?:điểm )?(?:đánh giá|trung bình|average)(?: rating)? ?:? ?[\d.,]+ ?/ ?\d+; average(?: "
        rf"rating)? ?:? ?[\d.,]*; (?:[\d.,]+ ?/ ?\d+|[\d.,]+) ?[-–]? ?\(? ?(?:từ )?{NUMBER} (?:lượt )?{_RATE} ?\)?; "
        rf"\(? ?(?:từ )?{NUMBER} (?:lượt )?{_RATE} ?\)?; {_RATE} ?:? ?(?:{NUMBER}|chưa có(?: {_RATE})?|none|no "
        r"rating); your rating ?:? ?(?:none)?; đánh giá (?:bài viết|của bạn); (?:chưa có|chấm điểm) (?:đánh giá|bài "
        r"viết); điểm bài viết; chưa có đánh giá(?: nào)?; điểm ?: ?\d ?/ ?\d+ ?\(\d+ phiếu\); bài viết hay "
        r"?[?!.]?; hãy đánh giá bài viết",
        line=r"bạn (?:đánh giá|thấy|cảm nhận) (?:về )?(?:bài viết|tin|nội dung|thông tin) này (?:thế nào|như thế nào"
        r"|(?:có )?hữu ích).{0,20}|(?:hãy là|trở thành) người đầu tiên (?:đánh giá|bình chọn|tặng sao).{0,40}"
        r"|(?:thông tin|bài viết|trang) này có hữu ích.{0,30}",
        ends=True,
    ),
    rule(
        "comments",
        "comment box",
        phrases=r"ý kiến (?:bạn đọc|phản hồi|của bạn|độc giả|bình luận)(?: ?\( ?\d+ ?\))?; (?:họ và tên|họ tên|email"
        r"|tiêu đề|nội dung|điện thoại|số điện thoại|địa chỉ) ?\(? ?\* ?\)?; (?:gửi|viết|thêm|đăng) (?:bình luận|ý "
        r"kiến|phản hồi)(?: của bạn)?(?: ?\.\.\.)?; (?:gửi|đặt) câu hỏi(?: mới)?; bình luận(?: của bạn| mới nhất| "
        r"bài viết)?(?: ?\( ?\d+ ?\))?; chưa có (?:bình luận|ý kiến|phản hồi)(?: nào)?; leave a (?:reply|comment); "
        r"(?:add|post|write) (?:a )?comments?; comments?(?: ?\(\d+\))?; để lại (?:một )?(?:bình luận|phản hồi|trả "
        r"lời)(?: của bạn)?; hủy (?:trả lời|bình luận); (?:bạn )?còn(?: lại)? \d+ ?/ ?\d+ ký tự; \d+ ?/ ?\d{3,4}(?: "
        r"ký tự)?; bạn còn \d+ ký tự; no comments(?: yet)?; be the first to comment; tối đa [\d.]+ ký tự; ý kiến "
        r"?\( ?\d+ ?\); quan tâm (?:nhiều )?nhất; \d+ trả lời; thông tin bạn đọc; nhập lại; "
        r"lưu tên (?:của )?tôi, email,? (?:và )?trang web trong trình duyệt này cho lần bình luận kế tiếp của tôi",
        line=r"sắp xếp theo bình luận .{0,40}|(?:bạn |vui lòng |hãy )*(?:cần |phải )?(?:đăng nhập|(?:you must be "
        r")?log(?:ged)? ?in|trở thành thành viên) (?:.{0,40} )?(?:để|to|mới có thể|mới được) .{0,30}(?:bình luận|ý "
        r"kiến|phản hồi|comments?)|(?:họ tên|email) người (?:gửi|nhận) ?\(\*\) ?:?.{0,60}|(?:hãy là|trở thành) "
        r"người đầu tiên (?:để lại )?bình luận.{0,40}|(?:email|thư điện tử) của bạn sẽ không được .{0,110}|your "
        r"email address will not .{0,110}|(?:xin |vui lòng |đề nghị )+(?:gõ |nhập |viết |sử dụng )+(?:bằng )?tiếng "
        r"việt có dấu|(?:nội dung |mọi )?(?:bình luận|ý kiến|phản hồi) (?:của bạn |của quý vị |này )*sẽ (?:được"
        r"|không) .{0,140}|lưu ý ?: ?họ tên .{0,60}|mời (?:bạn đọc|quý vị|các bạn) (?:gửi|đóng góp) .{0,40}",
        ends=True,
    ),
    rule(
        "form field",
        "field of a form",
        phrases=r"(?:họ(?: và)? tên|e-?mail|tiêu đề|nội dung|(?:số )?điện thoại|địa chỉ)(?: (?:người gửi|của bạn))?",
        weak=True,
    ),
    rule(
        "captcha",
        "proof that the reader is no machine",
        phrases=r"(?:nhập )?mã (?:an toàn|bảo (?:mật|vệ)|xác nhận|kiểm tra|captcha|xác thực) ?\*?; (?:lấy|đổi|tải "
        r"lại) mã(?: mới| khác)?; thay mới; (?:nhập )?captcha; tôi không phải là (?:người máy|robot); i'm not a "
        r"robot",
        line=r"nhập (?:các )?(?:ký tự|chữ|số).{0,30}(?:hình|ảnh|trên).{0,20}",
        ends=True,
    ),
    rule(
        "session",
        "session or browser warning",
        line=r"bạn đã không sử dụng site.{0,160}|thời gian chờ ?:? ?\d+ giây|phiên (?:làm việc|đăng nhập) của bạn "
        r"(?:đã|sẽ|sắp) hết hạn.{0,140}|bấm vào đây để duy trì trạng thái đăng nhập.{0,60}|your session (?:has "
        r"expired|will expire).{0,120}|trình duyệt (?:của bạn |này )?(?:đã tắt|chưa bật).{0,300}|website chỉ làm "
        r"việc khi bạn bật nó.{0,20}|(?:để )?(?:tham khảo|xem) cách bật javascript.{0,60}|.{0,60}(?:bật|enable|kích "
        r"hoạt) javascript.{0,80}|hệ thống đang từ chối truy cập của bạn.{0,80}|hãy đợi ?(?:\d+ giây)?"
        r"|.{0,30}(?:requires?|needs?) javascript.{0,60}",
        ends=True,
    ),
    rule(
        "related heading",
        "heading of a list of other articles",
        phrases=r"(?:tin|bài)(?: viết)? đã đ(?:ưa|ăng) ngày; xem thêm ?:; (?:(?:những|các|xem thêm|xem) )*(?:tin|bài"
        r"|tin bài|bài viết|bài báo|tin tức|bản tin|video|câu hỏi|sự kiện|thông tin) (?:(?:đã )?(?:đưa|đăng)|mới hơn"
        r"|cũ hơn|khác|liên quan|(?:trong )?cùng (?:chuyên mục|chủ đề|thể loại|loại|danh mục|mục|tác giả)|mới(?: "
        r"nhất| đăng| cập nhật)?|tiêu điểm|nổi bật|(?:được )?(?:xem|đọc) nhiều(?: nhất)?|nhiều người (?:đọc|xem)"
        r"|trước(?: đó)?|tiếp theo|sau|viết khác|theo dòng sự kiện)(?: ?\(? ?\d* ?\)?); theo dòng sự kiện; other "
        r"(?:news|articles|posts); related (?:news|articles|posts|assets?); (?:có thể bạn|bạn có thể) quan tâm; "
        r"(?:cùng|khác) (?:chuyên mục|tác giả|chủ đề|danh mục); (?:xem|đọc) nhiều(?: nhất)?; văn bản (?:mới|mới ban "
        r"hành); (?:recent|older|newer|latest) (?:posts|news); xem (?:tin )?theo ngày(?: tháng)?; từ ngày đến ngày; "
        r"(?:[«‹←<] ?)?bài (?:viết )?(?:trước|sau|tiếp theo|kế tiếp)(?: ?[»›→>])?; điều hướng bài viết; các bài(?: "
        r"viết)? mới",
        line=r"(?:tin|bài)(?: viết)? (?:trước|sau|kế tiếp|tiếp theo)(?: ?: |(?=(?-i:[A-ZĐÀ-Ỹ]))).{4,200}|tin liên "
        r"quan xem tại đây.{0,40}",
        ends=True,
    ),
    rule(
        "related link",
        "title of another article behind its arrows",
        line=r"(?:(?<=>>)|(?<=>> ))[^.;:>»]{20,220}",
    ),
    rule(
        "card label",
        "label of a card that leads to another article",
        phrases=r"more on this (?:story|topic); related (?:article|story|stories|topics|content|coverage); read "
        r"more:?; up next; (?:à )?lire aussi; sur le même sujet; pour aller plus loin; lesen sie auch; mehr zum "
        r"thema; auch interessant; das könnte sie auch interessieren; most (?:read|viewed|popular); les plus lus; "
        r"meistgelesen; đừng bỏ lỡ; đọc ngay; đọc thêm; xem nhanh",
    ),
    rule(
        "newsletter",
        "offer of a newsletter",
        phrases=r"đăng ký nhận (?:bản tin|tin(?: mới)?|newsletter); nhận (?:bản )?tin qua e-?mail; nhập (?:địa chỉ "
        r")?e-?mail của bạn",
        line=r"(?:sign up|subscribe) (?:to|for) .{0,60}newsletters?|.{0,40}newsletter (?:abonnieren|bestellen)"
        r"|(?:inscrivez-vous|abonnez-vous) à .{0,40}newsletter.{0,40}|đăng ký nhận (?:bản tin|tin mới"
        r"|newsletter).{0,120}|(?:after|skip past) newsletter promotion|.{2,60} is a reader-supported "
        r"publication\..{0,140}",
    ),
    rule(
        "paywall",
        "offer to pay for the rest of the article",
        line=r"subscribe to (?:continue|keep) reading|(?:this (?:article|content) is|for) (?:for )?subscribers only"
        r"|il vous reste .{1,20} de cet article à lire.{0,80}|(?:la suite|cet article) est réservée?s? aux "
        r"abonnés.{0,20}|dieser (?:artikel|inhalt) (?:gehört zum|ist teil des) .{0,40}|jetzt (?:weiterlesen"
        r"|abonnieren).{0,40}|(?:already a subscriber|đã có tài khoản) ?\??(?: (?:sign|log) in| đăng nhập)?|you "
        r"(?:have|'ve) (?:read|reached) your (?:last|limit of) .{0,40}articles?.{0,120}|(?:đăng ký|mua) (?:gói|báo"
        r"|thuê bao)? ?(?:dài hạn |điện tử )?để (?:đọc|xem) (?:tiếp|toàn bộ|trọn vẹn).{0,60}|(?:nội dung|bài viết) "
        r"(?:này )?(?:chỉ )?dành (?:riêng )?cho (?:thuê bao(?: trả phí| dài hạn| của báo)?|độc giả dài hạn|hội viên "
        r"trả phí|(?:bạn đọc|thành viên) (?:có|đăng ký) tài khoản)",
        ends=True,
    ),
    rule(
        "poll",
        "poll of the portal",
        phrases=r"thăm dò (?:ý kiến|dư luận)(?: bạn đọc)?; biểu quyết; xem kết quả(?: bình chọn)?; bình chọn",
        line=r"(?:(?:theo|đánh giá của|ý kiến của|xin) )?(?:bạn|anh ?/ ?chị|quý vị).{0,60}(?:giao diện|thái độ phục "
        r"vụ|website|cổng thông tin|trang thông tin|trang web|cổng ttđt|trang ttđt).{0,60}\?",
        ends=True,
    ),
    rule(
        "weather and rates",
        "weather, exchange rates and prices of gold",
        phrases=r"dự báo thời tiết; thời tiết(?: hôm nay)?; tỷ giá(?: ngoại tệ)?; giá vàng(?: sjc)?; tỷ giá (?:hối "
        r"đoái|vietcombank); (?:usd|eur|gbp|jpy|cny|sjc|audo?|hkd)(?: [\d.,]+){1,3}; mua vào; bán ra; độ ẩm ?:? "
        r"?\d+ ?%; gió ?:? ?[\d.,]+ ?(?:m/s|km/h); nhiệt độ ?:? ?\d+ ?°? ?c",
        line=r"[^\d:,;]{2,30} \d{1,2} ?(?:°|º|độ) ?c",
        weak=True,
    ),
    rule(
        "cookies",
        "question about cookies",
        line=r"(?:trang(?: web| này)?|website|cổng|chúng tôi|this (?:site|website)|we)\b.{0,60} (?:sử dụng|use[sd]?"
        r"|dùng) (?:các )?cookies?.{0,240}|cookie (?:policy|settings)",
        ends=True,
    ),
    rule(
        "consent",
        "answer to a question about cookies",
        phrases=r"chính sách (?:bảo mật|cookie|quyền riêng tư); điều khoản(?: và điều kiện)?(?: sử dụng)?; privacy "
        r"policy; terms of (?:use|service); đồng ý; chấp nhận(?: tất cả)?; từ chối; accept(?: all)?; decline",
        weak=True,
    ),
    rule(
        "bare caption",
        "caption that says nothing",
        phrases=r"\(?(?:ảnh|hình|hình ảnh) ?\d+ ?\.?\)?; \(?(?:ảnh|hình|hình ảnh) (?:minh ho?[ạa]ọ?a?|tư liệu)\)?",
        line=r"\(?(?:nguồn(?: ảnh)?|ảnh|hình ảnh|ảnh minh h(?:ọa|oạ))(?: minh h(?:ọa|oạ))? ?[:(] ?(?:nguồn "
        r")?(?:internet|sưu tầm|st|tl|tư liệu|minh h(?:ọa|oạ))\)*\.?|[aả]nh[- ]tin[- ]b[aà]i|(?:\(?ảnh )?minh h(?:ọa"
        r"|oạ)\)?",
    ),
    rule(
        "banner",
        "alternative text of a banner or of a picture without one",
        phrases=r"no title ?(?:\.\.\.|…)?; (?:banner|slide|quảng cáo|advertisement|sponsored|publicité|anzeige"
        r"|werbung)(?: ?\d+| (?:phải|trái|trên|dưới|top|left|right))?; image banner; ad feedback; paid content; "
        r"story continues below(?: advertisement)?; img_?\d+",
        line=r"[\w.-]+\.(?:jpe?g|png|gif|webp|bmp)|banner .{2,60}\([\w-]+-\d+\)|(?:nội dung|thông tin|bài viết"
        r"|chuyên mục) (?:được )?tài trợ(?: ?[:：].{1,250})?",
    ),
    rule(
        "banner word",
        "alternative text that is also a word",
        phrases=r"logo; image; no image; ảnh bìa; hình nền; đã kết nối emc; e-? ?office; công báo",
        weak=True,
    ),
    rule(
        "hot line",
        "hot line box",
        phrases=r"(?:(?:số )?(?:điện thoại )?đường dây nóng|hot ?line|tổng đài)(?:,? (?:hỗ trợ|tiếp nhận|tư vấn|dvc"
        r"|phản ánh|kiến nghị|dịch vụ công|ubnd|công an|(?:của )?(?:huyện|tỉnh|xã|phường|thành phố)))* ?:?(?: "
        r"?\(?[+\d][\d. ()+-]{2,})?",
        ends=True,
    ),
    rule(
        "badge",
        "trust badge",
        phrases=r"(?:ch[ứu]ng nh[ậa]n )?t[íi]n nhi[ệe]m m[ạa]ng; ncsc; dmca(?:\.com)?(?: protection status)?; "
        r"ipv6(?: ready)?; đã (?:thông báo|đăng ký) (?:với )?bộ công thương; bộ công thương đã (?:thông báo|đăng ký)",
        ends=True,
    ),
    rule(
        "copyright",
        "copyright or reuse note",
        line=r"(?:©|®|\(c\)|copyright|bản quyền (?:(?:nội dung )?thuộc (?:về )?(?!nhân dân)(?=\W*(?-i:[A-ZĐÂỦ])|cổng"
        r"|trang|website|báo|ban |sở|ubnd|ủy ban|huyện|tỉnh|xã|phường)|©|\d{4}|(?:nội dung )?(?:của|trên|:)? "
        r"?(?=cổng|trang|website|báo|ban |sở|ubnd|ủy ban|huyện|tỉnh|hội|đảng))|bản quyền ?: ?(?=\W*(?-i:[A-ZĐ])"
        r"|\d)).{0,200}|(?:(?:vui lòng|yêu cầu|đề nghị) )?ghi rõ nguồn ?(?:[:\"“'‘(\[]|khi|từ|tin|website|trang|cổng"
        r"|là (?=cổng|trang|báo)|www|http|\S+\.\w).{0,160}|nguồn tin .{0,40}phải ghi rõ.{0,60}|powered by .{0,80}"
        r"|designed by .{0,80}|(?:site|theme) by .{2,40}|all rights reserved.{0,40}|(?:giấy phép|gpxb)(?= "
        r".{0,80}(?:ttđt|sttt|bttt|thông tin điện tử|trang tin|báo chí|xuất bản|bvhttdl)).{0,240}|(?:thiết kế|phát "
        r"triển|xây dựng|cung cấp)(?: (?:và|&) (?:phát triển|quản trị|vận hành))? bởi ?:? (?=.{0,30}(?-i:VNPT"
        r"|Viettel|FPT|[A-ZĐ]{3,})|công ty|trung tâm|tập đoàn).{0,80}|đơn vị (?:thiết kế|phát triển|xây dựng|cung "
        r"cấp) ?: ?.{2,80}|(?:chú ý ?: ?)?việc đăng lại bài viết trên.{0,300}|.{0,120}giữ bản quyền nội dung.{0,80}"
        r"|.{0,120}ghi rõ nguồn.{0,60}khi (?:phát hành lại|sử dụng|trích dẫn|đăng lại).{0,120}|khi (?:phát hành lại"
        r"|sử dụng lại|trích dẫn|đăng lại) .{0,60}(?:ghi|nêu) rõ nguồn.{0,120}",
        ends=True,
    ),
    rule(
        "imprint",
        "imprint of the site",
        line=r"(?:cơ quan chủ quản|đơn vị (?:quản lý|chủ quản)|chịu trách nhiệm (?:nội dung|chính|xuất bản)|tổng "
        r"biên tập|(?:phó )?trưởng ban biên tập|người chịu trách nhiệm(?: nội dung)?|quản trị website) ?: ?.{0,160}",
        ends=True,
        label=True,
    ),
    rule(
        "site name",
        "name of the portal",
        line=r"(?:ban biên tập )?(?:cổng|trang) (?:thông tin|tin|tt) ?(?:điện tử|đt)(?: tổng hợp| thành "
        r"phần)?(?:[ ,–-]+(?:huyện|tỉnh|xã|phường|thị (?:xã|trấn)|thành phố|quận|ban [\w]+ [\w]+|sở|ủy|ubnd|ủy ban "
        r"nhân dân|đảng bộ|thành|hội)(?: ủy)?(?: (?-i:[A-ZĐÂĂÊÔƠƯÁÀÝÍ]\w*|\d+))*){0,3}",
        weak=True,
    ),
    rule(
        "contact",
        "address of the office",
        line=r"(?:trụ sở|địa chỉ|điện thoại|đt|tel|fax|e-?mail|website|hòm thư) ?[:：](?=.*[\d@]|.*www).{1,160}",
        told=True,
    ),
    rule(
        "age",
        "how long ago the page was made",
        phrases=r"\d+ (?:giây|phút|giờ) trước; \d+ (?:second|minute|hour|day|week|month)s? ago",
    ),
    rule(
        "long age",
        "how long ago the page was made; a heading in a text about the past",
        phrases=r"\d+ (?:ngày|tuần|tháng|năm)(?: \d+ (?:giờ|ngày|tuần|tháng))? trước",
        weak=True,
    ),
    rule(
        "machine values",
        "dates and addresses meant for machines",
        line=r"!\[[^\]]*\]\([^)]*\)|(?:(?:\d{4}-\d\d-\d\dt[\d:+z.-]+|https?://\S+|/\S+\.\w{3,4}) ?){2,}+"
        r"|\d{4}-\d\d-\d\dt[\d:+z.-]+|[^.;:!?]{0,120} https?://[^ ]+\.(?:png|jpe?g|gif|svg|webp)",
    ),
    rule(
        "tags",
        "the key words of the article",
        phrases=r"tags?; từ kh[óo][aá]; keywords?",
        line=r"(?:tags?|từ kh[óo][aá]|keywords?|thẻ(?=[^.;]*,)) ?[:：](?! ?[“\"\d]).{1,300}|#\w+(?: #\w+)*",
        label=True,
    ),
    rule(
        "contents",
        "heading of a table of contents; a heading of an article too",
        phrases="mục lục; nội dung chính; table of contents",
        weak=True,
    ),
    rule(
        "section label",
        "the section the article stands in",
        line=r"(?:chuyên mục|danh mục|thể loại|categories|category|posted in) ?[:：].{1,80}",
        label=True,
    ),
    rule(
        "account label",
        "the account that saved the page",
        line=r"(?:người đăng(?: tin)?|đăng bởi|viết bởi|người cập nhật|posted by|written by) ?[:：].{1,40}|(?:viết"
        r"|đăng|được đăng|posted|written|submitted) (?:bởi|by) (?:super user|admin\w*|quản trị(?: viên)?"
        r"|administrator|[a-z]{4,20}\d*)|this entry was posted (?:in|on) .{1,120}",
    ),
)
"""In the order they are asked."""
