"""What a figure counts, as a value."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.acts import Act
from extractors.objects import Noun


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a figure counts, by the words after it.

    `head` is the counted noun; `end` the token after the phrase; `inner` a participle inside it. `of` is the index of
    the figure that it is said to be a part of ("of the 67,000"); `anaphor` says that it points back ("of them");
    `unknown` is a word that stands where the head should and is in no list; `rate` marks "19 a day".
    `act_noun` is an act that is itself counted ("45 removals"), `acted` what it was done to in the same compound ("45 video
    removals").
    """

    end: int
    head: Noun | None = None
    inner: Act | None = None
    of: int | None = None
    anaphor: bool = False
    unknown: str = ""
    rate: bool = False
    pieces: Noun | None = None
    act_noun: Act | None = None
    acted: Noun | None = None
