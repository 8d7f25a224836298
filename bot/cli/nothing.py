"""Why a question found nothing: names that nobody knows, names the store has nothing of, and what it has instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from bot.core.query import canonical
from extractors import NO_NAMES, ExtraNames, NameKind, meanings, near_names

if TYPE_CHECKING:
    from bot.store import Store

Held = Mapping[str, Mapping[str, int]]
Rows = Literal["claims", "documents"]
KINDS = {"regulator": NameKind.REGULATOR, "platform": NameKind.PLATFORM}
# How a sentence joins what is counted to the name it is counted by.
JOINED = {"regulator": "of", "platform": "on", "source": "from", "lang": "in"}
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters by name that a question was asked with, and the user's own spellings of names."""

    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    names: ExtraNames = NO_NAMES

    @property
    def by_name(self) -> tuple[tuple[str, str], ...]:
        """Each filter that takes a name, with each of its names."""
        return tuple((option, text) for option in JOINED for text in self.filters.get(option, ()) if text.strip())

    def remarks(self, store: Store, *, rows: Rows, empty: bool) -> Iterator[str]:
        """What a person should know of the answer: doubtful names always, names without rows where it is `empty`."""
        yield from self._shared()
        unknown = {pair for pair in self.by_name if pair[0] in KINDS and not self._meanings(*pair)}
        wanted = self.by_name if empty else tuple(pair for pair in self.by_name if pair in unknown)
        if not wanted:
            return
        held = store.held(rows=rows)
        for option, text in wanted:
            if not self._is_held(option, text, held):
                start = self._unknown(option, text) if (option, text) in unknown else self._nothing(option, text, rows)
                yield f"{start} {_instead(held[option], option=option, rows=rows)}"

    def _shared(self) -> Iterator[str]:
        """Initials that several bodies share."""
        for option, text in self.by_name:
            found = self._meanings(option, text) if option in KINDS else ()
            if len(found) > 1:
                yield f'"{text}" stands for {" and for ".join(found)}: all of them were asked for.'

    def _meanings(self, option: str, text: str) -> tuple[str, ...]:
        return meanings(text, kind=KINDS[option], extra=self.names)

    def _is_held(self, option: str, text: str, held: Held) -> bool:
        if option not in KINDS:
            return text.strip() in held[option]
        there = {name.casefold() for name in held[option]}
        return any(name.casefold() in there for name in canonical((text,), kind=KINDS[option], names=self.names))

    def _unknown(self, option: str, text: str) -> str:
        near = near_names(text, kind=KINDS[option], extra=self.names)
        meant = f" Near it: {', '.join(near)}." if near else ""
        return f'"{text}" is no {option} known by name (config/names.toml adds names).{meant}'

    def _nothing(self, option: str, text: str, rows: Rows) -> str:
        named = " or ".join(self._meanings(option, text)) if option in KINDS else f'"{text}"'
        return f"There are no {rows} {JOINED[option]} {named}."


def _instead(there: Mapping[str, int], *, option: str, rows: Rows) -> str:
    if not there:
        return f"The store has no {rows} with a {option} yet."
    ordered = sorted(there.items(), key=lambda one: (-one[1], one[0]))
    more = f" and {len(ordered) - SHOWN} more" if len(ordered) > SHOWN else ""
    listed = ", ".join(f"{name} ({count:,})" for name, count in ordered[:SHOWN])
    return f"The store has {rows} {JOINED[option]}: {listed}{more}."
