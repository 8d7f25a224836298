"""Bringing editions to their recipients: one delivery a recipient and channel, each standing on its own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from bot.channels import Parcel, channel
from bot.channels.file import FOLDER, stem
from bot.core import config
from bot.core.config import BotConfig, Digest, FileChannel, Source
from bot.core.memory import Delivery, StoredEdition
from bot.core.records import DeliveryError, DeliveryState
from bot.outbox.making import Backlog, Prepared, make_edition
from bot.outbox.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of an edition: the edition (None where there was nothing new), each delivery, the files.

    `backlog` is what came since the last edition and is too old to be news, where an edition was looked for.
    """

    prepared: Prepared | None
    deliveries: tuple[Delivery, ...] = ()
    paths: tuple[Path, ...] = ()
    backlog: Backlog | None = None

    @property
    def failed(self) -> tuple[Delivery, ...]:
        """The deliveries that did not arrive, each with its cause."""
        return tuple(d for d in self.deliveries if d.state is DeliveryState.FAILED)


def send(
    store: Shelf,
    digest: Digest,
    *,
    now: datetime,
    sources: Sequence[Source],
    output: Path,
    bot: BotConfig,
    dry_run: bool = False,
) -> Sent:
    """Make an edition, store it with its outbox in one transaction, then deliver it.

    Deliveries that an interrupted send left behind come first. With nothing new nothing is stored or sent, unless the
    digest says `send_empty`, or `send_outages` and there was one. A dry run stores and sends nothing and tells who would
    get it. One recipient's failure stops no other. Raises DeliveryError when the edition
    cannot be made.
    """
    left = () if dry_run else _left_behind(store, digest, now=now, output=output, bot=bot)
    prepared = make_edition(store, digest, now=now, sources=sources)
    if prepared.empty and not digest.send_empty:
        return Sent(prepared=None, deliveries=left, backlog=prepared.backlog)
    edition = prepared.edition
    outgoing = tuple(_outgoing(digest, day=edition.date, number=edition.number))
    if dry_run:
        return Sent(prepared=prepared, deliveries=tuple(delivery for delivery, _ in outgoing))
    deliveries = tuple(delivery for delivery, _ in outgoing)
    store.save_edition(edition, rendered=prepared.rendered, deliveries=deliveries, now=now)
    courier = _Courier(store=store, name=digest.name, rendered=prepared.rendered, bot=bot, output=output, now=now)
    closed = tuple(courier.bring(delivery, options=options) for delivery, options in outgoing)
    return Sent(
        prepared=prepared, deliveries=(*left, *closed), paths=_paths(closed, output=output, forms=prepared.rendered)
    )


def _left_behind(store: Shelf, digest: Digest, *, now: datetime, output: Path, bot: BotConfig) -> tuple[Delivery, ...]:
    """Bring what is due of earlier editions; what was being tried when the bot stopped may have arrived: unknown."""
    closed: list[Delivery] = []
    options: dict[tuple[str, str], config.Channel] = {
        (o.kind, recipient): o for o in (FileChannel(), *digest.channels) for recipient in channel(o.kind).recipients(o)
    }
    for delivery in store.deliveries(digest=digest.id):
        if delivery.state is DeliveryState.TRYING:
            unknown = replace(delivery, state=DeliveryState.UNKNOWN, since=now, cause="The bot stopped while sending.")
            store.close_delivery(unknown)
            closed.append(unknown)
        known = options.get((delivery.channel, delivery.recipient))
        if delivery.state is DeliveryState.DUE and known is not None:
            rendered = store.rendered(digest.id, delivery.date, delivery.number)
            courier = _Courier(store=store, name=digest.name, rendered=rendered, bot=bot, output=output, now=now)
            closed.append(courier.bring(delivery, options=known))
    return tuple(closed)


def resend(store: Shelf, digest: Digest, *, edition: str, now: datetime, output: Path, bot: BotConfig) -> Sent:
    """Deliver a stored edition ("2023-05-29", "2023-05-29-2") to those it did not reach, in the bytes it was stored in.

    A recipient that was added to the digest since gets it too. Raises DeliveryError when there is no such edition.
    """
    stored = _stored(store, digest, edition=edition)
    rendered = store.rendered(digest.id, stored.date, stored.number)
    kept = {d.id: d for d in store.deliveries(digest=digest.id) if (d.date, d.number) == (stored.date, stored.number)}
    courier = _Courier(store=store, name=digest.name, rendered=rendered, bot=bot, output=output, now=now)
    closed = []
    for fresh, options in _outgoing(digest, day=stored.date, number=stored.number):
        known = kept.get(fresh.id)
        if known is None or known.state is not DeliveryState.SENT:
            due = replace(known or fresh, state=DeliveryState.DUE, cause=None, next_try=None)
            store.add_deliveries((due,)) if known is None else store.close_delivery(due)
            closed.append(courier.bring(due, options=options))
    return Sent(prepared=None, deliveries=tuple(closed), paths=_paths(closed, output=output, forms=rendered))


def delivery_id(digest: str, *, day: date, number: int, channel_kind: str, recipient: str) -> str:
    """A delivery's id: the same at every attempt, so that a recipient can tell a repetition."""
    parts = "\0".join((digest, day.isoformat(), str(number), channel_kind, recipient))
    return hashlib.sha256(parts.encode()).hexdigest()[:32]


def _outgoing(digest: Digest, *, day: date, number: int) -> Iterator[tuple[Delivery, config.Channel]]:
    """A delivery for every recipient of every channel, the file first, each recipient of a channel once."""
    seen: set[str] = set()
    channels = (FileChannel(), *(options for options in digest.channels if options.kind != "file"))
    for options in channels:
        for recipient in channel(options.kind).recipients(options):
            identity = delivery_id(digest.id, day=day, number=number, channel_kind=options.kind, recipient=recipient)
            if identity not in seen:
                seen.add(identity)
                yield (
                    Delivery(
                        id=identity,
                        digest=digest.id,
                        date=day,
                        number=number,
                        channel=options.kind,
                        recipient=recipient,
                    ),
                    options,
                )


def _stored(store: Shelf, digest: Digest, *, edition: str) -> StoredEdition:
    stored = {stem(e.date.isoformat(), number=e.number): e for e in store.editions(digest.id)}
    if edition not in stored:
        there = f"There are: {', '.join(sorted(stored))}." if stored else "There are none yet."
        raise DeliveryError(f"Digest {digest.id} has no edition {edition!r}. {there}", subject=digest.id)
    return stored[edition]


def _paths(deliveries: Sequence[Delivery], *, output: Path, forms: Mapping[str, bytes]) -> tuple[Path, ...]:
    """The files that were written."""
    return tuple(
        output / FOLDER / d.digest / f"{stem(d.date.isoformat(), number=d.number)}.{form}"
        for d in deliveries
        if d.channel == "file" and d.state is DeliveryState.SENT
        for form in forms
    )


@dataclass(frozen=True, slots=True)
class _Courier:
    """Brings one edition, and writes down how each delivery went."""

    store: Shelf
    name: str
    rendered: Mapping[str, bytes]
    bot: BotConfig
    output: Path
    now: datetime

    def bring(self, delivery: Delivery, *, options: config.Channel) -> Delivery:
        """Deliver to one recipient; the failure of one is a value, not an end."""
        if not self.store.take_delivery(delivery.id, now=self.now):
            return delivery
        trying = replace(delivery, state=DeliveryState.TRYING, attempts=delivery.attempts + 1, since=self.now)
        parcel = Parcel(
            delivery=trying,
            name=self.name,
            rendered=self.rendered,
            options=options,
            bot=self.bot,
            output=self.output,
            now=self.now,
        )
        try:
            message_id = channel(delivery.channel).deliver(parcel)
        except DeliveryError as error:
            closed = replace(trying, state=DeliveryState.FAILED, cause=str(error))
        else:
            closed = replace(trying, state=DeliveryState.SENT, message_id=message_id)
        self.store.close_delivery(closed)
        return closed
