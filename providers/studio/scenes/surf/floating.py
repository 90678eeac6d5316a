"""A seascape: the same water without a surfer, with whatever floats on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from providers.studio.canvas import Canvas
from providers.studio.paint.colours import mix, rgb
from providers.studio.performance import Form, Performance
from providers.studio.scenes.surf import rocks, vessels
from providers.studio.scenes.surf.afloat import Drift, drift, hover
from providers.studio.scenes.surf.crafts import Craft, crafts, hull
from providers.studio.scenes.surf.foam import Spray, burst, sprayed
from providers.studio.scenes.surf.follow import followed
from providers.studio.scenes.surf.hull import State
from providers.studio.scenes.surf.picture import Picture, Shot, Thing
from providers.studio.scenes.surf.sea import Breaker, Sea, waves
from providers.studio.scenes.surf.setting import Setting
from providers.studio.scenes.surf.view import View, view
from providers.studio.scenes.surf.wash import stirred
from providers.studio.script import Script
from providers.studio.script import Thing as Named
from providers.studio.sound.cues import Cue, Flow, Splash, Surf, Wind
from providers.studio.stagecraft.terms import Colour

MOST = 6
SAILS = {"sailboat": 1.2, "ship": 1.0}


def cast(script: Script) -> list[tuple[str, Named]]:
    """Each thing to float, as often as it was asked for."""
    asked = []
    for thing in script.things:
        if thing.name in crafts():
            count = thing.count or (3 if thing.plural else 1)
            asked += [(thing.name, thing)] * count
    return asked[:MOST]


def perform(script: Script, form: Form, setting: Setting) -> Performance:
    """Let it all float and tell what happened."""
    asked = cast(script)
    span = max((crafts()[name].span * thing.size**0.6 for name, thing in asked), default=7.0)
    lengths = sum(crafts()[name].length * thing.size for name, thing in asked)
    wide = 0.8 * span if len(asked) < 2 else 1.4 * lengths
    span = max(span * (1.12 if len(asked) > 1 else 1.0), wide / max(form.aspect, 1.0))
    sea, random = sea_of(form, setting, span if asked else 9.0, bool(asked)), np.random.default_rng([form.seed, 4])
    placed = [
        start(crafts()[name], thing.size, x, side * 0.07 * span, sea, random)
        for (name, thing), (x, side) in zip(asked, row(asked), strict=True)
    ]
    drifts = [
        drift(sea, hull(craft, size), state, form, SAILS.get(name, 0.0)) if form.physics else hover(state, form)
        for (name, _), (craft, size, state) in zip(asked, placed, strict=True)
    ]
    shot = shown(script, form, setting, sea, (span, wide), bool(asked))
    x = (
        followed(
            np.mean([each.course[:, 0] - x for each, (x, _) in zip(drifts, row(asked), strict=True)], axis=0),
            form.fps,
            0.9,
        )
        if drifts
        else 0.25 * np.arange(form.frames) / form.fps
    )
    things = tuple(
        painted(name, thing, craft, size, each, form, setting.hour, sea)
        for (name, thing), (craft, size, _), each in zip(asked, placed, drifts, strict=True)
    )
    eye = np.stack([x, np.full(form.frames, shot.view.over)], axis=1)
    shot = replace(shot, eye=eye, things=things, spray=spray(form, drifts))
    if script.details.get("rocks") and not asked:
        return rocky(script, form, setting, shot)
    return Performance(
        form=form, place="beach", weather=script.weather, light=script.light, width=shot.view.wide,
        cues=cues(form, setting, shot, drifts),
        painter=lambda: Picture(shot), truth=truth(asked, drifts),
    )  # fmt: skip


def rocky(script: Script, form: Form, setting: Setting, shot: Shot) -> Performance:
    """The sea with rocks in it, on which its waves break."""
    standing = rocks.rocks(form, shot.view.wide)
    struck = rocks.hits(shot.sea, standing, form.seconds)
    eye = shot.eye.copy()
    eye[:, 0] = 0.0
    parts = rocks.thrown(form, struck)
    shot = replace(
        shot, eye=eye, things=rocks.things(form, standing, setting.hour), spray=sprayed(parts) if parts else None
    )
    splashes = (Splash(time=hit.time, at=hit.at, volume=hit.litres) for hit in struck)
    return Performance(
        form=form, place="beach", weather=script.weather, light=script.light, width=shot.view.wide,
        cues=(*cues(form, setting, shot, []), *splashes), painter=lambda: Picture(shot),
        truth={"contacts": [
            {"time": hit.time, "at": list(hit.at), "impulse": hit.litres, "materials": ["water", "stone"]}
            for hit in struck
        ], "tracks": []},
    )  # fmt: skip


def sea_of(form: Form, setting: Setting, span: float, things: bool) -> Sea:
    """Waves that suit what floats on them: long for a ship, short for a duck; or a swell that breaks, for itself."""
    random = np.random.default_rng([form.seed, 1])
    longest = 2.6 * span if things else 24.0
    tall = 1.05 * setting.size * (1.5 if setting.storm else 0.5 if setting.rough < 0.2 else 1.0)
    swell = () if things else tuple(
        Breaker(height=tall * random.uniform(0.8, 1.2), start=4.0 - at * random.uniform(21, 25), front=3.2, back=5.5)
        for at in range(24)
    )  # fmt: skip
    choppy = waves(random, 9, setting.rough * 1.5 * setting.size, 0.9 if things else 0.62, longest)
    return Sea(**choppy, breakers=swell, peel=lambda time: -5.0 + float(np.sin(0.8 * time)))


def row(asked: list[tuple[str, Named]]) -> list[tuple[float, float]]:
    """Where things lie beside each other, about the middle, and whether farther off (1) or nearer (-1)."""
    lengths = np.array([crafts()[name].length * thing.size * 1.25 for name, thing in asked])
    middles = np.cumsum(lengths) - lengths / 2 - lengths.sum() / 2
    sides = (-1.0) ** np.arange(len(asked)) if len(asked) > 1 else np.zeros(len(asked))
    return list(zip(middles.tolist(), sides.tolist(), strict=True))


def start(
    craft: Craft, size: float, x: float, z: float, sea: Sea, random: np.random.Generator
) -> tuple[Craft, float, State]:
    """Where a thing begins: small ones over the water, so that they come down into it."""
    level = float(sea.felt(np.array([x]), np.array([z]), 0.0).height[0])
    lift = craft.tall * size * (craft.low - craft.density + (1.1 if craft.span < 4.5 else 0.05))
    yaw, pitch = (float(random.normal(0, 0.05)) for _ in range(2))
    return craft, size, State(x=x, y=level + lift, z=z, yaw=yaw, pitch=pitch)


def dusky(colour: Colour, hour: str) -> Colour:
    """A colour in the light of that hour."""
    match hour:
        case "night":
            return mix(colour, (0.08, 0.12, 0.26), 0.55)
        case "sunset":
            return mix(colour, (0.75, 0.42, 0.32), 0.22)
    return colour


def shown(script: Script, form: Form, setting: Setting, sea: Sea, span: tuple[float, float], things: bool) -> Shot:
    """The picture before anything floats in it."""
    tall, wide = span
    seen = view(form, tall, wide, 0.26 * tall if things else 2.0, 0.42, max(9.0, 1.4 * tall))
    return Shot(
        form=form, sea=sea, view=seen, hour=setting.hour, storm=setting.storm, weather=script.weather,
        coast=setting.coast, camera=script.camera, white=False, eye=np.zeros((form.frames, 2)),
    )  # fmt: skip


def painted(
    name: str, thing: Named, craft: Craft, size: float, course: Drift, form: Form, hour: str, sea: Sea
) -> Thing:
    """One floating thing as the picture needs it."""
    colour = dusky(rgb(thing.colour or craft.colour), hour)
    track = course.course

    def paint(canvas: Canvas, at: View, number: int) -> None:
        x, y, z, _, pitch, roll = track[number]
        px, py = at.spot(x, y, z)
        scale = float(at.scale(z)) * size
        with canvas.move(px, py, -pitch, scale=(scale, scale)):
            vessels.vessel(canvas, name, craft, colour, roll, number / form.fps)

    half = 0.62 * craft.length * size
    through = np.full(form.frames, SAILS.get(name, 0.0)) if form.physics else np.zeros(form.frames)
    wash = stirred(sea, form.fps, track, (0.5 * craft.length * size, 0.5 * craft.width * size), through, course.speed)
    return Thing(x=track[:, 0], z=track[:, 2], half=half, deep=0.35 * craft.width * size, paint=paint, wash=wash)


def spray(form: Form, drifts: list[Drift]) -> Spray | None:
    """Drops where things come down."""
    random = np.random.default_rng([form.seed, 9])
    parts = []
    for each in drifts:
        for time, x, y, z, litres in each.splashes:
            count = int(min(60, 6 + 2.0 * litres))
            at = np.array([x, y, z]) + random.normal(0, 0.25, (count, 3)) * np.array([1.0, 0.1, 1.0])
            speed = np.array([0.0, 1.5 + 0.25 * min(8.0, litres), 0.0])
            parts.append(burst(random, np.full(count, time), at, speed, 0.7, 0.025))
    return sprayed(parts) if parts else None


def cues(form: Form, setting: Setting, shot: Shot, drifts: list[Drift]) -> tuple[Cue, ...]:
    """Lapping water at each thing, splashes, wind, and the sea behind it all."""
    times = np.arange(form.frames) / form.fps
    still, eye = np.zeros(form.frames), shot.eye[:, 0]
    lap: Callable[[Drift], Flow] = lambda each: Flow(  # noqa: E731
        x=each.course[:, 0] - eye, rate=0.02 + 0.5 * np.abs(each.speed), depth=np.full(form.frames, 0.4)
    )
    splashes = tuple(
        Splash(time=time, at=(x, y), volume=litres)
        for each in drifts for time, x, y, _, litres in each.splashes if time < form.seconds
    )  # fmt: skip
    swell = (1.0 if drifts else 3.0) * setting.size * (2.0 if setting.storm else 1.0)
    return (
        Surf(x=still, strength=swell * (1 + 0.7 * np.sin(0.7 * times) ** 2)),
        Wind(x=still, speed=np.full(form.frames, 11.0 if setting.storm else 3.0) + 1.5 * np.sin(0.9 * times)),
        *(lap(each) for each in drifts), *splashes,
    )  # fmt: skip


def truth(asked: list[tuple[str, Named]], drifts: list[Drift]) -> dict[str, object]:
    """Where each thing was, what it displaced, and when it fell in."""
    names = ("x", "y", "z", "yaw", "pitch", "roll")
    return {
        "contacts": [
            {"time": time, "at": [x, y], "impulse": litres, "materials": ["water", name]}
            for (name, _), each in zip(asked, drifts, strict=True) for time, x, y, _, litres in each.splashes
        ],
        "tracks": [
            {"skin": name, "displaced": each.under.tolist()}
            | {key: each.course[:, at].tolist() for at, key in enumerate(names)}
            for (name, _), each in zip(asked, drifts, strict=True)
        ],
    }  # fmt: skip
