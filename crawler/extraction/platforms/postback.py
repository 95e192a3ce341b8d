"""The pager of ASP.NET pages whose next page has no address: ``javascript:__doPostBack('target','argument')``.

What a browser would send is the page's form with all its hidden fields (``__VIEWSTATE``, ``__EVENTVALIDATION`` …) and
the pager's target. The pager prints "1 2 … 10 ...": the current page is no link, and the last "..." leads on to 11.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from lxml import etree

from crawler.extraction.page import Element, Page, inner_text, plain
from crawler.extraction.platforms.base import FormPost

_CALL = re.compile(r"__doPostBack\(\s*\\?['\"]([^'\"\\]+)\\?['\"]\s*,\s*\\?['\"]([^'\"\\]*)\\?['\"]")
_OPTIONS = re.compile(r"WebForm_PostBackOptions\(\s*['\"]([^'\"]+)['\"]\s*,\s*['\"]([^'\"]*)['\"]")
_WORDS = frozenset((">", ">>", "›", "»", "sau", "tiếp", "tiếp theo", "trang sau", "trang tiếp", "next"))
_DOTS = frozenset(("...", "…", ". . ."))
_CURRENT = re.compile(r"(?i)active|current|selected|disabled")
_NO_PAGER = re.compile(r"(?i)calendar|lich|sort|menu|tree")
_MOST = 24
"""More numbered links than this beside each other are the days of a calendar."""
_CONTROLS = etree.XPath(
    ".//a[contains(@href,'oPostBack') or contains(@href,'PostBackOptions') or contains(@onclick,'oPostBack')]"
    " | .//input[@type='submit' or @type='button'][@name]"
)


@dataclass(frozen=True, slots=True)
class _Step:
    """One thing a pager prints: a number, dots or "next"; with the control that leads there, None for the current."""

    text: str
    control: Element | None


def next_post(page: Page) -> FormPost | None:
    """The form that asks for the page after this one; None on the last, and where there is no such pager."""
    for group in _pagers(page):
        steps = tuple(_steps(group))
        number = _current_number(page, steps)
        control = _following(steps, number)
        if control is not None and (form := _form_of(control)) is not None:
            return FormPost(_action(page, form), _fields(form, control), number + 1)
    return None


def _is_step(element: Element) -> bool:
    label = plain(element.get("value")) if element.tag == "input" else inner_text(element)
    pages = label in _DOTS or (label.isdecimal() and len(label) <= 4) or label.lower() in _WORDS
    return pages and not _NO_PAGER.search(_target(element)[0])


def _target(element: Element) -> tuple[str, str]:
    """Event target and argument of a control; the button's own name for a button."""
    script = element.get("href") or element.get("onclick") or ""
    if element.tag == "input" and not _CALL.search(script):
        return element.get("name") or "", ""
    match = _CALL.search(script) or _OPTIONS.search(script)
    return (match[1], match[2]) if match else ("", "")


def _pagers(page: Page) -> Iterator[Element]:
    """The smallest elements that hold a pager each, in order of the page."""
    seen: set[Element] = set()
    for control in cast("list[Element]", _CONTROLS(page.root)):
        if not _is_step(control) or not _target(control)[0]:
            continue
        group = control
        for _ in range(4):
            parent = group.getparent()
            if parent is None or parent.tag in ("body", "form"):
                break
            group = parent
            if sum(map(_is_step, cast("list[Element]", _CONTROLS(group)))) > 1 or inner_text(group).split()[1:]:
                break
        if group not in seen and sum(map(_is_step, cast("list[Element]", _CONTROLS(group)))) <= _MOST:
            seen.add(group)
            yield group


def _steps(group: Element) -> Iterator[_Step]:
    walk = etree.iterwalk(group, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if element.tag in ("a", "input") and _is_step(element):
                label = plain(element.get("value")) if element.tag == "input" else inner_text(element)
                current = bool(_CURRENT.search(element.get("class") or "")) or element.get("disabled") is not None
                yield _Step(label, None if current or not _target(element)[0] else element)
                walk.skip_subtree()
            else:
                yield from _printed(element.text)
        elif element is not group:
            yield from _printed(element.tail)


def _printed(text: str | None) -> Iterator[_Step]:
    """Numbers that stand between the links without being one."""
    line = plain(text).strip("[]() |")
    if line.isdecimal() and len(line) <= 4:
        yield _Step(line, None)


def _current_number(page: Page, steps: tuple[_Step, ...]) -> int:
    """As it was asked for; as the pager prints it; the number missing among the links; else 1."""
    if "page number" in page.memo:
        return int(str(page.memo["page number"]))
    bare = [int(step.text) for step in steps if step.control is None and step.text.isdecimal()]
    if bare:
        return bare[0]
    linked = {int(step.text) for step in steps if step.text.isdecimal()}
    missing = sorted(set(range(min(linked, default=1), max(linked, default=1) + 1)) - linked)
    return missing[0] if missing else min(linked, default=2) - 1 or 1


def _following(steps: tuple[_Step, ...], number: int) -> Element | None:
    """The control of the next number, else of the dots after the last number, else of "next"."""
    for step in steps:
        if step.control is not None and step.text == str(number + 1):
            return step.control
    numbers = [n for n, step in enumerate(steps) if step.text.isdecimal() and int(step.text) <= number]
    for step in steps[numbers[-1] + 1 :] if numbers else steps:
        if step.control is not None and (step.text in _DOTS or step.text.lower() in _WORDS):
            return step.control
    return None


def _form_of(control: Element) -> Element | None:
    own = next(control.iterancestors("form"), None)
    return own if own is not None else next(control.getroottree().getroot().iter("form"), None)


def _action(page: Page, form: Element) -> str:
    return page.link(form.get("action")) or page.url


def _fields(form: Element, control: Element) -> tuple[tuple[str, str], ...]:
    """Everything a browser would send, with the pager's target in place of the empty one."""
    target, argument = _target(control)
    button = control.tag == "input" and not _CALL.search(control.get("onclick") or "")
    found = {"__EVENTTARGET": "" if button else target, "__EVENTARGUMENT": argument}
    for element in form.iter("input", "select", "textarea"):
        name = element.get("name")
        value = _value(element)
        if name and value is not None:
            found.setdefault(name, value)
    if button:
        found[target] = control.get("value") or ""
    return tuple(found.items())


def _value(element: Element) -> str | None:
    """What a field sends; None for buttons and for what is not chosen."""
    if element.tag == "select":
        options = list(element.iter("option"))
        chosen = [o for o in options if o.get("selected") is not None] or options[:1]
        return next((o.get("value", inner_text(o)) for o in chosen), None)
    if element.tag == "textarea":
        return element.text or ""
    kind = (element.get("type") or "text").lower()
    if kind in ("submit", "button", "image", "reset", "file"):
        return None
    if kind in ("checkbox", "radio"):
        return (element.get("value") or "on") if element.get("checked") is not None else None
    return element.get("value") or ""
