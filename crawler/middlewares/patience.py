"""Recognises answers that are not the page: blocks are waited out, faults are tried again.

Nothing behind this middleware ever sees a block page, a server error or half a body.
"""

from __future__ import annotations

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.fetching.blocks import block_of
from crawler.fetching.manners import Down, Failed, Manners, manners_of
from crawler.health import closes_address, closes_host, explain

TRANSIENT = frozenset({408, 425, 500, 502, 503, 504, 520, 521, 522, 523, 524, 525, 527, 530})
"""Statuses that say "not now". 5xx and Cloudflare's; 501 and 505 are for good."""


class PatienceMiddleware:
    """Waits as `Manners` says and sends the same request again."""

    async def process_response(self, request: Request, response: Response) -> Request | Response:
        manners = manners_of(request)
        if manners is None:
            return response
        block = block_of(response.status, response.headers, response.body)
        if block:
            await manners.blocked(block)
            return again(request)
        if response.status in TRANSIENT:
            return await self._after_fault(request, manners, f"the server answers with error {response.status}")
        if _is_blank(request, response) and "tries" not in request.meta:
            return await self._after_fault(request, manners, "the server answers with an empty page")
        manners.whole()
        return response

    async def process_exception(self, request: Request, exception: Exception) -> Request | None:
        manners = manners_of(request)
        if manners is None or isinstance(exception, IgnoreRequest):
            return None
        if closes_host(exception):
            manners.faults += 1
            raise Down(explain(exception)) from exception
        if closes_address(exception):
            manners.faults += 1
            raise Failed(explain(exception)) from exception
        return await self._after_fault(request, manners, explain(exception))

    @staticmethod
    async def _after_fault(request: Request, manners: Manners, why: str) -> Request:
        tries = int(request.meta.get("tries", 0)) + 1
        await manners.fault(tries, why)
        return again(request, tries)


def _is_blank(request: Request, response: Response) -> bool:
    """Said to be well, and empty: asked for once more; some servers answer so past the end of a list."""
    return response.status == 200 and not response.body.strip() and not request.meta.get("is_robots")


def again(request: Request, tries: int | None = None) -> Request:
    """The same request once more; ``tries`` counts the faults so far."""
    copy = request.replace(dont_filter=True)
    if tries is not None:
        copy.meta["tries"] = tries
    return copy
