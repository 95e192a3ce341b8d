"""What a host's name tells for certain."""

from __future__ import annotations

import pytest

from crawler.importing.hosts import host_of, level_of, record_for


@pytest.mark.parametrize(
    ("host", "level"),
    [
        ("tiengiang.gov.vn", "tinh"),
        ("www.tiengiang.gov.vn", "tinh"),
        ("soyte.hanoi.gov.vn", "tinh"),
        ("sontay.hanoi.gov.vn", None),
        ("phuxuyen.hanoi.gov.vn", None),
        ("xasonlinh.hatinh.gov.vn", "xa"),
        ("phuong3.tayninh.gov.vn", "xa"),
        ("truongdinh.haibatrung.hanoi.gov.vn", "xa"),
        ("soctrang.dcs.vn", "tinh"),
        ("khac.dcs.vn", None),
        ("dcs.vn", None),
        ("vpcp.chinhphu.vn", "tw"),
        ("moh.gov.vn", "tw"),
        ("khac.gov.vn", None),
        ("gov.vn", None),
        ("huyenuygocongtay.vn", None),
        ("127.0.0.1:8091", None),
    ],
)
def test_level(host: str, level: str | None) -> None:
    assert level_of(host) == level


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.Tiengiang.gov.vn/a", "tiengiang.gov.vn"),
        ("http://127.0.0.1:8091/a", "127.0.0.1:8091"),
        ("urn:danvan:text:1", None),
        ("http://[broken", None),
        ("http://x.vn:port/", None),
        ("", None),
    ],
)
def test_host(url: str, host: str | None) -> None:
    assert host_of(url) == host


def test_record() -> None:
    record = record_for("xasonlinh.hatinh.gov.vn")
    assert (record.id, record.level, record.state) == ("xasonlinh.hatinh.gov.vn", "xa", "unregistered")
    assert record.home == "http://xasonlinh.hatinh.gov.vn/"
