"""A browser window and what went wrong in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Visit:
    """A page with its faults: requests to other hosts, script errors, policy violations."""

    page: Any
    faults: list[str] = field(default_factory=list)


Open = Callable[..., Visit]
