"""Feeds and sitemaps are read, damaged and compressed ones too."""

from __future__ import annotations

import gzip
from datetime import datetime

import pytest

from crawler.fetching.feeds import read_feed, read_moment

URL = "https://xa.example/rss/"
RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><link>https://xa.example/</link>
<item><title>Hội nghị tháng 5 &#x2F; 2024</title><link>/news/hoi-nghi-12.html</link>
<pubDate>Tue, 7 May 2024 02:05:00 GMT</pubDate></item>
<item><title>Không có địa chỉ</title></item>
<item><guid>https://xa.example/news/mo-hinh-9.html</guid></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title><link rel="self" href="https://xa.example/self"/>
<link href="https://xa.example/a-1.html"/><updated>2024-05-07T09:00:00+07:00</updated></entry></feed>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><!-- x --><url><loc>https://xa.example/a-1.html</loc>
<lastmod>2024-05-07</lastmod></url><url><loc>https://xa.example/a-2.html</loc></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://xa.example/s-1.xml</loc></sitemap>
</sitemapindex>"""


@pytest.mark.parametrize(
    ("text", "kind", "urls"),
    [
        (RSS, "rss", ["https://xa.example/news/hoi-nghi-12.html", "https://xa.example/news/mo-hinh-9.html"]),
        (ATOM, "atom", ["https://xa.example/a-1.html"]),
        (SITEMAP, "sitemap", ["https://xa.example/a-1.html", "https://xa.example/a-2.html"]),
        (SITEMAP[:150], "sitemap", ["https://xa.example/a-1.html"]),
        ("\n\n" + SITEMAP, "sitemap", ["https://xa.example/a-1.html", "https://xa.example/a-2.html"]),
        ("<html><body>Không tìm thấy</body></html>", "none", []),
        ("", "none", []),
        ("không phải XML", "none", []),
    ],
)
def test_entries(text: str, kind: str, urls: list[str]) -> None:
    feed = read_feed(text.encode(), URL)
    assert feed.kind == kind
    assert [entry.url for entry in feed.entries] == urls


def test_a_title_and_time_come_with_an_entry() -> None:
    entry = read_feed(RSS.encode(), URL).entries[0]
    assert entry.title == "Hội nghị tháng 5 / 2024"
    assert entry.changed == datetime.fromisoformat("2024-05-07T02:05:00+00:00")


def test_an_index_names_sitemaps() -> None:
    assert read_feed(INDEX.encode(), URL).sitemaps == ("https://xa.example/s-1.xml",)


def test_a_compressed_sitemap_is_unpacked() -> None:
    packed = gzip.compress(SITEMAP.encode())
    assert len(read_feed(packed, URL).entries) == 2
    assert read_feed(packed[:20] + b"broken", URL).kind == "none"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024-05-07T09:00:00+07:00", "2024-05-07T09:00:00+07:00"),
        ("2024-05-07", "2024-05-07T00:00:00+07:00"),
        ("Tue, 7 May 2024 02:05:00 GMT", "2024-05-07T02:05:00+00:00"),
        ("hôm qua", None),
        ("2024-13-45", None),
        (None, None),
    ],
)
def test_moments(text: str | None, iso: str | None) -> None:
    assert read_moment(text) == (datetime.fromisoformat(iso) if iso else None)
