"""A text becomes a voice, and the shapes of a mouth on the same clock; without the library, a murmur that says why."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.signal import butter, sosfilt

from providers.studio.sound.cues import RATE
from providers.studio.speech import espeak
from providers.studio.speech.mouths import OPEN, at_frames, envelope, shapes
from providers.studio.speech.murmur import murmured
from providers.studio.speech.terms import Line, Manner, Utterance
from providers.studio.speech.voices import installed, language, order, spoken

SHE, HE = Manner(female=True), Manner(female=False)
ENGLISH = Line(text="Hello there, how are you today? We have fish, cheese and five good jams.", manner=SHE)
RUSSIAN = Line(text="Привет! Как дела? Я купила щенка, его зовут Жук.", manner=SHE)
FPS = 30
BASS = butter(4, (60, 500), btype="band", fs=RATE, output="sos")
SAY = """
import json
from providers.studio.speech.terms import Line, Manner
from providers.studio.speech.voices import spoken
(said,), why = spoken([Line(text="Good morning, how are you?", manner=Manner(female=True))], 3)
print(json.dumps({"why": why, "words": [w.text for w in said.words], "peak": float(abs(said.samples).max()),
                  "visemes": sorted({s.viseme for s in said.sounds})}))
"""


def said(line: Line) -> Utterance:
    (utterance,), why = spoken([line], 3)
    assert why == ""
    return utterance


def lag(utterance: Utterance) -> tuple[int, float]:
    """By how many frames the jaw is behind the voice, and how alike they are there."""
    frames = int(utterance.seconds * FPS)
    _, moves = at_frames(utterance, 0.0, FPS, frames)
    loud = envelope(utterance.samples)[(np.arange(frames) * RATE / FPS).astype(int)]
    alike = {by: float(np.corrcoef(np.roll(moves[:, OPEN], -by), loud)[0, 1]) for by in range(-4, 5)}
    best = max(alike, key=lambda by: alike[by])
    return best, alike[best]


@pytest.mark.parametrize("line", [ENGLISH, RUSSIAN])
def test_the_words_of_a_line_follow_each_other_in_time(line: Line) -> None:
    utterance = said(line)
    assert [word.text for word in utterance.words] == "".join(c for c in line.text if c.isalpha() or c == " ").split()
    assert all(before.end <= after.start + 1e-9 for before, after in pairwise(utterance.words))
    assert all(0 <= word.start < word.end <= utterance.seconds for word in utterance.words)


@pytest.mark.parametrize("line", [ENGLISH, RUSSIAN])
def test_a_mouth_takes_eight_shapes_and_more_without_a_gap(line: Line) -> None:
    sounds = said(line).sounds
    assert len({sound.viseme for sound in sounds} - {"rest"}) >= 8
    assert all(abs(before.end - after.start) < 1e-9 for before, after in pairwise(sounds))
    assert {sound.viseme for sound in sounds} <= set(shapes())


@pytest.mark.parametrize("line", [ENGLISH, RUSSIAN])
def test_the_jaw_follows_the_voice_within_a_frame(line: Line) -> None:
    behind, alike = lag(said(line))
    assert abs(behind) <= 1
    assert alike > 0.6


def test_the_lips_are_shut_where_a_b_is_spoken() -> None:
    utterance = said(Line(text="Bob", manner=HE))
    shut = [sound for sound in utterance.sounds if sound.viseme == "closed"]
    assert len(shut) == 2
    assert next(one.viseme for one in utterance.sounds if one.start >= shut[0].end - 1e-9) in {"wide", "oval"}


def test_the_same_line_gives_the_same_samples_whatever_was_said_before() -> None:
    first = said(ENGLISH)
    said(RUSSIAN)
    assert np.array_equal(first.samples, said(ENGLISH).samples)


def test_a_man_speaks_lower_than_a_woman() -> None:
    def pitch(manner: Manner) -> float:
        samples = sosfilt(BASS, said(Line(text="Oh, no, no, no, no more.", manner=manner)).samples)
        piece = samples[RATE // 5 : RATE // 5 + RATE // 4]
        alike = np.correlate(piece, piece, "full")[len(piece) - 1 :]
        return RATE / float(RATE // 380 + np.argmax(alike[RATE // 380 : RATE // 60]))

    assert pitch(HE) < 0.8 * pitch(SHE)


def test_an_alphabet_chooses_the_language() -> None:
    assert [language(text) for text in ("Hello", "Привет", "Як справи, їжаче?", "你好")] == ["en", "ru", "uk", "cmn"]


@pytest.mark.parametrize("text", ["", "   ", "…", "\x00\x07", "🙂", "a" * 5000, "<b>'\"&"])
def test_no_text_breaks_the_voice(text: str) -> None:
    lines, _ = spoken([Line(text=text, manner=SHE)], 3)
    assert len(lines[0].samples) > 0
    assert np.isfinite(lines[0].samples).all()


@pytest.mark.parametrize("line", [ENGLISH, RUSSIAN])
def test_a_murmur_moves_the_mouth_by_its_syllables(line: Line) -> None:
    utterance = murmured(line, 3)
    behind, alike = lag(utterance)
    assert abs(behind) <= 1
    assert alike > 0.6
    assert len({sound.viseme for sound in utterance.sounds}) >= 8


def test_the_program_tells_when_each_word_and_phoneme_begins(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    asked = io.StringIO(json.dumps([order(Line(text="Two words", manner=HE))]))
    monkeypatch.setattr(sys, "stdin", asked)
    espeak.main(*installed())
    sys.stdout.flush()
    head, _, samples = capfdbinary.readouterr().out.partition(b"\n")
    told = json.loads(head)
    assert len(samples) == 2 * told["samples"] > told["rate"] // 2
    assert [tuple(word[1:]) for word in told["words"]] == [(0, 3), (4, 5)]
    assert "ˈuː" in [name for _, name in told["phonemes"]]


def test_a_voice_that_is_not_there_is_named() -> None:
    library = espeak.Library(*installed())
    with pytest.raises(OSError, match="no such voice: xx\\+m1"):
        library.speak("hello", "xx+m1", 160, 50, 50)


def test_without_the_library_people_murmur_and_it_says_how_to_get_it(tmp_path: Path) -> None:
    told = say_with(tmp_path, "raise ImportError('blocked')")
    assert 'pip install -e ".[speech]"' in told["why"]
    assert told["words"] == ["Good", "morning", "how", "are", "you"]
    assert told["peak"] > 0.1
    assert len(told["visemes"]) > 5


def test_a_library_that_does_not_start_ends_in_a_murmur(tmp_path: Path) -> None:
    told = say_with(tmp_path, "get_library_path = get_data_path = lambda: '/nowhere/at/all'")
    assert "espeak-ng did not speak" in told["why"]
    assert told["peak"] > 0.1


def say_with(folder: Path, loader: str) -> dict[str, Any]:
    """What a process says whose environment has another loader of the library."""
    (folder / "espeakng_loader.py").write_text(loader, "utf-8")
    root = Path(__file__).parents[3]
    path = {"PYTHONPATH": os.pathsep.join((str(folder), str(root)))}
    done = subprocess.run(
        [sys.executable, "-c", SAY], env=os.environ | path, capture_output=True, text=True, timeout=120, check=True
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told
