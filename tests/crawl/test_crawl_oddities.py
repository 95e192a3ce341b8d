"""What real portals do besides what they should, page by page, on a scripted site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise

import pytest

from crawler.archive.datadir import DataDir
from crawler.archive.store import Archive
from crawler.fetching.listing import WALK
from crawler.items import Article
from crawler.portals import Portal
from crawler.sample.faults import BLOCK_PAGE, Faults
from crawler.sample.server import Reply, SampleServer

Archived = Callable[[], list[Article]]


def article(number: int, day: str = "05/03/2024", extra: str = "") -> Reply:
    return Reply.html(f"""<html><head><meta name="generator" content="NukeViet v4.5">
<meta property="og:type" content="article"><script>var nv_module_name="news",nv_func_name="detail";</script></head>
<body><div class="news_column" itemtype="http://schema.org/NewsArticle">
<h1 class="title" itemprop="headline">Bài số {number}</h1>
<span class="h5">Thứ ba - {day} 09:00</span><div id="news-bodyhtml" class="bodytext">
<p>Nội dung riêng của bài viết số {number} về công tác dân vận ở cơ sở, đủ dài để là một đoạn văn.</p>{extra}
</div></div></body></html>""")


def listing(*numbers: int, following: str = "", section: str = "tin") -> Reply:
    items = "".join(
        f'<h3><a href="/{section}/bai-{n}.html" title="Bài số {n}">Bài số {n} của chuyên mục</a></h3>' for n in numbers
    )
    more = f'<ul class="pagination"><li><a rel="next" href="{following}">Trang sau</a></li></ul>' if following else ""
    return Reply.html(f"""<html><head><meta name="generator" content="NukeViet v4.5">
<script>var nv_module_name="news",nv_func_name="viewcat";</script></head><body>
<div class="news_column">{items}</div>{more}</body></html>""")


class Scripted:
    """A site that answers as its table says; a list of replies is given one after another, the last one for ever."""

    def __init__(self) -> None:
        self.pages: dict[str, Reply | list[Reply]] = {}

    def answer(self, path: str) -> Reply:
        found = self.pages.get(path, Reply.html("<h1>404</h1>", 404))
        if isinstance(found, list):
            return found.pop(0) if len(found) > 1 else found[0]
        return found


class Stage:
    """A scripted portal, its registry entry and what it was asked for."""

    def __init__(self) -> None:
        self.server = SampleServer()
        self.site = Scripted()
        self.server.start(self.site, Faults())
        self.pages = self.site.pages

    def portal(self, lists: tuple[str, ...] = ("/tin/",), **keys: object) -> Portal:
        origin = self.server.origin
        values: dict[str, object] = {
            "platform": "nukeviet",
            "delay": 0.0,
            "lists": tuple(origin + path for path in lists),
        }
        return Portal("odd", "Cổng lạ", "xa", f"{origin}/", (self.server.host,), **(values | keys))  # type: ignore[arg-type]

    def asked(self) -> list[str]:
        paths = self.server.log.paths()
        self.server.log.requests.clear()
        return paths


@pytest.fixture
def stage() -> Iterator[Stage]:
    stage = Stage()
    yield stage
    stage.server.stop()


def states(data: DataDir) -> dict[str, int]:
    with Archive.open(data.archive, readonly=True) as archive:
        return archive.outcomes("odd")


@pytest.mark.parametrize(
    ("reply", "grade", "words"),
    [
        (Reply.moved("https://moi.invalid/"), "closed", "leads to https://moi.invalid/"),
        (Reply.html("x", 410), "closed", "is gone"),
        (Reply.html("Cấm", 403), "blocked", "refuses its home page"),
        (Reply.html("Lỗi", 501), "failing", "status 501"),
        (Reply.text("%PDF", "application/pdf"), "failing", "application/pdf"),
        (Reply.moved("/"), "failing", "redirects in circles"),
        (Reply.html("<html><body><p>Đang xây dựng</p></body></html>"), "failing", "No article link"),
    ],
)
def test_a_home_page_that_is_none(stage: Stage, run, reply: Reply, grade: str, words: str) -> None:
    stage.pages |= {"/": reply, "/tin/": reply}
    for lists in ((), ("/tin/",)):
        report = run([stage.portal(lists=lists)])
        assert report.portals[0].grade == grade
        assert words in report.portals[0].message or lists
        assert report.failing


def test_a_portal_that_refuses_all_of_a_few_articles_is_blocked(stage: Stage, run) -> None:
    stage.pages |= {"/tin/": listing(1, 2, 3)} | {f"/tin/bai-{n}.html": Reply.html("Cấm", 403) for n in (1, 2, 3)}
    report = run([stage.portal()])
    assert (report.portals[0].grade, report.failing) == ("blocked", True)
    assert "refuses all of its article pages" in report.portals[0].message


def test_pages_that_are_no_articles_are_settled_for_what_they_are(
    stage: Stage, run, data: DataDir, archived: Archived
) -> None:
    stage.pages |= {
        "/tin/": listing(1, 2, 3, 4, 5, 6, 7),
        "/tin/bai-1.html": article(1),
        "/tin/bai-2.html": Reply.html("x", 410),
        "/tin/bai-3.html": Reply.text("%PDF-1.7", "application/pdf"),
        "/tin/bai-4.html": Reply.moved("/tin/"),
        "/tin/bai-5.html": listing(1),
        "/tin/bai-6.html": Reply.html("<html><body>Website đang bảo trì, mời quay lại sau.</body></html>"),
        "/tin/bai-7.html": Reply.html("x", 403),
    }
    report = run([stage.portal()])
    assert [a.platform_id for a in archived()] == ["1"]
    assert states(data) == {"article": 1, "failed": 2, "gone": 2, "not_an_article": 2}
    assert report.portals[0].grade == "failing"
    stage.asked()
    stage.pages["/tin/bai-6.html"] = article(6)
    run([stage.portal()])
    assert {p for p in stage.asked() if "bai" in p} == {"/tin/bai-6.html", "/tin/bai-7.html"}, "maintenance passes"
    assert {a.platform_id for a in archived()} == {"1", "6"}


def test_an_article_that_moved_within_the_portal_is_kept_once(
    stage: Stage, run, data: DataDir, archived: Archived
) -> None:
    stage.pages |= {
        "/tin/": listing(1, 2),
        "/tin/bai-1.html": Reply.moved("/moi/bai-2.html"),
        "/tin/bai-2.html": Reply.moved("/moi/bai-2.html"),
        "/moi/bai-2.html": article(2),
    }
    run([stage.portal()])
    assert [a.url.partition("/moi/")[2] for a in archived()] == ["bai-2.html"]
    assert stage.asked().count("/moi/bai-2.html") == 1
    assert states(data) == {"article": 2}


def test_an_article_that_leads_to_a_trap_is_left(stage: Stage, run, data: DataDir) -> None:
    stage.pages |= {"/tin/": listing(1), "/tin/bai-1.html": Reply.moved("/users/login/?back=1")}
    report = run([stage.portal()])
    assert states(data) == {"failed": 1}
    assert not [p for p in stage.asked() if "login" in p]
    assert report.total("failed") == 1


def test_a_portal_that_refuses_its_articles_is_left_alone(stage: Stage, run) -> None:
    stage.pages |= {
        "/tin/": listing(*range(1, 30)),
        **{f"/tin/bai-{n}.html": Reply.html("x", 403) for n in range(1, 30)},
    }
    report = run([stage.portal()])
    assert report.portals[0].grade == "blocked"
    assert len([p for p in stage.asked() if "bai" in p]) == 10


def test_a_portal_that_refuses_articles_for_a_while_is_left_in_peace_until_it_does_not(
    stage: Stage, run, archived: Archived
) -> None:
    stage.pages |= {
        "/tin/": listing(*range(1, 9)),
        **{f"/tin/bai-{n}.html": [Reply.html("x", 403), article(n)] for n in range(1, 6)},
        **{f"/tin/bai-{n}.html": article(n) for n in range(6, 9)},
    }
    report = run([stage.portal()])
    assert report.portals[0].grade == "ok"
    assert {a.platform_id for a in archived()} == set("12345678")


@pytest.mark.parametrize("blanks", [1, 2])
def test_an_empty_answer_is_asked_for_again(stage: Stage, run, archived: Archived, blanks: int) -> None:
    stage.pages |= {
        "/tin/": [Reply.html(""), listing(1, 2)],
        "/tin/bai-1.html": [*[Reply.html("")] * blanks, article(1)],
        "/tin/bai-2.html": article(2),
    }
    run([stage.portal()])
    assert {a.platform_id for a in archived()} == {"1", "2"}


def test_a_box_of_the_newest_on_every_page_of_a_list_does_not_make_it_new(stage: Stage, run) -> None:
    def shown(page: int, newest: int) -> Reply:
        following = f"/tin/page-{page + 1}/" if page < 5 else ""
        return listing(newest, *range(page * 2, page * 2 + 2), following=following)

    stage.pages |= {f"/tin/bai-{n}.html": article(n) for n in (*range(2, 12), 90, 91)}
    stage.pages |= {"/tin/": shown(1, 90)} | {f"/tin/page-{n}/": shown(n, 90) for n in range(2, 6)}
    run([stage.portal()])
    stage.asked()
    stage.pages |= {"/tin/": shown(1, 91)} | {f"/tin/page-{n}/": shown(n, 91) for n in range(2, 6)}
    run([stage.portal()])
    assert [path for path in stage.asked() if path != "/robots.txt"] == ["/tin/", "/tin/page-2/", "/tin/bai-91.html"]


def test_a_list_that_stands_in_a_frame(stage: Stage, run, archived: Archived) -> None:
    stage.pages |= {
        "/tin/": Reply.html('<html><body><h2>Tin</h2><iframe src="/khung/?muc=1"></iframe></body></html>'),
        "/khung/?muc=1": listing(1, 2, following="/khung/page-2/"),
        "/khung/page-2/": listing(3),
        **{f"/tin/bai-{n}.html": article(n) for n in (1, 2, 3)},
    }
    run([stage.portal()])
    assert {a.platform_id for a in archived()} == {"1", "2", "3"}


def test_a_block_page_that_only_the_text_gives_away(stage: Stage, run, archived: Archived) -> None:
    wait = Reply.html("<html><body><h1>Access denied</h1><p>Please wait 1 seconds</p></body></html>")
    stage.pages |= {"/tin/": listing(1), "/tin/bai-1.html": [wait, article(1)]}
    report = run([stage.portal()])
    assert report.total("blocks") == 1
    assert [a.title for a in archived()] == ["Bài số 1"]


def test_a_page_that_asks_to_wait_is_obeyed_and_the_pace_slows_down(stage: Stage, run, archived: Archived) -> None:
    """ "Hãy đợi 1 giây" with status 200: that second and one more pass, and the rest of the run is slower."""
    wait = Reply.html(BLOCK_PAGE.format(seconds=1))
    stage.pages |= {"/tin/": listing(1, 2, 3), **{f"/tin/bai-{n}.html": article(n) for n in (1, 2, 3)}}
    stage.pages["/tin/bai-1.html"] = [wait, article(1)]
    report = run([stage.portal()], settings={"PORTAL_DELAY": 0.3})
    assert report.total("blocks") == 1
    assert len(archived()) == 3
    log = stage.server.log.requests
    turned_away = next(n for n, seen in enumerate(log) if seen.path == "/tin/bai-1.html")
    gaps = [b.at - a.at for a, b in pairwise(log[turned_away:])]
    assert gaps[0] >= 2.0
    assert min(gaps[1:]) >= 0.3


def test_a_page_for_browsers_only_is_not_worked_around(stage: Stage, run) -> None:
    stage.pages["/tin/"] = Reply.html('<html><script>document.cookie="D1N=1";location.reload();</script></html>')
    report = run([stage.portal()])
    assert report.portals[0].grade == "blocked"
    assert len(stage.asked()) == 2


@pytest.mark.parametrize(
    "end",
    [listing(), listing(1, 2), Reply.moved("/tin/"), Reply.html("x", 404), Reply.moved("https://khac.invalid/")],
    ids=["empty", "repeated", "back to page 1", "404", "off site"],
)
def test_lists_end_however_they_end(stage: Stage, run, data: DataDir, end: Reply) -> None:
    stage.pages |= {
        "/tin/": listing(4, 3, following="/tin/page-2/"),
        "/tin/page-2/": listing(2, 1, following="/tin/page-3/"),
        "/tin/page-3/": end,
        **{f"/tin/bai-{n}.html": article(n) for n in range(1, 5)},
    }
    report = run([stage.portal()])
    assert report.total("new") == 4
    assert stage.asked().count("/tin/page-3/") == 1
    with Archive.open(data.archive, readonly=True) as archive:
        assert archive.list_state("odd", stage.portal().lists[0]).complete
        assert archive.list_state("odd", WALK).complete


def test_a_list_without_end_is_cut(stage: Stage, run) -> None:
    class Endless(Scripted):
        def answer(self, path: str) -> Reply:
            page = re.fullmatch(r"/tin/(?:page-(\d+)/)?", path)
            if not page:
                return super().answer(path)
            n = int(page[1] or 1)
            return listing(10 * n, 10 * n + 1, following=f"/tin/page-{n + 1}/")

    stage.server.start(Endless(), Faults())
    run([stage.portal()], settings={"LIST_PAGES_MAX": 7}, since=date(2030, 1, 1), limit=1000)
    assert len([p for p in stage.asked() if "page-" in p or p == "/tin/"]) == 7


def test_a_walk_that_broke_off_goes_on_where_it_stopped(stage: Stage, run, archived: Archived) -> None:
    stage.pages |= {
        "/tin/": listing(9, 8, following="/tin/page-2/"),
        "/tin/page-2/": listing(7, 6, following="/tin/page-3/"),
        "/tin/page-3/": Reply.html("x", 501),
        "/tin/page-4/": listing(3, 2),
        **{f"/tin/bai-{n}.html": article(n) for n in range(1, 10)},
    }
    report = run([stage.portal()])
    assert report.portals[0].counts["broken_lists"] == 1
    assert "status 501" in report.portals[0].message
    stage.asked()
    stage.pages["/tin/page-3/"] = listing(5, 4, following="/tin/page-4/")
    run([stage.portal()])
    assert [p for p in stage.asked() if "bai" not in p] == ["/robots.txt", "/tin/", "/tin/page-3/", "/tin/page-4/"]
    assert len(archived()) == 8


def test_a_list_that_robots_txt_forbids_or_that_fails_is_told(stage: Stage, run) -> None:
    stage.pages |= {
        "/robots.txt": Reply.text("User-agent: *\nDisallow: /cam/\n", "text/plain"),
        "/cam/": listing(1),
        "/tin/": listing(1),
        "/rss/": Reply.html("x", 503),
        "/tin/bai-1.html": article(1),
    }
    origin = stage.server.origin
    report = run(
        [
            stage.portal(
                lists=("/cam/", "/tin/"), feeds=(f"{origin}/rss/", f"{origin}/cam/rss/", "https://khac.invalid/rss")
            )
        ]
    )
    assert report.total("new") == 1
    assert "The feed" in report.portals[0].message
    assert "/cam/" not in stage.asked()


def test_robots_txt_may_be_elsewhere_and_may_be_a_page(stage: Stage, run) -> None:
    stage.pages |= {
        "/robots.txt": Reply.moved("/r.txt"),
        "/r.txt": Reply.text("User-agent: *\nDisallow: /tin/\n", "text/plain"),
    }
    stage.pages |= {"/tin/": listing(1), "/tin/bai-1.html": article(1)}
    assert run([stage.portal()]).total("new") == 0
    stage.pages["/r.txt"] = Reply.html("<html><body>Disallow: / là gì?</body></html>")
    assert run([stage.portal()]).total("new") == 1


def test_an_article_outside_the_span_waits_for_another_crawl(stage: Stage, run, archived: Archived) -> None:
    stage.pages |= {"/tin/": listing(2, 1), "/tin/bai-2.html": article(2), "/tin/bai-1.html": article(1, "03/03/2020")}
    report = run([stage.portal()], since=date(2024, 1, 1))
    assert report.total("new") == 1
    assert report.portals[0].counts["out_of_range"] == 1
    stage.asked()
    run([stage.portal()], since=date(2024, 1, 1))
    assert "/tin/bai-1.html" not in stage.asked(), "its date is known now"
    run([stage.portal()])
    assert len(archived()) == 2


def test_lists_are_left_when_they_show_only_old_articles(stage: Stage, run) -> None:
    def old(*numbers: int, following: str) -> Reply:
        items = "".join(
            f'<div><h3><a href="/tin/bai-{n}.html" title="x">Bài số {n} của chuyên mục</a></h3>'
            f'<ul class="list-inline"><li>05/03/2019 08:00:00</li></ul></div>'
            for n in numbers
        )
        page = listing(following=following).body.decode()
        return Reply.html(page.replace('<div class="news_column">', f'<div class="news_column">{items}'))

    stage.pages |= {
        "/tin/": old(9, 8, following="/tin/page-2/"),
        "/tin/page-2/": old(7, 6, following="/tin/page-3/"),
        "/tin/page-3/": old(5, 4, following="/tin/page-4/"),
    }
    run([stage.portal()], since=date(2024, 1, 1))
    assert [p for p in stage.asked() if "page" in p] == ["/tin/page-2/"]


def test_an_oversized_answer_is_not_swallowed(stage: Stage, run, data: DataDir) -> None:
    stage.pages |= {"/tin/": listing(1), "/tin/bai-1.html": article(1, extra="<p>" + "x" * 300_000 + "</p>")}
    report = run([stage.portal()], settings={"DOWNLOAD_MAXSIZE": 100_000})
    assert report.total("failed") == 1
    assert stage.asked().count("/tin/bai-1.html") == 2, "once, and once more at the end"
    assert states(data) == {"failed": 1}


def test_an_articles_own_pipeline_may_leave_it_out(stage: Stage, run, archived: Archived) -> None:
    stage.pages |= {"/tin/": listing(1), "/tin/bai-1.html": article(1)}
    report = run(
        [stage.portal()], settings={"ITEM_PIPELINES": {f"{__name__}.Picky": 1, "crawler.pipelines.ArchivePipeline": 2}}
    )
    assert not report.failing
    assert report.total("pending") == 1


class Picky:
    """A pipeline of a user's own."""

    def process_item(self, item: object) -> object:
        from scrapy.exceptions import DropItem

        raise DropItem("not to my taste", log_level="DEBUG")
