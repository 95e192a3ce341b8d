"""Every literal phrase of two to six syllables cut from an article finds that article, however it is typed."""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest

from crawler.archive.datadir import DataDir
from crawler.items import Article
from crawler.text import normalize
from indexer.build import update_index
from indexer.engine import Engine, open_engine
from indexer.query.tree import And, Phrase
from tests.index.brute import term
from tests.index.conftest import put_all
from tests.index.corpus import articles

SYLLABLE = re.compile(r"[^\W_]+")
_MOVED = {
    old: new
    for plain, marked in (("oa", "òóỏõọ"), ("oe", "òóỏõọ"), ("uy", "ùúủũụ"))
    for old, new in (
        (
            letter + plain[1],
            plain[0] + unicodedata.normalize("NFC", plain[1] + unicodedata.normalize("NFD", letter)[-1]),
        )
        for letter in marked
    )
}


def other_placement(text: str) -> str:
    """hòa → hoà, thủy → thuỷ; qu is another matter."""
    return re.sub(r"(?<![qQ])(" + "|".join(_MOVED) + r")(?!\w)", lambda match: _MOVED[match[1]], text)


def unmarked(text: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", normalize(text)) if not unicodedata.combining(c))
    return bare.replace("đ", "d").replace("Đ", "D")


WAYS: dict[str, Callable[[str], str]] = {
    "as written": str,
    "upper case": str.upper,
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "other tone placement": other_placement,
    "unmarked": unmarked,
}


def phrases(article: Article, rng: random.Random) -> Iterator[str]:
    """A phrase of every size from each of some sentences of title, lead and body."""
    for text in (article.title, article.lead or "", article.body):
        sentences = [s for s in re.split(r"[.;:!?…\n]+", text) if len(SYLLABLE.findall(s)) > 1]
        for sentence in rng.sample(sentences, min(3, len(sentences))):
            spans = [match.span() for match in SYLLABLE.finditer(sentence)]
            for size in range(2, min(6, len(spans)) + 1):
                first = rng.randrange(len(spans) - size + 1)
                yield sentence[spans[first][0] : spans[first + size - 1][1]]


def missed(engine: Engine, listed: list[Article]) -> list[tuple[str, str]]:
    rng = random.Random(4)
    answers: dict[Phrase, frozenset[str]] = {}
    found = []
    for article in listed:
        for phrase in phrases(article, rng):
            for way, change in WAYS.items():
                typed = normalize(change(phrase))
                exact = None if way == "unmarked" else True
                node = Phrase(tuple(replace(term(s, exact=exact), text="") for s in SYLLABLE.findall(typed)))
                if node not in answers:
                    answers[node] = frozenset(engine.search(node, limit=len(listed)).ids)
                if article.id not in answers[node]:
                    found.append((way, phrase))
    return found


def test_every_literal_phrase_finds_its_article(data: DataDir) -> None:
    odd = replace(
        articles(1)[0],
        platform_id="odd",
        body="Đạt 108,39% kế hoạch, thu 1.798.702.098đ (theo 05-CT/TU). "
        "Huyện uỷ, UBND xã Thuỷ Đường\nÐảng bộ – “mẫu mực” khoẻ",
    )
    listed = [*articles(40), odd]
    put_all(data, listed)
    update_index(data, processes=1, words=False)
    engine = open_engine(data.index)
    assert missed(engine, listed) == []


def test_unmarked_words_find_what_the_phrase_finds(indexed: DataDir) -> None:
    engine = open_engine(indexed.index)
    for text in ("hội nghị", "công tác", "văn hóa", "hòa giải cơ sở"):
        marked = Phrase(tuple(term(s) for s in text.split()))
        plain = And(tuple(term(s) for s in unmarked(text).split()))
        assert set(engine.search(marked, limit=999).ids) <= set(engine.search(plain, limit=999).ids)


@pytest.mark.shared
def test_recorded_articles_lose_nothing(shared: Path, data: DataDir) -> None:
    """The bodies of the recorded site."""
    gold = json.loads((shared / "portals" / "nukeviet45" / "gold.json").read_text("utf-8"))
    rows = list(chain.from_iterable([gold.values()] if isinstance(gold, dict) else [gold]))
    listed = [
        Article(url=f"https://x.example/{n}", portal="x", title=row["title"], body=text, platform_id=str(n))
        for n, row in enumerate(rows)
        if (text := row["body"] if isinstance(row["body"], str) else "\n\n".join(row["body"]))
    ]
    put_all(data, listed)
    update_index(data, words=False)
    engine = open_engine(data.index)
    assert len(listed) > 100
    assert missed(engine, listed) == []
