"""A zip of plain text, one file an article, for corpus tools such as AntConc; a table and a note beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flask_babel import gettext

from crawler.archive.export import text_zip as packed
from search_ui.exports.found import Found
from search_ui.exports.source import Source

MIMETYPE = "application/zip"


def text_zip(articles: Iterable[Found], source: Source) -> Iterator[bytes]:
    """The pieces of the file; the note is in the language of the request that is answered now."""
    return packed((found.stored for found in articles), readme(source))


def readme(source: Source) -> str:
    """What ``README.txt`` says."""
    lines = [f"{label} ({name}): {value}" for name, label, value in source.labelled() if value != ""]
    about = gettext(
        "Mỗi bài một tệp văn bản UTF-8 (tiêu đề, mở đầu, thân bài); metadata.csv ghi lai lịch từng tệp. "
        "Bản quyền bài viết thuộc cổng gốc."
    )
    return "\n".join([*lines, "", about, ""])
