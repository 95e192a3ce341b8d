"""Pagers that post back: which page is the current one, and what a browser would send for the next."""

from __future__ import annotations

import pytest

from crawler.extraction.page import Page
from crawler.extraction.platforms.postback import next_post

URL = "http://www.example.vn/mDefault.aspx?sid=1&pageid=2&catid=3"


def link(target: str, label: str, argument: str = "", extra: str = "") -> str:
    return f"""<a {extra} href="javascript:__doPostBack('{target}','{argument}')">{label}</a>"""


def page(pager: str, fields: str = "", action: str = "") -> Page:
    hidden = (
        '<input type="hidden" name="__VIEWSTATE" value="v&amp;1"><input type="hidden" name="__EVENTTARGET" value="">'
    )
    return Page(f'<html><body><form method="post" action="{action}">{hidden}{fields}{pager}</form></body></html>', URL)


@pytest.mark.parametrize(
    ("pager", "target", "argument", "number"),
    [
        (f"<div>1 {link('p', '2', 'a')} {link('p', '3', 'b')}</div>", "p", "a", 2),
        (f"<div>{link('p', '1', 'a')} <span>2</span> {link('p', '3', 'b')}</div>", "p", "b", 3),
        (f"<div>{link('x1', '1')} {link('x3', '3')}</div>", "x3", "", 3),
        (f"<td>{link('g', '...', 'P$9')} <b>11</b> {link('g', '12', 'P$12')} {link('g', '...', 'P$13')}</td>",
         "g", "P$12", 12),
        (f"<td>{link('g', '...', 'P$1')} {link('g', '9', 'P$9')} <b>10</b> {link('g', '...', 'P$11')}</td>",
         "g", "P$11", 11),
        (f"<p>{link('a', '1', '', 'class=active')}{link('b', '2')}{link('c', '3')}</p>", "b", "", 2),
        (f"<ul><li class=cur>1</li><li>{link('b', '2')}</li><li>{link('n', 'Tiếp')}</li></ul>", "b", "", 2),
        (f"<div><span>3</span> {link('n', 'Trang sau')}</div>", "n", "", 4),
        ("<div><span>1</span> <a href='javascript:WebForm_DoPostBackWithOptions(new WebForm_PostBackOptions("
         '"pg$2", "", true))\'>2</a></div>', "pg$2", "", 2),
        (f"<div>{link('q', '1')} {link('q', '2', '2')} {link('q', '3', '3')}</div>", "q", "2", 2),
    ],
)  # fmt: skip
def test_the_next_page_is_asked_for_as_a_browser_would(pager: str, target: str, argument: str, number: int) -> None:
    found = next_post(page(pager))
    assert found is not None
    sent = dict(found.fields)
    assert (sent["__EVENTTARGET"], sent["__EVENTARGUMENT"], found.number) == (target, argument, number)
    assert sent["__VIEWSTATE"] == "v&1"
    assert found.url == URL


@pytest.mark.parametrize(
    "pager",
    [
        "",
        f"<div>{link('p', '1')} <span>2</span></div>",
        f"<td>{link('g', '...', 'P$10')} {link('g', '11', 'P$11')} <b>12</b></td>",
        "<table>" + "".join(f"<td>{link('ctl00$Calendar1', str(n), str(8700 + n))}</td>" for n in range(1, 31)),
        "<table>" + "".join(f"<td>{link('ctl00$tuan', str(n), str(8700 + n))}</td>" for n in range(1, 31)),
        f"<div>{link('ctl00$btnLogin', 'Đăng nhập')} {link('ctl00$gui', 'Gửi')}</div>",
        '<div><a href="javascript:__doPostBack(broken">2</a></div>',
    ],
)  # fmt: skip
def test_last_pages_calendars_and_buttons_lead_nowhere(pager: str) -> None:
    assert next_post(page(pager)) is None


def test_the_page_that_was_asked_for_tells_the_number_where_the_pager_does_not() -> None:
    answer = page(f"<div>{link('q', '1')} {link('q', '2', '2')} {link('q', '3', '3')}</div>")
    answer.memo["page number"] = 2
    found = next_post(answer)
    assert found is not None
    assert (found.number, dict(found.fields)["__EVENTARGUMENT"]) == (3, "3")


def test_every_field_of_the_form_is_sent_and_no_button() -> None:
    fields = (
        '<input name="q" value="từ khóa"><input name="sent" type="submit" value="Tìm">'
        '<input type="checkbox" name="off"><input type="checkbox" name="on" checked>'
        '<input type="radio" name="r" value="2" checked>'
        '<textarea name="t">x</textarea><select name="s"><option value="a">A</option><option value="b" selected>B'
        '</option></select><select name="first"><option>C</option></select>'
    )
    found = next_post(page(f"<div>1 {link('p', '2')}</div>", fields, "./mDefault.aspx?sid=9"))
    assert found is not None
    assert found.url == "http://www.example.vn/mDefault.aspx?sid=9"
    sent = dict(found.fields)
    assert {name: sent.get(name) for name in ("q", "sent", "off", "on", "r", "t", "s", "first")} == {
        "q": "từ khóa", "sent": None, "off": None, "on": "on", "r": "2", "t": "x", "s": "b", "first": "C",
    }  # fmt: skip


def test_pagers_made_of_buttons_send_the_button() -> None:
    buttons = "".join(f'<input type="submit" class="ButtonPage" name="pg{n}" value="{n}">' for n in (2, 3))
    found = next_post(page(f"<div><span>1</span>{buttons}</div>"))
    assert found is not None
    sent = dict(found.fields)
    assert (sent["pg2"], sent["__EVENTTARGET"], "pg3" in sent) == ("2", "", False)
