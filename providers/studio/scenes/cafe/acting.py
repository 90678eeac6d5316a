"""What every body does at every frame: speaking, listening, nodding, blinking, drinking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from providers.studio.performance import Form
from providers.studio.scenes.cafe.cups import Cup, journey, sips
from providers.studio.scenes.cafe.framing import Framing
from providers.studio.scenes.cafe.talk import Turn
from providers.studio.scenes.cafe.terms import REST, Look, Pose
from providers.studio.speech.mouths import OPEN, at_frames
from providers.studio.stagecraft.terms import Colour

Curve = NDArray[np.float64]
AHEAD = 4.0
"""Seconds that are acted beyond the end, so that the end of a short clip is the middle of a long one."""
HEIGHTS = {"child": 0.46, "adult": 0.53, "old": 0.515}
"""Metres from the table to the middle of the head."""
CHINA: tuple[Colour, ...] = ((0.93, 0.91, 0.87), (0.78, 0.36, 0.28), (0.36, 0.55, 0.56), (0.88, 0.7, 0.36))
ACROSS = 0.118
"""Metres from the middle of a face to its mouth when it looks aside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """All that moves."""

    looks: tuple[Look, ...]
    turns: tuple[Turn, ...]
    parts: tuple[dict[str, Any], ...]
    """For each person curves by the fields of `Pose`."""
    cups: tuple[Cup, ...]

    def pose(self, person: int, frame: int) -> Pose:
        """One person at one frame."""
        part = self.parts[person]
        return Pose(
            turn=float(part["turn"][frame]), nod=float(part["nod"][frame]), tilt=float(part["tilt"][frame]),
            mouth=part["mouth"][frame], gaze=(float(part["look"][frame]), float(part["drop"][frame])),
            lids=float(part["lids"][frame]), brows=float(part["brows"][frame]), smile=float(part["smile"][frame]),
            head=(float(part["x"][frame]), float(part["y"][frame])), lean=float(part["lean"][frame]),
            breath=float(part["breath"][frame]), hands=part["hands"][frame], palms=part["palms"][frame],
        )  # fmt: skip


def acted(looks: tuple[Look, ...], turns: Sequence[Turn], framed: Framing, form: Form, mood: str) -> Play:
    """Let everyone act for as long as the clip is."""
    stage = Stage(turns, framed, form, mood)
    parts, cups = [], []
    for at, look in enumerate(looks):
        part, cup = stage.person(at, look)
        parts.append(part)
        cups += [cup] if cup else []
    return Play(looks=looks, turns=tuple(turns), parts=tuple(parts), cups=tuple(cups))


class Stage:
    """The clock and the talk that all bodies share."""

    def __init__(self, turns: Sequence[Turn], framed: Framing, form: Form, mood: str) -> None:
        self.turns, self.framed, self.form, self.mood = turns, framed, form, mood
        self.frames = form.frames + int(AHEAD * form.fps)
        self.times: Curve = np.arange(self.frames) / form.fps
        self.speaker = np.full(self.frames, -1)
        for turn in turns:
            self.speaker[self.at(turn.start - 0.25) : self.at(turn.end + 0.15)] = turn.speaker

    def at(self, time: float) -> int:
        """The frame of a time, within the play."""
        return int(np.clip(np.ceil(time * self.form.fps), 0, self.frames))

    def smooth(self, curve: Curve, seconds: float) -> Curve:
        """The curve without its jerks."""
        return np.asarray(gaussian_filter1d(curve, seconds * self.form.fps, mode="nearest", truncate=3.0))

    def sway(self, random: Random, size: float, slowest: float = 7.0) -> Curve:
        """A drift that never repeats within a clip."""
        return size * sum(
            np.sin(2 * np.pi * self.times / (slowest / part) + random.uniform(0, 6.3)) / part
            for part in (1.0, 1.7, 2.9)
        )  # type: ignore[return-value]

    def draw(self, at: int, of: str) -> Random:
        """A source of chance for one thing that one person does; a longer clip draws the same and more."""
        return Random(f"{self.form.seed}/{at}/{of}")

    def person(self, at: int, look: Look) -> tuple[dict[str, Any], Cup | None]:
        """One person's curves, cut to the clip, and their cup."""
        speaking = self.smooth((self.speaker == at).astype(float), 0.12)
        part: dict[str, Any] = self.attention(at)
        part |= {"mouth": self.mouth(at), "lids": self.lids(at), "breath": 0.004 * np.sin(self.times * 1.7 + at)}
        stresses = self.stresses(at)
        part["nod"] += 0.05 * stresses + self.nodding(at)
        part["brows"] = self.sway(self.draw(at, "brows"), 0.12) + 0.9 * stresses * speaking + self.asking(at)
        aside = np.sign(-self.framed.seats[at] or 1)
        part["tilt"] = self.sway(self.draw(at, "tilt"), 0.03) + 0.04 * (1 - speaking) * aside
        part["smile"] = self.smiling(at, speaking)
        forward = 0.0 if self.framed.alone else 0.022 * self.inward(at)
        part["lean"] = self.sway(self.draw(at, "lean"), 0.006) + forward * speaking
        part["x"] = part["lean"] * 1.3 + 0.012 * np.sin(part["turn"])
        part["y"] = HEIGHTS[look.age] + part["breath"] - 0.05 * np.maximum(part["nod"], 0)
        cup = None if self.framed.alone else self.drinking(at, part)
        self.hands(at, part, stresses, cup)
        return {name: curve[: self.form.frames] for name, curve in part.items()}, cup

    def inward(self, at: int) -> int:
        """To which side the others are."""
        return 1 if self.framed.seats[at] < 0.01 else -1

    def attention(self, at: int) -> dict[str, Any]:
        """Where the head and the eyes go: to who speaks, or to who is spoken to; eyes first."""
        seats = np.array(self.framed.seats)
        if len(seats) == 1:
            turn = self.sway(self.draw(at, "turn"), 0.07)
            dart = self.smooth(self.darts(self.draw(at, "darts"), 0.5), 0.03)
            return {
                "turn": turn,
                "nod": self.sway(self.draw(at, "nod"), 0.03),
                "look": dart - 1.3 * turn,
                "drop": 0 * turn,
            }
        target = self.speaker.copy()
        last = np.maximum.accumulate(np.where(target >= 0, np.arange(self.frames), 0))
        target = np.where(target >= 0, target, self.speaker[last])
        partner = at + 1 if at + 1 < len(seats) and (at == 0 or seats[at] < 0) else at - 1
        target = np.where((target == at) | (target < 0), partner, target)
        aim = np.clip((seats[target] - seats[at]) * 0.8, -0.5, 0.5)
        aim = np.sign(aim) * np.maximum(np.abs(aim), 0.36)
        head = self.smooth(aim, 0.22) * 0.92 + self.sway(self.draw(at, "turn"), 0.045)
        eyes = self.smooth(np.roll(aim, -1), 0.05)
        darts = self.smooth(self.darts(self.draw(at, "darts"), 0.7), 0.02)
        look = np.clip(0.55 * np.sign(eyes) + 1.4 * (eyes - head) + darts, -1, 1)
        nod = self.sway(self.draw(at, "nod"), 0.025)
        return {"turn": head, "nod": nod, "look": look, "drop": self.darts(self.draw(at, "drops"), 0.3)}

    def darts(self, random: Random, size: float) -> Curve:
        """Glances aside, each for a moment."""
        out, now = np.zeros(self.frames), random.uniform(1.0, 2.5)
        while now < self.times[-1]:
            stop = now + random.uniform(0.25, 0.7)
            out[self.at(now) : self.at(stop)] = random.uniform(-size, size)
            now = stop + random.uniform(1.2, 3.6)
        return out

    def mouth(self, at: int) -> Curve:
        """The mouth, from the voice's own clock; without physics it flaps by turns and knows of no voice."""
        shapes = np.tile(REST, (self.frames, 1))
        if not self.form.physics:
            mine = (self.times / 2).astype(int) % len(self.framed.seats) == at
            shapes[:, OPEN] = mine * (0.35 + 0.35 * np.sin(2 * np.pi * 3.1 * self.times))
            return shapes
        for turn in self.turns:
            if turn.speaker == at:
                first, moves = at_frames(turn.said, turn.start, self.form.fps, self.frames)
                shapes[first : first + len(moves)] = moves
        return shapes

    def lids(self, at: int) -> Curve:
        """Blinks: every few seconds, and at the start of a turn."""
        random, turning = self.draw(at, "blinks"), self.draw(at, "turning")
        out, now = np.ones(self.frames), random.uniform(0.4, 2.5)
        moments = [turn.start - 0.1 for turn in self.turns if turning.random() < 0.6 and turn.speaker == at]
        while now < self.times[-1]:
            moments.append(now)
            now += random.uniform(1.8, 4.8)
        for moment in moments:
            age = self.times - moment
            shut = np.minimum(np.clip(age / 0.06, 0, 1), np.clip((0.2 - age) / 0.11, 0, 1))
            out = np.minimum(out, 1 - 0.97 * shut)
        return out

    def stresses(self, at: int) -> Curve:
        """A bump at each stressed syllable that somebody speaks."""
        out = np.zeros(self.frames)
        for turn in self.turns:
            for sound in turn.said.sounds if turn.speaker == at else ():
                if sound.stress:
                    out += np.exp(-(((self.times - turn.start - sound.start - 0.05) / 0.09) ** 2))
        return np.minimum(out, 1.2) if self.form.physics else out * 0

    def nodding(self, at: int) -> Curve:
        """A listener's nods: two or three dips while somebody else speaks."""
        out, random = np.zeros(self.frames), self.draw(at, "nods")
        for turn in self.turns:
            moment, often = turn.start + random.uniform(0.35, 0.9) * turn.said.seconds, random.random()
            if turn.speaker != at and often < 0.7 and not self.framed.alone:
                age = self.times - moment
                out += 0.13 * np.where((age > 0) & (age < 1.0), np.sin(2 * np.pi * 1.9 * age) * np.sin(np.pi * age), 0)
        return out

    def asking(self, at: int) -> Curve:
        """Raised brows at the end of a question."""
        out = np.zeros(self.frames)
        for turn in self.turns:
            if turn.speaker == at and turn.said.text.rstrip().endswith("?"):
                out[self.at(turn.end - 0.6) : self.at(turn.end + 0.5)] = 0.8
        return self.smooth(out, 0.1)

    def smiling(self, at: int, speaking: Curve) -> Curve:
        """More while listening; the mood gives the rest."""
        base = {"happy": 0.75, "lively": 0.05}.get(self.mood, 0.42)
        return np.clip(
            base + self.sway(self.draw(at, "smile"), 0.09) + 0.12 * (1 - speaking) - 0.12 * speaking, 0.0, 1.0
        )

    def drinking(self, at: int, part: dict[str, Any]) -> Cup:
        """The cup of one person; its sips tip the head back and keep the lips on the rim."""
        way, seat = self.inward(at), self.framed.seats[at]
        gap = min(0.25, abs(seat) * 0.52) if abs(seat) > 0.05 else 0.16
        home = (seat + way * gap, -0.085 - 0.02 * (at % 2))
        starts: tuple[float, ...] = (1.0, 6.0, 11.0, 17.0, 24.0)
        if self.form.physics:
            starts = sips(at, self.turns, self.times[-1], self.draw(at, "sips"))
        mouth = np.stack((seat + part["x"] + ACROSS * np.sin(part["turn"]), part["y"] - 0.0878), axis=1)
        track, hold = journey(self.times, starts, home, mouth, way)
        drunk = np.clip(np.abs(track[:, 2]) / 0.75, 0, 1)
        part["nod"] -= 0.12 * drunk
        part["smile"] *= 1 - drunk
        part["mouth"][drunk > 0.5] = REST + np.array([0.08, -0.2, 0.3, 0, 0, 0, 0])
        return Cup(home=home, colour=CHINA[at % len(CHINA)], handle=way, track=track, hold=hold, sips=starts)

    def hands(self, at: int, part: dict[str, Any], stresses: Curve, cup: Cup | None) -> None:
        """Both hands: they lie, speak along, and one holds the cup."""
        way = self.inward(at)
        eager = self.smooth(self.eagerness(at), 0.22) * (1.0 if self.form.physics else 0.5)
        beat = self.smooth(stresses, 0.04)
        hands, palms = np.zeros((self.frames, 2, 2)), np.zeros((self.frames, 2))
        for side, out in ((0, -1), (1, 1)):
            inner = out == way
            mine = eager if inner else eager * (0.75 if self.mood == "lively" or self.framed.alone else 0.22)
            place = self.gesture(at, out, inner, mine, beat)
            palms[:, side] = mine
            if cup and inner:
                grip = cup.track[:, :2] + (cup.handle * 0.056 - self.framed.seats[at], 0.03)
                place += cup.hold[:, None] * (grip - place)
                palms[:, side] *= 1 - cup.hold
            hands[:, side] = place
        part["hands"], part["palms"] = hands, palms

    def gesture(self, at: int, out: int, inner: bool, mine: Curve, beat: Curve) -> Curve:
        """Where one hand is: from where it lies to where it speaks, and on with the stresses."""
        way, high = self.inward(at), (0.2 if self.framed.alone else 0.115) - (0.0 if inner else 0.05)
        rest = np.array([out * 0.115 + way * 0.035, -0.055 - 0.012 * inner])
        raised = np.array([out * 0.15 + way * 0.06, high])
        sway = [self.sway(self.draw(at, f"hand {out} {axis}"), 0.008, 2.1) for axis in "xy"]
        place = rest + mine[:, None] * (raised - rest + np.stack(sway, 1))
        place[:, 0] += out * 0.03 * beat * mine
        place[:, 1] += 0.045 * beat * mine
        return np.asarray(place)

    def eagerness(self, at: int) -> Curve:
        """How much each turn is spoken with the hands."""
        out, random = np.zeros(self.frames), self.draw(at, "eagerness")
        for turn in self.turns:
            share = random.uniform(0.55, 1.0) if random.random() < 0.8 else 0.1
            if turn.speaker == at:
                out[self.at(turn.start + 0.1) : self.at(turn.end - 0.15)] = share
        return out
