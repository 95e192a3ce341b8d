"""``danvan portals check``: every step, on stand-in portals in order and out of order."""

from __future__ import annotations

import json
import re
import ssl
import unicodedata
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from portal_sites import Changed, Fixed, served, verdicts, wrong

from crawler.errors import DanvanError
from crawler.extraction import sureness
from crawler.fetching.answers import Answer
from crawler.fetching.manners import Down
from crawler.items import VIETNAM, Article, Precision
from crawler.portals import Portal
from crawler.probing import as_toml, check, check_all, checking, save_cases
from crawler.probing.quality import (
    Read,
    dates_step,
    furniture_step,
    letters_step,
    odd_letters,
    texts_step,
    titles_step,
)
from crawler.probing.steps import trouble
from crawler.sample import STAND_INS, Faults, serve, serve_one
from crawler.sample.hanoi import HanoiSite
from crawler.sample.nukeviet import NukeVietSite
from crawler.sample.server import Reply, SampleServer

Run = Callable[..., Any]
Register = Callable[[Portal], None]
STEPS = ["name", "tls", "robots", "home", "platform", "list", "next page", "articles", "titles", "texts", "dates",
         "letters", "furniture", "let in"]  # fmt: skip


def nukeviet(
    change: Callable[[str, Reply], Reply] | None = None, faults: Faults | None = None
) -> AbstractContextManager[Portal]:
    def make(origin: str) -> Changed:
        return Changed(NukeVietSite(origin, faults or Faults()), change or (lambda path, reply: reply))

    return served(make, faults, platform="nukeviet")


def test_portals_in_order() -> None:
    with serve() as samples:
        for portal in samples:
            checked = check(portal)
            assert [s.name for s in checked.steps] == STEPS
            assert checked.ok
            assert all(s.verdict == "ok" for s in checked.steps if s.name != "tls")
            assert [p.kind for p in checked.pages][-3:] == ["article"] * 3
            assert 7 <= len(samples.log(portal.id)) <= 12


def test_a_portal_without_platform_is_recognised() -> None:
    with serve() as samples:
        checked = check(replace(samples[1], platform=None))
    assert checked.ok
    assert "recognised as liferay-hanoi" in next(s.found for s in checked.steps if s.name == "platform")


def test_how_sure_a_generic_reading_is(monkeypatch: pytest.MonkeyPatch) -> None:
    with serve_one("dnn") as portals:
        sure = next(s for s in check(portals[0]).steps if s.name == "sureness")
        monkeypatch.setattr(sureness, "UNSURE", 1.0)
        checked = check(portals[0])
    unsure = next(s for s in checked.steps if s.name == "sureness")
    assert (sure.verdict, unsure.verdict, checked.ok) == ("ok", "note", True)
    assert sure.found.count("; ") == 2
    assert re.match(r"0\.\d\d \(the text is prose, ", sure.found)
    assert unsure.mend.startswith(f"Compare {portals[0].home}")


@pytest.mark.parametrize(("flood", "page"), [(1, False), (1, True), (5, False), (5, True)])
def test_a_portal_that_blocks(flood: int, page: bool) -> None:
    with nukeviet(faults=Faults(flood=flood, flood_page=page)) as portal:
        found = wrong(portal)
    assert list(found) == ["let in"]
    assert "delay" in found["let in"]


@pytest.mark.parametrize(
    ("faults", "step", "says"),
    [
        (Faults(disallow=("/",)), "robots", "robots.txt does not allow"),
        (Faults(crawl_delay=3600), "robots", "3600 s"),
        (Faults(down=True), "robots", "error 500"),
    ],
)
def test_a_portal_that_cannot_be_asked(faults: Faults, step: str, says: str) -> None:
    with nukeviet(faults=faults) as portal:
        found = wrong(portal)
    assert list(found) == [step]
    assert says in found[step]


def test_nothing_answers() -> None:
    with nukeviet() as portal:
        pass
    assert "nothing answers there" in wrong(portal)["home"]


def test_no_such_name() -> None:
    gone = Portal("a", "A", "xa", "https://khong-co.invalid/", ("khong-co.invalid",))
    assert list(wrong(gone)) == ["name"]


def test_a_proxy_looks_names_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "")
    gone = Portal("a", "A", "xa", "http://khong-co.invalid/", ("khong-co.invalid",), delay=0.0)
    found = check(gone)
    assert verdicts(found) == {"name": "note", "home": "wrong"}


def test_a_certificate_that_nobody_vouches_for(self_signed: ssl.SSLContext) -> None:
    def make(origin: str) -> NukeVietSite:
        return NukeVietSite(origin, Faults())

    with served(make, secure=self_signed, platform="nukeviet") as portal:
        assert 'tls = "unverified"' in wrong(portal)["tls"]
        excepted = check(replace(portal, tls="unverified"))
    assert excepted.ok
    assert verdicts(excepted)["tls"] == "note"


@pytest.mark.parametrize(
    ("text", "stage", "step"),
    [
        ("its TLS certificate is not valid (unable to get local issuer certificate)", "home", "tls"),
        ("no secure connection could be made (WRONG_VERSION_NUMBER)", "home", "tls"),
        ("robots.txt asks for 90 s between two requests, more than this crawl can keep", "home", "robots"),
        ("no whole answer came in time", "next page", "next page"),
    ],
)
def test_trouble_is_put_under_its_step(text: str, stage: str, step: str) -> None:
    found = trouble(Down(text), stage)
    assert (found.name, found.verdict, found.found) == (step, "wrong", text)
    assert found.mend


def test_no_secure_connection() -> None:
    with nukeviet() as portal:
        found = wrong(replace(portal, home=portal.home.replace("http:", "https:")))
    assert list(found) in (["tls"], ["home"])


def test_the_platform_changed() -> None:
    with served(lambda origin: HanoiSite(origin, Faults()), platform="nukeviet") as portal:
        found = wrong(portal)
    assert list(found) == ["platform"]
    assert 'platform = "liferay-hanoi"' in found["platform"]


def test_an_unknown_platform_in_the_entry() -> None:
    with nukeviet() as portal:
        assert "not a platform danvan knows" in wrong(replace(portal, platform="nukeviet9"))["platform"]


@pytest.mark.parametrize(
    ("home", "says"),
    [
        (Reply.moved("https://noi-khac.invalid/"), "leads to https://noi-khac.invalid/"),
        (Reply.html("<html>x</html>", 404), "status 404"),
        (Reply.text("%PDF", "application/pdf"), "application/pdf"),
    ],
)
def test_the_home_page_is_none(home: Reply, says: str) -> None:
    with served(lambda origin: Fixed({"/": home})) as portal:
        assert says in wrong(portal)["home"]


def test_no_articles() -> None:
    page = "<html><head><title>Trang</title></head><body><p>Đang xây dựng</p></body></html>"
    with served(lambda origin: Fixed({"/": page}), platform="nukeviet") as portal:
        checked = check(portal)
    assert verdicts(checked) | {"tls": ""} == {
        "name": "ok", "tls": "", "robots": "ok", "home": "ok", "platform": "note", "list": "wrong"
    }  # fmt: skip


def test_lists_and_feeds_of_the_entry_are_looked_at() -> None:
    with nukeviet() as portal:
        entry = replace(
            portal, lists=(f"{portal.home}vi/khong-co/", f"{portal.home}vi/news/cong-tac-dan-van/"),
            feeds=(f"{portal.home}vi/news/rss/", f"{portal.home}khong.xml"),
        )  # fmt: skip
        found = wrong(entry)
    assert list(found) == ["list", "feeds"]
    assert "status 404" in found["list"]
    assert "khong.xml is no feed" in found["feeds"]


def test_no_next_page() -> None:
    with nukeviet(lambda path, reply: replace(reply, body=reply.body.replace(b"page-", b"x-"))) as portal:
        assert "next page" in wrong(portal)


def test_a_next_page_that_repeats_the_first() -> None:
    with served(lambda origin: _Repeating(origin), platform="nukeviet") as portal:
        assert "shows no further article" in wrong(portal)["next page"]


class _Repeating(NukeVietSite):
    def __init__(self, origin: str) -> None:
        super().__init__(origin, Faults())

    def answer(self, path: str) -> Reply:
        return super().answer(path.partition("page-")[0])


def test_the_wrong_charset() -> None:
    def garble(path: str, reply: Reply) -> Reply:
        if not path.endswith(".html"):
            return reply
        # Read as Windows-1252 and written as UTF-8: what a badly moved database shows.
        return replace(
            reply, body=reply.body.decode("utf-8").encode("utf-8").decode("cp1252", "ignore").encode("utf-8")
        )

    with nukeviet(garble) as portal:
        assert "wrong charset" in wrong(portal)["letters"]


def test_a_header_that_lies_is_a_note() -> None:
    header = (("Content-Type", "text/html; charset=iso-8859-1"),)
    with nukeviet(lambda path, reply: replace(reply, headers=header) if reply.status == 200 else reply) as portal:
        checked = check(portal)
    assert checked.ok
    assert verdicts(checked)["letters"] == "note"


def test_articles_that_are_gone_or_moved_off() -> None:
    with nukeviet(faults=Faults(gone=frozenset({209}), moved_off=frozenset({203}))) as portal:
        found = wrong(portal)
    assert "1 of 3 gave none" in found["articles"]
    with nukeviet(faults=Faults(moved_off=frozenset({203}))) as portal:
        assert not wrong(portal)
    with nukeviet(faults=Faults(moved_off=frozenset(range(1, 500)))) as portal:
        assert "it leads to" in wrong(portal)["articles"]


def test_articles_that_refuse_us() -> None:
    def refused(path: str, reply: Reply) -> Reply:
        return Reply(403) if re.search(r"-\d+\.html$", path) else reply

    with nukeviet(refused) as portal:
        assert re.search("3 of 3 .* status 403.* DANVAN_CONTACT", wrong(portal)["articles"])


def test_titles_that_are_another_thing() -> None:
    titles = ["Bà con thôn Đoài làm đường mới", "Thôn Đoài tổ chức ngày hội", "Trao quà cho hộ nghèo trong thôn"]
    same = [replace(article_read("Đoạn.", title=t), listed_title=f"{t[:25]}...") for t in titles]
    other = [replace(read, listed_title="Chợ phiên họp lại sau nhiều năm vắng bóng") for read in same]
    verdict = [
        titles_step(read) for read in (same, [same[0], *other[1:]], [replace(r, listed_title=None) for r in same])
    ]
    assert [step.verdict if step else None for step in verdict] == ["ok", "wrong", None]


def test_articles_without_a_text() -> None:
    verdicts = [texts_step([article_read(b) for b in bodies]).verdict for bodies in (["", "", "Đoạn."], ["", "Đoạn."])]
    assert verdicts == ["wrong", "ok"]


def test_a_slow_portal_is_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "SLOW_ANSWER", 0.0)
    with nukeviet() as portal:
        checked = check(portal)
    assert checked.ok
    assert verdicts(checked)["speed"] == "note"


def test_articles_without_dates() -> None:
    def undated(path: str, reply: Reply) -> Reply:
        text = re.sub(r"\d\d/\d\d/\d{4}|20\d\d-\d\d-\d\d", "hôm nào", reply.body.decode())
        return replace(reply, body=text.encode())

    with nukeviet(undated) as portal:
        assert "no date" in wrong(portal)["dates"]


def test_a_date_that_only_the_list_prints_is_one() -> None:
    with serve_one("mdefault") as samples:
        step = next(s for s in check(samples[0]).steps if s.name == "dates")
    assert step.verdict == "ok"
    assert "(list)" in step.found


def test_the_clock_of_the_page_is_no_date() -> None:
    now = datetime(2024, 5, 1, 8, 7, tzinfo=VIETNAM)
    read = [article_read("Đoạn.", published=now, precision="minute") for _ in range(3)]
    assert "the page's clock" in dates_step(read, now + timedelta(minutes=1)).found
    assert dates_step(read[:1], now).verdict == "ok"
    assert dates_step(read, now + timedelta(days=1)).verdict == "ok"


def test_dates_in_the_future() -> None:
    with serve() as samples:
        checked = check(samples[0], datetime(2020, 1, 1, tzinfo=UTC))
    assert verdicts(checked)["dates"] == "wrong"


def test_furniture_that_every_article_holds() -> None:
    read = [article_read(f"Đoạn riêng số {n}.\n\nMời bà con nghe loa truyền thanh mỗi sớm.") for n in range(3)]
    assert "every article holds" in furniture_step(read).found
    assert furniture_step([article_read("Một đoạn.\n\nLượt xem: 400")]).verdict == "wrong"
    assert furniture_step(read[:1]).verdict == "ok"


def test_a_date_other_than_the_lists() -> None:
    day = datetime(2024, 2, 3, tzinfo=VIETNAM)
    read = article_read("Đoạn.", published=day, listed=datetime(2024, 3, 2, tzinfo=VIETNAM))
    step = dates_step([read], day)
    assert step.verdict == "wrong"
    assert "the list says 02/03/2024, the article 03/02/2024" in step.found


VIETNAMESE = "Cán bộ xã cùng nhân dân làm đường, góp công góp sức xây dựng quê hương ngày càng đổi mới. " * 4


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (VIETNAMESE, None),
        ("Ngắn.", None),
        (VIETNAMESE + "\ufffd", "lost"),
        ("Cán bộ".replace("á", "a\u0301"), "NFC"),
        ("C¸n bé x· cïng nh©n d©n lµm ®­êng, gãp c«ng gãp søc x©y dùng quª h­¬ng ®æi míi. " * 6, "wrong charset"),
        ("Can bo xa cung nhan dan lam duong, gop cong gop suc xay dung que huong doi moi. " * 4, "hardly any"),
    ],
)  # fmt: skip
def test_letters(text: str, says: str | None) -> None:
    found = odd_letters(text)
    assert found is None if says is None else says in (found or "")


def test_letters_that_were_mended_are_noted() -> None:
    decomposed = article_read(VIETNAMESE, unicodedata.normalize("NFD", VIETNAMESE).encode())
    assert "come in parts" in letters_step([decomposed]).found
    old = article_read(VIETNAMESE, "Nhân dân".encode("cp1258", "ignore"))
    assert "not clean UTF-8" in letters_step([old]).found


def article_read(
    body: str, raw: bytes = b"", published: datetime | None = None, listed: datetime | None = None,
    precision: Precision | None = None, title: str = "Tin",
) -> Read:  # fmt: skip
    answer = Answer("http://a.vn/1", 200, (), raw, datetime(2024, 5, 1, tzinfo=VIETNAM))
    return Read(
        Article("http://a.vn/1", title, body, published=published, published_precision=precision), answer, listed
    )


def test_the_command_reports_and_saves(run: Run, register: Register, tmp_path: Path) -> None:
    with nukeviet() as portal:
        register(portal)
        done = run("portals", "check", "--save", tmp_path / "cases")
        assert done.code == 0
        assert "ok     articles" in done.out
        again = json.loads(run("portals", "check", portal.home, "--save", tmp_path / "cases", "--json").out)
    cases = sorted(p.name for p in (tmp_path / "cases/nukeviet").iterdir())
    assert cases[:4] == ["odd-article", "odd-article-2", "odd-article-3", "odd-article-4"]
    assert len(cases) == 10
    assert [e["portal"] for e in again] == ["odd"]
    assert len(again[0]["saved"]) == 5
    meta = json.loads((tmp_path / "cases/nukeviet/odd-article/meta.json").read_text("utf-8"))
    assert meta["kind"] == "article"
    assert meta["origin"] == "recorded"
    assert not list(tmp_path.glob("cases/*/*/expected.json"))


def test_the_command_ends_with_1_when_something_is_wrong(run: Run, register: Register) -> None:
    with nukeviet(faults=Faults(disallow=("/",))) as portal:
        register(portal)
        done = run("portals", "check")
    assert done.code == 1
    assert "wrong  robots" in done.out


def test_a_list_of_the_entry_that_is_empty_is_wrong_even_where_others_are_not() -> None:
    def make(origin: str) -> Changed:
        site = NukeVietSite(origin, Faults())
        return Changed(
            site, lambda path, reply: Reply.html("<p>Chưa có bài</p>") if path.startswith("/trong") else reply
        )

    with served(make, platform="nukeviet") as portal:
        full = f"{portal.home}vi/news/dan-van/"
        some = check(replace(portal, lists=(full, f"{portal.home}trong/")))
        none = check(replace(portal, lists=(f"{portal.home}trong/",)))
    lists = [(s.verdict, s.found) for s in some.steps if s.name == "list"]
    assert lists[0] == ("wrong", f"{portal.home}trong/ shows no article link")
    assert lists[1][0] == "ok"
    assert "articles" in verdicts(some)
    assert [s.name for s in none.steps][-1] == "list"
    assert "Correct `lists`" in none.steps[-1].mend


@pytest.mark.parametrize("name", STAND_INS)
def test_every_stand_in_is_in_order(name: str) -> None:
    with serve_one(name) as samples:
        assert [s for s in check(samples[0]).steps if s.verdict == "wrong"] == []


def test_portals_are_looked_at_side_by_side_but_no_host_is() -> None:
    faults = Faults(delay=0.05)
    told: list[str] = []
    with serve(faults) as samples, serve_one("tandan", faults) as more:
        twin = replace(more[0], id="twin")
        checked = check_all([*samples, *more, twin], jobs=3, done=lambda c: told.append(c.portal.id))
        most = [server.log.at_once for server in (*samples.servers, *more.servers)]
        spans = [span(server) for server in (*samples.servers, *more.servers)]
    assert [c.portal.id for c in checked] == ["sample-nukeviet", "sample-hanoi", "sample-tandan", "twin"]
    assert sorted(told) == sorted(c.portal.id for c in checked)
    assert all(c.ok for c in checked)
    assert most == [1, 1, 1]
    assert max(first for first, _ in spans) < min(last for _, last in spans)


def span(server: SampleServer) -> tuple[float, float]:
    """When its first and last request came."""
    times = [seen.at for seen in server.log.requests]
    return min(times), max(times)


def test_several_portals_end_with_a_table(run: Run, tmp_path: Path) -> None:
    with serve() as samples, nukeviet(faults=Faults(disallow=("/",))) as refusing:
        entries = [*samples, replace(refusing, id="xa-la")]
        (tmp_path / "portals.toml").write_text("\n".join(map(as_toml, entries)), "utf-8")
        done = run("portals", "check", "--jobs", 3)
    assert done.code == 1
    lines = done.out.splitlines()
    assert lines[-2:] == [
        "3 portals: 2 in order, 1 with something wrong.", "(. in order, n worth a note, X wrong, - not looked at)",
    ]  # fmt: skip
    rows = {line.split()[0]: line for line in lines[-7:-3] if not line.startswith(" ")}
    assert rows["sample-hanoi"].split()[1:] == list("-.n.....-....-.")
    assert rows["xa-la"].split()[1:16] == list("-.-X-----------")
    assert "robots: robots.txt" in rows["xa-la"]
    assert sum("wrong  robots" in line for line in lines) == 1


def test_a_portal_that_may_not_be_asked_now_is_left_alone() -> None:
    hour = (datetime.now(VIETNAM) + timedelta(hours=2)).hour
    with serve() as samples:
        checked = check(replace(samples[0], window=f"{hour:02}:00-{(hour + 1) % 24:02}:00"))
        assert samples.log("sample-nukeviet") == []
    assert (checked.ok, verdicts(checked)) == (True, {"name": "ok", "hours": "note"})


def test_the_command_needs_a_portal(run: Run) -> None:
    assert "no active portal" in run("portals", "check").err
    done = run("portals", "check", "khong-co")
    assert done.code == 2
    assert "No portal is called khong-co" in done.err


def test_cases_cannot_be_saved(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with serve() as samples:
        pages = check(samples[0]).pages
    with pytest.raises(DanvanError, match="cannot be saved"):
        save_cases(pages, "odd", tmp_path / "file")
