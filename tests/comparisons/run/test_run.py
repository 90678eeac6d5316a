"""Runs over the real studio-like processes and a real server on loopback."""

from __future__ import annotations

import errno
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from comparisons.run.comparison import Comparison, Done, Failed, Sending, Shown, Working, again, fold
from comparisons.run.compose import compose
from comparisons.run.run import Runs
from comparisons.run.store import Store
from providers import Catalogue
from providers.fal import Fal
from providers.kit.terms import Brief, Ticket
from tests.conftest import Served
from tests.fakes.fal import FalFake, Plan
from tests.fakes.loopback import serve
from tests.fakes.sketch import Sketch
from tests.kill.vendor import slowly

CATALOGUE = Catalogue({"sketch": Sketch(), "fal": Fal()})
SHOWN = Shown(lufs=None, gain_db=0.0, peaks=())
Opened = Callable[[], Runs]


def examine(path: Path, seams: tuple[float, ...]) -> Shown:
    assert path.is_file()
    return SHOWN


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """Open the data folder again and again, as restarts do; only the last is left open."""
    made: list[Runs] = []

    def open_again() -> Runs:
        for one in made:
            one.close()
        made.append(Runs(Store(tmp_path), CATALOGUE, examine, workers=2))
        return made[-1]

    yield open_again
    made[-1].close()


def ended(runs: Runs, comparison: Comparison, seconds: float = 60) -> Comparison:
    return until(runs, comparison, lambda now: now.finished, seconds)


def until(runs: Runs, comparison: Comparison, is_so: Callable[[Comparison], bool], seconds: float = 60) -> Comparison:
    limit = time.monotonic() + seconds
    while not is_so(now := runs.get(comparison.id)):
        assert time.monotonic() < limit, f"not so within {seconds} s: {now}"
        time.sleep(0.02)
    return now


def asked(prompt: str, *models: str) -> Comparison:
    return compose(CATALOGUE, Brief(prompt=prompt, seconds=5), models, "open")


def failure(comparison: Comparison, model: str) -> Failed:
    stage = next(take.stage for take in comparison.takes if take.model == model)
    assert isinstance(stage, Failed)
    return stage


def test_local_and_remote_takes_run_side_by_side_and_end_as_files(opened: Opened, tmp_path: Path, fal: Served) -> None:
    runs = opened()
    made = asked("a ball", "sketch/one", "sketch/two", "fal/pika-2.2")
    runs.start(made)
    made = ended(runs, made)
    assert len(made.playable) == 3
    folder = tmp_path / "comparisons" / made.id
    names = {path.name for path in folder.iterdir()}
    expected = {f"{take.id}{kind}" for take in made.takes for kind in (".mp4", ".original.mp4")}
    assert names == expected | {"comparison.json"}
    assert Store(tmp_path).load(made.id) == made


@pytest.mark.parametrize(
    ("order", "kind", "move"),
    [
        ("die", "Crashed", "report"),
        ("break", "Crashed", "report"),
        ("reject", "Rejected", "prompt"),
        ("full", "Crashed", "report"),
    ],
)
def test_one_failure_leaves_the_others_alone(opened: Opened, fal: Served, order: str, kind: str, move: str) -> None:
    runs = opened()
    made = asked(order, "sketch/one", "fal/pika-2.2")
    runs.start(made)
    made = ended(runs, made)
    assert (failure(made, "sketch/one").kind, failure(made, "sketch/one").move) == (kind, move)
    assert [take.model for take in made.playable] == ["fal/pika-2.2"]


def test_a_refusal_says_whose_move_it_is(opened: Opened, fal: Served) -> None:
    fal.fake.plan = Plan(ending="refusal")
    runs = opened()
    made = asked("a ball", "fal/pika-2.2")
    runs.start(made)
    stage = failure(ended(runs, made), "fal/pika-2.2")
    assert (stage.kind, stage.move) == ("Refused", "prompt")


def test_a_lost_key_fails_the_take_and_names_the_variable(
    opened: Opened, fal: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FAL_KEY")
    runs = opened()
    made = asked("a ball", "fal/pika-2.2")
    runs.start(made)
    stage = failure(ended(runs, made), "fal/pika-2.2")
    assert (stage.kind, stage.move) == ("KeyMissing", "key")
    assert "FAL_KEY" in stage.message
    assert not fal.fake.submits


def test_cancel_stops_one_take_and_leaves_the_other(opened: Opened) -> None:
    runs = opened()
    made = compose(CATALOGUE, Brief(prompt="forever"), ["sketch/one", "sketch/two"], "open")
    runs.start(made)
    first, second = made.takes
    until(runs, made, lambda now: all(isinstance(take.stage, Working) for take in now.takes))
    runs.cancel(made.id, first.id)
    now = until(runs, made, lambda now: now.take(first.id).ended)
    assert isinstance(now.take(first.id).stage, Failed)
    assert not now.take(second.id).ended
    runs.cancel(made.id)
    assert {take.stage.kind for take in ended(runs, made).takes if isinstance(take.stage, Failed)} == {"Cancelled"}


def test_a_cancelled_remote_job_is_called_off_at_the_vendor(opened: Opened, fal: Served) -> None:
    fal.fake.plan = Plan(queue=60, delay=90)
    runs = opened()
    made = asked("a ball", "fal/pika-2.2")
    runs.start(made)
    until(runs, made, lambda now: now.takes[0].ticket is not None)
    runs.cancel(made.id)
    assert failure(ended(runs, made), "fal/pika-2.2").kind == "Cancelled"
    assert [job.cancelled for job in fal.fake.jobs.values()] == [True]


def test_a_restart_resumes_a_ticket_and_never_submits_again(opened: Opened, fal: Served) -> None:
    now = 0.0
    fal.fake.clock, fal.fake.plan = lambda: now, Plan(delay=1.0)
    runs = opened()
    made = asked("a ball", "fal/pika-2.2")
    runs.start(made)
    until(runs, made, lambda now: now.takes[0].ticket is not None)
    runs = opened()
    assert runs.resume() == [made.id]
    now = 1.0
    assert len(ended(runs, made).playable) == 1
    assert len(fal.fake.submits) == 1


def test_a_restart_renders_a_local_take_anew(opened: Opened) -> None:
    runs = opened()
    made = asked("a ball", "sketch/one")
    Store(runs._store.root.parent).save(made)
    runs = opened()
    assert runs.resume() == [made.id]
    assert len(ended(runs, made).playable) == 1


def test_a_submit_whose_fate_is_unknown_says_so_and_is_not_repeated(
    opened: Opened, tmp_path: Path, fal: Served
) -> None:
    made = asked("a ball", "fal/pika-2.2")
    Store(tmp_path).save(fold(made, made.takes[0].id, lambda take: replace(take, stage=Sending())))
    runs = opened()
    runs.resume()
    stage = failure(ended(runs, made), "fal/pika-2.2")
    assert stage.kind == "Unsure"
    assert "dashboard" in stage.message
    assert not fal.fake.submits


def test_a_ticket_without_a_key_is_kept(opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = asked("a ball", "fal/pika-2.2")
    ticket = Ticket(model="fal/pika-2.2", data={"status": "s", "result": "r", "cancel": "c"})
    Store(tmp_path).save(fold(made, made.takes[0].id, lambda take: replace(take, ticket=ticket)))
    runs = opened()
    runs.resume()
    assert ended(runs, made).takes[0].ticket == ticket


def test_nothing_is_submitted_when_the_mark_can_t_be_stored(
    opened: Opened, fal: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = opened()
    made = asked("a ball", "fal/pika-2.2")
    save, calls = Store.save, []

    def full_after_the_first(store: Store, comparison: Comparison) -> None:
        calls.append(comparison)
        if len(calls) > 1:
            raise OSError(errno.ENOSPC, "No space left on device")
        save(store, comparison)

    monkeypatch.setattr(Store, "save", full_after_the_first)
    runs.start(made)
    stage = failure(ended(runs, made), "fal/pika-2.2")
    assert (stage.kind, stage.move) == ("NoRoom", "wait")
    assert not fal.fake.submits


def test_a_model_that_can_t_do_the_task_is_born_failed(opened: Opened) -> None:
    made = compose(CATALOGUE, Brief(prompt="a", task="extend"), ["sketch/one"], "open")
    assert failure(made, "sketch/one").kind == "Unsupported"
    runs = opened()
    runs.start(made)
    assert runs.get(made.id) == made


def test_the_order_of_the_takes_is_drawn() -> None:
    orders = {tuple(take.model for take in asked("a", "sketch/one", "sketch/two").takes) for _ in range(40)}
    assert len(orders) == 2


def test_a_finished_take_stands_as_a_clip(opened: Opened) -> None:
    runs = opened()
    made = asked("a ball", "sketch/one")
    runs.start(made)
    stage = ended(runs, made).takes[0].stage
    assert isinstance(stage, Done)
    assert stage.clip.seconds == pytest.approx(1.0, abs=0.05)
    assert stage.clip.path == Path(f"{made.takes[0].id}.mp4")
    assert stage.shown == SHOWN


def test_a_failed_take_is_tried_again_and_what_was_paid_is_fetched_not_paid_again(
    opened: Opened, fal: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 0.0
    fal.fake.clock, fal.fake.plan = lambda: now, Plan(delay=1.0)
    runs = opened()
    made = asked("a ball", "fal/pika-2.2")
    runs.start(made)
    until(runs, made, lambda now: now.takes[0].ticket is not None)
    runs = opened()
    monkeypatch.delenv("FAL_KEY")
    runs.resume()
    lost = ended(runs, made)
    assert failure(lost, "fal/pika-2.2").kind == "KeyMissing"
    assert again(lost.takes[0]) == "free"
    monkeypatch.setenv("FAL_KEY", "test-key")
    now = 1.0
    runs.retry(made.id, made.takes[0].id)
    assert len(ended(runs, made).playable) == 1
    assert len(fal.fake.submits) == 1


def test_a_job_that_came_to_nothing_is_paid_for_again_when_tried_again(opened: Opened, fal: Served) -> None:
    fal.fake.plan = Plan(ending="error")
    runs = opened()
    made = asked("a ball", "fal/pika-2.2")
    runs.start(made)
    assert again(ended(runs, made).takes[0]) == "paid"
    fal.fake.plan = Plan()
    runs.retry(made.id, made.takes[0].id)
    assert len(ended(runs, made).playable) == 1
    assert len(fal.fake.submits) == 2


def test_what_was_refused_or_made_is_not_tried_again(opened: Opened, fal: Served) -> None:
    fal.fake.plan = Plan(ending="refusal")
    runs = opened()
    made = asked("a ball", "fal/pika-2.2", "sketch/one")
    runs.start(made)
    before = ended(runs, made)
    assert [again(take) for take in before.takes] == [None, None]
    for take in before.takes:
        runs.retry(made.id, take.id)
    assert runs.get(made.id) == before


def test_a_cancel_while_the_paid_request_is_on_its_way_says_that_nobody_knows(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = FalFake()
    with serve(slowly(fake.app)) as (url,):
        monkeypatch.setenv("SPLITSCREEN_FAL_BASE", url)
        monkeypatch.setenv("FAL_KEY", "test-key")
        runs = opened()
        made = asked("a ball", "fal/pika-2.2")
        runs.start(made)
        until(runs, made, lambda now: bool(fake.submits))
        runs.cancel(made.id)
        stage = failure(ended(runs, made), "fal/pika-2.2")
    assert stage.kind == "Unsure"
    assert "dashboard" in stage.message
