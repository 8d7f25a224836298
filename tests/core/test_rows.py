"""Rows have the keys of the contract, and CSV says the same in columns."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.core.config import Source
from bot.core.memory import DocumentRow
from bot.core.points import Point
from bot.core.records import (
    Agreement,
    Event,
    EventKind,
    Fact,
    SourceHealth,
    SourceState,
    Status,
    Story,
    StoryNote,
)
from bot.core.rows import (
    CLAIM_COLUMNS,
    DOCUMENT_COLUMNS,
    EVENT_COLUMNS,
    POINT_COLUMNS,
    SOURCE_COLUMNS,
    STORY_COLUMNS,
    cells,
    claim_row,
    document_row,
    envelope,
    event_row,
    instant,
    point_row,
    source_row,
    story_row,
)
from tests.core.claim_rows import DOCUMENT, SEEN, row

DIFFERS = Agreement(Status.DIFFERS, kind="magnitude", note="ten-fold", primary="r0", reports=3, agree=2)


def test_a_claim_has_the_keys_of_the_contract() -> None:
    """In their order, nested where the contract nests."""
    told = claim_row(row(story="s1", agreement=DIFFERS))
    assert list(told) == [
        *("id", "value", "value_max", "bound", "kind", "currency", "unit", "action", "actor", "platforms", "period"),
        *("reason", "part_of", "change", "also", "year_inferred", "quote", "span", "sentence_text", "rule"),
        *("confidence", "document", "story", "agreement", "extractor", "extracted_at"),
    ]
    assert told["period"] == {"start": "2023-03-10", "end": "2023-05-22"}
    assert told["span"] == {"field": "text", "start": 21, "end": 36}
    assert told["document"] == {
        "id": "d1",
        "version": 1,
        "url": "https://cac.example/1",
        "title": "Accounts closed",
        "source": "cac",
        "role": "regulator",
        "lang": "en",
        "regulators": ["Cyberspace Administration of China"],
        "published": "2023-05-29",
        "first_seen": "2023-05-30T12:00:00Z",
        "sha256": "ab",
    }
    assert told["agreement"] == {
        "status": "differs",
        "kind": "magnitude",
        "note": "ten-fold",
        "primary": "r0",
        "reports": 3,
        "agree": 2,
    }


def test_what_is_not_known_is_null_and_an_inferred_currency_says_so() -> None:
    """A period without a start is a period; no period at all is null."""
    open_start = claim_row(row(period_start=None))
    assert open_start["period"] == {"start": None, "end": "2023-05-22"}
    bare = claim_row(row(has_period=False, period_start=None, period_end=None, currency="CNY", currency_inferred=True))
    assert (bare["period"], bare["agreement"], bare["currency_inferred"]) == (None, None, True)
    assert "currency_inferred" not in open_start
    agreed = claim_row(row(agreement=Agreement(Status.AGREES)))
    assert agreed["agreement"] == {"status": "agrees", "primary": None, "reports": 0, "agree": 0}


def test_an_answer_says_whether_rows_were_left_out() -> None:
    """By its cursor and by the word."""
    assert envelope([{"a": 1}]) == {"data": [{"a": 1}], "next": None, "truncated": False}
    assert envelope([], following="abc") == {"data": [], "next": "abc", "truncated": True}


def test_a_claim_as_csv_has_dotted_columns_and_joined_lists() -> None:
    """Columns that do not apply are empty, never missing."""
    line = dict(zip(CLAIM_COLUMNS, cells(claim_row(row()), columns=CLAIM_COLUMNS), strict=True))
    assert line["platforms"] == "Weibo; WeChat"
    assert (line["period.start"], line["document.url"]) == ("2023-03-10", "https://cac.example/1")
    assert (line["agreement.status"], line["value_max"], line["year_inferred"]) == ("", "", "false")
    nothing = dict(zip(CLAIM_COLUMNS, cells(claim_row(row(has_period=False)), columns=CLAIM_COLUMNS), strict=True))
    assert nothing["period.start"] == ""


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("@cmd", "'@cmd"),
        ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
        ("-5%", "-5%"),
        ("+1,200", "+1,200"),
        ("67,000 accounts", "67,000 accounts"),
    ],
)
def test_a_cell_runs_no_formula(text: str, cell: str) -> None:
    """A title is somebody else's words; a spreadsheet must not run them."""
    assert cells({"title": text}, columns=("title",)) == (cell,)


def test_a_document_an_event_and_a_source_have_the_keys_of_the_contract() -> None:
    """CSV columns are the same keys."""
    document = document_row(DocumentRow(DOCUMENT, changed=SEEN, claims=3))
    assert tuple(document) == DOCUMENT_COLUMNS
    assert (document["claims"], document["state"], document["changed"]) == (3, "read", "2023-05-30T12:00:00Z")
    event = event_row(Event("e1", EventKind.EDITED, SEEN, "text edited", document="d1"))
    assert event == {
        "id": "e1",
        "kind": "edited",
        "at": "2023-05-30T12:00:00Z",
        "document": "d1",
        "note": "text edited",
    }
    assert set(event) <= set(EVENT_COLUMNS)
    source = Source("cac", "CAC", "feed", "https://cac.example/feed", file=Path("cac.toml"))
    health = SourceHealth("cac", SourceState.BROKEN, since=SEEN, cause="404", next_visit=SEEN)
    told = source_row(source, health, documents=2)
    assert tuple(told) == SOURCE_COLUMNS
    assert (told["state"], told["cause"], told["last_success"]) == ("broken", "404", None)


def test_a_story_tells_its_facts_as_reconcile_does() -> None:
    """Only status, kind and note of their agreement."""
    fact = Fact(67000, "account", "close", ("r1", "r2"), DIFFERS)
    notes = (StoryNote("sum", ("d2",), "parts do not add up"),)
    told = story_row(Story("s1", "Accounts closed", ("d1", "d2"), "d1", (fact,), notes, SEEN, ("CAC",)))
    assert tuple(told) == (
        "id",
        "title",
        "regulators",
        "primary",
        "documents",
        "facts",
        "notes",
        "copies",
        "first_seen",
    )
    assert told["facts"] == [
        {
            "value": 67000,
            "unit": "account",
            "action": "close",
            "claims": ["r1", "r2"],
            "agreement": {"status": "differs", "kind": "magnitude", "note": "ten-fold"},
        }
    ]
    assert told["notes"] == [{"kind": "sum", "docs": ["d2"], "note": "parts do not add up"}]
    line = dict(zip(STORY_COLUMNS, cells(told, columns=STORY_COLUMNS), strict=True))
    assert line["documents"] == "d1; d2"
    assert line["facts"].startswith('{"value": 67000')


def test_a_point_has_a_note_only_where_there_is_one() -> None:
    """The other keys are always there."""
    point = Point(date(2023, 5, 1), date(2023, 5, 31), 3, "exact", "account", "close", None, None, ("r1",))
    assert "note" not in point_row(point)
    noted = Point(date(2023, 5, 1), date(2023, 5, 31), 3, "exact", "account", "close", None, None, ("r1",), "why")
    assert tuple(point_row(noted)) == POINT_COLUMNS


def test_instants_are_told_in_utc() -> None:
    """With a Z, or null."""
    assert instant(datetime(2023, 5, 30, 12, 0, 0, 5, tzinfo=UTC)) == "2023-05-30T12:00:00.000005Z"
    assert instant(None) is None
