"""``danvan portals add``: what is found out about a portal, and the entry that is written."""

from __future__ import annotations

import json
import ssl
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from portal_sites import Changed, Fixed, served

from crawler.archive.datadir import DataDir
from crawler.errors import DanvanError
from crawler.items import VIETNAM
from crawler.portals import Portal, load_registry
from crawler.probing import append_entry, as_toml, propose, visiting
from crawler.probing.proposing import _answering
from crawler.running import CrawlOptions, crawl
from crawler.sample import STAND_INS, Faults, serve, serve_one
from crawler.sample.nukeviet import NukeVietSite
from crawler.sample.server import Reply
from search_ui.commands.portal_place import place_of

Run = Callable[..., Any]


def test_the_entry_of_a_nukeviet_portal(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    with serve() as samples:
        home = samples[0].home
        done = run("portals", "add", home, "--delay", 0, "--write", file)
        paths = samples.log("sample-nukeviet")
    assert done.code == 0
    assert "certain   platform  nukeviet" in done.out
    assert "5 read, 5 dated" in done.out
    assert "It would begin with:\n  19/05/2025  Xã Bình Nhì" in done.out
    assert "Made " in done.err
    assert "then replaces the built-in registry" in done.err
    assert paths[0] == "/robots.txt"
    assert len(paths) <= 16
    (entry,) = load_registry(file)
    assert entry.name.startswith("Huyện ủy Vĩnh Hòa Đông")
    assert (entry.platform, entry.level, entry.place, entry.delay) == ("nukeviet", "huyen", None, 0.0)
    assert entry.lists[0] == f"{home}vi/news/cong-tac-dan-van/"
    assert entry.feeds == (f"{home}sitemap.xml",)
    assert (entry.evidence or "").startswith("seen: home page and 5 articles on ")
    assert f"[[portal]]\nid = {json.dumps(entry.id)}\n" in done.out


@pytest.mark.parametrize("name", STAND_INS)
def test_other_systems_are_recognised(name: str) -> None:
    with serve_one(name) as samples:
        proposal = propose(samples[0].home, 0.0)
    assert proposal.portal.platform == samples[0].platform
    assert all(article.published for article in proposal.articles)
    assert any("dan-van" in url.lower() for url in proposal.portal.lists)
    assert not any("_afrLoop" in url for url in proposal.portal.lists)
    assert ">" not in proposal.portal.name


@pytest.mark.parametrize("name", ["mdefault", "webcenter", "nukeviet3", "vccorp"])
def test_a_crawl_of_the_drafted_entry_collects_its_lists(name: str, tmp_path: Path) -> None:
    with serve_one(name) as samples:
        entry = replace(propose(samples[0].home, 0.0).portal, delay=0.0)
        report = crawl([entry], DataDir(tmp_path), CrawlOptions(all_topics=True, limit=3))
    assert (report.total("new"), report.failing) == (3, False)


def test_a_portal_with_a_broken_certificate_chain(run: Run, self_signed: ssl.SSLContext) -> None:
    with served(lambda origin: NukeVietSite(origin, Faults()), secure=self_signed) as portal:
        refused = run("portals", "add", portal.home, "--delay", 0)
        done = run("portals", "add", portal.home, "--delay", 0, "--tls", "unverified", "--level", "huyen")
    assert refused.code == 2
    assert "TLS certificate is not valid" in refused.err
    assert "add --tls unverified" in refused.err
    assert done.code == 0
    assert 'tls = "unverified"' in done.out


def test_a_list_instead_of_the_home_page() -> None:
    with serve() as samples:
        url = f"{samples[0].home}vi/news/tin-tuc-su-kien/"
        proposal = propose(url, 0.0)
    assert proposal.portal.home == samples[0].home
    assert proposal.portal.lists[0] == url


def test_an_article_instead_of_the_home_page_is_no_list() -> None:
    with serve() as samples:
        home = samples[0].home
        proposal = propose(propose(home, 0.0).articles[0].url, 0.0)
    assert proposal.portal.lists[0] == f"{home}vi/news/cong-tac-dan-van/"
    assert not any(url.endswith(".html") for url in proposal.portal.lists)
    assert "the address you gave is an article's" in {finding.why for finding in proposal.findings}


@pytest.mark.parametrize("index", [False, True])
def test_a_portal_whose_articles_only_a_feed_names(run: Run, register: Any, index: bool) -> None:
    sitemap = Reply.text(
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        + "".join(f"<url><loc>/tin/bai-viet-so-{n}.html</loc></url>" for n in range(11, 15))
        + "</urlset>",
        "text/xml",
    )
    maps = Reply.text("<sitemapindex><sitemap><loc>/bai.xml</loc></sitemap></sitemapindex>", "text/xml")
    text = "<p>Nhân dân trong xã cùng nhau góp công làm con đường mới, ai cũng phấn khởi.</p>" * 5
    pages = {
        "/": Reply.html('<html><head><title>Xã Mỹ Thành</title></head><body><div id="app"></div></body></html>'),
        "/sitemap.xml": maps if index else sitemap,
        "/bai.xml": sitemap,
        **{
            f"/tin/bai-viet-so-{n}.html": Reply.html(
                f"<html><body><h1>Bà con thôn số {n} làm đường</h1><p>{n}/03/2024 08:30</p>{text}</body></html>"
            )
            for n in range(11, 15)
        },
    }
    with served(lambda origin: Fixed(pages)) as portal:
        proposal = propose(portal.home, 0.0)
        register(replace(portal, platform=None))
        done = run("portals", "check", portal.id)
    assert len(proposal.articles) == 4
    assert proposal.portal.feeds == (f"{portal.home}sitemap.xml",)
    assert "no list shows an article" in done.out
    assert "names 4" in done.out


def test_without_a_scheme_http_is_tried_too() -> None:
    with serve() as samples:
        proposal = propose(samples[1].hosts[0], 0.0)
    assert proposal.portal.home == samples[1].home


def test_the_home_page_as_it_answered() -> None:
    host = "127.0.0.1:1"
    draft = Portal("a", "A", "xa", f"http://{host}/", (host,))
    moved = _answering(draft, f"https://www.{host}/vi/")
    assert (moved.home, moved.hosts) == (f"https://www.{host}/", (f"www.{host}", host))
    assert _answering(draft, draft.home) == draft


def test_articles_and_feeds_that_fail_are_left_out() -> None:
    def broken(path: str, reply: Reply) -> Reply:
        return Reply(500) if path.endswith("209.html") or "sitemap" in path or "rss" in path else reply

    with served(lambda origin: Changed(NukeVietSite(origin, Faults()), broken)) as portal:
        proposal = propose(portal.home, 0.0)
    assert len(proposal.articles) == 4
    assert proposal.portal.feeds == ()


def test_json(run: Run) -> None:
    with serve() as samples:
        found = json.loads(run("portals", "add", samples[1].home, "--delay", 0, "--json", "--id", "phuson").out)
    assert found["entry"]["id"] == "phuson"
    assert found["level"] == {"value": "huyen", "sure": "likely", "why": "its name says so, but no known unit has it"}
    assert found["articles"][0]["published"].startswith("2025-05-08")
    assert {f["field"] for f in found["findings"]} == {"platform", "name", "list", "feed", "articles"}


def test_without_a_level_nothing_is_written(run: Run, tmp_path: Path) -> None:
    def anonymous(path: str, reply: Reply) -> Reply:
        return replace(reply, body=reply.body.replace("Huyện ủy Vĩnh Hòa Đông".encode(), b"Gia dinh"))

    with served(lambda origin: Changed(NukeVietSite(origin, Faults()), anonymous)) as portal:
        done = run("portals", "add", portal.home, "--delay", 0, "--write", tmp_path / "mine.toml")
        assert done.code == 2
        assert "--level" in done.err
        assert '"xa" is a stopgap' in done.out
        assert not (tmp_path / "mine.toml").exists()
        told = ("--level", "xa", "--place", "10273", "--write", tmp_path / "portals.toml")
        done = run("portals", "add", portal.home, "--delay", 0, *told)
        assert "Added to" in done.err
        assert "replaces" not in done.err
        assert load_registry(tmp_path / "portals.toml").portals[0].place == "10273"
        known = run("portals", "add", portal.home)
    assert known.code == 2
    assert "is known already" in known.err


def test_known_portals_are_not_asked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DANVAN_PORTALS")
    done = run("portals", "add", "www.travinh.gov.vn")
    assert done.code == 2
    assert "travinh (Tỉnh Trà Vinh, active)" in done.err
    assert "asking" not in done.err


@pytest.mark.parametrize(
    ("faults", "says"),
    [
        (Faults(disallow=("/",)), "robots.txt does not allow"),
        (Faults(flood=1), "turns us away"),
        (Faults(down=True), "cannot be had: the server answers with error 500"),
    ],
)
def test_portals_that_cannot_be_asked(faults: Faults, says: str) -> None:
    with (
        served(lambda origin: NukeVietSite(origin, faults), faults) as portal,
        pytest.raises(DanvanError, match=says),
    ):
        propose(portal.home, 0.0)


def test_outside_the_hours_of_all_portals_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    hour = (datetime.now(VIETNAM) + timedelta(hours=2)).hour
    monkeypatch.setitem(visiting.SETTINGS, "PORTAL_WINDOW", f"{hour:02}:00-{(hour + 1) % 24:02}:00")  # type: ignore[arg-type]  # a dict
    with serve() as samples, pytest.raises(DanvanError, match=r"Asked only between .* change DANVAN_WINDOW"):
        propose(samples[0].home, 0.0)


EMPTY = "<html><head><title>Trang chủ</title></head><body><p>Đang xây dựng.</p></body></html>"


@pytest.mark.parametrize(
    ("pages", "path", "says"),
    [
        ({"/": Reply.text("%PDF", "application/pdf")}, "", "is no web page"),
        ({"/": Reply.moved("https://noi-khac.invalid/")}, "", "leads to https://noi-khac.invalid/"),
        ({}, "", "status 404"),
        ({"/": EMPTY}, "", "no article was found"),
        ({"/": EMPTY, "/tin": EMPTY}, "tin", "no article link was found"),
    ],
)
def test_portals_without_articles(pages: dict[str, str | Reply], path: str, says: str) -> None:
    with served(lambda origin: Fixed(pages)) as portal, pytest.raises(DanvanError, match=says):
        propose(portal.home + path, 0.0)


@pytest.mark.parametrize("url", ["", "http://", "ftp://a.vn/", "http://[/"])
def test_addresses_that_are_none(url: str) -> None:
    with pytest.raises(DanvanError, match="is no address of a portal"):
        propose(url)


def test_entries_come_back_as_they_were(tmp_path: Path) -> None:
    entry = Portal(
        "a.b", 'Xã "Mẫu" \\ thử', "xa", "https://a.vn/", ("a.vn", "b.vn"), place="10273@new", platform="nukeviet",
        lists=("https://a.vn/x",), delay=2.5, state="closed", since=date(2025, 7, 1), until=date(2025, 8, 1),
        tls="unverified", evidence="seen: đây.", note="dòng\nhai",
    )  # fmt: skip
    (tmp_path / "p.toml").write_text(as_toml(entry), "utf-8")
    assert load_registry(tmp_path / "p.toml").portals == (entry,)


def test_a_file_never_gets_a_portal_twice(tmp_path: Path) -> None:
    file = tmp_path / "p.toml"
    entry = Portal("a", "A", "xa", "https://a.vn/", ("a.vn",))
    assert append_entry(entry, file)
    with pytest.raises(DanvanError, match=r"knows https://a\.vn/ already"):
        append_entry(replace(entry, id="b"), file)
    with pytest.raises(DanvanError, match="knows"):
        append_entry(replace(entry, home="https://c.vn/", hosts=("c.vn",)), file)
    assert not append_entry(replace(entry, id="c", home="https://c.vn/", hosts=("c.vn",)), file)
    assert [p.id for p in load_registry(file)] == ["a", "c"]
    before = file.read_bytes()
    with pytest.raises(DanvanError, match="lower-case"):
        append_entry(replace(entry, id="D D", home="https://d.vn/", hosts=("d.vn",)), file)
    assert file.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == [file]


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(DanvanError, match="cannot be written"):
        append_entry(Portal("a", "A", "xa", "https://a.vn/", ("a.vn",)), tmp_path / "no" / "p.toml")


@pytest.mark.parametrize(
    ("name", "host", "level", "code", "sure"),
    [
        ("Huyện ủy Gò Công Tây", "huyenuygocongtay.vn", "huyen", "823", "certain"),
        ("Xã Phú Xuyên", "phuxuyen.hanoi.gov.vn", "xa", "10273", "certain"),
        ("Huyện Phú Xuyên", "phuxuyen.hanoi.gov.vn", "huyen", "280", "certain"),
        ("Xã Bình Phú - huyện Gò Công Tây", "binhphu.gocongtay.tiengiang.gov.vn", "xa", "28657", "certain"),
        ("UBND xã Quảng Châu, tỉnh Nghệ An", "quangchau.nghean.gov.vn", "xa", "17443@new", "certain"),
        ("Phường 3, thành phố Tây Ninh", "phuong3.tayninh.gov.vn", "xa", "25459@old", "certain"),
        ("Huyện Đông Anh, Hà Nội", "donganh.hanoi.gov.vn", "huyen", "017", "certain"),
        ("Phường Trương Định, quận Hai Bà Trưng", "truongdinh.haibatrung.hanoi.gov.vn", "xa", "00298", "certain"),
        ("Tỉnh Đắk Lắk", "daklak.gov.vn", "tinh", "66", "certain"),
        ("Sở Công Thương Yên Bái", "sctyenbai.gov.vn", "tinh", "15@old", "likely"),
        ("Cục Quản lý thị trường Hà Tĩnh", "hatinh.dms.gov.vn", "tinh", "42", "likely"),
        ("Sở Y tế Hà Nội", "soyte.hanoi.gov.vn", "tinh", "01", "likely"),
        ("Thành phố Hồ Chí Minh", "tphcm.gov.vn", "tinh", "79", "likely"),
        ("Trang tin", "hoaninh.danang.gov.vn", "xa", "20299", "likely"),
        ("Trang tin", "chuongmy.hanoi.gov.vn", None, None, "unknown"),
        ("Bộ Y tế", "moh.gov.vn", "tw", None, "likely"),
        ("Xã Không Đâu", "127.0.0.1:81", "xa", None, "likely"),
        ("Trang tin", "tin.example.com", None, None, "unknown"),
    ],
)
def test_place(name: str, host: str, level: str | None, code: str | None, sure: str) -> None:
    placed = place_of(name, host)
    assert (placed.level, placed.code, placed.sure) == (level, code, sure)
    assert placed.why


def unknown_system() -> dict[str, str | Reply]:
    """A small portal whose system danvan does not know."""
    lines = [
        f"Sáng {n}/4, xã Tân Hòa Đông họp dân bàn việc làm đường số {n}, bà con góp ngày công và hiến đất."
        for n in range(9)
    ]
    head = "<!DOCTYPE html><html><head><meta charset=utf-8><title>{}</title></head><body><nav><a href='/'>Trang chủ</a>"
    head += "<a href='/cong-tac-dan-van'>Công tác dân vận</a><a href='/lien-he'>Liên hệ</a></nav>"
    links = "".join(
        f"<li><a href='/tin/hop-dan-ban-viec-lam-duong-so-{n}.html'>Xã Tân Hòa Đông họp dân làm đường số {n}</a>"
        f" <span>{n}/04/2025</span></li>"
        for n in range(1, 7)
    )
    pages: dict[str, str | Reply] = {
        "/": head.format("Trang thông tin điện tử xã Tân Hòa Đông") + "<main><p>Chào mừng.</p></main></body></html>",
        "/cong-tac-dan-van": head.format("Công tác dân vận") + f"<main><ul>{links}</ul></main></body></html>",
    }
    for n in range(1, 7):
        body = "".join(f"<p>{line}</p>" for line in lines)
        title = f"Xã Tân Hòa Đông họp dân bàn việc làm đường số {n}"
        pages[f"/tin/hop-dan-ban-viec-lam-duong-so-{n}.html"] = (
            head.format(title)
            + f"<main><h1>{title}</h1><p class=date>0{n}/04/2025 08:00</p>{body}</main></body></html>"
        )
    return pages


def test_articles_tell_the_system_where_the_home_page_does_not() -> None:
    pages = unknown_system()
    marked = {path: page.replace("</head>", '<meta name="generator" content="Joomla! 4"></head>')
              for path, page in pages.items() if path.startswith("/tin/") and isinstance(page, str)}  # fmt: skip
    with served(lambda origin: Fixed(pages | marked)) as portal:
        proposal = propose(portal.home, 0.0)
    assert proposal.portal.platform == "joomla"
    assert [(f.value, f.sure) for f in proposal.findings if f.field == "platform"] == [("joomla", "likely")]
    assert len(proposal.articles) == 5


def test_a_portal_of_an_unknown_system() -> None:
    with served(lambda origin: Fixed(unknown_system())) as portal:
        proposal = propose(portal.home, 0.0)
    assert proposal.portal.platform is None
    assert proposal.portal.name == "Xã Tân Hòa Đông"
    assert proposal.portal.lists == (f"{portal.home}cong-tac-dan-van",)
    assert [f.sure for f in proposal.findings if f.field == "platform"] == ["unknown"]
    assert [f"{a.published:%d/%m/%Y}" for a in proposal.articles if a.published] == [
        f"0{n}/04/2025" for n in range(1, 6)
    ]
