"""The demo's web: bundled pages served from this machine, each host on an address and port of its own.

`python -m bot.demo.site` keeps it running, so that the links in the demo's digest lead somewhere and a source can be
added by hand.
"""

from __future__ import annotations

import hashlib
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from importlib.resources.abc import Traversable
from socket import socket
from socketserver import BaseServer
from urllib.parse import unquote, urlsplit

PAGES = files("bot.demo") / "pages"
FIRST_PORT = 18911  # a fixed one keeps links and claim ids the same from run to run; a taken one is replaced
NAME = ".demo"  # "cac.demo" in pages and settings stands for the host's address and port
TYPES = {".xml": "application/xml", ".html": "text/html", ".txt": "text/plain"}


@dataclass(frozen=True, slots=True)
class Page:
    """What is served: a media type and the bytes."""

    kind: str
    body: bytes


@dataclass(slots=True)
class Site:
    """A running site: where each host is served from, and which visit's pages it serves."""

    addresses: Mapping[str, str]
    visit: int = 1

    def filled(self, text: str) -> str:
        """A text with the hosts' stand-in names replaced by their addresses."""
        for host, address in self.addresses.items():
            text = text.replace(host + NAME, address)
        return text

    def url(self, host: str, path: str = "/") -> str:
        """The address of a page."""
        return f"http://{self.addresses[host]}{path}"


@contextmanager
def serving(pages: Traversable = PAGES) -> Iterator[Site]:
    """Serve a tree of pages (`visit-N/<host>/...`) until the block ends.

    A later visit's pages lie over the earlier ones; `site.visit` says up to which.
    """
    hosts = sorted(entry.name for entry in (pages / "visit-1").iterdir() if entry.is_dir())
    site = Site({})
    with ExitStack() as stack:
        servers = [_listen(number, partial(_page, site, pages, host)) for number, host in enumerate(hosts)]
        site.addresses = {
            host: "{}:{}".format(*server.server_address) for host, server in zip(hosts, servers, strict=True)
        }
        for server in servers:
            stack.enter_context(_running(server))
        yield site


def _listen(number: int, find: Callable[[str], Page | None]) -> ThreadingHTTPServer:
    """Bind a host's server: its own address and port, else a free port, else this machine's plain address."""
    responder = partial(_Responder, find=find)
    # Only Linux answers on every address of 127.0.0.0/8 unasked; a port may be taken by another demo.
    for address in ((f"127.0.0.{11 + number}", FIRST_PORT + number), (f"127.0.0.{11 + number}", 0)):
        try:
            return ThreadingHTTPServer(address, responder)
        except OSError:
            continue
    return ThreadingHTTPServer(("127.0.0.1", 0), responder)


@contextmanager
def _running(server: ThreadingHTTPServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Responder(BaseHTTPRequestHandler):
    """Answers for one host: a page, "not modified", or 404."""

    protocol_version = "HTTP/1.1"
    server_version = "demo"
    sys_version = ""

    def __init__(
        self, request: socket, client: tuple[str, int], server: BaseServer, *, find: Callable[[str], Page | None]
    ) -> None:
        self._find = find
        super().__init__(request, client, server)

    def do_GET(self) -> None:
        """Send the page asked for, unless the asker has it."""
        page = self._find(urlsplit(self.path).path)
        if page is None:
            self._answer(HTTPStatus.NOT_FOUND, Page("text/plain", b"No such page.\n"), tag=None)
            return
        tag = f'"{hashlib.sha256(page.body).hexdigest()[:16]}"'
        if tag in self.headers.get("If-None-Match", ""):
            self._answer(HTTPStatus.NOT_MODIFIED, Page(page.kind, b""), tag=tag)
        else:
            self._answer(HTTPStatus.OK, page, tag=tag)

    def do_HEAD(self) -> None:
        """Send the headers alone."""
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's own name
        """Say nothing: the bot tells what it asked for."""

    def _answer(self, status: HTTPStatus, page: Page, *, tag: str | None) -> None:
        self.send_response(status)
        if tag:
            self.send_header("ETag", tag)
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Type", f"{page.kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(page.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(page.body)


def _page(site: Site, pages: Traversable, host: str, path: str) -> Page | None:
    """The newest form of a page up to the site's visit."""
    parts = [part for part in unquote(path).split("/") if part]
    if ".." in parts:
        return None
    # Sites of this kind serve "x.htm", "x/" and "x"; the files all end in .html.
    names = ["index.html"] if path.endswith("/") else [parts[-1], parts[-1] + "l", parts[-1] + ".html"]
    folder = parts if path.endswith("/") else parts[:-1]
    for visit in range(site.visit, 0, -1):
        for name in names:
            file = pages.joinpath(f"visit-{visit}", host, *folder, name)
            kind = TYPES.get("." + name.rpartition(".")[2])
            if kind and file.is_file():
                return Page(kind, site.filled(file.read_text(encoding="utf-8")).encode())
    return None


def serve_pages(*, ready: Callable[[Site], None] | None = None) -> int:
    """Serve the pages as they are after the last visit, until interrupted; `ready` is told once they can be had."""
    stopped = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stopped.set())
    with serving() as site:
        site.visit = 2
        if ready is not None:
            ready(site)
        for host, address in site.addresses.items():
            sys.stdout.write(f"{host:<10} http://{address}/\n")
        sys.stdout.flush()
        stopped.wait()
    return 0


if __name__ == "__main__":
    sys.exit(serve_pages())
