"""Config folders and pages written for a test, and the mistakes found in them."""

from __future__ import annotations

from pathlib import Path

from bot.settings import check

FEED = 'name = "Example"\nkind = "feed"\nurl = "https://example.org/feed.xml"\n'
LIST = 'name = "Example"\nkind = "list"\nurl = "https://example.org/news"\n'
NOW = "2026-11-24T12:00:00+00:00"
PAGE = """<html lang="en"><head><title>{title}</title><meta property="article:published_time" content="2026-11-23T08:00:00Z">
</head><body><article><h1>{title}</h1><p>The Cyberspace Administration of China said on Monday that platforms removed
about {posts} posts between March and May 2026 for spreading false information, and restricted 930,000 accounts.</p>
<p>The regulator said that the campaign goes on and that reports from the public are welcome at any time.</p>
</article></body></html>"""


def write(path: Path, text: str) -> Path:
    """A file, with its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


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
