"""What the pages say, in the language of the page. Messages are written in Vietnamese; `translations` has the English.

Templates say ``_("…")`` and ``counted("%(n)s bài", number)``; views the same with ``gettext`` of Flask-Babel and
`counted`. A per cent sign is doubled only in a message that has values.
"""

from __future__ import annotations

from typing import Any

import flask_babel
from flask import Flask, g
from markupsafe import Markup

from indexer import wording
from search_ui import language
from search_ui.formats import number
from search_ui.plain import plain


def set_up(app: Flask) -> None:
    """Translate ``app``: Flask-Babel for the pages, the same catalogue for what the search core says."""
    app.config["BABEL_DEFAULT_LOCALE"] = language.DEFAULT
    flask_babel.Babel(app, locale_selector=language.current)
    app.before_request(lambda: wording.speak(_looked_up))
    app.teardown_request(lambda _error: wording.speak(None))
    language.keep_in_links(app)
    app.jinja_env.globals.update(_=text, gettext=text, counted=counted, link=language.link)


def text(message: str, /, **values: Any) -> Markup:
    """A message of a template. It is ours and may hold markup; the ``values`` filled in are escaped."""
    translated = Markup(_looked_up(message, None))  # noqa: S704  # a literal of a template or of the catalogue
    return translated % _clean(values) if values else translated


def counted(message: str, count: int, /, **values: Any) -> Markup:
    """``counted("%(n)s bài", 8410)`` is "8.410 bài" or "8,410 articles"; ``n`` is the number as readers write it."""
    translated = Markup(_looked_up(message, count))  # noqa: S704  # as above
    return translated % _clean({"n": number(count), **values})


def _looked_up(message: str, count: int | None) -> str:
    """The translation of ``message``; the form for ``count`` where there is one."""
    if "translations" not in g:
        g.translations = flask_babel.get_translations()  # asked for hundreds of times by one page
    translations = g.translations
    if count is None:
        return str(translations.ugettext(message))
    return str(translations.ungettext(message, message, count))


def _clean(values: dict[str, Any]) -> dict[str, Any]:
    return {k: plain(v) if isinstance(v, str) and not isinstance(v, Markup) else v for k, v in values.items()}
