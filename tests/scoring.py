"""Texts with known answers through extraction, and how right it was: what `make accuracy` and the tests share."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from extractors import SourceText, extract, extraction_form

HERE = Path(__file__).parent
GOLD = HERE / "gold"
# A gold or predicted document as JSON gives it.
Form = dict[str, Any]  # Any: the values of JSON


@cache
def yardstick(name: str) -> ModuleType:
    """A scorer of tests/eval, kept byte for byte as it is used outside, which is no package."""
    spec = importlib.util.spec_from_file_location(name, HERE / "eval" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def scorer() -> ModuleType:
    """The scorer of claims."""
    return yardstick("score_claims")


def documents(path: Path) -> list[Form]:
    """The documents of a gold file; campaigns of several are taken apart."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return [doc for row in rows for doc in row.get("docs", [row])]


def half(doc: Form) -> int:
    """0 for the half that rules are built on, 1 for the half that is only measured: the parity of the id's hash."""
    return int(hashlib.sha256(doc["id"].encode()).hexdigest(), 16) % 2


def source(doc: Form) -> SourceText:
    """A gold document as extraction is given it."""
    published = date.fromisoformat(doc["published"]) if doc.get("published") else None
    return SourceText(
        doc["id"], doc["text"], title=doc["title"], lang=doc["lang"], published=published, kind=doc["kind"]
    )


def predicted(docs: Iterable[Form]) -> dict[str, Form]:
    """What extraction makes of documents, by id."""
    return {doc["id"]: dict(extraction_form(s, extract(s))) for doc in docs for s in (source(doc),)}


def scores(docs: Iterable[Form], got: Mapping[str, Form]) -> Form:
    """The scorer's figures for those documents."""
    gold = {doc["id"]: doc for doc in docs}
    result: Form = scorer().score(gold, {key: got[key] for key in gold})
    return result


def judged(docs: Iterable[Form], got: Mapping[str, Form]) -> list[tuple[float, bool]]:
    """For every predicted claim its confidence, and whether value, unit and action are right."""
    score = scorer()
    rows = []
    for doc in docs:
        claims = got[doc["id"]]["claims"]
        right = set()
        for i, j in score.pair_claims(doc["claims"], claims):
            gold = doc["claims"][i]
            if gold["unit"] == claims[j]["unit"] and gold["action"] == claims[j]["action"]:
                right.add(j)
        rows += [(float(claim["confidence"]), j in right) for j, claim in enumerate(claims)]
    return rows


def calibration_error(rows: Iterable[tuple[float, bool]], *, bins: int = 10) -> float:
    """The expected calibration error: mean distance of confidence and share right over bins, weighted by size."""
    sorted_in: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in rows:
        sorted_in.setdefault(min(bins - 1, int(confidence * bins)), []).append((confidence, right))
    total = sum(map(len, sorted_in.values()))
    apart = (abs(sum(c for c, _ in rows) - sum(r for _, r in rows)) for rows in sorted_in.values())
    return sum(apart) / total if total else 0.0


def ranking(rows: Iterable[tuple[float, bool]]) -> float:
    """The area under the curve: how often a right claim is more confident than a wrong one (ties count half)."""
    listed = list(rows)
    right = [c for c, good in listed if good]
    wrong = [c for c, good in listed if not good]
    if not right or not wrong:
        return 1.0
    wins = sum((a > b) + 0.5 * (a == b) for a in right for b in wrong)
    return wins / (len(right) * len(wrong))
