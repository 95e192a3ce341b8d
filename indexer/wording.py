"""What the search core says to people: written in Vietnamese, translated by whoever serves them.

`say` looks a message up with the translator of the current context (`speak`); without one it stays as written. The
messages are collected from the code, so the first argument is always a literal.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

Translator = Callable[[str, int | None], str]
"""(message, number or None) → its translation; the number chooses singular or plural where the language has them."""

_translator: ContextVar[Translator | None] = ContextVar("translator", default=None)


def speak(translator: Translator | None) -> None:
    """Let `say` of this context use ``translator``; None goes back to Vietnamese as written."""
    _translator.set(translator)


def say(message: str, /, **values: Any) -> str:
    """``message`` in the reader's language, with ``%(name)s`` filled in; a per cent sign is doubled where it has
    ``values``."""
    translated = _looked_up(message, None)
    return translated % values if values else translated


def say_count(message: str, count: int, /, **values: Any) -> str:
    """The same for ``count`` things: ``say_count("%(n)s bài", 8, n="8")`` is "1 article" or "8 articles" in English."""
    return _looked_up(message, count) % values


def grouped(number: int) -> str:
    """8410 as ``8.410``, with the sign that parts thousands in the reader's language."""
    return f"{number:,}".replace(",", say("."))


def mark(message: str) -> str:
    """``message`` unchanged: marks the texts of a table for translation, which are looked up with `say` when shown."""
    return message


def _looked_up(message: str, count: int | None) -> str:
    translator = _translator.get()
    return translator(message, count) if translator and message else message
