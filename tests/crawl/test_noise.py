"""Parameters that never change what a page says."""

from __future__ import annotations

from pathlib import Path

from crawler.archive.store import Archive
from crawler.fetching.noise import Noise
from crawler.items import Article


def article(number: int) -> Article:
    return Article(url=f"https://a.test/{number}", title=f"Bài {number}", body="x", fingerprint=str(number))


def learned(tmp_path: Path, *met: tuple[str, int]) -> set[str]:
    with Archive.open(tmp_path / "archive.sqlite3") as archive:
        noise = Noise(archive, "xa-mau")
        for key, number in met:
            noise.learn(key, article(number))
        assert Noise(archive, "xa-mau").names == noise.names
        return noise.names


def test_a_parameter_under_two_values_of_which_articles_stay_the_same(tmp_path: Path) -> None:
    met = [("/a-1?luot=3", 1), ("/a-1?luot=4", 1), ("/a-2?luot=5", 2), ("/a-2?luot=6", 2)]
    assert learned(tmp_path, *met) == {"luot"}


def test_a_parameter_that_is_there_or_not(tmp_path: Path) -> None:
    assert learned(tmp_path, ("/a-1", 1), ("/a-1?trang=0", 1), ("/a-2?trang=0", 2), ("/a-2", 2)) == {"trang"}


def test_a_parameter_beside_others(tmp_path: Path) -> None:
    met = [("/xem?id=1", 1), ("/xem?id=1&ds=0", 1), ("/xem?id=2&ds=0", 2), ("/xem?id=2", 2)]
    assert learned(tmp_path, *met) == {"ds"}


def test_a_parameter_that_names_the_article(tmp_path: Path) -> None:
    assert learned(tmp_path, ("/xem", 1), ("/xem?id=1", 1), ("/xem?id=2", 2), ("/tin", 3), ("/tin?id=3", 3)) == set()


def test_once_is_not_enough(tmp_path: Path) -> None:
    assert learned(tmp_path, ("/a-1", 1), ("/a-1?trang=0", 1)) == set()
