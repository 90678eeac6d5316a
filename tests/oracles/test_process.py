"""The fake as a process of its own, for tests that kill whoever talks to it."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from pathlib import Path

import fal_client
import fal_client.client
import httpx
import pytest

ROOT = Path(__file__).parents[2]


def test_a_fake_of_its_own_writes_down_each_submit_and_cancel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    log = tmp_path / "submits.jsonl"
    command = [sys.executable, "-m", "tests.fakes.fal", "--port", str(port), "--log", str(log), "--queue", "60"]
    monkeypatch.setattr(fal_client.client, "QUEUE_URL_FORMAT", f"http://127.0.0.1:{port}/")
    with subprocess.Popen([*command, "--delay", "90"], cwd=ROOT) as fake:
        try:
            _wait_for(port)
            client = fal_client.SyncClient(key="a-key")
            handle = client.submit("fal-ai/pika/v2.2/text-to-video", {"prompt": "мяч"})
            handle.cancel()
            client._client.close()
        finally:
            fake.kill()
    submit, cancel = (json.loads(line) for line in log.read_text("utf-8").splitlines())
    assert submit["body"] == {"prompt": "мяч"}
    assert (submit["event"], cancel["event"]) == ("submit", "cancel")
    assert submit["id"] == cancel["id"] == handle.request_id


def _wait_for(port: int) -> None:
    ends = time.monotonic() + 30
    while time.monotonic() < ends:
        try:
            httpx.get(f"http://127.0.0.1:{port}/files/0.mp4", trust_env=False)
        except httpx.ConnectError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the fake did not start")
