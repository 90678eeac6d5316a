"""A surfer on a breaking wave: the ride is played, tried again where the prompt says how it ends, and told."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from math import inf

import numpy as np

from providers.studio.canvas import Canvas
from providers.studio.performance import Form, Performance
from providers.studio.scenes.surf import surfer
from providers.studio.scenes.surf.foam import Spray, burst, sprayed
from providers.studio.scenes.surf.follow import followed, over_to
from providers.studio.scenes.surf.hull import State, frame
from providers.studio.scenes.surf.picture import Picture, Shot, Thing
from providers.studio.scenes.surf.ride import Ride, glide, ride
from providers.studio.scenes.surf.rider import Skill
from providers.studio.scenes.surf.sea import Breaker, Floats, Sea, waves
from providers.studio.scenes.surf.setting import Setting
from providers.studio.scenes.surf.surfer import Outfit
from providers.studio.scenes.surf.tints import TINTS
from providers.studio.scenes.surf.view import View, view
from providers.studio.scenes.surf.wash import stirred
from providers.studio.script import Script
from providers.studio.sound.cues import Cue, Sliding, Splash, Surf, Wind
from providers.studio.stagecraft.terms import Colour

TRIES = 6
SHORTEST = 2.4
"""Seconds that somebody stands at least where nothing was said of falling."""
LONGEST = 32
"""Seconds of one staging, at most."""
EARLIEST, LATEST = 0.9, 3.3
"""Seconds between which somebody falls where the prompt says so: within the shortest clip."""
LAPSES = (0.8, 1.9)
"""Seconds between which attention fails then."""


def sea_of(form: Form, setting: Setting) -> Sea:
    """A breaking wave with a lesser one behind it, and the chop of the weather."""
    random = np.random.default_rng([form.seed, 1])
    tall = 2.35 * setting.size * (1.15 if setting.storm else 1.0) * random.uniform(0.94, 1.06)
    first = Breaker(height=tall, start=0.0, front=2.3 * max(1.0, tall / 2.4))
    second = Breaker(height=0.45 * tall, start=-38.0, front=4.5, back=8.0)
    rise, beat = random.uniform(0, 6), random.uniform(0.3, 0.6)
    return Sea(
        **waves(random, 9, setting.rough, 0.62), breakers=(first, second),
        peel=lambda time: 1.3 + 0.6 * float(np.sin(beat * time + rise)),
    )  # fmt: skip


def perform(script: Script, form: Form, setting: Setting) -> Performance:
    """Play the ride and tell it."""
    if form.physics:
        played, sea = tried(form, setting, str(script.details.get("ending", "")))
    else:
        sea = sea_of(form, setting)
        played = glide(form, sea)
    shot = shown(script, form, setting, sea, played)
    return Performance(
        form=form, place="beach", weather=script.weather, light=script.light, width=shot.view.wide,
        cues=cues(form, setting, shot, played),
        painter=lambda: Picture(shot), truth=truth(form, played),
    )  # fmt: skip


def tried(form: Form, setting: Setting, ending: str) -> tuple[Ride, Sea]:
    """The ride of that seed; where its end was told, the first of a few draws that ends so.

    Which draw it is doesn't depend on how long the clip is, as long as nobody falls after `LATEST`.
    """
    longer = replace(form, frames=max(form.frames, round(LATEST * form.fps)))
    for attempt in range(TRIES):
        drawn = replace(longer, seed=form.seed + 104_729 * attempt)
        sea = sea_of(drawn, replace(setting, rough=setting.rough * (1.0 if ending == "falls" else 0.75**attempt)))
        lapse = float(np.random.default_rng([drawn.seed, 6]).uniform(*LAPSES)) if ending == "falls" else inf
        told = ending if attempt < TRIES - 1 else "anyhow"
        played = ride(sea, drawn, Skill(), lapse, partial(otherwise, told))
        if ends(played.fell, ending):
            break
    return played.until(form.frames, form.fps), sea


def otherwise(ending: str, fell: float) -> bool:
    """Whether a ride in which somebody falls then doesn't end as it was told."""
    return ending != "anyhow" and not ends(fell, ending)


def ends(fell: float | None, ending: str) -> bool:
    """Whether a ride ends as it was told, from when somebody fell; where nothing was told, it may, but not at once."""
    match ending:
        case "falls":
            return fell is not None and EARLIEST < fell < LATEST
        case "keeps":
            return fell is None
    return fell is None or fell > SHORTEST


def shown(script: Script, form: Form, setting: Setting, sea: Sea, played: Ride) -> Shot:
    """The picture of a ride: the eye goes with the board, and stays with whoever fell."""
    seen = view(form, 6.2, 5.6, 2.1, 0.37 if form.aspect > 0.8 else 0.40)
    x = followed(played.board[:, 0], form.fps, 0.5) + 0.02 * seen.wide
    if played.fell is not None:
        both = (played.body[:, 2, 0] * 2 + played.board[:, 0]) / 3
        x = over_to(x, followed(both, form.fps, 0.6), played.fell * form.fps, form.fps * 1.0)
    over = 1.85 + 0.3 * followed(np.clip(played.board[:, 1], 0.0, 2.5), form.fps, 0.8)
    outfit = dressed(script, form, setting)
    return Shot(
        form=form, sea=sea, view=seen, hour=setting.hour, storm=setting.storm, weather=script.weather,
        coast=setting.coast, camera=script.camera, eye=np.stack([x, over], axis=1),
        things=things(played, sea, form, outfit), wake=wake(played), spray=spray(form, sea, played),
    )  # fmt: skip


def dressed(script: Script, form: Form, setting: Setting) -> Outfit:
    """Who surfs: drawn from the seed, the board in the colour that was asked for."""
    random = np.random.default_rng([form.seed, 3])
    boards = ((0.98, 0.95, 0.86), (0.95, 0.35, 0.28), (0.98, 0.78, 0.25), (0.30, 0.70, 0.72), (0.96, 0.55, 0.62))
    trims = ((0.95, 0.42, 0.2), (0.2, 0.75, 0.72), (0.95, 0.8, 0.25), (0.93, 0.3, 0.45))
    skins = ((0.80, 0.56, 0.42), (0.62, 0.42, 0.30), (0.90, 0.68, 0.54), (0.45, 0.29, 0.21))
    hairs = ((0.85, 0.66, 0.33), (0.22, 0.13, 0.09), (0.45, 0.26, 0.13), (0.08, 0.07, 0.08))
    tint = TINTS[setting.hour]
    glow = {"sunset": (1.0, 0.82, 0.72), "night": (0.6, 0.7, 0.95)}.get(setting.hour, (1.0, 1.0, 1.0))
    board = setting.colour or boards[random.integers(len(boards))]
    stripe: Colour = (0.95, 0.95, 0.92) if sum(board) < 2.2 else (0.85, 0.3, 0.25)
    return Outfit(
        skin=skins[random.integers(4)], hair=hairs[random.integers(4)], suit=(0.13, 0.16, 0.22),
        trim=trims[random.integers(4)], board=board, stripe=stripe, dim=min(1.0, tint.dim * 0.95 + 0.05), glow=glow,
    )  # fmt: skip


def things(played: Ride, sea: Sea, form: Form, outfit: Outfit) -> tuple[Thing, ...]:
    """Board and rider: one thing as long as they are together, two after a fall."""
    lost = len(played.board) if played.fell is None else int(np.ceil(played.fell * form.fps))

    def craft(canvas: Canvas, at: View, number: int) -> None:
        x, y, z, yaw, pitch, roll = played.board[number]
        surfer.board(canvas, at, State(x=x, y=y, z=z, yaw=yaw, pitch=pitch, roll=roll), outfit)
        if number < lost:
            surfer.rider(canvas, at, played.body[number], outfit, number / form.fps)

    def swimmer(canvas: Canvas, at: View, number: int) -> None:
        if number >= lost:
            surfer.rider(canvas, at, played.body[number], outfit, number / form.fps)

    wash = stirred(sea, form.fps, played.board, (1.0, 0.27), played.speed, np.zeros(len(played.speed)))
    both = Thing(x=played.board[:, 0], z=played.board[:, 2], half=1.1, deep=0.16, paint=craft, wash=wash)
    hip = played.body[:, 2]
    alone = Thing(
        x=hip[:, 0], z=np.where(np.arange(len(hip)) < lost, -1e3, hip[:, 2]), half=1.3, deep=0.1, paint=swimmer
    )
    return (both,) if played.fell is None else (both, alone)


def wake(played: Ride) -> Floats:
    """Where the tail has been, and how hard it ploughed."""
    x, z = played.board[:, 0] - 0.8 * np.cos(played.board[:, 3]), played.board[:, 2] - 0.8 * np.sin(played.board[:, 3])
    strong = np.clip(played.speed / 6.0, 0, 1) * np.clip(played.under / 0.01, 0, 1)
    return np.stack([x, z, strong], axis=1)


def spray(form: Form, sea: Sea, played: Ride) -> Spray:
    """Drops from the tail and the rail, by speed and turn; off the lip, blown back; and where somebody falls in."""
    random = np.random.default_rng([form.seed, 10])
    times = np.arange(len(played.board)) / form.fps
    parts = [rail(form, played, times), lip(random, sea)]
    for time, x, y, z, litres in played.splashes:
        count = int(min(45, 4 + 5 * litres))
        born = np.full(count, time) + random.uniform(0, 0.08, count)
        speed = np.array([0.0, 1.6 + 0.35 * min(6.0, litres), 0.0])
        at = np.array([x, y, z]) + random.normal(0, 0.12, (count, 3))
        parts.append(burst(random, born, at, speed, 0.9, 0.045))
    return sprayed(parts)


def rail(form: Form, played: Ride, times: Floats) -> Spray:
    """The fan of drops that the board throws; each frame draws its own, so that a longer clip has the same."""
    wet = np.clip(played.under / 0.01, 0, 1) * (played.speed > 2.5)
    rate = wet * (20 + 6.0 * np.clip(played.speed, 0, 12) + 40 * np.abs(played.turn))
    most = int(np.ceil(260 / form.fps))
    chance = np.random.default_rng([form.seed, 9])
    shape = (LONGEST * form.fps, most)
    drawn, strayed = chance.random((*shape, 5))[: len(times)], chance.normal(0, 0.6, (*shape, 3))[: len(times)]
    which, at = np.nonzero(drawn[:, :, 0] * most < np.clip(rate, 0, 260)[:, None] / form.fps)
    _, back, late, life, size = drawn[which, at].T
    pose, speed, turn = played.board[which], played.speed[which], np.abs(played.turn[which])
    side = np.where(at % 2, -0.24, 0.24)
    axes = np.array([frame(State(yaw=a, pitch=b, roll=c)) for *_, a, b, c in pose]).reshape(-1, 3, 3)
    start = pose[:, :3] + axes[:, 0] * (1.2 * back - 0.95)[:, None] + axes[:, 2] * side[:, None] + (0.0, 0.05, 0.0)
    ahead = np.diff(played.board[:, 0], prepend=2 * played.board[0, 0] - played.board[1, 0])[which] * form.fps
    thrown = [ahead - 0.55 * speed, 1.0 + 0.16 * speed + 0.35 * turn, np.sign(side) * (0.8 + 0.5 * turn)]
    return Spray(
        born=times[which] + late / form.fps, life=0.45 + 0.63 * life, at=start, size=0.032 * (0.4 + 0.9 * size) ** 1.5,
        speed=np.stack(thrown, axis=1) + strayed[which, at],
    )  # fmt: skip


def lip(random: np.random.Generator, sea: Sea) -> Spray:
    """Drops that fly off the falling crest."""
    count = 75 * LONGEST
    born = random.uniform(-0.8, LONGEST, count)
    first = sea.breakers[0]
    z = np.array([sea.peel(each) for each in born]) + random.normal(0.2, 1.7, count)
    n = random.uniform(-0.3, 0.9, count)
    x = (n + first.speed * born + first.start + z * np.sin(first.angle)) / np.cos(first.angle)
    y = first.height * random.uniform(0.75, 1.05, count)
    speed = np.array([first.pace * 0.62, 2.2, 0.4])
    return burst(random, born, np.stack([x, y, z], axis=1), speed, 0.9, 0.04, 1.1)


def cues(form: Form, setting: Setting, shot: Shot, played: Ride) -> tuple[Cue, ...]:
    """The breaking crest, the board's hiss, the wind of the ride, and every splash."""
    eye = shot.eye[:, 0]
    times = np.arange(form.frames) / form.fps
    first = shot.sea.breakers[0]
    crest = (first.speed * times + first.start - 2.0 * np.sin(first.angle)) / np.cos(first.angle) - eye
    near = 1 / (1 + (crest / 14.0) ** 2)
    board = played.board[:, 0] - eye
    hiss = np.abs(played.speed) * np.clip(played.under / 0.01, 0, 1)
    wind = np.abs(np.gradient(played.body[:, 2, 0], 1 / form.fps)) * 0.8 + (9.0 if setting.storm else 2.0)
    splashes = tuple(
        Splash(time=time, at=(x - eye[min(len(eye) - 1, int(time * form.fps))], y), volume=float(litres))
        for time, x, y, _, litres in played.splashes if 0 <= time < form.seconds
    )  # fmt: skip
    return (
        Surf(x=crest, strength=(10 + 3 * np.sin(0.8 * times)) * near * setting.size),
        Sliding(x=board, speed=hiss, material="sand"),
        Wind(x=np.zeros_like(times), speed=wind), *splashes,
    )  # fmt: skip


def truth(form: Form, played: Ride) -> dict[str, object]:
    """Where board and rider were, when the rider fell, and each splash."""
    names = ("x", "y", "z", "yaw", "pitch", "roll")
    return {
        "contacts": [
            {"time": time, "at": [x, y], "impulse": litres, "materials": ["water", "body"]}
            for time, x, y, _, litres in played.splashes
        ],
        "tracks": [
            {"skin": "surfboard", **{name: played.board[:, at].tolist() for at, name in enumerate(names)}},
            {"skin": "rider", "x": played.body[:, 2, 0].tolist(), "y": played.body[:, 2, 1].tolist(),
             "z": played.body[:, 2, 2].tolist()},
        ],
        "fell": played.fell,
        "displaced": played.under.tolist(),
    }  # fmt: skip
