"""A portal whose certificate nobody vouches for: explained, and crawled only where the registry excepts it."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.items import Article
from crawler.portals import Portal
from crawler.sample import Faults, Samples
from crawler.sample.certificates import server_side
from crawler.sample.nukeviet import NukeVietSite
from crawler.sample.server import SampleServer


@contextmanager
def secure(entry: Portal, context: ssl.SSLContext) -> Iterator[Portal]:
    """The NukeViet stand-in over TLS."""
    server = SampleServer(context)
    try:
        server.start(NukeVietSite(server.origin, Faults()), Faults())
        yield replace(entry, id="secure", home=f"{server.origin}/", hosts=(server.host,))
    finally:
        server.stop()


@pytest.mark.parametrize("issued_by", ["itself", "An issuer that is not sent"])
def test_a_broken_chain_is_one_portals_exception(
    samples: Samples, run, archived: Callable[[], list[Article]], tmp_path: Path, issued_by: str
) -> None:
    with secure(samples[0], server_side(tmp_path / "server.pem", issued_by)) as portal:
        refused = run([portal, samples[1]], limit=2)
        assert [p.grade for p in refused.portals] == ["failing", "ok"]
        assert 'tls = "unverified"' in refused.portals[0].message
        assert {a.portal for a in archived()} == {"sample-hanoi"}
        excepted = run([replace(portal, tls="unverified"), samples[1]], limit=2)
    assert [p.grade for p in excepted.portals] == ["ok", "ok"]
    assert {a.portal for a in archived()} == {"sample-hanoi", "secure"}
