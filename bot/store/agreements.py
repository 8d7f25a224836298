"""Agreements as JSON and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.core.records import Agreement, Status

Form = Mapping[str, Any]  # Any: JSON; written by `form` below and by nothing else


def form(agreement: Agreement) -> dict[str, object]:
    """An agreement as it is kept."""
    return {
        "status": str(agreement.status),
        "kind": agreement.kind,
        "note": agreement.note,
        "primary": agreement.primary,
        "reports": agreement.reports,
        "agree": agreement.agree,
    }


def agreement_of(kept: Form) -> Agreement:
    """An agreement as it was."""
    return Agreement(**{**kept, "status": Status(kept["status"])})
