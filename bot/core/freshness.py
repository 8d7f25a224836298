"""Freshness: how long a server says that a listing stays as it is (Cache-Control, a feed's ttl and update period)."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.core.records import Snapshot

# Caches are told years for files that never change; of a listing nobody can know more than this.
LONGEST = timedelta(hours=6)
HEAD_BYTES = 16 * 1024
MAX_AGE = re.compile(r"(?:^|,)\s*max-age\s*=\s*\"?(\d{1,12})", re.IGNORECASE)
UNCACHED = re.compile(r"(?:^|,)\s*no-(?:cache|store)\b", re.IGNORECASE)
TTL = re.compile(rb"<ttl>\s{0,20}(\d{1,9})\s{0,20}</ttl>", re.IGNORECASE)
PERIOD = re.compile(rb"<sy:updatePeriod>\s{0,20}(hourly|daily|weekly|monthly|yearly)\s{0,20}</", re.IGNORECASE)
FREQUENCY = re.compile(rb"<sy:updateFrequency>\s{0,20}(\d{1,6})\s{0,20}</", re.IGNORECASE)
HOURS = {b"hourly": 1, b"daily": 24, b"weekly": 168, b"monthly": 720, b"yearly": 8760}


def wish(snapshot: Snapshot, body: bytes) -> timedelta:
    """How long to leave a listing alone, as its server wishes: the longest of what it says, never over six hours.

    `body` is the page as it is known, which a "not modified" does not bring again.
    """
    return min(max(cached_for(snapshot), ttl(body)), LONGEST)


def cached_for(snapshot: Snapshot) -> timedelta:
    """What Cache-Control leaves of max-age (RFC 9111); nothing where it is not to be kept at all."""
    said = snapshot.header("cache-control") or ""
    found = MAX_AGE.search(said)
    if found is None or UNCACHED.search(said):
        return timedelta(0)
    age = (snapshot.header("age") or "0").strip()
    passed = int(age) if age.isascii() and age.isdigit() and len(age) < 10 else 0
    return timedelta(seconds=max(0, min(int(found[1]), int(LONGEST.total_seconds()) + passed) - passed))


def ttl(body: bytes) -> timedelta:
    """What a feed says of itself before its first item: <ttl> in minutes, or the syndication module's period."""
    head = body[:HEAD_BYTES].partition(b"<item")[0]
    minutes = TTL.search(head)
    if minutes is not None:
        return timedelta(minutes=int(minutes[1]))
    period = PERIOD.search(head)
    if period is None:
        return timedelta(0)
    times = FREQUENCY.search(head)
    return timedelta(hours=HOURS[period[1].lower()]) / max(1, int(times[1]) if times else 1)
