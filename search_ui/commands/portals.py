"""``danvan portals``: what the registry holds."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

import click

from crawler.errors import DanvanError
from crawler.portals import Portal, load_registry
from search_ui.commands.common import print_json


@click.group(short_help="Show the registry of portals.")
def portals() -> None:
    """Show the registry of portals: which sites are collected, how, and on what evidence."""


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
    registry = load_registry()
    entry = registry.get(portal) or registry.by_host(portal)
    if entry is None:
        raise DanvanError(f"No portal is called {portal}. `danvan portals list` shows the ids that the registry knows.")
    if as_json:
        print_json(_plain(entry))
        return
    for name, value in _plain(entry).items():
        if value not in (None, ()):
            click.echo(f"{name}: {', '.join(value) if isinstance(value, tuple) else value}")


def _plain(portal: Portal) -> dict[str, Any]:
    """An entry as JSON holds it: days as text."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(portal).items()}
