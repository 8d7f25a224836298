"""The gold must not be read worse than it is today: floors a step below what `make accuracy` prints."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest

from tests.scoring import GOLD, Form, calibration_error, documents, half, judged, predicted, ranking, scorer, scores

# file, language, half (None: all), floors of F1 by row.
FLOORS = (
    ("en_dev.jsonl", "en", None, {"quantity": 0.93, "claim": 0.77, "full": 0.50, "dates": 0.95, "platforms": 0.98, "regulators": 0.98}),
    ("en_dev.jsonl", "en", 1, {"quantity": 0.89, "claim": 0.65, "full": 0.37, "dates": 0.93}),
    ("zh_dev.jsonl", "zh", None, {"quantity": 0.96, "claim": 0.91, "full": 0.77, "dates": 0.95, "platforms": 0.98, "regulators": 0.98}),
    ("zh_dev.jsonl", "zh", 1, {"quantity": 0.94, "claim": 0.86, "full": 0.69, "dates": 0.92}),
    ("id_dev.jsonl", "id", None, {"quantity": 0.98, "claim": 0.97, "full": 0.79, "dates": 0.93, "platforms": 0.98, "regulators": 0.98}),
    ("pairs_dev.jsonl", "en", None, {"quantity": 0.92, "claim": 0.86, "dates": 0.97}),
    ("pairs_dev.jsonl", "zh", None, {"quantity": 0.95, "claim": 0.89, "full": 0.84, "dates": 0.97}),
    ("headline/en.jsonl", "en", None, {"quantity": 0.91, "claim": 0.71}),
    ("late/en_w4.jsonl", "en", None, {"quantity": 0.92, "claim": 0.82, "full": 0.45, "dates": 0.93}),
    ("late/en_w6.jsonl", "en", None, {"quantity": 0.93, "claim": 0.73, "full": 0.36, "dates": 0.92}),
    ("late/zh_w5.jsonl", "zh", None, {"quantity": 0.91, "claim": 0.83, "full": 0.56, "dates": 0.95}),
    ("late/en_w8.jsonl", "en", None, {"quantity": 0.86, "claim": 0.72, "full": 0.34, "dates": 0.89}),
    ("late/en_w9.jsonl", "en", None, {"quantity": 0.91, "claim": 0.80, "full": 0.44, "dates": 0.93}),
    ("late/en_w10.jsonl", "en", None, {"quantity": 0.88, "claim": 0.72, "full": 0.38, "dates": 0.90}),
    ("late/zh_w7.jsonl", "zh", None, {"quantity": 0.89, "claim": 0.70, "full": 0.57, "dates": 0.97}),
)  # fmt: skip


@cache
def read(file: str, lang: str) -> tuple[tuple[Form, ...], dict[str, Form]]:
    """The documents of one file and language, and what extraction makes of them; read once for all tests."""
    docs = tuple(d for d in documents(GOLD / file) if d["lang"] == lang)
    return docs, predicted(docs)


@pytest.mark.parametrize(("file", "lang", "parity", "floors"), FLOORS)
def test_gold_is_read_as_well_as_before(file: str, lang: str, parity: int | None, floors: dict[str, float]) -> None:
    """Every headline figure, by file and half."""
    docs, got = read(file, lang)
    result = scores([d for d in docs if parity in (None, half(d))], got)
    fallen = {row: round(result[row]["f1"], 3) for row, floor in floors.items() if result[row]["f1"] < floor}
    assert not fallen


@pytest.mark.parametrize(("file", "lang"), [("en_dev.jsonl", "en"), ("zh_dev.jsonl", "zh"), ("pairs_dev.jsonl", "en")])
def test_spans_of_gold_texts_quote_the_text(file: str, lang: str) -> None:
    """Claims, sentences, dates and vague figures stand where they say."""
    docs, got = read(file, lang)
    for doc in docs:
        found = got[doc["id"]]
        for one in [*found["claims"], *found["dates"], *found["vague"]]:
            span = one["span"]
            assert doc[span["field"]][span["start"] : span["end"]] == one["quote"]
        for claim in found["claims"]:
            sentence = claim["sentence"]
            assert sentence["start"] <= claim["span"]["start"] <= claim["span"]["end"] <= sentence["end"]


def test_a_part_names_a_claim_of_the_same_document() -> None:
    """`part_of` never dangles and never names itself."""
    _, got = read("en_dev.jsonl", "en")
    for found in got.values():
        ids = {claim["id"] for claim in found["claims"]}
        assert len(ids) == len(found["claims"])
        assert all(c["part_of"] in ids - {c["id"]} for c in found["claims"] if c["part_of"])


PARAGRAPHS = tomllib.loads((Path(__file__).parent / "paragraphs_en.toml").read_text(encoding="utf-8"))["paragraph"]
BOUNDS = {"~": "about", ">": "at_least", "<": "at_most"}


def annotated(number: int, paragraph: dict[str, object]) -> Form:
    """A paragraph with its annotation ("~" about, ">" at least, "<" at most; value unit action) as a gold document."""
    claims = []
    lines = paragraph["claims"]
    assert isinstance(lines, list)
    for i, line in enumerate(lines):
        value, unit, action = line.split()
        bound = BOUNDS.get(value[0], "exact")
        low, _, high = value.lstrip("~><").partition("-")
        kind = unit if unit in ("money", "percent") else "count"
        claims.append({"id": f"c{i}", "kind": kind, "value": float(low), "value_max": float(high) if high else None,
                       "bound": bound, "unit": unit, "action": action, "quote": ""})  # fmt: skip
    text = str(paragraph["text"]).strip()
    return {
        "id": f"paragraph-{number}",
        "lang": "en",
        "kind": "media",
        "title": "",
        "text": text,
        "published": "2024-07-15",
        "claims": claims,
    }


def test_paragraphs_of_other_writers_are_read() -> None:
    """Value, unit and action over paragraphs in the manner of many regulators and reporters."""
    docs = [annotated(i, p) for i, p in enumerate(PARAGRAPHS)]
    got = predicted(docs)
    score = scorer()
    right = wrong = missed = 0
    for doc in docs:
        # Currency is not annotated here.
        claims = [claim | {"currency": None} for claim in got[doc["id"]]["claims"]]
        pairs = score.pair_claims(doc["claims"], claims)
        good = sum(
            doc["claims"][i]["unit"] == claims[j]["unit"] and doc["claims"][i]["action"] == claims[j]["action"]
            for i, j in pairs
        )
        right, wrong, missed = right + good, wrong + len(claims) - good, missed + len(doc["claims"]) - good
    assert 2 * right / (2 * right + wrong + missed) >= 0.93


def test_measures_of_confidence_are_what_they_say() -> None:
    """A confidence that is always right has no error; one that ranks all right claims first has an area of one."""
    assert calibration_error([(1.0, True), (0.0, False)]) == 0.0
    assert calibration_error([(0.9, True), (0.9, False)]) == pytest.approx(0.4)
    assert ranking([(0.9, True), (0.2, False)]) == 1.0
    assert ranking([(0.5, True), (0.5, False)]) == 0.5


def test_confidence_lies_between_nought_and_one() -> None:
    """Whatever the claim."""
    docs, got = read("en_dev.jsonl", "en")
    assert all(0 <= confidence <= 1 for confidence, _ in judged(docs, got))
