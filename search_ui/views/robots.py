"""What search engines are asked to leave alone: ``/robots.txt``."""

from __future__ import annotations

from flask import Blueprint, Response

blueprint = Blueprint("robots", __name__)

_ENDLESS = ("/search", "/trends", "/figures", "/api/", "/article/*/snapshot", "/*lang=", "/*?q=")
"""Pages that combine conditions without end, files of hits, and what belongs to the portals."""


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Articles, places, portals and the pages about the site may be found elsewhere; searches are made here."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _ENDLESS), "Allow: /"]
    answer = Response("\n".join(lines) + "\n", mimetype="text/plain")
    answer.headers["Cache-Control"] = "max-age=86400"
    return answer
