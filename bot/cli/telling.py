"""Stories written out on a terminal."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import typer

from bot.cli.output import print_line
from bot.cli.storytelling import claims_of, story_lines

if TYPE_CHECKING:
    from bot.core.memory import Page
    from bot.core.records import Story
    from bot.store import Store

# What a line may be wide where no terminal says it.
ROOM = 100


def room() -> int:
    """The width to write in."""
    return shutil.get_terminal_size((ROOM, 24)).columns


def tell_stories(store: Store, page: Page[Story], *, empty: str) -> None:
    """Each story of a page, an empty line between two; `empty` is said where there is none."""
    if not page.rows and empty:
        typer.echo(empty, err=True)
    for number, story in enumerate(page):
        if number:
            print_line("")
        for line in story_lines(story, claims=claims_of(story.documents, store.claims_of), room=room()):
            typer.echo(line)
    if page.next is not None:
        typer.echo(f"Only the first {len(page)} stories; --limit 0 shows all.", err=True)
