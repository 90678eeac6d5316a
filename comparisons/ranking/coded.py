"""Votes as numbers: which models, which way, and whose vote on which prompt, so that all else is arithmetic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from comparisons.ranking import ballots, covariates
from comparisons.ranking.bradley_terry import Floats
from comparisons.ranking.plackett_luce import Taken
from comparisons.votes.ballot import OUTCOMES

Codes = npt.NDArray[np.intp]
Truths = npt.NDArray[np.bool_]
CLUSTERS = ("voter", "prompt")
"""What votes may depend on each other by; `vote_id` stands in for a voter who isn't told."""
KEYS = {"voter": ("voter", "vote_id"), "prompt": ("prompt_id", "prompt", "comparison_id")}
"""For each, the columns that may tell it, the best first; a row takes the first that isn't empty."""
CLIPS = {"left_clip": "left_sha256", "right_clip": "right_sha256"}
"""The columns that tell the clips."""


class BadVotes(ValueError):
    """Rows that can't be counted; `str()` of it names what is wrong with them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """The rows that count, as numbers; all arrays of shape (rows,)."""

    models: tuple[str, ...]
    """In alphabetical order."""
    left: Codes
    """Places in `models`, as is the next; the two always differ."""
    right: Codes
    outcome: Codes
    """Places in `OUTCOMES`."""
    clusters: dict[str, Codes]
    """By `voter` and `prompt`, where these are told: a label a row; a row of which it isn't told stands alone.

    Also the clips of both sides, by `CLIPS`, labelled together, where the columns are there; below 0 where not told.
    """
    single: Truths
    """Whether the row is a judgement by itself, and no part of one of `lists`."""
    lists: tuple[tuple[int, list[Taken]], ...] = ()
    """Judgements of more than two clips: the first of their rows, and what was chosen."""
    controls: tuple[str, ...] = ()
    """What beside the models is accounted for."""
    x: Floats | None = None
    """How much of each control left has more than right, (rows, controls); `None` without any."""
    left_out: int
    """Rows that don't count: another criterion, `counted` 0, or one model against itself, a control not told."""

    @property
    def rows(self) -> int:
        """How many count."""
        return len(self.outcome)


def code(
    votes: pd.DataFrame,
    *,
    criterion: str | None = "overall",
    whole: bool = True,
    controls: Sequence[str] = (),
    told: Mapping[str, Codes] | None = None,
) -> Coded:
    """The rows marked `counted` on that criterion (`None`: on any); a column that lacks excludes nothing.

    `told` are labels of all rows, for several sets of votes that share voters; else the rows' own columns tell them.
    With `whole` a ballot on more than two clips is one judgement, else, and with `controls`, as many as it has rows.
    Needs `left_model`, `right_model` and `outcome`; `BadVotes` where they lack, are empty or are not known words.
    """
    if lacking := {"left_model", "right_model", "outcome"} - set(votes.columns):
        raise BadVotes(f"These votes lack columns. Give a file that has them: {', '.join(sorted(lacking))}")
    counted = counts(votes, criterion)
    chosen = votes[counted]
    outcome = _outcomes(chosen["outcome"])
    codes, models = _models(chosen)
    left, right = codes.reshape(2, -1)
    x = covariates.differences(chosen, controls)
    apart = (left != right) & np.isfinite(x).all(axis=1)
    clusters = cluster_labels(chosen) if told is None else {name: one[counted] for name, one in told.items()}
    together = whole and not controls
    single, several = _taken_together(chosen, models, apart) if together else (np.ones(int(apart.sum()), bool), ())
    return Coded(
        models=models,
        left=left[apart],
        right=right[apart],
        outcome=outcome[apart],
        clusters={name: one[apart] for name, one in clusters.items()},
        single=single,
        lists=several,
        controls=tuple(controls),
        x=_told_apart(left[apart], right[apart], x[apart], models, controls) if controls else None,
        left_out=len(votes) - int(apart.sum()),
    )


def _taken_together(
    votes: pd.DataFrame, models: tuple[str, ...], apart: Truths
) -> tuple[Truths, tuple[tuple[int, list[Taken]], ...]]:
    """Which rows stand by themselves, and the judgements that the others make; rows told among those `apart`."""
    single, several = np.ones(len(votes), dtype=bool), []
    number = np.cumsum(apart) - 1
    for rows, told in ballots.lists(votes, {model: at for at, model in enumerate(models)}):
        first = next((row for row in rows if apart[row]), None)
        if first is not None:
            single[rows] = False
            several.append((int(number[first]), told))
    return single[apart], tuple(several)


def _told_apart(left: Codes, right: Codes, x: Floats, models: tuple[str, ...], controls: Sequence[str]) -> Floats:
    lost = [controls[place] for place in covariates.confounded(left, right, x, len(models))]
    if lost and len(x):
        why = "no clip has more of it than another, or all clips of a model are alike in it"
        raise BadVotes(f"These votes can't tell this apart from the models, as {why}. Leave it out: {', '.join(lost)}")
    return x


def counts(votes: pd.DataFrame, criterion: str | None) -> Truths:
    """Which rows are marked `counted` and are on the criterion, (rows,)."""
    chosen = np.ones(len(votes), dtype=bool)
    if "counted" in votes:
        marks = votes["counted"]
        if not (pd.api.types.is_bool_dtype(marks) or pd.api.types.is_numeric_dtype(marks)):
            marks = marks.astype(str).str.strip().str.lower().isin(["1", "1.0", "true", "yes"])
        chosen &= marks.fillna(0).to_numpy(dtype=float) > 0
    if criterion is not None and "criterion" in votes:
        chosen &= (votes["criterion"] == criterion).to_numpy(dtype=bool)
    return chosen


def cluster_labels(votes: pd.DataFrame) -> dict[str, Codes]:
    """By `voter` and `prompt`, where any row tells it: a label a row, others alone; and by `CLIPS`."""
    found = {name: labels(votes, columns) for name, columns in KEYS.items()}
    return {name: one for name, one in found.items() if one is not None} | _clips(votes)


def _clips(votes: pd.DataFrame) -> dict[str, Codes]:
    if any(column not in votes for column in CLIPS.values()):
        return {}
    codes, names = pd.factorize(pd.concat([votes[column] for column in CLIPS.values()]), use_na_sentinel=True)
    blank = np.array([not str(name).strip() for name in names], dtype=bool)
    both = np.where(np.append(blank, True)[codes], -1, codes).reshape(2, -1)
    return dict(zip(CLIPS, both, strict=True))


def labels(votes: pd.DataFrame, columns: Sequence[str]) -> Codes | None:
    """A label a row, alike where the first of these columns that isn't empty is; `None` where no row has any."""
    found = np.full(len(votes), -1, dtype=np.intp)
    most = 0
    for name in (name for name in columns if name in votes):
        if not (open_ := found < 0).any():
            break
        codes, keys = pd.factorize(votes[name], sort=True, use_na_sentinel=True)
        blank = np.array([not str(key).strip() for key in keys], dtype=bool)
        takes = open_ & (codes >= 0) & ~np.append(blank, True)[codes]
        found[takes] = codes[takes] + most
        most += len(keys)
    if not len(votes) or (found < 0).all():
        return None
    alone = found < 0
    found[alone] = most + np.arange(int(alone.sum()))
    return found


def _outcomes(words: pd.Series) -> Codes:
    codes, found = pd.factorize(words, use_na_sentinel=False)
    unknown = [str(word) for word in found if word not in OUTCOMES]
    if unknown:
        known = ", ".join(OUTCOMES)
        raise BadVotes(f"Some outcomes are unknown words. Mend the votes, known are {known}: {_quoted(unknown)}")
    places = np.array([OUTCOMES.index(word) for word in found], dtype=np.intp)
    return places[codes]


def _models(votes: pd.DataFrame) -> tuple[Codes, tuple[str, ...]]:
    names = pd.concat([votes["left_model"], votes["right_model"]], ignore_index=True)
    codes, found = pd.factorize(names, use_na_sentinel=True)
    if (codes < 0).any() or any(not str(name).strip() for name in found):
        missing = int(np.argmax(names.isna() | (names.astype(str).str.strip() == ""))) % max(len(votes), 1)
        raise BadVotes(f"A vote names no model. Mend the votes, the first is at row: {missing + 1}")
    texts = np.array([str(name) for name in found], dtype=object)
    order = np.argsort(texts, kind="stable")
    places = np.empty(len(order), dtype=np.intp)
    places[order] = np.arange(len(order))
    return places[codes], tuple(texts[order])


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(repr(word[:40]) for word in words[:5]) + (" …" if len(words) > 5 else "")
