"""Two workers, loaded once and forked: both answer, both notice a new index, and a killed one is replaced."""

from __future__ import annotations

import json
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from urllib.parse import quote

import pytest
from served import Gunicorn

from crawler.archive.datadir import DataDir
from crawler.archive.store import Archive
from indexer.build import update_index
from indexer.search import SearchParams
from search_ui.site import Site

PAGES = ("/", "/search?q=dan+van+kheo", "/status", "/help", "/healthz")


def test_both_workers_answer_many_readers(gunicorn: Gunicorn) -> None:
    assert len(set(gunicorn.workers(2))) == 2
    with ThreadPoolExecutor(8) as readers:
        answers = list(readers.map(gunicorn.get, PAGES * 12))
    assert {status for status, _, _ in answers} == {200}
    assert len({text for status, text, _ in answers if "<h1" in text}) <= 4


def test_a_query_as_long_as_the_site_takes_arrives(gunicorn: Gunicorn) -> None:
    status, text, _ = gunicorn.get(f"/search?q={quote('ệ' * 800)}")
    assert (status, "Không" in text) == (200, True)


def test_only_its_own_names_are_answered(gunicorn: Gunicorn) -> None:
    assert gunicorn.get("/", Host="elsewhere.example")[0] == 400
    assert gunicorn.get("/healthz", Host="127.0.0.1")[0] == 200


def test_the_proxy_is_believed(gunicorn: Gunicorn) -> None:
    headers = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}
    status, text, _ = gunicorn.get("/help?lang=en", **headers)
    assert status == 200
    assert "http://tin.example.vn" not in text


def test_every_worker_notices_a_new_index_and_a_killed_one_is_replaced(gunicorn: Gunicorn, data: DataDir) -> None:
    import site_corpus

    with Archive.open(data.archive) as archive:
        archive.put(replace(site_corpus.rich(), platform_id="4711", title="Bài vừa đăng"), seen_at=site_corpus.SEEN)
    update_index(data, processes=1, words=False)
    address = "/search?q=" + quote('title:"bài vừa đăng"')
    with ThreadPoolExecutor(8) as readers:
        answers = list(readers.map(gunicorn.get, [address] * 16))
    assert all("Bài" in text and status == 200 for status, text, _ in answers)
    os.kill(gunicorn.workers(2)[0], signal.SIGKILL)
    assert len(set(gunicorn.workers(3))) == 3
    assert json.loads(gunicorn.get("/healthz")[1])["status"] == "ok"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_forked_process_opens_its_own_files(data: DataDir) -> None:
    site = Site(data)
    before = site.search(SearchParams("dân vận"))
    opened = site.searcher()
    child = os.fork()
    if child == 0:
        found = site.search(SearchParams("dân vận"))
        os._exit(0 if found.total == before.total and site.searcher() is not opened else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert site.search(SearchParams("dân vận")) == before
    assert site.searcher() is opened
    site.close()
