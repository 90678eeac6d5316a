"""Votes of one voter, and votes on one prompt, are not told as if each were drawn alone."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from comparisons.ranking import clusters
from comparisons.ranking.clusters import Ground, covariance, semidefinite
from comparisons.ranking.coded import code
from comparisons.ranking.island import fit_island
from comparisons.ranking.scores import Method, _holm, quantile
from comparisons.ranking.table import Table, rank
from tests.benchmarks.coverage import covered
from tests.comparisons.ranking import published, simulated, votes
from tests.comparisons.ranking.tournament import TOURNAMENTS


def widths(table: Table) -> pd.Series:
    return pd.Series({row.model: row.high - row.low for row in table.rows}).sort_index()


def about_that_often(held: float, rounds: int, models: int) -> bool:
    """Whether a share of 95 % may be found as this: within three standard errors of so many trials."""
    return abs(held - 0.95) <= 3 * math.sqrt(0.95 * 0.05 / (rounds * (models - 1)))


@pytest.mark.parametrize(
    ("name", "rounds"),
    [
        ("3 models, few voters cast most votes", 80),
        ("3 of 20 voters cast 80 %", 40),
        ("50 models, few voters cast most votes", 10),
        ("no ties", 20),
    ],
)
def test_intervals_hold_the_truth_about_that_often_though_voters_have_tastes(name: str, rounds: int) -> None:
    figures = covered(TOURNAMENTS[name], rounds)
    assert about_that_often(figures["held"], rounds, TOURNAMENTS[name].models)
    assert figures["alone"] < 0.91
    assert figures["ranges"] >= 0.95


@pytest.mark.parametrize(
    ("name", "rounds"),
    [("3 models", 50), ("3 of 20 voters cast 80 %", 40), ("50 models, few voters cast most votes", 4)],
)
def test_the_bootstrap_s_intervals_hold_the_truth_about_that_often_too(name: str, rounds: int) -> None:
    figures = covered(TOURNAMENTS[name], rounds, alone=False, method=Method(resamples=199))
    assert about_that_often(figures["held"], rounds, TOURNAMENTS[name].models)


def test_heavy_clusters_count_with_the_square_that_is_right_on_average_where_votes_stand_alone() -> None:
    base, way = few_voters()
    root = np.linalg.cholesky(base.matrix)
    filling = base.filling.copy()
    for row in range(way.shape[0]):
        own = ((way[[row]] @ base.situation) @ base.told).toarray().reshape(base.matrix.shape)
        slope = (way[[row]] @ base.slopes).toarray()[0]
        part, axes = np.linalg.eigh(np.linalg.solve(root, np.linalg.solve(root, own).T))
        counted = root @ axes @ ((axes.T @ np.linalg.solve(root, slope)) / np.sqrt(1 - part))
        filling += np.outer(counted, counted)
    exact = base.levers @ filling @ base.levers.T
    np.testing.assert_allclose(np.sqrt(np.diag(covariance(base, way))), np.sqrt(np.diag(exact)), rtol=0.01)


def few_voters() -> tuple[Ground, csr_array]:
    """The ground that eight voters make, and their votes by voter."""
    votes = TOURNAMENTS["8 voters"].play(np.random.default_rng(3))
    fitted = fit_island(votes, np.arange(6), ties="davidson", prior=0.5)
    (way,), _ = fitted.ways(["voter"])
    return fitted.ground, way


def test_the_bootstrap_of_many_clusters_is_drawn_in_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    data = TOURNAMENTS["3 models"].frame(np.random.default_rng(4))
    at_once = widths(rank(data, resamples=800))
    monkeypatch.setattr(clusters, "_CELLS", 20_000)
    np.testing.assert_allclose(widths(rank(data, resamples=800)), at_once, rtol=0.1)


def test_the_bootstrap_of_two_voters_leaves_all_open_and_of_one_who_alone_knows_a_model_is_finite() -> None:
    data = simulated(np.linspace(-1, 1, 3), 0.6, 600, np.random.default_rng(5))
    two = data.assign(voter=np.where(np.arange(600) % 2, "a", "b"))
    assert (widths(rank(two, resamples=100)) > 2 * widths(rank(data))).all()
    knows = data.assign(voter=[f"v{at % 20}" for at in range(600)])
    knows.loc[(knows[["left_model", "right_model"]] == knows["left_model"].max()).any(axis=1), "voter"] = "v0"
    assert np.isfinite(widths(rank(knows, resamples=100))).all()


def test_a_vote_that_its_voter_repeats_makes_no_interval_narrower() -> None:
    once = simulated(np.linspace(-1, 1, 4), 0.6, 400, np.random.default_rng(2))
    once = once.assign(voter=[f"v{at % 100}" for at in range(len(once))])
    often = pd.concat([once] * 5)
    np.testing.assert_allclose(widths(rank(often)), widths(rank(once)), rtol=0.02)
    assert (widths(rank(often, clusters=())) < 0.5 * widths(rank(once, clusters=()))).all()


def test_voters_of_one_vote_each_are_votes_drawn_alone() -> None:
    data = simulated(np.linspace(-1, 1, 5), 0.6, 3000, np.random.default_rng(5))
    apart = data.assign(voter=[f"v{at}" for at in range(len(data))])
    np.testing.assert_allclose(widths(rank(apart)), widths(rank(data)), rtol=1e-9)


def test_where_all_votes_are_one_voters_they_are_votes_drawn_alone() -> None:
    data = simulated(np.linspace(-1, 1, 5), 0.6, 300, np.random.default_rng(5))
    assert rank(data.assign(voter="me")) == rank(data)


def test_voters_told_of_other_models_change_nothing_for_those_of_whom_none_is_told() -> None:
    plain = votes(*[("a", "b", "left")] * 2, ("a", "b", "tie")).assign(voter="")
    apart = votes(*[("y", "z", "left"), ("y", "z", "tie")] * 2).assign(voter=["v", "w", "v", "w"])
    alone, beside = rank(plain), rank(pd.concat([plain, apart]))
    assert widths(alone)["a"] == pytest.approx(widths(beside)["a"], rel=1e-9)


def test_two_voters_alone_leave_one_degree_of_freedom() -> None:
    data = simulated(np.linspace(-1, 1, 3), 0.6, 600, np.random.default_rng(5))
    two = data.assign(voter=np.where(np.arange(600) % 2, "a", "b"))
    rows = rank(two).rows
    assert quantile(np.array([1.0]))[0] == pytest.approx(12.706, abs=0.001)
    assert quantile(np.array([np.inf]))[0] == pytest.approx(1.959964, abs=1e-6)
    assert (rows[0].rank_low, rows[0].rank_high) == (1, 3)


def test_rows_without_a_voter_stand_alone_and_those_of_one_ballot_together() -> None:
    table = votes(*[("a", "b", "left")] * 6).assign(
        voter=["v", "v", "", "", "", None], vote_id=["1", "2", "3", "3", "", " "]
    )
    voter = code(table).clusters["voter"]
    assert voter[0] == voter[1]
    assert voter[2] == voter[3]
    assert len(set(voter.tolist())) == 4


def test_a_prompt_without_an_id_is_known_by_its_words() -> None:
    table = votes(*[("a", "b", "left")] * 4).assign(prompt_id=["p", "", "", "q"], prompt=["x", "x", "x", "y"])
    assert len(set(code(table).clusters["prompt"].tolist())) == 3
    assert "prompt" not in code(votes(("a", "b", "left")).assign(prompt="")).clusters


def test_real_votes_depend_on_voter_item_and_prompt_as_much_as_published() -> None:
    real = pd.read_csv(published("evalica/llmfao.csv"))
    real = real.rename(columns={"left": "left_model", "right": "right_model", "winner": "outcome"}).drop(
        columns="prompt"
    )
    alone = widths(rank(real, ties="half"))
    for column, least, most in (("worker", 1.1, 1.35), ("id", 1.15, 1.35)):
        told = widths(rank(real.assign(voter=real[column].astype(str)), ties="half"))
        assert least <= np.mean(told / alone) <= most


def test_the_bootstrap_of_clusters_agrees_with_the_sandwich_where_they_are_many() -> None:
    data = TOURNAMENTS["3 models"].frame(np.random.default_rng(4), voters=300, prompts=200, votes=3000)
    for names in (("voter",), ("prompt",), ("voter", "prompt")):
        closed, drawn = rank(data, clusters=names), rank(data, clusters=names, resamples=600)
        np.testing.assert_allclose(widths(drawn), widths(closed), rtol=0.15)


def test_the_bootstrap_of_clusters_sees_their_tastes() -> None:
    data = TOURNAMENTS["3 models, few voters cast most votes"].frame(np.random.default_rng(4))
    assert np.mean(widths(rank(data, resamples=300)) / widths(rank(data, resamples=300, clusters=()))) > 1.2


@given(st.lists(st.floats(-5, 5), min_size=9, max_size=9))
def test_what_is_left_has_no_negative_eigenvalue(cells: list[float]) -> None:
    matrix = np.reshape(cells, (3, 3))
    assert np.linalg.eigvalsh(semidefinite(matrix)).min() >= -1e-9
    square = matrix @ matrix.T
    np.testing.assert_allclose(semidefinite(square), square, atol=1e-9)


def test_the_worst_doubt_is_held_against_all_comparisons_and_the_next_against_one_fewer() -> None:
    doubt = np.array([[1.0, 0.016, 0.024, 0.2], [0.017, 1.0, 0.001, 0.001]])
    assert _holm(doubt).tolist() == [[False, True, True, False], [True, False, True, True]]
