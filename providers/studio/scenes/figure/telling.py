"""What is heard of a performance, and what is kept of it as truth."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from providers.studio.scenes.figure.ground import pads
from providers.studio.scenes.figure.ice import BLADE
from providers.studio.scenes.figure.painter import Sight
from providers.studio.scenes.figure.routine import Touch
from providers.studio.sound.cues import Crowd, Cue, Curve, Impact, Sliding, Step, Tune, Wind
from providers.studio.stagecraft.anatomy import ANKLES, FINGERS, NAMES, TOES
from providers.studio.stagecraft.ground import GROUNDS

WATCHED = frozenset({"ice", "mat", "dance", "bed"})
STRONG = 1.0
"""Metres per second above which a touch is a blow rather than a step."""


def cues(sight: Sight) -> tuple[Cue, ...]:
    """Everything that sounds."""
    return (*touches(sight), *sliding(sight), *wind(sight), *crowd(sight), *music(sight))


def heard(sight: Sight) -> list[Touch]:
    """The touches that fall into the clip."""
    return [touch for touch in sight.motion.touches if touch.time * sight.script.slow < sight.form.seconds - 0.02]


def place(sight: Sight, touch: Touch) -> tuple[float, float]:
    """Where it is from the middle of the picture."""
    frame = min(sight.form.frames - 1, round(touch.time * sight.script.slow * sight.form.fps))
    return touch.at[0] - float(sight.camera[frame]), touch.at[1]


def ground(sight: Sight) -> str:
    """What is underfoot."""
    if sight.style == "ice":
        return "ice"
    if sight.style == "plain" or (sight.script.placed and sight.script.place not in {"gym", "studio"}):
        return GROUNDS[sight.script.place if sight.script.placed else "park"].material
    return "wood"


def touches(sight: Sight) -> list[Cue]:
    """Feet, hands, landings, falls."""
    out: list[Cue] = []
    mass, floor = sight.motion.build.mass, ground(sight)
    for touch in heard(sight):
        impulse = 0.5 * mass * touch.speed
        time, at = touch.time * sight.script.slow, place(sight, touch)
        match touch.name:
            case "land" | "fall" | "bed":
                stuff = "rubber" if sight.style in {"bed", "mat"} else floor
                out.append(Impact(time=time, at=at, impulse=impulse, materials=(stuff, floor), sizes=(0.28, 0.0)))
                out.append(Step(time=time, at=at, impulse=0.7 * impulse, ground=floor))
            case "pick":
                out.append(
                    Impact(time=time, at=at, impulse=0.2 * impulse, materials=("metal", "ice"), sizes=(0.06, 0.0))
                )
            case "push" if touch.speed < STRONG:
                pass
            case _:
                out.append(Step(time=time, at=at, impulse=0.4 * impulse, ground=floor))
    return out


def sliding(sight: Sight) -> list[Cue]:
    """Blades on the ice."""
    if sight.style != "ice":
        return []
    motion = sight.motion
    x = motion.at(sight.times, motion.centre)[:, 0] - sight.camera
    out: list[Cue] = []
    for leg, ankle in enumerate(ANKLES):
        foot = 0.5 * (motion.points[:, ankle] + motion.points[:, TOES[leg]])
        speed = np.hypot(*np.gradient(foot[:, [0, 2]], axis=0).T) * 240
        down = motion.points[:, ankle, 1] - pads(motion.build, BLADE)[ankle] < 0.02
        turning = np.abs(np.gradient(motion.yaw)) * 240 * 0.12
        out.append(
            Sliding(x=x, speed=motion.at(sight.times, (np.minimum(speed, 5.0) * 0.8 + turning) * down), material="ice")
        )
    return out


def wind(sight: Sight) -> list[Cue]:
    """The air that the fastest hand or foot cuts."""
    motion = sight.motion
    ends = motion.points[:, [*FINGERS, *TOES]]
    speed = (np.linalg.norm(np.gradient(ends, axis=0), axis=2) * 240).max(axis=1)
    fast = np.clip(motion.at(sight.times, speed) - 3.5, 0.0, 9.0)
    x = motion.at(sight.times, motion.centre)[:, 0] - sight.camera
    return [Wind(x=x, speed=0.8 * fast, size=0.4)] if fast.max(initial=0) > 0.5 else []


def crowd(sight: Sight) -> list[Cue]:
    """Applause after what came off, a gasp where it didn't."""
    if sight.style not in WATCHED or (sight.script.placed and sight.script.place not in {"gym", "studio"}):
        return []
    frames = np.arange(sight.form.frames) / sight.form.fps
    moods: dict[str, Curve] = {name: np.zeros(len(frames)) for name in ("applause", "cheer", "gasp")}
    moments = heard(sight)
    for touch in moments:
        if touch.name not in {"land", "fall"}:
            continue
        fell = touch.name == "fall" or any(
            0 < other.time - touch.time < 0.6 for other in moments if other.name == "fall"
        )
        since = frames - touch.time * sight.script.slow - 0.16
        swell = np.where(since > 0, np.minimum(1.0, since / 0.4) * np.exp(-np.maximum(0, since - 0.6) / 1.1), 0.0)
        if touch.name == "fall":
            moods["gasp"] = np.maximum(
                moods["gasp"], 0.7 * np.where(since > -0.1, np.exp(-np.maximum(0, since + 0.1) / 0.5), 0.0)
            )
        elif not fell:
            moods["applause"] = np.maximum(moods["applause"], 0.5 * swell)
            moods["cheer"] = np.maximum(moods["cheer"], 0.32 * swell)
    return [Crowd(mood=mood, level=level, far=8.0) for mood, level in moods.items() if level.max() > 0]  # type: ignore[arg-type]


def music(sight: Sight) -> list[Cue]:
    """What was asked for; on the ice and on a stage, something soft by itself."""
    mood = sight.script.music or {"ice": "calm", "dance": "calm"}.get(sight.style, "")
    if mood not in {"calm", "bright", "dark", "tense", "jazz"}:
        return []
    level = 0.4 if sight.script.music else 0.26
    return [Tune(mood=mood, beat=84.0, level=np.full(sight.form.frames, level), far=5.0)]  # type: ignore[arg-type]


def truth(sight: Sight) -> Mapping[str, Any]:
    """Contacts, spans with their momentum, and where every joint was at every frame."""
    slow, motion = sight.script.slow, sight.motion
    points = motion.at(sight.times, motion.points)
    return {
        "contacts": [
            {
                "time": touch.time * slow,
                "at": list(touch.at),
                "impulse": motion.build.mass * touch.speed,
                "materials": ["body", ground(sight)],
                "what": touch.name,
            }
            for touch in heard(sight)
        ],
        "spans": [
            {
                "name": span.name,
                "start": span.start / 240 * slow,
                "end": span.end / 240 * slow,
                "turns": span.turns,
                "momentum": motion.build.mass * span.momentum,
            }
            for span in motion.spans
        ],
        "tracks": [
            {
                "skin": name,
                "material": "body",
                "x": points[:, at, 0].tolist(),
                "y": points[:, at, 1].tolist(),
                "z": points[:, at, 2].tolist(),
            }
            for at, name in enumerate(NAMES)
        ],
        "camera": sight.camera.tolist(),
    }
