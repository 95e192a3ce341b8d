"""What an article states, with the place where it says so: figures in their sentences, documents it cites."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from crawler.items import Article
from indexer.documents import Document, documents
from indexer.figures import Figure, figures
from indexer.params import SearchParams
from indexer.query.tree import TextField

_INITIALS: dict[TextField, str] = {"title": "t", "lead": "l", "body": ""}
_SYMBOL = re.compile(r"[0-9]+[\w./-]*[^\W\d_][\w./-]*")


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure, the sentence that says it, and the anchor of that sentence on the article's page."""

    figure: Figure
    sentence: str
    anchor: str
    field: TextField


@dataclass(frozen=True, slots=True)
class Cited:
    """A document number, what is known about it, and the search for other articles that cite it."""

    number: str
    type: str | None
    issuer: str | None
    issued: date | None
    search: SearchParams | None


def sentence_id(field: TextField, begin: int) -> str:
    """The anchor of the sentence that begins at ``begin`` of a field: ``s120`` in the body, ``sl0`` in the lead."""
    return f"s{_INITIALS[field]}{begin}"


def claims(article: Article) -> tuple[Claim, ...]:
    """The figures of an article in reading order."""
    return tuple(
        Claim(figure, text[slice(*figure.sentence)], sentence_id(field, figure.sentence[0]), field)
        for field, text in _texts(article)
        for figure in figures(text)
    )


def sentences_with_figures(found: Iterable[Claim]) -> dict[TextField, list[tuple[int, int, str]]]:
    """Begin, end and anchor of the sentences of each field that can be linked to, in order."""
    spans: dict[TextField, set[tuple[int, int, str]]] = {field: set() for field in _INITIALS}
    for claim in found:
        spans[claim.field].add((*claim.figure.sentence, claim.anchor))
    return {field: sorted(sentences) for field, sentences in spans.items()}


def cited(article: Article) -> tuple[Cited, ...]:
    """The documents an article cites, each number once, in the order of first mention."""
    found: dict[str, Document] = {}
    for _, text in _texts(article):
        for document in documents(text):
            known = found.setdefault(document.number, document)
            if known.issued is None and document.issued is not None:
                found[document.number] = document
    return tuple(Cited(n, d.type, d.issuer, d.issued, _search(n)) for n, d in found.items())


def _search(number: str) -> SearchParams | None:
    """None for a number without letters: many documents carry it."""
    return SearchParams(q=f"doc:{number}") if _SYMBOL.fullmatch(number) else None


def _texts(article: Article) -> list[tuple[TextField, str]]:
    return [("title", article.title), ("lead", article.lead or ""), ("body", article.body)]
