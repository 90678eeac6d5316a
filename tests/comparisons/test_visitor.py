"""A visitor's own key, an exposed page: who pays for what, and what is kept of a key."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import comparisons.desk as desk_module
from comparisons.desk import Desk, Misuse
from comparisons.run.comparison import Comparison, Failed
from comparisons.visitor import MOST, Keyring, Visitor
from providers import Catalogue
from providers.fal import Fal
from providers.kit.terms import Brief
from tests.conftest import Served
from tests.fakes.fal import Plan
from tests.fakes.sketch import Sketch

CATALOGUE = Catalogue({"sketch": Sketch(), "fal": Fal()})
BRIEF = Brief(prompt="a ball", seconds=5, resolution="720p")
PIKA = "fal/pika-2.2"
KEY = "visitors-marked-key"
ANN = Visitor(id="ann", voter="ann", keys={"fal": KEY})
Opened = Callable[..., Desk]


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fal: Served) -> Iterator[Opened]:
    """Open the data folder, without a key of the owner."""
    monkeypatch.setattr(desk_module, "catalogue", lambda: CATALOGUE)
    monkeypatch.delenv("FAL_KEY")
    made: list[Desk] = []

    def open_again(**more: bool) -> Desk:
        while made:
            made.pop().close()
        made.append(Desk(tmp_path / "data", workers=1, **more))
        return made[-1]

    yield open_again
    while made:
        made.pop().close()


def finished(desk: Desk, made: Comparison) -> Comparison:
    return until(desk, made, lambda now: now.finished)


def until(desk: Desk, made: Comparison, is_so: Callable[[Comparison], bool]) -> Comparison:
    limit = time.monotonic() + 60
    while not is_so(now := desk.runs.get(made.id)):
        assert time.monotonic() < limit
        time.sleep(0.02)
    return now


def sent(fal: Served) -> set[str]:
    return {asked.headers["authorization"] for asked in fal.fake.seen.asked if "authorization" in asked.headers}


def code(desk: Desk, visitor: Visitor, *models: str) -> str:
    with pytest.raises(Misuse) as told:
        desk.start(BRIEF, models, visitor=visitor)
    return told.value.code


def test_a_visitor_s_key_makes_models_ready_for_that_visitor_alone(opened: Opened, fal: Served) -> None:
    desk = opened()
    assert PIKA in [model.id for model in desk.ready(visitor=ANN)]
    assert PIKA not in [model.id for model in desk.ready(visitor=Visitor(id="ann", voter="ann"))]
    assert code(desk, Visitor(id="ann", voter="ann"), PIKA) == "key"
    made = finished(desk, desk.start(BRIEF, [PIKA], visitor=ANN))
    assert made.playable
    assert sent(fal) == {f"Key {KEY}"}


def test_a_visitor_s_key_is_used_before_the_owner_s_and_for_their_takes_alone(
    opened: Opened, fal: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAL_KEY", "owners")
    desk = opened()
    finished(desk, desk.start(BRIEF, [PIKA], visitor=ANN))
    assert sent(fal) == {f"Key {KEY}"}
    fal.fake.seen.asked.clear()
    finished(desk, desk.start(BRIEF, [PIKA], visitor=Visitor(id="ann", voter="ann")))
    assert sent(fal) == {"Key owners"}


def test_what_a_visitor_pays_counts_against_no_budget(
    opened: Opened, fal: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPLITSCREEN_BUDGET_USD", "0")
    monkeypatch.setenv("FAL_KEY", "owners")
    desk = opened()
    assert code(desk, Visitor(id="bob"), PIKA) == "cap_run"
    assert finished(desk, desk.start(BRIEF, [PIKA, "fal/kling-3"], visitor=ANN)).playable
    assert desk.gate.left("ann") == 0


def test_no_visitor_s_key_is_written_anywhere(opened: Opened, fal: Served) -> None:
    desk = opened()
    visit = desk.bring("", "fal", KEY)
    visitor = desk.keyring.visitor("ann", visit)
    finished(desk, desk.start(BRIEF, [PIKA], visitor=visitor))
    fal.fake.plan = Plan(ending="error")
    finished(desk, desk.start(BRIEF, [PIKA], visitor=visitor))
    files = [path for path in desk.data.rglob("*") if path.is_file()]
    assert len(files) > 3
    assert not [path for path in files if KEY.encode() in path.read_bytes() or visit.encode() in path.read_bytes()]
    assert KEY not in repr(visitor)
    assert desk.runs.borrowed._keys == {}


def test_after_a_restart_a_visitor_s_take_keeps_its_ticket_and_waits_for_the_key(opened: Opened, fal: Served) -> None:
    fal.fake.plan = Plan(delay=600)
    desk = opened()
    made = desk.start(BRIEF, [PIKA], visitor=ANN)
    until(desk, made, lambda now: now.takes[0].ticket is not None)
    for job in fal.fake.jobs.values():
        job.submitted -= 600
    desk = opened()
    lost = finished(desk, made).takes[0]
    assert isinstance(lost.stage, Failed)
    assert (lost.stage.kind, lost.stage.move) == ("KeyGone", "key")
    assert "Bring it again" in lost.stage.message
    assert lost.ticket is not None
    with pytest.raises(Misuse) as told:
        desk.retry(made.id, lost.id, Visitor(id="ann", voter="ann"))
    assert told.value.code == "guest"
    desk.retry(made.id, lost.id, ANN)
    assert finished(desk, made).playable
    assert len(fal.fake.submits) == 1
    assert sent(fal) == {f"Key {KEY}"}


def test_a_ticket_of_the_owner_s_is_fetched_with_the_owner_s_key(
    opened: Opened, fal: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAL_KEY", "owners")
    fal.fake.plan = Plan(delay=600)
    desk = opened()
    made = desk.start(BRIEF, [PIKA])
    until(desk, made, lambda now: now.takes[0].ticket is not None)
    for job in fal.fake.jobs.values():
        job.submitted -= 600
    monkeypatch.delenv("FAL_KEY")
    desk = opened()
    lost = finished(desk, made).takes[0]
    monkeypatch.setenv("FAL_KEY", "owners")
    desk.retry(made.id, lost.id, ANN)
    assert finished(desk, made).playable
    assert sent(fal) == {"Key owners"}


def test_a_take_that_was_never_sent_may_be_tried_again_with_one_s_own_key(opened: Opened, fal: Served) -> None:
    desk = opened()
    fal.fake.key = KEY
    made = finished(desk, desk.start(BRIEF, [PIKA], visitor=Visitor(id="ann", voter="ann", keys={"fal": "wrong"})))
    assert isinstance(made.takes[0].stage, Failed)
    assert made.takes[0].stage.kind == "KeyRejected"
    desk.retry(made.id, made.takes[0].id, ANN)
    assert finished(desk, made).playable


def test_on_an_exposed_page_paid_models_are_off_and_free_ones_are_not(
    opened: Opened, fal: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAL_KEY", "owners")
    desk = opened(exposed=True)
    assert desk.gate.is_shut
    assert [model.id for model in desk.ready()] == ["sketch/one", "sketch/two"]
    assert code(desk, Visitor(id="bob"), PIKA) == "off"
    assert {take.model for take in desk.battle(BRIEF).takes} == {"sketch/one", "sketch/two"}
    assert not fal.fake.submits
    assert finished(desk, desk.start(BRIEF, [PIKA], visitor=ANN)).playable


@pytest.mark.parametrize(("caps", "shut"), [("5", False), ("day=5", False), ("run=1,visitor=1", True), ("", True)])
def test_a_cap_on_the_day_opens_an_exposed_page(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, caps: str, shut: bool
) -> None:
    monkeypatch.setenv("SPLITSCREEN_BUDGET_USD", caps)
    monkeypatch.setenv("FAL_KEY", "owners")
    desk = opened(exposed=True)
    assert desk.gate.is_shut == shut
    assert (PIKA in [model.id for model in desk.ready()]) != shut
    assert not opened().gate.is_shut


def test_a_retry_tells_nothing_of_a_round_whose_names_are_hidden(opened: Opened, fal: Served) -> None:
    desk = opened()
    fal.fake.plan = Plan(ending="error")
    made = finished(desk, desk.start(BRIEF, ["sketch/one", "sketch/two", PIKA], "blind", visitor=ANN))
    failed = next(take for take in made.takes if take.model == PIKA)
    with pytest.raises(Misuse) as told:
        desk.retry(made.id, failed.id, Visitor(id="bob", voter="bob"))
    assert (told.value.code, told.value.detail) == ("final", "")


@pytest.mark.parametrize("key", ["", "  ", "two\nlines", "ключ", "x" * 9000])
def test_what_is_no_key_is_refused_without_quoting_it(opened: Opened, key: str) -> None:
    with pytest.raises(Misuse) as told:
        opened().bring("", "fal", key)
    assert told.value.code == "key_bad"
    assert told.value.detail == ""
    assert told.value.__cause__ is None


@pytest.mark.parametrize("vendor", ["", "sketch", "nobody"])
def test_a_key_is_for_a_vendor_that_takes_one(opened: Opened, vendor: str) -> None:
    with pytest.raises(Misuse, match="whose key"):
        opened().bring("", vendor, KEY)


def test_a_visit_s_secret_is_the_server_s_own_and_no_voter_s_word_opens_it() -> None:
    ring = Keyring()
    visit = ring.bring("", "fal", KEY)
    assert len(visit) > 30
    assert ring.bring(visit, "runway", "another") == visit
    assert ring.visitor("ann", visit).keys == {"fal": KEY, "runway": "another"}
    assert ring.visitor("ann", "ann").keys == ring.visitor("ann").keys == {}
    assert ring.bring("ann", "fal", KEY) != "ann"
    ring.forget(visit)
    assert ring.visitor("ann", visit).keys == {}


def test_the_oldest_visit_makes_room_when_there_are_too_many() -> None:
    ring = Keyring()
    first, *_, last = [ring.bring("", "fal", KEY) for _ in range(MOST + 1)]
    assert ring.visitor("", first).keys == {}
    assert ring.visitor("", last).keys == {"fal": KEY}


def test_where_there_is_a_login_the_budget_knows_people_by_it() -> None:
    assert Keyring().visitor("a-word", user="ann").id == "ann"
    assert Keyring().visitor("a-word").id == "a-word"
