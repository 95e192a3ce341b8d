"""Stories of general news in Vietnamese and English, in words of our own, for the pages of ``news``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crawler.items import VIETNAM


@dataclass(frozen=True, slots=True)
class Report:
    """One story. A paragraph that begins with ``# `` is a sub-heading, with ``> `` a quotation."""

    title: str
    lead: str
    parts: tuple[str, ...]
    captions: tuple[str, str]
    author: str
    when: datetime
    section: str
    tags: tuple[str, ...]
    others: tuple[str, ...]
    comments: tuple[str, ...]
    english: bool = False
    rows: tuple[tuple[str, ...], ...] = ()


def _at(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=VIETNAM)  # type: ignore[arg-type, misc]  # five numbers of a moment


REPORTS = (
    Report(
        "Chuyến tàu đêm chở hàng nghìn cuốn sách lên vùng cao",
        "Suốt ba mùa hè, một nhóm tiếp viên đường sắt âm thầm gom sách cũ, xin thêm toa phụ rồi mang thư viện di động đến những ga xép ít người biết tên.",
        (
            "Chuyến SE19 rời ga khi phố đã lên đèn. Ở toa cuối, thay cho hành khách là những thùng bìa cứng dán nhãn viết tay: truyện cổ tích, khoa học, kỹ năng sống.",
            "Chị Vũ Thị Hạnh, trưởng tàu, kể rằng ý tưởng bắt đầu từ một lần tàu dừng tránh ở ga nhỏ gần biên giới. Lũ trẻ chạy dọc sân ga, không xin bánh kẹo mà hỏi có báo cũ không.",
            "> Câu hỏi ấy theo tôi về tận nhà. Mình đi qua chỗ các cháu mỗi tuần hai lượt, vậy mà chưa từng để lại thứ gì.",
            "# Từ ba thùng sách đến một toa tàu",
            "Năm đầu, nhóm chỉ gom được ba thùng. Sách được kê trong phòng chờ, ai mượn tự ghi vào vở. Sau một tháng, quyển vở kín bảy trang và không mất cuốn nào.",
            "Đến năm thứ ba, hơn bốn nghìn cuốn đã được đưa lên mười một ga. Mỗi ga có một người giữ sách, phần lớn là nhân viên gác chắn về hưu.",
            "Ông Lò Văn Ịm, người giữ sách ở ga Thác Dừa, nói ông học đọc lại cùng cháu nội. Mắt kém, ông chọn truyện tranh trước, rồi chuyển sang sách dạy trồng cây ăn quả.",
            "# Mong có thêm sách chữ to",
            "Điều nhóm cần nhất bây giờ không phải tiền mà là sách chữ to cho người cao tuổi và sách song ngữ cho học sinh dân tộc thiểu số.",
            "Tổng công ty cho biết sẽ duy trì toa phụ vào các tháng sáu, bảy, tám và miễn cước vận chuyển cho sách tặng.",
        ),
        ("Toa cuối của chuyến tàu xếp kín thùng sách trước giờ khởi hành.", "Học sinh chọn sách trong phòng chờ ga Thác Dừa."),
        "Khánh Vy",
        _at(2025, 7, 18, 6, 30),
        "Đời sống",
        ("đường sắt", "sách", "vùng cao"),
        (
            "Quán cà phê đổi rác lấy cây giữa phố cổ",
            "Mùa nước nổi đến sớm, cá linh đầu vụ tăng giá",
            "Cầu treo trăm tuổi được tu bổ theo lối cũ",
            "Người thợ cuối cùng còn đóng thuyền nan ở làng chài",
            "Trường vùng biên mở lớp học đàn tính miễn phí",
        ),
        (
            "Đọc mà thấy ấm lòng, tôi muốn gửi tặng hai thùng truyện thiếu nhi thì liên hệ ở đâu ạ?",
            "Ngày bé tôi cũng ngồi sân ga chờ tàu để xin báo cũ, cảm ơn các anh chị tiếp viên.",
        ),
    ),
    Report(
        "Đội tuyển bơi trẻ phá kỷ lục tồn tại mười hai năm",
        "Ở lượt bơi cuối, bốn cô gái tuổi mười bảy vượt mốc cũ gần một giây và mang về tấm huy chương vàng tiếp sức đầu tiên.",
        (
            "Bể bơi trung tâm chật kín khi loa gọi nội dung tiếp sức bốn lần một trăm mét hỗn hợp nữ. Không nhiều người nghĩ đội chủ nhà có cơ hội, bởi vòng loại họ chỉ xếp thứ năm.",
            "Lượt ngửa mở đầu chậm hơn dự tính. Đến lượt ếch, Bùi Ngọc Mai rút ngắn khoảng cách xuống còn nửa thân người và chạm thành cùng lúc với đội dẫn đầu.",
            "Huấn luyện viên Đoàn Quốc Thái thừa nhận ông đã đổi thứ tự bơi ngay sáng thi đấu. Quyết định ấy khiến cả đội bất ngờ nhưng không ai phản đối.",
            "> Các em ngủ được tám tiếng, ăn hết suất sáng và cười suốt trên xe. Tôi biết hôm nay sẽ khác.",
            "Đồng hồ điện tử dừng ở 4 phút 08 giây 61, nhanh hơn kỷ lục lập năm 2013 tới 97 phần trăm giây.",
            "Sau lễ trao giải, các cô gái tặng lại bó hoa cho bác lao công đã mở cửa bể lúc bốn giờ sáng suốt sáu tháng tập luyện.",
            "Giải kế tiếp diễn ra vào tháng mười. Liên đoàn cho biết đội sẽ tập huấn ba tuần ở bể năm mươi mét trước khi lên đường.",
        ),
        ("Bốn vận động viên ôm nhau khi bảng điện tử hiện kết quả.", "Huấn luyện viên Đoàn Quốc Thái trao đổi với đội trước giờ thi."),
        "Tuấn Kiệt",
        _at(2025, 8, 3, 21, 5),
        "Thể thao",
        ("bơi lội", "kỷ lục"),
        (
            "Lịch thi đấu và kết quả ngày thứ tư của giải",
            "Tay vợt số hai chia tay mùa giải vì chấn thương cổ tay",
            "Giải chạy đêm thu hút năm nghìn người tham dự",
            "Cờ vua: kỳ thủ mười tuổi cầm hòa đại kiện tướng",
            "Sân vận động tỉnh thay mặt cỏ sau mùa mưa",
        ),
        ("Xem trực tiếp mà nổi da gà, quá giỏi các em ơi!", "Đề nghị nâng chế độ dinh dưỡng cho các đội trẻ."),
        rows=(("Lượt", "Vận động viên", "Thành tích"), ("Ngửa", "Phan Thu An", "1:03.20"), ("Ếch", "Bùi Ngọc Mai", "1:09.85"), ("Bướm", "Hà Kim Chi", "59.91"), ("Tự do", "Lê Bảo Ngân", "55.65")),
    ),
    Report(
        "Giá cà phê lập đỉnh mới, người trồng vẫn dè dặt bán ra",
        "Sau một đêm, giá thu mua tại Tây Nguyên tăng thêm một nghìn năm trăm đồng mỗi cân, song kho của nhiều nông hộ vẫn khóa kín.",
        (
            "Sáng nay các đại lý báo giá quanh mức 128.000 đồng một ki-lô-gam, cao hơn cuối tuần trước gần ba phần trăm. Đây là phiên tăng thứ sáu liên tiếp.",
            "Tuy vậy, lượng hàng giao dịch lại giảm. Ông Y Bhiăng, chủ vườn ba héc-ta ở Cư Kuin, cho biết ông mới bán một phần ba sản lượng để trả tiền phân bón.",
            "Theo một chuyên gia ngành hàng, tâm lý chờ giá xuất phát từ hai vụ liên tiếp bị hạn. Nông dân từng bán sớm rồi tiếc nên lần này họ giữ lại.",
            "# Doanh nghiệp xuất khẩu gặp khó",
            "Ở chiều ngược lại, doanh nghiệp đã ký hợp đồng giao xa phải mua vào với giá cao hơn giá bán. Một số đơn vị xin lùi lịch giao hàng sang quý sau.",
            "Hiệp hội khuyến nghị hội viên chốt giá từng phần, tránh ôm hợp đồng dài hạn khi thị trường biến động mạnh.",
            "> Không ai đoán được đỉnh. Điều có thể làm là bán đều tay và giữ chất lượng hạt.",
            "Dự báo mưa trái mùa trong hai tuần tới có thể làm chậm việc phơi, khiến nguồn cung ngắn hạn thêm căng.",
            "Giới phân tích cho rằng giá sẽ còn dao động quanh vùng 120.000 đến 135.000 đồng cho tới khi Nam Mỹ vào vụ thu hoạch.",
        ),
        ("Công nhân phân loại hạt tại một cơ sở sơ chế ở Cư Kuin.", "Xe tải xếp hàng chờ bốc cà phê nhân."),
        "Hoài Phương",
        _at(2025, 3, 11, 10, 42),
        "Kinh doanh",
        ("cà phê", "nông sản", "xuất khẩu"),
        (
            "Hồ tiêu phục hồi, vườn già được trồng lại",
            "Lãi suất vay mua nhà giảm tháng thứ ba",
            "Chợ đầu mối thử nghiệm thanh toán không tiền mặt",
            "Doanh nghiệp gỗ tìm đơn hàng ở thị trường ngách",
            "Giá phân bón nhích lên trước vụ mới",
        ),
        ("Nhà tôi còn bốn tấn, chưa biết nên bán hay giữ.", "Uống cà phê vỉa hè vẫn mười lăm nghìn một ly, lạ nhỉ."),
    ),
    Report(
        "Kính thiên văn trên núi bắt được tín hiệu lạ lặp lại mỗi giờ",
        "Các nhà thiên văn nghiệp dư cùng một trường đại học vừa công bố nguồn phát sóng vô tuyến cứ năm mươi bốn phút lại lóe lên một lần.",
        (
            "Tín hiệu được ghi nhận lần đầu vào một đêm mưa tháng hai, khi hệ thống ăng-ten đặt ở độ cao 1.900 mét chạy thử phần mềm lọc nhiễu mới.",
            "Ban đầu cả nhóm nghĩ đó là lỗi máy. Sinh viên Trương Hải Đăng tắt từng thiết bị trong nhà trạm, kể cả lò vi sóng, nhưng xung vẫn đến đúng hẹn.",
            "So với các sao xung thông thường quay vài vòng mỗi giây, nguồn phát này chậm đến khó tin. Nếu là sao neutron, về lý thuyết nó đã phải tắt từ lâu.",
            "# Hai giả thuyết",
            "Giả thuyết thứ nhất cho rằng đó là một sao lùn trắng có từ trường mạnh, quay quanh một sao đồng hành. Giả thuyết thứ hai nghiêng về sao neutron già với lớp vỏ bất thường.",
            "Tiến sĩ Ngô Minh Triết, trưởng nhóm, nhấn mạnh chưa có bằng chứng nào cho thấy nguồn phát là nhân tạo.",
            "> Vũ trụ luôn có cách đơn giản hơn trí tưởng tượng của chúng ta, chỉ là mình chưa nghĩ ra.",
            "Nhóm nghiên cứu đã mở dữ liệu thô để các đài khác kiểm chứng. Ba đài ở nam bán cầu cho biết sẽ hướng chảo về vùng trời này trong tháng tới.",
        ),
        ("Dàn ăng-ten trên đỉnh núi trong đêm quan sát.", "Biểu đồ cường độ xung ghi được trong mười giờ."),
        "Minh Quân",
        _at(2025, 5, 27, 14, 15),
        "Khoa học",
        ("thiên văn", "sao xung"),
        (
            "Phát hiện loài ếch tí hon kêu như tiếng dế",
            "Pin làm từ vỏ tôm giữ được chín mươi phần trăm dung lượng",
            "Trồng lại san hô bằng khung tre",
            "Vì sao mưa đá rơi nhiều vào cuối xuân",
            "Bản đồ gió đô thị giúp giảm nóng trường học",
        ),
        ("Hay quá, bao giờ mở cửa trạm cho học sinh tham quan?",),
    ),
    Report(
        "Harbour town rebuilds its ferry from the keel up",
        "When the last steel ferry failed inspection, islanders voted to pay for a wooden one, and to learn how to build it themselves.",
        (
            "The old ferry made its final crossing on a grey Tuesday with nine passengers, two goats and a brass band that nobody had officially invited.",
            "Inspectors had condemned the hull a week earlier. Replacing it with a second-hand vessel would have cost the island council three years of its budget, and there was no promise that the state would help.",
            "Marta Ellingsen, a retired boatbuilder, stood up at the meeting and said the village had timber, tools and long evenings. The vote was 212 to 9.",
            "> We were not being romantic. We counted the oak, counted the hands and counted the winters we could survive without a boat.",
            "# A yard in a school gym",
            "The frames were laid out on the floor of the school gym because it was the only flat surface large enough. Pupils chalked the curves and argued about fractions.",
            "By spring, forty people could caulk a seam. By midsummer, the planking was closed and visitors began to arrive with sandwiches and advice.",
            "The finished boat carries sixty people and six cars. It is slower than its predecessor by four minutes, which the timetable now rounds to five.",
            "# What comes next",
            "Two neighbouring islands have asked for the drawings. Ms Ellingsen says they may have them on one condition: the builders must also be the passengers.",
        ),
        ("The new ferry leaves the slipway under its own power.", "Pupils chalk frame lines on the floor of the school gym."),
        "Owen Hartley",
        _at(2025, 9, 14, 9, 20),
        "World",
        ("islands", "transport", "craft"),
        (
            "Library of lost umbrellas opens at central station",
            "Farmers test electric tractors on steep vineyards",
            "Why the river runs backwards for an hour each spring",
            "City drops parking minimums after ten-year debate",
            "A choir of dockworkers records its first album",
        ),
        ("My grandfather built boats there, this made my morning.", "Four minutes slower and a hundred years wiser."),
        english=True,
    ),
    Report(
        "Small banks race to explain their new fees to older savers",
        "A rule that takes effect next month forces lenders to print charges in plain words, and many discovered they could not.",
        (
            "The regulation is nine pages long. Its most troublesome sentence has eleven words: customers must be able to repeat the fee in their own language.",
            "In trials run by a consumer group, only one in four people over seventy could do so after reading a standard leaflet. The rest guessed, apologised or asked for tea.",
            "Lenders responded in different ways. One hired a children's author. Another recorded its tariffs as short radio plays with a recurring character named Mrs Percent.",
            "> If a fee needs a footnote, it needs a reason. If it has no reason, it should not be a fee.",
            "# Numbers on one page",
            "Analysts expect average account charges to fall by about eight per cent as products that cannot be explained are quietly withdrawn.",
            "Trade bodies warn that the smallest institutions face the highest costs, since every branch must retrain staff before the deadline.",
            "The regulator has promised not to fine anyone in the first ninety days, provided that complaints are answered within five.",
        ),
        ("A saver reads a large-print tariff at a rural branch.", "Staff rehearse explanations during a training session."),
        "Priya Nandakumar",
        _at(2025, 2, 6, 17, 48),
        "Business",
        ("banking", "consumers"),
        (
            "Bond markets shrug off budget delay",
            "The quiet return of the company canteen",
            "Ports clear backlog as strike ends early",
            "Insurers rethink flood maps street by street",
            "Coffee roasters hedge against another dry year",
        ),
        ("Mrs Percent is a national treasure.", "My branch closed, so who is going to explain it to me?"),
        english=True,
        rows=(("Charge", "Before", "After"), ("Monthly account", "4.50", "3.90"), ("Paper statement", "1.20", "0.00"), ("Overdraft reminder", "6.00", "2.50")),
    ),
    Report(
        "Night nurses map the city by its kindest taxi stands",
        "A shared spreadsheet that began as a joke now guides hundreds of health workers home after their shifts.",
        (
            "At 6.40 in the morning the hospital's back door opens and the night lets out its people: porters, nurses, one yawning surgeon and a man with a mop.",
            "For years the nearest taxi rank was a lottery. Drivers avoided the early fares, which were short, and buses did not start until seven.",
            "Nurse Adaeze Collins began writing down which ranks had drivers who waited. Her list had six rows. Within a month it had two hundred.",
            "> It turns out kindness has a geography, and you can draw it.",
            "Drivers noticed as well. Some asked to be added. A few began bringing spare umbrellas, and one keeps a flask of soup in the boot from November to March.",
            "The transport authority has since moved two ranks closer to hospitals and extended a night route by four stops, citing the map in its report.",
            "Ms Collins has handed the spreadsheet to a volunteer group. She still adds a row now and then, usually in the rain.",
        ),
        ("A taxi rank near the hospital shortly before dawn.", "The map drawn from two hundred rows of notes."),
        "Joanna Birch",
        _at(2025, 11, 2, 7, 0),
        "Society",
        ("health", "cities"),
        (
            "The bakery that opens at three in the morning",
            "How one estate fixed its broken lifts",
            "Volunteers count swifts above the old brewery",
            "A bus driver's guide to patience",
            "Night schools are full again",
        ),
        ("I drive nights. We see you, nurses.",),
        english=True,
    ),
    Report(
        "Làng gốm bên sông tìm lại men lam đã thất truyền",
        "Sau tám năm thử nghiệm với gần hai trăm mẻ nung hỏng, ba người thợ trẻ khôi phục được sắc lam từng làm nên tên tuổi của làng.",
        (
            "Chiếc bình đầu tiên lấy ra khỏi lò lúc hai giờ sáng. Không ai nói gì, chỉ có tiếng men rạn tí tách trong không khí lạnh.",
            "Theo các cụ cao niên, men lam của làng mất dần từ khi mỏ đất bên kia sông bị lấp. Công thức cũ chỉ còn vài dòng chữ Nôm trong gia phả.",
            "Anh Đào Xuân Lĩnh cùng hai người bạn bắt đầu từ việc dịch những dòng ấy, rồi đi dọc bờ sông xin từng bao đất mang về thử.",
            "# Hai trăm lần nung hỏng",
            "Có mẻ men chảy tràn, có mẻ xỉn đen. Mỗi lần hỏng, họ đập lấy một mảnh, ghi ngày tháng và treo lên tường. Bức tường ấy giờ là bảo tàng nhỏ của xưởng.",
            "Bước ngoặt đến khi một người làm muối ghé chơi, nói rằng tro rơm nếp quê ông có vị mặn khác thường. Thử tro ấy, màu lam hiện lên.",
            "> Hóa ra điều mình thiếu không nằm ở đất, mà ở nắm rơm người ta vẫn đốt bỏ ngoài đồng.",
            "Xưởng hiện nhận mười học viên mỗi khóa, ưu tiên con em trong làng. Sản phẩm chưa bán rộng rãi vì các anh muốn giữ nhịp chậm.",
        ),
        ("Chiếc bình men lam đầu tiên vừa ra lò.", "Bức tường treo mảnh gốm của những mẻ nung hỏng."),
        "Thu Lam",
        _at(2025, 1, 9, 8, 0),
        "Văn hóa",
        ("gốm", "làng nghề"),
        (
            "Hội làng mùa xuân mở sớm vì năm nhuận",
            "Phục dựng điệu múa đèn từ ký ức một nghệ nhân",
            "Phim ngắn về người gác hải đăng đoạt giải",
            "Triển lãm thư tay thời chiến",
            "Chợ phiên cuối năm của người Dao",
        ),
        ("Ước gì được xem tận mắt bức tường ấy.", "Quê tôi cũng có lò gốm cổ, tiếc là đã nguội."),
    ),
)  # fmt: skip
