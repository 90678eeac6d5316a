"""A clip to go on from, and a take's folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from providers.kit.terms import Media
from tests.fakes import clips


@pytest.fixture
def source(tmp_path: Path) -> Media:
    path = tmp_path / "before.mp4"
    path.write_bytes(clips.clip(1.0))
    return Media(path=path, mime="video/mp4")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "take"
    made.mkdir()
    return made
