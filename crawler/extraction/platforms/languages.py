"""Language prefixes of Liferay addresses: the same page answers under every language that Liferay has."""

from __future__ import annotations

import re
from urllib.parse import urlunsplit

from crawler.extraction.platforms.addressed import Addressed
from crawler.extraction.urls import split_path, split_url

_LANGUAGES = (
    "ar|bg|ca|cs|da|de|el|en|es|et|eu|fa|fi|fr|gl|hr|hu|in|it|iw|ja|ko|lo|lt|nb|nl|pl|pt|ro|ru|sk|sl|sr|sv|th|tr|uk"
    "|vi|zh"
)
_PREFIX = re.compile(rf"^/(?P<lang>{_LANGUAGES})(?:_[A-Z]{{2}})?(?=/|$)")


def foreign(url: str) -> bool:
    """Does the address ask for another language than Vietnamese?"""
    match = _PREFIX.match(split_path(url)[0])
    return match is not None and match["lang"] != "vi"


def without_language(url: str) -> str:
    """The address without its language prefix, Vietnamese included."""
    parts = split_url(url)
    path = _PREFIX.sub("", parts.path) or "/"
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))


class Multilingual(Addressed):
    """Systems whose articles are the same under every language."""

    def trap_reason(self, url: str) -> str | None:
        return super().trap_reason(url) or ("language" if foreign(url) else None)

    def canonical(self, url: str) -> str:
        """Without a foreign language in front."""
        return super().canonical(without_language(url) if foreign(url) else url)
