"""What a digest's file says, and what its mistakes cost."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.config import At, ChatChannel, EmailChannel, FileChannel, WebhookChannel
from bot.settings import load
from tests.shell.written import FEED, mistakes, written


def test_a_digest_is_read_whole(tmp_path: Path) -> None:
    """Filters, days, channels."""
    config = written(
        tmp_path,
        bot='[smtp]\nhost = "h"\nfrom = "a@example.org"\n',
        sources__cac=FEED,
        digests__weekly='name = "Weekly"\nat = "7:05"\ndays = ["mon", "Friday"]\ntimezone = "Asia/Kathmandu"\n'
        'regulators = ["R"]\nplatforms = ["P"]\nactions = ["close"]\nunits = ["account"]\nlangs = ["zh"]\n'
        'sources = ["cac"]\nmin = 1000\nq = "accounts"\nsend_empty = true\nsend_outages = true\nfirst_window = "14d"\nmin_confidence = 0.8\n'
        'channels = [\n { kind = "file" },\n { kind = "email", to = ["a@example.org"] },\n'
        ' { kind = "webhook", url = "https://e.org/h", secret = "${S}" },\n { kind = "chat", url = "slack://${S}" },\n]\n',
    )
    settings = load(config, environ={"S": "hush"})
    assert not settings.mistakes
    [digest] = settings.digests
    assert digest.at == At(7, 5, "Asia/Kathmandu", frozenset({0, 4}))
    assert digest.filters.sources == ("cac",)
    assert (digest.send_empty, digest.send_outages) == (True, True)
    assert (digest.filters.min, digest.filters.q, digest.min_confidence) == (1000, "accounts", 0.8)
    assert [type(c) for c in digest.channels] == [FileChannel, EmailChannel, WebhookChannel, ChatChannel]


def test_a_digest_needs_only_a_name(tmp_path: Path) -> None:
    """Every day at seven, UTC, to files."""
    [digest] = load(written(tmp_path, digests__d='name = "D"\n'), environ={}).digests
    assert digest.at == At(7, 0, "UTC")
    assert digest.channels == (FileChannel(),)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("sources = ['nope']", 'd.toml:2: sources[1]: there is no source "nope" (config/sources/nope.toml)'),
        ("min_confidence = 4", "min_confidence: 4 is not a number from 0 to 1"),
        ("min = true", "min: true is not a number"),
        ("actions = ['closed']", "Did you mean 'close'?"),
        ("channels = [{ kind = 'emial' }]", 'channels[1].kind: "emial" is not one of file, email, webhook, chat. Did'),
        ("channels = [{ to = [] }]", "channels[1].kind: missing; one of file, email, webhook, chat"),
        ("channels = [{ kind = 'email', to = ['x'] }]", 'channels[1].to[1]: "x" is not a mail address'),
        ("channels = [{ kind = 'email', to = ['x@e.org'] }]", "channels[1]: mail needs [smtp] in bot.toml"),
        ("channels = [{ kind = 'file', path = 'x' }]", "channels[1].path: unknown key; no other key belongs here"),
        ("channels = ['file']", 'channels[1]: "file" is not a table'),
        ("channels = [{ kind = 'chat', url = 'slack' }]", 'channels[1].url: "slack" is not an address'),
    ],
)
def test_a_mistake_in_a_digest_names_the_row(tmp_path: Path, line: str, told: str) -> None:
    """Rows of a list count from one, as a reader does."""
    found = mistakes(written(tmp_path, digests__d=f'name = "D"\n{line}\n'))
    assert any(told in one for one in found), found


def test_a_broken_digest_costs_that_digest_only(tmp_path: Path) -> None:
    """Sources are visited all the same."""
    settings = load(written(tmp_path, sources__a=FEED, digests__d="x = 1\n"), environ={})
    assert [broken.id for broken in settings.broken_digests] == ["d"]
    assert len(settings.sources) == 1
