"""Shapes of the mouth: from sounds to what is seen of them, on the clock of the voice."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from scipy.ndimage import uniform_filter1d

from providers.studio.sound.cues import RATE, Curve, Mono
from providers.studio.speech.terms import Sound, Utterance

DATA = Path(__file__).parent / "mouths.json"
OPEN, WIDE, FORWARD, TEETH, TONGUE, TUCK, PRESS = range(7)
"""Columns of a mouth's shape."""
STEP = 100
"""Of the clock on which shapes are blended: per second, times ten."""
BLEND = 0.05
"""Seconds over which one shape becomes the next."""
SHORT = 0.09
"""Seconds up to which a silence belongs to the sound before it."""
STRESS = "ˈ"


@cache
def data() -> Mapping[str, Any]:
    """The shapes, and which sound has which."""
    return dict(json.loads(DATA.read_text("utf-8")))


@cache
def shapes() -> Mapping[str, Curve]:
    """Each viseme's seven numbers."""
    return {name: np.array(shape) for name, shape in data()["shapes"].items()}


@cache
def viseme_of(alphabet: str) -> Mapping[str, str]:
    """The viseme of each letter of `phonetic` or `letters`."""
    return {letter: viseme for viseme, letters in data()[alphabet].items() for letter in letters.split()}


def sounds(phonemes: Iterable[tuple[float, str]], end: float) -> tuple[Sound, ...]:
    """What the mouth does for phonemes that begin at those seconds; a diphthong takes its shapes in turn."""
    found: list[Sound] = []
    for (start, name), (until, _) in pairwise([*phonemes, (end, "")]):
        parts = [viseme_of("phonetic")[letter] for letter in name if letter in viseme_of("phonetic")]
        if not parts:
            parts = [found[-1].viseme if found and until - start < SHORT else "rest"]
        edges = np.linspace(start, until, len(parts) + 1)
        for viseme, (begin, stop) in zip(parts, pairwise(edges.tolist()), strict=True):
            if stop > begin:
                found.append(Sound(viseme=viseme, start=begin, end=stop, stress=STRESS in name))
    return tuple(merged(found))


def merged(found: list[Sound]) -> Iterator[Sound]:
    """Neighbours of one shape as one."""
    last: Sound | None = None
    for sound in found:
        if last and last.viseme == sound.viseme and last.stress == sound.stress:
            last = Sound(viseme=last.viseme, start=last.start, end=sound.end, stress=last.stress)
            continue
        if last:
            yield last
        last = sound
    if last:
        yield last


def envelope(samples: Mono, window: float = 0.04) -> Mono:
    """How loud a voice is around each sample, from 0 to about 1."""
    power = uniform_filter1d(samples**2, max(1, int(window * RATE)), mode="constant")
    level = np.sqrt(np.maximum(power, 0.0))
    return np.asarray(level / (np.percentile(level, 95) + 1e-9))


def movement(utterance: Utterance, rate: float = 10.0 * STEP) -> Curve:
    """The mouth's shape at each tick of a clock of `rate` per second: ticks by seven.

    The jaw follows the loudness too: a vowel that is swallowed opens no mouth.
    """
    ticks = max(1, int(utterance.seconds * rate))
    targets = np.tile(shapes()["rest"], (ticks, 1))
    for sound in utterance.sounds:
        targets[round(sound.start * rate) : round(sound.end * rate)] = shapes()[sound.viseme]
    soft = uniform_filter1d(targets, max(1, int(BLEND * rate)), axis=0, mode="nearest")
    loud = envelope(utterance.samples)[(np.arange(ticks) * RATE / rate).astype(int)]
    soft[:, OPEN] *= 0.3 + 0.7 * np.clip(loud, 0.0, 1.0)
    return np.asarray(soft)


def at_frames(utterance: Utterance, start: float, fps: int, frames: int) -> tuple[int, Curve]:
    """The first frame of an utterance that begins at `start`, and the shapes from there to its end or the clip's."""
    first = int(np.ceil(start * fps))
    last = min(frames, int((start + utterance.seconds) * fps) + 1)
    rate = 10.0 * STEP
    moves = movement(utterance, rate)
    ticks = np.round((np.arange(first, max(first, last)) / fps - start) * rate).astype(int)
    return first, moves[np.clip(ticks, 0, len(moves) - 1)]
