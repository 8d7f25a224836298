"""Which addresses are dialled, when a server wants to be asked again, and how errors are told."""

from __future__ import annotations

import asyncio
import socket
import ssl
import zlib
from datetime import UTC, datetime

import httpx
import pytest

from bot.core.records import FetchError, Snapshot, SourceState
from bot.fetch.addresses import is_public, may_dial
from bot.fetch.causes import fetch_error, host_of
from bot.fetch.dialling import GuardedBackend
from bot.fetch.refusals import retry_after, wall
from bot.fetch.robots import parsed

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "address",
    ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "::ffff:8.8.8.8", "2002:808:808::1", "64:ff9b::808:808"],
)
def test_public_addresses_are_public(address: str) -> None:
    """Whatever dress they come in."""
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.1", "172.16.5.5", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "240.0.0.1",
     "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254",
     "2002:7f00:1::1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2001::1", "::127.0.0.1", "198.18.0.1", "2001:db8::1"],
)  # fmt: skip
def test_private_addresses_are_private_in_every_dress(address: str) -> None:
    """Loopback, private, link-local, shared, metadata; mapped, 6to4, NAT64, Teredo."""
    assert not is_public(address)
    assert not may_dial(address, host="x.example", port=80, allowed=False)
    assert may_dial(address, host="x.example", port=80, allowed=True)


def test_exceptions_hold_for_their_port_only() -> None:
    """A name or an address with its port."""
    allowed = ("127.0.0.1:8000", "intranet.example:80", "[::1]:8000")
    assert may_dial("127.0.0.1", host="localhost", port=8000, allowed=allowed)
    assert may_dial("10.0.0.1", host="intranet.example", port=80, allowed=allowed)
    assert may_dial("::1", host="::1", port=8000, allowed=allowed)
    assert not may_dial("127.0.0.1", host="localhost", port=8001, allowed=allowed)
    assert not may_dial("10.0.0.1", host="other.example", port=80, allowed=allowed)


def test_local_sockets_are_never_opened() -> None:
    """Nothing asks for one; if something did, it would be refused."""
    with pytest.raises(FetchError, match="never opened"):
        asyncio.run(GuardedBackend(allow_private=True).connect_unix_socket("/run/x.sock"))
    asyncio.run(GuardedBackend(allow_private=True).sleep(0))


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        ("0", 60),
        ("-5", 60),
        ("999999999999", 86400),
        ("Tue, 24 Nov 2026 12:05:00 GMT", 300),
        ("Tue, 24 Nov 2026 12:05:00 -0000", 300),
        ("Mon, 23 Nov 2026 12:05:00 GMT", 60),
        ("soon", None),
        (None, None),
    ],
)
def test_retry_after_is_a_number_or_a_date_and_clamped(value: str | None, seconds: float | None) -> None:
    """Between a minute and a day."""
    assert retry_after(value, now=NOW) == seconds


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"<html><head><title>Just a moment...</title></head>", "challenge"),
        (b"<html><script>document.cookie='__jsl_clearance=1'</script>", "challenge"),
        (b'<html><form><input type="password"></form></html>', "login"),
        (b"<html><p>An ordinary page</p></html>", None),
        (b"<rss/>", None),
    ],
)
def test_barriers_that_come_with_200_are_recognised(body: bytes, words: str | None) -> None:
    """When a page could not be read, this may be why."""
    found = wall(Snapshot("u", "u", 200, (), body, NOW, ""))
    assert (found is None) is (words is None)
    if found is not None and words is not None:
        assert words in str(found)
        assert found.state is SourceState.BLOCKED


def chained(error: Exception, cause: Exception) -> Exception:
    """An error with its cause, as httpx gives it."""
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (TimeoutError(), "within 10 s"),
        (httpx.ReadTimeout(""), "within 10 s"),
        (chained(httpx.ConnectError("x"), socket.gaierror(-2, "Name or service not known")), "name service"),
        (chained(httpx.ConnectError("x"), ssl.SSLCertVerificationError(1, "expired")), "certificate"),
        (chained(httpx.ConnectError("x"), ssl.SSLError(1, "handshake")), "encrypted connection"),
        (chained(httpx.ConnectError("x"), ConnectionRefusedError(111, "refused")), "refuses connections"),
        (httpx.ConnectError("All attempts failed"), "cannot be reached"),
        (zlib.error("Error -3"), "damaged"),
        (httpx.InvalidURL("bad"), "no"),
        (UnicodeError("label too long"), "usable address"),
        (httpx.RemoteProtocolError("illegal\nlines"), "(illegal)"),
        (RuntimeError(), "(RuntimeError)"),
    ],
)
def test_every_librarys_error_is_one_sentence_about_the_host(error: Exception, words: str) -> None:
    """No class names where a cause is known."""
    told = fetch_error(error, url="https://r.example:8443/a", seconds=10)
    assert words in str(told)
    assert "r.example:8443" in str(told)
    assert told.subject == "r.example:8443"


def test_our_own_error_keeps_what_it_knows() -> None:
    """State, status, waiting time; the host is named once."""
    error = FetchError("asks", state=SourceState.BLOCKED, retry_after=60, status=429)
    told = fetch_error(error, url="https://r.example/a", seconds=10)
    assert (str(told), told.state, told.retry_after, told.status) == ("r.example: asks", SourceState.BLOCKED, 60, 429)
    assert str(fetch_error(told, url="https://r.example/a", seconds=1)) == "r.example: asks"
    assert host_of("http://[::1") == "http://[::1"
    assert host_of("nonsense") == "nonsense"


def test_robots_rules_of_any_shape_are_bounded() -> None:
    """Many wildcards make matching slow: the rule ends at the eighth, and so covers more."""
    rules = parsed(b"User-agent: *\nDisallow: /" + b"a*" * 5000 + b"b\nCrawl-delay: 999999999\n\xff\xfe")
    assert not rules.can_fetch("https://r.example/" + "a" * 3000, "tallywire")
    assert rules.can_fetch("https://r.example/b", "tallywire")
