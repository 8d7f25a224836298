"""The desk: what every visit works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.core.config import BotConfig
from bot.fetch import Fetcher
from bot.readers import Readers
from bot.store import Store
from extractors.lexicon.gazetteer import NO_NAMES, ExtraNames


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Desk:
    """The open doors and values that visits share.

    `random` gives a number from 0 to 1 (jitter), `extractor` names the version that reads, `stopping` turns true when
    the bot is to end: the item in hand is finished, the rest is left for the next visit.
    """

    fetcher: Fetcher
    readers: Readers
    store: Store
    config: BotConfig
    now: Callable[[], datetime]
    random: Callable[[], float]
    extractor: str
    names: ExtraNames = NO_NAMES
    stopping: Callable[[], bool] = _never
