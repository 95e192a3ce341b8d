"""The search core: `SearchParams` in, `SearchPage` out."""

from __future__ import annotations

from indexer.params import Facet, FacetValue, Hit, SearchPage, SearchParams, Segment, Suggestion

__all__ = ["Facet", "FacetValue", "Hit", "SearchPage", "SearchParams", "Segment", "Suggestion"]
