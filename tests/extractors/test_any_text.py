"""What must hold for any text at all: hostile, broken, empty, long."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors import SourceText, extract, extraction_form, known_languages
from extractors.script import guess

DAY = date(2024, 5, 17)
PIECES = st.sampled_from(
    ["Ofcom ", "closed ", "4,500 ", "accounts", " in March 2024", ". ", "\n\n", "over ", "1.4 million ", "posts ", "of them ",
     "国家网信办", "关闭", "账号", "3.2万余个", "，", "其中", "。", "%", "$", "€1.2bn ", "\u202e", "\u200b", "\ud800", "\x00", "😀", "<b>", "&amp;", "9" * 40, "-", "|", "\t"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join))


def form(text: str, *, lang: str | None = "en", title: str = "", published: date | None = DAY) -> dict[str, object]:
    """The contract's JSON form of a text."""
    source = SourceText("t", text, title=title, lang=lang, published=published)
    return dict(extraction_form(source, extract(source), mentions=True))


@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS, title=st.lists(PIECES, max_size=6).map("".join), lang=st.sampled_from(["en", "zh"]))
def test_spans_always_quote_and_output_is_the_same_twice(text: str, title: str, lang: str) -> None:
    """Every span of every list stands where it says, in code points of the field as given."""
    found = form(text, lang=lang, title=title)
    fields = {"text": text, "title": title}
    for name in ("claims", "dates", "vague", "mentions"):
        rows = found[name]
        assert isinstance(rows, list)
        for row in rows:
            span = row["span"]
            assert fields[span["field"]][span["start"] : span["end"]] == row["quote"]
    assert form(text, lang=lang, title=title) == found


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(count=st.integers(20, 999_999), month=st.sampled_from(["January", "April", "October"]))
def test_a_sentence_before_shifts_spans_only(count: int, month: str) -> None:
    """A text that speaks of something else first is read as before, further on."""
    text = f"Ofcom closed {count:,} accounts in {month} 2023."
    first = "The office stands by the river.\n\n"
    plain, shifted = form(text)["claims"], form(first + text)["claims"]
    assert isinstance(plain, list)
    assert isinstance(shifted, list)
    assert len(plain) == len(shifted) == 1
    assert shifted[0]["span"]["start"] == plain[0]["span"]["start"] + len(first)
    same = ("value", "unit", "action", "actor", "period", "bound", "rule")
    assert {k: shifted[0][k] for k in same} == {k: plain[0][k] for k in same}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n\t ",
        "no sentence end and no figure",
        "Ofcom closed " + "9" * 400 + " accounts.",
        "Closed on 31 February 2024: 40 accounts.",
        "\u202e\u2066 4,500 accounts closed \u2069 😀 ",
        "\ud800 closed 45 accounts \udfff",
        "<p>Closed <b>4,500</b> accounts</p>" * 20,
        "(" * 5000 + "4,500 accounts were closed" + ")" * 5000,
        "1,1" * 4000,
        "国家网信办关闭账号" * 400,
        "and ".join(str(i) for i in range(400)),
    ],
    ids=range(12),
)
def test_odd_texts_are_read_without_an_exception(text: str, lang: str) -> None:
    """Whatever the language says it is; what comes out is JSON, and no claim is beyond 10^15."""
    found = form(text, lang=lang)
    json.dumps(found)
    rows = found["claims"]
    assert isinstance(rows, list)
    assert all(row["value"] <= 10**15 for row in rows)


def test_without_a_day_of_publication_nothing_relative_is_resolved() -> None:
    """Never against today."""
    found = form("Last week Ofcom closed 45 accounts; on 3 May it closed 12 sites.", published=None)
    assert found["dates"] == []


def test_a_language_without_a_room_is_unsupported_not_empty() -> None:
    """The document says so itself."""
    found = form("방송통신위원회는 계정 3만 개를 차단했다.", lang=None)
    assert (found["unsupported"], found["claims"]) == ("ko", [])
    assert {"en", "zh"} <= set(known_languages())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The regulator closed the accounts of the firm.", "en"),
        ("国家网信办关闭了一批账号。", "zh"),
        ("總務省は3万件のアカウントを停止した。", "ja"),
        ("Die Behörde hat die Konten der Firma gesperrt und nicht wieder freigegeben.", "de"),
        ("12345", "en"),
    ],
)
def test_a_text_tells_its_language(text: str, code: str) -> None:
    """By script, else by its small words."""
    assert guess(SourceText("t", text)) == code


def test_a_long_text_is_read_to_its_end() -> None:
    """Well over what spaCy takes at once, without a sentence end."""
    filler = "words without any end " * 60_000
    rows = form(filler + "\n\nOfcom closed 4,500 accounts.")["claims"]
    assert isinstance(rows, list)
    assert [row["value"] for row in rows] == [4500]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Ofcom closed 1,000,000,000,000,001 accounts and 12 groups."),
        ("en", "Ofcom closed 3 quintillion accounts and 12 groups."),
        ("zh", "国家网信办关闭账号1000000000000001个,关闭群组12个。"),
    ],
)
def test_a_number_over_ten_to_the_fifteenth_is_no_claim(lang: str, text: str) -> None:
    """It is a mention, but nobody has counted so many; what stands beside it is read."""
    found = extract(SourceText("x", text, lang=lang, published=date(2024, 5, 29)))
    assert [float(c.value) for c in found.claims] == [12]
    assert len(found.quantities) == 2
