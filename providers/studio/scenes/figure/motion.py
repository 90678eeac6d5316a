"""A finished routine as points in space, at `RATE` samples a second."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from providers.studio.scenes.figure.flight import RATE
from providers.studio.scenes.figure.ground import bent, locked, pads
from providers.studio.scenes.figure.routine import PITCH, YAW, Routine, Span, Touch, X, Z
from providers.studio.stagecraft.anatomy import ANKLES, POSE, TOES, Build, Floats, balance, joints, turned

HEEL = 20
"""Samples in which a blade comes down flat, or rises to its toe."""


GENTLY = 0.05
"""Metres under the ground at which a swinging foot is wholly lifted out of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Motion:
    """Everything that was performed."""

    build: Build
    points: Floats
    """Samples by joints by three, in metres on stage."""
    centre: Floats
    """The centre of mass, samples by three."""
    pitch: Floats
    yaw: Floats
    spans: tuple[Span, ...]
    touches: tuple[Touch, ...]

    def at(self, seconds: Floats, values: Floats) -> Floats:
        """One of the arrays at some times."""
        place = np.clip(seconds * RATE, 0, len(values) - 1.001)
        low = place.astype(int)
        part = (place - low).reshape(-1, *([1] * (values.ndim - 1)))
        return np.asarray(values[low] * (1 - part) + values[low + 1] * part)


def finished(routine: Routine) -> Motion:
    """Play out what is still pending, put the planted feet where they stand, and place every joint."""
    routine.flush()
    rows = np.concatenate(routine.chunks)
    pose, hips, pitch, yaw = rows[:, :POSE].copy(), rows[:, X : Z + 1].copy(), rows[:, PITCH], rows[:, YAW]
    if routine.physics:
        routine.feet += [
            foot.left(routine.stood(rows[-1]) + hips[-1], len(rows) - 1) for foot in routine.planted.values()
        ]
        locked(pose, hips, pitch, yaw, routine.feet, routine.build)
        for span in routine.spans:
            if span.name not in {"spin", "fall"}:
                pose[span.start : span.end + 1] = rows[span.start : span.end + 1, :POSE]
    points = turned(joints(pose, routine.build), pitch, yaw)
    if routine.centred:
        hips[:, [0, 2]] -= balance(points)[:, [0, 2]]
        if routine.physics:
            glided(routine, pose, points, hips, yaw)
            points = turned(joints(pose, routine.build), pitch, yaw)
    if routine.physics:
        lifted(routine, pose, points, hips, (pitch, yaw))
        points = turned(joints(pose, routine.build), pitch, yaw)
    points = points + hips[:, None, :]
    return Motion(
        build=routine.build, points=points, centre=balance(points), pitch=pitch, yaw=yaw,
        spans=tuple(routine.spans), touches=tuple(routine.touches),
    )  # fmt: skip


def glided(routine: Routine, pose: Floats, points: Floats, hips: Floats, yaw: Floats) -> None:
    """Keep a blade on the ice: before a jump and after it by bending the leg, else by the height of the hips."""
    free = np.zeros(len(pose), bool)
    size = routine.build.lengths
    for start, end, leg in routine.levels:
        rows = slice(start + 1, min(end, len(pose)))
        free[rows] = True
        foot = (
            points[[start, min(end, len(pose) - 1)], TOES[leg]] - points[[start, min(end, len(pose) - 1)], ANKLES[leg]]
        )
        first, last = np.arctan2(-foot[:, 1], np.hypot(foot[:, 0], foot[:, 2]))
        since = np.arange(rows.start, rows.stop) - start
        still = first * np.maximum(0, 1 - since / HEEL) + last * np.maximum(0, 1 - (rows.stop - start - since) / HEEL)
        ankle = points[rows, ANKLES[leg]].copy()
        ankle[:, 1] = np.maximum(size.sole, 0.016 + size.foot * np.sin(still)) + routine.blade - hips[rows, 1]
        bent(pose[rows], leg, ankle, 0 * still, yaw[rows], still, routine.build)
    for span in routine.spans:
        if span.name not in {"spin", "fall"}:
            free[span.start : span.end + 1] = True
    low = -(points[..., 1] - pads(routine.build, routine.blade)).min(axis=1)
    hips[~free, 1] = low[~free]


def lifted(routine: Routine, pose: Floats, points: Floats, hips: Floats, turns: tuple[Floats, Floats]) -> None:
    """Bend the leg of a foot that would swing through the ground; what happens in the air is left as it is."""
    pad, on_ground = pads(routine.build, routine.blade), np.ones(len(pose), bool)
    for span in routine.spans:
        if span.name != "spin":
            on_ground[span.start : span.end + 1] = False
    for leg, ankle in enumerate(ANKLES):
        foot = points[:, [ankle, TOES[leg]]]
        short = routine.ground + pad[[ankle, TOES[leg]]] - foot[..., 1] - hips[:, None, 1]
        deep = np.maximum(short.max(axis=1), 0.0)
        rows = on_ground & (deep > 0)
        if routine.ground or not rows.any():
            continue
        target = foot[rows, 0] + np.stack([0 * deep[rows], deep[rows], 0 * deep[rows]], axis=1)
        way = foot[rows, 1] - foot[rows, 0]
        tips = np.arctan2(-way[:, 1], np.hypot(way[:, 0], way[:, 2]))
        some = pose[rows]
        bent(some, leg, target, turns[0][rows], turns[1][rows], tips, routine.build)
        share = np.minimum(1.0, deep[rows] / GENTLY)[:, None]
        pose[rows] += (some - pose[rows]) * share * share * (3 - 2 * share)
