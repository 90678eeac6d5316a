"""What the stage is sent, as a function of values."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from comparisons.desk import Seen
from comparisons.run.battle import Battle
from comparisons.run.comparison import Comparison, Done, Failed, Pending, Seam, Sending, Shown, Stage, Take, Working
from comparisons.ui.view import view
from providers.kit.terms import Brief, Clip, Note, Ticket

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
MADE = Clip(
    path=Path("t0.mp4"), sha256="ab" * 32, seconds=5.0, width=1280, height=720, fps=30.0, audio=True, cost_usd=0.4,
    understood=("ball",), ignored=("glass",),
)  # fmt: skip
DONE = Done(clip=MADE, shown=Shown(lufs=-20.0, gain_db=4.0, peaks=(0.1, 0.9)))
LOST = Failed(kind="Refused", move="prompt", message="fal refuses this")
STAGES: tuple[Stage, ...] = (
    Pending(),
    Sending(),
    Working(state="queued", place=3),
    Working(state="running", fraction=0.4),
    DONE,
    LOST,
)


def comparison(*stages: Stage, mode: Any = "battle") -> Comparison:
    takes = tuple(_take(place, stage) for place, stage in enumerate(stages))
    return Comparison(id="c0ffee", mode=mode, brief=Brief(prompt="a ball"), takes=takes, created_at=NOW)


def _take(place: int, stage: Stage) -> Take:
    """Everything about a take that could tell it from another, set."""
    ended = isinstance(stage, Done | Failed)
    return Take(
        id=f"t{place}",
        model=("fal/pika-2.2", "studio/newton")[place % 2],
        brief=Brief(prompt="a ball", seconds=5 + place),
        notes=(Note(field="seconds", asked="4", given=str(5 + place)),),
        estimate_usd=place + 0.5,
        stage=stage,
        ticket=Ticket(model="fal/pika-2.2", data={"status": "https://queue.fal.run/pika"}),
        started_at=None if isinstance(stage, Pending) else NOW + timedelta(seconds=place),
        ended_at=NOW + timedelta(seconds=9 + place) if ended else None,
    )


def seen(made: Comparison, *, hidden: bool, voted: bool = False) -> dict[str, Any]:
    return view(Seen(comparison=made, hidden=hidden, voted=voted), "en")


def without(take: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in take.items() if name not in names}


EVERY = list(itertools.product(STAGES, STAGES))
UNFINISHED = [pair for pair in EVERY if not all(isinstance(one, Done | Failed) for one in pair)]


def states(pair: tuple[Stage, ...]) -> str:
    return "-".join(one.state for one in pair)


@pytest.mark.parametrize("stages", UNFINISHED, ids=states)
def test_in_a_hidden_unfinished_round_the_takes_are_alike_but_for_id_and_letter(stages: tuple[Stage, ...]) -> None:
    first, second = seen(comparison(*stages), hidden=True)["takes"]
    assert without(first, "id", "letter") == without(second, "id", "letter")
    assert (first["letter"], second["letter"]) == ("A", "B")


@pytest.mark.parametrize("stages", EVERY, ids=states)
def test_in_a_hidden_round_no_name_note_price_or_word_of_a_vendor_is_sent(stages: tuple[Stage, ...]) -> None:
    told = seen(comparison(*stages), hidden=True)
    for telltale in ("pika", "Pika", "newton", "studio", "queue.fal", "refuses", "glass", MADE.sha256):
        assert telltale not in json.dumps(told)
    for take in told["takes"]:
        private = ("name", "model", "place", "fraction", "elapsed_s", "cost_usd", "estimate_usd")
        assert [take[name] for name in private] == [None] * len(private)
        assert (take["notes"], take["understood"], take["ignored"]) == ([], [], [])


def test_a_hidden_round_that_goes_on_tells_one_joint_progress() -> None:
    made = comparison(Working(state="running", fraction=0.5), DONE)
    assert seen(made, hidden=True)["progress"] == 0.75
    assert seen(comparison(DONE, DONE), hidden=True)["progress"] is None
    assert seen(made, hidden=False)["progress"] is None
    assert seen(comparison(Pending(), Working(state="queued", place=2)), hidden=True)["progress"] == 0


def test_hidden_clips_come_together_with_neutral_addresses() -> None:
    assert [take["clip"] for take in seen(comparison(DONE, Pending()), hidden=True)["takes"]] == [None, None]
    clips = [take["clip"] for take in seen(comparison(DONE, DONE), hidden=True)["takes"]]
    assert [clip["url"] for clip in clips] == ["stage/c0ffee/t0.mp4", "stage/c0ffee/t1.mp4"]
    assert clips[0]["gain_db"] == 4.0


def test_a_hidden_failure_says_nothing_of_its_cause() -> None:
    told = seen(comparison(DONE, LOST, DONE), hidden=True)["takes"][1]
    assert told["state"] == "failed"
    assert told["failure"]["move"] == "none"
    assert "fal" not in told["failure"]["message"].lower().replace("fail", "")


def test_an_open_round_tells_all_that_is_known() -> None:
    made = comparison(DONE, LOST, Working(state="queued", place=3), mode="open")
    done, lost, queued = seen(made, hidden=False)["takes"]
    assert (done["name"], done["model"]) == ("Pika 2.2", "fal/pika-2.2")
    assert done["clip"]["peaks"] == [0.1, 0.9]
    assert (done["understood"], done["ignored"], done["cost_usd"]) == (["ball"], ["glass"], 0.4)
    assert done["elapsed_s"] == 9.0
    assert done["notes"] == [{"field": "seconds", "asked": "4", "given": "5"}]
    assert lost["failure"] == {"message": "fal refuses this", "move": "prompt", "again": None}
    assert (queued["state"], queued["place"], queued["estimate_usd"]) == ("queued", 3, 2.5)


@pytest.mark.parametrize(
    ("stages", "voted", "votable"),
    [
        ((DONE, DONE), False, True),
        ((DONE, DONE), True, False),
        ((DONE, LOST), False, False),
        ((DONE, Pending()), False, False),
    ],
)
def test_a_vote_is_asked_for_once_two_clips_stand(stages: tuple[Stage, ...], voted: bool, votable: bool) -> None:
    assert seen(comparison(*stages), hidden=False, voted=voted)["votable"] is votable


def test_a_battle_that_broke_says_so() -> None:
    assert seen(comparison(DONE, LOST), hidden=False)["message"]
    assert seen(comparison(DONE, DONE), hidden=False)["message"] is None
    assert seen(comparison(DONE, LOST, mode="blind"), hidden=False)["message"] is None


def heard(lufs: float | None, gain_db: float) -> Done:
    return Done(clip=MADE, shown=Shown(lufs=lufs, gain_db=gain_db, peaks=()))


@pytest.mark.parametrize(
    ("stages", "levels"),
    [
        ((heard(-20.0, 4.0), heard(-10.0, -6.0)), [-16.0, -16.0]),
        ((heard(-24.0, 2.0), heard(-10.0, -6.0)), [-22.0, -22.0]),
        ((heard(-40.0, 1.0), heard(-10.0, -6.0)), [-39.0, -28.0]),
    ],
)
def test_clips_are_heard_at_one_level_which_the_one_with_least_room_sets(
    stages: tuple[Stage, ...], levels: list[float]
) -> None:
    clips = [take["clip"] for take in seen(comparison(*stages), hidden=True)["takes"]]
    assert [clip["lufs"] + clip["gain_db"] for clip in clips] == levels


def test_a_clip_without_measured_sound_is_played_as_it_is_and_sets_no_level() -> None:
    clips = [take["clip"] for take in seen(comparison(heard(None, 0.0), heard(-20.0, 4.0)), hidden=True)["takes"]]
    assert [clip["gain_db"] for clip in clips] == [0.0, 4.0]


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("left", {"outcome": "left", "best": None}),
        ("t1", {"outcome": None, "best": "t1"}),
        (None, {"outcome": None, "best": None}),
    ],
)
def test_after_a_vote_the_stage_is_told_what_was_chosen_if_that_was_a_moment_ago(
    answer: str | None, told: dict[str, str | None]
) -> None:
    voted = Seen(comparison=comparison(DONE, DONE), hidden=False, voted=True, answer=answer)
    assert view(voted, "en")["voted"] == told


def test_seams_are_told_with_their_measures_where_names_are_known_and_nowhere_else() -> None:
    seam = Seam(at=5.0, brightness=1.25, motion=None, loudness_db=-0.5)
    joined = replace(DONE, shown=replace(DONE.shown, seams=(seam,)))
    told = seen(comparison(joined, DONE, mode="open"), hidden=False)["takes"]
    assert told[0]["seams"] == [{"at": 5.0, "brightness": 1.25, "motion": None, "loudness_db": -0.5}]
    assert told[1]["seams"] == []
    assert [take["seams"] for take in seen(comparison(joined, DONE), hidden=True)["takes"]] == [[], []]


def test_a_visible_mark_is_told_in_a_blind_round_too_once_all_have_ended_and_not_where_no_picture_is_shown() -> None:
    bears = replace(DONE, shown=replace(DONE.shown, mark="mark"))
    says = replace(DONE, clip=replace(DONE.clip, marked=True), shown=replace(DONE.shown, mark="untold"))
    for one in (bears, says):
        pair = comparison(one, DONE, mode="battle")
        assert [take["mark"] for take in seen(pair, hidden=True)["takes"]] == [True, False]
        assert [take["mark"] for take in seen(pair, hidden=False)["takes"]] == [True, False]
        heard = replace(pair, battle=Battle(round="sound"))
        assert [take["mark"] for take in seen(heard, hidden=True)["takes"]] == [False, False]
    assert [take["mark"] for take in seen(comparison(bears, Pending(), mode="battle"), hidden=True)["takes"]] == [
        False, False,
    ]  # fmt: skip


def priced(*costs: tuple[float | None, float | None]) -> Comparison:
    """A finished comparison of takes with these reported costs and estimates."""
    made = comparison(*(replace(DONE, clip=replace(MADE, cost_usd=cost)) for cost, _ in costs), mode="open")
    takes = [replace(take, estimate_usd=guess) for take, (_, guess) in zip(made.takes, costs, strict=True)]
    return replace(made, takes=tuple(takes))


@pytest.mark.parametrize(
    ("costs", "bill"),
    [
        (((0.4, 0.5), (0.25, None)), "All clips cost $0.65."),
        (((0.4, 0.5), (None, 0.0)), "All clips cost $0.40."),
        (((0.4, 0.5), (None, 0.25)), "All clips cost about $0.65."),
        (((0.4, 0.5), (None, None)), "All clips cost about $0.40. Some prices are not known."),
        (((None, 0.0), (None, 0.0)), None),
    ],
)
def test_what_all_clips_cost_is_told_as_reported_or_about(
    costs: tuple[tuple[float | None, float | None], ...], bill: str | None
) -> None:
    told = seen(priced(*costs), hidden=False)
    assert told["bill"] == bill
    assert [(take["cost_usd"], take["estimate_usd"]) for take in told["takes"]] == list(costs)
    assert seen(priced(*costs), hidden=True)["bill"] is None
