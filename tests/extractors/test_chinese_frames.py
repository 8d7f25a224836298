"""Whole Chinese texts of our own: when each figure fell, who acted, which platforms it is tied to, in both scripts."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from extractors import Claim, SourceText, extract
from tests.extractors.test_chinese_scripts import TRADITIONAL

TEXTS = tomllib.loads(Path(__file__).with_name("frames_zh.toml").read_text(encoding="utf-8"))["texts"]


def frame(claim: Claim) -> str:
    """Value, period, actor and platforms as one line, as the texts' annotations are written."""
    ends = [claim.period.start, claim.period.end] if claim.period else []
    period = "..".join("" if day is None else str(day) for day in ends)
    return "; ".join((f"{float(claim.value):g}", period, claim.actor or "", ", ".join(claim.platforms)))


def frames(case: dict[str, object], script: dict[int, str]) -> list[str]:
    """The frames of a text's claims, its characters first exchanged by `script`."""
    published = case["published"]
    assert isinstance(published, date)
    title, text = (str(case[field]).strip().translate(script) for field in ("title", "text"))
    source = SourceText(id="t", title=title, text=text, lang="zh", published=published, kind=str(case["kind"]))
    return [frame(claim) for claim in extract(source).claims]


@pytest.mark.parametrize("case", TEXTS, ids=[str(case["id"]) for case in TEXTS])
def test_a_text_gives_its_figures_their_frames(case: dict[str, object]) -> None:
    """A campaign's or report's time, 同期, local offices, equals, partners and lists hold as a careful reader takes them."""
    assert frames(case, {}) == case["frames"]
    if "通报" not in f"{case['title']}{case['text']}":  # 通報 is another act in Traditional script
        assert frames(case, TRADITIONAL) == case["frames"]
