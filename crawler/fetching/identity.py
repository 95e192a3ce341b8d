"""When two addresses are one page: the system's number, else the path, whatever host, scheme or language is before."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.extraction.platforms.base import Platform
from crawler.extraction.urls import address_key
from crawler.fetching.noise import Noise
from crawler.portals import Portal, bare_host

_LANGUAGE = re.compile(r"^(?:vi|en|fr|zh|ko|ja|ru|lo|km|th|de|es|it|pt|nl|pl|cs|uk|fa|ar|in|vn)(?:[-_][a-z]{2})?/(?=.)")
"""The languages that portals put before a path; Liferay answers under every one that it was installed with."""


def identity(platform: Platform, url: str) -> str:
    """The key under which the frontier knows an article address."""
    return platform.article_id(url) or address_key(url)


@dataclass(frozen=True, slots=True)
class Twins:
    """Tells what the addresses of one portal have in common."""

    platform: Platform
    hosts: frozenset[str]
    noise: Noise

    @classmethod
    def of(cls, portal: Portal, platform: Platform, noise: Noise) -> Twins:
        """For this portal: all its hosts are one."""
        urls = (portal.home, *(f"http://{host}" for host in portal.hosts))
        return cls(platform, frozenset(bare_host(url).partition(":")[0] for url in urls), noise)

    def of_key(self, key: str) -> str:
        """What all twins of a frontier key share."""
        host, slash, path = key.partition("/")
        return self.noise.strip(_LANGUAGE.sub("", path)) if slash and host in self.hosts else key

    def of_url(self, url: str) -> str:
        """What all twins of an address share; articles by the system's number."""
        return self.of_key(identity(self.platform, url))

    def of_list(self, url: str) -> str:
        """What all twins of a list's or feed's address share."""
        return self.of_key(address_key(url))
