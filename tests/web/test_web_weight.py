"""Pages stay light even before compression, for slow lines and slow laptops."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import site_page as page
import site_routes
from flask import Flask
from flask.testing import FlaskClient

from indexer.corpus.trends import Point, Series
from indexer.params import Facet, FacetValue, SearchParams
from indexer.places import gazetteer
from search_ui import charts, params, trending
from search_ui.filtering import facet_view

STATIC = Path(__file__).resolve().parents[2] / "search_ui" / "static"
MAX_BYTES = 100_000
"""Of a page with its stylesheet and scripts, uncompressed."""
ALL = {**site_routes.PAGES, **site_routes.VARIANTS, **{name: at for name, (at, _) in site_routes.TROUBLES.items()}}
QUERY = "q=%22d%C3%A2n+v%E1%BA%ADn+kh%C3%A9o%22"
YEARS = [f"{year}-{month:02}" for year in range(2014, 2025) for month in range(1, 13)]


@pytest.mark.parametrize("name", ALL)
def test_a_page_with_all_it_loads_is_light_uncompressed(client: FlaskClient, name: str) -> None:
    loaded = sum(file.stat().st_size for file in STATIC.glob("*.[cj]s*"))
    assert len(client.get(ALL[name]).data) + loaded <= MAX_BYTES


@pytest.mark.parametrize("view", ["list", "table", "kwic"])
def test_a_hundred_hits_are_light_uncompressed(client: FlaskClient, view: str) -> None:
    found = page.get(client, f"/search?{QUERY}&per_page=100&view={view}")
    assert len(found.css(".hit, .listing tbody tr, .kwic tbody tr")) > 50
    assert len(found.get().encode()) <= MAX_BYTES


def test_long_lists_have_one_snippet_an_article_and_no_citations(client: FlaskClient) -> None:
    short, long = (page.get(client, f"/search?{QUERY}&per_page={size}") for size in (20, 100))
    assert len(short.css(".Z3988")) == len(short.css(".hit")) == 20
    assert len(long.css(".snippet")) <= len(long.css(".hit")) == 51
    assert not long.css(".Z3988")


def test_eleven_full_years_by_month_are_a_light_chart(app: Flask) -> None:
    with app.test_request_context(f"/search?{QUERY}"):
        parts = app.jinja_env.get_template("parts.html").make_module(
            {"within": params.by_days(SearchParams('"dân vận khéo"')), "undated": 0}
        )
        drawn = parts.months_chart(charts.histogram([(month, 123) for month in YEARS]))  # type: ignore[attr-defined]
    assert len(re.findall("<a ", drawn)) == 132 + 11 + 132 + 11
    assert len(drawn.encode()) <= 45_000


def test_places_inside_others_do_not_grow_without_end() -> None:
    communes = list(gazetteer().units("new", "xa"))[:800]
    provinces = [FacetValue(unit.code, unit.name, 9, False) for unit in gazetteer().units("new", "tinh")]
    values = (*provinces, *(FacetValue(unit.code, unit.name, 1, False) for unit in communes))
    shown = facet_view(Facet("place", values), SearchParams())
    sent = sum(1 + len(choice.inside) for choice in (*shown.shown, *shown.folded))
    assert sent <= 110
    assert sum(choice.within for choice in (*shown.shown, *shown.folded)) == 800
    inside = next(choice for choice in shown.shown if choice.within > 10)
    assert len(inside.inside) == 10
    chosen = facet_view(
        Facet("place", tuple(FacetValue(v.value, v.label, v.count, v.value == "01") for v in values)),
        SearchParams(place="01"),
    )
    opened = next(choice for choice in chosen.shown if choice.selected)
    assert opened.open
    assert len(opened.inside) == min(30, opened.within)


def test_a_comparison_nobody_asked_for_by_month_is_drawn_by_quarter_or_year() -> None:
    one = Series(None, "", tuple(Point(month, 1, 90) for month in YEARS), 0, 0)
    assert trending._fitting(((one,),), 1) == "month"
    assert trending._fitting(((one,),), 3) == "quarter"
    assert trending._fitting(((one,),), 6) == "year"


def test_themes_are_colours_alone() -> None:
    """What fits in one theme fits in the other: nothing else than colours is said twice."""
    sheet = (STATIC / "site.css").read_text("utf-8")
    dark = re.findall(r":root(?::not\(\[data-theme=light\]\)|\[data-theme=dark\]) \{([^}]*)\}", sheet)
    assert len(dark) >= 4
    for declarations in dark:
        names = {line.split(":")[0].strip() for line in declarations.split(";") if line.strip()}
        assert all(name.startswith("--") or name == "color-scheme" for name in names)
