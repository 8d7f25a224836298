"""What can be counted: head nouns and measure words by unit, and nouns whose counts are nobody's claim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from extractors.lexicon.tables import section, table, words
from extractors.records import Unit

# Endings of the singular and what stands for them in the plural ("y ies"); a rule of one word fits every noun.
Plurals = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class CountedNoun:
    """A noun in one written form, as its words.

    `unit` is None where its counts are no claims, `acted` the unit it has where something was done to it ("banned 45
    users"). `singular` says that the form can only stand for one thing, `plural` that it can
    only stand for several; nouns of stuff ("content") are neither.
    """

    words: tuple[str, ...]
    unit: Unit | None
    piece: bool
    acted: Unit | None = None
    singular: bool = False
    plural: bool = False


@dataclass(frozen=True, slots=True)
class ObjectWords:
    """Nouns and what they are counted as.

    `heads` maps every written form of a head noun (lower case, several words apart by one blank) to its unit;
    `measures` maps classifiers (条, 个, 家) to the unit they suggest when no noun decides; `pieces` are nouns that
    pass the question on to their complement ("pieces of content"); `noise` are nouns whose counts are no claims
    (users, days, countries). `firsts` holds all three by their first word, longest first.
    """

    heads: Mapping[str, Unit]
    measures: Mapping[str, Unit]
    pieces: frozenset[str]
    noise: frozenset[str]
    firsts: Mapping[str, tuple[CountedNoun, ...]] = field(default_factory=dict)


def object_words(code: str) -> ObjectWords:
    """The words of `languages/<code>/objects.toml`: `[heads]`, `[measures]` by unit, `pieces`, `noise` as lists."""
    data = table(code, "objects")
    plurals = tuple(tuple(rule.split()) for rule in words(data, "plurals"))
    heads = _by_unit(section(data, "heads"), plurals)
    pieces = frozenset(form for noun in words(data, "pieces") for form in _forms(noun, plurals))
    acted = _by_unit(section(data, "acted"), plurals)
    noise = frozenset(form for noun in words(data, "noise") for form in _forms(noun, plurals))
    noise = (noise | acted.keys()) - heads.keys()
    firsts = _firsts(heads, pieces, noise, acted, _numbered(data, plurals))
    return ObjectWords(heads, _by_unit(section(data, "measures"), ()), pieces, noise, firsts)


def _firsts(
    heads: Mapping[str, Unit],
    pieces: frozenset[str],
    noise: frozenset[str],
    acted: Mapping[str, Unit],
    numbered: tuple[frozenset[str], frozenset[str]],
) -> dict[str, tuple[CountedNoun, ...]]:
    found: dict[str, list[CountedNoun]] = {}
    for form in heads.keys() | pieces | noise:
        one, several = (form in forms for forms in numbered)
        noun = CountedNoun(tuple(form.split()), heads.get(form), form in pieces, acted.get(form), one, several)
        if noun.words:
            found.setdefault(noun.words[0], []).append(noun)
    return {first: tuple(sorted(nouns, key=lambda n: -len(n.words))) for first, nouns in found.items()}


def _numbered(data: Mapping[str, object], plurals: Plurals) -> tuple[frozenset[str], frozenset[str]]:
    """The forms that can only stand for one thing and those for several; nouns of stuff are listed as `masses`."""
    lists = [words(section(data, part), unit) for part in ("heads", "acted") for unit in section(data, part)]
    every = {noun for found in (*lists, words(data, "noise")) for noun in found} - set(words(data, "masses"))
    pairs = [forms for noun in every if len(forms := _forms(noun, plurals)) > 1 and forms[0] != forms[1]]
    one, several = frozenset(pair[0] for pair in pairs), frozenset(pair[1] for pair in pairs)
    return one - several, several - one


def _by_unit(nouns: Mapping[str, object], plurals: Plurals) -> dict[str, Unit]:
    return {form: Unit(unit) for unit in nouns for noun in words(nouns, unit) for form in _forms(noun, plurals)}


def _forms(noun: str, plurals: Plurals) -> tuple[str, ...]:
    """The noun and its plural; "person/people" gives an irregular plural itself."""
    if "/" in noun:
        return tuple(noun.split("/"))
    for ending, plural in (rule if len(rule) == 2 else ("", *rule) for rule in plurals):
        if noun.endswith(ending):
            return (noun, noun[: len(noun) - len(ending)] + plural)
    return (noun,)
