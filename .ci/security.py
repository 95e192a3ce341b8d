"""What can be checked without a network: bandit over the three packages, and that the locked versions are installed.

A finding of bandit stands only where its line carries ruff's explained exception of the same number (``noqa: S608`` for
B608). Known weaknesses of dependencies need a network: `docs/deployment.md` says how to ask for them.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("crawler", "indexer", "search_ui")
LOCKS = ("requirements.txt", "requirements-dev.txt")


def findings() -> Iterator[str]:
    """What bandit finds and nobody has explained."""
    command = [sys.executable, "-m", "bandit", "-q", "-r", *PACKAGES, "-c", "pyproject.toml", "-f", "json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    report = json.loads(done.stdout)
    yield from (f"bandit could not read {e['filename']}: {e['reason']}" for e in report["errors"])
    for found in report["results"]:
        lines = (ROOT / found["filename"]).read_text("utf-8").splitlines()
        part = "\n".join(lines[found["line_number"] - 1 : max(found["line_range"])])
        if not re.search(rf"noqa: (?:[A-Z]+\d+, ?)*S{found['test_id'][1:]}\b", part):
            yield f"{found['filename']}:{found['line_number']}: {found['test_id']} {found['issue_text']}"


def locked(path: Path) -> Iterator[Requirement]:
    """The pinned requirements of a lock file that apply to this Python and system; each must carry a hash."""
    for entry in re.split(r"(?<!\\)\n(?=\S)", path.read_text("utf-8")):
        pinned, _, hashes = entry.replace("\\\n", " ").partition("--hash=")
        if pinned.strip() and not pinned.startswith("#"):
            if not hashes:
                raise SystemExit(f"{path.name}: {pinned.strip()} has no hash. Run `make lock`.")
            requirement = Requirement(pinned.strip())
            if requirement.marker is None or requirement.marker.evaluate():
                yield requirement


def differences() -> Iterator[str]:
    """Where the environment is not what the lock files say, and where pyproject.toml asks for what they do not have."""
    pins = {r.name.lower(): r for name in LOCKS for r in locked(ROOT / name)}
    for name, requirement in pins.items():
        try:
            installed = version(name)
        except PackageNotFoundError:
            yield f"{requirement} is locked and not installed. Run `make install-dev`."
            continue
        if installed not in requirement.specifier:
            yield f"{requirement} is locked, {installed} is installed. Run `make install-dev`."
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for text in (*project["dependencies"], *project["optional-dependencies"]["dev"]):
        asked = Requirement(text)
        pin = pins.get(asked.name.lower())
        if pin is None or not asked.specifier.contains(str(pin.specifier).removeprefix("==")):
            yield f"pyproject.toml asks for {asked}, the lock files have {pin}. Run `make lock`."


def main() -> int:
    """0 when nothing was found."""
    found = [*findings(), *differences()]
    checked = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False)
    if checked.returncode:
        found.append(f"pip check: {checked.stdout.strip()}")
    print("\n".join(found) or "Security: bandit found nothing new; the environment is what the lock files say.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
