"""One pass over a document: each figure bound with what was bound before it in view."""

from __future__ import annotations

from extractors.binding.candidate import Candidate, Local, Polarity, Reading
from extractors.binding.spaced.counts import act_of, antecedent, counted, is_claim, kind_of
from extractors.binding.spaced.phrases import phrase
from extractors.binding.spaced.scene import Scene, scenes
from extractors.binding.spaced.shares import change, share
from extractors.binding.spaced.spot import Bound, Spot, Verdict
from extractors.binding.spaced.sums import hedge, sum_of_money
from extractors.records import Action, Kind, Quantity, Span, Unit


class Binder:
    """Reads a document figure by figure; what it has bound so far answers for what is left out later."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.candidates: list[Candidate] = []
        self.past: list[Bound] = []

    def local(self) -> Local:
        """All candidates of the document."""
        for scene in scenes(self.reading):
            for number in range(len(scene.figures)):
                self._bind(scene, number)
        return Local(tuple(self.candidates))

    def _bind(self, scene: Scene, number: int) -> None:
        spot = Spot(scene, number, phrase(scene, number), None, self.past)
        quantity = scene.figures[number].quantity
        if quantity.kind == "percent":
            self._share(spot)
        elif quantity.kind == "money":
            self._sum(spot, antecedent(spot))
        else:
            self._count(spot)

    def _count(self, spot: Spot) -> None:
        unit, source = counted(spot)
        if source is not None and kind_of(source) is Kind.MONEY:
            self._sum(spot, source)
            return
        spot = Spot(spot.scene, spot.number, spot.phrase, unit, self.past)
        if unit is None:
            self._remember(spot, None, Unit.OTHER, Kind.COUNT, claim=False)
            return
        answer = act_of(spot, source)
        self._remember(spot, answer, unit, Kind.COUNT, claim=is_claim(spot, answer))

    def _sum(self, spot: Spot, source: Bound | None) -> None:
        answer = sum_of_money(spot, source)
        self._remember(spot, answer, Unit.MONEY, Kind.MONEY, claim=answer is not None, source=source)

    def _share(self, spot: Spot) -> None:
        found = share(spot)
        answer, source = found or (None, None)
        self._remember(spot, answer, Unit.PERCENT, Kind.PERCENT, claim=answer is not None, source=source)

    def _remember(
        self, spot: Spot, answer: Verdict | None, unit: Unit, kind: Kind, *, claim: bool, source: Bound | None = None
    ) -> None:
        """Keep what was found, claim or not: later figures look back at it."""
        quantity = spot.scene.figures[spot.number].quantity
        if kind is Kind.MONEY and quantity.currency is None and source is not None:
            quantity = _in_currency(quantity, source.currency)
        index = len(self.candidates) if claim and answer else None
        if claim and answer:
            self.candidates.append(_candidate(spot, answer, unit, kind, quantity))
        if kind is Kind.PERCENT:
            return
        self.past.append(
            Bound(
                scene=spot.scene.index,
                number=spot.number,
                paragraph=spot.scene.sentence.paragraph,
                unit=unit,
                kind=kind,
                action=answer.action if answer else Action.OTHER,
                done=answer.done if answer else True,
                claim=index,
                head=spot.phrase.head.text if spot.phrase.head else "",
                currency=quantity.currency,
                value=float(quantity.value),
                act=answer.act if answer else None,
            )
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


def _candidate(spot: Spot, answer: Verdict, unit: Unit, kind: Kind, quantity: Quantity) -> Candidate:
    scene = spot.scene
    head = spot.phrase.head
    end = head.end if head and not spot.phrase.unknown else scene.figures[spot.number].end
    start = scene.figures[spot.number].start
    quote = Span(quantity.span.field, quantity.span.start, max(quantity.span.end, scene.tokens[end - 1].end))
    clause_start, clause_end = _clause(scene, start, spot.phrase.end)
    return Candidate(
        quantity=quantity,
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
