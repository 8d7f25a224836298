"""Journeys: one request on its way, hop by hop, and what it may carry to whom."""

from __future__ import annotations

from base64 import b64encode
from http.cookiejar import CookieJar

import httpx

from bot.core.config import Source
from bot.core.records import FetchError, Purpose, Request, Validators

REDIRECTS = {301, 302, 303, 307, 308}
KEEPING_METHOD = {307, 308}
PERMANENT = {301, 308}
USUAL_PORTS = {"http": 80, "https": 443}


class Journey:
    """Where a request stands: the present address, and the method and cookies that go along."""

    def __init__(self, request: Request, *, source: Source | None = None, validators: Validators | None = None) -> None:
        self.request = request
        self.source = source
        self.validators = validators
        moved_to = validators.moved_to if validators is not None else None
        self.url = httpx.URL(moved_to or request.url)
        self._lasting = request.method == "GET"  # whether every redirect so far was a permanent one
        self._moved_to = moved_to
        self.method: str = request.method
        self.body = request.body
        # Cookies live for one journey: walls that set one and redirect to themselves open, nothing is kept.
        self.cookies = httpx.Cookies(CookieJar())

    @property
    def purpose(self) -> Purpose:
        """What the page is wanted for."""
        return self.request.purpose

    @property
    def place(self) -> str:
        """host:port of the present address."""
        return f"{self.url.host}:{self.url.port or USUAL_PORTS.get(self.url.scheme, 0)}"

    @property
    def origin(self) -> str:
        """scheme://host:port of the present address."""
        return origin(self.url)

    @property
    def moved_to(self) -> str | None:
        """Where permanent redirects led: asked there at once the next time."""
        return self._moved_to

    def check(self) -> None:
        """Raises FetchError unless the present address is a web address with a host."""
        if self.url.scheme not in USUAL_PORTS or not self.url.host:
            raise FetchError(f"{str(self.url)[:200]!r} is no http or https address")

    def move(self, location: str, *, status: int) -> None:
        """Go where a redirect points. Raises FetchError."""
        try:
            target = self.url.join(location)
        except (httpx.InvalidURL, ValueError) as error:
            raise FetchError(f"redirects to {location[:200]!r}, which is no usable address") from error
        if target.scheme not in USUAL_PORTS:
            raise FetchError(f"redirects to {str(target)[:200]!r}, which is no http or https address")
        if status not in KEEPING_METHOD:
            self.method, self.body = "GET", None
        if self.body is not None and origin(target) != self.origin:
            raise FetchError(f"redirects a POST to {target.host}; its body is not sent there")
        self.url = target.copy_with(userinfo=b"", fragment=None)
        self._lasting = self._lasting and status in PERMANENT
        if self._lasting:
            self._moved_to = str(self.url)

    def headers(self, *, agent: str) -> dict[str, str]:
        """What goes along to the present address; the source's own headers to its own origin only."""
        names = {"user-agent": agent, "accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
        home = self.source.url if self.source is not None else self.request.url
        if origin(httpx.URL(home)) == self.origin:
            names |= {key.lower(): value for key, value in self.request.headers}
            names |= _own_headers(self.source) | _credentials(self.url)
        return names | _conditions(self.validators) | {"accept-encoding": "gzip, deflate"}


def origin(url: httpx.URL) -> str:
    """scheme://host:port, the port always spelled out."""
    host = f"[{url.host}]" if ":" in url.host else url.host
    return f"{url.scheme}://{host}:{url.port or USUAL_PORTS.get(url.scheme, 0)}"


def _own_headers(source: Source | None) -> dict[str, str]:
    if source is None:
        return {}
    names = {key.lower(): value for key, value in source.http.headers}
    return names | ({"cookie": source.http.cookie} if source.http.cookie else {})


def _credentials(url: httpx.URL) -> dict[str, str]:
    """The name and password of an address that holds them."""
    if not url.userinfo:
        return {}
    pair = f"{url.username}:{url.password}".encode()
    return {"authorization": f"Basic {b64encode(pair).decode()}"}


def _conditions(validators: Validators | None) -> dict[str, str]:
    if validators is None:
        return {}
    named = {"if-none-match": validators.etag, "if-modified-since": validators.last_modified}
    return {name: value for name, value in named.items() if value}
