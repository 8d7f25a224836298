"""Several documents at once: headlines grouped as they come, documents reconciled into stories."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from bot.cli.documents import Defaults, identifier, parsed, refusal, source_text, text_of
from bot.cli.output import dumps
from bot.cli.streaming import Answer, Line
from bot.core.reconcile import Told, reconcile, story_form, told
from bot.core.stories import Grouping, Headline
from extractors import ExtraNames, extract


def grouped_lines(lines: Iterable[Line]) -> Iterator[Answer]:
    """The cluster of each line, decided from the lines before it; answers come as lines do."""
    grouping = Grouping()
    for number, line in lines:
        try:
            headline = _headline(parsed(line))
        except ValueError as error:
            yield refusal(line, number, str(error))
            continue
        yield dumps({"id": headline.id, "cluster": grouping.join(headline)}), True


def reconciled_lines(lines: Iterable[Line], *, defaults: Defaults, names: ExtraNames) -> Iterator[Answer]:
    """A line a story, once all documents are read; lines that cannot be read are told first. A repeated id is refused."""
    texts: list[Told] = []
    seen: set[str] = set()
    for number, line in lines:
        try:
            source = source_text(parsed(line), defaults=defaults)
        except (ValueError, RecursionError) as error:
            yield refusal(line, number, str(error))
            continue
        if source.id in seen:
            yield refusal(line, number, f'id: "{source.id}" came before')
            continue
        seen.add(source.id)
        texts.append(told(source, extract(source, extra=names)))
    for story in reconcile(texts):
        yield dumps(story_form(story)), True


def _headline(value: Mapping[str, Any]) -> Headline:  # Any: JSON as it came, fields are checked below
    return Headline(
        id=identifier(value),
        title=text_of(value, "title") or text_of(value, "text", required=True) or "",
        publisher=text_of(value, "publisher"),
        ts=_moment(value.get("ts")),
        text=text_of(value, "text"),
    )


def _moment(value: object) -> float | None:
    """Seconds since 1970, from a number (seconds, or milliseconds where they must be) or an ISO date-time."""
    if value is None:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value / 1000 if value > 1e11 else float(value)
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"ts: {dumps(value)[:40]} is no moment") from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
