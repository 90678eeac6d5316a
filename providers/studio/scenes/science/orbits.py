"""Planets around a sun, moons and satellites around a planet, a comet: each runs as Kepler found."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from math import pi
from random import Random

import numpy as np

from providers.studio.exhibit import Exhibit
from providers.studio.paint.colours import rgb
from providers.studio.performance import Form
from providers.studio.scenes.science import heavens
from providers.studio.scenes.science.laws import elements, orbits
from providers.studio.script import Script, Thing
from providers.studio.sound.cues import Cue, Pluck, Tune
from providers.studio.stagecraft.ground import view
from providers.studio.stagecraft.terms import Colour
from providers.studio.tracks import Floats

YEAR = 15.0
"""Seconds that the outermost takes for its round."""
LOOKS = ("#a99a8c", "#e3b878", "#4f8fd6", "#c9573a", "#d9b38a", "#e2cf9a", "#9fd3dc", "#4668c9")
SIZES = (0.5, 0.75, 0.8, 0.62, 1.5, 1.3, 1.0, 1.0)
NOTES = (523.3, 440.0, 392.0, 329.6, 293.7, 261.6, 220.0, 196.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sky:
    """Everything that goes round, and how it is looked at."""

    paths: Floats
    """Frames by bodies by two, in units of the picture's metres, around the middle."""
    ways: tuple[Floats, ...]
    """The whole ellipse of each."""
    axes: Floats
    """Half axes."""
    looks: tuple[str, ...]
    """`planet`, `ringed`, `moon`, `satellite` or `comet`."""
    tones: tuple[Colour, ...]
    radii: tuple[float, ...]
    tilt: float
    """How much of its height a circle seems to have."""
    middle: float
    """Height of the sun over the floor."""
    centre: str
    """`sun` or `earth`."""
    year: float
    """Seconds that the outermost takes for its round."""

    def at(self, frame: int, which: int) -> tuple[float, float, float]:
        """Where it is seen, and how much nearer than the sun, from -1 to 1."""
        x, y = self.paths[frame, which]
        return float(x), self.middle + float(y) * self.tilt, -float(y) / float(self.axes.max())


def orbit(script: Script, thing: Thing, form: Form) -> Exhibit:
    """The sky that the prompt names."""
    seen, plan, random = view(form.aspect, 2.4), "diagram" in script.details, Random(f"{form.seed}/sky")
    tilt = 1.0 if plan else 0.36 if form.aspect > 1.2 else 0.8
    reach = min(0.45 * seen.width, 0.43 * seen.height / tilt)
    names = [each.name for each in script.things]
    around_earth = "solar" not in script.details and not {"planet", "comet"} & set(names)
    around_earth = around_earth and bool(
        {"moon", "satellite"} & set(names) or ("earth" in script.details and "sun" not in names)
    )
    looks, shares, bents = cast(names, thing, script, around_earth, plan, random)
    axes = np.array(shares) * reach / max(share * (1 + bent) for share, bent in zip(shares, bents, strict=True))
    pull = 4 * pi**2 * axes.max() ** 3 / YEAR**2
    turns = [random.uniform(0, 2 * pi) if bent < 0.4 else 2.6 for bent in bents]
    ovals = list(zip(axes, bents, turns, strict=True))
    starts = [elements(*oval, pull) for oval in ovals]
    places, speeds = (np.array([start[side] for start in starts]) for side in (0, 1))
    paths = orbits(places, speeds, pull, form.fps, form.frames) if form.physics else round_and_round(places, form)
    tones = tuple(rgb(thing.colour) if thing.colour else rgb(LOOKS[at % 8]) for at in range(len(axes)))
    unit = min(0.045, 0.04 * reach)
    radii = tuple(
        unit * (SIZES[at % 8] if look in {"planet", "ringed"} else 0.9 if look == "moon" else 0.5)
        for at, look in enumerate(looks)
    )
    sky = Sky(
        paths=paths, ways=tuple(ellipse(*oval) for oval in ovals), axes=axes, looks=looks, tones=tones, radii=radii,
        tilt=tilt, middle=seen.height / 2 - seen.below, centre="earth" if around_earth else "sun",
        year=YEAR,
    )  # fmt: skip
    told = {
        "contacts": [],
        "tracks": [{"x": p[:, 0].tolist(), "y": p[:, 1].tolist()} for p in paths.transpose(1, 0, 2)],
    }
    return Exhibit(
        seen=seen, truth=told, cues=heard(sky, form) if form.physics else (),
        stand=partial(heavens.space, sky, form.seed), moving=partial(heavens.moving, sky, script, plan, form),
    )  # fmt: skip


def cast(
    names: list[str], thing: Thing, script: Script, earth: bool, plan: bool, random: Random
) -> tuple[tuple[str, ...], list[float], list[float]]:
    """What goes round, with the half axis of each as a share and its eccentricity."""
    if earth:
        number = max(1, thing.count if thing.count else 2 if {"moon", "satellite"} <= set(names) else 1)
        looks = tuple(
            "satellite" if "satellite" in names and (at or "moon" not in names) else "moon" for at in range(number)
        )
        return (
            looks,
            [0.95 - 0.6 * at / max(1, number) for at in range(number)],
            [0.05 + 0.1 * at for at in range(number)],
        )
    number = min(
        8, thing.count or (8 if "solar" in script.details else 1 if names == ["planet"] and not thing.plural else 5)
    )
    shares = [1.0] if number == 1 else list(np.geomspace(0.24, 1.0, number))
    bents = [random.uniform(0.01, 0.1) for _ in shares]
    kinds = ["ringed" if number > 3 and at == min(5, number - 1) else "planet" for at in range(number)]
    if plan:
        bents[-1] = 0.42
    if "comet" in names:
        kinds[-1], shares[-1], bents[-1] = "comet", 0.9, 0.8
    return tuple(kinds), [float(share) for share in shares], bents


def ellipse(axis: float, bent: float, turn: float) -> Floats:
    """Points of an orbit around the origin, which is one of its foci."""
    angles = np.linspace(0, 2 * pi, 121)
    reach = axis * (1 - bent * bent) / (1 + bent * np.cos(angles))
    return np.stack([reach * np.cos(angles + turn), reach * np.sin(angles + turn)], axis=1)


def round_and_round(places: Floats, form: Form) -> Floats:
    """Everything on circles at one pace, like the hands of one clock."""
    turns = 2 * pi * np.arange(form.frames) / form.fps / 6.0
    reach, start = np.hypot(places[:, 0], places[:, 1]), np.arctan2(places[:, 1], places[:, 0])
    angles = turns[:, None] + start
    return np.stack([reach * np.cos(angles), reach * np.sin(angles)], axis=2)


def heard(sky: Sky, form: Form) -> tuple[Cue, ...]:
    """A quiet tune, and a soft bell whenever one has gone round once, lower the further out it runs."""
    cues: list[Cue] = [Tune(mood="calm", beat=56.0, level=np.full(form.frames, 0.35))]
    for which in range(len(sky.axes)):
        x, y = sky.paths[:, which].T
        for frame in np.flatnonzero((y[:-1] < 0) & (y[1:] >= 0)):
            cues.append(
                Pluck(
                    time=float(frame + 1) / form.fps,
                    at=(float(x[frame]), 1.0),
                    pitch=NOTES[which % 8],
                    level=0.06,
                    decay=2.0,
                )
            )
    return tuple(cues)
