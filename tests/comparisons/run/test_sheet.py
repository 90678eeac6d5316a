from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from comparisons.run.sheet import BAR, GAP, HEIGHT, Panel, side_by_side
from providers.kit.clip import probe
from tests.fakes import clips

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
"""moviepy leaves a pipe to the garbage collector when its reader closes."""


@pytest.fixture
def panels(tmp_path: Path) -> list[Panel]:
    made = []
    for name, seconds, sound in (("a", 1.0, True), ("b", 2.0, True), ("c", 1.0, False), ("d", 1.0, True)):
        path = tmp_path / f"{name}.mp4"
        path.write_bytes(clips.clip(seconds, sound=sound))
        made.append(Panel(path=path, title=name.upper()))
    return made


def test_two_clips_stand_in_a_row_as_long_as_the_longer_with_the_sound_that_is_chosen(
    panels: list[Panel], tmp_path: Path
) -> None:
    made = probe(side_by_side(panels[:2], 1, tmp_path / "sheet.mp4"))
    assert made.seconds == pytest.approx(2.0, abs=0.1)
    assert made.audio
    assert made.width > 2 * HEIGHT
    assert HEIGHT < made.height <= HEIGHT + BAR + 2 * GAP + 1
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_four_clips_stand_in_two_rows_and_a_silent_one_gives_no_sound(panels: list[Panel], tmp_path: Path) -> None:
    made = probe(side_by_side(panels, 2, tmp_path / "sheet.mp4"))
    assert made.height > 2 * HEIGHT
    assert not made.audio


def test_each_clip_has_its_title_above_it(panels: list[Panel], tmp_path: Path) -> None:
    side_by_side(panels[:2], 0, tmp_path / "sheet.mp4")
    with av.open(str(tmp_path / "sheet.mp4")) as file:
        frame = next(file.decode(video=0)).to_ndarray(format="gray")
    strip = frame[GAP : GAP + BAR]
    half = strip.shape[1] // 2
    assert np.count_nonzero(strip[:, :half] > 150) > 20
    assert np.count_nonzero(strip[:, half:] > 150) > 20
