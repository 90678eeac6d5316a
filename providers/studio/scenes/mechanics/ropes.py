"""Ropes on show: one that hangs and sways, one with something heavy on it, a bridge of planks on two of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from math import hypot
from random import Random

import numpy as np

from providers.studio.exhibit import Exhibit
from providers.studio.performance import Form
from providers.studio.scenes.mechanics import roping
from providers.studio.scenes.mechanics.chain import RATE, Chain, chain, drag, step
from providers.studio.script import Script, Thing
from providers.studio.sound.cues import Creak, Cue, Wind
from providers.studio.stagecraft.ground import GROUNDS, view
from providers.studio.stagecraft.terms import Point
from providers.studio.tracks import Floats

LINKS = 22
HEAVY = 0.9
"""Kilograms per metre of rope."""
LOADS = {"weight": 14.0, "lantern": 4.0, "wheel": 12.0, "swing": 9.0, "crate": 12.0}
"""Kilograms of what may hang on a rope."""
GUST = 6.5
"""Seconds between two gusts of wind, on average."""
AIR, FIBRES = 0.06, 0.9
"""How soon a rope comes to rest: per second, and newtons per m/s between neighbouring nodes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hung:
    """Where a rope was, and how hard it pulled on what holds it."""

    places: Floats
    """Frames by nodes by two."""
    pulls: Floats
    """Newtons in the first link, by frames."""


def rope(script: Script, thing: Thing, form: Form) -> Exhibit:
    """Ropes from a beam, let go aslant; whatever the prompt hangs on them hangs there."""
    seen = view(form.aspect, 2.6)
    number = min(thing.count or (3 if thing.plural else 1), 4)
    load = loaded(script)
    high, random = 0.86 * seen.top, Random(f"{form.seed}/rope")
    long = min(0.72 * seen.top if load else 0.8 * seen.top, 0.8 * seen.width / (number if number > 1 else 1.3))
    apart = 0.78 * seen.width / number
    pivots = [((at - (number - 1) / 2) * apart, high) for at in range(number)]
    lean = min(0.75, 0.42 * apart / long) * (1 if number == 1 else 0.8)
    hung = [
        played(pivot, long * random.uniform(0.86, 1.0), -lean * random.uniform(0.8, 1.0), load, script, form, at)
        for at, pivot in enumerate(pivots)
    ]
    return Exhibit(
        seen=seen, stand=partial(roping.beam, pivots, seen), truth=told(hung),
        cues=tuple(
            cue for each, pivot in zip(hung, pivots, strict=True) for cue in heard(each, pivot, bool(load), form)
        ),
        moving=partial(roping.ropes, [each.places for each in hung], load, thing),
    )  # fmt: skip


def loaded(script: Script) -> str:
    """What hangs on the rope: a key of `LOADS`, or nothing."""
    return next((thing.name for thing in script.things if thing.name in LOADS), "")


def played(pivot: Point, long: float, lean: float, load: str, script: Script, form: Form, at: int) -> Hung:
    """One rope, let go at rest at a lean; gusts come from time to time, more often where there is wind."""
    share = np.linspace(0, 1, LINKS + 1)[:, None]
    places = np.array(pivot) + long * share * np.array([np.sin(lean), -np.cos(lean)])
    if not form.physics:
        return stiff(pivot, places, lean, form)
    masses = np.full(LINKS + 1, HEAVY * long / LINKS)
    masses[0], masses[-1] = np.inf, masses[-1] / 2 + LOADS.get(load, 0.0)
    hung = chain(places, masses)
    weight = np.where(np.isfinite(masses), masses, 0.0)
    gravity, wind = GROUNDS[script.place].gravity, gusts(script, form, at)
    record, pulls = np.zeros((form.frames, LINKS + 1, 2)), np.zeros(form.frames)
    for tick in range(form.frames * RATE // form.fps):
        frame, rest = divmod(tick * form.fps, RATE)
        if rest == 0:
            record[frame], pulls[frame] = hung.places, max(0.0, hung.tensions[0])
        pull = drag(hung, AIR, FIBRES)
        pull[:, 1] -= gravity * weight
        pull[1:, 0] += (0.12 if load else 0.05) * wind[frame] * (1 + share[1:, 0])
        step(hung, pull)
    return Hung(places=record, pulls=pulls)


def stiff(pivot: Point, places: Floats, lean: float, form: Form) -> Hung:
    """A rope without weight: it turns to and fro like a stick."""
    times = np.arange(form.frames) / form.fps
    turn = lean * np.cos(2 * np.pi * times / 2.2) - lean
    c, s = np.cos(turn), np.sin(turn)
    offset = places - np.array(pivot)
    x = np.outer(c, offset[:, 0]) - np.outer(s, offset[:, 1])
    y = np.outer(s, offset[:, 0]) + np.outer(c, offset[:, 1])
    return Hung(places=np.stack([x, y], axis=2) + np.array(pivot), pulls=np.zeros(form.frames))


def gusts(script: Script, form: Form, at: int) -> Floats:
    """The wind's push over the frames: a soft bump now and then, from either side."""
    random, times = np.random.default_rng([form.seed, 31, at]), np.arange(form.frames) / form.fps
    wind, when = np.zeros(form.frames), 4.5
    while when < form.seconds + GUST:
        strength = random.uniform(0.6, 1.2) * (1 + 3 * script.wind) * random.choice([-1, 1])
        wind += strength * np.exp(-(((times - when) / 0.5) ** 2))
        when += GUST * random.uniform(0.6, 1.4) / (1 + 2 * script.wind)
    return wind


def heard(hung: Hung, pivot: Point, loaded: bool, form: Form) -> tuple[Cue, ...]:
    """The air around a rope's end, and the beam under a heavy one."""
    if not form.physics:
        return ()
    return whoosh(hung.places[:, -1], 0.4 if loaded else 0.08, form), *creaks(hung.pulls, pivot, form)


def whoosh(places: Floats, size: float, form: Form) -> Wind:
    """The air that the end of something hanging cuts through, as fast as it moves; `places` is frames by two."""
    speed = np.hypot(*np.gradient(places, axis=0).T) * form.fps
    return Wind(x=places[:, 0], speed=np.asarray(1.6 * speed), size=size)


def creaks(pulls: Floats, at: Point, form: Form) -> tuple[Cue, ...]:
    """A creak wherever the pull of a loaded rope has just passed a peak."""
    if not len(pulls) or pulls.max() < 25:
        return ()
    smooth = np.convolve(pulls, np.ones(3) / 3, mode="same")
    peaks = np.flatnonzero((smooth[1:-1] > smooth[:-2]) & (smooth[1:-1] >= smooth[2:])) + 1
    usual, told, last = float(np.mean(smooth[: form.fps])), [], -1.0
    for frame in peaks:
        time, strength = float(frame) / form.fps, float(smooth[frame] / usual - 1)
        if time - last > 0.45 and strength > 0.01:
            told.append(Creak(time=time, at=at, level=min(0.3, 0.05 + 0.5 * strength), material="wood"))
            last = time
    return tuple(told)


def told(hung: list[Hung]) -> dict[str, object]:
    """The truth of it: where the free end of each rope was, and how hard it pulled."""
    ends = [each.places[:, -1] for each in hung]
    return {
        "contacts": [],
        "tracks": [
            {"x": end[:, 0].tolist(), "y": end[:, 1].tolist(), "pull": each.pulls.tolist()}
            for end, each in zip(ends, hung, strict=True)
        ],
    }


def slack(left: Point, right: Point, long: float, links: int) -> Chain:
    """A rope that hangs in a bow between two points, its ends held; `long` is more than their distance."""
    span = hypot(right[0] - left[0], right[1] - left[1])
    sag = (3 * span * (long - span) / 8) ** 0.5
    share = np.linspace(0, 1, links + 1)
    places = np.stack(
        [
            left[0] + (right[0] - left[0]) * share,
            left[1] + (right[1] - left[1]) * share - 4 * sag * share * (1 - share),
        ],
        axis=1,
    )
    return chain(places, np.array([np.inf, *np.full(links - 1, 1.0), np.inf]))
