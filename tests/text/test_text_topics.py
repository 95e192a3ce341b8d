"""Topics of mobilisation work, and why."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.errors import DanvanError
from crawler.items import Article
from crawler.topics import Topics, is_mobilisation


def article(title: str = "Tin", body: str = "Nội dung.", **fields: object) -> Article:
    return Article(url="https://x.vn/1", title=title, body=body, **fields)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def topics() -> Topics:
    return Topics.load()


def reasons(topics: Topics, of: Article) -> dict[str, str]:
    return {t.name: t.reason for t in topics.of(of)}


def test_term_in_the_title(topics: Topics) -> None:
    found = reasons(topics, article("Nhân rộng mô hình DÂN VẬN KHÉO ở Tân Lộc"))
    assert found["Dân vận khéo"] == 'thuật ngữ "dân vận khéo" ở tiêu đề'


def test_section(topics: Topics) -> None:
    assert reasons(topics, article(category="Quy chế Dân chủ cơ sở"))["Quy chế dân chủ ở cơ sở"] == (
        'chuyên mục "quy chế dân chủ cơ sở"'
    )


def test_lead_and_key_words(topics: Topics) -> None:
    assert reasons(topics, article(lead="Ban Dân vận họp."))["Công tác dân vận"].endswith("ở phần mở đầu")
    assert reasons(topics, article(tags=("tôn giáo",)))["Tôn giáo"].endswith("trong từ khóa")


def test_the_text_alone_needs_several_mentions(topics: Topics) -> None:
    once = "Xã bàn việc tôn giáo trong tháng."
    assert not topics.of(article(body=once))
    assert reasons(topics, article(body="\n\n".join([once] * 3)))["Tôn giáo"] == 'thuật ngữ "tôn giáo" 3 lần trong bài'


def test_neighbouring_mentions_are_counted_each(topics: Topics) -> None:
    assert "Tôn giáo" in reasons(topics, article(body="tôn giáo tôn giáo tôn giáo"))


@pytest.mark.parametrize(
    "title",
    [
        "Hợp tác dân. Vận khéo tay",
        "Người dân vận chuyển lúa",
        "Dan van kheo",
        "Phóng sự về nghề dệt",
    ],
)
def test_other_words_with_the_same_letters_do_not_count(topics: Topics, title: str) -> None:
    assert not topics.of(article(title))
    assert not topics.is_mobilisation(article(title))


def test_place_of_the_tone_mark_does_not_matter(topics: Topics) -> None:
    assert topics.of(article("Tổ hoà giải cơ sở")) == topics.of(article("Tổ hòa giải cơ sở")) != ()


def test_own_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "topics.toml"
    path.write_text('[[topic]]\nname = "Lúa"\nterms = ["vụ lúa"]\nbody = 0\n', "utf-8")
    monkeypatch.setenv("DANVAN_TOPICS", str(path))
    assert [t.name for t in Topics.load().of(article("Được mùa vụ lúa"))] == ["Lúa"]
    assert is_mobilisation(article("Được mùa vụ lúa"))
    assert not is_mobilisation(article("Dân vận khéo"))
    assert not is_mobilisation(article(body="Vụ lúa, vụ lúa, vụ lúa, vụ lúa."))
    monkeypatch.delenv("DANVAN_TOPICS")
    assert is_mobilisation(article("Dân vận khéo"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no [[topic]]"),
        ("topic = 3", "no [[topic]]"),
        ("[[topic]", "not valid TOML"),
        ("[[topic]]\nterms = ['a']", "'name' is missing"),
        ("[[topic]]\nname = 'A'", "needs 'categories' or 'terms'"),
        ("[[topic]]\nname = 'A'\nterms = 'b'", "'terms' must be a list"),
        ("[[topic]]\nname = 'A'\nterms = ['.']", "'terms' must be a list"),
        ("[[topic]]\nname = 'A'\nterms = ['b']\nbody = -1", "'body' must be"),
        ("[[topic]]\nname = 'A'\nterms = ['b']\nwords = 1", "unknown key 'words'"),
    ],
)
def test_mistakes_are_told(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "topics.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(DanvanError) as error:
        Topics.load(path)
    assert says in str(error.value)
    assert str(path) in str(error.value)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(DanvanError, match="cannot be read"):
        Topics.load(tmp_path / "none.toml")


@settings(deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_never_raises(title: str, body: str) -> None:
    Topics.load().of(article(title, body))
