"""Bodies: raw and inflated bytes counted while they come, so that a few KiB never become a few GiB."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Callable, Iterator

import httpx

from bot.core.records import FetchError

STEP = 64 * 1024
GZIP_MAGIC = b"\x1f\x8b"
# 2 MiB in chunks of one byte cost the HTTP parser over 10 s of CPU; honest servers send chunks of hundreds of bytes.
FREE_CHUNKS = 10_000
SMALLEST_MEAN_CHUNK = 16


class Inflater:
    """Inflates gzip (one member after another) or deflate (with zlib's header or bare), STEP bytes at most at a time."""

    def __init__(self, *, bare: bool) -> None:
        self._bare = bare
        self._stream = zlib.decompressobj(47)  # 32 + 15: header recognised, full window
        self._untouched = True
        self.complete = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The bytes that these ones inflate to. Raises zlib.error on damage."""
        more = True
        while (data or more) and not self.complete:
            piece = self._inflate(data)
            yield piece
            data, more = self._stream.unconsumed_tail, len(piece) == STEP
            if self._stream.eof:
                data = self._stream.unused_data
                self._next_member(data)

    def _inflate(self, data: bytes) -> bytes:
        try:
            piece = self._stream.decompress(data, STEP)
        except zlib.error:
            if not (self._untouched and self._bare):
                raise
            self._stream = zlib.decompressobj(-15)  # "deflate" without zlib's header, as some servers mean it
            piece = self._stream.decompress(data, STEP)
        self._untouched = self._untouched and not data
        return piece

    def _next_member(self, rest: bytes) -> None:
        if rest.startswith(GZIP_MAGIC):
            self._stream = zlib.decompressobj(47)
        else:
            self.complete = True


async def read_body(
    response: httpx.Response, *, limit: int, received: Callable[[int], None], cut: bool = False
) -> bytes:
    """The whole inflated body of a streamed response.

    `limit` holds for the raw and for the inflated bytes alike; `received` is told of every raw chunk (the deadline
    listens). With `cut` the first `limit` bytes are returned instead of raising. Raises FetchError, zlib.error.
    """
    inflater = _inflater(response)
    if not cut:
        _check_announced(response, limit=limit)
    raw = chunks = 0
    body = bytearray()
    async for chunk in response.aiter_raw():
        raw += len(chunk)
        chunks += 1
        received(len(chunk))
        for piece in inflater.feed(chunk) if inflater else (chunk,):
            body += piece
            if max(raw, len(body)) > limit:
                if cut:
                    return bytes(body[:limit])
                raise FetchError(f"the body is larger than {_size(limit)}")
        if chunks > FREE_CHUNKS and raw < chunks * SMALLEST_MEAN_CHUNK:
            raise FetchError("the body comes in absurdly small chunks")
        await asyncio.sleep(0)
    if inflater is not None and raw and not inflater.complete:
        raise FetchError("the compressed body was cut short")
    return bytes(body)


def _inflater(response: httpx.Response) -> Inflater | None:
    named = [part.strip().lower() for part in response.headers.get("content-encoding", "").split(",")]
    encodings = [part for part in named if part not in {"", "identity"}]
    if not encodings:
        return None
    if len(encodings) > 1 or encodings[0] not in {"gzip", "x-gzip", "deflate"}:
        raise FetchError(f"the body is encoded as {', '.join(encodings)[:80]!r}, which was not asked for")
    return Inflater(bare=encodings[0] == "deflate")


def _check_announced(response: httpx.Response, *, limit: int) -> None:
    announced = response.headers.get("content-length", "")
    if announced.isdigit() and (len(announced) > 15 or int(announced) > limit):
        raise FetchError(f"the body is announced with {announced[:20]} bytes, more than {_size(limit)}")


def _size(count: int) -> str:
    mebibyte = 1024 * 1024
    return f"{count // mebibyte} MiB" if count >= mebibyte else f"{count} bytes"
