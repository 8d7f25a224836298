"""Config folders written for a test, and the mistakes found in them."""

from __future__ import annotations

from pathlib import Path

from bot.settings import check

FEED = 'name = "Example"\nkind = "feed"\nurl = "https://example.org/feed.xml"\n'
LIST = 'name = "Example"\nkind = "list"\nurl = "https://example.org/news"\n'


def written(folder: Path, **files: str) -> Path:
    """A config folder; `sources__x` is the file sources/x.toml."""
    for name, text in files.items():
        path = folder / "config" / f"{name.replace('__', '/')}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "config").mkdir(exist_ok=True)
    return folder / "config"


def mistakes(config: Path, **environ: str) -> list[str]:
    """Every mistake, with paths below the config folder."""
    return [str(m).replace(f"{config}/", "") for m in check(config, environ=environ)]
