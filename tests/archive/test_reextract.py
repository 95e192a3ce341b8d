from collections import Counter
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from archive_samples import DAY, LIST_PAGE, T0, article, page

from crawler import reextract as module
from crawler.archive.record import Fetch, Listed, SnapshotRef
from crawler.archive.snapshots import BrokenSnapshot, SnapshotWriter
from crawler.archive.store import Archive
from crawler.extraction import extract
from crawler.items import VIETNAM, Article, Topic, article_id
from crawler.portals import Portal, Registry
from crawler.reextract import reextract
from crawler.rereading import ReextractReport, difference

P = "thon.example"
REGISTRY = Registry(
    (Portal(P, "Cổng thôn Mẫu", "xa", "https://thon.example/", ("thon.example",), platform="nukeviet"),)
)


class RoadTopic:
    def of(self, article: Article) -> tuple[Topic, ...]:
        return (Topic("làm đường", "tiêu đề"),) if "đường" in article.title else ()


def url(key: object) -> str:
    return f"https://thon.example/tin-xa/lam-duong-{key}.html"


@pytest.fixture
def snapshots(tmp_path: Path) -> Path:
    return tmp_path / "data" / "snapshots"


def keep(
    snapshots: Path, number: int, body: bytes, at: datetime = T0, status: int = 200, portal: str = P, **known: Any
) -> SnapshotRef:
    headers = {"Content-Type": "text/html; charset=utf-8"}
    with SnapshotWriter(snapshots) as writer:
        return writer.write(url(number), status, headers, body, at, portal=portal, **known)


def run(archive: Archive, snapshots: Path, **options: object) -> ReextractReport:
    return reextract(archive, snapshots, REGISTRY, RoadTopic(), **options)  # type: ignore[arg-type]  # passed on


def test_an_empty_archive_is_filled_from_the_pages_alone(archive: Archive, snapshots: Path) -> None:
    for number in range(1, 6):
        keep(snapshots, number, page(number), T0 + number * DAY)
    report = run(archive, snapshots)
    assert (report.pages, report.articles, report.new, report.changed, report.unchanged) == (5, 5, 5, 0, 0)
    stored = archive.get(article_id(P, "3", url(3)))
    assert stored is not None
    assert stored.article.title == "Ấp 3 làm đường"
    assert stored.article.body.endswith("Tổ dân vận cùng làm.")
    assert stored.article.topics == (Topic("làm đường", "tiêu đề"),)
    assert (stored.first_seen, stored.last_seen) == (T0 + 3 * DAY, T0 + 3 * DAY)
    assert [f.url for f in archive.fetches(stored.article.id)] == [url(3)]
    assert [(p.id, p.name, p.level) for p in archive.portals()] == [(P, "Cổng thôn Mẫu", "xa")]
    assert archive.outcomes(P) == {"article": 5}


def test_running_it_again_changes_nothing(archive: Archive, snapshots: Path) -> None:
    keep(snapshots, 1, page(1))
    run(archive, snapshots)
    seq = archive.last_seq()
    report = run(archive, snapshots)
    assert (report.new, report.changed, report.unchanged, archive.last_seq()) == (0, 0, 1, seq)
    assert len(archive.fetches(article_id(P, "1", url(1)))) == 1


def test_versions_are_rebuilt_in_the_order_of_time(archive: Archive, snapshots: Path) -> None:
    keep(snapshots, 1, page(1, "Chữ thứ hai của bài này, sửa sau một ngày."), T0 + DAY)
    keep(snapshots, 1, page(1, "Chữ thứ nhất của bài này, khi mới đăng."), T0)
    run(archive, snapshots)
    first, second = archive.versions(article_id(P, "1", url(1)))
    assert (first.since, second.since, second.changed) == (T0, T0 + DAY, ("body",))
    assert "thứ nhất" in first.article.body
    assert "thứ hai" in second.article.body


def test_better_rules_replace_the_reading_and_are_counted_by_field(archive: Archive, snapshots: Path) -> None:
    ref = keep(snapshots, 1, page(1))
    right = extract(page(1), url(1), "nukeviet")
    assert isinstance(right, Article)
    wrong = article(1, url=right.url, lead=None, title=right.title, body="Đăng nhập", fingerprint="")
    archive.put(wrong, seen_at=T0, fetch=Fetch(url(1), T0, 200, "article", ref))
    before = archive.last_seq()
    dry = run(archive, snapshots, apply=False)
    assert (dry.changed, archive.last_seq(), archive.get(wrong.id).article.lead) == (1, before, None)  # type: ignore[union-attr]  # it was just put
    report = run(archive, snapshots)
    assert report.fields[P]["lead"] == report.fields[P]["body"] == 1
    assert "title" not in report.fields[P]
    stored = archive.get(wrong.id)
    assert stored is not None
    assert (stored.article.lead, stored.version) == (right.lead, 1)
    assert archive.changed_since(before) == [wrong.id]


def test_texts_without_a_stored_page_stay(archive: Archive, snapshots: Path) -> None:
    keep(snapshots, 1, page(1), T0)
    imported = article(1, body="Bản nhập từ tệp.", fingerprint="")
    archive.put(imported, seen_at=T0 - DAY)
    archive.put(article(2), seen_at=T0 + 2 * DAY)
    run(archive, snapshots)
    assert next(v.article.body for v in archive.versions(imported.id)) == "Bản nhập từ tệp."
    assert len(archive.versions(imported.id)) == 2
    assert archive.get(article(2).id) is not None


def test_when_it_was_last_seen_and_gone_is_not_forgotten(archive: Archive, snapshots: Path) -> None:
    keep(snapshots, 1, page(1), T0)
    run(archive, snapshots)
    name = article_id(P, "1", url(1))
    stored = archive.get(name)
    assert stored is not None
    archive.put(stored.article, seen_at=T0 + DAY)
    archive.mark_gone(name, T0 + 2 * DAY)
    with archive.writing() as db:
        db.execute("UPDATE articles SET title = 'Khác'")
    run(archive, snapshots)
    again = archive.get(name)
    assert again is not None
    assert (again.article.title, again.last_seen, again.gone_since) == ("Ấp 1 làm đường", T0 + DAY, T0 + 2 * DAY)


def test_a_date_that_only_the_list_gave_is_kept(archive: Archive, snapshots: Path) -> None:
    ref = keep(snapshots, 1, page(1, day=""))
    right = extract(page(1, day=""), url(1), "nukeviet")
    assert isinstance(right, Article)
    assert right.published is None
    known = article(1, published=T0, published_precision="minute", published_from="list")
    archive.put(known, seen_at=T0, fetch=Fetch(url(1), T0, 200, "article", ref))
    run(archive, snapshots)
    stored = archive.get(known.id)
    assert stored is not None
    assert (stored.article.published, stored.article.published_from) == (T0, "list")
    assert stored.article.title == right.title


def test_an_identity_found_better_moves_the_article(archive: Archive, snapshots: Path) -> None:
    ref = keep(snapshots, 1, page(1))
    old = article(1, platform_id=None)
    archive.put(old, seen_at=T0, fetch=Fetch(url(1), T0, 200, "article", ref))
    assert run(archive, snapshots, apply=False).renamed == 1
    before = archive.last_seq()
    report = run(archive, snapshots)
    new = article_id(P, "1", url(1))
    assert (report.renamed, report.new, report.changed) == (1, 0, 1)
    assert (archive.get(old.id), archive.count()) == (None, 1)
    assert archive.get(new) is not None
    assert set(archive.changed_since(before)) == {old.id, new}
    assert len(archive.fetches(new)) == 1


def test_pages_that_are_no_articles_are_counted_and_change_nothing(archive: Archive, snapshots: Path) -> None:
    ref = keep(snapshots, 1, LIST_PAGE)
    keep(snapshots, 2, b"gone", status=404)
    archive.put(article(1), seen_at=T0, fetch=Fetch(url(1), T0, 200, "article", ref))
    report = run(archive, snapshots)
    assert (report.pages, report.articles) == (2, 0)
    assert sum(report.rejected.values()) == 2
    assert report.rejected[P, "the portal answered with status 404"] == 1
    assert sorted(report.rejected_urls) == [url(1), url(2)]
    assert archive.get(article(1).id) is not None


def test_a_broken_record_is_reported_and_the_rest_is_read(archive: Archive, snapshots: Path) -> None:
    first = keep(snapshots, 1, page(1))
    keep(snapshots, 2, page(2))
    with (snapshots / first.file).open("rb+") as file:
        file.seek(first.offset + 60)
        file.write(b"\0" * 60)
    report = run(archive, snapshots)
    assert report.new == 1
    assert [type(b) for b in report.broken] == [BrokenSnapshot]


def test_pages_of_other_programs_find_their_portal_by_host(archive: Archive, snapshots: Path) -> None:
    keep(snapshots, 1, page(1), portal="")
    with SnapshotWriter(snapshots) as writer:
        writer.write("https://la.example/tin-xa/duong-5.html", 200, {}, page(5, key="5"), T0)
    run(archive, snapshots)
    assert [p.id for p in archive.portals()] == ["la.example", P]


def test_only_some_portals(archive: Archive, snapshots: Path) -> None:
    keep(snapshots, 1, page(1))
    keep(snapshots, 2, page(2), portal="xa.example")
    assert run(archive, snapshots, portals=("xa.example",)).articles == 1
    assert [s.article.portal for s in archive.iter_articles()] == ["xa.example"]


def test_several_processes_read_the_same(archive: Archive, snapshots: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_AT_ONCE", 2)
    for number in range(1, 4):
        keep(snapshots, number, page(number))
    done: list[int] = []
    assert run(archive, snapshots, processes=2, progress=done.append).new == 3
    assert done == [1, 2, 3]


def test_a_report_starts_empty() -> None:
    assert (ReextractReport().unchanged, ReextractReport().rejected) == (0, Counter())


def test_times_are_vietnams(archive: Archive, snapshots: Path) -> None:
    keep(snapshots, 1, page(1))
    run(archive, snapshots)
    assert next(archive.iter_articles()).article.published == datetime(2024, 7, 24, 9, 10, tzinfo=VIETNAM)


def test_an_empty_archive_gets_the_dates_that_only_lists_gave(archive: Archive, snapshots: Path) -> None:
    day = T0.replace(hour=0, minute=0)
    keep(snapshots, 1, page(1, day=""), T0 + DAY, listed=Listed("Ấp 1 làm đường xong", day, "day"))
    keep(snapshots, 2, page(2), T0 + DAY, listed=Listed(published=day - DAY, precision="day"))
    run(archive, snapshots)
    found = {s.article.platform_id: s.article for s in archive.iter_articles()}
    listed, own = found["1"], found["2"]
    assert (listed.published, listed.published_precision, listed.published_from) == (day, "day", "list")
    assert (own.published, own.published_from) == (T0, "visible")
    archive.reopen(P)
    assert {p.title for p in archive.pending(P)} == {"Ấp 1 làm đường xong", "Ấp 2 làm đường"}


class NoTopic:
    def of(self, article: Article) -> tuple[Topic, ...]:
        return ()


def test_what_was_off_topic_stays_out_until_the_topics_want_it(archive: Archive, snapshots: Path) -> None:
    keep(snapshots, 1, page(1), left_out="off_topic")
    keep(snapshots, 2, page(2))
    report = reextract(archive, snapshots, REGISTRY, NoTopic())
    assert (report.articles, report.left_out) == (1, Counter({(P, "off_topic"): 1}))
    assert archive.outcomes(P) == {"article": 1, "off_topic": 1}
    assert reextract(archive, snapshots, REGISTRY, NoTopic()).left_out.total() == 1
    report = run(archive, snapshots)
    assert (report.new, report.unchanged + report.changed, report.left_out) == (1, 1, Counter())
    assert archive.outcomes(P) == {"article": 2}
    assert [f.outcome for f in archive.fetches(article_id(P, "1", url(1)))] == ["article"]
    assert reextract(archive, snapshots, REGISTRY, NoTopic()).left_out == Counter()
    assert archive.count() == 2


def test_all_topics_takes_in_what_was_off_topic(archive: Archive, snapshots: Path) -> None:
    keep(snapshots, 1, page(1), left_out="off_topic")
    assert reextract(archive, snapshots, REGISTRY, NoTopic(), all_topics=True).new == 1
    assert archive.outcomes(P) == {"article": 1}


def test_what_was_out_of_range_waits_for_its_crawl(archive: Archive, snapshots: Path) -> None:
    keep(snapshots, 1, page(1), left_out="out_of_range")
    report = run(archive, snapshots, all_topics=True)
    assert (report.new, report.left_out) == (0, Counter({(P, "out_of_range"): 1}))
    assert [(p.url, p.published) for p in archive.pending(P)] == [(url(1), T0)]
    keep(snapshots, 1, page(1), T0 + DAY)
    assert run(archive, snapshots).new == 1


def test_changes_are_shown_by_portal_and_field(archive: Archive, snapshots: Path) -> None:
    for number in range(1, 6):
        ref = keep(snapshots, number, page(number))
        right = extract(page(number), url(number), "nukeviet").of_portal(P)  # type: ignore[union-attr]  # it is one
        wrong = replace(right, author="Admin", tags=("đường",), body="Trang chủ\n\n" + right.body, fingerprint="")
        archive.put(wrong, seen_at=T0, fetch=Fetch(url(number), T0, 200, "article", ref))
    report = run(archive, snapshots, apply=False)
    assert report.fields == {P: Counter(author=5, tags=5, body=5, fingerprint=5, topics=5)}
    assert [len(changes) for changes in report.examples.values()] == [3] * 5
    told = list(report.lines())
    assert told[0] == f"{P}: " + ", ".join(f"{name} 5" for name, _ in report.fields[P].most_common())
    at = told.index(f"  author of {url(1)}")
    assert told[at + 1 : at + 3] == ["    - Admin", "    + (none)"]
    at = told.index(f"  body of {url(1)}")
    assert told[at + 1].startswith("    - Trang chủ Ấp 1 họp dân")
    assert told[at + 2].startswith("    + Ấp 1 họp dân")
    assert len(list(report.lines(0))) == 1
    told_as_data = report.as_dict()
    assert told_as_data["fields"][P]["author"] == 5
    tags = next(e for e in told_as_data["examples"] if e["field"] == "tags")
    assert tags == {
        "portal": P, "field": "tags", "article": article_id(P, "1", url(1)), "url": url(1), "before": "đường",
        "after": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        (None, "Mới", (None, "Mới")),
        ("Cũ", "Mới", ("Cũ", "Mới")),
        ("a" * 100 + "b", "a" * 100, ("…" + "a" * 30 + "b", "…" + "a" * 30)),
        ("a" * 300, None, ("a" * 160 + "…", None)),
    ],
)
def test_a_difference_is_shown_from_shortly_before_it(
    before: str | None, after: str | None, shown: tuple[str | None, str | None]
) -> None:
    assert difference(before, after) == shown
