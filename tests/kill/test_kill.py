"""Kill the app with SIGKILL again and again, by chance and at the narrow moments, and count what is left.

Real processes on a real folder: the app's desk with its render workers, and a vendor that outlives it.
"""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
import pytest

from comparisons.run.comparison import Comparison, Done, Failed, Take
from comparisons.run.store import Store
from comparisons.votes.cells import COLUMNS
from comparisons.votes.log import VoteLog
from providers.fal import Fal
from providers.fal.models import MODELS as FALS
from providers.kit.clip import probe, sha256
from tests.kill import aim
from tests.kill.nursery import MODELS

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
MARK = "SPLITSCREEN_TEST_LIFE"
EACH = 6
"""Kills for each aim."""


@dataclass(slots=True)
class Told:
    """What a nursery has said so far, read by a thread."""

    lines: list[str] = field(default_factory=list)
    words: Counter[str] = field(default_factory=Counter)
    more: threading.Condition = field(default_factory=threading.Condition)

    def read(self, pipe: Iterator[str]) -> None:
        for line in pipe:
            with self.more:
                self.lines.append(line.strip())
                self.words[line.split()[0]] += 1
                self.more.notify_all()

    def wait(self, word: str, count: int, seconds: float = 60) -> str:
        """The line with which the word is there so often."""
        with self.more:
            assert self.more.wait_for(lambda: self.words[word] >= count, seconds), f"no {word!r} in {self.lines[-5:]}"
            return [line for line in self.lines if line.startswith(word)][count - 1]

    def of(self, word: str) -> list[list[str]]:
        return [line.split()[1:] for line in self.lines if line.startswith(f"{word} ")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What the kills have left."""

    folder: Path
    told: Told
    kills: int
    submits: list[dict[str, object]]
    mark: str

    @property
    def stored(self) -> list[Comparison]:
        return Store(self.folder).recent(100_000)


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Left:
    """Sixty kills, then one life that sees everything to its end."""
    folder, mark = tmp_path_factory.mktemp("killed"), f"{os.getpid()}-{random.getrandbits(40):x}"
    log, told = folder / "submits.jsonl", Told()
    with vendor(log) as base, nursery(folder / "data", told, base, mark) as process:
        order(process, "begin first")
        told.wait("dead", 1)
        kills = sum(kill(process, told, number, one, folder, log) for number, one in enumerate(moments()))
        order(process, "finish last")
        told.wait("finished", 2)
    submits = [json.loads(line) for line in log.read_text().splitlines()]
    return Left(folder=folder / "data", told=told, kills=kills, submits=submits, mark=mark)


def moments() -> list[aim.Aim]:
    drawn = [one for one in aim.AIMS.values() for _ in range(EACH)]
    random.Random(7).shuffle(drawn)
    return drawn


def kill(process: subprocess.Popen[str], told: Told, number: int, one: aim.Aim, folder: Path, log: Path) -> bool:
    """One life and its end; whether it died by the kill."""
    before = Counter(told.words)
    said = {
        name: lambda name=name: told.words[name] - before[name]
        for name in ("born", "opened", "started", "voting", "voted")
    }
    order(process, f"live {number}")
    child = int(told.wait("born", before["born"] + 1).split()[1])
    aim.wait(one, aim.on_disk(folder / "data", log) | said, random.Random(number))
    os.kill(child, signal.SIGKILL)
    return told.wait("dead", before["dead"] + 1) == f"dead {-signal.SIGKILL}"


def order(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdin
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


@contextmanager
def vendor(log: Path) -> Iterator[str]:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.kill.vendor", "--port", str(port), "--log", str(log)], cwd=ROOT
    )
    try:
        for _ in range(600):
            with socket.socket() as line:
                if not line.connect_ex(("127.0.0.1", port)):
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


@contextmanager
def nursery(folder: Path, told: Told, base: str, mark: str) -> Iterator[subprocess.Popen[str]]:
    keys = {"SPLITSCREEN_FAL_BASE": base, "FAL_KEY": "test-key", MARK: mark, "OPENBLAS_NUM_THREADS": "1"}
    keys["PYTHONWARNINGS"] = "ignore:resource_tracker"  # says of each killed app that it left semaphores
    command = [sys.executable, "-m", "tests.kill.nursery", str(folder)]
    with subprocess.Popen(
        command, cwd=ROOT, env=os.environ | keys, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        reader = threading.Thread(target=told.read, args=[process.stdout], daemon=True)
        reader.start()
        try:
            told.wait("ready", 1)
            yield process
        finally:
            process.kill()
            reader.join(5)


def free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return line.getsockname()[1]


def test_sixty_kills_hit_their_process(left: Left) -> None:
    assert left.kills == EACH * len(aim.AIMS) >= 50


def test_no_acknowledged_vote_is_lost(left: Left) -> None:
    rows = VoteLog(left.folder / "votes.csv").read()
    kept = Counter(zip(rows["comparison_id"], rows["voter"], strict=True))
    acknowledged = {(comparison, voter): int(count) for comparison, voter, count in left.told.of("voted")}
    assert len(acknowledged) > 20
    assert {key: kept[key] for key in acknowledged} == acknowledged


def test_no_row_is_torn_and_no_ballot_is_halved(left: Left) -> None:
    text = (left.folder / "votes.csv").read_bytes()
    assert text.endswith(b"\n")
    rows = pd.read_csv(left.folder / "votes.csv", dtype=str)
    assert list(rows.columns) == list(COLUMNS)
    assert (
        not rows[["schema", "vote_id", "voted_at", "comparison_id", "left_sha256", "outcome", "ballot", "app_version"]]
        .isna()
        .any()
        .any()
    )
    assert set(rows["comment"]) == {'на = с, "кавычками"\nи строкой'}
    wanted = rows["ballot"].map(lambda ballot: json.loads(ballot)["rows"])
    assert (rows.groupby("vote_id")["vote_id"].transform("size") == wanted).all()
    assert not rows.duplicated(["voter", "comparison_id", "left_take", "right_take"]).any()


def test_every_comparison_that_was_accepted_can_be_read_and_is_finished(left: Left) -> None:
    store = Store(left.folder)
    made = {one for (one,) in left.told.of("started")}
    assert len(made) > 5
    assert all(store.load(one).finished for one in made)
    assert len(left.stored) == len(list(store.root.glob("*/comparison.json")))
    assert not store.unfinished()


def test_no_paid_job_is_lost_and_none_is_paid_twice(left: Left) -> None:
    paid = Counter((one["body"]["prompt"], one["path"]) for one in left.submits)
    assert set(paid.values()) == {1}
    ids = {(one["body"]["prompt"], one["path"]): one["id"] for one in left.submits}
    known = dict(_remote_takes(left))
    for key, job in ids.items():
        take = known[key]
        unsure = isinstance(take.stage, Failed) and take.stage.kind == "Unsure"
        assert unsure or (take.ticket and job in take.ticket.data["status"]), f"lost: {key}, {take}"
    assert any(isinstance(take.stage, Failed) for take in known.values()), (
        "no kill fell between a submit and its answer"
    )
    assert {take.stage.kind for take in known.values() if isinstance(take.stage, Failed)} == {"Unsure"}
    assert all(key in ids for key, take in known.items() if take.ticket)


def _remote_takes(left: Left) -> Iterator[tuple[tuple[str, str], Take]]:
    for made in left.stored:
        for take in made.takes:
            if take.model in FALS:
                call = Fal().submit(take.brief, FALS[take.model])
                yield (made.brief.prompt, call.url.removeprefix(Fal.base)), take


def test_every_clip_under_a_final_name_is_whole(left: Left) -> None:
    done = 0
    for made in left.stored:
        folder = Store(left.folder).folder(made.id)
        for take in made.takes:
            if isinstance(take.stage, Done):
                done += 1
                assert probe(folder / f"{take.id}.mp4").seconds == pytest.approx(1.0, abs=0.05)
                assert sha256(folder / f"{take.id}.original.mp4") == take.stage.clip.sha256
    assert done > 10


def test_nothing_half_made_is_left_in_the_folder(left: Left) -> None:
    ends = {f"{take.id}{kind}" for one in left.stored for take in one.takes for kind in (".mp4", ".original.mp4")}
    folders = [folder for folder in Store(left.folder).root.iterdir() if (folder / "comparison.json").exists()]
    found = {path.name for folder in folders for path in folder.iterdir()}
    assert found - ends == {"comparison.json"}


def test_every_model_came_to_its_clips_in_spite_of_it_all(left: Left) -> None:
    done = Counter(take.model for one in left.stored for take in one.playable)
    assert all(done[model] for model in MODELS)


def test_no_process_of_a_killed_app_lives_on(left: Left) -> None:
    limit = time.monotonic() + 20
    while (alive := _alive(left.mark)) and time.monotonic() < limit:
        time.sleep(0.1)
    assert not alive


def _alive(mark: str) -> list[str]:
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"{MARK}={mark}".encode() in (process / "environ").read_bytes():
                found.append((process / "cmdline").read_text().replace("\0", " "))
        except OSError:  # another's, or gone meanwhile
            continue
    return found
