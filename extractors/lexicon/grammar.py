"""The small words that hold a sentence together, by the role they play."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from extractors.lexicon.tables import table, words

HEADS_FIRST = "heads_first"
NO_WORDS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class GrammarWords:
    """Function words by role ("negation", "modal", "whole" ...), lower case; a phrase has its words apart by one blank.

    Which roles a language needs is decided by the binding room that reads it; a role that it does not name is empty.
    `phrases` holds those of several words again, by their first word, `starts` the first words of all; `role` gives the
    words of a role by its name. `heads_first`
    tells whether a noun stands before what modifies it (Indonesian "konten judi online") or behind it (English
    "gambling content").
    """

    roles: Mapping[str, frozenset[str]]
    phrases: Mapping[str, Mapping[str, tuple[tuple[str, ...], ...]]] = field(default_factory=dict)
    starts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    heads_first: bool = False
    role: Callable[[str], frozenset[str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Makes `role` the look-up of a dictionary itself: rules ask it several times a word."""
        object.__setattr__(self, "role", _Roles(self.roles).__getitem__)


class _Roles(dict[str, frozenset[str]]):
    """The words by role, none for a role that the language does not name."""

    def __missing__(self, name: str) -> frozenset[str]:
        return NO_WORDS


def grammar_words(code: str) -> GrammarWords:
    """The words of `languages/<code>/grammar.toml`, one list a role; `heads_first` is true or false."""
    data = table(code, "grammar")
    roles = {role: frozenset(words(data, role)) for role in data if role != HEADS_FIRST}
    phrases = {role: _by_first(found) for role, found in roles.items()}
    starts = {role: found | phrases[role].keys() for role, found in roles.items()}
    return GrammarWords(roles, phrases, starts, heads_first=data.get(HEADS_FIRST) is True)


def _by_first(found: frozenset[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The phrases of several words by their first, longest first."""
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for phrase in found:
        split = tuple(phrase.split())
        if len(split) > 1:
            phrases.setdefault(split[0], []).append(split)
    return {first: tuple(sorted(rest, key=len, reverse=True)) for first, rest in phrases.items()}
