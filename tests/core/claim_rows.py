"""Claim rows to test with."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.core.records import ClaimRow, Document, Published

SEEN = datetime(2023, 5, 30, 12, tzinfo=UTC)
DOCUMENT = Document(
    id="d1",
    version=1,
    source="cac",
    role="regulator",
    url="https://cac.example/1",
    title="Accounts closed",
    text="",
    lang="en",
    published=Published(date(2023, 5, 29)),
    first_seen=SEEN,
    seen=SEEN,
    sha256="ab",
    regulators=("Cyberspace Administration of China",),
)
ROW = ClaimRow(
    id="r1",
    value=67000,
    value_max=None,
    bound="exact",
    kind="count",
    currency=None,
    unit="account",
    action="close",
    actor="Cyberspace Administration of China",
    platforms=("Weibo", "WeChat"),
    period_start=date(2023, 3, 10),
    period_end=date(2023, 5, 22),
    has_period=True,
    reason="spam",
    part_of=None,
    change=None,
    also=(),
    year_inferred=False,
    quote="67,000 accounts",
    field="text",
    start=21,
    end=36,
    sentence_field="text",
    sentence_start=0,
    sentence_end=37,
    sentence_text="The regulator closed 67,000 accounts.",
    rule="near-verb",
    confidence=0.9,
    document=DOCUMENT,
    story=None,
    agreement=None,
    extractor="x1",
    extracted_at=SEEN,
)


def row(id: str = "r1", **fields: object) -> ClaimRow:  # noqa: A002  # the record's own word
    """A row like the one above but for some fields."""
    return replace(ROW, id=id, **fields)  # type: ignore[arg-type]  # the fields of a row, by name
