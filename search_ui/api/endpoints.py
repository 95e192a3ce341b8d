"""The list of what the interface answers: paths, parameters and answers as data, filled by the modules beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from search_ui.api.parameters import Parameter, Values

Answer = Callable[[Values], Any]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One path."""

    path: str
    """As OpenAPI writes it, below ``/api/v1``: ``/articles/{id}``."""
    answer: Answer
    returns: type
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    example: str
    """Path and query string of an example that answers on any corpus, or is a 404 at worst."""
    of_index: bool
    """Whether the answer depends on the index and the address alone, so that its version is the validator."""

    @property
    def name(self) -> str:
        """Name of the operation."""
        return self.answer.__name__


ENDPOINTS: list[Endpoint] = []


def endpoint(
    path: str,
    returns: type,
    summary: str,
    *parameters: Parameter,
    example: str,
    of_index: bool = True,
) -> Callable[[Answer], Answer]:
    """Answer ``path`` with the decorated function; its docstring describes it."""

    def listed(answer: Answer) -> Answer:
        description = " ".join((answer.__doc__ or "").split())
        ENDPOINTS.append(Endpoint(path, answer, returns, summary, description, parameters, example, of_index))
        return answer

    return listed
