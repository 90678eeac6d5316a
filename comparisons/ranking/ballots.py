"""Which rows belong to one judgement of more than two clips, and what it said, from the ballot that each row carries.

A ballot is JSON with the `takes` in the order shown and an `answer`, which is the take that is best, a list of all
takes with the best first, or `{"best": take, "worst": take}`; the last two may also stand beside it as `ranking`, or as
`best` and `worst`. Any other ballot, and one that its rows don't bear out, stays what its rows say: so many pairs.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from comparisons.ranking import plackett_luce
from comparisons.ranking.plackett_luce import Taken

_SHOWN = ("left_take", "left_model", "right_take", "right_model")


def lists(votes: pd.DataFrame, places: dict[str, int]) -> list[tuple[list[int], list[Taken]]]:
    """For each such judgement its rows' positions, and its choices with models as in `places`."""
    if any(name not in votes for name in (*_SHOWN, "vote_id", "ballot")):
        return []
    keys = ["vote_id", "criterion"] if "criterion" in votes else ["vote_id"]
    many = votes.duplicated(keys, keep=False).to_numpy() & (votes["vote_id"] != "").to_numpy(dtype=bool)
    at = np.flatnonzero(many)
    columns = [votes[name].iloc[at].tolist() for name in (*_SHOWN, "ballot")]
    groups: dict[tuple[object, ...], list[int]] = {}
    for place, key in enumerate(zip(*(votes[name].iloc[at].tolist() for name in keys), strict=True)):
        groups.setdefault(key, []).append(place)
    found = ((at[group].tolist(), _read(columns, group, places)) for group in groups.values())
    return [(rows, choices) for rows, choices in found if choices]


def _read(columns: Sequence[list[str]], rows: list[int], places: dict[str, int]) -> list[Taken]:
    try:
        ballot = json.loads(columns[-1][rows[0]])
        takes, told = list(map(str, ballot["takes"])), _answer(ballot)
    except (ValueError, TypeError, KeyError):
        return []
    left, left_model, right, right_model, _ = columns
    maker = {left[row]: places[str(left_model[row])] for row in rows}
    maker |= {right[row]: places[str(right_model[row])] for row in rows}
    if len(takes) < 3 or set(takes) != set(maker) or not set(told) <= set(takes):
        return []
    rest = [maker[take] for take in takes if take not in told]
    match [maker[take] for take in told]:
        case [top] if isinstance(told, list):
            return plackett_luce.best(top, rest)
        case [top, bottom] if isinstance(told, tuple):
            return plackett_luce.best_and_worst(top, bottom, rest)
        case order if isinstance(told, list) and not rest and len(set(told)) == len(told):
            return plackett_luce.ranking(order)
    return []


def _answer(ballot: dict[str, Any]) -> list[str] | tuple[str, str]:
    """The best alone, or all takes in order, as a list; the best and the worst as a pair."""
    answer = ballot.get("answer")
    told = answer if isinstance(answer, dict) else ballot
    if isinstance(order := answer if isinstance(answer, list) else ballot.get("ranking"), list):
        return list(map(str, order))
    if "best" in told and "worst" in told and told["best"] != told["worst"]:
        return str(told["best"]), str(told["worst"])
    return [str(answer)]
