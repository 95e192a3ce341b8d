"""A real Chromium in front of the real site. Skipped, with what to install, where there is none."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from browser_window import Open, Visit

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "web"))

CHROMIUM = os.environ.get("DANVAN_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
HOW = "install it (Debian: apt-get install chromium) or name it in DANVAN_CHROMIUM; `make install` brings Playwright"

TELL_VIOLATIONS = "addEventListener('securitypolicyviolation', e => console.error('policy: ' + e.violatedDirective))"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the served site."""
    import site_corpus
    from werkzeug.serving import WSGIRequestHandler, make_server

    from search_ui import create_app

    class Quiet(WSGIRequestHandler):
        def log_request(self, *_: object) -> None:
            """Say nothing: the test's output is for findings."""

    app = create_app(site_corpus.build(tmp_path_factory.mktemp("site")))
    app.config["NOW"] = site_corpus.NOW
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    app.extensions["danvan"].close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """The browser."""
    api = pytest.importorskip("playwright.sync_api", reason=HOW)
    if not CHROMIUM:
        pytest.skip(f"no Chromium: {HOW}")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Any, address: str) -> Iterator[Open]:
    """Open a browser window; every request to another host, script error or policy violation ends up in its faults."""
    contexts: list[Any] = []

    def open_window(width: int = 1280, scheme: str = "light", scripts: bool = True) -> Visit:
        context = chromium.new_context(
            base_url=address,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=scripts,
            locale="vi-VN",
        )
        contexts.append(context)
        found = Visit(context.new_page())
        here = urlsplit(address).netloc

        def check(request: Any) -> None:
            if urlsplit(request.url).netloc != here:
                found.faults.append(f"request to {request.url}")

        def listen(message: Any) -> None:
            if message.type == "error" and "status of 4" not in message.text:
                found.faults.append(message.text)

        found.page.on("request", check)
        found.page.on("console", listen)
        found.page.on("pageerror", lambda error: found.faults.append(str(error)))
        if scripts:
            context.add_init_script(TELL_VIOLATIONS)
        return found

    yield open_window
    for context in contexts:
        context.close()
