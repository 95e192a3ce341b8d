"""The ``danvan`` command: one group, one module per verb under ``search_ui/commands``.

Exit codes: 0 fine, 1 a portal is failing or something was found wrong, 2 could not run (the message says what to do).
Results go to standard output, logs and progress to standard error.
"""

from __future__ import annotations

import importlib
import logging
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from crawler.errors import DanvanError

_COMMANDS = {
    "up": "search_ui.commands.up:up",
    "crawl": "search_ui.commands.crawl:crawl",
    "index": "search_ui.commands.index:index",
    "update": "search_ui.commands.update:update",
    "serve": "search_ui.commands.serve:serve",
    "search": "search_ui.commands.search:search",
    "kwic": "search_ui.commands.kwic:kwic",
    "trend": "search_ui.commands.trend:trend",
    "collocates": "search_ui.commands.collocates:collocates",
    "keyness": "search_ui.commands.keyness:keyness",
    "similar": "search_ui.commands.similar:similar",
    "spread": "search_ui.commands.spread:spread",
    "status": "search_ui.commands.status:status",
    "portals": "search_ui.commands.portals:portals",
    "places": "search_ui.commands.places:places",
    "import": "search_ui.commands.importing:import_",
    "export": "search_ui.commands.export:export",
    "reextract": "search_ui.commands.reextract:reextract",
    "verify": "search_ui.commands.verify:verify",
    "backup": "search_ui.commands.backup:backup",
    "restore": "search_ui.commands.backup:restore",
    "schedule": "search_ui.commands.schedule:schedule",
}
"""Verb → where it is defined, in the order of the help text. Loaded on use: `danvan search` starts without Scrapy."""


class _Verbs(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name].partition(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)  # noqa: S101 - narrows the type; the table above is ours
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # The reader of a pipe (`danvan status | head -1`) has what it wanted: that is no failure, as click takes it
            # for, and Python must not complain at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        return result


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="danvan", prog_name="danvan")
@click.option("-v", "--verbose", count=True, help="Say more on standard error (-vv: everything).")
def danvan(verbose: int) -> None:
    """Collect, keep, index and search Vietnamese local-government news about dân vận (mass mobilisation).

    \b
    First time:    danvan up
    Every night:   danvan update        (danvan schedule prints the cron line)

    Everything is kept in one directory: DANVAN_DATA, or ./data. DANVAN_PORTALS names a registry of portals that
    replaces the built-in one.
    """
    levels = (logging.WARNING, logging.INFO, logging.DEBUG)
    logging.basicConfig(
        stream=sys.stderr, level=levels[min(verbose, 2)], format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Run ``danvan`` and end the process with its exit code."""
    try:
        code = danvan.main(
            args=None if arguments is None else list(arguments), prog_name="danvan", standalone_mode=False
        )
    except DanvanError as error:
        click.echo(f"danvan: {error}", err=True)
        code = 2
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except click.Abort:
        click.echo("danvan: stopped; what was stored so far stays, run the command again to go on.", err=True)
        code = 130
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        click.echo(f"danvan: {error.strerror or error}{where}. Check disk space and permissions, try again.", err=True)
        code = 2
    sys.exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()
