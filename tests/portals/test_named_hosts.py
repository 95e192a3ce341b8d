"""Every host that the notes on real portals name is in the registry, or is known to be no portal of articles."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crawler.importing.hosts import _MINISTRIES, _PROVINCES
from crawler.portals import bare_host, load_registry

NOT_PORTALS = {
    "gov.vn": "the domain under which the portals' names stand",
    "chinhphu.vn": "named as the family that vpcp.chinhphu.vn and baochinhphu.vn belong to",
    "datafiles.nghean.gov.vn": "a file store of vnPortal: images, no articles",
    "storage-vnportal.vnpt.vn": "a file store of vnPortal: images, no articles",
    "tinnhiemmang.vn": "a list of hosts, and the badge that portals show",
    "vbpl.vn": "a database of legal documents",
    "moj.gov.vn": "named for its file downloads only",
    "kinhtedothi.vn": "a newspaper, named as the source of a reprint",
    "quan.tinh.gov.vn": "a pattern of host names",
}
"""Names that are no portals of articles, and why."""
_LABEL = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_HOST = re.compile(rf"(?<![\w./@*#-])((?:{_LABEL}/)*{_LABEL}(?:\.{_LABEL})+)(?!\w)")
"""A host, or several that share their end, such as ``ninhthanh/ninhson.tayninh``."""


def named(text: str) -> set[str]:
    """The hosts a text names, written out: a name that ends in a province's stands for one under ``gov.vn``."""
    found = set()
    for match in _HOST.finditer(text):
        *others, last = match[1].split("/")
        end = last.partition(".")[2]
        for host in (last, *(other if "." in other else f"{other}.{end}" for other in others)):
            whole = host.removeprefix("www.")
            if whole.endswith(".vn"):
                found.add(whole)
            elif whole.rpartition(".")[2] in _PROVINCES:
                found.add(f"{whole}.gov.vn")
    words = set(re.findall(r"(?<![\w.-])[a-z]+(?![\w.-])", text))
    return found | {f"{word}.gov.vn" for word in words & _MINISTRIES - {"chinhphu", "vpcp"}}


def test_names_are_written_out() -> None:
    text = "huyenuya.vn `/news/`, www.travinh.gov.vn; ninhthanh/ninhson.tayninh, moet `/tintuc`, span.h5, robots.txt"
    assert named(text) == {
        "huyenuya.vn", "travinh.gov.vn", "ninhthanh.tayninh.gov.vn", "ninhson.tayninh.gov.vn", "moet.gov.vn",
    }  # fmt: skip


@pytest.mark.shared
def test_every_named_host_is_registered(shared: Path) -> None:
    hosts = named((shared / "portals" / "PORTALS.md").read_text("utf-8"))
    known = {bare_host(f"https://{host}") for portal in load_registry() for host in portal.hosts}
    assert len(hosts) > 100
    assert sorted(hosts - known - NOT_PORTALS.keys()) == []
    assert sorted(NOT_PORTALS.keys() & known) == []


@pytest.mark.shared
def test_every_address_that_was_seen_belongs_to_a_portal(shared: Path) -> None:
    registry = load_registry()
    unknown = set()
    for file in sorted((shared / "portals" / "urls").glob("*")):
        for url in re.findall(r"https?://[^\s\"'<>,]+", file.read_text("utf-8")):
            if bare_host(url).endswith(".gov.vn") and registry.by_host(url) is None:
                unknown.add(bare_host(url))
    assert sorted(unknown) == []
