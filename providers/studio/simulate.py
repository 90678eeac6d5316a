"""Newton: the scene as rigid bodies, stepped 480 times a second whatever the frame rate.

480 is a multiple of 24, 30 and 60, so one scene moves alike at every frame rate, and a contact is known to 2 ms.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pymunk

from providers.studio.materials import MATERIALS
from providers.studio.stagecraft.figure import ball_in_hands
from providers.studio.stagecraft.terms import Body, Contact, Hoop, Scene, Static
from providers.studio.tracks import Tracks, blank, entrances

RATE = 480
NET_GRIP = 16.0
"""Per second: how quickly the net takes the sideways speed of a ball within it; the fall, by two fifths of that."""
NET_PULL = 24.0
"""Per second squared: how strongly it draws a ball to its middle."""
ROLLS = 10
"""Steps between two looks at what rolls."""
GATE = 1
"""Collision type of the wall that lets guests in."""
MOUTH = 0.15
"""Metres under the rim within which a ball must come in to be caught."""
HOLLOW = 0.4
"""Share of a solid's weight that crates and boxes have."""
EDGES = 4
"""How many of a scene's statics are the floor and the walls, which come first."""
GROUND, THINGS = 0b01, 0b10
"""Collision categories."""
QUIET = 0.12
"""Normal speed in m/s under which a touch makes no contact worth telling."""


@dataclass(slots=True)
class Stage:
    """The running simulation of one scene."""

    space: pymunk.Space
    scene: Scene
    bodies: list[pymunk.Body] = field(default_factory=list)
    shapes: dict[pymunk.Shape, int] = field(default_factory=dict)
    waiting: list[int] = field(default_factory=list)
    """Bodies that have not entered yet."""
    touched: list[tuple[pymunk.Shape, pymunk.Shape]] = field(default_factory=list)
    """Pairs that began to touch in the current step."""
    contacts: list[Contact] = field(default_factory=list)
    materials: dict[pymunk.Shape, str] = field(default_factory=dict)
    slips: list[float] = field(default_factory=list)
    """Speed of each body along what it touches."""
    netted: set[int] = field(default_factory=set)
    """Bodies that are inside the net now."""


Rig = Callable[[Stage], Callable[[float], None] | None]
"""Adds joints and motors to a stage that was just built; it may return what is to be called before each step."""


def simulate(scene: Scene, fps: int, frames: int, rig: Rig | None = None) -> Tracks:
    """Run the scene for `frames` frames and write down where everything was and what struck what."""
    stage = built(scene)
    work = rig(stage) if rig else None
    arrays = blank(scene, fps, frames)
    every = RATE // fps
    for frame in range(frames):
        for at, body in enumerate(stage.bodies):
            x, y = resting_place(stage, at, frame / fps)
            arrays["x"][frame, at], arrays["y"][frame, at] = x, y
            arrays["angle"][frame, at] = body.angle
            arrays["slip"][frame, at] = stage.slips[at]
        for step in range(frame * every, (frame + 1) * every):
            if work:
                work(step / RATE)
            advance(stage, step / RATE)
            if step % ROLLS == 0:
                roll(stage)
    return Tracks(
        scene=scene, fps=fps, **arrays, seen=entrances(scene, fps, frames),
        contacts=tuple(sorted(stage.contacts, key=lambda contact: contact.time)),
    )  # fmt: skip


def built(scene: Scene) -> Stage:
    """The space with everything that stands, and every body, in or waiting."""
    space = pymunk.Space()
    space.gravity = (0.0, -scene.gravity)
    space.iterations = 25
    space.collision_slop = 0.0008
    space.sleep_time_threshold = 0.5
    space.idle_speed_threshold = 0.02
    stage = Stage(space=space, scene=scene)
    for at, static in enumerate(scene.statics):
        shape = add_static(space, static)
        stage.materials[shape] = static.material
        shape.filter = pymunk.ShapeFilter(categories=GROUND if at < EDGES else THINGS)
    for at, body in enumerate(scene.bodies):
        moving, solid = shaped(body)
        stage.bodies.append(moving)
        stage.shapes[solid] = at
        stage.materials[solid] = body.material
        stage.waiting.append(at)
        stage.slips.append(0.0)
    space.on_collision(begin=lambda arbiter, space, data: began(stage, arbiter))
    space.on_collision(GATE, begin=lambda arbiter, space, data: at_the_gate(stage, arbiter))
    return stage


def add_static(space: pymunk.Space, static: Static) -> pymunk.Shape:
    """A line or a polygon that does not move."""
    if len(static.points) == 2:
        shape: pymunk.Shape = pymunk.Segment(space.static_body, *static.points, static.radius)
    else:
        shape = pymunk.Poly(space.static_body, static.points, radius=static.radius)
    shape.elasticity, shape.friction = static.bounce, static.friction
    shape.collision_type = GATE if static.gate else 0
    space.add(shape)
    return shape


def shaped(body: Body) -> tuple[pymunk.Body, pymunk.Shape]:
    """The rigid body of one thing, at its start; mass from its material and its size."""
    stuff = MATERIALS[body.material]
    wide, tall = body.half
    moving = pymunk.Body()
    if body.shape == "ball":
        shape: pymunk.Shape = pymunk.Circle(moving, wide)
    else:
        soft = 0.04 * min(wide, tall)
        corners = [(sx * (wide - soft), sy * (tall - soft)) for sx, sy in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
        shape = pymunk.Poly(moving, corners, radius=soft)
    shape.density = stuff.density * (HOLLOW if body.skin in {"crate", "carton", "gift"} else 1.0)
    shape.elasticity = stuff.bounce if body.bounce is None else body.bounce
    shape.friction = stuff.friction
    everything = pymunk.ShapeFilter.ALL_MASKS()
    shape.filter = pymunk.ShapeFilter(categories=THINGS, mask=GROUND if body.ghost else everything)
    moving.position, moving.angle = body.at, body.angle
    moving.velocity, moving.angular_velocity = body.velocity, body.spin
    return moving, shape


def advance(stage: Stage, now: float) -> None:
    """One step: let in who is due, move, write down the new contacts."""
    for at in [at for at in stage.waiting if stage.scene.bodies[at].enters <= now + 1e-9]:
        stage.waiting.remove(at)
        shape = next(shape for shape, owner in stage.shapes.items() if owner == at)
        stage.space.add(stage.bodies[at], shape)
    if stage.scene.hoop:
        catch(stage, stage.scene.hoop, now)
    stage.space.step(1 / RATE)
    if stage.touched:
        for first, second in stage.touched:
            note(stage, first, second, now)
        stage.touched.clear()


def at_the_gate(stage: Stage, arbiter: pymunk.Arbiter) -> None:
    """Let in what comes from the left; it may pass until it has left the gate behind."""
    guest = next(shape for shape in arbiter.shapes if shape in stage.shapes)
    if guest.body is not None and guest.body.velocity.x > 0:
        arbiter.process_collision = False
    else:
        began(stage, arbiter)


def began(stage: Stage, arbiter: pymunk.Arbiter) -> None:
    """Remember a pair that begins to touch; its impulse is known after the step."""
    first, second = arbiter.shapes
    if first not in stage.shapes:
        first, second = second, first
    stage.touched.append((first, second))


def note(stage: Stage, first: pymunk.Shape, second: pymunk.Shape, now: float) -> None:
    """Write down the contact that the step has just solved."""
    mass = stage.bodies[stage.shapes[first]].mass
    for impulse, at in blows(first, second):
        if impulse > QUIET * mass:
            stage.contacts.append(
                Contact(
                    time=now + 1 / RATE,
                    at=at,
                    impulse=impulse,
                    body=stage.shapes[first],
                    other=stage.shapes.get(second),
                    materials=(stage.materials[first], stage.materials[second]),
                )
            )


def blows(first: pymunk.Shape, second: pymunk.Shape) -> list[tuple[float, tuple[float, float]]]:
    """What the last step has solved between two shapes: newton seconds, and where in metres."""
    found: list[tuple[float, tuple[float, float]]] = []

    def look(arbiter: pymunk.Arbiter) -> None:
        points = arbiter.contact_point_set.points
        if second in arbiter.shapes and first in arbiter.shapes and points:
            found.append((arbiter.total_impulse.length, (points[0].point_a.x, points[0].point_a.y)))

    if first.body is not None:
        first.body.each_arbiter(look)
    return found


def catch(stage: Stage, hoop: Hoop, now: float) -> None:
    """The net slows what falls through it, and whispers when something comes in."""
    for at, body in enumerate(stage.bodies):
        x, y = body.position
        within = hoop.front[0] < x < hoop.back[0] and hoop.front[1] - hoop.drop < y < hoop.front[1]
        over = y > hoop.front[1] - MOUTH and body.velocity.y < 0
        if not within or at in stage.waiting or not (over or at in stage.netted):
            stage.netted.discard(at)
            continue
        if at not in stage.netted:
            stage.netted.add(at)
            stage.contacts.append(
                Contact(
                    time=now,
                    at=(x, y),
                    impulse=0.35 * body.mass * body.velocity.length,
                    body=at,
                    other=None,
                    materials=("net", "net"),
                )
            )
        middle = (hoop.front[0] + hoop.back[0]) / 2
        vx, vy = body.velocity
        slower = 1 - 0.4 * NET_GRIP / RATE if vy < -1.6 else 1.0
        body.velocity = (vx * (1 - NET_GRIP / RATE) + NET_PULL * (middle - x) / RATE, vy * slower)


def resting_place(stage: Stage, at: int, now: float) -> tuple[float, float]:
    """Where a body is: in the hands that carry it, or where the simulation has it."""
    body, figure = stage.scene.bodies[at], stage.scene.figure
    if body.carried and figure and now < body.enters:
        return ball_in_hands(figure, now, body.half[1])
    x, y = stage.bodies[at].position
    return x, y


def roll(stage: Stage) -> None:
    """Note how fast everything moves along the ground, and let the ground take some of a ball's speed."""
    keep = 1 - stage.scene.drag * ROLLS / RATE
    for at, moving in enumerate(stage.bodies):
        stage.slips[at] = slip(moving)
        if (
            stage.slips[at]
            and stage.scene.bodies[at].shape == "ball"
            and moving.position.y < 1.3 * stage.scene.bodies[at].half[1]
        ):
            moving.velocity = moving.velocity * keep
            moving.angular_velocity *= keep


def slip(moving: pymunk.Body) -> float:
    """Speed along the ground while in touch with something, for the sound of rolling and sliding."""
    if moving.space is None or moving.is_sleeping or moving.velocity.length < 0.05:
        return 0.0
    touching: list[bool] = []
    moving.each_arbiter(lambda arbiter: touching.append(not arbiter.is_first_contact))
    return moving.velocity.length if any(touching) else 0.0
