"""The loop: what is paid for once, what is asked again, and when it ends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from starlette.responses import JSONResponse, PlainTextResponse, Response

from providers.fal import Fal
from providers.kit.drive import call_off, drive
from providers.kit.errors import (
    BadReply,
    Failed,
    KeyMissing,
    KeyRejected,
    Refused,
    Retired,
    TimedOut,
    Trouble,
    Unavailable,
    Unsure,
)
from providers.kit.events import Delivered, Event, Submitting
from providers.kit.http import Limits, Wire
from providers.kit.job import LATE
from providers.kit.settle import settle
from providers.kit.terms import Accepted, Brief, Model, Ticket, Waiting
from tests.conftest import Served
from tests.fakes import clips
from tests.fakes.fal import Plan
from tests.fakes.loopback import raw

PIKA = Fal.models[0]
BRIEF = settle(Brief(prompt="a red ball bounces", seconds=5), PIKA)[0]


class Hasty(Fal):
    """fal, given up after three minutes."""

    patience = 180.0


@dataclass(slots=True)
class Clockwork:
    """A clock that stands still but for sleeps, which take no time."""

    now: float = 0.0
    slept: list[float] = field(default_factory=list)

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with Wire(limits=Limits(quiet=5.0)) as one:
        yield one


async def told(wire: Wire, folder: Path, time: Clockwork | None = None, **more: object) -> list[Event]:
    time = time or Clockwork()
    given: dict[str, object] = {"key": "test-key", "clock": time.clock, "sleep": time.sleep, "model": PIKA, **more}
    model = given.pop("model")
    run = drive(Hasty(), BRIEF, model, wire=wire, folder=folder, **given)  # type: ignore[arg-type]
    return [event async for event in run]


async def test_a_take_is_told_from_submit_to_clip(fal: Served, wire: Wire, tmp_path: Path) -> None:
    events = await told(wire, tmp_path)
    match events:
        case [Submitting(), Accepted(), Delivered(clip=clip)]:
            assert clip.path == tmp_path / "clip.mp4"
            assert clip.path.read_bytes() == clips.clip()
            assert (clip.width, clip.height, clip.audio, clip.seed) == (128, 72, True, 7)
        case _:
            pytest.fail(str(events))
    assert [path.name for path in tmp_path.iterdir()] == ["clip.mp4"]


async def test_nothing_is_polled_before_the_ticket_can_be_stored(fal: Served, wire: Wire, tmp_path: Path) -> None:
    time = Clockwork()
    run = drive(Fal(), BRIEF, PIKA, key="test-key", wire=wire, folder=tmp_path, clock=time.clock, sleep=time.sleep)
    assert isinstance(await anext(run), Submitting)
    assert fal.fake.seen.asked == []
    assert isinstance(await anext(run), Accepted)
    assert [one.method for one in fal.fake.seen.asked] == ["POST"]
    await run.aclose()


async def test_a_ticket_resumes_and_never_submits(fal: Served, wire: Wire, tmp_path: Path) -> None:
    events = await told(wire, tmp_path)
    ticket = next(event.ticket for event in events if isinstance(event, Accepted))
    again = await told(wire, tmp_path / ".." / tmp_path.name, ticket=ticket)
    assert [type(event) for event in again] == [Delivered]
    assert len(fal.fake.submits) == 1


@pytest.mark.parametrize("status", [500, 502, 504, 524])
async def test_a_submit_that_a_gateway_lost_is_unsure_and_never_repeated(
    fal: Served, wire: Wire, tmp_path: Path, status: int
) -> None:
    fal.fake.seen.answer("submit", PlainTextResponse("upstream went away", status))
    with pytest.raises(Unsure, match="dashboard"):
        await told(wire, tmp_path)
    assert len(fal.fake.submits) == 1


async def test_a_submit_that_breaks_off_is_unsure(monkeypatch: pytest.MonkeyPatch, wire: Wire, tmp_path: Path) -> None:
    connections = 0

    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal connections
        connections += 1
        await reader.readuntil(b"\r\n\r\n")

    with raw(hang_up) as url:
        monkeypatch.setenv("SPLITSCREEN_FAL_BASE", url)
        with pytest.raises(Unsure):
            await told(wire, tmp_path)
    assert connections == 1


async def test_a_submit_that_never_left_is_merely_unavailable(
    monkeypatch: pytest.MonkeyPatch, wire: Wire, tmp_path: Path
) -> None:
    with raw(lambda reader, writer: asyncio.sleep(0)) as url:
        pass
    monkeypatch.setenv("SPLITSCREEN_FAL_BASE", url)
    with pytest.raises(Unavailable) as caught:
        await told(wire, tmp_path)
    assert type(caught.value) is Unavailable


@pytest.mark.parametrize(
    ("status", "kind"),
    [(401, KeyRejected), (402, KeyRejected), (403, KeyRejected), (429, Unavailable), (503, Unavailable)],
)
async def test_a_submit_that_was_turned_away_is_told_as_such_and_never_repeated(
    fal: Served, wire: Wire, tmp_path: Path, status: int, kind: type[Trouble]
) -> None:
    fal.fake.seen.answer("submit", JSONResponse({"detail": "no"}, status, headers={"Retry-After": "1"}))
    with pytest.raises(kind) as caught:
        await told(wire, tmp_path)
    assert type(caught.value) is kind
    assert len(fal.fake.submits) == 1


@pytest.mark.parametrize(
    "answer", [PlainTextResponse("<html>hello</html>"), JSONResponse({"id": 1}), PlainTextResponse("{")]
)
async def test_an_answer_to_a_submit_that_nobody_can_read_says_that_money_may_be_spent(
    fal: Served, wire: Wire, tmp_path: Path, answer: Response
) -> None:
    fal.fake.seen.answer("submit", answer)
    with pytest.raises(BadReply, match="may be running all the same"):
        await told(wire, tmp_path)
    assert len(fal.fake.submits) == 1


async def test_a_poll_that_fails_is_asked_again_after_as_long_as_the_vendor_says(
    fal: Served, wire: Wire, tmp_path: Path
) -> None:
    busy = JSONResponse({"detail": "slow down"}, 429, headers={"Retry-After": "17"})
    fal.fake.seen.answer("status", busy, PlainTextResponse("bad gateway", 502))
    time = Clockwork()
    assert isinstance((await told(wire, tmp_path, time))[-1], Delivered)
    assert time.slept[1] == 17.0
    assert 0.5 <= time.slept[2] <= 1.5


async def test_a_job_that_never_ends_is_given_up_at_the_deadline(fal: Served, wire: Wire, tmp_path: Path) -> None:
    fal.fake.plan = Plan(ending="endless")
    time = Clockwork()
    with pytest.raises(TimedOut, match="3 minutes"):
        await told(wire, tmp_path, time)
    assert time.now == pytest.approx(Hasty.patience)
    assert list(tmp_path.iterdir()) == []


async def test_a_vendor_that_is_gone_while_polling_is_given_up_at_the_deadline(
    fal: Served, wire: Wire, tmp_path: Path
) -> None:
    fal.fake.seen.answer("status", *[PlainTextResponse("down", 503)] * 200)
    time = Clockwork()
    with pytest.raises(TimedOut, match="answered 503: down"):
        await told(wire, tmp_path, time)
    assert time.now == pytest.approx(Hasty.patience)


async def test_waiting_is_told_when_it_changes_and_as_a_heartbeat(fal: Served, wire: Wire, tmp_path: Path) -> None:
    time = Clockwork()
    fal.fake.clock = time.clock
    fal.fake.plan = Plan(queue=30.0, delay=60.0)
    events = await told(wire, tmp_path, time)
    phases = [event.phase for event in events if isinstance(event, Waiting)]
    assert phases[0] == "queued"
    assert phases[-1] == "running"
    assert 6 <= len(phases) <= 8
    assert fal.fake.seen.count("GET") > 3 * len(phases)


async def test_a_clip_is_noticed_soon_after_it_is_done(fal: Served, wire: Wire, tmp_path: Path) -> None:
    time = Clockwork()
    fal.fake.clock = time.clock
    fal.fake.plan = Plan(delay=29.0)
    await told(wire, tmp_path, time)
    assert 29.0 <= time.now <= 29.0 * (1 + LATE)


@pytest.mark.parametrize(("ending", "kind"), [("refusal", Refused), ("error", Failed)])
async def test_an_ending_without_a_clip_is_told_at_once(
    fal: Served, wire: Wire, tmp_path: Path, ending: str, kind: type[Trouble]
) -> None:
    fal.fake.plan = Plan(ending=ending)  # type: ignore[arg-type]
    with pytest.raises(kind):
        await told(wire, tmp_path)
    assert fal.fake.seen.count("GET") == (2 if ending == "refusal" else 1)


async def test_a_job_that_the_vendor_forgot_is_no_fault_of_the_prompt(fal: Served, wire: Wire, tmp_path: Path) -> None:
    job = f"{fal.url}/fal-ai/pika/requests/gone"
    ticket = Ticket(model=PIKA.id, data={"status": f"{job}/status", "result": job, "cancel": f"{job}/cancel"})
    with pytest.raises(Failed, match="no longer there"):
        await told(wire, tmp_path, ticket=ticket)


async def test_answers_that_send_each_other_in_a_circle_come_to_an_end(fal: Served, wire: Wire, tmp_path: Path) -> None:
    fal.fake.seen.answer("result", *[JSONResponse({"status": "COMPLETED"})] * 20)
    with pytest.raises(BadReply, match="circle"):
        await told(wire, tmp_path)


async def test_a_retired_model_is_never_submitted(fal: Served, wire: Wire, tmp_path: Path) -> None:
    from datetime import date

    gone = Model(id="fal/gone", label="Gone", retired=date(2026, 9, 24), retired_source="https://example.org")
    with pytest.raises(Retired, match=r"2026-09-24.*example\.org"):
        await told(wire, tmp_path, model=gone)
    assert fal.fake.seen.asked == []


@pytest.mark.parametrize(
    ("key", "kind"), [("", KeyMissing), (" \n", KeyMissing), ("ключ", KeyRejected), ("a\nb", KeyRejected)]
)
async def test_a_key_that_can_not_be_sent_is_told_before_anything_is_spent(
    fal: Served, wire: Wire, tmp_path: Path, key: str, kind: type[Trouble]
) -> None:
    with pytest.raises(kind, match="FAL_KEY"):
        await told(wire, tmp_path, key=key)
    assert fal.fake.seen.asked == []


async def test_cancelling_reaches_the_vendor_and_never_fails(fal: Served, wire: Wire, tmp_path: Path) -> None:
    fal.fake.plan = Plan(queue=1000.0, delay=2000.0)
    run = drive(Fal(), BRIEF, PIKA, key="test-key", wire=wire, folder=tmp_path)
    tickets = [event.ticket async for event in _first(run, 2) if isinstance(event, Accepted)]
    await call_off(Fal(), tickets[0], key="test-key", wire=wire)
    assert [job.cancelled for job in fal.fake.jobs.values()] == [True]
    fal.fake.seen.answer("cancel", PlainTextResponse("broken", 500))
    await call_off(Fal(), tickets[0], key="test-key", wire=wire)


async def _first(run: AsyncIterator[Event], count: int) -> AsyncIterator[Event]:
    for _ in range(count):
        yield await anext(run)
    await run.aclose()  # type: ignore[attr-defined]
