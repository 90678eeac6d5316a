"""The models that votes join, fitted: their strengths, and what intervals about these stand on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array, eye_array

from comparisons.ranking import bradley_terry
from comparisons.ranking.bradley_terry import Fit, Floats, Indices, Pairs, Ties
from comparisons.ranking.choices import Choices, average_player, choose
from comparisons.ranking.clusters import Ground, Spread, ground, grouped, levers, prior_filling, shared, spread
from comparisons.ranking.coded import Coded
from comparisons.ranking.judged import Judged, judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Island:
    """What an island's models and votes come to."""

    beta: Floats
    """Centred, (models,); of a model alone, about the prior's average player."""
    worth: Floats
    """Of each control, in logarithms of odds, (controls,)."""
    theta: Floats
    """All parameters as found: strengths, controls and under Davidson log ν."""
    ground: Ground
    """Its contrasts are `beta` and `worth`, one after the other."""
    judged: Judged
    votes: Coded
    ties: Ties
    prior: float

    def spread(self, names: Sequence[str]) -> Spread:
        """The uncertainty of the contrasts, clustered by those of these that tell votes apart."""
        ways, alone = self.ways(names)
        if ways or self.votes.lists:
            return spread(self.ground, ways, alone)
        counts = self.judged.counts()
        return spread(self.ground, [], eye_array(len(counts), format="csr"), counts)

    def ways(self, names: Sequence[str]) -> tuple[list[csr_array], csr_array]:
        """The votes by each of these clusterings, and by what they share in all.

        One in which all votes share a label, or no two do, tells nothing and is left out: it is that of votes alone.
        """
        size, row, kind = self.judged.blend.shape[0], self.judged.row, self.judged.kind
        kept = row if self.judged.plain else np.unique(row)
        labels = [self.votes.clusters[name] for name in names if name in self.votes.clusters]
        told = [label[row] for label in labels if tells(label[kept])]
        return [grouped(one, kind, size) for one in told], grouped(shared(told) if told else row, kind, size)

    def refit(self, counts: Floats, luck: Floats) -> Floats:
        """Centred strengths, (resamples, models), had each kind been judged so often: `counts` (resamples, kinds).

        `luck`, (2, resamples, models), weighs the prior's wins and losses.
        """
        size = len(self.beta)
        if self.judged.plain:
            met, start = _met(self.judged, counts, size), _found(self.theta, size, self.ties)
            return centred(bradley_terry.fit(met, ties=self.ties, prior=self.prior, start=start, luck=luck).beta)
        prior, again = _prior(len(self.theta), self.ties, self.prior), []
        for taken, lucky in zip(counts @ self.judged.blend, np.moveaxis(luck, 1, 0), strict=True):
            weights = prior.taken.copy()
            weights[: lucky.size] *= lucky.T.reshape(-1)
            made = replace(self.judged.made, taken=taken)
            again.append(choose(made, replace(prior, taken=weights), start=self.theta).theta)
        return centred(np.stack(again)[:, :size])


def tells(labels: Indices) -> bool:
    """Whether some votes share a label, and not all the same one."""
    return len(labels) > 0 and bool(1 < np.bincount(labels).max() < len(labels))


def fit_island(votes: Coded, members: Indices, *, ties: Ties, prior: float) -> Island:
    """Fit the models at the places `members` of `votes.models`, which no vote joins to others."""
    told, size = judged(votes, members, ties=ties), len(members)
    pseudo = _prior(told.made.design.shape[1], ties, prior)
    if told.plain:
        found = bradley_terry.fit(_met(told, told.counts(), size), ties=ties, prior=prior)
        theta, hessian = (np.append(found.beta, np.log(found.nu)) if ties == "davidson" else found.beta), found.hessian
    else:
        chosen = choose(told.made, pseudo)
        theta, hessian = chosen.theta, chosen.hessian
    return Island(
        beta=centred(theta[:size]),
        worth=theta[size : size + len(votes.controls)],
        theta=theta,
        ground=_ground(told, theta, hessian, pseudo, size, ties),
        judged=told,
        votes=votes,
        ties=ties,
        prior=prior,
    )


def centred(beta: Floats) -> Floats:
    """Strengths about their mean, (..., models); a model alone stays where the prior left it."""
    return beta - beta.mean(axis=-1, keepdims=True) if beta.shape[-1] > 1 else beta


def _met(told: Judged, counts: Floats, size: int) -> Pairs:
    """Of votes that are plain pairs; `counts` is (..., kinds)."""
    wins, losses, tied = np.moveaxis(counts.reshape(*counts.shape[:-1], -1, 3), -1, 0)
    return Pairs(size=size, first=told.first, second=told.second, wins=wins, losses=losses, ties=tied)


def _found(theta: Floats, size: int, ties: Ties) -> Fit:
    nu = np.exp(theta[-1:])[0] if ties == "davidson" else np.float64(0)
    return Fit(beta=theta[:size], nu=np.asarray(nu), hessian=np.zeros((0, 0)))


def _prior(parameters: int, ties: Ties, weight: float) -> Choices:
    return average_player(parameters, weight=weight, tie=ties == "davidson")


def _ground(told: Judged, theta: Floats, hessian: Floats, prior: Choices, models: int, ties: Ties) -> Ground:
    """Where judgements are too few to tell ν within a factor of e, it is taken as known: its tail drowns the rest.

    Without a prior strengths are known up to a constant: their mean is pinned.
    """
    matrix, filling = hessian.copy(), prior_filling(prior, theta)
    matrix[:models, :models] += not prior.taken.any()
    base = ground(told.made, theta, matrix, filling, levers(matrix, models, ties == "davidson"), told.blend)
    if ties == "half":
        return base
    inverse = np.linalg.inv(matrix)[-1]
    meat = filling + ((base.slopes.T * told.counts()) @ base.slopes).toarray()
    if inverse @ meat @ inverse <= 1:
        return base
    matrix = matrix[:-1, :-1]
    return ground(told.made, theta, matrix, filling[:-1, :-1], levers(matrix, models), told.blend)
