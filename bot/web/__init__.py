"""The JSON API: the same filters, rows and envelope as on the command line."""

from bot.web.application import api

__all__ = ["api"]
