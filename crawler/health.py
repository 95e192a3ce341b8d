"""What is wrong with a request, in words, and whether trying again would help."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and what it came from."""
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__ or seen.__context__


def _why(error: ssl.SSLCertVerificationError) -> str:
    """What OpenSSL says against a certificate; the downloader's own error only carries the one that says it."""
    inner = getattr(error, "certificate_error", error)
    return getattr(inner, "verify_message", None) or str(inner)


def explain(error: BaseException) -> str:
    """One clause that tells a stranger what went wrong with a request."""
    for cause in _chain(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return (
                f"its TLS certificate is not valid ({_why(cause)}); if the portal is known for this, "
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
