"""Which topics of mobilisation work an article is about, and which words say so. The rules are ``topics.toml``."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from crawler.errors import DanvanError
from crawler.items import Article, Topic
from crawler.text import normalize, syllables

MENTIONS = 3
"""How often a term must stand in the text to decide alone, where the file does not say."""

_BORDER = re.compile(r"[.;:!?…|()\n]+(?=\s|$|[”\"’])|\n")
_KEYS = frozenset(("name", "categories", "terms", "body"))


@dataclass(frozen=True, slots=True)
class TopicRule:
    """One topic: its name, sections that belong to it and terms that show it, as written and as keys."""

    name: str
    categories: tuple[tuple[str, str], ...]
    """Pairs of a section as written and its key."""
    terms: tuple[tuple[str, str], ...]
    body: int
    """Mentions in the text that decide alone; 0: never."""


@dataclass(frozen=True, slots=True)
class Topics:
    """The rules of a file, ready to be applied."""

    rules: tuple[TopicRule, ...]

    @classmethod
    def load(cls, path: Path | None = None) -> Topics:
        """The rules in ``path``, else in the file ``DANVAN_TOPICS`` names, else the built-in ones.

        Raises `DanvanError` with file, topic and key when something is not as the built-in file explains.
        """
        named = os.environ.get("DANVAN_TOPICS")
        chosen = path or (Path(named) if named else None)
        source = str(chosen) if chosen else "crawler/topics.toml"
        try:
            packed = resources.files("crawler").joinpath("topics.toml")
            text = chosen.read_text("utf-8") if chosen else packed.read_text("utf-8")
            entries = tomllib.loads(text).get("topic", [])
        except OSError as error:
            raise DanvanError(f"The topics {source} cannot be read ({error.strerror}). Check DANVAN_TOPICS.") from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise DanvanError(f"The topics {source} are not valid TOML: {error}. Mend that line.") from error
        if not isinstance(entries, list) or not entries:
            raise DanvanError(f"The topics {source} hold no [[topic]] table. See crawler/topics.toml for the form.")
        return cls(tuple(_rule(entry, f"{source}, topic {n}") for n, entry in enumerate(entries, 1)))

    def of(self, article: Article) -> tuple[Topic, ...]:
        """The topics ``article`` is about, each with the rule and words that say so, in Vietnamese for readers."""
        places = _Places.of(article)
        found = ((rule.name, next(_reasons(rule, places), None)) for rule in self.rules)
        return tuple(Topic(name, reason) for name, reason in found if reason)

    def is_mobilisation(self, article: Article) -> bool:
        """Whether the article is about any topic of mobilisation work: the crawl's filter."""
        places = _Places.of(article)
        return any(next(_reasons(rule, places), None) for rule in self.rules)


def is_mobilisation(article: Article) -> bool:
    """Whether the built-in or configured topics name the article; the rules are read once."""
    return _configured(os.environ.get("DANVAN_TOPICS")).is_mobilisation(article)


@lru_cache(maxsize=4)
def _configured(named: str | None) -> Topics:
    return Topics.load(Path(named) if named else None)


@dataclass(frozen=True, slots=True)
class _Places:
    """The parts of an article as keys, one space between syllables, sentences apart."""

    category: str
    title: str
    lead: str
    tags: str
    body: str

    @classmethod
    def of(cls, article: Article) -> _Places:
        return cls(
            " ".join(syllables(article.category or "")),
            _keyed(article.title),
            _keyed(article.lead or ""),
            _keyed("\n".join(article.tags)),
            _keyed(article.body),
        )


def _keyed(text: str) -> str:
    return " | ".join(f" {' '.join(syllables(part))} " for part in _BORDER.split(normalize(text)))


def _reasons(rule: TopicRule, places: _Places) -> Iterator[str]:
    """Why the article is about the topic, the strongest reason first."""
    for written, key in rule.categories:
        if places.category == key:
            yield f'chuyên mục "{written}"'
    for text, where in ((places.title, "ở tiêu đề"), (places.lead, "ở phần mở đầu"), (places.tags, "trong từ khóa")):
        for written, key in rule.terms:
            if f" {key} " in text:
                yield f'thuật ngữ "{written}" {where}'
    if rule.body:
        for written, key in rule.terms:
            count = _count(places.body, key)
            if count >= rule.body:
                yield f'thuật ngữ "{written}" {count} lần trong bài'


def _count(text: str, key: str) -> int:
    """How often the phrase stands in a keyed text; neighbours may share the space between them."""
    return text.count(f" {key} ") if f" {key} {key} " not in text else len(re.findall(rf"(?= {re.escape(key)} )", text))


def _rule(entry: Any, where: str) -> TopicRule:
    if not isinstance(entry, dict) or not isinstance(entry.get("name"), str) or not entry["name"].strip():
        raise DanvanError(f"{where}: 'name' is missing. Give the topic a name.")
    where = f"{where} ({entry['name']})"
    for name in entry:
        if name not in _KEYS:
            raise DanvanError(f"{where}: unknown key {name!r}. Known keys: {', '.join(sorted(_KEYS))}.")
    body = entry.get("body", MENTIONS)
    if not isinstance(body, int) or isinstance(body, bool) or body < 0:
        raise DanvanError(f"{where}: 'body' must be a number of mentions, 0 or more.")
    rule = TopicRule(entry["name"], _phrases(entry, "categories", where), _phrases(entry, "terms", where), body)
    if not rule.categories and not rule.terms:
        raise DanvanError(f"{where}: needs 'categories' or 'terms', otherwise nothing can match it.")
    return rule


def _phrases(entry: dict[str, Any], name: str, where: str) -> tuple[tuple[str, str], ...]:
    value = entry.get(name, [])
    if not isinstance(value, list) or not all(isinstance(v, str) and syllables(v) for v in value):
        raise DanvanError(f"{where}: {name!r} must be a list of words.")
    return tuple((v, " ".join(syllables(v))) for v in value)
