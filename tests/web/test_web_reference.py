"""The reference of the interface, ``/api``: every text in both languages, types as programmers read them."""

from __future__ import annotations

import site_page as page
from flask import Flask
from flask.testing import FlaskClient

from search_ui.api.openapi import document
from search_ui.api.reference import texts, told, type_name, vietnamese


def test_every_text_of_the_description_has_vietnamese_words_and_none_is_left_over() -> None:
    shown = set(texts(document()))
    assert shown - vietnamese().keys() == set()
    assert vietnamese().keys() - shown == set()


def test_the_reference_is_vietnamese_first_and_english_complete(client: FlaskClient) -> None:
    found, english = page.get(client, "/api"), page.get(client, "/api?lang=en")
    assert "Tìm bài" in page.texts(found, "h2")
    assert "Search articles" in page.texts(english, "h2")
    described = set(texts(document()))
    cells = set(page.texts(found, "td")) | set(page.texts(found, ".operation p")) | set(page.texts(found, "h2"))
    assert cells & {text for text in described if " " in text and "`" not in text} == set()
    assert len(page.texts(found, "table")) == len(page.texts(english, "table"))


def test_limits_are_said_in_words(client: FlaskClient) -> None:
    assert "3.000 lượt mỗi phút" in page.text(page.get(client, "/api"), "main")
    assert "3,000 times per minute" in page.text(page.get(client, "/api?lang=en"), "main")


def test_examples_are_read_as_typed_and_can_be_followed(client: FlaskClient) -> None:
    for link in page.get(client, "/api").css(".operation p a[href^='/api/']"):
        assert "%E1" not in link.css("code::text").get("")
        assert client.get(link.attrib["href"]).status_code == 200


def test_what_stands_in_backquotes_is_code_and_nothing_else_is_markup(app: Flask) -> None:
    with app.test_request_context("/api?lang=en"):
        assert told("`a<b` and ``c``, <b>") == "<code>a&lt;b</code> and <code>c</code>, &lt;b&gt;"


def test_types() -> None:
    assert type_name({"type": "array", "items": {"$ref": "#/components/schemas/Hit"}}) == "Hit[]"
    assert type_name({"type": ["string", "null"]}) == "string | null"
    assert type_name({"type": "array", "items": {"type": ["integer", "null"]}}) == "(integer | null)[]"
    assert type_name({"anyOf": [{"$ref": "#/components/schemas/Unit"}, {"type": "null"}]}) == "Unit | null"
    assert type_name({"type": "object", "additionalProperties": {"type": "integer"}}) == "{string: integer}"
    assert type_name({"type": "string", "format": "date"}) == "string (date)"
    assert type_name({}) == "any"
