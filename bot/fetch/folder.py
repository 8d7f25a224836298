"""Saved pages: the only reader of file: addresses, for sources of kind "folder", inside their folder, within limits."""

from __future__ import annotations

import hashlib
import json
import mimetypes
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bot.core.config import Limits, Source
from bot.core.records import FetchError, Snapshot, SourceState
from bot.core.sources.kinds import ARCHIVE_TYPE, ARCHIVES, LISTING_TYPE
from bot.fetch.archives import captured, captures


def saved_page(url: str, *, source: Source | None, limits: Limits, now: datetime) -> Snapshot:
    """One file as a Snapshot; for a folder the list of its files (JSON: name, size, mtime), for a WARC that of its pages.

    "#123" after a WARC's address is the page whose record starts at that byte; it comes with its own address as final.

    Raises FetchError for anything outside the source's own folder, missing or too large.
    """
    path = _permitted(url, source=source)
    try:
        final_url, headers, body = _read(path, url, limits=limits)
    except OSError as error:
        raise FetchError(f"{path} cannot be read ({error.strerror or error})", subject=str(path)) from error
    return Snapshot(
        url=url,
        final_url=final_url,
        status=200,
        headers=headers,
        body=body,
        fetched_at=now,
        sha256=hashlib.sha256(body).hexdigest(),
    )


def _read(path: Path, url: str, *, limits: Limits) -> tuple[str, tuple[tuple[str, str], ...], bytes]:
    """The final address, headers and body of what an address of this machine leads to."""
    if path.is_dir():
        kind, body = LISTING_TYPE, _listing(path, limit=limits.entries)
    elif not path.name.lower().endswith(ARCHIVES):
        kind, body = mimetypes.guess_type(path.name)[0] or "", _content(path, limit=limits.body_bytes)
    elif (place := urlsplit(url).fragment).isascii() and place.isdigit():
        page = captured(path, offset=int(place[:18]), limit=limits.body_bytes)
        return page.url or path.as_uri(), page.headers, page.body
    else:
        kind, body = ARCHIVE_TYPE, _pages(path, limit=limits.entries)
    return path.as_uri(), (("content-type", kind),) if kind else (), body


def _pages(path: Path, *, limit: int) -> bytes:
    """The pages of an archive as JSON, each address once, as it was fetched last."""
    latest: dict[str, dict[str, object]] = {}
    for capture in captures(path, limit=limit):
        name = capture.url or f"#{capture.offset}"
        latest.pop(name, None)
        latest[name] = {
            "offset": capture.offset,
            "url": capture.url,
            "date": capture.date,
            "problem": capture.problem,
        }
    return json.dumps(list(latest.values()), ensure_ascii=False).encode("utf-8", "replace")


def _permitted(url: str, *, source: Source | None) -> Path:
    if source is None or source.kind != "folder":
        raise FetchError(
            f"{url[:200]!r} is a file of this machine; only sources of kind 'folder' read files",
            state=SourceState.BLOCKED,
        )
    start = source.file.parent if source.file is not None else Path()
    root = (start / _path(source.url)).resolve()
    path = (start / _path(url)).resolve()
    if path != root and root not in path.parents:
        raise FetchError(f"{path} lies outside the folder of this source", subject=source.id, state=SourceState.BLOCKED)
    if not path.exists():
        raise FetchError(f"{path} does not exist", subject=source.id)
    return path


def _path(url: str) -> Path:
    return Path(unquote(urlsplit(url).path)) if url.lower().startswith("file:") else Path(url)


def _listing(path: Path, *, limit: int) -> bytes:
    files = sorted(file for file in path.rglob("*") if file.is_file() and not file.name.startswith("."))[:limit]
    rows = [
        {"name": file.relative_to(path).as_posix(), "size": file.stat().st_size, "mtime": file.stat().st_mtime_ns}
        for file in files
    ]
    return json.dumps(rows, ensure_ascii=False).encode()


def _content(path: Path, *, limit: int) -> bytes:
    with path.open("rb") as file:
        body = file.read(limit + 1)
    if len(body) > limit:
        raise FetchError(f"{path} is larger than {limit} bytes", subject=str(path))
    return body
