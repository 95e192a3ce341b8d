"""Pages saved as text: finding the article between the furniture of the page, without any markup to go by."""

from __future__ import annotations

import hashlib
import re

from crawler.extraction.boilerplate import count
from crawler.extraction.bylines import Line, bare_byline, labelled_author
from crawler.extraction.dump_body import Body, is_credit
from crawler.extraction.dump_head import Head, read_head
from crawler.extraction.dump_lines import DumpLine, goes_on, read_lines
from crawler.items import Article, NotAnArticle
from crawler.text import fingerprint

_ADDRESS = re.compile(
    r"(?:(?:url|link|địa chỉ|đường dẫn|nguồn)\s*[:：]\s*)?(?P<url>https?://[^\s<>\"]+)", re.IGNORECASE
)
_TAGS = re.compile(r"(?:tags?|từ khóa|keywords?)\s*[:：]\s*(?P<tags>.+)", re.IGNORECASE)


def dump_url(data: bytes) -> str:
    """The address of a dump that names none: made from its bytes, so that the same file is the same article."""
    return f"urn:danvan:text:{hashlib.blake2b(data, digest_size=8).hexdigest()}"


def extract_dump(text: str, name: str) -> Article | NotAnArticle:
    """The article in a page saved as text; ``name`` names the dump in reasons.

    The date is what the page prints beside the title; a day inside the text is never taken for it.
    """
    lines = read_lines(text)
    url = dump_url(text.encode())
    if lines and (match := _ADDRESS.fullmatch(lines[0].text)):
        url, lines = match["url"], lines[1:]
    head = read_head(lines)
    if head is None:
        return NotAnArticle("other", f"{name} holds no title with a text below it")
    inside = _until_end(lines, head)
    count(line.text for line in lines if line not in inside)
    body = Body.of(inside, head.title, dated=_is_dated(lines, head))
    if not body.paragraphs:
        return NotAnArticle("other", f"{name} holds a title but no text below it")
    credit = head.byline or Line()
    text = "\n\n".join(body.paragraphs)
    return Article(
        url=url,
        title=head.title,
        body=text,
        lead=body.lead,
        published=head.found.when if head.found else None,
        published_precision=head.found.precision if head.found else None,
        published_from="visible" if head.found else None,
        author=body.byline.author or credit.author,
        author_unit=body.byline.unit or credit.unit,
        source=body.byline.source or credit.source,
        dateline=body.dateline,
        category=head.category,
        tags=_tags(lines[head.first :]),
        captions=body.captions,
        fingerprint=fingerprint(text),
    )


def _until_end(lines: list[DumpLine], head: Head) -> list[DumpLine]:
    """Lines of the text: up to what only stands below an article, its by-line included; boxes inside it left out."""
    inside: list[DumpLine] = []
    seen = boxed = False
    for i in range(head.first, len(lines)):
        line = lines[i]
        boxed = boxed and not line.prose
        if seen and line.certain and line.certain.ends:
            boxed = _signed_below(lines, i)
            if not boxed and not goes_on(lines, i):
                return _without_menu(inside)
        if seen and not line.prose and not line.certain and _closes(lines, i):
            end = next((j for j in range(i + 1, len(lines)) if not is_credit(lines[j])), len(lines))
            return inside + lines[i:end]
        if not boxed:
            inside.append(line)
        seen = seen or line.prose
    return inside


def _closes(lines: list[DumpLine], i: int) -> bool:
    """Whether line ``i`` is a by-line that no paragraph of the text follows."""
    if labelled := labelled_author(lines[i].text):
        return labelled.author is not None or not any(line.prose for line in lines[i + 1 : i + 6])
    return bool(bare_byline(lines[i].text)) and not any(line.prose for line in lines[i + 1 :][:12])


def _without_menu(lines: list[DumpLine]) -> list[DumpLine]:
    """Lines without the doubtful ones at their end, that stand above certain furniture."""
    while lines and (rule := lines[-1].furniture) and not rule.told:
        lines.pop()
    return lines


def _signed_below(lines: list[DumpLine], i: int) -> bool:
    """Whether the text goes on below the titles of related articles: paragraphs and a by-line follow."""
    rule = lines[i].certain
    if rule is None or rule.name != "related heading":
        return False
    stop = next((j for j in range(i + 1, len(lines)) if (r := lines[j].certain) and r.ends), len(lines))
    prose = [j for j in range(i + 1, stop) if lines[j].prose]
    if len(prose) < 2 or prose[0] - i > 6 or prose[1] - prose[0] > 1 or "liên quan" not in lines[i].text.lower():
        return False
    signed = any(is_credit(line) or bare_byline(line.text) for line in lines[prose[-1] + 1 : stop])
    return signed or lines[prose[-1]].text.endswith("./.")


def _is_dated(lines: list[DumpLine], head: Head) -> bool:
    """Whether the text follows the date line without a blank line."""
    above = range(head.dated + 1, head.first + 1) if head.dated is not None and head.dated < head.first else ()
    return bool(above) and not any(lines[i].gap for i in above if i < len(lines))


def _tags(lines: list[DumpLine]) -> tuple[str, ...]:
    """Key words behind their label."""
    for line in lines:
        if match := _TAGS.fullmatch(line.text):
            return tuple(t.strip(" .#") for t in re.split(r"[,;|]", match["tags"]) if t.strip(" .#"))
    return ()
