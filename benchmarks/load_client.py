"""An open-loop client: requests leave when the clock says so, whether or not the ones before have been answered.

A request's time counts from the moment it was due, so that a server that stalls is charged for everybody who waits.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from benchmarks.load_log import Visit

READERS = 200
"""Addresses that the requests seem to come from, as behind a proxy; the site limits each of them by itself."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: milliseconds from when the request was due, status (0: no answer), and bytes."""

    kind: str
    address: str
    milliseconds: float
    status: int
    size: int
    fault: str = ""

    @property
    def failed(self) -> bool:
        """Anything but an answer of the 200s."""
        return not 200 <= self.status < 300


@dataclass
class Client:
    """Sends visits to ``host:port`` over connections that are kept and used again."""

    host: str
    port: int
    answers: list[Answer] = field(default_factory=list)
    _idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = field(default_factory=list)

    async def run(self, log: Iterable[Visit], rate: float, seconds: float, seed: int = 3) -> None:
        """``rate`` visits a second on average, spaced as independent readers come, for ``seconds``."""
        rng = random.Random(seed)
        began = due = time.perf_counter()
        async with asyncio.TaskGroup() as tasks:
            for visit in log:
                due += rng.expovariate(rate)
                if due - began > seconds:
                    break
                wait = due - time.perf_counter()
                if wait > 0:
                    await asyncio.sleep(wait)
                tasks.create_task(self._visit(visit, due, f"198.51.100.{rng.randrange(READERS)}"))
        for _, writer in self._idle:
            writer.close()

    async def _visit(self, visit: Visit, due: float, reader_address: str) -> None:
        request = (
            f"GET {visit.address} HTTP/1.1\r\nHost: {self.host}\r\nAccept-Encoding: gzip\r\n"
            f"X-Forwarded-For: {reader_address}\r\n\r\n"
        ).encode("ascii")
        status, size, fault = 0, 0, ""
        try:
            status, size = await self._ask(request)
        except (OSError, EOFError, ValueError) as error:
            fault = f"{type(error).__name__}: {error}"
        took = (time.perf_counter() - due) * 1000
        self.answers.append(Answer(visit.kind, visit.address, took, status, size, fault))

    async def _ask(self, request: bytes) -> tuple[int, int]:
        """Status and bytes of the body; a kept connection that the server has closed meanwhile is replaced."""
        while self._idle:
            connection = self._idle.pop()
            try:
                return await self._over(connection, request)
            except (ConnectionError, EOFError):
                connection[1].close()
        return await self._over(await asyncio.open_connection(self.host, self.port), request)

    async def _over(
        self, connection: tuple[asyncio.StreamReader, asyncio.StreamWriter], request: bytes
    ) -> tuple[int, int]:
        reader, writer = connection
        writer.write(request)
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
        if "content-length" in fields:
            size = len(await reader.readexactly(int(fields["content-length"])))
        elif fields.get("transfer-encoding") == "chunked":
            size = await _chunks(reader)
        else:
            size = len(await reader.read())
        kept = "content-length" in fields or "transfer-encoding" in fields
        if kept and fields.get("connection", "").lower() != "close":
            self._idle.append(connection)
        else:
            writer.close()
        return int(head[0].split()[1]), size


async def _chunks(reader: asyncio.StreamReader) -> int:
    size = 0
    while True:
        length = int((await reader.readuntil(b"\r\n")).split(b";")[0], 16)
        await reader.readexactly(length + 2)
        if not length:
            return size
        size += length
