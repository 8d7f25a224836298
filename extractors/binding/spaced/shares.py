"""Percentages and fractions: shares of something counted, and changes of it."""

from __future__ import annotations

from dataclasses import replace

from extractors.acts import WEAK, Voice
from extractors.binding.spaced.antecedents import antecedent
from extractors.binding.spaced.compliance import complied
from extractors.binding.spaced.governing import verdict
from extractors.binding.spaced.heads import reached
from extractors.binding.spaced.phrases import phrase
from extractors.binding.spaced.prevalence import of_audience
from extractors.binding.spaced.scene import BARRIERS
from extractors.binding.spaced.spot import Bound, Spot, Verdict
from extractors.records import Action, Change, Kind, Unit
from extractors.records import Bound as Hedge

# Rules that say what a share is of without an earlier figure.
# A share may stand so many paragraphs behind what it is a share of.
FARTHER = 3
# "In 53 per cent of cases" stands so few sentences behind what the cases are.
INSTANCES = 2
# Nouns of rates and the act they are rates of, the longer ones first.
RATES = (
    ("removal_rates", Action.REMOVE),
    ("finding_rates", Action.IDENTIFY),
    ("answer_rates", Action.REPORT),
    ("restoring_rates", Action.RESTORE),
)
# A noun of a rate stands at most so many words before its figure.
RATED = 12
# Words of a subject that points back to what was counted or is a rate of it.
SPOKEN_OF = (
    "back_pronouns",
    "count_words",
    "rate_nouns",
    "anaphors",
    "offence_words",
    "loss_words",
    "fine_words",
    "crime_words",
)
CHANGED = frozenset({"share_changed", "subject_participle", "reached_total"})


def share(spot: Spot) -> tuple[Verdict, Bound | None] | None:
    """What a share was done to and the earlier figure it is a share of; None where it is no claim."""
    if _noise(spot):
        return None
    if _of_turnover(spot):
        return _turnover(spot)
    earlier = _share_before(spot)
    base = _base(spot)
    direct = _losses(spot) or _marked(spot) or _own(spot, base) or _changed(spot)
    if base is not None and base.claim is None and spot.phrase.head is None and earlier is None:
        rated = direct if direct is not None and direct.rule in CHANGED else _rated(spot)
        return (rated, None) if rated is not None else None
    answer = direct or complied(spot) or _by_front(spot) or _repeated(earlier) or _by_head(spot) or _by_base(base)
    if answer is None:
        rated = _rated(spot) or _of_sum(spot) or _by_whole(spot)
        return (rated, base) if rated is not None else None
    return _of_reports(spot, answer, base), base


def _of_reports(spot: Spot, answer: Verdict, base: Bound | None) -> Verdict:
    """As in "got 2,960 complaints and disposed of 95% of them": complaints are dealt with, not punished."""
    dealt = answer.action is Action.PENALISE and answer.act is not None
    if not answer.done and base is not None and base.unit is Unit.REPORT and base.claim is not None and base.done:
        return replace(answer, action=base.action, done=True)  # "did not act on 76 per cent of those requests"
    asked = base is not None and base.unit is Unit.REPORT and base.claim is not None
    if not (dealt and asked) or answer.act is None or answer.act.lemma in spot.scene.role("acting_lemmas"):
        return answer
    return replace(answer, action=Action.REPORT)


def continues_share(spot: Spot) -> bool:
    """As in "harassment for 6.8, hate for 2.2", "one percent; the law would have allowed two": the sign is left out."""
    here = spot.here()
    if not here or here[-1].kind is not Kind.PERCENT or spot.phrase.head is not None or spot.phrase.unknown:
        return False
    figure = spot.scene.figures[spot.number]
    plain = spot.phrase.of is None and not spot.phrase.anaphor and spot.phrase.act_noun is None
    bracketed = spot.scene.word(spot.start - 1) in spot.scene.role("bracket_words")
    if bracketed and spot.scene.figures[here[-1].number].quantity.form == "share":
        return False  # "a fifth of them in the Netherlands (61)"
    return plain and here[-1].claim is not None and float(figure.quantity.value) <= 100 and spot.right() is None


def precedes_share(spot: Spot) -> bool:
    """As in "meeting 93, 95 and 97 per cent of the demands": the sign stands behind the last of a list."""
    scene, number = spot.scene, spot.number
    while number + 1 < len(scene.figures):
        between = scene.lower[scene.figures[number].end : scene.figures[number + 1].start]
        joined = 0 < len(between) <= 2 and all(word == "," or word in scene.role("list_words") for word in between)
        if not joined or float(scene.figures[number].quantity.value) > 100:
            return False
        number += 1
        if scene.figures[number].quantity.kind == "percent":
            return scene.figures[number].quantity.form != "share"
    return False


def _noise(spot: Spot) -> bool:
    scene, phrase = spot.scene, spot.phrase
    if scene.has("survey_words") or scene.has("market_words") or _levied(spot):
        return True
    if _of_others(spot) or of_audience(spot):
        return True
    changed = reached(spot) if change(spot) is not None and phrase.head is None else None
    if changed is not None and changed.unit is None and changed.acted is None:
        return True  # "viewers fell 4%"
    if phrase.rate and change(spot) is None:
        return True  # "charge 20 per cent a week"
    if _of_turnover(spot):
        return False
    timed = phrase.head is not None and phrase.head.text in scene.role("time_nouns")  # "fell 18 per cent year on year"
    acted = (
        phrase.inner is not None and phrase.inner.action not in WEAK and phrase.head is not None and phrase.head.acted
    )
    return phrase.head is not None and phrase.head.unit is None and not phrase.head.piece and not timed and not acted


def _of_others(spot: Spot) -> bool:
    """As in "revenue grew by 11 percent", "Weibo slipped 1.2%": the subject of a change is nothing that is counted."""
    scene, left = spot.scene, spot.left()
    if left is None or left.voice is not Voice.ACTIVE or left.lemma not in scene.role("reach_verbs"):
        return False
    if change(spot) is None or spot.phrase.head is not None or left.lemma in scene.role("be"):
        return False
    start = left.start
    while start > 0 and scene.lower[start - 1] not in BARRIERS and scene.lower[start - 1] != ",":
        start -= 1
    subject = scene.lower[start : left.start]
    if not subject or any(word in scene.role(name) for word in subject for name in SPOKEN_OF):
        return False
    nouns = any(start <= n.start < left.start and (n.unit or n.acted) for n in scene.nouns.values())
    acts = any(start <= a.start < left.start and a.action is not Action.OTHER for a in scene.acts)
    return not nouns and not acts


def _levied(spot: Spot) -> bool:
    """As in "pay 28 per cent on deposits": a tax or commission."""
    near = range(max(0, spot.start - 3), min(len(spot.scene.lower), spot.phrase.end + 3))
    return any(spot.scene.lower[at] in spot.scene.role("levy_words") for at in near)


def _of_turnover(spot: Spot) -> bool:
    """As in "5% of a year's turnover": a penalty in proportion to the firm."""
    return spot.scene.has("turnover_words", start=spot.start, end=spot.phrase.end + 6)


def _turnover(spot: Spot) -> tuple[Verdict, Bound | None] | None:
    money = next((b for b in reversed(spot.past) if b.kind is Kind.MONEY and b.claim is not None), None)
    likely = spot.scene.has("potential", start=max(0, spot.start - 12), end=spot.phrase.end + 4)
    if (
        not likely
        and money is not None
        and money.done
        and money.action is Action.FINE
        and money.scene != spot.scene.index
    ):
        return Verdict(Action.FINE, "share_of_turnover", None, inherits=money.claim), money
    if (
        money is not None
        and money in spot.here()
        and money.action is Action.FINE
        and money.done
        and _amounts(spot, money)
    ):
        return Verdict(Action.FINE, "share_of_turnover", money.act, inherits=money.claim), money
    most = spot.scene.figures[spot.number].quantity.bound is Hedge.AT_MOST
    if money is None and not spot.scene.has("fine_words") and not (likely and most):
        return None
    return Verdict(Action.OTHER, "share_potential", done=False), money


def _amounts(spot: Spot, money: Bound) -> bool:
    """As in "a fine of 14 million euros, equal to 1% of turnover", "(2% of its revenue)": the sum said another way."""
    scene, start = spot.scene, spot.scene.figures[money.number].end
    bracket = scene.word(spot.start - 1) in scene.role("bracket_words") and scene.word(start) == scene.word(
        spot.start - 1
    )
    return bracket or scene.has("equal_words", start=start, end=spot.start + 2)


def _own(spot: Spot, base: Bound | None) -> Verdict | None:
    """The act of the share's own clause; one that only finds or files yields to what was done to the base."""
    answer = verdict(spot)
    if answer is not None and answer.rule == "left_up":
        return answer
    if answer is None or answer.rule == "shared_verb" or answer.action is Action.OTHER or _only_counted(spot, answer):
        return None
    left = spot.left() if answer.rule == "contact_clause" else answer.act  # "meeting 94% of the demands it got"
    if left is not None and left.lemma in spot.scene.role("complying_lemmas"):
        return None
    if answer.rule == "contact_clause" and spot.scene.has("comply_words", start=spot.start - 3, end=spot.start):
        return None  # "meeting 94% of the demands it got"
    if base is not None and base.claim is not None and base.unit is Unit.REPORT and answer.act == base.act:
        return replace(answer, action=base.action, done=base.done)
    found = answer.action is Action.IDENTIFY
    if answer.action in WEAK and not found and base is not None and base.action not in WEAK:
        return replace(answer, action=base.action, done=base.done)
    return answer


def _only_counted(spot: Spot, answer: Verdict) -> bool:
    """As in "the number of recorded cases fell by 11 per cent": recording is not what changed."""
    registered = answer.act is not None and answer.act.lemma in spot.scene.role("registering_lemmas")
    return registered and answer.rule == "subject_participle" and change(spot) is not None


def _share_before(spot: Spot) -> Bound | None:
    """The share right before it in the same paragraph: "92% before any view, 94% within a day"."""
    last = spot.past[-1] if spot.past else None
    if last is not None and last.kind is Kind.COUNT and len(spot.past) > 1 and last.scene == spot.scene.index:
        before = spot.past[-2]  # "complied with 81% of the 12,400 requests, Apple with 92% of 3,100"
        of = before.kind is Kind.PERCENT and before.scene == last.scene and phrase(spot.scene, before.number).of
        last = before if of == last.number and spot.phrase.of is not None else last
    if last is None or last.kind is not Kind.PERCENT or last.paragraph != spot.scene.sentence.paragraph:
        return None
    return last if last.claim is not None and spot.phrase.head is None else None


def _repeated(earlier: Bound | None) -> Verdict | None:
    return Verdict(earlier.action, "share_in_list", earlier.act, earlier.done, earlier.claim) if earlier else None


def _base(spot: Spot) -> Bound | None:
    """The figure a share is a share of: named ("of the 67,000"), pointed at ("of them") or the last one."""
    here = spot.here()
    if here and spot.scene.word(spot.start - 1) == "(" and here[-1].kind is Kind.COUNT:
        return here[-1]
    if spot.phrase.of is not None:
        value = float(spot.scene.figures[spot.phrase.of].quantity.value)
        return next((b for b in reversed(spot.past) if b.value == value), None)
    head, act = spot.phrase.head, spot.phrase.act_noun
    claims = [b for b in spot.past if b.claim is not None and b.kind is Kind.COUNT]
    if act is not None:
        return max((b for b in claims if b.action is act.action), key=lambda b: b.value, default=None)
    if head is not None and head.unit is not None:
        same = max((b for b in claims[-6:] if b.unit is head.unit), key=lambda b: b.value, default=None)
        return same or _of_instances(spot)
    own = [b for b in claims if b.scene == spot.scene.index]
    if own and head is None and not spot.phrase.anaphor and spot.right() is not None:
        return own[-1]  # "sent 420,000 reports; 23% led to removal"
    acted = [b for b in claims if b.action is not Action.OTHER and spot.scene.index - b.scene <= 1]
    if spot.phrase.anaphor and acted:
        return acted[-1]
    return antecedent(spot) or _farther(spot)


def _of_instances(spot: Spot) -> Bound | None:
    """As in "asked 18,737 times ... got something in 53 per cent of cases": cases of what was just counted."""
    head = spot.phrase.head
    if head is None or head.text not in spot.scene.role("instance_nouns"):
        return None
    near = [b for b in spot.past if b.kind is Kind.COUNT and 0 <= spot.scene.index - b.scene <= INSTANCES]
    told = [b for b in near if b.claim is not None and b.action is not Action.OTHER]
    return told[-1] if told else None


def _farther(spot: Spot) -> Bound | None:
    """The last figure of the text that something was done to, a few paragraphs before."""
    sentence = spot.scene.sentence
    for b in reversed(spot.past):
        if b.claim is None or b.kind is not Kind.COUNT or b.action is Action.OTHER:
            continue
        field = spot.scene.reading.sentences[b.scene].span.field
        return b if field == sentence.span.field and sentence.paragraph - b.paragraph <= FARTHER else None
    return None


def _losses(spot: Spot) -> Verdict | None:
    """As in "scam losses reported by customers fell 26 per cent"."""
    left = spot.left()
    if left is None or left.lemma not in spot.scene.role("reach_verbs") or change(spot) is None:
        return None
    lost = spot.scene.has("loss_words", start=max(0, left.start - 8), end=left.start)
    return Verdict(Action.OTHER, "share_changed") if lost and spot.phrase.head is None else None


def _marked(spot: Spot) -> Verdict | None:
    """As in "losses reached 1.7 billion, marking a 24 per cent increase": the change of what was just told."""
    left, here = spot.left(), [b for b in spot.here() if b.claim is not None]
    marking = left is not None and left.lemma in spot.scene.role("marking_lemmas") and left.voice is Voice.GERUND
    if not marking or not here or change(spot) is None:
        return None
    return Verdict(here[-1].action, "share_changed", here[-1].act, here[-1].done)


def _changed(spot: Spot) -> Verdict | None:
    """As in "scam cases rose 46.8 per cent", "reports fell by 37%": what was done to the thing that changed."""
    if change(spot) is None:
        return None
    if spot.scene.has("loss_words", start=max(0, spot.start - 12), end=spot.start):
        return Verdict(Action.OTHER, "share_changed")
    head = reached(spot)
    if head is None or head.unit is None:
        return None
    if head.unit is Unit.REPORT:
        return Verdict(Action.REPORT, "share_changed")
    same = next((b for b in reversed(spot.past) if b.unit is head.unit and b.claim is not None), None)
    return Verdict(same.action if same else Action.OTHER, "share_changed")


def _rated(spot: Spot) -> Verdict | None:
    """As in "the proactive rate rose to 95.4 percent", "removal rate: 89%": the noun says what the share is of."""
    start = max(0, spot.start - RATED)
    for role, action in RATES:
        if spot.scene.has(role, start=start, end=spot.start):
            return Verdict(action, "share_rated")
    return None


def _by_front(spot: Spot) -> Verdict | None:
    """As in "Of all appeals, 24% succeeded": the partitive at the front of the sentence says what the share is of."""
    scene = spot.scene
    if scene.word(0) not in scene.role("of_words") or spot.start > RATED or spot.number:
        return None
    known = [n for n in scene.nouns.values() if n.end <= spot.start and n.unit is not None]
    if not known:
        return None
    done = next((a for a in scene.acts if a.start == known[0].end and a.end <= spot.start), None)
    if done is not None and done.voice is Voice.BARE and done.action not in WEAK:
        return Verdict(done.action, "share_of_front", done, done.done)  # "of the videos removed, 52% were spam"
    same = next((b for b in reversed(spot.past) if b.unit is known[0].unit and b.claim is not None), None)
    told = same.action if same else Action.REPORT if known[0].unit is Unit.REPORT else Action.OTHER
    return Verdict(told, "share_of_front", same.act if same else None)


def _by_head(spot: Spot) -> Verdict | None:
    head = spot.phrase.head
    if head is None or head.unit is None:
        return None
    if head.unit is Unit.REPORT:
        return Verdict(Action.REPORT, "share_by_head")
    same = next((b for b in reversed(spot.past) if b.unit is head.unit and b.claim is not None), None)
    same = same or _of_instances(spot)
    if same is None:
        return Verdict(Action.OTHER, "share_by_head") if head.unit is Unit.CASE else None
    return Verdict(same.action, "share_by_head", same.act, same.done, same.claim)


def _of_sum(spot: Spot) -> Verdict | None:
    """As in "about half of the $3.1 billion lost": a share of money lost."""
    if spot.phrase.of is None or spot.scene.figures[spot.phrase.of].quantity.kind != "money":
        return None
    lost = spot.scene.has("loss_words")
    return Verdict(Action.OTHER, "share_of_sum") if lost else None


def _by_whole(spot: Spot) -> Verdict | None:
    """As in "found that 97% of 1,010 sites misled users": what the clause says of the whole that stands behind the share."""
    if spot.phrase.of is None or spot.phrase.of <= spot.number or spot.phrase.head is None:
        return None
    found = [a for a in spot.scene.acts if a.end <= spot.start and a.action is Action.IDENTIFY]
    told = found and found[-1].voice is not Voice.NOUN and spot.place() <= found[-1].end
    return Verdict(Action.IDENTIFY, "share_found", found[-1], found[-1].done) if told else None


def _by_base(base: Bound | None) -> Verdict | None:
    if base is None or base.claim is None:
        return None
    return Verdict(base.action, "share_of_figure", base.act, base.done, base.claim)


def change(spot: Spot) -> Change | None:
    """The direction of a percentage that states a change ("an increase of 40%", "up 12%", "50 percent more than")."""
    scene = spot.scene
    before = range(max(0, spot.start - 4), spot.start)
    after = range(max(spot.start + 1, scene.figures[spot.number].end), min(len(scene.lower), spot.phrase.end + 3))
    for place in (*reversed(before), *after):
        if scene.figure_at(place) is None and _compares(spot, place):
            if scene.lower[place] in scene.role("up_words"):
                return Change.UP
            if scene.lower[place] in scene.role("down_words"):
                return Change.DOWN
    return None


def _compares(spot: Spot, place: int) -> bool:
    """Whether a word of more or less is a comparison and not a bound ("more than 40%", "up to 10%")."""
    scene = spot.scene
    if any(a.verb < place < a.end and a.action not in WEAK for a in scene.acts):
        return False  # "92% were taken down"
    if place < spot.start:
        return place == spot.start - 1 or scene.word(place + 1) in scene.role("change_joints")
    return scene.word(place - 1) not in scene.role("determiners") and scene.word(place + 1) not in scene.role(
        "of_words"
    )
