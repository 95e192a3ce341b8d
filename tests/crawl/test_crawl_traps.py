"""Traps cost a crawl at most half of what the articles need without them, and no article is lost or doubled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from crawler.items import Article
from crawler.sample import Faults, Samples
from crawler.sample.nukeviet import NukeVietSite
from crawler.sample.texts import articles
from crawler.sample.traps import TRAPS, Trapped

Archived = Callable[[], list[Article]]
WANTED = {str(a.number) for a in articles("nukeviet")}
NEEDED = {"nukeviet": 53, "generic": 79}
"""Requests that the same portal takes without a trap: robots.txt, home, sitemaps, lists, 37 articles; where the
system is not known, articles are also asked for under the sections above theirs, which redirect."""
UNKNOWN = ("language recursion", "language prefix twins", "session ids", "calendars", "pages out of range", "soft 404s",
           "double slashes", "case twins", "gzip bombs")  # fmt: skip
"""Traps that spell addresses, which a known system's own rules might hide."""
CASES = [*(("nukeviet", trap) for trap in TRAPS), *(("generic", trap) for trap in UNKNOWN)]
SETTINGS = {"DOWNLOAD_TIMEOUT": 0.5, "DOWNLOAD_MAXSIZE": 2_000_000}
COUNTED = {
    "language recursion": "after-html",
    "login and pop-up": "login",
    "print, save and mail twins": "twin",
    "click counters": "click",
}


def lay(samples: Samples, trap: str) -> None:
    server = samples.server("sample-nukeviet")
    server.start(Trapped(NukeVietSite(server.origin, Faults()), TRAPS[trap], server.host), Faults())


@pytest.mark.parametrize(("platform", "trap"), CASES)
def test_traps_are_bounded(samples: Samples, run, archived: Archived, trap: str, platform: str) -> None:
    lay(samples, trap)
    portal = replace(samples[0], platform=platform)
    report = run([portal], settings=SETTINGS)
    asked = samples.log(portal.id)
    found = Counter(a.url.rpartition("-")[2].removesuffix(".html") for a in archived())
    assert found == Counter(WANTED), report.summary()
    assert len(asked) <= 1.5 * NEEDED[platform], Counter(path.partition("?")[0] for path in asked).most_common(12)
    assert "danvan itself" not in report.portals[0].message
    if trap in COUNTED:
        assert report.portals[0].counts[f"trap/{COUNTED[trap]}"] > 0
    before = len(asked)
    again = run([portal], settings=SETTINGS)
    assert again.total("new") == again.total("changed") == 0
    assert len(samples.log(portal.id)) - before <= 1.5 * NEEDED[platform] - len(WANTED)
