"""The extractor as a spaCy component: `nlp.add_pipe("tallywire")`, then `doc._.claims`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from extractors.pipeline import extract
from extractors.records import SourceText


def _with_extensions() -> None:
    """The attributes a document gets: its claims and the whole extraction; registered once a process."""
    for name in ("claims", "extraction"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)


@Language.factory(
    "tallywire", assigns=["doc._.claims", "doc._.extraction"], default_config={"published": None, "region": None}
)
def make_tallywire(nlp: Language, name: str, published: str | None, region: str | None) -> Callable[[Doc], Doc]:
    """A component that reads each document's text as the body of an announcement.

    The pipeline's language decides the room; `published` (YYYY-MM-DD) anchors relative dates, `region` (ISO 3166) decides
    what only the place would.
    """
    del name
    _with_extensions()
    day = date.fromisoformat(published) if published else None

    def tallywire(doc: Doc) -> Doc:
        source = SourceText(id="", text=doc.text, lang=nlp.lang, published=day, region=region)
        doc._.extraction = extract(source)
        doc._.claims = doc._.extraction.claims
        return doc

    return tallywire
