"""The registry of portals: which sites are collected, how, and why. Portals are data; see ``portals.toml``."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from importlib import resources
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

from crawler.errors import DanvanError
from crawler.items import Level

State = Literal["active", "candidate", "closed", "moved"]
"""Only active portals are crawled unless named; a candidate is one whose address nobody has verified yet."""
Tls = Literal["verify", "unverified"]

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
    """Official code of the administrative unit the portal speaks for; None when it is not known for certain."""
    platform: str | None = None
    """Content system, a name in `crawler.extraction.platforms`; None means: detect it."""
    lists: tuple[str, ...] = ()
    """Addresses of article lists, newest first; empty means: find them from ``home``."""
    feeds: tuple[str, ...] = ()
    """Addresses of RSS feeds and sitemaps; empty means: find them from ``home``."""
    delay: float | None = None
    """Seconds between two requests; None means the polite default of `crawler.settings`."""
    state: State = "active"
    moved_to: str | None = None
    """Id of the portal that took over, when ``state`` is ``moved``."""
    tls: Tls = "verify"
    """``unverified`` only for a portal whose certificate chain is known to be broken."""
    evidence: str | None = None
    """Where it was seen that this portal exists and runs this platform; "guess" where it was only inferred."""
    note: str | None = None


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

    def by_host(self, url: str) -> Portal | None:
        """The portal one of whose hosts serves ``url``, or None."""
        host = urlsplit(url).netloc.lower()
        return next((p for p in self.portals if host in p.hosts), None)

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


def load_registry(path: Path | None = None) -> Registry:
    """The registry in ``path``, else in the file ``DANVAN_PORTALS`` names, else the built-in one.

    Raises `DanvanError` with file, entry and key when something in it is not as docs/portals.md says.
    """
    chosen = path or (Path(os.environ["DANVAN_PORTALS"]) if os.environ.get("DANVAN_PORTALS") else None)
    source = str(chosen) if chosen else "crawler/portals.toml"
    try:
        text = (chosen or resources.files("crawler").joinpath("portals.toml")).read_text("utf-8")
        entries = tomllib.loads(text).get("portal", [])
    except OSError as error:
        raise DanvanError(f"The registry {source} cannot be read ({error.strerror}). Check DANVAN_PORTALS.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DanvanError(f"The registry {source} is not valid TOML: {error}. Mend that line.") from error
    if not isinstance(entries, list):
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
    for url in (values["home"], *values.get("lists", ()), *values.get("feeds", ())):
        if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).netloc:
            raise DanvanError(f"{where}: {url!r} is not an http or https address.")
    values["hosts"] = tuple(h.lower() for h in values["hosts"])
    return Portal(**values)


def _refuse_doubles(portals: tuple[Portal, ...], source: str) -> None:
    seen: dict[str, str] = {}
    for portal in portals:
        if portal.id in seen:
            raise DanvanError(f"{source}: two portals are called {portal.id!r}. Give one of them another id.")
        seen[portal.id] = portal.id
    for portal in portals:
        if portal.state == "moved" and portal.moved_to not in seen:
            raise DanvanError(f"{source} ({portal.id}): 'moved_to' must name a portal of this file.")
