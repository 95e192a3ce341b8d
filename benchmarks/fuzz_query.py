"""Throw anything at the query language: every text is answered or refused with a `QueryError`, and soon.

    python -m venv --system-site-packages FUZZ && FUZZ/bin/pip install atheris
    FUZZ/bin/python -m benchmarks.fuzz_query DIR SEEDS -max_total_time=600 -len_control=0

DIR is a data directory with an index (`benchmarks.corpus`, then ``danvan index``), SEEDS a directory for texts that
reach new code (a few hundred files of random bytes begin it). Texts are put together from the language's own signs,
syllables of every spelling and raw characters, so that the parser's deep parts are reached. For each one the parser,
the corrected query of an error, the whole search and its page as JSON are run; a search slower than `SLOWEST` is a
finding like any exception. atheris stops at the first finding and writes the bytes that caused it; run it with that
file to see it again. Further options are libFuzzer's.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import date
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["indexer.query", "indexer.search", "indexer.resolving", "indexer.snippets",
                                         "indexer.spans", "indexer.offers", "indexer.localities"]):  # fmt: skip
    from crawler.archive.datadir import DataDir
    from indexer.params import SearchParams
    from indexer.query.errors import QueryError
    from indexer.query.parse import parse
    from indexer.search import Searcher, page_to_json

SLOWEST = 0.25
"""Seconds of processor time a search may take, without the instruments' own share."""
_INSTRUMENTED = 4
"""How many times slower instrumented code is, at most."""

PIECES = (
    " ", " ", " ", " ", '"', '"', "“", "”", "«", "(", ")", "-", "=", "~5", "~99999", "*", "?", "|", ":", "..",
    "/", "\n", " AND ", " OR ", " HOẶC ", " VÀ ", "NOT ", "KHÔNG ", " NEAR/8 ", " GẦN/3 ", " ONEAR/2 ",
    " SENT ", " CÂU ", " NEAR/", "atleast3:", "atleast0:", "atleast999999:", "title:", "lead:", "body:",
    "author:", "portal:", "doc:", "place:", "mentions:", "level:", "date:", "is:", "has:", "topic:", "reprint",
    "original",
    "figure", "2024", "2024-03..", ">=2025-07-01", "31/02/2024", "01/07/2025", "xa", "08", "Hà Giang (cũ)",
    "Bình Phú", "dân", "vận", "khéo", "van", "hoa", "hòa", "hoà", "QCDC", "UBND", "nd", "ND", "LĐ-TB&XH",
    "05-CT/TU", "1.798.702.098đ", "108,39%", "44/48", "vậ*", "v?n", "daan", "th*", "a*", "đ", "Đ", "\u0301",
    "\u200b", "\ufeff", "\x00", "\ud800", "😀", "ﬁ", "İ", "٣", "<script>", "%", "\\",
)  # fmt: skip


def _text(data: atheris.FuzzedDataProvider) -> str:
    parts: list[str] = []
    while data.remaining_bytes() and len(parts) < 400:
        choice = data.ConsumeIntInRange(0, 255)
        if choice < 250:
            parts.append(PIECES[choice % len(PIECES)])
        else:
            parts.append(data.ConsumeUnicode(data.ConsumeIntInRange(0, 12)))
    text = "".join(parts)
    return text * data.ConsumeIntInRange(1, 40) if data.ConsumeProbability() > 0.97 else text


class Target:
    """One search a call."""

    def __init__(self, data: DataDir) -> None:
        self._searcher = Searcher(data)

    def __call__(self, raw: bytes) -> None:
        """Search for the text that ``raw`` stands for; whatever it raises is a finding."""
        data = atheris.FuzzedDataProvider(raw)
        params = SearchParams(
            sort=("relevance", "newest", "oldest")[data.ConsumeIntInRange(0, 2)],
            level=("xa",) if data.ConsumeBool() else (),
            date_from=date(2023, 1, 1) if data.ConsumeBool() else None,
            page=data.ConsumeIntInRange(1, 3),
            q=_text(data),
        )
        started = time.process_time()
        try:
            page = self._searcher.search(params)
        except QueryError as error:
            self._check(error, params.q)
        else:
            json.dumps(page_to_json(page), ensure_ascii=False)
            assert sum(count for _, count in page.months) + page.undated == page.total
        spent = time.process_time() - started
        assert spent < SLOWEST * _INSTRUMENTED, f"{spent:.2f} s: {params!r}"

    @staticmethod
    def _check(error: QueryError, text: str) -> None:
        """An error has a message and a place in the text, and what it offers instead can be parsed."""
        assert error.message
        assert error.position is None or 0 <= error.position <= max(len(error.query or ""), len(text))
        if error.suggestion:
            parse(error.suggestion)


def main() -> None:
    """The command line of this module: the data directory, then libFuzzer's options."""
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    target = Target(DataDir(Path(sys.argv[1])))
    atheris.Setup([sys.argv[0], "-max_len=400", "-timeout=20", *sys.argv[2:]], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
