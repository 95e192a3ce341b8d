"""Query text → lexemes. Only shapes here: quotes closed, operators and fields recognised, nothing understood yet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Literal

from crawler.text import SYLLABLE
from indexer.query.errors import Mistake
from indexer.query.operators import FIELDS, TEXT_FIELDS, words_of
from indexer.wording import say

Kind = Literal["word", "quote", "open", "close", "and", "or", "not", "near", "sentence", "field", "atleast"]

QUOTES = '"“”„«»‟＂'
MAX_DISTANCE = 100
"""Positions that NEAR, ONEAR and ~ reach at most."""
MAX_COUNT = 1000

_STOP = re.compile(rf"[\s()|{QUOTES}]")
_SIGNS = re.compile(r"[-−+=]*")
_CLOSING_STRAIGHT = re.compile('["”»＂]')
_CLOSING_CURLY = re.compile(f"[{QUOTES}]")
_SLOP = re.compile(r"~(\d{1,9})(?!\w)")
_NEAR = re.compile(r"(NEAR|GẦN|ONEAR|TRƯỚC)(?:/(.*))?")
_NAMED = re.compile(r"([^\W\d_]\w*):")
_ATLEAST = re.compile(r"(?:atleast|ítnhất)(\d{1,9})", re.IGNORECASE)
_STARRED = re.compile(r"[^\W_](?:\*|\?+[^\W_])")
_LOOSE_SLOP = re.compile(r"(?<=[^\W_])~\d*\W*$|^~+\W*$")
"""A ``~`` that no quotation stands before; in front of a number it means "about"."""
_ORDERED = {"ONEAR", "TRƯỚC"}
_WORDS: dict[str, Kind] = {
    **dict.fromkeys(words_of("and"), "and"),
    **dict.fromkeys(words_of("or"), "or"),
    **dict.fromkeys(words_of("not") - {"-"}, "not"),
    **dict.fromkeys(words_of("sentence"), "sentence"),
}


def is_operator(word: str) -> bool:
    """Whether ``word`` standing alone joins or negates what stands beside it."""
    return word in _WORDS or _NEAR.fullmatch(word) is not None


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One piece of a query: ``text`` as typed without its signs, ``start`` and ``end`` in the query.

    ``number``: distance of near, slop of a quote, count of atleast. ``flag``: near is ordered; word or quote is exact.
    """

    kind: Kind
    text: str
    start: int
    end: int
    number: int = 0
    flag: bool = False


@dataclass(slots=True)
class Lexer:
    """Reads one query, which must be NFC. ``notices`` collects what was repaired."""

    text: str
    notices: list[str] = field(default_factory=list)
    found: list[Lexeme] = field(default_factory=list)
    at: int = 0

    def lexemes(self) -> list[Lexeme]:
        """Every lexeme, in order; raises `Mistake`."""
        while self.at < len(self.text):
            sign = self.text[self.at]
            if sign.isspace():
                self.at += 1
            elif sign in "()":
                self._add("open" if sign == "(" else "close", self.at + 1)
            elif sign == "|":
                self._add("or", self.at + (2 if self.text.startswith("||", self.at) else 1))
            elif sign in QUOTES:
                self._quote(exact=False)
            else:
                self._chunk()
        return self.found

    def notice(self, sentence: str) -> None:
        """Remember a repair, once."""
        if sentence not in self.notices:
            self.notices.append(sentence)

    def _add(self, kind: Kind, end: int, text: str = "", number: int = 0, *, flag: bool = False) -> None:
        self.found.append(Lexeme(kind, text or self.text[self.at : end], self.at, end, number, flag))
        self.at = end

    def _quote(self, *, exact: bool) -> None:
        end = self._closing()
        inner = self.text[self.at + 1 : end]
        after = min(end + 1, len(self.text))
        slop = _SLOP.match(self.text, after)
        if SYLLABLE.search(inner) is None:
            self.notice(say("Đã bỏ dấu ngoặc kép không có chữ bên trong"))
            self.at = slop.end() if slop else after
            return
        if _STARRED.search(inner):
            self.notice(say("Trong ngoặc kép, dấu * hay ? không thay cho chữ nào"))
        if end == len(self.text):
            self.notice(say("Đã tự đóng ngoặc kép"))
        number = self._bounded(int(slop[1]), "~", least=0) if slop else 0
        self._add("quote", slop.end() if slop else after, inner, number, flag=exact)

    def _closing(self) -> int:
        """Where the quotation opened here ends: the length of the text when nothing closes it.

        A straight quote is closed by a straight one when they pair up; curly ones inside are then part of the text.
        """
        straight = self.text[self.at] == '"'
        if straight and self.text.count('"', self.at) % 2 == 0:
            return self.text.index('"', self.at + 1)
        end = (_CLOSING_STRAIGHT if straight else _CLOSING_CURLY).search(self.text, self.at + 1)
        return end.start() if end else len(self.text)

    def _bounded(self, number: int, sign: str, least: int = 1) -> int:
        bounded = min(max(number, least), MAX_DISTANCE)
        if bounded != number:
            used = f"{sign}{bounded}"
            self.notice(
                say(
                    "Khoảng cách phải từ %(least)s đến %(most)s: đã dùng %(used)s",
                    least=least,
                    most=MAX_DISTANCE,
                    used=used,
                )
            )
        return bounded

    def _chunk(self) -> None:
        stop = _STOP.search(self.text, self.at)
        end = stop.start() if stop else len(self.text)
        chunk = self.text[self.at : end]
        near = _NEAR.fullmatch(chunk)
        if near and (near[2] is not None or near[1] != "TRƯỚC"):
            self._near(near[1], near[2], end)
        elif self.found and self.found[-1].kind == "quote" and (slop := _SLOP.fullmatch(chunk)):
            number = self._bounded(int(slop[1]), "~", least=0)
            self.found[-1] = replace(self.found[-1], number=number, end=end)
            self.notice(say("Đã bỏ dấu cách trước dấu ~"))
            self.at = end
        elif chunk in _WORDS:
            self._add(_WORDS[chunk], end)
        else:
            self._signed(end)

    def _near(self, word: str, number: str | None, end: int) -> None:
        if number is None:
            self.notice(say("%(word)s không có số: đã dùng %(word)s/8", word=word))
        elif not re.fullmatch(r"[0-9]{1,9}", number):
            message = say("Sau %(word)s/ phải là một số, chẳng hạn %(word)s/8.", word=word)
            raise Mistake("bad_distance", message, self.at, end, f"{word}/8")
        distance = self._bounded(8 if number is None else int(number), f"{word}/")
        self._add("near", end, number=distance, flag=word in _ORDERED)

    def _glued(self, end: int) -> bool:
        """Whether a quotation or group follows at ``end`` without a space."""
        return end < len(self.text) and (self.text[end] in QUOTES or self.text[end] == "(")

    def _signed(self, end: int) -> None:
        """A chunk that is no operator word: its leading signs, then what they stand before."""
        match = _SIGNS.match(self.text, self.at, end)
        start = match.end() if match else self.at
        signs = self.text[self.at : start]
        if start == end and not self._glued(end):
            self.at = end
            return
        minus = signs.count("-") + signs.count("−")
        if minus:
            self.found.append(Lexeme("not", "-", self.at, start))
        if minus > 1:
            self.notice(say("Nhiều dấu - liền nhau được hiểu là một"))
        self.at = start
        self._named(end, exact="=" in signs)

    def _named(self, end: int, *, exact: bool) -> None:
        """The ``field:`` and ``atleastN:`` that stand before an operand, then the operand."""
        while (name := self._name(end)) is not None:
            if name not in TEXT_FIELDS and name in FIELDS:
                self._operand(end, exact=False)
                return
            if self.at < end and self.text[self.at] == "=":
                exact = True
                self.at += 1
        self._operand(end, exact=exact)

    def _name(self, end: int) -> str | None:
        """Step over a name and its colon; None when the chunk goes on with something else."""
        named = _NAMED.match(self.text, self.at, end)
        if named is None:
            return None
        name, value = named[1].lower(), named.end()
        count = _ATLEAST.fullmatch(name)
        if count is None and name not in FIELDS:
            if value < end or self._glued(end):
                raise self._unknown_field(named[1], end)
            return None
        minus = (count or name in TEXT_FIELDS) and self.text.startswith("-", value, end)
        if minus:
            self.found.append(Lexeme("not", "-", self.at, self.at))
        if count:
            self._at_least(int(count[1]), value)
        else:
            self._add("field", value, name)
        self.at += bool(minus)
        return name

    def _at_least(self, number: int, end: int) -> None:
        bounded = min(max(number, 1), MAX_COUNT)
        if bounded != number:
            used = f"atleast{bounded}:"
            self.notice(say("Số lần phải từ 1 đến %(most)s: đã dùng %(used)s", most=MAX_COUNT, used=used))
        self._add("atleast", end, number=bounded)

    def _unknown_field(self, name: str, end: int) -> Mistake:
        close = get_close_matches(name.lower(), FIELDS, n=1, cutoff=0.7)
        close = ["atleast2"] if _ATLEAST.fullmatch(f"{name}2") else close
        known = ", ".join(f"{field}:" for field in FIELDS)
        message = say("Không có trường “%(name)s:”. Các trường: %(known)s.", name=name, known=known)
        after = self.at + len(name) + 1
        if close:
            return Mistake("unknown_field", message, self.at, after, f"{close[0]}:")
        if self._glued(end):
            return Mistake("unknown_field", message, self.at, after, f"{name} ")
        return Mistake("unknown_field", message, self.at, end, f'"{self.text[self.at : end]}"')

    def _operand(self, end: int, *, exact: bool) -> None:
        """What signs and names stand before: a word, a quotation, or a group that follows.

        A chunk without letters is punctuation and dropped, unless it is the value of a field.
        """
        if self.at == end:
            if exact and self._glued(end) and self.text[end] != "(":
                self._quote(exact=True)
            return
        chunk = self.text[self.at : end]
        if loose := _LOOSE_SLOP.search(chunk):
            self.notice(say("Đã bỏ dấu ~: nó phải đứng liền sau ngoặc kép và có số, chẳng hạn “dân vận”~5"))
            chunk = chunk[: loose.start()]
        last = self.found[-1] if self.found else None
        if SYLLABLE.search(chunk) or "*" in chunk or (last and last.kind == "field" and last.end == self.at):
            self._add("word", end, chunk, flag=exact)
        else:
            self.at = end
