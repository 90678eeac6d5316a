"""A live scene without its wire: it answers, remembers, and gives what is kept to the archive."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import comparisons.desk as desk_module
from comparisons.desk import Desk, Misuse
from comparisons.live import HEAD, LABEL, SIZES, Live
from providers import Catalogue
from providers.archive import Archive
from providers.studio import Studio

PROMPT = "three balls in the park"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk over the archive and the studio."""
    monkeypatch.setenv("SPLITSCREEN_DATA", str(tmp_path / "data"))
    known = Catalogue({"archive": Archive(), "studio": Studio()})
    monkeypatch.setattr(desk_module, "catalogue", lambda: known)
    made = Desk(tmp_path / "data", workers=1)
    yield made
    made.close()


def test_each_moment_is_a_picture_and_its_share_of_sound(desk: Desk) -> None:
    scene = Live(desk.catalogue, PROMPT, "1:1", 1)
    for expected in (1, 2):
        message = scene.moment()
        number, stamp, size = HEAD.unpack_from(message)
        assert (number, stamp) == (expected, 0.0)
        assert Image.open(io.BytesIO(message[HEAD.size : HEAD.size + size])).size == SIZES["1:1"]
        assert len(np.frombuffer(message[HEAD.size + size :], "<i2")) == 2 * 48_000 // scene.fps


def test_what_is_done_is_stamped_on_the_next_moment_but_not_by_what_is_no_number(desk: Desk) -> None:
    scene = Live(desk.catalogue, "  ", "no such shape", 1)
    scene.do({"do": "throw", "x": 0.1, "y": 0.5, "dx": 1.0, "stamp": 7.5})
    scene.do({"do": "gravity", "metres": 1.6, "stamp": "now"})
    assert HEAD.unpack_from(scene.moment())[1] == 7.5


def test_what_is_kept_stands_in_the_archive_and_a_blink_is_too_short_to_keep(desk: Desk) -> None:
    scene = Live(desk.catalogue, PROMPT, "16:9", 1)
    scene.moment()
    with pytest.raises(Misuse, match="run for a second"):
        scene.keep(desk, 5)
    for _ in range(scene.fps):
        scene.moment()
    model = scene.keep(desk, 1)
    assert model in {known.id for known in desk.ready()}
    assert desk.catalogue.model(model).label == LABEL


def test_a_scene_that_cannot_be_played_with_says_so() -> None:
    with pytest.raises(Misuse, match="balls and boxes"):
        Live(Catalogue({"studio": Studio()}), "a surfer rides a big wave", "16:9", 1)
    with pytest.raises(Misuse, match="No model here"):
        Live(Catalogue({"archive": Archive()}), PROMPT, "16:9", 1)
