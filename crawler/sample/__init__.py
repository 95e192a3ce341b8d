"""Stand-in portals on loopback: for first runs without internet and for tests, with faults on demand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from crawler.portals import Portal
from crawler.sample.cms import DrupalSite, WordPressSite
from crawler.sample.cms_others import DnnSite, JoomlaSite, NukeViet3Site
from crawler.sample.faults import Faults
from crawler.sample.hanoi import NAME as HANOI_NAME
from crawler.sample.hanoi import HanoiSite
from crawler.sample.liferay import AssetSite, DisplaySite
from crawler.sample.mdefault import MDefaultSite
from crawler.sample.nukeviet import NAME as NUKEVIET_NAME
from crawler.sample.nukeviet import NukeVietSite
from crawler.sample.numbered import VCCorpSite, VnPortalSite, WebCenterSite
from crawler.sample.portlets import TienGiangSite, ViewArticleSite
from crawler.sample.server import SampleServer, Site
from crawler.sample.sharepoint import SharePointSite, TanDanSite

__all__ = ["STAND_INS", "Faults", "Samples", "serve", "serve_one"]

_ENTRIES = (
    Portal("sample-nukeviet", NUKEVIET_NAME, "huyen", "", (), place="823", platform="nukeviet", delay=0.0),
    Portal("sample-hanoi", HANOI_NAME, "huyen", "", (), place="280", platform="liferay-hanoi", delay=0.0),
)
STAND_INS: Mapping[str, tuple[str, Callable[[str, Faults], Site]]] = {
    "mdefault": ("mdefault", MDefaultSite),
    "tandan": ("sharepoint-tandan", TanDanSite),
    "sharepoint": ("sharepoint", SharePointSite),
    "wordpress": ("wordpress", WordPressSite),
    "drupal": ("drupal", DrupalSite),
    "joomla": ("joomla", JoomlaSite),
    "dnn": ("dnn", DnnSite),
    "nukeviet3": ("nukeviet", NukeViet3Site),
    "liferay-asset": ("liferay-asset", AssetSite),
    "liferay-display": ("liferay-asset", DisplaySite),
    "liferay-tiengiang": ("liferay-tiengiang", TienGiangSite),
    "view-article": ("view-article", ViewArticleSite),
    "vccorp": ("vccorp", VCCorpSite),
    "vnportal": ("vnportal", VnPortalSite),
    "webcenter": ("webcenter", WebCenterSite),
}
"""Further stand-in portals, by name: the platform, and what makes the site. `serve_one` serves them, one at a time."""


class Samples(tuple[Portal, ...]):
    """Registry entries of the stand-in portals that are being served, with their servers."""

    servers: tuple[SampleServer, ...]

    def log(self, portal: str) -> list[str]:
        """The paths that ``portal`` was asked for, in order."""
        return self.server(portal).log.paths()

    def server(self, portal: str) -> SampleServer:
        """The server of the portal with this id."""
        return next(server for entry, server in zip(self, self.servers, strict=True) if entry.id == portal)

    def change(self, faults: Faults) -> None:
        """Go on with other faults."""
        for entry, server in zip(self, self.servers, strict=True):
            server.start(_site(entry, server.origin, faults), faults)


@contextmanager
def serve(faults: Faults | None = None) -> Iterator[Samples]:
    """Serve the stand-in portals on free ports while the block runs; yields their registry entries."""
    servers = tuple(SampleServer() for _ in _ENTRIES)
    samples = Samples(
        replace(entry, home=f"{server.origin}/", hosts=(server.host,), evidence="stand-in portal, invented texts")
        for entry, server in zip(_ENTRIES, servers, strict=True)
    )
    samples.servers = servers
    try:
        samples.change(faults or Faults())
        yield samples
    finally:
        for server in servers:
            server.stop()


@contextmanager
def serve_one(name: str, faults: Faults | None = None) -> Iterator[Samples]:
    """Serve the stand-in ``name`` of `STAND_INS` while the block runs; yields its registry entry ``sample-NAME``."""
    platform, _ = STAND_INS[name]
    entry = Portal(f"sample-{name}", f"Cổng mẫu {name}", "huyen", "", (), platform=platform, delay=0.0)
    server = SampleServer()
    samples = Samples((replace(entry, home=f"{server.origin}/", hosts=(server.host,), evidence="stand-in portal"),))
    samples.servers = (server,)
    try:
        samples.change(faults or Faults())
        yield samples
    finally:
        server.stop()


def _site(entry: Portal, origin: str, faults: Faults) -> Site:
    if stand_in := STAND_INS.get(entry.id.removeprefix("sample-")):
        return stand_in[1](origin, faults)
    return HanoiSite(origin, faults) if entry.platform == "liferay-hanoi" else NukeVietSite(origin, faults)
