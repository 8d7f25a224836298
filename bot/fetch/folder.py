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
from bot.core.sources.kinds import LISTING_TYPE


def saved_page(url: str, *, source: Source | None, limits: Limits, now: datetime) -> Snapshot:
    """One file as a Snapshot, or for a folder the list of its files (JSON: name, size, mtime).

    Raises FetchError for anything outside the source's own folder, missing or too large.
    """
    path = _permitted(url, source=source)
    try:
        if path.is_dir():
            body, kind = _listing(path, limit=limits.entries), LISTING_TYPE
        else:
            body, kind = _content(path, limit=limits.body_bytes), mimetypes.guess_type(path.name)[0] or ""
    except OSError as error:
        raise FetchError(f"{path} cannot be read ({error.strerror or error})", subject=str(path)) from error
    return Snapshot(
        url=url,
        final_url=path.as_uri(),
        status=200,
        headers=(("content-type", kind),) if kind else (),
        body=body,
        fetched_at=now,
        sha256=hashlib.sha256(body).hexdigest(),
    )


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
