"""What a check says step by step, and the pages it looked at."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from crawler.errors import DanvanError
from crawler.fetching.answers import Answer

Verdict = Literal["ok", "note", "wrong"]
"""``note``: worth knowing, but the portal can be collected as it is."""
KEPT_OUT = (
    "If a browser is let in, the portal keeps programs out: set DANVAN_CONTACT, so that its keepers see who asks, and "
    "write to them. Danvan does not pretend to be a browser."
)
"""What to do about pages that refuse us."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a check: what was looked at, how it stands, and how to mend it."""

    name: str
    verdict: Verdict
    found: str
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """A page as it came, with what it was read as (`article`, `list`, `other`, …)."""

    kind: str
    platform: str
    answer: Answer


def trouble(error: Exception, stage: str) -> Step:
    """The step that says why no answer came while ``stage`` was looked at."""
    text = str(error)
    if "TLS certificate" in text or "no secure connection" in text:
        mend = (
            "Look at the certificate in a browser. Often the portal forgets to send an intermediate certificate: tell "
            'its keepers, and set tls = "unverified" in this entry until it is mended; other portals stay checked.'
        )
        return Step("tls", "wrong", text, mend)
    if "robots.txt cannot be had" in text:
        mend = "Try later; nothing may be asked for as long as it fails. If it stays so, tell the portal's keepers."
        return Step("robots", "wrong", text, mend)
    if "robots.txt" in text:
        return Step("robots", "wrong", text, "Write to the portal's keepers, or set the entry's state to closed.")
    mend = "Open it in a browser. Down for a day: try later. For weeks: set its state to closed."
    if "redirects" in text:
        mend = "Open it in a browser and put the address that it ends at into its entry."
    return Step(stage, "wrong", text, mend)


def save_cases(pages: tuple[Seen, ...], portal: str, folder: Path) -> tuple[Path, ...]:
    """Write pages as golden cases, each into a folder of its own that did not exist before; returns the folders.

    ``expected.json`` is left out on purpose: the first run of the tests writes it, so that a person looks at it.
    """
    written = []
    for page in pages:
        try:
            case = _free(folder / page.platform, f"{portal.replace('.', '-')}-{page.kind}")
            (case / "page.html").write_bytes(page.answer.body)
            meta = {"url": page.answer.url, "kind": page.kind, "origin": "recorded"}
            (case / "meta.json").write_text(json.dumps(meta, ensure_ascii=False, indent=2) + "\n", "utf-8")
        except OSError as error:
            raise DanvanError(
                f"The pages cannot be saved in {folder} ({error.strerror}). Name a directory you may write to."
            ) from error
        written.append(case)
    return tuple(written)


def _free(parent: Path, name: str) -> Path:
    """A new folder of this name, with a number where the name is taken."""
    number = 1
    while (case := parent / (name if number == 1 else f"{name}-{number}")).exists():
        number += 1
    case.mkdir(parents=True)
    return case
