"""The app on loopback over the quick sketch, once for these tests, and a client of its named endpoints."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pandas as pd
import pytest

from comparisons.run.comparison import Comparison
from comparisons.run.store import Store
from comparisons.votes.frame import read_votes

ROOT = Path(__file__).parents[3]
NAMES = ("sketch/one", "sketch/two", "Sketch One", "Sketch Two", "sketch")


@dataclass(slots=True, kw_only=True)
class Served:
    """A running app."""

    data: Path
    url: str
    ask: Callable[..., Any]
    """An endpoint's answer: `ask("/comparison", id, "ann")`."""

    def finished(self, comparison_id: str) -> Comparison:
        limit = time.monotonic() + 60
        while not (now := Store(self.data).load(comparison_id)).finished:
            assert time.monotonic() < limit
            time.sleep(0.02)
        return now

    def made(self, prompt: str = "a ball", mode: str = "open") -> Comparison:
        """A finished comparison of the two sketches, begun by the endpoint."""
        models = [] if mode == "battle" else ["sketch/one", "sketch/two"]
        return self.finished(self.ask("/compare", prompt, models, mode)["comparison"])

    def votes(self) -> pd.DataFrame:
        return read_votes(self.data / "votes.csv")


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Served until the last of these tests has run."""
    with served(tmp_path_factory.mktemp("app") / "data") as made:
        yield made


@contextmanager
def served(data: Path, *words: str, login: tuple[str, str] | None = None, **settings: str) -> Iterator[Served]:
    """The app with further words on its command line and further settings in its environment."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("FAL_", "SPLITSCREEN_"))}
    clean["PYTHONWARNINGS"] = "ignore:resource_tracker"  # says of a killed app that it left semaphores
    command = [sys.executable, "-m", "tests.comparisons.ui.served", str(data), str(port), *words]
    with subprocess.Popen(command, cwd=ROOT, env=clean | settings) as process:
        try:
            until_it_answers(url, process)
            yield Served(data=data, url=url, ask=asking(url, login))
        finally:
            process.kill()


def asking(url: str, login: tuple[str, str] | None = None) -> Callable[..., Any]:
    from gradio_client import Client

    client = Client(url, auth=login, verbose=False, analytics_enabled=False, httpx_kwargs={"trust_env": False})

    def ask(name: str, *given: Any, **named: Any) -> Any:
        return client.predict(*given, **named, api_name=name)

    return ask


def until_it_answers(url: str, process: subprocess.Popen[bytes]) -> None:
    limit = time.monotonic() + 90
    while True:
        assert process.poll() is None
        assert time.monotonic() < limit
        try:
            httpx.get(f"{url}/theme.css", trust_env=False).raise_for_status()
            return
        except httpx.TransportError:
            time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return line.getsockname()[1]
