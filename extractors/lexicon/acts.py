"""What can be done: verbs in all their forms, and act nouns, by action."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from extractors.lexicon.tables import section, table, words
from extractors.records import Action


class Shape(StrEnum):
    """The form a word of action stands in; one spelling can be several ("put", "removed", "block")."""

    BASE = "base"
    THIRD = "third"
    PAST = "past"
    PARTICIPLE = "participle"
    GERUND = "gerund"
    NOUN = "noun"
    PREDICATE = "predicate"
    ACTIVE = "active"  # a form that says its voice itself: memblokir
    PASSIVE = "passive"  # diblokir
    ROOT = "root"  # active in headlines, passive behind a pronoun: blokir, kami blokir


@dataclass(frozen=True, slots=True)
class ActForm:
    """One written form of a word of action.

    `rest` are the words that follow the first ("down" of "take down"); the last of them may stand after the object
    where the language separates verbs. `lemma` is the dictionary form, `shapes` what the spelling can be.
    """

    first: str
    rest: tuple[str, ...]
    lemma: str
    action: Action
    shapes: frozenset[Shape]

    @property
    def only_past(self) -> bool:
        """Whether the form is a past and nothing else would do ("came")."""
        return Shape.PAST in self.shapes

    @property
    def fixed(self) -> bool:
        """Whether the form is a predicate, said as it stands ("came to light")."""
        return Shape.PREDICATE in self.shapes


@dataclass(frozen=True, slots=True)
class ActWords:
    """Words of action: `forms` by their first word, longest first; `actions` maps each whole form to its action."""

    forms: Mapping[str, tuple[ActForm, ...]]
    actions: Mapping[str, Action]


def act_words(code: str) -> ActWords:
    """The words of `languages/<code>/acts.toml`.

    `[verbs]`, `[nouns]` and `[predicates]` list lemmas by action, `[plain]` verbs that are no act of interest (their
    action is other); `[irregular]` gives third, past, participle and gerund of a verb; `endings` rows are
    (ending of the lemma, third, past and participle, gerund), the first that fits. Where forms say their voice,
    `[roots]` lists roots by action, `prefixes` rows are (beginning of the root, of the active, of the passive), `[voices]`
    gives both for single roots, `[active]` and `[passive]` list further forms.
    """
    data = table(code, "acts")
    forms: dict[str, list[ActForm]] = {}
    for form in _all_forms(data):
        forms.setdefault(form.first, []).append(form)
    ordered = {first: tuple(sorted(found, key=lambda f: -len(f.rest))) for first, found in forms.items()}
    actions = {" ".join((f.first, *f.rest)): f.action for found in ordered.values() for f in found}
    return ActWords(ordered, actions)


def _all_forms(data: Mapping[str, object]) -> Iterator[ActForm]:
    for action, lemma in _entries(data, "predicates"):
        first, *rest = lemma.split()
        yield ActForm(first, tuple(rest), lemma, action, frozenset({Shape.PREDICATE}))
    for action, lemma in _entries(data, "verbs"):
        yield from _verb_forms(data, lemma, action)
    for action, lemma in _entries(data, "roots"):
        yield from _voiced_forms(data, lemma, action)
    for shape, name in ((Shape.NOUN, "nouns"), (Shape.ACTIVE, "active"), (Shape.PASSIVE, "passive")):
        for action, lemma in _entries(data, name):
            first, *rest = lemma.split()
            yield ActForm(first, tuple(rest), lemma, action, frozenset({shape}))


def _entries(data: Mapping[str, object], name: str) -> Iterator[tuple[Action, str]]:
    lemmas = section(data, name)
    return ((Action(action), lemma) for action in lemmas for lemma in words(lemmas, action))


def _verb_forms(data: Mapping[str, object], lemma: str, action: Action) -> Iterator[ActForm]:
    """Every written form of a verb; only the first word of a phrase changes."""
    first, *rest = lemma.split()
    shapes: dict[str, set[Shape]] = {}
    order = (Shape.BASE, Shape.THIRD, Shape.PAST, Shape.PARTICIPLE, Shape.GERUND)
    for shape, spellings in zip(order, (first, *_inflected(data, first)), strict=False):
        for spelling in spellings.split("/"):
            shapes.setdefault(spelling, set()).add(shape)
    for spelling, found in shapes.items():
        yield ActForm(spelling, tuple(rest), lemma, action, frozenset(found))


def _voiced_forms(data: Mapping[str, object], lemma: str, action: Action) -> Iterator[ActForm]:
    """A root, its active and its passive; only the first word of a phrase changes."""
    first, *rest = lemma.split()
    active, passive = _voices(data, first)
    for shape, spellings in ((Shape.ROOT, first), (Shape.ACTIVE, active), (Shape.PASSIVE, passive)):
        for spelling in spellings.split("/"):
            yield ActForm(spelling, tuple(rest), lemma, action, frozenset({shape}))


def _voices(data: Mapping[str, object], root: str) -> tuple[str, str]:
    """The active and the passive of a root; raises ValueError where no row fits."""
    known = section(data, "voices")
    if root in known:
        active, passive = str(known[root]).split()
        return active, passive
    for row in words(data, "prefixes"):
        beginning, active, passive = row.split()
        if root.startswith(beginning):
            stem = root[len(beginning) :]
            return active + stem, passive + stem
    raise ValueError(f"{root}: no row of prefixes fits")


def _inflected(data: Mapping[str, object], word: str) -> tuple[str, ...]:
    """Third person, past, participle and gerund; none in a language whose verbs do not inflect."""
    irregular = section(data, "irregular")
    if word in irregular:
        return tuple(str(irregular[word]).split())
    for row in words(data, "endings"):
        ending, third, past, gerund = (part.strip("-") for part in row.split())
        if word.endswith(ending):
            stem = word[: len(word) - len(ending)]
            return stem + third, stem + past, stem + past, stem + gerund
    return ()
