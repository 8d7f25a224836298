"""A web on loopback that says exactly the bytes a test wants."""

from __future__ import annotations

import asyncio
import io
import json
import socketserver
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import main
from bot.core.config import BotConfig, Limits, Network, Politeness, Source
from bot.core.query import ClaimQuery, DocumentQuery
from bot.core.records import SourceState, Visit
from bot.cycle import Desk, visit
from bot.fetch import Fetcher
from bot.readers import Readers
from bot.settings import load
from bot.store import Store, store_url

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


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


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it said."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # Any: whatever the command prints
        """Stdout as JSON."""
        return json.loads(self.out)


Command = Callable[..., Ran]


@pytest.fixture
def tallywire(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """Runs a command in this process, in an empty folder, at a fixed time."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TALLYWIRE_NOW", NOW.isoformat())
    monkeypatch.delenv("TALLYWIRE_CONFIG", raising=False)
    monkeypatch.delenv("TALLYWIRE_OUTPUT", raising=False)

    def run(*arguments: str, stdin: str | bytes = b"") -> Ran:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        said = capsys.readouterr()
        return Ran(int(ended.value.code or 0), said.out, said.err)

    return run


@dataclass
class Collecting:
    """A configuration written as files, a store, and visits over real HTTP at a time that tests move."""

    folder: Path
    store: Store
    place: str
    now: datetime = NOW

    def source(self, toml: str, *, name: str = "s") -> Source:
        """A source as the bot reads it from its file."""
        path = self.folder / "config/sources" / f"{name}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(toml, encoding="utf-8")
        settings = load(self.folder / "config", environ={})
        assert not settings.broken, settings.broken
        return next(source for source in settings.sources if source.id == name)

    def visit(self, source: Source, *, also: str = "", **limits: int) -> Visit:
        """One visit; `also` is another place that may be dialled."""
        network = Network((self.place, also))
        settings = BotConfig(network=network, politeness=Politeness(delay=0.0), limits=Limits(workers=0, **limits))  # type: ignore[arg-type]  # whole numbers

        async def visited() -> Visit:
            async with Fetcher(settings, now=lambda: self.now) as fetcher, Readers(settings.limits) as readers:
                desk = Desk(fetcher, readers, self.store, settings, lambda: self.now, lambda: 0.5, "test")
                return await visit(source, desk=desk)

        return asyncio.run(visited())

    @property
    def titles(self) -> list[str]:
        """The titles of all documents."""
        return sorted(row.document.title for row in self.store.documents(DocumentQuery()))

    @property
    def figures(self) -> list[float]:
        """The values of all claims about accounts."""
        return sorted(row.value for row in self.store.claims(ClaimQuery()) if row.unit == "account")

    def state(self, name: str = "s") -> tuple[SourceState, str | None]:
        """A source's state and cause."""
        health = self.store.health()[name]
        return health.state, health.cause


@pytest.fixture
def collecting(web: Web, tmp_path: Path) -> Iterator[Collecting]:
    """Visits to a web on loopback."""
    with Store.open(store_url(tmp_path / "store.sqlite3"), now=NOW) as store:
        yield Collecting(tmp_path, store, web.place)
