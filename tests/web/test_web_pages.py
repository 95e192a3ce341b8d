"""Every page over a real archive and index: what stands on it, and that its links lead where they say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

import pytest
import site_corpus
import site_page as page
from flask.testing import FlaskClient
from parsel import Selector

from indexer.query.operators import OPERATORS
from indexer.search import Facet, FacetValue, SearchParams
from search_ui.filtering import FacetView, facet_view, period
from search_ui.site import Site

TOTAL = 52
"""Articles of the corpus: 48 alike, one hostile, one rich, its reprint, one imported."""


def total(found: Selector) -> int:
    """The number of articles a results page says it found."""
    shown = found.css(".bar-line strong::text").get()
    return int(shown.replace(".", "")) if shown else 0


def test_first_page_tells_what_the_archive_holds(client: FlaskClient) -> None:
    home = page.get(client, "/")
    numbers = dict(zip(page.texts(home, ".figures dt"), page.texts(home, ".figures dd"), strict=True))
    assert numbers["bài"] == str(TOTAL)
    assert numbers["cổng"] == "4"
    assert numbers["cập nhật gần nhất"] == "14/03/2026"
    assert len(home.css(".examples a")) == 3
    assert len(home.css(".side tbody tr")) == 12
    assert len(home.css(".ruled li")) == 8
    assert home.css("html::attr(lang)").get() == "vi"


def test_examples_of_the_first_page_are_searches(client: FlaskClient) -> None:
    for address in page.get(client, "/").css(".examples a::attr(href)").getall():
        page.get(client, address)


def test_newest_articles_come_first(client: FlaskClient) -> None:
    days = page.get(client, "/").css(".ruled time::attr(datetime)").getall()
    assert days == sorted(days, reverse=True)
    assert days


def test_results_show_hits_with_marked_snippets(client: FlaskClient) -> None:
    results = page.get(client, '/search?q="dân vận khéo"')
    assert total(results) == 51
    assert len(results.css(".hit")) == 20
    assert {mark.lower() for mark in page.texts(results, ".snippet mark")} == {"dân vận khéo"}
    assert page.text(results, ".hit .meta time")
    assert '"dân vận khéo"' in page.text(results, ".explain")


def test_unmarked_typing_finds_the_same(client: FlaskClient) -> None:
    assert total(page.get(client, "/search?q=dan+van+kheo")) == 51


def test_no_query_lists_everything(client: FlaskClient) -> None:
    assert total(page.get(client, "/search")) == TOTAL


@pytest.mark.parametrize("query", ["/search?q=dân+vận", "/search", "/search?q=hòa+giải&level=huyen"])
def test_each_facet_count_is_the_total_after_choosing_it_alone(client: FlaskClient, query: str) -> None:
    for choice in page.get(client, query).css(".facet li a:not([aria-current])"):
        if "add" in choice.attrib.get("class", ""):
            continue  # this one adds to what is chosen
        address = choice.attrib["href"]
        count = int(page.text(Selector(choice.get()), ".num").replace(".", ""))
        assert total(page.get(client, address)) == count, address


def test_values_can_be_chosen_together(client: FlaskClient) -> None:
    one = page.get(client, "/search?q=dân+vận&level=huyen")
    both = page.get(client, one.css(".facet a.add::attr(href)").get(""))
    assert total(both) > total(one)
    assert len(both.css(".facet [aria-current]")) == 2


def test_a_chosen_value_is_a_chip_that_lets_it_go(client: FlaskClient) -> None:
    narrowed = page.get(client, "/search?q=dân+vận&level=huyen&portal=phuxuyen.example&from=2024-01-01&to=2024-12-31")
    chips = page.texts(narrowed, ".chips a")
    assert chips == [
        "Cấp: Huyện, quận ×",
        "Cổng: Cổng thông tin huyện Phú Xuyên ×",
        "Năm 2024 ×",
        "Bỏ hết điều kiện",
    ]
    for address in narrowed.css(".chips a::attr(href)").getall():
        assert total(page.get(client, address)) >= total(narrowed)
    assert narrowed.css(".chips a::attr(href)").getall()[-1] == "/search?q=d%C3%A2n+v%E1%BA%ADn"


def test_every_bar_filters_by_its_period(client: FlaskClient) -> None:
    results = page.get(client, "/search?q=hội+thi+OR+hòa+giải")
    bars = results.css("svg.bars > a")
    assert bars
    summed = 0
    for bar in bars:
        found = page.get(client, bar.attrib["href"])
        assert f": {total(found)} bài" in bar.css("title::text").get("")
        summed += total(found)
    assert summed == total(results)


def test_table_beside_the_chart_has_the_same_numbers(client: FlaskClient) -> None:
    results = page.get(client, "/search?q=dân+vận")
    rows = results.css("table.months tbody tr")
    undated = 1
    assert sum(int(row.css("td:last-child ::text").get("0")) for row in rows) == total(results) - undated
    assert "1 bài không rõ ngày" in page.text(results, "#theo-thoi-gian")
    for row in rows:
        cells = [int(n) for n in page.texts(row, "td")]
        assert sum(cells[:-1]) == cells[-1]


@pytest.mark.parametrize(("sort", "newest_first"), [("newest", True), ("oldest", False)])
def test_sorting_by_date(client: FlaskClient, sort: str, newest_first: bool) -> None:
    days = page.get(client, f"/search?q=dân+vận&sort={sort}").css(".hit time::attr(datetime)").getall()
    assert [d[:10] for d in days] == sorted((d[:10] for d in days), reverse=newest_first)


def test_without_a_query_the_newest_come_first(client: FlaskClient) -> None:
    results = page.get(client, "/search")
    assert page.text(results, ".tools [aria-current]") == "Mới nhất"
    assert page.texts(results, ".tools nav a") == ["Cũ nhất"]
    days = results.css(".hit time::attr(datetime)").getall()
    assert [d[:10] for d in days] == sorted((d[:10] for d in days), reverse=True)


def test_offers_lead_to_what_they_promise(client: FlaskClient) -> None:
    results = page.get(client, "/search?q=dan+vaanj")
    for offer in results.css("p.small > a"):
        count = int(offer.xpath("following-sibling::span[1]/text()").re_first(r"\d+") or 0)
        assert total(page.get(client, offer.attrib["href"])) == count > 0
    assert "Ý bạn là" in page.text(results, "main")


def test_an_expansion_can_be_switched_off(client: FlaskClient) -> None:
    results = page.get(client, "/search?q=UBND")
    off = results.css(".expansion a::attr(href)").getall()
    assert off
    kept = page.get(client, off[0])
    assert len(kept.css(".expansion")) == len(off) - 1
    assert "keep=" in off[0]


def test_pages_follow_each_other_without_repeating(client: FlaskClient) -> None:
    seen: list[str] = []
    address: str | None = "/search?q=dân+vận"
    while address:
        results = page.get(client, address)
        seen += [urlsplit(a).path for a in results.css(".hit h2 a::attr(href)").getall()]
        address = results.css(".pages a[rel=next]::attr(href)").get()
    assert len(seen) == len(set(seen)) == total(page.get(client, "/search?q=dân+vận"))


def test_a_page_past_the_end_leads_back(client: FlaskClient) -> None:
    results = page.get(client, "/search?q=dân+vận&page=40")
    assert not results.css(".hit")
    last = results.xpath('//a[text()="Đến trang cuối"]/@href').get()
    assert last
    assert page.get(client, last).css(".hit")


def test_no_hits_tell_what_each_dropped_condition_gives(client: FlaskClient) -> None:
    results = page.get(client, "/search?q=dân+vận&level=xa&from=2024-01-01")
    assert not results.css(".hit")
    offers = results.css(".panel li")
    assert offers
    for offer in offers:
        count = int(offer.css("li::text").re_first(r"\d+") or 0)
        assert count
        assert total(page.get(client, offer.css("a::attr(href)").get(""))) == count


def test_a_form_does_not_leave_its_empty_fields_in_the_address(client: FlaskClient) -> None:
    answer = client.get("/search?level=huyen&q=dân&from=&to=31/12/2024")
    assert answer.status_code == 302
    assert answer.location == "/search?q=d%C3%A2n&level=huyen&to=2024-12-31"


def test_the_search_box_keeps_the_conditions(client: FlaskClient) -> None:
    results = page.get(client, "/search?q=dân&level=huyen&sort=newest&page=2")
    box = results.css("form.search")
    assert box.css("input[name=q]::attr(value)").get() == "dân"
    hidden = {i.attrib["name"]: i.attrib["value"] for i in box.css("input[type=hidden]")}
    assert hidden == {"level": "huyen", "sort": "newest"}


@pytest.mark.parametrize("query", ["page=abc", "from=2024-13-01", "sort=up", "to=31/02/2024"])
def test_an_unusable_address_is_told_and_mended(client: FlaskClient, query: str) -> None:
    problem = page.get(client, f"/search?q=dân+vận&{query}", 400)
    assert query.split("=")[0] in page.text(problem, "dt code")
    assert total(page.get(client, problem.css("a.button::attr(href)").get(""))) > 40


@pytest.mark.parametrize("query", ["*van", "dân AND", "date:abc", "nosuchfield:x", "title:"])
def test_a_query_that_cannot_be_read_is_shown_with_its_mistake(client: FlaskClient, query: str) -> None:
    error = page.get(client, f"/search?q={query}", 400)
    assert page.text(error, "h1") == "Câu tìm chưa đúng"
    assert page.text(error, ".query .wrong")
    assert "ký tự thứ" in page.text(error, "main")
    mended = error.xpath('//p[contains(text(), "Có thể tìm")]/a/@href').get()
    if mended:
        page.get(client, mended)


@pytest.mark.parametrize("condition", ["place=zzz", "level=abc"])
def test_a_condition_that_means_nothing_is_told_and_can_be_dropped(client: FlaskClient, condition: str) -> None:
    error = page.get(client, f"/search?q=dân+vận&{condition}", 400)
    assert page.text(error, "h1") == "Điều kiện lọc chưa đúng"
    assert total(page.get(client, error.css("a.button::attr(href)").get(""))) > 40


def test_a_repaired_query_is_said(client: FlaskClient) -> None:
    assert page.texts(page.get(client, '/search?q="dân vận'), ".note li")


def test_article_shows_text_and_provenance(client: FlaskClient) -> None:
    article = page.get(client, f"/article/{site_corpus.rich().id}")
    assert page.text(article, "h1") == "Hội thi dân vận khéo toàn huyện"
    assert page.texts(article, ".text p") == [
        "Hội thi diễn ra trong hai ngày.",
        "Có 88 mô hình dự thi.",
        "Hội thi khép lại.",
    ]
    assert [page.texts(row, "td") for row in article.css(".text tr")] == [
        ["Chỉ tiêu", "Kế hoạch", "Đạt"], ["Mô hình", "80", "88"], ["Quỹ", "5 triệu"],
    ]  # fmt: skip
    assert article.css(".text tr:last-child td:last-child::attr(colspan)").get() == "2"
    aside = page.text(article, "aside")
    for told in (
        "09/09/2025, 14:05",
        "lấy từ nguồn tin RSS",
        "Cổng thông tin huyện Phú Xuyên",
        "1000",
        "11/03/2026, 02:00",
    ):
        assert told in aside
    assert "Phú Xuyên, Hà Nội (cũ)" in aside
    assert "tiêu đề có “dân vận khéo”" in aside
    assert "Lê Văn Thử (Trung tâm Văn hóa huyện)" in page.text(article, "article")
    original = article.css("a.button")
    assert original.attrib["href"] == "https://phuxuyen.example/tin/day-du.html"
    assert "noreferrer" in original.attrib["rel"]


def test_article_can_be_cited(client: FlaskClient) -> None:
    article = page.get(client, f"/article/{site_corpus.rich().id}?q=hội+thi")
    cited = page.texts(article, "aside .cite")
    assert cited[0].startswith("Lê Văn Thử (2025), “Hội thi dân vận khéo toàn huyện”, Cổng thông tin huyện Phú Xuyên")
    assert all("https://phuxuyen.example/tin/day-du.html" in words for words in cited)
    assert "urn" not in article.css(".Z3988::attr(title)").get("")
    assert "rft.title=H" in article.css(".Z3988::attr(title)").get("")
    told = {m.attrib["name"]: m.attrib["content"] for m in article.css("meta[name^=citation_]")}
    assert told["citation_publication_date"] == "2025/09/09"
    assert told["citation_author"] == "Lê Văn Thử"
    assert article.css("link[rel=canonical]::attr(href)").get() == f"/article/{site_corpus.rich().id}"


def test_article_shows_versions_with_their_difference(client: FlaskClient) -> None:
    article = page.get(client, f"/article/{site_corpus.rich().id}")
    assert len(article.css("article details")) == 2
    assert page.texts(article, "article details:first-of-type ins") == ["88"]
    assert page.texts(article, "article details:first-of-type del") == ["90"]


def test_article_links_its_reprints(client: FlaskClient) -> None:
    article = page.get(client, f"/article/{site_corpus.rich().id}")
    other = article.xpath('//h2[text()="Đăng ở nơi khác"]/following-sibling::ol[1]//a/@href').get("")
    assert other == f"/article/{site_corpus.reprint().id}"
    assert page.text(page.get(client, other), "h1") == page.text(article, "h1")


def test_article_marks_the_hits_of_the_search_it_came_from(client: FlaskClient) -> None:
    results = page.get(client, '/search?q="hội thi"&level=huyen')
    article = page.get(client, results.css(".hit h2 a::attr(href)").get(""))
    assert {m.lower() for m in page.texts(article, "article mark")} == {"hội thi"}
    assert article.css("mark#khop")
    assert article.css("a[href='#khop']")
    back = article.css("a.back::attr(href)").get("")
    assert total(page.get(client, back)) == total(results)


@pytest.mark.parametrize("query", ["*", "AND", "date:abc", '"'])
def test_an_article_is_shown_whatever_the_query(client: FlaskClient, query: str) -> None:
    assert page.get(client, f"/article/{site_corpus.rich().id}?q={query}").css(".text p")


def test_a_gone_article_says_since_when(client: FlaskClient) -> None:
    article = page.get(client, f"/article/{site_corpus._article(3).id}")
    assert "14/03/2026" in page.text(article, ".note")


def test_an_imported_article_has_no_original(client: FlaskClient) -> None:
    article = page.get(client, f"/article/{site_corpus.dump().id}")
    assert not article.css("a.button")
    assert "nhập từ tệp" in page.text(article, ".original")
    assert "Không đọc được chắc chắn" in page.text(article, "aside")


def test_unknown_addresses_are_404(client: FlaskClient) -> None:
    for address in ("/article/0000000000000000", "/article/x%00y", "/nothing", "/static/none.css", "/article/../x"):
        assert page.text(page.get(client, address, 404), "h1") == "Không có trang này"


def test_help_lists_every_operator_with_searches_that_work(client: FlaskClient) -> None:
    found = page.get(client, "/help")
    rows = found.css("table tbody tr")
    assert len(rows) == len(OPERATORS)
    for address in rows.css("a::attr(href)").getall():
        page.get(client, address)


def test_no_link_is_dead(client: FlaskClient) -> None:
    seen: set[str] = set()
    waiting = ["/", "/help", "/status", f"/article/{site_corpus.rich().id}", "/search?q=dân+vận+khéo", "/search?from=x"]
    while waiting and len(seen) < 250:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        answer = client.get(address)
        assert answer.status_code == (400 if "from=x" in address else 200), address
        if page.is_html(answer):
            waiting += sorted(page.links(Selector(answer.text)) - seen)
    assert len(seen) > 100


def test_many_values_of_a_facet_fold_away() -> None:
    def view(count: int, chosen: int = 0) -> FacetView:
        values = tuple(FacetValue(f"p{n}", f"Cổng {n}", 9, n == chosen) for n in range(count))
        return facet_view(Facet("portal", values), SearchParams(portal=(f"p{chosen}",)))

    assert (len(view(7).shown), len(view(7).folded)) == (7, 0)
    assert (len(view(8).shown), len(view(8).folded)) == (8, 0)  # one alone is not worth a fold
    assert (len(view(9).shown), len(view(9).folded)) == (7, 2)
    assert view(40, chosen=30).shown[-1].selected
    large = view(3000)
    assert (len(large.folded), large.cut) == (30, 2963)


def test_half_a_million_hits_can_be_paged_to_a_bound(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    found = Site.search
    monkeypatch.setattr(Site, "search", lambda self, p: replace(found(self, replace(p, page=1)), total=512_345))
    results = page.get(client, "/search?q=dân+vận&page=500")
    assert page.text(results, ".bar-line strong") == "512.345"
    assert page.texts(results, ".pages a, .pages span") == ["← Trước", "1", "…", "498", "499", "500"]
    assert "10.000" in page.text(results, "main")
    page.get(client, "/search?q=dân+vận&page=501", 400)


def test_period_names() -> None:
    assert period(date(2024, 1, 1), date(2024, 12, 31)) == "Năm 2024"
    assert period(date(2024, 2, 1), date(2024, 2, 29)) == "Tháng 02/2024"
    assert period(date(2024, 2, 1), date(2024, 3, 31)) == "Từ 01/02/2024 đến 31/03/2024"
    assert period(date(2024, 2, 3), date(2024, 2, 3)) == "03/02/2024"
    assert period(date(2024, 2, 3), None) == "Từ 03/02/2024"
    assert period(None, date.max) == "Đến 31/12/9999"
