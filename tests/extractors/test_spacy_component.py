"""Any spaCy user can add the extractor to a pipeline."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

import extractors.spacy_component  # noqa: F401 - registers the factory without an installed entry point


def test_a_pipeline_gives_claims() -> None:
    """`nlp.add_pipe("tallywire")`, then `doc._.claims`."""
    nlp = spacy.blank("en")
    nlp.add_pipe("tallywire")
    doc: Doc = nlp("Ofcom closed 4,500 accounts in March 2024.")
    (claim,) = doc._.claims
    assert (claim.value, claim.unit, claim.action, claim.actor) == (4500, "account", "close", "Ofcom")
