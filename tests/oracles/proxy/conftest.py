"""LiteLLM's own proxy as a process on loopback, with Runway and Google behind it and our adapter before it."""

from __future__ import annotations

import itertools
import json
import os
import re
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send

from tests.fakes.google_tokens import TokensFake
from tests.fakes.loopback import serve
from tests.fakes.runway import RunwayFake
from tests.fakes.veo import VeoFake
from tests.oracles.proxy.install import NotInstalled, program

OURS, RUNWAYS, GOOGLES = "sk-ours-marked", "runway-marked", "google-marked"
RUNWAY, VEO, LOST = "runway film", "veo/film", "lost"
"""What the proxy calls its models."""
HERE = {"PATH": os.environ["PATH"], "LITELLM_LOCAL_MODEL_COST_MAP": "True", "LITELLM_TELEMETRY": "False"}
"""All that the proxy knows of this machine: nothing is fetched and nothing is told at home."""
UP = re.compile(r"Uvicorn running on (http://127\.0\.0\.1:\d+)")


@dataclass(slots=True, kw_only=True)
class Proxied:
    """The proxy and who is behind it."""

    url: str = ""
    runway: RunwayFake = field(default_factory=RunwayFake)
    veo: VeoFake = field(default_factory=VeoFake)


@pytest.fixture(scope="module")
def running(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxied]:
    """One proxy a module: it needs ten seconds and more to start."""
    assert pytestconfig.cache
    try:
        command = program(pytestconfig.cache.mkdir("litellm"))
    except NotInstalled as missing:
        pytest.fail(str(missing)) if os.environ.get("CI") else pytest.skip(str(missing))
    proxied, tokens, folder = Proxied(), TokensFake(GOOGLES), tmp_path_factory.mktemp("proxy")

    async def runway(scope: Scope, receive: Receive, send: Send) -> None:
        await proxied.runway.app(scope, receive, send)

    async def google(scope: Scope, receive: Receive, send: Send) -> None:
        await proxied.veo.app(scope, receive, send)

    with serve(runway, google, tokens.app) as (runways, googles, place):
        (folder / "account.json").write_text(json.dumps(tokens.account(place)))
        (folder / "config.yaml").write_text(json.dumps(_config(runways, googles, folder / "account.json")))
        with _started(command, folder) as proxied.url:
            yield proxied


@pytest.fixture
def proxy(running: Proxied, monkeypatch: pytest.MonkeyPatch) -> Proxied:
    """The same with new vendors, whose clocks go on by one at each look; our adapter is pointed at it."""
    running.runway = RunwayFake(key=RUNWAYS, clock=map(float, itertools.count()).__next__)
    running.veo = VeoFake(token=GOOGLES, clock=map(float, itertools.count()).__next__)
    monkeypatch.setenv("OPENAI_VIDEOS_BASE_URL", running.url)
    monkeypatch.setenv("OPENAI_VIDEOS_MODELS", ",".join(f"{one}|seconds=4/5/8" for one in (RUNWAY, VEO, LOST)))
    return running


def _config(runways: str, googles: str, account: Path) -> dict[str, Any]:
    """What an owner writes, as LiteLLM's pages say; JSON is YAML too."""
    google = {"vertex_project": "example-project", "vertex_location": "us-central1", "vertex_credentials": str(account)}
    behind = {
        RUNWAY: {"model": "runwayml/gen4.5", "api_base": f"{runways}/v1", "api_key": RUNWAYS},
        VEO: {"model": "vertex_ai/veo-3.1-generate-001", "api_base": googles} | google,
    }
    models = [{"model_name": name, "litellm_params": said} for name, said in behind.items()]
    return {"model_list": models, "general_settings": {"master_key": OURS}, "litellm_settings": {"telemetry": False}}


@contextmanager
def _started(command: Path, folder: Path) -> Iterator[str]:
    """The proxy's address as soon as it listens; what it says is read all along, or it would stop to be heard."""
    options = ["--config", "config.yaml", "--host", "127.0.0.1", "--port", "0", "--telemetry", "False"]
    said = list[str]()
    with subprocess.Popen(
        [command, *options], cwd=folder, env=HERE | {"HOME": str(folder)}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as running:  # fmt: skip
        assert running.stdout
        try:
            for line in running.stdout:
                said.append(line)
                if found := UP.search(line):
                    break
            else:
                raise AssertionError(f"the proxy did not start: {''.join(said)[-3000:]}")
            threading.Thread(target=said.extend, args=[running.stdout], daemon=True).start()
            yield found[1]
        finally:
            running.kill()
