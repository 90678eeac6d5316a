"""A voice without words, for where no library speaks: formants on a humming source, a syllable for a syllable."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from scipy.signal import butter, lfilter, sosfilt

from providers.studio.sound.cues import RATE, Mono
from providers.studio.speech.mouths import OPEN, data, shapes, sounds, viseme_of
from providers.studio.speech.terms import Line, Manner, Sound, Utterance, Word

VOWEL, CONSONANT, PAUSE = 0.115, 0.055, 0.24
"""Seconds."""
PAUSES = ",.;:!?…—"
PHONETIC = {
    "closed": "m", "lip": "v", "tongue": "n", "hiss": "z", "hush": "ʒ", "back": "ɡ", "curl": "ɹ", "spread": "i",
    "middle": "e", "wide": "a", "oval": "o", "kiss": "u",
}  # fmt: skip
"""A phoneme for each shape that a letter of writing gives."""
DULL = 1700.0
"""Hz above which nothing is understood any more."""


def murmured(line: Line, seed: int) -> Utterance:
    """The line as a murmur."""
    random = np.random.default_rng([seed, 41])
    phonemes, words, end = score(line.text)
    spoken = sounds(phonemes, end)
    return Utterance(text=line.text, samples=voice(spoken, line.manner, end, random), words=words, sounds=spoken)


def score(text: str) -> tuple[list[tuple[float, str]], tuple[Word, ...], float]:
    """Phonemes with their seconds, the words, and where it all ends."""
    now, phonemes, words = 0.0, list[tuple[float, str]](), list[Word]()
    for word in text.split():
        start = now
        for name, seconds in syllables(word):
            phonemes.append((now, name))
            now += seconds
        if now > start:
            words.append(Word(text=word.strip(PAUSES), start=start, end=now))
        rest = PAUSE if word[-1] in PAUSES else 0.02
        phonemes.append((now, ""))
        now += rest
    return phonemes, tuple(words), max(now, 0.1)


def syllables(word: str) -> Iterator[tuple[str, float]]:
    """Phonemes of a written word and how long they last, as a child would spell it out."""
    letters = [viseme_of("letters")[letter] for letter in word.lower() if letter in viseme_of("letters")]
    for before, viseme in pairwise(["", *letters]):
        if viseme == before:
            continue
        vowel = viseme in data()["vowels"]
        yield PHONETIC[viseme], VOWEL if vowel else CONSONANT


def voice(spoken: tuple[Sound, ...], manner: Manner, end: float, random: np.random.Generator) -> Mono:
    """The samples: a buzz at the pitch of the speaker, through the formants of each vowel, dull as through a wall."""
    samples = int(end * RATE)
    time = np.arange(samples) / RATE
    buzz = source(time, manner, random)
    out, level = np.zeros(samples), np.zeros(samples)
    for sound in spoken:
        begin, stop = int(sound.start * RATE), int(sound.end * RATE)
        vowel = sound.viseme in data()["vowels"]
        level[begin:stop] = (
            float(shapes()[sound.viseme][OPEN]) ** 0.5 if vowel else 0.0 if sound.viseme == "rest" else 0.16
        )
        if vowel:
            sung = formed(buzz[begin:stop], data()["formants"][sound.viseme])
            out[begin:stop] = sung / (np.sqrt(np.mean(sung**2)) + 1e-9)
        else:
            hummed = formed(buzz[begin:stop], (280, 1100))
            out[begin:stop] = hummed / (np.sqrt(np.mean(hummed**2)) + 1e-9)
    level = sosfilt(butter(2, 22.0, fs=RATE, output="sos"), level)
    dull = sosfilt(butter(3, DULL, fs=RATE, output="sos"), out * level)
    return np.asarray(0.9 * dull / (np.max(np.abs(dull), initial=0.0) + 1e-9))


def source(time: Mono, manner: Manner, random: np.random.Generator) -> Mono:
    """The glottis: pulses whose pitch falls through a sentence and sways with its syllables."""
    base = {"child": 265.0, "adult": 205.0, "old": 185.0}[manner.age] * (1.0 if manner.female else 0.58)
    base *= 1 + 0.06 * (manner.number % 3 - 1)
    knots = np.arange(0, time[-1] + 0.4, 0.19)
    sway = np.interp(time, knots, random.normal(0, 0.07, len(knots)))
    pitch = base * (1.08 - 0.16 * time / time[-1] + sway)
    phase = np.cumsum(pitch) / RATE % 1.0
    pulses = np.where(phase < 0.6, np.sin(np.pi * phase / 0.6) ** 2, 0.0)
    return np.diff(pulses, prepend=0.0) + 0.004 * random.standard_normal(len(time))


def formed(buzz: Mono, formants: tuple[float, ...]) -> Mono:
    """The buzz through two resonances."""
    out = np.zeros_like(buzz)
    for at, pitch in enumerate(formants):
        radius = np.exp(-np.pi * (70 + 30 * at) / RATE)
        back = [1.0, -2 * radius * np.cos(2 * np.pi * pitch / RATE), radius**2]
        out += 0.6**at * lfilter([1.0 - radius], back, buzz)
    return out
