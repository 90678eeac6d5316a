"""A take of several steps through restarts, failures and tries again: what is paid is paid once, and said so."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from comparisons.run.comparison import Comparison, Done, Failed, Sending, again, fold
from comparisons.run.compose import compose
from comparisons.run.run import Runs
from comparisons.run.store import Store
from providers import Catalogue
from providers.fal import Fal
from providers.kit.settle import CHAINED
from providers.kit.terms import Brief, Media, Note
from tests.comparisons.run.test_run import ended, examine, failure, until
from tests.conftest import Served
from tests.fakes import clips
from tests.fakes.fal import Plan
from tests.fakes.sketch import Sketch
from tests.fakes.voice import Voice

CATALOGUE = Catalogue({"sketch": Sketch(), "fal": Fal(), "voice": Voice()})
PIKA = "fal/pika-2.2"
Opened = Callable[[], Runs]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """Open the data folder again and again, as restarts do; only the last is left open."""
    made: list[Runs] = []

    def open_again() -> Runs:
        for one in made:
            one.close()
        made[:] = [Runs(Store(tmp_path / "data"), CATALOGUE, examine, workers=1)]
        return made[0]

    yield open_again
    made[0].close()


@pytest.fixture
def extension(tmp_path: Path) -> Comparison:
    """A clip of a second, to be extended by two pieces."""
    path = tmp_path / "before.mp4"
    path.write_bytes(clips.clip(1.0))
    brief = Brief(prompt="on", task="extend", seconds=20, video=Media(path=path, mime="video/mp4"))
    return compose(CATALOGUE, brief, [PIKA], "open")


def silent(sound_by: str = "voice/one") -> Comparison:
    return compose(CATALOGUE, Brief(prompt="a ball", seconds=5), [PIKA], "open", sound_by=sound_by)


def work(tmp_path: Path, made: Comparison) -> list[str]:
    folder = tmp_path / "data/comparisons" / made.id
    return sorted(path.relative_to(folder).as_posix() for path in folder.glob("work-*/*"))


def test_a_chain_is_a_take_like_any_other(opened: Opened, extension: Comparison, fal: Served, tmp_path: Path) -> None:
    runs = opened()
    runs.start(extension)
    (take,) = ended(runs, extension).takes
    assert isinstance(take.stage, Done)
    assert take.notes == (CHAINED,)
    assert take.stage.clip.seams == (1.0, 1.958)
    assert take.steps == 2
    assert len(fal.fake.submits) == 2
    until(runs, extension, lambda _: not Store(tmp_path / "data").work(extension.id, take.id).exists())


@pytest.mark.parametrize("step", ["0", "1"])
def test_a_restart_within_a_step_resumes_that_step(
    opened: Opened, extension: Comparison, fal: Served, step: str
) -> None:
    fal.fake.plan = Plan(delay=0.6)
    runs = opened()
    runs.start(extension)
    until(runs, extension, lambda now: bool(now.takes[0].ticket and now.takes[0].ticket.data["chain.step"] == step))
    runs = opened()
    assert runs.resume() == [extension.id]
    assert len(ended(runs, extension).playable) == 1
    assert len(fal.fake.submits) == 2


def stopped_after(steps: int, opened: Opened, made: Comparison, fal: Served) -> tuple[Runs, Comparison]:
    """A chain whose next piece is sent, and the app with it, before the answer came."""
    fal.fake.plans = [Plan() for _ in range(steps)]
    fal.fake.plan = Plan(ending="error")
    runs = opened()
    runs.start(made)
    lost = ended(runs, made)
    store = runs._store
    take = lost.takes[0]
    assert (take.steps, failure(lost, PIKA).kind) == (steps, "Failed")
    sent = replace(take, stage=Sending(), ticket=None, ended_at=None)
    store.save(replace(lost, takes=(sent,)))
    fal.fake.plan = Plan()
    return opened(), made


def test_a_piece_whose_submit_has_no_answer_ends_as_unsure_though_an_earlier_piece_was_made(
    opened: Opened, extension: Comparison, fal: Served
) -> None:
    runs, made = stopped_after(1, opened, extension, fal)
    before = len(fal.fake.submits)
    runs.resume()
    now = ended(runs, made)
    assert failure(now, PIKA).kind == "Unsure"
    assert again(now.takes[0]) == "paid"
    assert len(fal.fake.submits) == before
    runs.retry(made.id, made.takes[0].id)
    assert len(ended(runs, made).playable) == 1
    assert len(fal.fake.submits) == before + 1


def test_a_failed_piece_is_tried_again_from_where_the_chain_stood(
    opened: Opened, extension: Comparison, fal: Served, tmp_path: Path
) -> None:
    fal.fake.plans = [Plan(), Plan(ending="error")]
    runs = opened()
    runs.start(extension)
    lost = ended(runs, extension)
    assert again(lost.takes[0]) == "paid"
    assert [path.split("/")[1] for path in work(tmp_path, extension)] == ["step-0.json", "step-0.mp4"]
    runs = opened()
    runs.resume()
    runs.retry(extension.id, extension.takes[0].id)
    assert len(ended(runs, extension).playable) == 1
    assert len(fal.fake.submits) == 3
    until(runs, extension, lambda _: not work(tmp_path, extension))


def test_a_ticket_of_any_step_but_the_last_does_not_make_a_try_free(
    opened: Opened, extension: Comparison, fal: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    fal.fake.plan = Plan(delay=0.4)
    runs = opened()
    with monkeypatch.context() as hasty:
        hasty.setattr(Fal, "patience", 0.2)
        runs.start(extension)
        lost = ended(runs, extension)
    assert failure(lost, PIKA).kind == "TimedOut"
    assert again(lost.takes[0]) == "paid"
    fal.fake.plan = Plan()
    runs.retry(extension.id, extension.takes[0].id)
    assert len(ended(runs, extension).playable) == 1
    assert len(fal.fake.submits) == 2


def test_pieces_that_are_gone_say_so_and_only_a_person_s_try_pays_for_them_again(
    opened: Opened, extension: Comparison, fal: Served, tmp_path: Path
) -> None:
    runs, made = stopped_after(1, opened, extension, fal)
    store = Store(tmp_path / "data")
    store.save(fold(store.load(made.id), made.takes[0].id, lambda take: replace(take, stage=extension.takes[0].stage)))
    shutil.rmtree(store.work(made.id, made.takes[0].id))
    before = len(fal.fake.submits)
    runs = opened()
    runs.resume()
    now = ended(runs, made)
    assert failure(now, PIKA).kind == "Gone"
    assert len(fal.fake.submits) == before
    assert again(now.takes[0]) == "paid"
    runs.retry(made.id, made.takes[0].id)
    assert len(ended(runs, made).playable) == 1
    assert len(fal.fake.submits) == before + 2


def test_what_a_crash_has_left_of_finished_takes_is_swept_away(
    opened: Opened, extension: Comparison, fal: Served, tmp_path: Path
) -> None:
    runs = opened()
    runs.start(extension)
    left = Store(tmp_path / "data").work(extension.id, extension.takes[0].id)
    ended(runs, extension)
    until(runs, extension, lambda _: not left.exists())
    left.mkdir()
    (left / "step-0.mp4").write_bytes(b"left behind")
    opened().resume()
    assert not left.exists()


def test_a_cancelled_step_is_called_off_at_its_own_vendor(opened: Opened, fal: Served, voice: Served) -> None:
    fal.fake.plan = Plan(clip=clips.clip(1.0, sound=False))
    voice.fake.plan = Plan(queue=60, delay=90)
    runs, made = opened(), silent()
    runs.start(made)
    until(runs, made, lambda now: bool(now.takes[0].ticket and now.takes[0].ticket.model == "voice/one"))
    runs.cancel(made.id)
    assert failure(ended(runs, made), PIKA).kind == "Cancelled"
    assert [job.cancelled for job in voice.fake.jobs.values()] == [True]
    assert not fal.fake.seen.count("PUT")


def test_a_take_says_by_whom_its_sound_was_added(opened: Opened, fal: Served, voice: Served) -> None:
    fal.fake.plan = Plan(clip=clips.clip(1.0, sound=False))
    runs, made = opened(), silent()
    assert made.takes[0].sound_by == "voice/one"
    runs.start(made)
    (take,) = ended(runs, made).takes
    assert isinstance(take.stage, Done)
    assert take.stage.clip.audio
    assert take.notes == (Note(field="sound", asked="", given="added by Voice"),)
    assert Store(runs._store.root.parent).load(made.id).takes == (take,)


def test_a_restart_while_the_sound_is_made_pays_for_nothing_twice(opened: Opened, fal: Served, voice: Served) -> None:
    fal.fake.plan = Plan(clip=clips.clip(1.0, sound=False))
    voice.fake.plan = Plan(delay=0.6, clip=clips.sound_only())
    runs, made = opened(), silent()
    runs.start(made)
    until(runs, made, lambda now: bool(now.takes[0].ticket and now.takes[0].ticket.model == "voice/one"))
    runs = opened()
    runs.resume()
    assert len(ended(runs, made).playable) == 1
    assert (len(fal.fake.submits), len(voice.fake.submits)) == (1, 1)


def test_a_silent_clip_made_here_is_given_sound_too(
    opened: Opened, voice: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = compose(CATALOGUE, Brief(prompt="silent ball", seconds=1), ["sketch/one"], "open", sound_by="voice/one")
    runs = opened()
    runs.start(made)
    (take,) = ended(runs, made).takes
    assert isinstance(take.stage, Done)
    assert [note.field for note in take.notes] == ["sound"]
    assert len(voice.fake.submits) == 1


def test_a_model_that_adds_sound_makes_no_clip_by_itself() -> None:
    made = compose(CATALOGUE, Brief(prompt="a ball"), ["voice/one"], "open")
    assert isinstance(made.takes[0].stage, Failed)
    assert failure(made, "voice/one").kind == "Unsupported"
