"""Battles that try their voter: a clip against itself spoilt, and a pair once more the other way round."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import av
import numpy as np
import pytest

from comparisons.battles.matches import Matches
from comparisons.battles.spoil import spoil
from comparisons.run.comparison import Comparison, Done
from comparisons.run.store import Store
from comparisons.scoreboard import Scoreboard
from comparisons.votes.log import VoteLog
from providers.kit.clip import probe
from tests.comparisons.battles import made
from tests.comparisons.votes import ballot
from tests.fakes import clips


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("film") / "film.mp4"
    path.write_bytes(clips.clip(1.0))
    return path


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


@pytest.fixture
def log(store: Store) -> VoteLog:
    return VoteLog(store.root.parent / "votes.csv")


def battle(room: Matches, voter: str = "ann") -> Comparison:
    found = room.of_clips(voter, voter, "page")
    assert found is not None
    assert found.battle is not None
    return found


def spoilt(store: Store, made: Comparison) -> Path:
    """The worse clip of a planted pair."""
    assert made.battle
    assert made.battle.expected
    bad = next(take for take in made.takes if take.id != made.battle.expected)
    return store.folder(made.id) / f"{bad.id}.mp4"


def picture(path: Path) -> np.ndarray:
    with av.open(str(path)) as file:
        return next(file.decode(video=0)).to_ndarray(format="gray").astype(float)


def test_a_spoilt_clip_is_as_long_and_sounds_alike(film: Path, tmp_path: Path) -> None:
    spoil(film, tmp_path / "bad.mp4")
    good, bad = probe(film), probe(tmp_path / "bad.mp4")
    assert bad.seconds == pytest.approx(good.seconds, abs=0.05)
    assert (bad.width, bad.height, bad.audio) == (good.width, good.height, good.audio)
    with av.open(str(film)) as one, av.open(str(tmp_path / "bad.mp4")) as other:
        heard = [b"".join(bytes(packet) for packet in each.demux(audio=0)) for each in (one, other)]
    assert heard[0] == heard[1]


def test_a_spoilt_picture_is_made_of_blocks(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (216, 384, 3), dtype=np.uint8)
    with av.open(str(tmp_path / "noise.mp4"), "w") as file:
        stream = file.add_stream("libx264", rate=24, options={"crf": "10"})
        stream.width, stream.height, stream.pix_fmt = 384, 216, "yuv420p"
        for _ in range(3):
            file.mux(stream.encode(av.VideoFrame.from_ndarray(noise, format="rgb24")))
        file.mux(stream.encode(None))
    spoil(tmp_path / "noise.mp4", tmp_path / "bad.mp4")
    good, bad = picture(tmp_path / "noise.mp4"), picture(tmp_path / "bad.mp4")
    assert np.abs(np.diff(bad, axis=1)).mean() < np.abs(np.diff(good, axis=1)).mean() / 10


def test_a_planted_pair_is_one_clip_against_itself_spoilt_and_the_record_knows_which(
    store: Store, log: VoteLog, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPLITSCREEN_CHECKS", "gold=1")
    made(store, "aaaaaa", ["x/one", "x/two"], film=film)
    found = battle(Matches(store, log, Scoreboard(log).table, random.Random(1)))
    assert found.battle
    good, bad = sorted(found.takes, key=lambda take: take.id != found.battle.expected)  # type: ignore[union-attr]
    assert good.model == bad.model
    assert isinstance(good.stage, Done)
    assert isinstance(bad.stage, Done)
    folder = store.folder(found.id)
    assert (folder / good.stage.clip.path).read_bytes() == film.read_bytes()
    assert (folder / bad.stage.clip.path).read_bytes() != film.read_bytes()
    assert probe(folder / bad.stage.clip.path).audio
    assert b"x264" not in (folder / bad.stage.clip.path).read_bytes()
    assert good.stage.shown == bad.stage.shown
    assert store.load(found.id) == found
    assert {path.name for path in folder.iterdir()} == {
        "comparison.json",
        *(f"{take.id}{end}" for take in (good, bad) for end in (".mp4", ".original.mp4")),
    }


def test_once_enough_clips_were_spoilt_they_are_shown_to_others_and_no_more_are_spoilt(
    store: Store, log: VoteLog, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPLITSCREEN_CHECKS", "gold=1")
    monkeypatch.setattr("comparisons.battles.matches.GOLD", 1)
    made(store, "aaaaaa", ["x/one", "x/two"], film=film)
    found = [
        battle(Matches(store, log, Scoreboard(log).table, random.Random(place)), f"v{place}") for place in range(4)
    ]
    assert len({one.battle.of[0] for one in found if one.battle}) == 1
    assert len({spoilt(store, one).stat().st_ino for one in found}) == 1
    assert len({take.id for one in found for take in one.takes}) == 8
    shutil.rmtree(store.folder(found[0].id))
    assert probe(spoilt(store, battle(Matches(store, log, Scoreboard(log).table), "later"))).audio


def test_while_a_clip_is_spoilt_nobody_else_waits_for_another(
    store: Store, log: VoteLog, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPLITSCREEN_CHECKS", "gold=1")
    made(store, "aaaaaa", ["x/one", "x/two"], film=film)
    room, meanwhile = Matches(store, log, Scoreboard(log).table), list[Comparison]()

    def slowly(source: Path, target: Path) -> None:
        meanwhile.append(battle(room, "bob"))
        spoil(source, target)

    monkeypatch.setattr("comparisons.battles.borrow.spoil", slowly)
    first = battle(room)
    assert first.battle
    assert first.battle.expected
    assert [one.battle.expected for one in meanwhile if one.battle] == [""]


def test_a_clip_that_can_t_be_spoilt_tries_nobody(store: Store, log: VoteLog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPLITSCREEN_CHECKS", "gold=1")
    made(store, "aaaaaa", ["x/one", "x/two"])  # its clips are a few bytes
    found = battle(Matches(store, log, Scoreboard(log).table, random.Random(1)))
    assert found.battle
    assert found.battle.expected == ""
    assert len(list(store.root.iterdir())) == 2


def test_a_pair_that_was_judged_comes_once_more_with_its_sides_swapped_and_not_at_once(
    store: Store, log: VoteLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPLITSCREEN_CHECKS", "repeat=1")
    for place in range(9):
        made(store, f"made{place:02}", ["x/one", "x/two"], f"prompt {place}")
    room, given = Matches(store, log, Scoreboard(log).table, random.Random(1)), list[Comparison]()
    for _ in range(8):
        given.append(battle(room))
        log.append(ballot(battle=given[-1].id))
    repeats = [one for one in given if one.battle and one.battle.repeat]
    assert given.index(repeats[0]) == 4
    first = next(
        one for one in given if repeats[0].battle and {take.id for take in one.takes} == set(repeats[0].battle.of)
    )
    assert [hash_of(take) for take in repeats[0].takes] == [hash_of(take) for take in reversed(first.takes)]
    assert len({frozenset(of(one)) for one in repeats}) == len(repeats)


def of(battle: Comparison) -> tuple[str, ...]:
    return battle.battle.of if battle.battle else ()


def hash_of(take: object) -> str:
    return take.stage.clip.sha256  # type: ignore[attr-defined]
