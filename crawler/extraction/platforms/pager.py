"""What pagers print: numbers, dots, arrows and words; which of them is the current page, and which leads to the next.

The same for pagers of addresses and for those that post back (`postback`). The current page is mostly no link; after
the last number that is shown, dots or an arrow lead on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from lxml import etree

from crawler.extraction.page import Element, Page, inner_text, plain
from crawler.extraction.urls import canonical_url, site, split_path

ADDRESS_NUMBER = re.compile(
    r"(?i)(?:_cur|[?&/](?:page(?:index|no|number|num|id)?|trang|cur|currentpage|paged?|pg|p))[=/-](\d{1,5})"
    r"(?=$|[&/?]|\.html?|\.aspx)"
)
"""Where addresses of list pages have their number."""
WORDS = frozenset(
    (
        "next", "older", "older posts", "tiếp", "tiếp theo", "trang sau", "trang tiếp", "trang tiếp theo", "trang kế",
        "trang kế tiếp", "kế tiếp", "sau", "trang cũ hơn", "bài cũ hơn", "tin cũ hơn", "cũ hơn", "xem tiếp", "xem thêm",
        "xem thêm tin", "tải thêm",
        "next page",
    )
)  # fmt: skip
"""What stands on the link to the next page."""
_ARROWS = frozenset((">", ">>", "›", "»", "→", "⟩", "▶", "►", "❯"))
_ENDS = frozenset(("»", ">>"))
"""Arrows that lead to the last page where a pager has simple ones too."""
_DOTS = frozenset(("...", "…", ". . ."))
_NUMBER = re.compile(r"(?i)(?:trang|page)?\s*[\[(]?\s*(\d{1,4})\s*[\])]?")
_OF = re.compile(r"(?i)(?:trang|page)?\s*(\d{1,4})\s*(?:/|trên|của|of)\s*\d{1,4}")
_CURRENT = re.compile(r"(?i)active|current|selected|disabled")
_MOST = 24
"""More numbered links than this beside each other are the days of a calendar."""
_CLIMB = 4


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a pager prints, with the control that leads there; None for the current page."""

    text: str
    control: Element | None


def label_of(element: Element) -> str:
    """What a control says: a page's number, dots, an arrow or a word in small letters; empty for anything else."""
    shown = plain(element.get("value")) if element.tag == "input" else inner_text(element)
    described = (plain(element.get("title")), plain(element.get("aria-label")), _picture(element))
    return next(filter(None, map(_step, (shown, *described))), "") if len(shown) < 30 else ""


def _picture(element: Element) -> str:
    return next((plain(image.get("alt")) for image in element.iter("img")), "")


def _step(text: str) -> str:
    """A label in its simplest form; empty when no pager says this."""
    if number := _NUMBER.fullmatch(text):
        return str(int(number[1]))
    words = text.lower().strip(" »›>→[]") or text
    return words if words in WORDS or words in _ARROWS or words in _DOTS else ""


def next_control(
    page: Page, controls: Sequence[Element], address: Callable[[Element], str | None] | None = None
) -> tuple[Element, int] | None:
    """The control that leads to the page after this one, and that page's number; None on the last page.

    ``controls`` lead to pages of a list, in order of the page. ``address`` tells where they lead: then numbers in
    addresses tell what the pager does not.
    """
    known = frozenset(controls)
    groups = [(group, tuple(_steps(group, known))) for group in _groups(controls)]
    for _, steps in sorted(groups, key=lambda g: not any(step.text.isdecimal() for step in g[1])):
        number = _current_number(page, steps, address)
        control = _following(steps, number) if number is not None else None
        if number is not None and control is not None:
            return control, number + 1
    return None


def _groups(controls: Sequence[Element]) -> Iterator[Element]:
    """The smallest elements that hold a pager each, in order of the page."""
    seen: set[Element] = set()
    within: dict[Element, int] = {}
    for control in controls:
        for element in control.iterancestors():
            within[element] = within.get(element, 0) + 1
    for control in controls:
        group = control
        for _ in range(_CLIMB):
            parent = group.getparent()
            if parent is None or parent.tag in ("body", "form"):
                break
            group = parent
            if within[group] > 1 or inner_text(group).split()[1:]:
                break
        if group not in seen and within.get(group, 1) <= _MOST:
            seen.add(group)
            yield group


def _steps(group: Element, controls: frozenset[Element]) -> Iterator[Step]:
    if group in controls:
        yield Step(label_of(group), group)
        return
    walk = etree.iterwalk(group, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if element in controls or (element.tag in ("a", "input", "option", "button") and label_of(element)):
                current = bool(_CURRENT.search(element.get("class") or "")) or element.get("disabled") is not None
                yield Step(label_of(element), None if current or element not in controls else element)
                walk.skip_subtree()
            else:
                yield from _printed(element.text)
        elif element is not group:
            yield from _printed(element.tail)


def _printed(text: str | None) -> Iterator[Step]:
    """Numbers that stand between the links without being one."""
    line = plain(text).strip("[]() |")
    if match := _OF.fullmatch(line) or _NUMBER.fullmatch(line):
        yield Step(str(int(match[1])), None)


def _current_number(page: Page, steps: Sequence[Step], address: Callable[[Element], str | None] | None) -> int | None:
    """As it was asked for, as the pager prints it, as addresses tell; the number missing among the links; else 1.

    None for numbers that begin later, such as years.
    """
    if "page number" in page.memo:
        return int(str(page.memo["page number"]))
    bare = [int(step.text) for step in steps if step.control is None and step.text.isdecimal()]
    if bare:
        return bare[0]
    linked = {int(step.text): step.control for step in steps if step.text.isdecimal()}
    if address is not None and (told := _told_by_address(page, linked, address)) is not None:
        return told
    missing = sorted(set(range(min(linked, default=1), max(linked, default=1) + 1)) - set(linked))
    if missing:
        return missing[0]
    lowest = min(linked, default=1)
    return max(lowest - 1, 1) if lowest <= 2 else None


def _told_by_address(
    page: Page, linked: dict[int, Element | None], address: Callable[[Element], str | None]
) -> int | None:
    """The number in the page's own address, counted as the pager's links count (some systems begin with 0)."""
    here = address_number(page.url)
    if here is None:
        return None
    for label, control in linked.items():
        number = address_number((address(control) or "") if control is not None else "")
        if number is not None and label - number in (0, 1):
            return here + label - number
    return here if not linked else None


def _following(steps: Sequence[Step], number: int) -> Element | None:
    """The control of the next number, else of the dots after the last number, else of an arrow or a word."""
    for step in steps:
        if step.control is not None and step.text == str(number + 1):
            return step.control
    numbers = [n for n, step in enumerate(steps) if step.text.isdecimal() and int(step.text) <= number]
    after = [s for s in steps[numbers[-1] + 1 if numbers else 0 :] if s.control is not None and not s.text.isdecimal()]
    simple = [step for step in after if step.text not in _ENDS]
    return next((step.control for step in simple or after), None)


def address_number(url: str) -> int | None:
    """Number of a list page in its address; None where it has none."""
    path, query = split_path(url)
    match = ADDRESS_NUMBER.search(f"{path}?{query}")
    return int(match[1]) if match else None


_OFFSET = re.compile(r"(?i)[?&](?:offset|start|skip|from|begin|limitstart)=(\d{1,5})(?=&|$)")
_WHOLE = re.compile(r"(?i)<(?:!doctype|html|head|body)\b")
_TAIL = re.compile(r"(?i)\.(?:html?|aspx|php)$")
_DATA = ("data-url", "data-href", "data-next", "data-next-url", "data-link", "data-ajax", "data-load", "data-page-url")
"""Where buttons such as "Xem thêm" keep the address that their script asks for more."""
_LINKS = etree.XPath(
    "//body//a[@href] | //body//*[@onclick][contains(@onclick,'location')] | //body//select/option[@value]"
    f" | //body//*[self::a or self::button or self::div or self::span][{' or '.join(map('@{}'.format, _DATA))}]"
)
_LOCATION = re.compile(r"location(?:\.href)?\s*(?:=|\.assign\()\s*['\"]([^'\"]+)['\"]")


def next_address(page: Page, follows: Callable[[str], bool]) -> str | None:
    """Address of the page after this one; ``follows`` tells which addresses may be a list's.

    By what the page declares, by its pager, at last by any link to this list's address with the next number.
    """
    here = canonical_url(page.url)

    def leads(url: str | None) -> bool:
        return url is not None and canonical_url(url) != here and site(url) == site(page.base) and follows(url)

    def address(element: Element) -> str | None:
        return _address(page, element)

    links = cast("list[Element]", _LINKS(page.root))
    declared = [*page.rel("next"), *(a for a in links if "next" in (a.get("rel") or "").lower().split())]
    for element in declared:
        if leads(url := address(element)):
            return url
    controls = [e for e in links if (label := label_of(e)) and leads(url := address(e)) and _goes_on(page, label, url)]
    found = next_control(page, controls, address)
    if found is not None:
        return address(found[0])
    wanted = (address_number(page.url) or 1) + 1
    numbered = (
        url for e in links if (url := address(e)) and address_number(url) == wanted and _is_same_list(page, url)
    )
    return next(filter(leads, numbered), None) or (_next_part(page) if not declared else None)


def _next_part(page: Page) -> str | None:
    """The address after that of a part of a page, such as a script asks for to append it: it shows no pager.

    Parts are numbered, or begin after so many entries.
    """
    if _WHOLE.search(page.html[:5000]):
        return None
    here = address_number(page.url)
    if here is None and (begins := _OFFSET.search(page.url)):
        entries = {url for a in page.root.iter("a") if (url := page.link(a.get("href")))}
        after = str(int(begins[1]) + len(entries))
        return page.url[: begins.start(1)] + after + page.url[begins.end(1) :] if entries else None
    if here is None:
        return None
    path, _, query = page.url.partition("?")
    part, rest = (query, f"{path}?") if ADDRESS_NUMBER.search(f"?{query}") else (path, "")
    step = ADDRESS_NUMBER.sub(lambda m: m[0][: m.start(1) - m.start()] + str(here + 1), f"?{part}" if rest else part)
    return f"{rest}{step[1:]}" if rest else f"{step}?{query}" if query else step


def _address(page: Page, element: Element) -> str | None:
    """Where a link, a button with a script or an entry of a menu leads."""
    if element.tag == "option":
        value = element.get("value") or ""
        return page.link(value) if "/" in value or "?" in value else None
    script = _LOCATION.search(element.get("onclick") or "")
    data = (value for name in _DATA if "/" in (value := element.get(name) or ""))
    return page.link(element.get("href")) or page.link(script[1] if script else next(data, None))


def _goes_on(page: Page, label: str, url: str | None) -> bool:
    """Numbers count wherever they lead; words and arrows lead to many things, so only within this list."""
    numbered = url is not None and (address_number(url) is not None or _OFFSET.search(url) is not None)
    return url is not None and (label.isdecimal() or numbered or _is_same_list(page, url))


def _is_same_list(page: Page, url: str) -> bool:
    """Is an address the page's own but for a number, a parameter or a step at its end?"""
    own, other = _bare(page.url), _bare(url)
    return other == own or (own != "" and other.startswith(f"{own}/"))


def _bare(url: str) -> str:
    return _TAIL.sub("", ADDRESS_NUMBER.sub("", split_path(url)[0])).rstrip("/").lower()
