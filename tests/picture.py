"""The README's picture: the demo's newest edition as Chromium shows it.

`python -m tests.picture EDITION.html PICTURE.png`; `make docs` runs the demo and then this.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

WIDTH = 1000  # CSS pixels; about as wide as a README is shown
HEIGHT = 1460  # what lies below is cut off: the picture shows what a digest looks like, not all of it
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def browser() -> str | None:
    """Where this machine's Chromium is, if it has one."""
    return next((path for name in CHROMIUM if (path := shutil.which(name))), None)


def take(edition: Path, picture: Path, *, chromium: str) -> None:
    """Photograph an edition's HTML form, light, from the top."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        window = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = window.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        page.goto(edition.resolve().as_uri())
        whole = int(page.evaluate("document.documentElement.scrollHeight"))
        clip = {"x": 0.0, "y": 0.0, "width": float(WIDTH), "height": float(min(whole, HEIGHT))}
        page.screenshot(path=picture, clip=clip, full_page=True)  # type: ignore[arg-type]  # a FloatRect by any name
        window.close()


def main(arguments: list[str]) -> int:
    """Take the picture; 2 when the call is wrong, 1 when there is no browser."""
    if len(arguments) != 2:
        sys.stderr.write("usage: python -m tests.picture EDITION.html PICTURE.png\n")
        return 2
    chromium = browser()
    if chromium is None:
        sys.stderr.write("There is no Chromium on this machine.\n")
        return 1
    take(Path(arguments[0]), Path(arguments[1]), chromium=chromium)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
