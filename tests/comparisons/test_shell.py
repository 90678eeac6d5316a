"""`python -m comparisons run`: what is made, what is made only once, what is said where."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import comparisons.desk as desk_module
from comparisons.__main__ import shell as door
from comparisons.batch import BadPrompts, read_prompts
from comparisons.desk import Desk
from comparisons.lists import named
from comparisons.run.comparison import Comparison, Sending, fold
from comparisons.run.store import Store
from providers import Catalogue
from providers.fal import Fal
from providers.kit.clip import probe, sha256
from providers.kit.terms import Brief
from tests.conftest import Served
from tests.fakes.fal import Plan
from tests.fakes.sketch import Sketch

CATALOGUE = Catalogue({"sketch": Sketch(), "fal": Fal()})
Rows = list[dict[str, Any]]


@pytest.fixture(autouse=True)
def quick_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sketch and fal are on offer."""
    monkeypatch.setattr(desk_module, "catalogue", lambda: CATALOGUE)


@pytest.fixture
def prompts(tmp_path: Path) -> Callable[..., Path]:
    """Write a prompt file with one row for each text."""

    def write(*texts: str) -> Path:
        path = tmp_path / "prompts.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["id", "prompt", "category"])
            writer.writerows((f"p{place}", text, "test") for place, text in enumerate(texts))
        return path

    return write


def shell(*words: str | Path) -> Result:
    return CliRunner().invoke(door, [str(word) for word in words])


def run(prompts: Path, models: str, status: int = 0) -> Rows:
    """The rows that a run prints as JSON; nothing else is said."""
    done = shell("run", prompts, "--models", models, "--out", out(prompts), "--seconds", "1", "--json")
    assert done.exit_code == status, done.stderr
    assert ("takes failed" in done.stderr) if status else (done.stderr == "")
    return json.loads(done.stdout)


def out(prompts: Path) -> Path:
    return prompts.parent / "out"


def refused(*words: str | Path) -> str:
    done = shell(*words)
    assert (done.exit_code, done.stdout) == (1, "")
    assert isinstance(done.exception, SystemExit)
    return done.stderr


def touched(folder: Path) -> dict[str, int]:
    """When each file of the comparisons was last written."""
    return {str(path): path.stat().st_mtime_ns for path in folder.glob("comparisons/*/*")}


def test_a_run_makes_a_clip_of_each_prompt_by_each_model(prompts: Callable[..., Path]) -> None:
    asked = prompts("a ball", "a box")
    rows = run(asked, "sketch/one, sketch/two")
    assert sorted((row["prompt_id"], row["model"]) for row in rows) == [
        (prompt, model) for prompt in ("p0", "p1") for model in ("sketch/one", "sketch/two")
    ]
    for row in rows:
        clip = out(asked) / row["file"]
        assert probe(clip).seconds == row["seconds"] == pytest.approx(1.0, abs=0.05)
        assert row["sha256"] == sha256(clip.with_suffix(".original.mp4"))
        assert (row["state"], row["category"], row["failure"]) == ("done", "test", "")


def test_a_run_leaves_its_table_beside_the_clips_and_can_be_read_by_people(prompts: Callable[..., Path]) -> None:
    asked = prompts("a ball")
    done = shell("run", asked, "--models", "sketch/one", "--out", out(asked))
    assert done.exit_code == 0
    assert "p0  sketch/one" in done.stdout
    assert "100%" in done.stderr
    with (out(asked) / "takes.csv").open(newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["model"], row["prompt"]) == ("sketch/one", "a ball")
    assert row["file"] in done.stdout
    assert named(out(asked)).sets == ("examples", f"prompts/{asked.name}")


def test_run_again_and_nothing_is_made_anew(prompts: Callable[..., Path], fal: Served) -> None:
    asked = prompts("a ball", "a box")
    first, before = run(asked, "sketch/one,fal/pika-2.2"), touched(out(asked))
    assert run(asked, "sketch/one,fal/pika-2.2") == first
    assert touched(out(asked)) == before
    assert len(fal.fake.submits) == 2


def test_a_model_that_is_added_is_all_that_is_made(prompts: Callable[..., Path], fal: Served) -> None:
    asked = prompts("a ball", "a box")
    first, before = run(asked, "fal/pika-2.2"), touched(out(asked))
    rows = run(asked, "fal/pika-2.2,sketch/one")
    assert [row for row in rows if row["model"] == "fal/pika-2.2"] == first
    assert len(rows) == 4
    changed = {path for path, when in touched(out(asked)).items() if before.get(path, when) != when}
    assert {Path(path).name for path in changed} == {"comparison.json"}
    assert len(fal.fake.submits) == 2


def test_a_clip_that_was_removed_is_made_again_and_no_other(prompts: Callable[..., Path]) -> None:
    asked = prompts("a ball")
    first = {row["model"]: row for row in run(asked, "sketch/one,sketch/two")}
    (out(asked) / first["sketch/one"]["file"]).unlink()
    second = {row["model"]: row for row in run(asked, "sketch/one,sketch/two")}
    assert second["sketch/two"] == first["sketch/two"]
    assert second["sketch/one"]["take"] != first["sketch/one"]["take"]
    assert (out(asked) / second["sketch/one"]["file"]).is_file()


def test_a_take_that_failed_is_told_with_a_status_and_tried_again(prompts: Callable[..., Path], fal: Served) -> None:
    asked = prompts("a ball")
    fal.fake.plan = Plan(ending="error")
    rows = {row["model"]: row for row in run(asked, "sketch/one,fal/pika-2.2", status=1)}
    assert "could not make the clip" in rows["fal/pika-2.2"]["failure"]
    assert (rows["fal/pika-2.2"]["state"], rows["sketch/one"]["state"]) == ("failed", "done")
    fal.fake.plan = Plan()
    again = {row["model"]: row for row in run(asked, "sketch/one,fal/pika-2.2")}
    assert again["fal/pika-2.2"]["state"] == "done"
    assert again["sketch/one"] == rows["sketch/one"]


def test_what_was_refused_is_told_and_not_sent_again(prompts: Callable[..., Path], fal: Served) -> None:
    asked = prompts("a ball")
    fal.fake.plan = Plan(ending="refusal")
    first = run(asked, "fal/pika-2.2", status=1)
    assert "content rules" in first[0]["failure"]
    assert run(asked, "fal/pika-2.2", status=1) == first
    assert len(fal.fake.submits) == 1


def test_a_take_whose_fate_is_unknown_is_told_and_not_repeated(prompts: Callable[..., Path], fal: Served) -> None:
    asked = prompts("a ball")
    run(asked, "sketch/one,fal/pika-2.2")
    (made,) = Store(out(asked)).recent(9)
    Store(out(asked)).save(in_mid_submit(made))
    for _ in range(2):
        rows = {row["model"]: row for row in run(asked, "sketch/one,fal/pika-2.2", status=1)}
        assert "dashboard" in rows["fal/pika-2.2"]["failure"]
        assert rows["sketch/one"]["state"] == "done"
    assert len(fal.fake.submits) == 1


def in_mid_submit(made: Comparison) -> Comparison:
    """As a kill between a submit and its answer leaves it."""
    takes = [replace(take, stage=Sending(), ticket=None, ended_at=None) for take in made.takes if "fal" in take.model]
    return replace(made, takes=(*takes, *(take for take in made.takes if "fal" not in take.model)))


def test_a_run_given_twice_at_once_starts_no_take_twice(prompts: Callable[..., Path], fal: Served) -> None:
    """As when a comparison that was taken up at the opening is asked for again before it is done."""
    fal.fake.plan = Plan(delay=5.0)
    desk = Desk(out(prompts("a ball")), workers=1)
    made = desk.start(Brief(prompt="a ball", seconds=5), ["fal/pika-2.2"])
    for _ in range(3):
        desk.runs.start(made)
    while not (now := desk.runs.get(made.id)).takes[0].ticket:
        pass
    desk.runs.start(fold(made, made.takes[0].id, lambda take: take))
    assert desk.runs.get(made.id).takes[0].ticket == now.takes[0].ticket
    desk.close()
    assert len(fal.fake.submits) == 1


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (None, "can't be read"),
        (b"", "a column named prompt"),
        (b"id,text\n1,a ball\n", "a column named prompt"),
        (b"id,prompt\n", "rows under it"),
        (b"id,prompt\n1,  \n2,\n", "Every prompt in the file is empty"),
        (b"id,prompt\n1,\xff\xfe\n", "can't be read"),
    ],
)
def test_a_bad_prompt_file_is_told_and_nothing_is_made(tmp_path: Path, content: bytes | None, complaint: str) -> None:
    path = tmp_path / "prompts.csv"
    if content is not None:
        path.write_bytes(content)
    told = refused("run", path, "--models", "sketch/one", "--out", tmp_path / "out", "--json")
    assert complaint in told
    assert str(path) in told
    assert not (tmp_path / "out").exists()


def test_a_spreadsheet_s_byte_order_mark_and_empty_lines_are_no_trouble(tmp_path: Path) -> None:
    path = tmp_path / "prompts.csv"
    path.write_bytes("\ufeffprompt,id\r\nмяч,1\r\n,2\r\n".encode())
    assert [row["prompt"] for row in read_prompts(path)] == ["мяч"]
    with pytest.raises(BadPrompts):
        read_prompts(tmp_path)


@pytest.mark.parametrize(
    ("models", "complaint"),
    [("sketch/none", "no such model: sketch/none"), (",", "No model is chosen"), ("fal/pika-2.2", "FAL_KEY")],
)
def test_a_bad_choice_of_models_is_told(prompts: Callable[..., Path], models: str, complaint: str) -> None:
    asked = prompts("a ball")
    assert complaint in refused("run", asked, "--models", models, "--out", out(asked), "--json")


def test_a_folder_that_is_in_use_is_told(prompts: Callable[..., Path]) -> None:
    asked = prompts("a ball")
    desk = Desk(out(asked), workers=1)
    assert "Another Splitscreen" in refused("run", asked, "--models", "sketch/one", "--out", out(asked))
    desk.close()
