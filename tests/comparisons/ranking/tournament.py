"""Tournaments whose truth is known: voters and prompts have tastes, and some voters cast most votes.

Voter v and prompt p shift the strength of model i by draws of their own, normal with the given errors. What a table
estimates is then the strengths that fit best over all voters and prompts there may be; `truth` finds these by
integrating the shifts out, so that no simulated vote is needed to know them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from comparisons.ranking.bradley_terry import Floats, fit, pairs
from comparisons.ranking.coded import Coded, Codes
from comparisons.votes.ballot import OUTCOMES


@dataclass(frozen=True, slots=True, kw_only=True)
class Tournament:
    """Pairs are drawn alike; a voter's number of votes is drawn by `share`, prompts alike."""

    models: int
    votes: int
    voters: int
    prompts: int
    nu: float = 0.8
    taste: float = 0.6
    """Standard error of a voter's shift of a model."""
    theme: float = 0.3
    """That of a prompt's."""
    few: int = 0
    """So many voters cast `most` of all votes."""
    most: float = 0.0
    strengths: tuple[float, ...] = ()
    """To a voter and a prompt without taste; evenly apart if not given."""

    @property
    def beta(self) -> Floats:
        """The strengths about their mean, (models,)."""
        given = np.array(self.strengths)
        return given - given.mean() if self.strengths else np.linspace(-0.8, 0.8, self.models)

    def share(self) -> Floats:
        """Of the votes, by voter."""
        rest = np.full(self.voters, (1 - self.most) / (self.voters - self.few))
        rest[: self.few] = self.most / max(self.few, 1)
        return rest

    def truth(self) -> Floats:
        """The centred strengths that fit the average voter and prompt best."""
        gap = self.beta[:, None] - self.beta[None, :]
        nodes, weights = np.polynomial.hermite_e.hermegauss(61)
        half = (gap[..., None] + np.sqrt(2 * (self.taste**2 + self.theme**2)) * nodes) / 2
        total = np.exp(half) + np.exp(-half) + self.nu
        mean = weights / weights.sum()
        win, tie = (np.exp(half) / total) @ mean, (self.nu / total) @ mean
        np.fill_diagonal(win, 0)
        np.fill_diagonal(tie, 0)
        beta = fit(pairs(1e6 * win, 1e6 * tie), prior=0).beta
        return beta - beta.mean()

    def play(self, rng: np.random.Generator) -> Coded:
        """One tournament's votes."""
        voter = rng.choice(self.voters, self.votes, p=self.share())
        prompt = rng.integers(0, self.prompts, self.votes)
        left = rng.integers(0, self.models, self.votes)
        right = (left + rng.integers(1, self.models, self.votes)) % self.models
        return self.judged(voter, prompt, left, right, rng)

    def frame(self, rng: np.random.Generator, **changes: int) -> pd.DataFrame:
        """The same as rows of a vote file, with some of the fields changed."""
        coded = replace(self, **changes).play(rng)  # type: ignore[arg-type]
        names, label = np.array(coded.models), {name: one.astype(str) for name, one in coded.clusters.items()}
        return pd.DataFrame(
            {
                "left_model": names[coded.left],
                "right_model": names[coded.right],
                "outcome": np.array(OUTCOMES)[coded.outcome],
                "voter": np.char.add("v", label["voter"]),
                "prompt_id": np.char.add("p", label["prompt"]),
            }
        )

    def judged(self, voter: Codes, prompt: Codes, left: Codes, right: Codes, rng: np.random.Generator) -> Coded:
        """The votes that these voters cast on these pairs."""
        taste = rng.normal(0, self.taste, (self.voters, self.models))
        theme = rng.normal(0, self.theme, (self.prompts, self.models))
        strength = self.beta + taste[voter] + theme[prompt]
        rows = np.arange(len(left))
        half = (strength[rows, left] - strength[rows, right]) / 2
        up, level = np.exp(half), np.full(len(half), self.nu)
        luck = rng.random(len(half)) * (up + level + np.exp(-half))
        outcome = np.where(luck < up, 0, np.where(luck < up + level, 2, 1))
        return Coded(
            models=tuple(f"m{at:03}" for at in range(self.models)),
            left=left,
            right=right,
            outcome=outcome,
            clusters={"voter": voter, "prompt": prompt},
            single=np.ones(len(left), dtype=bool),
            left_out=0,
        )


TOURNAMENTS = {
    "3 models": Tournament(models=3, votes=600, voters=60, prompts=40),
    "3 models, few voters cast most votes": Tournament(models=3, votes=600, voters=60, prompts=40, few=6, most=0.6),
    "50 models": Tournament(models=50, votes=10_000, voters=200, prompts=100),
    "50 models, few voters cast most votes": Tournament(
        models=50, votes=10_000, voters=200, prompts=100, few=10, most=0.6
    ),
    "no ties": Tournament(models=6, votes=1000, voters=60, prompts=40, nu=1e-9),
    "voters alike": Tournament(models=6, votes=1000, voters=60, prompts=40, taste=0, theme=0),
    "8 voters": Tournament(models=6, votes=800, voters=8, prompts=40),
    "3 of 20 voters cast 80 %": Tournament(models=6, votes=1000, voters=20, prompts=40, few=3, most=0.8),
    "12 prompts": Tournament(models=6, votes=1000, voters=100, prompts=12, theme=0.6),
}
OTHERS = {
    "5 models, 2 of 15 voters cast 60 %": Tournament(models=5, votes=750, voters=15, prompts=30, few=2, most=0.6),
    "10 models of unlike strength": Tournament(
        models=10, votes=1500, voters=40, prompts=40, strengths=(-2.5, -1.5, -1, -0.2, 0, 0.1, 0.2, 0.3, 1, 2.2)
    ),
    "one model nearly always loses": Tournament(
        models=5, votes=600, voters=50, prompts=40, strengths=(-4, 0.2, 0.4, 0.6, 0.8)
    ),
    "strong tastes": Tournament(models=6, votes=1000, voters=30, prompts=40, taste=1.5),
    "voters alike, 3 of 30 cast 60 %": Tournament(
        models=6, votes=1000, voters=30, prompts=40, taste=0, theme=0, few=3, most=0.6
    ),
    "6 voters and 8 prompts": Tournament(models=4, votes=400, voters=6, prompts=8),
    "2 models": Tournament(models=2, votes=200, voters=25, prompts=20, few=4, most=0.5),
    "20 models, 5 of 60 voters cast 70 %": Tournament(models=20, votes=3000, voters=60, prompts=60, few=5, most=0.7),
}
"""Looked at too when the method was chosen."""
UNSEEN = {
    "4 models, 1 of 10 voters casts 40 %": Tournament(models=4, votes=500, voters=10, prompts=25, few=1, most=0.4),
    "8 models, 25 voters, 9 prompts": Tournament(models=8, votes=1200, voters=25, prompts=9, taste=0.9, theme=0.5),
    "12 models, many ties": Tournament(
        models=12, votes=2000, voters=45, prompts=70, few=4, most=0.5, nu=2.5, theme=0.8
    ),
}
"""Written after the method was chosen; none was changed by what they showed."""
