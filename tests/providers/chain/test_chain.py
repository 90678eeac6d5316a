"""A clip in several steps is paid for step by step, once each, whatever interrupts it."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from pathlib import Path

import pytest

from providers.kit.chain import make
from providers.kit.clip import probe
from providers.kit.errors import Failed, Gone, Refused
from providers.kit.events import Delivered, Event, Noted, Submitting
from providers.kit.plan import plan
from providers.kit.steps import Kept, kept, pays_no_more
from providers.kit.terms import Accepted, Brief, Media, Model, Waiting
from tests.conftest import Served
from tests.fakes import clips
from tests.fakes.fal import Plan as Course
from tests.fakes.films import film, plain
from tests.providers.chain import PIKA, extension, is_ticket, tickets, told


async def test_any_clip_is_extended_piece_by_piece_from_its_last_frame(
    source: Media, folder: Path, fal: Served
) -> None:
    events = await told(extension(source, 30), folder)
    assert [type(event) for event in events if not isinstance(event, Waiting | Noted)] == [
        *[Submitting, Accepted, Kept] * 3, Delivered
    ]  # fmt: skip
    bodies = [one.json for one in fal.fake.submits]
    assert [body["duration"] for body in bodies] == [10, 10, 10]
    assert all(body["image_url"].startswith("data:image/png;base64,") for body in bodies)
    assert all(one.path.endswith("/image-to-video") for one in fal.fake.submits)
    last = events[-1]
    assert isinstance(last, Delivered)
    assert last.clip.path == folder / "clip.mp4"
    assert last.clip.seconds == pytest.approx(1 + 3 * 23 / 24, abs=0.01)
    assert last.clip.seams == (1.0, round(1 + 23 / 24, 3), round(1 + 46 / 24, 3))
    assert last.clip.audio


async def test_a_minute_and_more_is_made_of_as_many_pieces_as_it_takes(
    source: Media, folder: Path, fal: Served
) -> None:
    events = await told(extension(source, 70), folder)
    assert len(fal.fake.submits) == 7
    assert isinstance(events[-1], Delivered)
    assert len(events[-1].clip.seams) == 7


async def test_tickets_say_which_step_they_belong_to_and_which_is_the_last(
    source: Media, folder: Path, fal: Served
) -> None:
    first, second = tickets(await told(extension(source, 20), folder))
    assert (first.data["chain.step"], second.data["chain.step"]) == ("0", "1")
    assert not pays_no_more(first)
    assert pays_no_more(second)
    assert {"status", "result", "cancel"} <= set(first.data)


@pytest.mark.parametrize("number", [0, 1, 2])
async def test_a_restart_goes_on_with_the_step_that_the_ticket_is_of(
    source: Media, folder: Path, fal: Served, number: int
) -> None:
    before = await told(extension(source, 30), folder, until=is_ticket(number))
    assert len(fal.fake.submits) == number + 1
    events = await told(extension(source, 30), folder, ticket=tickets(before)[-1], known=number)
    assert len(fal.fake.submits) == 3
    assert isinstance(events[-1], Delivered)


@pytest.mark.parametrize("knows", [True, False])
async def test_a_restart_after_a_finished_step_pays_for_the_next_alone(
    source: Media, folder: Path, fal: Served, knows: bool
) -> None:
    before = await told(extension(source, 20), folder, until=lambda event: isinstance(event, Kept))
    stale = None if knows else tickets(before)[0]
    events = await told(extension(source, 20), folder, ticket=stale, known=int(knows))
    assert len(fal.fake.submits) == 2
    assert isinstance(events[-1], Delivered)


@pytest.mark.parametrize("by", ["ticket", "count"])
async def test_steps_that_are_gone_from_the_disk_are_told_and_not_paid_again(
    source: Media, folder: Path, fal: Served, by: str
) -> None:
    before = await told(extension(source, 20), folder, until=is_ticket(1))
    for path in folder.glob("step-*"):
        path.unlink()
    left = {"ticket": tickets(before)[1]} if by == "ticket" else {"known": 1}
    with pytest.raises(Gone, match="there: 0"):
        await told(extension(source, 20), folder, **left)  # type: ignore[arg-type]
    assert len(fal.fake.submits) == 2


async def test_a_piece_beyond_a_missing_one_is_not_taken_for_its_successor(
    source: Media, folder: Path, fal: Served
) -> None:
    (folder / "step-1.mp4").write_bytes(b"left by another attempt")
    await told(extension(source, 20), folder)
    assert len(fal.fake.submits) == 2


async def test_a_step_that_fails_keeps_what_was_made_before_it(source: Media, folder: Path, fal: Served) -> None:
    fal.fake.plans = [Course(), Course(ending="error")]
    with pytest.raises(Failed):
        await told(extension(source, 20), folder)
    assert kept(folder) == 1
    await told(extension(source, 20), folder, known=1)
    assert len(fal.fake.submits) == 3


async def test_progress_is_told_of_the_whole(source: Media, folder: Path, fal: Served) -> None:
    fal.fake.plan = Course(delay=0.3)
    events = await told(extension(source, 20), folder)
    second = events[events.index(next(event for event in events if isinstance(event, Kept))) :]
    assert {event.fraction for event in second if isinstance(event, Waiting)} == {0.5}


async def test_a_single_piece_is_a_chain_too(source: Media, folder: Path, fal: Served) -> None:
    events = await told(extension(source, 5), folder)
    assert isinstance(events[-1], Delivered)
    assert events[-1].clip.seams == (1.0,)
    assert pays_no_more(tickets(events)[0])


async def test_a_plain_take_is_driven_as_it_is(folder: Path, fal: Served) -> None:
    events = await told(plan(Brief(prompt="a ball", seconds=5), PIKA), folder)
    assert not any(isinstance(event, Kept) for event in events)
    assert "chain.step" not in tickets(events)[0].data
    assert isinstance(events[-1], Delivered)
    assert events[-1].clip.seams == ()


@pytest.mark.parametrize(("longer", "same", "seams"), [(3.0, True, (1.0,)), (1.0, True, ()), (3.0, False, ())])
async def test_a_clip_that_its_vendor_extended_shows_where_where_that_can_be_known(
    source: Media, folder: Path, longer: float, same: bool, seams: tuple[float, ...], tmp_path: Path
) -> None:
    native = Model(id="any/one", label="One", tasks=("extend",))
    path = folder / "clip.mp4"
    if same:
        path.write_bytes(clips.clip(longer))
    else:
        film(path, plain(round(24 * longer), 220))

    async def maker(*_: object) -> AsyncGenerator[Event, None]:
        yield Delivered(clip=probe(path))

    brief = Brief(prompt="on", task="extend", video=source)
    async with aclosing(make(plan(brief, native), maker, folder)) as events:
        (event,) = [one async for one in events]
    assert isinstance(event, Delivered)
    assert event.clip.seams == seams


async def test_a_piece_that_is_refused_ends_the_take(source: Media, folder: Path, fal: Served) -> None:
    fal.fake.plans = [Course(), Course(ending="refusal")]
    with pytest.raises(Refused):
        await told(extension(source, 20), folder)
