"""The README's picture: taken by a real browser, small enough for a page."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from tests.picture import HEIGHT, WIDTH, browser, main, take

ROOT = Path(__file__).parent.parent.parent
CHROMIUM = browser()


def size(picture: Path) -> tuple[int, int]:
    """Width and height out of a PNG's header."""
    head = picture.read_bytes()[:24]
    assert head.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", head[16:24])
    return width, height


def test_the_picture_in_the_readme_is_as_wide_as_taken_and_not_heavy() -> None:
    """It is part of the project; `make docs` takes it anew."""
    picture = ROOT / "bot" / "demo" / "digest.png"
    assert size(picture) == (WIDTH, HEIGHT)
    assert picture.stat().st_size < 300_000


@pytest.mark.chromium
@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed on this machine")
@pytest.mark.parametrize("lines", [3, 400])
def test_an_edition_is_photographed_from_its_top(tmp_path: Path, lines: int) -> None:
    """A long one is cut, a short one gets ground below it."""
    page = tmp_path / "edition.html"
    page.write_text("<!DOCTYPE html><body>" + "<p>67,000 accounts</p>" * lines, encoding="utf-8")
    assert CHROMIUM
    take(page, tmp_path / "picture.png", chromium=CHROMIUM)
    assert size(tmp_path / "picture.png") == (WIDTH, HEIGHT)


def test_a_wrong_call_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """Both paths are wanted."""
    assert main([]) == 2
    assert "usage" in capsys.readouterr().err
