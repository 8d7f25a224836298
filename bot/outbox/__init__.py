"""Editions on their way: made and proved, stored with one delivery a recipient and channel, brought there."""

from bot.outbox.gathering import gaps_of_series, gather_stories, put_together, regrouped, to_gather, watch_series
from bot.outbox.making import Backlog, Prepared, Preview, make_edition, preview
from bot.outbox.sending import Sent, resend, send

__all__ = [
    "Backlog",
    "Prepared",
    "Preview",
    "Sent",
    "gaps_of_series",
    "gather_stories",
    "make_edition",
    "preview",
    "put_together",
    "regrouped",
    "resend",
    "send",
    "to_gather",
    "watch_series",
]
