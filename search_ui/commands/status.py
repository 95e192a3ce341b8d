"""``danvan status``: how each portal is doing; its exit code is for cron."""

from __future__ import annotations

from datetime import datetime

import click

from crawler.errors import DanvanError
from crawler.items import VIETNAM
from search_ui.commands.common import data_dir, open_archive, print_json
from search_ui.coverage import Coverage, Tally, coverage

TROUBLED = ("failing", "blocked")


@click.command(short_help="Show how each portal is doing.")
@click.argument("portals", nargs=-1, metavar="[PORTAL]...")
@click.option("--json", "as_json", is_flag=True, help="Print the states as JSON, as /status.json has them.")
@click.pass_context
def status(ctx: click.Context, portals: tuple[str, ...], as_json: bool) -> None:
    """Show state, articles, newest article and last run of each portal (default: all).

    Exit code 1 when one of them is failing or blocked. States: ok, slow, failing, blocked, closed, never (crawled).
    """
    with open_archive(data_dir()) as archive:
        found = coverage(archive, Tally.of(archive), datetime.now(VIETNAM).date())
    unknown = set(portals) - {c.portal.id for c in found}
    if unknown:
        raise DanvanError(
            f"Nothing was ever collected from {', '.join(sorted(unknown))}. `danvan status` lists the portals it knows."
        )
    chosen = [c for c in found if not portals or c.portal.id in portals]
    if as_json:
        print_json([c.as_dict() for c in chosen])
    else:
        click.echo("\n".join(_line(c) for c in chosen) or "Nothing has been collected yet. Run `danvan crawl`.")
    ctx.exit(1 if any(c.state in TROUBLED for c in chosen) else 0)


def _line(item: Coverage) -> str:
    """State, portal, articles, newest, and what the last run said."""
    run = item.last_run
    newest = item.newest.isoformat() if item.newest else "no date"
    last = f"run {run.started:%Y-%m-%d %H:%M}" if run else "never crawled"
    message = f"  {run.message}" if run and run.message else ""
    return f"{item.state:8}{item.portal.id:32}{item.articles:>8,}  newest {newest}  {last}{message}"
