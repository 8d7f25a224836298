"""Reconciliation scored over campaigns told by several texts: stories, links, departures and their kinds.

`python -m tests.core.campaign_scores [COUNT]` prints the scores over drawn campaigns by kind of departure, with the
annotated claims and with extracted ones; `python -m tests.core.campaign_scores FILE` those over a gold file.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.core.reconcile import reconcile, story_form, told
from bot.core.records import Story
from extractors import extract
from extractors.forms import extraction_form
from tests.core.campaigns import extraction, source_text
from tests.generator.campaigns import PLANTED, drawn
from tests.scoring import yardstick

Form = dict[str, Any]  # Any: JSON as the gold files have it
ROWS = ("stories", "links", "disagreement")


@dataclass(frozen=True, slots=True)
class Measured:
    """What reconciliation made of campaigns, all documents in one sitting."""

    campaigns: Sequence[Form]
    claims: Mapping[str, Form]
    found: Sequence[Story]
    mistakes: list[str] = field(default_factory=list)

    @property
    def stories(self) -> list[Form]:
        """The stories as `tallywire reconcile` writes them."""
        return [story_form(story) for story in self.found]

    def scores(self, planted: str | None = None) -> Form:
        """The yardstick's scores, over all campaigns or those of one kind."""
        some = [c for c in self.campaigns if planted is None or c["planted"] == planted]
        ids = {document["id"] for campaign in some for document in campaign["docs"]}
        stories = [story for story in self.stories if ids & set(story["docs"])]
        self.mistakes.clear()
        found: Form = yardstick("score_stories").score(some, self.claims, stories, self.mistakes)
        return found

    def noted(self, campaign: Form, kind: str) -> bool:
        """Whether a story of the campaign carries a note of a kind."""
        ids = {document["id"] for document in campaign["docs"]}
        return any(note["kind"] == kind for s in self.stories if ids & set(s["docs"]) for note in s.get("notes", ()))


def measured(campaigns: Sequence[Form], *, extracted: bool) -> Measured:
    """Reconcile all documents of all campaigns, with annotated or extracted claims."""
    texts, claims = [], {}
    for form in (document for campaign in campaigns for document in campaign["docs"]):
        source = source_text(form)
        found = extract(source) if extracted else extraction(form)
        texts.append(told(source, found))
        claims[form["id"]] = extraction_form(source, found) if extracted else form
    return Measured(campaigns, claims, reconcile(texts))


def line(name: str, scores: Form) -> str:
    """One line of figures."""
    rows = "  ".join(
        f"{row} P {scores[row]['p']:.3f} R {scores[row]['r']:.3f} F1 {scores[row]['f1']:.3f}" for row in ROWS
    )
    return f"{name:16} {rows}  kind {scores['kind']:.3f}\n"


def main(argument: str) -> int:
    """Print scores and mistakes."""
    drawing = argument.isdigit()
    campaigns = (
        drawn(int(argument), seed=3)
        if drawing
        else [json.loads(text) for text in Path(argument).read_text(encoding="utf-8").splitlines()]
    )
    for extracted in (False, True):
        result = measured(campaigns, extracted=extracted)
        sys.stdout.write(f"{len(campaigns)} campaigns, {'extracted' if extracted else 'annotated'} claims\n")
        for planted in PLANTED if drawing else ():
            sys.stdout.write(line(planted, result.scores(planted)))
        sys.stdout.write(line("all", result.scores()))
        if drawing:
            vague = [c for c in campaigns if c["planted"] == "vague"]
            sys.stdout.write(f"vague words noted in {sum(result.noted(c, 'vague') for c in vague)} of {len(vague)}\n")
        sys.stdout.writelines(f"  {mistake}\n" for mistake in result.mistakes)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "60"))
