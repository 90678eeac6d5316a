"""A rehearsal: every vendor without a key, whole, by its documented replies and a clip of the studio's."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from comparisons.desk import Desk
from comparisons.gate import MOST
from comparisons.run.comparison import Done
from providers import catalogue
from providers.kit.provider import Remote
from providers.kit.terms import Brief


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    for provider in catalogue().providers.values():
        for name in provider.example:
            monkeypatch.setenv(name, "")  # so that what the desk sets goes with the test
            monkeypatch.delenv(name)
    monkeypatch.setenv("SPLITSCREEN_REHEARSE", "1")
    made = Desk(tmp_path / "data")
    yield made
    made.close()


def test_vendors_without_a_key_make_clips_side_by_side_in_rehearsal(desk: Desk) -> None:
    remote = [one.name for one in desk.catalogue.providers.values() if isinstance(one, Remote)]
    first = {name: next(one.id for one in desk.ready() if one.provider == name) for name in remote}
    made = desk.start(Brief(prompt="Two red balls drop", seconds=4, resolution="480p"), list(first.values())[:MOST])
    ends = time.monotonic() + 120
    while not (made := desk.runs.get(made.id)).finished:
        assert time.monotonic() < ends
        time.sleep(0.05)
    assert all(isinstance(take.stage, Done) for take in made.takes), made.takes
    assert {take.stage.clip.audio for take in made.takes if isinstance(take.stage, Done)} <= {True, False}


def test_without_a_rehearsal_a_vendor_wants_its_key() -> None:
    assert catalogue().missing(catalogue().model("fal/pika-2.2")) == "FAL_KEY"
