"""A plan becomes a record: by the laws, or by keyframes that know none."""

from __future__ import annotations

import numpy as np

from providers.studio.easing import ease
from providers.studio.performance import Form
from providers.studio.scenes.water.plan import Plan
from providers.studio.scenes.water.play import STEPS, Play, Record, Still
from providers.studio.scenes.water.sources import SWELL, Spout
from providers.studio.scenes.water.waves import ACROSS
from providers.studio.sound.cues import Cue, Flow


def recorded(plan: Plan, form: Form) -> Record:
    """Play it, and write down each frame."""
    play = Play(plan, form.seed)
    stills, books, rates = [], [], []
    for frame in range(form.frames):
        before = play.arrived
        while play.time + play.dt / 2 < frame / form.fps:
            play.step()
        rates.append((play.arrived - before) * form.fps)
        stills.append(play.still(rates[-1]))
        books.append(play.account())
    return Record(
        plan=plan,
        stills=stills,
        books=books,
        source=play.source,
        cues=(*flows(stills, rates, form), *play.bodies.cues),
        contacts=tuple(play.bodies.contacts),
        plunges=tuple(play.bodies.plunges),
    )


def flows(stills: list[Still], rates: list[float], form: Form) -> list[Cue]:
    """What runs, as it is heard."""
    if max(rates, default=0.0) <= 0:
        return []
    litres = 1e3 * np.array(rates)
    kernel = np.ones(3) / 3
    rate = np.convolve(litres, kernel, "same")
    return [Flow(x=np.zeros(len(stills)), rate=rate, depth=np.array([still.level for still in stills]))]


def glided(plan: Plan, form: Form) -> Record:
    """The same scene without a law: levels rise evenly, things glide in and stop, nothing splashes."""
    play = Play(plan, form.seed)
    source = play.source
    flat = np.zeros(len(ACROSS), np.float32)
    stills = []
    for frame in range(form.frames):
        time = frame / form.fps
        level, left, stream = play.level, source.holds, play.still(0.0).stream
        if isinstance(source, Spout):
            share = ease((time - 0.3) / source.lasts)
            level = plan.vessel.level(plan.vessel.volume(play.level) + share * source.wanted)
            left -= share * source.wanted
            stream = column(source, level) if source.begins < time < source.begins + source.lasts + SWELL else stream
        elif plan.act != "drop":
            for _ in range(round((frame + 1) * 60 / form.fps) - round(frame * 60 / form.fps)):
                play.emit()
                play.drops.fly(1 / 120)
                play.drops.take(play.drops.rows[:, 1] < level)
                play.time += 1 / 60
        drops = play.drops.rows.astype(np.float32)
        stills.append(
            Still(
                level=level,
                surface=flat,
                drops=drops,
                stream=stream,
                bodies=glides(plan, time, level),
                puddle=0.0,
                rate=0.0,
                left=left,
            )
        )
    return Record(plan=plan, stills=stills, source=source)


def column(source: Spout, level: float) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """A stream that hangs there, whole and straight."""
    rows = np.zeros((24, 7), np.float32)
    rows[:, 0] = source.at[0] * np.linspace(1, 0, 24) ** 0.5
    rows[:, 1] = np.linspace(source.at[1], level, 24)
    rows[:, 4] = -1.0
    rows[:, 6] = source.rate / STEPS
    return rows


def glides(plan: Plan, time: float, level: float) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """Things that come down at one pace and stop half under, whatever they weigh."""
    rows = np.zeros((len(plan.fallers), 4), np.float32)
    for at, each in enumerate(plan.fallers):
        high = plan.vessel.height + 0.55 * plan.vessel.rim**0.5 + each.body.half[0]
        share = 1.0 if each.inside else ease((time - each.time) / 1.4)
        rows[at] = each.x, high + (0.7 * level - high) * share, each.body.angle, 0.0
    return rows
