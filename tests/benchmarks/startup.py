"""From the start of the process to the first page, against an empty Gradio app, turn by turn in the same minute."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import httpx

ROOT = Path(__file__).parents[2]
TURNS = 5
PATIENCE = 120.0
EMPTY = """
import sys
import gradio as gr
with gr.Blocks(analytics_enabled=False) as page:
    pass
page.launch(server_name="127.0.0.1", server_port=int(sys.argv[1]), quiet=True, ssr_mode=False)
"""


def run() -> Iterator[dict[str, Any]]:
    """`ratio` is our median over that of the empty app: both wait for `/` and `/config` to be answered with 200."""
    ours, empty = [], []
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(TURNS + 1):
            data = Path(folder) / f"data-{turn}"
            app = _seconds(lambda port, data=data: ["app.py", "--port", str(port), "--data", str(data)])
            bare = _seconds(lambda port: ["-c", EMPTY, str(port)])
            if turn:  # the first one reads the disk and writes byte code
                ours.append(app)
                empty.append(bare)
    yield {
        "name": "startup",
        "what": "from the start of app.py to its first page, over an empty Gradio app",
        "turns": TURNS,
        "seconds": round(median(ours), 3),
        "empty_seconds": round(median(empty), 3),
        "all_seconds": [round(one, 3) for one in ours],
        "all_empty_seconds": [round(one, 3) for one in empty],
        "ratio": round(median(ours) / median(empty), 3),
    }


def _seconds(words: Any) -> float:
    """How long a process takes from its start to the first page; it is ended after that."""
    port = _free_port()
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("FAL_", "SPLITSCREEN_"))}
    begun = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *words(port)],
        cwd=ROOT,
        env=clean | {"GRADIO_ANALYTICS_ENABLED": "False"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            _wait(f"http://127.0.0.1:{port}", process)
            return time.perf_counter() - begun
        finally:
            process.terminate()


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    limit = time.monotonic() + PATIENCE
    with httpx.Client(trust_env=False) as client:
        while time.monotonic() < limit:
            if process.poll() is not None:
                raise RuntimeError(f"the app ended before its first page, with {process.returncode}")
            try:
                client.get(url).raise_for_status()
                client.get(f"{url}/config").raise_for_status()
                return
            except httpx.HTTPError:
                time.sleep(0.02)
    raise RuntimeError(f"no page within {PATIENCE:g} seconds")


def _free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])
