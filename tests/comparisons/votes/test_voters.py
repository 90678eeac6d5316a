"""Who votes badly is found by what they do, flagged and kept; who can't be checked has not failed."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from comparisons.ranking.table import rank
from comparisons.votes.answers import Skip
from comparisons.votes.ballot import Candidate, judge
from comparisons.votes.frame import frame
from comparisons.votes.log import VoteLog
from comparisons.votes.screen import Screen
from comparisons.votes.vote import Vote
from comparisons.votes.voters import Voter, agreement, alarm, alpha, planted, screened, voters
from tests.comparisons.ranking import published
from tests.comparisons.votes import NOW, occasion

STRENGTH = {"m0": 0.0, "m1": 0.5, "m2": 1.0, "m3": 2.0}
Policy = Callable[[str, str, np.random.Generator], str]


def honest(left: str, right: str, rng: np.random.Generator) -> str:
    if rng.random() < 0.15:
        return "tie"
    return "left" if rng.random() < 1 / (1 + np.exp(STRENGTH[right] - STRENGTH[left])) else "right"


def always_left(_left: str, _right: str, _rng: np.random.Generator) -> str:
    return "left"


def for_m0(left: str, right: str, rng: np.random.Generator) -> str:
    return "left" if left == "m0" else "right" if right == "m0" else honest(left, right, rng)


def row(voter: str, number: int, left: str, right: str, answer: str, **more: object) -> Vote:
    shown = [Candidate(take=f"{one}-{number}", model=one, sha256=f"{one}-{number}") for one in (left, right)]
    (made,) = judge(occasion(f"{voter}-{number}", voter, **more), shown, answer, now=NOW)
    return made


def ballots(voter: str, policy: Policy, count: int, rng: np.random.Generator) -> list[Vote]:
    models = list(STRENGTH)
    pairs = [rng.choice(models, 2, replace=False) for _ in range(count)]
    return [row(voter, at, str(a), str(b), policy(str(a), str(b), rng)) for at, (a, b) in enumerate(pairs)]


def table(rows: Sequence[Vote], folder: Path) -> pd.DataFrame:
    log = VoteLog(folder / "votes.csv")
    for start in range(0, len(rows), 1000):
        log.append(rows[start : start + 1000])
    return log.read()


def of(found: list[Voter], name: str) -> Voter:
    return next(one for one in found if one.voter == name)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    """Twenty honest voters, a bot that votes left, and one that votes for m0, the weakest."""
    rng = np.random.default_rng(7)
    rows = [vote for number in range(20) for vote in ballots(f"v{number:02}", honest, 30, rng)]
    rows += ballots("lefty", always_left, 30, rng) + ballots("fan", for_m0, 60, rng)
    return table(rows, tmp_path_factory.mktemp("crowd"))


def test_a_bot_that_votes_left_is_caught(crowd: pd.DataFrame) -> None:
    lefty = of(voters(crowd), "lefty")
    assert lefty.verdict == "suspect"
    assert "side" in lefty.failed
    assert lefty.left_share == 1


def test_a_bot_that_votes_for_a_model_is_caught_and_the_model_is_named(crowd: pd.DataFrame) -> None:
    fan = of(voters(crowd), "fan")
    assert (fan.verdict, fan.failed, fan.favourite) == ("suspect", ("partisan",), "m0")


def test_cheats_are_flagged_and_kept_and_the_table_no_longer_hears_them(crowd: pd.DataFrame) -> None:
    clean = screened(crowd)
    assert len(clean) == len(crowd)
    bad = clean["voter"].isin(["lefty", "fan"])
    assert set(clean[bad]["flags"]) == {"suspect"}
    assert not clean[bad]["counted"].any()
    assert clean[~bad]["counted"].all()
    assert rank(crowd).votes - rank(clean).votes == 90
    place = {one.model: one.rating for one in rank(clean).rows}
    assert place["m0"] < {one.model: one.rating for one in rank(crowd).rows}["m0"]


def test_honest_voters_are_hardly_ever_suspected(tmp_path: Path) -> None:
    rng = np.random.default_rng(11)
    rows = [vote for number in range(250) for vote in ballots(f"v{number:03}", honest, 24, rng)]
    found = voters(table(rows, tmp_path))
    assert sum(one.verdict == "suspect" for one in found) <= 3
    assert all(one.verdict != "unchecked" for one in found)


def test_who_cast_few_votes_could_not_be_checked_which_is_not_to_have_failed(tmp_path: Path) -> None:
    votes = table([row("ann", at, "m0", "m1", "left") for at in range(5)], tmp_path)
    (ann,) = voters(votes)
    assert (ann.verdict, ann.failed, ann.gold_share, ann.self_agreement) == ("unchecked", (), None, None)
    assert screened(votes)["counted"].all()


@pytest.mark.parametrize(("right", "verdict"), [(6, "checked"), (4, "checked"), (0, "suspect")])
def test_planted_pairs_show_who_looks(tmp_path: Path, right: int, verdict: str) -> None:
    rows: list[Vote] = []
    for at in range(6):
        shown = [Candidate(take=f"{side}{at}", model="m0", sha256=f"{side}{at}") for side in "lr"]
        rows += judge(
            occasion(f"g{at}", "ann", expected=f"l{at}", flags=("gold",)),
            shown,
            "left" if at < right else "tie",
            now=NOW,
        )
    (ann,) = voters(table(rows, tmp_path))
    assert (ann.gold, ann.gold_right, ann.verdict) == (6, right, verdict)


def test_how_often_each_flaw_is_seen_through_is_told_for_all_voters_together(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    said = [("blocks", "left"), ("blocks", "left"), ("late", "right"), ("late", "left"), ("late", "tie"), ("", "left")]
    rows = []
    for at, (flaw, answer) in enumerate(said):
        marks = ("gold", f"spoilt_{flaw}") if flaw else ("gold",)
        asked = occasion(f"g{at}", f"v{at % 2}", expected=f"l{at}", flags=marks)
        shown = [Candidate(take=f"{side}{at}", model="m", sha256=f"{side}{at}") for side in "lr"]
        rows += judge(asked, shown, answer, now=NOW)
    told = planted(table(rows, tmp_path))
    assert [(one.flaw, one.shown, one.right) for one in told] == [("", 1, 1), ("blocks", 2, 2), ("late", 3, 1)]
    assert planted(table([row("ann", 1, "a", "b", "left")], tmp_path_factory.mktemp("none"))) == []


@pytest.mark.parametrize(("alike", "verdict"), [(8, "checked"), (6, "checked"), (0, "suspect")])
def test_swapped_repeats_show_who_agrees_with_themselves(tmp_path: Path, alike: int, verdict: str) -> None:
    rows = []
    for at in range(8):
        clips = [Candidate(take=f"{one}{at}", model=one, sha256=f"{one}{at}") for one in ("m0", "m1")]
        rows += judge(occasion(f"c{at}", "ann"), clips, "left", now=NOW)
        again = "right" if at < alike else "left"
        rows += judge(occasion(f"r{at}", "ann", flags=("repeat",)), clips[::-1], again, now=NOW)
    (ann,) = voters(table(rows, tmp_path))
    assert (ann.repeats, ann.repeats_alike, ann.verdict) == (8, alike, verdict)


def test_a_jump_of_what_is_left_out_raises_the_alarm_and_a_steady_share_does_not(crowd: pd.DataFrame) -> None:
    assert alarm(crowd) is None
    told = alarm(screened(crowd))
    assert told is not None
    assert told.now > 0.8
    assert told.before < 0.1
    mixed = screened(crowd).sample(frac=1, random_state=1)
    assert alarm(mixed) is None


def test_skips_and_votes_taken_back_say_nothing_of_a_voter(tmp_path: Path) -> None:
    shown = [Candidate(take=one, model=one, sha256=one) for one in ("m0", "m1")]
    assert voters(table(judge(occasion(), shown, Skip(reason="alike"), now=NOW), tmp_path)) == []


def test_alpha_is_that_of_the_published_example() -> None:
    rows = list(csv.reader(published("evalica/codings.csv").read_text().splitlines()))
    codes = np.array([[float(cell) if cell else np.nan for cell in line] for line in rows])
    counts = np.stack([(codes == code).sum(axis=0) for code in np.unique(codes[~np.isnan(codes)])], axis=1)
    assert alpha(counts) == pytest.approx(0.743421, abs=1e-6)


def test_alpha_is_undefined_where_nobody_or_everybody_agrees() -> None:
    assert alpha(np.zeros((0, 3), dtype=int)) is None
    assert alpha(np.array([[1, 0, 0], [0, 1, 0]])) is None
    assert alpha(np.array([[2, 0, 0], [3, 0, 0]])) is None


def test_voters_who_agree_have_an_alpha_near_one_and_those_who_don_t_near_zero(tmp_path: Path) -> None:
    def said(policy: Callable[[int, int], str]) -> float | None:
        rows = []
        for voter in range(6):
            for at in range(40):
                clips = [Candidate(take=f"{one}{at}", model=one, sha256=f"{one}{at}") for one in ("m0", "m1")]
                swap = (voter + at) % 2
                answer = policy(voter, at)
                shown = clips[::-1] if swap else clips
                if swap:
                    answer = {"left": "right", "right": "left"}[answer]
                rows += judge(occasion(f"{voter}-{at}", f"v{voter}"), shown, answer, now=NOW)
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        return agreement(table(rows, folder))

    rng = np.random.default_rng(2)
    agreed = said(lambda _voter, at: "left" if at % 3 else "right")
    split = said(lambda _voter, _at: str(rng.choice(["left", "right"])))
    assert agreed == pytest.approx(1)
    assert split == pytest.approx(0, abs=0.1)
    assert said(lambda _voter, _at: "left") is None


def test_a_file_without_voters_is_left_as_it_is() -> None:
    bare = frame(b"left_model,right_model,outcome\na,b,left\n")
    assert screened(bare).equals(bare)


def test_a_screened_table_still_tells_the_file_that_it_was_made_from(crowd: pd.DataFrame) -> None:
    assert screened(crowd).attrs["file"] == crowd.attrs["file"]


def test_suspects_are_looked_for_anew_once_the_file_has_grown(tmp_path: Path) -> None:
    log, rng = VoteLog(tmp_path / "votes.csv"), np.random.default_rng(4)
    log.append(ballots("ann", honest, 30, rng))
    screen = Screen(log)
    assert screen.suspects() == frozenset()
    log.append(ballots("lefty", always_left, 30, rng))
    assert screen.suspects() == {"lefty"}
    assert screen.votes()["counted"].sum() == 30
    assert screen.votes(raw=True)["counted"].sum() == 60


def test_the_votes_of_whoever_is_a_suspect_stand_flagged_in_what_is_read_whole(tmp_path: Path) -> None:
    log, rng = VoteLog(tmp_path / "votes.csv"), np.random.default_rng(4)
    log.append([*ballots("ann", honest, 30, rng), *ballots("lefty", always_left, 30, rng)])
    assert Screen(log).votes().equals(screened(log.read()))
