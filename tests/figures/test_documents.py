"""Numbers of official documents."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.text import normalize
from indexer.documents import documents, number_key, number_keys


@pytest.mark.parametrize(
    ("text", "number", "kind", "issuer", "issued"),
    [
        (
            "Kế hoạch số 70-KH/BDVTU, ngày 27/02/2020 của Ban Dân vận Tỉnh ủy về dân vận",
            "70-KH/BDVTU", "Kế hoạch", "Ban Dân vận Tỉnh ủy", date(2020, 2, 27),
        ),
        ("theo 123-KH/BDV-UBND.", "123-KH/BDV-UBND", "Kế hoạch", "Ban Dân vận", None),
        ("Kế hoạch phối hợp số 16-CTr/BDV giữa hai bên", "16-CTr/BDV", "Kế hoạch phối hợp", "Ban Dân vận", None),
        ("Chỉ thị 05-CT/TW", "05-CT/TW", "Chỉ thị", "Trung ương", None),
        ("Nghị định 3/2018/NĐ-CP ngày 7 tháng 9 năm 2018", "3/2018/NĐ-CP", "Nghị định", "Chính phủ", date(2018, 9, 7)),
        ("Quyết định số 3244/QĐ-UBND bãi bỏ", "3244/QĐ-UBND", "Quyết định", "Ủy ban nhân dân", None),
        ("Luật số 15/2023/QH15", "15/2023/QH15", "Luật", "Quốc hội", None),
        ("Nghị quyết số 09 ngày 08/01/2002 của Bộ Chính trị về", "09", "Nghị quyết", "Bộ Chính trị", date(2002, 1, 8)),
        ("Quyết định 2200 của Thành ủy", "2200", "Quyết định", "Thành ủy", None),
        ("Quy định số 132 - QĐ/TW ngày 27/10/2023", "132-QĐ/TW", "Quy định", "Trung ương", date(2023, 10, 27)),
        ("Kết luận 43–KL/TW", "43-KL/TW", "Kết luận", "Trung ương", None),
        ("Công văn số 7069/UBND-SXD về chợ hoa", "7069/UBND-SXD", "Công văn", "Ủy ban nhân dân", None),
        ("Chỉ thị của Tỉnh ủy số 12-XY/ZZ ngày 31/02/2020", "12-XY/ZZ", "Chỉ thị", None, None),
    ],
)  # fmt: skip
def test_one_document(text, number, kind, issuer, issued):
    (found,) = documents(text)
    assert (found.number, found.type, found.issuer, found.issued) == (number, kind, issuer, issued)
    assert text[slice(*found.span)].replace(" ", "").replace("–", "-") == number


LABELLED = [
    line.split("\t") for line in (Path(__file__).parent / "documents.tsv").read_text("utf-8").splitlines() if line
]


@pytest.mark.parametrize(("text", "labels"), LABELLED)
def test_labelled_sentences(text, labels):
    """``number|type|issuer|date`` of each document of a sentence; sentences without any look as if they had one."""
    found = [
        f"{d.number}|{d.type or ''}|{d.issuer or ''}|{d.issued.isoformat() if d.issued else ''}"
        for d in documents(text)
    ]
    assert found == [label for label in labels.split(";") if label]


def test_the_date_may_follow_the_issuer():
    (found,) = documents("Kết luận 43 của Ban Bí thư ngày 07/01/2019 về dân vận")
    assert (found.issuer, found.issued) == ("Ban Bí thư", date(2019, 1, 7))


@pytest.mark.parametrize(
    "text", ["Ngày 24/12/2023", "tỷ lệ 1/500", "44/48 cơ sở", "năm 2020-2025", "COVID-19", "Luật 5 điều", ""]
)
def test_these_are_not_documents(text):
    assert documents(text) == ()


def test_two_documents_joined_by_and():
    found = documents("Nghị quyết số 09 của Bộ Chính trị và Quyết định 2200 của Ban Thường vụ Thành ủy")
    assert [(d.number, d.issuer) for d in found] == [("09", "Bộ Chính trị"), ("2200", "Ban Thường vụ Thành ủy")]


def test_number_keys_for_the_index():
    text = "Kế hoạch 16-CTr/BDV và lại 16-CTr/BDV, Nghị quyết 09 của Bộ Chính trị"
    assert number_keys(text) == {"16-ctr-bdv"}


@pytest.mark.shared
def test_the_documents_of_the_seeds_are_found(shared):
    for name, wanted in json.loads((shared / "seeds" / "expected.json").read_text("utf-8")).items():
        found = {d.number for d in documents(normalize((shared / "seeds" / name).read_text("utf-8")))}
        assert set(wanted.get("documents", [])) <= found


def test_a_number_broken_by_a_line():
    (found,) = documents("Kế hoạch số 45-\nKH/TU ngày 12/3/2024 về dân vận")
    assert (found.number, found.type) == ("45-KH/TU", "Kế hoạch")


@settings(deadline=None)
@given(st.text(alphabet="0123456789/-–.KHQĐUBNDTWsố ngàycủaBan Kếhoạch,", max_size=80))
def test_no_text_raises(text):
    spans = [d.span for d in documents(text)]
    assert spans == sorted(spans)


@pytest.mark.shared
def test_numbers_for_the_index_are_those_of_the_documents(shared):
    for line in (shared / "articles" / "real.jsonl").read_text("utf-8").splitlines():
        text = normalize(json.loads(line)["text"])
        whole = {number_key(found.number) for found in documents(text) if not found.number.isdecimal()}
        assert number_keys(text) == whole
