"""Named poses, read from `poses.json`: degrees there, radians here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np

from providers.studio.stagecraft.anatomy import (
    ANKLES,
    ARMS,
    LEGS,
    POSE,
    TOES,
    Build,
    Floats,
    balance,
    joints,
)

FILE = Path(__file__).with_name("poses.json")


@cache
def poses() -> Mapping[str, Floats]:
    """Every pose of the file by its name."""
    return {name: np.radians(angles(data)) for name, data in json.loads(FILE.read_text("utf-8")).items()}


def angles(data: dict[str, float | list[float]]) -> Floats:
    """The numbers of one pose; `arm` and `leg` are both sides'."""
    out = np.zeros(POSE)
    for at, name in enumerate(("lean", "curl", "nod")):
        out[at] = data.get(name, 0.0)
    for limb, starts in (("arm", ARMS), ("leg", LEGS)):
        for side, start in zip(("left", "right"), starts, strict=True):
            numbers = data.get(f"{side}_{limb}", data.get(limb))
            if isinstance(numbers, list):
                out[start : start + len(numbers)] = numbers
    return out


def pose(name: str) -> Floats:
    """That pose; the array is the caller's own."""
    return poses()[name].copy()


def mirrored(angles: Floats) -> Floats:
    """Left for right."""
    out = angles.copy()
    for (left, right), size in ((ARMS, 4), (LEGS, 5)):
        out[..., left : left + size] = angles[..., right : right + size]
        out[..., right : right + size] = angles[..., left : left + size]
    return out


def balanced(angles: Floats, build: Build, leg: int, tip: float = 0.0) -> Floats:
    """The pose with that foot under the centre of mass, by turning its leg in the hip; on its toes by `tip`."""
    out, start, side = angles.copy(), LEGS[leg], (-1, 1)[leg]
    reach = build.lengths.thigh + build.lengths.shank
    for _ in range(12):
        points = joints(out, build)
        foot = points[TOES[leg]] if tip else 0.6 * points[ANKLES[leg]] + 0.4 * points[TOES[leg]]
        off = balance(points) - foot
        out[start] += 0.7 * off[0] / reach
        out[start + 1] += 0.7 * side * off[2] / reach
        out[start + 4] = out[start] - out[start + 2] + tip
    return out
