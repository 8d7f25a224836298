"""Which drawn reports are taken for one voice: translations named and unnamed, reprints, and reports that are neither."""

from __future__ import annotations

from functools import cache

import pytest

from tests.core.copy_scores import Voices, voices
from tests.generator.retellings import retold

# A seed that no weight was set on.
SEED = 23
SOME, MANY = 60, 400


@cache
def some(extracted: bool) -> Voices:  # noqa: FBT001  # a cache's key
    """What is made of a few campaigns."""
    return voices(retold(SOME, seed=SEED), extracted=extracted)


@pytest.mark.parametrize("extracted", [False, True])
def test_translations_are_found_and_independent_reports_left_alone(extracted: bool) -> None:  # noqa: FBT001  # a parameter
    """A false copy takes a confirmation away: hardly one in a hundred; a named source tells, few figures hardly do."""
    found = some(extracted)
    assert found.precision >= 0.98, found.mistakes
    assert found.recall >= 0.7, found.mistakes
    assert found.share("independent", "wrong") <= 0.02, found.mistakes
    assert found.share("independent", "doubted") <= 0.05, found.mistakes
    assert found.share("named", "found") >= 0.95, found.mistakes
    assert found.share("reprint", "found") >= 0.95, found.mistakes
    assert found.share("unnamed", "found") >= 0.5, found.mistakes


@pytest.mark.long
def test_what_can_be_told_of_translations_by_kind() -> None:
    """One that follows the announcement throughout looks like any other that does so."""
    found = voices(retold(MANY, seed=SEED), extracted=True)
    assert found.precision >= 0.99, found.mistakes
    assert found.share("independent", "wrong") <= 0.005, found.mistakes
    assert found.share("named, few figures", "found") >= 0.95, found.mistakes
    assert found.share("unnamed, free", "found") >= 0.7, found.mistakes
    assert found.share("unnamed, few figures", "found") + found.share("unnamed, few figures", "doubted") >= 0.6
    assert found.share("independent, faithful", "doubted") <= 0.12, found.mistakes
