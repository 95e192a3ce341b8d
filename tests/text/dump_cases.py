"""Pages saved as text in the shapes of different portals, in words of our own, with the answers a reader would give."""

from __future__ import annotations

from dataclasses import dataclass

A = (
    "Sáng ngày 14/3/2024, Đảng ủy xã Tân Lộc Đông tổ chức hội nghị sơ kết công tác dân vận quý đầu năm và "
    "bàn những việc cần làm ngay trong mùa khô, với sự có mặt của trưởng các ấp cùng đại diện tổ tự quản."
)
B = (
    "Ba tháng qua, các tổ dân vận ở tám ấp đã đến từng nhà vận động bà con nạo vét 4,2 km kênh nội đồng, "
    "góp hơn 310 ngày công và 46 triệu đồng; nhiều hộ ở ấp Bờ Tre tự dời hàng rào để mở rộng lối đi "
    "chung."
)
C = (
    "Theo báo cáo, mô hình “Cổng rào xanh” được nhân ra 12 tuyến đường, còn mô hình “Tiếng loa khu dân "
    "cư” giúp người lớn tuổi nắm lịch tiêm ngừa và lịch xuống giống sớm hơn mọi năm."
)
D = (
    "Kết luận hội nghị, Bí thư Đảng ủy xã đề nghị các đoàn thể chọn việc sát dân, làm đến nơi đến chốn và "
    "báo lại kết quả cho dân biết vào ngày cuối tháng."
)
TITLE = "Xã Tân Lộc Đông sơ kết công tác dân vận quý I và bàn việc mùa khô"
SESSION = "Bạn đã không sử dụng Site, Bấm vào đây để duy trì trạng thái đăng nhập. Thời gian chờ: 60 giây"


@dataclass(frozen=True)
class Case:
    """A dump and what it holds. ``lead`` None: the lead may stand in the body."""

    name: str
    text: str
    title: str = TITLE
    published: str | None = None
    author: str | None = None
    unit: str | None = None
    source: str | None = None
    dateline: str | None = None
    category: str | None = None
    lead: str | None = None
    starts: str = A
    ends: str = D
    captions: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


CASES = (
    Case(
        "nukeviet-mobile",
        f"""Đăng nhập
Menu
Trang chủ » Tin tức » Công tác dân vận
{TITLE}
Thứ sáu - 15/03/2024 08:20
In ra
{A}

{B}

Bà con ấp Bờ Tre tham gia nạo vét kênh

{C}

{D}

Tác giả: Lê Minh Khuê

Nguồn tin: Đài Truyền thanh huyện

Từ khóa: dân vận, mùa khô, Tân Lộc Đông

Tổng số điểm của bài viết là: 0 trong 0 đánh giá
Click để đánh giá bài viết
Những tin mới hơn
Xã Tân Lộc Tây ra quân làm thủy lợi nội đồng đợt hai trong năm nay
(18/03/2024)
Những tin cũ hơn
Hội Phụ nữ trao sinh kế cho tám hội viên khó khăn ở ấp Cầu Ván
(12/03/2024)
Bản quyền thuộc về Đảng ủy xã. Ghi rõ nguồn khi phát hành lại thông tin từ website này""",
        published="2024-03-15T08:20:00+07:00",
        author="Lê Minh Khuê",
        source="Đài Truyền thanh huyện",
        category="Công tác dân vận",
        lead=A,
        starts=B,
        captions=("Bà con ấp Bờ Tre tham gia nạo vét kênh",),
        tags=("dân vận", "mùa khô", "Tân Lộc Đông"),
        gone=("Tân Lộc Tây", "tám hội viên", "Bản quyền", "In ra", "Từ khóa"),
    ),
    Case(
        "nukeviet-egov-with-clock",
        f"""Thứ hai, 18/03/2024, 10:11
CỔNG THÔNG TIN ĐIỆN TỬ XÃ TÂN LỘC ĐÔNG
Trang chủ
Giới thiệu
Tin tức
Văn bản
Liên hệ

{TITLE}

Thứ sáu - 15/03/2024 08:20 125 0

{TITLE}

{A}

{B}

{C}

{D}

Thu Nguyệt

  Ý kiến bạn đọc

Thống kê truy cập
  • Đang truy cập7
  • Hôm nay1,204
  • Tổng lượt truy cập99,125
logo tinh
bao dien tu
{SESSION}""",
        published="2024-03-15T08:20:00+07:00",
        author="Thu Nguyệt",
        gone=("125 0", "Ý kiến bạn đọc", "1,204", "logo tinh", "Thời gian chờ", "Giới thiệu"),
    ),
    Case(
        "sharepoint-tandan",
        f"""Chuyển đến nội dung chính
Trang chủ > Tin tức > Xây dựng Đảng

{TITLE}
Đăng ngày 15 - 03 - 2024
Lượt xem: 400
100%
A- A A+
Đọc bài viết

{A}
{B}
Toàn cảnh hội nghị
{C}
{D}
Thu Nguyệt - Phòng Văn hóa và Thông tin huyện
Các tin khác
Công bố quyết định về công tác cán bộ 14 - 03 - 2024
Tập huấn chuyển đổi số cho tổ công nghệ cộng đồng 12 - 03 - 2024
Trang 1 2 3 4""",
        published="2024-03-15",
        author="Thu Nguyệt",
        unit="Phòng Văn hóa và Thông tin huyện",
        category="Xây dựng Đảng",
        captions=("Toàn cảnh hội nghị",),
        gone=("400", "100%", "Đọc bài viết", "công tác cán bộ", "tổ công nghệ"),
    ),
    Case(
        "vccorp",
        f"""Tin tiêu điểm
{TITLE}
17:35 15/03/2024

{A}

{B}

{TITLE} - Ảnh 1.

{C}

Người dân ấp Cầu Ván nhận lịch xuống giống - Ảnh 2.

{D}

Hoài An

Chia sẻ
Facebook
Zalo
Bình luận
Tin cùng chuyên mục
Xã Tân Lộc Tây ra quân làm thủy lợi nội đồng đợt hai
Đọc nhiều""",
        published="2024-03-15T17:35:00+07:00",
        author="Hoài An",
        captions=("Người dân ấp Cầu Ván nhận lịch xuống giống",),
        gone=("Ảnh 1", "Zalo", "Tân Lộc Tây", "Tin tiêu điểm"),
    ),
    Case(
        "liferay-hanoi-account",
        f"""Truy cập nội dung luôn
TIN TỨC SỰ KIỆN
{TITLE}
Ngày đăng 15/03/2024 | 12:00 AM  | View count: 33

{A}

       {B}

       {C}

       {D}

Hoài Thương
Admin Tân Lộc

Print
Send email
Các tin khác
Hội Phụ nữ trao sinh kế cho tám hội viên khó khăn ở ấp Cầu Ván
Số lượng truy cập
Đang truy cập: 27
Tổng: 4.798.809
Về đầu trang""",
        published="2024-03-15",
        author="Hoài Thương",
        category="TIN TỨC SỰ KIỆN",
        lead=A,
        starts=B,
        gone=("Admin", "Print", "tám hội viên", "4.798.809", "View count"),
    ),
    Case(
        "liferay-asset-publisher",
        f"""{TITLE} - Cổng thông tin điện tử phường Bình An
Chi tiết bài viết
{TITLE}
Ngày đăng: 05/06/2023
Lượt xem: 1.204

{A}

{B}

{C}

{D}

(Nguồn: Báo Ấp Mới)

Bài viết liên quan
Phường Bình An ra mắt tổ hòa giải kiểu mẫu tại khu phố 3
Thống kê truy cập: Đang online: 12; Hôm nay: 300""",
        published="2023-06-05",
        source="Báo Ấp Mới",
        gone=("1.204", "khu phố 3", "Đang online", "Chi tiết bài viết"),
    ),
    Case(
        "wordpress",
        f"""Skip to content
Trang chủ
Menu
Chuyên mục: Dân vận
{TITLE}
Đăng bởi: admin | 15 Tháng Ba, 2024 | 0 bình luận

{A}

{B}

{C}

{D}

Tin, ảnh: Quốc Huy

Tweet
Share on Facebook
Leave a Reply
Email của bạn sẽ không được hiển thị công khai. Các trường bắt buộc được đánh dấu *""",
        published="2024-03-15",
        author="Quốc Huy",
        category="Dân vận",
        gone=("admin", "Tweet", "bắt buộc", "Skip to content"),
    ),
    Case(
        "aspnet-tra-vinh",
        f"""Tiếng Việt | English
No title... No title...

{TITLE}
Ngày 15/3/2024

{A}

Đc Võ Thanh Lâm, Bí thư Đảng ủy xã phát biểu chỉ đạo tại hội nghị.

{B}

{C}

{D}

Kim Thoa


ĐƯỜNG DÂY NÓNG
Thống kê truy cập
  • Đang online: 12
  • Tất cả: 32,022
Chung nhan Tin Nhiem Mang""",
        published="2024-03-15",
        author="Kim Thoa",
        captions=("Đc Võ Thanh Lâm, Bí thư Đảng ủy xã phát biểu chỉ đạo tại hội nghị.",),
        gone=("No title", "Tiếng Việt", "NÓNG", "32,022", "Nhiem Mang"),
    ),
    Case(
        "joomla",
        f"""{TITLE}
Được đăng: 15 Tháng 3 2024
Lượt xem: 33

{A}

{B}

{C}

{D}

Bài và ảnh: Trần Hải Yến

Tiếp theo
Trang trước""",
        published="2024-03-15",
        author="Trần Hải Yến",
        gone=("Được đăng", "Lượt xem", "Trang trước"),
    ),
    Case(
        "farmers-union",
        f"""HỘI NÔNG DÂN HUYỆN
{TITLE}
(23:14 | 15/03/2024)
(TTĐT) - {A}
{B}
{C}
{D}
Theo Báo Ấp Mới""",
        published="2024-03-15T23:14:00+07:00",
        source="Báo Ấp Mới",
        dateline="TTĐT",
        starts=f"(TTĐT) - {A}",
    ),
    Case(
        "press-style",
        f"""Nghe đọc bài
{TITLE}
Cập nhật lúc: 20:21, 15/03/2024 (GMT+7)
Giọng nữ
1x
CTTĐT - {A}

{B}

{C}

{D} Thanh Trúc - P.V

Gửi bình luận của bạn
Mã an toàn""",
        published="2024-03-15T20:21:00+07:00",
        author="Thanh Trúc",
        dateline="CTTĐT",
        starts=f"CTTĐT - {A}",
        gone=("Giọng nữ", "1x", "Mã an toàn", "Thanh Trúc"),
    ),
    Case(
        "date-above-title",
        f"""Tin trong xã
28-08-2025, 19:45 (GMT+7)
{TITLE}

{A}

{B}

{C}

{D}

Ngọc Lan""",
        published="2025-08-28T19:45:00+07:00",
        author="Ngọc Lan",
    ),
    Case(
        "clock-is-no-date",
        f"""Chủ nhật, 17/03/2024 07:15
{TITLE}

{A}

{B}

{C}

{D}

UBND xã Tân Lộc Đông""",
        author="UBND xã Tân Lộc Đông",
    ),
    Case(
        "invitation",
        """Thông báo mời dự buổi đối thoại giữa Chủ tịch UBND xã với thanh niên nông thôn
Thời gian: 8 giờ 00 ngày 20/3/2024

Ủy ban nhân dân xã trân trọng kính mời các bạn đoàn viên, thanh niên trên địa bàn đến dự buổi đối thoại hằng năm.

Địa điểm: Hội trường nhà văn hóa xã Tân Lộc Đông

Các bạn có thể gửi trước câu hỏi về vốn vay, học nghề, nhà ở qua tổ tự quản để các bộ phận chuẩn bị trả lời.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Huỳnh Văn Út""",
        title="Thông báo mời dự buổi đối thoại giữa Chủ tịch UBND xã với thanh niên nông thôn",
        starts="Thời gian: 8 giờ 00 ngày 20/3/2024",
        ends="Huỳnh Văn Út",
    ),
    Case(
        "latest-news-first",
        f"""Tin mới
Hội Phụ nữ trao sinh kế cho tám hội viên khó khăn ở ấp Cầu Ván
12/03/2024
Xã Tân Lộc Tây ra quân làm thủy lợi nội đồng đợt hai trong năm nay
11/03/2024

{TITLE}
15/03/2024

{A}

{B}

{C}

{D}

Phan Thị Bé Ba - Văn phòng Đảng ủy

Liên kết website
Số lượt truy cập: 5698723""",
        published="2024-03-15",
        author="Phan Thị Bé Ba",
        unit="Văn phòng Đảng ủy",
        gone=("Cầu Ván", "5698723", "Liên kết"),
    ),
    Case(
        "photos-at-the-end",
        f"""{TITLE}
15/03/2024

{A}

{B}

{C}

{D}

Một số hình ảnh tại hội nghị

Đại biểu các ấp thảo luận tại hội nghị

Đồng chí Bí thư Đảng ủy xã trao tặng giấy khen cho tổ dân vận ấp Bờ Tre

Gia Hân – Đức Tín

Đánh giá bài viết
5/5 (3 phiếu bầu)""",
        published="2024-03-15",
        author="Gia Hân – Đức Tín",
        captions=(
            "Một số hình ảnh tại hội nghị",
            "Đại biểu các ấp thảo luận tại hội nghị",
            "Đồng chí Bí thư Đảng ủy xã trao tặng giấy khen cho tổ dân vận ấp Bờ Tre",
        ),
        gone=("phiếu bầu",),
    ),
    Case(
        "related-inside",
        f"""{TITLE}
Thứ sáu, 15/03/2024 - 08:20

{A}

{B}

Tin liên quan
Xã Tân Lộc Tây ra quân làm thủy lợi

{C}

{D}

Tác giả bài viết: P.V

Ý kiến bạn đọc""",
        published="2024-03-15T08:20:00+07:00",
        author="P.V",
        gone=("Tin liên quan", "Ý kiến"),
    ),
    Case(
        "subheadings-stay",
        f"""{TITLE}
15/03/2024

{A}

Kết quả bước đầu

{B}

1. Mô hình nổi bật

{C}

Nhiệm vụ thời gian tới

{D}

Thực hiện: Văn phòng Đảng ủy""",
        published="2024-03-15",
        author="Văn phòng Đảng ủy",
        ends=D,
    ),
    Case(
        "written-by-an-account",
        f"""Bạn đang ở:  Trang chủ » Tin tức
{TITLE}
Chi tiết
Được viết: Thứ sáu, 15 Tháng 3 2024 07:30
(Lượt xem : 412)
Font size: a- a+
{A}
{B}
Bà con dọn lòng kênh ở ấp Bờ Tre. Ảnh: Thu Hà
{C}
{D}
Nguồn: Phòng Văn hóa và Thông tin huyện
Tác giả: Trần Khánh Ly
< Trước   Kế tiếp >""",
        published="2024-03-15T07:30:00+07:00",
        author="Trần Khánh Ly",
        source="Phòng Văn hóa và Thông tin huyện",
        captions=("Bà con dọn lòng kênh ở ấp Bờ Tre. Ảnh: Thu Hà",),
        gone=("Được viết", "Lượt xem", "Font size", "Kế tiếp"),
    ),
    Case(
        "small-screen",
        f"""☰
VI | EN
{TITLE}
Submitted by quantri on T6, 15/03/2024 - 09:12
👁 221   💬 0
- In ra
- Đóng cửa sổ này
Nam miền Bắc
{A}
{B}
{C}
{D}
✍ Lê Minh Tuấn
👍 Thích 3""",
        published="2024-03-15T09:12:00+07:00",
        author="Lê Minh Tuấn",
        gone=("quantri", "221", "Đóng cửa sổ", "Nam miền Bắc", "Thích 3"),
    ),
)
