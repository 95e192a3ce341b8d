from archive_samples import DAY, T0

from crawler.archive.frontier import MAX_TRIES, Candidate, ListState
from crawler.archive.store import Archive

P = "thon.example"


def candidates(*keys: str) -> list[Candidate]:
    return [Candidate(key, f"https://thon.example/{key}.html", f"Tin {key}", T0) for key in keys]


def keys(archive: Archive) -> list[str]:
    return [p.key for p in archive.pending(P)]


def test_discovered_addresses_wait_in_the_order_they_were_found(archive: Archive) -> None:
    assert archive.discover(P, candidates("3", "1", "2")) == ["3", "1", "2"]
    assert keys(archive) == ["3", "1", "2"]
    first = archive.pending(P, limit=1)
    assert [(p.key, p.url, p.title, p.published, p.tries) for p in first] == [
        ("3", "https://thon.example/3.html", "Tin 3", T0, 0)
    ]


def test_known_addresses_stay_as_they_are(archive: Archive) -> None:
    archive.discover(P, candidates("1", "2"))
    archive.settle(P, "1", "article", T0)
    assert archive.discover(P, candidates("1", "2", "3")) == ["3"]
    assert keys(archive) == ["2", "3"]
    assert archive.known_keys(P) == {"1", "2", "3"}
    assert archive.known_keys("xa.example") == set()


def test_settled_addresses_are_not_asked_for_again(archive: Archive) -> None:
    archive.discover(P, candidates("1", "2", "3", "4"))
    for key, outcome in (("1", "article"), ("2", "not_an_article"), ("3", "gone"), ("4", "redirected_away")):
        archive.settle(P, key, outcome, T0, "thử")  # type: ignore[arg-type]  # the tuple widens the literals
    assert keys(archive) == []
    assert archive.outcomes(P) == {"article": 1, "gone": 1, "not_an_article": 1, "redirected_away": 1}


def test_failures_come_last_and_are_given_up_in_the_end(archive: Archive) -> None:
    archive.discover(P, candidates("1", "2"))
    archive.settle(P, "1", "failed", T0)
    assert [(p.key, p.tries) for p in archive.pending(P)] == [("2", 0), ("1", 1)]
    for _ in range(MAX_TRIES - 1):
        archive.settle(P, "1", "failed", T0)
    assert keys(archive) == ["2"]


def test_a_full_crawl_wants_everything_again(archive: Archive) -> None:
    archive.discover(P, candidates("1", "2", "3"))
    archive.settle(P, "1", "article", T0)
    archive.settle(P, "2", "gone", T0 + DAY)
    assert archive.reopen(P, before=T0 + DAY) == 1
    assert keys(archive) == ["1", "3"]
    assert archive.reopen(P) == 1
    assert keys(archive) == ["1", "2", "3"]


def test_list_progress_is_remembered(archive: Archive) -> None:
    url = "https://thon.example/tin/"
    assert archive.list_state(P, url) == ListState()
    archive.set_list_state(P, url, T0, complete=False, next_page=url + "page-2", pages=1)
    assert archive.list_state(P, url) == ListState(False, url + "page-2", 1, T0)
    archive.set_list_state(P, url, T0 + DAY, complete=True, pages=7)
    assert archive.list_state(P, url) == ListState(True, None, 7, T0 + DAY)


def test_something_new_on_a_list_opens_it_again_in_the_same_step(archive: Archive) -> None:
    url = "https://thon.example/tin/"
    archive.discover(P, candidates("1"), walking=url)
    archive.set_list_state(P, url, T0, complete=True)
    archive.discover(P, candidates("1"), walking=url)
    assert archive.list_state(P, url).complete
    archive.discover(P, candidates("1", "2"), walking=url)
    assert not archive.list_state(P, url).complete


def test_a_date_is_kept_as_exactly_as_its_list_prints_it(archive: Archive) -> None:
    day = T0.replace(hour=0, minute=0)
    archive.discover("thon.example", [
        Candidate("day", "https://a/1", published=day, precision="day"),
        Candidate("minute", "https://a/2", published=T0, precision="minute"),
        Candidate("hint", "https://a/3", published=T0),
        Candidate("none", "https://a/4"),
    ])  # fmt: skip
    found = {p.key: (p.published, p.precision) for p in archive.pending("thon.example")}
    assert found == {"day": (day, "day"), "minute": (T0, "minute"), "hint": (T0, None), "none": (None, None)}


def test_a_list_that_prints_the_date_later_is_heard(archive: Archive) -> None:
    archive.discover("thon.example", [Candidate("1", "https://a/1", published=T0 + DAY), Candidate("2", "https://a/2")])
    archive.settle("thon.example", "2", "article", T0)
    dated = [Candidate(key, f"https://a/{key}", published=T0, precision="minute") for key in "123"]
    archive.note_dates("thon.example", dated)
    assert [(p.key, p.published, p.precision) for p in archive.pending("thon.example")] == [("1", T0, "minute")]
    archive.reopen("thon.example")
    assert {p.key: p.published for p in archive.pending("thon.example")} == {"1": T0, "2": None}
