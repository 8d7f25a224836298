"""Archives: WARC files (ISO 28500) read as a stream, record by record, in little memory whatever their size.

A packed archive must be packed record by record, as the standard says and crawlers write it: only then can one record
be opened without those before it.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from bot.core.records import FetchError
from bot.fetch.bodies import GZIP_MAGIC, STEP, Inflater

LONGEST_HEAD = 64 * 1024
# A record that is or inflates to more is a bomb, not a page; it is found out while the record is passed over.
LARGEST_RECORD = 1024 * 1024 * 1024
# Records that hold a page: as it was answered, as a file, or its text (as Common Crawl's WET files).
KINDS = frozenset({"response", "resource", "conversion"})
# What a page says it is; pictures, scripts and styles are passed over.
ARCHIVED = ("text/html", "application/xhtml", "text/plain", "text/markdown", "application/pdf")
CUT = "the archive is cut short in this record"
DAMAGED = "the archive is damaged in this record"


@dataclass(frozen=True, slots=True)
class Capture:
    """One page in an archive: the byte its record starts at, its address, and when it was fetched.

    Damage stands as a last capture with a `problem`.
    """

    offset: int
    url: str
    date: str = ""
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Captured:
    """One page out of an archive, as it was answered."""

    url: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


def captures(path: Path, *, limit: int) -> Iterator[Capture]:
    """The pages of an archive in its order, at most `limit`, and where it is damaged that."""
    given = 0
    with path.open("rb") as file:
        while given < limit and (offset := _start(file)) is not None:
            try:
                record = _Record(file)
                found = _capture(record, offset)
                record.leave()
            except FetchError as error:
                yield Capture(offset, "", problem=str(error))
                return
            if found is not None:
                given += 1
                yield found


def captured(path: Path, *, offset: int, limit: int) -> Captured:
    """The page whose record starts at `offset`; `limit` bounds its bytes, inflated too. Raises FetchError."""
    try:
        with path.open("rb") as file:
            file.seek(offset)
            return _page(_record(file, largest=limit), limit=limit)
    except FetchError as error:
        raise FetchError(f"{path.name}, byte {offset}: {error}", subject=str(path)) from error


class _Record:
    """One record: its fields, and its content as a stream."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._packed = zlib.decompressobj(31) if _peek(file) == GZIP_MAGIC else None
        self._waiting = b""  # inflated and not read yet
        self._inflated = 0
        head = self._head()
        self.version, _, lines = head.decode("utf-8", "replace").partition("\n")
        self.fields = _fields(lines)
        self.left = self._length()

    @property
    def url(self) -> str:
        """The address that was fetched; some writers put it into angle brackets."""
        return self.fields.get("warc-target-uri", "").strip("<>")

    @property
    def is_answer(self) -> bool:
        """Whether the content is an HTTP answer, head and body."""
        return self.fields.get("content-type", "").replace(" ", "").lower().startswith("application/http")

    def read(self, size: int) -> bytes:
        """Up to so many bytes of the content. Raises FetchError where the archive ends in it."""
        wanted = min(size, self.left)
        parts, self._waiting = [self._waiting[:wanted]], self._waiting[wanted:]
        missing = wanted - len(parts[0])
        while missing:
            more = self._more(missing)
            if not more:
                raise FetchError(CUT)
            parts.append(more)
            missing -= len(more)
        self.left -= wanted
        return b"".join(parts)

    def leave(self) -> None:
        """Pass over what is left, to the end of the record."""
        if self._packed is None:
            end = self._file.tell() - len(self._waiting) + self.left
            if end > os.fstat(self._file.fileno()).st_size:
                raise FetchError(CUT)
            self._file.seek(end)
            return
        while self.left:
            self.read(STEP)
        rest = self._waiting
        while not self._packed.eof and not rest.strip():
            rest = self._more(STEP)
        if rest.strip():
            raise FetchError("the archive is packed as one piece, not record by record; pack it anew to have it read")
        self._file.seek(-len(self._packed.unused_data), os.SEEK_CUR)

    def _head(self) -> bytes:
        while True:
            for mark in (b"\r\n\r\n", b"\n\n"):
                end = self._waiting.find(mark)
                if end >= 0:
                    head, self._waiting = self._waiting[:end], self._waiting[end + len(mark) :]
                    return head
            if not self._waiting.startswith(b"WARC/"[: len(self._waiting)]) or len(self._waiting) > LONGEST_HEAD:
                raise FetchError("no WARC record starts here")
            more = self._more(STEP)
            if not more:
                raise FetchError(CUT)
            self._waiting += more

    def _length(self) -> int:
        told = self.fields.get("content-length", "")
        if not told.isascii() or not told.isdigit() or len(told) > 15:
            raise FetchError("a record of the archive does not say how long it is")
        if self._packed is not None and int(told) > LARGEST_RECORD:
            raise FetchError("a record of the archive is larger than any page")
        return int(told)

    def _more(self, size: int) -> bytes:
        """Some more bytes, at most STEP; none at the end."""
        size = min(size, STEP)
        if self._packed is None:
            return self._file.read(size)
        while not self._packed.eof:
            raw = self._packed.unconsumed_tail or self._file.read(STEP)
            if not raw:
                raise FetchError(CUT)
            try:
                piece = self._packed.decompress(raw, size)
            except zlib.error as error:
                raise FetchError(DAMAGED) from error
            self._inflated += len(piece)
            if self._inflated > LARGEST_RECORD + LONGEST_HEAD:
                raise FetchError("a record of the archive is larger than any page")
            if piece:
                return piece
        return b""


def _record(file: BinaryIO, *, largest: int) -> _Record:
    if _start(file) is None:
        raise FetchError("the archive ends before this record")
    record = _Record(file)
    if record.left > largest:
        raise FetchError(f"the page is larger than {largest} bytes")
    return record


def _page(record: _Record, *, limit: int) -> Captured:
    content = record.read(record.left)
    if not record.is_answer:
        return Captured(record.url, (("content-type", record.fields.get("content-type", "")),), content)
    _, headers, start = _answer_head(content)
    return Captured(record.url, headers, _body(content[start:], dict(headers), limit=limit))


def _capture(record: _Record, offset: int) -> Capture | None:
    """A record as a page, where it holds one that was answered with success."""
    fields = record.fields
    if fields.get("warc-type") not in KINDS or not record.url.startswith(("http://", "https://", "file:")):
        return None
    status, kind = 200, fields.get("content-type", "")
    if record.is_answer:
        status, headers, _ = _answer_head(record.read(LONGEST_HEAD))
        kind = dict(headers).get("content-type", "")
    readable = not kind or kind.lower().startswith(ARCHIVED)
    return Capture(offset, record.url, fields.get("warc-date", "")) if readable and 200 <= status < 300 else None


def _answer_head(content: bytes) -> tuple[int, tuple[tuple[str, str], ...], int]:
    """Status, headers and where the body starts, of an HTTP answer."""
    ends = [(at, len(mark)) for mark in (b"\r\n\r\n", b"\n\n") if (at := content.find(mark)) >= 0]
    if not ends:
        return 0, (), len(content)
    at, width = min(ends)
    first, _, lines = content[:at].decode("latin-1").partition("\n")
    words = first.split()
    status = int(words[1]) if len(words) > 1 and words[1].isascii() and words[1].isdigit() else 0
    return status, tuple(_fields(lines).items()), at + width


def _body(raw: bytes, headers: dict[str, str], *, limit: int) -> bytes:
    """The body of an answer, its chunks joined and inflated."""
    if "chunked" in headers.get("transfer-encoding", "").lower():
        raw = _joined(raw)
    encoding = headers.get("content-encoding", "").strip().lower()
    if encoding in {"", "identity"}:
        return raw
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        raise FetchError(f"the page is encoded as {encoding[:80]!r}, which is not read")
    body = bytearray()
    try:
        for piece in Inflater(bare=encoding == "deflate").feed(raw):
            body += piece
            if len(body) > limit:
                raise FetchError(f"the page is larger than {limit} bytes")
    except zlib.error:
        if raw[:2] != GZIP_MAGIC:
            return raw  # writers that unpack a page leave its header as it was
        raise FetchError("the page is damaged") from None
    return bytes(body)


def _joined(raw: bytes) -> bytes:
    """Chunks of a transfer without their lengths; a body that is none any more as it is."""
    parts, at = [], 0
    while at < len(raw):
        end = raw.find(b"\n", at, at + 100)
        size = raw[at:end].partition(b";")[0].strip() if end >= 0 else b""
        if not size or size.strip(b"0123456789abcdefABCDEF"):
            return raw
        length = int(size, 16)
        if not length:
            break
        parts.append(raw[end + 1 : end + 1 + length])
        at = end + 1 + length + (2 if raw[end + 1 + length : end + 3 + length] == b"\r\n" else 1)
    return b"".join(parts)


def _fields(lines: str) -> dict[str, str]:
    """Header lines by their names in lower case; the first of a name counts."""
    found: dict[str, str] = {}
    for line in lines.splitlines():
        name, colon, value = line.partition(":")
        if colon:
            found.setdefault(name.strip().lower(), value.strip())
    return found


def _start(file: BinaryIO) -> int | None:
    """Where the next record starts, after the blank lines before it; None at the end of the file."""
    while True:
        at = file.tell()
        piece = file.read(STEP)
        if not piece:
            return None
        bare = piece.lstrip(b"\r\n")
        if bare:
            at += len(piece) - len(bare)
            file.seek(at)
            return at


def _peek(file: BinaryIO) -> bytes:
    at = file.tell()
    piece = file.read(len(GZIP_MAGIC))
    file.seek(at)
    return piece
