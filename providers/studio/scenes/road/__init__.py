"""The road: vehicles that pass, are followed, stop, skid, jump or crash; wheels on springs in one simulation."""

from __future__ import annotations

from dataclasses import asdict, replace

import numpy as np

from providers.studio.paint.scenery import STRIPS
from providers.studio.performance import Form, Performance
from providers.studio.scenes.road.course import driven
from providers.studio.scenes.road.drive import Drive, glided
from providers.studio.scenes.road.picture import Picture, Shot
from providers.studio.scenes.road.plan import doing, named, planned
from providers.studio.scenes.road.shards import shards
from providers.studio.scenes.road.sounds import cues
from providers.studio.scenes.road.vehicles import GRAVITY
from providers.studio.scenes.road.view import eye, seen
from providers.studio.script import Script

WHOLE, PASS = 11.0, 5.0
"""Seconds of one staging: of a drive, and of what only passes by."""
RURAL = frozenset({"train", "tractor", "jeep", "truck"})
"""What is at home outside of towns."""
FLAWS = frozenset({"gravity"})
MOON = 1.62


def ACT(script: Script) -> float:  # noqa: N802
    """What passes by is soon gone, and comes anew in a long clip."""
    things = named(script)
    return PASS if len(things) < 2 and doing(script, things) == "pass" else WHOLE


def perform(script: Script, form: Form) -> Performance:
    """Drive, and tell it."""
    script = placed(script)
    plan = planned(script, form.seed)
    gravity = MOON if script.place == "moon" else GRAVITY
    if form.flaw and form.flaw.kind == "gravity":
        gravity *= form.flaw.strength
    drive = driven(plan, form.fps, form.frames, gravity) if form.physics else glided(plan, form.fps, form.frames)
    view = seen(plan, form.width, form.height)
    path = eye(drive, view.wide)
    broken = shards(drive, form.seed)
    shot = Shot(script=script, form=form, drive=drive, seen=view, eye=path, shards=broken)
    return Performance(
        form=form, place=script.place, weather=script.weather, light=script.light, width=view.wide,
        cues=cues(script, drive, path[:, 0], view.wide, broken), painter=lambda: Picture(shot), truth=truth(drive),
    )  # fmt: skip


def placed(script: Script) -> Script:
    """The script with a place that has a road: what lies far away says more of it than a street does."""
    far = str(script.details.get("far", ""))
    if far and script.place in {"street", "studio"}:
        return replace(script, place="beach" if far == "desert" else "snow" if script.weather == "snow" else "park")
    if script.place in STRIPS:
        return script
    rural = any(thing.name in RURAL for thing in script.things)
    return replace(script, place="park" if rural else "street")


def truth(drive: Drive) -> dict[str, object]:
    """Every contact and every bump, and where each vehicle, its wheels and each crate was."""
    plan = drive.plan
    hits = [asdict(contact) for contact in drive.contacts]
    bumps = [
        {"time": thump.time, "at": list(thump.at), "impulse": thump.impulse, "body": thump.vehicle, "other": None,
         "materials": ["rubber", "stone"]}
        for thump in drive.thumps
    ]  # fmt: skip
    vehicles = [track(drive, at) for at in range(len(plan.driven))]
    crates = [
        {"skin": crate.skin, "material": crate.material, "x": drive.crates[:, at, 0].tolist(),
         "y": drive.crates[:, at, 1].tolist(), "angle": drive.crates[:, at, 2].tolist()}
        for at, crate in enumerate(plan.crates)
    ]  # fmt: skip
    return {
        "contacts": sorted([*hits, *bumps], key=lambda each: float(each["time"])),
        "tracks": [*vehicles, *crates], "friction": plan.road.grip, "action": plan.action,
    }  # fmt: skip


def track(drive: Drive, at: int) -> dict[str, object]:
    """One vehicle's way."""
    kind = drive.plan.driven[at].vehicle
    wheels = drive.wheel_angle[:, at, : len(kind.axles)]
    return {
        "skin": kind.name, "material": "metal", "x": drive.x[:, at].tolist(), "y": drive.y[:, at].tolist(),
        "angle": drive.angle[:, at].tolist(), "speed": drive.speed[:, at].tolist(),
        "turns": np.asarray(drive.turns[:, at]).tolist(), "wheels": wheels.T.tolist(),
    }  # fmt: skip
