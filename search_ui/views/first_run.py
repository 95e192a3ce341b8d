"""What a page shows before anything has been collected."""

from __future__ import annotations

from flask import render_template


def first_run() -> str:
    """How to get the first articles."""
    return render_template("first_run.html")
