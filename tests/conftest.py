"""What every test gets: no network but loopback."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

REAL_CONNECT = socket.socket.connect
settings.register_profile("untimed", deadline=None)  # a loaded machine is no wrong answer
settings.load_profile("untimed")


def _is_loopback(address: object) -> bool:
    if not isinstance(address, tuple):
        return True  # a Unix socket
    try:
        return ipaddress.ip_address(str(address[0]).split("%")[0]).is_loopback
    except ValueError:
        return str(address[0]) in {"localhost", ""}


def _connect(self: socket.socket, address: Any) -> None:  # Any: whatever socket.connect takes
    if not _is_loopback(address):
        pytest.fail(f"a test reached for the network: {address}")
    REAL_CONNECT(self, address)


@pytest.fixture(autouse=True, scope="session")
def _only_loopback() -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", _connect)
    yield
    patch.undo()
