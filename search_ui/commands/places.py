"""``danvan places``: what a place name means, and what became of the unit."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from crawler.errors import DanvanError
from indexer.places import gazetteer
from indexer.places.near import near_names
from indexer.places.resolve import Resolution
from indexer.places.resolve import resolve as resolve_name
from indexer.places.units import Link, Unit
from search_ui.commands.common import print_json
from search_ui.commands.crawl import Day


@click.group(short_help="Look up administrative units through time.")
def places() -> None:
    """Look up administrative units: provinces, districts and communes before and after the mergers of 2025."""


@places.command(short_help="Say which unit a name means, and what became of it.")
@click.argument("name")
@click.option("--within", metavar="PLACE", help="Name or code of the unit to look in first, such as the portal's own.")
@click.option("--on", type=Day(), help="Only units that were in force on this day.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
@click.pass_context
def resolve(ctx: click.Context, name: str, within: str | None, on: date | None, as_json: bool) -> None:
    """Say which unit NAME, or an official code, means. A name that several units carry is never picked: its candidates
    are shown; of a name that none carries those that look like it.

    Exit code 1 when the name stays open.

    \b
    danvan places resolve "Bình Phú" --within "Gò Công Tây, Tiền Giang"
    """
    near_to = _within(within)
    found = _of_code(name, on) or resolve_name(name, near_to, on)
    near = () if found.candidates else near_names(name, near_to)
    if as_json:
        print_json({"unit": _as_dict(found.unit), "candidates": [_as_dict(u) for u in found.candidates],
                    "reason": found.reason, "near": [_as_dict(u) for u in near]})  # fmt: skip
    elif found.unit is not None:
        click.echo(_lines(found.unit))
    else:
        said = f"{found.reason} Perhaps meant:" if near else found.reason
        click.echo("\n".join([said, *(f"  {_line(unit)}" for unit in found.candidates or near)]))
    ctx.exit(0 if found.unit is not None else 1)


def _of_code(text: str, on: date | None) -> Resolution | None:
    """The unit of an official code or key (``823``, ``82@old``); None when ``text`` is none that is known."""
    unit = gazetteer().unit(text, on) if text[:2].isdigit() else None
    return Resolution(unit, (unit,), "The unit of this code.") if unit else None


def _within(text: str | None) -> Unit | None:
    """The unit that ``--within`` names by code or by an unambiguous name."""
    if text is None:
        return None
    found = resolve_name(text)
    unit = gazetteer().unit(text) or found.unit
    if unit is None:
        offered = "; ".join(_line(u) for u in (found.candidates or near_names(text))[:5])
        raise DanvanError(
            f"--within {text!r}: {found.reason} " + (f"Say which: {offered}." if offered else "Give its name or code.")
        )
    return unit


def _line(unit: Unit) -> str:
    return f"{unit.code}  {gazetteer().label(unit)}"


def _lines(unit: Unit) -> str:
    book = gazetteer()
    lines = [_line(unit)]
    lines += [f"  became     {_link(link)}" for link in book.today(unit) if link.unit.key != unit.key]
    lines += [f"  came from  {_link(link)}" for link in book.predecessors(unit) if link.unit.key != unit.key]
    return "\n".join(lines)


def _link(link: Link) -> str:
    return _line(link.unit) + ("" if link.whole else "  (a part)")


def _as_dict(unit: Unit | None) -> dict[str, Any] | None:
    if unit is None:
        return None
    book = gazetteer()
    return {
        "code": unit.code,
        "key": unit.key,
        "name": unit.name,
        "level": unit.level,
        "label": book.label(unit),
        "valid_from": unit.valid_from.isoformat() if unit.valid_from else None,
        "valid_to": unit.valid_to.isoformat() if unit.valid_to else None,
        "today": [{"code": k.unit.code, "label": book.label(k.unit), "whole": k.whole} for k in book.today(unit)],
    }
