"""What stands still near an edge of the picture and looks like letters or a logo: compact, dense, with nothing around.

Edges that are there in nearly all of some frames, pointing the same way, stand still; the median over time lets an
overlay that one can see through stand out too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

STEP = 4.0
"""Grey levels from one pixel to the next (of 255) that make an edge."""
HELD = 0.85
"""The share of frames in which a still edge is there."""
CLOSE = 1, 4
"""Pixels, up and across: edges with no more than twice that between them are of one group."""
NEAR = 0.085
"""How far from the nearest edge of the picture a mark begins at most; as are the next, a share of the shorter side."""
LOW, HIGH, LONG = 0.026, 0.2, 0.55
"""Least and greatest height, and greatest width."""
DENSE, LETTERS, HIDING = 0.25, 0.42, 0.5
"""What share of a mark's box is edge, and what share of some piece of it that is as large as a letter. Where no piece
near an edge of the picture has as much as the third, there is nothing that could be letters."""
PIECE = 13
"""Pixels each way."""
ONE_SIDED = 0.25
"""How much of a mark's steps from pixel to pixel may be left when they are added up."""
EMPTY = 0.06
"""What share of the frame around a mark may be still edges."""
BAR = 0.7
"""What share of a row or column of pixels is still edge, where a black bar ends."""

Grey = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Still:
    """What stands still in some frames."""

    edges: Mask
    """(height, width), as are the next two."""
    usual: Mask
    """Where there are edges in a fifth of the frames or more, still or not."""
    across: Grey
    """The median step from left to right; `down` is that from top to bottom."""
    down: Grey


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Still edges that may be a mark."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def middle(self) -> npt.NDArray[np.float64]:
        """Across and down."""
        return np.array([self.left + self.right, self.top + self.bottom]) / 2

    def within(self, by: int) -> tuple[slice, slice]:
        """Its box, larger by so many pixels each way."""
        return slice(max(0, self.top - by), self.bottom + by), slice(max(0, self.left - by), self.right + by)


def what_stands(frames: Grey) -> Still:
    """Of frames (frames, height, width), grey levels of 255, as small as `mark` has them."""
    steps = np.zeros((2, *frames.shape), np.float32)
    steps[0, :, :, 1:-1] = (frames[:, :, 2:] - frames[:, :, :-2]) / 2
    steps[1, :, 1:-1] = (frames[:, 2:] - frames[:, :-2]) / 2
    across, down = np.median(steps, axis=1)
    strength = across**2 + down**2
    held = (steps[0] * across + steps[1] * down > 0.3 * strength).mean(axis=0) >= HELD
    usual = ((steps**2).sum(axis=0) > STEP**2).mean(axis=0) > 0.2
    return Still(edges=(strength > STEP**2) & held, usual=usual, across=across, down=down)


def like_marks(still: Still) -> Iterator[Group]:
    """Those that look like a mark, wherever near an edge they are."""
    from scipy import ndimage

    joined, _ = ndimage.label(_grown(still.edges, *CLOSE))
    for number, place in enumerate(ndimage.find_objects(joined), 1):
        if not _has_the_size(place, still.edges.shape):
            continue
        mine = (joined[place] == number) & still.edges[place]
        rows, columns = np.nonzero(mine)
        top, left = place[0].start + rows.min(), place[1].start + columns.min()
        bottom, right = place[0].start + rows.max() + 1, place[1].start + columns.max() + 1
        group = Group(left=int(left), top=int(top), right=int(right), bottom=int(bottom))
        strokes = still.across[place][mine], still.down[place][mine]
        if _has_the_looks(group, len(rows), still.edges) and _is_whole(*strokes):
            yield group


def _grown(edges: Mask, up: int, across: int) -> Mask:
    from scipy import ndimage

    return np.asarray(ndimage.maximum_filter(edges, (2 * up + 1, 2 * across + 1), mode="constant"))


def _has_the_size(place: tuple[slice, slice], shape: tuple[int, ...]) -> bool:
    short = min(shape)
    high, wide = (one.stop - one.start - 2 * by for one, by in zip(place, CLOSE, strict=True))
    return bool(LOW * short <= high <= HIGH * short and LOW * short <= wide <= LONG * short)


def _has_the_looks(group: Group, count: int, edges: Mask) -> bool:
    tall, wide = edges.shape
    short = min(tall, wide)
    gaps = (group.left, group.top, wide - group.right, tall - group.bottom)
    dense = count >= DENSE * (group.right - group.left) * (group.bottom - group.top)
    if not dense or not 0.005 * short <= min(gaps) <= NEAR * short:
        return False
    plain = edges & ~bars(edges)
    around = plain[group.within(10)].sum() - plain[group.within(3)].sum()
    room = edges[group.within(10)].size - edges[group.within(3)].size
    return bool(_letters(edges[group.within(PIECE)]).max() >= LETTERS and around <= EMPTY * room)


def _is_whole(across: Grey, down: Grey) -> bool:
    """Whether its strokes have both their sides, and what grows lighter grows darker again; not so a rim."""
    return bool(np.hypot(across.sum(), down.sum()) <= ONE_SIDED * np.hypot(across, down).sum())


def bars(edges: Mask) -> Mask:
    """The rows and columns in which a black bar above, below or beside the picture may end."""
    return np.asarray((edges.mean(axis=1) > BAR)[:, None] | (edges.mean(axis=0) > BAR)[None])


def _letters(edges: Mask) -> Grey:
    """For each pixel the share of edges in a piece around it that is as large as a letter."""
    from scipy import ndimage

    return np.asarray(ndimage.uniform_filter(edges.astype(np.float32), PIECE, mode="constant"))


def may_hide(edges: Mask) -> bool:
    """Whether near an edge of the picture still edges lie as close as in letters."""
    tall, wide = edges.shape
    band = round((NEAR + HIGH / 2) * min(tall, wide))
    near = np.ones_like(edges)
    near[band:-band, band:-band] = False
    return bool((_letters(edges)[near] >= HIDING).any())
