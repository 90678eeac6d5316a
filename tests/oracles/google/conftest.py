"""Both vendors on loopback, with google-genai pointed at them and our adapters too."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import google.auth.credentials
import pytest
from google import genai
from PIL import Image

from tests.fakes import clips
from tests.fakes.gemini import GeminiFake
from tests.fakes.loopback import serve
from tests.fakes.veo import VeoFake
from tests.oracles.google.briefs import FILES

KEY = "test-key"


@dataclass(frozen=True, slots=True)
class AtGemini:
    """The fake, and the official client on it."""

    fake: GeminiFake
    client: genai.Client
    url: str


@dataclass(frozen=True, slots=True)
class AtVeo:
    """The fake, and the official client on it, in the mode of Google's cloud."""

    fake: VeoFake
    client: genai.Client
    url: str


class Token(google.auth.credentials.Credentials):
    """An access token that never runs out."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.token = KEY

    def refresh(self, request: Any) -> None:
        raise AssertionError("it does not run out")


@pytest.fixture
def at_gemini(monkeypatch: pytest.MonkeyPatch) -> Iterator[AtGemini]:
    fake = GeminiFake(key=KEY, clock=map(float, itertools.count()).__next__)
    with serve(fake.app) as (url,):
        monkeypatch.setenv("SPLITSCREEN_GEMINI_BASE", url)
        with genai.Client(api_key=KEY, http_options={"base_url": url}) as client:
            yield AtGemini(fake, client, url)


@pytest.fixture
def at_veo(monkeypatch: pytest.MonkeyPatch) -> Iterator[AtVeo]:
    fake = VeoFake(token=KEY, clock=map(float, itertools.count()).__next__)
    with serve(fake.app) as (url,):
        monkeypatch.setenv("SPLITSCREEN_VEO_BASE", url)
        monkeypatch.setenv("GOOGLE_CLOUD_PROJECT", "example-project")
        with genai.Client(
            vertexai=True, project="example-project", location="us-central1", credentials=Token(),
            http_options={"base_url": url},
        ) as client:  # fmt: skip
            yield AtVeo(fake, client, url)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the files of a brief lie, no two alike, and an empty folder for the take."""
    for shade, (name, mime) in enumerate(FILES.items()):
        if mime == "image/png":
            Image.new("L", (160, 90), shade).save(tmp_path / name)
        else:
            (tmp_path / name).write_bytes(clips.clip())
    (tmp_path / "take").mkdir()
    return tmp_path
