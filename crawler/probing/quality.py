"""What may be wrong with articles that were read: titles, texts, dates, letters, furniture left in the text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from crawler.archive.record import Listed
from crawler.extraction.boilerplate import is_boilerplate
from crawler.extraction.platforms.base import Link
from crawler.extraction.sureness import Sureness
from crawler.fetching.answers import Answer
from crawler.items import Article
from crawler.probing.steps import Step
from crawler.text import syllables

_MARKED = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_VIETNAMESE = frozenset(_MARKED + _MARKED.upper())
_ODD_SHARE = 0.01
"""Share of letters that are neither ASCII nor Vietnamese from which on a text was read with the wrong charset; real
articles hold a foreign name at most."""
_MARKED_SHARE = 0.08
"""Share of marked letters below which a text is not Vietnamese as it should be: running text has 20 to 30 %."""
_ENOUGH = 200
"""Letters from which on the shares say something."""
_TELLING = 4
"""Different syllables of a title from which on it can be compared."""
_RULE = "Add a line rule (crawler/extraction/boilerplate_rules.py) with the page as golden case (--save)."


_CLOCK = timedelta(minutes=10)
"""How near to now the one minute that all articles carry must be to be the page's clock."""


def with_list_date(article: Article, link: Link) -> Article:
    """The article with the date that its list prints, where its page prints none, as a crawl keeps it."""
    if link.precision is None:
        return article
    return Listed(link.title, link.published, link.precision).complete(article)


@dataclass(frozen=True, slots=True)
class Read:
    """An article as it was read, where from, the date that the list gave for it, and how sure a generic reading is."""

    article: Article
    answer: Answer | None
    """None where only the article is judged, not how its letters came."""
    listed: datetime | None
    sureness: Sureness | None = None
    listed_title: str | None = None
    """What the list prints for it."""


def titles_step(read: Sequence[Read]) -> Step | None:
    """Whether articles bear the titles that the list prints, which may be cut; None where it prints none."""
    told = [(one, set(syllables(one.listed_title))) for one in read if one.listed_title]
    told = [(one, words) for one, words in told if len(words) >= _TELLING]
    if not told:
        return None
    other = [one for one, words in told if 2 * len(words & set(syllables(one.article.title))) < len(words)]
    if len(other) * 2 <= len(told):
        return Step("titles", "ok", "as the list prints them")
    first = other[0]
    mend = "Save the page (--save) as golden case; titles are read by the platform and crawler/extraction/titles.py."
    two = f"the list says {first.listed_title!r}, {first.article.url} was read as {first.article.title!r}"
    return Step("titles", "wrong", two, mend)


def texts_step(read: Sequence[Read]) -> Step:
    """Whether the articles have texts."""
    bare = [one.article.url for one in read if not one.article.body]
    if len(bare) * 2 > len(read):
        mend = "Open it in a browser; if there is a text, save the page (--save) as golden case."
        return Step("texts", "wrong", f"{bare[0]} has no text but its title and lead", mend)
    return Step("texts", "ok", f"{', '.join(f'{len(one.article.body):,}' for one in read)} characters")


def dates_step(read: Sequence[Read], now: datetime) -> Step:
    """Whether every article has a date that can be true and agrees with the list."""
    mend = "Save the page (--save) as golden case; dates are read by crawler/extraction/dates.py and the platform."
    for one in read:
        published = one.article.published
        if published is None:
            none = f"{one.article.url} has no date that could be read, on its page or on the list"
            return Step("dates", "wrong", none, mend)
        if published > now + timedelta(days=1):
            return Step("dates", "wrong", f"{one.article.url} is dated {published:%d/%m/%Y}, in the future", mend)
        if one.listed is not None and abs(published - one.listed) > timedelta(days=1, hours=1):
            two = f"the list says {one.listed:%d/%m/%Y}, the article {published:%d/%m/%Y} ({one.article.url})"
            return Step("dates", "wrong", two, mend)
    moments = {one.article.published for one in read if one.article.published_precision == "minute"}
    if len(read) > 1 and len(moments) == 1 and all(abs(now - at) < _CLOCK for at in moments if at):
        return Step("dates", "wrong", "every article is dated this very minute: the page's clock was read", mend)
    shown = ", ".join(f"{r.article.published:%d/%m/%Y} ({r.article.published_from})" for r in read)
    return Step("dates", "ok", shown)


def letters_step(read: Sequence[Read]) -> Step:
    """Whether the texts are whole Vietnamese in NFC."""
    notes = []
    for one in read:
        text = f"{one.article.title}\n{one.article.body}"
        if trouble := odd_letters(text):
            mend = (
                "Page and header disagree about the charset, or it is in an old Vietnamese encoding (TCVN3, VNI): save "
                "it (--save) and mend `decode` in crawler/extraction/page.py."
            )
            return Step("letters", "wrong", f"{one.article.url}: {trouble}", mend)
        notes += _notes(one.answer) if one.answer is not None else []
    if notes:
        return Step("letters", "note", "; ".join(dict.fromkeys(notes)))
    return Step("letters", "ok", "UTF-8, NFC")


def _notes(answer: Answer) -> list[str]:
    """What was mended while a page was read."""
    try:
        raw = answer.body.decode("utf-8")
    except UnicodeDecodeError:
        return [f"its pages are not clean UTF-8 (the header says {answer.charset or 'nothing'}); they were still read"]
    notes = []
    if answer.charset not in (None, "utf-8", "utf8"):
        notes.append(f"the header says {answer.charset}, the pages are UTF-8 and are read as that")
    if not unicodedata.is_normalized("NFC", raw):
        notes.append("letters come in parts (not NFC) and are put together")
    return notes


def odd_letters(text: str) -> str | None:
    """What speaks against ``text`` being Vietnamese read with the right charset; None when nothing does."""
    if "\ufffd" in text:
        return "letters are lost (replacement characters)"
    if not unicodedata.is_normalized("NFC", text):
        return "the text is not NFC"
    letters = [c for c in text if c.isalpha()]
    if len(letters) < _ENOUGH:
        return None
    marked = sum(c in _VIETNAMESE for c in letters)
    odd = sum(not c.isascii() and c not in _VIETNAMESE for c in letters)
    if odd > _ODD_SHARE * len(letters):
        return "it is full of letters that are not Vietnamese: read with the wrong charset"
    if marked < _MARKED_SHARE * len(letters):
        return "it has hardly any Vietnamese marks"
    return None


def furniture_step(read: Sequence[Read]) -> Step:
    """Whether lines are left in the texts that are the portal's, not the article's."""
    for one in read:
        for line in re.split(r"\n+", one.article.body):
            if rule := is_boilerplate(line):
                return Step("furniture", "wrong", f"{one.article.url} still holds {line!r} ({rule.name})", _RULE)
    paragraphs = Counter(p for one in read for p in set(one.article.body.split("\n\n")) if p)
    common = next((p for p, n in paragraphs.items() if n == len(read) > 1), None)
    if common:
        return Step("furniture", "wrong", f"every article holds the paragraph {common[:80]!r}", _RULE)
    return Step("furniture", "ok", "no menu, counter or share line in the texts")


def sureness_step(read: Sequence[Read]) -> Step | None:
    """How sure the articles were read that no marks of a system told; None when there are none of them."""
    told = [(one.article.url, one.sureness) for one in read if one.sureness is not None]
    if not told:
        return None
    found = "; ".join(str(sureness) for _, sureness in told)
    if unsure := next((url for url, sureness in told if sureness.unsure), None):
        mend = f"Compare {unsure} with what was read; if it is wrong, save the pages (--save) as golden cases."
        return Step("sureness", "note", found, mend)
    return Step("sureness", "ok", found)
