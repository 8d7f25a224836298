"""Parts that a sentence opens with their whole for, or points back to across a full stop."""

from __future__ import annotations

from datetime import date

import pytest

from extractors import SourceText, extract, extraction_form

CASES = [
    ("en", "Of the 859,400 accounts punished, 118,000 were closed for good.", 118_000, 859_400),
    ("en", "It closed 21,000 websites.\n\nIt punished 662,200 accounts. Among them, 34,200 were shut down.", 34_200, 662_200),
    ("zh", "在处置的51.5万个账号中，3.67万个被关停。", 36_700, 515_000),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "part", "whole"), CASES)
def test_a_part_is_of_the_figure_that_was_just_told(lang: str, text: str, part: int, whole: int) -> None:
    """It counts what its whole counts."""
    source = SourceText("d", text, lang=lang, published=date(2020, 7, 5))
    claims = extraction_form(source, extract(source))["claims"]
    assert isinstance(claims, list)
    found = next(claim for claim in claims if claim["value"] == part)
    assert found["unit"] == "account"
    assert next(claim for claim in claims if claim["id"] == found["part_of"])["value"] == whole
