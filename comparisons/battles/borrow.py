"""A battle of clips that exist: the same bytes under new names, in a comparison of its own."""

from __future__ import annotations

import os
import random
import secrets
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import av

from comparisons.battles.spoil import spoil
from comparisons.run import clips
from comparisons.run.battle import Battle
from comparisons.run.comparison import Comparison, Done, Source, Take, utc_now
from comparisons.run.store import Store
from providers.kit.clip import probe
from providers.kit.errors import Trouble


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
    earlier: tuple[str, str] | None = None,
) -> Comparison | None:
    """Store a battle of a clip against itself, spoilt; `None` where it can't be spoilt.

    `earlier` is a comparison and its take, where this clip was spoilt before.
    """
    comparison_id, good = _new(store), renamed(origin.take(take_id))
    link(store, origin.id, take_id, comparison_id, good.id)
    try:
        bad = _again(store, earlier, comparison_id) if earlier else _spoilt(store.folder(comparison_id), good)
    except (av.FFmpegError, ValueError, OSError, KeyError, Trouble):
        store.discard(comparison_id)
        return None
    takes = [good, bad]
    rng.shuffle(takes)
    drawn = Battle(voter=asked.voter, expected=good.id)
    return _stored(store, comparison_id, [(origin, take_id)] * 2, takes, asked, drawn)


def _again(store: Store, earlier: tuple[str, str], into: str) -> Take:
    """What was spoilt for another battle, as a take of this one; `OSError` where it is gone."""
    bad = renamed(store.load(earlier[0]).take(earlier[1]))
    link(store, *earlier, into, bad.id)
    (store.folder(into) / f"{bad.id}.mp4").stat()
    return bad


def _spoilt(folder: Path, good: Take) -> Take:
    """Another take beside a good one, of the same clip spoilt."""
    assert isinstance(good.stage, Done)
    bad, part = renamed(good), folder / "spoilt.mp4"
    assert isinstance(bad.stage, Done)
    spoil(folder / f"{good.id}.mp4", part)
    clip, _ = clips.make_fair(probe(part), folder, bad.id)
    return replace(bad, stage=replace(bad.stage, clip=replace(clip, path=Path(clip.path.name), cost_usd=None)))


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
