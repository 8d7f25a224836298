"""Editions to a web address: a POST of the JSON form, signed, under a key that stays the same at every attempt."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from bot.channels import Channel, Parcel
from bot.core import config
from bot.core.records import DeliveryError, FetchError, Purpose, Request
from bot.fetch import Fetcher


def signature(body: bytes, *, secret: str) -> str:
    """The value of X-Tallywire-Signature: "sha256=" and the hexadecimal HMAC of the body."""
    return f"sha256={hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()}"


def request(parcel: Parcel, *, options: config.WebhookChannel) -> Request:
    """The POST of an edition."""
    body = parcel.rendered["json"]
    headers = [("Content-Type", "application/json; charset=utf-8"), ("Idempotency-Key", parcel.delivery.id)]
    if options.secret:
        headers.append(("X-Tallywire-Signature", signature(body, secret=options.secret)))
    return Request(url=options.url, method="POST", headers=tuple(headers), body=body, purpose=Purpose.DELIVERY)


def _recipients(options: config.Channel) -> tuple[str, ...]:
    """The address without its query, which may hold a secret."""
    if not isinstance(options, config.WebhookChannel):
        return ()
    parts = urlsplit(options.url)
    return (f"{parts.scheme}://{parts.hostname or ''}{f':{parts.port}' if parts.port else ''}{parts.path}",)


def _deliver(parcel: Parcel) -> None:
    options = parcel.options
    if not isinstance(options, config.WebhookChannel):
        raise DeliveryError("The digest has no such webhook any more.", subject=parcel.delivery.recipient)
    try:
        # A loop of its own on a thread of its own: the caller may be running in one.
        with ThreadPoolExecutor(1) as thread:
            thread.submit(lambda: asyncio.run(_post(parcel, options=options))).result()
    except FetchError as error:
        raise DeliveryError(str(error), subject=parcel.delivery.recipient) from error


async def _post(parcel: Parcel, *, options: config.WebhookChannel) -> None:
    async with Fetcher(parcel.bot, now=lambda: parcel.now) as fetcher:
        await fetcher.fetch(request(parcel, options=options))


CHANNEL = Channel(recipients=_recipients, deliver=_deliver)
