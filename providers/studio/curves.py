"""Soft curves through points, as numbers."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
FEW = 48
"""Points: fewer are sooner weighed, all at once, than cut up step by step."""


def pieces(way: Points, closed: bool) -> Points:
    """A Catmull-Rom curve through points by two: for each cubic piece its two handles and its end, six numbers."""
    if len(way) <= FEW:
        return np.asarray(weights(len(way), closed) @ way).reshape(-1, 6)
    return cubics(way, closed).reshape(-1, 6)


def cubics(way: Points, closed: bool) -> Points:
    """The same for points by any numbers: pieces by three by numbers."""
    ends = (way[-1:], way[:2]) if closed else (way[:1], way[-1:])
    wide = np.concatenate((ends[0], way, ends[1]))
    lean = (wide[2:] - wide[:-2]) / 6.0
    starts, stops = wide[1:-2], wide[2:-1]
    if not closed:
        lean = np.concatenate((lean, lean[-1:]))
    return np.stack((starts + lean[: len(starts)], stops - lean[1 : len(starts) + 1], stops), axis=1)


@cache
def weights(count: int, closed: bool) -> Points:
    """How much each of so many points has to do with each handle and each end."""
    return cubics(np.eye(count), closed).reshape(-1, count)
