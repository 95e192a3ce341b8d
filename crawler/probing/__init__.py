"""Looking at one live portal: what an entry for it would say, and whether an entry still holds.

Everything is asked for through the crawl's own fetching: its robots rules, pace, patience, size limits and user agent.
"""

from __future__ import annotations

from crawler.probing.checking import Checked, check, check_all
from crawler.probing.entries import append_entry, as_toml
from crawler.probing.proposing import Finding, Proposal, propose
from crawler.probing.steps import Step, save_cases

__all__ = [
    "Checked", "Finding", "Proposal", "Step", "append_entry", "as_toml", "check", "check_all", "propose", "save_cases",
]  # fmt: skip
