"""Music: chords that a mood goes round in, a bass under them, a melody over them, and drums where it moves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from providers.studio.reel import let_go
from providers.studio.sound.blocks import zeros
from providers.studio.sound.cues import RATE, Tune
from providers.studio.sound.hearing import Ears
from providers.studio.sound.instruments import drum, note

BAR = 4
"""Beats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mood:
    """How music of one mood goes."""

    rounds: tuple[tuple[tuple[int, ...], ...], ...]
    """Rounds of chords to choose from; MIDI numbers, the lowest is the root."""
    scale: tuple[int, ...]
    """Steps of the melody over the first root."""
    chords: str
    melody: str
    bass: str
    busy: float
    """Chance that a half beat of the melody has a note."""
    swing: float = 0.5
    """Where in a beat its second half begins."""
    drums: str = ""
    arpeggio: bool = False
    walking: bool = False


MOODS = {
    "calm": Mood(
        rounds=(
            ((48, 55, 59, 64), (45, 52, 55, 60), (41, 48, 52, 57), (43, 50, 57, 59)),
            ((41, 48, 52, 57), (43, 50, 55, 59), (40, 47, 55, 59), (45, 52, 55, 60)),
        ),
        scale=(0, 2, 4, 7, 9, 12), chords="pad", melody="piano", bass="soft", busy=0.3, arpeggio=True,
    ),
    "bright": Mood(
        rounds=(
            ((48, 52, 55, 60), (43, 50, 55, 59), (45, 52, 57, 60), (41, 48, 53, 57)),
            ((41, 48, 53, 57), (48, 52, 55, 60), (43, 50, 55, 59), (48, 52, 55, 64)),
        ),
        scale=(0, 2, 4, 7, 9, 12, 14), chords="piano", melody="pluck", bass="bass", busy=0.55, drums="pop",
    ),
    "dark": Mood(
        rounds=(
            ((45, 52, 57, 60), (41, 48, 53, 57), (38, 45, 50, 53), (40, 47, 52, 55)),
            ((45, 52, 57, 60), (44, 51, 56, 59), (41, 48, 53, 56), (40, 47, 52, 56)),
        ),
        scale=(-3, 0, 2, 3, 5, 9), chords="pad", melody="piano", bass="soft", busy=0.2,
    ),
    "tense": Mood(
        rounds=(
            ((45, 52, 57, 60), (45, 52, 58, 60), (45, 52, 57, 60), (44, 50, 56, 59)),
            ((40, 47, 52, 55), (40, 48, 53, 55), (40, 47, 52, 55), (39, 46, 51, 54)),
        ),
        scale=(0, 1, 3, 5, 7), chords="pad", melody="pluck", bass="bass", busy=0.12, drums="pulse", arpeggio=True,
    ),
    "jazz": Mood(
        rounds=(
            ((50, 53, 60, 64), (43, 53, 59, 64), (48, 52, 59, 62), (45, 55, 61, 64)),
            ((48, 52, 59, 62), (45, 55, 60, 64), (50, 53, 60, 64), (43, 53, 59, 63)),
        ),
        scale=(0, 2, 3, 4, 7, 9, 12, 14), chords="rhodes", melody="vibes", bass="bass", busy=0.42, swing=0.66,
        drums="brushes", walking=True,
    ),
}  # fmt: skip
DRUMS = {
    "pop": (("kick", (0, 2), 0.5), ("snare", (1, 3), 0.3), ("hat", (0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5), 0.1)),
    "pulse": (("kick", (0, 0.5, 2, 2.5), 0.4), ("hat", (0, 1, 2, 3), 0.06)),
    "brushes": (("ride", (0, 1, 1.5, 2, 3, 3.5), 0.12), ("brush", (1, 3), 0.16)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """One note or stroke of the drums."""

    beat: float
    instrument: str
    pitch: int
    """MIDI number; 0 for drums."""
    beats: float
    level: float
    place: float
    """0 to 1."""


def tune(ears: Ears, cue: Tune, noise: np.random.Generator) -> None:
    """Play the music; a longer one begins as a shorter one does."""
    mood = MOODS[cue.mood]
    out = zeros(ears.samples)
    beat = 60 / max(30.0, cue.beat)
    bars = int(ears.samples / RATE / (BAR * beat)) + 1
    chords = mood.rounds[int(noise.integers(len(mood.rounds)))]
    shift, melody = int(noise.integers(-3, 3)), Melody(mood, noise)
    for bar, random in zip(range(bars), noise.spawn(bars), strict=True):
        chord, after = chords[bar % len(chords)], chords[(bar + 1) % len(chords)]
        for each in (*harmony(mood, chord, after, random), *melody.bar(chord, random), *beaten(mood, random)):
            when = (bar * BAR + swung(each.beat, mood.swing)) * beat + random.uniform(0, 0.008)
            sound = (
                drum(each.instrument)
                if not each.pitch
                else note(each.instrument, each.pitch + shift, round(each.beats * beat, 2))
            )
            start = int(when * RATE)
            sound = sound[: max(0, ears.samples - start)]
            angle = each.place * np.pi / 2
            out[0, start : start + len(sound)] += each.level * np.cos(angle) * sound
            out[1, start : start + len(sound)] += each.level * np.sin(angle) * sound
        let_go(out)
    ears.swell(out, 0.22 * np.clip(cue.level, 0.0, 1.0))
    ears.around(out, cue.far)


def swung(beat: float, swing: float) -> float:
    """The beat, its second half moved."""
    whole, part = divmod(beat, 1.0)
    return whole + (part * 2 * swing if part <= 0.5 else swing + (part - 0.5) * 2 * (1 - swing))


def harmony(mood: Mood, chord: tuple[int, ...], after: tuple[int, ...], random: np.random.Generator) -> list[Played]:
    """The bass and the chord of one bar."""
    made = []
    hits: tuple[tuple[float, float], ...]
    if mood.walking:
        toward = (
            chord[0] - 12,
            chord[1] - 12,
            chord[2] - 12 if chord[2] - chord[0] < 9 else chord[0] - 5,
            after[0] - 13,
        )
        made += [
            Played(beat=at, instrument=mood.bass, pitch=p, beats=0.9, level=0.4, place=0.5)
            for at, p in enumerate(toward)
        ]
        hits = ((0.0, 1.3), (float(random.choice((1.5, 2.5))), 0.6))
    else:
        made.append(Played(beat=0, instrument=mood.bass, pitch=chord[0] - 12, beats=2.4, level=0.4, place=0.5))
        made.append(Played(beat=2.5, instrument=mood.bass, pitch=chord[0] - 12, beats=1.2, level=0.28, place=0.5))
        hits = ((0.0, 4.0),) if mood.chords == "pad" else ((0.0, 1.9), (2.0, 1.9))
    for at, beats in hits:
        for voice, pitch in enumerate(chord[1:] if mood.walking else chord):
            made.append(Played(
                beat=at, instrument=mood.chords, pitch=pitch + 12 * (pitch < 55), beats=beats,
                level=0.14 * random.uniform(0.85, 1.0), place=0.3 + 0.13 * voice,
            ))  # fmt: skip
    if mood.arpeggio:
        order = (0, 1, 2, 3, 2, 1, 2, 1)
        made += [
            Played(beat=at / 2, instrument="pluck", pitch=chord[order[at]] + 12, beats=1.0,
                   level=0.09 * random.uniform(0.7, 1.0), place=0.7)
            for at in range(8)
        ]  # fmt: skip
    return made


class Melody:
    """A line that goes by small steps, rests, and comes back to the chord on the strong beats."""

    def __init__(self, mood: Mood, noise: np.random.Generator) -> None:
        self.mood, self.step = mood, int(noise.integers(2, len(mood.scale)))
        self.root = mood.rounds[0][0][0] + (12 if mood.rounds[0][0][0] > 46 else 24)

    def bar(self, chord: tuple[int, ...], random: np.random.Generator) -> list[Played]:
        """The notes of one bar."""
        made = []
        for half in range(2 * BAR):
            if random.random() > self.mood.busy * (1.35 if half % 4 == 0 else 0.9):
                continue
            self.step = int(np.clip(self.step + random.choice((-2, -1, -1, 0, 1, 1, 2)), 0, len(self.mood.scale) - 1))
            pitch = self.root + self.mood.scale[self.step]
            if half % 4 == 0:
                pitch = min((each + 12 * up for each in chord for up in (1, 2, 3)), key=lambda each: abs(each - pitch))
            made.append(Played(
                beat=half / 2, instrument=self.mood.melody, pitch=pitch, beats=float(random.choice((0.5, 1.0, 1.5))),
                level=0.3 * random.uniform(0.7, 1.0), place=0.55,
            ))  # fmt: skip
        return made


def beaten(mood: Mood, random: np.random.Generator) -> list[Played]:
    """The drums of one bar."""
    return [
        Played(beat=at, instrument=kind, pitch=0, beats=0, level=level * random.uniform(0.75, 1.0), place=0.45)
        for kind, beats, level in DRUMS.get(mood.drums, ())
        for at in beats
    ]
