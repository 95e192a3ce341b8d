"""Every page of the site once, for the tests that look at all of them: a new page is one more line."""

from __future__ import annotations

import site_corpus

ARTICLE = f"/article/{site_corpus.rich().id}"
SNAPSHOT = f"{ARTICLE}/snapshot"
"""The stored page of a portal, which is not ours to mend."""
HOSTILE = f"/article/{site_corpus.hostile().id}"

PAGES = {
    "home": "/",
    "results": "/search?q=dan+van+kheo",
    "results-en": '/search?q="dân vận khéo"&lang=en',
    "kwic": '/search?q="dân vận khéo"&view=kwic',
    "table": '/search?q="dân vận khéo"&view=table',
    "article": f'{ARTICLE}?q="hội thi"',
    "article-en": f"{ARTICLE}?lang=en",
    "article-gone": f"/article/{site_corpus._article(3).id}",
    "hostile": f"{HOSTILE}?q=khéo",
    "places": "/places",
    "place": "/place/08-tuyen-quang",
    "portals": "/portals",
    "portal": "/portal/phuxuyen.example",
    "trends": '/trends?q="dân vận khéo"&q="nông thôn mới"',
    "trends-places": '/trends?q="dân vận"&split=place',
    "trends-empty": "/trends",
    "figures": "/figures",
    "status": "/status",
    "status-en": "/status?lang=en",
    "help": "/help",
    "help-en": "/help?lang=en",
    "keyboard": "/help/keyboard",
    "about": "/about",
    "api": "/api",
}
"""Pages that answer 200, by name: one of each kind, and in English those with words of their own."""

VARIANTS = {
    "home-en": "/?lang=en",
    "narrowed": '/search?q="dân vận"&level=huyen&from=2024&sort=newest&dup=collapse',
    "kwic-sorted": '/search?q="dân vận"&view=kwic&order=R1',
    "everything": "/search",
    "place-old": "/place/02-ha-giang",
    "place-district": "/place/280-huyen-phu-xuyen",
    "place-en": "/place/08-tuyen-quang?lang=en",
    "portal-blocked": "/portal/khoa.example",
    "trends-counts": '/trends?q="dân vận khéo"&unit=count&by=year',
    "trends-en": '/trends?q="dân vận khéo"&lang=en',
    "figures-narrowed": "/figures?q=mô+hình",
    "about-en": "/about?lang=en",
}
"""More addresses of the same pages, for what needs no browser."""

TROUBLES = {
    "none": ("/search?q=dân+vận&level=xa", 200),
    "none-en": ("/search?q=zzyzx&lang=en", 200),
    "past-the-end": ("/search?q=dân+vận&page=40", 200),
    "kwic-none": ("/search?q=zzyzx&view=kwic", 200),
    "trends-none": ("/trends?q=zzyzx", 200),
    "figures-none": ("/figures?q=zzyzx", 200),
    "mistake": ("/search?q=*van", 400),
    "mistake-en": ("/search?q=dân+AND&lang=en", 400),
    "condition": ("/search?q=dân+vận&place=zzz", 400),
    "problem": ("/search?page=abc", 400),
    "problem-en": ("/search?from=x&lang=en", 400),
    "trends-mistake": ("/trends?q=*van", 400),
    "missing": ("/nothing", 404),
    "missing-en": ("/nothing?lang=en", 404),
    "missing-article": ("/article/0000000000000000", 404),
    "missing-place": ("/place/99999999", 404),
    "missing-portal": ("/portal/nobody", 404),
}
"""Pages that tell of something missing or wrong: address and status."""

FILES = (
    '/search.csv?q="dân vận"',
    '/search.xlsx?q="dân vận"',
    '/search.jsonl?q="dân vận"',
    '/search.ris?q="dân vận"',
    '/search.bib?q="dân vận"',
    '/search.zip?q="hội thi"',
    '/search.atom?q="dân vận"',
    f"{ARTICLE}.ris",
    f"{ARTICLE}.bib",
    "/trends.csv?q=dân+vận",
    "/trends.xlsx?q=dân+vận",
    "/figures.csv",
    "/figures.xlsx",
    "/status.json",
    "/status.svg",
    "/status/phuxuyen.example.svg",
    "/portal/phuxuyen.example.svg",
    "/healthz",
    "/openapi.json",
    "/opensearch.xml",
    "/robots.txt",
    "/static/site.css",
    "/api/v1/search?q=dân+vận",
    "/api/v1/kwic?q=dân+vận",
    "/api/v1/trend?q=dân+vận",
    "/api/v1/terms?q=dân+vận",
    f"/api/v1/articles/{site_corpus.rich().id}",
    "/api/v1/places",
    "/api/v1/places/resolve?name=Hà+Giang",
    "/api/v1/portals",
    "/api/v1/portals/phuxuyen.example/runs",
    "/api/v1/figures",
    "/api/v1/status",
    "/api/v1/parse?q=dân+vận",
)
"""What is not a page: exports, feeds, interface for programs, badges."""

STATES = {
    "first-run": ("/", 200),
    "first-run-en": ("/?lang=en", 200),
    "first-run-status": ("/status", 200),
    "outage": ("/search?q=dân", 503),
    "outage-en": ("/search?q=dân&lang=en", 503),
}
"""Pages of a site without articles (``first-run``) and of one without an index (``outage``)."""

ELSEWHERE: tuple[str, ...] = ()
"""Addresses of routes that lead to one of the others."""
