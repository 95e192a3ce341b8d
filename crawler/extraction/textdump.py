"""Pages saved as text: finding the article between the furniture of the page, without any markup to go by."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace

from crawler.extraction.authors import Byline, split_byline, split_dateline
from crawler.extraction.boilerplate import strip_lines
from crawler.extraction.bylines import Line, bare_byline, is_cms_account, labelled_author
from crawler.extraction.captions import is_caption, split_doubled, take_captions
from crawler.extraction.dump_head import Head, read_head
from crawler.extraction.dump_lines import DumpLine, read_lines
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
    body = _Body.of(lines, head)
    credit = head.byline or Line()
    paragraphs, lead = body.paragraphs, body.lead
    dateline, opening = split_dateline(lead or paragraphs[0])
    lead, paragraphs = (opening, paragraphs) if lead else (lead, [opening, *paragraphs[1:]])
    text = "\n\n".join(paragraphs)
    return Article(
        url=url,
        title=head.title,
        body=text,
        lead=lead,
        published=head.found.when if head.found else None,
        published_precision=head.found.precision if head.found else None,
        published_from="visible" if head.found else None,
        author=body.byline.author or credit.author,
        author_unit=body.byline.unit or credit.unit,
        source=body.byline.source or credit.source,
        dateline=dateline,
        category=head.category,
        tags=body.tags,
        captions=tuple(body.captions),
        fingerprint=fingerprint(text),
    )


@dataclass(frozen=True, slots=True)
class _Body:
    """The text below the head, taken apart."""

    paragraphs: list[str]
    lead: str | None
    captions: list[str]
    byline: Byline
    tags: tuple[str, ...]

    @classmethod
    def of(cls, lines: list[DumpLine], head: Head) -> _Body:
        inside = _until_end(lines, head)
        tags = _tags(lines[head.first :])
        kept = _without_furniture(inside)
        text, tail = _split_tail(kept)
        texts = [line.text for line in text]
        indexes, captions = take_captions(texts, head.title)
        byline = split_byline([texts[i] for i in indexes] + tail)
        paragraphs = _rejoined(list(byline.paragraphs))
        paragraphs[-1], doubled = split_doubled(paragraphs[-1])
        if doubled:
            captions.append(doubled)
        lead = _lead(inside, text, indexes, head) if len(paragraphs) > 1 else None
        if lead is not None:
            paragraphs = paragraphs[1:]
        return cls(paragraphs, lead, captions, byline, tags)


def _until_end(lines: list[DumpLine], head: Head) -> list[DumpLine]:
    """Lines of the text: up to what only stands below an article, its by-line included."""
    seen = False
    for i in range(head.first, len(lines)):
        line = lines[i]
        if seen and line.certain and line.certain.ends and not _goes_on(lines, i):
            return lines[head.first : i]
        if seen and not line.prose and _closes(lines, i):
            end = next((j for j in range(i + 1, len(lines)) if not _is_credit(lines[j])), len(lines))
            return lines[head.first : end]
        seen = seen or line.prose
    return lines[head.first :]


def _closes(lines: list[DumpLine], i: int) -> bool:
    """Whether line ``i`` is a by-line that no paragraph of the text follows."""
    if labelled := labelled_author(lines[i].text):
        return labelled.author is not None or not any(line.prose for line in lines[i + 1 : i + 6])
    return bool(bare_byline(lines[i].text)) and not any(line.prose for line in lines[i + 1 :][:12])


def _is_credit(line: DumpLine) -> bool:
    text = line.text
    return bool(labelled_author(text) or is_cms_account(text) or bare_byline(text, sure=True)) and not line.prose


def _goes_on(lines: list[DumpLine], i: int) -> bool:
    """Whether the text goes on below a heading of other articles: two paragraphs follow before anything else ends it."""
    rule = lines[i].certain
    if rule is None or rule.name != "related heading":
        return False
    stop = next((j for j in range(i + 1, len(lines)) if (r := lines[j].certain) and r.ends), len(lines))
    prose = [j for j in range(i + 1, stop) if lines[j].prose and len(lines[j].text) >= 160]
    finished = any(lines[j].text.endswith("./.") for j in range(max(0, i - 4), i))
    return len(prose) >= 2 and prose[0] - i <= 7 and not finished


def _without_furniture(lines: list[DumpLine]) -> list[DumpLine]:
    kept, _ = strip_lines([line.text for line in lines])
    left = iter(kept)
    wanted = next(left, None)
    result: list[DumpLine] = []
    for line in lines:
        if line.text == wanted:
            result.append(line)
            wanted = next(left, None)
    return result


def _split_tail(lines: list[DumpLine]) -> tuple[list[DumpLine], list[str]]:
    """The text, and the by-line block below its last paragraph; what follows the block is not the article's.

    Below a text without by-line, a run of three or more short lines is a menu or a row of banners.
    """
    last = max((i for i, line in enumerate(lines) if line.prose), default=-1)
    tail = lines[last + 1 :]
    at = next((i for i, line in enumerate(tail) if _is_credit(line) or bare_byline(line.text)), None)
    if at is not None:
        end = next(
            (i for i in range(at, len(tail)) if not (_is_credit(tail[i]) or bare_byline(tail[i].text))), len(tail)
        )
        late = [line for line in tail[end:] if is_caption(line.text, after_caption=True)]
        return [*lines[: last + 1], *tail[:at], *late], [line.text for line in tail[at:end]]
    run = len(tail)
    while run and len(tail[run - 1].text) <= 45 and not tail[run - 1].ended and not is_caption(tail[run - 1].text):
        run -= 1
    return lines[: last + 1] + (tail[:run] if len(tail) - run >= 3 else tail), []


def _rejoined(paragraphs: list[str]) -> list[str]:
    """Paragraphs with an end mark that stands alone put back behind the last sentence."""
    joined: list[str] = []
    for text in paragraphs:
        if joined and re.fullmatch(r"[./]{1,4}", text):
            joined[-1] += text
        else:
            joined.append(text)
    return joined


def _lead(inside: list[DumpLine], text: list[DumpLine], indexes: list[int], head: Head) -> str | None:
    """The first paragraph when the layout sets it apart as the lead."""
    if len(indexes) < 2 or indexes[0] != 0 or not text[0].prose:
        return None
    first, others = text[0], [text[i] for i in indexes[1:] if text[i].prose]
    at = inside.index(first)
    title_below = at + 1 < len(inside) and inside[at + 1].text == head.title
    flush = bool(others) and not first.indented and sum(o.indented for o in others) >= 0.6 * len(others)
    spaced = bool(others) and all(o.gap for o in others)
    glued = head.dated == head.first - 1 and not first.gap and spaced
    return first.text if title_below or flush or glued else None


def _tags(lines: list[DumpLine]) -> tuple[str, ...]:
    """Key words behind their label."""
    for line in lines:
        if match := _TAGS.fullmatch(line.text):
            return tuple(t.strip(" .#") for t in re.split(r"[,;|]", match["tags"]) if t.strip(" .#"))
    return ()


def with_address(article: Article, url: str) -> Article:
    """The same article under another address."""
    return replace(article, url=url)
