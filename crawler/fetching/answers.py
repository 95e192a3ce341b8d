"""Asks a portal for pages: inside its own hosts, redirects followed, nothing that is a trap."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from urllib.parse import quote, urljoin, urlsplit

from scrapy import FormRequest, Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.extraction.blocked import refusal
from crawler.extraction.onward import onward
from crawler.extraction.page import Page
from crawler.extraction.platforms.base import FormPost, Platform
from crawler.extraction.platforms.script_lists import json_page
from crawler.fetching.blocks import Block
from crawler.fetching.detours import Detours, cookies_of
from crawler.fetching.manners import OURS, Failed, Manners
from crawler.fetching.traps import TrapCounter
from crawler.items import VIETNAM
from crawler.portals import Portal, bare_host

MAX_REDIRECTS = 6
MAX_URL = 2000
"""Characters; longer addresses are session blobs and recursions."""
_SENT = "".join(map(chr, range(0x21, 0x7F)))


class Engine(Protocol):
    """What is needed of Scrapy's engine: a request through the downloader middlewares."""

    async def download_async(self, request: Request) -> Response: ...


@dataclass(frozen=True, slots=True)
class Answer:
    """What a portal answered in the end."""

    url: str
    """The address that answered, after redirects."""
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fetched_at: datetime
    leads_to: str | None = None
    """The address on another site that the portal redirects to; the body then says nothing."""

    @property
    def ok(self) -> bool:
        """Whether this is a page."""
        return self.status == 200 and self.leads_to is None

    @property
    def not_modified(self) -> bool:
        """Whether the page is as it was when it was received last; only conditions make a server say so."""
        return self.status == 304

    @property
    def gone(self) -> bool:
        """Whether the portal says that there is no such page."""
        return self.status in (404, 410)

    def header(self, name: str) -> str:
        """A header's first value, empty when it is missing."""
        return next((value for key, value in self.headers if key.lower() == name), "")

    @property
    def charset(self) -> str | None:
        """The charset that the header declares."""
        _, found, rest = self.header("content-type").lower().partition("charset=")
        return rest.split(";")[0].strip(" \"'") or None if found else None

    @property
    def is_html(self) -> bool:
        """Whether the body is a page, by its type or, where that is missing or wrong, by its first bytes."""
        kind = self.header("content-type").partition(";")[0].strip().lower()
        if kind in ("text/html", "application/xhtml+xml"):
            return True
        start = self.body[:1000].lstrip().lower()
        return kind in ("", "text/plain", "application/octet-stream", "text/xml") and (
            start.startswith(b"<!doctype html") or b"<html" in start
        )

    @property
    def is_blank(self) -> bool:
        """Whether the server sent nothing at all, though it says that all is well."""
        return self.ok and not self.body.strip()

    def page(self) -> Page:
        """The body, decoded and parsed."""
        page = Page.of(self.body, self.url, self.charset)
        page.fetched = self.fetched_at
        return page

    def list_page(self) -> Page | None:
        """What a script would draw of an answer that is no page but entries of a list; None when it is neither."""
        is_json = self.ok and self.header("content-type").partition(";")[0].strip().lower().endswith("json")
        return json_page(self.body, self.url) if is_json else None


class Fetcher:
    """The one way to a portal's pages."""

    def __init__(self, engine: Engine, portal: Portal, manners: Manners) -> None:
        self._engine = engine
        self.portal = portal
        self.manners = manners
        self.platform: Platform | None = None
        """Knows this content system's traps; None until it is found."""
        self.traps: TrapCounter | None = None
        """Told of every page that is read, once the content system is known."""
        self.sitemaps: list[str] = []
        """What robots.txt names."""
        self.detours = Detours()

    async def page(
        self, url: str | FormPost, conditions: Mapping[str, str] | None = None
    ) -> tuple[Answer, Page | None]:
        """The answer to an address or a form and its page, None when it is no HTML page; raises what `get` raises.

        Pages that hold nothing but the way to another one are left for that one.
        """
        answer, page = await self._one_page(url, conditions)
        for _ in range(MAX_REDIRECTS):
            further = onward(page) if page is not None and answer.ok else None
            if further is None or not (serves(self.portal, further) and self.wanted(further)):
                break
            answer, page = await self._one_page(further, None)
        return answer, page

    async def _one_page(self, url: str | FormPost, conditions: Mapping[str, str] | None) -> tuple[Answer, Page | None]:
        """Pages that turn us away with status 200 are waited out here, as far as the text shows them."""
        while True:
            answer = await self.get(url, conditions)
            if answer.leads_to or answer.not_modified or not answer.is_html:
                self.manners.let_in()
                return answer, answer.list_page()
            page = answer.page()
            refused = refusal(page)
            if refused is None or refused.kind != "blocked":
                self.manners.let_in()
                if self.traps is not None and self.platform is not None:
                    self.traps.look(page, self.platform)
                return answer, page
            await self.manners.blocked(Block(refused.reason, refused.retry_after))

    async def get(self, asked: str | FormPost, conditions: Mapping[str, str] | None = None) -> Answer:
        """The answer to an address or a form after redirects within the portal.

        ``conditions`` are headers for the address itself, not for where it leads: the answer may be `not_modified`.
        Raises `Refused` (robots.txt), `Failed` (this address gives nothing), and what ends the whole crawl of the
        portal: `Blocked`, `Down`, `Stopped`.
        """
        if isinstance(asked, FormPost):
            return await self._follow(asked.url, asked, conditions)
        url = ascii_url(asked)
        straight = self.detours.straight(url)
        if straight == url or not self.wanted(straight):
            answer = await self._follow(url, None, conditions)
            if answer.ok:
                self.detours.led(url, answer.url)
            return answer
        answer = await self._follow(straight, None, conditions)
        if answer.gone or answer.url == url:
            self.detours.forget()
        return await self._follow(url, None, None) if answer.gone else answer

    async def _follow(self, url: str, form: FormPost | None, conditions: Mapping[str, str] | None) -> Answer:
        """The answer at the end of the redirects."""
        visited: set[str] = set()
        offered: dict[str, str] = {}
        for _ in range(MAX_REDIRECTS):
            if form is None:
                visited.add(url)
            response = await self._download(self._request(url, form, conditions))
            if response.status == 304 and not conditions:
                raise Failed("the server says that nothing has changed (304), though nobody asked")
            form = conditions = None
            target = response.headers.get("Location")
            if response.status not in (301, 302, 303, 307, 308) or not target:
                return _answer(response)
            asked, url = url, ascii_url(urljoin(response.url, target.decode("utf-8", "replace")).partition("#")[0])
            if not serves(self.portal, url):
                return _answer(response, leads_to=url)
            offered |= cookies_of(response)
            if (url in visited or _same_but_query(asked, url)) and self.detours.accept(offered):
                # It wants to see its cookie before it answers.
                visited.clear()
            if url in visited or not self.wanted(url):
                break
        raise Failed(f"it redirects in circles or to a page that is never asked for ({url})")

    async def _download(self, request: Request) -> Response:
        """The answer to one request; a compressed one that grows beyond any page while it is unpacked is `Failed`."""
        try:
            return await self._engine.download_async(request)
        except IgnoreRequest as error:
            if isinstance(error, OURS):
                raise
            raise Failed("the answer is larger than any page when it is unpacked") from error

    def wanted(self, url: str) -> bool:
        """Whether an address may be asked for at all: of this portal, of sane length, no trap of its content system."""
        return (
            len(url) <= MAX_URL
            and serves(self.portal, url)
            and not (self.platform is not None and self.platform.is_trap(url))
        )

    def _request(self, url: str, form: FormPost | None, conditions: Mapping[str, str] | None) -> Request:
        meta = {
            "manners": self.manners,
            "download_slot": self.manners.slot,
            "sitemaps": self.sitemaps,
            # Some systems take no other spelling of their addresses, such as Tiền Giang's "?/slug/id".
            "verbatim_url": True,
        }
        if urlsplit(url).hostname in ("127.0.0.1", "localhost", "::1"):
            meta["proxy"] = None
        if form is not None:
            fields, cookies = list(form.fields), self.detours.header()
            return FormRequest(url, formdata=fields, method="POST", headers=cookies, meta=meta, dont_filter=True)
        headers = {**self.detours.header(), **(conditions or {})}
        return Request(url, headers=headers, meta=meta, dont_filter=True)


def serves(portal: Portal, url: str) -> bool:
    """Whether ``url`` is on one of the portal's hosts, with or without ``www.``."""
    return bare_host(url) in {host.removeprefix("www.") for host in portal.hosts}


def ascii_url(url: str) -> str:
    """The address as it is sent: letters beyond ASCII and spaces percent-encoded, everything else as it stands."""
    return quote(url.strip(), safe=_SENT)


def _same_but_query(one: str, other: str) -> bool:
    """As IIS leads to the same page with ``AspxAutoDetectCookieSupport=1``."""
    return one.partition("?")[0].lower() == other.partition("?")[0].lower()


def _answer(response: Response, leads_to: str | None = None) -> Answer:
    headers = tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in response.headers.items()
        for value in (values if isinstance(values, list) else [values])
    )
    return Answer(response.url, response.status, headers, response.body, datetime.now(VIETNAM), leads_to)
