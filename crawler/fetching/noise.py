"""Query parameters that never change what a page says, such as click counters: found out by what the pages say.

Only for systems whose addresses carry no number that tells articles apart. A parameter is noise once two articles were
met under two values of it each, or with it and without, and as long as no two of these, all else equal, ever showed
different articles.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from crawler.archive.store import Archive
from crawler.items import Article

ENOUGH = 2
"""Articles met under several values of a parameter before it is taken for noise."""


@dataclass(slots=True)
class Noise:
    """What is known of one portal's parameters; kept in the archive."""

    archive: Archive
    portal: str
    names: set[str] = field(init=False)
    _met: dict[str, dict[str, tuple[str, tuple[str, str]]]] = field(default_factory=dict)
    """By address without a parameter, then by its name (empty: the address as it is): the value, title and text that
    were met there first."""
    _for: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    _against: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        with self.archive.reading() as db:
            row = db.execute("SELECT value FROM state WHERE name = ?", (self._name,)).fetchone()
        self.names = set(row[0].split("&")) if row and row[0] else set()

    @property
    def _name(self) -> str:
        return f"noise/{self.portal}"

    def strip(self, key: str) -> str:
        """A frontier key without noise."""
        path, mark, query = key.partition("?")
        if not mark or not self.names:
            return key
        kept = [p for p in query.split("&") if p.partition("=")[0] not in self.names]
        return f"{path}?{'&'.join(kept)}" if kept else path

    def learn(self, key: str, article: Article) -> bool:
        """Hear which article was under an address; True when that changes what is noise."""
        path, _, query = key.partition("?")
        parameters = [p for p in query.split("&") if p]
        says = (article.title, article.fingerprint)
        with_it = self._met.setdefault(f"{path}?{'&'.join(parameters)}", {})
        with_it.setdefault("", ("", says))
        for name, (_, said) in with_it.items():
            self._compare(name, said, says)
        for one in parameters:
            name, _, value = one.partition("=")
            rest = "&".join(p for p in parameters if p is not one)
            without = self._met.setdefault(f"{path}?{rest}", {})
            before, said = without.setdefault(name, (value, says))
            if before != value:
                self._compare(name, said, says)
            if "" in without:
                self._compare(name, without[""][1], says)
        now = {n for n, texts in self._for.items() if len(texts) >= ENOUGH} | self.names
        return self._keep(now - self._against)

    def _compare(self, name: str, said: tuple[str, str], says: tuple[str, str]) -> None:
        if name and said == says:
            self._for.setdefault(name, set()).add(says)
        elif name:
            self._against.add(name)

    def _keep(self, names: set[str]) -> bool:
        if names == self.names:
            return False
        self.names.clear()
        self.names.update(names)
        with self.archive.writing() as db:
            db.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (self._name, "&".join(sorted(names))))
        return True
