"""Which counts are claims: what belongs to the story an announcement tells."""

from __future__ import annotations

from extractors.acts import Act, Voice
from extractors.binding.spaced.governing import joined
from extractors.binding.spaced.scene import Scene
from extractors.binding.spaced.spot import Bound, Spot, Verdict
from extractors.lexicon.acts import Shape
from extractors.objects import Noun
from extractors.records import Action, Kind, Unit

SMALL = 12
# "There are 40 sites now blocked": so far behind a noun stands what is said of it.
NEXT = 8
# What a platform or country simply has.
STOCKED = frozenset({Unit.ACCOUNT, Unit.CONTENT, Unit.APP, Unit.GROUP, Unit.WEBSITE, Unit.STREAM, Unit.ORGANISATION})
ENFORCED = frozenset(Action) - {Action.OTHER}


def is_claim(spot: Spot, answer: Verdict) -> bool:
    """Whether a count with a known unit belongs to the story an announcement tells."""
    scene = spot.scene
    figure = scene.figures[spot.number]
    if figure.quantity.value == 1 and figure.quantity.form == "words":
        return _one_counts(spot, answer)
    if _threshold(spot) and answer.rule != "participle_after":
        return False
    if _stock(spot, answer) or _follower(spot) or _length(spot) or _having(spot) or _there_is(spot):
        return False
    if answer.action is Action.OTHER and spot.unit is Unit.PERSON:
        return _person_counts(spot)
    return not _pointed_at(spot)


def _threshold(spot: Spot) -> bool:
    """As in "platforms with more than 5 million users"; not "dealt with more than 3,500 products"."""
    scene, start = spot.scene, spot.start
    within = {at for act in scene.acts for at in range(act.start, act.end)}
    words = range(max(0, start - 4), start + 1)
    return any(at not in within and _sets_bar(scene, at) for at in words)


def _sets_bar(scene: Scene, place: int) -> bool:
    """Whether a threshold begins at a token; "with more than" only behind a noun ("platforms with more than")."""
    if scene.phrase_at(place, "threshold_words") is None:
        return False
    loose = scene.lower[place] in scene.role("loose_joints")
    return not loose or any(n.end == place for n in scene.nouns.values())


def _stock(spot: Spot, answer: Verdict) -> bool:
    """As in "the forum has 2 million posts", "searched 21 addresses": what a platform holds, where the police went."""
    role = spot.scene.role
    if (
        spot.scene.word(spot.place()) in role("have")
        and answer.act is None
        and spot.unit in STOCKED
        and answer.rule != "said_next"
    ):
        return True
    left = spot.left()
    if left is None or not spot.is_object():
        return False
    overseen = spot.unit is Unit.ORGANISATION and left.lemma in role("overseeing_lemmas")
    held = (left.lemma in role("stock_lemmas") or overseen) and answer.act is None
    head = spot.phrase.head.text if spot.phrase.head else ""
    return held or (left.lemma in role("search_lemmas") and head in role("address_nouns"))


def _having(spot: Spot) -> bool:
    """As in "55 fan groups with 1.2 million members": how many a group has."""
    head = spot.phrase.head.text if spot.phrase.head else ""
    words = spot.scene.role("audience_nouns")
    place = spot.place()
    while place > 0 and spot.scene.word(place) in spot.scene.role("total_phrase"):
        place -= 1  # "with a total of 2.1 million subscribers"
    return spot.scene.word(place) in spot.scene.role("loose_joints") and head in words


def is_habit(spot: Spot) -> bool:
    """As in "numbers that make more than 100 calls a day": what a rule looks for."""
    scene, act = spot.scene, spot.left()
    rated = spot.phrase.rate or scene.phrase_at(spot.phrase.end, "rates") is not None
    if not rated or act is None or act.voice is not Voice.ACTIVE or act.action is not Action.OTHER:
        return False
    return act.start > 1 and scene.word(act.start - 1) in scene.role("relatives") and spot.is_object()


def _there_is(spot: Spot) -> bool:
    """As in "there are 102 licensed lenders in the country", "scans 200 billion apps a day": what there simply is."""
    scene = spot.scene
    act, at = spot.left(), spot.place()
    rated = scene.phrase_at(spot.phrase.end, "rates") is not None
    watched = act is not None and (
        act.lemma in scene.role("watching_lemmas") or (rated and act.action is Action.INVESTIGATE)
    )
    if act is not None and watched and spot.is_object() and not _past(spot, act):
        return True  # "which tracks 1,100 pages", "moderators check 50,000 videos a day"
    existing = scene.word(at) in scene.role("be") and scene.word(at - 1) in scene.role("existing_words")
    right = spot.right()
    near = (
        right is not None
        and right.start - spot.phrase.end <= NEXT
        and "," not in scene.lower[spot.phrase.end : right.start]
    )
    done = near or (spot.phrase.inner is not None and spot.phrase.inner.action is not Action.OTHER)
    return existing and spot.unit in STOCKED | {Unit.OTHER} and not done


def _past(spot: Spot, act: Act) -> bool:
    """Whether a verb is no plain present ("tracked 400 channels", "has tracked", not "which tracks 1,100 pages")."""
    forms = spot.scene.reading.language.acts.forms.get(spot.scene.lower[act.verb], ())
    told = any(Shape.PAST in form.shapes for form in forms)
    return act.start < act.verb or told or act.voice is not Voice.ACTIVE


def _length(spot: Spot) -> bool:
    """As in "the filing runs to five pages": how long a document is."""
    head = spot.phrase.head.text if spot.phrase.head else ""
    before = spot.scene.lower[max(0, spot.place() - 2) : spot.place() + 1]
    return head in spot.scene.role("page_nouns") and any(word in spot.scene.role("bulk_words") for word in before)


def _follower(spot: Spot) -> bool:
    """As in "83,000 accounts followed one of the pages": an audience."""
    act = spot.right()
    active = act is not None and act.voice is Voice.ACTIVE and act.lemma in spot.scene.role("following_lemmas")
    return active and spot.unit in (Unit.ACCOUNT, Unit.PERSON)


def _pointed_at(spot: Spot) -> bool:
    """As in "the three companies": things already counted; "the four largest operators" are told for the first time."""
    scene, figure = spot.scene, spot.scene.figures[spot.number]
    head = spot.phrase.head
    bare = head is None and spot.phrase.act_noun is None and not spot.phrase.anaphor and spot.phrase.of is None
    if bare and figure.quantity.form == "words" and figure.quantity.value <= SMALL:
        return scene.word(spot.start - 1) in scene.role("pointing_words")  # "will not split the two"
    if head is not None and (head.start > figure.end or _modified(spot, head)):
        return False
    definite = scene.word(spot.start - 1) in scene.role("definite_words")
    return (
        definite and float(figure.quantity.value) <= 12 and spot.phrase.inner is None and spot.phrase.head is not None
    )


def _modified(spot: Spot, head: Noun) -> bool:
    """As in "the five men held there operated ...": a participle behind the head that is not the verb."""
    behind = any(a.start == head.end and a.voice is Voice.BARE for a in spot.scene.acts)
    finite = any(a.start > head.end and a.voice in (Voice.ACTIVE, Voice.PASSIVE) for a in spot.scene.acts)
    return behind and finite


def _one_counts(spot: Spot, answer: Verdict) -> bool:
    """As in "one order" received is a claim, "one of them" and "one forced users" are not."""
    if spot.scene.word(spot.scene.figures[spot.number].end) in spot.scene.role("of_words"):
        return False  # "one of the biggest strikes"
    headed = spot.phrase.head is not None or spot.phrase.act_noun is not None
    plain = headed and not spot.phrase.anaphor and spot.phrase.of is None
    listed = answer.rule == "object_of_active" and spot.unit in STOCKED and joined(spot)
    if plain and listed and any(b.claim is not None and b.act == answer.act for b in spot.here()):
        return True  # "157 accounts, 19 pages and one group"
    if headed is False and joined(spot) and any(b.claim is not None and b.elided for b in spot.here()):
        return True  # "eleven concern adverts, five relate to games and one to a forum"
    governed = answer.rule in ("object_of_noun", "subject_of_passive", "act_noun_head") or (
        answer.rule in ("object_of_active", "sent_to_body")
        and answer.act is not None
        and (spot.start - answer.act.end <= 1 or _named_between(spot, answer.act.end))
    )
    named = spot.scene.tokens[spot.start].text[:1].isupper() and spot.start > 0  # "the local One Store"
    return (
        plain
        and not named
        and spot.scene.word(spot.place()) not in spot.scene.role("of_words")
        and governed
        and not (answer.rule == "act_noun_head" and spot.scene.word(spot.place()) in spot.scene.role("found_places"))
        and answer.action in ENFORCED
        and spot.scene.word(spot.start - 1) not in spot.scene.role("not_one")
    )


def _named_between(spot: Spot, start: int) -> bool:
    """As in "sent WhatsApp one order": nothing but a name between the verb and the figure."""
    return any(first == start and end == spot.start for first, end, _ in spot.scene.names)


def _person_counts(spot: Spot) -> bool:
    """Persons to whom nothing was done are victims of a story or an audience."""
    scene = spot.scene
    near = range(max(0, spot.start - 6), min(len(scene.lower), spot.phrase.end + 4))
    if any(scene.lower[i] in scene.role("audience_verbs") for i in near):
        return False
    head = spot.phrase.head.text if spot.phrase.head else ""
    if head in spot.scene.role("plain_persons"):
        left = spot.left()
        if scene.has("victim_words", start=max(0, spot.start - SMALL), end=spot.phrase.end + 4):
            return True
        return bool(left and left.voice is not Voice.NOUN and scene.has("loss_words"))
    return True


def leaves_trace(spot: Spot) -> bool:
    """Whether a figure that is no claim still answers for what points back to it: an audience, a stock, no duration."""
    head = spot.phrase.head
    if head is None:
        return not spot.phrase.unknown and not spot.phrase.rate
    return head.acted is not None or head.text in spot.scene.role("trace_nouns")


def kind_of(source: Bound | None) -> Kind:
    """An elided figure after a sum of money is money ("€530 million ... 485 million for the transfers")."""
    return Kind.MONEY if source is not None and source.kind is Kind.MONEY else Kind.COUNT
