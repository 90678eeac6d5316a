"""Rigid bodies: balls, boxes, a hoop, and what one does with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace

from providers.kit.terms import Flaw
from providers.studio.keyframes import keyframes
from providers.studio.materials import MATERIALS
from providers.studio.paint.frame import Painter
from providers.studio.performance import Form, Performance
from providers.studio.rehearsal import staged
from providers.studio.script import Script
from providers.studio.simulate import simulate
from providers.studio.sound.cues import Cue, Impact, Sliding
from providers.studio.stagecraft.terms import Body, Contact, Scene
from providers.studio.tracks import Tracks
from providers.studio.weather import INDOORS, blowing

ACT = 9.0
FLAWS = frozenset({"gravity", "ghost", "energy", "vanish"})


def perform(script: Script, form: Form) -> Performance:
    """Stage the script's props, let them go, and write down what happens."""
    scene = bent(staged(script, form.seed, form.aspect), form.flaw)
    tracks = (simulate if form.physics else keyframes)(scene, form.fps, form.frames)
    if form.flaw and form.flaw.kind == "vanish":
        tracks = without(tracks, round(form.flaw.strength * form.frames))
    air = () if scene.place in INDOORS else blowing(scene.wind, form)
    return Performance(
        form=form, place=scene.place, weather=scene.weather, light=scene.light, width=scene.width,
        cues=(*cues(tracks), *air), painter=lambda: Painter(tracks, form, script.camera), truth=truth(tracks),
    )  # fmt: skip


def bent(scene: Scene, flaw: Flaw | None) -> Scene:
    """The scene under laws that are wrong on purpose."""
    match flaw:
        case Flaw(kind="gravity", strength=times):
            return replace(scene, gravity=scene.gravity * times)
        case Flaw(kind="energy", strength=times):
            lively = (
                replace(body, bounce=times * (body.bounce or MATERIALS[body.material].bounce)) for body in scene.bodies
            )
            return replace(scene, bodies=tuple(lively))
        case Flaw(kind="ghost", strength=share):
            count = max(1, round(share * len(scene.bodies)))
            return replace(scene, bodies=tuple(replace(body, ghost=at < count) for at, body in enumerate(scene.bodies)))
    return scene


def without(tracks: Tracks, frame: int) -> Tracks:
    """The same, but the first thing on stage is gone from that frame on, and makes no sound any more."""
    seen, slip = tracks.seen.copy(), tracks.slip.copy()
    seen[frame:, 0], slip[frame:, 0] = False, 0.0
    kept = tuple(one for one in tracks.contacts if one.time < frame / tracks.fps or 0 not in (one.body, one.other))
    return replace(tracks, seen=seen, slip=slip, contacts=kept)


def cues(tracks: Tracks) -> tuple[Cue, ...]:
    """Each contact as an impact, and each body as something that may roll."""
    impacts = (impact(tracks.scene.bodies, contact) for contact in tracks.contacts)
    rolling = (
        Sliding(
            x=tracks.x[:, at], speed=tracks.slip[:, at], material=body.material, size=max(body.half),
            rubs=body.shape == "box",
        )
        for at, body in enumerate(tracks.scene.bodies)
    )  # fmt: skip
    return (*impacts, *rolling)


def impact(bodies: Sequence[Body], contact: Contact) -> Impact:
    """What is heard of one contact."""
    other = max(bodies[contact.other].half) if contact.other is not None else 0.0
    return Impact(
        time=contact.time, at=contact.at, impulse=contact.impulse, materials=contact.materials,
        sizes=(max(bodies[contact.body].half), other),
    )  # fmt: skip


def truth(tracks: Tracks) -> dict[str, object]:
    """Every contact, and where every body was at every frame."""
    return {
        "contacts": [asdict(contact) for contact in tracks.contacts],
        "tracks": [
            {
                "skin": body.skin,
                "material": body.material,
                "x": tracks.x[:, at].tolist(),
                "y": tracks.y[:, at].tolist(),
                "angle": tracks.angle[:, at].tolist(),
            }
            for at, body in enumerate(tracks.scene.bodies)
        ],
    }
