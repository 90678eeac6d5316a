"""Battles that try their voter: a clip against itself spoilt, and a pair once more the other way round."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from comparisons.battles.flaws import PICTURE
from comparisons.battles.matches import Matches
from comparisons.battles.spoil import spoil
from comparisons.booth import Booth
from comparisons.measures.sound import listen
from comparisons.run.comparison import Comparison, Done, Take
from comparisons.run.store import Store
from comparisons.scoreboard import Scoreboard
from comparisons.showing import Seen
from comparisons.ui.view import view
from comparisons.votes.log import VoteLog
from comparisons.votes.voters import planted
from providers.kit.clip import probe
from providers.kit.terms import Flaw
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


@pytest.mark.parametrize(("shown", "flaws"), [("muted", set(PICTURE)), ("sound", {"noise", "clipped"})])
def test_a_planted_pair_is_one_clip_against_itself_spoilt_and_the_record_knows_which_and_how(
    shown: str, flaws: set[str], store: Store, log: VoteLog, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPLITSCREEN_CHECKS", "gold=1")
    monkeypatch.setenv("SPLITSCREEN_ROUNDS", f"{shown}=1")
    made(store, "aaaaaa", ["x/one", "x/two"], film=film)
    found = battle(Matches(store, log, Scoreboard(log).table, random.Random(1)))
    assert found.battle
    assert (found.battle.round, found.battle.flaw in flaws) == (shown, True)
    good, bad = sorted(found.takes, key=lambda take: take.id != found.battle.expected)  # type: ignore[union-attr]
    assert good.model == bad.model
    assert isinstance(good.stage, Done)
    assert isinstance(bad.stage, Done)
    folder = store.folder(found.id)
    assert (folder / good.stage.clip.path).read_bytes().startswith(film.read_bytes())
    assert probe(folder / bad.stage.clip.path).audio
    assert good.stage.clip.sha256 != bad.stage.clip.sha256
    assert (good.stage.shown == bad.stage.shown) == (shown == "muted")
    assert store.load(found.id) == found
    assert {path.name for path in folder.iterdir()} == {
        "comparison.json",
        *(f"{take.id}{end}" for take in (good, bad) for end in (".mp4", ".original.mp4")),
    }
    assert (store.folder("aaaaaa") / "aaaaaat0.mp4").read_bytes() == film.read_bytes()


@pytest.mark.parametrize("shown", ["muted", "sound"])
def test_nothing_but_what_is_seen_and_heard_tells_which_of_a_planted_pair_is_spoilt(
    shown: str, store: Store, log: VoteLog, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPLITSCREEN_CHECKS", "gold=1")
    monkeypatch.setenv("SPLITSCREEN_ROUNDS", f"{shown}=1")
    made(store, "aaaaaa", ["x/one", "x/two"], film=film, lufs=listen(film).lufs)
    found = battle(Matches(store, log, Scoreboard(log).table, random.Random(2)))
    assert found.battle
    files = [store.folder(found.id) / f"{take.id}.mp4" for take in found.takes]
    assert len({path.stat().st_size for path in files}) == 1
    assert spoilt(store, found).stat().st_mtime == 0  # as every clip that was made fair
    for path in files:
        assert probe(path)
        assert b"x264" not in path.read_bytes() or path.stem == found.battle.expected  # that one is as it was given
    blind = view(Seen(comparison=found, hidden=True, voted=False), "en")["takes"]
    own = ("url", "lufs", "gain_db", "peaks")
    one, other = ({key: value for key, value in take["clip"].items() if key not in own} for take in blind)
    assert one == other
    heard = [take["clip"]["lufs"] + take["clip"]["gain_db"] for take in blind]
    assert heard[0] == pytest.approx(heard[1], abs=0.02)


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

    def slowly(source: Path, target: Path, flaw: str) -> None:
        meanwhile.append(battle(room, "bob"))
        spoil(source, target, flaw)

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


def test_a_clip_that_was_made_with_a_flaw_on_purpose_meets_no_other_model_s(store: Store, log: VoteLog) -> None:
    one = made(store, "aaaaaa", ["x/one", "x/two"])
    first, *others = one.takes
    flawed = replace(first, brief=replace(first.brief, flaw=Flaw(kind="hum", strength=-20)))
    store.save(replace(one, takes=(flawed, *others)))
    assert Matches(store, log, Scoreboard(log).table).of_clips("ann", "ann", "page") is None


def test_the_row_of_a_vote_on_a_planted_pair_names_the_flaw_and_the_marks_that_both_clips_carry(
    store: Store, log: VoteLog, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPLITSCREEN_CHECKS", "gold=1")
    monkeypatch.setenv("SPLITSCREEN_ROUNDS", "muted=1")
    one = made(store, "aaaaaa", ["x/one", "x/two"], film=film)
    store.save(replace(one, takes=tuple(bearing(take) for take in one.takes)))
    found = battle(Matches(store, log, Scoreboard(log).table, random.Random(1)))
    booth = Booth(store.root.parent, log)
    booth.vote(found, "ann", found.battle.expected, "page", {"slip": booth.slip(found, "ann")})  # type: ignore[union-attr]
    (row,) = log.read().to_dict("records")
    assert found.battle
    flags = {"gold", "same_model", f"spoilt_{found.battle.flaw}", "left_mark", "right_mark"}
    assert set(row["flags"].split()) == flags
    assert (row["outcome"] == row["expected"], row["round"], row["counted"]) == (True, "muted", False)
    assert [(one.flaw, one.shown, one.right) for one in planted(log.read())] == [(found.battle.flaw, 1, 1)]


def bearing(take: Take) -> Take:
    """The take with a mark that its maker tells of."""
    assert isinstance(take.stage, Done)
    return replace(take, stage=replace(take.stage, clip=replace(take.stage.clip, marked=True)))
