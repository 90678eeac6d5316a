"""Machines of rigid bodies and joints: a wheel down a hill, a seesaw, a catapult, a chain reaction."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from math import atan2, cos, exp, pi, sin
from random import Random

import pymunk

from providers.studio.exhibit import Exhibit
from providers.studio.keyframes import keyframes
from providers.studio.paint.colours import rgb
from providers.studio.performance import Form
from providers.studio.scenes import bodies as rigid
from providers.studio.scenes.mechanics import yarding
from providers.studio.scenes.mechanics.yarding import Extra
from providers.studio.script import Script, Thing
from providers.studio.simulate import Rig, Stage, simulate
from providers.studio.stagecraft.casting import OWN, PALETTE
from providers.studio.stagecraft.ground import GROUNDS, View, view
from providers.studio.stagecraft.terms import Body, Point, Scene, Static
from providers.studio.tracks import Tracks

SLOPE = 40
"""Pieces that a hill is made of."""
THROWN = 1.0
"""Seconds after which a catapult's catch opens."""


def thing_of(shape: str, skin: str, material: str, half: Point, at: Point, **more: object) -> Body:
    """One body in the colour of its material, unless another is said; its goal is where it stands."""
    colour = more.pop("colour", None) or OWN.get(material, "#e4572e")
    made = Body(
        shape="ball" if shape == "ball" else "box", skin=skin, material=material, colour=rgb(str(colour)), half=half,
        at=at, goal=at,
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def level(script: Script, seen: View, left: float | None = None) -> Static:
    """The floor, from `left` on to the right, or all along."""
    ground, edge = GROUNDS[script.place], seen.width / 2 + 6
    return Static(
        skin="", points=((-edge if left is None else left, -0.5), (edge, -0.5)), radius=0.5, material=ground.material,
        bounce=ground.bounce, friction=ground.friction,
    )  # fmt: skip


def setting(script: Script, seen: View, bodies: list[Body], statics: tuple[Static, ...]) -> Scene:
    """The scene of those bodies in the script's place."""
    ground = GROUNDS[script.place]
    return Scene(
        width=seen.width, height=seen.height, below=seen.below, bodies=tuple(bodies), statics=statics,
        gravity=ground.gravity, drag=0.05, place=script.place, light=script.light, weather=script.weather,
    )  # fmt: skip


def run(scene: Scene, seen: View, form: Form, rig: Rig | None, extra: Extra) -> Exhibit:
    """Play the scene, with its joints or without any law."""
    tracks = simulate(scene, form.fps, form.frames, rig) if form.physics else keyframes(scene, form.fps, form.frames)
    return Exhibit(
        seen=seen, cues=rigid.cues(tracks), truth=rigid.truth(tracks), stand=partial(yarding.standing, scene, extra),
        moving=partial(yarding.moving, tracks, extra),
    )  # fmt: skip


def hill(script: Script, thing: Thing, form: Form) -> Exhibit:
    """Wheels roll down a hill, hop over a hump and end in the straw."""
    seen, random = view(form.aspect, 3.2), Random(f"{form.seed}/hill")
    count = min(thing.count or (3 if thing.plural else 2), 6)
    edge, tall = seen.width / 2, 0.56 * seen.top
    line = [
        (x, height(x / seen.width, tall))
        for x in (-edge - 1.2 + at * (2 * edge + 2.4) / SLOPE for at in range(SLOPE + 1))
    ]
    slope = tuple(
        Static(skin="hill", points=(a, b), radius=0.02, material="grass", bounce=0.8, friction=1.2)
        for a, b in itertools.pairwise(line)
    )
    radius = min(0.26, 0.075 * seen.width) * min(thing.size, 1.4)
    foot = height(0.5, tall) + 0.02
    wheels = [
        thing_of(
            "ball", "wheel" if thing.material in (None, "rubber") else "plain", thing.material or "rubber",
            (radius * size,) * 2, (-edge - radius - 0.1, height(-0.5, tall) + radius * size + 0.03),
            velocity=(0.9, 0.0), colour=thing.colour or "#3a3c42", enters=0.3 + 2.6 * at, bounce=0.45,
            goal=(0.3 * edge, tall * 0.6),
        )
        for at, size in enumerate(random.uniform(0.8, 1.15) for _ in range(count))
    ]  # fmt: skip
    bale = min(0.2, 0.05 * seen.width)
    straw = [
        thing_of(
            "box",
            "straw",
            "grass",
            (1.3 * bale, bale),
            (edge - 1.7 * bale * (1 + across), foot + bale * (1 + 2 * up)),
            colour="#d9b45a",
        )
        for across, up in ((0, 0), (0, 1), (0, 2))
    ]
    scene = setting(script, seen, [*wheels, *straw], slope)
    return run(scene, seen, form, None, Extra(hill=tuple(line)))


def height(share: float, tall: float) -> float:
    """How high the hill is, at a share of the picture's width from its middle."""
    fall = 1 / (1 + exp(11 * (share + 0.17)))
    hump = 0.17 * exp(-(((share - 0.16) / 0.055) ** 2))
    return tall * (fall + hump) + 0.03


def seesaw(script: Script, thing: Thing, form: Form) -> Exhibit:
    """A crate sits on one end of a plank; weights come down on the other, and on this one."""
    seen, random = view(form.aspect, 3.0), Random(f"{form.seed}/seesaw")
    half, high = min(1.35, 0.4 * seen.width), 0.36
    lean = atan2(high - 0.05, half)
    plank = thing_of("box", "plank", "wood", (half, 0.045), (0.0, high), angle=lean, colour=thing.colour or "#c08a4e")
    end = (half - 0.2) * cos(lean)
    crate = thing_of(
        "box",
        "crate",
        "wood",
        (0.17, 0.17),
        (-end, high - (half - 0.2) * sin(lean) + 0.25),
        angle=lean,
        goal=(-end, 1.2),
    )
    drops = [
        thing_of(
            "box", "plain", "metal", (0.13, 0.13), (side * end * 0.96, seen.top + 0.3), enters=when,
            angle=random.uniform(-0.06, 0.06), colour=PALETTE[(form.seed + at) % 7], goal=(side * end, 0.5),
        )
        for at, (side, when) in enumerate(((1, 0.9), (-1, 3.4), (1, 5.8)))
    ]  # fmt: skip
    scene = setting(script, seen, [plank, crate, *drops], (level(script, seen),))
    return run(scene, seen, form, partial(on_pivot, pivots={0: (0.0, high)}), Extra(fulcra=((0.0, high),)))


def on_pivot(stage: Stage, pivots: dict[int, Point]) -> None:
    """Fix bodies to pins that they turn on, with a little friction."""
    for at, place in pivots.items():
        turning = stage.bodies[at]
        still = stage.space.static_body
        motor = pymunk.SimpleMotor(still, turning, 0.0)
        motor.max_force = 0.6 * turning.mass
        stage.space.add(pymunk.PivotJoint(still, turning, place), motor)


def reaction(script: Script, thing: Thing, form: Form) -> Exhibit:
    """A ball knocks over dominoes on a shelf; they push a ball off it, onto a seesaw that throws a present."""
    seen = view(form.aspect, 3.2)
    w, shelf = seen.width, 0.6 * seen.top
    left, right = -0.5 * w, 0.06 * w
    board = ((left - 1, shelf - 0.06), (right, shelf - 0.06), (right, shelf), (left - 1, shelf))
    slope = ((left - 1.0, shelf), (left + 0.2 * w, shelf), (left - 1.0, shelf + 0.35 * seen.top))
    statics = (level(script, seen), Static(skin="shelf", points=board), Static(skin="ramp", points=slope))
    half, high = min(0.75, 0.2 * w), 0.3
    middle = right + 0.12 + 0.78 * half
    lean = -atan2(high - 0.04, half)
    end = (middle + (half - 0.18) * cos(lean), high + (half - 0.18) * sin(lean) + 0.19)
    plank = thing_of("box", "plank", "wood", (half, 0.04), (middle, high), angle=lean)
    present = thing_of(
        "box", "gift", "card", (0.13, 0.13), end, angle=lean, colour="#c9344a", goal=(0.3 * w, 1.8)
    )  # fmt: skip
    scene = setting(script, seen, [*pushed(seen, shelf, left, right), plank, present], statics)
    rig = partial(on_pivot, pivots={len(scene.bodies) - 2: (middle, high)})
    return run(scene, seen, form, rig, Extra(fulcra=((middle, high),)))


def pushed(seen: View, shelf: float, left: float, right: float) -> list[Body]:
    """What stands or rolls on the shelf: a ball, eight dominoes, and the ball at its end."""
    w = seen.width
    step = (right - left - 0.32 * w) / 8
    tall = 0.57 * step
    first = thing_of(
        "ball", "plain", "metal", (0.11, 0.11), (left - 0.12, shelf + 0.32 * seen.top), enters=0.3,
        velocity=(0.5, -0.2), goal=(0.3 * w, 1.0),
    )  # fmt: skip
    row = [
        thing_of(
            "box", "plain", "plastic", (0.022, tall), (left + 0.27 * w + at * step, shelf + tall),
            colour=PALETTE[at % 7],
        )
        for at in range(8)
    ]  # fmt: skip
    last = thing_of("ball", "plain", "stone", (0.14, 0.14), (right - 0.05, shelf + 0.14), goal=(0.2 * w, 0.6))
    return [first, *row, last]


def struck(tracks: Tracks) -> bool:
    """Whether the first thing that the catapult's stone touches in its flight is the tower, above its foot."""
    flight = [hit for hit in tracks.contacts if 2 in {hit.body, hit.other} and hit.time > THROWN]
    return bool(flight) and max(flight[0].body, flight[0].other or 0) > 2 and 1.0 < flight[0].at[1] < 1.7


def catapult(script: Script, thing: Thing, form: Form) -> Exhibit:
    """A trebuchet throws a stone at a tower; it was tried beforehand how heavy its weight must be."""
    seen, random = view(form.aspect, 3.4), Random(f"{form.seed}/catapult")
    aim, heavy = random.uniform(0.5, 0.6), random.uniform(1.5, 1.6)
    scene, pivot = besieged(script, seen, form)
    tries = [heavy * 1.05**at for at in range(30)]
    trial = (each for each in tries if struck(simulate(scene, 30, 84, throwing(scene, pivot, aim, each))))
    chosen = next(trial, tries[18]) if form.physics else 1.0
    return run(scene, seen, form, throwing(scene, pivot, aim, chosen), Extra(trestle=pivot))


def besieged(script: Script, seen: View, form: Form) -> tuple[Scene, Point]:
    """The catapult, bent, and the tower; and where its arm turns."""
    size = min(1.0, 0.3 * seen.width)
    pivot = (-0.27 * seen.width, 0.9 * size)
    long, short = 1.12 * size, 0.3 * size
    lean = atan2(pivot[1] - 0.07, (long**2 - (pivot[1] - 0.07) ** 2) ** 0.5)
    middle = (pivot[0] - (long - short) / 2 * cos(lean), pivot[1] - (long - short) / 2 * sin(lean))
    arm = thing_of("box", "arm", "wood", ((long + short) / 2, 0.035 * size), middle, angle=lean)
    head = (pivot[0] + short * cos(lean), pivot[1] + short * sin(lean))
    weight = thing_of(
        "box", "weight", "metal", (0.2 * size, 0.17 * size), (head[0], head[1] - 0.2 * size), colour="#5a5f68"
    )
    tip = (pivot[0] - long * cos(lean), pivot[1] - long * sin(lean) + 0.1 * size)
    stone = thing_of("ball", "plain", "metal", (0.11 * size, 0.11 * size), tip, goal=(0.3 * seen.width, 0.9))
    brick, x = min(0.17, 0.06 * seen.width), 0.3 * seen.width
    tower = [
        thing_of("box", "crate", "wood", (1.1 * brick, 0.8 * brick), (x, 0.8 * brick * (1 + 2 * row)))
        for row in range(7)
    ]
    return setting(script, seen, [arm, weight, stone, *tower], (level(script, seen),)), pivot


def throwing(scene: Scene, pivot: Point, aim: float, heavy: float) -> Rig:
    """Joints of the catapult, whose weight is so many times as heavy as iron.

    The catch opens after a second; the stone leaves when the arm leans back by `aim`.
    """

    def rig(stage: Stage) -> Callable[[float], None]:
        space, still = stage.space, stage.space.static_body
        arm, weight, stone = stage.bodies[:3]
        for shape, owner in stage.shapes.items():
            if owner == 1:
                shape.density *= heavy
            if owner < 3:
                shape.filter = pymunk.ShapeFilter(group=1)
        head = arm.local_to_world((scene.bodies[0].half[0], 0.0))
        motor = pymunk.SimpleMotor(still, arm, 0.0)
        motor.max_force = 0.0
        catch, sling = pymunk.PivotJoint(still, arm, stone.position), pymunk.PivotJoint(arm, stone, stone.position)
        space.add(pymunk.PivotJoint(still, arm, pivot), pymunk.PivotJoint(arm, weight, head), motor, catch, sling)
        return partial(let_go, stage, catch, sling, motor, aim)

    return rig


def let_go(
    stage: Stage, catch: pymunk.Constraint, sling: pymunk.Constraint, motor: pymunk.SimpleMotor, aim: float, now: float
) -> None:
    """Open the catch and the sling when it is time."""
    space, arm = stage.space, stage.bodies[0]
    if now > THROWN and catch in space.constraints:
        space.remove(catch)
    if sling in space.constraints and arm.angle < aim - pi / 2:
        space.remove(sling)
        motor.max_force = 60.0 * arm.mass
