"""``danvan serve``: the search site for one person or a small group."""

from __future__ import annotations

import errno
import socket

import click

from crawler.archive.datadir import DataDir
from crawler.errors import DanvanError
from search_ui.commands.common import data_dir

DEFAULT_PORT = 8000


@click.command(short_help="Serve the search pages.")
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for the whole network."
)
@click.option(
    "--port", default=DEFAULT_PORT, show_default=True, type=click.IntRange(0, 65535), help="0: any free port."
)
def serve(host: str, port: int) -> None:
    """Serve the search pages until Ctrl-C. docs/operations.md shows how to run behind gunicorn and nginx."""
    run(data_dir(), listen(host, port))


def listen(host: str, port: int, any_free: bool = False) -> socket.socket:
    """A listening socket, on another port when ``port`` is taken and ``any_free``; else raises `DanvanError`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=128)
    except OSError as error:
        if any_free and error.errno == errno.EADDRINUSE:
            return listen(host, 0)
        raise DanvanError(
            f"Cannot listen on {host}:{port} ({error.strerror or error}). Choose another --port (0: any free one)."
        ) from error


def run(data: DataDir, listener: socket.socket, note: str = "") -> None:
    """Serve ``data`` on ``listener``; prints the address, returns after Ctrl-C."""
    import waitress

    from search_ui.app import create_app

    app = create_app(data)
    host, port = listener.getsockname()[:2]
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 - compared, not bound
    click.echo(f"{note}Open http://{f'[{shown}]' if ':' in shown else shown}:{port}/   (Ctrl-C ends)", err=True)
    waitress.serve(app, sockets=[listener], threads=8, ident=None, clear_untrusted_proxy_headers=True)
