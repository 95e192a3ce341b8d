"""An answer of a stand-in portal, and how the usual ones are made."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of a stand-in portal."""

    status: int
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html; charset=utf-8"),)
    endless: int = 0
    """Bytes of nothing that are sent after the body, whose length is then not told."""

    @classmethod
    def html(cls, text: str, status: int = 200) -> Reply:
        """A page."""
        return cls(status, text.encode())

    @classmethod
    def text(cls, text: str, kind: str) -> Reply:
        """Any other text, such as XML."""
        return cls(200, text.encode(), (("Content-Type", f"{kind}; charset=utf-8"),))

    @classmethod
    def moved(cls, url: str, status: int = 301) -> Reply:
        """A redirect."""
        return cls(status, b"", (("Location", url), ("Content-Type", "text/html; charset=utf-8")))
