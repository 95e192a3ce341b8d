"""``danvan schedule``: the lines that make ``danvan update`` run by itself."""

from __future__ import annotations

import os
import re
import shlex
import sys
from pathlib import Path

import click

from search_ui.commands.common import data_dir

_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


@click.command(short_help="Print a crontab line and a systemd timer for the nightly update.")
@click.option(
    "--at", default="02:15", show_default=True, metavar="HH:MM", help="Time of day, in the machine's time zone."
)
@click.option("--only", type=click.Choice(["crontab", "systemd"]), help="Print one of the two, ready for a pipe.")
def schedule(at: str, only: str | None) -> None:
    """Print what to put into cron or systemd so that `danvan update` runs every day.

    \b
    (crontab -l; danvan schedule --only crontab) | crontab -
    """
    time = _TIME.fullmatch(at)
    if not time:
        raise click.BadParameter(f"{at!r} is not a time of day such as 02:15.", param_hint="--at")
    hour, minute = int(time[1]), int(time[2])
    if only != "systemd":
        if only is None:
            click.echo("# crontab: add this line with `crontab -e`")
        click.echo(crontab_line(hour, minute))
    if only is None:
        click.echo()
    if only != "crontab":
        click.echo(systemd_units(hour, minute))


def _command() -> str:
    """The absolute path of the ``danvan`` that is running, or of this Python with the module."""
    script = Path(sys.argv[0])
    if script.name == "danvan" and script.exists():
        return shlex.quote(str(script.absolute()))
    return f"{shlex.quote(sys.executable)} -m search_ui.cli"


def _environment() -> dict[str, str]:
    """The settings that the scheduled run needs to find the same data and registry."""
    settings = {"DANVAN_DATA": str(data_dir().root.absolute())}
    if os.environ.get("DANVAN_PORTALS"):
        settings["DANVAN_PORTALS"] = str(Path(os.environ["DANVAN_PORTALS"]).absolute())
    return settings


def crontab_line(hour: int, minute: int) -> str:
    """A line for crontab(5); ``%`` is escaped because cron reads it as a line end.

    What it prints, cron sends by mail: nothing when all is well, else how the update ended and who is in trouble.
    """
    settings = " ".join(f"{name}={shlex.quote(value)}" for name, value in _environment().items())
    log = shlex.quote(str(data_dir().root.absolute() / "update.log"))
    told = f"{{ tail -n 2 {log}; {_command()} status --quiet; }}"
    line = f"{minute} {hour} * * * export {settings}; {_command()} update >> {log} 2>&1 || {told}"
    return line.replace("%", r"\%")


def systemd_units(hour: int, minute: int) -> str:
    """A service and a timer for systemd, as files to copy; ``%`` doubled because systemd expands it."""
    settings = "\n".join(
        'Environment="{}={}"'.format(name, value.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%"))
        for name, value in _environment().items()
    )
    return f"""\
# systemd: save as ~/.config/systemd/user/danvan-update.service
[Unit]
Description=danvan: collect new articles and index them
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
{settings}
ExecStart={_command().replace("%", "%%")} update
# 1 means that a portal is failing: worth a look at `danvan status`, not a failed service.
SuccessExitStatus=1

# systemd: save as ~/.config/systemd/user/danvan-update.timer, then: systemctl --user enable --now danvan-update.timer
[Unit]
Description=danvan: nightly update

[Timer]
OnCalendar=*-*-* {hour:02d}:{minute:02d}:00
Persistent=true

[Install]
WantedBy=timers.target"""
