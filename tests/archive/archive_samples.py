"""Articles, moments and archives for the tests of this folder."""

from datetime import datetime, timedelta
from typing import Any

from crawler.items import VIETNAM, Article, Attachment, Topic
from crawler.text import fingerprint

T0 = datetime(2024, 7, 24, 9, 10, tzinfo=VIETNAM)
DAY = timedelta(days=1)


def article(number: int = 1, **changes: Any) -> Article:
    """An article of portal ``thon.example`` with every field filled; its body is unique to ``number``."""
    body = f"Tổ dân vận ấp {number} họp dân bàn việc làm đường.\n\nBà con góp {number} ngày công."
    fields: dict[str, Any] = {
        "url": f"https://thon.example/tin/lam-duong-{number}.html",
        "title": f"Ấp {number} làm đường",
        "body": body,
        "portal": "thon.example",
        "platform_id": str(number),
        "lead": "Việc làng bàn ở nhà văn hoá.",
        "published": T0 + timedelta(hours=number),
        "published_precision": "minute",
        "published_from": "visible",
        "author": "Lê Văn Mẫu",
        "author_unit": "Trung tâm Văn hoá huyện",
        "source": "Báo Mẫu",
        "dateline": "CTT-Mẫu",
        "category": "Nông thôn mới",
        "tags": ("dân vận", "làm đường"),
        "captions": ("Bà con đổ bê tông",),
        "attachments": (Attachment("Kế hoạch.pdf", "https://thon.example/ke-hoach.pdf"),),
        "topics": (Topic("dân vận khéo", 'tiêu đề có "dân vận"'),),
    } | changes
    return Article(**fields | {"fingerprint": fields.get("fingerprint") or fingerprint(fields["body"])})
