"""Editions as files: output/digests/<id>/<date>.{html,md,txt,json}, a second one of a day <date>-2."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import NamedTemporaryFile

from bot.channels import Channel, Parcel
from bot.core import config
from bot.core.records import DeliveryError

FOLDER = "digests"


def stem(day: str, *, number: int) -> str:
    """The name of an edition's files without the form: its date, from the second of a day on with its number."""
    return day if number == 1 else f"{day}-{number}"


def write_forms(folder: Path, name: str, *, rendered: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write all forms of an edition; each file is there whole or not at all. Raises DeliveryError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return tuple(_write(folder / f"{name}.{form}", body) for form, body in rendered.items())
    except OSError as error:
        raise DeliveryError(
            f"{folder} cannot be written to: {error.strerror or error}.", subject=str(folder)
        ) from error


def _write(path: Path, body: bytes) -> Path:
    """Into a temporary file beside it, onto the disk, then under its name: a crash leaves the old one or the new."""
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        temporary = Path(file.name)
        try:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
            temporary.chmod(0o644)
            temporary.replace(path)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
    _settle(path.parent)
    return path


def _settle(folder: Path) -> None:
    """The new name must be on the disk as well as the content (POSIX: the folder is a file of its own)."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _recipients(_options: config.Channel) -> tuple[str, ...]:
    return (FOLDER,)


def _deliver(parcel: Parcel) -> None:
    delivery = parcel.delivery
    folder = parcel.output / FOLDER / delivery.digest
    write_forms(folder, stem(delivery.date.isoformat(), number=delivery.number), rendered=parcel.rendered)


CHANNEL = Channel(recipients=_recipients, deliver=_deliver)
