"""The figures bound so far: what an elided noun, a shared verb or a share can point back to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from extractors.binding.candidate import Candidate
from extractors.binding.unspaced.figures import Figure
from extractors.records import Action, Kind

# So many figures back at most is anything pointed to.
_FAR = 60
# Acts that tell no sanction.
_UNSANCTIONED = (Action.IDENTIFY, Action.OTHER, Action.INVESTIGATE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A candidate with the figure it was made of; `received` marks what was only taken in (受理案件3万件), `past` what another figure is compared with."""

    candidate: Candidate
    figure: Figure
    received: bool = False
    past: bool = False


@dataclass(slots=True)
class Ledger:
    """Entries in order of appearance; the place of an entry is its candidate's index."""

    entries: list[Entry] = field(default_factory=list)
    idle: tuple[str, int] | None = None

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """The candidates so far."""
        return tuple(entry.candidate for entry in self.entries)

    def add(self, entry: Entry) -> None:
        """Notes the next figure."""
        self.entries.append(entry)
        self.idle = None

    def learn(self, index: int, action: Action) -> None:
        """Gives a figure that was only found the sanction that a later sentence tells of it (上述37款…下架)."""
        entry = self.entries[index]
        if entry.candidate.action in _UNSANCTIONED and action not in _UNSANCTIONED:
            self.entries[index] = replace(entry, candidate=replace(entry.candidate, action=action))

    def place(self, index: int, whole: int) -> None:
        """Gives a figure the whole that the share behind it tells."""
        entry = self.entries[index]
        self.entries[index] = replace(entry, candidate=replace(entry.candidate, whole=whole))

    def pass_over(self, figure: Figure) -> None:
        """Notes that the last figure was nobody's claim: a share right behind it is none either."""
        self.idle = (figure.quantity.span.field, figure.sentence)

    def idled(self, *, sentence: int, field: str) -> bool:
        """Whether the last figure of this sentence was nobody's claim."""
        return self.idle == (field, sentence)

    def back(self, *, field: str, sentence: int, reach: int = 0) -> Iterator[tuple[int, Entry]]:
        """Earlier entries of this sentence and of `reach` sentences before it, the last one first."""
        for index in range(len(self.entries) - 1, max(-1, len(self.entries) - 1 - _FAR), -1):
            candidate = self.entries[index].candidate
            if candidate.quote.field != field or candidate.sentence < sentence - reach:
                return
            yield index, self.entries[index]

    def last_count(self, *, field: str, sentence: int, reach: int = 0) -> tuple[int, Entry] | None:
        """The last figure that is no percentage."""
        for index, entry in self.back(field=field, sentence=sentence, reach=reach):
            if entry.candidate.kind is not Kind.PERCENT:
                return index, entry
        return None
