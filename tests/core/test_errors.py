"""What goes wrong carries its subject and says all of it at once."""

from __future__ import annotations

from bot.core.errors import BotError, ConfigError, DeliveryError, FetchError, Mistake, QueryError, ReadError, StoreError
from bot.core.memory import Page
from bot.core.states import SourceState


def test_an_error_names_its_subject() -> None:
    """A page, a store, a recipient; nothing where there is none."""
    assert [kind("said", subject="x").subject for kind in (ReadError, StoreError, DeliveryError)] == ["x"] * 3
    assert BotError("said").subject == ""


def test_a_page_that_could_not_be_had_tells_refused_from_failed() -> None:
    """With its status and when to come back, where the server said so."""
    refused = FetchError("said", subject="u", state=SourceState.BLOCKED, retry_after=60.0, status=429)
    assert (refused.state, refused.retry_after, refused.status) == (SourceState.BLOCKED, 60.0, 429)
    failed = FetchError("said")
    assert (failed.state, failed.retry_after, failed.status) == (SourceState.BROKEN, None, None)


def test_all_mistakes_are_said_at_once() -> None:
    """Each on a line of its own, with its place where it has one."""
    mistakes = (Mistake("a.toml", 12, "unknown key"), Mistake("b.toml", None, "no TOML"))
    error = ConfigError(mistakes)
    assert str(error) == "a.toml:12: unknown key\nb.toml: no TOML"
    assert error.mistakes == mistakes
    assert str(QueryError(("one", "two"))) == "one\ntwo"


def test_a_page_of_rows_is_walked_and_counted() -> None:
    """Like the rows it holds."""
    page = Page((1, 2, 3), "next")
    assert (list(page), len(page), len(Page())) == ([1, 2, 3], 3, 0)
