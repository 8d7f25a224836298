"""Figures bound within sentences of a script with spaces between words (English, Indonesian ...)."""

from __future__ import annotations

from extractors.binding.candidate import Local, Reading
from extractors.binding.spaced.binder import Binder

__all__ = ["bind"]


def bind(reading: Reading) -> Local:
    """The candidates of one document in order of appearance, and its vague figures."""
    return Binder(reading).local()
