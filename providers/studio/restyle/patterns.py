"""What lies on a picture and holds its place: paper, grain, strokes, dots, rules, corners, tubes of light."""

from __future__ import annotations

import numpy as np

from providers.studio.restyle.planes import BLACK, GREY, WHITE, Sheet, Shot, Step, blurred, field, times


def paper(sheet: Sheet, rough: float) -> Step:
    """The grain of paper."""
    grain = field(1 - rough * np.clip(0.5 + 0.3 * sheet.noise(1.2, 3) + 0.2 * sheet.noise(14, 4), 0, 1))

    def step(shot: Shot) -> None:
        shot.light = times(shot.light, grain)

    return step


def grain(sheet: Sheet, much: float) -> Step:
    """Grains of silver, which hold their places."""
    by = np.rint(much * sheet.noise(0.7, 5)).astype(np.int16)

    def step(shot: Shot) -> None:
        shot.light = np.clip(shot.light + by, BLACK, WHITE).astype(np.uint8)

    return step


def vignette(sheet: Sheet, much: float) -> Step:
    """Darker corners."""
    y, x = np.ogrid[-1 : 1 : sheet.height * 1j, -1 : 1 : sheet.width * 1j]
    dark = field((1 - much * np.clip((x * x + y * y) / 2, 0, 1) ** 1.3).astype(np.float32))

    def step(shot: Shot) -> None:
        shot.light = times(shot.light, dark)

    return step


def hatch(sheet: Sheet, every: float) -> Step:
    """Strokes of a pencil, which lie closer the darker it is; they hold to the paper."""
    y, x = np.mgrid[: sheet.height, : sheet.width].astype(np.float32)
    shake, period = 2.2 * sheet.unit * sheet.noise(9, 6), every * sheet.unit
    turns = ((1, 1), (-0.7, 1.3))
    strokes = [
        (127 + 127 * np.sin(2 * np.pi * (turn * x + y + shake) / (period * share))).astype(np.uint8)
        for turn, share in turns
    ]
    tables = [np.clip(3.2 * (limit - np.arange(256)), 0, 255).astype(np.uint8) for limit in (212, 178)]

    def step(shot: Shot) -> None:
        soft = blurred(shot.light, 3 * sheet.unit)
        for stroke, table in zip(strokes, tables, strict=True):
            cover = table[soft].astype(np.uint16) * stroke >> 8
            shot.light = times(shot.light, 256 - (cover * 3 >> 3))

    return step


def dots(sheet: Sheet, every: float) -> Step:
    """The dots of cheap print, in the darker half of the tones."""
    y, x = np.mgrid[: sheet.height, : sheet.width].astype(np.float32) * (np.pi / (every * sheet.unit))
    screen = (127 + 63 * (np.sin(x + y) + np.sin(x - y))).astype(np.uint8)
    bent = np.clip(np.arange(256) * 1.5 + 20, 0, 255).astype(np.uint8)

    def step(shot: Shot) -> None:
        gap = np.clip(bent[shot.light].astype(np.int16) - screen + 128, 0, 255)
        shot.light = times(shot.light, (170 + np.clip((gap - 88) * 2, 0, 86)).astype(np.uint16))

    return step


def grid(sheet: Sheet, every: float) -> Step:
    """Fine ruled lines."""
    ruled = np.zeros((sheet.height, sheet.width), np.uint8)
    space = max(8, round(every * sheet.unit))
    for number, at in enumerate(range(0, max(sheet.height, sheet.width), space)):
        ruled[at : at + 1] = ruled[:, at : at + 1] = 22 if number % 4 == 0 else 10

    def step(shot: Shot) -> None:
        shot.light = np.minimum(shot.light.astype(np.uint16) + ruled, WHITE).astype(np.uint8)

    return step


def spectrum(sheet: Sheet, much: float) -> Step:
    """Colours of light tubes, by the place in the picture, where there is light at all."""
    y, x = np.mgrid[: sheet.height // 2, : sheet.width // 2].astype(np.float32)
    soft = sheet.noise(60, 8)[::2, ::2][: y.shape[0], : y.shape[1]]
    turn = 2 * np.pi * (0.9 * x / sheet.width + 0.5 * y / sheet.height) + 0.4 * soft
    blue, red = (much * (0.45 + 0.2 * np.cos(turn))).astype(np.int32), (much * np.sin(turn + 2.2)).astype(np.int32)

    def step(shot: Shot) -> None:
        near = blurred(shot.light, 2 * sheet.unit)[::2, ::2][: y.shape[0], : y.shape[1]]
        bright = np.clip(near.astype(np.int32) * 2, 0, 255)
        shot.blue = np.clip(GREY + (blue * bright >> 8), 0, 255).astype(np.uint8)
        shot.red = np.clip(GREY + (red * bright >> 8), 0, 255).astype(np.uint8)

    return step
