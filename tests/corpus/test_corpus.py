"""Each call against counts done by hand over `conftest.ROWS`."""

from __future__ import annotations

import math
import shutil
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from crawler.archive.datadir import DataDir
from crawler.archive.store import Archive
from crawler.errors import DanvanError
from crawler.items import VIETNAM, Article
from crawler.text import SYLLABLE, syllables
from indexer import corpus
from indexer.build import update_index
from indexer.corpus.collocation import log_dice
from indexer.corpus.concordance import _context, aligned
from indexer.corpus.keywords import log_likelihood, log_ratio
from indexer.corpus.trends import rows
from indexer.params import SearchParams
from indexer.places.order import sort_key
from indexer.query import QueryError
from indexer.search import Searcher
from tests.corpus.conftest import ARTICLES

PHRASE = SearchParams('"hòa giải"')
SEEN = datetime(2026, 1, 5, 9, tzinfo=VIETNAM)


def nodes(found: corpus.Concordance) -> list[tuple[str, str, str]]:
    return [(line.left.strip(), line.node, line.right.strip()) for line in found.lines]


def test_every_hit_has_its_line(reader: Searcher) -> None:
    found = corpus.kwic(reader, PHRASE, width=2)
    assert (found.total, found.articles, found.sampled) == (4, 3, False)
    assert nodes(found) == [
        ("Ban", "hòa giải", "xã vui"),
        ("Tổ", "hòa giải", "xã họp"),
        ("họp. Tổ", "hòa giải", "ấp vui"),
        ("Việc", "hoà giải", "chưa xong"),
    ]


def test_lines_are_sorted_by_neighbours(reader: Searcher) -> None:
    def right(*order: str) -> list[str]:
        return [line.right.strip() for line in corpus.kwic(reader, PHRASE, width=2, order=order).lines]  # type: ignore[arg-type]

    assert right("R1", "R2") == ["ấp vui", "chưa xong", "xã họp", "xã vui"]
    assert right("L1", "R2") == ["xã vui", "xã họp", "ấp vui", "chưa xong"]
    assert right("L3", "R1")[-1] == "ấp vui"  # the only line with a third syllable on its left
    places = [line.place for line in corpus.kwic(reader, PHRASE, order=("place",)).lines]
    assert places == sorted(places, key=sort_key)
    assert len(set(places)) == 2
    assert right("date")[-1] == "chưa xong"


def test_context_ends_at_the_paragraph(reader: Searcher) -> None:
    lines = corpus.kwic(reader, SearchParams('"giao việc"'), width=50).lines
    assert (lines[0].left, lines[0].right) == ("Ban hòa giải xã vui. Xã ", "")
    assert corpus.kwic(reader, PHRASE, width=0).lines[0].left == ""


def test_a_sample_is_the_same_for_the_same_seed(reader: Searcher) -> None:
    samples = [corpus.kwic(reader, PHRASE, sample=2, seed=seed) for seed in (1, 1, *range(2, 12))]
    assert samples[0] == samples[1]
    assert all(len(s.lines) == 2 and s.total == 4 and s.sampled for s in samples)
    assert len({tuple(nodes(s)) for s in samples}) > 2
    assert len(corpus.kwic(reader, PHRASE, limit=3).lines) == 3


def test_aligned_lines_have_their_hits_below_one_another(reader: Searcher) -> None:
    printed = list(aligned(corpus.kwic(reader, PHRASE), left=12))
    assert {line.lower().replace("hoà", "hòa").index("hòa giải") for line in printed} == {13}


def test_a_trend_is_n_over_all(reader: Searcher) -> None:
    (series,) = corpus.trend(reader, PHRASE, by="quarter")
    points = [(p.label, p.n, p.base) for p in series.points]
    assert points == [("2024-Q1", 2, 2), ("2024-Q2", 0, 1), ("2024-Q3", 0, 0), ("2024-Q4", 0, 0), ("2025-Q1", 0, 0),
                      ("2025-Q2", 0, 0), ("2025-Q3", 0, 2)]  # fmt: skip
    assert [p.share for p in series.points[:3]] == [1.0, 0.0, None]
    assert (series.undated, series.undated_base) == (1, 1)
    assert series.points[0].few


def test_trends_by_year_and_month_are_the_same_articles(reader: Searcher) -> None:
    year, month = (corpus.trend(reader, PHRASE, by=by)[0] for by in ("year", "month"))  # type: ignore[arg-type]
    assert [(p.label, p.n, p.base) for p in year.points] == [("2024", 2, 3), ("2025", 0, 2)]
    assert (month.points[0].label, month.points[-1].label, len(month.points)) == ("2024-01", "2025-08", 20)
    assert sum(p.base for p in month.points) + month.undated_base == len(ARTICLES)


def test_a_trend_splits_by_province_over_the_same_periods(reader: Searcher) -> None:
    found = corpus.trend(reader, PHRASE, by="year", split="place")
    counts = {s.place: [(p.n, p.base) for p in s.points] for s in found}
    assert counts["08"] == [(2, 3), (0, 1)]  # Hà Giang has become a part of Tuyên Quang
    assert all(len(points) == 2 for points in counts.values())
    assert ("2024", 2, 3) in [row[1:4] for row in rows(found)]


def test_filters_bound_n_and_all_alike(reader: Searcher) -> None:
    asked = replace(PHRASE, level=("tinh",), date_to=date(2024, 12, 31), dup="collapse")
    assert [(p.n, p.base) for p in corpus.trend(reader, asked, by="year")[0].points] == [(2, 3)]


def test_collocates_by_log_dice(reader: Searcher) -> None:
    # Four hits; "xã" stands right of two of them and four times in all; "tổ" left of two, twice in all.
    found = {c.text: c for c in corpus.collocates(reader, PHRASE, window=1)}
    assert (found["xã"].together, found["xã"].total) == (2, 4)
    assert found["xã"].log_dice == pytest.approx(14 + math.log2(2 * 2 / (4 + 4)))
    assert (found["tổ"].together, found["tổ"].total) == (2, 2)
    assert found["tổ"].log_dice == pytest.approx(14 + math.log2(4 / 6))
    assert set(found) == {"xã", "tổ"}
    assert [c.text for c in corpus.collocates(reader, PHRASE, window=1)] == ["tổ", "xã"]


def test_collocates_in_the_sentence(reader: Searcher) -> None:
    found = {c.text: c.together for c in corpus.collocates(reader, PHRASE, window="sentence", least=1)}
    assert found == {"tổ": 2, "xã": 2, "vui": 2, "họp": 1, "ấp": 1, "ban": 1, "việc": 1, "chưa": 1, "xong": 1}
    within = {c.text: c.together for c in corpus.collocates(reader, PHRASE, window=2, least=1)}
    assert within["vui"] == 2
    assert "giao" not in within


def test_log_dice_is_at_most_fourteen() -> None:
    assert log_dice(5, 5, 5) == 14


def test_keywords_by_log_likelihood(reader: Searcher) -> None:
    found = {w.text: w for w in corpus.keyness(reader, PHRASE, unit="syllables", least=2, limit=100)}
    inside, outside = 11 + 12 + 6, 7 + 13 + 13
    word = found["giải"]
    assert (word.inside, word.outside) == (4, 0)
    expected = inside * 4 / (inside + outside)
    assert word.score == pytest.approx(2 * 4 * math.log(4 / expected))
    assert "góp" not in found
    lacking = corpus.keyness(reader, PHRASE, unit="syllables", lack=True, limit=1)
    assert (lacking[0].text, lacking[0].inside, lacking[0].outside) == ("góp", 0, 4)
    assert lacking[0].score < 0


def test_log_likelihood_of_the_textbook() -> None:
    # 2 × (10 ln(10/7.5) + 5 ln(5/7.5)) for two corpora of one size.
    assert log_likelihood(10, 5, 1000, 1000) == pytest.approx(2 * (10 * math.log(10 / 7.5) + 5 * math.log(5 / 7.5)))
    assert log_likelihood(5, 10, 1000, 1000) == -log_likelihood(10, 5, 1000, 1000)
    assert log_likelihood(3, 0, 10, 0) == 0


def test_a_keyword_says_how_much_more_frequent_it_is(reader: Searcher) -> None:
    inside, outside = 11 + 12 + 6, 7 + 13 + 13
    for word in corpus.keyness(reader, PHRASE, unit="syllables", least=1):
        assert word.ratio == pytest.approx(math.log2(word.inside / inside / ((word.outside or 0.5) / outside)))
        assert word.ratio > 0
    assert log_ratio(4, 2, 10, 10) == 1
    assert log_ratio(0, 2, 10, 10) == -2
    assert log_ratio(3, 0, 3, 0) == 0


def test_without_the_word_layer_there_are_no_keywords_of_words(reader: Searcher) -> None:
    assert corpus.keyness(reader, PHRASE) == ()


def test_similar_articles_by_cosine(reader: Searcher) -> None:
    first = corpus.similar(reader, ARTICLES[4].id)
    assert (first[0].title, first[0].score) == ("Sáu", pytest.approx(1.0))
    titles = [s.title for s in corpus.similar(reader, ARTICLES[0].id)]
    assert titles[0] in ("Hai", "Bốn")
    assert "Một" not in titles
    scores = [s.score for s in corpus.similar(reader, ARTICLES[0].id)]
    assert scores == sorted(scores, reverse=True)
    assert corpus.similar(reader, ARTICLES[0].id, limit=1)[0].title == titles[0]


def test_a_spread_follows_the_news(reader: Searcher) -> None:
    found = corpus.spread(reader, ARTICLES[5].id)
    assert [(s.article.title, s.kind, s.delay) for s in found.stops] == [
        ("Năm", "original", timedelta(0)),
        ("Sáu", "exact", timedelta(days=3)),
    ]
    assert (found.portals, found.lasted) == (2, timedelta(days=3))
    assert len(found.provinces) == 2
    alone = corpus.spread(reader, ARTICLES[3].id)
    assert (len(alone.stops), alone.stops[0].delay, alone.lasted) == (1, None, None)


def test_unknown_articles_are_told(reader: Searcher) -> None:
    with pytest.raises(DanvanError, match="no article"):
        corpus.similar(reader, "0" * 16)
    with pytest.raises(DanvanError, match="no article"):
        corpus.spread(reader, "0" * 16)


def test_a_query_is_refused_as_on_the_page(reader: Searcher) -> None:
    with pytest.raises(QueryError):
        corpus.kwic(reader, SearchParams("place:xyz"))


def test_words_of_the_index_are_keywords(written: DataDir, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def pairs(article: Article) -> tuple[str, ...]:
        return tuple("_".join(pair) for pair in pairwise(syllables(article.body)))

    monkeypatch.setattr("indexer.workers.find_words", pairs)
    copy = DataDir(tmp_path).create()
    shutil.copy(written.archive, copy.archive)
    update_index(copy, processes=1)
    searcher = Searcher(copy)
    words = {w.text: (w.inside, w.outside) for w in corpus.keyness(searcher, PHRASE, least=2)}
    assert words == {"hòa giải": (4, 0), "giải xã": (2, 0), "tổ hòa": (2, 0), "người dân": (1, 1)}
    assert [s.title for s in corpus.similar(searcher, ARTICLES[0].id)] == ["Hai", "Bốn"]
    searcher.close()


def test_collocates_of_words(tmp_path: Path) -> None:
    # "hòa giải" three times; "Ban công tác" is far from it; "đất đai" stands near it twice, three times in all.
    bodies = ("Tổ hòa giải tranh chấp đất đai. Ban công tác họp.", "Việc hòa giải về đất đai xong.",
              "Đất đai rộng, hòa giải.")  # fmt: skip
    data = DataDir(tmp_path).create()
    with Archive.open(data.archive) as archive:
        for n, body in enumerate(bodies):
            archive.put(Article(url=f"https://w.example/{n}", portal="w", title=f"Tin {n}", body=body), seen_at=SEEN)
    update_index(data, processes=1)
    found = Searcher(data)
    near = {c.text: c for c in corpus.collocates(found, PHRASE, unit="words", window=4, least=1)}
    assert (near["đất đai"].together, near["đất đai"].total) == (3, 3)
    assert near["đất đai"].log_dice == pytest.approx(14 + math.log2(2 * 3 / (3 + 3)))
    assert near["tranh chấp"].together == 1
    assert all(" " in word for word in near)
    narrow = {c.text for c in corpus.collocates(found, PHRASE, unit="words", window=1, least=1)}
    assert "đất đai" not in narrow
    found.close()


def test_without_the_word_layer_there_are_no_words(reader: Searcher) -> None:
    assert corpus.collocates(reader, PHRASE, unit="words", least=1) == ()


def test_the_first_lines_are_those_of_all_and_the_others_are_counted(reader: Searcher) -> None:
    every = corpus.kwic(reader, PHRASE)
    first = corpus.kwic(reader, PHRASE, limit=2)
    assert first.lines == every.lines[:2]
    assert (first.total, first.articles, first.sampled) == (every.total, every.articles, False)


def test_no_more_lines_are_read_than_are_wanted(reader: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    every = corpus.kwic(reader, PHRASE, order=("R1",), most=10)
    assert (every.unread, every.lines) == (0, corpus.kwic(reader, PHRASE, order=("R1",)).lines)
    monkeypatch.setattr("indexer.corpus.concordance.MOST_READ", 2)
    newest = corpus.kwic(reader, PHRASE, most=10)
    assert newest.total >= 2
    assert newest.lines == corpus.kwic(reader, PHRASE).lines[: newest.total]
    assert newest.articles + newest.unread == 3
    drawn = [corpus.kwic(reader, PHRASE, order=("L1",), seed=seed, most=10) for seed in range(9)]
    assert all(found.articles + found.unread == 3 for found in drawn)
    assert {line for found in drawn for line in found.lines} == set(every.lines)
    assert corpus.kwic(reader, PHRASE).total == 4


def test_context_is_cut_by_syllables_however_long_they_are() -> None:
    text = "một đầu\n" + "x" * 300 + " hai, ba - " + "y" * 200 + " (NÚT) bốn, năm; " + "z" * 300 + " sáu\nbảy"
    start = text.index("NÚT")

    def around(width: int) -> tuple[list[str], list[str]]:
        left, right = _context(text, start, start + 3, width)
        assert text[:start].endswith(left)
        assert text[start + 3 :].startswith(right)
        return SYLLABLE.findall(left), SYLLABLE.findall(right)

    before, after = ["x" * 300, "hai", "ba", "y" * 200], ["bốn", "năm", "z" * 300, "sáu"]
    for width in range(1, 7):
        assert around(width) == (before[-width:], after[:width])
    assert _context(text, start, start + 3, 0) == ("", "")
    assert _context("nút", 0, 3, 5) == ("", "")
