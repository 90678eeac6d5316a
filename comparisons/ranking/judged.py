"""An island's votes as choices: pairs with what sways them beside the models, then judgements of several clips."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import block_diag, csr_array, eye_array, kron

from comparisons.ranking import plackett_luce
from comparisons.ranking.bradley_terry import Floats, Indices, Ties
from comparisons.ranking.choices import Choices, join
from comparisons.ranking.coded import Coded
from comparisons.ranking.plackett_luce import Taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Parameters are the models' strengths, each control's worth, and under Davidson log ν."""

    made: Choices
    blend: csr_array
    """What a judgement of each kind took, (kinds, alternatives): kinds are a pair's wins of the first, of the second
    and ties in turn, then the alternatives of lists."""
    kind: Indices
    """Of each judgement, (judgements,)."""
    row: Indices
    """The row of the votes that tells its voter and its prompt, same shape; a list's choices share one."""
    first: Indices
    """With `second` the models of each pair, (pairs,)."""
    second: Indices
    plain: bool
    """Whether pairs of models are all there is: no control, no list."""

    def counts(self) -> Floats:
        """How often each kind was judged, (kinds,)."""
        return np.bincount(self.kind, minlength=self.blend.shape[0]).astype(np.float64)


def judged(votes: Coded, members: Indices, *, ties: Ties) -> Judged:
    """The votes on the models at the places `members` of `votes.models`."""
    place = np.full(len(votes.models), -1)
    place[members] = np.arange(len(members))
    row = np.flatnonzero(votes.single & (place[votes.left] >= 0) & (place[votes.right] >= 0) & (votes.outcome < 3))
    left, right, outcome = place[votes.left[row]], place[votes.right[row]], votes.outcome[row]
    if votes.x is None:
        turned = left > right
        first, second, which = _distinct(np.where(turned, right, left), np.where(turned, left, right), len(members))
        outcome = np.where(turned & (outcome < 2), 1 - outcome, outcome)
        x = np.zeros((len(first), 0))
    else:
        at, which = _alike(left * len(members) + right, votes.x[row])
        first, second, x = left[at], right[at], votes.x[row][at]
    kind = 3 * which.reshape(-1) + outcome
    made, blend = _paired(first, second, x, len(members), ties, kind)
    lists = _lists(votes, place)
    if lists:
        stages = [stage for _, told in lists for stage in told]
        several, took = plackett_luce.choices(stages, made.design.shape[1])
        kind = np.concatenate([kind, blend.shape[0] + np.array(took)])
        row = np.concatenate([row, np.repeat([at for at, _ in lists], [len(told) for _, told in lists])])
        made, blend = join([made, several]), csr_array(block_diag([blend, eye_array(len(several.taken))]))
    plain = votes.x is None and not lists
    return Judged(made=made, blend=blend, kind=kind, row=row, first=first, second=second, plain=plain)


def _distinct(low: Indices, high: Indices, size: int) -> tuple[Indices, Indices, Indices]:
    """The pairs that there are, in order, and which of them each vote is about."""
    cells = low * size + high
    there = np.bincount(cells, minlength=size * size) > 0
    found = np.flatnonzero(there)
    return found // size, found % size, (np.cumsum(there) - 1)[cells]


def _alike(cells: Indices, x: Floats) -> tuple[Indices, Indices]:
    """A vote of each cell and row of x that there is, in order, and which of these each vote is like."""
    at, which = np.unique(cells, return_index=True, return_inverse=True)[1:]
    for column in x.T:
        codes, values = pd.factorize(column, sort=True)
        at, which = np.unique(which * len(values) + codes, return_index=True, return_inverse=True)[1:]
    return at, which


def _paired(
    first: Indices, second: Indices, x: Floats, models: int, ties: Ties, kind: Indices
) -> tuple[Choices, csr_array]:
    """Pairs as choices, and what a win of the first, one of the second and a tie took in them."""
    pairs, controls, davidson = len(first), x.shape[1], ties == "davidson"
    each = 3 if davidson else 2
    begin, size = each * np.arange(pairs), models + controls + davidson
    columns = [first, second, *(np.full(pairs, models + at) for at in range(controls))]
    weights = [np.full(pairs, 0.5), np.full(pairs, -0.5), *(one / 2 for one in x.T)]
    rows = np.concatenate([*(begin for _ in columns), *(begin + 1 for _ in columns)])
    values, columns = np.concatenate([*weights, *(-one for one in weights)]), [*columns, *columns]
    if davidson:
        rows, values = np.concatenate([rows, begin + 2]), np.concatenate([values, np.ones(pairs)])
        columns.append(np.full(pairs, size - 1))
    one = np.eye(3) if davidson else np.array([[1, 0], [0, 1], [0.5, 0.5]])
    blend = csr_array(kron(eye_array(pairs), one)) if pairs else csr_array((0, 0))
    design = csr_array((values, (rows, np.concatenate(columns))), shape=(each * pairs, size))
    taken = blend.T @ np.bincount(kind, minlength=3 * pairs).astype(np.float64)
    return Choices(design=design, situation=np.repeat(np.arange(pairs), each), taken=taken), blend


def _lists(votes: Coded, place: Indices) -> list[tuple[int, list[Taken]]]:
    """Those of which all models have a place, under it."""
    names = {model: int(at) for model, at in enumerate(place) if at >= 0}

    def here(told: list[Taken]) -> bool:
        return all(model in names for alternative in told[0][0] for model, _ in alternative)

    return [(row, plackett_luce.renamed(told, names)) for row, told in votes.lists if here(told)]
