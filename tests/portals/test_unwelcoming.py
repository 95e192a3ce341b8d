"""Portals that hold nothing to read or keep programs out: what is said, and what to do about it."""

from __future__ import annotations

from datetime import date

import pytest
from portal_sites import Fixed, served
from test_add import unknown_system

from crawler.errors import DanvanError
from crawler.extraction.blocked import is_shell
from crawler.extraction.page import Page
from crawler.importing.hosts import host_of
from crawler.probing import check, propose
from crawler.sample.server import Reply

SHELL = (
    '<!DOCTYPE html><html><head><title>Xã Tân Hòa Đông</title><script src="/app.js" defer></script></head><body>'
    '<noscript>Trang này cần JavaScript để hiển thị nội dung của cổng thông tin.</noscript><div id="app"></div></body>'
)


@pytest.mark.parametrize(
    ("reply", "robots", "step", "says", "mend"),
    [
        (SHELL, None, "list", "scripts fill", "`feeds`"),
        (Reply.html("Cấm", 403), None, "home", "status 403", "DANVAN_CONTACT"),
        (Reply.moved("/"), None, "home", "redirects", "ends at"),
        (SHELL, Reply.html("Hỏng", 500), "robots", "cannot be had", "Try later"),
    ],
)
def test_what_is_wrong_and_how_to_mend_it(
    reply: str | Reply, robots: Reply | None, step: str, says: str, mend: str
) -> None:
    pages = {"/": reply} | ({"/robots.txt": robots} if robots else {})
    with served(lambda origin: Fixed(pages)) as portal:
        checked = check(portal)
        with pytest.raises(DanvanError) as refused:
            propose(portal.home, 0.0)
    wrong = [s for s in checked.steps if s.verdict == "wrong"]
    assert [s.name for s in wrong] == [step]
    assert says in wrong[0].found
    assert mend in wrong[0].mend
    assert len(str(refused.value)) > 40


def test_what_a_check_would_call_wrong_is_said_when_a_portal_is_added() -> None:
    ahead = date.today().year + 2  # noqa: DTZ011 only the year counts
    pages = {path: page.replace("/04/2025", f"/04/{ahead}") for path, page in unknown_system().items()
             if isinstance(page, str)}  # fmt: skip
    with served(lambda origin: Fixed(dict(pages))) as portal:
        findings = propose(portal.home, 0.0).findings
    assert [f.field for f in findings if f.sure == "wrong"] == ["dates", "furniture"]


def test_a_frame_without_text_is_told_from_a_page() -> None:
    assert is_shell(Page(SHELL, "http://xa.example/"))
    assert not is_shell(Page(SHELL.replace("<div", "<a href='/tin-tuc'>Tin tức</a><div"), "http://xa.example/"))
    assert not is_shell(Page("<html><body>Chào</body></html>", "http://xa.example/"))


def test_words_are_no_address() -> None:
    assert host_of("http://khong phai dia chi") is None
