"""Addresses: their canonical form, and the traps that no platform should ever request."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

TRACKING = re.compile(
    r"(?i)^(?:utm_\w+|fbclid|gclid|dclid|msclkid|zarsrc|zalo_src|mc_[ce]id|_ga|_gl|igshid|spm|ref_src|phpsessid|jsessionid"
    r"|asp\.net_sessionid|nvvithemever|nv_redirect|_afrloop|_afrwindowmode|_adf\.ctrl-state)(?:=|$)"
)
"""Query parameters that never change what a page says."""

FILE = re.compile(
    r"(?i)\.(?:jpe?g|png|gif|webp|svg|ico|bmp|tiff?|css|js|json|woff2?|ttf|eot|pdf|docx?|xlsx?|pptx?|odt|ods|rtf|zip|rar|7z|gz|tar"
    r"|mp3|mp4|m4a|wav|wma|wmv|avi|mov|flv|webm|swf|exe|apk|ics|vcf)$"
)
DOCUMENT = re.compile(r"(?i)\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|rtf|zip|rar|7z)(?=$|[/?#])")
"""A file people attach to an article. Liferay goes on after the name: ``/documents/1/2/name.pdf/<uuid>?t=``."""

_ARTICLE_ADDRESS = re.compile(
    r"(?i)/[^/]*[^/]-[a-z]?\d{2,}(?:\.(?:html?|aspx|htm|php))?$|/(?:19|20)\d{2}[/-]\d{1,2}(?:[/-]\d{1,2})?/.*[^/]{12}|-/(?:asset_publisher"
    r"|view_content|view-article|details|chi-tiet)/|/(?:chi-tiet|detail|bai-viet|post|article|news|itemid)/[^/]*\d|(?:/[^/]+){2,}/[^/]*\d{3,}[^/]*$"
    r"|^/(?!(?:19|20)\d\d/?$)\d{4,}/?$"
)
ARTICLE_QUERY = re.compile(
    r"(?i)(?:^|&|\?)(?:(?:(?:item|news?|article|tin|tintuc|bai|baiviet|post|content|n|a)_?)?id|id_?(?:news|tin|bai)|ddocname)=[\w-]+"
    r"|(?:^|&|\?)(?:p=\d{3,}|tc=\d)|^/[^/]+/\d+$"
)
"""A parameter that says which article is wanted."""
_LIST_ADDRESS = re.compile(
    r"(?i)/(?:tags?|chuyen-muc|chu-de|category|topic)/[^/]+(?:/[\d-]+)?/?$|-tag\d+\.html?$"
    r"|/(?:trang|page)[-/]?\d+(?:\.\w+)?/?$"
)
"""Sections, subjects and pages of lists, however long their names are."""
_MAX_LENGTH, _MAX_DEPTH = 2000, 12
_SESSION = re.compile(r"(?i);jsessionid=[^/?#;]*")
_DOUBLE_SLASH = re.compile(r"(?<!asset_publisher)/{2,}")
_PORT = {"http": 80, "https": 443}

_PATH_TRAPS = (
    ("after-html", re.compile(r"(?i)\.(?:html?|aspx|jsp)/+[^/]")),
    (
        "login",
        re.compile(
            r"(?i)/(?:login|logout|signin|signup|register|dang-nhap|dang-ky|dang-xuat|quen-mat-khau|forgot_?password|wp-login\.php|users)(?=[/.;]|\w{4}\.html|$)"
        ),
    ),
    (
        "admin",
        re.compile(r"(?i)/(?:admin|wp-admin|administrator|_layouts|cgi-bin|group/control_panel|c/portal)(?=/|$)"),
    ),
    ("twin", re.compile(r"(?i)/(?:print|savefile|sendmail|printpreview|in-bai-viet|send-?mail|export-?pdf)(?=/|$)")),
    ("click", re.compile(r"(?i)/(?:banners/click|adclick|click-?counter|captcha)(?=/|$)")),
)
_QUERY_TRAPS = (
    ("login", re.compile(r"(?i)(?:^|&)p_p_id=58(?:_|&|$)|struts_action=(?:%2f|/)login")),
    ("pop-up", re.compile(r"(?i)(?:^|&)p_p_state=(?:pop_up|exclusive|maximized)")),
    ("poll", re.compile(r"(?i)(?:^|&)p_p_id=59(?:_|&|$)")),
    ("action", re.compile(r"(?i)(?:^|&)p_p_lifecycle=[12](?:&|$)|(?:^|&)replytocom=|(?:^|&)add-to-cart=")),
    (
        "twin",
        re.compile(
            r"(?i)(?:^|&)(?:print|pdf|download|format=pdf|tmpl=component|isprint|dnnprintmode)(?:=(?:1|true|yes|pdf))?(?:&|$)"
        ),
    ),
    ("theme", re.compile(r"(?i)(?:^|&)(?:nvvithemever|nv_redirect|second=cronjobs|scaptcha)(?:=|&|$)")),
    (
        "search",
        re.compile(
            r"(?i)(?:^|&)(?:q(?!=(?:[a-z]{2}/)?(?:node|taxonomy/term)/\d)|keyword|keywords|tukhoa|searchtext)=[^&]"
        ),
    ),
    ("junk", re.compile(r"\+{20}|(?:%20){20}")),
)
_SCRIPT = re.compile(r"""[<>"{}`\\]|\$\(|'\s*\+|\+\s*'|javascript:""")


@lru_cache(maxsize=1 << 13)
def canonical_url(url: str) -> str:
    """The one spelling of an address.

    Lower-case host; no default port, user, fragment, session id or tracking parameter; dots and doubled slashes of the
    path resolved; percent escapes in capitals. What cannot be read comes back stripped.
    """
    url = url.strip()
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    scheme = parts.scheme.lower()
    if scheme not in _PORT:
        return url.partition("#")[0]
    host = (parts.hostname or "").rstrip(".")
    netloc = host if port in (None, _PORT[scheme]) else f"{host}:{port}"
    path = _escaped(_without_dots(_DOUBLE_SLASH.sub("/", _SESSION.sub("", parts.path)))) or "/"
    query = "&".join(p for p in parts.query.split("&") if p and not TRACKING.match(p))
    return urlunsplit((scheme, netloc, path, _escaped(query), ""))


def address_key(url: str) -> str:
    """What http, https, ``www.`` and letter-case twins of an address have in common; for comparing only, not for
    fetching."""
    _, _, rest = canonical_url(url).partition("://")
    host, slash, path = rest.partition("/")
    return host.removeprefix("www.").partition(":")[0] + slash + path.rstrip("/").lower()


def split_url(url: str) -> SplitResult:
    """`urllib.parse.urlsplit` that never raises: what cannot be read is a path."""
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", url, "", "")


def site(url: str) -> str:
    """What the addresses of one site share: the host's name without ``www.``, whatever scheme and port."""
    return (split_url(url).hostname or "").removeprefix("www.")


def split_path(url: str) -> tuple[str, str]:
    """Path and query of an address, canonical; relative addresses (of mirrored pages) count as paths."""
    parts = split_url(canonical_url(url))
    path = _SESSION.sub("", parts.path)
    return (path if path.startswith("/") else f"/{path}"), parts.query


@lru_cache(maxsize=1 << 13)
def trap_reason(url: str) -> str | None:
    """Why an address must never be requested, in one word for counting; None when it may."""
    if len(url) > _MAX_LENGTH:
        return "long"
    if _SCRIPT.search(unquote(url.split("#")[0])):
        return "script"
    path, query = split_path(url)[0], split_url(url).query
    for name, pattern in _PATH_TRAPS:
        if pattern.search(path):
            return name
    for name, pattern in _QUERY_TRAPS:
        if query and pattern.search(query):
            return name
    if FILE.search(path):
        return "file"
    return _shape_trap(path)


def _shape_trap(path: str) -> str | None:
    """Paths that grow without end: too deep, or the same segments again and again."""
    segments = [s for s in path.lower().split("/") if s]
    if len(segments) > _MAX_DEPTH:
        return "deep"
    words = [s for s in segments if len(s) > 1]
    steps = list(pairwise(words))
    codes = [w for w in words if len(w) == 2 and w.isalpha()]
    languages = any(a == b and a in codes for a, b in steps) or len(codes) > 2
    if languages or len(set(steps)) < len(steps) or any(words.count(w) > 2 for w in set(words)):
        return "repeated"
    return None


def may_be_article(url: str) -> bool:
    """Does the address look like an article's on a site that is not known: a long slug, one with a number, a dated
    path, an id among the parameters?"""
    path, query = split_path(url)
    if _LIST_ADDRESS.search(path):
        return False
    slug = path.rstrip("/").rpartition("/")[2]
    told = _ARTICLE_ADDRESS.search(path) or ARTICLE_QUERY.search(query)
    return bool(told) or (slug.count("-") >= 5 and len(slug) > 25)


def is_document(href: str) -> bool:
    """Is this the address of a file that is attached to an article?"""
    path, query = split_path(href)
    return bool(DOCUMENT.search(unquote(path))) or bool(re.search(r"(?i)(?:^|&)download=1(?:&|$)", query))


def _without_dots(path: str) -> str:
    if "/." not in path:
        return path
    kept: list[str] = []
    for segment in path.split("/")[1:]:
        if segment == "..":
            kept = kept[:-1]
        elif segment != ".":
            kept.append(segment)
    return "/" + "/".join(kept) + ("/" if path.endswith(("/.", "/..")) and kept else "")


def _escaped(text: str) -> str:
    """Letters beyond ASCII and blanks as UTF-8 percent escapes, escapes in capitals; everything else as it stands."""
    text = re.sub(r"%[0-9a-fA-F]{2}", lambda m: m[0].upper(), text)
    return quote(text, safe="%/:=&?~#+!$,;'@()*[]|-._")
