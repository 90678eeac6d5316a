from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

from comparisons.run.store import Store, write_whole
from providers.kit.errors import Refused
from tests.comparisons.run.test_comparison import NOW, failed, fold, two_takes


def test_a_comparison_is_found_again_and_marked_until_it_is_finished(tmp_path: Path) -> None:
    store, made = Store(tmp_path), two_takes()
    store.save(made)
    assert Store(tmp_path).load(made.id) == made
    assert store.unfinished() == [made]
    for take in made.takes:
        made = fold(made, take.id, failed(Refused("No."), NOW))
    store.save(made)
    assert store.unfinished() == []
    assert store.recent(5) == [made]


def test_the_newest_come_first_and_damaged_files_are_passed_over(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for name, age in (("aaaaaa", 100), ("bbbbbb", 50)):
        store.save(replace(two_takes(), id=name))
        stamp = NOW.timestamp() - age
        os.utime(store.folder(name) / "comparison.json", (stamp, stamp))
    (tmp_path / "comparisons" / "cccccc").mkdir()
    (tmp_path / "comparisons" / "cccccc" / "comparison.json").write_text("{")
    assert [one.id for one in store.recent(5)] == ["bbbbbb", "aaaaaa"]
    assert [one.id for one in store.recent(2)] == ["bbbbbb"]


@pytest.mark.parametrize("name", ["../../etc", "", "a", "ABCDEF", "a/b/c/d", "x" * 50])
def test_an_id_of_another_shape_never_becomes_a_path(tmp_path: Path, name: str) -> None:
    with pytest.raises(KeyError, match="Not the id"):
        Store(tmp_path).load(name)


def test_an_unknown_id_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="No such comparison here: abcdef"):
        Store(tmp_path).load("abcdef")


def test_a_disk_that_takes_nothing_leaves_the_earlier_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "one.json"
    write_whole(path, b"first")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"second")
    assert path.read_bytes() == b"first"


def test_scratch_begins_empty(tmp_path: Path) -> None:
    store = Store(tmp_path)
    (store.scratch("abcdef", "t1") / "left").write_text("over")
    assert list(store.scratch("abcdef", "t1").iterdir()) == []


def test_a_damaged_record_is_said_to_be_damaged(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.folder("abcdef").mkdir()
    (store.folder("abcdef") / "comparison.json").write_text('{"version": 1}')
    with pytest.raises(KeyError, match="is damaged: abcdef"):
        store.load("abcdef")
