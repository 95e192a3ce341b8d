"""Entries of the registry as text, and a registry file that gets one more."""

from __future__ import annotations

import json
from pathlib import Path

from crawler.errors import DanvanError
from crawler.portals import Portal, load_registry

_KEYS = ("id", "name", "level", "place", "platform", "hosts", "home", "lists", "feeds", "delay", "state", "moved_to",
         "since", "until", "tls", "evidence", "note")  # fmt: skip
_USUAL = {"state": "active", "tls": "verify"}


def as_toml(portal: Portal) -> str:
    """The entry as it stands in a registry file, without the keys that say the usual."""
    lines = ["[[portal]]"]
    for key in _KEYS:
        value = getattr(portal, key)
        if value in (None, (), "") or _USUAL.get(key) == value:
            continue
        lines.append(f"{key} = {_value(value)}")
    return "\n".join(lines) + "\n"


def _value(value: object) -> str:
    """A value in TOML; JSON's strings and lists are TOML's too."""
    if isinstance(value, str | tuple):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return str(value)


def append_entry(portal: Portal, file: Path) -> bool:
    """Add the entry at the end of a registry file; returns whether the file is new.

    Raises `DanvanError` when the file cannot be written, is no registry, or knows the portal's id or host already. The
    file is replaced as a whole, so that it is never left half-written.
    """
    new = not file.exists()
    if not new:
        registry = load_registry(file)
        known = registry.by_host(portal.home) or registry.get(portal.id)
        if known is not None:
            raise DanvanError(f"{file} knows {portal.home} already, as {known.id}. Change that entry instead.")
    try:
        text = "" if new else file.read_text("utf-8").rstrip() + "\n\n"
        beside = file.with_name(file.name + ".new")
        beside.write_text(text + as_toml(portal), "utf-8")
        try:
            load_registry(beside)
        except DanvanError:
            beside.unlink()
            raise
        beside.replace(file)
    except OSError as error:
        raise DanvanError(f"{file} cannot be written ({error.strerror}). Name a file you may write.") from error
    return new
