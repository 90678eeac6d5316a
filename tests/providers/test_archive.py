"""Clips that exist: found by model and prompt, fetched with care, checked as any vendor's are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from providers import __main__ as door
from providers import catalogue
from providers.archive import KNOWN, Archive
from providers.archive.listing import name_of
from providers.kit.clip import sha256
from providers.kit.errors import Rejected
from providers.kit.events import Delivered
from providers.kit.settle import settle
from providers.kit.terms import Brief, Waiting
from providers.kit.workers import Apart
from tests.fakes import clips
from tests.providers.archived import Listed, home, listed, model, refused, rendered

__all__ = ["home", "listed"]


def test_where_no_archive_is_named_the_systems_that_need_one_are_shown_and_say_so() -> None:
    assert {one.id.partition("/")[2]: one.label for one in Archive().models} == KNOWN
    assert {Archive().wants(one) for one in Archive().models} == {"SPLITSCREEN_ARCHIVE"}
    assert Archive().faults() == ()


def test_a_list_makes_models_with_their_names_as_written_each_with_its_prompts(listed: Listed) -> None:
    listed("prompt,model,path\na ball,Lengthen.ai,ball.mp4\na cat,Sora 2,ball.mp4\na dog, Sora  2 ,ball.mp4\n")
    assert [(one.id, one.label) for one in Archive().models] == [
        ("archive/sora-2", "Sora 2"), ("archive/lengthen-ai", "Lengthen.ai"),
    ]  # fmt: skip
    assert Archive().prompts(model("sora-2")) == ("a cat", "a dog")
    assert Archive().wants(model("sora-2")) is None
    price = model("sora-2").price
    assert price
    assert (price.usual, price.source) == (0.0, "clips that exist")


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Lengthen.ai", "lengthen-ai"),
        ("Microsoft 365 Copilot Create", "microsoft-365-copilot"),
        ("  Sora_2 ", "sora-2"),
        ("Кандинский 5", "кандинский-5"),
        ("../../etc", "etc"),
        ("!!!", ""),
    ],
)
def test_a_name_becomes_the_end_of_an_id(label: str, name: str) -> None:
    assert name_of(label) == name


def test_the_clip_is_the_file_s_own_bytes_with_the_cost_that_is_written(
    listed: Listed, home: Path, tmp_path: Path
) -> None:
    listed("prompt,model,path,cost_usd,seconds\na  Ball ,Sora 2,ball.mp4,$0.40,99\n")
    clip = rendered(tmp_path / "take", "A ball")
    assert (clip.sha256, clip.cost_usd, clip.seconds, clip.audio) == (sha256(home / "ball.mp4"), 0.4, 1.0, True)
    assert clip.path == tmp_path / "take" / "clip.mp4"


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffPrompt,MODEL,Path\na ball,Sora 2,ball.mp4\n",
        "model;prompt;clip;note\nSora 2;a ball;ball.mp4;x;too many;cells\n",
        "url\tprompt\tmodel\nball.mp4\ta ball\tSora 2\n\n\t\t\n",
        'id,prompt,model,path,address\r\n1,"a\nball",Sora 2,,ball.mp4\r\n',
        "prompt,model,path\na ball,Sora 2,gone.mp4\nA BALL,Sora 2,ball.mp4\n",
    ],
    ids=["mark and capitals", "semicolons", "tabs and blanks", "quotes", "the last counts"],
)
def test_a_list_is_read_as_spreadsheets_write_it(listed: Listed, tmp_path: Path, text: str) -> None:
    listed(text)
    assert rendered(tmp_path / "take").seconds == 1.0
    assert Archive().faults() == ()


def test_rubbish_in_a_list_is_told_by_its_line_and_the_rest_stands(listed: Listed) -> None:
    listed("prompt,model,path,cost_usd\n,Sora 2,a.mp4\na cat,!!!,\na ball,Sora 2,ball.mp4,dear\na dog\n\0,,,\n")
    assert [one.label for one in Archive().models] == ["Sora 2"]
    assert [fault.split(" of the")[0] for fault in Archive().faults()] == [
        "Line 2",
        "Line 3",
        "Line 4",
        "Line 5",
        "Line 6",
    ]
    assert "no model and no path" in Archive().faults()[1]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "first line"),
        (b"prompt,model\na,b\n", "first line"),
        (b"\xff\xfea\x00", "UTF-8"),
        (b"prompt,model,path\n" + b'"' + b"x" * 200_000 + b'",b,c\n', "no CSV at line 2"),
        (b"prompt,model,path\n", "empty"),
        (None, "No such file"),
    ],
    ids=["empty", "no place", "utf-16", "a cell too long", "no rows", "no file"],
)
def test_a_broken_archive_shows_no_model_breaks_no_other_and_says_why(
    home: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None, words: str
) -> None:
    if content is not None:
        (home / "list.csv").write_bytes(content)
    monkeypatch.setenv("SPLITSCREEN_ARCHIVE", str(home / "list.csv"))
    assert Archive().models == ()
    assert catalogue().model("studio/newton")
    done = CliRunner().invoke(door.shell, ["list", "--json"])
    assert (done.exit_code, words in done.stderr) == (0, True)
    assert json.loads(done.stdout)


def test_a_folder_holds_a_folder_for_each_model_with_clips_named_for_their_prompts(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (
        "Sora 2/A ball falls.mp4",
        "Sora 2/._A ball falls.mp4",
        "Sora 2/notes.txt",
        ".git/x.mp4",
        "None/x.txt",
    ):
        (home / name).parent.mkdir(exist_ok=True)
        (home / name).write_bytes(clips.clip())
    monkeypatch.setenv("SPLITSCREEN_ARCHIVE", str(home))
    assert [(one.label, Archive().prompts(one)) for one in Archive().models] == [("Sora 2", ("A ball falls",))]
    assert rendered(tmp_path / "take", "a ball falls").seconds == 1.0
    (home / "Sora 2" / "A cat.webm").write_bytes(clips.clip())
    assert Archive().prompts(model("sora-2")) == ("A ball falls", "A cat")


def test_a_folder_with_a_list_is_read_by_its_list_and_again_when_that_changes(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "Sora 2").mkdir()
    (home / "archive.csv").write_text("prompt,model,path\na ball,Lengthen.ai,ball.mp4\n")
    monkeypatch.setenv("SPLITSCREEN_ARCHIVE", str(home))
    assert [one.label for one in Archive().models] == ["Lengthen.ai"]
    with (home / "archive.csv").open("a") as file:
        file.write("a ball,Sora 2,ball.mp4\n")
    assert {one.label for one in Archive().models} == {"Lengthen.ai", "Sora 2"}


def test_a_prompt_without_a_clip_is_refused_with_some_that_have_one(listed: Listed, tmp_path: Path) -> None:
    listed("prompt,model,path\n" + "".join(f"prompt {n},Sora 2,ball.mp4\n" for n in range(9)))
    told = refused(tmp_path / "take", Rejected, "no clip for this prompt")
    assert "“prompt 0” · “prompt 1”" in told
    assert "prompt 7" not in told
    assert not catalogue().takes(model("sora-2"), "a ball")
    assert catalogue().takes(model("sora-2"), "PROMPT 7")


def test_show_lists_the_prompts_of_a_model_that_takes_no_others(listed: Listed) -> None:
    listed("prompt,model,path\na ball,Sora 2,ball.mp4\n")
    shown = json.loads(CliRunner().invoke(door.shell, ["show", "archive/sora-2"]).stdout)
    assert (shown["prompts"], shown["ready"], shown["price_per_second_usd"]) == (["a ball"], True, 0.0)
    assert "prompts" not in json.loads(CliRunner().invoke(door.shell, ["show", "studio/newton"]).stdout)


async def test_a_process_of_its_own_finds_the_clip(listed: Listed, tmp_path: Path) -> None:
    listed("prompt,model,path\na ball,Sora 2,ball.mp4\n")
    folder = tmp_path / "take"
    folder.mkdir()
    brief, _ = settle(Brief(prompt="a ball", seconds=5, resolution="720p"), model("sora-2"))
    events = [event async for event in Apart().render(Archive(), brief, model("sora-2"), folder)]
    assert events[0] == Waiting(phase="running", fraction=0.0)
    assert isinstance(events[-1], Delivered)
    assert events[-1].clip.path.is_file()


def test_wishes_that_a_clip_that_exists_can_t_fulfil_are_noted(listed: Listed) -> None:
    listed("prompt,model,path\na ball,Sora 2,ball.mp4\n")
    asked = Brief(prompt="a ball", seconds=5, seed=1, resolution="720p", aspect_ratio="1:1", audio=False)
    assert {note.field for note in settle(asked, model("sora-2"))[1]} == {
        "seconds", "seed", "resolution", "aspect_ratio", "audio",
    }  # fmt: skip
