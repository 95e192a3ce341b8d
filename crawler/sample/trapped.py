"""Serves the NukeViet stand-in with one trap in it."""

from __future__ import annotations

import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from crawler.portals import Portal, Tls
from crawler.sample.certificates import server_side
from crawler.sample.faults import Faults
from crawler.sample.nukeviet import NAME, NukeVietSite
from crawler.sample.server import Log, SampleServer
from crawler.sample.traps import TRAPS, Trapped

TWINS = ("cong-mau.test", "www.cong-mau.test")
"""Names of the portal that has two."""


@contextmanager
def serve_trapped(name: str, platform: str = "nukeviet") -> Iterator[tuple[Portal, Log]]:
    """Serve the portal with the trap ``name`` of `TRAPS` while the block runs; its registry entry and what it is asked
    for, over all its names. ``platform`` is what the registry takes it for."""
    trap = TRAPS[name]
    with tempfile.TemporaryDirectory() as directory:
        secure = server_side(Path(directory) / "server.pem") if trap.tls or trap.twins else None
        servers = [SampleServer(secure if trap.tls else None)]
        if trap.twins:
            servers.append(SampleServer(secure))
        log = servers[0].log
        hosts = tuple(name for server in servers for name in _names(server, twins=trap.twins))
        schemes = [server.origin.partition("//")[0] for server in servers for _ in _names(server, twins=trap.twins)]
        origins = tuple(f"{scheme}//{host}" for scheme, host in zip(schemes, hosts, strict=True))
        site = Trapped(NukeVietSite(origins[0], Faults()), trap, origins)
        try:
            for server in servers:
                server.log = log
                server.start(site, Faults())
            tls: Tls = "unverified" if secure else "verify"
            with _known_names():
                yield (
                    Portal("trapped", NAME, "huyen", f"{origins[0]}/", hosts, platform=platform, delay=0.0, tls=tls),
                    log,
                )
        finally:
            for server in servers:
                server.stop()


def _names(server: SampleServer, *, twins: bool) -> list[str]:
    """The names, with ports, under which a server answers."""
    port = server.host.rpartition(":")[2]
    return [f"{name}:{port}" for name in TWINS] if twins else [server.host]


@contextmanager
def _known_names() -> Iterator[None]:
    """While the block runs, this process finds the twins' names on loopback, and asks no proxy for them."""
    ask = socket.getaddrinfo

    def look_up(host: Any, *rest: Any, **more: Any) -> Any:
        return ask("127.0.0.1" if host in TWINS else host, *rest, **more)

    with patch.object(socket, "getaddrinfo", look_up), patch.dict(os.environ, {"NO_PROXY": "*", "no_proxy": "*"}):
        yield
