"""Judgements of more than two clips, each as one observation: best of N, full rankings, best and worst.

A ranking is a row of choices, the best of all, then the best of the rest (Plackett 1975, Luce 1959). Best and worst
together are one choice among all ordered pairs, with odds π_best : π_worst (the maxdiff model, Marley and Louviere
2005). Taken apart into N−1 pairs such a judgement would count as N−1 votes, and it is one.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from scipy.sparse import csr_array

from comparisons.ranking.choices import Choices

Alternative = tuple[tuple[int, float], ...]
"""Models and what each adds, as ((model, 1.0), ...)."""
Situation = tuple[Alternative, ...]
Taken = tuple[Situation, int]
"""A situation and the place of what was taken in it."""


def best(winner: int, others: Sequence[int]) -> list[Taken]:
    """One of several was called the best."""
    field = sorted([winner, *others])
    return [(tuple(((model, 1.0),) for model in field), field.index(winner))]


def ranking(order: Sequence[int]) -> list[Taken]:
    """All were put in order, the best first."""
    return [stage for place in range(len(order) - 1) for stage in best(order[place], order[place + 1 :])]


def best_and_worst(top: int, bottom: int, others: Sequence[int]) -> list[Taken]:
    """One was called the best and another the worst; the rest lie between, in no order."""
    field = sorted([top, bottom, *others])
    pairs = list(itertools.permutations(field, 2))
    situation: Situation = tuple(((one, 1.0), (other, -1.0)) for one, other in pairs)
    return [(situation, pairs.index((top, bottom)))]


def renamed(made: Iterable[Taken], names: Mapping[int, int]) -> list[Taken]:
    """The same about models of other numbers."""
    return [
        (tuple(tuple((names[model], sign) for model, sign in alternative) for alternative in situation), place)
        for situation, place in made
    ]


def choices(made: Iterable[Taken], parameters: int) -> tuple[Choices, list[int]]:
    """As `Choices`, equal situations together; and for each that was made, the alternative it took."""
    made = list(made)
    begins, size = {}, 0
    for situation in dict.fromkeys(situation for situation, _ in made):
        begins[situation], size = size, size + len(situation)
    took = [begins[situation] + place for situation, place in made]
    times = Counter(took)
    cells = [
        (begin + place, model, sign)
        for situation, begin in begins.items()
        for place, alternative in enumerate(situation)
        for model, sign in alternative
    ]
    rows, columns, signs = np.array(cells, dtype=float).reshape(-1, 3).T
    return Choices(
        design=csr_array((signs, (rows.astype(int), columns.astype(int))), shape=(size, parameters)),
        situation=np.repeat(np.arange(len(begins)), [len(situation) for situation in begins]).astype(np.intp),
        taken=np.array([times[place] for place in range(size)], dtype=float),
    ), took
