"""What a take is made of: one step or the pieces of a chain, and sound where there is none; and what that costs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from providers.kit.clip import length
from providers.kit.errors import Trouble
from providers.kit.pieces import chained
from providers.kit.settle import estimate, lengths, pieces_of, settle
from providers.kit.terms import Brief, Media, Model


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a take is made of."""

    brief: Brief
    """Settled."""
    model: Model
    voice: Model | None = None
    """Adds the sound to a clip that has none."""

    @property
    def pieces(self) -> tuple[Brief, ...]:
        """What the model is asked for, in order; pieces of a chain lack their pictures yet."""
        return pieces_of(self.brief, self.model) if chained(self.brief, self.model) else (self.brief,)

    @property
    def plain(self) -> bool:
        """Whether it is one step that needs nothing done before or after."""
        return self.voice is None and not chained(self.brief, self.model)

    @property
    def last(self) -> int:
        """The number of the last step."""
        return len(self.pieces) - (self.voice is None)


def plan(brief: Brief, model: Model, voice: Model | None = None) -> Plan:
    """The steps of a settled brief; nobody adds sound to a model that always has its own."""
    return Plan(brief=brief, model=model, voice=None if model.audio == "always" else voice)


def cost(planned: Plan) -> float | None:
    """US dollars for all steps, the sound too; `None` where one is not known."""
    picture = estimate(_timed(planned.brief, planned.model), planned.model)
    if planned.voice is None or picture is None:
        return picture
    clip = Media(path=Path("clip.mp4"), mime="video/mp4")
    brief = Brief(prompt="", task="add_sound", seconds=_length(planned), video=clip)
    sound = estimate(settle(brief, planned.voice)[0], planned.voice)
    return None if sound is None else round(picture + sound, 6)


def _length(planned: Plan) -> float | None:
    """Seconds of the clip, as far as they can be told before it is made."""
    each = [_asked_seconds(one, planned.model) for one in planned.pieces]
    known = [one for one in each if one is not None]
    if len(known) < len(each):
        return None
    if planned.brief.task not in {"extend", "video_to_video"}:
        return sum(known)
    before = _lasts(planned.brief.video)
    if before is None or planned.brief.task == "video_to_video":
        return before
    return round(before + sum(known), 3)


def _lasts(clip: Media | None) -> float | None:
    """Seconds of the clip to start from, where it tells them."""
    try:
        return length(clip.path) if clip else None
    except Trouble:
        return None


def _timed(brief: Brief, model: Model) -> Brief:
    """The brief for an estimate: a clip that is changed stays as long as it was, unless the model sells lengths."""
    if brief.task != "video_to_video" or _asked_seconds(brief, model) is not None:
        return brief
    return replace(brief, seconds=_lasts(brief.video))


def _asked_seconds(brief: Brief, model: Model) -> float | None:
    offered = lengths(model, brief.task)
    only = offered[0] if isinstance(offered, tuple) and len(offered) == 1 else None
    return brief.seconds if brief.seconds is not None else only
