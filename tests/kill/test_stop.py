"""A clean stop in mid-work ends no take: what was paid goes on at the vendor and is fetched by the next life."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.responses import Response

import comparisons.desk as desk_module
from comparisons.desk import Desk
from comparisons.run.comparison import Comparison, Failed
from providers import Catalogue
from providers.fal import Fal
from providers.kit.terms import Brief
from tests.conftest import Served
from tests.fakes import clips
from tests.fakes.fal import FalFake, Plan
from tests.fakes.loopback import serve
from tests.kill.strip import Strip
from tests.kill.vendor import slowly

Opened = Callable[[], Desk]


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    """Open the desk again and again; each time the one before is closed first."""
    monkeypatch.setattr(desk_module, "catalogue", lambda: Catalogue({"strip": Strip(), "fal": Fal()}))
    made: list[Desk] = []

    def open_again() -> Desk:
        for one in made:
            one.close()
        made[:] = [Desk(tmp_path / "data", workers=1)]
        return made[0]

    yield open_again
    made[0].close()


@pytest.fixture
def slow_fal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """fal, whose answers to submits come late and whose clips come in pieces."""
    fake = FalFake(plan=Plan(delay=0.2, clip=clips.clip()))
    with serve(slowly(fake.app)) as (url,):
        monkeypatch.setenv("SPLITSCREEN_FAL_BASE", url)
        monkeypatch.setenv("FAL_KEY", "test-key")
        yield Served(fake, url)


def until(is_so: Callable[[], object]) -> None:
    limit = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < limit
        time.sleep(0.002)


def finished(desk: Desk, made: Comparison) -> Comparison:
    until(lambda: desk.runs.get(made.id).finished)
    return desk.runs.get(made.id)


def test_a_stop_in_mid_render_renders_anew(opened: Opened, tmp_path: Path) -> None:
    desk = opened()
    made = desk.start(Brief(prompt="a ball"), ["strip/one"])
    until(lambda: list(tmp_path.glob("data/comparisons/*/work-*/told.jsonl")))
    assert len(finished(opened(), made).playable) == 1


@pytest.mark.parametrize("moment", ["polling", "downloading"])
def test_a_stop_cancels_no_paid_job_and_the_next_start_fetches_it(
    opened: Opened, slow_fal: Served, tmp_path: Path, moment: str
) -> None:
    desk = opened()
    made = desk.start(Brief(prompt="a ball", seconds=5), ["fal/pika-2.2"])
    work = tmp_path / "data/comparisons" / made.id
    until(lambda: desk.runs.get(made.id).takes[0].ticket and (moment == "polling" or list(work.glob("*/clip.part"))))
    assert len(finished(opened(), made).playable) == 1
    assert len(slow_fal.fake.submits) == 1
    assert not slow_fal.fake.seen.count("PUT")


def test_a_stop_while_a_submit_is_on_its_way_repeats_nothing(opened: Opened, slow_fal: Served) -> None:
    desk = opened()
    made = desk.start(Brief(prompt="a ball", seconds=5), ["fal/pika-2.2"])
    until(lambda: slow_fal.fake.submits)
    (take,) = finished(opened(), made).takes
    assert len(slow_fal.fake.submits) == 1
    assert take.ticket or (isinstance(take.stage, Failed) and take.stage.kind == "Unsure")


def test_a_stop_while_a_vendor_makes_us_wait_ends_nothing(opened: Opened, slow_fal: Served) -> None:
    desk = opened()
    slow_fal.fake.seen.answer("status", *[Response(status_code=503, headers={"Retry-After": "30"})] * 9)
    made = desk.start(Brief(prompt="a ball", seconds=5), ["fal/pika-2.2"])
    until(lambda: slow_fal.fake.seen.count("GET"))
    slow_fal.fake.seen.script.clear()
    assert len(finished(opened(), made).playable) == 1


def test_a_stop_waits_for_the_answer_to_a_paid_request(opened: Opened, slow_fal: Served) -> None:
    desk = opened()
    made = desk.start(Brief(prompt="a ball", seconds=5), ["fal/pika-2.2"])
    until(lambda: slow_fal.fake.submits)
    assert len(finished(opened(), made).playable) == 1
    assert len(slow_fal.fake.submits) == 1
