"""A vehicle put together in the space: chassis, wheels on springs and dampers, brakes; and what is known of it now."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import copysign

import pymunk

from providers.studio.scenes.road.orders import Order
from providers.studio.scenes.road.plan import Driven
from providers.studio.scenes.road.vehicles import GRAVITY, Vehicle

AIR = 0.42
"""Newtons of drag at one metre per second, for a thing of a car's size."""


@dataclass(slots=True)
class Running:
    """One vehicle in the space, with what its driver does now."""

    driven: Driven
    chassis: pymunk.Body
    wheels: list[pymunk.Body] = field(default_factory=list)
    solids: list[pymunk.Shape] = field(default_factory=list)
    """All of it that can strike something, its treads last."""
    brakes: list[pymunk.SimpleMotor] = field(default_factory=list)
    fall: list[float] = field(default_factory=list)
    """How fast each wheel fell at the last step."""
    order: Order = field(default_factory=lambda: Order(speed=0.0))
    gear: int = 0
    shifting: float = 0.0
    turns: float = 0.0
    """Of the engine, per second."""
    load: float = 0.0
    hit: bool = False
    flies: bool = False
    """Whether no driven wheel is on the ground."""

    @property
    def kind(self) -> Vehicle:
        """What it is."""
        return self.driven.vehicle

    @property
    def pace(self) -> float:
        """Metres per second forwards."""
        return float(self.chassis.velocity.x) * self.driven.facing


def assembled(space: pymunk.Space, driven: Driven, ground: float, grip: float, gravity: float) -> Running:
    """Put one vehicle on the road at rest on its springs, and rolling; `ground` is the road's height there."""
    kind, face = driven.vehicle, driven.facing
    chassis = pymunk.Body(kind.mass, kind.mass * (kind.length**2 + (kind.height - kind.ride) ** 2) / 12)
    chassis.position, chassis.velocity = (driven.x, ground + kind.middle), (face * driven.speed, 0.0)
    running = Running(driven=driven, chassis=chassis)
    running.solids = [solid(chassis, corners) for corners in hulls(kind, face)]
    space.add(chassis, *running.solids)
    for axle in range(len(kind.axles)):
        hang(space, running, axle, grip, gravity)
    pitched(running)
    return running


def solid(chassis: pymunk.Body, corners: list[tuple[float, float]]) -> pymunk.Shape:
    """One solid part of the body."""
    shape = pymunk.Poly(chassis, corners, radius=0.04)
    shape.friction, shape.elasticity = 0.4, 0.12
    return shape


def hang(space: pymunk.Space, running: Running, axle: int, grip: float, gravity: float) -> None:
    """Hang one axle's wheels on their spring, pressed together by its share of the weight."""
    kind, chassis, face = running.kind, running.chassis, running.driven.facing
    radius, x = kind.round(axle), kind.axles[axle] * face
    down = radius - kind.middle
    wheel = pymunk.Body(kind.wheel, 0.6 * kind.wheel * radius**2)
    wheel.position = (chassis.position.x + x, chassis.position.y + down)
    wheel.velocity, wheel.angular_velocity = chassis.velocity, -face * running.driven.speed / radius
    tread = pymunk.Circle(wheel, radius)
    tread.friction, tread.elasticity = grip, 0.0
    pressed = kind.load * (gravity / GRAVITY) / kind.stiffness
    top = (x, down + 0.5)
    spring = pymunk.DampedSpring(chassis, wheel, top, (0, 0), 0.5 + pressed, kind.stiffness, kind.damping)
    room = min(0.2, 2.0 * kind.sag)
    groove = pymunk.GrooveJoint(chassis, wheel, (x, down + room), (x, down - 1.6 * room), (0, 0))
    brake = pymunk.SimpleMotor(chassis, wheel, 0.0)
    brake.max_force = 0.0
    for joint in (spring, groove, brake):
        joint.collide_bodies = False
    space.add(wheel, tread, spring, groove, brake)
    running.wheels.append(wheel)
    running.solids.append(tread)
    running.brakes.append(brake)
    running.fall.append(0.0)


def hulls(kind: Vehicle, face: int) -> list[list[tuple[float, float]]]:
    """The solid parts of a body around its middle: the lower part, and the cabin."""
    low, waist, high = kind.ride - kind.middle, 0.55 * kind.height - kind.middle, kind.height - kind.middle
    half = kind.length / 2 - 0.05
    if kind.rider:
        half = kind.axles[-1] - 0.5 * kind.radius
    cabin = (-0.45, 0.22) if kind.height < 2.0 else (-0.98, 0.96)
    return [
        [(-half, low), (half, low), (half, waist), (-half, waist)],
        [(face * cabin[0] * half, waist), (face * cabin[1] * half, waist), (face * cabin[1] * half, high),
         (face * cabin[0] * half, high)],
    ]  # fmt: skip


def locked(kind: Vehicle, axle: int) -> float:
    """Newton metres that hold a wheel for good; nobody who rides locks the front one, and goes over it."""
    if kind.rider and axle > 0:
        return 0.32 * GRAVITY * kind.whole / 2 * kind.radius
    return 1e9


def pitched(running: Running) -> None:
    """Begin in the gear that suits the speed."""
    kind, speed = running.kind, running.driven.speed
    turn = speed / (6.2832 * kind.radius)
    slow = [at for at, ratio in enumerate(kind.gears) if turn * ratio < 0.5 * kind.red / 60]
    running.gear = slow[0] if slow else len(kind.gears) - 1
    running.turns = min(kind.red / 60, max(kind.idle / 60, turn * kind.gears[running.gear]))


def touches(wheel: pymunk.Body) -> bool:
    """Whether a wheel is on the ground."""
    found: list[bool] = []
    wheel.each_arbiter(lambda arbiter: found.append(True))
    return bool(found)


def drag(running: Running) -> None:
    """The air takes some of the speed."""
    pace = float(running.chassis.velocity.x)
    force = -copysign(AIR * running.kind.height * pace * pace, pace)
    running.chassis.apply_force_at_world_point((force, 0.0), running.chassis.position)
