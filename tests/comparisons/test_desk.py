from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

import comparisons.desk as desk_module
from comparisons.desk import Busy, Desk, Misuse
from comparisons.run.comparison import Comparison
from comparisons.votes.errors import AlreadyVoted
from providers import Catalogue
from providers.fal import Fal
from providers.kit.clip import probe
from providers.kit.terms import Brief, Media
from tests.conftest import Served
from tests.fakes.fal import Plan
from tests.fakes.sketch import Sketch

CATALOGUE = Catalogue({"sketch": Sketch(), "fal": Fal()})
BRIEF = Brief(prompt="a ball", seconds=1)
PAIR = ("sketch/one", "sketch/two")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk whose catalogue is the quick sketch and fal."""
    monkeypatch.setattr(desk_module, "catalogue", lambda: CATALOGUE)
    made = Desk(tmp_path / "data", workers=2)
    yield made
    made.close()


def finished(desk: Desk, made: Comparison) -> Comparison:
    limit = time.monotonic() + 60
    while not (now := desk.runs.get(made.id)).finished:
        assert time.monotonic() < limit
        time.sleep(0.02)
    return now


def refusal(desk: Desk, brief: Brief, *models: str) -> Misuse:
    with pytest.raises(Misuse) as told:
        desk.start(brief, models)
    return told.value


def test_an_empty_prompt_and_a_bad_choice_of_models_are_told_beside_their_control(desk: Desk) -> None:
    assert (refusal(desk, Brief(prompt="  "), *PAIR).about, refusal(desk, Brief(prompt="  "), *PAIR).code) == (
        "prompt",
        "empty",
    )
    assert refusal(desk, BRIEF).code == "none"
    assert refusal(desk, BRIEF, "sketch/one", "sketch/one").code == "count"
    assert refusal(desk, BRIEF, "sketch/three").code == "unknown"
    keyless = refusal(desk, BRIEF, "fal/pika-2.2")
    assert (keyless.about, keyless.code, keyless.detail) == ("models", "key", "FAL_KEY")
    assert "FAL_KEY" in str(keyless)
    assert refusal(desk, Brief(prompt="a", task="image_to_video"), *PAIR).code == "picture"
    assert not list(desk.store.root.iterdir())


def test_a_second_process_on_the_same_folder_is_told_so(desk: Desk) -> None:
    with pytest.raises(Busy, match="Another Splitscreen is open"):
        Desk(desk.data)


def test_in_an_open_comparison_the_names_are_never_hidden(desk: Desk) -> None:
    made = finished(desk, desk.start(BRIEF, PAIR))
    assert not desk.see(made.id, "ann").hidden


@pytest.mark.parametrize("mode", ["blind", "battle"])
def test_names_come_only_after_this_person_s_vote_is_on_disk(desk: Desk, mode: str) -> None:
    made = desk.start(BRIEF, PAIR, "blind") if mode == "blind" else desk.battle(BRIEF)
    assert desk.see(made.id, "ann").hidden
    finished(desk, made)
    assert desk.see(made.id, "ann").hidden
    seen = desk.vote(made.id, "ann", "left", slip=desk.see(made.id, "ann").slip)
    assert not seen.hidden
    assert seen.voted
    assert desk.see(made.id, "bob").hidden
    row = desk.votes.read().iloc[0]
    assert (row["left_model"], row["right_model"]) == tuple(take.model for take in made.takes)
    assert (row["outcome"], row["mode"], row["voter"]) == ("left", mode, "ann")


def test_a_second_vote_of_the_same_person_is_refused_and_the_first_stands(desk: Desk) -> None:
    made = finished(desk, desk.start(BRIEF, PAIR))
    desk.vote(made.id, "ann", "tie", played={made.takes[0].id: 1.0}, heard={made.takes[0].id: 0.5}, decided_after_s=3.0)
    with pytest.raises(AlreadyVoted):
        desk.vote(made.id, "ann", "left")
    votes = desk.votes.read()
    assert list(votes["outcome"]) == ["tie"]
    assert votes.iloc[0]["left_played_s"] == 1.0


def test_the_best_of_three_becomes_two_rows_of_one_vote(desk: Desk, fal: Served) -> None:
    made = finished(desk, desk.start(BRIEF, [*PAIR, "fal/pika-2.2"]))
    best = made.takes[1]
    desk.vote(made.id, "ann", best.id)
    votes = desk.votes.read()
    assert len(votes) == 2
    assert votes["vote_id"].nunique() == 1
    table = desk.leaderboard()
    assert table.rows[0].model == best.model


def test_an_answer_that_fits_no_ballot_is_refused_and_nothing_is_written(desk: Desk) -> None:
    made = desk.start(Brief(prompt="forever"), PAIR)
    with pytest.raises(Misuse, match="two clips that are ready"):
        desk.vote(made.id, "ann", "left")
    desk.runs.cancel(made.id)
    made = finished(desk, desk.start(BRIEF, PAIR))
    with pytest.raises(Misuse, match="fits no ballot"):
        desk.vote(made.id, "ann", "sideways")
    assert desk.votes.read().empty


def test_a_round_that_can_t_be_voted_on_hides_nothing(desk: Desk, fal: Served) -> None:
    fal.fake.plan = Plan(ending="refusal")
    made = finished(desk, desk.start(BRIEF, ["sketch/one", "fal/pika-2.2"], "blind"))
    assert not desk.see(made.id, "ann").hidden


def test_a_battle_needs_two_models_that_are_ready(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.catalogue = Catalogue({"fal": Fal()})
    with pytest.raises(Misuse) as told:
        desk.battle(BRIEF)
    assert told.value.code == "few"


def test_the_price_is_told_before_and_unknown_is_told_as_unknown(desk: Desk) -> None:
    quoted = desk.quote(
        Brief(prompt="a", seconds=5, resolution="720p"), ["fal/seedance-2.0", "fal/kling-3", "sketch/one"]
    )
    assert quoted["fal/seedance-2.0"] == pytest.approx(5 * 0.3034)
    assert quoted["fal/kling-3"] is None
    assert desk.quote(Brief(prompt="a", task="extend"), ["fal/kling-3"]) == {"fal/kling-3": None}


def test_clips_are_served_only_when_they_are_there(desk: Desk) -> None:
    made = desk.start(BRIEF, PAIR)
    finished(desk, made)
    assert desk.clip(made.id, made.takes[0].id).is_file()
    with pytest.raises(KeyError):
        desk.clip(made.id, "nothing")
    running = desk.start(Brief(prompt="forever"), PAIR)
    with pytest.raises(KeyError, match="no clip yet"):
        desk.clip(running.id, running.takes[0].id)


def test_a_full_disk_is_told_before_anything_is_begun(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(desk.store, "save", full)
    assert refusal(desk, BRIEF, *PAIR).code == "disk"


def test_history_is_newest_first(desk: Desk) -> None:
    first = finished(desk, desk.start(BRIEF, PAIR))
    second = finished(desk, desk.start(BRIEF, PAIR))
    assert [one.id for one in desk.history()] == [second.id, first.id]


def test_the_key_a_model_wants_is_told_and_its_value_never(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert desk.catalogue.missing(CATALOGUE.model("fal/kling-3")) == "FAL_KEY"
    monkeypatch.setenv("FAL_KEY", "very-secret")
    assert desk.catalogue.missing(CATALOGUE.model("fal/kling-3")) is None
    assert desk.catalogue.missing(CATALOGUE.model("sketch/one")) is None
    assert "fal/kling-3" in [model.id for model in desk.ready()]


def test_a_picture_is_kept_with_its_comparison_and_reaches_the_vendor(desk: Desk, fal: Served, tmp_path: Path) -> None:
    source = tmp_path / "start.png"
    Image.new("RGB", (64, 36), "blue").save(source)
    brief = Brief(prompt="it moves", task="image_to_video", image=Media(path=source, mime="image/png"))
    made = desk.start(brief, ["fal/pika-2.2"])
    source.unlink()
    assert len(finished(desk, made).playable) == 1
    assert fal.fake.submits[0].json["image_url"].startswith("data:image/png;base64,")
    bad = tmp_path / "bad.png"
    bad.write_bytes(b"nothing")
    brief = Brief(prompt="it moves", task="image_to_video", image=Media(path=bad, mime="image/png"))
    assert refusal(desk, brief, "fal/pika-2.2").code == "image_bad"


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_sheet_holds_all_clips_and_waits_for_them(desk: Desk, tmp_path: Path) -> None:
    made = finished(desk, desk.start(BRIEF, PAIR))
    sheet = desk.sheet(made.id, "ann", tmp_path, heard=made.takes[1].id)
    assert probe(sheet).audio
    running = desk.start(Brief(prompt="forever"), PAIR)
    with pytest.raises(Misuse, match="no clip to put on a sheet"):
        desk.sheet(running.id, "ann", tmp_path)


def test_a_vote_of_nobody_is_refused(desk: Desk) -> None:
    made = finished(desk, desk.start(BRIEF, PAIR))
    with pytest.raises(Misuse, match="needs a voter"):
        desk.vote(made.id, " ", "left")
    assert desk.votes.read().empty


def test_only_what_may_pass_is_tried_again(desk: Desk, fal: Served) -> None:
    fal.fake.plan = Plan(ending="refusal")
    made = finished(desk, desk.start(BRIEF, ["sketch/one", "fal/pika-2.2"]))
    for take in made.takes:
        with pytest.raises(Misuse, match="can't be tried again"):
            desk.retry(made.id, take.id)
    fal.fake.plan = Plan(ending="error")
    made = finished(desk, desk.start(BRIEF, ["fal/pika-2.2"]))
    fal.fake.plan = Plan()
    desk.retry(made.id, made.takes[0].id)
    assert len(finished(desk, made).playable) == 1


def test_a_battle_s_price_is_told_before(desk: Desk, fal: Served) -> None:
    dollars, all_known = desk.battle_price(Brief(prompt="", seconds=5, resolution="720p"))
    assert dollars > 1.5
    assert not all_known


def test_in_a_blind_round_no_clip_can_be_had_before_the_last_is_ready(desk: Desk, fal: Served) -> None:
    fal.fake.plan = Plan(delay=600)
    made = desk.start(BRIEF, ["sketch/one", "fal/pika-2.2"], "blind")
    first = next(take for take in made.takes if take.model == "sketch/one")
    limit = time.monotonic() + 60
    while not desk.runs.get(made.id).take(first.id).ended:
        assert time.monotonic() < limit
        time.sleep(0.01)
    with pytest.raises(KeyError, match="no clip yet"):
        desk.clip(made.id, first.id)
    desk.cancel(made.id)
    finished(desk, made)
    assert desk.clip(made.id, first.id).is_file()
