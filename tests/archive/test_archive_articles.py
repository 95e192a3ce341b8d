from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from archive_samples import DAY, T0, article

from crawler.archive.store import Archive
from crawler.errors import DanvanError
from crawler.items import VIETNAM, Article
from crawler.text import fingerprint


def test_an_article_comes_back_with_every_field(archive: Archive) -> None:
    assert archive.put(article(), seen_at=T0) == "new"
    stored = archive.get(article().id)
    assert stored is not None
    assert stored.article == article()
    assert (stored.seq, stored.first_seen, stored.last_seen, stored.gone_since, stored.version) == (1, T0, T0, None, 1)


def test_a_bare_article_comes_back_with_its_nones(archive: Archive) -> None:
    bare = Article("https://thon.example/x", "Tin", "Chữ.", portal="thon.example")
    archive.put(bare, seen_at=T0)
    stored = archive.get(bare.id)
    assert stored is not None
    assert stored.article == replace(bare, fingerprint=fingerprint("Chữ."))


def test_an_unknown_id_gives_none(archive: Archive) -> None:
    assert archive.get("0" * 16) is None
    assert archive.versions("0" * 16) == []


def test_seeing_the_same_text_again_moves_last_seen_only(archive: Archive) -> None:
    archive.put(article(), seen_at=T0)
    assert archive.put(article(), seen_at=T0 + DAY) == "unchanged"
    stored = archive.get(article().id)
    assert stored is not None
    assert (stored.seq, stored.first_seen, stored.last_seen, stored.version) == (1, T0, T0 + DAY, 1)


def test_a_day_without_time_is_the_same_article_each_time(archive: Archive) -> None:
    noon = article(published=T0, published_precision="day")
    archive.put(noon, seen_at=T0)
    assert archive.put(noon, seen_at=T0) == "unchanged"
    stored = archive.get(noon.id)
    assert stored is not None
    assert stored.article.published == datetime(2024, 7, 24, tzinfo=VIETNAM)
    assert stored.article.published_precision == "day"


def test_another_text_is_a_version_and_the_old_one_stays_whole(archive: Archive) -> None:
    old, new = article(), article(body="Chữ mới.", title="Tựa mới", fingerprint="")
    archive.put(old, seen_at=T0)
    assert archive.put(new, seen_at=T0 + DAY) == "changed"
    first, second = archive.versions(old.id)
    assert first.article == old
    assert second.article == new
    assert (first.number, first.since, first.last_seen, first.changed) == (1, T0, T0, ())
    assert (second.number, second.since, second.changed) == (2, T0 + DAY, ("title", "body"))
    stored = archive.get(old.id)
    assert stored is not None
    assert (stored.version, stored.seq, stored.first_seen) == (2, 2, T0)


def test_a_text_that_comes_back_is_a_third_version(archive: Archive) -> None:
    for days, body in enumerate(("A", "B", "A")):
        archive.put(article(body=body, fingerprint=""), seen_at=T0 + days * DAY)
    assert [v.article.body for v in archive.versions(article().id)] == ["A", "B", "A"]


@pytest.mark.parametrize(
    "shown",
    [
        {"lead": None, "body": "Mở đầu.\n\nMột.\n\nHai."},
        {"author": None, "author_unit": None, "captions": ()},
        {"published": T0.replace(hour=0, minute=0), "published_precision": "day"},
        {"published": None, "published_precision": None, "published_from": None},
    ],
    ids=["lead in the text", "no writer", "no hour", "no date"],
)
def test_another_layout_is_no_version_and_loses_nothing(archive: Archive, shown: dict[str, object]) -> None:
    first = article(lead="Mở đầu.", body="Một.\n\nHai.", published=T0)
    assert archive.put(first, seen_at=T0) == "new"
    assert archive.put(replace(first, **shown, fingerprint=""), seen_at=T0 + DAY) == "unchanged"  # type: ignore[arg-type]
    stored = archive.get(first.id)
    assert stored is not None
    assert (stored.article, stored.version, stored.last_seen) == (first, 1, T0 + DAY)


def test_what_a_new_layout_adds_is_taken_in_without_a_version(archive: Archive) -> None:
    bare = article(author=None, category="Tin", published_precision="day", published=T0.replace(hour=0, minute=0))
    archive.put(bare, seen_at=T0)
    assert archive.put(article(published=T0), seen_at=T0 + DAY) == "changed"
    stored = archive.get(bare.id)
    assert stored is not None
    assert (stored.article, stored.version) == (article(published=T0), 1)


@pytest.mark.parametrize("changed", [{"author": "Người khác"}, {"attachments": ()}, {"title": "Ấp 1 Làm đường"},
                                     {"published": T0 + DAY}])  # fmt: skip
def test_what_its_keepers_correct_is_a_version(archive: Archive, changed: dict[str, object]) -> None:
    archive.put(article(), seen_at=T0)
    archive.put(replace(article(), **changed), seen_at=T0 + DAY)  # type: ignore[arg-type]
    assert archive.versions(article().id)[1].changed == tuple(changed)


def test_new_topics_change_the_article_without_a_version(archive: Archive) -> None:
    archive.put(article(), seen_at=T0)
    assert archive.put(article(topics=()), seen_at=T0) == "unchanged"
    stored = archive.get(article().id)
    assert stored is not None
    assert (stored.article.topics, stored.version, stored.seq) == ((), 1, 2)


def test_an_older_reading_finds_its_place_in_the_history(archive: Archive) -> None:
    archive.put(article(body="nay", fingerprint=""), seen_at=T0)
    assert archive.put(article(body="xưa", fingerprint=""), seen_at=T0 - DAY) == "changed"
    assert [v.article.body for v in archive.versions(article().id)] == ["xưa", "nay"]
    stored = archive.get(article().id)
    assert stored is not None
    assert (stored.article.body, stored.first_seen, stored.last_seen) == ("nay", T0 - DAY, T0)


def test_an_older_reading_that_is_known_changes_nothing(archive: Archive) -> None:
    archive.put(article(body="xưa", fingerprint=""), seen_at=T0 - DAY)
    archive.put(article(body="nay", fingerprint=""), seen_at=T0)
    seq = archive.last_seq()
    assert archive.put(article(body="xưa", fingerprint=""), seen_at=T0 - DAY) == "unchanged"
    assert archive.last_seq() == seq


def test_the_same_text_seen_earlier_moves_first_seen(archive: Archive) -> None:
    archive.put(article(), seen_at=T0)
    archive.put(article(), seen_at=T0 - DAY)
    stored = archive.get(article().id)
    assert stored is not None
    assert (stored.first_seen, stored.last_seen, stored.version) == (T0 - DAY, T0, 1)


def test_times_of_other_zones_are_kept_as_vietnam_time(archive: Archive) -> None:
    archive.put(article(published=datetime(2024, 7, 24, 2, 10, tzinfo=UTC)), seen_at=T0.astimezone(UTC))
    stored = archive.get(article().id)
    assert stored is not None
    assert stored.article.published is not None
    assert stored.article.published.isoformat() == "2024-07-24T09:10:00+07:00"
    assert stored.first_seen.utcoffset() == VIETNAM.utcoffset(None)


def test_a_naive_time_is_refused(archive: Archive) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        archive.put(article(), seen_at=datetime(2024, 7, 24))  # noqa: DTZ001 that is the point


def test_an_article_without_portal_is_refused(archive: Archive) -> None:
    with pytest.raises(ValueError, match="without a portal"):
        archive.put(article(portal=""), seen_at=T0)
    assert archive.count() == 0


def test_gone_is_a_mark_with_a_date_and_is_taken_back(archive: Archive) -> None:
    archive.put(article(), seen_at=T0)
    assert archive.mark_gone(article().url, T0 + DAY)
    assert not archive.mark_gone(article().url, T0 + 2 * DAY)
    stored = archive.get(article().id)
    assert stored is not None
    assert (stored.gone_since, stored.seq) == (T0 + DAY, 2)
    archive.put(article(), seen_at=T0)
    assert archive.get(article().id) == stored
    archive.put(article(), seen_at=T0 + 2 * DAY)
    back = archive.get(article().id)
    assert back is not None
    assert (back.gone_since, back.seq) == (None, 3)


def test_gone_stays_when_an_older_text_turns_up_and_goes_when_a_newer_one_does(archive: Archive) -> None:
    archive.put(article(), seen_at=T0)
    archive.mark_gone(article().id, T0 + DAY)
    archive.put(article(body="xưa", fingerprint=""), seen_at=T0 - DAY)
    assert archive.get(article().id).gone_since == T0 + DAY  # type: ignore[union-attr]  # it was just put
    archive.put(article(body="mới", fingerprint=""), seen_at=T0 + 2 * DAY)
    assert archive.get(article().id).gone_since is None  # type: ignore[union-attr]  # it was just put


def test_marking_an_unknown_address_says_no(archive: Archive) -> None:
    assert not archive.mark_gone("https://thon.example/khong-co", T0)


def test_equal_texts_on_other_portals_are_reprints(archive: Archive) -> None:
    here = article()
    there = article(portal="xa.example", body=here.body.upper(), fingerprint="", published=T0 - DAY)
    archive.put(here, seen_at=T0)
    archive.put(there, seen_at=T0)
    archive.put(article(2, body=here.body, fingerprint=here.fingerprint), seen_at=T0)
    archive.put(article(3), seen_at=T0)
    assert [s.article.id for s in archive.reprints(here.id)] == [there.id]
    assert {s.article.portal for s in archive.reprints(there.id)} == {"thon.example"}


def test_articles_without_text_are_no_reprints(archive: Archive) -> None:
    for portal in ("thon.example", "xa.example"):
        archive.put(article(portal=portal, body="", fingerprint=fingerprint("Ảnh")), seen_at=T0)
    assert archive.reprints(article().id) == []


def test_get_many_keeps_the_order_and_leaves_out_strangers(archive: Archive) -> None:
    with archive.batch():
        for n in range(1200):
            archive.put(article(n), seen_at=T0)
    ids = [article(n).id for n in (900, 3, 1100)]
    assert list(archive.get_many([ids[0], "f" * 16, *ids[1:]])) == ids
    assert len(archive.get_many([article(n).id for n in range(1200)])) == 1200
    assert archive.get_many([]) == {}


def test_the_indexer_sees_each_change_once_in_order(archive: Archive) -> None:
    for n in (1, 2, 3):
        archive.put(article(n), seen_at=T0)
    seen = archive.last_seq()
    archive.put(article(1, body="khác", fingerprint=""), seen_at=T0 + DAY)
    archive.mark_gone(article(3).id, T0)
    archive.put(article(2), seen_at=T0 + DAY)
    assert archive.changed_since(seen) == [article(1).id, article(3).id]
    assert [s.article.id for s in archive.iter_articles(after_seq=seen)] == [article(1).id, article(3).id]
    assert archive.changed_since(archive.last_seq()) == []


def test_iterating_streams_one_state_while_writes_go_on(archive: Archive) -> None:
    for n in range(5):
        archive.put(article(n), seen_at=T0)
    stream = archive.iter_articles()
    first = next(stream)
    archive.put(article(0, body="khác", fingerprint=""), seen_at=T0 + DAY)
    archive.put(article(9), seen_at=T0)
    assert [first.article.id, *(s.article.id for s in stream)] == [article(n).id for n in range(5)]


def test_iterating_one_portal(archive: Archive) -> None:
    archive.put(article(1), seen_at=T0)
    archive.put(article(2, portal="xa.example"), seen_at=T0)
    assert [s.article.portal for s in archive.iter_articles(portal="xa.example")] == ["xa.example"]
    assert (archive.count(), archive.count("xa.example"), archive.count("khong.example")) == (2, 1, 0)


def test_counts_and_days_by_portal(archive: Archive) -> None:
    archive.put(article(1), seen_at=T0)
    archive.put(article(2, published=None, published_precision=None), seen_at=T0 + DAY)
    archive.mark_gone(article(2).id, T0 + DAY)
    count = archive.counts()["thon.example"]
    assert (count.articles, count.gone, count.last_seen, count.newest) == (2, 1, T0 + DAY, article(1).published)
    assert archive.days() == {"thon.example": {date(2024, 7, 24): 1}}


def test_a_transaction_is_all_or_nothing(archive: Archive) -> None:
    def half() -> None:
        with archive.transaction():
            archive.put(article(1), seen_at=T0)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half()
    assert archive.count() == 0
    with archive.transaction():
        archive.put(article(1), seen_at=T0)
        with pytest.raises(ValueError, match="portal"):
            archive.put(article(2, portal=""), seen_at=T0)
        archive.put(article(3), seen_at=T0)
    assert archive.count() == 2


def test_a_batch_keeps_what_was_written_before_an_error(archive: Archive) -> None:
    def most() -> None:
        with archive.batch(every=2):
            for n in range(5):
                archive.put(article(n), seen_at=T0)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        most()
    assert archive.count() == 5
    archive.put(article(9), seen_at=T0)
    assert archive.count() == 6


def test_other_connections_see_a_batch_group_by_group(archive: Archive) -> None:
    with Archive.open(archive.path, readonly=True) as reader, archive.batch(every=2):
        for n in range(3):
            archive.put(article(n), seen_at=T0)
        assert reader.count() == 2


def test_a_transaction_inside_a_batch_stays_whole(archive: Archive) -> None:
    def half() -> None:
        with archive.transaction():
            for n in range(1, 9):
                archive.put(article(n), seen_at=T0)
            raise RuntimeError

    with archive.batch(every=2):
        archive.put(article(0), seen_at=T0)
        with pytest.raises(RuntimeError):
            half()
        with archive.transaction(), archive.batch(every=1):
            archive.put(article(9), seen_at=T0)
    assert [s.article.id for s in archive.iter_articles()] == [article(0).id, article(9).id]


def test_a_reader_refuses_to_write(archive: Archive) -> None:
    with Archive.open(archive.path, readonly=True) as reader, pytest.raises(DanvanError, match="for reading only"):
        reader.put(article(), seen_at=T0)


def test_each_archive_has_an_identity_of_its_own(archive: Archive) -> None:
    with Archive.open(archive.path) as again, Archive.open(archive.path.with_name("other.sqlite3")) as other:
        assert again.identity() == archive.identity() != other.identity()
