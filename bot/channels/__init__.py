"""Ways an edition reaches its readers: one file a way, holding one value `CHANNEL`; the file name is the registration."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from bot.core import config
from bot.core.config import BotConfig
from bot.core.memory import Delivery
from bot.core.records import DeliveryError


@dataclass(frozen=True, slots=True)
class Parcel:
    """One edition on its way to one recipient, with all a channel may need to deliver it.

    `rendered` holds the stored bytes by form ("html", "md", "txt", "json"), `output` is the folder the bot writes to.
    """

    delivery: Delivery
    name: str
    rendered: Mapping[str, bytes]
    options: config.Channel
    bot: BotConfig
    output: Path
    now: datetime


@dataclass(frozen=True, slots=True)
class Channel:
    """A way of delivery.

    `recipients` gives everyone whom a channel of a digest names, each with a delivery of its own. `deliver` brings
    one parcel to one of them and returns the id the message went out under, if it has one; it raises DeliveryError.
    """

    recipients: Callable[[config.Channel], tuple[str, ...]]
    deliver: Callable[[Parcel], str | None]


def kinds() -> tuple[str, ...]:
    """The channels there are."""
    return tuple(sorted(module.name for module in iter_modules(__path__)))


def channel(kind: str) -> Channel:
    """The channel of that kind. Raises DeliveryError where there is none."""
    if kind not in kinds():
        raise DeliveryError(f"There is no channel {kind!r}. Allowed: {', '.join(kinds())}.", subject=kind)
    found = import_module(f"{__name__}.{kind}").CHANNEL
    if not isinstance(found, Channel):
        raise TypeError(f"bot/channels/{kind}.py: CHANNEL is no Channel")
    return found
