from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from comparisons.run.comparison import (
    Comparison,
    Done,
    Failed,
    Sending,
    Shown,
    Take,
    Working,
    done,
    failed,
    fold,
    from_json,
    happened,
    shows,
    to_json,
)
from providers.kit.errors import Refused
from providers.kit.events import Delivered, Showing, Submitting
from providers.kit.terms import Accepted, Brief, Clip, Media, Note, Ticket, Waiting

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 13, tzinfo=UTC)
CLIP = Clip(path=Path("t1.mp4"), sha256="ab", seconds=5.0, width=1280, height=720, fps=30.0, audio=True)
SHOWN = Shown(lufs=-20.0, gain_db=4.0, peaks=(0.0, 0.5))
BRIEF = Brief(prompt="a ball", image=Media(path=Path("a.png"), mime="image/png"))


def two_takes() -> Comparison:
    takes = (Take(id="t1", model="fal/a", brief=BRIEF), Take(id="t2", model="fal/b", brief=BRIEF))
    return Comparison(id="abcdef", mode="open", brief=BRIEF, takes=takes, created_at=NOW)


def test_events_fold_into_the_take_they_belong_to_and_into_no_other() -> None:
    made = two_takes()
    ticket = Ticket(model="fal/a", data={"status": "s"})
    made = fold(made, "t1", happened(Submitting(), NOW))
    assert made.take("t1").stage == Sending()
    made = fold(made, "t1", happened(Accepted(ticket=ticket), LATER))
    assert made.take("t1").ticket == ticket
    assert made.take("t1").started_at == NOW
    made = fold(made, "t1", happened(Waiting(phase="queued", place=3), LATER))
    assert made.take("t1").stage == Working(state="queued", place=3)
    made = fold(made, "t1", happened(Delivered(clip=CLIP), LATER))
    assert made.take("t1").stage == Working(state="running", fraction=1.0)
    assert made.take("t2") == two_takes().take("t2")


def test_what_can_be_looked_at_stays_until_the_end_and_is_not_stored() -> None:
    seen = Showing(picture=Path("first.jpg"), film=Path("film"))
    made = fold(two_takes(), "t1", happened(seen, NOW))
    for event in (Waiting(phase="running", fraction=0.5), Delivered(clip=CLIP)):
        made = fold(made, "t1", happened(event, LATER))
        assert shows(made.take("t1")) == seen
    assert shows(from_json(to_json(made)).take("t1")) is None
    assert shows(fold(made, "t1", done(CLIP, SHOWN, LATER)).take("t1")) is None
    assert shows(fold(made, "t1", failed(Refused("No."), LATER)).take("t1")) is None


def test_a_take_that_has_ended_stays_as_it_is() -> None:
    made = fold(two_takes(), "t1", failed(Refused("No."), NOW))
    assert made.take("t1").stage == Failed(kind="Refused", move="prompt", message="No.")
    assert fold(made, "t1", happened(Submitting(), LATER)) == made
    assert not made.finished
    made = fold(made, "t2", done(CLIP, SHOWN, LATER))
    assert made.finished
    assert [take.id for take in made.playable] == ["t2"]


def test_what_is_stored_reads_back_as_it_was() -> None:
    made = fold(two_takes(), "t1", done(CLIP, SHOWN, NOW))
    made = replace(
        made, takes=(replace(made.takes[0], notes=(Note(field="seconds", asked="7", given="5"),)), made.takes[1])
    )
    made = fold(made, "t2", happened(Accepted(ticket=Ticket(model="fal/b", data={"a": "b"})), NOW))
    assert from_json(to_json(made)) == made
    assert isinstance(from_json(to_json(made)).takes[0].stage, Done)


def test_a_stranger_s_file_is_not_read_as_a_comparison() -> None:
    with pytest.raises(ValueError, match="id"):
        from_json(b'{"version": 1}')


def test_letters_follow_the_order_of_the_takes() -> None:
    made = two_takes()
    assert [made.letter(take.id) for take in made.takes] == ["A", "B"]
    with pytest.raises(KeyError, match="no such take"):
        made.take("t3")
