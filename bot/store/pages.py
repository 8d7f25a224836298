"""Pages as served, compressed and kept by their hash; every fetch of them; what to ask "has it changed?" with."""

from __future__ import annotations

import zlib
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, exists, select

from bot.core.records import Snapshot, StoreError, Validators
from bot.store.tables import fetches, pages, validators, versions
from bot.store.writing import put

LEVEL = 6
TRUSTED = 9  # every tenth visit is unconditional

# Asked at every visit: making a statement takes longer than carrying it out (measured).
_BODY = select(pages.c.body).where(pages.c.sha256 == bindparam("sha256"))
_VALIDATORS = select(validators).where(validators.c.source == bindparam("source"), validators.c.url == bindparam("url"))
_HASHES = (
    select(fetches.c.sha256)
    .where(fetches.c.source == bindparam("source"), fetches.c.url == bindparam("url"))
    .order_by(fetches.c.fetched_at.desc())
    .limit(TRUSTED)
)


def keep(connection: Connection, *, source: str, snapshot: Snapshot) -> None:
    """Store a snapshot: its page (once), the fetch, and the validators its server gave.

    A 304 brings no page: the hash known before stays.
    """
    page = None if snapshot.not_modified else snapshot.sha256
    if page:
        body = zlib.compress(snapshot.body, LEVEL)
        row = {"sha256": page, "body": body, "size": len(snapshot.body), "kept_at": snapshot.fetched_at}
        put(connection, pages, row)
    fetch = {
        "source": source,
        "url": snapshot.url,
        "final_url": snapshot.final_url,
        "status": snapshot.status,
        "headers": [list(header) for header in snapshot.headers],
        "fetched_at": snapshot.fetched_at,
        "sha256": page,
    }
    put(connection, fetches, fetch, key=("source", "url", "fetched_at"))
    _keep_validators(connection, source=source, snapshot=snapshot, page=page)


def body(connection: Connection, sha256: str) -> bytes | None:
    """A page's bytes. Raises StoreError if what was kept is damaged."""
    packed = connection.execute(_BODY, {"sha256": sha256}).scalar()
    try:
        return None if packed is None else zlib.decompress(packed)
    except zlib.error as error:
        raise StoreError(f"page {sha256} is damaged: {error}", subject=sha256) from error


def snapshot(connection: Connection, sha256: str) -> Snapshot | None:
    """A kept page as it was last served."""
    content = body(connection, sha256)
    statement = select(fetches).where(fetches.c.sha256 == sha256).order_by(fetches.c.fetched_at.desc()).limit(1)
    row = connection.execute(statement).one_or_none()
    if content is None or row is None:
        return None
    return Snapshot(
        url=row.url,
        final_url=row.final_url,
        status=row.status,
        headers=tuple((name, value) for name, value in row.headers),
        body=content,
        fetched_at=row.fetched_at,
        sha256=sha256,
    )


def last_asked(connection: Connection, *, source: str, url: str) -> tuple[str | None, Validators | None]:
    """The hash of the page this address last brought, and the validators its server gave; None where there is none.

    After so many answers "not modified" in a row the page is asked for as if it were new: some servers say so for ever.
    """
    row = connection.execute(_VALIDATORS, {"source": source, "url": url}).one_or_none()
    if row is None:
        return None, None
    if not (row.etag or row.last_modified or row.moved_to):
        return row.sha256, None
    if _unchanged(connection, source=source, url=url) >= TRUSTED:
        return row.sha256, Validators(moved_to=row.moved_to) if row.moved_to else None
    return row.sha256, Validators(row.etag, row.last_modified, row.moved_to)


def _unchanged(connection: Connection, *, source: str, url: str) -> int:
    """How many answers in a row were "not modified"."""
    last = connection.execute(_HASHES, {"source": source, "url": url}).scalars().all()
    return next((n for n, sha256 in enumerate(last) if sha256 is not None), len(last))


def last_hash(connection: Connection, *, source: str, url: str) -> str | None:
    """The hash of the page this address last brought."""
    row = connection.execute(_VALIDATORS, {"source": source, "url": url}).one_or_none()
    return None if row is None else row.sha256


def forget(connection: Connection, *, before: datetime) -> int:
    """Drop pages last fetched before an instant that no document was read from; returns how many."""
    evidence = exists().where(versions.c.sha256 == pages.c.sha256)
    fetched_since = exists().where(fetches.c.sha256 == pages.c.sha256, fetches.c.fetched_at >= before)
    current = exists().where(validators.c.sha256 == pages.c.sha256)
    old = pages.c.kept_at < before
    return connection.execute(delete(pages).where(old, ~evidence, ~fetched_since, ~current)).rowcount


def _keep_validators(connection: Connection, *, source: str, snapshot: Snapshot, page: str | None) -> None:
    known = connection.execute(_VALIDATORS, {"source": source, "url": snapshot.url}).one_or_none()
    if known and page is None:  # a 304 may repeat its validators or leave them out
        row = {
            "etag": snapshot.header("etag") or known.etag,
            "last_modified": snapshot.header("last-modified") or known.last_modified,
            "sha256": known.sha256,
        }
    else:
        row = {
            "etag": snapshot.header("etag"),
            "last_modified": snapshot.header("last-modified"),
            "sha256": page,
        }
    row |= {"source": source, "url": snapshot.url, "fetched_at": snapshot.fetched_at, "moved_to": snapshot.moved_to}
    put(connection, validators, row, replace=tuple(row))
