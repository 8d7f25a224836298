"""The HTML form of an edition as a browser shows it: no line runs out of the window, and both colour schemes are readable."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import pytest

from bot.core.render import render
from tests.core.test_proof import EDITION
from tests.picture import browser

CHROMIUM = browser()
HTML = render(EDITION)["html"]
# Asked of every element that holds text of its own: how its colour stands to what lies behind it.
CONTRAST = """
() => {
  const rgb = text => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map(v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = element => {
    for (let at = element; at; at = at.parentElement) {
      const colour = rgb(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const element of document.querySelectorAll('body *')) {
    const own = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    if (!own || !element.getClientRects().length) continue;
    const [a, b] = [light(rgb(getComputedStyle(element).color)), light(behind(element))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) poor.push(element.outerHTML.slice(0, 200));
  }
  return poor;
}
"""
WIDER = "() => [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 0.5).map(e => e.outerHTML.slice(0, 200))"

pytestmark = [
    pytest.mark.chromium,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
]


@pytest.fixture(scope="module")
def pages() -> Iterator[object]:
    """A browser; the test opens windows in it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        window = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield window
        window.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_page_fits_its_window_and_can_be_read(pages: object, width: int, scheme: Literal["light", "dark"]) -> None:
    """On a telephone and on a desk, by day and by night: nothing to scroll sideways, text at 4.5 to 1 or better."""
    from playwright.sync_api import Browser

    assert isinstance(pages, Browser)
    asked: list[str] = []
    page = pages.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.on("request", lambda request: asked.append(request.url))
    page.set_content(HTML)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(WIDER) == []
    assert page.evaluate(CONTRAST) == []
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (dark == "rgb(20, 23, 26)") is (scheme == "dark")
    assert [url for url in asked if not re.match("about:|data:", url)] == []
    page.close()
