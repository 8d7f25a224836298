"""Values between records and columns: exact, finite, in UTC, or refused."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.core.records import ReadDocument, StoreError
from bot.store import Store
from bot.store.columns import LARGEST, comparable, digits
from bot.store.database import _set_up, database
from bot.store.tables import versions
from extractors import Action, DateSpan, Span, Unit, Vague
from tests.store.making import NOW, TEXT, document, extraction_of

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (67000, "67000"),
        (10**30, "1" + "0" * 30),
        (Decimal("1.50"), "1.5"),
        (Decimal("2E+3"), "2000"),
        (0.1, "0.1"),
        (-3.0, "-3"),
    ],
)
def test_a_figure_is_kept_as_its_digits(value: float, text: str) -> None:
    """Neither rounded nor in powers of ten."""
    assert digits(value) == text


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("-Infinity"), Decimal("NaN")])
def test_what_is_no_finite_number_is_refused(value: float) -> None:
    """SQLite would store NaN as nothing at all."""
    with pytest.raises(StoreError, match="is no finite number"):
        comparable(value)


def test_filters_compare_floats_and_never_overflow() -> None:
    """Beyond their range stands the largest."""
    assert (comparable(None), comparable(67000), comparable(Decimal("1.5"))) == (None, 67000.0, 1.5)
    assert (comparable(10**400), comparable(-(10**400))) == (LARGEST, -LARGEST)
    assert comparable(Decimal("-1e400")) == -LARGEST


def test_dates_and_vague_figures_are_kept_with_their_words(store: Store) -> None:
    """As `extract` tells them, beside the claims."""
    vague = Vague(Span("text", 4, 13), Unit.CONTENT, Action.REMOVE, min=Decimal("1.5"), max=None)
    whole = replace(vague, min=1000000, max=Decimal(3000000))
    dates = (
        DateSpan(Span("text", 4, 13), date(2023, 5, 1), None, year_inferred=True),
        DateSpan(Span("title", 0, 8), None, date(2023, 5, 2)),
    )
    extraction = replace(extraction_of(TEXT), vague=(vague, whole), dates=dates)
    store.remember(ReadDocument(document(), extraction), item_key="k", entry_hash="e", extractor="x", now=NOW)
    with store._database.read() as connection:
        row = connection.execute(select(versions.c.dates, versions.c.vague)).one()
    span = {"field": "text", "start": 4, "end": 13}
    assert row.dates == [
        {"quote": "regulator", "span": span, "start": "2023-05-01", "end": None, "year_inferred": True},
        {"quote": "Accounts", "span": {"field": "title", "start": 0, "end": 8}, "start": None, "end": "2023-05-02"},
    ]
    assert row.vague == [
        {"quote": "regulator", "span": span, "unit": "content", "action": "remove", "min": 1.5, "max": None},
        {"quote": "regulator", "span": span, "unit": "content", "action": "remove", "min": 1000000, "max": 3000000},
    ]


def test_a_file_system_without_write_ahead_log_is_refused_politely(tmp_path: Path) -> None:
    """SQLite's dot-file locking has no shared memory, like a network folder."""
    address = f"file:{tmp_path / 'store.sqlite3'}?vfs=unix-dotfile"
    with closing(sqlite3.connect(address, uri=True)) as connection, pytest.raises(StoreError) as caught:
        _set_up(connection, None)
    assert "put the store on a local disk" in str(caught.value)


def test_lower_knows_more_than_ascii() -> None:
    """In the database as in Python; nothing stays nothing."""
    memory = database("sqlite://")
    with memory.read() as connection:
        found = connection.exec_driver_sql("SELECT lower('ÉTAT'), lower(NULL)").one()
    memory.close()
    assert tuple(found) == ("état", None)


def test_postgresql_without_its_driver_says_what_to_install() -> None:
    """The driver is an extra."""
    code = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from bot.store.database import database\n"
        "try:\n    database('postgresql://u:secret@h/x')\n"
        "except Exception as error:\n    print(error)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.strip() == (
        "postgresql+psycopg://u:***@h/x: the PostgreSQL driver is missing: pip install 'tallywire[postgresql]'"
    )
