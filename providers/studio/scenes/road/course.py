"""The drive as rigid bodies: a chassis on wheels that are held by springs and dampers, turned by an engine, braked.

Nothing holds a wheel to the road but friction: it rolls as long as that is enough, and slides where it is not.
"""

from __future__ import annotations

from math import inf

import numpy as np
import pymunk
from numpy.typing import NDArray

from providers.studio.scenes.road.drive import Drive, Thump, blank
from providers.studio.scenes.road.ground import lay
from providers.studio.scenes.road.plan import Driven, Plan
from providers.studio.scenes.road.rig import AIR, Running, assembled, drag, locked, touches
from providers.studio.scenes.road.vehicles import GRAVITY
from providers.studio.simulate import blows, shaped
from providers.studio.stagecraft.terms import Body, Contact
from providers.studio.tracks import Floats

RATE = 480
THINKS = 8
"""Steps between two decisions of a driver."""
EAGER = 1.1
"""Per second: how strongly a driver answers to a wrong speed."""
SHIFT = 0.28
"""Seconds without pull while the gear is changed."""
THUMP = 0.3
"""Metres per second by which a wheel's fall is changed at once, for it to be heard."""
QUIET = 0.25
"""Normal speed in metres per second below which a touch is not told."""
LANES = (0b0010, 0b0100)
ROAD, CRATES = 0b0001, 0b1000


class Course:
    """The running simulation of one plan."""

    def __init__(self, plan: Plan, gravity: float = GRAVITY) -> None:
        self.plan, self.gravity = plan, gravity
        self.space = pymunk.Space()
        self.space.gravity = (0.0, -gravity)
        self.space.iterations, self.space.collision_slop = 20, 0.002
        self.ground = lay(plan.road, self.space)
        for piece in self.ground:
            piece.filter = pymunk.ShapeFilter(categories=ROAD)
        self.owner: dict[pymunk.Shape, int] = {}
        self.running = [self.built(at, driven) for at, driven in enumerate(plan.driven)]
        self.crates = [self.placed(at, crate) for at, crate in enumerate(plan.crates)]
        self.touched: list[tuple[pymunk.Shape, pymunk.Shape]] = []
        self.thumps: list[Thump] = []
        self.contacts: list[Contact] = []
        self.space.on_collision(begin=self.began)
        for at, driven in enumerate(plan.driven):
            if driven.behind is not None:
                self.couple(self.running[driven.behind], self.running[at])

    def built(self, number: int, driven: Driven) -> Running:
        """Put one vehicle on the road; it meets what is in its own lane, and not what it is coupled to."""
        road, lane = self.plan.road, LANES[driven.lane]
        running = assembled(self.space, driven, road.height(driven.x), road.grip, self.gravity)
        group = 1 + (driven.behind if driven.behind is not None else number)
        for part in running.solids:
            part.filter = pymunk.ShapeFilter(group=group, categories=lane, mask=ROAD | CRATES | lane)
            self.owner[part] = number
        return running

    def couple(self, ahead: Running, behind: Running) -> None:
        """Hang one vehicle on another."""
        front = (-ahead.driven.facing * ahead.kind.length / 2, 0.9 - ahead.kind.middle)
        back = (behind.driven.facing * behind.kind.length / 2, 0.9 - behind.kind.middle)
        self.space.add(pymunk.PinJoint(ahead.chassis, behind.chassis, front, back))

    def placed(self, number: int, crate: Body) -> pymunk.Body:
        """Put one crate in the way."""
        moving, shape = shaped(crate)
        moving.position = (crate.at[0], crate.at[1] + self.plan.road.height(crate.at[0]))
        shape.filter = pymunk.ShapeFilter(categories=CRATES)
        self.space.add(moving, shape)
        self.owner[shape] = len(self.plan.driven) + number
        return moving

    def began(self, arbiter: pymunk.Arbiter, space: pymunk.Space, data: object) -> None:
        """Remember a pair that begins to touch, unless it is a wheel on its road."""
        first, second = arbiter.shapes
        rolls = {first, second} & self.ground and {type(first), type(second)} & {pymunk.Circle}
        if not rolls:
            self.touched.append((first, second))

    def step(self, number: int) -> None:
        """One step: drivers think, engines pull, things move, and what struck what is written down."""
        now = number / RATE
        for running in self.running:
            if running.driven.behind is None:
                if number % THINKS == 0:
                    self.think(running, now)
                self.pull(running)
        for running in self.running:
            drag(running)
        self.space.step(1 / RATE)
        for at, running in enumerate(self.running):
            self.feel(at, running, now)
        for first, second in self.touched:
            self.note(first, second, now)
        self.touched.clear()

    def think(self, running: Running, now: float) -> None:
        """The driver looks, chooses a speed, and holds the brakes so hard."""
        kind, driven = running.kind, running.driven
        front = (running.chassis.position.x - driven.x) * driven.facing + kind.length / 2
        order = running.order = driven.driver(now, front, running.pace, running.hit)
        for member in self.train(running):
            hold = order.brake * member.kind.whole / len(member.kind.axles)
            for axle, brake in enumerate(member.brakes):
                brake.max_force = hold * member.kind.round(axle) if order.brake < inf else locked(member.kind, axle)
        self.change(running)

    def train(self, running: Running) -> list[Running]:
        """A vehicle and all that is coupled to it."""
        members = [running]
        for at, each in enumerate(self.plan.driven):
            if each.behind is not None and self.running[each.behind] in members:
                members.append(self.running[at])
        return members

    def change(self, running: Running) -> None:
        """Choose the gear for the speed; the engine's turns follow the wheels, but never stall."""
        kind, pace = running.kind, abs(running.pace)
        if not kind.driven:
            return
        running.flies = not any(touches(running.wheels[axle]) for axle in kind.driven)
        step = THINKS / RATE
        wheel = abs(running.wheels[kind.driven[0]].angular_velocity) / 6.2832
        most, least = (0.42 + 0.3 * running.load) * kind.red / 60, 0.24 * kind.red / 60
        turns = wheel * kind.gears[running.gear]
        running.shifting = max(0.0, running.shifting - step)
        if running.shifting == 0 and turns > most and running.gear < len(kind.gears) - 1:
            running.gear, running.shifting = running.gear + 1, SHIFT
        elif running.shifting == 0 and turns < least and running.gear > 0:
            running.gear, running.shifting = running.gear - 1, 0.5 * SHIFT
        goal = max(kind.idle / 60 * (1 + 0.6 * running.load * (pace < 2.5)), wheel * kind.gears[running.gear])
        goal = min(goal, kind.red / 60)
        running.turns = goal if running.turns == 0 else running.turns + (goal - running.turns) * min(1.0, step * 14)

    def pull(self, running: Running) -> None:
        """Turn the driven wheels as hard as the driver wants and the engine can; the chassis takes the other end."""
        kind, order = running.kind, running.order
        wanted = 0.0
        if order.brake == 0 and kind.driven and running.shifting == 0 and not running.flies:
            pace = running.pace
            train = sum(each.kind.whole for each in self.train(running))
            most = min(1000 * kind.power / max(2.5, abs(pace)), 0.38 * self.plan.road.grip * kind.whole * self.gravity)
            hold = AIR * kind.height * pace * abs(pace)
            force = train * EAGER * (order.speed - pace) + hold
            wanted = max(-0.12 * most, min(most, force))
            running.load += (max(0.0, wanted / most) - running.load) * min(1.0, 8.0 / RATE)
        else:
            running.load -= running.load * min(1.0, 20.0 / RATE)
        for axle in kind.driven:
            twist = -running.driven.facing * wanted * kind.round(axle) / len(kind.driven)
            running.wheels[axle].torque += twist
            running.chassis.torque -= twist

    def feel(self, number: int, running: Running, now: float) -> None:
        """Tell where a wheel's fall was stopped at once."""
        for axle, wheel in enumerate(running.wheels):
            fall = float(wheel.velocity.y)
            change, running.fall[axle] = fall - running.fall[axle], fall
            if change > THUMP and now > 0.05:
                x, y = wheel.position
                last = self.thumps[-1] if self.thumps else None
                if last is None or last.vehicle != number or now - last.time > 0.04 or abs(last.at[0] - x) > 0.4:
                    impulse = change * (running.kind.wheel + 0.1 * running.kind.mass)
                    radius = running.kind.round(axle)
                    self.thumps.append(Thump(time=now + 1 / RATE, at=(x, y - radius), impulse=impulse, vehicle=number))

    def note(self, first: pymunk.Shape, second: pymunk.Shape, now: float) -> None:
        """Write down what the step has just solved; a vehicle that struck something knows it."""
        if first not in self.owner:
            first, second = second, first
        one, other = self.owner[first], self.owner.get(second)
        if other is not None and other < one:
            first, second, one, other = second, first, other, one
        for impulse, at in blows(first, second):
            if impulse > QUIET * min(self.weight(one), self.weight(other)):
                materials = (self.stuff(one), self.stuff(other))
                self.contacts.append(
                    Contact(time=now + 1 / RATE, at=at, impulse=impulse, body=one, other=other, materials=materials)
                )
                if other is not None and one < len(self.running):
                    self.running[one].hit = True
                if other is not None and other < len(self.running):
                    self.running[other].hit = True

    def weight(self, number: int | None) -> float:
        """Kilograms of a body; the road weighs more than anything."""
        if number is None:
            return inf
        if number < len(self.running):
            return self.running[number].chassis.mass
        return self.crates[number - len(self.running)].mass

    def stuff(self, number: int | None) -> str:
        """What a body is made of."""
        if number is None:
            return "stone"
        return "metal" if number < len(self.running) else self.plan.crates[number - len(self.running)].material


def driven(plan: Plan, fps: int, frames: int, gravity: float = GRAVITY) -> Drive:
    """Run the plan for so many frames and write down where everything was and what struck what."""
    course, arrays = Course(plan, gravity), blank(plan, frames)
    touching = np.zeros(arrays["slip"].shape, bool)
    every = RATE // fps
    for frame in range(frames):
        for at, running in enumerate(course.running):
            note(arrays, touching, frame, at, running)
        for at, crate in enumerate(course.crates):
            arrays["crates"][frame, at] = (*crate.position, crate.angle)
        for number in range(frame * every, (frame + 1) * every):
            course.step(number)
    return Drive(
        plan=plan, fps=fps, **arrays, touching=touching, thumps=tuple(course.thumps), contacts=tuple(course.contacts)
    )


def note(arrays: dict[str, Floats], touching: NDArray[np.bool_], frame: int, at: int, running: Running) -> None:
    """Write down one vehicle at one frame."""
    chassis, face = running.chassis, running.driven.facing
    here = (frame, at)
    arrays["x"][here], arrays["y"][here] = chassis.position
    arrays["angle"][here], arrays["speed"][here] = chassis.angle, running.pace
    arrays["turns"][here], arrays["load"][here] = running.turns, running.load
    arrays["braking"][here] = running.order.brake > 0
    for axle, wheel in enumerate(running.wheels):
        spot = (frame, at, axle)
        arrays["wheel_x"][spot], arrays["wheel_y"][spot] = wheel.position
        arrays["wheel_angle"][spot] = wheel.angle
        touching[spot] = down = touches(wheel)
        along = float(wheel.velocity.x) + wheel.angular_velocity * running.kind.round(axle)
        arrays["slip"][spot] = along * face if down else 0.0
