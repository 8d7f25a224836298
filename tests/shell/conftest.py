"""A web on loopback that says exactly the bytes a test wants."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import pytest


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""


Answer = Callable[[Asked], Iterable[bytes]]


@dataclass
class Web:
    """Answers by path; everything else is 404. `asked` is every request, `most` how many were in flight at once."""

    port: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    most: int = 0
    present: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def place(self) -> str:
        """host:port."""
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        """The address of a path."""
        return f"http://{self.place}{path}"

    @property
    def paths(self) -> list[str]:
        """The paths asked for, robots.txt left out."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def raw(self, path: str, *chunks: bytes) -> str:
        """Answer with these bytes."""
        self.answers[path] = lambda _: chunks
        return self.url(path)

    def page(
        self, path: str, body: bytes | str, *, status: int = 200, lines: dict[str, str] | None = None, **headers: str
    ) -> str:
        """Answer with a page; a header's "_" stands for "-", `lines` are headers too."""
        content = body.encode() if isinstance(body, str) else body
        said = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(content))}
        said |= {name.replace("_", "-").title(): value for name, value in (headers | (lines or {})).items()}
        head = f"HTTP/1.1 {status} X\r\n" + "".join(f"{name}: {value}\r\n" for name, value in said.items())
        return self.raw(path, f"{head}Connection: close\r\n\r\n".encode(), content)

    def redirect(self, path: str, target: str, *, status: int = 302, **headers: str) -> str:
        """Answer with a redirect."""
        return self.page(path, b"", status=status, lines={"location": target} | headers)

    def answer(self, asked: Asked) -> Iterable[bytes]:
        """What is said to a request."""
        with self.lock:
            self.asked.append(asked)
            self.present += 1
            self.most = max(self.most, self.present)
        try:
            found = self.answers.get(asked.path)
            yield from found(asked) if found else [b"HTTP/1.1 404 X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"]
        finally:
            with self.lock:
                self.present -= 1


def _serving(web: Web) -> type[socketserver.StreamRequestHandler]:
    class Line(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            head = self.rfile.readline().decode("latin-1").split(" ")
            headers = {}
            while (line := self.rfile.readline().decode("latin-1").strip()) != "":
                name, _, value = line.partition(":")
                headers[name.lower()] = value.strip()
            body = self.rfile.read(int(headers.get("content-length", "0")))
            try:
                for chunk in web.answer(Asked(head[0], head[1] if len(head) > 1 else "", headers, body)):
                    self.wfile.write(chunk)
                    self.wfile.flush()
            except OSError:
                return  # the client has had enough

    return Line


@pytest.fixture
def webs() -> Iterator[Callable[[], Web]]:
    """Opens webs, each on a port of its own, and closes them."""
    servers: list[socketserver.ThreadingTCPServer] = []

    def opened() -> Web:
        web = Web()
        server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _serving(web), bind_and_activate=True)
        server.daemon_threads = True
        server.block_on_close = False
        web.port = server.server_address[1]
        threading.Thread(target=lambda: server.serve_forever(poll_interval=0.05), daemon=True).start()
        servers.append(server)
        return web

    yield opened
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def web(webs: Callable[[], Web]) -> Web:
    """One web."""
    return webs()
