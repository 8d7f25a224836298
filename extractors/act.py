"""One thing done, as a sentence says it: the word, its voice, and whether it happened."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from extractors.records import Action

# A verb that only prepares a sanction yields to one that follows ("identified and blocked"); the later here the weaker.
WEAK = (Action.REPORT, Action.INVESTIGATE, Action.IDENTIFY, Action.OTHER)


class Voice(StrEnum):
    """How an act stands to the nouns around it."""

    ACTIVE = "active"  # its object follows
    PASSIVE = "passive"  # its object is the subject before it
    BARE = "bare"  # a participle after its noun ("1.4 million posts removed in May")
    ATTRIBUTE = "attribute"  # a participle before its noun ("permanently closed accounts")
    GERUND = "gerund"  # "for closing 45 accounts"
    INFINITIVE = "infinitive"  # "to close 45 accounts"
    NOUN = "noun"  # "the closure of 45 accounts"
    PREDICATE = "predicate"  # said of its subject ("92% were gone within a day")


@dataclass(frozen=True, slots=True)
class Act:
    """One act at tokens `start` (first auxiliary) to `end`; `verb` is the word itself.

    `done` is false where the text denies, plans or supposes it. `ordered` marks an infinitive that an authority
    ordered, `asked` one that was only asked for.
    """

    start: int
    verb: int
    end: int
    lemma: str
    action: Action
    voice: Voice
    done: bool = True
    asked: bool = False
    ordered: bool = False
