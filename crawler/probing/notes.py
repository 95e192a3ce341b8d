"""What a check writes down as it goes."""

from __future__ import annotations

from dataclasses import dataclass, field

from crawler.extraction import platform_of
from crawler.extraction.page import Page
from crawler.fetching.answers import Answer, Fetcher
from crawler.portals import Portal
from crawler.probing.steps import Seen, Step, Verdict


class Ended(Exception):
    """A step failed on which all further ones depend."""


@dataclass(slots=True)
class Notes:
    """Steps and pages of one check, and the way to the portal."""

    portal: Portal
    fetcher: Fetcher
    steps: list[Step] = field(default_factory=list)
    pages: list[Seen] = field(default_factory=list)
    stage: str = "home"
    """The step under way, for errors that end the check."""

    def say(self, name: str, verdict: Verdict, found: str, mend: str = "") -> None:
        """Write a step down."""
        self.steps.append(Step(name, verdict, found, mend))

    def fail(self, name: str, found: str, mend: str) -> Ended:
        """Write a wrong step down; the error to raise when nothing more can be looked at."""
        self.say(name, "wrong", found, mend)
        return Ended(found)

    def keep(self, answer: Answer, page: Page, kind: str | None = None) -> None:
        """Remember a page, as a golden case perhaps."""
        platform = platform_of(page, self.portal.platform)
        self.pages.append(Seen(kind or platform.page_kind(page), platform.name, answer))
