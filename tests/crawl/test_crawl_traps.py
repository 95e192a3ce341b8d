"""Traps cost a crawl at most half of what the articles need without them, and no article is lost or doubled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from crawler.items import Article
from crawler.sample.texts import articles
from crawler.sample.trapped import serve_trapped
from crawler.sample.traps import SENSELESS, TRAPS

Archived = Callable[[], list[Article]]
WANTED = {str(a.number) for a in articles("nukeviet")}
TITLES = {a.title for a in articles("nukeviet")}
NEEDED = {"nukeviet": 53, "generic": 76}
"""Requests that the same portal takes without a trap: robots.txt, home, sitemaps, lists, 37 articles; where the
system is not known, articles are also asked for under the sections above theirs, which redirect."""
SETTINGS = {"DOWNLOAD_MAXSIZE": 2_000_000}
IMPATIENT = {"slow answers": {"DOWNLOAD_TIMEOUT": 0.5}}
COUNTED = {
    "language recursion": "after-html",
    "login and pop-up": "login",
    "print, save and mail twins": "twin",
    "click counters": "click",
}


CASES = [(trap, platform) for trap in TRAPS for platform in NEEDED if (trap, platform) not in SENSELESS]


@pytest.mark.parametrize(("trap", "platform"), CASES)
def test_traps_are_bounded(run, archived: Archived, trap: str, platform: str) -> None:
    settings = SETTINGS | IMPATIENT.get(trap, {})
    with serve_trapped(trap, platform) as (portal, log):
        report = run([portal], settings=settings)
        asked = log.paths()
        again = run([portal], settings=settings)
        asked_again = log.paths()[len(asked) :]
    found = Counter(a.url.partition("?")[0].rpartition("-")[2].removesuffix(".html") for a in archived())
    assert found == Counter(WANTED), report.summary()
    assert {title.casefold() for title in TITLES} == {a.title.casefold() for a in archived()}
    most = 1.5 * NEEDED[platform]
    assert len(asked) <= most, Counter(path.partition("?")[0] for path in asked).most_common(12)
    assert "danvan itself" not in report.portals[0].message
    if trap in COUNTED:
        assert report.portals[0].counts[f"trap/{COUNTED[trap]}"] > 0
    assert again.total("new") == again.total("changed") == 0
    assert len(asked_again) <= most - len(WANTED), Counter(asked_again).most_common(12)
