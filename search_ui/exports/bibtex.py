"""BibTeX in UTF-8, for BibTeX and biblatex alike: ``@misc`` with ``url`` and ``urldate``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from search_ui.citations import ARCHIVE_NAME, Citation, citation_of
from search_ui.exports.found import Found
from search_ui.exports.source import Source
from search_ui.plain import plain

MIMETYPE = "application/x-bibtex"
FIELDS = {
    "title": "title, in braces so that no style changes its capitals",
    "author": "writer, in braces: one name, in the order in which it is printed",
    "organization": "name of the portal",
    "date": "date of publication (biblatex); none when unknown",
    "year": "year of publication; `k.n.` (không rõ ngày) when unknown",
    "month": "number of the month",
    "language": "`vietnamese`",
    "abstract": "opening paragraph",
    "keywords": "topics and keywords, parted by commas",
    "url": "address of the original, or of the article on this site where there is none",
    "urldate": "when the article was first fetched or imported",
    "note": "where it is archived; publication it is reprinted from",
}
"""Fields that are written, in order, and what they hold."""
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}",
    "%": r"\%", "&": r"\&", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", '"': "{''}",
}  # fmt: skip
"""Braces too by name: BibTeX counts those behind a backslash as well, and they must pair up."""
_TO_ESCAPE = re.compile("[" + re.escape("".join(_SPECIAL)) + "]")


def bibtex(articles: Iterable[Found], source: Source) -> Iterator[bytes]:
    """The entries of the file; a comment before them says where they come from."""
    origin = "\n".join(f"  {name}: {_comment(value)}" for name, value in source.values().items() if value != "")
    yield f"@comment{{\n{origin}\n}}\n\n".encode("utf-8", "replace")
    for found in articles:
        yield entry(citation_of(found.stored, found.portal, found.page)).encode("utf-8", "replace")


def _comment(value: str | int) -> str:
    """Braces of a comment must pair up, and an at sign may begin an entry in some readers."""
    return " ".join(str(value).replace("{", "(").replace("}", ")").replace("@", "(at)").split())


def entry(cited: Citation) -> str:
    """One article."""
    day = cited.day
    kept = f"{ARCHIVE_NAME}, {cited.page}" + (f"; {cited.source}" if cited.source else "")
    fields = {
        "title": f"{{{tex(cited.title)}}}",
        "author": f"{{{tex(cited.author)}}}" if cited.author else None,
        "organization": tex(cited.portal),
        "date": cited.iso_date,
        "year": str(day.year) if day else "k.n.",
        "month": str(day.month) if day else None,
        "language": "vietnamese",
        "abstract": tex(" ".join(cited.lead.split())) if cited.lead else None,
        "keywords": tex(", ".join(word.replace(",", " ") for word in cited.keywords)) or None,
        "url": _address(cited.url or cited.page),
        "urldate": cited.archived.date().isoformat(),
        "note": tex(kept),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{danvan-{cited.id},\n{lines}}}\n\n"


def tex(text: str) -> str:
    """``text`` with everything escaped that TeX would act on; letters stay as they are."""
    return _TO_ESCAPE.sub(lambda found: _SPECIAL[found[0]], plain(text))


def _address(url: str) -> str:
    """``url`` as it is, but for what would end the field."""
    return url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
