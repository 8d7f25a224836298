"""Which reports are taken for one voice: translations and reprints told from independent reports, on drawn campaigns.

`python -m tests.core.copy_scores [COUNT] [SEED]` prints recall and precision over pairs of reports, translations by
whether they name their source and by how many figures they tell, and what was grouped or doubted wrongly.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from bot.core.reconcile import told
from bot.core.reconcile.copies import Copies, copies
from bot.core.stories import Told
from extractors import extract
from tests.core.campaign_scores import Form
from tests.core.campaigns import extraction, source_text
from tests.generator.retellings import retold

MANY = 4


@dataclass(slots=True)
class Voices:
    """What was counted: pairs of reports, and translations and independent reports by class."""

    pairs: Counter[str] = field(default_factory=Counter)
    counted: Counter[tuple[str, str]] = field(default_factory=Counter)
    mistakes: list[str] = field(default_factory=list)

    def share(self, kind: str, outcome: str) -> float:
        """The share of a class that came out so."""
        return self.counted[kind, outcome] / max(1, self.counted[kind, "all"])

    @property
    def precision(self) -> float:
        """Of the pairs taken for one voice, those that are."""
        return self.pairs["right"] / max(1, self.pairs["right"] + self.pairs["wrong"])

    @property
    def recall(self) -> float:
        """Of the pairs that are one voice, those that were found."""
        return self.pairs["right"] / max(1, self.pairs["right"] + self.pairs["missed"])


def voices(campaigns: Sequence[Form], *, extracted: bool) -> Voices:
    """Group the reports of each campaign by voice, with annotated or extracted claims, and count."""
    found = Voices()
    for campaign in campaigns:
        texts = [
            told(source, extract(source) if extracted else extraction(form))
            for form in campaign["docs"]
            for source in (source_text(form),)
        ]
        ordered = sorted(texts, key=lambda text: (not text.primary, text.published or date.max, text.id))
        primary = ordered[0]
        _count(campaign, copies(ordered, primary=primary), texts=ordered, found=found)
    return found


def _count(campaign: Form, made: Copies, *, texts: Sequence[Told], found: Voices) -> None:
    truth = {form["id"]: form.get("copy_of", form["id"]) for form in campaign["docs"]}
    truth = {name: truth.get(of, of) for name, of in truth.items()}
    root = {text.id: made.of.get(text.id, text.id) for text in texts}
    reports = [form["id"] for form in campaign["docs"] if form["kind"] == "media"]
    for one, other in combinations(reports, 2):
        same, taken = truth[one] == truth[other], root[one] == root[other]
        found.pairs["right" if same and taken else "wrong" if taken else "missed" if same else "apart"] += 1
        if taken and not same:
            found.mistakes.append(f"{one} and {other} are two voices")
    doubts = {frozenset({pair.text, pair.original}) for pair in made.doubtful}
    for form in campaign["docs"]:
        for kind in _kinds(form, campaign, truth=truth):
            mates = [other for other in reports if other != form["id"] and root[other] == root[form["id"]]]
            right = any(truth[other] == truth[form["id"]] for other in mates)
            wrong = any(truth[other] != truth[form["id"]] for other in mates)
            doubted = any(form["id"] in doubt for doubt in doubts)
            found.counted[kind, "all"] += 1
            found.counted[kind, "found"] += right
            found.counted[kind, "wrong"] += wrong
            found.counted[kind, "doubted"] += doubted and not right
            if kind in {"named", "unnamed"} and not right and not doubted:
                found.mistakes.append(f"{form['id']} ({form['style']}, {form['told']} figures) is a translation")


def _kinds(form: Form, campaign: Form, *, truth: Mapping[str, str]) -> Iterator[str]:
    """The classes of a report."""
    if form["kind"] != "media":
        return
    if form["id"].endswith("-r1"):
        named = "named" if campaign["named"] else "unnamed"
        few = "few" if form["told"] < MANY else "many"
        yield from (named, f"{named}, {few} figures", f"{named}, {form['style']}")
    elif form["id"].endswith("x"):
        yield "reprint"
    elif truth[form["id"]] == form["id"] and not form["id"].endswith("-r0"):
        yield from ("independent", f"independent, {form['style']}")


def main(count: int, seed: int) -> int:
    """Print what was told apart."""
    campaigns = retold(count, seed=seed)
    for extracted in (False, True):
        found = voices(campaigns, extracted=extracted)
        sys.stdout.write(f"{count} campaigns, {'extracted' if extracted else 'annotated'} claims: ")
        sys.stdout.write(f"one voice P {found.precision:.3f} R {found.recall:.3f} {dict(found.pairs)}\n")
        for kind in sorted({kind for kind, _ in found.counted}):
            shares = "  ".join(f"{name} {found.share(kind, name):.3f}" for name in ("found", "doubted", "wrong"))
            sys.stdout.write(f"  {kind:28} {found.counted[kind, 'all']:4}  {shares}\n")
        sys.stdout.writelines(f"    {mistake}\n" for mistake in found.mistakes[:20])
    return 0


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:3]]
    sys.exit(main(*(given + [100, 5][len(given) :])))
