"""People who talk: who says what, lips and voice from one clock, cups that are heard where they land."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from providers.kit.events import Noted
from providers.kit.terms import Brief, Note
from providers.studio import Studio
from providers.studio.canvas import Canvas
from providers.studio.film import form
from providers.studio.performance import Form, Performance
from providers.studio.prompt import read
from providers.studio.scenes.cafe import perform
from providers.studio.scenes.cafe.casting import cast, looks
from providers.studio.scenes.cafe.framing import framing
from providers.studio.scenes.cafe.mouth import LEVEL
from providers.studio.scenes.cafe.painter import Painter
from providers.studio.scenes.cafe.talk import fitting
from providers.studio.sound.cues import RATE, Crowd, Impact, Tune, Voice
from providers.studio.sound.mix import played

TALK = 'A man and a woman talk in a cafe, "How are you today?" "I am fine, thank you."'
ALONE = "A blonde woman says “Hello everybody! Far away we saw a large dark barn, and a car.”"
PHRASE = "Мужчина и женщина в кафе: «Как дела?» «Всё хорошо, спасибо.»"


def shape(seconds: float = 5.0, size: tuple[int, int] = (320, 180), seed: int = 7, physics: bool = True) -> Form:
    return Form(width=size[0], height=size[1], fps=30, frames=round(seconds * 30), seed=seed, physics=physics)


def staged(prompt: str, form: Form) -> Performance:
    return perform(read(prompt), form)


@pytest.mark.parametrize(
    "prompt",
    [
        "people talking in a café", "two friends drink coffee and chat", "a news presenter", "an old man tells a story",
        'she whispers "goodbye"', "a couple argues in a restaurant at night", "люди разговаривают в кафе",
        "две подруги сплетничают за чашкой чая", "ведущий новостей", "бабушка рассказывает сказку",
        "мужчина говорит „Доброе утро“", "пара спорит в ресторане",
    ],
)  # fmt: skip
def test_who_talks_is_staged_as_a_talk(prompt: str) -> None:
    assert read(prompt).kind == "cafe"


@pytest.mark.parametrize(
    "prompt",
    [
        "a ball falls",
        "a man throws a basketball at the hoop",
        "коробки падают",
        "boxes fall in a cafe",
        "игрок бросает мяч",
    ],
)
def test_who_does_not_talk_is_staged_elsewhere(prompt: str) -> None:
    assert read(prompt).kind != "cafe"


@pytest.mark.parametrize(
    ("prompt", "who"),
    [
        ('A woman says "Hi." A man answers "Hello."', [("woman", "Hi."), ("man", "Hello.")]),
        ('"Hi," says the girl. "Hello!" answers the old man.', [("girl", "Hi,"), ("man", "Hello!")]),
        ('A man and a woman sit in a bar. She says "No." He says "Yes."', [("woman", "No."), ("man", "Yes.")]),
        ('Two people: "One" "Two" "Three"', [("woman", "One"), ("man", "Two"), ("woman", "Three")]),
        ("Парень спрашивает «Да?», девушка отвечает «Нет»", [("guy", "Да?"), ("girl", "Нет")]),
    ],
)  # fmt: skip
def test_quoted_words_go_to_who_is_named_beside_them_or_by_turns(prompt: str, who: list[tuple[str, str]]) -> None:
    found = cast(read(prompt))
    assert [(found.people[at].word, text) for at, text in found.lines] == who


def test_an_old_bearded_man_in_glasses_looks_like_one() -> None:
    (look,) = looks(cast(read("an old bearded man with glasses says “Well”")), 3)
    assert (look.female, look.age, look.beard, look.glasses) == (False, "old", "full", True)


@pytest.mark.parametrize("prompt", [TALK, PHRASE])
def test_the_quoted_words_are_spoken_in_their_order_and_nobody_interrupts(prompt: str) -> None:
    act = staged(prompt, shape(8))
    words = act.truth["words"]
    said = "".join(letter for letter in " ".join(read(prompt).says) if letter.isalpha() or letter == " ").split()
    assert [word["text"] for word in words] == said
    assert all(before["end"] <= after["start"] + 1e-6 for before, after in pairwise(words))
    assert {word["speaker"] for word in words} == {0, 1}


def test_the_lips_in_the_file_move_with_the_voice_in_the_file(tmp_path: Path) -> None:
    brief = Brief(prompt=ALONE, seconds=5, resolution="480p", aspect_ratio="1:1", fps=30, seed=3)
    clip = Studio().render(brief, Studio.models[0], tmp_path, lambda news: None)
    with av.open(str(clip.path)) as file:
        pictures = [frame.to_ndarray(format="rgb24") for frame in file.decode(video=0)]
    with av.open(str(clip.path)) as file:
        sound = np.concatenate([frame.to_ndarray() for frame in file.decode(audio=0)], axis=1)
    act = staged(ALONE, form(brief, True, 3))
    seen = gape(pictures, act)
    heard = loudness(sound, len(pictures))
    alike = {by: float(np.corrcoef(np.roll(seen, -by)[4:-4], heard[4:-4])[0, 1]) for by in range(-4, 5)}
    assert abs(max(alike, key=lambda by: alike[by])) <= 1
    assert alike[0] > 0.6


def gape(pictures: list[NDArray[np.uint8]], act: Performance) -> NDArray[np.float64]:
    """How many pixels around the mouth are as dark as a mouth is inside, frame by frame."""
    framed, (track,) = framing(act.form, 1), act.truth["tracks"]
    unit = 0.15 * framed.scale
    found = []
    for picture, x, y in zip(pictures, track["x"], track["y"], strict=True):
        left, top = framed.x(framed.seats[0] + x), framed.y(y) + LEVEL * unit
        rows = slice(round(top - 0.2 * unit), round(top + 0.42 * unit))
        box = picture[rows, round(left - 0.4 * unit) : round(left + 0.4 * unit)]
        found.append(float(np.count_nonzero(box[..., 1] < 70)))
    return np.array(found)


def loudness(sound: NDArray[np.float32], frames: int) -> NDArray[np.float64]:
    """The level of each frame's stretch of sound."""
    each = RATE // 30
    parts = np.mean(sound, axis=0)[: frames * each].reshape(frames, each)
    return np.sqrt(np.mean(parts**2, axis=1)).astype(float)


def test_a_cup_is_heard_in_the_frame_in_which_it_lands() -> None:
    act = staged(TALK, shape(8))
    quiet = Performance(
        form=act.form, place="cafe", width=act.width, painter=act.painter,
        cues=tuple(cue for cue in act.cues if isinstance(cue, Impact)),
    )  # fmt: skip
    contact = act.truth["contacts"][0]
    onset = int(np.flatnonzero(np.abs(played(quiet)).max(axis=0) > 1e-4)[0])
    assert abs(onset / RATE - contact["time"]) < 1 / 30
    assert contact["materials"] == ("china", "china")


def test_a_cafe_is_heard_and_a_voice_stands_out_of_it() -> None:
    act = staged(TALK, shape(5))
    levels = {}
    for kind in (Voice, Crowd, Tune):
        cues = tuple(cue for cue in act.cues if isinstance(cue, kind))
        assert cues
        part = Performance(form=act.form, place="cafe", width=act.width, painter=act.painter, cues=cues)
        levels[kind] = float(np.sqrt(np.mean(played(part) ** 2)))
    assert levels[Voice] > 4 * max(levels[Crowd], levels[Tune])


def test_what_does_not_fit_is_noted() -> None:
    act = staged("A woman says “It begins here and goes on for quite a while.” “It never begins.”", shape(2))
    assert [note.field for note in act.notes] == ["seconds", "seconds"]
    assert "too short" in act.notes[0].given
    assert act.notes[1].asked == "“It never begins.”"


def test_a_murmur_is_noted_with_its_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPLITSCREEN_SPEECH", "off")
    told: list[object] = []
    brief = Brief(prompt=TALK, seconds=4, resolution="480p", aspect_ratio="1:1", fps=24, seed=3)
    Studio().render(brief, Studio.models[0], tmp_path, told.append)
    notes = [news.note for news in told if isinstance(news, Noted)]
    assert notes[0] == Note(field="audio", asked="speech", given="murmur (SPLITSCREEN_SPEECH is off)")


def test_what_was_played_stays_as_it_was_in_a_longer_clip() -> None:
    short, long = (staged("two friends chat in a cafe", shape(seconds)) for seconds in (4, 9))
    frame = short.painter().paint(119).pixels().copy()
    assert np.array_equal(frame, long.painter().paint(119).pixels())
    begun = len(short.truth["words"])
    assert long.truth["words"][:begun] == short.truth["words"]
    assert len(long.truth["words"]) > begun


def test_small_talk_leaves_no_line_unfinished_where_clips_often_end() -> None:
    assert fitting(3.5, 1.0) > 4.0
    assert fitting(0.5, 2.0) == 0.5


def test_the_same_seed_paints_the_same_and_another_does_not() -> None:
    frames = [staged(TALK, shape(2, seed=seed)).painter().paint(20).pixels().copy() for seed in (7, 7, 8)]
    assert np.array_equal(frames[0], frames[1])
    assert not np.array_equal(frames[0], frames[2])


@pytest.mark.parametrize("size", [(144, 256), (180, 180), (320, 180), (420, 180)])
@pytest.mark.parametrize("people", [1, 2, 3, 4])
def test_every_head_is_in_the_picture_whatever_its_shape(size: tuple[int, int], people: int) -> None:
    framed = framing(shape(size=size), people)
    heads = [framed.x(seat) for seat in framed.seats]
    reach = 0.16 * framed.scale
    assert all(reach <= x <= size[0] - reach for x in heads)
    assert framed.y(0.53 + 0.15) > 0
    assert all(after - before > 1.5 * reach for before, after in pairwise(heads))


@pytest.mark.parametrize(
    "prompt",
    [
        "people talk in a cafe on a rainy night", "snow, a cafe at sunset, three friends laugh", "a news presenter",
        "two women talk on the beach at sunset", "a reporter in the street under snow says “Cold.”",
        "a child talks to grandfather in the park", "an old man tells a tale",
        "waitress, doctor, teacher and a boy talk",
    ],
)  # fmt: skip
def test_every_setting_is_painted(prompt: str) -> None:
    act = staged(prompt, shape(4))
    painter = act.painter()
    first = painter.paint(0).pixels().copy()
    assert first[..., :3].std() > 20
    assert not np.array_equal(first, painter.paint(90).pixels())


def test_the_street_is_painted_anew_where_somebody_passes_and_looks_as_if_all_of_it_were() -> None:
    act = staged("people talk in a cafe", shape(4))
    painter = act.painter()
    assert isinstance(painter, Painter)
    assert painter.street
    parts, whole = Canvas(320, 180), Canvas(320, 180)
    for canvas, outside in ((parts, painter.street), (whole, replace(painter.street, weather="snow", seed=1))):
        canvas.stamp(painter.setting.behind)
        outside.paint(canvas, 1.5)
    left, right, seen = painter.street.panes(1.5)[0]
    assert seen
    assert right - left < painter.street.glass[2]
    still = painter.setting.behind.pixels()
    assert not np.array_equal(parts.pixels(), still)
    changed = np.abs(parts.pixels().astype(int) - whole.pixels()).max(axis=2) > 1
    assert changed.mean() < 0.01


def test_what_is_behind_is_out_of_focus() -> None:
    painter = staged(TALK, shape(1)).painter()
    assert isinstance(painter, Painter)
    behind = painter.setting.behind.pixels()[:, :, 1].astype(int)
    seen = painter.paint(0).pixels()[:, :, 1].astype(int)
    assert np.abs(np.diff(behind, axis=1)).max() < 0.5 * np.abs(np.diff(seen, axis=1)).max()


def test_without_physics_mouths_flap_and_nothing_is_heard_of_it() -> None:
    act = staged(TALK, shape(4, physics=False))
    assert act.cues == ()
    assert act.truth["contacts"] == []
    assert max(act.truth["tracks"][0]["mouth"]) > 0.5
