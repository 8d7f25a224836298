"""What a person means who types a name."""

from __future__ import annotations

import pytest

from extractors import ExtraNames, NameKind, meanings, near_names

CAC = "Cyberspace Administration of China"


@pytest.mark.parametrize(
    "typed", ["CAC", "cac", "国家网信办", "國家網信辦", " Cyberspace  administration of china ", CAC]
)
def test_a_regulator_is_meant_by_any_spelling_in_any_case_and_script(typed: str) -> None:
    """Also by one that a text would have to speak for."""
    assert meanings(typed, kind=NameKind.REGULATOR) == (CAC,)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("NCC", ("National Communications Commission", "Nigerian Communications Commission")),
        ("FTC", ("Federal Trade Commission",)),
        ("江苏省通信管理局", ("Jiangsu Communications Administration",)),
        ("抖音", ()),
        ("nobody", ()),
    ],
)
def test_shared_initials_mean_each_that_has_them_unless_one_is_meant_by_default(
    typed: str, expected: tuple[str, ...]
) -> None:
    """A local office is known by its place; a platform is no regulator."""
    assert meanings(typed, kind=NameKind.REGULATOR) == expected


def test_the_users_own_spelling_wins() -> None:
    """As it does in a text."""
    extra = ExtraNames(platforms=(("Example Video", ("抖音", "ExVid")),))
    assert meanings("exvid", kind=NameKind.PLATFORM, extra=extra) == ("Example Video",)
    assert meanings("抖音", kind=NameKind.PLATFORM, extra=extra) == ("Example Video",)
    assert meanings("抖音", kind=NameKind.PLATFORM) == ("Douyin",)


@pytest.mark.parametrize(
    ("typed", "kind", "first"),
    [
        ("CACC", NameKind.REGULATOR, CAC),
        ("cyberspace", NameKind.REGULATOR, CAC),
        ("Ofcon", NameKind.REGULATOR, "Ofcom"),
        ("facebok", NameKind.PLATFORM, "Facebook"),
    ],
)
def test_a_slip_and_a_part_of_a_name_lead_to_it(typed: str, kind: NameKind, first: str) -> None:
    """The name that begins alike comes first."""
    assert near_names(typed, kind=kind)[0] == first
    assert meanings(typed, kind=kind) == ()


@pytest.mark.parametrize("typed", ["", "  ", "12", "??"])
def test_what_has_no_letters_is_near_nothing(typed: str) -> None:
    """And means nothing."""
    assert near_names(typed, kind=NameKind.REGULATOR) == meanings(typed, kind=NameKind.REGULATOR) == ()
