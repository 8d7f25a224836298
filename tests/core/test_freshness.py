"""How long a server says that its listing stays as it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.freshness import LONGEST, wish
from bot.core.records import Snapshot

NOTHING = timedelta(0)


def wished(body: bytes = b"", **headers: str) -> timedelta:
    """What is wished by a page with these headers."""
    lines = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    moment = datetime(2026, 11, 24, tzinfo=UTC)
    return wish(Snapshot("u", "u", 200, lines, body, moment, "0"), body)


@pytest.mark.parametrize(
    ("said", "age", "seconds"),
    [
        ("max-age=3600", "0", 3600),
        ("public, Max-Age = 7200", "1200", 6000),
        ('max-age="600"', "nonsense", 600),
        ("max-age=600", "900", 0),
        ("s-maxage=600", "0", 0),
        ("no-store, max-age=3600", "0", 0),
        ("max-age=3600, no-cache", "0", 0),
        ("max-age=-1", "0", 0),
        ("max-age=999999999999", "100", LONGEST.total_seconds()),
        ("", "0", 0),
    ],
)
def test_max_age_less_age_is_kept_to(said: str, age: str, seconds: float) -> None:
    """Up to six hours; a page that is not to be kept has no wish."""
    assert wished(cache_control=said, age=age) == timedelta(seconds=seconds)


def test_a_feeds_own_words_are_kept_to() -> None:
    """<ttl> in minutes, or the syndication module's period; only before the first item."""
    assert wished(b"<rss><channel><ttl> 90 </ttl><item/>") == timedelta(minutes=90)
    assert wished(b"<rss><channel><ttl>99999</ttl>") == LONGEST
    period = b"<sy:updatePeriod> daily </sy:updatePeriod><sy:updateFrequency>12</sy:updateFrequency>"
    assert wished(period) == timedelta(hours=2)
    assert wished(b"<sy:updatePeriod>hourly</sy:updatePeriod>") == timedelta(hours=1)
    assert wished(b"<rss><item><ttl>90</ttl></item>") == NOTHING
    assert wished(b"<rss><ttl>soon</ttl>") == NOTHING


def test_the_longest_wish_counts() -> None:
    """Both were said by the server."""
    assert wished(b"<rss><ttl>30</ttl>", cache_control="max-age=3600") == timedelta(hours=1)
