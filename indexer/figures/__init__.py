"""Quantity claims of articles: found in their sentences, kept in one table beside the index, asked like articles."""

from indexer.figures.reading import Figure, Kind, figures, has_figure

__all__ = ["Figure", "Kind", "figures", "has_figure"]
