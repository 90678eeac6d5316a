"""Whole clips, read back from their files."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from providers.kit.clip import probe
from providers.kit.errors import Cancelled
from providers.kit.events import Showing
from providers.kit.terms import Brief, Clip, Model
from providers.studio import Studio
from providers.studio.film import film, form, pictures, sounds, twice
from providers.studio.performance import Performance
from providers.studio.prompt import read
from providers.studio.scenes import acts as staged
from providers.studio.scenes import openings
from providers.studio.script import Script
from providers.studio.sound.mastering import loudness, true_peak

NEWTON, TWEEN = Studio.models
BRIEF = Brief(
    prompt="three wooden balls drop on the floor", seconds=4, resolution="480p", aspect_ratio="1:1", fps=24, seed=7
)


def quiet(news: float | Showing) -> None:
    assert isinstance(news, Showing) or 0 <= news <= 1


@dataclass(frozen=True, kw_only=True)
class Read:
    """A clip and all that decoding its file gives."""

    clip: Clip
    pictures: list[NDArray[np.uint8]]
    sound: NDArray[np.float32]
    codecs: tuple[str, ...]
    metadata: dict[str, str]


def rendered(folder: Path, model: Model, brief: Brief) -> Read:
    folder.mkdir(exist_ok=True)
    clip = Studio().render(brief, model, folder, quiet)
    with av.open(str(clip.path)) as file:
        codecs = tuple(stream.codec_context.name for stream in file.streams)
        metadata = dict(file.metadata)
        sound = np.zeros((2, 0), np.float32)
        if file.streams.audio:
            sound = np.concatenate([frame.to_ndarray() for frame in file.decode(audio=0)], axis=1)
    with av.open(str(clip.path)) as file:
        pictures = [frame.to_ndarray(format="gray").astype(np.uint8) for frame in file.decode(video=0)]
    return Read(clip=clip, pictures=pictures, sound=sound, codecs=codecs, metadata=metadata)


@pytest.fixture(scope="module")
def newton(tmp_path_factory: pytest.TempPathFactory) -> Read:
    return rendered(tmp_path_factory.mktemp("newton"), NEWTON, BRIEF)


@pytest.fixture(scope="module")
def tween(tmp_path_factory: pytest.TempPathFactory) -> Read:
    return rendered(tmp_path_factory.mktemp("tween"), TWEEN, BRIEF)


def acts(brief: Brief, physics: bool = True) -> list[Performance]:
    script, shape = read(brief.prompt), form(brief, physics, brief.seed or 0)
    return list(staged(script, shape, openings(script, shape)))


def soundtrack(script: Script, played: list[Performance]) -> NDArray[np.float32]:
    """The sound of all acts, one after the other."""
    whole = replace(played[0].form.shown, frames=sum(act.form.frames for act in played))
    return np.concatenate(list(sounds(script, whole, iter(played))), axis=1)


def contacts(act: Performance) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = act.truth["contacts"]
    return found


def boxes(path: Path) -> Iterator[str]:
    """The names of the top-level boxes of an MP4."""
    data = path.read_bytes()
    at = 0
    while at < len(data):
        size, name = struct.unpack(">I4s", data[at : at + 8])
        yield name.decode()
        at += size


def test_a_clip_is_what_its_brief_asked_for(newton: Read) -> None:
    clip = newton.clip
    assert (clip.width, clip.height, clip.fps, clip.seconds, clip.audio) == (480, 480, 24, 4, True)
    assert (clip.seed, clip.cost_usd) == (7, 0.0)
    assert clip.understood == ("three", "wooden", "balls", "drop", "floor")
    assert clip.path.name == "clip.mp4"


def test_what_a_clip_says_of_itself_is_what_decoding_it_finds(newton: Read) -> None:
    found = probe(newton.clip.path)
    for name in ("sha256", "seconds", "width", "height", "fps", "audio"):
        assert getattr(found, name) == getattr(newton.clip, name)


def test_a_clip_is_h264_and_aac_and_plays_from_its_first_bytes(newton: Read) -> None:
    assert newton.codecs == ("h264", "aac")
    names = list(boxes(newton.clip.path))
    assert names.index("moov") < names.index("mdat")


def test_nothing_in_a_file_without_marks_names_who_made_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPLITSCREEN_MARKS", "off")
    newton, tween = (rendered(tmp_path / model.label, model, replace(BRIEF, seconds=1)) for model in (NEWTON, TWEEN))
    assert newton.metadata.keys() == tween.metadata.keys() <= {"major_brand", "minor_version", "compatible_brands"}
    for each in (newton, tween):
        assert not any(
            word in each.clip.path.read_bytes().lower() for word in (b"newton", b"tween", b"splitscreen", b"lavf")
        )


def test_sound_starts_within_one_video_frame_of_its_cause(newton: Read) -> None:
    contact = contacts(acts(BRIEF)[0])[0]
    level = np.abs(newton.sound).max(axis=0)
    around = level[int((contact["time"] - 0.1) * 48_000) : int((contact["time"] + 0.1) * 48_000)]
    onset = int(np.argmax(around > 0.25 * around.max())) / 48_000 - 0.1
    assert abs(onset) < 1 / 24


def test_the_picture_shows_the_ball_on_the_floor_when_it_is_heard(newton: Read) -> None:
    (record,) = acts(BRIEF)
    contact = contacts(record)[0]
    lowest = int(np.argmin(record.truth["tracks"][contact["body"]]["y"][: int(contact["time"] * 24) + 4]))
    assert abs(lowest - contact["time"] * 24) <= 1


@pytest.mark.parametrize("made", ["newton", "tween"])
def test_every_clip_is_as_loud_as_the_others_and_does_not_clip(made: str, request: pytest.FixtureRequest) -> None:
    sound = request.getfixturevalue(made).sound
    assert loudness(sound) == pytest.approx(-16, abs=1)
    assert true_peak(sound) < -1


def test_sound_is_as_long_as_the_picture(newton: Read) -> None:
    assert newton.sound.shape[1] / 48_000 == pytest.approx(len(newton.pictures) / 24, abs=1 / 24)


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(newton: Read, tmp_path: Path) -> None:
    again = rendered(tmp_path / "again", NEWTON, BRIEF)
    other = rendered(tmp_path / "other", NEWTON, replace(BRIEF, seed=8))
    assert again.clip.sha256 == newton.clip.sha256 != other.clip.sha256


def test_newton_and_tween_show_the_same_scene_differently(newton: Read, tween: Read) -> None:
    assert np.abs(newton.pictures[0].astype(int) - tween.pictures[0]).mean() < 1
    assert max(np.abs(a.astype(int) - b).mean() for a, b in zip(newton.pictures, tween.pictures, strict=True)) > 2
    assert abs(np.corrcoef(newton.sound[0], tween.sound[0])[0, 1]) < 0.3


def test_tween_keeps_no_physical_law() -> None:
    (fake,), (true,) = acts(BRIEF, physics=False), acts(BRIEF)
    assert contacts(fake) == []
    for hovering, resting in zip(fake.truth["tracks"], true.truth["tracks"], strict=True):
        assert hovering["y"][-1] > resting["y"][-1] + 0.02


@pytest.mark.parametrize("aspect", ["16:9", "9:16", "1:1", "4:3", "21:9"])
@pytest.mark.parametrize("resolution", ["480p", "720p", "1080p"])
def test_the_shorter_side_is_the_resolution_and_both_are_even(aspect: str, resolution: str) -> None:
    made = form(Brief(prompt="", aspect_ratio=aspect, resolution=resolution), True, 1)
    wide, tall = map(int, aspect.split(":"))
    assert min(made.width, made.height) == int(resolution[:-1])
    assert made.width % 2 == made.height % 2 == 0
    assert made.aspect == pytest.approx(wide / tall, rel=0.003)


@pytest.mark.parametrize(
    ("aspect", "resolution", "fps", "size"),
    [
        ("16:9", "480p", 60, (854, 480)),
        ("9:16", "480p", 30, (480, 854)),
        ("4:3", "720p", 24, (960, 720)),
        ("21:9", "480p", 24, (1120, 480)),
        ("16:9", "1080p", 30, (1920, 1080)),
    ],
)
def test_a_clip_has_the_size_rate_and_length_that_were_asked_for(
    aspect: str, resolution: str, fps: int, size: tuple[int, int], tmp_path: Path
) -> None:
    brief = replace(
        BRIEF,
        prompt="a stack of gifts at night in the rain",
        aspect_ratio=aspect,
        resolution=resolution,
        fps=fps,
        seconds=0.5,
    )
    made = rendered(tmp_path, TWEEN if fps == 24 else NEWTON, brief)
    assert (made.clip.width, made.clip.height) == size
    assert made.clip.fps == fps
    assert len(made.pictures) == pytest.approx(0.5 * fps, abs=1)


def test_without_sound_there_is_no_audio_stream(tmp_path: Path) -> None:
    made = rendered(tmp_path, NEWTON, replace(BRIEF, audio=False, seconds=0.5))
    assert made.codecs == ("h264",)
    assert not made.clip.audio


def test_what_the_brief_leaves_open_is_chosen_and_told(tmp_path: Path) -> None:
    left_open = form(Brief(prompt=""), True, 1)
    assert (left_open.width, left_open.height, left_open.fps) == (1280, 720, 30)
    made = rendered(tmp_path, NEWTON, replace(BRIEF, seed=None, audio=None, seconds=0.5))
    assert made.clip.audio
    assert made.clip.seed is not None


def test_stopping_the_work_leaves_no_file(tmp_path: Path) -> None:
    def stop(news: float | Showing) -> None:
        if isinstance(news, float) and news > 0.3:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        Studio().render(BRIEF, NEWTON, tmp_path, stop)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_an_error_and_not_a_hang(tmp_path: Path) -> None:
    with pytest.raises((OSError, av.FFmpegError)):
        Studio().render(replace(BRIEF, seconds=1), NEWTON, tmp_path / "nowhere", quiet)


def test_a_long_clip_plays_its_script_more_than_once() -> None:
    played = acts(replace(BRIEF, seconds=60))
    assert sum(act.form.frames for act in played) == 60 * 24
    assert len({str(act.truth["contacts"]) for act in played}) == len(played) == 7


def test_a_long_clip_is_as_loud_as_a_short_one() -> None:
    played = acts(replace(BRIEF, seconds=20))
    sound = soundtrack(read(BRIEF.prompt), played).astype(float)
    assert len(played) == 2
    assert sound.shape == (2, 20 * 48_000)
    assert loudness(sound) == pytest.approx(-16, abs=1)


def test_an_act_is_staged_when_the_one_before_it_is_painted_and_not_earlier(tmp_path: Path) -> None:
    script, shape = read(BRIEF.prompt), replace(form(replace(BRIEF, seconds=15, fps=8), True, 7), width=64, height=64)
    begins = openings(script, shape)
    on_stage: list[Performance] = []

    def watched() -> Iterator[Performance]:
        for act in staged(script, shape, begins):
            on_stage.append(act)
            yield act

    seen, listened_to = twice(watched())
    counts = [0] * shape.frames

    def counted() -> Iterator[NDArray[np.uint8]]:
        for number, picture in enumerate(pictures(shape, seen)):
            counts[number] = len(on_stage)
            yield picture

    film(tmp_path / "clip", shape, sounds(script, shape, listened_to), counted(), lambda news: None)
    assert len(begins) == 2
    assert counts == [1] * begins[1] + [2] * (shape.frames - begins[1])


def test_frames_come_at_an_even_pace(newton: Read) -> None:
    with av.open(str(newton.clip.path)) as file:
        stream = file.streams.video[0]
        times = [frame.time for frame in file.decode(stream)]
        assert stream.average_rate == Fraction(24)
    assert np.allclose(np.diff(np.array(times, dtype=float)), 1 / 24, atol=1e-4)


def test_a_render_that_fails_is_an_error_and_leaves_no_file(tmp_path: Path) -> None:
    def stop(news: float | Showing) -> None:
        if isinstance(news, float) and news > 0.3:
            raise ArithmeticError("no more")

    with pytest.raises(ArithmeticError):
        Studio().render(BRIEF, NEWTON, tmp_path, stop)
    assert list(tmp_path.iterdir()) == []
