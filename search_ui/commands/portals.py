"""``danvan portals``: what the registry holds, whether it still holds true, and a new entry for it."""

from __future__ import annotations

import os
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from crawler.errors import DanvanError
from crawler.items import Level
from crawler.portals import Portal, Tls, load_registry
from search_ui.commands.common import print_json
from search_ui.commands.portal_check import check

if TYPE_CHECKING:
    from crawler.probing import Proposal
    from search_ui.commands.portal_place import Placed


@click.group(short_help="Show, check and extend the registry of portals.")
def portals() -> None:
    """Show the registry of portals (which sites are collected, how, on what evidence), check it, and add to it."""


@portals.command("list", short_help="List the portals, one a line.")
@click.option("--json", "as_json", is_flag=True, help="Print the entries as JSON.")
def list_(as_json: bool) -> None:
    """List every portal: id, state, level, platform, address and name, separated by tabs."""
    registry = load_registry()
    if as_json:
        print_json([_plain(portal) for portal in registry])
        return
    for p in registry:
        click.echo("\t".join((p.id, p.state, p.level, p.platform or "(detected)", p.home, p.name)))


@portals.command(short_help="Show everything the registry says of one portal.")
@click.argument("portal")
@click.option("--json", "as_json", is_flag=True, help="Print the entry as JSON.")
def show(portal: str, as_json: bool) -> None:
    """Show everything the registry says of PORTAL (its id, or an address it serves)."""
    entry = load_registry().named(portal)
    if as_json:
        print_json(_plain(entry))
        return
    for name, value in _plain(entry).items():
        if value not in (None, ()):
            click.echo(f"{name}: {', '.join(value) if isinstance(value, tuple) else value}")


portals.add_command(check)


@portals.command(short_help="Look at a portal and draft its entry.")
@click.argument("url")
@click.option("--write", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False),
              help="Append the entry to this registry file, which is made when it is not there.")  # fmt: skip
@click.option("--id", "portal_id", help="Id of the entry, instead of one made from the host.")
@click.option("--level", type=click.Choice(["tw", "tinh", "huyen", "xa"]), help="Level, when it cannot be told.")
@click.option("--place", metavar="CODE", help="Official code of the unit, when it cannot be told.")
@click.option("--delay", type=click.FloatRange(0), help="Seconds between two requests, now and in the entry.")
@click.option("--tls", type=click.Choice(["verify", "unverified"]), default="verify", show_default=True,
              help="unverified: do not check this portal's certificate, now and in the entry.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print findings, articles and entry as JSON.")
def add(
    url: str, write: Path | None, portal_id: str | None, level: str | None, place: str | None, delay: float | None,
    tls: str, as_json: bool,
) -> None:  # fmt: skip
    """Look at the portal at URL (its home page, or a list of articles) and draft its entry.

    Finds its platform, sections on mobilisation work, feeds, name, level and place, reads the first five articles, says
    how sure it is of each, and prints the entry. About a dozen requests at the crawl's pace, robots.txt first.
    """
    from crawler.probing import append_entry, as_toml, propose
    from search_ui.commands.portal_place import place_of

    _refuse_known(url, write)
    proposal = propose(url, delay, lambda text: click.echo(f"asking {text}", err=True), cast("Tls", tls))
    placed = place_of(proposal.portal.name, proposal.portal.hosts[0])
    entry = replace(proposal.portal, id=portal_id or proposal.portal.id,
                    level=cast("Level", level or placed.level or "xa"), place=place or placed.code)  # fmt: skip
    if as_json:
        print_json(_proposal_json(proposal, placed, entry))
    else:
        click.echo(_proposal_text(proposal, placed, level) + "\n\n" + as_toml(entry), nl=False)
        if not (level or placed.level):
            click.echo('# The level could not be told: "xa" is a stopgap. Give it with --level.')
    if write is not None:
        if not (level or placed.level):
            raise DanvanError("The entry was not written: its level could not be told. Say it with --level.")
        new = append_entry(entry, write)
        click.echo(_written(entry, write, new), err=True)


def _refuse_known(url: str, write: Path | None) -> None:
    """Raise `DanvanError` when the registry in use, or the file to be written, has an entry for the address."""
    address = url if "://" in url else f"https://{url}"
    files = [None, *([write] if write is not None and write.exists() else [])]
    for registry in map(load_registry, files):
        known = registry.by_host(address)
        if known is not None:
            raise DanvanError(
                f"{url} is known already: {known.id} ({known.name}, {known.state}). `danvan portals show {known.id}` "
                f"shows its entry, `danvan portals check {known.id}` whether it still holds."
            )


def _proposal_text(proposal: Proposal, placed: Placed, given_level: str | None) -> str:
    """What was found, how sure it is, and the first articles."""
    rows = [(f.sure, f.field, f.value, f.why) for f in proposal.findings]
    unit = placed.unit.full_name + f" ({placed.code})" if placed.unit else "not known"
    if given_level:
        rows.append(("certain", "level", given_level, "as you said"))
    else:
        rows.append((placed.sure, "level", placed.level or "not known", placed.why))
    rows.append((placed.sure if placed.unit else "unknown", "place", unit, placed.why))
    lines = [f"{sure:<8}  {field:<8}  {value}  ({why})" for sure, field, value, why in rows]
    lines += ["", "It would begin with:"]
    for article in proposal.articles:
        day = f"{article.published:%d/%m/%Y}" if article.published else "no date   "
        lines.append(f"  {day}  {article.title}")
    return "\n".join(lines)


def _proposal_json(proposal: Proposal, placed: Placed, entry: Portal) -> dict[str, Any]:
    return {
        "findings": [asdict(finding) for finding in proposal.findings],
        "level": {"value": placed.level, "sure": placed.sure, "why": placed.why},
        "place": {"value": placed.code, "sure": placed.sure if placed.unit else "unknown", "why": placed.why},
        "articles": [
            {"title": a.title, "url": a.url, "published": a.published.isoformat() if a.published else None}
            for a in proposal.articles
        ],
        "entry": _plain(entry),
    }


def _written(entry: Portal, file: Path, new: bool) -> str:
    """What was done, and how the file comes to be read."""
    text = f"{'Made' if new else 'Added to'} {file}."
    used = os.environ.get("DANVAN_PORTALS")
    if used is None or Path(used).resolve() != file.resolve():
        text += (
            f" It is read when DANVAN_PORTALS={file} is set, and then replaces the built-in registry: copy the entries "
            "you want to keep from there (crawler/portals.toml)."
        )
    return f"{text}\nTry it: DANVAN_PORTALS={file} danvan crawl {entry.id} --limit 5"


def _plain(portal: Portal) -> dict[str, Any]:
    """An entry as JSON holds it: days as text."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(portal).items()}
