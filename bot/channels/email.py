"""Editions by mail: one message a recipient, text and HTML, under a message id that stays the same at every attempt."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import format_datetime

from bot.channels import Channel, Parcel
from bot.core import config
from bot.core.config import Smtp
from bot.core.records import DeliveryError

PATIENCE_SECONDS = 30
DOMAIN = "tallywire.invalid"


def message(parcel: Parcel, *, smtp: Smtp) -> EmailMessage:
    """The mail of an edition. Header values cannot be broken open: the mail policy refuses line breaks in them."""
    delivery = parcel.delivery
    mail = EmailMessage()
    mail["Subject"] = f"{parcel.name} · {delivery.date.isoformat()}"
    mail["From"] = smtp.sender or f"tallywire@{smtp.host}"
    mail["To"] = delivery.recipient
    mail["Date"] = format_datetime(parcel.now)
    mail["Message-ID"] = f"<{delivery.id}@{smtp.sender.rpartition('@')[2].strip('> ') or DOMAIN}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(parcel.rendered["txt"].decode())
    mail.add_alternative(parcel.rendered["html"].decode(), subtype="html")
    return mail


def _recipients(options: config.Channel) -> tuple[str, ...]:
    return options.to if isinstance(options, config.EmailChannel) else ()


def _deliver(parcel: Parcel) -> str | None:
    smtp = parcel.bot.smtp
    recipient = parcel.delivery.recipient
    if smtp is None:
        raise DeliveryError("Mail needs [smtp] in bot.toml.", subject=recipient)
    try:
        mail = message(parcel, smtp=smtp)
    except ValueError as error:  # a line break in a name or address
        raise DeliveryError(f"That is no line of a mail's head: {_flat(str(error))}.", subject=recipient) from error
    try:
        with _connection(smtp) as server:
            if smtp.tls == "starttls":
                server.starttls(context=ssl.create_default_context())
            if smtp.user:
                server.login(smtp.user, smtp.password or "")
            server.send_message(mail)
    except (smtplib.SMTPException, OSError) as error:
        raise DeliveryError(
            f"{smtp.host}:{smtp.port} did not take the mail: {_cause(error)}.", subject=recipient
        ) from error
    return str(mail["Message-ID"])


def _connection(smtp: Smtp) -> smtplib.SMTP:
    if smtp.tls == "implicit":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(smtp.host, smtp.port, timeout=PATIENCE_SECONDS, context=context)
    return smtplib.SMTP(smtp.host, smtp.port, timeout=PATIENCE_SECONDS)


def _cause(error: Exception) -> str:
    """What the server or the system said, on one line."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "; ".join(f"{code} {_flat(said)}" for code, said in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_flat(error.smtp_error)}"
    return _flat(str(error) or type(error).__name__)


def _flat(said: bytes | str) -> str:
    text = said.decode(errors="replace") if isinstance(said, bytes) else said
    return " ".join(text.split()).rstrip(".")


CHANNEL = Channel(recipients=_recipients, deliver=_deliver)
