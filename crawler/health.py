"""What is wrong with a portal, in words, and the grade of a run: ok, slow, failing, blocked or closed."""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from typing import Literal

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)

Grade = Literal["ok", "slow", "failing", "blocked", "closed"]

SLOW_ANSWER = 10.0
"""Seconds an answer takes on average from which on a portal is called slow."""
BAD_PAGES_MIN, BAD_PAGES_SHARE = 3, 0.2
"""Addresses without an article that make a portal failing: at least so many, and this share of those fetched."""


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and what it came from."""
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__ or seen.__context__


def explain(error: BaseException) -> str:
    """One clause that tells a stranger what went wrong with a request."""
    for cause in _chain(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return (
                f"its TLS certificate is not valid ({cause.verify_message}); if the portal is known for this, "
                'set tls = "unverified" in its registry entry'
            )
        if isinstance(cause, ssl.SSLError):
            return f"no secure connection could be made ({getattr(cause, 'reason', None) or cause})"
    if isinstance(error, CannotResolveHostError):
        return "its name is not known to DNS, or this machine has no internet connection"
    if isinstance(error, DownloadConnectionRefusedError):
        return "nothing answers there (connection refused or no route)"
    if isinstance(error, DownloadTimeoutError):
        return "no whole answer came in time"
    if isinstance(error, ResponseDataLossError):
        return "the answer broke off before its end"
    if isinstance(error, DownloadCancelledError):
        return "the answer is larger than any page"
    if isinstance(error, UnsupportedURLSchemeError):
        return "the address is not one a crawler can ask for"
    return f"the connection failed ({error})" if str(error) else "the connection failed"


def closes_host(error: BaseException) -> bool:
    """Whether every other request to the host would meet the same fault in this run."""
    return isinstance(error, CannotResolveHostError) or any(
        isinstance(cause, ssl.SSLCertVerificationError) for cause in _chain(error)
    )


def closes_address(error: BaseException) -> bool:
    """Whether asking for the same address again would only meet the same fault."""
    return isinstance(error, DownloadCancelledError | UnsupportedURLSchemeError)


def grade(counts: Mapping[str, int], end: str, mean_answer: float) -> Grade:
    """The grade of a run from its counts, how it ended (`crawler.tally.Tally.end`) and seconds per answer."""
    if end in ("blocked", "closed"):
        return "blocked" if end == "blocked" else "closed"
    bad = counts.get("failed", 0) + counts.get("not_an_article", 0)
    if end == "down" or counts.get("empty") or counts.get("broken_lists", 0) > counts.get("lists", 0):
        return "failing"
    if bad >= BAD_PAGES_MIN and bad > BAD_PAGES_SHARE * counts.get("fetched", 0):
        return "failing"
    return "slow" if mean_answer > SLOW_ANSWER else "ok"
