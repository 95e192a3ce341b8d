"""Runs are graded against what is right and against the portal's own history; drift is a number."""

from __future__ import annotations

import pytest

from crawler import grading
from crawler.grading import Counts, judge


def pages(read: int, **missing: int) -> dict[str, int]:
    """Counts of a run that read so many article pages, some of them without a field."""
    counts = {"fetched": read, "read": read, "lists": 2, "walked_lists": 2, "links": 40}
    for field in ("title", "body", "published", "author"):
        counts[f"selector/{field}/0"] = read - missing.get(field, 0)
        counts[f"selector/{field}/none"] = missing.get(field, 0)
    return counts


GOOD = pages(20)
REJECTED = {"fetched": 2, "not_an_article": 2, "lists": 2, "walked_lists": 2, "links": 40}


@pytest.mark.parametrize(
    ("counts", "history", "words"),
    [
        (pages(20, title=3), [], "Only 85% of its article pages gave a title"),
        (pages(20, body=3), [], "gave a text"),
        (pages(20, published=3), [], "gave a date"),
        (pages(3, published=3), [pages(7)], "Only 70%"),
        (GOOD | {"empty_lists": 2}, [], "2 of 2 lists show no article link"),
        (GOOD | {"empty_lists": 1}, [GOOD], "1 of 2 lists"),
        (GOOD | {"links": 8}, [GOOD] * 3, "4 article links a page, where 20 are usual"),
        (pages(20, author=16), [GOOD], "Only 20% of its article pages show the author, where 100%"),
        (GOOD | {"lists": 1, "broken_lists": 3}, [], "lists cannot be read"),
        (GOOD | {"failed": 3, "not_an_article": 3}, [], "6 of 20 article addresses"),
        (REJECTED, [REJECTED, pages(2), GOOD], "4 of 6 article addresses"),
    ],
)
def test_failing_runs_say_why(counts: Counts, history: list[Counts], words: str) -> None:
    verdict = judge(counts, "finished", 0.1, history)
    assert verdict.grade == "failing"
    assert words in verdict.reasons[0]


@pytest.mark.parametrize(
    ("counts", "history"),
    [
        (GOOD, []),
        (pages(20, published=2), []),
        ({"lists": 2, "walked_lists": 2, "links": 40, "fetched": 0}, [GOOD] * 5),
        (pages(2, published=1), []),
        (pages(2), [pages(8, published=8)]),
        (GOOD | {"empty_lists": 1}, [GOOD | {"empty_lists": 1}]),
        (GOOD | {"empty_lists": 1}, []),
        (GOOD | {"links": 8}, [GOOD] * 2),
        (pages(20, author=16), [pages(20, author=15)]),
        (pages(5, author=5), [GOOD]),
        (REJECTED, [GOOD]),
        (pages(2), [REJECTED, REJECTED]),
    ],
    ids=[
        "all well", "90 % is enough", "nothing new today", "too few pages to say", "mended", "always one empty list",
        "an empty list among full ones", "too little history", "never had authors", "too few pages for a fall",
        "two odd pages", "odd pages before",
    ],
)  # fmt: skip
def test_good_runs_are_ok(counts: Counts, history: list[Counts]) -> None:
    assert judge(counts, "finished", 0.1, history) == grading.Verdict("ok")


@pytest.mark.parametrize("end", ["finished", "down", "blocked", "closed"])
def test_a_retired_portal_is_never_failing(end: str) -> None:
    assert judge({"empty": 1}, end, 0.1, retired=True).grade == "closed"
    assert judge(GOOD, "finished", 0.1, retired=True).grade == "ok"


def test_a_slow_portal_is_slow() -> None:
    assert judge(GOOD, "finished", 11.0).grade == "slow"


def test_drift_is_the_share_of_pages_read_in_another_way() -> None:
    now = {"read": 10, "selector/title/0": 5, "selector/title/1": 5, "selector/body/2": 4}
    past = [{"selector/title/0": 20, "selector/body/0": 10}, {"selector/body/1": 10}]
    assert grading.drift(now, past) == {"title": 0.5, "body": 1.0}
    assert grading.drift(GOOD, [GOOD]) == {"title": 0.0, "body": 0.0, "published": 0.0, "author": 0.0}
    assert grading.drift(GOOD, []) == {}


def test_one_page_read_in_another_way_is_no_drift_of_the_portal() -> None:
    """Of a portal with few articles the last ten pages are taken together."""
    odd = {"read": 1, "selector/title/1": 1}
    assert grading.drift(odd, [pages(3)] * 3 + [GOOD])["title"] == pytest.approx(0.1)
    assert grading.drift(odd, [odd] * 3 + [GOOD])["title"] == 1.0


@pytest.mark.parametrize(
    ("changed", "unchanged", "said"), [(18, 2, True), (17, 3, False), (9, 0, False), (0, 40, False)]
)
def test_all_articles_changed_at_once_are_a_new_layout(changed: int, unchanged: int, said: bool) -> None:
    counts = {"changed": changed, "unchanged": unchanged}
    assert bool(grading.new_layout(counts)) is said


def test_selectors_and_coverage_are_read_from_the_counts() -> None:
    counts = {"selector/title/0": 3, "selector/title/none": 1, "trap/login": 2}
    assert grading.selectors("title", counts) == {"0": 3, "none": 1}
    assert grading.coverage("title", counts) == 0.75
    assert grading.coverage("body", counts) is None
    assert grading.traps(counts) == {"login": 2}
