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


def page(number: int, body: str = "", day: str = "24/07/2024", key: str = "") -> bytes:
    """An article page as NukeViet 4.5 serves it, with our own words."""
    text = body or f"Ấp {number} họp dân, mỗi hộ góp {number} ngày công để làm xong đường trước mùa mưa."
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Ấp {number} làm đường</title>
<meta name="generator" content="NukeViet v4.5"><meta property="og:type" content="article">
<link rel="canonical" href="https://thon.example/tin-xa/lam-duong-{key or number}.html">
<script>var nv_base_siteurl="/",nv_module_name="news",nv_func_name="detail";</script></head>
<body><div class="news_column panel" itemtype="http://schema.org/NewsArticle" itemscope><div class="panel-body">
<h1 class="title margin-bottom-lg" itemprop="headline">Ấp {number} làm đường</h1>
<span class="h5">Thứ tư - {day} 09:10</span>
<div class="hometext m-bottom" itemprop="description">Chuyện làm đường ở ấp {number}.</div>
<div id="news-bodyhtml" class="bodytext margin-bottom-lg"><p>{text}</p><p>Tổ dân vận cùng làm.</p></div>
</div></div></body></html>""".encode()


LIST_PAGE = b"""<!DOCTYPE html><html><head><title>Tin</title><meta name="generator" content="NukeViet v4.5">
<script>var nv_module_name="news",nv_func_name="viewcat";</script></head><body><h1>Tin</h1></body></html>"""
