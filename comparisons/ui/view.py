"""A comparison as the stage reads it: plain data, and in a blind round only what tells nothing.

While the round is blind, every take looks the same until all have ended: no place in a queue, no percent of its own, no
price, no note, no vendor's words; clips appear together.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from statistics import fmean
from typing import Any
from urllib.parse import urlencode

from comparisons.desk import Seen
from comparisons.run.battle import Battle
from comparisons.run.comparison import Comparison, Done, Failed, Pending, Sending, Shown, Take, Working, again
from comparisons.showing import preview
from comparisons.ui.words import Language, say
from comparisons.votes.answers import Extremes, Order, Skip
from providers import catalogue
from providers.kit.terms import Clip

LOUDEST, FAINTEST = -16.0, -28.0
"""LUFS. One clip with high peaks and little sound would give itself away by being soft, so the others come down to it,
but not so far that nothing is heard."""


def view(seen: Seen, language: Language) -> dict[str, Any]:
    """What the stage draws; see `assets/stage.js` for how."""
    comparison = seen.comparison
    votable = (
        comparison.finished and len(comparison.playable) >= 2 and not seen.voted and seen.may_vote and not seen.over
    )
    return {
        "id": comparison.id,
        "mode": comparison.mode,
        "prompt": comparison.brief.prompt,
        "finished": comparison.finished,
        "blind": seen.hidden,
        "votable": votable,
        "voted": _voted(seen),
        "progress": _joint(comparison) if seen.hidden and not comparison.finished else None,
        "message": _message(seen, language),
        "round": _round(seen),
        "slip": seen.slip,
        "undo_s": round(seen.undo_s, 1),
        "bill": None if seen.hidden or not comparison.finished else _bill(comparison, language),
        "takes": [_take(seen, take, language) for take in comparison.takes],
    }


def _voted(seen: Seen) -> dict[str, str | None] | None:
    if not seen.voted:
        return None
    takes = [take.id for take in seen.comparison.takes]
    match seen.answer:
        case Extremes(best=best) | Order(ranking=(best, *_)):
            return {"outcome": None, "best": best}
        case str() as said if said in takes:
            return {"outcome": None, "best": said}
        case str() as said:
            return {"outcome": said, "best": None}
        case Skip():
            return {"outcome": "skip", "best": None}
    return {"outcome": None, "best": None}


def _round(seen: Seen) -> str:
    """What may be shown of the clips: all of them once there was a vote."""
    drawn = seen.comparison.battle
    return drawn.round if drawn and seen.hidden else "whole"


def _take(seen: Seen, take: Take, language: Language) -> dict[str, Any]:
    comparison = seen.comparison
    known = {"id": take.id, "letter": comparison.letter(take.id)}
    told = _masked(seen, take, language) if seen.hidden else _open(comparison, take)
    told |= {"mark": _marked(seen, take)}
    return known | told if seen.hidden else known | told | {"original": _original(seen, take)}


def _marked(seen: Seen, take: Take) -> bool:
    """Whether to tell that a clip carries a visible mark: in a blind round too, where its picture is shown."""
    return isinstance(take.stage, Done) and take.stage.marked and seen.comparison.finished and _round(seen) != "sound"


def _open(comparison: Comparison, take: Take) -> dict[str, Any]:
    clip, working = _clip(take), take.stage if isinstance(take.stage, Working) else None
    return _blank() | {
        "name": catalogue().label(take.model),
        "model": take.model,
        "state": take.stage.state,
        "place": working.place if working else None,
        "fraction": working.fraction if working else None,
        "started_at": _epoch(take.started_at),
        "elapsed_s": (take.ended_at - take.started_at).total_seconds() if take.ended_at and take.started_at else None,
        "clip": _playable(comparison, take),
        "preview": _preview(comparison, take),
        "seams": [asdict(one) for one in take.stage.shown.seams] if isinstance(take.stage, Done) else [],
        "failure": _failure(take),
        "notes": [{"field": note.field, "asked": note.asked, "given": note.given} for note in take.notes],
        "understood": list(clip.understood) if clip else [],
        "ignored": list(clip.ignored) if clip else [],
        "cost_usd": clip.cost_usd if clip else None,
        "estimate_usd": take.estimate_usd,
    }


def _masked(seen: Seen, take: Take, language: Language) -> dict[str, Any]:
    comparison = seen.comparison
    if not comparison.finished:
        return _blank() | {"state": "running", "started_at": comparison.created_at.timestamp()}
    if isinstance(take.stage, Failed):
        return _blank() | {
            "state": "failed",
            "failure": {"message": say(language, "blind.failed"), "move": "none", "again": None},
        }
    clip = None if seen.over else _playable(comparison, take)  # its file may be gone
    return _blank() | {"state": "done", "clip": _part(clip, comparison.battle)}


def _part(clip: dict[str, Any] | None, drawn: Battle | None) -> dict[str, Any] | None:
    """The clip as a muted round plays it."""
    muted = clip and drawn and drawn.round == "muted"
    return clip | {"audio": False, "peaks": []} if clip and muted else clip


def _failure(take: Take) -> dict[str, Any] | None:
    match take.stage:
        case Failed(message=message, move=move):
            return {"message": message, "move": move, "again": again(take)}
    return None


def _blank() -> dict[str, Any]:
    nothing = (
        "name",
        "model",
        "place",
        "fraction",
        "started_at",
        "elapsed_s",
        "clip",
        "preview",
        "original",
        "failure",
        "cost_usd",
        "estimate_usd",
    )
    return dict.fromkeys(nothing) | {"notes": [], "understood": [], "ignored": [], "seams": []}


def _playable(comparison: Comparison, take: Take) -> dict[str, Any] | None:
    match take.stage:
        case Done(clip=clip, shown=Shown(lufs=lufs, gain_db=most, peaks=peaks)):
            gain = 0.0 if lufs is None else round(min(most, _level(comparison) - lufs), 2)
            return {
                "url": f"stage/{comparison.id}/{take.id}.mp4", "poster": None,
                "seconds": clip.seconds, "fps": clip.fps, "width": clip.width, "height": clip.height,
                "audio": clip.audio, "lufs": lufs, "gain_db": gain, "peaks": list(peaks),
            }  # fmt: skip
    return None


def _preview(comparison: Comparison, take: Take) -> dict[str, str | None] | None:
    """Where the take can be looked at while it is made; another step of it is another film."""
    if (seen := preview(comparison, take)) is None:
        return None
    address = f"stage/{comparison.id}/{take.id}.preview"
    film = f"{address}.mp4?step={take.steps}" if seen.film else None
    return {"picture": f"{address}.jpg?step={take.steps}", "film": film}


def _original(seen: Seen, take: Take) -> str | None:
    """The address of the maker's own file; it names the voter where a vote is what opens it."""
    if not isinstance(take.stage, Done):
        return None
    asks = "" if seen.comparison.mode == "open" else f"?{urlencode({'voter': seen.voter})}"
    return f"stage/{seen.comparison.id}/{take.id}.original.mp4{asks}"


def _level(comparison: Comparison) -> float:
    """The loudness at which all clips are heard: −16 LUFS, or what the one that can be raised least can reach."""
    stages = [take.stage for take in comparison.takes]
    reach = [
        one.shown.lufs + one.shown.gain_db for one in stages if isinstance(one, Done) and one.shown.lufs is not None
    ]
    return max(FAINTEST, min([LOUDEST, *reach]))


def _clip(take: Take) -> Clip | None:
    return take.stage.clip if isinstance(take.stage, Done) else None


def _joint(comparison: Comparison) -> float:
    return fmean(_fraction(take) for take in comparison.takes)


def _fraction(take: Take) -> float:
    match take.stage:
        case Pending() | Sending():
            return 0.0
        case Working(fraction=fraction):
            return fraction or 0.0
        case _:
            return 1.0


def _message(seen: Seen, language: Language) -> str | None:
    comparison = seen.comparison
    if comparison.finished and comparison.mode == "battle" and len(comparison.playable) < 2:
        return say(language, "battle.broken")
    if seen.voted and comparison.battle and comparison.battle.expected:
        good = comparison.letter(comparison.battle.expected)
        return say(language, "battle.gold", letter=good)
    if seen.over:
        return say(language, "battle.over")
    if not seen.may_vote:
        return say(language, "battle.another")
    return None if (shown := _round(seen)) == "whole" else say(language, f"battle.{shown}")


def _bill(comparison: Comparison, language: Language) -> str | None:
    """What all clips cost together, as their vendors reported, or about, where some report nothing; else nothing."""
    costs = [(_reported(take), take.estimate_usd) for take in comparison.playable]
    known = [cost if cost is not None else guess for cost, guess in costs]
    total = sum(cost or 0.0 for cost in known)
    if not total:
        return None
    exact = all(cost is not None or guess == 0 for cost, guess in costs)
    sentence = say(language, "cost.reported" if exact else "cost.about", dollars=f"{total:.2f}")
    return sentence + (" " + say(language, "cost.unknown") if None in known else "")


def _reported(take: Take) -> float | None:
    return clip.cost_usd if (clip := _clip(take)) else None


def _epoch(moment: datetime | None) -> float | None:
    return moment.timestamp() if moment else None
