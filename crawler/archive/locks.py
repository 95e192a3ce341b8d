"""One at a time: the locks that keep two crawls, two index builds or two updates from working on the same data."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from crawler.errors import DanvanError
from crawler.items import VIETNAM


@contextmanager
def exclusive(lock_path: Path, what: str) -> Iterator[None]:
    """Hold the lock for the block; ``what`` says what is being done, such as "crawl".

    The system frees the lock when the process ends, however it ends, so that a file left behind never blocks anyone.
    Raises `DanvanError` at once when another process holds it, or when the file cannot be written.
    """
    lock = FileLock(lock_path)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise DanvanError(f"{_holder(lock_path, what)} Wait until it has finished; nothing was changed.") from error
    except OSError as error:
        raise DanvanError(
            f"The lock file {lock_path} cannot be written ({error.strerror or error}). "
            "Check that its directory exists and that you may write there, or set DANVAN_DATA to another directory."
        ) from error
    note = _note_path(lock_path)
    try:
        _write_note(note, what)
        yield
    finally:
        with suppress(OSError):
            note.unlink()
        lock.release()


def holder(lock_path: Path) -> str | None:
    """What is being done under the lock by a process of this machine that lives; None when nobody holds it.

    Only looks: whoever tried to take the lock would be in the way of the next one who needs it.
    """
    try:
        note = json.loads(_note_path(lock_path).read_text("utf-8"))
        what, pid = str(note["what"]), int(note["pid"])
        if os.name == "posix":
            os.kill(pid, 0)  # asks whether the process is there, and does nothing to it
    except PermissionError:
        return what
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return what


def _note_path(lock_path: Path) -> Path:
    """Who holds the lock stands beside it: Windows lets nobody read a locked file."""
    return lock_path.with_name(lock_path.name + ".json")


def _write_note(note: Path, what: str) -> None:
    since = datetime.now(VIETNAM).isoformat(timespec="seconds")
    try:
        note.write_text(json.dumps({"what": what, "pid": os.getpid(), "since": since}), "utf-8")
    except OSError as error:
        raise DanvanError(
            f"{note} cannot be written ({error.strerror}). Free some space or check who may write there."
        ) from error


def _holder(lock_path: Path, what: str) -> str:
    """A sentence about who holds the lock, as far as its note says."""
    try:
        note = json.loads(_note_path(lock_path).read_text("utf-8"))
        return f"Another {note['what']} is running (pid {note['pid']}, since {note['since']})."
    except (OSError, ValueError, KeyError, TypeError):
        return f"Another process holds {lock_path} while this {what} wants it."
