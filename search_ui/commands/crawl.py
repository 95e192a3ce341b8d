"""``danvan crawl``: collect articles from portals into the archive."""

from __future__ import annotations

from datetime import date, datetime

import click

from search_ui.commands.common import data_dir, link_reprints, print_json, progress_bar


class Day(click.ParamType[date]):
    """A calendar day, as 2024-03-31 or 31/03/2024."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; ends the command with a usage error when ``value`` is none."""
        if isinstance(value, date):
            return value
        for form in ("%Y-%m-%d", "%d/%m/%Y"):
            try:
                return datetime.strptime(str(value), form).date()  # noqa: DTZ007 - a calendar day has no zone
            except ValueError:
                continue
        return self.fail(f"{value!r} is not a day such as 2024-03-31 or 31/03/2024.", param, ctx)


RECHECK = (
    "Ask again for articles of the last DAYS days, to notice corrections; only if changed where the portal can tell."
)


@click.command(short_help="Collect articles from portals.")
@click.argument("portals", nargs=-1, metavar="[PORTAL]...")
@click.option("--since", type=Day(), help="Only articles published on this day or later.")
@click.option("--until", type=Day(), help="Only articles published on this day or earlier.")
@click.option("--full", is_flag=True, help="Walk every list to its end again, not only to the first known page.")
@click.option("--recheck", type=click.IntRange(1), metavar="DAYS", help=RECHECK)
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most N new articles of each portal.")
@click.option("--all-topics", is_flag=True, help="Keep every article, not only those about mobilisation work.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.pass_context
def crawl(
    ctx: click.Context,
    portals: tuple[str, ...],
    since: date | None,
    until: date | None,
    full: bool,
    recheck: int | None,
    limit: int | None,
    all_topics: bool,
    as_json: bool,
) -> None:
    """Collect articles from PORTALs (default: every active one) into the archive.

    It may be stopped at any time: the next crawl goes on where this one ended, and fetches no article twice.
    """
    from crawler.portals import load_registry
    from crawler.running import CrawlOptions
    from crawler.running import crawl as run

    if since and until and since > until:
        raise click.BadParameter(f"{since} is later than --until {until}.", param_hint="--since")
    registry = load_registry()
    chosen = registry.select(portals)
    data = data_dir().create()
    options = CrawlOptions(all_topics, since, until, full, recheck, limit)
    with progress_bar("crawling", "articles") as progress:
        report = run(chosen, data, options, progress=progress, registry=registry)
    link_reprints(data)
    if as_json:
        print_json(report.as_dict())
    else:
        click.echo(report.summary())
    ctx.exit(1 if report.failing else 0)
