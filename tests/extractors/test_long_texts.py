"""Long documents: what is found in a stretch is found once, and cost grows with length only."""

from __future__ import annotations

import pytest

from extractors import SourceText, extract
from extractors.binding.windows import SENTENCES

ONES = {"zh": "平台清理数百条违法信息，关闭账号12个。\n", "en": "The platform removed 12 posts on Monday.\n"}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_stretch_of_a_long_text_is_read_alike(lang: str) -> None:
    """Each of many like sentences gives the same claim, in order, whatever stretch it falls into."""
    many = 2 * SENTENCES + 7
    text = "".join(ONES[lang].replace("12", str(100 + number)) for number in range(many))
    found = extract(SourceText("long", text, lang=lang))
    assert [claim.value for claim in found.claims] == list(range(100, 100 + many))
    assert [claim.id for claim in found.claims] == [f"c{number}" for number in range(1, many + 1)]


def test_a_vague_figure_of_a_long_text_is_told_once() -> None:
    """Each stretch tells its own vague figures only."""
    many = 2 * SENTENCES + 7
    text = ONES["zh"] * many
    found = extract(SourceText("long", text, lang="zh"))
    starts = [vague.span.start for vague in found.vague]
    assert starts == sorted(set(starts))
    assert len(starts) == many
