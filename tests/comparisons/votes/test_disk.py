"""A vote is a promise once the disk has it, and not before."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from comparisons.votes.errors import AlreadyVoted, NotSaved
from comparisons.votes.log import VoteLog
from tests.comparisons.votes import ballot


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "votes.csv"


def test_a_vote_counts_as_given_only_once_the_disk_has_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log, seen, sync = VoteLog(path), [], os.fsync

    def watched(file: int) -> None:
        seen.append(log.voted("ann", "c1"))
        sync(file)

    monkeypatch.setattr(os, "fsync", watched)
    log.append(ballot())
    assert seen == [False]
    assert log.voted("ann", "c1")


def test_a_vote_that_the_disk_may_have_lost_is_neither_told_as_given_nor_taken_twice(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = VoteLog(path)

    def broken(_: int) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", broken)
        with pytest.raises(NotSaved, match="nobody knows if it was kept"):
            log.append(ballot())
    assert not log.voted("ann", "c1")
    with pytest.raises(AlreadyVoted):
        log.append(ballot())
