"""Text from outside without what a reader cannot see."""

from __future__ import annotations

_HIDDEN = dict.fromkeys(
    (
        *(c for c in range(32) if c not in (9, 10, 13)),
        *range(127, 160),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        *range(0xD800, 0xE000),
    )
)


def plain(text: str) -> str:
    """``text`` without control characters, lone surrogates and the marks that turn the direction of writing around."""
    return text if text.isprintable() else text.translate(_HIDDEN)
