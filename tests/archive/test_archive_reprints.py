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
    published = T0 + timedelta(hours=hours)
    a = article(number, portal=portal, body=body, fingerprint="", published=published, **changes)
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
    archive.put(undated, seen_at=T0)
    update_reprints(archive)
    first = put(archive, 3, "tinh.example", story(1), hours=1)
    update_reprints(archive)
    assert originals(archive) == {second.id: first.id, third.id: first.id, undated.id: first.id}
    cluster = cluster_of(archive, second.id)
    assert cluster is not None
    assert [m.stored.article.id for m in cluster.members] == [first.id, second.id, third.id, undated.id]


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
