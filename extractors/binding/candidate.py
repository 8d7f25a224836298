"""What the binding rooms hand to each other: a document's mentions, and figures on their way to becoming claims."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from extractors.lexicon.language import Language
from extractors.records import (
    Action,
    Bound,
    Change,
    DateSpan,
    Kind,
    Name,
    NameKind,
    Quantity,
    Sentence,
    SourceText,
    Span,
    Unit,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One document with all its mentions, overlaps settled; title first, then text, each in order of appearance.

    A date never overlaps a quantity; of overlapping mentions the pipeline has kept one. `windows` are spans that move with the day of reading ("in the
    past two weeks") and are no dates. `folded` is the source in
    Simplified script with half-width letters, character for character.
    """

    source: SourceText
    folded: SourceText
    language: Language
    sentences: tuple[Sentence, ...]
    quantities: tuple[Quantity, ...]
    dates: tuple[DateSpan, ...]
    names: tuple[Name, ...]
    windows: tuple[Span, ...] = ()

    def text(self, span: Span) -> str:
        """The characters of a span."""
        return self.source.read(span)


class Polarity(StrEnum):
    """Whether the text says that the act happened."""

    DONE = "done"
    NOT_DONE = "not_done"


@dataclass(frozen=True, slots=True)
class Doer:
    """Who acted, as the clause itself says: a name, a word that points back to a kind of name, or somebody else.

    `name` is canonical; `kind` says that "the regulator", "it" or "the company" stands there (None: either kind);
    `other` that the doer is none that the product knows by name ("police"). `word` is the word that points back or
    names the other doer, `modifiers` what stands before it as the text spells it ("the Irish", "the competition").
    """

    name: str | None = None
    kind: NameKind | None = None
    other: bool = False
    word: str = ""
    modifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that counts something the product cares about, bound locally: what is counted and what was done.

    The local rooms (`spaced`, `unspaced`) make these in order of appearance; the shared rooms (periods, actors,
    platforms, parts, repeats, reasons, confidence) each take `(reading, candidates)` and give one value a candidate.

    `sentence` is an index into `reading.sentences`; `clause` the stretch of that sentence whose names and dates
    belong to the figure first. `quote` is the shortest span with bound word, number and head noun. `rule` names the
    binding rule. `head` is the counted noun in lower case, empty where it is elided. `inherits` is the index of
    the earlier candidate whose noun or verb this one shares ("and 619 more"), so that frames can be shared too.
    `whole` is the index (in the same tuple) of the candidate that the words themselves name as the total ("of the
    67,000", "8,981 items: 8,463 posts ..."). `reference` marks a figure that only points back ("the 67,000").
    """

    quantity: Quantity
    sentence: int
    clause: Span
    quote: Span
    kind: Kind
    unit: Unit
    action: Action
    rule: str
    head: str = ""
    bound: Bound = Bound.EXACT
    polarity: Polarity = Polarity.DONE
    change: Change | None = None
    inherits: int | None = None
    whole: int | None = None
    reference: bool = False
    act: Span | None = None
    repeats: int | None = None
    doer: Doer | None = None
    hosts: tuple[str, ...] = ()
    dates: tuple[Span, ...] | None = None
    reason: Span | None = None


@dataclass(frozen=True, slots=True)
class VagueCandidate:
    """A figure without a definite value, bound like a candidate."""

    span: Span
    unit: Unit
    action: Action
    min: int | None
    max: int | None


@dataclass(frozen=True, slots=True)
class Local:
    """What a local room found in one document, in order of appearance (title first)."""

    candidates: tuple[Candidate, ...]
    vague: tuple[VagueCandidate, ...] = ()
