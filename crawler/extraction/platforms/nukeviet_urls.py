"""Addresses of NukeViet: articles, their twins, lists, and what must not be requested."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qs, unquote, urlunsplit

from crawler.extraction.page import word_set
from crawler.extraction.urls import canonical_url, split_path, split_url

_PAGE_MODULES = word_set(
    "about page siteterms contact users statistics voting banners seek feeds menu comment freecontent myapi"
)
OTHER_MODULES = _PAGE_MODULES | word_set(
    "download laws videoclips photos shops faq workforce organs two-step-verification support rss gioi-thieu lien-he"
)
"""Modules that never hold news, under the names NukeViet gives them and the Vietnamese ones portals use."""

LISTS_BY_FUNCTION = frozenset(["viewcat", "topic", "tag", "author", "groups", "search", "content", "archives"])
"""Values of ``nv_func_name`` that print lists of articles."""

_RESERVED = word_set("print savefile sendmail tag topic author rss search rating groups content archives page")
"""Operations of the news module: first segments that are no category."""

_PREFIX = r"^(?:/index\.php)?(?:/(?P<lang>[a-z]{2}))?"
_ARTICLE = re.compile(
    _PREFIX
    + r"(?:/(?P<module>[A-Za-z0-9_-]+))?/(?P<cat>[A-Za-z0-9_-]+)/(?P<slug>[A-Za-z0-9_.-]*?)-(?P<id>\d{1,12})\.html?$"
)
_OLD_ARTICLE = re.compile(
    r"^(?:/index\.php)?/(?P<lang>[a-z]{2})/(?P<module>[A-Za-z0-9_-]+)/(?P<cat>[A-Za-z0-9_-]+)/(?P<slug>(?!page-)[A-Za-z0-9_-]+)-(?P<id>\d{1,12})/?$"
)
_PAGE = re.compile(r"/page-(\d+)/?$")
_FEED = re.compile(r"/rss/(?P<cat>[A-Za-z0-9_-]+)/?$")
_TRAP = re.compile(
    r"(?i)/(?:tag|author|search|seek|feeds|comment|contact|statistics|voting|banners|siteterms|about|two-step-verification|siteinfo"
    r"|qr-?code)(?=/|$)|/rating(?=/|$)"
)


@lru_cache(maxsize=1 << 12)
def article_key(url: str) -> str | None:
    """Identity of an article: its number, which slug and category only decorate.

    Another language than Vietnamese and a module under another name than ``news`` count their articles by themselves,
    so they go in front: ``en/12``, ``su-kien/12``. None for addresses of other things.
    """
    path = _rewritten(url)
    match = _ARTICLE.match(path) or _OLD_ARTICLE.match(path)
    if match is None:
        return None
    module, category = match["module"], match["cat"]
    if {module, category} & _RESERVED or (module or "").lower() in OTHER_MODULES or category.lower() in _PAGE_MODULES:
        return None
    space = [
        match["lang"] if match["lang"] not in (None, "vi") else None,
        module if module not in (None, "news") else None,
    ]
    return "/".join([*filter(None, space), str(int(match["id"]))])


def _rewritten(url: str) -> str:
    """Path of an address; that of the short form where the address names language, module and operation as
    parameters."""
    path, query = split_path(url)
    if "nv=" not in query:
        return unquote(path)
    values = {name: found[0] for name, found in parse_qs(query).items()}
    steps = [values.get("language", ""), values.get("nv", ""), values.get("op", "").strip("/")]
    return "/" + "/".join(filter(None, steps))


@lru_cache(maxsize=1 << 12)
def canonical_article(url: str) -> str:
    """`canonical_url`, with ``index.php?language=…&nv=…&op=…`` written as the path it stands for."""
    url = canonical_url(url)
    parts = split_url(url)
    if "nv=" in parts.query and article_key(url):
        return urlunsplit((parts.scheme, parts.netloc, _rewritten(url), "", ""))
    if parts.query and article_key(url):
        return urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))
    return url


def list_of_feed(url: str) -> str | None:
    """Address of the category list whose feed this is; None for the feed of a whole module or of a module without
    news."""
    parts = split_url(canonical_url(url))
    match = _FEED.search(parts.path)
    if match is None:
        return None
    path = parts.path[: match.start()] + f"/{match['cat']}/"
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))


def page_number(url: str) -> int:
    """Number of a list page; 1 where the address has none."""
    path, query = split_path(url)
    match = _PAGE.search(path) or re.search(r"(?:^|&)page=(\d+)", query) or re.search(r"(?:/|%2F)page-(\d+)", query)
    return int(match[1]) if match else 1


def trap(url: str) -> str | None:
    """NukeViet's own addresses that double articles or hold none."""
    return "no-news" if _TRAP.search(split_path(url)[0]) else None
