"""What cells of tables say: a figure with its currency, direction and hedge, and how a claim agrees."""

from __future__ import annotations

from typing import Any

import pytest

from bot.cli.columns import agreement, figure
from bot.core.points import Point
from bot.core.records import Agreement, Status
from bot.core.rows import claim_row, point_row
from tests.core.claim_rows import DOCUMENT, row

Fields = dict[str, Any]  # Any: the fields of a row by name


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"value": 12, "kind": "percent", "change": "up"}, "up 12%"),
        ({"value": 12.5, "kind": "percent", "change": "down", "bound": "about"}, "down about 12.5%"),
        ({"value": 66.6666666667, "kind": "percent"}, "66.7%"),
        ({"value": 0.0333333333, "kind": "percent"}, "0.0333%"),
        ({"value": 99.9998, "kind": "percent"}, "99.9998%"),
        ({"value": 750_000, "kind": "money", "currency": "GBP"}, "GBP 750,000"),
        ({"value": 3, "value_max": 5, "bound": "at_most"}, "at most 3 to 5"),
    ],
)
def test_a_cell_says_what_the_figure_is(fields: Fields, text: str) -> None:
    """Two thirds have no end of decimals; all else keeps its digits."""
    assert figure(claim_row(row(**fields))) == text


def test_a_point_of_a_series_says_its_currency() -> None:
    """And is empty where there is no regulator."""
    days = (DOCUMENT.first_seen.date(), DOCUMENT.first_seen.date())
    point = Point(*days, 3, "exact", "money", "fine", None, None, ("r1",), kind="money", currency="EUR")
    assert figure(point_row(point)) == "EUR 3"


def test_the_regulators_own_row_departs_from_nothing() -> None:
    """Its row carries the status of its fact; the table says whose it is."""
    told = Agreement(Status.DIFFERS, kind="magnitude", primary="r1", reports=2, agree=1)
    assert agreement(claim_row(row("r1", agreement=told))) == "a report differs: magnitude"
    assert agreement(claim_row(row("r2", agreement=told))) == "differs: magnitude"
    agreed = Agreement(Status.AGREES, primary="r1", reports=1, agree=1)
    assert agreement(claim_row(row("r1", agreement=agreed))) == "agrees"
    assert agreement(claim_row(row("r1", agreement=None))) == ""
