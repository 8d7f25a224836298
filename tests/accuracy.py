"""`make accuracy`: how right extraction is on texts with known answers, by language and half.

The even half of each development file is what rules are built on, the odd half is only measured. Where the wider
material lies beside the checkout (../shared), its seed article is measured too, and how right pages and feeds are read.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests import reading_accuracy
from tests.core import campaign_scores
from tests.scoring import GOLD, Form, calibration_error, documents, half, judged, predicted, ranking, scores

SHARED = Path(__file__).parent.parent.parent / "shared"
ROWS = ("quantity", "claim", "full", "dates", "platforms", "regulators")
# Files whose annotation holds value, unit and action only.
HEADLINE = ("quantity", "claim")


def line(name: str, result: Form, rows: tuple[str, ...] = ROWS) -> str:
    """One line of F1 figures."""
    figures = "  ".join(f"{row} {result[row]['f1']:.3f}" for row in rows)
    return f"{name:22} {figures}"


def detail(result: Form) -> str:
    """Precision and recall of the headline figures, and the share of matched claims with each attribute right."""
    exact = "  ".join(f"{row} P {result[row]['p']:.3f} R {result[row]['r']:.3f}" for row in ("quantity", "claim"))
    attributes = "  ".join(f"{name} {value:.3f}" for name, value in result["attribute"].items())
    return f"{'':22} {exact}\n{'':22} {attributes}"


def halves(name: str, docs: list[Form]) -> list[str]:
    """Texts of one language: all of them, each half, and the calibration of confidence."""
    got = predicted(docs)
    lines = [line(f"{name} all ({len(docs)})", scores(docs, got)), detail(scores(docs, got))]
    for parity, part_name in ((0, "even, built on"), (1, "odd, measured")):
        part = [d for d in docs if half(d) == parity]
        rows = judged(part, got)
        lines.append(line(f"{name} {part_name}", scores(part, got)))
        lines.append(f"{'':22} confidence: calibration error {calibration_error(rows):.3f}, AUC {ranking(rows):.3f}")
    return lines


def fresh(lang: str) -> list[Form]:
    """The texts of independent writers, who saw neither the rules nor their results."""
    return [doc for path in sorted((GOLD / "fresh").glob(f"{lang}_*.jsonl")) for doc in documents(path)]


def whole(name: str, path: Path, lang: str, rows: tuple[str, ...] = ROWS) -> str:
    """A file that no rule was built on, in one line."""
    docs = [d for d in documents(path) if d["lang"] == lang]
    return line(f"{name} ({len(docs)})", scores(docs, predicted(docs)), rows)


def main() -> int:
    """Print every figure."""
    say = sys.stdout.write
    for lang in ("en", "zh", "id"):
        say("\n".join(halves(lang, documents(GOLD / f"{lang}_dev.jsonl"))) + "\n")
    for lang in ("en", "zh"):
        say("\n".join(halves(f"{lang} fresh", fresh(lang))) + "\n")
        for path in sorted((GOLD / "late").glob(f"{lang}_*.jsonl")):
            say(whole(f"{lang} late, measured", path, lang) + "\n")
    say(whole("en campaigns", GOLD / "pairs_dev.jsonl", "en") + "\n")
    say(whole("zh campaigns", GOLD / "pairs_dev.jsonl", "zh") + "\n")
    say(whole("en headline figures", GOLD / "headline" / "en.jsonl", "en", HEADLINE) + "\n")
    for name in ("pairs_dev", "campaigns"):
        told = [json.loads(text) for text in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        say(campaign_scores.line(f"{name} ({len(told)})", campaign_scores.measured(told, extracted=True).scores()))
    seed = SHARED / "gold" / "seed.jsonl"
    if seed.exists():
        say(whole("seed article", seed, "en") + "\n")
    for read in reading_accuracy.lines():
        say(read + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
