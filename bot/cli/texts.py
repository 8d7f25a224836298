"""Text in, claims out: the commands that need no config, store or network."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import typer

from bot.cli.columns import TEXT_CLAIMS
from bot.cli.documents import Defaults, day, parsed, refusal, source_text
from bot.cli.invocation import Exit, invocation, say, stop
from bot.cli.output import Shape, dumps, print_line, write_json, write_rows
from bot.cli.streaming import Answer, answers, lines_of
from extractors import Extraction, ExtraNames, SourceText

LangOption = Annotated[str, typer.Option("--lang", metavar="auto|CODE", help="language of texts that do not say it")]
WorkersOption = Annotated[int, typer.Option("--workers", min=1, max=64, metavar="N", help="processes that read lines")]
JsonlFlag = Annotated[bool, typer.Option("--jsonl", help="one JSON object a line on stdin")]


def add_to(app: typer.Typer) -> None:
    """Put this room's commands into the program."""
    app.command("extract", epilog='Example: echo "TikTok removed 1.4 million videos in May." | tallywire extract -')(
        extract
    )
    app.command("read", epilog="Example: tallywire read --jsonl < pages.jsonl > articles.jsonl")(read)
    app.command("group", epilog="Example: tallywire group --jsonl < headlines.jsonl")(group)
    app.command("reconcile", epilog="Example: tallywire reconcile --jsonl < documents.jsonl | jq .facts")(reconcile)


def extract(
    context: typer.Context,
    target: Annotated[str | None, typer.Argument(metavar="FILE|URL|-", help="a text, HTML or PDF; - is stdin")] = None,
    *,
    jsonl: JsonlFlag = False,
    workers: WorkersOption = 1,
    lang: LangOption = "auto",
    published: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="day of publication: what relative dates count from")
    ] = None,
    region: Annotated[str | None, typer.Option(metavar="CC", help="country whose usage decides 3/4/2023 and $")] = None,
    mentions: Annotated[bool, typer.Option("--mentions", help="also every number, percent, money and date")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of a table")] = False,
) -> None:
    """Find the figures in a text and what they say.

    Each with its unit, action, actor, period and hedge, and the words that carry it.
    """
    defaults = _defaults(lang, published, region)
    names = invocation(context).bot_settings().names
    if jsonl:
        if target not in {None, "-"}:
            raise typer.BadParameter("--jsonl reads stdin; give it a file with `< FILE`")
        work = partial(_extracted_line, defaults=defaults, names=names, mentions=mentions)
        _stream(sys.stdin.buffer, work, workers=workers)
        return
    if target is None:
        raise typer.BadParameter("what to read is missing: a FILE, a URL, - for stdin, or --jsonl")
    source, found = _document(context, target, defaults=defaults, names=names)
    form = _form(source, names=names, mentions=mentions, found=found)
    if as_json:
        write_json(form)
    else:
        _tell(form, context=context)


def read(
    context: typer.Context,
    jsonl: JsonlFlag = False,
    index: Annotated[bool, typer.Option("--list", help="the lines name index pages: find their items")] = False,
    feed: Annotated[bool, typer.Option("--feed", help="the lines name feeds: read their entries")] = False,
    workers: WorkersOption = 1,
) -> None:
    """Read saved pages: HTML in, article out."""
    from bot.cli.pages import article_line, feed_line, index_line

    _want_jsonl(jsonl, "read")
    if index and feed:
        raise typer.BadParameter("--list and --feed exclude each other")
    read_feed = partial(feed_line, now=invocation(context).clock()())
    work = index_line if index else read_feed if feed else article_line
    _write(answers(lines_of(sys.stdin.buffer), work, refuse=refusal, workers=workers, guarded=True))


def group(jsonl: JsonlFlag = False) -> None:
    """Group headlines by announcement, line by line."""
    from bot.cli.gathering import grouped_lines

    _want_jsonl(jsonl, "group")
    _write(grouped_lines(lines_of(sys.stdin.buffer)))


def reconcile(
    context: typer.Context, jsonl: JsonlFlag = False, lang: LangOption = "auto", published: str | None = None
) -> None:
    """Compare the figures of announcements and coverage.

    A line a story: every figure, and how each text gives it.
    """
    from bot.cli.gathering import reconciled_lines

    _want_jsonl(jsonl, "reconcile")
    names = invocation(context).bot_settings().names
    _write(reconciled_lines(lines_of(sys.stdin.buffer), defaults=_defaults(lang, published, None), names=names))


def _want_jsonl(given: bool, command: str) -> None:
    if not given:
        raise typer.BadParameter(f"`tallywire {command}` reads JSON lines on stdin: add --jsonl")


def _defaults(lang: str, published: str | None, region: str | None) -> Defaults:
    try:
        anchor = day(published, name="--published") if published else None
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    return Defaults(lang=None if lang == "auto" else lang, published=anchor, region=region)


def _stream(stream: BinaryIO, work: Callable[[bytes, int], Answer], *, workers: int) -> None:
    _write(answers(lines_of(stream), work, refuse=refusal, workers=workers))


def _write(results: Iterable[Answer]) -> None:
    """Print answers as they come; end the command with 3 when a line could not be read."""
    failed = 0
    for text, fine in results:
        print_line(text)
        failed += not fine
    if failed:
        stop(f"{failed} line{'s' if failed > 1 else ''} could not be read.", status=Exit.PARTLY)


def _extracted_line(line: bytes, number: int, *, defaults: Defaults, names: ExtraNames, mentions: bool) -> Answer:
    try:
        source = source_text(parsed(line), defaults=defaults)
        return dumps(_form(source, names=names, mentions=mentions)), True
    except (ValueError, RecursionError) as error:
        return refusal(line, number, str(error))


def _form(
    source: SourceText, *, names: ExtraNames, mentions: bool, found: Extraction | None = None
) -> dict[str, object]:
    from extractors.forms import extraction_form
    from extractors.pipeline import extract as extract_claims

    return extraction_form(source, found or extract_claims(source, extra=names), mentions=mentions)


def _document(
    context: typer.Context, target: str, *, defaults: Defaults, names: ExtraNames
) -> tuple[SourceText, Extraction | None]:
    """A document, and what was found in it where that was done beside it: pages are read in a process of their own."""
    from bot.cli import pages

    call = invocation(context)
    if target.startswith(("http://", "https://")):
        return pages.fetched(call, target, defaults=defaults, names=names)
    if target == "-":
        return pages.saved(call, sys.stdin.buffer.read(), name="-", defaults=defaults, names=names)
    path = Path(target)
    if path.is_dir():
        stop(f"{target} is a folder; give one file, or make it a source of kind folder.", status=Exit.USAGE)
    if not path.exists():
        stop(f"There is no file {target}.", status=Exit.USAGE)
    return pages.saved(call, path.read_bytes(), name=path.name, defaults=defaults, names=names)


def _read() -> str:
    """The languages that are read, as a sentence lists them."""
    from extractors.languages import known

    *most, last = known()
    return f"{', '.join(most)} and {last}"


def _tell(form: Mapping[str, Any], *, context: typer.Context) -> None:  # Any: the contract's JSON
    """A reading for people: the claims as a table, then what was counted without a definite value."""
    if "unsupported" in form:
        say(f'The language "{form["unsupported"]}" is not read yet ({_read()} are): nothing was looked for.')
        return
    write_rows(form["claims"], form=Shape.TABLE, columns=TEXT_CLAIMS, empty="No claims found.")
    for vague in form.get("vague", ()):
        say(f"Vague, no claim: {json.dumps(vague['quote'], ensure_ascii=False)}", context=context)
