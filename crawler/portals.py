"""The registry of portals: which sites are collected, how, and why. Portals are data; see ``portals.toml``."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

from crawler.errors import DanvanError
from crawler.fetching.window import Window
from crawler.items import Level

State = Literal["active", "candidate", "closed", "moved"]
"""Only active portals are crawled unless named; a candidate is one whose address nobody has verified yet."""
Tls = Literal["verify", "unverified"]

_USUAL_PORTS = {"http": ":80", "https": ":443"}
_ID = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Portal:
    """One portal as the registry describes it."""

    id: str
    name: str
    level: Level
    home: str
    hosts: tuple[str, ...]
    """Every host name it answers to, with ``:port`` where it is not the default; the first is the canonical one."""
    place: str | None = None
    """Official code of the administrative unit the portal speaks for, with ``@old`` or ``@new`` where the code has
    belonged to two units; None when it is not known for certain."""
    platform: str | None = None
    """Content system, a name in `crawler.extraction.platforms`; None means: detect it."""
    lists: tuple[str, ...] = ()
    """Addresses of article lists, newest first; empty means: find them from ``home``."""
    feeds: tuple[str, ...] = ()
    """Addresses of RSS feeds and sitemaps; empty means: find them from ``home``."""
    delay: float | None = None
    """Seconds between two requests; None means the polite default of `crawler.settings`."""
    window: str | None = None
    """Hours in which it may be asked, ``HH:MM-HH:MM`` of Vietnam's time; None means: as `crawler.settings` says."""
    state: State = "active"
    moved_to: str | None = None
    """Id of the portal that took over, when ``state`` is ``moved``."""
    since: date | None = None
    """First day on which its hosts were this portal's; None: not known, or always."""
    until: date | None = None
    """Last such day; None: to this day. Two portals may share a host when their days do not overlap."""
    tls: Tls = "verify"
    """``unverified`` only for a portal whose certificate chain is known to be broken."""
    evidence: str | None = None
    """How it is known that this portal exists and runs this platform: "seen: …", or "guess: …" where it is inferred."""
    note: str | None = None

    def held(self, day: date) -> bool:
        """Whether its hosts were this portal's on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def knows(self, url: str) -> bool:
        """Whether ``url`` is an article's by the address forms of its platform; False where no platform is given."""
        from crawler.extraction.platforms import PLATFORMS

        platform = PLATFORMS.get(self.platform or "")
        return platform is not None and platform.article_id(url) is not None


@dataclass(frozen=True, slots=True)
class Registry:
    """Portals in the order of the file, found by id or host."""

    portals: tuple[Portal, ...]

    def __iter__(self) -> Iterator[Portal]:
        return iter(self.portals)

    def __len__(self) -> int:
        return len(self.portals)

    def get(self, portal_id: str) -> Portal | None:
        """The portal with this id, or None."""
        return next((p for p in self.portals if p.id == portal_id), None)

    def named(self, name: str) -> Portal:
        """The portal of this id, or the one that serves this address; raises `DanvanError` when there is none."""
        entry = self.get(name) or self.by_host(name if "://" in name else f"https://{name}")
        if entry is None:
            raise DanvanError(f"No portal is called {name}. `danvan portals list` shows the ids that it knows.")
        return entry

    def by_host(self, url: str, on: date | None = None) -> Portal | None:
        """The portal one of whose hosts serves ``url``, with or without ``www.``; None when none does.

        Of portals that had the host one after the other it is the one whose platform has such article addresses, else
        the one that had it on the day ``on`` (of the article), else the one that has it now.
        """
        host = bare_host(url)
        found = [p for p in self.portals if host and host in {h.removeprefix("www.") for h in p.hosts}]
        if len(found) < 2:
            return found[0] if found else None
        knowing = [p for p in found if p.knows(url)]
        if len(knowing) == 1:
            return knowing[0]
        held = [p for p in knowing or found if on is not None and p.held(on)]
        now = [p for p in knowing or found if p.until is None and p.state in ("active", "candidate")]
        return next(iter((*held, *now, *(knowing or found))))

    def active(self) -> tuple[Portal, ...]:
        """Portals that are to be crawled."""
        return tuple(p for p in self.portals if p.state == "active")

    def select(self, ids: tuple[str, ...]) -> tuple[Portal, ...]:
        """The portals named by ``ids``, or the active ones when it is empty; raises `DanvanError` on an unknown id."""
        if not ids:
            return self.active()
        unknown = [i for i in ids if self.get(i) is None]
        if unknown:
            raise DanvanError(
                f"No portal is called {', '.join(unknown)}. `danvan portals list` shows the ids that it knows."
            )
        return tuple(p for p in self.portals if p.id in ids)


def bare_host(url: str) -> str:
    """Host of an http or https address without ``www.`` and the usual port; empty for other addresses."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in _USUAL_PORTS:
        return ""
    return parts.netloc.lower().removesuffix(_USUAL_PORTS[parts.scheme]).removeprefix("www.")


def load_registry(path: Path | None = None) -> Registry:
    """The registry in ``path``, else in the file ``DANVAN_PORTALS`` names, else the built-in one.

    Raises `DanvanError` with file, entry and key when something in it is not as docs/portals.md says.
    """
    chosen = path or (Path(os.environ["DANVAN_PORTALS"]) if os.environ.get("DANVAN_PORTALS") else None)
    source = str(chosen) if chosen else "crawler/portals.toml"
    try:
        text = (chosen or resources.files("crawler").joinpath("portals.toml")).read_text("utf-8")
        table = tomllib.loads(text)
    except OSError as error:
        raise DanvanError(f"The registry {source} cannot be read ({error.strerror}). Check DANVAN_PORTALS.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DanvanError(f"The registry {source} is not valid TOML: {error}. Mend that line.") from error
    entries = table.get("portal", [])
    if not isinstance(entries, list) or table.keys() - {"portal"}:
        raise DanvanError(f"The registry {source} must hold [[portal]] tables; see docs/portals.md.")
    portals = tuple(_portal(entry, f"{source}, entry {n}") for n, entry in enumerate(entries, 1))
    _refuse_doubles(portals, source)
    return Registry(portals)


def _portal(entry: Mapping[str, Any], where: str) -> Portal:
    """One entry, checked key by key."""
    where = f"{where} ({entry.get('id', 'no id')})"
    known = {f.name: f for f in fields(Portal)}
    for name in entry:
        if name not in known:
            raise DanvanError(f"{where}: unknown key {name!r}. Known keys: {', '.join(known)}.")
    for name in ("id", "name", "level", "home", "hosts"):
        if not entry.get(name):
            raise DanvanError(f"{where}: {name!r} is missing; see docs/portals.md.")
    values: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in entry.items()}
    for name in ("hosts", "lists", "feeds"):
        if not isinstance(values.get(name, ()), tuple) or not all(isinstance(v, str) for v in values.get(name, ())):
            raise DanvanError(f"{where}: {name!r} must be a list of strings.")
    for name in ("id", "name", "home", "place", "platform", "moved_to", "evidence", "note"):
        if not isinstance(values.get(name, ""), str):
            raise DanvanError(f"{where}: {name!r} must be a string in quotes.")
    if not _ID.fullmatch(values["id"]):
        raise DanvanError(f"{where}: an id is lower-case letters, digits, dots and hyphens.")
    for name, allowed in (("level", get_args(Level)), ("state", get_args(State)), ("tls", get_args(Tls))):
        if name in values and values[name] not in allowed:
            raise DanvanError(f"{where}: {name!r} must be one of {', '.join(allowed)}, not {values[name]!r}.")
    delay = values.get("delay")
    if delay is not None and (isinstance(delay, bool) or not isinstance(delay, int | float) or delay < 0):
        raise DanvanError(f"{where}: 'delay' must be a number of seconds, 0 or more.")
    window = values.get("window")
    if window is not None and not (isinstance(window, str) and Window.read(window)):
        raise DanvanError(f"{where}: 'window' must be hours such as \"22:00-05:00\", not {window!r}.")
    for url in (values["home"], *values.get("lists", ()), *values.get("feeds", ())):
        if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).netloc:
            raise DanvanError(f"{where}: {url!r} is not an http or https address.")
    _check_days(values, where)
    values["hosts"] = tuple(h.lower() for h in values["hosts"])
    return Portal(**values)


def _check_days(values: Mapping[str, Any], where: str) -> None:
    for name in ("since", "until"):
        if name in values and type(values[name]) is not date:
            raise DanvanError(f"{where}: {name!r} must be a day such as 2025-07-01, without quotes.")
    if "since" in values and "until" in values and values["until"] < values["since"]:
        raise DanvanError(f"{where}: 'until' is before 'since'. Exchange them.")


def _refuse_doubles(portals: tuple[Portal, ...], source: str) -> None:
    seen: dict[str, str] = {}
    for portal in portals:
        if portal.id in seen:
            raise DanvanError(f"{source}: two portals are called {portal.id!r}. Give one of them another id.")
        seen[portal.id] = portal.id
    for portal in portals:
        if portal.state == "moved" and portal.moved_to not in seen:
            raise DanvanError(f"{source} ({portal.id}): 'moved_to' must name a portal of this file.")
