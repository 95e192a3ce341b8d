"""Searches meant to hurt: everything a text of at most 10,000 characters can ask for much of.

The syllables are frequent ones of `benchmarks.corpus`, so that nothing is answered by an empty list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations, cycle, islice

from crawler.text import fold
from indexer.params import SearchParams
from indexer.query.parse import MAX_LENGTH
from indexer.query.repair import MAX_DEPTH
from indexer.query.words import MAX_TERMS

MARKED = re.findall(
    r"\w+",
    """
    và dân các vụ của có hội được đoàn chiến thuận trong chủ thể bảo đồng cho giải người luận với chế giáo binh cựu
    nghèo kinh là quy về văn những tại dư này nông thảo nghĩa phát học hiểm ủy đến chính mùa hóa mặt quyền vệ giảm
    """,
)
LOOSE = [fold(word) for word in MARKED]
PAIRS = re.findall(
    r"\w[\w ]+",
    """cựu chiến binh|kinh nghiệm|đồng thuận|dư luận|dân chủ|hội đồng|đoàn thể|bảo vệ|giảm nghèo|hòa giải|quy chế|
    chính quyền|mặt trận|rút kinh nghiệm|nông thôn|nghĩa vụ|hội thảo|bảo hiểm|văn hóa|giáo dục""",
)


def _times(words: Sequence[str], count: int) -> list[str]:
    return list(islice(cycle(words), count))


def _cut(text: str) -> str:
    return text[:MAX_LENGTH]


def _wrapped(text: str, depth: int) -> str:
    return "(" * depth + text + ")" * depth


def _words() -> Iterator[tuple[str, str]]:
    for words, name in ((MARKED, "marked"), (LOOSE, "unmarked")):
        for count in (1, 2, 3, 5, 10, 20, 40, 100, MAX_TERMS):
            yield f"{count} {name} syllables", " ".join(_times(words, count))
        for count in (2, 5, 20, 100, MAX_TERMS):
            yield f"{count} {name} syllables OR'd", " OR ".join(_times(words, count))
        yield f"all but 40 {name}", " ".join("-" + w for w in words[:40])
        yield f"or of nots {name}", " OR ".join("-" + w for w in words)
        yield f"the same {name} syllable", " ".join([words[1]] * MAX_TERMS)
    for sign in (
        "a",
        "e",
        "o",
        "1",
        "đ",
        "dân",
        "=van",
        "a*",
        "th*",
        "ng?",
        "*a*",
        "title:a",
        "-a",
        '"a"',
        "(a)",
        "a|",
    ):
        yield f"{sign} up to the limit", _cut(f"{sign} " * MAX_LENGTH)
    yield "one-letter syllables", " ".join(_times(tuple("abcdeghiklmnopqrstuvxy"), MAX_TERMS))
    yield "one-letter syllables OR'd", " | ".join(_times(tuple("abcdeghiklmnopqrstuvxy"), MAX_TERMS))
    yield "two-letter folds", " ".join(a + b for a in "bcdghklmnt" for b in "aeiouy")
    yield "two-letter folds OR'd", " OR ".join(a + b for a in "bcdghklmnt" for b in "aeiouy")
    yield "one long word", "x" * MAX_LENGTH
    yield "one long marked word", "ệ" * MAX_LENGTH
    yield "combining marks", _cut("a" + "\u0323\u0302" * MAX_LENGTH)
    yield "zero-width", _cut("d\u200bâ\u200bn " * MAX_LENGTH)
    yield "numbers", " ".join(map(str, range(MAX_TERMS)))
    yield "numbers OR'd", " OR ".join(map(str, range(MAX_TERMS)))
    yield "everything", ""
    yield "too long", "dân " * MAX_LENGTH


def _phrases() -> Iterator[tuple[str, str]]:
    pairs = [" ".join(pair) for pair in combinations(LOOSE[:24], 2)]
    marked = [" ".join(pair) for pair in combinations(MARKED[:24], 2)]
    for size in (2, 3, 4, 6, 10, 40, 100):
        yield f"phrase of {size} unmarked", '"' + " ".join(_times(LOOSE, size)) + '"'
        yield f"phrase of {size} marked", '"' + " ".join(_times(MARKED, size)) + '"'
        yield f"phrase of one syllable {size} times", '"' + " ".join(["va"] * size) + '"'
    for count in (10, 40, 120, 500):
        yield f"{count} phrases OR'd", _cut(" OR ".join(f'"{p}"' for p in _times(pairs, count)))
        yield f"{count} marked phrases OR'd", _cut(" OR ".join(f'"{p}"' for p in _times(marked, count)))
        yield f"{count} real phrases OR'd", _cut(" OR ".join(f'"{p}"' for p in _times(PAIRS, count)))
        yield f"{count} real phrases", _cut(" ".join(f'"{p}"' for p in _times(PAIRS, count)))
        yield f"{count} phrases excluded", _cut(" ".join(f'-"{p}"' for p in _times(pairs, count)))
    for slop in (1, 5, 30, 100):
        yield f"slop {slop} of 2", f'"va dan"~{slop}'
        yield f"slop {slop} of 5", f'"{" ".join(LOOSE[:5])}"~{slop}'
        yield f"slop {slop} of 40", f'"{" ".join(LOOSE[:40])}"~{slop}'
    yield "slops OR'd", " OR ".join(f'"{p}"~100' for p in pairs[:60])
    yield "slops AND'd", " ".join(f'"{p}"~100' for p in pairs[:60])
    yield "slop of one syllable", '"' + " ".join(["dan"] * 30) + '"~100'
    yield "phrase over sentence ends", '"và. dân. các. vụ. của"'
    yield "phrases with ends OR'd", " OR ".join(f'"{a}. {b}"' for a, b in combinations(MARKED[:14], 2))
    yield "open quote", _cut('"' + " ".join(_times(LOOSE, 60)))


def _near() -> Iterator[tuple[str, str]]:
    for sign in ("NEAR/100", "ONEAR/100", "NEAR/1", "SENT", "GẦN/8", "CÂU"):
        for words, name in ((MARKED, "marked"), (LOOSE, "unmarked")):
            for count in (2, 3, 4, 8, 20):
                yield f"{sign} of {count} {name}", f" {sign} ".join(words[:count])
        yield f"{sign} of groups", f"({' OR '.join(LOOSE[:8])}) {sign} ({' OR '.join(LOOSE[8:16])})"
        yield f"{sign} of ANDs", f"({' '.join(LOOSE[:8])}) {sign} ({' '.join(LOOSE[8:16])})"
        yield f"{sign} of itself", f" {sign} ".join(["dan"] * 4)
    yield (
        "nested NEAR",
        "((va NEAR/50 dan) NEAR/50 (cac NEAR/50 vu)) NEAR/100 ((cua NEAR/50 co) NEAR/50 (hoi SENT duoc))",
    )
    yield "NEARs OR'd", " OR ".join(f"{a} NEAR/100 {b}" for a, b in combinations(LOOSE[:12], 2))
    yield "NEARs AND'd", " ".join(f"({a} NEAR/100 {b})" for a, b in combinations(LOOSE[:12], 2))
    yield "SENTs OR'd", " OR ".join(f"{a} SENT {b}" for a, b in combinations(LOOSE[:12], 2))
    yield "NEARs excluded", " ".join(f"-({a} NEAR/100 {b})" for a, b in combinations(LOOSE[:12], 2))
    yield "NEAR of phrases", " NEAR/100 ".join(f'"{p}"' for p in PAIRS[:8])
    yield "NEAR of slops", '"va dan"~50 NEAR/100 "cac vu"~50'
    yield "NEAR of wildcards", "th* NEAR/100 ng*"
    yield "atleast of NEAR", "atleast5:(va NEAR/100 dan NEAR/100 cac)"
    yield "atleast of SENT", "atleast5:(va SENT dan)"
    yield "atleast of many", " ".join(f"atleast2:{w}" for w in LOOSE)
    yield "atleast of OR", f"atleast9:({' OR '.join(LOOSE)})"
    yield "atleast of phrases", " OR ".join(f'atleast2:"{a} {b}"' for a, b in combinations(LOOSE[:14], 2))
    yield "atleast 1000", "atleast1000:(" + " OR ".join(_times(LOOSE, MAX_TERMS)) + ")"


def _wildcards() -> Iterator[tuple[str, str]]:
    stems = ("th*", "ng*", "ch*", "tr*", "nh*", "kh*", "ph*", "gi*", "qu*", "đo*", "ho*", "da*")
    yield "wildcard", "th*"
    yield "wildcards", " ".join(stems)
    yield "wildcards OR'd", " OR ".join(stems)
    yield "wildcards excluded", " ".join("-" + s for s in stems)
    yield "one-letter stem", "t*"
    yield "leading stars in groups", "(*a* OR *b*) (*c*)"
    yield "question marks", "v?n d?n c?c t?n h?i"
    yield "many question marks", "th???? ng????"
    yield "only question marks", "d??? OR t??? OR n???"
    yield "stars between", "ng*o* th*n* tr*g*"
    yield "long pattern", "ng" + "*a" * 3
    yield "phrase of wildcards", "th*-ng*-ch*"
    yield "phrases of wildcards OR'd", " OR ".join(f"{a}-{b}" for a, b in combinations(stems[:4], 2))
    yield "wildcard and syllables", "th* " + " ".join(LOOSE[:40])
    yield "wildcards SENT", "th* SENT ng* SENT ch*"
    yield "atleast of wildcard", "atleast20:th*"
    yield "wildcard in fields", " ".join(f"{f}:th*" for f in ("title", "lead", "body", "author"))


def _fields() -> Iterator[tuple[str, str]]:
    yield "dates OR'd", " OR ".join(f"date:{y}-{m:02d}" for y in range(2018, 2026) for m in range(1, 13))
    yield "too many dates", " OR ".join(f"date:{y}" for y in range(1900, 2100))
    yield "every day", "date:1900..2100"
    yield "dates excluded", " ".join(f"-date:{y}-{m:02d}" for y in range(2018, 2026) for m in range(1, 13))
    yield "every number", "doc:1* OR doc:2* OR doc:3* OR doc:4*"
    yield "numbers of documents", " OR ".join(f"doc:{n}*" for n in range(1, 100))
    yield "levels", " OR ".join(["level:xa", "level:huyen", "level:tinh", "level:tw"] * 25)
    yield "places", " OR ".join(f"place:{n:02d}" for n in (1, 4, 8, 11, 12, 14, 15, 19, 20, 22, 24, 25, 31, 33, 37, 38))
    yield "places mentioned", " OR ".join(f"mentions:{n:02d}" for n in (1, 4, 8, 11, 12, 14, 15, 19, 20, 22, 24, 25))
    yield "flags", " ".join(["is:original", "-is:reprint", "has:figure"] * 30)
    yield "fields", " ".join(f"{f}:{w}" for f in ("title", "lead", "body", "author") for w in LOOSE)
    yield "body of many", f"body:({' OR '.join(LOOSE)})"
    yield "title of phrases", "title:(" + " OR ".join(f'"{a} {b}"' for a, b in combinations(LOOSE[:14], 2)) + ")"
    yield "body of phrases", "body:(" + " OR ".join(f'"{a} {b}"' for a, b in combinations(LOOSE[:14], 2)) + ")"
    yield "body slop", 'body:"va dan cac"~100'
    yield "body NEAR", "body:(va NEAR/100 dan)"
    yield "unknown fields", "x:y " * 2000
    yield "colons", ":" * MAX_LENGTH
    yield "abbreviations", " ".join(["MTTQ", "UBND", "HĐND", "QCDC", "DVK", "BDV", "NTM", "CCB", "LHPN", "BTV"] * 12)
    yield "abbreviations OR'd", " OR ".join(["MTTQ", "UBND", "HĐND", "QCDC", "DVK", "BDV", "NTM", "CCB", "LHPN"] * 3)
    yield "abbreviations NEAR", "UBND NEAR/100 MTTQ NEAR/100 HDND"
    yield "ambiguous ones", "ND " * 250
    yield "names", "ban dân vận mặt trận tổ quốc ủy ban nhân dân hội cựu chiến binh " * 15


def _shapes() -> Iterator[tuple[str, str]]:
    yield "brackets", _wrapped("va", MAX_DEPTH)
    yield "too deep", _wrapped("va", MAX_DEPTH + 1)
    yield "deep ORs", "va OR (" * (MAX_DEPTH - 1) + "dan" + ")" * (MAX_DEPTH - 1)
    yield "deep NOTs", "NOT (va " * (MAX_DEPTH - 1) + "dan" + ")" * (MAX_DEPTH - 1)
    yield "deep NEARs", "va NEAR/100 (" * (MAX_DEPTH - 1) + "dan" + ")" * (MAX_DEPTH - 1)
    yield "deep SENTs", "va SENT (" * (MAX_DEPTH - 1) + "dan" + ")" * (MAX_DEPTH - 1)
    yield "groups of groups", " ".join(f"({a} OR {b})" for a, b in combinations(LOOSE[:12], 2))
    yield "products", " OR ".join(f"({a} {b} {c})" for a, b, c in islice(combinations(LOOSE[:12], 3), 80))
    yield "nots of groups", " ".join(f"-({a} OR {b})" for a, b in combinations(LOOSE[:12], 2))
    for sign in (
        '"',
        "(",
        ")",
        "-",
        "*",
        "?",
        "|",
        "=",
        "AND ",
        "OR ",
        "NOT ",
        "NEAR/5 ",
        "SENT ",
        "~5",
        "\x00",
        "😀",
        "«",
    ):
        yield f"{sign!r} alone", _cut(sign * MAX_LENGTH)
        yield f"{sign!r} and syllables", _cut(f"{sign}va " * MAX_LENGTH)


SORTED: tuple[tuple[str, SearchParams], ...] = (
    ("40 OR'd, newest", SearchParams(q=" OR ".join(LOOSE[:40]), sort="newest")),
    ("40 OR'd, oldest, page 4000", SearchParams(q=" OR ".join(LOOSE[:40]), sort="oldest", page=4000)),
    ("40 OR'd, page 4000", SearchParams(q=" OR ".join(LOOSE[:40]), page=4000)),
    ("everything, page 5000", SearchParams(page=5000)),
    ("100 a page", SearchParams(q=" OR ".join(LOOSE[:40]), per_page=100)),
    ("200 a page, phrases", SearchParams(q=" OR ".join(f'"{p}"' for p in PAIRS), per_page=200)),
    ("collapsed", SearchParams(q=" OR ".join(LOOSE[:40]), dup="collapse")),
    ("filters", SearchParams(q="va OR dan", level=("xa", "huyen", "tinh", "tw"), date_from=date(2018, 1, 1))),
    ("place, then", SearchParams(q="va OR dan", place="01", place_mode="then")),
    ("NEAR, newest", SearchParams(q="va NEAR/20 dan", sort="newest")),
)


def hostile() -> Iterator[tuple[str, SearchParams]]:
    """Name and search, every name once."""
    for some in (_words(), _phrases(), _near(), _wildcards(), _fields(), _shapes()):
        yield from ((name, SearchParams(q=text)) for name, text in some)
    yield from SORTED
