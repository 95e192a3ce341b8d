"""A search of a page is spared only when it cannot find anything."""

from __future__ import annotations

import pytest
from lxml import etree

from crawler.extraction.page import Page
from crawler.extraction.readers import elements
from crawler.extraction.selecting import having, may_match

HTML = (
    "<body class='single post-1'><div id='main' class=\"entry  body\"><p class=lead id=p_7>a</p></div><h1>t</h1></body>"
)
PAGE = Page.of(HTML, "http://a.example/")
PATHS = {
    f"//*[{having('entry')}]//p": True,
    f"//*[{having('ent')}]": False,
    f"//*[({having('none')} or {having('lead')})][not(.//a)]": True,
    f"//div[{having('gone')}] | //*[{having('body')}]": True,
    f"//div[{having('gone')}] | //*[{having('away')}]": False,
    "//*[contains(@class,'ntr')]": True,
    "//*[contains(@class,'xyz') or starts-with(@class,'abc')]": False,
    "//*[contains(@id,'p_')]": True,
    "//*[@id='nothing' or contains(@id,'none')]": False,
    f"//p[not({having('gone')})]": None,
    f"//*[.//*[{having('gone')}]]": None,
    f"//h1[{having('gone')} or @itemprop='headline']": None,
    f"//h1 | //*[{having('gone')}]": None,
}


@pytest.mark.parametrize(("path", "possible"), PATHS.items())
def test_what_a_page_may_have(path: str, possible: bool | None) -> None:
    test = may_match(path)
    assert (test(PAGE) if test else None) == possible
    assert elements(path)(PAGE) == etree.XPath(path)(PAGE.root)
