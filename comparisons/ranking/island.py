"""The models that votes join, fitted: their strengths, and what intervals about these stand on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import block_diag, csr_array, eye_array, kron

from comparisons.ranking import bradley_terry, plackett_luce
from comparisons.ranking.bradley_terry import Fit, Floats, Indices, Pairs, Ties
from comparisons.ranking.choices import Choices, average_player, choose, join
from comparisons.ranking.clusters import Ground, Spread, ground, grouped, levers, prior_filling, shared, spread
from comparisons.ranking.coded import Coded
from comparisons.ranking.plackett_luce import Taken
from comparisons.ranking.tally import count


@dataclass(frozen=True, slots=True, kw_only=True)
class Island:
    """What an island's models and votes come to."""

    beta: Floats
    """Centred, (models,); of a model alone, about the prior's average player."""
    ground: Ground
    """Of the centred strengths; the kinds are a pair's wins, losses and ties in turn, then those of lists."""
    kind: Indices
    """Of each judgement, (judgements,)."""
    row: Indices
    """The row of the votes that tells its voter and its prompt, same shape; a list's choices share one."""
    votes: Coded
    met: Pairs
    found: Fit
    made: Choices
    blend: csr_array
    """What a judgement of each kind took, (kinds, alternatives)."""
    ties: Ties
    prior: float

    def counts(self) -> Floats:
        """How often each kind was judged, (kinds,)."""
        return np.bincount(self.kind, minlength=self.blend.shape[0]).astype(np.float64)

    def spread(self, names: Sequence[str]) -> Spread:
        """The uncertainty of `beta`, clustered by those of these that tell votes apart."""
        ways, alone = self.ways(names)
        if ways or self.votes.lists:
            return spread(self.ground, ways, alone)
        return spread(self.ground, [], eye_array(len(self.counts()), format="csr"), self.counts())

    def ways(self, names: Sequence[str]) -> tuple[list[csr_array], csr_array]:
        """The votes by each of these clusterings that tells some of them apart, and by what they share in all."""
        size = self.blend.shape[0]
        told = [self.votes.clusters[name][self.row] for name in names if name in self.votes.clusters]
        told = [one for one in told if len(one) and (one != one[0]).any()] if len(self.beta) > 1 else []
        alone = shared(told) if told else self.row
        return [grouped(one, self.kind, size) for one in told], grouped(alone, self.kind, size)

    def refit(self, counts: Floats, luck: Floats) -> Floats:
        """Centred strengths, (resamples, models), had each kind been judged so often: `counts` (resamples, kinds).

        `luck`, (2, resamples, models), weighs the prior's wins and losses.
        """
        pairs = 3 * len(self.met.first)
        wins, losses, tied = np.moveaxis(counts[:, :pairs].reshape(len(counts), -1, 3), -1, 0)
        met = replace(self.met, wins=wins, losses=losses, ties=tied)
        if self.blend.shape[0] == pairs:
            return centred(bradley_terry.fit(met, ties=self.ties, prior=self.prior, start=self.found, luck=luck).beta)
        prior = _prior(len(self.beta), self.ties, self.prior)
        again = []
        for taken, lucky in zip(counts @ self.blend, np.moveaxis(luck, 1, 0), strict=True):
            weights = prior.taken.copy()
            weights[: lucky.size] *= lucky.T.reshape(-1)
            made = replace(self.made, taken=taken)
            again.append(choose(made, replace(prior, taken=weights), start=_start(self.found, self.ties)).theta)
        return centred(np.stack(again)[:, : len(self.beta)])


def fit_island(votes: Coded, members: Indices, *, ties: Ties, prior: float) -> Island:
    """Fit the models at the places `members` of `votes.models`, which no vote joins to others."""
    here = np.ix_(members, members)
    pairs = count(votes, single=True)
    met = bradley_terry.pairs(pairs.wins[here], pairs.ties[here])
    found = bradley_terry.fit(met, ties=ties, prior=prior)
    kind, row = _kinds(votes, members, met)
    made, blend = _paired(met, ties)
    pseudo = _prior(len(members), ties, prior)
    lists = _lists(votes, members)
    if lists:
        stages = [stage for _, told in lists for stage in told]
        several, took = plackett_luce.choices(stages, len(members), made.design.shape[1])
        kind = np.concatenate([kind, blend.shape[0] + np.array(took)])
        row = np.concatenate([row, np.repeat([at for at, _ in lists], [len(told) for _, told in lists])])
        made, blend = join([made, several]), csr_array(block_diag([blend, eye_array(len(several.taken))]))
        chosen = choose(made, pseudo, start=_start(found, ties))
        nu = np.asarray(np.exp(chosen.theta[-1])) if ties == "davidson" else np.zeros(())
        found = Fit(beta=chosen.theta[: len(members)], nu=nu, hessian=chosen.hessian)
    base = _ground(made, blend, found, pseudo, ties, np.bincount(kind, minlength=blend.shape[0]).astype(float))
    return Island(
        beta=centred(found.beta), ground=base, kind=kind, row=row, votes=votes, met=met, found=found, made=made,
        blend=blend, ties=ties, prior=prior,
    )  # fmt: skip


def centred(beta: Floats) -> Floats:
    """Strengths about their mean, (..., models); a model alone stays where the prior left it."""
    return beta - beta.mean(axis=-1, keepdims=True) if beta.shape[-1] > 1 else beta


def _kinds(votes: Coded, members: Indices, met: Pairs) -> tuple[Indices, Indices]:
    """What each single vote of the island says, as a kind, and its row."""
    size = len(votes.models)
    number = np.full((size, size), -1)
    number[members[met.first], members[met.second]] = np.arange(len(met.first))
    forward, back = number[votes.left, votes.right], number[votes.right, votes.left]
    row = np.flatnonzero(votes.single & (np.maximum(forward, back) >= 0) & (votes.outcome < 3))
    forward, back, outcome = forward[row], back[row], votes.outcome[row]
    turned = np.where(outcome < 2, 1 - outcome, outcome)
    return 3 * np.maximum(forward, back) + np.where(forward >= 0, outcome, turned), row


def _paired(met: Pairs, ties: Ties) -> tuple[Choices, csr_array]:
    """Pairs as choices, and what a win, a loss and a tie took in them."""
    pairs, davidson = len(met.first), ties == "davidson"
    each = 3 if davidson else 2
    begin = each * np.arange(pairs)
    rows, columns, signs = [], [], []
    for place, sign in ((0, 0.5), (1, -0.5)):
        rows += [begin + place, begin + place]
        columns += [met.first, met.second]
        signs += [np.full(pairs, sign), np.full(pairs, -sign)]
    if davidson:
        rows, columns, signs = [*rows, begin + 2], [*columns, np.full(pairs, met.size)], [*signs, np.ones(pairs)]
    places = (np.concatenate(rows), np.concatenate(columns))
    design = csr_array((np.concatenate(signs), places), shape=(each * pairs, met.size + davidson))
    one = np.eye(3) if davidson else np.array([[1, 0], [0, 1], [0.5, 0.5]])
    blend = csr_array(kron(eye_array(pairs), one)) if pairs else csr_array((0, 0))
    taken = blend.T @ np.stack([met.wins, met.losses, met.ties], axis=1).reshape(-1)
    return Choices(design=design, situation=np.repeat(np.arange(pairs), each), taken=taken, models=met.size), blend


def _prior(models: int, ties: Ties, weight: float) -> Choices:
    davidson = ties == "davidson"
    return average_player(models, models + davidson, weight=weight, tie=davidson)


def _start(found: Fit, ties: Ties) -> Floats:
    return np.append(found.beta, np.log(found.nu)) if ties == "davidson" else found.beta


def _lists(votes: Coded, members: Indices) -> list[tuple[int, list[Taken]]]:
    """Those of the island, their models as places in `members`."""
    place = {int(model): at for at, model in enumerate(members)}
    found = []
    for row, told in votes.lists:
        if told[0][0][0][0][0] in place:
            found.append((row, plackett_luce.renamed(told, place)))
    return found


def _ground(made: Choices, blend: csr_array, found: Fit, prior: Choices, ties: Ties, kinds: Floats) -> Ground:
    """Where judgements are too few to tell ν within a factor of e, it is taken as known: its tail drowns the rest.

    Without a prior strengths are known up to a constant: their mean is pinned.
    """
    theta, filling = _start(found, ties), prior_filling(prior, _start(found, ties))
    size, models = len(theta), len(found.beta)
    matrix = found.hessian.copy()
    matrix[:models, :models] += not prior.taken.any()
    base = ground(made, theta, matrix, filling, levers(matrix, models), blend)
    if size == models:
        return base
    inverse = np.linalg.inv(matrix)[-1]
    meat = filling + ((base.slopes.T * kinds) @ base.slopes).toarray()
    if inverse @ meat @ inverse <= 1:
        return base
    matrix = matrix[:models, :models]
    return ground(made, theta, matrix, filling[:models, :models], levers(matrix, models), blend)
