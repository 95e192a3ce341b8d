"""What stands around every page: the pages that can be gone to, the languages, and whose articles these are."""

from __future__ import annotations

from typing import Any

from flask import current_app, request
from flask_babel import gettext

from crawler.errors import DanvanError
from indexer.wording import mark
from search_ui import language
from search_ui.site import site

NAVIGATION = (
    ("/search", mark("Tìm kiếm")),
    ("/places", mark("Các địa phương")),
    ("/trends", mark("Xu hướng")),
    ("/figures", mark("Số liệu")),
    ("/status", mark("Cổng thông tin")),
    ("/help", mark("Trợ giúp")),
    ("/about", mark("Giới thiệu")),
)
"""Path and name of each page of the frame; one that the application does not have is left out."""
FOOTING = (
    ("/about", mark("Giới thiệu và liên hệ")),
    ("/help", mark("Cách tìm và cách đếm")),
    ("/help/keyboard", mark("Phím tắt")),
    ("/api", mark("Giao diện cho chương trình (API)")),
    ("/search.atom", mark("Nguồn tin Atom")),
)


def frame() -> dict[str, Any]:
    """What the template of every page needs."""
    paths = {rule.rule for rule in current_app.url_map.iter_rules()}
    return {
        "lang": language.current(),
        "languages": language.switches(),
        "alternates": language.alternates(),
        "navigation": [
            (language.link(path), gettext(name), _is_here(path)) for path, name in NAVIGATION if path in paths
        ],
        "footing": [(language.link(path), gettext(name)) for path, name in FOOTING if path in paths],
        "sample": _has_sample(),
    }


def _is_here(path: str) -> bool:
    """Whether the page stands at ``path``, or below it (``/status/…``)."""
    return request.path == path or request.path.startswith(path + "/")


def _has_sample() -> bool:
    """Whether to say that articles come from the stand-in portals."""
    try:
        return site().has_sample()
    except DanvanError:
        return False  # the page itself tells that the archive cannot be read
