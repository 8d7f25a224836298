"""Reconciliation on campaigns drawn at random, with planted departures of every kind."""

from __future__ import annotations

import pytest

from tests.core.drawn_campaigns import PLANTED, drawn, measured

FIFTY_FIVE = 5 * len(PLANTED)


def test_departures_planted_in_annotated_campaigns_are_found_and_named() -> None:
    """Stories whole, links right, departures found by kind, and nothing else called one."""
    scores, mistakes = measured(drawn(FIFTY_FIVE), extracted=False)
    assert scores["stories"]["f1"] >= 0.97, mistakes
    assert scores["links"]["f1"] >= 0.95, mistakes
    assert scores["disagreement"]["f1"] >= 0.95, mistakes
    assert scores["kind"] >= 0.95, mistakes


def test_undisturbed_campaigns_raise_no_alarm() -> None:
    """Rounded in two languages by many reports: all of it agrees."""
    calm = [
        campaign for campaign in drawn(2 * FIFTY_FIVE, seed=11) if campaign["campaign"].endswith(("none", "rounded"))
    ]
    scores, mistakes = measured(calm, extracted=False)
    assert scores["disagreement"]["got"] == 0, mistakes


def test_the_whole_way_from_text_to_departure_holds() -> None:
    """With claims as they are extracted: what extraction misses is missed, what is called a departure is one."""
    scores, mistakes = measured(drawn(FIFTY_FIVE), extracted=True)
    assert scores["stories"]["f1"] >= 0.97, mistakes
    assert scores["links"]["f1"] >= 0.85, mistakes
    assert scores["disagreement"]["p"] >= 0.9, mistakes
    assert scores["disagreement"]["f1"] >= 0.85, mistakes


@pytest.mark.long
def test_five_hundred_campaigns_hold_as_well() -> None:
    """From a fixed seed, all kinds in turn."""
    scores, mistakes = measured(drawn(500, seed=3), extracted=False)
    assert scores["stories"]["f1"] >= 0.97, mistakes
    assert scores["links"]["f1"] >= 0.95, mistakes
    assert scores["disagreement"]["f1"] >= 0.95, mistakes
    assert scores["disagreement"]["p"] >= 0.99, mistakes
    assert scores["kind"] >= 0.95, mistakes
