"""The pager of ASP.NET pages whose next page has no address: ``javascript:__doPostBack('target','argument')``.

What a browser would send is the page's form with all its hidden fields (``__VIEWSTATE``, ``__EVENTVALIDATION`` …) and
the pager's target. `pager` reads what it prints.
"""

from __future__ import annotations

import re
from typing import cast

from lxml import etree

from crawler.extraction.page import Element, Page, inner_text
from crawler.extraction.platforms.base import FormPost
from crawler.extraction.platforms.pager import label_of, next_control

_CALL = re.compile(r"__doPostBack\(\s*\\?['\"]([^'\"\\]+)\\?['\"]\s*,\s*\\?['\"]([^'\"\\]*)\\?['\"]")
_OPTIONS = re.compile(r"WebForm_PostBackOptions\(\s*['\"]([^'\"]+)['\"]\s*,\s*['\"]([^'\"]*)['\"]")
_NO_PAGER = re.compile(r"(?i)calendar|lich|sort|menu|tree")
_CONTROLS = etree.XPath(
    ".//a[contains(@href,'oPostBack') or contains(@href,'PostBackOptions') or contains(@onclick,'oPostBack')]"
    " | .//input[@type='submit' or @type='button'][@name]"
    " | .//form[translate(@method,'POST','post')='post'][not(.//input[not(@type) or @type='text' or @type='search'"
    " or @type='password' or @type='email'])]//*[self::button[not(@type) or @type='submit']"
    " or self::input[@type='submit']]"
)
"""Links that post back, named buttons, and the buttons of forms in which nothing can be entered."""


def next_post(page: Page) -> FormPost | None:
    """The form that asks for the page after this one; None on the last, and where there is no such pager."""
    found = next_control(page, [c for c in cast("list[Element]", _CONTROLS(page.root)) if _is_step(c)])
    form = _form_of(found[0]) if found else None
    return FormPost(_action(page, form), _fields(form, found[0]), found[1]) if found and form is not None else None


def _is_step(element: Element) -> bool:
    target = _target(element)[0]
    return bool(target or _is_button(element)) and label_of(element) != "" and not _NO_PAGER.search(target)


def _is_button(element: Element) -> bool:
    return element.tag in ("button", "input") and not _CALL.search(element.get("onclick") or "")


def _target(element: Element) -> tuple[str, str]:
    """Event target and argument of a control; the button's own name for a button."""
    script = element.get("href") or element.get("onclick") or ""
    if _is_button(element):
        return element.get("name") or "", ""
    match = _CALL.search(script) or _OPTIONS.search(script)
    return (match[1], match[2]) if match else ("", "")


def _form_of(control: Element) -> Element | None:
    own = next(control.iterancestors("form"), None)
    return own if own is not None else next(control.getroottree().getroot().iter("form"), None)


def _action(page: Page, form: Element) -> str:
    return page.link(form.get("action")) or page.url


def _fields(form: Element, control: Element) -> tuple[tuple[str, str], ...]:
    """Everything a browser would send, with the pager's target in place of the empty one."""
    target, argument = _target(control)
    button = _is_button(control)
    found = {} if button else {"__EVENTTARGET": target, "__EVENTARGUMENT": argument}
    for element in form.iter("input", "select", "textarea"):
        name = element.get("name")
        value = _value(element)
        if name and value is not None:
            found.setdefault(name, value)
    if button and target:
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
