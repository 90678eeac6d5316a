"""Whether the left side wins more is told beside every table, with its interval."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from comparisons.ranking.aside import looked_at, side
from comparisons.ranking.asked import Asked, made
from comparisons.ranking.coded import code
from comparisons.ranking.exports import as_csv, as_markdown
from comparisons.ranking.scores import Method
from comparisons.ranking.table import rank_coded
from tests.comparisons.ranking import votes
from tests.comparisons.ranking.tournament import TOURNAMENTS


def leaning(rng: np.random.Generator, share: float) -> pd.DataFrame:
    """Votes of which such a share goes to the left whatever stands there."""
    frame = TOURNAMENTS["no ties"].frame(rng)
    return frame.assign(outcome=frame["outcome"].where(rng.random(len(frame)) >= share, "left"))


def test_a_leaning_to_the_left_is_told_and_none_where_there_is_none() -> None:
    bent = side(code(leaning(np.random.default_rng(1), 0.2)), Method())
    fair = side(code(leaning(np.random.default_rng(1), 0.0)), Method())
    assert bent is not None
    assert fair is not None
    assert bent.low > 0
    assert fair.low < 0 < fair.high


def test_it_is_what_the_control_finds_and_moves_no_rating() -> None:
    rows = leaning(np.random.default_rng(2), 0.1)
    plain, controlled = made(rows), made(rows, Asked(control=("side",)))
    (effect,) = controlled.effects
    assert plain.side is not None
    assert (plain.side.worth, plain.side.low, plain.side.high) == pytest.approx((effect.worth, effect.low, effect.high))
    assert plain.rows == looked_at(rank_coded(code(rows)), code(rows), Method()).rows
    assert "Between equal models the left one wins" in as_markdown(plain)


@pytest.mark.parametrize("rows", [[], [("a", "b", "tie")] * 9, [("a", "b", "left")] * 9])
def test_it_can_not_be_told_without_decisions_or_where_one_model_always_stood_left(
    rows: list[tuple[str, str, str]],
) -> None:
    assert side(code(votes(*rows)), Method()) is None


def test_judgements_of_several_clips_say_nothing_of_sides() -> None:
    told = code(leaning(np.random.default_rng(3), 0.2))
    assert side(replace(told, single=np.zeros(told.rows, dtype=bool)), Method()) is None


def test_the_spread_of_clips_leaves_with_the_table() -> None:
    rows = leaning(np.random.default_rng(4), 0.0)
    rng = np.random.default_rng(4)
    for at in ("left", "right"):
        rows[f"{at}_sha256"] = rows[f"{at}_model"] + rows["prompt_id"] + rng.integers(0, 2, len(rows)).astype(str)
    table = made(rows)
    assert all(row.spread is not None and row.spread_low <= row.spread <= row.spread_high for row in table.rows)  # type: ignore[operator]
    assert "spread,spread_low,spread_high" in as_csv(table).splitlines()[0]
    assert all(row.spread is None for row in made(rows.drop(columns="left_sha256")).rows)
