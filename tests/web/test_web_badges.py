"""Badges with the state of the collection and of a portal."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from lxml import etree

from search_ui.badge import COLOURS, badge

SVG = "{http://www.w3.org/2000/svg}"


def words(text: str) -> list[str]:
    return [element.text or "" for element in etree.fromstring(text.encode()).iter(f"{SVG}text")]


def test_the_badge_tells_the_worst_state(client: FlaskClient) -> None:
    answer = client.get("/status.svg")
    assert answer.mimetype == "image/svg+xml"
    assert words(answer.text) == ["danvan", "lỗi 2/7"]


@pytest.mark.parametrize(("portal", "label"), [("phuxuyen.example", "tốt"), ("khoa.example", "bị chặn")])
def test_each_portal_has_a_badge(client: FlaskClient, portal: str, label: str) -> None:
    assert words(client.get(f"/status/{portal}.svg").text) == [portal, label]


def test_an_unknown_portal_has_none(client: FlaskClient) -> None:
    assert client.get("/status/nobody.svg").status_code == 404


def test_names_are_escaped() -> None:
    assert words(badge('<b>&"', "x", "good")) == ['<b>&"', "x"]
    assert set(COLOURS) == {"good", "slow", "bad", "off"}
