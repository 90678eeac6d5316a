"""Kill the app while it extends clips piece by piece: no piece is paid for twice, and none that was made is lost."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest

from comparisons.run.comparison import Done, Failed, Take
from comparisons.run.store import Store
from providers.kit.clip import probe
from tests.fakes import clips
from tests.kill import aim
from tests.kill.test_kill import Told, nursery, order, vendor

pytestmark = pytest.mark.slow
KILLS = 24
AIMS = (
    aim.Aim(seen="submits", most=0.04),
    aim.Aim(seen="submits", most=0.4),
    aim.Aim(seen="steps", most=0.02),
    aim.Aim(seen="steps", most=0.3),
    aim.Aim(seen="opened", most=1.2),
    aim.Aim(seen="clips", most=0.02),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What the kills have left."""

    folder: Path
    kills: int
    pieces: Counter[tuple[str, str]]
    """Submits by prompt and by the picture that the piece starts from."""
    takes: dict[str, Take]
    """By prompt."""


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Left:
    """Lives that extend clips and are killed, then one that sees everything to its end."""
    folder, mark = tmp_path_factory.mktemp("killed"), f"{os.getpid()}-{random.getrandbits(40):x}"
    (folder / "before.mp4").write_bytes(clips.clip(0.5))
    log, told = folder / "submits.jsonl", Told()
    with vendor(log) as base, nursery(folder / "data", told, base, mark) as process:
        kills = sum(kill(process, told, number, AIMS[number % len(AIMS)], folder, log) for number in range(KILLS))
        order(process, "finish last")
        told.wait("finished", 1)
    submits = [json.loads(line) for line in log.read_text().splitlines()]
    pieces = Counter((one["body"]["prompt"], one["body"]["image_url"]) for one in submits if one["event"] == "submit")
    stored = Store(folder / "data").recent(100_000)
    takes = {made.brief.prompt: made.takes[0] for made in stored}
    return Left(folder=folder / "data", kills=kills, pieces=pieces, takes=takes)


def kill(process: subprocess.Popen[str], told: Told, number: int, one: aim.Aim, folder: Path, log: Path) -> bool:
    """One life and its end; whether it died by the kill."""
    before = Counter(told.words)
    said = {name: lambda name=name: told.words[name] - before[name] for name in ("born", "opened")}
    order(process, f"extend {number}")
    child = int(told.wait("born", before["born"] + 1).split()[1])
    aim.wait(one, aim.on_disk(folder / "data", log) | said, random.Random(number))
    os.kill(child, signal.SIGKILL)
    return told.wait("dead", before["dead"] + 1) == f"dead {-signal.SIGKILL}"


def test_the_kills_hit_their_process(left: Left) -> None:
    assert left.kills == KILLS


def test_no_piece_is_paid_for_twice(left: Left) -> None:
    assert left.pieces
    assert set(left.pieces.values()) == {1}


def test_every_extension_is_whole_or_says_that_nobody_knows(left: Left) -> None:
    paid: defaultdict[str, int] = defaultdict(int)
    for (prompt, _), count in left.pieces.items():
        paid[prompt] += count
    done = [prompt for prompt, take in left.takes.items() if isinstance(take.stage, Done)]
    assert done
    assert {paid[prompt] for prompt in done} == {2}
    lost = {take.stage.kind for take in left.takes.values() if isinstance(take.stage, Failed)}
    assert lost <= {"Unsure"}
    assert all(count <= 2 for count in paid.values())


def test_every_extended_clip_plays_and_knows_its_seams(left: Left) -> None:
    store = Store(left.folder)
    for made in store.recent(100_000):
        (take,) = made.takes
        if isinstance(take.stage, Done):
            assert len(take.stage.clip.seams) == 2
            shown = probe(store.folder(made.id) / f"{take.id}.mp4")
            assert shown.seconds == pytest.approx(take.stage.clip.seconds, abs=0.1)
            assert not store.work(made.id, take.id).exists()
