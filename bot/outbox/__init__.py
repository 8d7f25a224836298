"""Editions on their way: made and proved, stored with one delivery a recipient and channel, brought there."""

from bot.outbox.gathering import gather_stories, watch_series
from bot.outbox.making import Backlog, Prepared, Preview, make_edition, preview
from bot.outbox.sending import Sent, resend, send

__all__ = [
    "Backlog",
    "Prepared",
    "Preview",
    "Sent",
    "gather_stories",
    "make_edition",
    "preview",
    "resend",
    "send",
    "watch_series",
]
