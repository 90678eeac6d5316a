"""A script, a seed and a shape of picture become a scene."""

from __future__ import annotations

from random import Random

from providers.studio.script import Prop, Script
from providers.studio.stagecraft import court, fixtures, plays
from providers.studio.stagecraft.casting import cast
from providers.studio.stagecraft.ground import GROUNDS, View, empty, view
from providers.studio.stagecraft.terms import Body, Figure, Hoop, Scene, Static

COMPANY = Prop(shape="ball", skin="plain", material="rubber", size=0.13, count=2)
"""What plays among lettered blocks when the prompt named no thing that is known."""


def stage(script: Script, seed: int, aspect: float) -> Scene:
    """Place the script's props for a picture of that width over height; the same seed places them the same."""
    random = Random(f"{seed}/stage")
    ground = GROUNDS[script.place]
    seen = view(aspect, 5.0 if script.fixture == "hoop" or script.figure else 2.65)
    known = any(not prop.label for prop in script.props) or not script.props
    bodies = cast(script.props if known else (*script.props, COMPANY), seen, random)
    figure: Figure | None = None
    hoop: Hoop | None = None
    extra: tuple[Static, ...] = ()
    if script.fixture == "hoop":
        hoop = court.hoop_at(seen)
        extra = court.fittings(hoop)
        bodies, figure = court.throw(bodies, seen, hoop, script.outcome, ground.gravity, random)
    else:
        bodies, extra = set_up(bodies, script, seen, random)
        if script.figure:
            bodies, figure = fixtures.by_hand(bodies, seen, ground.gravity, script.action in {"throw", "knock"}, random)
    return Scene(
        width=seen.width, height=seen.height, below=seen.below, bodies=tuple(bodies),
        statics=empty(script.place, seen) + extra, gravity=ground.gravity, drag=ground.drag, place=script.place,
        light=script.light, weather=script.weather, wind=script.wind, hoop=hoop, figure=figure,
    )  # fmt: skip


def set_up(bodies: list[Body], script: Script, seen: View, random: Random) -> fixtures.Set:
    """Build what the script wants to stand there, and let the bodies meet it."""
    match script.fixture:
        case "ramp":
            return fixtures.down_ramp(bodies, seen, random)
        case "stairs":
            return fixtures.down_stairs(bodies, seen, random)
        case "table":
            return fixtures.onto_table(bodies, seen, random)
        case _:
            return play(bodies, script, seen, random), ()


def play(bodies: list[Body], script: Script, seen: View, random: Random) -> list[Body]:
    """Let the bodies come on stage as the script's action says."""
    match script.action:
        case "bounce":
            return plays.bounce_in(bodies, seen, random)
        case "throw":
            return plays.throw_in(bodies, seen, random, GROUNDS[script.place].gravity)
        case "roll":
            return plays.roll_in(bodies, seen, GROUNDS[script.place], random)
        case "stack":
            return plays.heap_up(bodies, script.heap, seen)
        case "knock":
            return plays.knock_down(bodies, script.heap, seen)
        case "topple":
            return plays.topple(bodies, seen, GROUNDS[script.place])
        case _ if wordy(bodies, seen):
            words = [each for each in bodies if each.label]
            return [*plays.heap_up(words[::-1], "tower", seen), *plays.hurled(bodies[len(words) :], [], seen)]
        case _:
            return plays.rain_down(bodies, seen, random)


def wordy(bodies: list[Body], seen: View) -> bool:
    """Whether lettered blocks are too many to lie side by side in a narrow picture, and are heaped up instead."""
    words = [each for each in bodies if each.label]
    return len(words) > 1 and sum(2 * each.half[0] for each in words) > 0.95 * seen.width
