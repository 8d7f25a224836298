"""Causes: whatever httpx, the socket, TLS or zlib raised, as one FetchError in a plain sentence."""

from __future__ import annotations

import socket
import ssl
import zlib
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx

from bot.core.records import FetchError

# InvalidURL, StreamError and CookieConflict are no HTTPError; ValueError holds UnicodeError and what URL parsers raise.
FAILURES = (
    httpx.HTTPError,
    httpx.InvalidURL,
    httpx.StreamError,
    httpx.CookieConflict,
    OSError,
    zlib.error,
    ValueError,
    RuntimeError,
    ExceptionGroup,
)


def host_of(url: str) -> str:
    """host, or host:port where it is not the usual one; the address itself where it has no host."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or url[:100], parts.port
    except ValueError:
        return url[:100]
    return f"{host}:{port}" if port else host


def fetch_error(error: Exception, *, url: str, seconds: float) -> FetchError:
    """The sentence for a failure while `url` was asked for; `seconds` is the time that had been granted."""
    host = host_of(url)
    if isinstance(error, FetchError):
        message = str(error)
        text = message if message.startswith(host) else f"{host}: {message}"
        return FetchError(text, subject=host, state=error.state, retry_after=error.retry_after, status=error.status)
    return FetchError(_sentence(error, host=host, url=url, seconds=seconds), subject=host)


def ran_out_of_time(error: Exception) -> bool:
    """Whether it was the clock that ended a request."""
    return isinstance(error, TimeoutError | httpx.TimeoutException)


def _sentence(error: Exception, *, host: str, url: str, seconds: float) -> str:
    if ran_out_of_time(error):
        return f"{host} did not deliver the page within {seconds:.0f} s"
    chain = tuple(_chain(error))
    for kind, sentence in (
        (socket.gaierror, f"{host} is not known to the name service"),
        (ssl.SSLCertVerificationError, f"{host} shows a certificate that cannot be trusted"),
        (ssl.SSLError, f"{host} cannot agree on an encrypted connection"),
        (ConnectionRefusedError, f"{host} refuses connections"),
        (zlib.error, f"{host} sent a compressed body that is damaged"),
        (httpx.ConnectError, f"{host} cannot be reached"),
        (httpx.InvalidURL, f"{url[:200]!r} is not a usable address"),
        (UnicodeError, f"{url[:200]!r} is not a usable address"),
    ):
        if any(isinstance(link, kind) for link in chain):
            return sentence
    detail = str(error).splitlines()[0][:120] if str(error).strip() else type(error).__name__
    return f"{host} broke off or garbled the transfer ({detail})"


def _chain(error: BaseException) -> Iterator[BaseException]:
    link: BaseException | None = error
    for _ in range(10):
        if link is None:
            return
        yield link
        link = link.__cause__ or link.__context__
