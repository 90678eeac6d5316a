"""What a person sees and hears of a comparison, and what of that a ballot notes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from comparisons.measures.mark import marked
from comparisons.measures.seam import jumps
from comparisons.measures.sound import gain_to, listen
from comparisons.misuse import Misuse
from comparisons.run.comparison import Comparison, Done, Seam, Shown, Take, shows
from comparisons.run.sheet import Panel, side_by_side
from comparisons.votes.answers import Answer
from providers import Catalogue
from providers.kit.events import Showing


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A comparison as one person may see it."""

    comparison: Comparison
    hidden: bool
    """Whether names, and all that would tell them, must not be sent."""
    voted: bool
    """Whether this person has voted on it."""
    answer: Answer | None = None
    """What was answered, where that was a moment ago."""
    voter: str = ""
    """Who this person is."""
    may_vote: bool = True
    """Whether it was drawn for this person, or for nobody."""
    slip: str = ""
    """What a vote on a battle has to come with."""
    undo_s: float = 0.0
    """Seconds for which the vote can be taken back."""
    over: bool = False
    """Whether it was a drawn battle that this person can't vote on any more."""


def preview(comparison: Comparison, take: Take) -> Showing | None:
    """What can be looked at of a take while it is made; nothing in a blind round: looks and haste would tell."""
    return shows(take) if comparison.mode == "open" else None


def sheet(seen: Seen, clip: Callable[[str], Path], catalogue: Catalogue, folder: Path, heard: str | None) -> Path:
    """All clips as one file in `folder`, as `Desk.sheet`; `clip` tells where a take's lies."""
    made = seen.comparison
    if not made.finished or not made.playable:
        raise Misuse("sheet", "early", "There is no clip to put on a sheet yet")
    ids = [take.id for take in made.playable]
    panels = [panel(seen, one, clip(one.id), catalogue) for one in made.playable]
    return side_by_side(panels, ids.index(heard) if heard in ids else 0, folder / f"splitscreen-{made.id}.mp4")


def panel(seen: Seen, take: Take, path: Path, catalogue: Catalogue) -> Panel:
    """A finished take on a sheet: under its letter, and its model's label where this person may know it."""
    assert isinstance(take.stage, Done)
    letter = seen.comparison.letter(take.id)
    title = letter if seen.hidden else f"{letter}  {catalogue.label(take.model)}"
    return Panel(path=path, title=title, gain_db=take.stage.shown.gain_db)


def examine(path: Path, seams: tuple[float, ...] = ()) -> Shown:
    """What the stage needs to know of a clip's sound, of the seams in it, and of a mark that would tell its maker."""
    sound = listen(path)
    joined = (
        Seam(at=one.at, brightness=one.brightness, motion=one.motion, loudness_db=one.loudness_db)
        for one in jumps(path, seams)
    )
    return Shown(
        lufs=sound.lufs, gain_db=gain_to(sound), peaks=sound.waveform, seams=tuple(joined), mark=marked(path).answer
    )  # fmt: skip


@cache
def app_version() -> str:
    """Splitscreen's own version, as written into votes."""
    try:
        return version("splitscreen")
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "0+checkout"
