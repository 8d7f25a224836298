"""Verbs that stand together: coordinated ones as one act, verbs of ordering with what was ordered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.act import WEAK, Act, Voice
from extractors.auxiliaries import Role, adverbial
from extractors.lexicon.acts import Shape
from extractors.lexicon.language import Language
from extractors.records import Action, Token

# So long may the complement be that stands between two verbs of one object.
COMPLEMENT = 5


def merged(found: Sequence[Act], tokens: Sequence[Token], language: Language) -> list[Act]:
    """Coordinated verbs as one act: "identified and blocked", "closed or suspended", "removed, hidden or labelled"."""
    role = language.grammar.role
    joints = role("verb_joints") | role("list_words") | {","}
    merged: list[Act] = []
    for act in found:
        last = merged[-1] if merged else None
        between = [t.lower for t in tokens[last.end : act.start]] if last else []
        plain = between and all(w in joints or adverbial(w, role) for w in between)
        if (
            last
            and (plain or _reported_and_done(last, act, between, role))
            and (_joins(last, act) or _both_infinitive(last, act, tokens, language))
        ):
            merged[-1] = _first_sanction(last, act)
        else:
            merged.append(act)
    return merged


def _reported_and_done(first: Act, second: Act, between: Sequence[str], role: Role) -> bool:
    """As in "were reported to WhatsApp and blocked": a weak verb with a short complement yields to the one after "and"."""
    if first.voice not in (Voice.PASSIVE, Voice.BARE) or second.voice is not Voice.BARE or len(between) > COMPLEMENT:
        return False
    if first.action not in WEAK or second.action in WEAK or not between or between[-1] not in role("list_words"):
        return False
    return between[0] in role("complement_words") and not any(w[:1].isdigit() or w == "," for w in between)


def _joins(first: Act, second: Act) -> bool:
    if (first.voice is Voice.NOUN) != (second.voice is Voice.NOUN):
        return False
    return second.voice in (Voice.BARE, Voice.ATTRIBUTE, first.voice) or first.voice is Voice.BARE


def _both_infinitive(first: Act, second: Act, tokens: Sequence[Token], language: Language) -> bool:
    """As in "ordered the platforms to block and remove": one "to" for two verbs in the dictionary form."""
    if first.voice is not Voice.INFINITIVE or second.voice is not Voice.ACTIVE or second.start != second.verb:
        return False
    forms = language.acts.forms.get(tokens[second.verb].lower, ())
    return any(Shape.BASE in form.shapes for form in forms)


def _first_sanction(first: Act, second: Act) -> Act:
    """Both as one: the action of the first that is no mere finding, the grammar of the one with auxiliaries."""
    strong = [a for a in (first, second) if a.action not in WEAK]
    ranked = strong or sorted((first, second), key=lambda a: WEAK.index(a.action))
    chosen = second if second.action is Action.RESTORE and first.action is Action.REMOVE else ranked[0]
    open_voice = first.voice is Voice.BARE and second.voice is not Voice.BARE
    return replace(
        first,
        end=second.end,
        lemma=chosen.lemma,
        action=chosen.action,
        voice=second.voice if open_voice else first.voice,
        done=first.done and (second.done or not open_voice),
    )


def ordered(found: Sequence[Act]) -> list[Act]:
    """A verb of ordering or asking in the passive takes the act that was ordered ("were ordered to suspend updates")."""
    result = list(found)
    for place, act in enumerate(result[:-1]):
        follower = result[place + 1]
        if (
            act.voice in (Voice.PASSIVE, Voice.BARE)
            and follower.voice is Voice.INFINITIVE
            and follower.start - act.end <= 1
        ):
            if follower.ordered and follower.action is Action.OTHER:
                result[place] = replace(act, action=Action.WARN)
            elif follower.ordered:
                result[place] = replace(act, action=follower.action, ordered=True)
            elif follower.asked:
                result[place] = replace(act, action=Action.REPORT, asked=True)
    return result
