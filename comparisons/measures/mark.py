"""Whether a clip carries a visible mark: letters or a logo that stand still near an edge while the picture moves.

A few frames of the clip, small and grey, are held together. Edges that are there in nearly all of them, pointing the
same way, stand still; the median over time lets an overlay that one can see through stand out too. A mark is a group of
such edges that is compact, as dense as letters are, near an edge of the picture, and with nothing still around it.

Three answers, and the third is not the second:
- `mark`: there is such a group, and the picture behind it moves; or it stands at one place near an edge for a while,
  and then, just so, at another.
- `none`: nowhere near an edge do still edges lie as close together as in letters.
- `untold`: they do, and it can't be told from things that stand in the picture; as with a camera that stands still.

Not seen: letters lower than a fortieth of the shorter side, white on white, a mark in the middle of the picture, one
that never rests, and one that is there for less than a fifth of the clip.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Literal

import av
import numpy as np

from comparisons.measures.still import Grey, Group, Mask, Still, bars, like_marks, may_hide, what_stands

Answer = Literal["mark", "none", "untold"]
Box = tuple[float, float, float, float]
"""Left, top, width and height, as shares of the picture's."""

FRAMES, SHORTER, LONGER = 24, 270, 720
"""Frames that are looked at, evenly spread, and the pixels of their shorter side, and of the longer one at most."""
STAY = 4
"""Frames of these for which a mark that jumps rests, at least."""
STAGE = 0.35
"""What share of all edges may stand still, or the camera does: then what moves around a thing may be a hand."""
ALIVE = 2.5
"""Grey levels by which what is finer than a tenth of the picture changes (deviation over time) where it moves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What was found."""

    answer: Answer
    box: Box | None = None
    """Where the mark stands, or stood first; `None` without one."""
    jumps: bool = False
    """Whether it is at several places, one after another."""
    why: str = ""
    """Where the answer is `untold`."""


def marked(path: Path | str) -> Mark:
    """Decode the picture once and look for a mark; only a file that is not there is an error."""
    try:
        frames = _frames(path)
    except FileNotFoundError:
        raise
    except (av.FFmpegError, ValueError) as error:
        return Mark(answer="untold", why=f"the picture can't be decoded: {error}")
    if len(frames) < 2 * STAY:
        return Mark(answer="untold", why="there are too few frames")
    return found(frames)


def found(frames: Grey) -> Mark:
    """The same of frames, (frames, height, width), grey levels of 255; their shorter side about `SHORTER` pixels."""
    still = what_stands(frames)
    groups = list(like_marks(still))
    moving = _moving(frames) if groups else None
    for group in groups:
        if moving is not None and _stands_before(group, still, moving):
            return Mark(answer="mark", box=_box(group, still.edges))
    if jumping := _jumping(frames):
        return Mark(answer="mark", box=_box(jumping, still.edges), jumps=True)
    if groups or may_hide(still.edges):
        return Mark(answer="untold", why="what stands still near the edge can't be told from the picture behind it")
    return Mark(answer="none")


def _frames(path: Path | str) -> Grey:
    """The frames looked at; those that no other frame is made from are left out where the codec knows such."""
    with av.open(str(path)) as file:
        if not file.streams.video:
            return np.zeros((0, 1, 1), np.float32)
        stream = file.streams.video[0]
        stream.codec_context.skip_frame = "NONREF"
        seconds = float(stream.duration * stream.time_base) if stream.duration and stream.time_base else 0.0
        step = (seconds or (file.duration or 0) / av.time_base or 5.0) / FRAMES
        shrink = min(SHORTER / min(stream.width, stream.height), LONGER / max(stream.width, stream.height))
        wide, tall = max(1, round(stream.width * shrink)), max(1, round(stream.height * shrink))
        kept: list[Grey] = []
        due = 0.0
        for frame in file.decode(stream):
            time = float(frame.time or 0.0)
            if time + 1e-6 >= due:
                due = max(due + step, time + step / 2)
                kept.append(frame.reformat(wide, tall, "gray", interpolation="AREA").to_ndarray().astype(np.float32))
    return np.stack(kept) if kept else np.zeros((0, 1, 1), np.float32)


def _moving(frames: Grey) -> Mask:
    """Where the picture moves: what is finer than a tenth of it changes; a change of light alone does not do."""
    from scipy import ndimage

    broad = min(frames.shape[1:]) // 10
    fine = ndimage.uniform_filter(frames, (0, 3, 3)) - ndimage.uniform_filter(frames, (0, broad, broad))
    return np.asarray(fine.std(axis=0) > ALIVE)


def _stands_before(group: Group, still: Still, moving: Mask) -> bool:
    """Whether the picture moves right around it, or in its part of the picture, or else wherever there is something."""
    ring = np.zeros_like(moving)
    ring[group.within(10)] = True
    ring[group.within(3)] = False
    other = still.usual & ~bars(still.edges)
    other[group.within(10)] = False
    stands = (still.edges & other).sum() / max(1, other.sum())
    if moving[ring].sum() >= 0.3 * max(1, ring.sum()) and stands <= STAGE:
        return True
    around = group.within(min(moving.shape) // 3)
    if (there := int(other[around].sum())) >= 250:
        return bool((still.edges[around] & other[around]).sum() <= 0.2 * there)
    return bool(other.sum() >= 2000 and stands <= 0.2)


def _jumping(frames: Grey) -> Group | None:
    """What looks like a mark and rests at one place for some frames, and for others, just so, at another."""
    rests = list(_rests(frames))
    for (one, before), (other, after) in combinations(rests, 2):
        apart = np.abs(one.middle - other.middle).max() > 0.2 * min(frames.shape[1:])
        moved = _is_gone(one, before, after) and _is_gone(other, after, before)
        if apart and moved and _alike(one, before, other, after):
            return one
    return None


def _rests(frames: Grey) -> Iterator[tuple[Group, Still]]:
    """Each place where something that looks like a mark stands in two stretches of the clip, one after the other."""
    last: list[Group] = []
    known: list[Group] = []
    for start in range(0, len(frames) - STAY + 1, 2):
        still = what_stands(frames[start : start + STAY])
        groups = list(like_marks(still))
        for group in groups:
            stands = any(_is_near(group, one) for one in last)
            if stands and not any(_is_near(group, one) for one in known):
                known.append(group)
                yield group, still
        last = groups


def _is_near(one: Group, other: Group) -> bool:
    """Whether two groups are within a pixel at one end at least, up and across."""
    across = min(abs(one.left - other.left), abs(one.right - other.right))
    return across <= 1 and min(abs(one.top - other.top), abs(one.bottom - other.bottom)) <= 1


def _alike(one: Group, before: Still, other: Group, after: Still) -> bool:
    """Whether the smaller of two groups is found, edge for edge, about where the other is."""
    from scipy import signal

    if _area(one) > _area(other):
        one, before, other, after = other, after, one, before
    if _area(other) > 2 * _area(one):
        return False
    patch, about = _steps(before, one.within(0)), _steps(after, other.within(8))
    if any(a > b for a, b in zip(patch.shape, about.shape, strict=True)):
        return False
    shared = signal.correlate(about, patch, mode="valid")
    there = signal.correlate(about**2, np.ones_like(patch), mode="valid")
    return bool((shared / np.sqrt(np.maximum(there, 1) * max(1.0, float((patch**2).sum())))).max() >= 0.7)


def _is_gone(group: Group, before: Still, after: Still) -> bool:
    """Whether of what stood there hardly anything stands there any more."""
    there = before.edges[group.within(0)]
    return bool((after.edges[group.within(0)] & there).sum() < 0.3 * there.sum())


def _area(group: Group) -> int:
    return (group.bottom - group.top) * (group.right - group.left)


def _steps(still: Still, place: tuple[slice, slice]) -> Grey:
    return np.stack([still.across[place], still.down[place]])


def _box(group: Group, edges: Mask) -> Box:
    tall, wide = edges.shape
    shares: Sequence[float] = (
        group.left / wide, group.top / tall, (group.right - group.left) / wide, (group.bottom - group.top) / tall,
    )  # fmt: skip
    left, top, width, height = (round(share, 4) for share in shares)
    return left, top, width, height
