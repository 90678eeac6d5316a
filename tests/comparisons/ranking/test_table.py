from __future__ import annotations

import json
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comparisons.ranking import bootstrap
from comparisons.ranking.bradley_terry import fit, pairs
from comparisons.ranking.table import BadVotes, Table, rank
from comparisons.ranking.tally import tally
from tests.comparisons.ranking import simulated, votes

OUTCOMES = ("left", "right", "tie", "both_bad")
ROW = st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde"), st.sampled_from(OUTCOMES))
ROWS = st.lists(ROW, max_size=60)


def sound(table: Table) -> Table:
    """Check that every figure is one, and that JSON takes them."""
    for row in table.rows:
        figures = (row.rating, row.low, row.high, row.win_share or 0.0)
        assert all(math.isfinite(figure) for figure in figures)
        assert row.low <= row.rating <= row.high
        assert row.low < row.high
        assert row.votes == row.wins + row.ties + row.losses + row.both_bad
        assert 1 <= row.rank_low <= row.rank <= row.rank_high <= len(table.groups[row.island - 1])
    assert table.rows == tuple(sorted(table.rows, key=lambda row: (row.island, row.rank)))
    assert len(table.groups) == table.islands
    json.loads(json.dumps(table.records(), allow_nan=False))
    return table


def ratings(table: Table) -> dict[str, float]:
    return {row.model: row.rating for row in table.rows}


@settings(deadline=None, max_examples=30)
@given(ROWS, st.sampled_from(["davidson", "half"]), st.sampled_from([0, 20]))
def test_any_votes_make_a_sound_table(rows: list[tuple[str, str, str]], ties: str, resamples: int) -> None:
    table = sound(rank(votes(*rows), ties=ties, resamples=resamples))  # type: ignore[arg-type]
    met = [row for row in rows if row[0] != row[1]]
    assert (table.votes, table.left_out) == (len(met), len(rows) - len(met))
    if table.rows and table.islands == 1:
        assert np.mean([row.rating for row in table.rows]) == pytest.approx(1000)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(ROW, st.sampled_from(["", "v", "w"]), st.sampled_from(["", "p", "q"])), max_size=40))
def test_any_voters_and_prompts_make_a_sound_table(rows: list[tuple[tuple[str, str, str], str, str]]) -> None:
    told = votes(*(row for row, _, _ in rows)).assign(
        voter=[voter for _, voter, _ in rows], prompt_id=[prompt for _, _, prompt in rows]
    )
    clustered, alone = sound(rank(told)), rank(told, clusters=())
    assert [row.rating for row in clustered.rows] == [row.rating for row in alone.rows]


@settings(deadline=None, max_examples=30)
@given(ROWS)
def test_it_does_not_matter_which_clip_stood_left(rows: list[tuple[str, str, str]]) -> None:
    turn = {"left": "right", "right": "left"}
    swapped = [(right, left, turn.get(outcome, outcome)) for left, right, outcome in rows]
    assert rank(votes(*swapped)) == rank(votes(*rows))


@settings(deadline=None, max_examples=30)
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_votes_does_not_matter(rows: list[tuple[str, str, str]], random: object) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert rank(votes(*shuffled)) == rank(votes(*rows))


@settings(deadline=None, max_examples=30)
@given(ROWS, st.permutations("abcde"))
def test_names_do_not_matter(rows: list[tuple[str, str, str]], names: list[str]) -> None:
    new = dict(zip("abcde", names, strict=True))
    renamed = rank(votes(*((new[left], new[right], outcome) for left, right, outcome in rows)))
    for model, rating in ratings(rank(votes(*rows))).items():
        assert ratings(renamed)[new[model]] == pytest.approx(rating, abs=1e-5)


@settings(deadline=None, max_examples=30)
@given(ROWS)
def test_a_pair_apart_changes_nothing_for_the_others(rows: list[tuple[str, str, str]]) -> None:
    before = rank(votes(*rows))
    after = rank(votes(*rows, ("y", "z", "left"), ("y", "z", "tie")))
    assert [model for model in after.models if model not in "yz"] == list(before.models)
    for model, rating in ratings(before).items():
        assert ratings(after)[model] == pytest.approx(rating, abs=1e-6)


@settings(deadline=None, max_examples=30)
@given(st.lists(ROW, min_size=1, max_size=30), st.integers(2, 5))
def test_a_vote_with_a_weight_is_a_vote_repeated(rows: list[tuple[str, str, str]], times: int) -> None:
    once, often = tally(votes(*rows)), tally(votes(*(rows * times)))
    assert (often.wins == once.wins * times).all()
    weighted = fit(pairs(once.wins * float(times), once.ties * float(times)))
    np.testing.assert_allclose(fit(pairs(often.wins, often.ties)).beta, weighted.beta, atol=1e-9)


VOTED = st.lists(
    st.tuples(ROW, st.sampled_from(["", "v", "w", "x"]), st.sampled_from(["", "p", "q"])), min_size=1, max_size=30
)
Voted = list[tuple[tuple[str, str, str], str, str]]


def voted(rows: Voted) -> pd.DataFrame:
    """With voters and prompts."""
    told = votes(*(row for row, _, _ in rows))
    return told.assign(voter=[voter for _, voter, _ in rows], prompt_id=[prompt for _, _, prompt in rows])


def figures(table: Table) -> dict[str, tuple[float, float, float]]:
    return {row.model: (row.rating, row.low, row.high) for row in table.rows}


def alike(table: Table, other: Table, names: dict[str, str] | None = None) -> None:
    """The same to a part in a thousand, as intervals of one degree of freedom reach far."""
    for model, told in figures(table).items():
        assert figures(other)[(names or {}).get(model, model)] == pytest.approx(told, rel=1e-3, abs=1e-3)


@settings(deadline=None, max_examples=20)
@given(VOTED, st.permutations("abcde"), st.permutations("vwx"))
def test_neither_sides_nor_names_nor_order_matter_where_voters_are_told(
    rows: Voted, models: list[str], voters: list[str]
) -> None:
    table, turn = rank(voted(rows)), {"left": "right", "right": "left"}
    swapped: Voted = [((right, left, turn.get(said, said)), voter, at) for (left, right, said), voter, at in rows]
    alike(table, rank(voted(swapped)))
    alike(table, rank(voted(rows[::-1])))
    new, who = dict(zip("abcde", models, strict=True)), dict(zip("vwx", voters, strict=True)) | {"": ""}
    renamed: Voted = [((new[left], new[right], said), who[voter], at) for (left, right, said), voter, at in rows]
    alike(table, rank(voted(renamed)), new)
    alike(table, rank(voted([*rows, (("y", "z", "left"), "v", "p"), (("y", "z", "tie"), "u", "q")])))


def test_no_votes_make_an_empty_table() -> None:
    table = sound(rank(votes()))
    assert (table.rows, table.votes, table.islands) == ((), 0, 0)


def test_one_vote_moves_two_models_and_both_stay_provisional() -> None:
    better, worse = sound(rank(votes(("a", "b", "left")))).rows
    assert (better.model, worse.model) == ("a", "b")
    assert better.rating > 1000 > worse.rating
    assert better.provisional
    assert (better.rank_low, better.rank_high) == (1, 2)


def test_an_undefeated_model_does_not_run_to_infinity_and_is_not_called_sure() -> None:
    best = sound(rank(votes(*[("a", "b", "left")] * 30, *[("b", "c", "left"), ("b", "c", "right")] * 20))).rows[0]
    assert best.model == "a"
    assert best.rating < 2500
    assert best.high - best.low > 300
    assert best.provisional


@pytest.mark.parametrize("resamples", [0, 200])
def test_the_undefeated_get_wide_intervals_by_either_way(resamples: int) -> None:
    best = rank(votes(*[("a", "b", "left")] * 30), resamples=resamples).rows[0]
    assert best.high - best.low > 300


def test_only_ties_leave_all_models_level() -> None:
    table = sound(rank(votes(*[("a", "b", "tie"), ("b", "c", "tie")] * 50)))
    assert {round(row.rating, 6) for row in table.rows} == {1000.0}


def test_both_bad_is_counted_and_moves_nothing() -> None:
    rows = [("a", "b", "left")] * 5 + [("a", "b", "right")] * 2
    plain, with_bad = rank(votes(*rows)), sound(rank(votes(*rows, *[("b", "a", "both_bad")] * 9)))
    assert ratings(with_bad) == ratings(plain)
    assert [row.both_bad for row in with_bad.rows] == [9, 9]
    assert with_bad.votes == 16


def test_a_model_that_was_only_called_bad_has_no_win_share() -> None:
    table = sound(rank(votes(("a", "b", "both_bad"))))
    assert [(row.rating, row.win_share, row.provisional) for row in table.rows] == [(1000.0, None, True)] * 2


def test_a_model_against_itself_is_left_out() -> None:
    table = sound(rank(votes(("a", "a", "left"))))
    assert (table.votes, table.left_out, table.models) == (0, 1, ("a",))


@pytest.mark.parametrize("word", ["Left", "draw", "", "tie (bothbad)", "nan"])
def test_an_unknown_outcome_is_an_error_and_never_a_tie(word: str) -> None:
    with pytest.raises(BadVotes, match="unknown words"):
        rank(votes(("a", "b", "left"), ("a", "b", word)))


def test_a_missing_outcome_is_an_error() -> None:
    table = votes(("a", "b", "left"), ("a", "b", "left"))
    table.loc[1, "outcome"] = None
    with pytest.raises(BadVotes, match="unknown words"):
        rank(table)


@pytest.mark.parametrize("name", ["", "  ", None])
def test_a_vote_without_a_model_is_an_error_that_names_the_row(name: str | None) -> None:
    table = votes(("a", "b", "left"), ("a", "b", "left"))
    table.loc[1, "right_model"] = name
    with pytest.raises(BadVotes, match="row: 2"):
        rank(table)


def test_a_table_without_models_is_an_error_that_names_the_columns() -> None:
    with pytest.raises(BadVotes, match="left_model, right_model"):
        rank(pd.DataFrame({"outcome": ["left"]}))


@pytest.mark.parametrize("marks", [[True, False], [1, 0], ["1", "0"], ["true", ""], [1.0, float("nan")]])
def test_only_counted_rows_count(marks: list[object]) -> None:
    table = votes(("a", "b", "left"), ("a", "b", "right")).assign(counted=marks)
    ranked = rank(table)
    assert (ranked.votes, ranked.left_out) == (1, 1)


def test_only_the_criterion_asked_for_counts() -> None:
    table = votes(("a", "b", "left"), ("a", "b", "right")).assign(criterion=["overall", "sound"])
    assert rank(table).models[0] == "a"
    assert rank(table, criterion="sound").models[0] == "b"
    assert rank(table, criterion=None).votes == 2


def test_the_matrix_stands_in_the_order_of_the_rows() -> None:
    table = rank(votes(("a", "b", "right"), ("a", "b", "right"), ("b", "a", "right"), ("a", "b", "tie")))
    assert table.models == ("b", "a")
    assert table.wins == ((0, 2), (1, 0))
    assert table.ties == ((0, 1), (1, 0))


def test_a_board_needs_a_prior() -> None:
    with pytest.raises(ValueError, match="prior above 0"):
        rank(votes(("a", "b", "left")), prior=0)


def test_a_model_far_ahead_of_another_is_surely_better() -> None:
    rows = rank(votes(*([("a", "b", "left")] * 90 + [("a", "b", "right")] * 10))).rows
    assert [(row.rank_low, row.rank_high) for row in rows] == [(1, 1), (2, 2)]


def test_the_true_strengths_come_back() -> None:
    beta = np.linspace(-1, 1, 8)
    table = rank(simulated(beta, 0.8, 40_000, np.random.default_rng(7)))
    found = [ratings(table)[f"m{place:02}"] for place in range(8)]
    np.testing.assert_allclose(found, 1000 + 400 / math.log(10) * beta, atol=20)


def test_intervals_of_95_percent_hold_the_truth_about_that_often() -> None:
    rng = np.random.default_rng(3)
    beta = np.linspace(-0.8, 0.8, 6)
    truth = 1000 + 400 / math.log(10) * beta
    held = []
    for _ in range(150):
        rows = {row.model: row for row in rank(simulated(beta, 0.7, 600, rng)).rows}
        held += [rows[f"m{at:02}"].low <= truth[at] <= rows[f"m{at:02}"].high for at in range(6)]
    assert 0.925 <= np.mean(held) <= 0.975


def test_the_bootstrap_and_the_sandwich_agree_where_votes_are_many() -> None:
    data = simulated(np.linspace(-1, 1, 5), 0.6, 4000, np.random.default_rng(5))
    narrow = [row.high - row.low for row in rank(data).rows]
    drawn = [row.high - row.low for row in rank(data, resamples=800).rows]
    np.testing.assert_allclose(drawn, narrow, rtol=0.12)


def test_the_same_seed_draws_the_same_intervals() -> None:
    data = simulated(np.linspace(-1, 1, 5), 0.6, 300, np.random.default_rng(5))
    assert rank(data, resamples=50) == rank(data, resamples=50)
    assert rank(data, resamples=50) != rank(data, resamples=50, seed=1)


def test_many_resamples_are_drawn_in_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    data = simulated(np.linspace(-1, 1, 5), 0.6, 300, np.random.default_rng(5))
    at_once = rank(data, resamples=400)
    monkeypatch.setattr(bootstrap, "_CELLS", 36 * 100)
    portions = rank(data, resamples=400)
    assert portions != at_once
    wide, narrow = ([row.high - row.low for row in table.rows] for table in (at_once, portions))
    np.testing.assert_allclose(wide, narrow, rtol=0.2)
