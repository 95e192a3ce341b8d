"""How sure a reading without known marks is, as a number with its reasons."""

from __future__ import annotations

from dataclasses import dataclass

UNSURE = 0.5
"""Sureness below which a person should look at the page."""


@dataclass(frozen=True, slots=True)
class Sureness:
    """How likely it is that the right text, title and date were read: 0 (a guess) to 1 (everything speaks for it)."""

    value: float
    reasons: tuple[str, ...]
    """Short clauses for people: what speaks for the reading, then what against it."""

    @property
    def unsure(self) -> bool:
        """Whether a person should look at the page."""
        return self.value < UNSURE

    def __str__(self) -> str:
        return f"{self.value:.2f} ({', '.join(self.reasons)})"
