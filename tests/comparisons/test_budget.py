"""The owner's budget: how it is read, what counts against it, and what it forbids."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import comparisons.desk as desk_module
from comparisons.budget import Budget, read_budget, spent
from comparisons.desk import Desk, Misuse
from comparisons.run.comparison import Comparison, Done, Failed, Sending, Shown, Take, Working, anew, outlay
from comparisons.visitor import Visitor
from providers import Catalogue
from providers.fal import Fal
from providers.kit.dotenv import BadSettings
from providers.kit.terms import Brief, Clip, Ticket
from tests.conftest import Served
from tests.fakes.fal import Plan
from tests.fakes.sketch import Sketch

CATALOGUE = Catalogue({"sketch": Sketch(), "fal": Fal()})
BRIEF = Brief(prompt="a ball", seconds=5, resolution="720p")
"""By Seedance $1.517, by Pika $0.20."""
SEEDANCE, PIKA, UNPRICED = "fal/seedance-2.0", "fal/pika-2.2", "fal/kling-3"
NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)
CLIP = Clip(path=Path("x.mp4"), sha256="", seconds=5, width=1, height=1, fps=24, audio=True)
DONE = Done(clip=CLIP, shown=Shown(lufs=None, gain_db=0, peaks=()))
Opened = Callable[..., Desk]


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fal: Served) -> Iterator[Opened]:
    """Open the data folder with a budget."""
    monkeypatch.setattr(desk_module, "catalogue", lambda: CATALOGUE)
    made: list[Desk] = []

    def open_with(caps: str, **more: bool) -> Desk:
        while made:
            made.pop().close()
        monkeypatch.setenv("SPLITSCREEN_BUDGET_USD", caps)
        made.append(Desk(tmp_path / "data", workers=1, **more))
        return made[-1]

    yield open_with
    while made:
        made.pop().close()


def finished(desk: Desk, made: Comparison) -> Comparison:
    limit = time.monotonic() + 60
    while not (now := desk.runs.get(made.id)).finished:
        assert time.monotonic() < limit
        time.sleep(0.02)
    return now


def forbidden(desk: Desk, *models: str, visitor: str = "ann", brief: Brief = BRIEF) -> Misuse:
    with pytest.raises(Misuse) as told:
        desk.start(brief, models, visitor=Visitor(id=visitor))
    return told.value


@pytest.mark.parametrize(
    ("text", "caps"),
    [
        ("", Budget()),
        ("5", Budget(run=5, day=5, visitor=5)),
        ("$0.50", Budget(run=0.5, day=0.5, visitor=0.5)),
        ("run=1,day=20,visitor=2", Budget(run=1, day=20, visitor=2)),
        (" day = 20 ", Budget(day=20)),
        ("5, day=20, unknown=allow", Budget(run=5, day=20, visitor=5, unknown=True)),
        ("day=20,5", Budget(run=5, day=20, visitor=5)),
        ("0", Budget(run=0, day=0, visitor=0)),
    ],
)
def test_a_budget_is_one_number_or_named_ones(text: str, caps: Budget) -> None:
    assert read_budget(text) == caps


@pytest.mark.parametrize("text", ["much", "-1", "nan", "inf", "week=5", "day", "day=", "unknown=5", "run=1;day=2"])
def test_a_budget_that_can_t_be_read_is_told_with_its_form(text: str) -> None:
    with pytest.raises(BadSettings, match="run=1,day=20,visitor=2") as told:
        read_budget(text)
    assert str(told.value).endswith(text)


def take(**more: object) -> Take:
    return replace(Take(id="t", model=PIKA, brief=BRIEF, estimate_usd=0.2), **more)  # type: ignore[arg-type]


TICKET = Ticket(model=PIKA, data={})


@pytest.mark.parametrize(
    ("one", "dollars"),
    [
        (take(), 0.2),
        (take(stage=Sending(), sent=True), 0.2),
        (take(stage=Working(state="queued"), ticket=TICKET), 0.2),
        (take(stage=DONE), 0.2),
        (take(stage=replace(DONE, clip=replace(CLIP, cost_usd=0.35))), 0.35),
        (take(stage=replace(DONE, clip=replace(CLIP, cost_usd=0.0))), 0.0),
        (take(stage=DONE, estimate_usd=None), 0.0),
        (take(stage=DONE, guest=True), 0.0),
        (take(stage=DONE, guest=True, earlier_usd=0.1), 0.1),
        (take(stage=Failed(kind="Unsure", move="wait", message=""), sent=True), 0.2),
        (take(stage=Failed(kind="BadReply", move="report", message=""), sent=True), 0.2),
        (take(stage=Failed(kind="Failed", move="wait", message=""), sent=True, ticket=TICKET), 0.2),
        (take(stage=Failed(kind="Refused", move="prompt", message=""), sent=True, ticket=TICKET), 0.2),
        (take(stage=Failed(kind="Refused", move="prompt", message=""), sent=True), 0.0),
        (take(stage=Failed(kind="KeyRejected", move="key", message=""), sent=True), 0.0),
        (take(stage=Failed(kind="BadReply", move="report", message="")), 0.0),
        (take(stage=Failed(kind="KeyMissing", move="key", message="")), 0.0),
    ],
)
def test_a_take_counts_by_its_reported_cost_or_its_estimate_once_its_paid_request_is_made(
    one: Take, dollars: float
) -> None:
    assert outlay(one) == dollars


def test_what_an_earlier_attempt_may_have_cost_is_not_forgotten_when_it_is_tried_again() -> None:
    unsure = take(stage=Failed(kind="Unsure", move="wait", message=""), sent=True)
    assert outlay(anew(unsure)) == pytest.approx(0.4)
    lost = take(stage=Failed(kind="Failed", move="wait", message=""), sent=True, ticket=TICKET)
    assert outlay(anew(lost)) == pytest.approx(0.4)
    late = take(stage=Failed(kind="TimedOut", move="wait", message=""), sent=True, ticket=TICKET)
    assert outlay(anew(late)) == 0.2
    own = take(stage=Failed(kind="Unsure", move="wait", message=""), sent=True, guest=True)
    assert outlay(anew(own)) == 0.2


def test_a_day_is_utc_s_and_a_visitor_s_share_is_that_visitor_s_alone() -> None:
    def made(visitor: str, **more: object) -> Comparison:
        return Comparison(id="c", mode="open", brief=BRIEF, takes=(take(**more),), created_at=NOW, visitor=visitor)

    before = datetime(2026, 11, 24, 23, 59, tzinfo=UTC)
    east = (NOW - timedelta(hours=9)).astimezone(UTC)
    all_of_them = [
        made("ann", stage=DONE, started_at=NOW, ended_at=NOW),
        made("ann", stage=DONE, started_at=before, ended_at=NOW),
        made("bob", stage=DONE, started_at=east, ended_at=NOW),
        made("bob"),
        made("", stage=Sending(), started_at=NOW),
    ]
    assert spent(all_of_them, "ann", NOW).day == pytest.approx(0.8)
    assert spent(all_of_them, "ann", NOW).visitor == pytest.approx(0.2)
    assert spent(all_of_them, "bob", NOW).visitor == pytest.approx(0.4)
    assert spent(all_of_them, "", NOW).visitor == 0


def test_a_run_over_its_cap_is_refused_before_anything_is_sent_or_stored(opened: Opened, fal: Served) -> None:
    desk = opened("run=1.6")
    told = forbidden(desk, SEEDANCE, PIKA)
    assert (told.about, told.code) == ("models", "cap_run")
    assert told.detail == "$1.72, left $1.60 of $1.60"
    assert not list(desk.store.root.iterdir())
    assert len(finished(desk, desk.start(BRIEF, [SEEDANCE])).playable) == 1
    assert len(fal.fake.submits) == 1


def test_a_day_is_full_at_its_cap_across_a_restart_and_free_models_go_on(opened: Opened, fal: Served) -> None:
    desk = opened("day=0.4")
    for visitor in ("ann", "bob"):
        finished(desk, desk.start(BRIEF, [PIKA], visitor=Visitor(id=visitor)))
    desk = opened("day=0.4")
    assert forbidden(desk, PIKA, visitor="eve").code == "cap_day"
    assert finished(desk, desk.start(BRIEF, ["sketch/one"])).playable
    assert len(fal.fake.submits) == 2


def test_what_the_day_before_cost_is_not_counted_today(opened: Opened, fal: Served) -> None:
    desk = opened("day=0.2")
    finished(desk, desk.start(BRIEF, [PIKA]))
    assert forbidden(desk, PIKA).code == "cap_day"
    desk.gate._now = lambda: datetime.now(UTC) + timedelta(days=1)
    assert finished(desk, desk.start(BRIEF, [PIKA])).playable


def test_a_visitor_s_share_is_theirs_alone(opened: Opened, fal: Served) -> None:
    desk = opened("visitor=0.2")
    finished(desk, desk.start(BRIEF, [PIKA], visitor=Visitor(id="ann")))
    assert forbidden(desk, PIKA, visitor="ann").code == "cap_visitor"
    assert finished(desk, desk.start(BRIEF, [PIKA], visitor=Visitor(id="bob"))).playable


def test_what_is_under_way_is_spoken_for(opened: Opened, fal: Served) -> None:
    fal.fake.plan = Plan(delay=600)
    desk = opened("day=0.3")
    running = desk.start(BRIEF, [PIKA])
    assert forbidden(desk, PIKA).code == "cap_day"
    desk.cancel(running.id)
    finished(desk, running)


def test_of_many_begun_at_once_none_slips_under_the_cap(opened: Opened, fal: Served) -> None:
    desk, told = opened("day=0.6"), []
    at_once = threading.Barrier(8)

    def ask(number: int) -> None:
        at_once.wait()
        try:
            desk.start(BRIEF, [PIKA], visitor=Visitor(id=str(number)))
            told.append("begun")
        except Misuse as misuse:
            told.append(misuse.code)

    threads = [threading.Thread(target=ask, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["begun"] * 3 + ["cap_day"] * 5


def test_a_model_of_unknown_price_is_refused_under_a_budget_unless_the_owner_allows_it_or_prices_it(
    opened: Opened, fal: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = forbidden(opened("5"), UNPRICED)
    assert (told.code, "SPLITSCREEN_PRICES" in str(told), "unknown=allow" in str(told)) == ("price", True, True)
    assert forbidden(opened("5"), PIKA, brief=Brief(prompt="a ball")).code == "price"
    desk = opened("5,unknown=allow")
    assert finished(desk, desk.start(BRIEF, [UNPRICED])).playable
    own = tmp_path / "prices.csv"
    own.write_text("model,resolution,sound,usd_per_second,usd_least,source,as_of\n")
    own.write_text(own.read_text() + f"{UNPRICED},any,,0.1,,mine,2026-11-01\n")
    monkeypatch.setenv("SPLITSCREEN_PRICES", str(own))
    assert forbidden(opened("run=0.4"), UNPRICED).code == "cap_run"
    desk = opened("5")
    assert finished(desk, desk.start(BRIEF, [UNPRICED])).playable


def test_without_a_budget_an_unknown_price_is_no_obstacle(opened: Opened, fal: Served) -> None:
    desk = opened("")
    assert finished(desk, desk.start(BRIEF, [UNPRICED])).playable


def test_a_job_that_is_paid_for_again_needs_room_and_one_that_is_fetched_does_not(opened: Opened, fal: Served) -> None:
    fal.fake.plan = Plan(ending="error")
    desk = opened("day=0.3")
    made = finished(desk, desk.start(BRIEF, [PIKA]))
    with pytest.raises(Misuse) as told:
        desk.retry(made.id, made.takes[0].id)
    assert told.value.code == "cap_day"
    paid = Comparison(
        id="abcdef", mode="open", brief=BRIEF, created_at=NOW,
        takes=(take(stage=Failed(kind="TimedOut", move="wait", message=""), sent=True, ticket=TICKET),),
    )  # fmt: skip
    desk.store.save(paid)
    desk.retry(paid.id, "t")
    assert desk.runs.get(paid.id).takes[0].ticket == TICKET
    desk.cancel(paid.id)


def test_a_battle_is_drawn_from_what_the_budget_has_room_for(opened: Opened, fal: Served) -> None:
    desk = opened("run=0.1")
    drawn = {take.model for _ in range(3) for take in desk.battle(BRIEF).takes}
    assert drawn == {"sketch/one", "sketch/two"}


def test_a_bad_budget_is_told_and_leaves_the_folder_free(opened: Opened) -> None:
    opened("5")
    with pytest.raises(BadSettings):
        opened("five")
    assert opened("5").gate.budget.day == 5
