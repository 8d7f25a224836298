"""The log: one line an event, JSON unless a terminal reads it, secrets masked."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from bot.core.config import Log
from bot.logs import MASK, bound_contextvars, configure, logger


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """It is."""
        return True


def told(stream: io.StringIO) -> list[dict[str, object]]:
    """The events on a stream."""
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_each_event_is_a_json_line_with_the_visit_it_belongs_to() -> None:
    """Also in an await further down: the id is a context variable."""
    stream = io.StringIO()
    configure(Log(), stream=stream)
    with bound_contextvars(visit="ab12"):
        logger().info("visited", new=2)
    logger().info("stopped")
    first, second = told(stream)
    assert (first["event"], first["visit"], first["new"], first["level"]) == ("visited", "ab12", 2, "info")
    assert str(first["timestamp"]).endswith("Z")
    assert "visit" not in second


@pytest.mark.parametrize(
    ("options", "events"),
    [
        ({}, ["info", "warning", "error"]),
        ({"verbose": True}, ["debug", "info", "warning", "error"]),
        ({"quiet": True}, ["error"]),
    ],
)
def test_the_level_is_as_configured_unless_the_command_says_otherwise(
    options: dict[str, bool], events: list[str]
) -> None:
    """--verbose and --quiet win."""
    stream = io.StringIO()
    configure(Log(level="info"), stream=stream, **options)  # type: ignore[arg-type]  # the two flags
    for level in ("debug", "info", "warning", "error"):
        getattr(logger(), level)(level)
    assert [event["event"] for event in told(stream)] == events


def test_secrets_are_masked_wherever_they_stand() -> None:
    """In texts, lists, tables, and in whatever else is logged; numbers stay numbers."""
    stream = io.StringIO()
    configure(Log(), secrets={"s3cr3t", "s3cr3t-longer", "1"}, stream=stream)
    logger().warning(
        "asked s3cr3t",
        url="https://e.org/?k=s3cr3t-longer",
        parts=["a", {"b": "s3cr3t"}],
        path=Path("s3cr3t/x"),
        n=1,
        raw=b"s3cr3t",
        none=None,
    )
    [event] = told(stream)
    assert "s3cr3t" not in stream.getvalue()
    assert event["event"] == f"asked {MASK}"
    assert event["url"] == f"https://e.org/?k={MASK}"
    assert event["parts"] == ["a", {"b": MASK}]
    assert event["n"] == 1


def test_a_terminal_gets_words_and_a_file_gets_json(tmp_path: Path) -> None:
    """A calm command leaves the terminal to its own words; errors come all the same."""
    stream = Terminal()
    configure(Log(file=tmp_path / "logs/bot.log"), calm=True, stream=stream)
    logger().info("visited", new=2)
    logger().error("failed", reason="404")
    assert "visited" not in stream.getvalue()
    assert "failed" in stream.getvalue()
    assert "{" not in stream.getvalue()
    lines = (tmp_path / "logs/bot.log").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["event"] for line in lines] == ["visited", "failed"]
