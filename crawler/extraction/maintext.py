"""The main text of any page by rules of our own: no class names, only what a reader sees.

The page is read as blocks in order. The title is found first; from there on every block weighs for or against: prose
for, links, labels and portal furniture against. The text ends where the sum of weights is highest (body text extraction
by maximum subsequence, Finn et al. 2001, with the title as its fixed start), and stays within the column of its longest
paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from crawler.extraction.block_weights import OTHERS, PROSE, TEASER, is_linked, is_teaser, weight
from crawler.extraction.blocks import SENTENCE, Block, read_blocks
from crawler.extraction.boilerplate import is_furniture
from crawler.extraction.cards import with_cards
from crawler.extraction.date_tokens import may_be_date
from crawler.extraction.dates import parse_date
from crawler.extraction.imprints import without_imprint
from crawler.extraction.link_lines import with_own_links
from crawler.extraction.page import Element, Page, inner_text, remembered
from crawler.extraction.text_parts import (
    behind_box,
    cards_in,
    ends,
    hosts_of,
    is_date_line,
    left_out,
    list_behind,
    next_article,
    resumed,
    with_ancestors,
    within,
)
from crawler.extraction.titles import spelled
from crawler.extraction.urls import DOCUMENT
from crawler.text import clean_line

_CHROME = frozenset(("nav", "footer", "aside", "menu", "dialog", "marquee"))
_BEFORE = -60.0
"""What dates, counters and buttons between title and text can weigh at most."""
_FOOTER = 200
"""Characters of a portal's imprint at most."""
_CARDS = 3
"""Linked titles that make a list."""
_STATE = frozenset(("__VIEWSTATE", "javax.faces.ViewState"))
"""Hidden fields of the one form that holds everything on pages of ASP.NET and of Java Server Faces."""
_FORM = 400
"""Characters; a form with more text holds more than its fields."""


@dataclass(frozen=True, slots=True)
class Text:
    """The main text: its blocks, where it ends on the page, its prose in characters."""

    blocks: tuple[Block, ...]
    end: int
    """Position after the last block of the text."""
    prose: int
    teasers: int
    """Linked headings between the paragraphs: many mean that the page is a list."""
    titled: bool
    """The text follows the title."""
    led: int = 0
    """Characters of prose before the first linked heading."""


@remembered
def page_blocks(page: Page) -> list[Block]:
    """All visible blocks of a page, without navigation, footers and imprint."""
    root = page.body
    chrome = frozenset(e for e in root.iter(*_CHROME, "form") if (e.tag != "form" or _is_small(e)) and not _heads(e))
    parts = [part for block in read_blocks(root, skip=chrome) for part in _parted(page, block)]
    return with_cards(without_imprint(with_own_links(page, parts)))


def _heads(footer: Element) -> bool:
    """Does a footer stand in front of the text of its article? Drupal's themes print date and account so."""
    article = footer.getparent()
    if footer.tag != "footer" or article is None or article.tag != "article":
        return False
    before = sum(len(inner_text(e)) for e in footer.itersiblings(preceding=True))
    return before < sum(len(inner_text(e)) for e in footer.itersiblings())


def _parted(page: Page, block: Block) -> list[Block]:
    """A block whose first lines are a title and a date in front of the text, as parts of their own; so is the title in
    the head of a table of facts."""
    lines = block.text.split("\n")
    if block.kind == "table" and " | " not in lines[0] and _is_called(page, lines[0]):
        return [replace(block, text=lines[0], kind="heading"), replace(block, text="\n".join(lines[1:]))]
    if len(lines) < 2 or block.linked or block.kind != "text":
        return [block]
    dated = next((n for n in (1, 2) if n < len(lines) and len(lines[n]) <= 100 and may_be_date(lines[n])), None)
    if dated is None or not parse_date(lines[dated]) or not _may_head(lines, dated):
        return [block]
    cuts = (lines[:dated], lines[dated : dated + 1], *([line] for line in lines[dated + 1 :]))
    return [replace(block, text="\n".join(cut)) for cut in cuts]


def _may_head(lines: Sequence[str], dated: int) -> bool:
    """Is there a title above the date of a block, and prose below it or nothing at all?"""
    below = lines[dated + 1 :]
    titled = len(lines[0]) >= TEASER and not SENTENCE.search(lines[0])
    return any(len(line) >= PROSE for line in below) or (not below and titled)


def _is_called(page: Page, line: str) -> bool:
    """Does the page call itself so: in its head, or in its address?"""
    return len(line) >= TEASER and (clean_line(line) in page.title_tag or spelled(page.url, line))


def _is_small(form: Element) -> bool:
    """Is a form a box of the page (login, poll, comment), not one that holds the whole page as ASP.NET's do?"""
    around = form.getparent()
    if around is not None and around.tag == "body" and not any(_is_beside(e) for e in around if e is not form):
        return False
    if any((field.get("name") or "") in _STATE for field in form.iter("input")):
        return False
    size = 0
    for text in form.itertext():
        size += 0 if text.isspace() else len(text)
        if size > _FORM:
            return False
    return True


def _is_beside(element: Element) -> bool:
    """Is an element one that a page shows?"""
    return element.tag not in ("script", "style", "noscript", "link", "meta", "input") and any(
        not text.isspace() for text in element.itertext()
    )


def main_text(page: Page, at: int | None) -> Text:
    """The main text of a page whose title is block ``at`` (None: it is not printed)."""
    blocks = page_blocks(page)
    weights = list(map(weight, blocks))
    end = min(next_article(blocks, at), list_behind(blocks, weights, at))
    text = _main_text(blocks[:end], weights[:end], at)
    page.removed.update(left_out(blocks, text.blocks, text.end))
    return text


def _main_text(blocks: Sequence[Block], weights: Sequence[float], start: int | None) -> Text:
    best = _span(blocks, weights, start)
    if start is not None and not best[2] and not _short_run(blocks, weights, start)[2]:
        start, best = None, _span(blocks, weights, None)
    begin, end, prose = best if start is None else _nearer(blocks, weights, start, best)
    before = begin if start is not None else max(begin - 2, 0)
    teasers = _teasers(blocks[before:end], weights[before:end])
    if start is not None:
        end = _without_cards(blocks, weights, begin, end)
    hosts = hosts_of(blocks, weights, begin, end)
    end = within(blocks, weights, hosts, begin, resumed(blocks, weights, set(hosts), begin, end))
    if start is not None:
        end = behind_box(blocks, weights, blocks[start].element, begin, end)
    end = _with_last_lines(blocks, weights, begin, end)
    first = _first_prose(blocks, weights, begin, end)
    cards = cards_in(blocks[first:end], hosts)
    chosen = [
        blocks[i]
        for i in range(first, end)
        if blocks[i].kind == "image" or (weights[i] > -20 and blocks[i].element not in cards)
    ]
    led = _led(blocks[first:end], weights[first:end])
    return Text(tuple(chosen), end, prose, teasers, start is not None, led)


def _led(blocks: Sequence[Block], weights: Sequence[float]) -> int:
    above = takewhile(lambda n: not is_teaser(blocks[n]), range(len(blocks)))
    return sum(len(blocks[n].text) for n in above if weights[n] > 0)


def _without_cards(blocks: Sequence[Block], weights: Sequence[float], begin: int, end: int) -> int:
    """End of a run, moved back to where a list of other articles begins: linked titles, each with a teaser of its own
    in a box that holds none of the paragraphs above."""
    at = next((i for i in range(begin, end) if is_teaser(blocks[i])), end)
    above = [i for i in range(begin, at) if weights[i] > 0]
    if not above or at == end:
        return end
    heaviest = max(above, key=weights.__getitem__)
    around, head = with_ancestors(blocks[heaviest].element), {blocks[at].element}
    cards = 0
    for i in range(at, end):
        if is_teaser(blocks[i]):
            cards, head = cards + 1, with_ancestors(blocks[i].element)
        elif weights[i] >= PROSE / 2 and next(filter(head.__contains__, _upwards(blocks[i])), None) in {None, *around}:
            return end
    return at if cards >= _CARDS else end


def _upwards(block: Block) -> Iterator[Element]:
    yield block.element
    yield from block.element.iterancestors()


def _teasers(blocks: Sequence[Block], weights: Sequence[float]) -> int:
    """How many linked titles stand between the paragraphs, without those under a heading of other articles."""
    count, others = 0, False
    for block, own in zip(blocks, weights, strict=True):
        others = own <= OTHERS or (others and own < PROSE)
        count += not others and is_teaser(block)
    return count


def _with_last_lines(blocks: Sequence[Block], weights: Sequence[float], begin: int, end: int) -> int:
    """End of a run, moved over the short lines and pictures that stand beside its last block: by-lines and captions."""
    last = next((i for i in range(end - 1, begin - 1, -1) if weights[i] > 0), None)
    own = blocks[last].element if last is not None else None
    beside = own.getparent() if own is not None and own.tag != "td" else own
    while beside is not None and end < len(blocks) and _is_last_line(blocks[end], blocks[end - 1], beside):
        if weights[end] < -20 or _offers_files(blocks[end]):
            break
        end += 1
    return end


def _is_last_line(block: Block, above: Block, beside: Element) -> bool:
    """Does a block stand in an element, right there or as a picture or the caption of one?"""
    parent = block.element.getparent()
    if parent is not None and block.element.tag == "li":
        parent = parent.getparent()
    pictured = block.kind in ("image", "caption") or block.pictured or above.kind == "image"
    return beside in (parent, block.element) or (pictured and beside in block.element.iterancestors())


def _offers_files(block: Block) -> bool:
    """Is a block nothing but a label with links to documents?"""
    hrefs = [a.get("href") or "" for a in block.element.iter("a")]
    named = block.linked * 2 > len(block.text) and not SENTENCE.search(block.text)
    return named and bool(hrefs) and all(map(DOCUMENT.search, hrefs))


def _first_prose(blocks: Sequence[Block], weights: Sequence[float], begin: int, end: int) -> int:
    """Where prose, a picture or a heading begins; before it stand the page's own names, counters and buttons."""
    for i in range(begin, end):
        block = blocks[i]
        if block.kind in ("image", "table", "heading", "caption") and not is_furniture(block.text):
            return i
        if weights[i] > 0 and (len(block.text) >= PROSE or SENTENCE.search(block.text)):
            return i
    return begin


def _span(blocks: Sequence[Block], weights: Sequence[float], start: int | None) -> tuple[int, int, int]:
    """Begin, end and prose of the heaviest run of blocks; it begins right after ``start`` where that is given."""
    first = 0 if start is None else start + 1
    reach = _reach(weights, start) if start is not None else len(blocks)
    heaviest = max(
        _in_cell(blocks, weights, start, reach) or range(first, reach), key=weights.__getitem__, default=None
    )
    if heaviest is None or weights[heaviest] <= 0:
        return first, first, 0
    title = blocks[start].element if start is not None else None
    others = [title] if title is not None else []
    nearest = sorted(
        (i for i in range(first, reach) if i != heaviest and weights[i] >= PROSE), key=lambda i: abs(i - heaviest)
    )
    others += [blocks[i].element for i in nearest[:1]]
    column = _column(blocks[heaviest].element, others, title)
    inside, beyond = set(column.iter()), 0.0 if column.tag == "td" else 0.25
    weights = [w if b.element in inside else min(w * beyond, w) - 60 for b, w in zip(blocks, weights, strict=True)]
    begin, end = _heaviest(weights, start)
    prose = sum(len(b.text) for b, w in zip(blocks[begin:end], weights[begin:end], strict=True) if w > 0)
    return begin, end, prose


def _in_cell(blocks: Sequence[Block], weights: Sequence[float], start: int | None, reach: int) -> list[int]:
    """Positions in the cell of a layout table that holds the title, where it holds prose as well."""
    cell = next((e for e in _upwards(blocks[start]) if e.tag == "td"), None) if start is not None else None
    if start is None or cell is None:
        return []
    found = [i for i in range(start + 1, reach) if cell in _upwards(blocks[i])]
    return found if any(weights[i] >= PROSE for i in found) else []


def _nearer(
    blocks: Sequence[Block], weights: Sequence[float], start: int, best: tuple[int, int, int]
) -> tuple[int, int, int]:
    """The short lines right under the title (captions, verses, lists) instead of a run that only begins behind links
    and is hardly longer: that one is a footer or a box. Nor is it a lead that is longer than every paragraph, in the
    head of the article, without the paragraphs."""
    begin, end, size = _short_run(blocks, weights, start)
    if best[1] < end and size > 2 * best[2]:
        return begin, end, size
    within_it = any(weights[i] >= PROSE / 2 for i in range(begin, end))
    return best if within_it or best[2] > 2 * size + _FOOTER or not size else (begin, end, size)


def _short_run(blocks: Sequence[Block], weights: Sequence[float], start: int) -> tuple[int, int, int]:
    """Begin, end and size in characters of the lines under a title up to the first link, label or box of others."""
    end, size = start + 1, 0
    while end < len(blocks) and weights[end] > -20 and not is_linked(blocks[end]) and not ends(blocks[end]):
        block = blocks[end]
        size += 0 if is_furniture(block.text) or is_date_line(block.text) else len(block.text)
        end += 1
    return start + 1, end, size if size >= TEASER else 0


def _reach(weights: Sequence[float], start: int) -> int:
    """Position of the first heading of other articles behind some prose: the article's own column begins before it."""
    prose = 0.0
    for i in range(start + 1, len(weights)):
        if weights[i] <= OTHERS and prose >= PROSE:
            return i
        prose += max(weights[i], 0.0)
    return len(weights)


def _heaviest(weights: Sequence[float], start: int | None) -> tuple[int, int]:
    """Run with the highest sum: any (Kadane), or the best prefix of what follows ``start``."""
    if start is not None:
        total, best, end = 0.0, 0.0, start + 1
        for i in range(start + 1, len(weights)):
            total = weights[i] + (total if best else max(total, _BEFORE))
            if total > best:
                best, end = total, i + 1
            elif total < best - 600:
                break
        return start + 1, end
    total, best, begin, run = 0.0, 0.0, 0, (0, 0)
    for i, value in enumerate(weights):
        if total <= 0:
            total, begin = 0.0, i
        total += value
        if total > best:
            best, run = total, (begin, i + 1)
    return run


def _column(element: Element, others: Sequence[Element], title: Element | None) -> Element:
    """The column that a weighty paragraph stands in: the cell of a layout table that holds the title too; else two
    levels around it, or so many that one of ``others`` (the title, another paragraph) stands in it too."""
    around = with_ancestors(title) if title is not None else set()
    cell = next((e for e in (element, *element.iterancestors()) if e.tag == "td" and e in around), None)
    if cell is not None:
        return cell
    above = [a for a in element.iterancestors() if a.tag not in ("body", "html")]
    levels = [
        next((n for n, a in enumerate(above) if a in around), len(above)) for around in map(with_ancestors, others)
    ]
    wanted = max(2, min((n + 1 for n in levels), default=0)) - 1
    if not above:
        body = element.getparent()
        return body if body is not None else element
    return above[min(wanted, len(above) - 1)]
