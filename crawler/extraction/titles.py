"""The title of an article on a page whose markup is not known.

Every printed line that could be a title is weighed by independent signs: it is what the page calls itself, it is a
heading, the address spells it, a date stands beside it, prose follows it. No sign is needed, and class names are not
looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from crawler.extraction.blocks import Block
from crawler.extraction.boilerplate import is_boilerplate, is_furniture
from crawler.extraction.cards import UNWRITTEN
from crawler.extraction.date_tokens import may_be_date
from crawler.extraction.head_lines import is_head_line
from crawler.extraction.page import Page, inner_text
from crawler.extraction.urls import split_path
from crawler.text import clean_line, fold, syllables

_SEPARATOR = re.compile(r"\s+[-–—|»›>:•·/\\]+\s+|\s*(?:\||::|»)\s*")
_NO_TITLE = re.compile(
    r"(?i)^(?:chi tiết(?: tin| bài viết)?|tin tức(?: sự kiện)?|trang chủ|home|index|bài viết|nội dung|thông tin|news"
    r"|kết quả tìm kiếm(?: (?:cho|với|theo|từ khóa) .*|\s*[:“\"].*)?"
    r"|untitled|đăng nhập|(?:cổng|trang) (?:thông tin|tt) ?(?:điện tử|đt).*|(?:cổng|trang) ttđt.*|website .*"
    r"|no title.*)$"
)
_BACK = re.compile(r"(?i)^(?:(?:quay|trở) (?:lại|về)|back)[\s:|«‹<←]*(?=\w{2})")
_DAY, _HOUR = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}", r"\d{1,2}:\d{2}(?::\d{2})?(?: ?(?:[AP]M|SA|CH))?"
_STAMPED = r"(?:Ngày (?:đăng|cập nhật)|Đăng (?:ngày|lúc)|Cập nhật(?: ngày| lúc)?)(?: tin)?\s*:?\s*"
_DATED = re.compile(
    rf"\s*[(\[]\s*(?i:{_STAMPED})?(?:{_HOUR}\W{{1,3}})?{_DAY}(?:[\d:,|\s]|SA|CH|[AP]M)*[)\]]$"
    rf"|\s+{_STAMPED}(?:{_HOUR}\W{{1,3}})?{_DAY}(?:\W{{1,3}}{_HOUR})?$"
    rf"|(?<=[^\W\d])(?:{_HOUR}\W{{1,3}})?{_DAY}(?:\W{{1,3}}{_HOUR})?$"
)
"""A date that a list or an old page prints behind the title: in brackets, with a label, or in an element that touches
it."""
_SHORTEST, _LONGEST = 12, 300
_KICKER = 4
"""Syllables of the name of a section at most, and fewer than any title has."""
_MENU_ENTRY = 6
"""Syllables from which a line is longer than most entries of a menu."""
_NO_KICKER = re.compile(r"^[\s:|–—-]+")
_PROSE = 60
"""Characters of unlinked text that ends like a sentence, or twice as many that do not: prose."""
_ENOUGH = 2.4
"""Weight from which a line is taken for the title although the page does not call itself so."""
_FULL = 8
"""Syllables from which a name that fits is worth all its weight; short ones name sections as well."""
_NUMBERED = re.compile(r"\d{3,}")
_NOTICE = re.compile(r"(?i)tin buồn|cáo phó|lời cảm (?:ơn|tạ)")
"""Titles of few words that are no names of sections."""
_TWO_WORDS = re.compile(r"[^\W\d_]{2,}+.*?[^\W\d_]{2,}", re.DOTALL)
_SENTENCE_END = re.compile(r"[.!?…;][”\"’»)]*$")
_HEADINGS = {"h1": 2.0, "h2": 1.7, "h3": 1.4, "h4": 1.0, "h5": 0.8, "h6": 0.8}
_BOLD = frozenset(("b", "strong", "font", "big"))


@dataclass(frozen=True, slots=True)
class Title:
    """A title and the position of the block that prints it; None where no block does."""

    text: str
    at: int | None


@dataclass(frozen=True, slots=True)
class _Name:
    """One way to read what the page calls itself."""

    keys: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is asked about a block more than once."""

    possible: bool
    """It may be a title."""
    dated: bool
    prose: bool


def find_title(page: Page, blocks: Sequence[Block], headline: str | None) -> Title | None:
    """The heaviest candidate; without any, the longest part of what the page calls itself, unless that names the
    site."""
    calls = [
        c
        for c in (headline, page.first_meta("og:title", "twitter:title"), page.title_tag)
        if c and not all(map(_NO_TITLE.match, filter(None, _SEPARATOR.split(c[:_LONGEST]))))
    ]
    names = [name for place, call in enumerate(calls) for name in _names(call, 0.3 * place)]
    slug = _slug(page.url)
    short = _short_name(page.url)
    facts = [_Facts(_may_be_title(b, short, slug), _is_date(b), _is_prose(b)) for b in blocks]
    following = _following(blocks, facts)
    linked = {_keys(b.text) for b in blocks if _SHORTEST <= len(b.text) <= 60 and b.linked * 2 > len(b.text)}
    best: tuple[float, int] | None = None
    for i in range(len(blocks)):
        if not facts[i].possible:
            continue
        weight = _weight(blocks, facts, i, names, slug, linked, following[i])
        if weight >= _ENOUGH and (best is None or weight > best[0]):
            best = (weight, i)
    if best is not None:
        return Title(_without_kicker(blocks[best[1]], calls) or _shown(blocks[best[1]]), best[1])
    text = next((c for c in map(_without_site, calls) if len(c) >= _SHORTEST and not _NO_TITLE.match(c)), None)
    return Title(text, None) if text else None


def _may_be_title(block: Block, short: tuple[str, ...], slug: frozenset[str]) -> bool:
    """Is it of a title's length and no furniture, but what the address spells ("Thông báo lịch tiếp công dân")?"""
    text = _DATED.sub("", block.text)
    return (
        block.kind in ("text", "heading", "item", "caption")
        and (_SHORTEST <= len(text) <= _LONGEST or (len(text) < _SHORTEST and _is_short_name(text, short)))
        and (block.kind == "heading" or _away(block) * 2 < len(text))
        and _TWO_WORDS.search(text) is not None
        and not _NO_TITLE.match(text)
        and (not is_furniture(text) or _is_spelled_out(text, slug))
    )


@lru_cache(maxsize=1 << 12)
def _keys(line: str) -> tuple[str, ...]:
    """Keys of the syllables of a line of `_LONGEST` characters at most; the pages of a portal share most of theirs."""
    return tuple(syllables(line))


def _names(call: str, less: float) -> Iterator[_Name]:
    """The whole name, then its parts without what may be the site's or the section's name; a part in front of the
    site's is likelier than one behind the section's."""
    call = call[:_LONGEST].rstrip(" .…")
    whole = _keys(call)
    yield _Name(whole, 6.0 - less)
    for match in _SEPARATOR.finditer(call):
        front, back = call[: match.start()], call[match.end() :]
        yield _Name(_keys(front), 4.5 - less)
        yield _Name(_keys(back), 4.0 - less)


def _shown(block: Block) -> str:
    """The title as it is printed, without a date on a line above or below it in the same block."""
    first, *others = block.text.split("\n")
    while others and may_be_date(first) and is_head_line(first):
        first, *others = others
    dated = next((n for n, line in enumerate(others) if len(line) <= 80 and may_be_date(line)), len(others))
    return _DATED.sub("", _BACK.sub("", " ".join(" ".join((first, *others[:dated])).split())))


def _without_kicker(block: Block, calls: Sequence[str]) -> str | None:
    """The title without the section that an element of its own prints in front of it, where the page calls itself by
    the rest alone or parts them with a colon; None without one."""
    element = block.element
    if block.kind != "heading" or len(element) < 2 or (element.text or "").strip():
        return None
    rest = clean_line(_NO_KICKER.sub("", "".join(map(inner_text, element[1:]))))
    kicker = inner_text(element[0]).rstrip(" :")
    short = 0 < len(syllables(kicker)) <= _KICKER < len(syllables(rest))
    return rest if short and any(call.startswith((rest, f"{kicker}:")) for call in calls) else None


def _weight(
    blocks: Sequence[Block],
    facts: Sequence[_Facts],
    i: int,
    names: Sequence[_Name],
    slug: frozenset[str],
    linked: set[tuple[str, ...]],
    follows: float,
) -> float:
    """All signs of one line; ``linked``: short lines that are links elsewhere, names of sections more often than
    not."""
    block = blocks[i]
    keys = _keys(_BACK.sub("", block.text))
    section = len(keys) < _FULL and keys in linked
    weight = 0.0 if section else max((_agreement(keys, n) for n in names), default=0.0) * min(len(keys) / _FULL, 1.0)
    if _away(block) * 2 >= len(block.text) and weight < 3.0:
        return 0.0
    weight += _HEADINGS.get(str(block.element.tag), 0.0) or 0.8 * _is_bold(block)
    if slug and len(keys) >= 4 and _share(slug, keys) >= 0.7:
        weight += 4.0 * min(len(slug) / _FULL, 1.0)
    weight -= 3.0 * section
    if len(keys) < _FULL and _stands_above_title(blocks, facts, i):
        weight -= 3.0
    if any(f.dated for f in (*facts[i + 1 : i + 4], *facts[max(i - 2, 0) : i])) or _DATED.search(block.text):
        weight += 1.5
    weight += follows
    if i and blocks[i - 1].kind == "image":
        weight -= 1.5
    elif any(f.prose for f in facts[max(i - 8, 0) : i]):
        weight -= 1.0
    if len(block.text) < _SHORTEST:
        weight += 3.0  # only what the address spells and names of notices are possible
    if len(keys) < 4:
        weight -= 1.5
    if _SENTENCE_END.search(block.text) or block.text.endswith(":"):
        above = range(max(i - 4, 0), i)
        lead = any(facts[n].possible and not _SENTENCE_END.search(blocks[n].text) for n in above)
        weight -= 2.0 + (len(block.text) > 120) + 1.5 * lead
    return weight


def _away(block: Block) -> int:
    """How many characters of a block are links that lead to another page."""
    if block.linked == 0 or block.hrefs == UNWRITTEN:
        return block.linked
    hrefs = (a.get("href") or "#" for a in block.element.iter("a"))
    return block.linked if any(not href.startswith(("#", "javascript:")) for href in hrefs) else 0


def _stands_above_title(blocks: Sequence[Block], facts: Sequence[_Facts], i: int) -> bool:
    """Is the next line a longer one that could be the title, so that this one names its section?"""
    if i + 1 >= len(blocks):
        return False
    text, fact = blocks[i + 1].text, facts[i + 1]
    no_title = fact.prose or fact.dated or _SENTENCE_END.search(text)
    return fact.possible and not no_title and len(text.split()) >= _FULL


def _agreement(keys: tuple[str, ...], name: _Name) -> float:
    """How well a line fits a name: equal, or one begins with the other (heads cut names, lines add to them)."""
    if keys == name.keys:
        return name.weight
    size = min(len(keys), len(name.keys))
    if size >= 4 and keys[:size] == name.keys[:size]:
        return name.weight - 1.5
    if size >= 5 and keys[: size - 1] == name.keys[: size - 1] and len(keys) > len(name.keys):
        return name.weight - 1.8
    return 0.0


def _following(blocks: Sequence[Block], facts: Sequence[_Facts]) -> list[float]:
    """For each block what stands between it and the next prose: near prose speaks for a title, lists of links and
    another heading against."""
    weights = [-3.0] * len(blocks)
    gap, heading = 99.0, False
    for i in range(len(blocks) - 1, -1, -1):
        weights[i] = 2.5 - 0.25 * gap - 0.8 * heading if gap <= 10 else -3.0
        block = blocks[i]
        if facts[i].prose:
            gap, heading = 0.0, False
        elif block.kind == "image":
            gap += 0.2
        elif block.linked * 2 >= len(block.text):
            gap += 1.5
        elif is_furniture(block.text):
            gap += 0.3
        else:
            gap += 0.7
            heading = heading or block.kind == "heading"
    return weights


def _is_prose(block: Block) -> bool:
    size = len(block.text) if block.linked * 2 < len(block.text) else 0
    return size >= 2 * _PROSE or (size >= _PROSE and _SENTENCE_END.search(block.text) is not None)


def _is_date(block: Block) -> bool:
    return len(block.text) <= 100 and may_be_date(block.text)


def _is_bold(block: Block) -> bool:
    """Does one inline element make the whole block bold or large?"""
    element = block.element
    while len(element) == 1 and not (element.text or "").strip() and not (element[0].tail or "").strip():
        element = element[0]
        if element.tag in _BOLD:
            return True
    return False


def _slug(url: str) -> frozenset[str]:
    """Syllables of the address without numbers: portals spell their titles there, without marks."""
    path, query = split_path(url)
    longest = max(re.split(r"[/?&=]", f"{path}/{query}"), key=lambda part: part.count("-") + part.count("_"))
    words = [w for w in re.findall(r"[a-z]+", longest.lower()) if w not in ("html", "htm", "aspx")]
    return frozenset(words) if len(words) >= 4 else frozenset()


def _short_name(url: str) -> tuple[str, ...]:
    """The few words that name an article in an address with a number, as in ``/tin-buon-950004``."""
    path, query = split_path(url)
    steps = [step for step in re.split(r"[/?&=]|%2[fF]", f"{path}/{query}") if "-" in step]
    words = tuple(re.findall(r"[a-z]+", re.sub(r"\.(?:html?|aspx)$", "", steps[-1].lower()))) if steps else ()
    return words if _NUMBERED.search(f"{path}?{query}") else ()


def _is_short_name(line: str, short: tuple[str, ...]) -> bool:
    spells = len(short) > 1 and tuple(map(fold, syllables(line))) == short
    return spells or _NOTICE.fullmatch(line) is not None


def spelled(url: str, line: str) -> bool:
    """Does the address spell a line, but for a word in five?"""
    slug = _slug(url)
    return bool(slug) and _share(slug, syllables(line)) >= 0.8


def _is_spelled_out(line: str, slug: frozenset[str]) -> bool:
    """Is a line that might be a menu's the title, since the address spells it and it is longer than entries are?"""
    keys = _keys(line)
    return len(keys) >= _MENU_ENTRY and _share(slug, keys) >= 0.8 and not is_boilerplate(line)


def _share(slug: frozenset[str], keys: Sequence[str]) -> float:
    """How many of the line's syllables the address spells; it may cut the title, so the smaller of both counts."""
    line = set(map(fold, keys))
    return len(line & slug) / max(min(len(line), len(slug)), 1) if len(line) * 3 >= len(slug) else 0.0


def _without_site(call: str) -> str:
    parts = _SEPARATOR.split(call)
    return call if len(parts) < 2 else max(parts, key=len).strip()
