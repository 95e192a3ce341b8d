"""Vietnamese and English: the address decides, every link carries it on, numbers and dates follow, nothing is left."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import site_corpus
import site_page as page
from flask import Flask
from flask.testing import FlaskClient
from parsel import Selector

import search_ui
from crawler.archive.datadir import DataDir
from indexer import wording
from search_ui import catalogue, formats, language, params
from search_ui.view import View

RICH = f"/article/{site_corpus.rich().id}"
PAGES = (
    "/", "/search?q=dân+vận", "/search?q=dan+vaanj&place=08", '/search?q="dân vận&view=kwic', "/search?view=table",
    "/search?q=zzz+dân&level=xa", "/search?q=dân+AND", "/search?q=dân&level=abc", "/search?page=x&from=2024-13-01",
    f"{RICH}?q=hội+thi", f"/article/{site_corpus._article(3).id}", f"/article/{site_corpus.dump().id}", "/help",
    "/help/keyboard", "/about", "/nothing", "/status", "/portals", "/places", "/trends?q=dân+vận", "/figures", "/api",
)  # fmt: skip
VIETNAMESE = re.compile("[ăâđêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]", re.IGNORECASE)


def english(address: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}lang=en"


def test_the_address_alone_decides(client: FlaskClient) -> None:
    asked = client.get("/search?q=dân+vận", headers={"Accept-Language": "en-GB,en;q=0.9"})
    assert Selector(asked.text).css("html::attr(lang)").get() == "vi"
    assert page.get(client, "/search?q=dân+vận&lang=en").css("html::attr(lang)").get() == "en"
    assert page.get(client, "/search?q=dân+vận&lang=fr").css("html::attr(lang)").get() == "vi"


@pytest.mark.parametrize("address", ["/", "/help", "/search?q=dân+vận&level=huyen&page=2", f"{RICH}?q=hội"])
def test_the_switch_leads_to_the_same_page(client: FlaskClient, address: str) -> None:
    there = page.get(client, address).css("a.language")
    assert (there.attrib["lang"], there.attrib["hreflang"]) == ("en", "en")
    found = page.get(client, there.attrib["href"])
    back = found.css("a.language")
    assert back.attrib["lang"] == "vi"
    assert urlsplit(back.attrib["href"]).path == urlsplit(address).path
    assert parse_qs(urlsplit(back.attrib["href"]).query) == parse_qs(urlsplit(address).query)


def test_both_forms_of_a_page_name_each_other(client: FlaskClient) -> None:
    for address in ("/search?q=d%C3%A2n", "/search?q=d%C3%A2n&lang=en"):
        found = page.get(client, address)
        named = {link.attrib["hreflang"]: link.attrib["href"] for link in found.css("link[rel=alternate][hreflang]")}
        plain = "http://localhost/search?q=d%C3%A2n"
        assert named == {"vi": plain, "en": f"{plain}&lang=en", "x-default": plain}


@pytest.mark.parametrize("address", [a for a in PAGES if a != "/api"])
def test_every_link_and_form_carries_english_on(client: FlaskClient, address: str) -> None:
    found = Selector(client.get(english(address)).text)
    for href in found.css("a:not(.language)::attr(href)").getall():
        parts = urlsplit(href)
        if parts.netloc or not parts.path or parts.scheme or "." in parts.path.rsplit("/", 1)[-1] or "snapshot" in href:
            continue  # another host, this page, or a file
        assert parse_qs(parts.query).get("lang") == ["en"], href
    for form in found.css("form"):
        assert form.css("input[name=lang]::attr(value)").getall() == ["en"]


def said(found: Selector) -> set[str]:
    """The texts of a page that are not marked as Vietnamese or as code, with the names that attributes give."""
    ours = "not(ancestor-or-self::*[@lang][1][@lang='vi']) and not(ancestor::script or ancestor::code)"
    names = found.xpath(f"//body//*[{ours}]/@aria-label | //body//*[{ours}]/@placeholder").getall()
    texts = found.xpath(f"//body//*[{ours}][not(self::script or self::code)]/text()").getall()
    return {" ".join(text.split()) for text in (*texts, *names)} - {""}


DATA = [p.name for p in site_corpus.PORTALS]
"""Names that contain words of the pages."""


@cache
def in_vietnamese() -> tuple[set[str], list[re.Pattern[str]]]:
    """Every message that differs in English: those that stand as they are, and what filled ones look like."""
    messages = [m.id if isinstance(m.id, str) else m.id[0] for m in catalogue.stored() if m.id and m.id != m.string]
    fixed = {m.strip() for m in messages if "%(" not in m and "<" not in m and VIETNAMESE.search(m)}
    filled = [re.escape(m) for m in messages if "%(" in m and len(m) > 16 and VIETNAMESE.search(m)]
    shapes = [re.compile(re.sub(r"%\\\(\w+\\\)s", ".+?", shape)) for shape in filled]
    return fixed, shapes


@pytest.mark.parametrize("address", PAGES)
def test_no_message_is_left_in_vietnamese(client: FlaskClient, address: str) -> None:
    """A text that is a message, or holds a longer one, has not been translated; other Vietnamese is data."""
    fixed, shapes = in_vietnamese()
    for text in said(Selector(client.get(english(address)).text)):
        for name in DATA:
            text = text.replace(name, "")
        if VIETNAMESE.search(text):
            assert text not in fixed, text
            assert not [m for m in fixed if len(m) > 12 and m in text], text
            assert not [shape.pattern for shape in shapes if shape.fullmatch(text)], text


def test_a_message_is_counted_everywhere_or_nowhere() -> None:
    """gettext before Python 3.12 does not find a message without its count that the catalogue has with one."""
    counted = {m.id[0] for m in catalogue.stored() if isinstance(m.id, tuple)}
    root = Path(search_ui.__file__).parent
    texts = [path.read_text("utf-8") for form in ("*.html", "*.py") for path in root.rglob(form)]
    plain = {found[2] for text in texts for found in re.finditer(r"""\b(?:_|gettext)\((['"])(.*?)\1""", text)}
    assert counted
    assert not counted & plain


def test_every_message_has_its_english() -> None:
    assert not [m.id for m in catalogue.untranslated(catalogue.stored())]
    written = {m.id for m in catalogue.stored()}
    assert not [m.id for m in catalogue.collected() if m.id not in written], "run: make translations"


def test_the_compiled_catalogue_is_the_written_one() -> None:
    assert catalogue.MO.read_bytes() == catalogue.compiled(catalogue.stored()), "run: make translations"


def test_translations_keep_what_is_filled_in() -> None:
    names = re.compile(r"%\((\w+)\)s|</?\w+")
    for message in catalogue.stored():
        ids, texts = ([message.id], [message.string]) if isinstance(message.id, str) else (message.id, message.string)
        for text in texts if ids[0] else ():
            assert sorted(names.findall(str(text))) == sorted(names.findall(ids[0])), ids[0]


@pytest.fixture
def in_english(app: Flask):  # type: ignore[no-untyped-def]  # a generator of nothing
    with app.test_request_context("/?lang=en"):
        yield


def test_numbers_and_dates_in_english(in_english: None) -> None:
    assert formats.number(1234567) == "1,234,567"
    assert formats.decimal(1234.56) == "1,234.6"
    assert [formats.percent(1, 8), formats.percent(1, 4), formats.percent(1, 0)] == ["12.5%", "25%", "–"]
    assert formats.day(date(2024, 7, 4)) == "4 Jul 2024"
    assert formats.typed_day(date(2024, 7, 4)) == "2024-07-04"
    assert formats.moment(datetime(2024, 7, 4, 20, 5, tzinfo=UTC)) == "5 Jul 2024, 03:05"
    assert [formats.month(m) for m in ("2024-03", "2024-Q2", "2024")] == ["Mar 2024", "Q2 2024", "2024"]


def test_numbers_and_dates_in_vietnamese() -> None:
    assert formats.number(1234567) == "1.234.567"
    assert formats.decimal(1234.56) == "1.234,6"
    assert [formats.percent(1, 8), formats.percent(1, 4)] == ["12,5 %", "25 %"]
    assert formats.typed_day(date(2024, 7, 4)) == "04/07/2024"
    assert [formats.month(m) for m in ("2024-03", "2024-Q2")] == ["03/2024", "quý 2/2024"]


def test_names_stand_in_vietnamese_order_in_both_languages(in_english: None) -> None:
    names = ["Đắk Lắk", "Đồng Nai", "Cần Thơ", "Đà Nẵng", "An Giang", "Điện Biên"]
    assert formats.in_order(names) == ["An Giang", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Điện Biên", "Đồng Nai"]


def test_the_language_stands_last_in_an_address(in_english: None) -> None:
    wanted = params.SearchParams(q="a", page=2)
    assert params.url(wanted, seen=View("kwic")) == "/search?q=a&page=2&view=kwic&lang=en"
    assert language.link("/help#phim") == "/help?lang=en#phim"
    assert language.link("/a?b=1") == "/a?b=1&lang=en"


def test_outside_a_request_everything_is_vietnamese() -> None:
    assert language.current() == "vi"
    assert language.link("/help") == "/help"
    assert wording.say("Đến %(last)s", last="x") == "Đến x"
    assert wording.say_count("%(n)s bài", 2, n="2") == "2 bài"
    assert wording.mark("bài") == "bài"


def test_values_of_a_message_are_escaped(app: Flask) -> None:
    from search_ui.wording import counted, text

    with app.test_request_context("/?lang=en"):
        assert text("Kết quả tìm “%(query)s”", query="<b>\u202e") == "Results for “&lt;b&gt;”"
        assert counted("%(n)s bài", 1) == "1 article"
        assert counted("%(n)s bài", 8410) == "8,410 articles"


def test_the_search_core_speaks_the_language_of_the_page(client: FlaskClient) -> None:
    assert "OR" in page.text(page.get(client, "/search?q=hòa+OR+hội&lang=en"), ".explain")
    assert "HOẶC" in page.text(page.get(client, "/search?q=hòa+OR+hội"), ".explain")
    assert "quotation mark" in page.text(page.get(client, '/search?q="dân vận&lang=en'), ".note")


def test_browsers_learn_to_search_here(client: FlaskClient) -> None:
    link = page.get(client, "/").css("link[rel=search]")
    answer = client.get(link.attrib["href"])
    assert answer.mimetype == link.attrib["type"]
    found = Selector(answer.text, type="xml")
    found.register_namespace("o", "http://a9.com/-/spec/opensearch/1.1/")
    template = found.xpath("//o:Url[@type='text/html']/@template").get("")
    assert template == "http://localhost/search?q={searchTerms}"
    assert len(found.xpath("//o:ShortName/text()").get("")) <= 16
    page.get(client, template.replace("http://localhost", "").replace("{searchTerms}", "d%C3%A2n"))
    english_one = Selector(client.get("/opensearch.xml?lang=en").text, type="xml")
    assert "lang=en" in english_one.get()


@pytest.mark.parametrize(
    ("given", "href"),
    [
        ("kho@example.vn", "mailto:kho@example.vn"),
        ("https://example.vn/lien-he", "https://example.vn/lien-he"),
        ("phòng 3", None),
    ],
)
def test_the_operator_can_be_reached(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, given: str, href: str | None
) -> None:
    monkeypatch.setenv("DANVAN_CONTACT", given)
    contact = page.get(client, "/about").xpath("//h2[@id='lien-he']/following-sibling::p[1]")
    assert given in page.text(contact, "p")
    assert contact.css("a::attr(href)").get() == href


def test_about_says_how_to_cite_the_corpus(client: FlaskClient) -> None:
    about = page.get(client, "/about")
    assert len(about.css(".cite")) == 3
    assert "Apache-2.0" in page.text(about, "main")
    assert "chưa khai địa chỉ" in page.text(about, "main")


def test_keys_have_a_page(client: FlaskClient) -> None:
    keyboard = page.get(client, page.get(client, "/").css("link[rel=help]::attr(href)").get(""))
    assert page.texts(keyboard, "kbd") == ["/", "j", "k", "Enter", "?"]


def test_a_new_message_is_written_down_and_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What ``make translations`` does to a catalogue that lacks one message and has one too many."""
    texts = catalogue.PO.read_text("utf-8")
    lacking = texts.replace('msgid "Trợ giúp"', 'msgid "Câu xưa"')
    assert lacking != texts
    monkeypatch.setattr(catalogue, "ROOT", tmp_path)
    monkeypatch.setattr(catalogue, "PO", tmp_path / "messages.po")
    monkeypatch.setattr(catalogue, "MO", tmp_path / "messages.mo")
    code = catalogue.stored_in(texts)
    for message in code:
        message.string = ("", "") if message.pluralizable else ""
    monkeypatch.setattr(catalogue, "collected", lambda: code)
    catalogue.PO.write_text(lacking, "utf-8")
    assert catalogue.main() == 1
    assert ": Trợ giúp" in capsys.readouterr().err
    assert 'msgid "Trợ giúp"\nmsgstr ""' in catalogue.PO.read_text("utf-8")
    assert "Câu xưa" not in catalogue.PO.read_text("utf-8")
    catalogue.PO.write_text(texts, "utf-8")
    assert catalogue.main() == 0
    assert catalogue.MO.read_bytes() == catalogue.compiled(catalogue.stored())


def test_about_needs_no_index(own_data: DataDir, client_of: Callable[[DataDir], FlaskClient]) -> None:
    shutil.rmtree(own_data.index)
    assert not page.get(client_of(own_data), "/about").css(".cite")
