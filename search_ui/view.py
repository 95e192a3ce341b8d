"""How results are looked at, beside what is searched: as a list, as a concordance (KWIC) or as a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, cast, get_args

from flask_babel import gettext

from indexer.corpus.concordance import ORDERS, Order
from search_ui.values import Arguments, Problem, choice, whole

Kind = Literal["list", "kwic", "table"]
KINDS: tuple[Kind, ...] = get_args(Kind)
MAX_SAMPLE = 10_000
"""Lines of a concordance that can be drawn at random."""


@dataclass(frozen=True, slots=True)
class View:
    """The form of a results page. The rest is for the concordance alone, as in `indexer.corpus.kwic`."""

    kind: Kind = "list"
    order: Order = "date"
    sample: int | None = None
    seed: int = 0


LIST = View()


def read(arguments: Arguments, problems: list[Problem]) -> View:
    """The view that an address asks for; unusable values are reported and left out."""
    kind, order = arguments.get("view"), arguments.get("order")
    sample = whole("sample", arguments.get("sample"), problems)
    if sample is not None and sample > MAX_SAMPLE:
        problems.append(Problem("sample", str(sample), gettext("Mẫu có nhiều nhất %(most)s dòng.", most=MAX_SAMPLE)))
        sample = MAX_SAMPLE
    return View(
        cast(Kind, (choice("view", kind, KINDS, problems) if kind else None) or LIST.kind),
        cast(Order, (choice("order", order, ORDERS, problems) if order else None) or LIST.order),
        sample,
        whole("seed", arguments.get("seed"), problems, least=0) or 0,
    )


def pairs(view: View) -> Iterator[tuple[str, str]]:
    """Names and values of the address of ``view``, in their fixed order, without what is the default."""
    if view.kind != LIST.kind:
        yield "view", view.kind
    if view.kind == "kwic":
        if view.order != LIST.order:
            yield "order", view.order
        if view.sample is not None:
            yield "sample", str(view.sample)
        if view.seed:
            yield "seed", str(view.seed)
