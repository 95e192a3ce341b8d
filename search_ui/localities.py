"""The place of an article as readers see it: today's name, and what it was called on the day where that differs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from flask_babel import gettext

from indexer.places import gazetteer
from indexer.places.units import Unit
from indexer.places.within import unit_for
from search_ui.language import current, link

_SUCCESSORS = 4
"""Units that a divided place is followed by, at most, in one line."""


@dataclass(frozen=True, slots=True)
class Locality:
    """A unit that has ended stands as ``former`` beside the province that its territory belongs to ``now``."""

    now: str
    unit: Unit
    """The one in whose name the article appeared."""
    former: str | None = None

    @property
    def path(self) -> str:
        """The page of the unit."""
        return place_path(self.unit)


def locality(place: str | None, level: str | None, published: datetime | None) -> Locality | None:
    """Of the portal that has this ``place`` and ``level``, on the day; None for central and unknown places."""
    unit = unit_for(place, level, published.date() if published else None)
    return _locality(unit, current()) if unit else None


@lru_cache(maxsize=8192)
def _locality(unit: Unit, _language: str) -> Locality:
    places = gazetteer()
    if unit.valid_to is None:
        return Locality(places.label(unit), unit)
    now = places.province_now(unit)
    renamed = unit.level != "tinh" or unit.name != now.name
    return Locality(places.label(now), unit, places.label(unit) if renamed else None)


def today(unit: Unit) -> str | None:
    """What the territory of a unit is called today, parts marked as such; None when nothing has changed."""
    places = gazetteer()
    labels = [
        places.label(link.unit) if link.whole else gettext("%(place)s (một phần)", place=places.label(link.unit))
        for link in places.today(unit)
    ]
    if labels == [places.label(unit)]:
        return None
    return "; ".join(labels[:_SUCCESSORS]) + ("; …" if len(labels) > _SUCCESSORS else "")


def place_path(unit: Unit) -> str:
    """The page of a unit: ``/place/08-tuyen-quang``."""
    return link(f"/place/{gazetteer().address(unit)}")
