"""What beside the models may sway a vote: the side, and what is measured of the two clips.

With controls the odds of left against right are exp(β_left − β_right + γ·x), x being the clips' difference. The board
then says how models stand between clips that are alike in x, and each γ says what x is worth. A fact that is the same
in all clips of each model can't be told apart from the models, and is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from comparisons.ranking.bradley_terry import Floats, Indices

SIDE = "side"
_MEASURED: dict[str, tuple[str, Callable[[Floats], Floats]]] = {
    "sound": ("sound", lambda told: told),
    "seconds": ("seconds", np.log2),
    "resolution": ("height", np.log2),
    "loudness": ("lufs", lambda told: told),
}
"""For each control the column, with `left_` or `right_` before it, and how it enters."""
CONTROLS = (SIDE, *_MEASURED)
UNITS = {
    SIDE: "left against right",
    "sound": "with against without sound",
    "seconds": "twice as long",
    "resolution": "twice as high",
    "loudness": "1 LU louder",
}
FACTS = tuple(column for column, _ in _MEASURED.values())
"""What `with_facts` joins: sound (0 or 1), seconds, height (pixels), lufs."""
_SHADE = 1e-8
"""Share of a control's spread that models must leave unexplained."""


def with_facts(votes: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """The votes with what is known of each clip: `facts` has the take's id as its index and any of `FACTS`.

    `attrs["facts"]` says so, by which a table's command asks for them.
    """
    joined = {
        f"{side}_{name}": votes[f"{side}_take"].map(facts[name].astype(float))
        for side in ("left", "right")
        for name in FACTS
        if name in facts
    }
    told = votes.assign(**joined)
    told.attrs["facts"] = True
    return told


def differences(votes: pd.DataFrame, controls: Sequence[str]) -> Floats:
    """Left less right by each control, (rows, controls); NaN where it isn't told; `ValueError` for an unknown one."""
    if unknown := [name for name in controls if name not in CONTROLS]:
        raise ValueError(f"These controls are unknown. Choose among {', '.join(CONTROLS)}: {', '.join(unknown)}")
    found = [np.ones(len(votes)) if name == SIDE else _difference(votes, *_MEASURED[name]) for name in controls]
    return np.stack(found, axis=1) if found else np.zeros((len(votes), 0))


def _difference(votes: pd.DataFrame, column: str, scale: Callable[[Floats], Floats]) -> Floats:
    sides = []
    for side in ("left", "right"):
        told = pd.to_numeric(votes.get(f"{side}_{column}", pd.Series(np.nan, votes.index)), errors="coerce")
        with np.errstate(divide="ignore", invalid="ignore"):
            found = scale(told.to_numpy(dtype=float))
        sides.append(np.where(np.isfinite(found), found, np.nan))
    return sides[0] - sides[1]


def confounded(left: Indices, right: Indices, x: Floats, models: int) -> list[int]:
    """Which columns of x the models, or the columns before, explain wholly; also those that never differ."""
    rows = np.arange(len(left))
    places = (np.concatenate([rows, rows]), np.concatenate([left, right]))
    signs = np.concatenate([np.ones(len(rows)), -np.ones(len(rows))])
    met = csr_array((signs, places), shape=(len(rows), models))
    cross = met.T @ x
    squares = np.block([[(met.T @ met).toarray(), cross], [cross.T, x.T @ x]])
    found = []
    for place in range(models, len(squares)):
        with_others = squares[:place, place]
        rest = squares[place, place] - with_others @ np.linalg.pinv(squares[:place, :place]) @ with_others
        if not rest > _SHADE * max(squares[place, place], 1.0):
            found.append(place - models)
    return found
