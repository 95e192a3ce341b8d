"""How a query was understood, in Vietnamese: parts that a page can render, and the same as one line of text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class ExplainPart:
    """A piece of the explain line; the pieces joined as they are give the line.

    ``expansion`` is set on an added reading: the id to put into `SearchParams.keep` to switch it off.
    """

    text: str
    kind: Literal["text", "term", "operator", "expansion", "filter", "count"] = "text"
    expansion: str | None = None
