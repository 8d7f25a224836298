"""How good extraction is on the gold in tests/gold: `python -m tests.accuracy`."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from extractors import SourceText, extract, extraction_form

ROOT = Path(__file__).parent
GOLD = {"en": ROOT / "gold" / "en_dev.jsonl", "zh": ROOT / "gold" / "zh_dev.jsonl", "id": ROOT / "gold" / "id_dev.jsonl"}
# Beside the repository where it was built, never needed: the article that started it all.
SEED = ROOT.parent.parent / "shared" / "gold" / "seed.jsonl"
ROWS = ("quantity", "claim", "full", "dates", "platforms", "regulators")
HALVES = ("all", "even", "odd")
BINS = 10

Document = Mapping[str, Any]  # Any: documents are JSON as the gold has it


def scorer() -> ModuleType:
    """The yardstick, used as it lies in tests/eval."""
    path = ROOT / "eval" / "score_claims.py"
    spec = importlib.util.spec_from_file_location("score_claims", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def documents(path: Path) -> list[Document]:
    """The documents of a gold file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def half(document: Document) -> str:
    """Rules are built on the even half and only measured on the odd one."""
    odd = int(hashlib.sha256(str(document["id"]).encode()).hexdigest(), 16) % 2
    return "odd" if odd else "even"


def extracted(document: Document) -> dict[str, object]:
    """What extraction makes of a gold document."""
    source = SourceText(
        id=document["id"],
        text=document["text"],
        title=document["title"],
        lang=document["lang"],
        published=date.fromisoformat(document["published"]),
        kind=document.get("kind"),
    )
    return extraction_form(source, extract(source))


def scores(gold: Sequence[Document], got: Mapping[str, Document]) -> dict[str, Any]:  # Any: the scorer's own figures
    """The scorer's figures for some documents."""
    found: dict[str, Any] = scorer().score(
        {d["id"]: d for d in gold}, {d["id"]: got[d["id"]] for d in gold}
    )  # Any: its JSON
    return found


def judged(gold: Sequence[Document], got: Mapping[str, Document]) -> list[tuple[float, bool]]:
    """Each claim's confidence and whether its value, unit and action are right."""
    module = scorer()
    pairs: list[tuple[float, bool]] = []
    for document in gold:
        claims = got[document["id"]]["claims"]
        matched = {j: i for i, j in module.pair_claims(document["claims"], claims)}
        for number, claim in enumerate(claims):
            real = document["claims"][matched[number]] if number in matched else {}
            right = all(real.get(name) == claim[name] for name in ("unit", "action"))
            pairs.append((float(claim["confidence"]), right))
    return pairs


def calibration_error(pairs: Sequence[tuple[float, bool]]) -> float:
    """The expected calibration error in ten bins."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for sure, right in pairs:
        bins.setdefault(min(int(sure * BINS), BINS - 1), []).append((sure, right))
    return sum(abs(sum(s for s, _ in b) - sum(r for _, r in b)) for b in bins.values()) / max(1, len(pairs))


def area(pairs: Sequence[tuple[float, bool]]) -> float:
    """How often a right claim is surer than a wrong one (AUC); 1 where none is wrong."""
    right = [s for s, ok in pairs if ok]
    wrong = [s for s, ok in pairs if not ok]
    wins = sum((a > b) + (a == b) / 2 for a in right for b in wrong)
    return wins / (len(right) * len(wrong)) if right and wrong else 1.0


def lines(name: str, gold: Sequence[Document], got: Mapping[str, Document]) -> Iterable[str]:
    """The rows that are printed for some documents."""
    found = scores(gold, got)
    figures = "  ".join(f"{row} {found[row]['f1']:.3f}" for row in ROWS)
    yield f"{name:8} {len(gold):3} documents  {figures}"
    attributes = "  ".join(f"{attribute} {share:.3f}" for attribute, share in found["attribute"].items())
    yield f"{'':8} {attributes}"
    pairs = judged(gold, got)
    yield f"{'':8} calibration error {calibration_error(pairs):.3f}  AUC {area(pairs):.3f}"


def main() -> int:
    """Print the figures by language and half."""
    sets = dict(GOLD) | ({"seed": SEED} if SEED.exists() else {})
    for name, path in sets.items():
        gold = documents(path)
        got = {document["id"]: extracted(document) for document in gold}
        for part in HALVES if name in GOLD else ("all",):
            chosen = [d for d in gold if part in ("all", half(d))]
            for line in lines(f"{name} {part}", chosen, got):
                print(line)  # noqa: T201 -- printing is what this command is for
    return 0


if __name__ == "__main__":
    sys.exit(main())
