"""Another figure, service, regulator, month or verb of the same meaning changes its own field and nothing else."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from tests.metamorphic import differences, tally, told
from tests.scoring import GOLD, documents
from tests.swaps_en import swaps

# Share of replacements that change just what they should, over the gold of both halves. A month that ends a quarter,
# and a regulator that the text also calls "China's watchdog" or whose country names the dollar, cannot be exchanged alone.
FLOORS = {"figure": 0.97, "service": 0.97, "regulator": 0.92, "month": 0.72, "verb": 0.97}


@cache
def judged() -> tuple[Counter[str], Counter[str]]:
    """How many replacements were tried, and how many changed just what they should, by kind."""
    return tally(documents(GOLD / "en_dev.jsonl"), swaps)


@pytest.mark.parametrize("kind", FLOORS)
def test_something_else_in_its_place_changes_its_own_field_only(kind: str) -> None:
    """The comparison is between two readings: what the right answer is plays no part."""
    tried, good = judged()
    assert tried[kind] >= 10
    assert good[kind] / tried[kind] >= FLOORS[kind]


def test_a_difference_is_told() -> None:
    """The yardstick itself can fail: other claims, and a field that should have stayed, are named."""
    doc = documents(GOLD / "en_dev.jsonl")[0]
    swap = next(iter(swaps(doc)))
    before = told(doc)
    assert list(differences(before, before[1:], swap))
    assert list(differences(before, ({**before[0], "action": "none such"}, *before[1:]), swap))
