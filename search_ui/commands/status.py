"""``danvan status``: how each portal is doing; its exit code is for cron."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import click

from crawler import grading
from crawler.archive.frontier import Unread
from crawler.archive.runs import Run, unread_pages
from crawler.archive.store import Archive
from crawler.errors import DanvanError
from crawler.items import VIETNAM
from crawler.portals import load_registry
from search_ui.commands.common import data_dir, open_archive, print_json
from search_ui.coverage import UNFINISHED, Coverage, Tally, coverage

RUNS_SHOWN, UNREAD_SHOWN = 5, 10


@click.command(short_help="Show how each portal is doing.")
@click.argument("portals", nargs=-1, metavar="[PORTAL]...")
@click.option("--quiet", is_flag=True, help="Print only the portals that need a person: nothing when all is well.")
@click.option("--json", "as_json", is_flag=True, help="Print the states as JSON, as /status.json has them.")
@click.pass_context
def status(ctx: click.Context, portals: tuple[str, ...], quiet: bool, as_json: bool) -> None:
    """Show state, articles, newest article and last run of each portal (default: all).

    For portals named: also what their pages gave, how far that has drifted, their last runs and the addresses that gave
    no article. Exit code 1 when one of them needs a person: failing, blocked, closed though the registry wants it, or
    silent for longer than ever. States: ok, slow (answers slowly, or nothing new for three times the usual interval),
    failing, blocked, closed, never (crawled).
    """
    with open_archive(data_dir()) as archive:
        registry = {portal.id: portal.state for portal in load_registry()}
        found = coverage(archive, Tally.of(archive), datetime.now(VIETNAM).date(), registry=registry)
        unknown = set(portals) - {c.portal.id for c in found}
        if unknown:
            raise DanvanError(
                f"Nothing was ever collected from {', '.join(sorted(unknown))}. "
                "`danvan status` lists the portals it knows."
            )
        chosen = [c for c in found if (not portals or c.portal.id in portals) and (c.needs_person or not quiet)]
        if as_json:
            print_json([_as_dict(c, archive) if portals else c.as_dict() for c in chosen])
        elif portals:
            click.echo("\n\n".join("\n".join(_details(c, archive)) for c in chosen), nl=bool(chosen))
        elif chosen or not quiet:
            click.echo("\n".join(_line(c) for c in chosen) or "Nothing has been collected yet. Run `danvan crawl`.")
    ctx.exit(1 if any(c.needs_person for c in chosen) else 0)


def _line(item: Coverage) -> str:
    """State, portal, articles, newest, drift, and what the last run said."""
    run = item.last_run
    newest = item.newest.isoformat() if item.newest else "no date"
    last = f"run {run.started:%Y-%m-%d %H:%M}" if run else "never crawled"
    drift = f"  drift {item.most_drift:.2f}" if item.most_drift is not None else ""
    message = f"  {said}" if (said := _said(item)) else ""
    return f"{item.state:8}{item.portal.id:32}{item.articles:>8,}  newest {newest}  {last}{drift}{message}"


def _said(item: Coverage) -> str:
    """Why the state is what it is; empty when all is well."""
    if item.unfinished >= UNFINISHED:
        return f"Its last {item.unfinished} runs did not end"
    if item.quiet and item.state == "slow":
        return str(item.quiet)
    return (item.graded.message if item.graded else None) or ""


def _details(item: Coverage, archive: Archive) -> Iterator[str]:
    """Everything that is known of one portal's health, line by line."""
    portal = item.portal
    yield f"{portal.id}: {item.state}"
    yield f"  {portal.name}, {portal.home or 'no address'}, platform {portal.platform or 'not known'}"
    newest = item.newest.isoformat() if item.newest else "no date"
    every = f", usually every {item.interval:g} days" if item.interval else ""
    yield f"  articles  {item.articles:,} ({item.gone:,} gone, {item.dated:,} dated), newest {newest}{every}"
    if item.fields:
        yield f"  coverage  {', '.join(f'{name} {share:.0%}' for name, share in item.fields.items())}"
    if item.drift:
        yield f"  drift     {', '.join(f'{name} {value:.2f}' for name, value in item.drift.items())}"
    for name in sorted(grading.fields_of(item.last_run.counts)) if item.last_run else ():
        ways = grading.selectors(name, item.last_run.counts) if item.last_run else {}
        yield f"  selector  {name}: {', '.join(f'{way} ×{n:,}' for way, n in ways.items())}"
    if told := grading.generic(item.last_run.counts) if item.last_run else {}:
        yield f"  generic   {told['read']:,} articles read by rules for any page, {told['unsure']:,} of them unsure"
    if item.traps:
        yield f"  traps     {', '.join(f'{reason} {n:,}' for reason, n in item.traps.items())}"
    for run in archive.runs(portal.id, RUNS_SHOWN):
        yield f"  run       {_run(run)}"
    if unread := _unread_pages(archive, portal.id):
        yield f"  unread    {unread:,} stored pages gave no article; better rules may (danvan reextract {portal.id})"
    for address in archive.unread(portal.id, UNREAD_SHOWN):
        yield f"  no article  {address.url} ({address.outcome.replace('_', ' ')}: {address.note or 'no reason noted'})"


def _run(run: Run) -> str:
    counts = run.counts
    told = ", ".join(
        f"{counts[name]:,} {name.replace('_', ' ')}"
        for name in ("new", "changed", "not_modified", "failed", "requests")
        if counts.get(name)
    )
    grade = run.grade or "not finished"
    return f"{run.started:%Y-%m-%d %H:%M}  {grade:8}{told}{f'  {run.message}' if run.message else ''}"


def _as_dict(item: Coverage, archive: Archive) -> dict[str, Any]:
    runs = archive.runs(item.portal.id, RUNS_SHOWN)
    return item.as_dict() | {
        "runs": [
            {"started": r.started.isoformat(), "grade": r.grade, "message": r.message, "counts": dict(r.counts)}
            for r in runs
        ],
        "unread_pages": _unread_pages(archive, item.portal.id),
        "unread": [_unread(address) for address in archive.unread(item.portal.id, UNREAD_SHOWN)],
    }


def _unread_pages(archive: Archive, portal: str) -> int:
    with archive.reading() as db:
        return unread_pages(db, portal)


def _unread(address: Unread) -> dict[str, Any]:
    at = address.settled_at.isoformat() if address.settled_at else None
    return {"url": address.url, "outcome": address.outcome, "tries": address.tries, "at": at, "note": address.note}
