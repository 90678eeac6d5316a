"""A plan becomes a record: by the laws, or by waves that are only drawn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from providers.studio.performance import Form
from providers.studio.scenes.cloth.plan import Plan
from providers.studio.scenes.cloth.sheet import STEPS, Field
from providers.studio.sound.cues import Cue, Impact, Wind


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Cloths from the beginning to the end."""

    plan: Plan
    places: list[list[Field]]
    """For each frame, those of each cloth."""
    strains: tuple[float, ...] = ()
    """For each frame, how much longer than at rest the longest link of all is, as a share."""
    cues: tuple[Cue, ...] = ()
    contacts: tuple[dict[str, object], ...] = ()


def recorded(plan: Plan, form: Form) -> Record:
    """Play it, and write down each frame."""
    sheets = [piece.sheet(plan.gravity) for piece in plan.pieces]
    places, strains, lively = [], [], []
    done, landed = 0, 0.0
    for frame in range(form.frames):
        while done < round(frame * STEPS / form.fps):
            for sheet in sheets:
                sheet.step(done / STEPS, plan.breeze, plan.solid)
            done += 1
            if not landed and plan.solid and sheets[0].place[1].min() < 1.1 and sheets[0].met:
                landed = done / STEPS
        places.append([sheet.place.copy() for sheet in sheets])
        strains.append(max(sheet.strain() for sheet in sheets))
        lively.append(float(np.mean([np.abs(sheet.speed[:, :, -2:]).mean() for sheet in sheets])))
    touch: dict[str, object] = {"time": landed, "at": (0.0, 0.7), "impulse": 0.6, "materials": ("cloth", plan.support)}
    return Record(
        plan=plan, places=places, strains=tuple(strains), cues=heard(plan, form, lively, landed),
        contacts=(touch,) if landed else (),
    )  # fmt: skip


def heard(plan: Plan, form: Form, lively: list[float], landed: float) -> tuple[Cue, ...]:
    """The wind, the flutter of what it moves, and a soft landing."""
    flutter = Wind(x=np.zeros(form.frames), speed=1.6 * np.array(lively), size=0.6)
    if plan.breeze is None:
        soft = Impact(time=landed, at=(0.0, 0.7), impulse=0.25, materials=("card", "card"), sizes=(0.4, 0.3))
        return (flutter, soft) if landed else (flutter,)
    speeds = np.array([plan.breeze.strength(frame / form.fps) for frame in range(form.frames)]) * plan.breeze.speed
    return Wind(x=np.zeros(form.frames), speed=speeds), flutter


def glided(plan: Plan, form: Form) -> Record:
    """The same without a law: a stiff sheet that ripples evenly, or sinks to where it passes through things."""
    places = []
    for frame in range(form.frames):
        time = frame / form.fps
        shown = []
        for piece in plan.pieces:
            place = piece.place.copy()
            if plan.setting == "drape":
                place[1] -= np.float32(0.62 * min(1.0, time / 2.0) ** 2)
            else:
                far = (
                    np.abs(place[0] - place[0, :, :1]) if plan.setting in {"flag", "scarf"} else place[1, :1] - place[1]
                )
                place[2] += (0.12 * far * np.sin(5 * place[0] + 3 * place[1] - 4 * time)).astype(np.float32)
            shown.append(place)
        places.append(shown)
    return Record(plan=plan, places=places)
