"""Runway writes a clip's shape and size as one value, `1280:720`; ours are two, `16:9` and `720p`.

Some fields hold a shape alone (`16:9`), some a size alone (`auto_720p`): what a value leaves open reads as "".
"""

from __future__ import annotations

import math

SHAPES = ("21:9", "16:9", "3:2", "4:3", "1:1", "3:4", "2:3", "9:16")
LINES = {360: "360p", 480: "480p", 720: "720p", 1080: "1080p", 2160: "4k"}
"""Sizes by the shorter side of a 16:9 picture."""
USUAL = ("16:9", "720p")
"""Taken where one of the two was left open and the vendor wants both."""
AUTO = "auto_"


def read(ratio: str) -> tuple[str, str]:
    """Shape and size of one of Runway's values: the nearest we have a name for."""
    if ratio.startswith(AUTO):
        return "", ratio.removeprefix(AUTO)
    width, height = map(int, ratio.split(":"))
    shape = min(SHAPES, key=lambda one: abs(_wide(one) - _wide(ratio)))
    return shape, "" if width < 100 else _size(width, height)


def shapes(ratios: tuple[str, ...]) -> tuple[str, ...]:
    """The shapes among these values, each once, in their order."""
    return tuple(dict.fromkeys(shape for shape, _ in map(read, ratios) if shape))


def sizes(ratios: tuple[str, ...]) -> tuple[str, ...]:
    """The sizes among these values, each once, in their order."""
    return tuple(dict.fromkeys(size for _, size in map(read, ratios) if size))


def written(ratios: tuple[str, ...], shape: str | None, size: str | None) -> str:
    """The one of these values that says both; what is left open or is not there becomes the usual."""
    wanted = (_chosen(shapes(ratios), shape, USUAL[0]), _chosen(sizes(ratios), size, USUAL[1]))
    return next(one for one in ratios if read(one) == wanted)


def _chosen(offered: tuple[str, ...], asked: str | None, usual: str) -> str:
    return next((one for one in (asked, usual, *offered) if one in offered), "")


def _size(width: int, height: int) -> str:
    """By the shorter side where that is a usual one, or else by how many pixels there are."""
    if name := LINES.get(min(width, height)):
        return name
    return LINES[min(LINES, key=lambda lines: abs(math.log(width * height / (lines * lines * 16 / 9))))]


def _wide(ratio: str) -> float:
    width, height = map(int, ratio.split(":"))
    return math.log(width / height)
