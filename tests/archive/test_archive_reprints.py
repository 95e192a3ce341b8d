import random
from datetime import timedelta

import pytest
from archive_samples import DAY, T0, article
from hypothesis import given
from hypothesis import strategies as st

from crawler.archive import reprints as module
from crawler.archive.reprints import cluster_of, originals, update_reprints
from crawler.archive.signatures import in_common
from crawler.archive.store import Archive
from crawler.items import Article

WORDS = """bà con ấp xã huyện tỉnh đường làng họp bàn góp công trồng cây nuôi cá giữ rừng quét dọn cổng chợ trường
học trạm nước sạch điện sáng hộ nghèo vay vốn nhà mới mái tôn cầu gỗ kênh mương lúa đông xuân hè thu vải nhãn cam
chè tổ đoàn hội"""


def story(seed: int, sentences: int = 14) -> str:
    """Our own nonsense in Vietnamese syllables, different for every seed."""
    chance = random.Random(seed)
    parts = [
        " ".join(chance.choices(WORDS.split(), k=chance.randrange(9, 18))).capitalize() + "." for _ in range(sentences)
    ]
    return "\n\n".join(" ".join(parts[n : n + 3]) for n in range(0, len(parts), 3))


def edited(text: str, share: float, seed: int = 0) -> str:
    """The text with a share of its words changed."""
    chance = random.Random(seed)
    words = text.split(" ")
    return " ".join(chance.choice(WORDS.split()) if chance.random() < share else word for word in words)


def put(archive: Archive, number: int, portal: str, body: str, hours: int = 0, **changes: object) -> Article:
    changes = {"published": T0 + timedelta(hours=hours)} | changes
    a = article(number, portal=portal, body=body, fingerprint="", **changes)
    archive.put(a, seen_at=T0)
    return a


def test_an_exact_reprint_with_where_it_appeared_first(archive: Archive) -> None:
    later = put(archive, 1, "xa.example", story(1), hours=5)
    first = put(archive, 2, "huyen.example", story(1).upper(), hours=1)
    put(archive, 3, "xa.example", story(2))
    report = update_reprints(archive)
    assert (report.compared, report.clusters, report.members, report.changed) == (3, 1, 2, 2)
    cluster = cluster_of(archive, later.id)
    assert cluster is not None
    assert cluster.portals == ("huyen.example", "xa.example")
    assert [(m.stored.article.id, m.kind, m.similarity) for m in cluster.members] == [
        (first.id, "original", 1.0),
        (later.id, "exact", 1.0),
    ]
    assert cluster.original.stored.article.id == first.id
    assert cluster_of(archive, article(3, portal="xa.example").id) is None
    assert originals(archive) == {later.id: first.id}


def test_a_near_duplicate_is_found_among_many_others(archive: Archive) -> None:
    with archive.batch():
        for n in range(200):
            put(archive, n, f"p{n % 7}.example", story(n))
        copies = [put(archive, 1000 + n, "bao.example", edited(story(n), 0.05, n), hours=9) for n in range(0, 200, 5)]
    update_reprints(archive)
    found = originals(archive)
    right = [copy for n, copy in zip(range(0, 200, 5), copies, strict=True)
             if found.get(copy.id) == article(n, portal=f"p{n % 7}.example").id]  # fmt: skip
    assert len(right) >= 0.9 * len(copies)
    assert set(found) <= {copy.id for copy in copies}
    cluster = cluster_of(archive, right[0].id)
    assert cluster is not None
    assert cluster.members[1].kind == "near"
    assert 0.4 < cluster.members[1].similarity < 1


def test_a_truncated_repost_is_a_part(archive: Archive) -> None:
    whole = put(archive, 1, "tinh.example", story(1, 30))
    part = put(archive, 2, "xa.example", " ".join(story(1, 30).split("\n\n")[:2]) + " Xem thêm", hours=2)
    put(archive, 3, "xa.example", story(3, 30))
    update_reprints(archive)
    assert originals(archive) == {part.id: whole.id}
    cluster = cluster_of(archive, whole.id)
    assert cluster is not None
    assert (cluster.members[1].kind, cluster.members[1].similarity) == ("part", 1.0)


def test_forms_filled_in_anew_on_one_portal_are_not_joined(archive: Archive) -> None:
    put(archive, 1, "xa.example", story(1))
    put(archive, 2, "xa.example", edited(story(1), 0.03))
    update_reprints(archive)
    assert originals(archive) == {}


def test_the_same_text_twice_on_one_portal_is_joined(archive: Archive) -> None:
    put(archive, 1, "xa.example", story(1))
    put(archive, 2, "xa.example", story(1), hours=1)
    update_reprints(archive)
    assert len(originals(archive)) == 1


def test_short_texts_and_common_sentences_do_not_join(archive: Archive) -> None:
    formula = "Ủy ban nhân dân xã trân trọng thông báo để bà con được biết và thực hiện. "
    for n in range(4):
        put(archive, n, f"p{n}.example", f"{formula} Lịch số {n}.")
        put(archive, 10 + n, f"p{n}.example", f"{formula * 3}\n\n{story(n)}")
        put(archive, 20 + n, f"p{n}.example", "")
    update_reprints(archive)
    assert originals(archive) == {}


def test_an_update_reads_only_what_is_new(archive: Archive) -> None:
    put(archive, 1, "xa.example", story(1))
    put(archive, 2, "huyen.example", story(2))
    done: list[int] = []
    update_reprints(archive, done.append)
    seq = archive.last_seq()
    assert done == [2]
    assert update_reprints(archive).compared == 0
    assert archive.last_seq() == seq
    copy = put(archive, 3, "tinh.example", story(1), hours=3)
    report = update_reprints(archive)
    assert (report.compared, report.clusters, report.changed) == (1, 1, 2)
    assert set(archive.changed_since(seq)) == {copy.id, article(1, portal="xa.example").id}


def test_a_text_that_is_changed_leaves_its_cluster(archive: Archive) -> None:
    first = put(archive, 1, "xa.example", story(1))
    put(archive, 2, "huyen.example", story(1), hours=1)
    update_reprints(archive)
    archive.put(article(2, portal="huyen.example", body=story(5), fingerprint=""), seen_at=T0 + DAY)
    report = update_reprints(archive)
    assert (report.clusters, report.members, report.changed) == (0, 0, 2)
    assert cluster_of(archive, first.id) is None


def test_an_earlier_copy_becomes_the_original(archive: Archive) -> None:
    second = put(archive, 1, "xa.example", story(1), hours=4)
    third = put(archive, 2, "huyen.example", story(1), hours=6)
    undated = article(4, portal="la.example", body=story(1), fingerprint="", published=None, published_precision=None)
    archive.put(undated, seen_at=T0 + DAY)
    update_reprints(archive)
    first = put(archive, 3, "tinh.example", story(1), hours=1)
    update_reprints(archive)
    assert originals(archive) == {second.id: first.id, third.id: first.id, undated.id: first.id}
    cluster = cluster_of(archive, second.id)
    assert cluster is not None
    assert [m.stored.article.id for m in cluster.members] == [first.id, second.id, third.id, undated.id]


@pytest.mark.parametrize(("timed", "seen", "first"), [(11, 15, 1), (13, 15, 2), (11, 10, 2)])
def test_of_two_of_one_day_a_day_alone_counts_as_noon_or_as_when_it_was_seen(
    archive: Archive, timed: int, seen: int, first: int
) -> None:
    hour = T0.replace(minute=0)
    put(archive, 1, "huyen.example", story(1), published=hour.replace(hour=timed))
    day = article(2, portal="xa.example", body=story(1), fingerprint="", published=T0, published_precision="day")
    archive.put(day, seen_at=hour.replace(hour=seen))
    update_reprints(archive)
    cluster = cluster_of(archive, day.id)
    assert cluster is not None
    assert cluster.original.stored.article.platform_id == str(first)


def test_many_copies_are_one_cluster(archive: Archive) -> None:
    for n in range(30):
        put(archive, n, f"p{n}.example", edited(story(1), 0.02, n), hours=n)
    update_reprints(archive)
    assert len(originals(archive)) == 29
    assert len(set(originals(archive).values())) == 1


def test_signatures_of_another_method_are_made_anew(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    put(archive, 1, "xa.example", story(1))
    update_reprints(archive)
    monkeypatch.setattr(module, "METHOD", "other")
    assert update_reprints(archive).compared == 1


def test_an_empty_archive_has_no_clusters(archive: Archive) -> None:
    assert update_reprints(archive).members == 0


def test_a_copy_with_one_word_in_seven_exchanged_is_found(archive: Archive) -> None:
    with archive.batch():
        for n in range(60):
            put(archive, n, f"p{n % 7}.example", story(n, 30))
        for n in range(0, 60, 3):
            put(archive, 1000 + n, "bao.example", edited(story(n, 30), 1 / 7, n), hours=9)
    update_reprints(archive)
    found = originals(archive)
    right = [n for n in range(0, 60, 3) if found.get(article(1000 + n, portal="bao.example").id)
             == article(n, portal=f"p{n % 7}.example").id]  # fmt: skip
    assert len(right) >= 18
    assert len(found) == len(right)


def test_forms_filled_in_anew_and_quotations_are_no_reprints(archive: Archive) -> None:
    for n in range(0, 40, 2):
        ours, theirs = story(n, 20).split("."), story(n + 1, 20).split(".")
        form = [theirs[k] if k % 2 else sentence for k, sentence in enumerate(ours)]
        put(archive, n, "xa.example", story(n, 20))
        put(archive, n + 1, "huyen.example", ".".join(form))
        put(archive, 100 + n, "tinh.example", story(500 + n, 20) + "\n\n" + ".".join(ours[:5]))
    update_reprints(archive)
    assert originals(archive) == {}


def test_a_cut_repost_of_two_sentences_is_compared_word_by_word(archive: Archive) -> None:
    long = [" ".join(random.Random(n).choices(WORDS.split(), k=30)).capitalize() + "." for n in range(9)]
    whole = put(archive, 1, "tinh.example", " ".join(long))
    part = put(archive, 2, "xa.example", " ".join(long[:2]) + " Xem thêm", hours=2)
    mixed = put(
        archive, 3, "la.example", long[5] + " " + " ".join(random.Random(77).choices(WORDS.split(), k=99)) + "."
    )
    update_reprints(archive)
    assert originals(archive) == {part.id: whole.id}
    assert cluster_of(archive, mixed.id) is None


def longest_common(one: str, other: str) -> int:
    """The textbook's table."""
    row = [0] * (len(other) + 1)
    for a in one:
        before = 0
        for n, b in enumerate(other, 1):
            before, row[n] = row[n], before + 1 if a == b else max(row[n], row[n - 1])
    return row[-1]


@given(st.text("abcd", max_size=40), st.text("abcd", max_size=40))
def test_syllables_in_common_are_counted_as_by_the_textbook(one: str, other: str) -> None:
    assert in_common(list(one), list(other)) == longest_common(one, other)


FORMULAS = (
    "Dự họp có lãnh đạo các ban xây dựng Đảng, Mặt trận Tổ quốc và các đoàn thể cùng đại diện cấp ủy các xã, phường.",
    "Kết luận buổi họp, đồng chí chủ trì ghi nhận những việc đã làm được và đề nghị các cấp tiếp tục đổi mới cách làm, "
    "bám sát cơ sở, nắm chắc tình hình, lắng nghe người dân.",
    "Thời gian tới, các đơn vị tập trung tuyên truyền sâu rộng chủ trương của Đảng, pháp luật của Nhà nước, phát huy "
    "vai trò người đứng đầu và nâng cao chất lượng phong trào dân vận khéo.",
)


@pytest.mark.parametrize("formulas", [2, 3])
def test_articles_that_share_the_formulas_of_their_kind_are_no_reprints(archive: Archive, formulas: int) -> None:
    own = (
        "Thị trấn Phú Lương sơ kết quý một với 17 mô hình thu gom vỏ chai, cụ Bảy nhặt được 36 bao.",
        "Phường Tân Hòa sơ kết thi đua với 9 câu lạc bộ, khu phố bán lưới đan được 11 triệu đồng gây quỹ.",
    )
    for n, opening in enumerate(own):
        put(archive, n, f"xa{n}.example", "\n\n".join((opening, *FORMULAS[:formulas])))
    assert update_reprints(archive).members == 0


def test_a_repost_with_another_opening_and_end_is_one(archive: Archive) -> None:
    text = ("Sau ba tuần 52 hộ góp tiền, 19 hộ góp cát đá làm con lộ dài 640 mét ở ấp Cây Gáo.", *FORMULAS[:2])
    put(archive, 1, "xa.example", "\n\n".join((*text, FORMULAS[2])))
    put(archive, 2, "huyen.example", "\n\n".join(("Xin giới thiệu bài của cộng tác viên.", *text)))
    put(archive, 3, "tinh.example", "\n\n".join(text).replace("góp", "đóng").replace("người dân", "bà con"))
    assert update_reprints(archive).members == 3


NOTICE = (
    "Điện lực {0} thông báo lịch ngừng cấp điện để sửa chữa đường dây trung thế, bà con chủ động sắp xếp công việc.",
    "Ngày {1}, từ {2} giờ đến 16 giờ 30, mất điện một phần ấp của bà {3}, trạm biến áp số {4}.",
    "Mọi thắc mắc xin gọi tổng đài chăm sóc khách hàng; rất mong bà con thông cảm vì sự bất tiện này.",
)
DECISION = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
    "Căn cứ Luật Thực hiện dân chủ ở cơ sở ngày 10 tháng 11 năm 2022;",
    "Theo đề nghị của Trưởng phòng Nội vụ tại Tờ trình số {4}/TTr-PNV,",
    "Điều 1. Kiện toàn Ban chỉ đạo thực hiện Quy chế dân chủ ở cơ sở {0} gồm {2} thành viên do bà {3} làm Trưởng ban.",
    "Điều 2. Ban có trách nhiệm xây dựng kế hoạch, phân công thành viên và báo cáo trước ngày {1} hằng tháng.",
    "Điều 3. Chánh Văn phòng, Trưởng các phòng, ban và các cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành.",
)
HERE = ("Đông Thạnh", "12", "7", "Lê Thị Mận", "31")


@pytest.mark.parametrize("form", [NOTICE, DECISION])
@pytest.mark.parametrize(
    ("there", "same"),
    [
        (("Tây Phú", "25", "8", "Hồ Thị Đào", "94"), False),
        (("Tây Phú", "12", "7", "Lê Thị Mận", "31"), True),
        (("Đông Thạnh", "12", "7", "Lê Thị Mậu", "31"), True),
        (("Tây Phú", "12", "8", "Hồ Thị Đào", "94"), False),
    ],
)
def test_the_same_words_about_other_names_and_numbers_are_another_story(
    archive: Archive, form: tuple[str, ...], there: tuple[str, ...], same: bool
) -> None:
    for n, told in enumerate((HERE, there)):
        put(archive, n, f"p{n}.example", "\n\n".join(form).format(*told), hours=n)
    assert (update_reprints(archive).members == 2) is same


def test_a_week_in_review_does_not_join_what_it_collects(archive: Archive) -> None:
    items = [put(archive, n, f"p{n}.example", story(n, 6), hours=n) for n in range(3)]
    put(archive, 9, "tinh.example", "\n\n".join(item.body for item in items), hours=40)
    excerpt = put(archive, 10, "bao.example", story(8, 18))
    cuts = [put(archive, 11 + n, f"p{n}.example", "\n\n".join(excerpt.body.split("\n\n")[3 * n :][:3]), hours=50)
            for n in range(2)]  # fmt: skip
    update_reprints(archive)
    assert originals(archive) == {cut.id: excerpt.id for cut in cuts}
