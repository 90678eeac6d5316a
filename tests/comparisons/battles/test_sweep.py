"""What is left of drawn battles that nobody voted on, and what is never touched."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from comparisons.battles.matches import HELD, Matches
from comparisons.battles.slips import LIFE, BadSlip, Slips
from comparisons.battles.sweep import AGE, Broom, is_over
from comparisons.run.comparison import Comparison, utc_now
from comparisons.run.store import Store
from comparisons.scoreboard import Scoreboard
from comparisons.votes.answers import Skip
from comparisons.votes.ballot import void
from comparisons.votes.log import VoteLog
from tests.comparisons.battles import made
from tests.comparisons.votes import NOW, ballot

ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def plain_battles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPLITSCREEN_CHECKS", "off")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path)
    for place in range(8):
        made(store, f"made{place:02}", ["x/one", "x/two"], f"prompt {place}")
    return store


@pytest.fixture
def log(store: Store) -> VoteLog:
    return VoteLog(store.root.parent / "votes.csv")


def room(store: Store, log: VoteLog, now: datetime | None = None) -> Matches:
    return Matches(store, log, Scoreboard(log).table, random.Random(5), lambda: now or utc_now())


def drawn(room: Matches, voter: str = "ann") -> Comparison:
    found = room.of_clips(voter, voter, "page")
    assert found is not None
    return found


def swept(store: Store, log: VoteLog, later: timedelta = AGE + timedelta(minutes=1)) -> int:
    return Broom(store, log, lambda: utc_now() + later).sweep()


def files(store: Store, one: Comparison) -> list[str]:
    return sorted(path.name for path in store.folder(one.id).iterdir())


def test_of_a_battle_that_nobody_voted_on_the_record_stays_and_its_clips_stay_where_they_were_made(
    store: Store, log: VoteLog
) -> None:
    battle = drawn(room(store, log))
    before = {path: path.read_bytes() for path in store.root.glob("made*/*")}
    assert len(files(store, battle)) == 5
    assert swept(store, log) == 1
    assert files(store, battle) == ["comparison.json"]
    assert store.load(battle.id) == battle
    assert {path: path.read_bytes() for path in before} == before
    assert swept(store, log) == 0


def test_nothing_is_swept_while_a_slip_may_hold(store: Store, log: VoteLog, tmp_path: Path) -> None:
    battle = drawn(room(store, log))
    whole = files(store, battle)
    last = battle.created_at + LIFE
    assert not is_over(battle, last)
    assert is_over(battle, last + timedelta(seconds=1))
    slip = Slips(tmp_path, lambda: last).give("ann", battle.id)
    assert Slips(tmp_path, lambda: last + LIFE - timedelta(seconds=2)).mark(slip, "ann", battle.id)
    assert swept(store, log, 2 * LIFE) == 0
    assert files(store, battle) == whole
    with pytest.raises(BadSlip):
        Slips(tmp_path, lambda: battle.created_at + AGE).mark(slip, "ann", battle.id)


def test_what_a_vote_tells_of_is_kept_whole_also_where_it_was_a_skip_or_was_taken_back(
    store: Store, log: VoteLog
) -> None:
    matches = room(store, log)
    battles = [drawn(matches, voter) for voter in ("ann", "bob", "cleo", "dan", "")]
    log.append(ballot(battle=battles[0].id, voter="ann"))
    log.append(ballot(Skip(reason="alike"), battle=battles[1].id, voter="bob"))  # type: ignore[arg-type]
    log.append(rows := ballot(battle=battles[2].id, voter="cleo"))
    log.append(void(rows, NOW))
    log.append(ballot(battle=battles[3].id, voter="dan"))
    log.append(ballot(battle=battles[4].id, voter="someone"))  # it was drawn for nobody in particular
    assert swept(store, log) == 0
    assert [len(files(store, one)) for one in battles] == [5] * 5


def test_no_one_is_shown_a_clip_again_after_a_sweep_and_a_restart(store: Store, log: VoteLog) -> None:
    first = drawn(room(store, log))
    assert swept(store, log) == 1
    again = room(store, log, utc_now() + AGE)
    prompts = {drawn(again).brief.prompt for _ in range(HELD)}
    assert first.brief.prompt not in prompts


def test_what_a_kill_left_of_a_drawing_goes_and_no_stranger_s_folder_does(store: Store, log: VoteLog) -> None:
    fragment, strange, named = (store.root / name for name in ("abc123abc123", "backup", "def456def456"))
    for folder, name in ((fragment, "0123456789.mp4"), (strange, "holiday.mp4"), (named, "comparison.json")):
        folder.mkdir()
        (folder / name).write_bytes(b"x")
    assert swept(store, log, timedelta(0)) == 0
    assert swept(store, log) == 1
    assert (fragment.exists(), strange.exists(), named.exists()) == (False, True, True)


def test_a_sweep_that_is_killed_leaves_nothing_half_and_the_next_one_ends_it(store: Store, log: VoteLog) -> None:
    matches = room(store, log)
    battles = [drawn(matches, f"v{place}") for place in range(60)]
    voted = battles[::6]
    for one in voted:
        log.append(ballot(battle=one.id, voter=one.battle.voter if one.battle else ""))
    call = (
        "import sys; from pathlib import Path; from comparisons.battles.sweep import *; "
        "from comparisons.run.store import Store; from comparisons.votes.log import VoteLog; data = Path(sys.argv[1]); "
        "Broom(Store(data), VoteLog(data / 'votes.csv'), lambda: utc_now() + 2 * AGE).sweep()"
    )
    left = sum(1 for _ in store.root.glob("*/*.mp4"))
    with subprocess.Popen([sys.executable, "-c", call, str(store.root.parent)], cwd=ROOT) as process:
        limit = time.monotonic() + 60
        while sum(1 for _ in store.root.glob("*/*.mp4")) == left:
            assert process.poll() is None
            assert time.monotonic() < limit
        os.kill(process.pid, signal.SIGKILL)
    assert [store.load(one.id) for one in battles] == battles
    assert [len(files(store, one)) for one in voted] == [5] * 10
    swept(store, log)
    gone = [one for one in battles if one not in voted]
    assert [files(store, one) for one in gone] == [["comparison.json"]] * 50
    assert [len(files(store, one)) for one in voted] == [5] * 10


def test_who_asks_twenty_times_without_a_vote_is_given_the_same_few_in_turn(store: Store, log: VoteLog) -> None:
    matches = room(store, log)
    given = [drawn(matches).id for _ in range(20)]
    assert len(set(given)) == HELD
    assert all(one != other for one, other in pairwise(given))
    assert len(list(store.root.iterdir())) == 8 + HELD
    log.append(ballot(battle=given[-1]))
    assert drawn(matches).id not in given
    assert drawn(room(store, log, utc_now() + 2 * LIFE)).id not in given
