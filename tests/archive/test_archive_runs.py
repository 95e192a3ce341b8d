from archive_samples import DAY, T0, article

from crawler.archive.record import Fetch, PortalRecord, SnapshotRef
from crawler.archive.store import Archive
from crawler.portals import Portal

P = "thon.example"


def test_a_portal_is_remembered_as_the_registry_says(archive: Archive) -> None:
    portal = Portal(
        P, "Cổng thôn Mẫu", "xa", "https://thon.example/", ("thon.example",), place="00001", platform="nukeviet"
    )
    archive.put(article(), seen_at=T0)
    assert archive.portals() == [PortalRecord(P, P, state="unregistered")]
    archive.put_portal(PortalRecord.of(portal))
    assert archive.portals() == [
        PortalRecord(P, "Cổng thôn Mẫu", "xa", "00001", "nukeviet", "https://thon.example/", "active")
    ]
    archive.put_portal(PortalRecord(P, "Tên mới"))
    assert [(p.name, p.place) for p in archive.portals()] == [("Tên mới", None)]


def test_a_killed_run_has_no_end_and_a_finished_one_its_grade(archive: Archive) -> None:
    killed = archive.start_run(P, T0)
    run = archive.start_run(P, T0 + DAY)
    archive.finish_run(run, T0 + 2 * DAY, {"new": 3, "requests": 9}, "ok", None)
    other = archive.start_run("xa.example", T0)
    assert [r.id for r in archive.runs()] == [run, other, killed], "by when they began"
    assert [r.id for r in archive.runs(limit=1)] == [run]
    finished, unfinished = archive.runs(P)
    assert (finished.started, finished.finished, finished.grade) == (T0 + DAY, T0 + 2 * DAY, "ok")
    assert finished.counts == {"new": 3, "requests": 9}
    assert (unfinished.finished, unfinished.grade, unfinished.message, unfinished.counts) == (None, None, None, {})
    assert {name: r.id for name, r in archive.latest_runs().items()} == {P: run, "xa.example": other}


def test_fetches_tell_where_an_article_came_from(archive: Archive) -> None:
    run = archive.start_run(P, T0)
    kept = SnapshotRef("2024-07-0001.warc.gz", 330, 900, "sha1:ABC")
    first = Fetch(article().url, T0, 200, "article", kept)
    second = Fetch(article().url, T0 + DAY, 200)
    archive.put(article(), seen_at=T0, run=run, fetch=first)
    archive.put(article(), seen_at=T0 + DAY, fetch=second)
    archive.add_fetch(P, Fetch("https://thon.example/404", T0, 404, "gone"), run)
    assert archive.fetches(article().id) == [second, first]
    assert archive.find_snapshot("sha1:ABC") == kept
    assert archive.find_snapshot("sha1:XYZ") is None
