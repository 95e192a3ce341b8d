"""A browser window, what went wrong in it, and how much it was sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

TELL_VIOLATIONS = "addEventListener('securitypolicyviolation', e => console.error('policy: ' + e.violatedDirective))"
_COUNTED = ("document", "stylesheet", "script", "font", "xhr", "fetch")


@dataclass
class Visit:
    """A page with its faults: requests to other hosts, script errors, policy violations, addresses set as cookies."""

    page: Any
    faults: list[str] = field(default_factory=list)
    responses: list[Any] = field(default_factory=list)

    @classmethod
    def listening(cls, context: Any, script: str | None = None) -> Visit:
        """A new window of ``context`` whose faults are written down."""
        if script:
            context.add_init_script(script)
        found = cls(context.new_page())
        found.page.on("request", found._asked)
        found.page.on("console", found._said)
        found.page.on("pageerror", lambda error: found.faults.append(str(error)))
        found.page.on("response", lambda response: found.responses.append(response))
        return found

    def open(self, address: str) -> Any:
        """Go to ``address`` with a clean sheet; returns the answer."""
        self.faults.clear()
        self.responses.clear()
        return self.page.goto(address)

    def weight(self) -> int:
        """Bytes sent for the page since it was opened, without images."""
        return sum(
            response.request.sizes()["responseBodySize"]
            for response in self.responses
            if response.request.resource_type in _COUNTED
        )

    def _asked(self, request: Any) -> None:
        host = urlsplit(request.url).hostname
        if host != "127.0.0.1":
            self.faults.append(f"request to {request.url}")

    def _said(self, message: Any) -> None:
        answered = "Failed to load resource: the server responded with a status of"
        if message.type in ("error", "warning") and not message.text.startswith(answered):
            self.faults.append(message.text)


Open = Callable[..., Visit]
