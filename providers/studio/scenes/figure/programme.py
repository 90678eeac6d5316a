"""What is performed, and in which order: what the prompt names first, then what the seed chooses, until time is up."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from random import Random

import numpy as np

from providers.studio.scenes.figure import floor, gait, ice
from providers.studio.scenes.figure.bed import bounces
from providers.studio.scenes.figure.elements import MAT, Programme, Trick, come_back, jump_up, missed
from providers.studio.scenes.figure.motion import Motion, finished
from providers.studio.scenes.figure.routine import YAW, Routine, X
from providers.studio.script import Script
from providers.studio.stagecraft.anatomy import Build
from providers.studio.stagecraft.ground import GROUNDS

WIDE = 2.0
"""Metres from the middle at which one turns round."""
JUMPS = ("axel", "toe loop", "salchow", "flip", "lutz", "loop")
SPUN = ("scratch", "camel", "sit", "layback")
ON_ICE = frozenset({*JUMPS, *SPUN, "spiral"})
ON_MAT = frozenset({"somersault", "backflip", "cartwheel", "handspring", "roundoff", "roll", "layout", "pike"})
STYLES = {"skater": "ice", "gymnast": "mat", "dancer": "dance"}
VAGUE = frozenset({"jump", "spin", "turn"})
"""Words that only say how the element that is named beside them is done."""
PLAIN = frozenset({"jump", "run", "walk", "spin", "turn", "star"})
DANCED = frozenset({"pirouette", "arabesque", "leap"})


def programme(script: Script, seconds: float, physics: bool) -> Programme:
    """Read the programme off the script."""
    names = [thing.name for thing in script.things]
    known, back = ON_ICE | ON_MAT | DANCED | PLAIN, bool(script.details.get("backward"))
    tricks = tuple(
        Trick(name="backflip" if back and thing.name == "somersault" else thing.name, turns=thing.count)
        for thing in script.things
        if thing.name in known
    )
    if len(tricks) > 1 and {trick.name for trick in tricks} - VAGUE:
        tricks = tuple(trick for trick in tricks if trick.name not in VAGUE)
    chosen = {trick.name for trick in tricks}
    style = str(script.details.get("style", ""))
    if not style:
        style = next((STYLES[name] for name in names if name in STYLES), "")
    if not style:
        style = "ice" if chosen & ON_ICE else "mat" if chosen & ON_MAT else "dance" if chosen & DANCED else "plain"
    turns = next((thing.count for thing in script.things if thing.name == "turn" and thing.count), 0)
    if turns:
        tricks = tuple(Trick(name=trick.name, turns=trick.turns or turns) for trick in tricks)
    return Programme(
        style=style, tricks=tricks, build=built(names), seconds=seconds, physics=physics,
        gravity=GROUNDS[script.place].gravity, outcome=script.outcome or str(script.details.get("outcome", "")),
    )  # fmt: skip


def built(names: list[str]) -> Build:
    """Who it is, in kilograms and metres."""
    if {"child", "girl", "boy"} & set(names):
        return Build(stature=1.2, mass=23.0, head=0.185, legs=0.94)
    if {"man", "guy"} & set(names):
        return Build(stature=1.78, mass=74.0, broad=1.18)
    return Build()


def performed(programme: Programme, random: Random) -> Motion:
    """The whole performance, a little longer than is asked for."""
    return {"ice": skated, "mat": tumbled, "dance": danced, "bed": bounced, "plain": moved}[programme.style](
        programme, random
    )


def skated(programme: Programme, random: Random) -> Motion:
    """A free skate."""
    named = [trick for trick in programme.tricks if trick.name in ON_ICE | {"spin", "jump", "turn"}]
    opens = bool(named) and named[0].name in {"spin", "camel", "sit", "layback", "scratch"}
    skater = ice.begin(programme.build, random, programme.physics, -2.6 if opens else -4.2)
    choice = free_skate(random)
    for at, trick in enumerate(chain(named, choice)):
        if skater.routine.time > programme.seconds + 0.5:
            break
        if trick.name not in {*SPUN, "spin", "turn"} or at >= len(named):
            ice.strokes(skater, 1 if at < len(named) or random.random() < 0.6 else 2)
        element(skater, trick, programme, random)
        if skater.routine.state[X] * np.cos(skater.heading) > (WIDE if at >= len(named) - 1 else 4 * WIDE):
            ice.round_the_end(skater)
    return finished(skater.routine)


def free_skate(random: Random) -> Iterator[Trick]:
    """Elements without end."""
    while True:
        jumps, spins = random.sample(JUMPS, 3), random.sample(SPUN, 2)
        for name in (jumps[0], spins[0], "spiral", jumps[1], jumps[2], spins[1]):
            yield Trick(name=name)


def element(skater: ice.Skater, trick: Trick, programme: Programme, random: Random) -> None:
    """One element on the ice."""
    match trick.name:
        case "spiral":
            ice.spiral(skater)
        case "camel" | "sit" | "layback" | "scratch":
            ice.spin(skater, trick.name, 3.8)
        case "spin" | "turn":
            ice.spin(skater, random.choice(["scratch", "scratch", "layback", "sit"]), 3.8)
        case name:
            name = random.choice(["axel", "toe loop", "lutz"]) if name == "jump" else name
            turns = trick.turns or random.choice([2, 2, 3] if name != "axel" else [1, 2, 2])
            ice.jump(skater, name, min(4, turns), 1.0 if missed(programme, random) > 0.5 else 0.0)


def tumbled(programme: Programme, random: Random) -> Motion:
    """A floor routine."""
    routine = Routine(build=programme.build, physics=programme.physics, gravity=programme.gravity)
    named = [trick for trick in programme.tricks if trick.name in ON_MAT | DANCED | PLAIN]
    floor.stood(routine, -3.6 if random.random() < 0.5 else 3.6, 0.0)
    if routine.state[X] > 0:
        routine.last[YAW] = np.pi
        routine.chunks[0][0] = routine.placed(routine.last[:21].copy(), 0.0, np.pi)
        routine.last = routine.chunks[0][0].copy()
        routine.land()
    for trick in chain(named, acrobatics(random)):
        if routine.time > programme.seconds + 0.4:
            break
        MAT.get(trick.name, jump_up)(routine, trick, programme, random)
        come_back(routine)
    return finished(routine)


def acrobatics(random: Random) -> Iterator[Trick]:
    """Elements without end."""
    names = ("somersault", "roundoff", "cartwheel", "leap", "handspring", "roll", "backflip")
    while True:
        for name in random.sample(names, len(names)):
            yield Trick(name=name)


def danced(programme: Programme, random: Random) -> Motion:
    """A solo on a stage."""
    routine = Routine(build=programme.build, physics=programme.physics, gravity=programme.gravity)
    floor.stood(routine, -1.6, 0.0)
    named = [trick for trick in programme.tricks if trick.name in MAT]

    def steps() -> Iterator[Trick]:
        while True:
            yield from (Trick(name=name) for name in random.sample(["pirouette", "leap", "arabesque", "pirouette"], 4))

    for trick in chain(named, steps()):
        if routine.time > programme.seconds + 0.4:
            break
        MAT[trick.name](routine, trick, programme, random)
        if abs(routine.state[X]) > 2.4:
            come_back(routine)
    return finished(routine)


def bounced(programme: Programme, random: Random) -> Motion:
    """On a trampoline."""
    wanted = [(trick.name, trick.turns) for trick in programme.tricks]
    return finished(bounces(programme.build, random, programme.seconds + 0.5, programme.physics, wanted))


def moved(programme: Programme, random: Random) -> Motion:
    """Everyday movement: walk, run, jump."""
    routine = Routine(build=programme.build, physics=programme.physics, gravity=programme.gravity)
    floor.stood(routine, 0.0, 0.0)
    names = [trick.name for trick in programme.tricks if trick.name in MAT] or ["walk"]
    going = [name for name in names if name in {"run", "walk"}]
    if going:
        travels(routine, going[0], "jump" in names or "leap" in names, programme, random)
        return finished(routine)
    while routine.time < programme.seconds + 0.4:
        for name in names:
            turns = next((trick.turns for trick in programme.tricks if trick.name == name), 0)
            MAT[name](routine, Trick(name=name, turns=turns if name in ON_MAT else 0), programme, random)
    return finished(routine)


def travels(routine: Routine, name: str, jumps: bool, programme: Programme, random: Random) -> None:
    """Go on and on, and leap from time to time if that was asked for."""
    way = gait.WALK if name == "walk" else gait.RUN if programme.build.stature > 1.4 else gait.JOG
    while routine.time < programme.seconds + 0.4:
        left = programme.seconds + 0.6 - routine.time
        if jumps:
            gait.go(routine, way, 4 if way.kick > gait.HIGH else 3, stops=False)
            floor.leap(routine, "split" if random.random() < 0.5 else "leap_up", 0.4, 3.2)
        else:
            gait.go(routine, way, int(left / (way.stride / way.pace)) + 2, stops=False)
