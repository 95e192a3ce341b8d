"""What the page of a portal tells: what the registry says of it, and how collecting it went."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from crawler import grading
from crawler.archive.record import PortalRecord
from crawler.archive.runs import Run
from crawler.errors import DanvanError
from crawler.portals import Portal, load_registry
from indexer.wording import mark
from search_ui.coverage import Coverage

_log = logging.getLogger(__name__)

FIELDS = {
    "title": mark("tiêu đề"),
    "body": mark("thân bài"),
    "published": mark("ngày đăng"),
    "author": mark("tác giả"),
    "lead": mark("mở đầu"),
    "category": mark("chuyên mục"),
}
OUTCOMES = {
    "article": mark("thành bài"),
    "pending": mark("đang chờ"),
    "off_topic": mark("không thuộc đề tài"),
    "not_an_article": mark("không phải bài"),
    "gone": mark("đã gỡ"),
    "redirected_away": mark("chuyển sang nơi khác"),
    "failed": mark("hỏng"),
}
"""What became of an address, as `crawler.archive.frontier` names it."""
GRADES = {
    "ok": mark("tốt"),
    "slow": mark("chậm"),
    "failing": mark("lỗi"),
    "blocked": mark("bị chặn"),
    "closed": mark("đã đóng"),
}
REGISTRY_STATES = {
    "active": mark("đang thu thập"),
    "candidate": mark("ứng viên, chưa xác minh địa chỉ"),
    "closed": mark("đã đóng"),
    "moved": mark("đã chuyển đi"),
    "unregistered": mark("không có trong danh mục"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A portal of the registry, of the archive, or of both."""

    id: str
    name: str
    level: str | None
    place: str | None
    platform: str | None
    coverage: Coverage | None
    """None when nothing was ever collected from it."""


@dataclass(frozen=True, slots=True)
class FieldSign:
    """How often a field was found on recently read pages, and how far the ways to find it have moved; None: unknown."""

    name: str
    share: float | None
    drift: float | None


def registry() -> dict[str, Portal]:
    """The registry's portals by id; empty, with a line in the log, when the file cannot be read."""
    path = os.environ.get("DANVAN_PORTALS")
    try:
        return _read(path, Path(path).stat().st_mtime_ns if path else 0)
    except (DanvanError, OSError) as error:
        _log.warning("portal pages go without the registry: %s", error)
        return {}


@lru_cache(maxsize=4)
def _read(path: str | None, _changed: int) -> dict[str, Portal]:
    """Read anew when the file has changed."""
    return {portal.id: portal for portal in load_registry(Path(path) if path else None)}


def states() -> dict[str, str]:
    """What the registry says now about each portal's state."""
    return {portal.id: portal.state for portal in registry().values()}


def listed(coverages: list[Coverage]) -> list[Listed]:
    """Every portal there is, those of the archive in the order given, then those never collected."""
    known = [
        Listed(c.portal.id, c.portal.name, c.portal.level, c.portal.place, c.portal.platform, c) for c in coverages
    ]
    ids = {c.portal.id for c in coverages}
    waiting = (portal for portal in registry().values() if portal.id not in ids)
    return [*known, *(Listed(p.id, p.name, p.level, p.place, p.platform, None) for p in waiting)]


def record_of(portal: Portal) -> PortalRecord:
    """A registry entry as the archive would keep it."""
    return PortalRecord.of(portal)


def signs(item: Coverage) -> list[FieldSign]:
    """Share found and drift of each field, those that an article needs first."""
    names = dict.fromkeys((*grading.NEEDED, *item.fields, *item.drift))
    found = [FieldSign(name, item.fields.get(name), item.drift.get(name)) for name in names]
    return [sign for sign in found if sign.share is not None or sign.drift is not None]


def answers(item: Coverage) -> Iterator[tuple[str, int, float]]:
    """HTTP status, how many answers had it, and its share; the most frequent first."""
    total = sum(item.answers.values())
    for status, count in sorted(item.answers.items(), key=lambda pair: (-pair[1], pair[0])):
        yield status, count, count / total


def minutes(run: Run) -> float | None:
    """How long a run took; None while it runs and when it was killed."""
    return (run.finished - run.started).total_seconds() / 60 if run.finished else None
