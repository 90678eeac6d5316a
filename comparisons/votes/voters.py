"""What the votes say of each voter: whom a table should rather not hear, and how far voters agree.

Nothing is deleted: a suspect's rows are told as not counted, with the flag `suspect`. Three ways out are told apart: a
voter is `suspect` where a test found something, `checked` where some test could be made and found nothing, and
`unchecked` where there was too little to test by; to be unchecked is not to have failed.

The tests, each on votes about two clips, overall; but for that of slips, where nothing is chance, an honest voter fails
one less than once in 1000:
- side: of 12 or more votes for a side, far too many for the same one (binomial, two-sided);
- gold: of 4 or more pairs with a clip spoilt on purpose, far fewer than 4 in 5 right (a tie is not right);
- repeats: of 5 or more pairs shown again with the sides swapped, far fewer than 7 in 10 answered alike;
- slips: a vote flagged `replayed`, which is by someone who has sent used slips three times or more;
- partisan: of 12 or more votes for or against a model, it won far more than before all other voters against the same
  models (beta-binomial, so that few other votes prove little; over the tastes that an honest voter may have; divided by
  the number of models tried).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd
from scipy.special import expit, logit
from scipy.stats import betabinom, binom, norm

from comparisons.votes.vote import OUTCOMES

RARE, FAVOUR = 0.001, 0.0003
"""Chances that are taken for none; the second where a taste of one's own could look like a cheat's."""
TASTE = 0.4
"""By how much honest voters differ in what they think of a model: a standard error, in natural logarithms of odds."""
SIDES, GOLD, REPEATS, PARTISAN = 12, 4, 5, 12
"""The least number of votes for each test."""
GOLD_SHARE, REPEAT_SHARE = 0.8, 0.7
"""What an attentive voter does at least."""
NEWEST = 100
"""Ballots that the alarm looks at."""

Verdict = Literal["checked", "unchecked", "suspect"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voter:
    """One voter's record."""

    voter: str
    ballots: int
    """About two clips, overall, with an answer, not taken back."""
    left: int
    """Votes for the left side."""
    right: int
    gold: int
    """Pairs with a spoilt clip; of them right, the next."""
    gold_right: int
    repeats: int
    """Pairs that were shown again; of them answered alike, the next."""
    repeats_alike: int
    verdict: Verdict
    failed: tuple[str, ...]
    """`side`, `gold`, `repeats`, `slips`, `partisan`."""
    favourite: str = ""
    """The model that a partisan votes for."""

    @property
    def left_share(self) -> float | None:
        """Of the votes for a side; `None` before the first."""
        return self.left / (self.left + self.right) if self.left + self.right else None

    @property
    def gold_share(self) -> float | None:
        """How many planted pairs were seen through; `None` where there were none."""
        return self.gold_right / self.gold if self.gold else None

    @property
    def self_agreement(self) -> float | None:
        """How many repeats were answered alike; `None` where there were none."""
        return self.repeats_alike / self.repeats if self.repeats else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """The share of ballots left out has jumped."""

    now: float
    """Of the newest ballots, 0 to 1."""
    before: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """How often one flaw was shown on purpose, to all voters together, and how often it was seen through."""

    flaw: str
    """As `battles.flaws` names it; empty in rows that don't tell."""
    shown: int
    right: int


def planted(votes: pd.DataFrame) -> list[Planted]:
    """One for each flaw, by name: one that honest voters often miss is too faint to try anybody by."""
    rows = _plain(votes)
    rows = rows[rows["expected"] != ""]
    flaws = rows["flags"].str.extract(r"\bspoilt_(\w+)", expand=False).fillna("")
    right = (rows["outcome"] == rows["expected"]).groupby(flaws)
    return [Planted(flaw=str(flaw), shown=len(seen), right=int(seen.sum())) for flaw, seen in right]


def voters(votes: pd.DataFrame) -> list[Voter]:
    """One record for each voter, by name; `votes` as `frame` gives them."""
    plain = _plain(votes)
    if plain.empty:
        return []
    real = plain[(plain["expected"] == "") & ~plain["flags"].str.contains("repeat")]
    counts = [_counts(plain), _repeats(plain), real.groupby("voter").size().rename("real")]
    told = pd.concat(counts, axis=1).fillna(0).astype(int).sort_index()
    favourites = _favourites(real) if len(real) else {}
    return [_voter(str(one.Index), one, favourites.get(str(one.Index), "")) for one in told.itertuples()]


def screened(votes: pd.DataFrame) -> pd.DataFrame:
    """The same rows, those of suspects not counted and flagged; a file without voters as it is."""
    if not {"voter", "counted", "flags", "vote_id", "outcome"} <= set(votes) or votes.empty:
        return votes
    return flagged(votes, {one.voter for one in voters(votes) if one.verdict == "suspect"})


def flagged(votes: pd.DataFrame, suspects: Collection[str]) -> pd.DataFrame:
    """The same rows, those of these voters not counted and flagged."""
    if not suspects:
        return votes
    theirs = votes["voter"].isin(list(suspects))
    flags = votes["flags"].where(~theirs, (votes["flags"] + " suspect").str.strip())
    return votes.assign(counted=votes["counted"] & ~theirs, flags=flags)


def alarm(votes: pd.DataFrame, newest: int = NEWEST) -> Alarm | None:
    """Whether of the newest ballots far more are left out than before, and at least twice as many; `votes` screened."""
    plain = _plain(votes)
    out = ~plain["counted"].to_numpy(dtype=bool) & ~plain["flags"].str.contains("gold|repeat").to_numpy(dtype=bool)
    if len(out) < 2 * newest:
        return None
    late, early = out[-newest:], out[:-newest]
    before, now = float((early.sum() + 0.5) / (len(early) + 1)), float(late.mean())
    jumped = now > 2 * before and binom.sf(int(late.sum()) - 1, newest, before) < RARE
    return Alarm(now=now, before=float(early.mean())) if jumped else None


def agreement(votes: pd.DataFrame) -> float | None:
    """Krippendorff's alpha of what voters said of the same two clips (better, worse or alike), nominal.

    `None` where no two voters judged the same pair, or all said the same.
    """
    plain = _plain(votes)
    plain = plain[plain["left_sha256"] != ""]
    swapped = plain["left_sha256"] > plain["right_sha256"]
    said = plain["outcome"].replace("both_bad", "tie").where(
        ~swapped, plain["outcome"].map({"left": "right", "right": "left"}).fillna("tie")
    )  # fmt: skip
    low = plain["left_sha256"].where(~swapped, plain["right_sha256"])
    high = plain["right_sha256"].where(~swapped, plain["left_sha256"])
    codes = said.map({"left": 0, "tie": 1, "right": 2})
    table = pd.DataFrame({"voter": plain["voter"], "unit": low + high, "code": codes})
    table = table.drop_duplicates(["voter", "unit"])
    unit = pd.factorize(table["unit"])[0]
    cells = 3 * unit + table["code"].to_numpy(dtype=np.intp)
    return alpha(np.bincount(cells, minlength=3 * (int(unit.max(initial=-1)) + 1)).reshape(-1, 3))


def alpha(counts: np.ndarray) -> float | None:
    """Krippendorff's alpha of nominal codes, by how many raters gave each, (units, codes); `None` where undefined."""
    import krippendorff

    paired = counts[counts.sum(axis=1) > 1]
    if (paired.sum(axis=0) > 0).sum() < 2:
        return None
    return float(krippendorff.alpha(value_counts=paired, level_of_measurement="nominal"))


def _plain(votes: pd.DataFrame) -> pd.DataFrame:
    """Ballots about two clips, overall, with an answer, that were not taken back; in the order in which they came."""
    rows = votes[votes["outcome"].isin(OUTCOMES)]
    if "criterion" in rows:
        rows = rows[rows["criterion"] == "overall"]
    rows = rows[~rows["flags"].str.contains(r"\bvoided\b")]
    rows = rows[~rows.duplicated("vote_id", keep=False)]
    empty = pd.Series("", index=rows.index)
    return rows.assign(**{name: empty for name in ("expected", "left_sha256", "right_sha256") if name not in rows})


def _counts(rows: pd.DataFrame) -> pd.DataFrame:
    """By voter: ballots, votes for each side, planted pairs and how many of these were seen through, and replays."""
    planted = rows["expected"] != ""
    told = pd.DataFrame(
        {
            "voter": rows["voter"],
            "ballots": 1,
            "left": rows["outcome"] == "left",
            "right": rows["outcome"] == "right",
            "gold": planted,
            "gold_right": planted & (rows["outcome"] == rows["expected"]),
            "replayed": rows["flags"].str.contains(r"\breplayed\b"),
        }
    )
    return told.groupby("voter").sum().astype(int)


def _repeats(rows: pd.DataFrame) -> pd.DataFrame:
    """By voter: how many pairs came again, and how many of these were answered as they were the time before."""
    left, right = rows["left_sha256"].to_numpy(dtype=object), rows["right_sha256"].to_numpy(dtype=object)
    swap = rows["left_sha256"].to_numpy() > rows["right_sha256"].to_numpy()
    better = np.where(rows["outcome"] == "left", left, np.where(rows["outcome"] == "right", right, ""))
    told = pd.DataFrame(
        {
            "voter": rows["voter"],
            "low": np.where(swap, right, left),
            "high": np.where(swap, left, right),
            "better": better,
        }
    )
    told = told[(told["low"] != "") & (told["low"] != told["high"])]
    before = told.groupby(["voter", "low", "high"])["better"].shift()
    told = told.assign(repeats=before.notna(), alike=before == told["better"])
    return told.groupby("voter")[["repeats", "alike"]].sum()


def _favourites(rows: pd.DataFrame) -> dict[str, str]:
    """By voter: the model that they let win far more often than all others do, where there is one."""
    sums = ["won", "games", "wins", "decided"]
    met = _meetings(rows).groupby(["voter", "model", "other"], as_index=False)[sums].sum()
    every = met.groupby(["model", "other"])[["won", "games"]].transform("sum")
    heard = every["games"] - met["games"]
    share = (every["won"] - met["won"] + 1) / (heard + 2)  # before everybody else, drawn a little towards one half
    met = met.assign(heard=heard * (met["decided"] > 0), expected=share * met["decided"])
    told = met.groupby(["voter", "model"], as_index=False)[["wins", "decided", "heard", "expected"]].sum()
    tried = told.groupby("voter")["model"].transform("count")
    told = told.assign(limit=FAVOUR / tried)[told["decided"] >= PARTISAN]
    mean = told["expected"] / told["decided"]
    told = told.assign(mean=mean)[binom.sf(told["wins"] - 1, told["decided"], mean) < told["limit"]]
    found = told[_chances(told) < told["limit"]].drop_duplicates("voter")
    return dict(zip(found["voter"].astype(str), found["model"].astype(str), strict=True))


def _chances(told: pd.DataFrame) -> np.ndarray:
    """How likely an honest voter lets a model win so often, (rows): over tastes, and what others' votes leave open."""
    wins, decided, mean, heard = (told[[name]].to_numpy() for name in ("wins", "decided", "mean", "heard"))
    tastes = np.linspace(-5, 5, 41)
    weights = norm.pdf(tastes) / norm.pdf(tastes).sum()
    share = expit(logit(mean) + TASTE * tastes)
    chances = betabinom.sf(wins - 1, decided, share * (heard + 2), (1 - share) * (heard + 2))
    return np.asarray(chances @ weights)


def _meetings(rows: pd.DataFrame) -> pd.DataFrame:
    """Each vote twice, once for each of its models: what it won with half the ties, and what was decided of it."""
    won = rows["outcome"].map({"left": 1.0, "right": 0.0}).fillna(0.5)
    decided = rows["outcome"].isin(["left", "right"]).astype(float)
    sides = [("left_model", "right_model", won), ("right_model", "left_model", 1 - won)]
    return pd.concat(
        pd.DataFrame(
            {
                "voter": rows["voter"], "model": rows[model], "other": rows[other], "won": mine,
                "games": 1.0, "wins": mine * decided, "decided": decided,
            }
        )
        for model, other, mine in sides
    )  # fmt: skip


def _voter(name: str, of: Any, favourite: str) -> Voter:
    """The record of one voter's counts."""
    sides = of.left + of.right
    tests = {
        "side": (sides, SIDES, 2 * binom.cdf(min(of.left, of.right), sides, 0.5) < RARE),
        "gold": (of.gold, GOLD, binom.cdf(of.gold_right, of.gold, GOLD_SHARE) < RARE),
        "repeats": (of.repeats, REPEATS, binom.cdf(of.alike, of.repeats, REPEAT_SHARE) < RARE),
        "slips": (of.replayed, 1, True),
        "partisan": (of.real, PARTISAN, favourite != ""),
    }
    made = {test: bad for test, (count, least, bad) in tests.items() if count >= least}
    failed = tuple(test for test, bad in made.items() if bad)
    return Voter(
        voter=name, ballots=of.ballots, left=of.left, right=of.right, gold=of.gold, gold_right=of.gold_right,
        repeats=of.repeats, repeats_alike=of.alike, verdict="suspect" if failed else "checked" if made else "unchecked",
        failed=failed, favourite=favourite,
    )  # fmt: skip
