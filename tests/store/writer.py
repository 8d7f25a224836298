"""A process that writes to a store until it is killed: `python writer.py URL HOW` (for the tests of faults).

It tells each finished step on a line of its own, so that a test knows what must be there afterwards.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from bot.core.records import BotError
from bot.store import Store
from tests.store.making import NOW, TEXT, document, read, snapshot


def say(*words: object) -> None:
    """One line, at once."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def write(store: Store, *, first: int = 0) -> None:
    """A page, a document and an edit of it, over and over."""
    for n in count(first):
        page = snapshot(f"<p>{n}</p>".encode() * 500, url=f"https://cac.example/{n}")
        store.keep_page("cac", page)
        for text in (TEXT, TEXT.replace("67,000", "76,000")):
            made = replace(document(f"d{n}", text=text), sha256=page.sha256)
            store.remember(read(made), item_key=f"k{n}", entry_hash="e", extractor="x", now=NOW)
            say("stored", n, text == TEXT)


def main(url: str, how: str) -> int:
    """Write under the lease, hold it in silence, or fill the disk."""
    try:
        with Store.open(url, now=NOW) as store, store.lease("tallywire run", wait=0.0):
            say("leased")
            if how == "hold":
                time.sleep(60)
            write(store)
    except BotError as error:
        say("error", error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
