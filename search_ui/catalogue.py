"""The English of the pages: collects every message from the code into ``messages.po`` and compiles it.

Run by ``make translations`` after a text has changed; then translate what ``messages.po`` has empty, and run it again.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
PO = Path(__file__).parent / "translations" / "en" / "LC_MESSAGES" / "messages.po"
MO = PO.with_suffix(".mo")
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    **dict.fromkeys(("_", "gettext", "text", "say", "mark")),
    **dict.fromkeys(("counted", "say_count"), (1, 1)),
    "ngettext": (1, 2),
}
"""Functions whose first argument is a message; of those with a number both forms are written alike in Vietnamese."""
PACKAGES = ("indexer", "search_ui")
_TEMPLATES = {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}


def _toml(file: IO[bytes], *_: Any, options: Any = None) -> Iterator[tuple[int, str, str, list[str]]]:
    """What the data says to people: meanings of operators, names of topics."""
    for entries in tomllib.loads(file.read().decode("utf-8")).values():
        for entry in entries if isinstance(entries, list) else ():
            yield 1, "mark", entry["meaning" if "meaning" in entry else "name"], []


_DATA = (("indexer/query/data", "operators.toml"), ("crawler", "topics.toml"))
_METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2"), ("**/templates/**.xml", "jinja2")]


def collected() -> Catalog:
    """Every message in the code, with the file where it stands."""
    catalog = Catalog(locale="en", project="danvan", charset="utf-8")
    sources = [(name, _METHODS) for name in PACKAGES] + [(name, [(file, _toml)]) for name, file in _DATA]
    for directory, methods in sources:
        options = {pattern: _TEMPLATES for pattern, method in methods if method == "jinja2"}
        found = extract_from_dir(ROOT / directory, methods, options, KEYWORDS)  # type: ignore[arg-type]  # callables too
        for file, _line, message, comments, context in found:
            catalog.add(message, None, [(f"{directory}/{file}", 0)], auto_comments=comments, context=context)
    return catalog


def stored() -> Catalog:
    """``messages.po`` as it is."""
    return stored_in(PO.read_text("utf-8"))


def stored_in(texts: str) -> Catalog:
    """The catalogue written as ``texts``."""
    return read_po(StringIO(texts), locale="en")


def untranslated(catalog: Catalog) -> list[Message]:
    """Messages without an English text, or with one that has not been checked."""
    return [m for m in catalog if m.id and (m.fuzzy or not _texts(m) or not all(_texts(m)))]


def _texts(message: Message) -> tuple[str, ...]:
    if isinstance(message.string, str):
        return (message.string,)
    return tuple(message.string or ())


def compiled(catalog: Catalog) -> bytes:
    """The bytes of ``messages.mo``."""
    file = BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def updated(catalog: Catalog) -> bytes:
    """``catalog`` with today's messages, those that are gone left out, as the bytes of a ``.po`` file."""
    written = catalog.creation_date
    catalog.update(collected(), no_fuzzy_matching=True)
    catalog.creation_date = written  # the same texts give the same file
    catalog.obsolete.clear()
    file = BytesIO()
    write_po(file, catalog, width=110, include_lineno=False, sort_output=True, ignore_obsolete=True)
    return file.getvalue()


def main() -> int:
    """Bring both files up to date; 1 when something is left to translate."""
    catalog = stored()
    PO.write_bytes(updated(catalog))
    MO.write_bytes(compiled(stored()))
    missing = untranslated(stored())
    for message in missing:
        print(f"{message.locations[0][0] if message.locations else '?'}: {message.id}", file=sys.stderr)
    print(f"{len(catalog)} messages, {len(missing)} to translate in {PO.relative_to(ROOT)}.")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
