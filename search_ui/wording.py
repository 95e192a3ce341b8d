"""What the pages say, in the language of the page. Messages are written in Vietnamese; `translations` has the English.

Templates say ``_("…")`` and ``counted("%(n)s bài", number)``; views the same with ``gettext`` of Flask-Babel and
`counted`. A per cent sign is doubled only in a message that has values.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import flask_babel
from flask import Flask
from markupsafe import Markup

from indexer import wording
from search_ui import language
from search_ui.formats import number
from search_ui.plain import plain

_MANY = 2
"""From here on all numbers have the same form in the languages of the site."""


def set_up(app: Flask) -> None:
    """Translate ``app``: Flask-Babel for the pages, the same catalogue for what the search core says."""
    app.config["BABEL_DEFAULT_LOCALE"] = language.DEFAULT
    flask_babel.Babel(app, locale_selector=language.current)
    app.before_request(_begin)
    app.teardown_request(_end)
    language.keep_in_links(app)
    app.jinja_env.globals.update(_=text, gettext=text, counted=counted, link=language.link)


def _begin() -> None:
    language.settle()
    wording.speak(_looked_up)


def _end(_error: BaseException | None) -> None:
    wording.speak(None)
    language.forget()


def text(message: str, /, **values: Any) -> Markup:
    """A message of a template. It is ours and may hold markup; the ``values`` filled in are escaped."""
    written = _written(language.current(), message, None)
    return written % _clean(values) if values else written


def counted(message: str, count: int, /, **values: Any) -> Markup:
    """``counted("%(n)s bài", 8410)`` is "8.410 bài" or "8,410 articles"; ``n`` is the number as readers write it."""
    return _written(language.current(), message, min(count, _MANY)) % _clean({"n": number(count), **values})


def _looked_up(message: str, count: int | None) -> str:
    return str(_written(language.current(), message, None if count is None else min(count, _MANY)))


@lru_cache(maxsize=8192)
def _written(_language: str, message: str, count: int | None) -> Markup:
    """The translation of ``message``; the form for ``count`` where there is one.

    Kept for each language, that of the request: a page asks for hundreds. Only what is written in a template or the
    code may be used as markup; names of topics are looked up too.
    """
    translations = flask_babel.get_translations()
    found = translations.ugettext(message) if count is None else translations.ungettext(message, message, count)
    return Markup(found)  # noqa: S704  # as said above


def _clean(values: dict[str, Any]) -> dict[str, Any]:
    return {k: plain(v) if isinstance(v, str) and not isinstance(v, Markup) else v for k, v in values.items()}
