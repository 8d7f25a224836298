"""Claims as rows under ids that stay."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from bot.core.claims import claim_id, claim_rows
from extractors import Action, Change, Claim, Extraction, Kind, Period, Span, Unit
from tests.core.claim_rows import DOCUMENT, SEEN

TEXT = "Of 67,000 accounts closed for spam, 8,000 (12.5%) came back: 8,000."
CLAIM = Claim(
    id="c1",
    span=Span("text", 3, 18),
    kind=Kind.COUNT,
    value=67000,
    unit=Unit.ACCOUNT,
    action=Action.CLOSE,
    sentence=Span("text", 0, len(TEXT)),
    rule="near-verb",
    confidence=0.8,
    reason=Span("text", 30, 34),
    period=Period(None, None, year_inferred=True),
)
PART = replace(CLAIM, id="c2", span=Span("text", 36, 41), value=8000, part_of="c1", also=(Span("text", 61, 66),))
SHARE = replace(
    CLAIM, id="c3", span=Span("text", 43, 48), kind=Kind.PERCENT, value=Decimal("12.5"), change=Change.UP, period=None
)
ARTICLE = replace(DOCUMENT, text=TEXT)


def test_a_row_carries_the_words_its_claim_rests_on() -> None:
    """Quote, sentence, reason and other mentions are the text's own characters."""
    whole, part, share = claim_rows(ARTICLE, Extraction("d1", "en", (CLAIM, PART, SHARE)), extractor="x1", at=SEEN)
    assert (whole.quote, whole.reason, whole.sentence_text) == ("67,000 accounts", "spam", TEXT)
    assert (whole.has_period, whole.period_start, whole.year_inferred) == (True, None, True)
    assert (part.quote, part.part_of, part.also) == ("8,000", whole.id, ("8,000",))
    assert (share.value, share.change, share.has_period) == (12.5, "up", False)


def test_an_id_is_that_of_document_version_span_and_kind() -> None:
    """Reading again gives the same ids; another version, place or kind gives others."""
    (row,) = claim_rows(ARTICLE, Extraction("d1", "en", (CLAIM,)), extractor="x2", at=SEEN)
    assert row.id == claim_id("d1", 1, span=CLAIM.span, kind="count")
    others = {
        claim_id("d2", 1, span=CLAIM.span, kind="count"),
        claim_id("d1", 2, span=CLAIM.span, kind="count"),
        claim_id("d1", 1, span=Span("title", 3, 18), kind="count"),
        claim_id("d1", 1, span=CLAIM.span, kind="money"),
    }
    assert len(others | {row.id}) == 5


def test_one_number_with_two_acts_gives_two_rows() -> None:
    """To warn and to fine 30 companies are two claims on one span."""
    both = (CLAIM, replace(CLAIM, id="c9", action=Action.REMOVE))
    first, second = claim_rows(ARTICLE, Extraction("d1", "en", both), extractor="x1", at=SEEN)
    assert first.id != second.id
    assert (first.action, second.action) == ("close", "remove")


def test_what_is_no_finite_figure_is_no_claim() -> None:
    """Neither infinity nor a number of a thousand digits is a figure of the world."""
    values = (Decimal("Infinity"), Decimal("NaN"), Decimal(10) ** 1000, Decimal("1e999999"))
    wild = tuple(replace(CLAIM, id=f"c{n}", value=value) for n, value in enumerate(values))
    made = claim_rows(ARTICLE, Extraction("d1", "en", (*wild, CLAIM)), extractor="x1", at=SEEN)
    assert [row.value for row in made] == [67000]
    ranged = replace(CLAIM, value_max=Decimal("Infinity"))
    assert claim_rows(ARTICLE, Extraction("d1", "en", (ranged,)), extractor="x1", at=SEEN) == ()


def test_whole_decimals_become_whole_numbers() -> None:
    """1.4 million is 1400000, not 1400000.0."""
    (row,) = claim_rows(
        ARTICLE, Extraction("d1", "en", (replace(CLAIM, value=Decimal("1.4E6"), value_max=Decimal(2)),)),
        extractor="x1", at=SEEN,
    )  # fmt: skip
    assert (row.value, type(row.value), row.value_max) == (1400000, int, 2)
