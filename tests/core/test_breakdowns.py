"""Drawn campaigns whose platforms' shares stand in other texts than the total: what is noted of their sums."""

from __future__ import annotations

import pytest

from tests.core.campaign_scores import measured
from tests.generator.breakdowns import broken_down

COUNT, SEED = 60, 17


@pytest.mark.parametrize("extracted", [False, True])
def test_shares_that_exceed_their_total_are_noted_and_no_others(extracted: bool) -> None:  # noqa: FBT001  # a parameter
    """In one report or in three, in two languages, annotated or read from the sentences."""
    result = measured(broken_down(COUNT, seed=SEED), extracted=extracted)
    noted = {campaign["campaign"]: result.noted(campaign, "sum") for campaign in result.campaigns}
    too_much = [campaign["campaign"] for campaign in result.campaigns if campaign["exceeds"]]
    found = sum(noted[name] for name in too_much)
    wrong = sum(noted.values()) - found
    assert found >= 0.8 * len(too_much)
    assert wrong == 0
