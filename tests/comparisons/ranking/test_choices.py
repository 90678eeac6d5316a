"""A judgement of several clips is one observation, and its models' strengths are the likeliest."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from datetime import UTC, datetime

import numpy as np
import pandas as pd
import pytest

from comparisons.ranking import plackett_luce
from comparisons.ranking.bradley_terry import Floats, NoEstimate, fit, pairs
from comparisons.ranking.choices import Choices, average_player, choose
from comparisons.ranking.coded import code
from comparisons.ranking.island import fit_island
from comparisons.ranking.plackett_luce import Taken
from comparisons.ranking.table import Table, rank
from comparisons.votes.ballot import Candidate, Occasion, judge
from tests.comparisons.ranking import published, simulated

NOW = datetime(2026, 5, 1, tzinfo=UTC)
MODELS = ("a", "b", "c", "d")


def made_of(told: Iterable[Taken], models: int) -> Choices:
    return plackett_luce.choices(told, models)[0]


@pytest.mark.parametrize("case", ["rankings-1", "rankings-2", "top1-1", "top1-2", "pairwise-1", "pairwise-2"])
def test_the_cases_of_choix_come_out(case: str) -> None:
    told = json.loads(published(f"choix/testcase-{case}.json").read_text())
    read: Callable[[list], list[Taken]] = (
        (lambda one: plackett_luce.best(one[0], one[1])) if "top1" in case else plackett_luce.ranking
    )
    made = made_of(itertools.chain.from_iterable(map(read, told["data"])), told["n_items"])
    found = choose(made).theta
    np.testing.assert_allclose(found, told["ml_est"], atol=1e-4)
    assert made.likelihood(found) >= made.likelihood(np.array(told["ml_est"])) - 1e-12


def chances_of(theta: Floats, situations: Iterable[list[Taken]]) -> Choices:
    """Choices taken exactly as often as they are likely at these strengths."""
    made = made_of(itertools.chain.from_iterable(situations), len(theta))
    return replace(made, taken=made.chances(theta))


@pytest.mark.parametrize(
    "situations",
    [
        [plackett_luce.best(0, [1, 2]), plackett_luce.best(1, [2, 3])],
        [plackett_luce.ranking([0, 1, 2, 3])],
        [plackett_luce.best_and_worst(0, 1, [2, 3])],
        [plackett_luce.best_and_worst(0, 1, [2]), plackett_luce.best(2, [3])],
    ],
)
def test_what_is_taken_as_often_as_it_is_likely_gives_the_strengths_back(situations: list[list[Taken]]) -> None:
    theta = np.array([0.9, -0.4, 0.1, -0.6])
    np.testing.assert_allclose(choose(chances_of(theta, situations)).theta, theta, atol=1e-7)


def test_best_and_worst_have_the_odds_of_their_strengths() -> None:
    made = made_of(plackett_luce.best_and_worst(0, 2, [1]), 3)
    strength = np.array([3.0, 2.0, 1.0])
    odds = {(i, j): strength[i] / strength[j] for i, j in itertools.permutations(range(3), 2)}
    told = [odds[pair] / sum(odds.values()) for pair in itertools.permutations(range(3), 2)]
    np.testing.assert_allclose(made.chances(np.log(strength)), told)


def test_a_ranking_is_the_best_then_the_best_of_the_rest() -> None:
    made = made_of(plackett_luce.ranking([2, 0, 1]), 3)
    strength = np.array([3.0, 2.0, 1.0])
    assert np.exp(made.likelihood(np.log(strength))) == pytest.approx(1 / 6 * 3 / 5)


def test_the_undefeated_have_no_estimate_without_a_prior_and_one_with_it() -> None:
    made = made_of(plackett_luce.best(0, [1, 2]), 3)
    with pytest.raises(NoEstimate, match="never lost"):
        choose(made)
    assert np.isfinite(choose(made, average_player(3, tie=False)).theta).all()


@pytest.mark.parametrize("ties", ["davidson", "half"])
def test_pairs_as_choices_come_to_the_same_as_bradley_and_terry(ties: str) -> None:
    votes = code(simulated(np.linspace(-1, 1, 4), 0.6, 300, np.random.default_rng(2)))
    found = fit_island(votes, np.arange(4), ties=ties, prior=0.5)  # type: ignore[arg-type]
    prior = average_player(len(found.ground.matrix), tie=ties == "davidson")
    chosen = choose(found.judged.made, prior)
    np.testing.assert_allclose(chosen.theta, found.theta, atol=1e-7)
    np.testing.assert_allclose(chosen.hessian[:4, :4], found.ground.matrix[:4, :4], atol=1e-5)


def ballots(*answers: str, takes: tuple[str, ...] = MODELS, changes: dict[str, object] | None = None) -> pd.DataFrame:
    """Each answer by a voter of their own, about one clip of each model, and its JSON with changes."""
    shown = [Candidate(take=f"take-{take}", model=take) for take in takes]
    rows = []
    for number, answer in enumerate(answers):
        occasion = Occasion(voter=f"v{number}", comparison_id=f"c{number}")
        rows += [asdict(vote) for vote in judge(occasion, shown, answer, now=NOW)]
    table = pd.DataFrame(rows)
    if changes is not None:
        table["ballot"] = [json.dumps(json.loads(one) | changes) for one in table["ballot"]]
    return table


def test_the_best_of_four_is_one_judgement_and_stays_three_rows() -> None:
    table = ballots("take-b", "take-b", "take-c")
    votes = code(table)
    others = {1: [0, 2, 3], 2: [0, 1, 3]}
    assert [told for _, told in votes.lists] == [plackett_luce.best(at, others[at]) for at in (1, 1, 2)]
    assert not votes.single.any()
    assert rank(table).votes == 9
    assert code(table, whole=False).lists == ()


def test_a_ranking_and_best_with_worst_are_read_from_the_ballot() -> None:
    order = [f"take-{name}" for name in "dbca"]
    assert code(ballots("take-d", changes={"ranking": order})).lists[0][1] == plackett_luce.ranking([3, 1, 2, 0])
    assert code(ballots("take-d", changes={"answer": order})).lists[0][1] == plackett_luce.ranking([3, 1, 2, 0])
    told = code(ballots("take-d", changes={"answer": {"best": "take-d", "worst": "take-a"}})).lists[0][1]
    assert told == plackett_luce.best_and_worst(3, 0, [1, 2])


@pytest.mark.parametrize(
    "changes",
    [
        {"answer": "tie"},
        {"answer": None},
        {"answer": "take-x"},
        {"takes": ["take-a", "take-b"]},
        {"takes": 7},
        {"answer": ["take-a", "take-a", "take-b", "take-c"]},
        {"answer": {"best": "take-a", "worst": "take-a"}},
    ],
)
def test_a_ballot_that_its_rows_do_not_bear_out_stays_pairs(changes: dict[str, object]) -> None:
    table = ballots("take-a", changes=changes)
    assert code(table).lists == ()
    assert code(table).single.all()


def test_a_ballot_that_is_no_json_stays_pairs() -> None:
    assert code(ballots("take-a").assign(ballot="[")).lists == ()


def test_all_ties_on_four_clips_stay_three_ties() -> None:
    votes = code(ballots("tie"))
    assert (votes.lists, votes.rows) == ((), 3)


EACH = ballots(*(f"take-{name}" for name in MODELS))


def drawn(theta: Floats, size: int, rng: np.random.Generator) -> pd.DataFrame:
    """So many voters each name the best of all four."""
    best = rng.choice(len(MODELS), size, p=np.exp(theta) / np.exp(theta).sum())
    table = EACH.iloc[(3 * best[:, None] + np.arange(3)).reshape(-1)]
    voter = np.repeat(np.arange(size), 3).astype(str)
    return table.assign(vote_id=voter, voter=voter, comparison_id=voter)


def ratings(table: Table) -> list[float]:
    return [row.rating for row in sorted(table.rows, key=lambda row: row.model)]


def test_the_strengths_behind_best_of_four_come_back() -> None:
    theta = np.array([0.8, 0.2, -0.3, -0.7])
    table = rank(drawn(theta, 1500, np.random.default_rng(1)))
    np.testing.assert_allclose(ratings(table), 1000 + 400 / np.log(10) * theta, atol=40)


def test_intervals_of_best_of_four_hold_the_truth_about_that_often() -> None:
    theta, rng = np.array([0.8, 0.2, -0.3, -0.7]), np.random.default_rng(4)
    held = []
    for _ in range(25):
        rows = sorted(rank(drawn(theta, 120, rng)).rows, key=lambda row: row.model)
        truth = 1000 + 400 / np.log(10) * theta
        held += [row.low <= one <= row.high for row, one in zip(rows, truth, strict=True)]
    assert 0.9 <= np.mean(held) <= 0.99


def test_the_bootstrap_of_ballots_agrees_with_the_sandwich() -> None:
    table = drawn(np.array([0.8, 0.2, -0.3, -0.7]), 400, np.random.default_rng(1))
    closed = [row.high - row.low for row in rank(table).rows]
    np.testing.assert_allclose([row.high - row.low for row in rank(table, resamples=40).rows], closed, rtol=0.35)
    alone = [row.high - row.low for row in rank(table, resamples=40, clusters=()).rows]
    np.testing.assert_allclose(alone, closed, rtol=0.35)


def test_ballots_and_pairs_make_one_table() -> None:
    pair = ballots(*["left"] * 20, takes=("a", "b"))
    both = rank(pd.concat([ballots(*["take-a"] * 5, *["take-c"] * 5), pair]))
    assert both.islands == 1
    assert ratings(both)[0] > ratings(rank(ballots(*["take-a"] * 5, *["take-c"] * 5)))[0]


def test_pairs_alone_are_as_likely_by_either_fit() -> None:
    told = ((0, 1), (1, 2), (2, 0), (0, 1))
    made = made_of(itertools.chain.from_iterable(map(plackett_luce.ranking, told)), 3)
    wins = np.zeros((3, 3))
    for winner, loser in told:
        wins[winner, loser] += 1
    np.testing.assert_allclose(choose(made).theta, fit(pairs(wins), ties="half", prior=0).beta, atol=1e-8)
