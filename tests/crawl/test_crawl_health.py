"""What went wrong is said in words, and runs are graded."""

from __future__ import annotations

import ssl

import pytest
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)

from crawler.grading import judge
from crawler.health import closes_address, closes_host, explain


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


CERTIFICATE = ssl.SSLCertVerificationError(1, "certificate verify failed")
CERTIFICATE.verify_message = "unable to get local issuer certificate"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (CannotResolveHostError("x"), "DNS"),
        (DownloadConnectionRefusedError("x"), "nothing answers"),
        (caused(DownloadConnectionRefusedError("x"), CERTIFICATE), 'tls = "unverified"'),
        (caused(DownloadConnectionRefusedError("x"), ssl.SSLError(1, "WRONG_VERSION")), "secure connection"),
        (DownloadTimeoutError("x"), "in time"),
        (ResponseDataLossError("x"), "broke off"),
        (DownloadCancelledError("x"), "larger"),
        (UnsupportedURLSchemeError("x"), "address"),
        (DownloadFailedError("server went away"), "server went away"),
        (DownloadFailedError(""), "the connection failed"),
    ],
)
def test_faults_are_explained(error: Exception, words: str) -> None:
    assert words in explain(error)


def test_only_some_faults_are_final() -> None:
    assert closes_host(CannotResolveHostError("x"))
    assert closes_host(caused(DownloadConnectionRefusedError("x"), CERTIFICATE))
    assert not closes_host(DownloadTimeoutError("x"))
    assert closes_address(DownloadCancelledError("x"))
    assert not closes_address(ResponseDataLossError("x"))


@pytest.mark.parametrize(
    ("counts", "end", "answer", "expected"),
    [
        ({"fetched": 20, "lists": 3}, "finished", 0.5, "ok"),
        ({"fetched": 0, "lists": 3}, "finished", 0.5, "ok"),
        ({"fetched": 20, "lists": 3}, "finished", 25.0, "slow"),
        ({}, "blocked", 0.5, "blocked"),
        ({}, "closed", 0.5, "closed"),
        ({}, "down", 0.5, "failing"),
        ({"empty": 1}, "finished", 0.5, "failing"),
        ({"lists": 1, "broken_lists": 2}, "finished", 0.5, "failing"),
        ({"fetched": 10, "lists": 1, "failed": 2, "not_an_article": 2}, "finished", 0.5, "failing"),
        ({"fetched": 3, "lists": 1, "failed": 2}, "finished", 0.5, "ok"),
        ({"fetched": 100, "lists": 1, "failed": 4}, "finished", 0.5, "ok"),
    ],
)
def test_grades(counts: dict[str, int], end: str, answer: float, expected: str) -> None:
    assert judge(counts, end, answer).grade == expected
