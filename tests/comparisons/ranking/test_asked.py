"""A table says what it was made from and how it is made again, and it comes out the same."""

from __future__ import annotations

import hashlib
import json
import shlex
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from comparisons.__main__ import shell
from comparisons.ranking import asked as asking
from comparisons.ranking.asked import Asked, made, words
from comparisons.ranking.covariates import with_facts
from comparisons.ranking.table import BadVotes
from comparisons.votes.errors import NotVotes
from comparisons.votes.frame import read_votes
from tests.comparisons.ranking.tournament import Tournament

PLAYED = Tournament(models=3, votes=200, voters=6, prompts=5)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Votes on two criteria in three tasks and two rounds."""
    rng = np.random.default_rng(0)
    table = pd.concat([PLAYED.frame(rng).assign(criterion=name) for name in ("overall", "sound")])
    table["task"] = rng.choice(["text_to_video", "extend"], len(table))
    table["round"] = rng.choice(["", "whole", "muted"], len(table), p=[0.4, 0.4, 0.2])
    table["vote_id"], table["flags"] = [f"ballot {at}" for at in range(len(table))], ""
    table["voted_at"] = pd.date_range("2026-05-01", periods=len(table), freq="h", tz="UTC").astype(str)
    path = tmp_path / "votes.csv"
    table.to_csv(path, index=False)
    return path


EVERYTHING = Asked(
    criterion="sound",
    control=("side", "seconds"),
    ties="half",
    resamples=50,
    seed=3,
    alone=True,
    task="extend",
    category="a sea",
    group="checked",
    prompt_set="examples",
    language="en",
    writing="LATIN",
    mode="battle",
    source="page",
    round="muted",
    prompt=("p1", "p 2"),
    model=("a/b", "c/d"),
    voter="ann",
    since=datetime(2026, 5, 1, tzinfo=UTC),
    until=datetime(2026, 6, 1, 12, tzinfo=UTC),
    weight=("sound=1",),
)


@pytest.mark.parametrize(
    "asked",
    [
        Asked(),
        Asked(criterion="sound", ties="half", alone=True),
        Asked(weight=("overall=2", "sound=1"), seed=1),
        Asked(control=("side",), resamples=20, seed=4),
        Asked(task="extend", round="muted", model=("m000", "m001")),
        Asked(since=datetime(2026, 5, 2, tzinfo=UTC), until=datetime(2026, 5, 4, 12, tzinfo=UTC)),
        Asked(voter="v1", prompt=("p0", "p1", "p2", "p3", "p4")),
    ],
)
def test_the_command_on_a_table_makes_it_again_after_the_file_has_grown(file: Path, asked: Asked) -> None:
    table = made(read_votes(file), asked)
    assert table.made is not None
    assert table.made.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    with file.open("a") as more:
        more.write(file.read_text().splitlines()[1] + "\n")
    command = shlex.split(table.made.command)
    assert command[:5] == ["python", "-m", "comparisons", "rank", "votes.csv"]
    done = CliRunner().invoke(shell, ["rank", str(file), *command[5:], "--json"])
    assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout) == json.loads(json.dumps(table.records()))


def test_every_option_is_told_by_the_command(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    heard: list[Asked] = []
    monkeypatch.setattr("comparisons.tables.made", lambda votes, asked, _: heard.append(asked) or made(votes))
    done = CliRunner().invoke(shell, ["rank", str(file), *words(EVERYTHING)])
    assert done.exit_code == 0, done.output
    assert heard == [EVERYTHING]


def test_a_table_of_clips_made_alike_is_made_again_with_their_facts(file: Path) -> None:
    rows, rng = read_votes(file), np.random.default_rng(1)
    takes = [f"t{number}" for number in range(40)]
    facts = pd.DataFrame({"seconds": rng.choice([4, 8], 40), "sound": rng.integers(0, 2, 40)}, index=takes)
    for side in ("left", "right"):
        rows[f"{side}_take"] = rng.choice(takes, len(rows))
    rows.to_csv(file, index=False)
    facts.to_csv(file.with_name("facts.csv"), index_label="take")
    asked = Asked(control=("side", "seconds", "sound"))
    table = made(with_facts(read_votes(file), facts), asked)
    assert table.made is not None
    command = [str(file.with_name(word)) if word == "facts.csv" else word for word in shlex.split(table.made.command)]
    done = CliRunner().invoke(shell, ["rank", str(file), *command[5:], "--json"])
    assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout) == json.loads(json.dumps(table.records()))


def test_the_facts_of_a_data_folder_are_told_and_a_missing_folder_is_refused(tmp_path: Path) -> None:
    done = CliRunner().invoke(shell, ["facts", str(tmp_path)])
    assert done.stdout == "take,sound,seconds,height,lufs\n"
    assert CliRunner().invoke(shell, ["facts", str(tmp_path / "missing")]).exit_code == 1


def test_other_votes_than_those_of_the_hash_are_refused(file: Path) -> None:
    with pytest.raises(NotVotes, match="not the votes"):
        read_votes(file, first=200, sha256=hashlib.sha256(b"other").hexdigest())
    done = CliRunner().invoke(shell, ["rank", str(file), "--sha256", "00"])
    assert (done.exit_code, done.stdout) == (1, "")


def test_votes_of_no_file_tell_their_method_and_no_hash(file: Path) -> None:
    votes = pd.DataFrame(read_votes(file).to_dict("list"))
    table = made(votes)
    assert table.made is not None
    assert (table.made.sha256, table.made.bytes) == ("", None)
    assert table.made.method == asking.METHOD


def test_muted_rounds_stand_on_no_table_that_does_not_ask_for_them(file: Path) -> None:
    votes = read_votes(file)
    overall = votes[votes["criterion"] == "overall"]
    assert made(votes).votes == int(overall["round"].isin(["", "whole"]).sum())
    assert made(votes, Asked(round="muted")).votes == int((overall["round"] == "muted").sum())
    with pytest.raises(BadVotes, match="no round"):
        made(votes.drop(columns="round"), Asked(round="sound"))
    assert made(votes.drop(columns="round")).votes == len(overall)


def test_a_composite_with_controls_is_refused(file: Path) -> None:
    with pytest.raises(ValueError, match="no control"):
        made(read_votes(file), Asked(weight=("overall=1",), control=("side",)))


@pytest.mark.parametrize("weight", ["sound", "sound=much", "sound=inf", "=nan"])
def test_a_weight_that_is_none_is_refused(file: Path, weight: str) -> None:
    with pytest.raises(ValueError, match="criterion=number"):
        made(read_votes(file), Asked(weight=(weight,)))


def test_figures_change_with_the_method_s_version_alone() -> None:
    """Where this fails, the same votes make other figures than before: give `METHOD` a new number, then these."""
    figures = [
        (row.model, round(row.rating, 3), round(row.low, 3), round(row.high, 3), row.rank_low, row.rank_high)
        for row in made(PLAYED.frame(np.random.default_rng(5))).rows
    ]
    assert (asking.METHOD, figures) == (
        "davidson-clustered/4",
        [
            ("m002", 1058.783, 918.334, 1199.231, 1, 3),
            ("m001", 1006.042, 901.847, 1110.237, 1, 3),
            ("m000", 935.176, 816.317, 1054.034, 1, 3),
        ],
    )
