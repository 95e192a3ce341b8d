"""Oracle WebCenter Portal (``/webcenter/portal/…/chi-tiet?dDocName=PORTAL174180``).

Seen: addresses, one list (``.bnc-content span.time`` of the Ministry of Finance). Session parameters (``_afrLoop``,
``_adf.ctrl-state``) change with every visit and are never kept. The article's markup was not seen: it is read the
generic way.
"""

from __future__ import annotations

import re
from dataclasses import replace

from crawler.extraction.platforms.addressed import Addressed, linked
from crawler.extraction.platforms.generic import Generic
from crawler.extraction.platforms.generic_readers import unmarked_lead
from crawler.extraction.platforms.mark_readers import bodies
from crawler.extraction.platforms.marked import Marks
from crawler.extraction.platforms.signatures import UNSIGNED, signed
from crawler.extraction.readers import elements, having, lines

_LEADS = (lines(f"//*[{having('sapo')}]"),)


class WebCenter(Addressed):
    """See the module."""

    name = "webcenter"
    addresses = (re.compile(r"(?i)[?&]dDocName=(?P<id>[A-Z][A-Z0-9_]*\d)(?:&|$)"),)
    fingerprint = re.compile(linked(r"(?:/webcenter/(?:portal|faces)/|dDocName=[A-Z]|_afrLoop=)"))
    words = ("/webcenter/", "ddocname=", "_afrloop=")
    traps = (("file", re.compile(r"(?i)/webcenter/content/|/idcplg|idcservice=get_file")),)
    marks = Marks(links=elements(f"//*[{having('bnc-content')}]//a[@href]"))
    fields = replace(
        Generic.fields,
        lead=(*_LEADS, unmarked_lead),
        body=bodies(_LEADS),
        author=(signed, *UNSIGNED),
    )

    def naming_query(self, query: str) -> str:
        """The document's name."""
        return next((step for step in query.split("&") if step.lower().startswith("ddocname=")), "")
