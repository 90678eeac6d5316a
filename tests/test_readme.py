"""Every command of the README is run here, whole or, where it would take minutes, with the same verbs on less."""

from __future__ import annotations

import json
import os
import re
import shlex
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from comparisons.votes.ballot import Candidate, Occasion, judge
from comparisons.votes.log import VoteLog
from providers.kit.clip import probe
from tests.benchmarks import __main__ as bench
from tests.fakes import clips

ROOT = Path(__file__).parents[1]
HOOP = '"A basketball is thrown at the hoop and misses"'
EXEMPT = {'pip install -e ".[test]" && pytest': "this is that command's second half; the first makes what runs it"}
"""Commands that no test runs, and why."""
COVERED: dict[str, Callable[[Path], None]] = {}


def covers(command: str) -> Callable[[Callable[[Path], None]], Callable[[Path], None]]:
    """Say which command of the README a check stands for."""

    def note(check: Callable[[Path], None]) -> Callable[[Path], None]:
        COVERED[command] = check
        return check

    return note


def commands() -> list[str]:
    """The lines of the README's shell blocks, without prompts, comments and outputs."""
    text = (ROOT / "README.md").read_text("utf-8")
    blocks = re.findall(r"^```(?:bash|sh|shell|console)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = (line.strip().removeprefix("$ ") for block in blocks for line in block.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def run(command: str, folder: Path) -> str:
    """The standard output of a command, run with this Python from a folder that has the assets."""
    program, *words = shlex.split(command)
    assert program == "python"
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("FAL_", "SPLITSCREEN_"))}
    done = subprocess.run(
        [sys.executable, *words], cwd=folder, env=clean | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
        timeout=150, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@covers('pip install -e ".[speech]" && python app.py')
def the_app_answers(folder: Path) -> None:
    port = _free_port()
    command = [sys.executable, str(ROOT / "app.py"), "--port", str(port)]
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("FAL_", "SPLITSCREEN_"))}
    with subprocess.Popen(command, cwd=folder, env=clean, stdout=subprocess.PIPE, text=True) as process:
        try:
            page = _page(f"http://127.0.0.1:{port}", process)
            assert "Splitscreen" in page
            assert (folder / "data" / "votes.csv").is_file()
        finally:
            process.terminate()
        assert f"http://127.0.0.1:{port}" in process.stdout.read()
        assert process.wait(30) == 0


@covers("python -m providers list")
def the_list_shows_the_studio_ready(folder: Path) -> None:
    assert re.search(r"studio/newton\s+ready", run("python -m providers list", folder))


@covers(f"python -m providers generate studio/newton {HOOP} --out hoop.mp4")
def a_clip_is_generated(folder: Path) -> None:
    run(f"python -m providers generate studio/newton {HOOP} --out hoop.mp4 --seconds 4 --resolution 480p", folder)
    assert probe(folder / "hoop.mp4").audio


@covers("python -m comparisons run assets/prompts.csv --models studio/newton,studio/tween --out runs/first")
def a_prompt_file_is_run(folder: Path) -> None:
    lines = (ROOT / "assets/prompts.csv").read_text("utf-8").splitlines()
    (folder / "assets").mkdir()
    (folder / "assets/prompts.csv").write_text("\n".join(lines[:2]) + "\n", "utf-8")
    command = "python -m comparisons run assets/prompts.csv --models studio/newton,studio/tween --out runs/first"
    run(f"{command} --seconds 4 --resolution 480p", folder)
    assert len(list(folder.glob("runs/first/comparisons/*/*.original.mp4"))) == 2


@covers("python -m comparisons rank data/votes.csv")
def a_vote_file_is_ranked(folder: Path) -> None:
    (folder / "data").mkdir()
    shown = [Candidate(take=name, model=f"studio/{name}") for name in ("newton", "tween")]
    occasion = Occasion(voter="ann", comparison_id="battle", prompt="a ball")
    VoteLog(folder / "data/votes.csv").append(judge(occasion, shown, "left", now=datetime.now(UTC)))
    assert run("python -m comparisons rank data/votes.csv", folder).split()[1] == "studio/newton"


@covers("python -m comparisons voters data/votes.csv")
def voters_are_told(folder: Path) -> None:
    (folder / "data").mkdir()
    log = VoteLog(folder / "data/votes.csv")
    shown = [Candidate(take=name, model=f"studio/{name}") for name in ("newton", "tween")]
    for number in range(20):
        lefty = Occasion(voter="lefty", comparison_id=f"b{number}", prompt="a ball")
        log.append(judge(lefty, shown, "left", now=datetime.now(UTC)))
    told = run("python -m comparisons voters data/votes.csv", folder)
    assert "suspect (side)" in told
    assert "alpha: could not be told" in told


@covers("python -m comparisons columns")
def the_columns_of_a_vote_file_are_told(folder: Path) -> None:
    assert "| left_model | text | 1 | The model of the clip on the left. |" in run(
        "python -m comparisons columns", folder
    )


@covers("python -m comparisons measure hoop.mp4")
def a_clip_is_measured(folder: Path) -> None:
    (folder / "hoop.mp4").write_bytes(clips.clip())
    assert json.loads(run("python -m comparisons measure hoop.mp4", folder))["sound"]["lufs"] < 0


@covers("python -m tests.benchmarks")
def the_benchmarks_are_found(folder: Path) -> None:
    assert "fanout" in run("python -m tests.benchmarks --help", folder)
    wanted = ["cheats", "coverage", "fanout", "load", "marks", "polls", "rank", "startup", "studio", "votes"]
    assert bench.names() == wanted


def test_the_readme_shows_the_two_commands_first() -> None:
    assert commands()[:2] == ['pip install -e ".[speech]" && python app.py', 'pip install -e ".[test]" && pytest']


def test_every_command_of_the_readme_is_run_here_and_no_other() -> None:
    assert set(commands()) == set(COVERED) | set(EXEMPT)


@pytest.mark.slow
@pytest.mark.parametrize("command", COVERED)
def test_the_command_does_what_the_readme_says(command: str, tmp_path: Path) -> None:
    COVERED[command](tmp_path)


def test_every_picture_and_page_that_the_readme_links_to_is_there() -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", (ROOT / "README.md").read_text("utf-8"))
    assert links
    assert not [link for link in links if not (ROOT / link).exists()]


def test_a_benchmark_that_fails_is_told_and_the_others_go_on(capsys: pytest.CaptureFixture[str]) -> None:
    def broken():  # type: ignore[no-untyped-def]
        yield {"name": "broken", "part": 1}
        raise ValueError("no luck")

    assert not bench.told([("broken", broken), ("fine", lambda: iter([{"name": "fine", "ratio": 1.0}]))])
    said = capsys.readouterr()
    assert [json.loads(line)["name"] for line in said.out.splitlines()] == ["broken", "fine"]
    assert said.err == "broken failed. ValueError: no luck\n"


def test_an_unknown_benchmark_is_refused_with_those_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as status:
        bench.main(["nothing"])
    assert status.value.code == 2
    assert f"There are: {', '.join(bench.names())}\n" in capsys.readouterr().err


def _page(url: str, process: subprocess.Popen[str]) -> str:
    limit = time.monotonic() + 90
    while True:
        assert process.poll() is None
        assert time.monotonic() < limit
        try:
            return httpx.get(url, trust_env=False).raise_for_status().text
        except httpx.TransportError:
            time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])
