"""A battle of clips that exist: the same bytes under new names, in a comparison of its own."""

from __future__ import annotations

import json
import os
import random
import secrets
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import av

from comparisons.battles.flaws import OF_SOUND, NotPlain, fitting
from comparisons.battles.shelf import Spoilt
from comparisons.battles.spoil import spoil
from comparisons.measures.sound import gain_to, listen
from comparisons.run import clips
from comparisons.run.battle import Battle, Round
from comparisons.run.comparison import Comparison, Done, Source, Take, utc_now
from comparisons.run.store import Store, put_in_place
from providers.kit import truth
from providers.kit.clip import probe
from providers.kit.errors import Trouble

BOX = 8
"""Bytes of the smallest box of an MP4."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who wants a battle."""

    voter: str
    visitor: str
    source: Source


def borrow(store: Store, sides: Sequence[tuple[Comparison, str]], asked: Asked, battle: Battle) -> Comparison:
    """Store a battle of these takes of these comparisons, the left side first."""
    comparison_id = _new(store)
    takes = []
    for origin, take_id in sides:
        takes.append(copy := renamed(origin.take(take_id)))
        link(store, origin.id, take_id, comparison_id, copy.id)
    return _stored(store, comparison_id, sides, takes, asked, battle)


def planted(
    store: Store,
    origin: Comparison,
    take_id: str,
    asked: Asked,
    rng: random.Random,
    shown: Round = "whole",
    earlier: Spoilt | None = None,
) -> Comparison | None:
    """Store a battle of a clip against itself, spoilt in a way that can be judged in such a round.

    `earlier`: where this clip was spoilt before; if that can't be judged in such a round, it is shown whole. `None`
    where it can't be spoilt so that it is plain.
    """
    comparison_id, good = _new(store), renamed(origin.take(take_id))
    folder = store.folder(comparison_id)
    link(store, origin.id, take_id, comparison_id, good.id)
    timed = is_timed(truth.beside(store.folder(origin.id) / f"{take_id}.mp4"))
    try:
        if earlier:
            flaw, bad = earlier.flaw, _again(store, earlier, comparison_id)
        else:
            flaw, bad = _spoilt(folder, good, rng.sample(flaws := fitting(shown, _sounds(good), timed), len(flaws)))
        level([folder / f"{take.id}.mp4" for take in (good, bad)])
    except (av.FFmpegError, ValueError, OSError, KeyError, Trouble):
        store.discard(comparison_id)
        return None
    takes = [good, bad]
    rng.shuffle(takes)
    fits = (flaw or "blocks") in fitting(shown, True, shown == "whole")
    drawn = Battle(voter=asked.voter, round=shown if fits else "whole", expected=good.id, flaw=flaw)
    return _stored(store, comparison_id, [(origin, take_id)] * 2, takes, asked, drawn)


def _sounds(take: Take) -> bool:
    return isinstance(take.stage, Done) and take.stage.clip.audio and take.stage.shown.lufs is not None


def _again(store: Store, earlier: Spoilt, into: str) -> Take:
    """What was spoilt for another battle, as a take of this one; `OSError` where it is gone."""
    bad = renamed(store.load(earlier.comparison).take(earlier.take))
    link(store, earlier.comparison, earlier.take, into, bad.id)
    (store.folder(into) / f"{bad.id}.mp4").stat()
    return bad


def _spoilt(folder: Path, good: Take, flaws: Sequence[str]) -> tuple[str, Take]:
    """Another take beside a good one, of the same clip with the first of these flaws that is plain in it.

    All that is told of it before the vote is as of the good one, but for what is told of a sound that is another.
    """
    bad, part = renamed(good), folder / "spoilt.mp4"
    assert isinstance(bad.stage, Done)
    for flaw in flaws:
        try:
            spoil(folder / f"{good.id}.mp4", part, flaw)
        except NotPlain:
            part.unlink(missing_ok=True)
            continue
        clip, _ = clips.make_fair(probe(part), folder, bad.id)
        shown = bad.stage.shown
        if flaw in OF_SOUND:
            sound = listen(clip.path)
            shown = replace(shown, lufs=sound.lufs, gain_db=gain_to(sound), peaks=sound.waveform)
        clip = replace(bad.stage.clip, path=Path(clip.path.name), sha256=clip.sha256)
        return flaw, replace(bad, stage=replace(bad.stage, clip=clip, shown=shown))
    raise NotPlain("No flaw would be plain in this clip")


def level(paths: Sequence[Path]) -> None:
    """Make files of MP4 equally large, by a box of nothing at the end of the smaller: a spoilt clip's size would tell.

    Other names of the same files keep them as they were.
    """
    sizes = [path.stat().st_size for path in paths]
    most = max(sizes)
    size = most if all(one == most or one <= most - BOX for one in sizes) else most + BOX
    for path, given in zip(paths, sizes, strict=True):
        if given < size:
            room = size - given
            new = path.with_suffix(".level")
            new.write_bytes(path.read_bytes() + room.to_bytes(4, "big") + b"free" + bytes(room - BOX))
            os.utime(new, (0, 0))
            put_in_place(new, path)


def is_timed(known: Path) -> bool:
    """Whether a clip's maker tells what is seen to make its sounds: words that are spoken, things that touch."""
    try:
        acts = json.loads(known.read_bytes())["acts"]
        return any(act.get("words") or len(act.get("contacts") or ()) > 2 for act in acts)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return False


def renamed(take: Take) -> Take:
    """The same clip as a take that cost nothing and tells nothing of when it was made."""
    assert isinstance(take.stage, Done)
    take_id = secrets.token_hex(5)
    clip = replace(take.stage.clip, path=take.stage.clip.path.with_name(f"{take_id}.mp4"), cost_usd=None, truth=None)
    return Take(id=take_id, model=take.model, brief=take.brief, estimate_usd=0.0, stage=replace(take.stage, clip=clip))


def link(store: Store, made: str, take: str, into: str, name: str) -> None:
    """A second name for the shown clip and for its maker's own file; copies, on disks that know no such thing."""
    shown = store.folder(made) / f"{take}.mp4"
    new = store.folder(into) / f"{name}.mp4"
    for source, target in ((shown, new), (clips.original(shown), clips.original(new))):
        if source.is_file():
            try:
                os.link(source, target)
            except OSError:
                shutil.copy2(source, target)


def _new(store: Store) -> str:
    comparison_id = secrets.token_hex(6)
    store.folder(comparison_id).mkdir(parents=True)
    return comparison_id


def _stored(
    store: Store,
    comparison_id: str,
    sides: Sequence[tuple[Comparison, str]],
    takes: Sequence[Take],
    asked: Asked,
    battle: Battle,
) -> Comparison:
    first = sides[0][0]
    made = Comparison(
        id=comparison_id, mode="battle", brief=first.brief, takes=tuple(takes), created_at=utc_now(),
        source=asked.source, prompt_id=first.prompt_id, category=first.category, visitor=asked.visitor,
        battle=replace(battle, of=tuple(take for _, take in sides)),
    )  # fmt: skip
    store.save(made)
    return made
