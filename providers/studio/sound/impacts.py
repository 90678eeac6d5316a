"""Impacts: what is struck rings at its own sample, by material, size, impulse, and how hard the two things are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from math import log, log10
from types import MappingProxyType

import numpy as np
from scipy.signal import sosfilt

from providers.studio.materials import MATERIALS, Material
from providers.studio.sound.cues import RATE, Impact, Mono
from providers.studio.sound.hearing import Ears, low_pass

RING = 1.8
"""Seconds after which no single contact is heard any more."""
SIZES = (0.02, 0.035, 0.06, 0.1, 0.16, 0.25, 0.4, 0.7, 1.2)
"""Half sizes, in metres, for which a ring is worked out; others take the nearest."""
EDGES = (250.0, 600.0, 1500.0, 4000.0, 20_000.0)
"""Hz over which a contact excites little, from soft to hard; others take the nearest."""
WAYS = 3
"""Places at which a thing may be struck; each excites its modes in other shares."""
HARD: Mapping[str, float] = MappingProxyType(
    {
        "metal": 1.0, "glass": 1.0, "china": 0.95, "stone": 0.9, "ice": 0.85, "wood": 0.65, "plastic": 0.6,
        "card": 0.35, "rubber": 0.4, "net": 0.3, "grass": 0.12, "sand": 0.1, "snow": 0.05, "cloth": 0.04, "skin": 0.12,
        "mat": 0.06,
    }
)  # fmt: skip
"""From 0, which yields like a pillow, to 1."""
LIKE: Mapping[str, str] = MappingProxyType(
    {
        "snow": "sand", "cloth": "grass", "skin": "grass", "mat": "grass", "water": "sand", "mud": "sand",
        "porcelain": "glass", "china": "glass", "brick": "stone", "concrete": "stone", "asphalt": "stone",
        "paper": "card", "leather": "rubber", "rope": "grass",
    }
)  # fmt: skip
"""What sounds much like something of `MATERIALS`."""


def stuff(material: str) -> Material:
    """The material, or what sounds most like it; wood, if nothing is known of it."""
    return MATERIALS.get(material) or MATERIALS[LIKE.get(material, "wood")]


def strike(ears: Ears, impact: Impact, noise: np.random.Generator) -> None:
    """Play one impact: both things ring, louder and brighter with the impulse, where it happened."""
    level = loudness(impact)
    bright = min(1.0, max(0.0, (log10(impact.impulse + 1e-3) + 0.5) / 2.5))
    edge, way = contact(impact), int(noise.integers(WAYS))
    for material, size, share in partners(impact):
        sound = modal(material, nearest(size), round(bright * 4) / 4, edge, way)
        reached = share / (1 + lowest(material, nearest(size)) / edge) ** 0.5
        ears.point(level * reached * sound, impact.time, impact.at[0], impact.far)


def contact(impact: Impact) -> float:
    """The upper edge of what a contact excites, as in `EDGES`: soft and large things touch for longer."""
    first, second = sorted(HARD.get(material, 0.6) for material in impact.materials)
    lasts = 0.00012 * (0.02 + first**0.75 * second**0.25) ** -1.5 * (max(impact.sizes) / 0.1) ** 0.3
    edge = 0.5 / lasts
    return min(EDGES, key=lambda each: abs(log(each / edge)))


def partners(impact: Impact) -> Iterator[tuple[str, float, float]]:
    """Material, half size and share of the two things that meet; a floor rings low and less."""
    (first, second), (size, other) = impact.materials, impact.sizes
    yield first, size, 1.0
    if first == "net":
        return
    if other == 0:
        yield second, 0.4 if second in {"wood", "stone", "sand", "grass"} else 0.16, 0.45
    else:
        yield second, other, 0.8


def loudness(impact: Impact) -> float:
    """Amplitude from impulse: four times the impulse is 6 dB more, as ears and rooms take it."""
    return float(min(1.6, 0.2 * (impact.impulse / 8.0) ** 0.5))


@lru_cache(maxsize=256)
def nearest(size: float) -> float:
    """The size in `SIZES` next to this one."""
    return min(SIZES, key=lambda each: abs(log(each / max(size, 1e-3))))


def lowest(material: str, size: float) -> float:
    """The pitch in Hz of the lowest mode of a thing of that half size."""
    return float(stuff(material).pitch * (0.1 / size) ** (0.6 if material in {"rubber", "card"} else 0.75))


@lru_cache(maxsize=512)
def modal(material: str, size: float, bright: float, edge: float = EDGES[-1], way: int = 0) -> Mono:
    """Decaying modes and a click; a brighter stroke and a harder contact have more of the high modes.

    Peak 1, starting at full strength; small things and those that strike something soft fall silent sooner.
    """
    made = stuff(material)
    decay = made.decay * min(1.5, max(0.5, (size / 0.1) ** 0.3)) * (0.45 + 0.55 * min(1.0, edge / 4000))
    time = np.arange(int(min(RING, decay * 1.3 + 0.05) * RATE)) / RATE
    noise = np.random.default_rng([*material.encode(), round(size * 1000), way])
    out = np.zeros_like(time)
    for at, ratio in enumerate(made.modes):
        pitch = lowest(material, size) * ratio * (1 + 0.004 * noise.standard_normal())
        share = (0.35 + 0.6 * bright) ** at * noise.uniform(0.55, 1.0) / (1 + (pitch / edge) ** 2)
        if pitch < 16_000:
            fall = 6.91 / (decay / (1 + 0.55 * at))
            out += share * np.sin(2 * np.pi * pitch * time + 0.6) * np.exp(-fall * time)
    grainy = material in {"net", "sand", "snow"}
    click = noise.standard_normal(len(time)) * np.exp(-time / (0.03 if grainy else 0.004 + 1.2 / edge))
    clicked = sosfilt(low_pass(made.hiss if grainy else min(made.hiss, edge)), click)
    out += made.click * (0.5 + 0.8 * bright) / (1 + lowest(material, size) / edge) * clicked
    fade = np.minimum(1.0, (time[-1] - time) / 0.02)
    out *= fade * np.minimum(1.0, (time + 2e-4) / 6e-4)
    return np.asarray(out / np.max(np.abs(out)))
