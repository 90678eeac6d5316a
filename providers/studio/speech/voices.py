"""Lines become voices: by espeak-ng where it is installed, else by a murmur, and then it says why."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from scipy.signal import resample_poly

from providers.studio.sound.cues import RATE, Mono
from providers.studio.speech import espeak
from providers.studio.speech.mouths import SHORT, sounds
from providers.studio.speech.murmur import murmured
from providers.studio.speech.terms import Line, Utterance, Word

DATA = Path(__file__).parent / "voices.json"
OFF = "SPLITSCREEN_SPEECH"
"""`off` in this variable leaves the library alone."""
PATIENCE = 20.0
"""Seconds after which a library that says nothing is given up."""
LONGEST = 1200
"""Characters of one line that are spoken: more than a minute."""
LOUD = 99.0
"""Percentile of a voice's samples from which on peaks are rounded."""
WORD = re.compile(r"\w+(?:['’-]\w+)*")
SILENCE = 0.01
"""Of the peak: what is softer at the end of a line is cut off."""
MISSING = 'espeak-ng is not installed: pip install -e ".[speech]"'
SWITCHED_OFF = f"{OFF} is off"


class Dumb(Exception):
    """Nobody speaks here; the text says why."""


def spoken(lines: Sequence[Line], seed: int) -> tuple[list[Utterance], str]:
    """Every line as an utterance, and why they are murmured; empty where they are not."""
    if not lines:
        return [], ""
    try:
        return aloud(lines), ""
    except Dumb as reason:
        return [murmured(line, seed + at) for at, line in enumerate(lines)], str(reason)


def aloud(lines: Sequence[Line]) -> list[Utterance]:
    """Every line by the library, in a process of its own; `Dumb` if that doesn't work, for whatever reason."""
    library, voices = installed()
    orders = [order(line) for line in lines]
    command = [sys.executable, "-I", "-S", espeak.__file__, library, voices]
    try:
        done = subprocess.run(
            command, input=json.dumps(orders).encode(), capture_output=True, timeout=PATIENCE, check=True
        )
        answer = io.BytesIO(done.stdout)
        return [utterance(line, json.loads(answer.readline()), answer) for line in lines]
    except (OSError, subprocess.SubprocessError, ValueError, KeyError) as error:
        raise Dumb(f"espeak-ng did not speak: {type(error).__name__}") from error


def installed() -> tuple[str, str]:
    """Where the library and its voices are; `Dumb` if there are none."""
    if os.environ.get(OFF, "").lower() == "off":
        raise Dumb(SWITCHED_OFF)
    try:
        import espeakng_loader
    except ImportError as error:
        raise Dumb(MISSING) from error
    return str(espeakng_loader.get_library_path()), str(espeakng_loader.get_data_path())


def order(line: Line) -> dict[str, Any]:
    """What the library is told: the text, and the voice for it."""
    manner = line.manner
    kept = data()["voices"][f"{manner.age} {'female' if manner.female else 'male'}"]
    variant, rate, pitch, lively = kept[manner.number % len(kept)]
    tongue = language(line.text)
    text = "".join(letter if letter.isprintable() else " " for letter in line.text)[:LONGEST]
    return {
        "text": text, "voice": f"{data()['languages'].get(tongue, tongue)}+{variant}", "rate": rate, "pitch": pitch,
        "lively": lively,
    }  # fmt: skip


def language(text: str) -> str:
    """The language of a text, by its letters."""
    for first, last, name in data()["scripts"]:
        if any(first <= letter <= last for letter in text.lower()):
            return str(name)
    return "en"


@cache
def data() -> dict[str, Any]:
    """The voices, and which alphabet speaks which language."""
    return dict(json.loads(DATA.read_text("utf-8")))


def utterance(line: Line, heard: dict[str, Any], answer: io.BytesIO) -> Utterance:
    """One answer of the library on our clock."""
    rate = heard["rate"]
    raw = np.frombuffer(answer.read(2 * heard["samples"]), "<i2").astype(np.float64) / 32768.0
    samples = voiced(resample_poly(raw, RATE // 150, rate // 150) if raw.size else np.zeros(RATE // 10))
    end = len(samples) / RATE
    phonemes = [(start / rate, name) for start, name in heard["phonemes"] if start / rate < end]
    starts = [(start / rate, at) for start, at, _ in heard["words"] if start / rate < end]
    return Utterance(
        text=line.text, samples=samples, words=words(line.text, starts, phonemes, end), sounds=sounds(phonemes, end)
    )


def voiced(samples: Mono) -> Mono:
    """The samples up to the last that is heard, with their sharpest peaks rounded, so that all of it is loud enough."""
    peak = float(np.max(np.abs(samples), initial=0.0))
    if peak == 0.0:
        return samples
    last = int(np.flatnonzero(np.abs(samples) > SILENCE * peak)[-1])
    kept = samples[: last + RATE // 50]
    return np.asarray(0.9 * np.tanh(kept / np.percentile(np.abs(kept), LOUD)))


def words(
    text: str, starts: list[tuple[float, int]], phonemes: list[tuple[float, str]], end: float
) -> tuple[Word, ...]:
    """Each word of the text up to the next, or to the pause before it; `starts` are seconds and places in the text.

    Words that the library speaks as one, as in `I am`, share its time by their letters.
    """
    ends = [start for start, _ in phonemes[1:]] + [end]
    pauses = [start for (start, name), until in zip(phonemes, ends, strict=True) if not name and until - start > SHORT]
    found = list[Word]()
    for (start, at), (until, after) in pairwise([*starts, (end, len(text))]):
        stop = min((pause for pause in pauses if start + 0.05 < pause < until), default=until)
        parts = WORD.findall(text[at:after])
        edges = np.cumsum([0, *map(len, parts)]) / max(1, sum(map(len, parts)))
        times = (start + (stop - start) * edges).tolist()
        found += [Word(text=part, start=a, end=b) for part, (a, b) in zip(parts, pairwise(times), strict=True)]
    return tuple(found)
