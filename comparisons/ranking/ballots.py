"""Which rows belong to one judgement of more than two clips, and what it said, from the ballot that each row carries.

A ballot is JSON with the `takes` in the order shown and an `answer`, which is the take that is best, a list of all
takes with the best first, or `{"best": take, "worst": take}`; the last two may also stand beside it as `ranking`, or as
`best` and `worst`. Any other ballot, and one that its rows don't bear out, stays what its rows say: so many pairs.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd

from comparisons.ranking import plackett_luce
from comparisons.ranking.plackett_luce import Taken

_NEEDED = ("vote_id", "ballot", "left_take", "right_take")


def lists(votes: pd.DataFrame, places: dict[str, int]) -> list[tuple[list[int], list[Taken]]]:
    """For each such judgement its rows' positions, and its choices with models as in `places`."""
    if any(name not in votes for name in _NEEDED):
        return []
    keys = ["vote_id", "criterion"] if "criterion" in votes else ["vote_id"]
    many = votes.duplicated(keys, keep=False).to_numpy() & (votes["vote_id"] != "").to_numpy(dtype=bool)
    at = np.flatnonzero(many)
    groups = votes.iloc[at].groupby(keys, sort=False).indices.values()
    found = ((at[group].tolist(), _read(votes.iloc[at[group]], places)) for group in groups)
    return [(rows, choices) for rows, choices in found if choices]


def _read(rows: pd.DataFrame, places: dict[str, int]) -> list[Taken]:
    try:
        ballot = json.loads(rows["ballot"].iloc[0])
        takes, told = list(map(str, ballot["takes"])), _answer(ballot)
    except (ValueError, TypeError, KeyError):
        return []
    shown = [*zip(rows["left_take"], rows["left_model"], strict=True)]
    shown += zip(rows["right_take"], rows["right_model"], strict=True)
    maker = {take: places[str(model)] for take, model in shown}
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
