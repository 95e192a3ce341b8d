"""A real Chromium in front of the real site. Skipped, with what to install, where there is none."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from browser_window import TELL_VIOLATIONS, Open, Visit

pytest.register_assert_rewrite("looking")
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "web"))

CHROMIUM = os.environ.get("DANVAN_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
HOW = "install it (Debian: apt-get install chromium) or name it in DANVAN_CHROMIUM; `make install` brings Playwright"


@contextmanager
def serving(data: Any) -> Iterator[str]:
    """The site over ``data``; yields its address."""
    import site_corpus
    from werkzeug.serving import WSGIRequestHandler, make_server

    from search_ui import create_app

    class Quiet(WSGIRequestHandler):
        def log_request(self, *_: object) -> None:
            """Say nothing: the test's output is for findings."""

    app = create_app(data)
    app.config["NOW"] = site_corpus.NOW
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        app.extensions["danvan"].close()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the served site."""
    import site_corpus

    with serving(site_corpus.build(tmp_path_factory.mktemp("site"))) as at:
        yield at


@pytest.fixture(scope="session")
def states(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Addresses of a site without articles (``first-run``) and of one without an index (``outage``)."""
    import site_corpus

    from crawler.archive.datadir import DataDir

    without_index = DataDir(tmp_path_factory.mktemp("outage"))
    site_corpus.fill(without_index)
    with ExitStack() as stack:
        yield {
            "first-run": stack.enter_context(serving(DataDir(tmp_path_factory.mktemp("first-run")))),
            "outage": stack.enter_context(serving(without_index)),
        }


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """The browser, for one module: while Playwright runs, its thread has a loop, and a crawl would need another."""
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
        return Visit.listening(context, TELL_VIOLATIONS if scripts else None)

    yield open_window
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def shared_visit(chromium: Any, address: str) -> Iterator[Visit]:
    """One window for many pages, with scripts, and axe in each."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="`make install` brings axe").Axe()
    context = chromium.new_context(base_url=address, locale="vi-VN")
    context.add_init_script(axe.axe_script)
    yield Visit.listening(context, TELL_VIOLATIONS)
    context.close()


@pytest.fixture(scope="module")
def plain_visit(chromium: Any, address: str) -> Iterator[Visit]:
    """One window for many pages, with scripts switched off."""
    context = chromium.new_context(base_url=address, locale="vi-VN", java_script_enabled=False)
    yield Visit.listening(context)
    context.close()
