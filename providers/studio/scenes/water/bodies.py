"""What falls into the liquid: it is borne by what it displaces, held back, and stopped by bottom, wall and its like."""

from __future__ import annotations

from dataclasses import dataclass
from math import pi
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from providers.studio.scenes.water.drops import crown, jet
from providers.studio.scenes.water.plan import Faller, Plan
from providers.studio.sound.cues import Cue, Impact, Splash

if TYPE_CHECKING:
    from providers.studio.scenes.water.play import Play

WATER = 1000.0
"""kg/m³."""
AHEAD = 0.55
"""Metres over the rim, per root of its radius, from where a thing comes."""


class Floater:
    """One thing while it falls, sinks or floats."""

    def __init__(self, what: Faller, plan: Plan) -> None:
        self.what, self.radius = what, what.body.half[0]
        self.volume = 4 / 3 * pi * self.radius**3
        self.mass = what.density * WATER * self.volume
        self.x, self.angle = what.x, what.body.angle
        vessel = plan.vessel
        level = self.afloat(vessel.starts * vessel.height if plan.act == "pour" else 0.86 * vessel.full * vessel.height)
        self.y = level if what.inside else vessel.height + AHEAD * vessel.rim**0.5 + self.radius
        self.vx = self.vy = 0.0
        self.spin = 0.0 if what.inside else what.body.spin
        self.wet = self.dived = what.inside
        self.share = 0.0
        """Of its volume, under the surface."""
        self.gone = 0.0

    def afloat(self, level: float) -> float:
        """About how high its middle is at rest, under a level."""
        return max(self.radius, level + self.radius * (1 - 2 * min(1.0, self.what.density)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Plunge:
    """Something has broken the surface, and throws up a skirt of water around it."""

    time: float
    x: float
    z: float
    radius: float
    speed: float
    """Metres per second at which the skirt rises."""


def heft(one: Floater) -> float:
    """How much of its speed something hands on, by its weight."""
    return float(min(1.0, (one.what.density / 0.8) ** 0.5))


def strength_of(one: Floater) -> float:
    """How fast the drops rise that it throws up now."""
    return min(-one.vy, 3.2 + one.radius * 20) * 0.62 * heft(one)


def sphere_under(depth: float, radius: float) -> float:
    """Share of a ball's volume that lies under a surface `depth` over its lowest point."""
    cap = max(0.0, min(2 * radius, depth))
    return cap * cap * (3 * radius - cap) / (4 * radius**3)


class Bodies:
    """All things that fall in."""

    def __init__(self, plan: Plan, random: np.random.Generator) -> None:
        self.plan, self.random = plan, random
        self.all = [Floater(what, plan) for what in plan.fallers]
        self.cues: list[Cue] = []
        self.contacts: list[dict[str, object]] = []
        self.plunges: list[Plunge] = []

    @property
    def sunk(self) -> float:
        """Cubic metres of liquid that they displace."""
        return sum(each.share * each.volume for each in self.all)

    def step(self, play: Play) -> None:
        """One step of each that is on stage."""
        here = [each for each in self.all if each.what.inside or each.what.time <= play.time]
        for each in here:
            self.move(each, play)
        for at, one in enumerate(here):
            for other in here[at + 1 :]:
                apart(one, other)

    def move(self, one: Floater, play: Play) -> None:
        """Weight, buoyancy and drag for one step; then wall and bottom."""
        step, radius = 1 / 120, one.radius
        width = play.vessel.radius(play.level)
        across = min(1.0, max(0.0, 0.5 + one.x / (2 * width)))
        depth = play.level + play.surface.at(across) - (one.y - radius)
        one.share = sphere_under(depth, radius)
        if one.share > 0 and not one.dived:
            self.plunge(one, play, across, width)
        added = 0.5 * one.share * one.volume * WATER
        lift = (one.share * one.volume * WATER - one.mass) * self.plan.gravity
        drag = 0.5 * WATER * pi * radius**2 * 0.55 * one.share
        still = 1.6 * one.share * one.volume * WATER * (4.5 if one.share < 0.999 else 0.3)
        hold = drag * abs(one.vy) + still
        one.vy = (one.vy * (one.mass + added) + lift * step) / (one.mass + added + hold * step)
        slope = play.surface.at(min(1.0, across + 0.06)) - play.surface.at(max(0.0, across - 0.06))
        push = -slope / (0.24 * width) * 9.81 * min(1.0, one.share * 2) * (one.share < 0.98)
        one.vx = (one.vx + push * step * 0.6) * (1 - (1.2 if one.share else 0.0) * step)
        one.spin *= 1 - (2.4 if one.share else 0.0) * step
        one.x += one.vx * step
        one.y += one.vy * step
        one.angle += one.spin * step
        if 0 < one.share < 0.98:
            play.surface.push(across, radius / (2 * width), -0.12 * one.vy * radius / width * 0.2)
            one.angle -= one.angle * 0.6 * step if one.what.body.shape == "box" else 0.0
        self.contain(one, play)

    def contain(self, one: Floater, play: Play) -> None:
        """Keep it inside, and let it be heard where it strikes bottom or wall."""
        vessel, radius = play.vessel, one.radius
        if one.y < radius:
            one.y = radius
            if one.vy < -0.06 and play.time > 0.05:
                self.knock(one, play, -one.vy)
            one.vy *= -0.18
            one.vx *= 0.7
        room = max(0.0, vessel.radius(one.y) - radius)
        if abs(one.x) > room and one.y < vessel.height:
            side = 1.0 if one.x > 0 else -1.0
            if one.vx * side > 0.05:
                self.knock(one, play, one.vx * side)
            one.x, one.vx = side * room, -0.3 * one.vx

    def knock(self, one: Floater, play: Play, speed: float) -> None:
        """A contact with the vessel."""
        materials = (one.what.body.material, play.vessel.material)
        impulse = one.mass * speed * 1.2
        where = (one.x, one.y - one.radius)
        self.cues.append(
            Impact(time=play.time, at=where, impulse=impulse, materials=materials, sizes=(one.radius, play.vessel.rim))
        )
        self.contacts.append({"time": play.time, "at": where, "impulse": impulse, "materials": materials})

    def plunge(self, one: Floater, play: Play, across: float, width: float) -> None:
        """It breaks the surface: a hole, a crown of drops, and soon after a jet."""
        one.dived = True
        speed, at = -one.vy, (one.x, play.level)
        weight = heft(one)
        play.surface.push(across, 0.36 * one.radius / width, -0.55 * weight * min(speed, 2.5) * one.radius / width)
        self.plunges.append(Plunge(time=play.time, x=one.x, z=one.what.z, radius=one.radius, speed=strength_of(one)))
        thrown = min(0.16, 0.05 * speed**1.3) * one.volume * weight
        reach = min(0.95 * one.radius, max(0.002, width - abs(one.x) - 0.004))
        count = int(40 + 90 * min(1.0, one.radius / 0.03))
        strength = strength_of(one)
        play.book.vessel -= play.drops.add(crown(play.random, at, reach, strength, thrown, count))
        rise = jet(play.random, at, 0.62 * strength, 0.25 * thrown, 9)
        play.late.append((play.time + 0.06 + 0.9 * one.radius**0.5 / 1.6, rise))
        self.cues.append(Splash(time=play.time, at=at, volume=1e3 * max(2.2 * thrown, 0.1 * one.volume)))
        materials = (one.what.body.material, play.plan.liquid.name)
        self.contacts.append({"time": play.time, "at": at, "impulse": one.mass * speed * 0.4, "materials": materials})

    def written(self) -> NDArray[np.float32]:
        """x, y, angle and what has gone of each."""
        return np.array([[each.x, each.y, each.angle, each.gone] for each in self.all], np.float32).reshape(-1, 4)


def apart(one: Floater, other: Floater) -> None:
    """Two things don't lie in one place, as far as they lie equally deep in the picture."""
    near = (one.radius + other.radius) * 0.92
    dx, dy, dz = other.x - one.x, other.y - one.y, other.what.z - one.what.z
    away = (dx * dx + dy * dy + dz * dz) ** 0.5
    if away >= near or not (one.dived and other.dived):
        return
    shove = 0.25 * (near - away) / max(away, 1e-4)
    weight = other.mass / (one.mass + other.mass)
    for each, sign, part in ((one, -1, weight), (other, 1, 1 - weight)):
        each.x += sign * shove * dx * 2 * part + sign * 1e-5
        each.y += sign * shove * dy * 2 * part
