"""The auxiliaries, adverbs and negations that lead up to a verb."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Role = Callable[[str], frozenset[str]]
# Auxiliaries by the role of their words, in the order in which a word that plays several is read.
KINDS = (("be", "be"), ("have", "have"), ("modal", "modal"), ("do", "do"), ("get", "get"))
# A shorter word that ends like an adverb is none ("fly", "only").
LEAST_ADVERB = 5


@dataclass(frozen=True, slots=True)
class Chain:
    """What leads up to a verb: `start` is its first token, `to` that of an infinitive mark or -1."""

    start: int
    be: bool = False
    have: bool = False
    modal: bool = False
    do: bool = False
    to: int = -1
    negated: bool = False


def chain_before(place: int, lower: Sequence[str], role: Role) -> Chain:
    """The auxiliaries, adverbs and negations that lead up to the verb at a place."""
    kinds: set[str] = set()
    start, to, at = place, -1, place - 1
    while at >= 0 and (kind := auxiliary(lower[at], role)):
        if kind == "no" and lower[at + 1] in role("only_words"):
            kind = "adverb"  # "were not only closed but ..."
        if kind == "to":
            to = at
        if kind != "adverb":
            start = at
            kinds.add(kind)
        at -= 1
    return Chain(
        start, "be" in kinds or "get" in kinds, "have" in kinds, "modal" in kinds, "do" in kinds, to, "no" in kinds
    )


def auxiliary(word: str, role: Role) -> str | None:
    """What a word before a verb is: "to", an auxiliary, "no" where it denies, "adverb", or None."""
    if word in role("infinitive_marks"):
        return "to"
    for name, kind in KINDS:
        if word in role(name):
            return "no" if word in role("negation") and kind == "do" else kind
    if word in role("negation"):
        return "no"
    return "adverb" if word in role("adverbs") or adverbial(word, role) else None


def adverbial(word: str, role: Role) -> bool:
    """Whether a word is an adverb by its ending ("permanently"), in a language that has such endings."""
    return len(word) >= LEAST_ADVERB and any(word.endswith(ending) for ending in role("adverb_endings"))


def place_before(place: int, lower: Sequence[str], role: Role) -> int:
    """The place of the word before, adverbs skipped; -1 at the start of the sentence."""
    at = place - 1
    while at >= 0 and (adverbial(lower[at], role) or lower[at] in role("light_adverbs")):
        at -= 1
    return at


def word_before(place: int, lower: Sequence[str], role: Role) -> str:
    """The word before a place, adverbs skipped; empty at the start of the sentence."""
    at = place_before(place, lower, role)
    return lower[at] if at >= 0 else ""
