"""Editions to a chat. Not built yet: a delivery says so and fails, it never pretends."""

from __future__ import annotations

from bot.channels import Channel, Parcel
from bot.core import config
from bot.core.records import DeliveryError


def _recipients(options: config.Channel) -> tuple[str, ...]:
    """The service's name only: the rest of the address is a secret."""
    return (options.url.partition("://")[0],) if isinstance(options, config.ChatChannel) else ()


def _deliver(parcel: Parcel) -> str | None:
    raise DeliveryError("The channel chat is not built yet.", subject=parcel.delivery.recipient)


CHANNEL = Channel(recipients=_recipients, deliver=_deliver)
