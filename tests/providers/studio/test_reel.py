"""Arrays that may lie in a file."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest

from providers.studio.reel import SHORT, let_go, zeros
from providers.studio.sound.cues import RATE
from providers.studio.sound.mastering import mastered


@pytest.mark.parametrize("columns", [100, SHORT // 4])
def test_what_was_let_go_is_what_it_was(columns: int) -> None:
    kept = zeros(2, columns)
    assert not kept.any()
    kept[1] = np.arange(columns)
    let_go(kept[:, 10:20])
    kept[0, -1] = 7
    let_go(kept)
    assert np.array_equal(kept[1], np.arange(columns, dtype=np.float32))
    assert kept[0].sum() == 7


def test_where_no_file_can_be_written_memory_serves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    kept = zeros(2, SHORT)
    kept[:] = 1
    let_go(kept)
    assert kept.all()


def test_a_sound_in_a_file_is_mastered_as_one_in_memory_is() -> None:
    plain = np.random.default_rng(3).normal(0, 0.1, (2, 12 * RATE)).astype(np.float32)
    kept = zeros(*plain.shape)
    kept[:] = plain
    assert plain.nbytes > SHORT
    assert np.array_equal(mastered(kept, np.zeros((2, 1))), mastered(plain, np.zeros((2, 1))))
