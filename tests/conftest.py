"""What every test may lean on: no key and no proxy of this machine, vendors on loopback, a real small clip."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from tests.alone import pytest_runtest_protocol
from tests.fakes import clips
from tests.fakes.fal import FalFake, Plan
from tests.fakes.loopback import serve

__all__ = ["pytest_runtest_protocol"]

settings.register_profile("house", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("house")
"""No test is lost to a busy machine; CI tries the same examples each time, a developer's machine new ones."""

os.environ["PYTHON_DOTENV_DISABLED"] = "1"
"""Nor does a test, or a process that it starts, read the developer's `.env`."""

VENDORS = (
    "SPLITSCREEN_", "FAL_", "OPENAI_", "AZURE_", "GEMINI_", "GOOGLE_", "VERTEX_", "RUNWAYML_", "OPENROUTER_",
    "HF_", "REPLICATE_", "LUMAAI_", "GRADIO_SHARE", "GRADIO_SERVER_", "SPACE_ID",
)  # fmt: skip
"""How the variables begin that a developer may have set."""


@pytest.fixture(autouse=True, scope="session")
def no_data_of_this_machine(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What a fixture of a whole module makes lands in no folder of the developer's either."""
    os.environ["SPLITSCREEN_DATA"] = str(tmp_path_factory.getbasetemp() / "no data")


@pytest.fixture(autouse=True)
def no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Neither a key, nor a moved base, nor a proxy, nor the clips of the developer's reach a test."""
    for name in list(os.environ):
        if name.startswith(VENDORS) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("SPLITSCREEN_DATA", str(tmp_path_factory.getbasetemp() / "no data"))


@dataclass(slots=True)
class Served:
    """A fake and where it listens."""

    fake: FalFake
    url: str


@pytest.fixture
def fal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """fal's queue on loopback; the adapter is pointed at it, with a key."""
    fake = FalFake()
    with serve(fake.app) as (url,):
        monkeypatch.setenv("SPLITSCREEN_FAL_BASE", url)
        monkeypatch.setenv("FAL_KEY", "test-key")
        yield Served(fake, url)


@pytest.fixture
def voice(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """A vendor on loopback whose jobs yield a second of sound without a picture."""
    fake = FalFake(plan=Plan(clip=clips.sound_only()))
    with serve(fake.app) as (url,):
        monkeypatch.setenv("SPLITSCREEN_VOICE_BASE", url)
        monkeypatch.setenv("VOICE_KEY", "test-key")
        yield Served(fake, url)


@pytest.fixture
def clip_file(tmp_path: Path) -> Path:
    """A real clip of one second with sound."""
    path = tmp_path / "made.mp4"
    path.write_bytes(clips.clip())
    return path
