"""`python -m providers`: what goes to standard output, what to standard error, and what is left on the disk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from providers import __main__ as door
from providers import catalogue
from providers.kit import truth
from providers.kit.clip import probe, sha256
from providers.kit.drive import Event
from providers.kit.terms import Waiting
from tests.conftest import Served
from tests.fakes import clips
from tests.fakes.fal import Plan

PROMISED = {
    "id", "provider", "tasks", "seconds", "aspect_ratios", "resolutions", "audio", "price_per_second_usd", "key",
    "ready", "retired",
}  # fmt: skip
MADE = {
    "model", "file", "seconds", "width", "height", "fps", "audio", "sha256", "cost_usd", "notes", "understood",
    "ignored",
}  # fmt: skip
HOOP = "A basketball is thrown at the hoop and misses"
ROOT = Path(__file__).parents[2]


def shell(*words: str) -> Result:
    return CliRunner().invoke(door.shell, words)


def said(*words: str) -> Any:
    """The one document on standard output of a command that went well and said nothing else."""
    done = shell(*words)
    assert (done.exit_code, done.stderr) == (0, "")
    return json.loads(done.stdout)


def refused(*words: str, status: int = 1) -> str:
    """The one complaint of a command that didn't: on standard error, without a traceback."""
    done = shell(*words)
    assert done.exit_code == status
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.stderr


def test_the_list_as_json_names_every_model_with_all_that_was_promised() -> None:
    rows = said("list", "--json")
    assert [row["id"] for row in rows] == [model.id for model in catalogue().models()]
    assert all(set(row) >= PROMISED for row in rows)
    newton = next(row for row in rows if row["id"] == "studio/newton")
    assert (newton["ready"], newton["key"], newton["price_per_second_usd"]) == (True, None, 0.0)
    assert newton["seconds"] == {"low": 4, "high": 60}


def test_a_model_whose_key_is_missing_is_not_ready_and_names_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    row = next(row for row in said("list", "--json") if row["id"] == "fal/kling-3")
    assert (row["ready"], row["key"]) == (False, "FAL_KEY")
    monkeypatch.setenv("FAL_KEY", "very-secret")
    done = shell("list", "--json")
    assert next(row for row in json.loads(done.stdout) if row["id"] == "fal/kling-3")["ready"]
    assert "very-secret" not in done.stdout


def test_the_list_for_people_has_a_line_for_each_model_with_how_it_stands() -> None:
    lines = shell("list").stdout.splitlines()
    assert len(lines) == len(list(catalogue().models()))
    assert lines[0].split()[:2] == ["studio/newton", "ready"]
    assert any("wants FAL_KEY" in line for line in lines)


def test_a_retired_model_is_listed_with_its_date() -> None:
    assert door._standing({"retired": "2026-01-02", "ready": False, "key": None}) == "retired on 2026-01-02"


def test_show_tells_one_model_in_full_and_an_unknown_one_is_refused() -> None:
    assert said("show", "fal/pika-2.2")["label"] == "Pika 2.2"
    assert "No such model: fal/none" in refused("show", "fal/none")


def test_the_list_runs_as_a_process_and_writes_nothing_to_standard_error() -> None:
    command = [sys.executable, "-W", "error", "-m", "providers", "list", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert {row["provider"] for row in json.loads(done.stdout)} == set(catalogue().providers)
    assert done.stderr == ""


@pytest.mark.slow
def test_generate_makes_a_clip_with_sound_and_tells_what_is_in_the_file(tmp_path: Path) -> None:
    out = tmp_path / "hoop.mp4"
    words = ["generate", "studio/newton", HOOP, "--out", str(out), "--seconds", "4", "--resolution", "480p", "--json"]
    command = [sys.executable, "-m", "providers", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=True)
    made, clip = json.loads(done.stdout), probe(out)
    assert set(made) >= MADE
    assert made["sha256"] == sha256(out)
    assert {name: made[name] for name in ("seconds", "width", "height", "fps", "audio")} == {
        name: getattr(clip, name) for name in ("seconds", "width", "height", "fps", "audio")
    }
    assert (made["model"], made["file"], made["seconds"], made["height"]) == ("studio/newton", str(out), 4.0, 480)
    assert (made["audio"], made["cost_usd"], made["notes"]) == (True, 0.0, [])
    assert {"basketball", "hoop", "misses"} <= set(made["understood"])
    assert sorted(tmp_path.iterdir()) == [out, truth.beside(out)]
    assert made["truth"] == str(truth.beside(out))


@pytest.mark.slow
def test_what_gave_way_is_noted_and_an_older_file_is_replaced(tmp_path: Path) -> None:
    out = tmp_path / "new" / "hoop.mp4"
    out.parent.mkdir()
    out.write_text("old")
    asked = ["--seconds", "1", "--resolution", "144p", "--fps", "24", "--aspect", "1:1", "--silent", "--seed", "5"]
    made = said("generate", "studio/tween", HOOP, "--out", str(out), *asked, "--json")
    assert {note["field"] for note in made["notes"]} == {"seconds", "resolution"}
    assert (made["width"], made["height"], made["audio"], made["seed"]) == (480, 480, False, 5)
    assert not probe(out).audio


def test_generate_drives_a_vendor_and_shows_its_progress(fal: Served, tmp_path: Path) -> None:
    fal.fake.plan = Plan(delay=0.3)
    out = tmp_path / "pika.mp4"
    done = shell("generate", "fal/pika-2.2", "a ball", "--out", str(out), "--seconds", "7", "--resolution", "720p")
    made = json.loads(done.stdout)
    assert made["notes"] == [{"field": "seconds", "asked": "7", "given": "5"}]
    assert out.read_bytes() == clips.clip()
    assert "100%" in done.stderr
    assert len(fal.fake.submits) == 1
    assert list(tmp_path.iterdir()) == [out]
    assert made["truth"] is None


def test_a_picture_to_start_from_is_sent_to_the_vendor(fal: Served, tmp_path: Path) -> None:
    picture, out = tmp_path / "start.png", tmp_path / "pika.mp4"
    picture.write_bytes(b"\x89PNG")
    said("generate", "fal/pika-2.2", "a ball", "--image", str(picture), "--out", str(out), "--json")
    (asked,) = fal.fake.submits
    assert asked.json["image_url"].startswith("data:image/png;base64,")


def test_a_clip_is_extended_by_a_model_that_starts_from_a_picture(fal: Served, clip_file: Path, tmp_path: Path) -> None:
    words = ["--extend", str(clip_file), "--out", str(tmp_path / "longer.mp4"), "--seconds", "20", "--json"]
    made = said("generate", "fal/pika-2.2", "on", *words)
    assert made["seams"] == [1.0, 1.958]
    assert made["notes"] == [{"field": "extend", "asked": "extend", "given": "chained from the last frame"}]
    assert probe(tmp_path / "longer.mp4").seconds == pytest.approx(2.917, abs=0.01)
    assert len(fal.fake.submits) == 2


def test_a_chain_that_breaks_keeps_what_was_paid_for(fal: Served, clip_file: Path, tmp_path: Path) -> None:
    fal.fake.plans = [Plan(), Plan(ending="error")]
    out = tmp_path / "out" / "longer.mp4"
    words = ["--extend", str(clip_file), "--out", str(out), "--seconds", "20", "--json"]
    told = refused("generate", "fal/pika-2.2", "on", *words)
    (piece,) = out.parent.iterdir()
    assert piece.name == "longer.piece-1.mp4"
    assert piece.read_bytes() == clips.clip()
    assert str(piece) in told


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["studio/none", HOOP], "No such model: studio/none"),
        (["studio/newton", "   "], "The prompt is empty"),
        (["fal/pika-2.2", "a ball"], "Set this variable and start again: FAL_KEY"),
    ],
)
def test_what_can_t_be_made_is_told_on_standard_error_and_leaves_no_file(
    tmp_path: Path, words: list[str], complaint: str
) -> None:
    assert complaint in refused("generate", *words, "--out", str(tmp_path / "a.mp4"), "--json")
    assert list(tmp_path.iterdir()) == []


def test_a_refusal_by_the_vendor_is_told_and_leaves_no_file(fal: Served, tmp_path: Path) -> None:
    fal.fake.plan = Plan(ending="refusal")
    assert "content rules" in refused("generate", "fal/pika-2.2", "a ball", "--out", str(tmp_path / "a.mp4"), "--json")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("out", "status"), [("file/a.mp4", 1), ("folder", 2)])
def test_a_place_that_can_t_be_written_is_told_before_anything_is_paid(
    fal: Served, tmp_path: Path, out: str, status: int
) -> None:
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "folder").mkdir()
    told = refused("generate", "fal/pika-2.2", "a ball", "--out", str(tmp_path / out), "--json", status=status)
    assert out.partition("/")[0] in "".join(told.replace("│", "").split())  # a long path is broken across a frame
    assert not fal.fake.submits
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "folder"]


@pytest.mark.parametrize("bad", [["--seconds", "soon"], ["--seconds", "-1"], ["--fps", "0"], ["--image", "none.png"]])
def test_a_bad_setting_is_told_by_its_name(tmp_path: Path, bad: list[str]) -> None:
    told = refused("generate", "studio/newton", HOOP, "--out", str(tmp_path / "a.mp4"), *bad, status=2)
    assert bad[0] in told
    assert list(tmp_path.iterdir()) == []


def test_an_error_as_a_process_is_one_line_and_a_status(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "providers",
        "generate",
        "fal/pika-2.2",
        "a",
        "--out",
        str(tmp_path / "a"),
        "--json",
    ]
    clean = {name: value for name, value in os.environ.items() if name != "FAL_KEY"}
    done = subprocess.run(command, cwd=ROOT, env=clean, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)


def test_a_provider_that_ends_without_a_clip_is_called_a_bug(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    async def nothing(*_: object) -> Any:
        yield _waiting()

    monkeypatch.setattr(door, "_events", nothing)
    assert "Report it" in refused("generate", "studio/newton", HOOP, "--out", str(tmp_path / "a.mp4"), "--json")


def _waiting() -> Event:
    return Waiting(phase="running", fraction=0.5)
