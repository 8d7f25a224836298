"""The demo's web: bundled pages over real HTTP on loopback."""

from __future__ import annotations

import http.client
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping

import pytest

from bot.demo.site import Site, serving

HOSTS = {"cac", "chenbao", "ftc", "harbour", "island", "ledger"}


@pytest.fixture
def site() -> Iterator[Site]:
    """The site, running."""
    with serving() as running:
        yield running


def ask(
    site: Site, host: str, path: str, *, method: str = "GET", headers: Mapping[str, str] | None = None
) -> tuple[int, http.client.HTTPMessage, str]:
    """One request: status, headers, text."""
    connection = http.client.HTTPConnection(site.addresses[host], timeout=5)
    try:
        connection.request(method, path, headers=dict(headers or {}))
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()
    finally:
        connection.close()


def test_every_host_has_an_address_of_its_own_and_says_what_robots_may_read(site: Site) -> None:
    """Politeness is kept by host, so hosts must not share one."""
    assert set(site.addresses) == HOSTS
    assert len(set(site.addresses.values())) == len(HOSTS)
    for host in HOSTS:
        status, headers, text = ask(site, host, "/robots.txt")
        assert (status, headers.get_content_type()) == (200, "text/plain")
        assert text.startswith("User-agent: *")


def test_a_page_is_not_sent_twice_to_who_has_it(site: Site) -> None:
    """The bot asks conditionally; the answer is empty until the page changes."""
    path = "/2023/0528/zimeiti.htm"
    status, headers, before = ask(site, "chenbao", path)
    assert (status, headers.get_content_type(), headers.get_content_charset()) == (200, "text/html", "utf-8")
    held = {"If-None-Match": headers["ETag"]}
    assert ask(site, "chenbao", path, headers=held)[0] == 304
    site.visit = 2
    status, headers, after = ask(site, "chenbao", path, headers=held)
    assert status == 200
    assert headers["ETag"] != held["If-None-Match"]
    assert before != after


def test_what_did_not_change_is_served_from_the_first_visit(site: Site) -> None:
    """The second visit's pages lie over the first one's."""
    site.visit = 2
    assert ask(site, "cac", "/wxzw/wxfb/A093702index_1.htm")[0] == 200


@pytest.mark.parametrize(
    ("host", "listing"),
    [
        ("ftc", "/feeds/press-release.xml"),
        ("harbour", "/feed.xml"),
        ("ledger", "/atom.xml"),
        ("chenbao", "/rss.xml"),
        ("island", "/news.xml"),
    ],
)
def test_every_link_of_a_feed_leads_to_a_page(site: Site, host: str, listing: str) -> None:
    """Stand-in names are replaced by addresses that answer."""
    status, headers, feed = ask(site, host, listing)
    assert (status, headers.get_content_type()) == (200, "application/xml")
    assert ".demo" not in feed
    links = set(re.findall(rf"{re.escape(site.url(host))}[^\s<\"]+", feed))
    assert links
    for link in links:
        assert ask(site, host, "/" + link.removeprefix(site.url(host)))[0] == 200


def test_a_list_page_keeps_the_structure_of_the_real_one(site: Site) -> None:
    """Its links lead to pages, too."""
    _, _, page = ask(site, "cac", "/wxzw/wxfb/A093702index_1.htm")
    assert 'id="loadingInfoPage"' in page
    links = re.findall(r'<h5><a href="([^"]+)" title="[^"]+">', page)
    assert len(links) == 3
    assert [ask(site, "cac", link)[0] for link in links] == [200, 200, 200]


@pytest.mark.parametrize("path", ["/nowhere", "/../../pages.py", "/%2e%2e/%2e%2e/site.py", "/2023/0528/"])
def test_a_page_that_is_not_there_is_a_404(site: Site, path: str) -> None:
    """Nothing outside the host's own folder is served."""
    assert ask(site, "chenbao", path)[0] == 404


def test_head_gives_the_headers_alone(site: Site) -> None:
    """As any web server does."""
    status, headers, text = ask(site, "harbour", "/feed.xml", method="HEAD")
    assert (status, text) == (200, "")
    assert int(headers["Content-Length"]) > 100


def test_two_sites_can_run_at_once(site: Site) -> None:
    """A taken port is replaced by a free one."""
    with serving() as other:
        assert not set(site.addresses.values()) & set(other.addresses.values())
        assert ask(other, "ftc", "/robots.txt")[0] == 200


def test_the_site_serves_until_it_is_told_to_stop() -> None:
    """`python -m bot.demo.site` names the addresses and ends at SIGTERM."""
    command = [sys.executable, "-m", "bot.demo.site"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        lines = [process.stdout.readline() for _ in HOSTS]
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0
    assert {line.split()[0] for line in lines} == HOSTS
