"""Places through time: the gazetteer of administrative units, and names resolved in context."""

from indexer.places.catalogue import Gazetteer, gazetteer
from indexer.places.units import REFORM, Era, Link, NameInTime, Unit, UnitLevel, era_of

__all__ = ["REFORM", "Era", "Gazetteer", "Link", "NameInTime", "Unit", "UnitLevel", "era_of", "gazetteer"]
