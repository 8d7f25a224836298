"""The small words that hold a sentence together, by the role they play."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from extractors.lexicon.tables import table, words


@dataclass(frozen=True, slots=True)
class GrammarWords:
    """Function words by role ("negation", "modal", "whole" ...), lower case; a phrase has its words apart by one blank.

    Which roles a language needs is decided by the binding room that reads it; a role that it does not name is empty.
    """

    roles: Mapping[str, frozenset[str]]

    def role(self, name: str) -> frozenset[str]:
        """The words of one role, none if the language does not name it."""
        return self.roles.get(name, frozenset())


def grammar_words(code: str) -> GrammarWords:
    """The words of `languages/<code>/grammar.toml`, one list a role."""
    data = table(code, "grammar")
    return GrammarWords({role: frozenset(words(data, role)) for role in data})
