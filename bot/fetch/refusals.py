"""Refusals: what a status says about us and about the page, and when to come back."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from bot.core.records import FetchError, Snapshot, SourceState

SHORTEST_WAIT = 60.0
LONGEST_WAIT = 24 * 3600.0
REFUSING = {
    401: "asks for a login",
    402: "asks for payment",
    403: "refuses this program",
    407: "asks for a proxy login",
    429: "asks us to come less often",
    451: "refuses for legal reasons",
}


def retry_after(value: str | None, *, now: datetime) -> float | None:
    """Seconds a Retry-After header asks for (a number or a date), between a minute and a day; None if it says nothing."""
    if value is None:
        return None
    text = value.strip()
    if text.lstrip("-").isdigit():
        return _clamped(float(text[:20]))
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return _clamped((moment - now).total_seconds())


def refusal(status: int, headers: tuple[tuple[str, str], ...], *, host: str, now: datetime) -> FetchError | None:
    """Why an answer of this status is no page; None if it is one (200 to 205, and 304)."""
    names = {key.lower(): value for key, value in headers}
    wait = retry_after(names.get("retry-after"), now=now)
    said = f"(status {status}{_phrase(status)})"
    if names.get("cf-mitigated") == "challenge":
        return FetchError(
            f"{host} answers with a challenge page for browsers {said}", state=SourceState.BLOCKED, status=status
        )
    if status in REFUSING:
        text = f"{host} {REFUSING[status]} {said}"
        return FetchError(text, state=SourceState.BLOCKED, retry_after=wait, status=status)
    if status == HTTPStatus.SERVICE_UNAVAILABLE and wait is not None:
        text = f"{host} asks us to come back later {said}"
        return FetchError(text, state=SourceState.BLOCKED, retry_after=wait, status=status)
    if 200 <= status <= 205 or status == HTTPStatus.NOT_MODIFIED:
        return None
    return FetchError(_failure(host, status, said), status=status)


def wall(snapshot: Snapshot) -> FetchError | None:
    """Why a page that came with 200 is a barrier instead of content; None if it is none."""
    head = snapshot.body[:4096].lower()
    if (
        b"<title>just a moment...</title>" in head
        or b"__jsl_clearance" in head
        or b"/cdn-cgi/challenge-platform/" in head
    ):
        return FetchError("a challenge page for browsers came instead of content", state=SourceState.BLOCKED)
    if b"<html" in head and b'type="password"' in snapshot.body[:65536].lower():
        return FetchError("a login page came instead of content", state=SourceState.BLOCKED)
    return None


def _failure(host: str, status: int, said: str) -> str:
    if status in {404, 410}:
        return f"{host} has no such page {said}"
    if status >= 500:
        return f"{host} has an error of its own {said}"
    if status == HTTPStatus.PARTIAL_CONTENT:
        return f"{host} sent a part of the page where the whole was asked for {said}"
    return f"{host} gave an answer that is no page {said}"


def _phrase(status: int) -> str:
    try:
        return f" {HTTPStatus(status).phrase}"
    except ValueError:
        return ""


def _clamped(seconds: float) -> float:
    return min(max(seconds, SHORTEST_WAIT), LONGEST_WAIT)
