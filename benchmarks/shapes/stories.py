"""Articles in words of our own, made from sentences with names and numbers that change: what the page shapes print."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from crawler.items import VIETNAM

_PLACES = (
    "xã Tân Lộc", "xã Hòa Mỹ", "phường Bến Gỗ", "thị trấn Cầu Đá", "xã Phú Thuận", "xã Nậm Lúc", "huyện Trà Sơn",
    "xã Ia Krông", "phường An Hội", "xã Đông Hải", "huyện Mường Khoa", "xã Vĩnh Thạnh",
)  # fmt: skip
_PEOPLE = (
    "Nguyễn Thị Hạnh", "Trần Văn Lợi", "Lò Thị Pâng", "Phạm Quốc Dũng", "Đỗ Minh Khuê", "Y Bhem Niê", "Lê Hoài Nam",
    "Võ Thị Mười", "Hoàng Đức Thịnh", "Bùi Thanh Hà", "Giàng A Sử", "Thạch Sô Phia",
)  # fmt: skip
_WORK = (
    "hiến đất mở đường", "thu gom rác ven kênh", "trồng hoa dọc tuyến đường liên xóm", "sửa nhà cho hộ khó khăn",
    "góp ý xây dựng Đảng", "giải phóng mặt bằng", "chuyển đổi cây trồng", "làm thủ tục trực tuyến tại nhà văn hóa",
    "bảo vệ rừng đầu nguồn", "thắp sáng đường quê",
)  # fmt: skip
_GROUPS = (
    "Khối vận", "Hội Nông dân", "Hội Liên hiệp Phụ nữ", "Đoàn Thanh niên", "Hội Cựu chiến binh",
    "Ủy ban Mặt trận Tổ quốc", "Ban Dân vận", "Tổ công nghệ số cộng đồng",
)  # fmt: skip
_TITLES = (
    "{place}: {group} vận động nhân dân {work}",
    "{group} {place} ra quân {work} đợt {few}",
    "Hơn {many} hộ dân {place} cùng nhau {work}",
    "{place} họp bàn việc {work} trong quý {few}/{year}",
    "Cách làm hay ở {place} trong việc {work}",
    "Lãnh đạo {place} đối thoại với nhân dân về việc {work}",
    "{group} {place} tập huấn cho {many} cán bộ về {work}",
)
_LEADS = (
    "Sáng ngày {day}/{month}, {group} {place} tổ chức buổi ra quân {work} với sự tham gia của hơn {many} người dân.",
    "Chiều {day}-{month}, tại nhà văn hóa {place}, bà {who} chủ trì buổi gặp gỡ nhân dân bàn việc {work}.",
    "Thực hiện kế hoạch năm {year}, {place} đã có {many} hộ đăng ký {work}, đạt {percent}% chỉ tiêu được giao.",
    "Những ngày này, không khí {work} ở {place} thật rộn ràng.",
)
_SENTENCES = (
    "Theo ông {who}, {few} tháng qua {group} đã đến từng nhà, nghe bà con nói hết điều còn băn khoăn rồi mới bàn cách làm.",
    "Tuyến kênh dài {few},{few} km chạy qua {place} nay đã sạch lục bình, ghe xuồng đi lại dễ dàng hơn trước.",
    "“Nhà tôi lùi hàng rào vào {few} mét, con cháu đi học bớt lầy lội”, bà {who} vui vẻ kể.",
    "Tổng kinh phí là {many} triệu đồng, trong đó nhân dân đóng góp {percent}% và {many} ngày công lao động.",
    "Cán bộ {group} cùng ăn, cùng ở, cùng làm với đồng bào nên lời nói có người nghe, việc làm có người theo.",
    "Đến cuối tháng {month}, cả {few} ấp đều có tổ tự quản, mỗi tổ từ {few} đến {percent} thành viên.",
    "Ông {who}, Bí thư chi bộ, cho biết việc khó nhất là thuyết phục những hộ có nhà sát mặt đường.",
    "Qua khảo sát, {percent} trên 100 hộ được hỏi trả lời rằng họ hài lòng với cách cán bộ giải quyết công việc.",
    "Các ý kiến tập trung vào nước sạch, đèn đường, chỗ học cho trẻ mầm non và giá thu mua nông sản.",
    "Lãnh đạo {place} tiếp thu từng ý kiến, giao cơ quan chuyên môn trả lời bằng văn bản trước ngày {day} tháng {month}.",
    "Mô hình này sau đó được nhân ra {few} thôn khác và được tuyên dương tại hội nghị tổng kết năm {year}.",
    "Trời vừa tạnh mưa, hàng chục thanh niên đã có mặt ở đầu xóm với cuốc, xẻng và những bao giống hoa mười giờ.",
    "Chị {who} nói thêm rằng phụ nữ trong tổ còn góp mỗi tháng {percent} nghìn đồng để giúp các cụ neo đơn.",
    "Điều đáng mừng là số đơn thư vượt cấp giảm {percent}% so với cùng kỳ năm trước.",
    "Hội trường chật kín người, nhiều cụ cao tuổi chống gậy đến từ sớm để được phát biểu.",
    "Trong thời gian tới, {group} sẽ phối hợp các ngành rà soát, bổ sung quy ước của từng khu dân cư.",
    "Nhờ công khai từng khoản thu chi trên bảng tin của ấp, không còn ai thắc mắc về tiền đóng góp.",
    "Buổi làm việc diễn ra trong tinh thần cởi mở, thẳng thắn, có {few} lượt người phát biểu.",
    "Bà con dân tộc thiểu số ở {place} còn dạy nhau dùng điện thoại để nộp hồ sơ qua mạng.",
    "Ngoài ra, đoàn đã trao {few} phần quà cho gia đình chính sách và học sinh có hoàn cảnh khó khăn.",
)
_SHORT = ("Một số hình ảnh tại buổi ra quân:", "Kết quả đạt được", "Xin trân trọng giới thiệu cùng bạn đọc.",
          "Buổi lễ kết thúc lúc 11 giờ.", "Được biết, đây là năm thứ {few}.", "Dự kiến xong trong tháng {month}.")  # fmt: skip
_HEADINGS = ("Lấy dân làm gốc", "Nghe dân nói, làm dân tin", "Kết quả bước đầu", "Những việc còn phải làm",
             "Cán bộ đi trước", "Bài học từ cơ sở")  # fmt: skip
_CAPTIONS = ("Bà con {place} tham gia {work}", "Ông {who} phát biểu tại buổi gặp mặt", "Quang cảnh buổi lễ",
             "{group} trao quà cho các hộ khó khăn", "Đoạn đường mới sau khi {work}")  # fmt: skip
_UNITS = ("Văn phòng Đảng ủy", "Trung tâm VHTT&TT huyện", "Đài truyền thanh xã", "")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the text: ``p``, ``h`` (sub-heading), ``li`` (list item), ``tr`` (table rows) or ``img`` (caption)."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """One article as its writer typed it."""

    number: int
    title: str
    lead: str
    parts: tuple[Part, ...]
    when: datetime
    author: str
    unit: str
    others: tuple[str, ...]
    """Titles of other articles, for lists beside it."""
    teasers: tuple[str, ...] = field(default=())
    """Sentences of other articles, for boxes that show leads."""


def filled(rng: random.Random, pattern: str) -> str:
    """A sentence with its gaps filled."""
    text = pattern.format(
        place=rng.choice(_PLACES), who=rng.choice(_PEOPLE), work=rng.choice(_WORK), group=rng.choice(_GROUPS),
        few=rng.randint(2, 9), many=rng.randint(12, 980), percent=rng.randint(11, 99), day=rng.randint(1, 28),
        month=rng.randint(1, 12), year=rng.randint(2016, 2025),
    )  # fmt: skip
    return text[0].upper() + text[1:]


def story(rng: random.Random, number: int, size: str = "usual") -> Story:
    """An article of ``size`` short (a paragraph or two), usual, or long (sub-headings, a list, a table)."""
    parts: list[Part] = []
    count = {"short": rng.randint(1, 2), "usual": rng.randint(4, 8), "long": rng.randint(10, 18)}[size]
    sentences = rng.sample(_SENTENCES, len(_SENTENCES))
    for n in range(count):
        length = 1 if size == "short" else rng.randint(1, 4)
        chosen = [sentences[(n * 4 + k) % len(sentences)] for k in range(length)]
        parts.append(Part("p", " ".join(filled(rng, s) for s in chosen)))
    if size != "short" and rng.random() < 0.5:
        parts.insert(rng.randint(1, len(parts)), Part("p", filled(rng, rng.choice(_SHORT))))
    for _ in range(rng.randint(0, 2) if size != "long" else 2):
        parts.insert(rng.randint(0, len(parts)), Part("img", filled(rng, rng.choice(_CAPTIONS))))
    if size == "long":
        parts = _structured(rng, parts)
    when = datetime(2017, 1, 2, 7, tzinfo=VIETNAM) + timedelta(minutes=rng.randrange(8 * 365 * 24 * 60))
    others = tuple(filled(rng, rng.choice(_TITLES)) for _ in range(14))
    teasers = tuple(filled(rng, rng.choice(_LEADS)) for _ in range(6))
    return Story(
        number, filled(rng, rng.choice(_TITLES)), filled(rng, rng.choice(_LEADS)), tuple(parts), when,
        rng.choice(_PEOPLE), rng.choice(_UNITS), others, teasers,
    )  # fmt: skip


def _structured(rng: random.Random, parts: list[Part]) -> list[Part]:
    for heading in rng.sample(_HEADINGS, 2):
        at = rng.choice([i for i, part in enumerate(parts) if i and part.kind == "p"])
        parts.insert(at, Part("h", heading))
    at = rng.randint(3, len(parts) - 1)
    items = [Part("li", filled(rng, f"{{group}} {{place}}: {{many}} hộ {verb}")) for verb in rng.sample(_WORK, 3)]
    parts[at:at] = items
    kept = [
        (str(n + 1), rng.choice(_PLACES), str(rng.randint(5, 200)), f"{rng.randint(10, 900)},{rng.randint(1, 9)}")
        for n in range(rng.randint(3, 6))
    ]
    rows = (("TT", "Đơn vị", "Số hộ", "Kinh phí (triệu đồng)"), *kept)
    parts.insert(rng.randint(4, len(parts)), Part("tr", rows=rows))
    return parts
