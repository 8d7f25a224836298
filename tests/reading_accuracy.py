"""How right pages and feeds are read, for `make accuracy`: by the scorers beside the checkout, where they are.

They run the product's own command on pages and feeds with known answers; nothing of those is kept here.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

SHARED = Path(__file__).parent.parent.parent / "shared" / "eval" / "html"
COMMAND = (sys.executable, "-m", "bot")
WANTED = ("all", " set:enc", " lang:zh", "zh ", "damaged ")


def lines() -> Iterator[str]:
    """The scorers' lines for all pages, re-encoded and Chinese ones, and for all, damaged and Chinese feeds."""
    if not SHARED.exists():
        return
    pages = ("score_html.py", "--data", str(SHARED), "--", *COMMAND, "read", "--jsonl")
    feeds = ("score_feeds.py", "--data", str(SHARED / "feeds"), "--", *COMMAND, "read", "--feed", "--jsonl")
    for name, command in (("pages", pages), ("feeds", feeds)):
        scorer = (sys.executable, str(SHARED / command[0]), *command[1:])
        told = subprocess.run(scorer, capture_output=True, text=True, check=True).stdout
        yield from (f"{name}: {line.strip()}" for line in told.splitlines() if line.startswith(WANTED))
