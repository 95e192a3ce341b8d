"""Pages at article addresses that no rule could read are stored, some of them, and read again by better rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from crawler.archive.datadir import DataDir
from crawler.archive.frontier import MAX_TRIES
from crawler.archive.runs import unread_pages
from crawler.archive.store import Archive
from crawler.archive.verify import verify
from crawler.extraction.platforms import PLATFORMS, base
from crawler.items import Article, NotAnArticle
from crawler.portals import Portal, Registry
from crawler.reextract import reextract
from crawler.rereading import ReextractReport
from crawler.sample import Samples
from crawler.topics import Topics

Archived = Callable[[], list[Article]]


@pytest.fixture
def portal(samples: Samples) -> Portal:
    return next(p for p in samples if p.platform == "nukeviet")


@contextmanager
def rules_that_find_no_text() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(base, "_assemble", lambda platform, page: (NotAnArticle("other", "no text was found"), {}))
        yield


def read_again(data: DataDir, portal: Portal, topics: Topics, all_topics: bool = False) -> ReextractReport:
    with Archive.open(data.archive) as archive:
        return reextract(archive, data.snapshots, Registry((portal,)), topics, all_topics=all_topics)


def outcomes(data: DataDir, portal: Portal) -> tuple[dict[str, int], int]:
    """What became of the addresses, those that wait left out, and how many pages are kept without an article."""
    with Archive.open(data.archive, readonly=True) as archive, archive.reading() as db:
        found = archive.outcomes(portal.id)
        return {name: n for name, n in found.items() if name != "pending"}, unread_pages(db, portal.id)


def test_a_page_that_was_not_read_is_read_by_better_rules(portal: Portal, run, data: DataDir) -> None:
    with rules_that_find_no_text():
        run([portal], limit=4, settings={"UNREAD_PAGES_MAX": 3})
        assert read_again(data, portal, Topics.load()).rejected.total() == 3
    assert outcomes(data, portal) == ({"not_an_article": 4}, 3)
    off_topic = read_again(data, portal, Topics(()))
    assert (off_topic.new, off_topic.left_out.total()) == (0, 3)
    assert outcomes(data, portal) == ({"not_an_article": 1, "off_topic": 3}, 0)
    assert read_again(data, portal, Topics(()), all_topics=True).new == 3
    assert outcomes(data, portal) == ({"not_an_article": 1, "article": 3}, 0)
    assert read_again(data, portal, Topics(())).unchanged == 3
    checked = verify(data)
    assert (checked.ok, checked.pages, checked.unused_pages) == (True, 3, 0)
    assert run([portal], limit=1).total("new") == 1
    assert run([portal], full=True).total("new") > 3


def test_lists_under_article_addresses_are_not_stored(portal: Portal, run, data: DataDir) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(PLATFORMS["nukeviet"]), "page_kind", lambda self, page: "list")
        run([portal], limit=2)
    assert outcomes(data, portal) == ({"not_an_article": 2}, 0)


def test_the_page_of_another_system_is_kept_when_its_address_is_given_up(portal: Portal, run, data: DataDir) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(PLATFORMS["nukeviet"]), "matches", lambda self, page: False)
        with rules_that_find_no_text():
            run([portal], limit=2)
            assert outcomes(data, portal) == ({"failed": 2}, 0)
            with Archive.open(data.archive) as archive, archive.writing() as db:
                db.execute("UPDATE addresses SET tries = ? WHERE state = 'failed'", (MAX_TRIES - 1,))
            run([portal])
    assert outcomes(data, portal)[1] == 2
    assert read_again(data, portal, Topics.load(), all_topics=True).new == 2
    assert outcomes(data, portal)[0]["article"] == 2
