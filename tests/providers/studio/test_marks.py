"""A clip says what it is, to the eye and to the official verifier."""

from __future__ import annotations

import json
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import av
import c2pa
import numpy as np
import pytest

from comparisons.run.clips import make_fair
from providers.studio import marks
from providers.studio.canvas import Canvas
from providers.studio.paint.watermark import watermark
from tests.providers.studio.test_film import BRIEF, NEWTON, rendered

SHORT = replace(BRIEF, seconds=1, prompt="a ball")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SPLITSCREEN_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def verified(clip: Path, anchors: str = "") -> tuple[str, dict[str, Any]]:
    """What the official verifier says of a clip's credentials, and what they claim."""
    settings = {"trust": {"user_anchors": anchors}, "verify": {"verify_trust": True}} if anchors else {}
    with c2pa.Context.from_dict(settings) as context, c2pa.Reader(str(clip), context=context) as reader:
        claim: dict[str, Any] = reader.get_active_manifest()
        return reader.get_validation_state(), claim


def test_the_official_verifier_reads_who_made_it_and_trusts_whom_it_is_told_to(data: Path, tmp_path: Path) -> None:
    clip = rendered(tmp_path / "made", NEWTON, SHORT).clip.path
    state, claim = verified(clip)
    assert state == "Valid"
    assert claim["claim_generator_info"][0]["name"] == "Splitscreen studio"
    (created,) = next(one for one in claim["assertions"] if one["label"].startswith("c2pa.actions"))["data"]["actions"]
    assert created["action"] == "c2pa.created"
    assert created["digitalSourceType"].endswith("algorithmicMedia")
    assert created["description"].endswith("simulated by studio/newton from the prompt: a ball")
    assert verified(clip, (data / "credentials" / "root.pem").read_text())[0] == "Trusted"


def test_a_clip_that_was_changed_is_found_out(data: Path, tmp_path: Path) -> None:
    clip = rendered(tmp_path / "made", NEWTON, SHORT).clip.path
    content = bytearray(clip.read_bytes())
    content[-2000] ^= 0xFF
    clip.write_bytes(content)
    assert verified(clip)[0] == "Invalid"


def test_the_same_clip_has_the_same_credentials(data: Path, tmp_path: Path) -> None:
    first, again = (rendered(tmp_path / name, NEWTON, SHORT).clip.path for name in ("first", "again"))
    assert first.read_bytes() == again.read_bytes()
    assert c2pa.Reader(str(first)).get_validation_state() == "Valid"


def test_the_key_is_made_once_and_is_its_owner_s_alone(data: Path, tmp_path: Path) -> None:
    rendered(tmp_path / "first", NEWTON, SHORT)
    key = data / "credentials" / "key.pem"
    before = key.read_bytes()
    rendered(tmp_path / "again", NEWTON, SHORT)
    assert key.read_bytes() == before
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_the_copy_that_is_shown_to_voters_carries_no_credentials(data: Path, tmp_path: Path) -> None:
    made = rendered(tmp_path / "made", NEWTON, SHORT).clip
    (tmp_path / "shown").mkdir()
    fair, _ = make_fair(made, tmp_path / "shown", "take")
    assert b"c2pa" not in fair.path.read_bytes()
    assert verified(tmp_path / "shown" / "take.original.mp4")[0] == "Valid"
    assert json.loads((tmp_path / "shown" / "take.truth.json").read_text())["model"] == "studio/newton"


def test_the_watermark_can_be_seen_moves_and_keeps_to_the_edge() -> None:
    places = []
    for second in range(0, 24, 3):
        canvas = Canvas(640, 360)
        canvas.fill((0.5, 0.5, 0.5))
        watermark(canvas, second)
        changed = np.abs(canvas.pixels()[..., 0].astype(int) - 128) > 25
        assert 100 < changed.sum() < 0.01 * changed.size
        places.append(np.argwhere(changed).mean(axis=0))
        assert not changed[120:240, 200:440].any()
    assert len({tuple(np.round(place / 20)) for place in places}) >= 6


@pytest.mark.parametrize(("said", "kinds"), [("off", 0), ("watermark", 1), ("", 2), ("credentials, watermark", 2)])
def test_the_owner_sets_the_marks(said: str, kinds: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPLITSCREEN_MARKS", said)
    assert len(marks.wanted()) == kinds
    assert marks.faults() == ()


def test_a_word_that_is_no_mark_is_told_and_takes_none_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPLITSCREEN_MARKS", "none")
    assert marks.wanted() == marks.KINDS
    assert "none" in marks.faults()[0]


def test_without_marks_there_is_neither(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_marks = rendered(tmp_path / "with", NEWTON, SHORT)
    monkeypatch.setenv("SPLITSCREEN_MARKS", "off")
    plain = rendered(tmp_path / "without", NEWTON, SHORT)
    assert b"c2pa" not in plain.clip.path.read_bytes()
    assert (with_marks.clip.marked, plain.clip.marked) == (True, False)
    assert np.abs(with_marks.pictures[3].astype(int) - plain.pictures[3]).max() > 40
    with av.open(str(plain.clip.path)) as file:
        assert file.metadata.keys() <= {"major_brand", "minor_version", "compatible_brands"}
