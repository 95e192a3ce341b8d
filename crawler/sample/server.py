"""Serves stand-in portals on loopback, each on a port of its own, with a log of every request."""

from __future__ import annotations

import math
import ssl
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Protocol, runtime_checkable
from urllib.parse import parse_qsl

from crawler.sample.conditions import Conditions
from crawler.sample.faults import BLOCK_PAGE, Faults, Trouble
from crawler.sample.reply import Reply

_NOTHING = b" " * 100_000


class Site(Protocol):
    """What a stand-in portal must do: answer a path (with its query)."""

    def answer(self, path: str) -> Reply: ...


@runtime_checkable
class FormSite(Site, Protocol):
    """A stand-in portal that takes forms as well."""

    def post(self, path: str, form: dict[str, str]) -> Reply: ...


@dataclass(frozen=True, slots=True)
class Seen:
    """One request as the server saw it."""

    at: float
    """Seconds, monotonic clock."""
    path: str
    status: int
    agent: str
    conditional: bool = False
    """Whether the page was asked for only if it had changed."""


@dataclass(slots=True)
class Log:
    """Requests of one stand-in portal and how many were under way at once at most."""

    requests: list[Seen] = field(default_factory=list)
    at_once: int = 0
    _open: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [seen.path for seen in self.requests]

    def enter(self) -> None:
        """A request begins."""
        with self._lock:
            self._open += 1
            self.at_once = max(self.at_once, self._open)

    def leave(self, seen: Seen) -> None:
        """A request has been answered."""
        with self._lock:
            self._open -= 1
            self.requests.append(seen)


class _Quiet(ThreadingHTTPServer):
    """A server whose clients may hang up, as those do that do not trust a certificate."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Nothing on standard error when it was only that."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class SampleServer:
    """One stand-in portal, served from `start` to `stop`."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.log = Log()
        self.site: Site | None = None
        self.trouble = Trouble(Faults())
        self.conditions = Conditions()
        self._http = _Quiet(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True
        self._scheme = "https" if tls else "http"
        if tls is not None:
            self._http.socket = tls.wrap_socket(self._http.socket, server_side=True)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)

    @property
    def host(self) -> str:
        """Host and port, as a registry entry writes it."""
        return f"127.0.0.1:{self._http.server_address[1]}"

    @property
    def origin(self) -> str:
        """The address without a path."""
        return f"{self._scheme}://{self.host}"

    def start(self, site: Site, faults: Faults) -> None:
        """Serve ``site``; calling it again changes site and faults."""
        self.site, self.trouble = site, Trouble(faults)
        if not self._thread.is_alive():
            self._thread.start()

    def stop(self) -> None:
        """Close the port."""
        if self._thread.is_alive():
            self._http.shutdown()
        self._http.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            # Head and body are sent one after the other; waiting for the first to be acknowledged costs 40 ms a page.
            disable_nagle_algorithm = True

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode("utf-8", "replace")
                self.serve(dict(parse_qsl(body, keep_blank_values=True)))

            def do_GET(self) -> None:
                self.serve(None)

            def serve(self, form: dict[str, str] | None) -> None:
                server.log.enter()
                started = time.monotonic()
                time.sleep(server.trouble.faults.delay)
                reply, cut = server.reply(self.path, form)
                known = self.headers.get("If-None-Match") or self.headers.get("If-Modified-Since")
                reply = server.conditions.apply(server.trouble.faults.validators, self.path, reply, known)
                # Logged before it is sent: whoever has the answer finds it in the log.
                agent = self.headers.get("User-Agent", "")
                server.log.leave(Seen(started, self.path, reply.status, agent, known is not None))
                self.send_response(reply.status)
                told = reply.status != 304 and not reply.endless
                length = (("Content-Length", str(len(reply.body))),) if told else ()
                for name, value in (*reply.headers, *length):
                    self.send_header(name, value)
                with suppress(ConnectionError):
                    # Whoever asked may have lost patience.
                    self.end_headers()
                    self.wfile.write(reply.body[: len(reply.body) // 2] if cut else reply.body)
                    for _ in range(reply.endless // len(_NOTHING)):
                        self.wfile.write(_NOTHING)
                self.close_connection = self.close_connection or cut or bool(reply.endless)

            def log_message(self, format: str, *args: object) -> None:
                """Nothing on standard error."""

        return Handler

    def reply(self, path: str, form: dict[str, str] | None = None) -> tuple[Reply, bool]:
        """The answer to a path (and a form) with today's faults, and whether it is to break off."""
        faults = self.trouble.faults
        strike, cut = self.trouble.strikes()
        if strike == "flood":
            seconds = math.ceil(faults.flood_window)
            if faults.flood_page:
                return Reply.html(BLOCK_PAGE.format(seconds=seconds)), False
            return Reply(429, b"Too many requests", (("Retry-After", str(seconds)),)), False
        if strike is not None:
            return Reply(500 if strike == "down" else 503, b"Service unavailable"), False
        assert self.site is not None  # noqa: S101 start() has set it
        if form is None:
            return self.site.answer(path), cut
        return (self.site.post(path, form) if isinstance(self.site, FormSite) else Reply(405)), cut
