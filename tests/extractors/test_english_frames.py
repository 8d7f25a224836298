"""English claims: who acted, on which service, of which total."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extractors import Claim, SourceText, extract

TEXTS: list[dict[str, Any]] = tomllib.loads(  # Any: TOML tables
    (Path(__file__).parent / "frames_en.toml").read_text(encoding="utf-8")
)["text"]


def written(claim: Claim, whole: Claim | None) -> str:
    """A claim as the examples write it."""
    head = f"{float(claim.value):.15g} {claim.unit.value} {claim.action.value}"
    total = f"{float(whole.value):.15g}" if whole else "-"
    return " | ".join((head, claim.actor or "-", ", ".join(claim.platforms) or "-", total))


@pytest.mark.parametrize("example", TEXTS, ids=[t["name"] for t in TEXTS])
def test_each_text_gives_its_frames(example: dict[str, Any]) -> None:  # Any: a TOML table
    """Every listed claim is found with actor, platforms and whole."""
    text = SourceText("x", example["text"], example.get("title", ""), "en", date(2024, 5, 29))
    found = extract(text).claims
    by_id = {c.id: c for c in found}
    got = [written(c, by_id.get(c.part_of or "")) for c in found]
    assert [c for c in example["claims"] if c not in got] == [], got


HEADED = [
    ("Enforcement highlights, 1 October 2023 to 31 March 2024\n\nThe office received 4,100 complaints."),
    ("Victims lost $45 million to scams from October 2023 to March 2024.\n\nPolice froze 4,100 bank accounts."),
]


@pytest.mark.parametrize("text", HEADED, ids=["heading", "losses"])
def test_a_heading_or_a_lead_with_losses_says_of_what_time_a_report_is(text: str) -> None:
    """What follows without a time of its own is of that time."""
    found = extract(SourceText("x", text, "", "en", date(2024, 5, 29))).claims
    period = next(c.period for c in found if c.value == 4100)
    assert period is not None
    assert (period.start, period.end) == (date(2023, 10, 1), date(2024, 3, 31))
