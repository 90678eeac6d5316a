"""What styles are made of: each step changes one frame.

A step is made once for a clip's size; whatever it draws by chance is drawn then, so that nothing flickers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
from PIL import Image

from providers.studio.restyle.patterns import dots, grain, grid, hatch, paper, spectrum, vignette
from providers.studio.restyle.planes import (
    BLACK,
    GREY,
    WHITE,
    Floats,
    Sheet,
    Shot,
    Step,
    blurred,
    curve,
    mean,
    planes_of,
    times,
)  # fmt: skip


def tone(sheet: Sheet, black: float, white: float, gamma: float) -> Step:
    """Contrast: where black and white end up (0 to 255), and how the tones between them bend."""
    table = curve(lambda share: (black + (white - black) * share**gamma) / 255)

    def step(shot: Shot) -> None:
        shot.light = table.take(shot.light)

    return step


def colour(sheet: Sheet, much: float, blue: float = 0.0, red: float = 0.0) -> Step:
    """Colours times so much, and shifted towards blue and red."""
    tables = [np.clip((np.arange(256) - GREY) * much + GREY + by + 0.5, 0, 255).astype(np.uint8) for by in (blue, red)]

    def step(shot: Shot) -> None:
        shot.blue, shot.red = tables[0].take(shot.blue), tables[1].take(shot.red)

    return step


def tint(sheet: Sheet, dark: list[float], light: list[float]) -> Step:
    """One ink on one paper: every tone lies between two colours (red, green, blue to 255)."""
    share = np.clip((np.arange(256) - BLACK) / (WHITE - BLACK), 0, 1)[:, None]
    tables = planes_of(np.asarray(dark) * (1 - share) + np.asarray(light) * share)

    def step(shot: Shot) -> None:
        small = shot.light[::2, ::2]
        shot.blue, shot.red = tables[1].take(small), tables[2].take(small)
        shot.light = tables[0].take(shot.light)

    return step


def smooth(sheet: Sheet, radius: float) -> Step:
    """Evens out what is nearly even and leaves edges (a guided filter at half size: He and Sun, 2015)."""
    size, flat = 2 * max(1, round(radius * sheet.unit / 2)) + 1, 180.0

    def step(shot: Shot) -> None:
        small = shot.light[::2, ::2].astype(np.float32)
        level = mean(small, size)
        spread = np.maximum(mean(small * small, size) - level * level, 0)
        steep = spread / (spread + flat)
        slope, base = mean(steep, size), mean(level * (1 - steep), size)
        for rows, columns in ((0, 0), (0, 1), (1, 0), (1, 1)):
            view = shot.light[rows::2, columns::2]
            fit = slope[: view.shape[0], : view.shape[1]] * view + base[: view.shape[0], : view.shape[1]]
            shot.light[rows::2, columns::2] = np.clip(fit, 0, 255)
        shot.blue, shot.red = blurred(shot.blue, size / 2), blurred(shot.red, size / 2)

    return step


def levels(sheet: Sheet, steps: int, soft: float) -> Step:
    """Few tones instead of many; `soft` leaves so much of what lies between them."""

    def stepped(share: Floats) -> Floats:
        at = share * steps
        part = at - np.floor(at)
        ramp = np.clip((part - 0.5) / max(soft, 0.02) + 0.5, 0, 1)
        return np.asarray((np.floor(at) + ramp) / steps, dtype=np.float32)

    table = curve(stepped)

    def step(shot: Shot) -> None:
        shot.light = table.take(shot.light)

    return step


def lines(sheet: Sheet, fine: float, wide: float, strength: float, over: float) -> Step:
    """Dark lines where the picture changes (a soft threshold on a difference of blurs); `over` so much of its tones."""
    gap = np.arange(-255, 256)
    ink = 1 - np.clip(np.tanh(-(gap + 1.5) * strength / 60), 0, 1)
    table = (256 * ink).astype(np.uint16)
    keep = curve(lambda share: 1 - over * (1 - share))

    def step(shot: Shot) -> None:
        near, far = blurred(shot.light, fine * sheet.unit), blurred(shot.light, wide * sheet.unit)
        drawn = table.take(near.astype(np.int16) - far + 255)
        shot.light = times(keep.take(shot.light), drawn)

    return step


def invert(sheet: Sheet) -> Step:
    """White for black."""

    def step(shot: Shot) -> None:
        shot.light = np.clip(BLACK + WHITE - shot.light.astype(np.int16), BLACK, WHITE).astype(np.uint8)

    return step


def wobble(sheet: Sheet, by: float) -> Step:
    """Every edge a little uneven, as a hand draws it, and always in the same way."""
    rows, columns = np.mgrid[: sheet.height, : sheet.width]
    down, across = (np.rint(by * sheet.unit * sheet.noise(6.0, number)).astype(np.int64) for number in (1, 2))
    rows, columns = np.clip(rows + down, 0, sheet.height - 1), np.clip(columns + across, 0, sheet.width - 1)
    where = (rows * sheet.width + columns).astype(np.int32)

    def step(shot: Shot) -> None:
        shot.light = shot.light.ravel().take(where)

    return step


def glow(sheet: Sheet, over: float, much: float) -> Step:
    """What is brighter than so much shines on what is around it."""
    bright = np.clip(np.arange(256) - over, 0, 255).astype(np.uint8)
    strong = np.clip(much * np.arange(256) + 0.5, 0, 255).astype(np.uint8)

    def step(shot: Shot) -> None:
        small = blurred(blurred(bright[shot.light[::4, ::4]], 3 * sheet.unit), 3 * sheet.unit)
        shine = Image.fromarray(strong.take(small)).resize((sheet.width, sheet.height), Image.Resampling.BILINEAR)
        more = shot.light.astype(np.uint16)
        more += np.asarray(shine)
        shot.light = np.minimum(more, WHITE, out=more).astype(np.uint8)

    return step


def blocks(sheet: Sheet, side: float) -> Step:
    """Large square pixels."""
    size = 2 * max(1, round(side * sheet.unit / 2))

    def step(shot: Shot) -> None:
        for name, each in (("light", size), ("blue", size // 2), ("red", size // 2)):
            plane = getattr(shot, name)
            small = blurred(plane, each / 2)[each // 2 :: each, each // 2 :: each]
            large = np.repeat(np.repeat(small, each, axis=0), each, axis=1)
            tall, wide = plane.shape
            room = max(0, tall - large.shape[0]), max(0, wide - large.shape[1])
            setattr(shot, name, np.pad(large, ((0, room[0]), (0, room[1])), mode="edge")[:tall, :wide])

    return step


STEPS: Mapping[str, Callable[..., Step]] = MappingProxyType(
    {
        each.__name__: each
        for each in (
            tone, colour, tint, smooth, levels, lines, invert, wobble, paper, grain, vignette, glow, hatch, dots, grid,
            spectrum, blocks,
        )
    }
)  # fmt: skip
"""By the name that the data has for them."""
PLAIN = frozenset({"tone", "colour", "tint", "vignette"})
"""Steps that change each point by itself: all that Tween knows."""
