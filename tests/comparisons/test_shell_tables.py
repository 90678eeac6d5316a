"""`python -m comparisons rank` and `measure`, and `python app.py`: what is said where."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from comparisons.__main__ import shell as door
from comparisons.desk import Desk
from comparisons.votes.ballot import Candidate, Occasion, judge
from comparisons.votes.log import VoteLog

RANKED = {"model", "rating", "low", "high", "votes", "wins", "ties", "losses", "both_bad"}
ROOT = Path(__file__).parents[2]


def shell(*words: str | Path) -> Result:
    return CliRunner().invoke(door, [str(word) for word in words])


def refused(*words: str | Path) -> str:
    done = shell(*words)
    assert (done.exit_code, done.stdout) == (1, "")
    assert isinstance(done.exception, SystemExit)
    return done.stderr


@pytest.fixture
def votes(tmp_path: Path) -> Path:
    """Twenty votes for one, five for two, three ties, one both bad."""
    log = VoteLog(tmp_path / "votes.csv")
    answers = ["left"] * 20 + ["right"] * 5 + ["tie"] * 3 + ["both_bad"]
    shown = [Candidate(take=name, model=f"sketch/{name}") for name in ("one", "two")]
    for place, answer in enumerate(answers):
        occasion = Occasion(voter=f"v{place}", comparison_id="battle", prompt="a ball")
        log.append(judge(occasion, shown, answer, now=datetime.now(UTC)))
    return log.path


def test_rank_prints_the_table_best_first_with_ratings_around_1000(votes: Path) -> None:
    done = shell("rank", votes, "--json")
    rows = json.loads(done.stdout)
    assert (done.exit_code, done.stderr) == (0, "")
    assert [row["model"] for row in rows] == ["sketch/one", "sketch/two"]
    assert all(set(row) >= RANKED for row in rows)
    assert sum(row["rating"] for row in rows) / 2 == pytest.approx(1000)
    assert all(row["low"] < row["rating"] < row["high"] for row in rows)
    first = rows[0]
    assert (first["wins"], first["ties"], first["losses"], first["both_bad"]) == (20, 3, 5, 1)


def test_rank_can_be_read_by_people(votes: Path) -> None:
    lines = shell("rank", votes).stdout.splitlines()
    assert [line.split()[:2] for line in lines] == [["1", "sketch/one"], ["2", "sketch/two"]]
    assert "20 won, 3 tied, 5 lost, 1 both bad" in lines[0]


def test_rank_of_what_is_no_vote_file_is_refused_with_its_name(tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n")
    assert str(other) in refused("rank", other, "--json")
    assert "missing.csv" in refused("rank", tmp_path / "missing.csv", "--json")


def test_measure_prints_what_the_instruments_say(clip_file: Path) -> None:
    told = json.loads(shell("measure", clip_file).stdout)
    assert set(told) == {"file", "sound", "picture", "mark"}
    assert told["sound"]["lufs"] == pytest.approx(-16, abs=3)


def test_measure_tells_of_the_seams_that_are_named(clip_file: Path) -> None:
    told = json.loads(shell("measure", clip_file, "--seam", "0.5", "--seam", "0.25").stdout)
    assert [seam["at"] for seam in told["seams"]] == [0.5, 0.25]
    assert {"brightness", "motion", "loudness_db", "why"} < set(told["seams"][0])


def test_measure_of_what_is_no_clip_says_why_nothing_is_known_and_a_missing_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.mp4").write_text("no clip")
    told = json.loads(shell("measure", tmp_path / "text.mp4").stdout)
    assert told["sound"]["lufs"] is None
    assert "can't be decoded" in told["sound"]["why"]
    assert "missing.mp4" in refused("measure", tmp_path / "missing.mp4")


def test_rank_runs_as_a_process_and_prints_nothing_but_json(votes: Path) -> None:
    command = [sys.executable, "-W", "error", "-m", "comparisons", "rank", str(votes), "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert len(json.loads(done.stdout)) == 2
    assert done.stderr == ""


def test_the_app_s_help_tells_host_port_and_data_folder() -> None:
    command = [sys.executable, "app.py", "--help"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert all(word in done.stdout for word in ("--host", "--port", "--data", "SPLITSCREEN_DATA", "127.0.0.1", "7860"))


def test_the_app_says_in_one_line_that_its_folder_is_in_use(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "data", workers=1)
    command = [sys.executable, "app.py", "--data", str(tmp_path / "data")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    desk.close()
    assert (done.returncode, done.stdout) == (1, "")
    assert "Another Splitscreen is open" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_the_app_says_so_where_votes_csv_is_another_program_s(tmp_path: Path) -> None:
    (tmp_path / "votes.csv").write_text("a,b\n1,2\n")
    done = subprocess.run(
        [sys.executable, "app.py", "--data", str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "can't open its data folder" in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "votes.csv").read_text() == "a,b\n1,2\n"


def test_voters_are_told_one_a_line_and_a_file_without_any_is_refused(votes: Path, tmp_path: Path) -> None:
    told = json.loads(shell("voters", votes, "--json").stdout)
    assert (len(told["voters"]), told["alarm"]) == (29, None)
    assert {one["verdict"] for one in told["voters"]} == {"unchecked"}
    bare = tmp_path / "bare.csv"
    bare.write_text("left_model,right_model,outcome\na,b,left\n")
    assert "tells nothing of voters" in refused("voters", bare)
