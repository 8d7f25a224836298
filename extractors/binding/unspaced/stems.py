"""Verbs of no list, read by their characters: 删停 removes, 起封 closes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from extractors.binding.unspaced.words import MARKS, Meaning, Page, Word
from extractors.languages import language
from extractors.records import Action

_PREFIX = "frame_stem_"
_AUX = "frame_stem_aux"
# So far before a noun phrase an unlisted verb is looked for.
_REACH = 12
_LENGTH = 2


def guess(page: Page, start: int, end: int, code: str) -> Word | None:
    """The last two characters of no list before a noun phrase, as the act that they spell; None where they spell none.

    `start` is where the clause begins, `end` where the phrase does. Both characters must be ones that such verbs are
    made of, and nothing but listed words that are no acts may stand between them and the phrase.
    """
    place = end
    for word in page.backwards(end, max(start, end - _REACH)):
        if word.end < place:
            break
        if word.act:
            return None
        place = word.start
    while place > start and page.text[place - 1] in "了过 ":
        place -= 1
    first = place - _LENGTH
    if first < start or set(page.text[first:place]) & MARKS:
        return None
    action = spelled(page.text[first:place], code)
    return None if action is None else Word(first, place, page.text[first:place], Meaning(action=action))


def spelled(verb: str, code: str) -> Action | None:
    """The action of a verb by its characters, the first one that tells it first."""
    stems, aux = _stems(code)
    if any(mark not in stems and mark not in aux for mark in verb):
        return None
    return next((stems[mark] for mark in verb if mark in stems), None)


@cache
def _stems(code: str) -> tuple[Mapping[str, Action], frozenset[str]]:
    """The characters that tell an action, and those that only complete a verb."""
    room = language(code)
    roles = room.grammar.roles if room is not None else {}
    stems = {
        mark: Action(role.removeprefix(_PREFIX))
        for role, marks in roles.items()
        if role.startswith(_PREFIX) and role != _AUX
        for mark in marks
    }
    return stems, roles.get(_AUX, frozenset())
