"""Pages read as people see them: by selectors, never by substring."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask.testing import FlaskClient
from parsel import Selector
from werkzeug.test import TestResponse


def get(client: FlaskClient, address: str, status: int = 200) -> Selector:
    """The page at ``address``, which must answer with ``status``."""
    answer = client.get(address)
    assert answer.status_code == status, f"{address}: {answer.status_code}\n{answer.text[:2000]}"
    return Selector(answer.text)


def text(found: Selector, css: str) -> str:
    """The text of the first element, white space made single spaces."""
    return texts(found, css)[0]


def texts(found: Selector, css: str) -> list[str]:
    """The text of every element."""
    return [" ".join("".join(node.css("::text").getall()).split()) for node in found.css(css)]


def links(found: Selector) -> set[str]:
    """Addresses inside the site that a page links to, without fragments."""
    hrefs = found.css("a::attr(href), link::attr(href), form::attr(action), script::attr(src)").getall()
    return {href.split("#")[0] for href in hrefs if not urlsplit(href).netloc and not href.startswith("#")} - {""}


def is_html(answer: TestResponse) -> bool:
    return answer.mimetype == "text/html"
