"""The house keeps its directions: who may import whom."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("crawler", "indexer", "search_ui")
ALLOWED = {"crawler": {"crawler"}, "indexer": {"crawler", "indexer"}, "search_ui": {"crawler", "indexer", "search_ui"}}
HOME_OF = {"scrapy": "crawler", "whoosh": "indexer", "flask": "search_ui"}
CRAWLER_ROOMS_OPEN_TO_INDEXER = ("crawler.items", "crawler.text", "crawler.errors", "crawler.archive")
PURE = ("socket", "urllib.request", "http.client", "requests", "time", "sqlite3", "scrapy", "tempfile")


def modules() -> Iterator[Path]:
    for package in PACKAGES:
        yield from (ROOT / package).rglob("*.py")


def imports(path: Path) -> set[str]:
    """Absolute names a module imports; ``from a import b`` counts as a and a.b."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: write imports in full, so that the direction can be read"
            found.add(node.module or "")
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def identity(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", list(modules()), ids=identity)
def test_imports_run_one_way(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    for name in imports(path):
        top = name.split(".")[0]
        assert top not in PACKAGES or top in ALLOWED[package], f"{package} must not import {name}"
        assert HOME_OF.get(top, package) == package, f"{top} belongs to {HOME_OF.get(top)} alone"


@pytest.mark.parametrize("path", list((ROOT / "indexer").rglob("*.py")), ids=identity)
def test_indexer_sees_only_the_record(path: Path) -> None:
    for name in imports(path):
        if name.split(".")[0] == "crawler" and name != "crawler":
            assert name.startswith(CRAWLER_ROOMS_OPEN_TO_INDEXER), f"{name} is not the indexer's business"


@pytest.mark.parametrize("path", list((ROOT / "crawler" / "extraction").rglob("*.py")), ids=identity)
def test_extraction_is_pure(path: Path) -> None:
    for name in imports(path):
        assert name not in PURE, f"extraction must not need {name}: no network, clock or disk"


def test_tables_of_this_test_name_real_packages() -> None:
    for package in PACKAGES:
        assert (ROOT / package / "__init__.py").exists()
    assert all(
        (ROOT / name.replace(".", "/")).with_suffix(".py").exists() or (ROOT / name.replace(".", "/")).is_dir()
        for name in CRAWLER_ROOMS_OPEN_TO_INDEXER
    )
