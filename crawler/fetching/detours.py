"""What a portal does to every address before it answers: a cookie that it wants to see, another scheme or host, a path
in front, a slash behind. Each such detour doubles the requests until it is known; then addresses are asked for as they
are answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

from scrapy.http import Response

IN_A_ROW = 3
"""Addresses led the same way one after another before the next is taken there at once."""
COOKIES_MAX = 12


@dataclass(frozen=True, slots=True)
class Way:
    """How one address became another: the site that was asked, the site that answered, what was put in front of the
    path, and the slash behind it."""

    asked: tuple[str, str]
    answered: tuple[str, str]
    front: str = ""
    behind: str = ""

    @classmethod
    def between(cls, asked: str, answered: str) -> Way | None:
        """The way between two addresses of one page; None when more than site and front of the path differ."""
        old, new = urlsplit(asked), urlsplit(answered)
        path = old.path or "/"
        behind = "/" if not path.endswith("/") and new.path.endswith("/") else ""
        if old.query != new.query or not new.path.endswith(path + behind):
            return None
        front = new.path[: len(new.path) - len(path + behind)]
        way = cls((old.scheme, old.netloc), (new.scheme, new.netloc), front, behind)
        return way if way.asked != way.answered or front or behind else None

    def applied(self, url: str) -> str:
        """Where this way leads an address; the address itself when it is not of the site, or there already."""
        parts = urlsplit(url)
        path = parts.path or "/"
        there = bool(self.front) and f"{path}/".startswith(f"{self.front}/")
        if (parts.scheme, parts.netloc) != self.asked or there:
            return url
        bare = self.behind and not path.endswith("/") and "." not in path.rpartition("/")[2]
        path = self.front + path + (self.behind if bare else "")
        return urlunsplit((*self.answered, path, parts.query, parts.fragment))


@dataclass(slots=True)
class Detours:
    """The detours of one portal in one run."""

    cookies: dict[str, str] = field(default_factory=dict)
    """Sent with every request: only those without which the portal leads in a circle."""
    _way: Way | None = None
    _times: int = 0

    def straight(self, url: str) -> str:
        """The address that will answer for ``url``."""
        return self._way.applied(url) if self._way is not None and self._times >= IN_A_ROW else url

    def led(self, asked: str, answered: str) -> None:
        """Hear that a page was asked for at one address and came from another, or from the same."""
        way = Way.between(asked, answered)
        if way is not None and way == self._way:
            self._times += 1
        elif way is not None or self._times < IN_A_ROW:
            self._way, self._times = way, int(way is not None)

    def forget(self) -> None:
        """The known way led to nothing."""
        self._way, self._times = None, 0

    def accept(self, offered: dict[str, str]) -> bool:
        """Send these cookies from now on; False when that changes nothing."""
        fresh = {name: value for name, value in offered.items() if self.cookies.get(name) != value}
        if not fresh or len(self.cookies | fresh) > COOKIES_MAX:
            return False
        self.cookies |= fresh
        return True

    def header(self) -> dict[str, str]:
        """The cookies as a request's header."""
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if self.cookies else {}


def cookies_of(response: Response) -> dict[str, str]:
    """Names and values of the cookies that an answer sets; those that it deletes are left out."""
    lines: Iterable[bytes] = response.headers.getlist("Set-Cookie")
    found: dict[str, str] = {}
    for line in lines:
        name, _, value = line.decode("latin-1").partition(";")[0].partition("=")
        if name.strip() and value.strip():
            found[name.strip()] = value.strip()
    return found
