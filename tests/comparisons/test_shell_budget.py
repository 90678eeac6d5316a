"""`python -m comparisons run` under a budget: it stops cleanly, says why, and goes on another day."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import comparisons.desk as desk_module
from comparisons.__main__ import shell as door
from comparisons.run.store import Store
from providers import Catalogue
from providers.fal import Fal
from tests.conftest import Served
from tests.fakes.sketch import Sketch

MODELS = "sketch/one,fal/pika-2.2"
"""Of which five seconds of Pika cost $0.20."""


@pytest.fixture
def prompts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three prompts."""
    monkeypatch.setattr(desk_module, "catalogue", lambda: Catalogue({"sketch": Sketch(), "fal": Fal()}))
    path = tmp_path / "prompts.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["id", "prompt"], *((f"p{place}", "a ball") for place in range(3))])
    return path


def run(prompts: Path, models: str = MODELS) -> Result:
    words = ["run", str(prompts), "--models", models, "--out", str(prompts.parent / "out"), "--resolution", "720p"]
    return CliRunner().invoke(door, [*words, "--seconds", "5", "--json"])


def test_a_run_stops_at_its_cap_and_the_next_goes_on(
    prompts: Path, fal: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPLITSCREEN_BUDGET_USD", "run=0.45")
    done = run(prompts)
    assert done.exit_code == 1
    assert "Stopped before the end; run again" in done.stderr
    assert "$0.20, left $0.05 of $0.45" in done.stderr
    rows = json.loads(done.stdout)
    assert {row["state"] for row in rows} == {"done"}
    assert len(rows) == 4
    assert (prompts.parent / "out" / "takes.csv").is_file()
    done = run(prompts)
    assert (done.exit_code, len(json.loads(done.stdout))) == (0, 6)
    assert len(fal.fake.submits) == 3


def test_a_run_stops_at_the_day_s_cap_and_counts_what_was_removed(
    prompts: Path, fal: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPLITSCREEN_BUDGET_USD", "day=0.45")
    first = json.loads(run(prompts).stdout)
    assert len(first) == 4
    for row in first:
        (prompts.parent / "out" / row["file"]).unlink()
    done = run(prompts)
    assert "budget of today" in done.stderr
    assert len(fal.fake.submits) == 2
    monkeypatch.setenv("SPLITSCREEN_BUDGET_USD", "day=0.65")
    run(prompts)
    assert len(fal.fake.submits) == 3
    made = [take for one in Store(prompts.parent / "out").recent(9) for take in one.takes if take.earlier_usd]
    assert [take.earlier_usd for take in made] == [0.2]


def test_a_run_that_has_no_room_at_all_makes_nothing(
    prompts: Path, fal: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPLITSCREEN_BUDGET_USD", "0.1")
    done = run(prompts)
    assert (done.exit_code, json.loads(done.stdout)) == (1, [])
    assert not fal.fake.submits


def test_a_bad_budget_and_an_unknown_price_are_told(
    prompts: Path, fal: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPLITSCREEN_BUDGET_USD", "lots")
    assert "run=1,day=20,visitor=2" in run(prompts).stderr
    monkeypatch.setenv("SPLITSCREEN_BUDGET_USD", "5")
    assert "unknown=allow" in run(prompts, "fal/kling-3").stderr
