"""``danvan portals check``: does a portal's entry still hold?"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from tqdm import tqdm

from crawler.errors import DanvanError
from crawler.portals import load_registry
from search_ui.commands.common import counted, print_json, progress_bar

if TYPE_CHECKING:
    from crawler.probing import Checked, Step

_SIGNS = {"ok": ".", "note": "n", "wrong": "X"}
"""How a verdict looks in the table."""
_STEPS = ("hours", "name", "tls", "robots", "home", "platform", "list", "next page", "feeds", "articles", "dates",
          "letters", "furniture", "sureness", "let in")  # fmt: skip
"""Steps in the order in which they are taken."""
_LONGEST = 90
"""Characters of a trouble in the table."""


@click.command(short_help="Walk live portals step by step and say what is wrong.")
@click.argument("portal", nargs=-1)
@click.option("--jobs", type=click.IntRange(1, 64), default=8, show_default=True, metavar="N",
              help="Portals looked at side by side; each is asked by one request at a time, at its pace.")  # fmt: skip
@click.option("--save", metavar="DIR", type=click.Path(path_type=Path, file_okay=False),
              help="Save the pages that were looked at as golden cases under DIR.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the steps as JSON.")
@click.pass_context
def check(ctx: click.Context, portal: tuple[str, ...], jobs: int, save: Path | None, as_json: bool) -> None:
    """Walk each PORTAL (id or address; default: every active one) step by step: name, TLS, robots.txt, home page,
    platform, list, next page, three articles, their dates, letters and leftovers of menus.

    About ten requests a portal, at the crawl's pace. For several portals a table comes last, a column for each step.
    Nothing is archived. Exit code 1 when something is wrong.
    """
    from crawler.probing import check_all

    registry = load_registry()
    chosen = [registry.named(p) for p in dict.fromkeys(portal)] or list(registry.active())
    if not chosen:
        raise DanvanError("The registry has no active portal. Name one, or set DANVAN_PORTALS to another registry.")
    saved: dict[str, list[str]] = {}
    with progress_bar("checking", "portals") as progress:

        def tell(checked: Checked) -> None:
            saved[checked.portal.id] = _save(checked, save)
            progress(len(saved), len(chosen))
            if not as_json:
                tqdm.write(_report(checked, saved[checked.portal.id]), file=sys.stdout)

        results = check_all(chosen, jobs, tell)
    if as_json:
        print_json([_as_dict(checked, saved[checked.portal.id]) for checked in results])
    elif len(results) > 1:
        click.echo(f"\n{_table(results)}")
    ctx.exit(0 if all(checked.ok for checked in results) else 1)


def _save(checked: Checked, folder: Path | None) -> list[str]:
    from crawler.probing import save_cases

    return [str(case) for case in save_cases(checked.pages, checked.portal.id, folder)] if folder else []


def _as_dict(checked: Checked, saved: list[str]) -> dict[str, Any]:
    steps = [asdict(step) for step in checked.steps]
    return {"portal": checked.portal.id, "ok": checked.ok, "steps": steps, "saved": saved}


def _report(checked: Checked, saved: list[str]) -> str:
    lines = [f"{checked.portal.id}  {checked.portal.home}"]
    for step in checked.steps:
        lines.append(f"  {step.verdict:<5}  {step.name:<9}  {step.found}")
        if step.mend and step.verdict == "wrong":
            lines.append(f"{'':20}{step.mend}")
    lines += [f"  saved  {case}" for case in saved]
    return "\n".join(lines)


def _table(results: Sequence[Checked]) -> str:
    """A line a portal, a column a step, then its first trouble; the steps' names stand upright above."""
    width = max(len(checked.portal.id) for checked in results)
    tall = max(map(len, _STEPS))
    lines = [f"{'':{width}}  {' '.join(name.rjust(tall)[row] for name in _STEPS)}" for row in range(tall)]
    for checked in results:
        signs = " ".join(_sign(checked, name) for name in _STEPS)
        trouble = next((f"{s.name}: {s.found}" for s in checked.steps if s.verdict == "wrong"), "")
        cut = trouble[:_LONGEST] + ("…" if len(trouble) > _LONGEST else "")
        lines.append(f"{checked.portal.id:{width}}  {signs}  {cut}".rstrip())
    wrong = sum(not checked.ok for checked in results)
    lines.append("")
    lines.append(f"{counted(len(results), 'portal')}: {len(results) - wrong} in order, {wrong} with something wrong.")
    lines.append("(. in order, n worth a note, X wrong, - not looked at)")
    return "\n".join(lines)


def _sign(checked: Checked, name: str) -> str:
    """The worst verdict on a step."""
    steps: list[Step] = [step for step in checked.steps if step.name == name]
    return max((_SIGNS[s.verdict] for s in steps), key=".nX".index, default="-")
