"""How a long addition is cut into clips that a model sells. Pure.

The total is the nearest to what was asked; of two equally near the one with fewer seams, and then the shorter.
"""

from __future__ import annotations

import math
from itertools import combinations_with_replacement

from providers.kit.terms import Brief, Model, Span

Lengths = tuple[float, ...] | Span


def chained(brief: Brief, model: Model) -> bool:
    """Whether the clip is extended from its last frame, since the model knows no other way."""
    by_picture = brief.task == "extend" and "extend" not in model.tasks and "image_to_video" in model.tasks
    return by_picture and not continues(brief, model)


def continues(brief: Brief, model: Model) -> bool:
    """Whether the clip is the model's own, and goes on from where its simulation ended."""
    return model.continues and brief.video is not None and brief.video.maker == model.id


def pieces(asked: float | None, offered: Lengths) -> tuple[float | None, ...]:
    """Lengths of the clips that come to `asked` seconds together, or as near as the offer allows.

    One piece of a length that is the vendor's choice where nothing is asked, or nothing can be.
    """
    if asked is None or not offered:
        return (None,)
    return _even(asked, offered) if isinstance(offered, Span) else _nearest(asked, sorted(set(offered)))


def _even(asked: float, offered: Span) -> tuple[float, ...]:
    """Pieces of one length, or of two that differ by a second where only whole seconds are sold."""
    least = max(1, math.floor(round(asked / offered.high, 6)))
    ways = [_shared(asked, count, offered) for count in (least, least + 1)]
    return min(ways, key=lambda one: (round(abs(sum(one) - asked), 6), len(one)))


def _shared(asked: float, count: int, offered: Span) -> tuple[float, ...]:
    if not offered.whole:
        return (round(min(max(offered.low, asked / count), offered.high), 3),) * count
    total = min(max(round(asked), math.ceil(offered.low) * count), math.floor(offered.high) * count)
    each, longer = divmod(total, count)
    return (float(each + 1),) * longer + (float(each),) * (count - longer)


def _nearest(asked: float, offered: list[float]) -> tuple[float, ...]:
    """As many of the longest as leave room for two more at most, and the best that these two can be."""
    longest = offered[-1]
    whole = max(0, math.ceil(asked / longest) - 2)
    left = asked - whole * longest
    ends = [one for count in range(3) for one in combinations_with_replacement(offered, count) if whole or one]
    best = min(ends, key=lambda one: (round(abs(sum(one) - left), 6), len(one), sum(one)))
    return (longest,) * whole + tuple(sorted(best, reverse=True))
