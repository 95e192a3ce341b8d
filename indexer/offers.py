"""What is offered beside the results, never applied: marked spellings, Telex readings, meanings, dropped conditions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Literal

from crawler.items import Article
from crawler.text import SYLLABLE, fold, syllables
from indexer.params import SearchParams, Suggestion
from indexer.query.errors import QueryError
from indexer.query.lexer import is_operator
from indexer.query.operators import TEXT_FIELDS
from indexer.query.parse import Parsed, mended
from indexer.query.telex import telex, vni
from indexer.query.trace import Loose
from indexer.spans import SpanFinder
from indexer.wording import say

Count = Callable[[SearchParams], int]
"""The total of a search."""

MOST_SPELLINGS = 3
MOST_MEANINGS = 4
MOST_CONDITIONS = 8
PASTED = 40
"""A query of more conditions is a text: leaving out one of them helps nobody."""
READ_FOR_SPELLINGS = 8
"""Articles of the page whose spellings are looked at."""
_BARE_WORD = re.compile(rf"(?<![\w:*?=])((?:(?:{'|'.join(TEXT_FIELDS)}):)?)([A-Za-z][A-Za-z0-9]+)(?![\w:*?])")


def suggestions(
    params: SearchParams, parsed: Parsed, total: int, articles: Iterable[Article], count: Count
) -> tuple[Suggestion, ...]:
    """What to offer beside a page of results; ``articles`` are those on it."""
    found = [*_meanings(params, parsed, count)]
    if total:
        found += _spellings(params, parsed, list(articles), count)
    else:
        found += _telex(params, parsed, count)
        found += _without(params, parsed, count)
    return tuple(found)


def _offered(
    kind: Literal["spelling", "telex", "meaning", "without"], label: str, asked: SearchParams, count: Count
) -> Iterator[Suggestion]:
    """The suggestion with its total; none where counting would take too long, or the search cannot be asked."""
    with suppress(QueryError):
        yield Suggestion(kind, label, asked, count(asked))


def _meanings(params: SearchParams, parsed: Parsed, count: Count) -> Iterator[Suggestion]:
    for meaning in parsed.meanings[:MOST_MEANINGS]:
        asked = _replaced(params, parsed, meaning.start, meaning.end, f'"{meaning.other}"')
        yield from _offered("meaning", f"{meaning.name}: {meaning.other}", asked, count)


def _replaced(params: SearchParams, parsed: Parsed, start: int, end: int, text: str) -> SearchParams:
    return replace(params, q=parsed.text[:start] + text + parsed.text[end:], page=1)


def _spellings(params: SearchParams, parsed: Parsed, articles: list[Article], count: Count) -> Iterator[Suggestion]:
    """The marked spellings of unmarked words that the articles of this page have, with their totals."""
    offered = 0
    for loose in parsed.trace.loose:
        for spelling, _ in _forms(loose, articles).most_common(MOST_SPELLINGS - offered):
            offered += 1
            asked = _replaced(params, parsed, loose.start, loose.end, f'"{spelling}"' if loose.quoted else spelling)
            yield from _offered("spelling", spelling, asked, count)
        if offered >= MOST_SPELLINGS:
            return


def _forms(loose: Loose, articles: list[Article]) -> Counter[str]:
    """How often each spelling of the words, one after the other, stands in ``articles``."""
    finder = SpanFinder(loose.phrase)
    found: Counter[str] = Counter()
    for article in articles[:READ_FOR_SPELLINGS]:
        for text, field in ((article.title, "title"), (article.body, "body")):
            marks = finder.marks(text, "title" if field == "title" else "body")
            found.update(" ".join(SYLLABLE.findall(text[m.start : m.end])).lower() for m in marks)
    merged: Counter[str] = Counter()
    written: dict[tuple[str, ...], str] = {}
    for spelling, times in found.most_common():
        if fold(spelling) != spelling:
            merged[written.setdefault(tuple(syllables(spelling)), spelling)] += times
    return merged


def _telex(params: SearchParams, parsed: Parsed, count: Count) -> Iterator[Suggestion]:
    """The query with every word that Telex or VNI can read replaced by what they read."""
    read = _BARE_WORD.sub(lambda word: word[1] + _read(word[2]), parsed.text)
    if read != parsed.text:
        asked = replace(params, q=read, page=1)
        yield from (offer for offer in _offered("telex", read, asked, count) if offer.count)


def _read(word: str) -> str:
    """``word`` as Telex or VNI reads it; as it is when neither does, or when it is an operator."""
    return word if is_operator(word) else telex(word) or vni(word) or word


def _without(params: SearchParams, parsed: Parsed, count: Count) -> Iterator[Suggestion]:
    """What the search gives with one of its conditions dropped, filters first."""
    dropped: list[tuple[str, SearchParams]] = []
    if params.place:
        dropped.append((say("nơi"), params.drop("place")))
    if params.mentions:
        dropped.append((say("nơi được nhắc đến"), params.drop("mentions")))
    if params.level:
        dropped.append((say("cấp"), params.drop("level")))
    if params.portal:
        dropped.append((say("cổng"), params.drop("portal")))
    if params.topic:
        dropped.append((say("chủ đề"), params.drop("topic")))
    if params.date_from or params.date_to:
        dropped.append((say("ngày"), params.drop("year")))
    conditions = parsed.trace.conditions if len(parsed.trace.conditions) <= PASTED else []
    for start, end in conditions[:MOST_CONDITIONS]:
        rest = mended(parsed.text[:start] + " " + parsed.text[end:])
        if rest:
            dropped.append((parsed.text[start:end], replace(params, q=rest, page=1)))
    for name, asked in dropped:
        yield from _offered("without", say("bỏ %(name)s", name=name), asked, count)
