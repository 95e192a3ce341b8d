"""The documentation names only what exists: commands, options, settings, files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from search_ui.cli import danvan

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
CODE = "\n".join(
    p.read_text("utf-8") for d in ("crawler", "indexer", "search_ui", "tests") for p in (ROOT / d).rglob("*.py")
)

COMMAND = re.compile(r"\bdanvan((?: [a-z]+)+)((?: [^\s`|]+)*)")
OPTION = re.compile(r"(?<!\S)(--[a-z][a-z-]+)")
SETTING = re.compile(r"\bDANVAN_[A-Z_]+\b")
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
CODE_SPAN = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)


def spans(page: Path) -> Iterator[str]:
    """The pieces of a page set as code, a line each."""
    for found in CODE_SPAN.findall(page.read_text("utf-8")):
        yield from found.strip("`").splitlines()


def command_of(words: list[str]) -> click.Command | None:
    """The command that ``words`` begin with; None when the first is no verb."""
    with click.Context(danvan) as ctx:
        command: click.Command | None = danvan
        for word in words:
            if not isinstance(command, click.Group):
                break
            below = command.get_command(ctx, word)
            if below is None:
                return None if command is danvan else command
            command = below
    return command


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_commands_and_options_exist(page: Path) -> None:
    for line in spans(page):
        for found in COMMAND.finditer(line):
            command = command_of(found[1].split())
            assert command is not None, f"{page.name}: `{found[0]}` names no command"
            known = {name for parameter in command.params for name in parameter.opts} | {"--help", "--version"}
            for option in OPTION.findall(found[0]):
                assert option in known, f"{page.name}: {option} is no option of `danvan{found[1]}`"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_settings_exist(page: Path) -> None:
    for name in SETTING.findall(page.read_text("utf-8")):
        assert name in CODE, f"{page.name}: nothing reads {name}"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text("utf-8")):
        assert (page.parent / target).exists(), f"{page.name}: {target} is not there"


def test_every_setting_is_documented() -> None:
    operations = (ROOT / "docs" / "operations.md").read_text("utf-8")
    read = {name for p in ("crawler", "indexer", "search_ui") for f in (ROOT / p).rglob("*.py")
            for name in re.findall(r'environ[^\n]*?"(DANVAN_[A-Z_]+)"', f.read_text("utf-8"))}  # fmt: skip
    assert read <= set(SETTING.findall(operations))
