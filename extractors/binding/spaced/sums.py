"""Sums of money: fines, losses, frozen and seized sums are claims, prices and revenue are not."""

from __future__ import annotations

from extractors.acts import Voice
from extractors.binding.spaced.governing import verdict
from extractors.binding.spaced.labels import label_start
from extractors.binding.spaced.refunds import sum_repaid
from extractors.binding.spaced.scene import Scene
from extractors.binding.spaced.settlements import sum_settled
from extractors.binding.spaced.spot import Bound, Spot, Verdict
from extractors.records import Action, Kind, Unit
from extractors.records import Bound as Hedge

# Roles of words around a sum, what they make of it, in the order in which they are asked.
MEANINGS = (
    ("frozen_words", Action.SUSPEND),
    ("seized_words", Action.PENALISE),
    ("returned_words", Action.RESTORE),
    ("saved_words", Action.BLOCK),
    ("involved_words", Action.IDENTIFY),
)
NEAR = 12
# "Attached assets worth Rs 23 crore": so few words from what was done to a sum.
WORTH = 4
# A smaller sum given back is one person's ("got his £90 back").
LEAST_RETURNED = 25_000
# Rules that tie a sum to its verb.
GOVERNED = frozenset(
    {"object_of_active", "object_of_passive", "subject_of_passive", "object_of_noun", "participle_after"}
)
SUM_ACTS = frozenset({Action.SUSPEND, Action.PENALISE, Action.RESTORE, Action.BLOCK})


def sum_of_money(spot: Spot, source: Bound | None) -> Verdict | None:
    """What a sum stands for, None where it is no claim."""
    scene = spot.scene
    start, end = _clause(spot)
    direct = _alternative(spot) or sum_repaid(spot) or _by_verb(spot) or _led_by_loss(spot, start)
    if direct is not None:
        return direct
    plain = _no_sanction(spot, start, end)
    if plain is not None:
        return plain
    fined = scene.has("fine_words", start=start, end=end) or scene.has("award_words", start=start, end=end)
    if fined:
        return _fine(spot, start, end)
    meant = _meant(spot, start, end)
    if meant is not None:
        return meant
    lost = scene.has("loss_words", start=start, end=end)
    costly = scene.has("cost_words", start=start, end=end) or scene.has(
        "worth_words", start=spot.start - 3, end=spot.start
    )
    if lost or (costly and scene.has("crime_words")):
        return Verdict(Action.IDENTIFY if _taken_from(spot) else Action.OTHER, "sum_lost")
    headed = _headed(spot) or _settled(spot, start, end)
    if headed is not None:
        return headed
    if _noise(scene, start, end) or (_small(spot) and scene.has("returned_words", start=start, end=end)):
        return None
    return _by_context(spot, source, start, end)


def _no_sanction(spot: Spot, start: int, end: int) -> Verdict | None:
    """As in "fines of 3,000 on average", "inflicted damages worth 90 million": an average, what a case is about, harm that no court awards."""
    if spot.scene.has("average_words", start=max(start, spot.start - 3), end=spot.start):
        return Verdict(Action.OTHER, "sum_average")
    scene = spot.scene
    involved = scene.has("involved_words", start=spot.start - WORTH, end=spot.start)
    if involved and scene.has("case_nouns", start=spot.start - 2 * WORTH, end=spot.start):
        return Verdict(
            Action.IDENTIFY, "sum_involved", spot.left()
        )  # "fined over a case involving 2 billion in assets"
    harmed = scene.has("award_words", start=start, end=end) and not scene.has("fine_words", start=start, end=end)
    if harmed and (scene.has("crime_words") or scene.has("harm_done")):
        return Verdict(Action.OTHER, "sum_lost")
    return None


def _settled(spot: Spot, start: int, end: int) -> Verdict | None:
    """A sum paid to end a case; one that a threat stands before is the fine that came of it."""
    settled = sum_settled(spot)
    threatened = next((not b.done for b in reversed(spot.past) if b.kind is Kind.MONEY and b.claim is not None), False)
    if settled is None or threatened:
        return None
    return Verdict(Action.OTHER, "sum_potential", done=False) if potential(spot, start, end) else settled


def _taken_from(spot: Spot) -> bool:
    """As in "the gang had cheated 324 victims out of HK$120 million": the size of an offence that was established."""
    return any(
        b.unit is Unit.PERSON and b.claim is not None and b.action is Action.IDENTIFY and b.act is not None
        for b in spot.here()[-1:]
    )


def _noise(scene: Scene, start: int, end: int) -> bool:
    """Whether a word near the sum makes it a price, revenue or budget; "investment fraud" does not."""
    for place in range(max(0, start), min(end, len(scene.lower))):
        found = scene.phrase_at(place, "money_noise")
        if found and scene.word(place + len(found.split())) not in scene.role("crime_words"):
            return True
    return False


def _alternative(spot: Spot) -> Verdict | None:
    """As in "up to 3 percent of sales, or 380 billion won": the other form of a penalty that only threatens."""
    here = spot.here()
    if not here or here[-1].kind is not Kind.PERCENT or here[-1].claim is None or here[-1].done:
        return None
    joined = spot.scene.word(spot.place()) in spot.scene.role("alternative_words")
    return Verdict(Action.OTHER, "sum_potential", done=False) if joined else None


def _meant(spot: Spot, start: int, end: int) -> Verdict | None:
    """As in "sums of S$2 million were frozen": a word near the sum says what became of it."""
    first, last = max(start, spot.start - NEAR), min(_before_part(spot), end, spot.phrase.end + NEAR)
    told = [(role, action) for role, action in MEANINGS if not (action is Action.RESTORE and _small(spot))]
    told = [(role, action) for role, action in told if spot.scene.has(role, start=first, end=last)]
    if spot.scene.has("loss_words", start=max(first, spot.start - WORTH - 1), end=spot.start):
        told = [pair for pair in told if pair[0] != "involved_words"]  # "lost 90 million, involving 7,210 cases"
    before = [pair for pair in told if spot.scene.has(pair[0], start=max(first, spot.start - WORTH), end=spot.start)]
    if not told:
        return None
    role, action = (before or told)[0]  # "attached assets worth Rs 23 crore and froze 48 accounts"
    return Verdict(action, "sum_" + role.removesuffix("_words"), spot.left(), _done(spot, start, end))


def _before_part(spot: Spot) -> int:
    """Where "of which" opens the next figure's clause: "losses of HK$6.4 billion, of which HK$1.2 billion was intercepted"."""
    scene, following = spot.scene, spot.number + 1
    if following < len(scene.figures):
        for at in range(spot.phrase.end, scene.figures[following].start):
            if scene.word(at) in scene.role("of_words") and scene.word(at + 1) in scene.role("relatives"):
                return at
    return len(scene.lower)


def _led_by_loss(spot: Spot, start: int) -> Verdict | None:
    """As in "kerugian korban Rp7,8 triliun, sedangkan dana yang diselamatkan ...": the noun before the sum says what it is."""
    if not spot.scene.heads_first:
        return None
    earlier = [f.end for f in spot.scene.figures[: spot.number]]
    first = max([start, spot.start - NEAR, *earlier])
    saved = any(spot.scene.has(role, start=first, end=spot.start) for role, _ in MEANINGS)
    lost = spot.scene.has("loss_words", start=first, end=spot.start) and not saved
    return Verdict(Action.OTHER, "sum_lost") if lost else None


def _by_verb(spot: Spot) -> Verdict | None:
    """As in "seized more than S$2.3 million", "S$100 million was recovered": the verb that governs the sum."""
    answer = verdict(spot)
    if answer is None or answer.act is None or answer.rule not in GOVERNED:
        return None
    if answer.action not in SUM_ACTS or not answer.done:
        return None
    if answer.action is Action.PENALISE and answer.act.lemma not in spot.scene.role("seizing_lemmas"):
        return None
    if answer.action is Action.RESTORE and (_small(spot) or _fine_collected(spot)):
        return None
    return Verdict(answer.action, "sum_governed", answer.act)


def _small(spot: Spot) -> bool:
    """As in "got his £90 back": what one person gets back is no claim."""
    return float(spot.scene.figures[spot.number].quantity.value) < LEAST_RETURNED


def _fine_collected(spot: Spot) -> bool:
    """As in "of the fines of £8.2 million, £2.7 million had been recovered": what is recovered of fines."""
    fined = [b for b in spot.past if b.kind is Kind.MONEY and b.claim is not None]
    near = fined and spot.scene.sentence.paragraph - fined[-1].paragraph <= 1 and fined[-1].action is Action.FINE
    return bool(near) or spot.scene.has("fine_words")


def _clause(spot: Spot) -> tuple[int, int]:
    """The clause around the sum: to the next semicolon, colon or bracket on each side."""
    scene = spot.scene
    start, end = spot.start, spot.phrase.end
    while start > 0 and scene.lower[start - 1] != ";":  # a full stop inside a sentence is an abbreviation's
        start -= 1
    while end < len(scene.lower) and scene.lower[end] != ";":
        end += 1
    return start, end


def _done(spot: Spot, start: int, end: int) -> bool:
    """Whether the clause tells a fact: no potential, no plan."""
    return not potential(spot, start, end)


def potential(spot: Spot, start: int, end: int) -> bool:
    """As in "faces up to 25 million", "may reach 50 million", "£200 a day": nothing was imposed."""
    scene = spot.scene
    if spot.phrase.rate or _rate_behind(spot) or scene.has("daily_words", start=spot.start - 5, end=spot.start):
        return True
    if scene.has("pay_words", start=spot.start - 4, end=spot.start) or _imposed(spot):
        return spot.scene.figures[spot.number].quantity.bound is Hedge.AT_MOST
    first, last = max(start, spot.start - NEAR), min(end, spot.phrase.end + 4)
    if scene.has("potential_after", start=spot.phrase.end, end=min(end, spot.phrase.end + NEAR)):
        return True
    return any(
        scene.phrase_at(place, "potential") and place not in scene.dated and not _adds_up(spot, place)
        for place in range(first, last)
    )


def _adds_up(spot: Spot, place: int) -> bool:
    """As in "fines of 325 million and 150 million, adding up to 475 million": a total, no maximum."""
    return any(
        a.verb < place < a.end or a.end == place for a in spot.scene.acts if a.lemma in spot.scene.role("adding_lemmas")
    )


def _imposed(spot: Spot) -> bool:
    """As in "was fined 19 million in May", "settled for $1.4 billion": a verb that imposes or pays, and did so."""
    scene = spot.scene
    act = next((a for a in reversed(scene.acts) if a.end <= spot.start and a.voice is not Voice.ATTRIBUTE), None)
    if act is None or not act.done or act.voice is Voice.NOUN or spot.start - act.end > NEAR:
        return False
    if act.action is not Action.FINE and act.lemma not in scene.role("imposing_lemmas"):
        return False
    if scene.barrier(act.end, spot.start) or any(act.end <= f.start < spot.start for f in scene.figures):
        return False
    near = scene.has("potential", start=max(act.end, spot.start - 2), end=spot.start + 1)
    return not near and not scene.has("potential", start=act.start - 1, end=act.end)  # "a statute that caps fines at"


def _headed(spot: Spot) -> Verdict | None:
    """As in "Losses by type / Romance: $156.8 million": the heading of a list of labels says what its sums are."""
    if label_start(spot.scene, spot.start) is None:
        return None
    for scene in reversed(spot.scenes[: spot.scene.index]):
        if scene.figures and label_start(scene, scene.figures[0].start) is not None:
            continue
        if scene.has("loss_words"):
            return Verdict(Action.OTHER, "sum_lost")
        return Verdict(Action.FINE, "sum_fined") if scene.has("fine_words") else None
    return None


def _priced(spot: Spot) -> bool:
    """As in "a £90,000 car": what a thing costs stands before it like an adjective."""
    head = spot.phrase.head
    thing = spot.phrase.unknown or (head is not None and head.singular)
    end = spot.scene.figures[spot.number].end
    return (
        bool(thing)
        and spot.scene.word(spot.start - 1) in spot.scene.role("determiners")
        and (spot.phrase.end - end <= 2)
    )


def _yearly(spot: Spot) -> bool:
    """As in "a watchdog with 125 employees and R100 million a year": a budget, no penalty that runs."""
    figure = spot.scene.figures[spot.number]
    return spot.phrase.rate and spot.scene.phrase_at(figure.end, "long_rates") is not None


def _rate_behind(spot: Spot) -> bool:
    """As in "£200 for each day", but not "€150 million a year later"."""
    for place in range(spot.phrase.end, spot.phrase.end + 3):
        rate = spot.scene.phrase_at(place, "rates")
        if rate and spot.scene.word(place + len(rate.split())) not in spot.scene.role("later_words"):
            return True
    return False


def scene_pending(spot: Spot, start: int, end: int) -> bool:
    """As in "a further £1.4 million worth of fines is in preparation"."""
    asked = spot.scene.has("asking_words", start=spot.start - 5, end=spot.start)
    return asked or spot.scene.has("pending_words", start=start, end=end)


def _fine(spot: Spot, start: int, end: int) -> Verdict:
    ranged = spot.scene.figures[spot.number].quantity.value_max is not None and not _imposed(spot)
    left = spot.left()
    act = left if left and left.action is Action.FINE else None
    if ranged or potential(spot, start, end) or scene_pending(spot, start, end):
        return Verdict(Action.OTHER, "sum_potential", act, done=False)
    last = next((a for a in reversed(spot.scene.acts) if a.end <= spot.start and a.action is Action.FINE), None)
    if last is not None and (not last.done or last.asked):
        return Verdict(
            Action.OTHER, "sum_potential", last, done=False
        )  # "did not fine it, despite calls for £10 million"
    return Verdict(Action.FINE, "sum_fined", act)


def _by_context(spot: Spot, source: Bound | None, start: int, end: int) -> Verdict | None:
    """A sum without words of its own takes the meaning of the sum before it."""
    earlier = (
        source
        if source and source.kind is Kind.MONEY
        else next((b for b in reversed(spot.past) if b.kind is Kind.MONEY and b.claim is not None), None)
    )
    if _priced(spot) or _yearly(spot):
        return None
    if spot.scene.has("asking_words", start=spot.start - 3, end=spot.start) and (
        spot.scene.word(spot.phrase.end) in spot.scene.role("party_prepositions")
    ):
        return Verdict(Action.OTHER, "sum_potential", done=False)  # "proposed $116 million against a man"
    if potential(spot, start, end):
        fined = earlier is not None and (earlier.action is Action.FINE or not earlier.done)
        return Verdict(Action.OTHER, "sum_potential", done=False) if fined else None
    asked = _asked_for(spot)
    if asked is not None:
        return asked
    if earlier is None or earlier.claim is None:
        return None
    if not earlier.done and _imposed(spot):
        return Verdict(Action.FINE, "sum_paid", spot.left())
    if spot.scene.sentence.paragraph - earlier.paragraph > 1:
        return None
    return Verdict(earlier.action, "sum_elided", earlier.act, earlier.done, earlier.claim)


def _asked_for(spot: Spot) -> Verdict | None:
    """As in "How much was lost? More than $12.5 billion.": a sum in a sentence without a verb answers the one before."""
    index = spot.scene.index
    before = spot.scenes[index - 1] if 0 < index < len(spot.scenes) + 1 else None
    if before is None or before.lower[-1] != "?" or any(a.voice is not Voice.NOUN for a in spot.scene.acts):
        return None
    if before.has("loss_words"):
        return Verdict(Action.OTHER, "sum_lost")
    return Verdict(Action.FINE, "sum_fined") if before.has("fine_words") else None


def hedge(spot: Spot, answer: Verdict) -> Hedge:
    """The bound of a sum or share: a maximum that the clause names makes it at most."""
    quantity = spot.scene.figures[spot.number].quantity
    if quantity.bound is Hedge.EXACT and not answer.done and answer.rule.endswith("potential"):
        near = spot.scene.has("ceilings", start=max(0, spot.start - NEAR), end=spot.start + 1)
        return Hedge.AT_MOST if near else Hedge.EXACT
    return quantity.bound
