"""What is spoilt is spoilt plainly, by an instrument's word, and the other track goes over packet for packet."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from comparisons.battles.flaws import (
    COLOURED,
    HOLD,
    LATE,
    OF_PICTURE,
    OF_SOUND,
    PICTURE,
    SOUND,
    NotPlain,
    apart,
    fitting,
    late,
    onsets,
)
from comparisons.battles.spoil import spoil
from comparisons.measures.picture import look
from comparisons.measures.sound import listen
from providers.kit.clip import probe

RATE, FPS, SECONDS = 48_000, 12, 3
Samples = np.ndarray


def knocks(*, hiss: float = 0.001) -> Samples:
    """Four knocks of a tone, (2, samples), over a faint hiss."""
    time = np.arange(RATE * SECONDS) / RATE
    sound = np.random.default_rng(2).normal(0, hiss, time.shape)
    for begun in (0.4, 0.9, 1.4, 1.9):
        sound += np.where(time > begun, 0.5 * np.exp(-18 * (time - begun)) * np.sin(2 * np.pi * 330 * time), 0)
    return np.stack([sound, sound]).astype(np.float32)


def write(path: Path, sound: Samples | None, *, moves: bool = True) -> Path:
    """A clip of a chequered board that slides, if it moves."""
    board = (np.indices((96, 640)).sum(axis=0) // 24 % 2 * 140 + 50).astype(np.uint8)
    with av.open(str(path), "w") as file:
        video = file.add_stream("libx264", rate=FPS, options={"crf": "12", "preset": "ultrafast"})
        video.width, video.height, video.pix_fmt = 160, 96, "yuv420p"
        audio = file.add_stream("aac", rate=RATE, layout="stereo") if sound is not None else None
        for number in range(FPS * SECONDS):
            left = 5 * number if moves else 0
            grey = np.repeat(board[:, left : left + 160, None], 3, axis=2)
            file.mux(video.encode(av.VideoFrame.from_ndarray(np.ascontiguousarray(grey), format="rgb24")))
        file.mux(video.encode(None))
        if audio is not None and sound is not None:
            frame = av.AudioFrame.from_ndarray(sound, format="fltp", layout="stereo")
            frame.rate, frame.pts, frame.time_base = RATE, 0, Fraction(1, RATE)
            file.mux(audio.encode(frame))
            file.mux(audio.encode(None))
    return path


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("film") / "film.mp4", knocks())


@pytest.fixture(scope="module")
def spoilt(film: Path) -> dict[str, Path]:
    """The film with each flaw."""
    made = {flaw: film.with_name(f"{flaw}.mp4") for flaw in PICTURE + SOUND}
    for flaw, path in made.items():
        spoil(film, path, flaw)
    return made


def packets(path: Path, kind: str) -> list[bytes]:
    with av.open(str(path)) as file:
        return [bytes(packet) for packet in file.demux(**{kind: 0}) if packet.size]


def frames(path: Path) -> np.ndarray:
    with av.open(str(path)) as file:
        return np.stack([frame.to_ndarray(format="gray") for frame in file.decode(video=0)]).astype(float)


def samples(path: Path) -> Samples:
    with av.open(str(path)) as file:
        return np.concatenate([frame.to_ndarray() for frame in file.decode(audio=0)], axis=1)


def sharpness(pictures: np.ndarray) -> float:
    """How much neighbours differ where they differ most."""
    return float(np.percentile(np.abs(np.diff(pictures, axis=2)), 99))


@pytest.mark.parametrize("flaw", PICTURE + SOUND)
def test_a_spoilt_clip_is_as_long_and_large_and_its_other_track_is_as_it_was(
    flaw: str, film: Path, spoilt: dict[str, Path]
) -> None:
    good, bad = probe(film), probe(spoilt[flaw])
    assert bad.seconds == pytest.approx(good.seconds, abs=0.05)
    assert (bad.width, bad.height, bad.fps, bad.audio) == (good.width, good.height, good.fps, good.audio)
    same, changed = ("audio", "video") if flaw in OF_PICTURE else ("video", "audio")
    assert packets(spoilt[flaw], same) == packets(film, same)
    assert packets(spoilt[flaw], changed) != packets(film, changed)


def test_blocks_take_what_is_small_out_of_the_picture(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (216, 384, 3), dtype=np.uint8)
    with av.open(str(tmp_path / "noise.mp4"), "w") as file:
        stream = file.add_stream("libx264", rate=24, options={"crf": "10"})
        stream.width, stream.height, stream.pix_fmt = 384, 216, "yuv420p"
        for _ in range(3):
            file.mux(stream.encode(av.VideoFrame.from_ndarray(noise, format="rgb24")))
        file.mux(stream.encode(None))
    spoil(tmp_path / "noise.mp4", tmp_path / "bad.mp4", "blocks")
    assert sharpness(frames(tmp_path / "bad.mp4")) < sharpness(frames(tmp_path / "noise.mp4")) / 4


def test_snow_is_over_all_of_the_picture_and_never_rests(film: Path, spoilt: dict[str, Path]) -> None:
    off = frames(spoilt["snow"]) - frames(film)
    assert off.std() > 25
    assert np.median(off.std(axis=0)) > 25


def test_a_jerky_picture_stands_for_most_of_the_time(film: Path, spoilt: dict[str, Path]) -> None:
    assert look(film).frozen_share == 0
    assert (look(spoilt["jerks"]).frozen_share or 0) > 0.7
    steps = np.abs(np.diff(frames(spoilt["jerks"]), axis=0)).mean(axis=(1, 2))
    assert int((steps > 5).sum()) == int((SECONDS - 1 / FPS) / (HOLD + 1 / FPS))


def test_noise_is_louder_than_the_sound_was(film: Path, spoilt: dict[str, Path]) -> None:
    good, bad = samples(film), samples(spoilt["noise"])
    quiet = slice(0, int(0.3 * RATE))
    assert np.abs(bad[:, quiet]).mean() > 20 * np.abs(good[:, quiet]).mean()
    assert apart(good, bad[:, : good.shape[1]], RATE) > COLOURED


def test_a_clipped_sound_has_hardly_any_peaks(film: Path, spoilt: dict[str, Path]) -> None:
    good, bad = samples(film), samples(spoilt["clipped"])
    crest = [float(np.abs(one).max() / np.sqrt((one**2).mean())) for one in (good, bad)]
    assert crest[1] < crest[0] / 2


def test_a_late_sound_is_that_late(film: Path, spoilt: dict[str, Path]) -> None:
    length = 100 * SECONDS
    heard = [samples(path)[0, : 480 * length] for path in (film, spoilt["late"])]
    good, bad = (np.abs(one).reshape(length, 480).mean(axis=1) for one in heard)
    shifts = np.correlate(bad[:length] - bad.mean(), good[:length] - good.mean(), mode="full")
    assert (int(shifts.argmax()) - (length - 1)) / 100 == pytest.approx(LATE, abs=0.03)


@pytest.mark.parametrize("flaw", SOUND)
def test_a_spoilt_sound_can_still_be_matched_in_loudness(flaw: str, spoilt: dict[str, Path]) -> None:
    told = listen(spoilt[flaw])
    assert told.lufs is not None
    assert told.peak_dbfs is not None
    assert told.peak_dbfs < 0.5


def test_where_a_flaw_would_hardly_be_found_there_is_none(tmp_path: Path) -> None:
    noise = np.random.default_rng(3).normal(0, 0.1, (2, RATE * SECONDS)).astype(np.float32)
    still = write(tmp_path / "still.mp4", noise, moves=False)
    for flaw in ("jerks", *SOUND):
        with pytest.raises(NotPlain):
            spoil(still, tmp_path / "bad.mp4", flaw)
    with pytest.raises(NotPlain):
        spoil(write(tmp_path / "mute.mp4", None), tmp_path / "bad.mp4", "noise")
    for change in OF_SOUND.values():
        with pytest.raises(NotPlain):
            change(np.zeros((2, RATE), np.float32), RATE)


def test_knocks_begin_and_a_tone_does_not() -> None:
    assert onsets(knocks(), RATE) == 4
    tone = np.sin(np.arange(RATE) / 20)[None].astype(np.float32)
    assert onsets(tone, RATE) == 0
    with pytest.raises(NotPlain):
        late(tone, RATE)


def test_a_round_gets_flaws_that_can_be_judged_in_it() -> None:
    assert fitting("muted", True, True) == PICTURE
    assert fitting("sound", True, True) == ("noise", "clipped")
    assert fitting("whole", True, True) == PICTURE + SOUND
    assert "late" not in fitting("whole", True, False)
    assert fitting("whole", False, True) == PICTURE
