"""Clips that are given: kept safely, and judged beside those that are made here."""

from __future__ import annotations

import csv
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import comparisons.desk as desk_module
from comparisons.desk import Desk, Misuse
from comparisons.run.comparison import Comparison, Done, Failed
from comparisons.run.gifts import known_prompts
from providers import Catalogue
from providers.archive import Archive
from providers.archive.listing import guarded, unguarded
from providers.kit.clip import sha256
from providers.kit.terms import Brief
from providers.studio import Studio
from tests.fakes import clips
from tests.fakes.sketch import Sketch

HOOP = "A basketball is thrown at the hoop and misses"
SORA = "archive/sora-2"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk over the sketch, the studio and what is given to it."""
    monkeypatch.setenv("SPLITSCREEN_DATA", str(tmp_path / "data"))
    known = Catalogue({"archive": Archive(), "sketch": Sketch(), "studio": Studio()})
    monkeypatch.setattr(desk_module, "catalogue", lambda: known)
    made = Desk(tmp_path / "data", workers=1)
    yield made
    made.close()


@pytest.fixture
def given(tmp_path: Path) -> Path:
    path = tmp_path / "sora_secret_export.mov"
    path.write_bytes(clips.clip())
    return path


def finished(desk: Desk, made: Comparison) -> Comparison:
    limit = time.monotonic() + 120
    while not (now := desk.runs.get(made.id)).finished:
        assert time.monotonic() < limit
        time.sleep(0.02)
    return now


def rows(desk: Desk) -> list[dict[str, str]]:
    with (desk.data / "archive" / "archive.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_a_clip_that_is_given_stands_in_the_catalogue_under_its_model_s_name(desk: Desk, given: Path) -> None:
    assert desk.catalogue.missing(desk.catalogue.model(SORA)) == "SPLITSCREEN_ARCHIVE"
    assert desk.donate(f"  {HOOP}\n", "Sora 2", given) == SORA
    assert SORA in {model.id for model in desk.ready()}
    assert known_prompts(desk.catalogue) == [HOOP]
    assert desk.donate(HOOP, "Кандинский 5", given) == "archive/кандинский-5"
    assert {model.label for model in Archive().models} == {
        "Sora 2", "Кандинский 5", "Lengthen.ai", "Microsoft 365 Copilot Create",
    }  # fmt: skip


def test_its_file_has_a_neutral_name_and_the_bytes_that_were_given(desk: Desk, given: Path) -> None:
    desk.donate(HOOP, "Sora 2", given)
    (row,) = rows(desk)
    kept = desk.data / "archive" / row["path"]
    assert (row["prompt"], row["model"], sha256(kept)) == (HOOP, "Sora 2", sha256(given))
    assert "sora" not in kept.name.lower()
    assert given.is_file()


def test_an_archived_clip_is_judged_beside_one_of_the_studio_and_nothing_tells_whose_it_is(
    desk: Desk, given: Path
) -> None:
    desk.donate(HOOP, "Sora 2", given)
    brief = Brief(prompt=HOOP.upper(), seconds=4, resolution="480p", fps=24)
    made = finished(desk, desk.start(brief, [SORA, "studio/tween"], "blind"))
    assert len(made.playable) == 2
    take = next(take for take in made.takes if take.model == SORA)
    shown = desk.clip(made.id, take.id)
    assert isinstance(take.stage, Done)
    assert (take.stage.clip.sha256, take.estimate_usd, take.brief.seed) == (sha256(given), 0.0, None)
    assert "secret" not in (desk.store.folder(made.id) / "comparison.json").read_text()
    assert shown.name == f"{take.id}.mp4"
    assert sorted(path.name for path in shown.parent.glob(f"*{take.id}*")) == [
        f"{take.id}.mp4",
        f"{take.id}.original.mp4",
    ]
    desk.vote(made.id, "ann", "left")
    assert {row.model for row in desk.leaderboard().rows} == {SORA, "studio/tween"}


def test_a_prompt_without_a_clip_fails_that_take_alone_and_says_which_there_are(desk: Desk, given: Path) -> None:
    desk.donate(HOOP, "Sora 2", given)
    made = finished(desk, desk.start(Brief(prompt="a cat"), [SORA, "sketch/one"]))
    lost = next(take.stage for take in made.takes if take.model == SORA)
    assert isinstance(lost, Failed)
    assert (lost.kind, lost.move) == ("Rejected", "prompt")
    assert f"“{HOOP}”" in lost.message
    assert len(made.playable) == 1


def test_a_battle_draws_an_archive_only_where_it_has_the_prompt(desk: Desk, given: Path) -> None:
    desk.catalogue = Catalogue({"archive": Archive(), "sketch": Sketch()})
    desk.donate(HOOP, "Sora 2", given)
    drawn = {take.model for _ in range(12) for take in desk.battle(Brief(prompt="a ball")).takes}
    assert drawn == {"sketch/one", "sketch/two"}
    drawn = {take.model for _ in range(24) for take in desk.battle(Brief(prompt=HOOP)).takes}
    assert SORA in drawn


@pytest.mark.parametrize("content", [b"", b"<html>", clips.sound_only()], ids=["empty", "html", "sound only"])
def test_what_is_no_clip_is_refused_and_nothing_is_kept(desk: Desk, given: Path, content: bytes) -> None:
    given.write_bytes(content)
    with pytest.raises(Misuse, match="no clip that plays") as told:
        desk.donate(HOOP, "Sora 2", given)
    assert (told.value.about, told.value.code) == ("clip", "given_bad")
    assert "secret" not in str(told.value)
    assert list((desk.data / "archive").iterdir()) == []


def test_a_huge_clip_is_refused_before_it_is_copied(desk: Desk, given: Path) -> None:
    with given.open("r+b") as file:
        file.truncate(2**31 + 1)
    with pytest.raises(Misuse, match="larger than"):
        desk.donate(HOOP, "Sora 2", given)


@pytest.mark.parametrize(
    ("prompt", "label", "about"),
    [
        (" \n", "Sora 2", "prompt"),
        ("x" * 5001, "Sora 2", "prompt"),
        (HOOP, "", "model"),
        (HOOP, "\0", "model"),
        (HOOP, "!!!", "model"),
        (HOOP, "x" * 81, "model"),
    ],
)
def test_what_has_to_come_with_a_clip_is_told_beside_its_control(
    desk: Desk, given: Path, prompt: str, label: str, about: str
) -> None:
    with pytest.raises(Misuse) as told:
        desk.donate(prompt, label, given)
    assert told.value.about == about


def test_an_owner_may_want_no_clips(desk: Desk, given: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPLITSCREEN_UPLOADS", "off")
    with pytest.raises(Misuse) as told:
        desk.donate(HOOP, "Sora 2", given)
    assert told.value.code == "given_off"


def test_strangers_give_no_clips_unless_the_owner_says_so(
    desk: Desk, given: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.gate.exposed = True
    with pytest.raises(Misuse) as told:
        desk.donate(HOOP, "Sora 2", given)
    assert told.value.code == "given_off"
    monkeypatch.setenv("SPLITSCREEN_UPLOADS", "on")
    assert desk.donate(HOOP, "Sora 2", given) == SORA


def test_a_disk_that_won_t_take_it_is_told_and_no_row_is_left(desk: Desk, given: Path) -> None:
    (desk.data / "archive").write_text("in the way")
    with pytest.raises(Misuse, match="Make room") as told:
        desk.donate(HOOP, "Sora 2", given)
    assert told.value.about == "clip"


def test_clips_that_are_given_at_once_all_stand_in_the_list(desk: Desk, given: Path) -> None:
    def give(number: int) -> None:
        desk.donate(f"prompt {number}", "Sora 2", given)

    threads = [threading.Thread(target=give, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {row["prompt"] for row in rows(desk)} == {f"prompt {number}" for number in range(8)}
    assert len(Archive().prompts(desk.catalogue.model(SORA))) == 8


def test_a_row_that_a_crash_cut_short_spoils_no_other(desk: Desk, given: Path) -> None:
    desk.donate("one", "Sora 2", given)
    with (desk.data / "archive" / "archive.csv").open("a") as file:
        file.write("two,So")
    desk.donate("three", "Sora 2", given)
    assert Archive().prompts(desk.catalogue.model(SORA)) == ("one", "three")
    assert len(Archive().faults()) == 1


def test_a_list_with_columns_of_its_own_gets_its_rows_in_their_order(desk: Desk, given: Path) -> None:
    (desk.data / "archive").mkdir()
    (desk.data / "archive" / "archive.csv").write_text("model;path;prompt;cost_usd")
    desk.donate("a, b", "Sora 2", given)
    (line,) = (desk.data / "archive" / "archive.csv").read_text().splitlines()[1:]
    assert line.startswith("Sora 2;")
    assert Archive().prompts(desk.catalogue.model(SORA)) == ("a, b",)


@pytest.mark.parametrize("text", ["=1+1", " +1", "-1", "@x", "＝1", "a ball", "'tis", "'=1", ""])
def test_no_text_in_the_list_is_a_formula_and_every_text_comes_back(text: str) -> None:
    assert not guarded(text).strip().startswith(("=", "+", "-", "@", "＝"))
    assert unguarded(guarded(text)) == text.strip()
