"""RIS, as reference managers read it (Zotero, EndNote, Mendeley, JabRef)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from search_ui.citations import ARCHIVE_NAME, Citation, citation_of
from search_ui.exports.found import Found
from search_ui.exports.source import Source
from search_ui.plain import plain

MIMETYPE = "application/x-research-info-systems"
TAGS = {
    "TY": "`NEWS`",
    "ID": "id of the article",
    "TI": "title",
    "AU": "writer, as the portal prints the name: Vietnamese names begin with the family name and are not turned round",
    "T2": "name of the portal",
    "PB": "name of the portal, for programs that do not show `T2`",
    "PY": "year of publication",
    "DA": "date of publication, `2024/07/24/`; none when unknown",
    "Y2": "when the article was first fetched or imported",
    "LA": "`vi`",
    "AB": "opening paragraph",
    "KW": "topic or keyword, one each",
    "UR": "address of the original, or of the article on this site where there is none",
    "L2": "address of the article on this site",
    "DB": "name of the archive",
    "N1": "publication it is reprinted from; then the origin of the file, a note for each part",
    "ER": "end of the record",
}
"""Tags that are written, in order, and what they hold."""


def ris(articles: Iterable[Found], source: Source) -> Iterator[bytes]:
    """The records of the file, one after the other."""
    origin = [f"{name}: {value}" for name, value in source.values().items() if value != ""]
    for found in articles:
        yield record(citation_of(found.stored, found.portal, found.page), origin).encode("utf-8", "replace")


def record(cited: Citation, notes: Iterable[str] = ()) -> str:
    """One article. A line is a tag and its value: breaks in a value become spaces, what is not seen is left out."""
    day, lines = cited.day, [("TY", "NEWS"), ("ID", cited.id), ("TI", cited.title)]
    if cited.author:
        lines.append(("AU", _name(cited.author)))
    lines += [("T2", cited.portal), ("PB", cited.portal)]
    if day:
        lines += [("PY", str(day.year)), ("DA", f"{day:%Y/%m/%d}/")]
    lines += [("Y2", f"{cited.archived:%Y/%m/%d}/"), ("LA", "vi")]
    if cited.lead:
        lines.append(("AB", cited.lead))
    lines += [("KW", word) for word in cited.keywords]
    lines += [("UR", cited.url or cited.page), ("L2", cited.page), ("DB", ARCHIVE_NAME)]
    if cited.source:
        lines.append(("N1", cited.source))
    lines += [("N1", note) for note in notes]
    written = "".join(f"{tag}  - {' '.join(plain(value).split())}\r\n" for tag, value in lines)
    return f"{written}ER  - \r\n\r\n"


def _name(author: str) -> str:
    """A comma would part family and given name."""
    return author.replace(",", " ")
