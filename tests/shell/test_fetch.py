"""The one door to the network, against servers that misbehave."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import time
import zlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.core.config import HttpOptions, Network, Politeness
from bot.core.records import FetchError, Request, Snapshot, SourceState, Validators
from bot.fetch import Fetcher

if TYPE_CHECKING:
    from tests.shell.conftest import Asked, Web

from tests.shell.fetching import MEBIBYTE, NOW, WORDS, config, fetched, refused, source


def test_a_page_comes_exactly_as_served(web: Web) -> None:
    """With its hash, its headers, its moment."""
    url = web.page("/a", WORDS, etag='"1"')
    page = fetched(config(web), url)
    assert (page.url, page.final_url, page.status, page.body, page.fetched_at) == (url, url, 200, WORDS, NOW)
    assert page.sha256 == hashlib.sha256(WORDS).hexdigest()
    assert page.header("ETag") == '"1"'


def test_the_bot_says_who_it_is_and_what_it_can_inflate(web: Web) -> None:
    """Name, contact, gzip and deflate only."""
    settings = replace(config(web), user_agent="Watcher/2", contact="desk@watch.example")
    fetched(settings, web.page("/a", WORDS))
    asked = web.asked[-1].headers
    assert asked["user-agent"] == "Watcher/2 (+desk@watch.example)"
    assert asked["accept-encoding"] == "gzip, deflate"


def bare_deflate(body: bytes) -> bytes:
    """Deflate without zlib's header, as some servers mean it."""
    stream = zlib.compressobj(wbits=-15)
    return stream.compress(body) + stream.flush()


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(WORDS)),
        ("x-gzip", gzip.compress(WORDS[:10]) + gzip.compress(WORDS[10:])),
        ("gzip", gzip.compress(WORDS) + b"\0\0trailing"),
        ("deflate", zlib.compress(WORDS)),
        ("deflate", bare_deflate(WORDS)),
        ("identity", WORDS),
        ("", WORDS),
    ],
    # Compressed bytes carry the time of day: as names they would differ between two workers of one run.
    ids=["gzip", "x-gzip, two members", "gzip, trailing bytes", "deflate", "bare deflate", "identity", "none"],
)
def test_compressed_pages_are_inflated(web: Web, encoding: str, body: bytes) -> None:
    """Every form that was offered, several members too."""
    assert fetched(config(web), web.page("/z", body, content_encoding=encoding)).body == WORDS


def bomb() -> bytes:
    """64 MiB behind 64 KiB."""
    stream = zlib.compressobj(9, wbits=31)
    return b"".join(stream.compress(bytes(MEBIBYTE)) for _ in range(64)) + stream.flush()


@pytest.mark.parametrize(
    ("body", "encoding", "why"),
    [
        (bomb(), "gzip", "larger than 10 MiB"),
        (gzip.compress(bomb()), "gzip, gzip", "not asked for"),
        (WORDS, "br", "not asked for"),
        (gzip.compress(WORDS * 20)[:60], "gzip", "cut short"),
        (gzip.compress(WORDS * 20)[:40] + b"\0" * 200, "gzip", "damaged"),
        (WORDS, "gzip", "damaged"),
    ],
    ids=["bomb", "nested", "brotli", "cut short", "damaged inside", "no gzip"],
)
def test_a_body_that_cannot_be_trusted_is_no_page(web: Web, body: bytes, encoding: str, why: str) -> None:
    """Bombs, nested encodings, cut and damaged streams: nothing of them is kept."""
    error = refused(config(web), web.page("/z", body, content_encoding=encoding))
    assert why in str(error)
    assert str(error).startswith(web.place)
    assert error.state is SourceState.BROKEN


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    ("chunks", "why"),
    [
        ([HEAD + b"Content-Length: 99999999999\r\n\r\nx"], "announced"),
        ([CHUNKED + b"%x\r\n" % MEBIBYTE + bytes(MEBIBYTE) + b"\r\n"] + [b"100000\r\n" + bytes(MEBIBYTE) + b"\r\n"] * 12, "larger"),
        ([CHUNKED] + [b"1\r\nx\r\n" * 4000] * 10, "small chunks"),
        ([HEAD + b"Content-Length: 1000\r\n\r\n" + WORDS], "broke off"),
        ([CHUNKED + b"5\r\nabcde\r\n"], "broke off"),
        ([CHUNKED + b"zz\r\nabc\r\n"], "broke off"),
        ([WORDS], "broke off"),
        ([b""], "broke off"),
        ([b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: y\r\n" % n for n in range(50_000)) + b"\r\nhi"], "broke off"),
        ([HEAD + b"X: " + b"a" * 70_000 + b"\r\nContent-Length: 0\r\n\r\n"], "headers"),
    ],
)  # fmt: skip
def test_a_broken_or_oversized_transfer_is_no_page(web: Web, chunks: list[bytes], why: str) -> None:
    """Announced, endless, in crumbs, cut short, no HTTP at all."""
    assert why in str(refused(config(web), web.raw("/x", *chunks)))


def drip(_: Asked) -> Iterable[bytes]:
    """A byte now and then, for ever."""
    yield HEAD + b"Content-Length: 1000\r\n\r\n"
    while True:
        yield b"x"
        time.sleep(0.05)


def test_one_deadline_ends_a_drip_and_the_host_rests(web: Web) -> None:
    """Bytes that trickle buy no time; the next page of that host is not even asked for."""
    web.answers["/drip"] = drip
    web.page("/b", WORDS)

    async def twice() -> list[str]:
        said = []
        async with Fetcher(config(web, fetch_seconds=0.4), now=lambda: NOW) as fetcher:
            for path in ("/drip", "/b"):
                with pytest.raises(FetchError) as caught:
                    await fetcher.fetch(Request(web.url(path)))
                said.append(str(caught.value))
        return said

    began = time.monotonic()
    first, second = asyncio.run(twice())
    assert time.monotonic() - began < 10
    assert "did not deliver the page within" in first
    assert "not asked again so soon" in second
    assert web.paths == ["/drip"]


def test_redirects_are_followed_by_hand(web: Web) -> None:
    """The asked and the final address are both kept."""
    web.redirect("/a", "b?x=1", status=301)
    target = web.page("/b?x=1", WORDS)
    page = fetched(config(web), web.url("/a"))
    assert (page.url, page.final_url, page.body) == (web.url("/a"), target, WORDS)


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("/loop", "redirects more than 5 times"),
        ("file:///etc/passwd", "no http or https address"),
        ("data:text/html,<h1>5</h1>", "no http or https address"),
        ("gopher://a/x", "no http or https address"),
        ("http://", "redirects more than 5 times"),
        ("http://[::1", "no usable address"),
        ("http://\x00/", "garbled"),
    ],
)
def test_a_redirect_to_nowhere_is_refused(web: Web, target: str, why: str) -> None:
    """Loops, files, data, garbage."""
    assert why in str(refused(config(web), web.redirect("/loop", target)))


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "LOCALHOST",
        "localhost.",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",
    ],
)
def test_no_spelling_of_a_private_address_is_dialled(web: Web, webs: Callable[[], Web], host: str) -> None:
    """The canary stands for an internal service: allowed is only the web that redirects to it."""
    canary = webs()
    error = refused(config(web), web.redirect("/a", f"http://{host}:{canary.port}/secret"))
    assert any(words in str(error) for words in ("private address", "no usable address", "not known"))
    assert canary.asked == []


def test_private_addresses_are_refused_by_default_and_allowed_at_will(web: Web) -> None:
    """`allow_private` false, a list, true."""
    url = web.page("/a", WORDS)
    nobody = replace(config(), politeness=Politeness(delay=0.0))
    assert "allow_private" in str(refused(replace(nobody, network=Network(False)), url))
    assert fetched(replace(nobody, network=Network(True)), url).body == WORDS


def test_secrets_go_to_the_sources_own_origin_only(web: Web, webs: Callable[[], Web]) -> None:
    """Own headers and cookie are left behind at a redirect to another host:port."""
    other = webs()
    other.page("/b", WORDS)
    url = web.redirect("/a", other.url("/b"))
    http = HttpOptions(headers=(("X-Api-Key", "k"), ("Authorization", "Bearer t")), cookie="sid=1")
    fetched(config(web, other), url, source=source(url, http=http))
    mine, theirs = web.asked[-1].headers, other.asked[-1].headers
    assert (mine["x-api-key"], mine["authorization"], mine["cookie"]) == ("k", "Bearer t", "sid=1")
    assert not {"x-api-key", "authorization", "cookie"} & set(theirs)


def test_a_cookie_lives_for_one_journey(web: Web) -> None:
    """A wall that sets one and redirects to itself opens; the next page starts without."""

    def wall(asked: Asked) -> Iterable[bytes]:
        if "cookie" in asked.headers:
            return [HEAD + b"Content-Length: 2\r\n\r\nin"]
        return [b"HTTP/1.1 302 X\r\nSet-Cookie: seen=1\r\nLocation: /wall\r\nContent-Length: 0\r\n\r\n"]

    web.answers["/wall"] = wall

    async def twice() -> list[bytes]:
        async with Fetcher(config(web), now=lambda: NOW) as fetcher:
            return [(await fetcher.fetch(Request(web.url("/wall")))).body for _ in range(2)]

    assert asyncio.run(twice()) == [b"in", b"in"]
    assert ["cookie" in asked.headers for asked in web.asked if asked.path == "/wall"] == [False, True, False, True]


def test_a_connection_that_was_closed_meanwhile_is_no_failure(web: Web) -> None:
    """A server may drop a kept connection at any time; a GET that got no answer at all is asked once more."""
    seen: list[str] = []

    def dropped(asked: Asked) -> Iterable[bytes]:
        seen.append(asked.path)
        return [] if len(seen) == 1 else [HEAD + b"Content-Length: 2\r\nConnection: close\r\n\r\nin"]

    web.answers["/dropped"] = dropped

    async def once() -> bytes:
        async with Fetcher(config(web), now=lambda: NOW) as fetcher:
            return (await fetcher.fetch(Request(web.url("/dropped")))).body

    assert asyncio.run(once()) == b"in"
    assert len(seen) == 2


def test_a_post_keeps_its_body_at_home(web: Web, webs: Callable[[], Web]) -> None:
    """302 turns it into a GET; 307 to another origin is refused."""
    other = webs()
    other.page("/b", WORDS)

    async def post(path: str) -> Snapshot:
        async with Fetcher(config(web, other), now=lambda: NOW) as fetcher:
            return await fetcher.fetch(Request(web.url(path), method="POST", body=b"q=1"))

    web.redirect("/see", other.url("/b"))
    assert asyncio.run(post("/see")).body == WORDS
    assert (web.asked[-1].method, web.asked[-1].body) == ("POST", b"q=1")
    assert (other.asked[-1].method, other.asked[-1].body) == ("GET", b"")
    web.redirect("/keep", other.url("/b"), status=307)
    with pytest.raises(FetchError, match="its body is not sent there"):
        asyncio.run(post("/keep"))


@pytest.mark.parametrize(
    ("status", "headers", "state", "words"),
    [
        (401, {}, SourceState.BLOCKED, "asks for a login"),
        (403, {}, SourceState.BLOCKED, "refuses this program"),
        (429, {"retry_after": "120"}, SourceState.BLOCKED, "less often"),
        (451, {}, SourceState.BLOCKED, "legal"),
        (503, {"retry_after": "3600"}, SourceState.BLOCKED, "come back later"),
        (503, {}, SourceState.BROKEN, "an error of its own"),
        (200, {"cf_mitigated": "challenge"}, SourceState.BLOCKED, "challenge"),
        (404, {}, SourceState.BROKEN, "no such page"),
        (410, {}, SourceState.BROKEN, "no such page"),
        (500, {}, SourceState.BROKEN, "an error of its own"),
        (206, {}, SourceState.BROKEN, "a part of the page"),
        (304, {}, SourceState.BROKEN, "though nobody asked"),
        (302, {}, SourceState.BROKEN, "no page"),
        (799, {}, SourceState.BROKEN, "799"),
    ],
)
def test_a_status_that_is_no_page_tells_refused_from_broken(
    web: Web, status: int, headers: dict[str, str], state: SourceState, words: str
) -> None:
    """In one sentence that names the host."""
    body = b"" if status == 304 else b"x"
    error = refused(config(web), web.page("/a", body, status=status, lines=headers))
    assert (error.state, error.status if status != 304 else 304) == (state, status)
    assert words in str(error)
    assert str(error).startswith(web.place)


def test_too_many_requests_close_the_whole_host_for_a_while(web: Web) -> None:
    """The next page of the host is not asked for, and says how long it will not be."""
    web.page("/a", b"x", status=429, retry_after="120")
    web.page("/b", WORDS)

    async def twice() -> FetchError:
        async with Fetcher(config(web), now=lambda: NOW) as fetcher:
            for path in ("/a", "/b"):
                with pytest.raises(FetchError) as caught:
                    await fetcher.fetch(Request(web.url(path)))
        return caught.value

    error = asyncio.run(twice())
    assert error.retry_after is not None
    assert 100 < error.retry_after <= 120
    assert web.paths == ["/a"]


def test_an_unchanged_page_is_asked_for_conditionally(web: Web) -> None:
    """Etag and date go along, 304 comes back without a body."""
    web.raw("/a", b'HTTP/1.1 304 X\r\nETag: "1"\r\n\r\n')
    page = fetched(config(web), web.url("/a"), validators=Validators('"1"', "Mon, 23 Nov 2026 10:00:00 GMT"))
    assert (page.not_modified, page.body, page.status) == (True, b"", 304)
    asked = web.asked[-1].headers
    assert asked["if-none-match"] == '"1"'
    assert asked["if-modified-since"] == "Mon, 23 Nov 2026 10:00:00 GMT"


def test_one_request_at_a_time_and_a_pause_between_two(web: Web, webs: Callable[[], Web]) -> None:
    """For one host:port; others are asked meanwhile."""
    other = webs()
    moments: list[float] = []

    def slow(_: Asked) -> Iterable[bytes]:
        moments.append(time.monotonic())
        time.sleep(0.05)
        yield HEAD + b"Content-Length: 0\r\n\r\n"

    for one in (web, other):
        for number in range(3):
            one.answers[f"/{number}"] = slow
    settings = replace(config(web, other), politeness=Politeness(delay=0.15))

    async def many() -> None:
        async with Fetcher(settings, now=lambda: NOW) as fetcher:
            await asyncio.gather(*(fetcher.fetch(Request(one.url(f"/{n}"))) for one in (web, other) for n in range(3)))

    began = time.monotonic()
    asyncio.run(many())
    assert (web.most, other.most) == (1, 1)
    assert time.monotonic() - began < 5
    assert len(moments) == 6


def test_a_port_where_nobody_listens_is_named(webs: Callable[[], Web]) -> None:
    """As what it is: a refused connection."""
    web = webs()
    closed = replace(web, port=1)
    error = refused(config(closed), closed.url("/x"))
    assert "refuses connections" in str(error)


@pytest.mark.parametrize("url", ["ftp://a.example/x", "gopher://a/", "http://", "//a.example/x", "nonsense"])
def test_an_address_that_is_no_web_address_is_refused(url: str) -> None:
    """Before anything is asked."""
    assert "address" in str(refused(config(), url))


def test_a_proxy_of_the_operators_choice_is_used(web: Web) -> None:
    """It resolves and dials for us; so the address is not ours to check."""
    web.page("http://far.example/feed", WORDS)
    web.page("http://far.example/robots.txt", b"")
    far = source("http://far.example/feed", http=HttpOptions(proxy=f"http://{web.place}"))
    assert fetched(config(), far.url, source=far).body == WORDS


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "0x7f000001", "0177.0.0.1", "[::1]", "localhost", "a.LOCALHOST."]
)
def test_nobody_looks_inside_through_the_proxy(web: Web, webs: Callable[[], Web], host: str) -> None:
    """A redirect to a private address, however it is spelled, is not handed on to it."""
    canary = webs()
    web.page("http://far.example/robots.txt", b"")
    web.redirect("http://far.example/feed", f"http://{host}:{canary.port}/secret")
    far = source("http://far.example/feed", http=HttpOptions(proxy=f"http://{web.place}"))
    assert "address" in str(refused(config(), far.url, source=far))
    assert {asked.path for asked in web.asked} == {"http://far.example/robots.txt", "http://far.example/feed"}
    assert canary.asked == []


def test_an_address_with_a_password_is_asked_with_it(web: Web) -> None:
    """As browsers do; a redirect's own password is not taken."""
    web.redirect("/a", f"http://x:y@{web.place}/b")
    web.page("/b", WORDS)
    fetched(config(web), f"http://desk:secret@{web.place}/a")
    sent = {asked.path: asked.headers.get("authorization") for asked in web.asked}
    assert sent["/a"] == "Basic ZGVzazpzZWNyZXQ="
    assert sent["/b"] is None
