"""Keeps the delay between two requests to a host, whatever they are for: pages, feeds, robots.txt, second tries."""

from __future__ import annotations

from scrapy import Request
from scrapy.http import Response

from crawler.fetching.manners import manners_of


class PaceMiddleware:
    """Sits next to the downloader, so that every request passes it at the moment it would be sent."""

    async def process_request(self, request: Request) -> None:
        if manners := manners_of(request):
            await manners.turn()

    def process_response(self, request: Request, response: Response) -> Response:
        if manners := manners_of(request):
            manners.answered()
            manners.busy += float(request.meta.get("download_latency", 0.0))
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        if manners := manners_of(request):
            manners.answered()
