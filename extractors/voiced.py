"""Verbs whose form says their voice (Indonesian memblokir, diblokir), and roots that leave it to the words around."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extractors.lexicon.acts import ActForm, Shape

# Forms that need no auxiliary to tell active from passive.
VOICED = frozenset({Shape.ACTIVE, Shape.PASSIVE, Shape.ROOT})
# So many words may stand between a root and the number of its object ("blokir lebih dari 12.000").
REACH = 4

Role = Callable[[str], frozenset[str]]


def voiced(form: ActForm, lower: Sequence[str], place: int, end: int, role: Role) -> Shape | None:
    """Whether a form is active or passive at its place, None where a root is no verb at all.

    `lower` are the words of the sentence, `place` to `end` those of the form, `role` the grammar words of the language.
    """
    if Shape.ROOT not in form.shapes:
        return next(iter(form.shapes & {Shape.ACTIVE, Shape.PASSIVE}), None)
    before = lower[place - 1] if place else ""
    counts = _counts(lower, end, role)
    if before in role("subject_marks") or before in role("passive_marks"):
        return Shape.ACTIVE if counts and before not in role("passive_marks") else Shape.PASSIVE
    shut = role("noun_roots") | role("prepositions") | role("relatives") | role("determiners") | role("modal")
    return Shape.ACTIVE if counts and before not in shut and lower[place] not in shut else None


def _counts(lower: Sequence[str], end: int, role: Role) -> bool:
    """Whether a number follows within a few words that only bound it."""
    for word in lower[end : end + REACH]:
        if word[:1].isdigit() or word in role("scales"):
            return True
        if word not in role("bound_words") and word not in role("of_words"):
            return False
    return False
