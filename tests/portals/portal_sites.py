"""Portals that misbehave in ways the stand-ins do not know, and what a check says of them."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from crawler.portals import Portal
from crawler.probing import Checked, check
from crawler.sample.faults import Faults
from crawler.sample.server import Reply, SampleServer, Site


@dataclass(slots=True)
class Changed:
    """A site whose replies are changed on their way out."""

    site: Site
    change: Callable[[str, Reply], Reply]

    def answer(self, path: str) -> Reply:
        return self.change(path, self.site.answer(path))


class Fixed:
    """A site of given pages; every other address is missing."""

    def __init__(self, pages: dict[str, str | Reply]) -> None:
        self.pages = pages

    def answer(self, path: str) -> Reply:
        reply = self.pages.get(path, Reply.html("<html><body>Không có</body></html>", 404))
        return reply if isinstance(reply, Reply) else Reply.html(reply)


@contextmanager
def served(
    make: Callable[[str], Site], faults: Faults | None = None, secure: ssl.SSLContext | None = None, **keys: object
) -> Iterator[Portal]:
    """Serve a site while the block runs, over TLS where ``secure`` is given; yields a registry entry for it."""
    server = SampleServer()
    origin = server.origin
    if secure is not None:
        server._http.socket = secure.wrap_socket(server._http.socket, server_side=True)
        origin = origin.replace("http:", "https:")
    try:
        server.start(make(origin), faults or Faults())
        entry = Portal("odd", "Cổng lạ", "xa", f"{origin}/", (server.host,), delay=0.0)
        yield replace(entry, **keys)  # type: ignore[arg-type] # fields of Portal
    finally:
        server.stop()


def verdicts(checked: Checked) -> dict[str, str]:
    """Verdict by step."""
    return {step.name: step.verdict for step in checked.steps}


def wrong(portal: Portal) -> dict[str, str]:
    """What a check finds wrong, by step, with how to mend it."""
    return {s.name: f"{s.found}. {s.mend}" for s in check(portal).steps if s.verdict == "wrong"}
