"""A small archive with everything a page can meet: all portal states, versions, reprints, hostile text. Own words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from crawler.archive.datadir import DataDir
from crawler.archive.record import Fetch, PortalRecord
from crawler.archive.reprints import update_reprints
from crawler.archive.snapshots import SnapshotWriter
from crawler.archive.store import Archive
from crawler.items import VIETNAM, Article, Attachment, Topic
from crawler.text import fingerprint
from indexer.build import update_index

NOW = datetime(2026, 3, 15, 9, 0, tzinfo=VIETNAM)
SEEN = datetime(2026, 3, 14, 2, 0, tzinfo=VIETNAM)

PORTALS = tuple(
    PortalRecord(
        f"{host}.example", f"Cổng thông tin {name}", level, place, "nukeviet", f"https://{host}.example/", state
    )
    for host, name, level, place, state in (
        ("phuxuyen", "huyện Phú Xuyên", "huyen", "280", "active"),
        ("tuyenquang", "tỉnh Tuyên Quang", "tinh", "08", "active"),
        ("hagiang", "tỉnh Hà Giang", "tinh", "02", "closed"),
        ("khoa", "xã Bị Khóa", "xa", None, "active"),
        ("moi", "xã Mới", "xa", None, "active"),
        ("rong", "xã Rỗng", "xa", None, "active"),
    )
)
GRADES = {"phuxuyen": "ok", "tuyenquang": "failing", "khoa": "blocked", "rong": "ok"}
"""How the last run of a portal ended; the run before it went well."""

SUBJECTS = (
    "hòa giải ở cơ sở",
    "xây dựng nông thôn mới",
    "chăm lo hộ nghèo",
    "đối thoại với nhân dân",
    "vệ sinh đường làng",
)

HOSTILE_TITLE = '<script>alert("độc")</script> Dân vận khéo \u202egnôhk & "ngoặc"'
HOSTILE_BODY = (
    "Bài thử <b>thẻ đậm</b> và <script>document.title='hỏng'</script> giữa câu dân vận khéo.\n\n"
    "<img src=x onerror=alert(1)> {{ 7*7 }} {% raw %} \u2066đảo\u2069 \x07chuông."
)


def _article(number: int) -> Article:
    portal = PORTALS[number % 3]
    subject = SUBJECTS[number % len(SUBJECTS)]
    return Article(
        url=f"https://{portal.id}/tin/bai-{number}.html",
        title=f"Tổ dân vận thôn {number} {subject}",
        lead=f"Sáng nay, thôn {number} họp bàn về {subject}.",
        body=(
            f"Các thành viên tổ dân vận đến từng nhà nói chuyện về {subject}. Bà con góp {number + 3} ngày công.\n\n"
            f"Mô hình dân vận khéo của thôn {number} được khen. Mọi người mong việc làm ấy lan sang thôn khác."
        ),
        portal=portal.id,
        platform_id=str(number),
        published=datetime(2023, 1, 10, 8, 30, tzinfo=VIETNAM) + timedelta(days=number * 23),
        published_precision="minute" if number % 4 else "day",
        published_from="visible" if number % 2 else "meta",
        author="Trần Thị Mẫu",
        category="Dân vận",
        topics=(Topic("Dân vận khéo", "thân bài có “dân vận khéo”"),) if number % 2 else (),
    )


def hostile() -> Article:
    return Article(
        url="https://phuxuyen.example/tin/doc.html",
        title=HOSTILE_TITLE,
        body=HOSTILE_BODY,
        portal="phuxuyen.example",
        published=datetime(2025, 5, 5, tzinfo=VIETNAM),
        published_precision="day",
        attachments=(
            Attachment("tệp xấu", "javascript:alert(2)"),
            Attachment("tệp tốt", "https://phuxuyen.example/a.pdf"),
        ),
        captions=('<i onmouseover="alert(3)">ảnh</i>',),
        tags=("</title><script>alert(4)</script>",),
    )


def rich() -> Article:
    return Article(
        url="https://phuxuyen.example/tin/day-du.html",
        title="Hội thi dân vận khéo toàn huyện",
        lead="Hội thi diễn ra trong hai ngày.",
        body="Có 88 mô hình dự thi.\n\nChỉ tiêu | Kế hoạch | Đạt\nMô hình | 80 | 88\nQuỹ | 5 triệu\n\n"
        "Hội thi khép lại.",
        portal="phuxuyen.example",
        platform_id="1000",
        published=datetime(2025, 9, 9, 14, 5, tzinfo=VIETNAM),
        published_precision="minute",
        published_from="feed",
        author="Lê Văn Thử",
        author_unit="Trung tâm Văn hóa huyện",
        source="Bản tin huyện",
        dateline="TTVH",
        category="Phong trào",
        tags=("dân vận", "hội thi"),
        captions=("Quang cảnh hội thi",),
        topics=(Topic("Dân vận khéo", "tiêu đề có “dân vận khéo”"),),
    )


def reprint() -> Article:
    return replace(
        rich(), portal="tuyenquang.example", url="https://tuyenquang.example/dang-lai.html", platform_id="2000"
    )


def dump() -> Article:
    return Article(
        url="urn:danvan:text:00112233445566aa",
        title="Văn bản nhập từ tệp",
        body="Một đoạn ghi chép cũ về tổ dân vận, không rõ ngày tháng.",
        portal="import",
    )


STORED_PAGE = """<!doctype html><title>Hội thi</title><link rel="stylesheet" href="https://elsewhere.example/a.css">
<script>document.title = 'hỏng'</script><p onclick="alert(5)">Hội thi <b>dân vận khéo</b> toàn huyện.</p>
<img src="https://elsewhere.example/a.png"><form action="https://elsewhere.example/"><input name="a"></form>"""
"""The page of the rich article as its portal sent it."""

Change = Callable[[Article], Article]


def fill(data: DataDir, change: Change = lambda article: article) -> None:
    """Write the archive, every article as ``change`` makes it."""
    data.create()
    with Archive.open(data.archive) as archive, SnapshotWriter(data.snapshots) as pages:
        for portal in PORTALS:
            archive.put_portal(portal)
        articles = [*(_article(n) for n in range(48)), hostile(), reprint(), dump()]
        for article in map(change, articles):
            archive.put(replace(article, fingerprint=fingerprint(article.body)), seen_at=SEEN)
        html = {"Content-Type": "text/html; charset=utf-8"}
        kept = pages.write(rich().url, 200, tuple(html.items()), STORED_PAGE.encode(), SEEN, portal=rich().portal)
        edited = replace(rich(), body=rich().body.replace("Có 88", "Có 90"), author="Lê Thị Thử")
        archive.put(change(rich()), seen_at=SEEN - timedelta(days=3))
        archive.put(change(edited), seen_at=SEEN)
        fetch = Fetch(rich().url, SEEN, 200, snapshot=kept)
        archive.put(change(rich()), seen_at=SEEN + timedelta(hours=1), fetch=fetch)
        archive.mark_gone(_article(3).id, SEEN)
        for host, grade in GRADES.items():
            portal = f"{host}.example"
            first = archive.start_run(portal, SEEN - timedelta(days=1))
            archive.finish_run(first, SEEN - timedelta(hours=23), {"new": 1}, "ok")
            run = archive.start_run(portal, SEEN)
            archive.finish_run(run, SEEN + timedelta(hours=1), {"new": 3}, grade)
        update_reprints(archive)


def build(root: Path, change: Change = lambda article: article) -> DataDir:
    """The archive with its index."""
    data = DataDir(root)
    fill(data, change)
    update_index(data, processes=1, words=False)
    return data
