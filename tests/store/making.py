"""Documents, claims and pages to test with, made from few words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from bot.core.records import Document, DocumentState, Published, ReadDocument, Snapshot
from extractors import Action, Bound, Claim, Extraction, Kind, Period, Span, Unit

NOW = datetime(2023, 5, 30, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=6)
MUCH_LATER = NOW + timedelta(days=1)
TEXT = "The regulator closed 67,000 accounts. It also removed 1,400,000 posts from Weibo and fined one firm CNY 50,000."
VERBS = {"closed": Action.CLOSE, "removed": Action.REMOVE, "fined": Action.FINE, "suspended": Action.SUSPEND}
NOUNS = {"accounts": Unit.ACCOUNT, "posts": Unit.CONTENT, "apps": Unit.APP}
FIGURE = re.compile(r"(?P<cny>CNY )?(?P<value>\d[\d,]*)(?: (?P<noun>accounts|posts|apps))?")


def extraction_of(text: str, *, id: str = "d1", lang: str = "en") -> Extraction:  # noqa: A002  # the record's own word
    """The figures of a text, found by its plainest words."""
    claims = []
    for number, found in enumerate(FIGURE.finditer(text), 1):
        start = text.rfind(". ", 0, found.start()) + 2 if ". " in text[: found.start()] else 0
        end = text.find(".", found.end()) + 1 or len(text)
        verbs = [word for word in re.findall(r"\w+", text[start : found.start()]) if word in VERBS]
        money = bool(found["cny"])
        claims.append(
            Claim(
                id=f"c{number}",
                span=Span("text", found.start(), found.end()),
                kind=Kind.MONEY if money else Kind.COUNT,
                value=int(found["value"].replace(",", "")),
                unit=Unit.MONEY if money else NOUNS.get(found["noun"] or "", Unit.OTHER),
                action=VERBS[verbs[-1]] if verbs else Action.OTHER,
                sentence=Span("text", start, end),
                rule="plain",
                confidence=0.9,
                currency="CNY" if money else None,
                bound=Bound.EXACT,
                actor="Cyberspace Administration of China",
                platforms=("Weibo",) if "Weibo" in text[found.end() : end] else (),
                period=Period(date(2023, 3, 10), date(2023, 5, 22)),
            )
        )
    return Extraction(id, lang, claims=tuple(claims), platforms=("Weibo",) if "Weibo" in text else ())


def document(
    id: str = "d1",  # noqa: A002  # the record's own word
    *,
    text: str = TEXT,
    title: str = "Accounts closed",
    source: str = "cac",
    published: Published | None = Published(date(2023, 5, 29)),  # noqa: B008  # frozen
    **fields: object,
) -> Document:
    """A document of a regulator."""
    made = Document(
        id=id,
        version=0,
        source=source,
        role="regulator",
        url=f"https://{source}.example/{id}",
        title=title,
        text=text,
        lang="en",
        published=published,
        first_seen=NOW,
        seen=NOW,
        sha256=sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        regulators=("Cyberspace Administration of China",),
    )
    return replace(made, **fields)  # type: ignore[arg-type]  # the fields of a document, by name


def read(made: Document) -> ReadDocument:
    """The document as it comes from reading, with its claims."""
    if made.state == DocumentState.UNREADABLE:
        return ReadDocument(made, None)
    return ReadDocument(made, extraction_of(made.text, id=made.id))


def snapshot(
    body: bytes = b"<p>page</p>",
    *,
    url: str = "https://cac.example/list",
    at: datetime = NOW,
    headers: tuple[tuple[str, str], ...] = (("ETag", '"1"'), ("Content-Type", "text/html")),
    status: int = 200,
) -> Snapshot:
    """A page as served."""
    return Snapshot(url, url, status, headers, body, at, sha256(body).hexdigest(), not_modified=status == 304)
