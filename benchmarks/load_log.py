"""The mixed log of a day on the site: which pages are asked for, how often, with queries cut out of the archive."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Flask

from crawler.archive.datadir import DataDir
from crawler.archive.store import Archive
from crawler.items import Article
from crawler.text import SYLLABLE, fold, key
from indexer.engine import Engine, open_engine
from indexer.query.tree import Everything, Filters

SAMPLE = 400
"""Articles that queries are cut out of."""
MISSED = 0.03
"""Share of searches for words that are nowhere."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: the kind it counts as, and its address."""

    kind: str
    address: str


class Queries:
    """Queries of the classes of `benchmarks.search`, as people type them."""

    def __init__(self, articles: Sequence[Article], engine: Engine, rng: random.Random) -> None:
        self._rng = rng
        self._texts = [found for a in articles if len(found := SYLLABLE.findall(a.body.lower())) > 20]
        words = sorted({word for text in self._texts for word in text if word.isalpha()})
        shares = {word: engine.lexicon.frequency(key(word)) / engine.total for word in words}
        self._frequent = [w for w in words if shares[w] >= 0.4] or words
        self._common = [w for w in words if 0.05 <= shares[w] < 0.4] or words
        self._rare = [w for w in words if shares[w] < 0.003] or words

    def _cut(self, size: int) -> str:
        text = self._rng.choice(self._texts)
        at = self._rng.randrange(len(text) - size)
        return " ".join(text[at : at + size])

    def one(self) -> str:
        """A query of some class, the simpler ones more often."""
        rng = self._rng
        classes: list[tuple[int, Callable[[], str]]] = [
            (4, lambda: rng.choice(self._frequent)),
            (4, lambda: rng.choice(self._common)),
            (6, lambda: rng.choice(self._rare)),
            (14, lambda: self._cut(2)),
            (8, lambda: self._cut(4)),
            (12, lambda: f'"{self._cut(2)}"'),
            (12, lambda: f'"{self._cut(3)}"'),
            (6, lambda: f'"{self._cut(4)}"'),
            (5, lambda: f"{rng.choice(self._common)} OR {rng.choice(self._frequent)}"),
            (8, lambda: fold(self._cut(2))),
            (8, lambda: fold(self._cut(3))),
            (5, lambda: f'"{self._cut(2)}" -{rng.choice(self._common)}'),
            (3, lambda: f'"{self._cut(2)}" NEAR/8 "{self._cut(2)}"'),
            (2, lambda: f"title:{rng.choice(self._common)}"),
            (3, lambda: f"{rng.choice(self._rare)[:2]}*" if rng.random() < 0.3 else self._cut(3)),
        ]
        if rng.random() < MISSED:
            return "zzyzx " + self._cut(1)
        weights, makers = zip(*classes, strict=True)
        return str(rng.choices(makers, weights)[0]())


class Log:
    """An endless mixed log over the pages that ``app`` has."""

    def __init__(self, data: DataDir, app: Flask, seed: int = 7) -> None:
        self._rng = random.Random(seed)
        engine = open_engine(data.index)
        with Archive.open(data.archive, readonly=True) as archive:
            step = max(1, archive.count() // SAMPLE)
            self._articles = [s.article for n, s in enumerate(archive.iter_articles()) if n % step == 0]
        self._queries = Queries(self._articles, engine, self._rng)
        self._portals = sorted(engine.portals)
        self._places = self._known_places(app, sorted(engine.search(Everything(), Filters(), limit=0).facets["place"]))
        have = {rule.rule.replace("<path:", "<") for rule in app.url_map.iter_rules()}
        self._kinds = [(weight, kind, make) for weight, kind, rule, make in self._table() if rule in have]

    def __iter__(self) -> Iterator[Visit]:
        weights = [weight for weight, _, _ in self._kinds]
        while True:
            ((_, kind, make),) = self._rng.choices(self._kinds, weights)
            yield Visit(kind, make())

    def kinds(self) -> tuple[str, ...]:
        """The kinds in this log, in order."""
        return tuple(dict.fromkeys(kind for _, kind, _ in self._kinds))

    def _table(self) -> list[tuple[int, str, str, Callable[[], str]]]:
        """Weight, kind, the rule that must be there, and what makes an address."""
        rng, query, narrow = self._rng, self._queries.one, self._narrow
        return [
            (34, "search", "/search", lambda: _to("/search", q=query())),
            (12, "facet clicked", "/search", lambda: _to("/search", q=query(), **self._facet())),
            (6, "next pages", "/search", lambda: _to("/search", q=query(), page=rng.randint(2, 5))),
            (3, "newest first", "/search", lambda: _to("/search", q=query(), sort="newest")),
            (3, "in lines (KWIC)", "/search", lambda: _to("/search", q=query(), view="kwic")),
            (2, "table", "/search", lambda: _to("/search", q=query(), view="table")),
            (14, "article", "/article/<article_id>", lambda: _to(f"/article/{self._article()}", q=query())),
            (4, "home", "/", lambda: "/"),
            (3, "place", "/place/<address>", lambda: self._places[self._place()]),
            (2, "portal", "/portal/<portal_id>", lambda: f"/portal/{rng.choice(self._portals)}"),
            (4, "trends", "/trends", lambda: _to("/trends", q=[self._phrase(), self._phrase()])),
            (2, "figures", "/figures", lambda: _to("/figures", q=narrow())),
            (1, "status", "/status", lambda: "/status"),
            (1, "help", "/help", lambda: "/help"),
            (1, "small exports", "/search.csv", lambda: _to("/search.csv", q=narrow())),
            (1, "small exports", "/search.ris", lambda: _to("/search.ris", q=narrow())),
            (1, "feed", "/search.atom", lambda: _to("/search.atom", q=narrow())),
            (4, "API: search", "/api/v1/search", lambda: _to("/api/v1/search", q=query())),
            (1, "API: trend", "/api/v1/trend", lambda: _to("/api/v1/trend", q=self._phrase())),
            (1, "API: article", "/api/v1/articles/<article_id>", lambda: f"/api/v1/articles/{self._article()}"),
            (2, "static", "/static/<filename>", lambda: "/static/site.css"),
        ]  # fmt: skip

    def _article(self) -> str:
        return self._rng.choice(self._articles).id

    @staticmethod
    def _known_places(app: Flask, codes: Sequence[str]) -> dict[str, str]:
        """The address of the page of each place that has one; made-up corpora name places that do not exist."""
        client = app.test_client()
        answers = {code: client.get(f"/place/{code}") for code in codes[:200]}
        return {code: a.headers.get("Location", f"/place/{code}") for code, a in answers.items() if a.status_code < 400}

    def _place(self) -> str:
        return self._rng.choice(list(self._places))

    def _phrase(self) -> str:
        return f'"{self._queries._cut(2)}"'

    def _narrow(self) -> str:
        """A query with few hits: people export what they have narrowed down."""
        return f'"{self._queries._cut(4)}"'

    def _facet(self) -> dict[str, object]:
        rng, year = self._rng, self._rng.randint(2020, 2025)
        clicked: list[dict[str, object]] = [
            {"level": rng.choice(("xa", "huyen", "tinh"))},
            {"portal": rng.choice(self._portals)},
            {"place": self._place()},
            {"from": f"{year}-01-01", "to": f"{year}-12-31"},
            {"level": "huyen", "from": "2022-01-01"},
        ]
        return rng.choice(clicked)


def _to(path: str, **values: object) -> str:
    return f"{path}?{urlencode(values, doseq=True)}"
