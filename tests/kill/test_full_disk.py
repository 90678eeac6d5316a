"""A disk that takes no more: the system cuts a write short and refuses the next, by a limit on the size of files.

What is told, and that nothing that was there is hurt, is the same whether the disk or the limit refuses.
"""

from __future__ import annotations

import errno
import os
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

import comparisons.desk as desk_module
from comparisons.desk import Desk, Misuse
from comparisons.run.comparison import Comparison, Failed
from comparisons.votes.ballot import Candidate, Occasion, Vote, judge
from comparisons.votes.errors import NotSaved
from comparisons.votes.log import VoteLog
from providers import Catalogue
from providers.fal import Fal
from providers.kit.terms import Brief
from tests.conftest import Served
from tests.fakes import clips
from tests.fakes.fal import Plan
from tests.fakes.sketch import Sketch


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file of this process, or of one that it starts now, may grow beyond so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(desk_module, "catalogue", lambda: Catalogue({"sketch": Sketch(), "fal": Fal()}))
    made = Desk(tmp_path / "data", workers=1)
    yield made
    made.close()


def ballot(number: int) -> tuple[Vote, ...]:
    shown = [Candidate(take=take, model=f"studio/{take}") for take in "ABC"]
    return judge(
        Occasion(voter="ann", comparison_id=f"battle-{number}", prompt="a ball"), shown, "A", now=datetime.now(UTC)
    )


def until_refused(log: VoteLog) -> tuple[int, str]:
    """How many ballots went in before one did not, and what was said of that."""
    for number in range(1_000):
        try:
            log.append(ballot(number))
        except NotSaved as refusal:
            return number, str(refusal)
    raise AssertionError("the limit was never met")


def finished(desk: Desk, made: Comparison) -> Comparison:
    """As it stands on disk once every take has ended."""
    limit = time.monotonic() + 60
    while (desk.store.folder(made.id) / "unfinished").exists():
        assert time.monotonic() < limit
        time.sleep(0.02)
    return desk.store.load(made.id)


def test_a_vote_that_does_not_fit_is_refused_whole_and_those_before_it_stay(tmp_path: Path) -> None:
    log = VoteLog(tmp_path / "votes.csv")
    with room_for(20_000):
        kept, told = until_refused(log)
    assert "Make room on the disk" in told
    assert os.strerror(errno.EFBIG) in told
    assert kept > 10
    assert list(log.read()["comparison_id"]) == [f"battle-{number}" for number in range(kept) for _ in range(2)]
    assert log.path.read_bytes().endswith(b"\n")
    log.append(ballot(kept))
    assert len(VoteLog(log.path).read()) == 2 * (kept + 1)
    assert not log.path.with_suffix(".torn").exists()


def test_a_comparison_that_can_t_be_stored_is_not_begun_and_the_disk_is_named(desk: Desk) -> None:
    before = finished(desk, desk.start(Brief(prompt="a ball"), ["sketch/one"]))
    with room_for(100), pytest.raises(Misuse, match="Make room on the disk"):
        desk.start(Brief(prompt="a second ball"), ["sketch/one"])
    assert [one.id for one in desk.history()] == [before.id]
    assert desk.clip(before.id, before.takes[0].id).read_bytes()[4:8] == b"ftyp"


def test_a_clip_that_does_not_fit_fails_its_take_and_leaves_no_half_of_it(desk: Desk, fal: Served) -> None:
    fal.fake.plan = Plan(clip=clips.clip() + b"\0" * 200_000)
    with room_for(100_000):
        made = finished(desk, desk.start(Brief(prompt="a ball", seconds=5), ["sketch/one", "fal/pika-2.2"]))
    stage = {take.model: take.stage for take in made.takes}["fal/pika-2.2"]
    assert isinstance(stage, Failed)
    assert (stage.kind, stage.move) == ("NoRoom", "wait")
    assert "Make room" in stage.message
    assert [take.model for take in made.playable] == ["sketch/one"]
    (other,) = made.playable
    assert {path.name for path in desk.store.folder(made.id).iterdir()} == {
        "comparison.json", f"{other.id}.mp4", f"{other.id}.original.mp4",
    }  # fmt: skip


def test_the_ticket_of_a_paid_job_whose_clip_did_not_fit_is_kept(desk: Desk, fal: Served) -> None:
    fal.fake.plan = Plan(clip=clips.clip() + b"\0" * 200_000)
    with room_for(100_000):
        made = finished(desk, desk.start(Brief(prompt="a ball", seconds=5), ["fal/pika-2.2"]))
    (job,) = fal.fake.jobs
    ticket = desk.store.load(made.id).takes[0].ticket
    assert ticket is not None
    assert job in ticket.data["status"]
