"""The whole app in a process of its own, as a visitor meets it: no key, the studio alone."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parents[3]
PROGRAM = (str(ROOT / "app.py"),)


@dataclass(slots=True)
class App:
    """A running app, and how to kill and restart it."""

    data: Path
    port: int
    words: tuple[str, ...] = ()
    program: tuple[str, ...] = PROGRAM
    settings: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    log: Path = field(init=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.log = self.data.with_suffix(".log")
        command = [sys.executable, *self.program, "--port", str(self.port), "--data", str(self.data)]
        command += self.words
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("FAL_", "SPLITSCREEN_"))}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=clean | self.settings, stdout=log, stderr=log)
        deadline = time.monotonic() + 150
        while not self._answers():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.1)

    def kill(self) -> None:
        assert self.process
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(20)

    def _answers(self) -> bool:
        try:
            return httpx.get(self.url, trust_env=False).status_code == 200
        except httpx.TransportError:
            return False


class Tap:
    """A wire between browser and app that keeps all that the app sends, byte for byte."""

    def __init__(self, port: int) -> None:
        self.heard = bytearray()
        self._port = port
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        self._door.close()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                browser, _ = self._door.accept()
                app = socket.create_connection(("127.0.0.1", self._port))
                threading.Thread(target=self._pour, args=[browser, app, None], daemon=True).start()
                threading.Thread(target=self._pour, args=[app, browser, self.heard], daemon=True).start()

    def _pour(self, source: socket.socket, target: socket.socket, into: bytearray | None) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                if into is not None:
                    into.extend(data)
                target.sendall(data)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


@pytest.fixture
def tap(app: App) -> Iterator[Tap]:
    made = Tap(app.port)
    yield made
    made.close()


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    with running(tmp_path_factory.mktemp("app") / "data") as made:
        yield made


@pytest.fixture(scope="module")
def rehearsal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The same with every vendor in rehearsal."""
    with running(tmp_path_factory.mktemp("rehearsal") / "data", "--rehearse") as made:
        yield made


@contextlib.contextmanager
def running(data: Path, *words: str, program: tuple[str, ...] = PROGRAM, **settings: str) -> Iterator[App]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    made = App(data=data, port=port, words=words, program=program, settings=settings)
    made.start()
    try:
        yield made
    finally:
        made.stop()
