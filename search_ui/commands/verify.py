"""``danvan verify``: is everything that was kept still there and still right?"""

from __future__ import annotations

from dataclasses import asdict

import click

from crawler.archive.verify import Report
from crawler.archive.verify import verify as check
from search_ui.commands.common import counted, data_dir, print_json, progress_bar


@click.command(short_help="Check archive, snapshots and index; mend what can be mended.")
@click.option("--repair", "mend", is_flag=True, help="Mend what can be mended; nothing is ever deleted.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.pass_context
def verify(ctx: click.Context, mend: bool, as_json: bool) -> None:
    """Read the whole archive, every stored page and the index, and say what is wrong. Exit code 1 when something is."""
    done = _repair() if mend else []
    data = data_dir()
    with progress_bar("verifying", "read") as progress:
        report = check(data, lambda what, number: progress(number))
    index_problem = _index_problem()
    if as_json:
        print_json({"done": done, "index": index_problem, **asdict(report)})
    else:
        _say(done, report, index_problem)
    ctx.exit(0 if report.ok and index_problem is None else 1)


def _repair() -> list[str]:
    from crawler.portals import load_registry
    from crawler.repair import repair
    from crawler.topics import Topics

    return repair(data_dir(), load_registry(), Topics.load())


def _index_problem() -> str | None:
    """What is wrong with the index; None when it is fine, or when none was built yet."""
    from indexer.build import IndexMissing
    from indexer.verify import verify_index

    try:
        problems = verify_index(data_dir())
    except IndexMissing:
        return None
    return " ".join(problems) or None


def _say(done: list[str], report: Report, index_problem: str | None) -> None:
    for sentence in done:
        click.echo(sentence)
    for problem in report.problems:
        hint = " (danvan verify --repair can mend this)" if problem.mendable else ""
        click.echo(f"{problem.kind}: {problem.where} {problem.what}{hint}")
    if index_problem:
        click.echo(f"index: {index_problem}")
    found = len(report.problems) + (index_problem is not None)
    click.echo(
        f"{counted(report.articles, 'article')}, {counted(report.versions, 'older version')}, "
        f"{counted(report.pages, 'stored page')}: {counted(found, 'problem') if found else 'all well'}."
    )
