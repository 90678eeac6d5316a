"""Renders in processes of their own: they wait in line, can be stopped one by one, and die without harm."""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from providers.kit import workers
from providers.kit.errors import Crashed, Rejected
from providers.kit.events import Delivered, Event, Noted, Showing
from providers.kit.terms import Brief, Note, Waiting
from providers.kit.workers import Apart, Workers
from providers.studio import Studio
from tests.fakes.sketch import ONE, Sketch


@pytest.fixture
async def pool() -> AsyncIterator[Workers]:
    made = Workers(1)
    yield made
    await made.close()


async def told(pool: Workers, folder: Path, prompt: str) -> list[Event]:
    folder.mkdir()
    return [event async for event in pool.render(Sketch(), Brief(prompt=prompt), ONE, folder)]


async def test_a_render_tells_its_progress_and_at_last_its_clip(pool: Workers, tmp_path: Path) -> None:
    events = await told(pool, tmp_path / "a", "a ball")
    assert events[0] == Waiting(phase="running", fraction=0.0)
    assert isinstance(events[-1], Delivered)
    assert events[-1].clip.path.is_file()


async def test_who_finds_every_worker_busy_waits_in_line_with_a_place(pool: Workers, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    first = pool.render(Sketch(), Brief(prompt="forever"), ONE, tmp_path / "a")
    assert await anext(first) == Waiting(phase="running", fraction=0.0)
    (tmp_path / "b").mkdir()
    second = pool.render(Sketch(), Brief(prompt="a ball"), ONE, tmp_path / "b")
    assert await anext(second) == Waiting(phase="queued", place=1)
    await first.aclose()
    assert isinstance([event async for event in second][-1], Delivered)


@pytest.mark.parametrize(
    ("order", "kind", "words"),
    [
        ("die", Crashed, "The renderer died"),
        ("break", Crashed, "RuntimeError: a bug"),
        ("full", Crashed, "Make room on the disk"),
        ("reject", Rejected, "Say something else"),
    ],
)
async def test_a_render_that_fails_says_why_and_the_next_one_works(
    pool: Workers, tmp_path: Path, order: str, kind: type[Exception], words: str
) -> None:
    with pytest.raises(kind, match=words):
        await told(pool, tmp_path / "a", order)
    assert isinstance((await told(pool, tmp_path / "b", "a ball"))[-1], Delivered)


async def test_a_failure_is_told_to_who_asked_and_to_no_log(
    pool: Workers, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Crashed):
        await told(pool, tmp_path / "a", "break")
    gc.collect()
    assert not caplog.records


def test_progress_is_written_in_steps_that_are_worth_a_look(tmp_path: Path) -> None:
    report, told = workers._reporter(tmp_path, os.getppid()), workers._Told(tmp_path / workers.TOLD)
    assert (told.news(), told.last.fraction) == ([], 0.0)
    report(0.5)
    report(0.501)
    assert (told.news(), told.last) == ([], Waiting(phase="running", fraction=0.5))
    with told.path.open("a") as file:
        file.write('{"phase": "running", "fr')  # its writer was killed
    assert (told.news(), told.last.fraction) == ([], 0.5)


def test_a_render_may_tell_a_place_in_a_line_and_what_gave_way_each_once(tmp_path: Path) -> None:
    report, told = workers._reporter(tmp_path, os.getppid()), workers._Told(tmp_path / workers.TOLD)
    lost = Noted(note=Note(field="seed", asked="5", given=""))
    for _ in range(3):
        report(Waiting(phase="queued", place=2))
    report(lost)
    assert (told.news(), told.last) == ([lost], Waiting(phase="queued", place=2))
    assert len(told.path.read_text().splitlines()) == 2
    report(0)
    assert (told.news(), told.last) == ([], Waiting(phase="running", fraction=0))


def test_what_there_is_to_look_at_lies_in_the_render_s_own_folder(tmp_path: Path) -> None:
    report, told = workers._reporter(tmp_path, os.getppid()), workers._Told(tmp_path / workers.TOLD)
    report(Showing(picture=tmp_path / "first", film=Path("/etc/passwd")))
    report(Showing(picture=tmp_path / "first"))
    assert told.news() == [
        Showing(picture=tmp_path / "first", film=tmp_path / "passwd"), Showing(picture=tmp_path / "first")
    ]  # fmt: skip


async def test_who_waits_has_a_process_of_its_own_which_goes_with_it(tmp_path: Path) -> None:
    apart = Apart(size=1)
    (tmp_path / "a").mkdir()
    first = apart.render(Sketch(), Brief(prompt="forever"), ONE, tmp_path / "a")
    assert await anext(first) == Waiting(phase="running", fraction=0.0)
    (tmp_path / "b").mkdir()
    other = apart.render(Sketch(), Brief(prompt="a ball"), ONE, tmp_path / "b")
    second = asyncio.ensure_future(anext(other))
    assert not (await asyncio.wait([second], timeout=0))[0]
    await first.aclose()
    assert await second == Waiting(phase="running", fraction=0.0)
    assert isinstance([event async for event in other][-1], Delivered)


def test_a_render_whose_app_is_dead_removes_its_folder_and_ends(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    if not (child := os.fork()):
        workers._reporter(folder, -1)(0.1)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 1
    assert not folder.exists()


def test_the_plain_function_of_a_worker_renders(tmp_path: Path) -> None:
    clip = workers._render(Sketch(), Brief(prompt="a ball"), ONE, tmp_path, os.getppid())
    assert clip.audio


@dataclass(frozen=True)
class Eager(Sketch):
    """Notes in a folder which processes were prepared."""

    folder: Path

    def prepare(self) -> None:
        (self.folder / str(os.getpid())).touch()


async def test_the_worker_that_comes_after_a_cancelled_render_is_prepared_too(pool: Workers, tmp_path: Path) -> None:
    (tmp_path / "ready").mkdir()
    pool.prepare(Eager(tmp_path / "ready"))
    (tmp_path / "a").mkdir()
    first = pool.render(Sketch(), Brief(prompt="forever"), ONE, tmp_path / "a")
    while not (await anext(first)).fraction:  # a worker has begun it
        pass
    await first.aclose()
    assert isinstance((await told(pool, tmp_path / "b", "a ball"))[-1], Delivered)
    assert len(list((tmp_path / "ready").iterdir())) == 2


async def test_workers_that_were_prepared_render_as_ever(tmp_path: Path) -> None:
    pool = Workers(2)
    pool.prepare(Studio())
    events = [event async for event in pool.render(Sketch(), Brief(prompt="a ball"), ONE, tmp_path)]
    await pool.close()
    assert isinstance(events[-1], Delivered)
