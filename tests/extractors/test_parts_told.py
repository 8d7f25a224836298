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


def wholes(text: str) -> dict[float, float | None]:
    """For each figure of an English text the value of the whole it is a part of."""
    claims = extract(SourceText("d", text, "", "en", date(2025, 6, 30))).claims
    values = {claim.id: float(claim.value) for claim in claims}
    return {float(claim.value): values.get(claim.part_of or "") for claim in claims}


BESIDE = [
    ("The firm received 4,120 reports, down from 5,310 a year before, and acted on 18% of them.", 18, 4_120),
    ("Meta removed 842 million posts, up from 459 million. Spam made up 31 million of the total.", 31_000_000, 842_000_000),
    ("Ofcom closed 610 cases, compared with 740 in 2023. Two thirds of them were about spam.", 66.7, 610),
]  # fmt: skip


@pytest.mark.parametrize(("text", "part", "whole"), BESIDE, ids=["down", "up", "compared"])
def test_what_a_figure_is_set_beside_is_no_whole(text: str, part: float, whole: float) -> None:
    """Another year's figure has no parts in this one."""
    assert wholes(text)[part] == whole


RANKED = [
    ("We disabled 346,482 accounts. Child safety was the largest category at 184,412, followed by fraud (57,219) and hate (21,340).", 346_482, (184_412, 57_219, 21_340)),
    ("Arcom got 9,100 complaints. Bullying was the most common category at 4,100, followed by scams (2,300) and spam (1,000).", 9_100, (4_100, 2_300, 1_000)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "whole", "parts"), RANKED, ids=["accounts", "complaints"])
def test_ranked_categories_are_parts_of_what_they_are_categories_of(
    text: str, whole: float, parts: tuple[float, ...]
) -> None:
    """Also those in brackets that follow the first."""
    found = wholes(text)
    assert [found[part] for part in parts] == [whole] * len(parts)


TOPICAL = [
    ("The agency got 154,624 complaints. Around 86,000 complaints concerned text messages. A further 20,653 were about calls.", 154_624, (86_000, 20_653)),
    ("Ofcom received 9,100 complaints in May. Some 4,100 complaints related to spam.", 9_100, (4_100,)),
    ("The ICO opened 310 cases. In detail, 120 cases involved nuisance calls.", 310, (120,)),
    ("Ofcom received 9,100 complaints in May. Most concerned bullying (4,100), scams (2,300) and fake news (1,000).", 9_100, (4_100, 2_300, 1_000)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "whole", "parts"), TOPICAL, ids=["texts", "spam", "calls", "brackets"])
def test_complaints_about_one_thing_are_some_of_those_just_counted(
    text: str, whole: float, parts: tuple[float, ...]
) -> None:
    """What they are about is what sets them apart."""
    found = wholes(text)
    assert [found[part] for part in parts] == [whole] * len(parts)


def test_lines_under_a_heading_by_type_are_parts_of_the_sum_before() -> None:
    """The heading says that the sum is taken apart."""
    lines = "Investment scams: $837 million\nRomance scams: $140 million\nPhishing: $96 million"
    found = wholes(f"Australians lost $2,180 million to scams in 2025.\n\nLosses by type\n{lines}")
    assert [found[v] for v in (837e6, 140e6, 96e6)] == [2_180e6] * 3


def test_names_at_the_head_of_a_list_have_some_of_what_the_sentence_counts() -> None:
    """They stand in brackets behind their names."""
    found = wholes(
        "In July the body dealt with another 28 cases, with Tencent (12) and Alibaba (5) at the head of the list."
    )
    assert (found[12], found[5]) == (28, 28)
