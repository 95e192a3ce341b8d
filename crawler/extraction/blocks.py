"""Reading markup as text: paragraphs, headings, list items, tables as lines, images with their captions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, cast

from crawler.extraction.page import Element, is_block, word_set
from crawler.extraction.tables import is_data_table, table_text
from crawler.text import clean_line

Kind = Literal["text", "heading", "item", "table", "caption", "image"]

SKIP = word_set(
    "script style noscript template iframe object embed svg math select option textarea button input canvas audio "
    "video head link meta"
)
_ITALIC = frozenset(("i", "em", "cite"))
_SPECIAL = _ITALIC | {"a", "br", "img", "table", "figcaption"}
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_HIDDEN_CLASS = frozenset(("hidden", "hide", "d-none", "sr-only", "visually-hidden"))
_HIDDEN_STYLE = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
_CENTRED_STYLE = re.compile(r"(?i)text-align\s*:\s*center")
_ASIDE_STYLE = re.compile(r"(?i)text-align\s*:\s*(?:justify|left|right|start|end)")
_CAPTION_CLASS = re.compile(
    r"(?i)(?:^|[\s_-])(?:caption|imgalt|img-?desc|photo-?(?:desc|caption)|chu-?thich)(?:$|[\s_-])|picturecaption"
)
_CAPTION_BOX = re.compile(
    r"(?i)PhotoCMS_Caption|wp-caption-text|(?:^|[\s_-])(?:image|img|photo|picture)[_-]?(?:caption|desc)|chu-?thich-?anh"
)
"""Classes of elements that hold a caption in paragraphs of its own."""
_NO_LINK = re.compile(r"(?i)#(?!c$|c\d|comment|respond|top).|mailto:|tel:")
"""How the address of a link begins that opens no other page."""
_TINY = re.compile(r"^(?:1|2|3|4|5|6|7|8|9|1\d|2\d|3[0-2])(?:px)?$")
SENTENCE = re.compile(r"[.!?…;:][”\"’»)]*$")
"""How a line ends that is a sentence, or announces one."""
CAPTION_LENGTH = 300
"""Longest caption in characters; what is longer under a picture is a paragraph."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text that stands by itself, as the reader sees it."""

    text: str
    kind: Kind
    element: Element
    """The innermost block element the text stands in."""
    centred: bool = False
    italic: bool = False
    linked: int = 0
    """How many characters of the text are links that lead elsewhere."""
    hrefs: tuple[str, ...] = ()
    """Where those links lead, as they are written."""
    pictured: bool = False
    """The text stands in a table that frames a picture."""


@dataclass(frozen=True, slots=True)
class BodyText:
    """A text taken apart: paragraphs (table rows are lines) and the captions of its pictures."""

    paragraphs: tuple[str, ...]
    captions: tuple[str, ...] = ()


@dataclass(slots=True)
class _Reader:
    """State of one walk over the elements."""

    blocks: list[Block] = field(default_factory=list)
    runs: list[tuple[str, bool, str | None]] = field(default_factory=list)
    """Text runs since the last block border: text, italic, where it leads. A line break is a run of its own."""
    stack: list[tuple[Element, bool]] = field(default_factory=list)
    """Open block elements, and whether each centres its text."""
    italic: int = 0
    links: list[str | None] = field(default_factory=list)
    """Where the open links lead; None for an anchor and for a place on the same page."""
    captioned: int = 0
    """Open elements that hold captions."""
    framed: int = 0
    """Open tables that frame pictures."""
    pictures: int = 0
    """Pictures met after text of the same line: they follow it."""

    def text(self, text: str | None) -> None:
        if text:
            if not self.runs and text.isspace():
                return
            leads = self.links[-1] if self.links else None
            self.runs.append((text.replace("\n", " ").replace("\r", " "), self.italic > 0, leads))

    def picture(self) -> None:
        if any(text.strip() for text, _, _ in self._last_line()):
            self.pictures += 1
            return
        self.flush()
        self._add_picture()

    def _last_line(self) -> Iterable[tuple[str, bool, str | None]]:
        for run in reversed(self.runs):
            if run[0] == "\n":
                return
            yield run

    def _add_picture(self) -> None:
        element = self.stack[-1][0]
        self.blocks.append(Block("", "image", element))

    def flush(self) -> None:
        """Close the current paragraph; an empty line (two line breaks) parts paragraphs inside one element."""
        if not self.runs and not self.pictures:
            return
        if len(self.runs) == 1:
            self._close(self.runs)
            self.runs = []
        elif self.runs:
            paragraph: list[tuple[str, bool, str | None]] = []
            breaks = 0
            for run in self.runs:
                blank = not run[0].strip() and run[0] != "\n"
                breaks = breaks + (run[0] == "\n") if blank or run[0] == "\n" else 0
                paragraph.append(run)
                if breaks == 2:
                    self._close(paragraph)
                    paragraph = []
            self._close(paragraph)
            self.runs = []
        for _ in range(self.pictures):
            self._add_picture()
        self.pictures = 0

    def _close(self, runs: list[tuple[str, bool, str | None]]) -> None:
        whole = runs[0][0] if len(runs) == 1 else "".join([r[0] for r in runs])
        text = "\n".join(filter(None, map(clean_line, whole.split("\n")))) if "\n" in whole else clean_line(whole)
        if not text:
            return
        element, centred = self.stack[-1]
        linked, italic = 0, True
        hrefs: dict[str, None] = {}
        for run, is_italic, leads in runs:
            if (leads is not None or not is_italic) and (solid := run.strip()):
                italic = italic and is_italic
                if leads is not None:
                    linked += len(solid)
                    hrefs[leads] = None
        kind, framed = _kind(self.stack, self.captioned > 0), self.framed > 0
        self.blocks.append(Block(text, kind, element, centred, italic, linked, tuple(hrefs), framed))


def read_blocks(root: Element, *, hidden: bool = False, skip: frozenset[Element] = frozenset()) -> list[Block]:
    """The blocks of everything inside ``root`` in reading order.

    Hidden elements are left out unless ``hidden``; the elements in ``skip`` are left out with all they hold.
    """
    reader = _Reader()
    reader.stack.append((root, _centred(root, False)))
    _start(reader, root, str(root.tag))
    below: list[tuple[Element, Iterator[Element]]] = [(root, iter(root))]
    while below:
        parent, children = below[-1]
        for element in children:
            tag = str(element.tag)
            if _is_left_out(reader, element, tag, hidden, skip):
                reader.text(element.tail)
                continue
            if is_block(tag):
                if reader.runs or reader.pictures:
                    reader.flush()
                reader.stack.append((element, _centred(element, reader.stack[-1][1])))
            _start(reader, element, tag)
            if len(element):
                below.append((element, iter(element)))
                break
            _end(reader, element, tag)
        else:
            below.pop()
            if parent is not root:
                _end(reader, parent, str(parent.tag))
    reader.flush()
    return reader.blocks


def _is_left_out(reader: _Reader, element: Element, tag: str, hidden: bool, skip: frozenset[Element]) -> bool:
    """Elements whose inside is not walked; data tables among them, which are read here as a whole."""
    if tag in SKIP or element in skip or (not hidden and _is_hidden(element)):
        if is_block(tag):
            reader.flush()
        return True
    if tag == "table" and is_data_table(element):
        reader.flush()
        links = [(a, leads) for a in element.iter("a") if (leads := _target(a)) is not None]
        linked = sum(len(clean_line("".join(cast("Iterable[str]", a.itertext())))) for a, _ in links)
        hrefs = tuple(dict.fromkeys(leads for _, leads in links))
        reader.blocks.append(Block(table_text(element), "table", element, linked=linked, hrefs=hrefs))
        return True
    return False


def _target(anchor: Element) -> str | None:
    """Where a link leads; None for a mere anchor, a place on the same page and an address to write to or to call."""
    href = anchor.get("href")
    if href is None:
        return None if anchor.get("name") or anchor.get("id") else ""
    href = href.strip()
    return None if _NO_LINK.match(href) else href


def _start(reader: _Reader, element: Element, tag: str) -> None:
    if tag in _SPECIAL:
        if tag == "br":
            reader.runs.append(("\n", False, None))
        elif tag == "img":
            if not _is_tiny(element):
                reader.picture()
        elif tag == "a":
            reader.links.append(_target(element))
        elif tag == "table":
            reader.framed += _frames_picture(element)
        elif tag == "figcaption":
            reader.captioned += 1
        else:
            reader.italic += 1
    if text := element.text:
        reader.text(text)


def _is_tiny(image: Element) -> bool:
    """Icons and spacers are no pictures."""
    return bool(_TINY.match(image.get("width") or "") or _TINY.match(image.get("height") or ""))


def _frames_picture(table: Element) -> bool:
    """Is the table nothing but a frame of pictures with their captions? A layout table holds far more text."""
    if next(table.iterdescendants("table"), None) is not None or next(table.iter("img"), None) is None:
        return False
    size = sum(len(text) for text in table.itertext() if not text.isspace())
    return size <= CAPTION_LENGTH // 2 * len(list(table.iter("img")))


def _end(reader: _Reader, element: Element, tag: str) -> None:
    if is_block(tag):
        if reader.runs or reader.pictures:
            reader.flush()
        reader.stack.pop()
    if tag in _SPECIAL:
        if tag == "a":
            reader.links.pop()
        elif tag in _ITALIC:
            reader.italic -= 1
        elif tag == "table":
            reader.framed -= _frames_picture(element)
        elif tag == "figcaption":
            reader.captioned -= 1
    if tail := element.tail:
        reader.text(tail)


def _kind(stack: list[tuple[Element, bool]], captioned: bool) -> Kind:
    element = stack[-1][0]
    names = element.get("class")
    if (names and _CAPTION_CLASS.search(names)) or captioned:
        return "caption"
    around = stack[-2][0].get("class") if len(stack) > 1 else None
    if around and _CAPTION_BOX.search(around):
        return "caption"
    if element.tag in _HEADINGS:
        return "heading"
    return "item" if element.tag in ("li", "dd", "dt") else "text"


def _centred(element: Element, inherited: bool) -> bool:
    if not element.attrib:
        return inherited or element.tag == "center"
    style, align = element.get("style") or "", (element.get("align") or "").lower()
    if element.tag == "table":
        align = ""  # it places the table, not its text
    if element.tag == "center" or align == "center" or (style and _CENTRED_STYLE.search(style)):
        return True
    if "text-center" in (element.get("class") or ""):
        return True
    return inherited and not (align in ("left", "right", "justify") or _ASIDE_STYLE.search(style))


def _is_hidden(element: Element) -> bool:
    style = element.get("style")
    if style and _HIDDEN_STYLE.search(style):
        return True
    names = element.get("class")
    return element.get("hidden") is not None or bool(names and not _HIDDEN_CLASS.isdisjoint(names.split()))


def split_captions(blocks: Iterable[Block]) -> BodyText:
    """Paragraphs and captions: a short centred or italic text right after a picture is its caption."""
    paragraphs: list[str] = []
    captions: list[str] = []
    pictured = False
    for block in blocks:
        if block.kind == "image":
            pictured = True
            continue
        short = len(block.text) <= CAPTION_LENGTH
        after = pictured and block.kind in ("text", "item") and (block.centred or block.italic)
        if short and (block.kind == "caption" or after or (block.pictured and block.kind == "text")):
            captions.append(clean_line(block.text))
        else:
            paragraphs.append(block.text)
        pictured = False
    return BodyText(tuple(paragraphs), tuple(dict.fromkeys(captions)))


def body_text(root: Element, skip: frozenset[Element] = frozenset()) -> BodyText:
    """Paragraphs and captions of a body element."""
    return split_captions(read_blocks(root, skip=skip))
