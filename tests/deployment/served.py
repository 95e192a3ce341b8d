"""A running gunicorn, and how to talk to it."""

from __future__ import annotations

import http.client
import re
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Gunicorn:
    """The server and its log."""

    process: subprocess.Popen[bytes]
    log: Path

    def wait_for(self, pattern: str, times: int) -> list[str]:
        """Every match of ``pattern`` in the log once there are as many as ``times``."""
        while len(found := re.findall(pattern, self.log.read_text("utf-8"))) < times:
            assert self.process.poll() is None, self.log.read_text("utf-8")
            time.sleep(0.02)
        return found

    def workers(self, booted: int) -> list[int]:
        """Process ids of the workers, once so many have been made."""
        return [int(pid) for pid in self.wait_for(r"Booting worker with pid: (\d+)", booted)]

    def get(self, address: str, **headers: str) -> tuple[int, str, http.client.HTTPMessage]:
        """Status, text and headers of an answer."""
        host = self.wait_for(r"Listening at: http://(\S+)", 1)[0]
        connection = http.client.HTTPConnection(host)
        try:
            connection.request("GET", address, headers={"Host": "tin.example.vn", **headers})
            answer = connection.getresponse()
            return answer.status, answer.read().decode(), answer.headers
        finally:
            connection.close()
