"""Without its prior the fit is the maximum likelihood that others published."""

from __future__ import annotations

import json

import evalica
import numpy as np
import pandas as pd
import pytest

from comparisons.ranking import clusters
from comparisons.ranking.bradley_terry import Floats, NoEstimate, Pairs, chances, fit, pairs
from comparisons.ranking.coded import code
from comparisons.ranking.island import fit_island
from comparisons.ranking.tally import tally
from tests.comparisons.ranking import published

# Stigler 1994: row cites column, so the column's journal "wins"; BradleyTerry2 1.1-2, table in its vignette.
CITATIONS = [[0, 730, 498, 221], [33, 0, 68, 17], [320, 813, 0, 142], [284, 276, 325, 0]]
# Davidson 1970, table 1: first, second, wins of the first, wins of the second, ties (six brands of pudding).
PUDDING = [
    (1, 2, 19, 22, 16),
    (1, 3, 16, 19, 12),
    (2, 3, 19, 19, 10),
    (1, 4, 18, 23, 13),
    (2, 4, 23, 19, 9),
    (3, 4, 19, 20, 15),
    (1, 5, 13, 19, 18),
    (2, 5, 16, 20, 12),
    (3, 5, 16, 15, 17),
    (4, 5, 17, 14, 16),
    (1, 6, 18, 21, 12),
    (2, 6, 22, 20, 12),
    (3, 6, 13, 18, 10),
    (4, 6, 14, 19, 18),
    (5, 6, 11, 21, 12),
]


def errors_about_first(met: Pairs, hessian: Floats) -> Floats:
    return np.concatenate([[0.0], np.sqrt(np.diag(np.linalg.inv(hessian[1 : met.size, 1 : met.size])))])


def test_stiglers_journals_come_out() -> None:
    met = pairs(CITATIONS)
    found = fit(met, ties="half", prior=0)
    np.testing.assert_allclose(found.beta[1:] - found.beta[0], [-2.9490725, -0.4795698, 0.2689541], atol=1e-6)
    np.testing.assert_allclose(errors_about_first(met, found.hessian)[1:], [0.10255, 0.06059, 0.07083], atol=1e-5)


def test_davidsons_puddings_come_out() -> None:
    wins, ties = np.zeros((6, 6)), np.zeros((6, 6))
    for first, second, won, lost, tied in PUDDING:
        wins[first - 1, second - 1], wins[second - 1, first - 1] = won, lost
        ties[first - 1, second - 1] = ties[second - 1, first - 1] = tied
    found = fit(pairs(wins, ties), prior=0)
    assert found.nu == pytest.approx(0.7468230, abs=1e-6)
    up, down, level = chances(found.beta, np.log(found.nu), pairs(wins, ties))
    told = pd.DataFrame(PUDDING).sort_values([0, 1])
    likelihood = (told[2] * np.log(up) + told[3] * np.log(down) + told[4] * np.log(level)).sum()
    assert likelihood == pytest.approx(-809.7095, abs=1e-4)
    strengths = np.exp(found.beta) / np.exp(found.beta).sum()
    np.testing.assert_allclose(strengths, [0.13880, 0.17300, 0.16175, 0.16537, 0.15869, 0.20239], atol=5e-6)


def test_springalls_contests_come_out() -> None:
    games = pd.read_csv(published("springall/springall_contests.csv"))
    wins, ties = np.zeros((9, 9)), np.zeros((9, 9))
    for row in games.itertuples():
        # The published fit is `BTm(cbind(win.adj, loss.adj), col, row)`: the wins are the column's.
        wins[row.col - 1, row.row - 1], wins[row.row - 1, row.col - 1] = row.win, row.loss
        ties[row.row - 1, row.col - 1] = ties[row.col - 1, row.row - 1] = row.tie
    met = pairs(wins, ties)
    found = fit(met, ties="half", prior=0)
    told = pd.read_csv(published("springall/springall_BTm_halfwin_abilities.csv"))
    np.testing.assert_allclose(found.beta - found.beta[0], told["ability"], atol=1e-5)
    np.testing.assert_allclose(errors_about_first(met, found.hessian), told["s.e."], atol=1e-5)


def test_the_american_league_of_1987_comes_out() -> None:
    games = pd.read_csv(published("baseball/baseball.csv"))
    told = pd.read_csv(published("baseball/baseball_BTm_abilities.csv"), index_col=0)
    place = {team: at for at, team in enumerate(told.index)}
    wins = np.zeros((7, 7))
    for home, away, won, lost in games.itertuples(index=False):
        wins[place[home], place[away]] += won
        wins[place[away], place[home]] += lost
    met = pairs(wins)
    found = fit(met, ties="half", prior=0)
    np.testing.assert_allclose(found.beta - found.beta[0], told["ability"], atol=1e-5)
    np.testing.assert_allclose(errors_about_first(met, found.hessian), told["s.e."], atol=1e-5)
    covariance = pd.read_csv(published("baseball/baseball_BTm_vcov.csv"), index_col=0)
    np.testing.assert_allclose(np.linalg.inv(found.hessian[1:, 1:]), covariance, atol=1e-5)


@pytest.mark.parametrize("case", [1, 2])
def test_the_cases_of_choix_come_out(case: int) -> None:
    told = json.loads(published(f"choix/testcase-pairwise-{case}.json").read_text())
    wins = np.zeros((told["n_items"],) * 2)
    for winner, loser in told["data"]:
        wins[winner, loser] += 1
    np.testing.assert_allclose(fit(pairs(wins), ties="half", prior=0).beta, told["ml_est"], atol=1e-6)


def llmfao() -> pd.DataFrame:
    table = pd.read_csv(published("evalica/llmfao.csv"))
    return table.rename(columns={"left": "left_model", "right": "right_model", "winner": "outcome"})


def test_nine_thousand_real_votes_come_out_with_their_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    told = pd.read_csv(published("evalica/llmfao_golden_with_se.csv"))
    counts = tally(llmfao())
    met = pairs(counts.wins, counts.ties)
    assert counts.models == tuple(told.item)
    found = fit_island(code(llmfao()), np.arange(len(told)), ties="half", prior=0)
    np.testing.assert_allclose(found.beta, told.bt_halfwin_beta, atol=1e-6)
    base = found.ground
    model = base.levers @ base.matrix @ base.levers.T
    np.testing.assert_allclose(np.sqrt(np.diag(model)), told.hess_se, atol=1e-6)
    monkeypatch.setattr(clusters, "HEAVY", np.inf)
    np.testing.assert_allclose(np.sqrt(np.diag(found.spread(()).covariance)), told.sandwich_se, atol=1e-6)
    np.testing.assert_allclose(fit(met, prior=0).beta, told.davidson_beta, atol=1e-4)


def test_real_votes_agree_with_evalica_and_its_golden_result_up_to_a_factor() -> None:
    votes, golden = llmfao(), pd.read_csv(published("evalica/llmfao-golden.csv"))
    counts = tally(votes)
    ours = pd.Series(np.exp(fit(pairs(counts.wins, counts.ties), ties="half", prior=0).beta), counts.models)
    winners = votes.outcome.map({"left": evalica.Winner.X, "right": evalica.Winner.Y, "tie": evalica.Winner.Draw})
    theirs = evalica.bradley_terry(votes.left_model, votes.right_model, winners, tolerance=1e-12, limit=100_000).scores
    told = golden[golden.algorithm == "bradley_terry"].set_index("item").score
    for other in (theirs, told):
        ratio = ours / other[ours.index]
        np.testing.assert_allclose(ratio / ratio.iloc[0], 1.0, atol=1e-6)


def test_evalicas_food_agrees_with_evalica() -> None:
    votes = pd.read_csv(published("evalica/food.csv"), names=["left_model", "right_model", "outcome"], header=0)
    counts = tally(votes)
    ours = pd.Series(np.exp(fit(pairs(counts.wins, counts.ties), ties="half", prior=0).beta), counts.models)
    winners = votes.outcome.map({"left": evalica.Winner.X, "right": evalica.Winner.Y, "tie": evalica.Winner.Draw})
    theirs = evalica.bradley_terry(votes.left_model, votes.right_model, winners, tolerance=1e-12, limit=100_000).scores
    ratio = ours / theirs[ours.index]
    np.testing.assert_allclose(ratio / ratio.iloc[0], 1.0, atol=1e-6)


def test_without_a_prior_the_undefeated_have_no_estimate() -> None:
    with pytest.raises(NoEstimate, match="never lost"):
        fit(pairs([[0, 3], [0, 0]]), ties="half", prior=0)


def test_without_a_prior_davidson_needs_a_tie() -> None:
    with pytest.raises(NoEstimate, match="tie"):
        fit(pairs([[0, 3], [2, 0]]), prior=0)
