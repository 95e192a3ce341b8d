"""``danvan serve`` in a process of its own: it prints its address, answers there, and says when the port is taken."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

from finished import Run


def test_serves_at_the_address_it_prints(run: Run, tmp_path: Path) -> None:
    run("up", "--sample", "--no-serve")
    env = dict(os.environ, DANVAN_DATA=str(tmp_path / "data" / "sample"))
    command = [sys.executable, "-m", "search_ui.cli", "serve", "--port", "0"]
    with subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        address = re.search(r"http://\S+", server.stderr.readline())
        assert address
        with urllib.request.urlopen(address[0]) as answer:
            assert answer.status == 200
            assert "dân vận" in answer.read().decode()
        server.send_signal(signal.SIGINT)
        server.wait(20)


def test_taken_port_is_said(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run("serve", "--port", taken.getsockname()[1])
    assert done.code == 2
    assert "--port" in done.err
