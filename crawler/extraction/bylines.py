"""One by-line at a time: labelled ("Tác giả: …"), bare ("Phương Thảo"), with an office, a source, or a CMS account."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from crawler.extraction.names import is_name, is_office, is_role
from crawler.text import clean_line, fold

AUTHOR_LABELS = (
    r"tác giả bài viết|tác giả|người viết|người đưa tin|người thực hiện|nhóm tác giả|nhóm thực hiện|nhóm pv|nhóm "
    r"phóng viên|"
    r"thực hiện|viết bài|bài viết|biên soạn|tổng hợp|th|t/h|sưu tầm|phóng viên|cộng tác viên|ctv|pv|"
    r"tin\s*(?:,|và|-|–|&|/|\+)?\s*bài\s*(?:,|và|-|–|&|/|\+)?\s*(?:ảnh|hình ảnh|hình)|"
    r"(?:tin|bài)\s*(?:,|và|-|–|&|/|\+)?\s*(?:ảnh|hình ảnh|hình|clip|video|tư liệu)|"
    r"nội dung\s*(?:,|và|-|–|&)\s*(?:hình ảnh|ảnh)|tin\s*(?:,|và|-|–|&)?\s*bài|tin|bài|"
    r"author|writer|written by|posted by|by"
)
SOURCE_LABELS = (
    r"nguồn tin bài|nguồn tin|nguồn bài viết|nguồn bài|nguồn trích dẫn|nguồn trích|trích nguồn|trích từ|trích|theo|"
    r"nguồn|source"
)
PHOTO_LABELS = (
    r"ảnh\s*(?:,|và|-|–|&)\s*(?:clip|video)"
    r"|ảnh tư liệu|ảnh minh họa|ảnh|hình ảnh|hình|clip|video|photos?|đồ họa|thiết kế"
)
ACCOUNT_LABELS = r"người đăng tin|người đăng|đăng bởi|người gửi|người cập nhật|người nhập|quản trị"
EDITOR_LABELS = r"biên tập|người biên tập|người duyệt|duyệt bài|hiệu đính|kiểm duyệt|chịu trách nhiệm nội dung"

_LABELLED = re.compile(
    rf"[(\[*•\-–\s]*(?:(?P<author>{AUTHOR_LABELS})|(?P<source>{SOURCE_LABELS})|(?P<account>{ACCOUNT_LABELS})"
    rf"|(?P<editor>{EDITOR_LABELS})|(?P<photo>{PHOTO_LABELS}))\s*[:：]\s*(?P<value>.*?)[)\]\s]*",
    re.IGNORECASE,
)
_DASHED = re.compile(r"^((?:tin|bài)\W{1,4}(?:bài\W{1,4})?(?:và )?ảnh)\s+[-–]\s+", re.IGNORECASE)
_PEN = re.compile(r"[✍✎✏🖊🖋👤]\ufe0f?\s*")
"""Signs that stand for "writer" on small screens."""
_SECOND_LABEL = re.compile(
    rf"[\s;,.|()\-–]+(?:{PHOTO_LABELS}|{SOURCE_LABELS}|{EDITOR_LABELS})\s*[:：].*", re.IGNORECASE | re.DOTALL
)
_SIGLUM = re.compile(r"(?<=\w)\s*\([A-ZĐ]{2,5}\)?$")
"""An office in capitals behind a name: "Thu Hà (HĐ)"."""
_THEO = re.compile(
    r"[(\[]?\s*theo\s+(?P<who>(?:báo|tạp chí|trang|cổng|đài|website|tttx|ttx|bản tin|thông tấn|nguồn|đcsvn|vov|"
    r"vtv|vgp|vnexpress"
    r"|ban|sở|phòng|văn phòng|ubnd|[a-z0-9-]+(?:\.[a-z]{2,})+|[A-ZĐ]{3,}|"
    r"[A-Z][a-z]{7,})[^.;:!?]*(?:\.[a-z]{2,}[^.;:!?]*)*)[)\].\s]*",
    re.IGNORECASE,
)
_PRESS = re.compile(
    r"\(?(?:nguồn\s+)?(?:tin hình\s*[-–]\s*)?(?P<who>(?:báo điện tử|báo|tạp chí|tạp chí điện tử|thông tấn xã|"
    r"ttxvn|đài phát thanh"
    r"|đài pt|trang thông tin điện tử|cổng thông tin điện tử|trang ttđt|cổng ttđt|bản tin)\s+[^.!?:;,]{2,70})\)?\.?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"[(\[]?\s*(?:nguồn\s*[:：]?\s*|theo\s+|link\s*[:：]?\s*)?(?P<url>https?://\S+?|www\.\S+?)\s*[)\].]*", re.I
)
_DOMAIN = re.compile(r"\(?(?P<who>(?:[a-z0-9-]+\.)+(?:vn|com|net|org)(?:\.vn)?)\)?\.?", re.IGNORECASE)
_ACCOUNT = re.compile(
    r"(?:ad|admin|administrator|quantri|quản trị|quan tri|quản trị viên|mod|editor)(?:[\s._-]*\d+|[\s._-]+.{1,60})?"
    r"|(?:quantrivien|quantriweb|bientap|bientapvien|webmaster|root|users?|test|superadmin|superuser|portal|cms|"
    r"host|guest)\d*"
    r"|\S+@\S+\.\S+|[a-z][a-z0-9._-]*\d[a-z0-9._-]*",
    re.IGNORECASE,
)
_LOGIN = re.compile(r"[a-z][a-z0-9._-]{3,30}")
_HONORIFIC = re.compile(
    r"(?<!\w)(?:[Ôô]ng|[Bb]à|[Đđ]/c|[Đđ]c|[Đđ]ồng chí|[Nn]hà báo|ThS\.?|TS\.?|cô|thầy|anh|chị)\s+(?=\w)"
)
_REPORTER = re.compile(r"^(?:CTV|PV|BTV|[Pp]hóng viên|[Cc]ộng tác viên)\.?\s+(?=[^\W\d_a-zà-ỹ][a-zà-ỹ])")
_MARK = re.compile(r"P\.?\s?V\.?|CTV|BTV|BBT")
"""A reporter's mark behind a name: no office."""
_SUFFIX = re.compile(
    r"\s*[(\[–-]\s*(?:tổng hợp|th|t/h|sưu tầm|st|s/t|biên soạn|b/s|lược ghi|ghi|thực hiện|trích)\s*[)\]]?\s*\.?$"
    r"|\s+(?:tổng hợp|sưu tầm|biên soạn|lược ghi)\.?$",
    re.IGNORECASE,
)
_END_MARK = re.compile(r"\s*\.?/\.?$")
_TAKEN = re.compile(
    r"(?P<writer>[^()\[\]]{2,60}?)\s*[,(\[–-]\s*(?P<origin>(?:theo\s|nguồn\s*[:：]).{2,60}?)[)\]]?\.?", re.IGNORECASE
)
"""A writer and where the text was taken from: "Hải Yến (Theo TTXVN)"."""
_ON_SITE = re.compile(
    r"(?P<writer>[^/]{2,60}?)\s*/\s*(?P<site>(?:[a-z0-9-]+\.)+(?:vn|com|net|org)(?:\.vn)?)", re.IGNORECASE
)
"""A writer and the site written for: "Thu Hà/baotinh.vn"."""
_WRITTEN_BY = re.compile(r"(?:được )?(?:viết|written|posted)(?: bởi| by)\s+(?P<who>[^:]{2,60})", re.IGNORECASE)
"""A label without colon, as Joomla and WordPress print it."""
_GATHERED = re.compile(
    r"\W*(?:sưu tầm|tổng hợp|biên soạn|st|s/t|th|t/h)(?:\s*(?:và|,|-|&)\s*(?:tổng hợp|biên soạn|giới thiệu))?\W*",
    re.IGNORECASE,
)
"""A line that only says how the text came about: "(Sưu tầm)"."""
_JOIN = re.compile(r"\s*(?:[,;&+/]|\s[-–—]|[-–—]\s|(?<=[a-zà-ỹ])-(?=[A-ZĐ][a-z]?\.)|(?<!\w)và(?!\w))\s*")
_UNIT_CUT = re.compile(r"\s*(?:\s[-–—]|[-–—]\s|,|\()\s*")


@dataclass(frozen=True, slots=True)
class Line:
    """What one by-line says. ``account`` is a login, not a writer; all None is a photo or editor credit."""

    author: str | None = None
    unit: str | None = None
    source: str | None = None
    account: str | None = None
    labelled: bool = field(default=False, compare=False)
    """The line says that it names the writer."""


def is_cms_account(name: str) -> bool:
    """Whether ``name`` is a content system's account ("Admin", "ad Sở Y Tế", "quantri"), not a writer."""
    name = clean_line(name).strip(" .:-")
    if name[: (half := len(name) // 2)] == name[half + 1 :]:  # the account as login and as name of its holder
        name = name[:half]
    return bool(_ACCOUNT.fullmatch(name) or _LOGIN.fullmatch(name))


def labelled_author(text: str) -> Line | None:
    """Writer, office, source or account that a line names with a label; None when the line is no such credit."""
    line = _DASHED.sub(r"\1: ", clean_line(text))
    if len(line) > 160:
        return None
    if pen := _PEN.match(line):
        return bare_byline(line[pen.end() :])
    if _GATHERED.fullmatch(line):
        return Line()
    match = _LABELLED.fullmatch(line)
    if match is None:
        return _written(line) or _sourced(line)
    value = _SIGLUM.sub("", _SECOND_LABEL.sub("", match["value"]).strip(" .-–|"))
    if re.search(r"[.!?]\s+\S+\s+\S+\s+\S+\s", value) or len(value.split()) > 16:
        return None
    if match["source"]:
        return Line(source=_bare_source(value)) if value else None
    if match["account"]:
        return Line(account=value) if value else None
    if match["photo"] or match["editor"]:
        return Line() if value and _credit(value) else None
    plain = match["author"].lower().startswith(("tác giả", "người", "author", "writ"))
    found = _author(value, strict=not plain)
    return replace(found, labelled=plain) if found else None


def _written(line: str) -> Line | None:
    """The writer or account behind "Viết bởi" without a colon."""
    if not (match := _WRITTEN_BY.fullmatch(line)):
        return None
    if is_cms_account(match["who"]):
        return Line(account=match["who"])
    found = bare_byline(match["who"], sure=True)
    return replace(found, labelled=True) if found else None


def bare_byline(text: str, sure: bool = False) -> Line | None:
    """Writer and office of an unlabelled by-line: names, "name - office", an office alone; else None."""
    text = _END_MARK.sub("", clean_line(text))
    if signed := _TAKEN.fullmatch(text):
        writer, origin = bare_byline(signed["writer"], sure), _origin(signed["origin"])
        return replace(writer, source=origin) if writer and origin else None
    if (site := _ON_SITE.fullmatch(text)) and (writer := bare_byline(site["writer"], sure)):
        return replace(writer, source=site["site"])
    line = _SUFFIX.sub("", text).strip(" ()[]*–-")
    if not line or len(line) > 110 or line.endswith((":", "!", "?", ";", ",")):
        return None
    line = _REPORTER.sub("", line)
    names = [n.strip(" .") for n in _JOIN.split(_HONORIFIC.sub("", line).rstrip("."))]
    if all(is_name(n, sure) for n in names) and len(names) <= 4:
        return _people(line.rstrip(". "), names)
    return _with_unit(line, sure) or (Line(author=line.rstrip(". ")) if is_office(line) else None)


def _origin(text: str) -> str | None:
    """The source in "Theo …" or "Nguồn: …" behind a name."""
    found = _sourced(text) or labelled_author(text)
    return found.source if found else None


def _people(line: str, names: list[str]) -> Line:
    """Names as printed; a reporter's mark after a name ("Lam Uyên- P.V") says what the writer is, not who."""
    people = [n for n in names if not _MARK.fullmatch(n)]
    if people and len(people) < len(names):
        return Line(author=" - ".join(people))
    return Line(author=_HONORIFIC.sub("", line, count=1) if len(names) == 1 else line)


def _with_unit(line: str, sure: bool) -> Line | None:
    """ "Name - office", "Name, office", "Name (office)" or "office - Name"; several names may stand in front."""
    for cut in _UNIT_CUT.finditer(line):
        who, unit = line[: cut.start()].strip(), line[cut.end() :].strip(" )")
        unit_is = is_office(unit) or is_role(unit)
        names = [_HONORIFIC.sub("", n.strip(" .")) for n in _JOIN.split(who)]
        if unit_is and all(is_name(n, sure) for n in names):
            office = None if _MARK.fullmatch(unit) else unit.rstrip(". ")
            return Line(author=_HONORIFIC.sub("", who, count=1), unit=office)
        if is_office(who) and is_name(unit.rstrip("."), sure=True):
            return Line(author=unit.rstrip(". "), unit=who)
    return None


def _author(value: str, strict: bool) -> Line | None:
    """The value of an author's label; ``strict``: the label is an ordinary word too, so look closely."""
    if not value:
        return None
    if is_cms_account(value):
        return Line(account=value)
    if found := _sourced(value) or bare_byline(value):
        return found
    if strict and not _credit(value):
        return None
    return Line(author=value)


def _credit(value: str) -> bool:
    """Whether a credit's value is short and begins like a name: a capital, at most eight words, no inner sentence."""
    return len(value.split()) <= 8 and value[0].isupper() and not re.search(r"[.;!?]\s", value)


def _sourced(line: str) -> Line | None:
    """A reprint's source: an address, a domain, "Theo …", or the name of a paper standing alone."""
    if match := _ADDRESS.fullmatch(line):
        return Line(source=match["url"])
    if match := _THEO.fullmatch(line):
        return Line(source=match["who"].strip(" )].")) if len(line.split()) <= 14 and _name_like(match["who"]) else None
    for pattern in (_DOMAIN, _PRESS):
        if match := pattern.fullmatch(line):
            return Line(source=match["who"].strip()) if _name_like(match["who"]) else None
    return None


def _name_like(text: str) -> bool:
    """Whether a source reads as a name: a capital or a domain, at most 12 words, no clause, no verb of a report."""
    if not (any(c.isupper() for c in text) or "." in text) or len(text.split()) > 12 or "," in text:
        return False
    return not re.search(
        r"(?<!\w)(?:đã|được|sẽ|cho biết|về|tại|ngày|năm|là|có|thì|tổ chức|số)(?!\w)", text, re.IGNORECASE
    )


def _bare_source(value: str) -> str:
    """A source without brackets; an address keeps its form."""
    return value.strip(" ()[].") if fold(value[:4]) != "http" else value.strip(" ()[]")
