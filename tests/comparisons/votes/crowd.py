"""Crowds that vote with tastes of their own, and cheats: how each answers a pair, drawn and never looked up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from comparisons.votes.ballot import Candidate, Vote, judge
from tests.comparisons.votes import NOW, occasion

STRENGTHS: Mapping[str, float] = {"x/one": 0.8, "x/two": 0.3, "x/three": -0.3, "x/four": -0.8}
Side = tuple[str, str]
"""A clip's model and hash."""
Policy = Callable[[Side, Side], str]
COLUMNS = ("voter", "outcome", "left_model", "right_model", "left_sha256", "right_sha256", "expected", "flags")


@dataclass(slots=True, kw_only=True)
class Honest:
    """Weighs clips by what their models are worth to everybody, by a taste of their own, and by the clips themselves.

    What they think of a pair they keep, but for a whim: a pair that comes again is mostly answered alike. All standard
    errors are in natural logarithms of odds.
    """

    rng: np.random.Generator
    strengths: Mapping[str, float] = field(default_factory=lambda: STRENGTHS)
    taste: float = 0.5
    luck: float = 1.0
    """Of a clip beside its model's usual."""
    whim: float = 0.4
    lean: float = 0.1
    """Of the voter's liking for the left side."""
    dull: float = 0.35
    """Differences below it are a tie."""
    _likes: dict[str, float] = field(init=False)
    _clips: dict[str, float] = field(init=False, default_factory=dict)
    _lean: float = field(init=False)

    def __post_init__(self) -> None:
        self._likes = {model: worth + self.rng.normal(0, self.taste) for model, worth in self.strengths.items()}
        self._lean = self.rng.normal(0, self.lean)

    def __call__(self, left: Side, right: Side) -> str:
        gap = self._worth(left) - self._worth(right) + self._lean + self.rng.normal(0, self.whim)
        if abs(gap) < self.dull:
            return "tie" if self.rng.random() < 0.7 else "both_bad"
        return "left" if gap > 0 else "right"

    def _worth(self, side: Side) -> float:
        model, clip = side
        if clip not in self._clips:
            self._clips[clip] = self.rng.normal(0, self.luck)
        return self._likes[model] + self._clips[clip]


def always_left(_left: Side, _right: Side) -> str:
    """A bot that never looks."""
    return "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fan:
    """A bot that votes for one model, and hides among honest votes where that is not there."""

    model: str
    otherwise: Policy

    def __call__(self, left: Side, right: Side) -> str:
        return {left[0]: "left", right[0]: "right"}.get(self.model) or self.otherwise(left, right)


def crowd(seed: int, honest: int = 30, least: int = 12, most: int = 60) -> pd.DataFrame:
    """Votes of honest voters unlike in zeal, as `read_votes` tells them; with swapped repeats and planted pairs."""
    rng = np.random.default_rng(seed)
    rows = [
        row for at in range(honest) for row in ballots(f"v{at}", Honest(rng=rng), int(rng.integers(least, most)), rng)
    ]
    return frame(rows)


def ballots(voter: str, policy: Policy, count: int, rng: np.random.Generator) -> list[tuple[str, ...]]:
    """One voter's votes; one in 25 is a planted pair, of which 19 in 20 are seen through, as many a repeat."""
    rows: list[tuple[str, ...]] = []
    shown: list[tuple[Side, Side]] = []
    for at in range(count):
        luck = rng.random()
        if luck < 0.04:
            good = "left" if rng.random() < 0.5 else "right"
            bad = "right" if good == "left" else "left"
            answer = always_left(*[("", "")] * 2) if policy is always_left else good if rng.random() < 0.95 else bad
            rows.append((voter, answer, "x/one", "x/one", f"{at}g", f"{at}b", good, "gold same_model"))
            continue
        again = luck < 0.08 and len(shown) > 3
        if again:
            right, left = shown[rng.integers(len(shown) - 3)]
        else:
            one, other = (str(model) for model in rng.choice(list(STRENGTHS), 2, replace=False))
            left, right = (one, f"{one}{at}{voter}"), (other, f"{other}{at}{voter}")
        shown.append((left, right))
        rows.append((voter, policy(left, right), left[0], right[0], left[1], right[1], "", "repeat" if again else ""))
    return rows


def frame(rows: list[tuple[str, ...]]) -> pd.DataFrame:
    """The same as rows of a vote file."""
    told = pd.DataFrame(rows, columns=list(COLUMNS))
    told["counted"] = told["flags"] == ""
    return told.assign(vote_id=[f"b{at}" for at in range(len(told))], criterion="overall")


def votes(rows: list[tuple[str, ...]]) -> list[Vote]:
    """The same as the log keeps them."""
    return [
        vote
        for at, (voter, said, left, right, one, other, good, flags) in enumerate(rows)
        for shown in [
            [Candidate(take=f"{sha}{at}", model=model, sha256=sha) for model, sha in ((left, one), (right, other))]
        ]
        for vote in judge(
            occasion(
                f"{voter}-{at}",
                voter,
                flags=tuple(flags.split()),
                expected=f"{one if good == 'left' else other}{at}" if good else "",
            ),
            shown,
            said,
            now=NOW,
        )
    ]
