"""Each flaw is there, as strong as it was asked for, and nothing else is changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from providers.kit.terms import Flaw
from providers.studio import FLAWS, flaws
from providers.studio.canvas import Pixels
from providers.studio.encode import Samples
from providers.studio.film import form
from providers.studio.performance import Performance
from providers.studio.prompt import read
from providers.studio.scenes import acts, has
from tests.providers.studio.test_film import BRIEF, soundtrack

TONE = (0.5 * np.sin(np.arange(48_000) / 30)).astype(np.float32)
SOUND = np.stack([TONE, 0.5 * TONE])


def frames(count: int = 120) -> Iterator[Pixels]:
    draw = np.random.default_rng(1).integers(50, 200, (40, 60, 4), dtype=np.uint8)
    for number in range(count):
        frame = draw.copy()
        frame[0, 0, 0] = number
        yield frame


def staged(prompt: str, kind: str = "", strength: float = 1.0) -> Performance:
    flaw = Flaw(kind=kind, strength=strength) if kind else None
    brief = replace(BRIEF, prompt=prompt, flaw=flaw, seconds=3)
    (act,) = acts(read(prompt), form(brief, True, 7), (0,))
    return act


def changed(kind: str, strength: float) -> list[Pixels]:
    return [frame.copy() for frame in flaws.seen(frames(), Flaw(kind=kind, strength=strength), 30)]


def heard(sound: Samples, kind: str, strength: float) -> Samples:
    """What comes of a sound that comes in two parts."""
    parts = iter([sound[:, :20_000], sound[:, 20_000:]])
    return np.concatenate(list(flaws.heard(parts, Flaw(kind=kind, strength=strength), 30)), axis=1)


def test_every_flaw_that_is_offered_is_made_somewhere() -> None:
    of_motion = {kind for kind in FLAWS if kind not in {*flaws.OF_SOUND, *flaws.OF_PICTURE, "sound_swapped"}}
    assert all(has("bodies", Flaw(kind=kind, strength=1)) for kind in FLAWS)
    assert of_motion == {"gravity", "ghost", "energy", "vanish"}


@pytest.mark.parametrize("milliseconds", [120.0, -80.0])
def test_sound_is_late_or_early_by_what_was_asked(milliseconds: float) -> None:
    out = heard(SOUND, "sound_shift", milliseconds)
    by = round(abs(milliseconds) * 48)
    assert out.shape == SOUND.shape
    if milliseconds > 0:
        assert np.array_equal(out[:, by:], SOUND[:, :-by])
        assert not out[:, :by].any()
    else:
        assert np.array_equal(out[:, :-by], SOUND[:, by:])


def test_sound_can_be_missing_clipped_or_hum() -> None:
    assert not heard(SOUND, "sound_missing", 1).any()
    hot = heard(SOUND, "clipping", 12)
    assert np.mean(np.isclose(np.abs(hot[0]), np.abs(hot[0]).max())) > 0.3
    hum = heard(np.zeros_like(SOUND), "hum", -30)
    assert 20 * np.log10(np.sqrt(np.mean(hum[0] ** 2))) == pytest.approx(-30, abs=0.5)
    assert np.argmax(np.abs(np.fft.rfft(hum[0]))) == 50


def test_the_sound_of_another_clip_is_not_its_own() -> None:
    act = staged("a metal ball drops")
    bad = staged("a metal ball drops", "sound_swapped")
    script = read("a metal ball drops")
    own, other = soundtrack(script, [act]), soundtrack(script, [bad])
    assert own.shape == other.shape
    assert abs(np.corrcoef(own[0], other[0])[0, 1]) < 0.5
    assert bad.truth == act.truth


def test_the_picture_flickers_freezes_blurs_and_breaks_into_blocks() -> None:
    plain = [frame.mean() for frame in frames()]
    light = [frame[..., :3].mean() for frame in changed("flicker", 0.4)]
    assert 5 < sum(each < 0.7 * plain[0] for each in light) < 40
    numbers = [int(frame[0, 0, 0]) for frame in changed("freeze", 0.5)]
    assert numbers[44] == 44
    assert set(numbers[45:60]) == {45}
    assert numbers[60] == 60
    assert changed("blur", 3)[0][..., :3].std() < 0.3 * next(frames())[..., :3].std()
    blocks = changed("blocking", 8)[3]
    assert np.all(blocks[8:16, 8:16] == blocks[8, 8])


def test_gravity_that_is_off_moves_things_otherwise() -> None:
    true, weak = staged("a ball drops"), staged("a ball drops", "gravity", 0.5)
    first = next(iter(true.truth["contacts"]))["time"]
    assert next(iter(weak.truth["contacts"]))["time"] > 1.3 * first


def test_energy_gained_at_each_bounce_sends_a_ball_higher_than_it_fell() -> None:
    act = staged("a rubber ball drops", "energy", 1.5)
    heights = np.array(act.truth["tracks"][0]["y"])
    lands = round(act.truth["contacts"][0]["time"] * 24)
    assert heights[lands:].max() > heights[: lands + 1].max()


def test_what_passes_through_others_touches_the_ground_alone() -> None:
    act = staged("ten boxes fall in a heap", "ghost", 1.0)
    assert act.truth["contacts"]
    assert all(contact["other"] is None for contact in act.truth["contacts"])
    assert any(contact["other"] is not None for contact in staged("ten boxes fall in a heap").truth["contacts"])


def test_a_thing_that_vanishes_is_seen_and_heard_no_more() -> None:
    true, gone = staged("a red ball bounces"), staged("a red ball bounces", "vanish", 0.5)
    assert all(contact["time"] < 1.5 for contact in gone.truth["contacts"])
    before, after = (true.painter(), gone.painter())
    assert np.array_equal(before.paint(20).pixels(), after.paint(20).pixels())
    assert not np.array_equal(before.paint(60).pixels(), after.paint(60).pixels())
