"""Documents as users hand them in: a line of JSON, a file, a page; each becomes a text to read."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.cli.output import dumps
from bot.cli.streaming import Answer
from extractors import SourceText

_DAY_LENGTH = len("2023-05-29")


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the command line says of documents that do not say it themselves."""

    lang: str | None = None
    published: date | None = None
    region: str | None = None


def parsed(line: bytes) -> dict[str, Any]:  # Any: JSON as it comes, each field is checked where it is read
    """One line as a JSON object. Raises ValueError with a sentence."""
    try:
        value = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise ValueError("the line is no UTF-8 text") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"the line is no JSON: {error.msg.lower()} at column {error.colno}") from None
    except RecursionError:
        raise ValueError("the line is nested too deeply") from None
    if not isinstance(value, dict):
        raise ValueError('the line is no JSON object such as {"id": "a", "text": "..."}')  # noqa: TRY004 - a reading mistake, not a caller's
    return value


def identity(line: bytes) -> str | None:
    """The id of a line, if it has one that can be read."""
    try:
        value = parsed(line).get("id")
    except ValueError:
        return None
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else None


def refusal(line: bytes, number: int, why: str) -> Answer:
    """The answer to a line that cannot be read."""
    return dumps({"id": identity(line), "line": number, "error": why}), False


def source_text(value: Mapping[str, Any], *, defaults: Defaults) -> SourceText:  # Any: as above
    """A JSON object as a document. Raises ValueError naming the field that is wrong."""
    lang = text_of(value, "lang") or defaults.lang
    region = text_of(value, "region") or defaults.region
    return SourceText(
        id=identifier(value),
        text=text_of(value, "text", required=True) or "",
        title=text_of(value, "title") or "",
        lang=None if lang in {None, "auto", ""} else lang,
        published=day_of(value, "published") or defaults.published,
        kind=text_of(value, "kind"),
        url=text_of(value, "url"),
        region=region.upper() if region else None,
    )


def identifier(value: Mapping[str, Any]) -> str:  # Any: as above
    """The required id, a text or a whole number."""
    found = value.get("id")
    if isinstance(found, bool) or not isinstance(found, str | int):
        raise ValueError("id: missing or no text" if found is not None else "id: missing")  # noqa: TRY004 - a reading mistake, not a caller's
    return str(found)


def text_of(value: Mapping[str, Any], name: str, *, required: bool = False) -> str | None:  # Any: as above
    """A field that is a text or absent."""
    found = value.get(name)
    if found is None:
        if required:
            raise ValueError(f"{name}: missing")
        return None
    if not isinstance(found, str):
        raise ValueError(f"{name}: {dumps(found)[:40]} is not a text")  # noqa: TRY004 - a reading mistake, not a caller's
    return found


def day_of(value: Mapping[str, Any], name: str) -> date | None:  # Any: as above
    """A field that is a day (of a date-time, its own local day) or absent."""
    found = text_of(value, name)
    return day(found, name=name) if found else None


def day(text: str, *, name: str) -> date:
    """A day as 2023-05-29. Raises ValueError."""
    try:
        return date.fromisoformat(text) if len(text) == _DAY_LENGTH else datetime.fromisoformat(text).date()
    except ValueError:
        raise ValueError(f'{name}: "{text}" is not a day such as 2023-05-29') from None


_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


def looks_like_page(body: bytes, *, name: str = "") -> bool:
    """Whether bytes are HTML or PDF rather than plain text: by their first characters, else by the file's name."""
    head = body[:4096]
    if head.startswith(b"%PDF-") or _MARKUP.match(head):
        return True
    return name.lower().endswith((".html", ".htm", ".xhtml", ".pdf"))
