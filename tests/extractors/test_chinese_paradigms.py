"""What notices and news say was done, in every position that its verb can take, in both scripts."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from extractors import Claim, SourceText, extract
from tests.extractors.test_chinese_claims import said
from tests.extractors.test_chinese_scripts import TRADITIONAL

TEXTS = tomllib.loads(Path(__file__).with_name("paradigms_zh.toml").read_text(encoding="utf-8"))["texts"]


def line(claim: Claim, *, dated: bool) -> str:
    """A claim as the annotations are written, with its period where they tell one."""
    if not dated:
        return said(claim)
    ends = [claim.period.start, claim.period.end] if claim.period else []
    period = "..".join("" if day is None else str(day) for day in ends)
    return f"{said(claim)} @{period or 'none'}"


@pytest.mark.parametrize("case", TEXTS, ids=[str(number) for number in range(len(TEXTS))])
def test_a_sentence_gives_its_claims_in_both_scripts(case: dict[str, object]) -> None:
    """Each figure's unit, act, whole and time; numbers that are nobody's claim give none."""
    expected = case["claims"]
    assert isinstance(expected, list)
    dated = any("@" in one for one in expected)
    for script in ({}, TRADITIONAL):
        title, text = (str(case.get(field, "")).translate(script) for field in ("title", "text"))
        source = SourceText(id="t", title=title, text=text, lang="zh", published=date(2024, 6, 12), kind="media")
        assert [line(claim, dated=dated) for claim in extract(source).claims] == expected
