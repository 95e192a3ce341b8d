"""Conditional requests at a stand-in portal: honoured rightly, or in the ways in which servers get them wrong."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from crawler.sample.faults import Validators
from crawler.sample.reply import Reply

_FIRST = datetime(2024, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Conditions:
    """The states that each page has been seen in, by path; the counters on a page are no change."""

    states: dict[str, list[str]] = field(default_factory=dict)

    def apply(self, how: Validators, path: str, reply: Reply, known: str | None) -> Reply:
        """``reply`` with its validator, or 304 when ``known`` (what the client was told before) says that it has it."""
        if how == "none" or reply.status != 200:
            return reply
        name, value = self._statement(how, path, reply.body)
        headers = (*reply.headers, (name, value))
        if known == value or (how == "always" and known is not None):
            return Reply(304, b"", ((name, value),))
        return replace(reply, headers=headers)

    def _statement(self, how: Validators, path: str, body: bytes) -> tuple[str, str]:
        if how == "stuck":
            return "ETag", '"1"'
        state = hashlib.sha256(re.sub(rb"\d+", b"", body)).hexdigest()[:16]
        if how != "modified":
            return "ETag", f'W/"{state}"'
        states = self.states.setdefault(path, [])
        if state not in states:
            states.append(state)
        changed = _FIRST + timedelta(days=states.index(state))
        return "Last-Modified", format_datetime(changed, usegmt=True)
