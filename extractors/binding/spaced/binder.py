"""One pass over a document: each figure bound with what was bound before it in view."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extractors.acts import Act, Voice
from extractors.binding.candidate import Candidate, Local, Polarity, Reading
from extractors.binding.spaced.antecedents import antecedent
from extractors.binding.spaced.causes import cause_of
from extractors.binding.spaced.claimhood import is_claim, is_habit, kind_of, leaves_trace
from extractors.binding.spaced.counts import counted
from extractors.binding.spaced.deeds import act_of
from extractors.binding.spaced.doers import doer_of, fine_act
from extractors.binding.spaced.governing import own_verdict
from extractors.binding.spaced.interest import of_interest
from extractors.binding.spaced.noncounts import counts_nothing
from extractors.binding.spaced.phrases import phrase
from extractors.binding.spaced.rows import column_dates
from extractors.binding.spaced.scene import Scene, scenes
from extractors.binding.spaced.shares import change, continues_share, precedes_share, share
from extractors.binding.spaced.spot import Bound, Spot, Verdict
from extractors.binding.spaced.sums import hedge, sum_of_money
from extractors.binding.spaced.telephones import telephone
from extractors.binding.spaced.ties import dates_of, hosts_of
from extractors.binding.spaced.vague import vague_figures
from extractors.binding.spaced.wholes import acted_upon, whole_of, whole_of_share
from extractors.records import Action, Kind, Line, Quantity, Span, Unit

# A number in words below this, without a currency, is no sum of money ("the other two").
LEAST_SUM = 100
# "About one in eight - 12%": the two forms of one figure may differ by so much.
NEAR_ENOUGH = 0.07


class Binder:
    """Reads a document figure by figure; what it has bound so far answers for what is left out later."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.candidates: list[Candidate] = []
        self.past: list[Bound] = []
        self.scenes: tuple[Scene, ...] = ()
        self.awaited: dict[tuple[int, int], int] = {}
        self.tied: tuple[tuple[Span, ...], ...] = ()

    def local(self) -> Local:
        """All candidates of the document."""
        self.scenes = scenes(self.reading)
        for scene in self.scenes:
            self.tied = self._dates(scene) if scene.figures else ()
            for number in range(len(scene.figures)):
                self._bind(scene, number)
        vague = tuple(v for scene in self.scenes for v in vague_figures(scene))
        return Local(self._of_interest(), vague)

    def _dates(self, scene: Scene) -> tuple[tuple[Span, ...], ...]:
        """The dates tied to each figure of a sentence; in a table those that head its column."""
        tied = dates_of(scene)
        if scene.sentence.line is not Line.ROW:
            return tied
        above = [column_dates(self.scenes, scene, figure.start) for figure in scene.figures]
        return tuple(heading or own for heading, own in zip(above, tied, strict=True))

    def _of_interest(self) -> tuple[Candidate, ...]:
        """All candidates; none in a text that is about something else than what Tallywire follows."""
        return tuple(self.candidates) if of_interest(self.reading, self.candidates) else ()

    def _bind(self, scene: Scene, number: int) -> None:
        if counts_nothing(scene, number) or telephone(scene, number):
            return
        spot = Spot(scene, number, phrase(scene, number), None, self.past, self.scenes)
        quantity = scene.figures[number].quantity
        if quantity.kind == "percent":
            self._share(spot)
        elif quantity.kind == "money":
            self._sum(spot, antecedent(spot))
        else:
            self._count(spot)

    def _count(self, spot: Spot) -> None:
        if continues_share(spot) or precedes_share(spot):
            self._share(spot)
            return
        last = spot.here()[-1] if spot.here() else None
        if (last is not None and last.kind is Kind.MONEY and last.claim is not None and _goes_to(spot)) or _run(spot):
            money = next(b for b in reversed(self.past) if b.kind is Kind.MONEY)
            self._elided_sum(spot, money)
            return
        if not float(spot.scene.figures[spot.number].quantity.value).is_integer():
            return  # nothing is counted in halves: a rate, a version, a measure
        unit, source = counted(spot)
        if source is not None and kind_of(source) is Kind.MONEY and source.claim is not None:
            self._elided_sum(spot, source)
            return
        spot = Spot(spot.scene, spot.number, spot.phrase, unit, self.past, self.scenes)
        if unit is None:
            if leaves_trace(spot):
                self._remember(spot, None, Unit.OTHER, Kind.COUNT, claim=False)
            return
        if is_habit(spot):
            return
        answer = act_of(spot, source)
        whole = self._whole(spot, answer)
        self._remember(spot, answer, unit, Kind.COUNT, claim=is_claim(spot, answer), whole=whole)

    def _whole(self, spot: Spot, answer: Verdict | None) -> int | None:
        """The whole that the words name, else that of the figure whose noun it shares across a full stop."""
        whole = whole_of(spot)
        if whole is None and answer is not None:
            whole = acted_upon(spot, answer)
        if (
            whole is None
            and answer is not None
            and answer.rule in ("elided_across", "sum_elided")
            and answer.inherits is not None
        ):
            labelled = spot.scene.word(spot.place()) == ":"
            told = self.candidates[answer.inherits].whole
            value = spot.scene.figures[spot.number].quantity.value
            less = told is not None and value <= self.candidates[told].quantity.value
            return told if less and not labelled else None
        return whole

    def _await(self, spot: Spot, whole: int | None, index: int) -> None:
        """As in "141,000 of 177,000 links": the whole stands behind its part and is bound after it."""
        if whole is None and spot.phrase.of is not None and spot.phrase.of > spot.number:
            self.awaited[(spot.scene.index, spot.phrase.of)] = index
        part = self.awaited.get((spot.scene.index, spot.number))
        if part is not None:
            self.candidates[part] = replace(self.candidates[part], whole=index)

    def _in_brackets(self, spot: Spot, kind: Kind) -> int | None:
        """As in "one billion rupiah ($66,700)", "a fifth (20.9%)", "74.2 lakh (7,420,748)": said again in brackets."""
        last = self.past[-1] if self.past else None
        if last is None or last.claim is None or last.scene != spot.scene.index or last.kind is not kind:
            return None
        between = spot.scene.lower[spot.scene.figures[last.number].end : spot.start]
        marks = spot.scene.role("bracket_words") | {","}
        value = float(spot.scene.figures[spot.number].quantity.value)
        converted = kind is Kind.MONEY and spot.scene.figures[spot.number].quantity.currency != last.currency
        if converted and between and all(w in spot.scene.role("alternative_words") | {","} for w in between):
            return last.claim  # "68 billion won, or $50.5 million"
        if not between or between[-1] not in marks:
            return None
        exact = between[-1] in spot.scene.role("bracket_words") and _rounds(value, last.value)
        if not exact and not all(word in marks or not word.isalpha() for word in between):
            return None
        near = abs(value - last.value) <= NEAR_ENOUGH * max(value, last.value)
        bracket = any(word in spot.scene.role("bracket_words") for word in between)
        figures = spot.scene.figures
        if not bracket and figures[last.number].quantity.form == figures[spot.number].quantity.form and not converted:
            return last.claim if value == last.value else None  # "93, 95 and 97 per cent"
        return last.claim if (converted and bracket) or near or exact else None

    def _refers(self, spot: Spot, unit: Unit) -> bool:
        """As in "four of the eighteen", "the 51,501 cases": a definite figure that was bound before."""
        if spot.scene.word(spot.start - 1) not in spot.scene.role("definite_words"):
            return False
        value = float(spot.scene.figures[spot.number].quantity.value)
        return any(b.claim is not None and b.value == value and b.unit is unit for b in self.past)

    def _sum(self, spot: Spot, source: Bound | None) -> None:
        answer = sum_of_money(spot, source)
        whole = self._whole(replace(spot, unit=Unit.MONEY), answer)
        self._remember(spot, answer, Unit.MONEY, Kind.MONEY, claim=answer is not None, source=source, whole=whole)

    def _elided_sum(self, spot: Spot, source: Bound) -> None:
        """As in "€530 million ... 485 million punish the transfers": a large number without a noun after a sum."""
        quantity = spot.scene.figures[spot.number].quantity
        small = float(quantity.value) < LEAST_SUM and (quantity.form == "words" or not _goes_to(spot))
        if spot.phrase.unknown or small:
            return
        self._sum(spot, source)

    def _share(self, spot: Spot) -> None:
        found = share(spot)
        answer, source = found or (None, None)
        whole = None if change(spot) or source is None else whole_of_share(spot, source)
        if answer is not None and answer.rule in ("share_of_turnover", "share_potential"):
            whole = None
        self._remember(spot, answer, Unit.PERCENT, Kind.PERCENT, claim=answer is not None, whole=whole)

    def _remember(
        self,
        spot: Spot,
        answer: Verdict | None,
        unit: Unit,
        kind: Kind,
        *,
        claim: bool,
        source: Bound | None = None,
        whole: int | None = None,
    ) -> None:
        """Keep what was found, claim or not: later figures look back at it."""
        quantity = spot.scene.figures[spot.number].quantity
        if kind is Kind.MONEY and quantity.currency is None and source is not None:
            quantity = _in_currency(quantity, source.currency)
        index = len(self.candidates) if claim and answer else None
        if index is not None:
            self._await(spot, whole, index)
        if claim and answer:
            made = replace(self._made(spot, answer, unit, kind, quantity), whole=whole)
            self.candidates.append(made)
            if made.repeats is not None and kind is Kind.MONEY:
                quantity = self.candidates[made.repeats].quantity  # a conversion: what follows goes on in the first
        self.past.append(_bound(spot, answer, unit, kind, quantity, claim=index, whole=whole))

    def _made(self, spot: Spot, answer: Verdict, unit: Unit, kind: Kind, quantity: Quantity) -> Candidate:
        """The candidate with what its sentence ties to it."""
        return replace(
            _candidate(spot, answer, unit, kind, quantity),
            repeats=self._in_brackets(spot, kind),
            reference=self._refers(spot, unit),
            doer=doer_of(spot.scene, answer.act or _imposing(spot, answer), figure=spot.scene.figures[spot.number].end),
            hosts=hosts_of(spot.scene, spot.number, spot.phrase, answer.act),
            dates=self.tied[spot.number],
            reason=cause_of(spot.scene, spot.number, spot.phrase, answer.act),
        )


def _imposing(spot: Spot, answer: Verdict) -> Act | None:
    """The verb that imposes a fine whose rule names no act of its own."""
    return fine_act(spot.scene, spot.start) if answer.action is Action.FINE else None


def _rounds(precise: float, rounded: float) -> bool:
    """Whether one whole number is the other, rounded to fewer digits ("74.2 lakh ... (7,420,748)")."""
    digits = f"{rounded:.0f}".rstrip("0")
    unit = 10 ** (len(f"{rounded:.0f}") - len(digits))
    return precise != rounded and unit > 1 and len(digits) > 1 and abs(precise - rounded) <= unit


def _run(spot: Spot) -> bool:
    """As in "€120 million: 45 million for the badge": a large number without a noun right after a sum of money."""
    last = spot.past[-1] if spot.past else None
    if spot.scene.has("fine_words", start=max(0, spot.start - 12), end=spot.start):
        last = next((b for b in reversed(spot.past) if b.kind is Kind.MONEY), None)
    if last is None or last.kind is not Kind.MONEY or last.claim is None:
        return False
    figure = spot.scene.figures[spot.number]
    scaled = any(word in spot.scene.role("large_scales") for word in spot.scene.lower[figure.start : figure.end])
    bare = spot.phrase.head is None and not spot.phrase.unknown and spot.phrase.act_noun is None
    plain = bare and not spot.phrase.anaphor and spot.phrase.of is None
    near = spot.scene.sentence.paragraph - last.paragraph <= 1
    if not (scaled and plain and near):
        return False
    answer = own_verdict(spot)
    noun = answer is not None and (
        answer.act is None or answer.act.voice is Voice.NOUN
    )  # "45 million for the check mark"
    return noun or answer is None or answer.action in (Action.FINE, Action.OTHER)


def _goes_to(spot: Spot) -> bool:
    """As in "fell from 80 million baht to 60 million": the second of two sums has no currency."""
    between = spot.scene.lower[spot.scene.figures[spot.number - 1].end : spot.start]
    towards = not spot.scene.role("towards_words").isdisjoint(between[-2:])
    return spot.phrase.head is None and towards and not any(a.verb < spot.start for a in _since(spot))


def _since(spot: Spot) -> list[Act]:
    """The acts after the figure before this one."""
    return [a for a in spot.scene.acts if a.start >= spot.scene.figures[spot.number - 1].end]


def _bound(
    spot: Spot,
    answer: Verdict | None,
    unit: Unit,
    kind: Kind,
    quantity: Quantity,
    *,
    claim: int | None,
    whole: int | None,
) -> Bound:
    """What later figures see of this one."""
    head = spot.phrase.head
    return Bound(
        scene=spot.scene.index,
        number=spot.number,
        paragraph=spot.scene.sentence.paragraph,
        unit=unit,
        kind=kind,
        action=answer.action if answer else Action.OTHER,
        done=answer.done if answer else True,
        claim=claim,
        head=head.text if head else "",
        currency=quantity.currency,
        value=float(quantity.value),
        act=answer.act if answer else None,
        elided=head is None or spot.phrase.anaphor,
        embedded=spot.scene.word(spot.place()) in spot.scene.role("place_prepositions") | spot.scene.role("of_words"),
        whole=whole,
    )


def _in_currency(quantity: Quantity, currency: str | None) -> Quantity:
    return Quantity(
        quantity.span,
        quantity.core,
        "money",
        quantity.value,
        quantity.value_max,
        quantity.bound,
        currency,
        form=quantity.form,
    )


def _one_decimal(quantity: Quantity) -> Quantity:
    """As in "two thirds": a fraction that no decimals end is said to one decimal, 66.7."""
    endless = quantity.kind == "percent" and quantity.form == "share" and quantity.value != round(quantity.value, 4)
    return replace(quantity, value=Decimal(str(round(float(quantity.value), 1)))) if endless else quantity


def _candidate(spot: Spot, answer: Verdict, unit: Unit, kind: Kind, quantity: Quantity) -> Candidate:
    scene = spot.scene
    head = spot.phrase.head
    timed = kind is Kind.PERCENT and head is not None and head.text in scene.role("time_nouns")  # "12 per cent a year"
    end = head.end if head and not timed and not spot.phrase.unknown else scene.figures[spot.number].end
    end = max(end, spot.phrase.act_noun.end) if spot.phrase.act_noun else end
    start = scene.figures[spot.number].start
    quote = Span(quantity.span.field, quantity.span.start, max(quantity.span.end, scene.tokens[end - 1].end))
    clause_start, clause_end = _clause(scene, start, spot.phrase.end)
    return Candidate(
        quantity=_one_decimal(quantity),
        sentence=scene.index,
        clause=scene.span(clause_start, clause_end),
        quote=quote,
        kind=kind,
        unit=unit,
        action=answer.action if answer.done else Action.OTHER,
        rule=answer.rule,
        head=head.text if head else "",
        bound=hedge(spot, answer),
        polarity=Polarity.DONE if answer.done else Polarity.NOT_DONE,
        change=change(spot) if kind is Kind.PERCENT else None,
        inherits=answer.inherits,
        act=scene.span(answer.act.verb, answer.act.verb + 1)
        if answer.act is not None and answer.act in scene.acts
        else None,
    )


def _clause(scene: Scene, start: int, end: int) -> tuple[int, int]:
    """The clause around a figure: to the nearest semicolon, bracket or other figure's conjunction on each side."""
    while start > 0 and scene.lower[start - 1] not in (";", "(", ")"):
        start -= 1
    while end < len(scene.lower) and scene.lower[end] not in (";", "(", ")"):
        end += 1
    return start, max(end, start + 1)
