"""From a settled brief to a file: scenes are staged, played, heard and painted; frames stream into the encoder."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain, tee
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from scipy.signal import resample_poly

from providers.kit import truth
from providers.kit.clip import probe, sha256
from providers.kit.events import Noted
from providers.kit.provider import Report
from providers.kit.terms import Brief, Clip, Note
from providers.studio import flaws, marks
from providers.studio.canvas import Pixels
from providers.studio.encode import Samples, writer
from providers.studio.paint.watermark import watermark
from providers.studio.performance import Form, Performance
from providers.studio.preview import begun, film_of
from providers.studio.prompt import read
from providers.studio.recipe import Recipe, continued, write_truth
from providers.studio.reel import hand_back, let_go
from providers.studio.scenes import acts, has, openings
from providers.studio.scenes.picture import scripted, shape
from providers.studio.script import Script
from providers.studio.sound.cues import RATE, Stereo
from providers.studio.sound.mastering import mastered, pieces
from providers.studio.sound.mix import listened
from providers.studio.sound.room import heard
from providers.studio.sound.stock import laid_on
from providers.studio.sound.surroundings import murmur

SECONDS, FPS, ASPECT, RESOLUTION = 5.0, 30, "16:9", "720p"
"""What is given where nothing is asked for."""
REPORTS = 12
"""Frames between two reports."""


def form(brief: Brief, physics: bool, seed: int) -> Form:
    """What the clip is to be; the shorter side is the resolution, both sides are even."""
    wide, tall = (int(side) for side in (brief.aspect_ratio or ASPECT).split(":"))
    short = int((brief.resolution or RESOLUTION).removesuffix("p"))
    long = 2 * round(short * max(wide, tall) / min(wide, tall) / 2)
    width, height = (long, short) if wide >= tall else (short, long)
    given = brief.image if brief.task == "image_to_video" else None
    if given:
        width, height = shape(given.path, short)
    fps = brief.fps or FPS
    frames = max(1, round((brief.seconds or SECONDS) * fps))
    return Form(
        width=width, height=height, fps=fps, frames=frames, seed=seed, physics=physics, flaw=brief.flaw,
        marked=marks.WATERMARK in marks.wanted(), picture=str(given.path.resolve()) if given else "",
        picture_sha256=sha256(given.path) if given else "",
    )  # fmt: skip


def recipe(brief: Brief, model: str) -> Recipe:
    """What is to be made: a clip of our own made longer, or a new one."""
    if brief.task == "extend" and brief.video:
        return continued(brief.video, brief)
    seed = brief.seed if brief.seed is not None else secrets.randbelow(2**31)
    return Recipe(prompt=brief.prompt, form=form(brief, model == "studio/newton", seed))


def render(brief: Brief, model: str, folder: Path, report: Report) -> Clip:
    """Make `folder/clip.mp4`, and the truth beside it; they appear under these names only when they are whole."""
    made = recipe(brief, model)
    script = scripted(made.prompt) if made.form.picture else read(made.prompt)
    report(0.0)
    made = replace(made, begins=openings(script, made.form, made.begins, made.shown))
    for note in gave_way(brief, made, script):
        report(Noted(note=note))
    partial, path = folder / "clip.partial", folder / "clip.mp4"
    known: list[Mapping[str, Any]] = []
    played = told(acts(script, made.form, made.begins), known, report)
    played = chain([next(played)], played)  # what can't be staged at all is known before a file is begun
    try:
        if brief.audio is False:
            film(partial, made.form, None, pictures(made.form, played), report)
        else:
            seen, listened_to = twice(played)
            film(partial, made.form, sounds(script, made.form, listened_to), pictures(made.form, seen), report)
        write_truth(truth.beside(path), model, made, script, known)
        (sealed(partial, model, made.prompt) if marks.CREDENTIALS in marks.wanted() else partial).replace(path)
    finally:
        for left in folder.glob("clip.partial*"):
            left.unlink()
    clip = replace(
        probe(path, ours=True), seed=made.form.seed, cost_usd=0.0, truth=truth.beside(path), marked=made.form.marked
    )
    report(1.0)
    return replace(clip, understood=script.understood, ignored=script.ignored)


def sealed(clip: Path, model: str, prompt: str) -> Path:
    """The clip with its credentials, in another file beside it."""
    from providers.studio.credentials import identity, seal

    out = clip.with_suffix(".partial-sealed")
    hand_back()  # the library takes more than twice the clip's size
    seal(clip, out, identity(marks.folder()), model, prompt)
    return out


def gave_way(brief: Brief, made: Recipe, script: Script) -> Iterator[Note]:
    """What was asked for and can't be had: another scene in a clip that goes on, a flaw that the scene lacks."""
    if made.shown:
        yield from unlike(brief, made)
    if (flaw := made.form.flaw) and not has(script.kind, flaw):
        yield Note(field="flaw", asked=flaw.kind, given="")


def unlike(brief: Brief, made: Recipe) -> Iterator[Note]:
    """What is asked of a clip that goes on and is otherwise in it: it goes on as it was."""
    was, form = f"goes on as it was: {made.prompt}", made.form
    lines = f"{min(form.width, form.height)}p"
    if brief.prompt.strip() != made.prompt.strip():
        yield Note(field="prompt", asked=brief.prompt, given=was)
    if brief.resolution not in {None, lines}:
        yield Note(field="resolution", asked=str(brief.resolution), given=lines)
    if brief.fps not in {None, form.fps}:
        yield Note(field="fps", asked=str(brief.fps), given=str(form.fps))


def told(played: Iterator[Performance], known: list[Mapping[str, Any]], report: Report) -> Iterator[Performance]:
    """The acts as they are staged; what gave way on stage is reported once, and the truth of each kept in `known`."""
    noted = set[Note]()
    for act in played:
        for note in act.notes:
            if note not in noted:
                report(Noted(note=note))
        noted.update(act.notes)
        known.append(act.truth)
        yield act


def twice(played: Iterator[Performance]) -> tuple[Iterator[Performance], Iterator[Performance]]:
    """The acts for two threads; each is staged when the first of them wants it, and kept until both have gone on."""
    staging = Lock()

    def own(side: Iterator[Performance]) -> Iterator[Performance]:
        while True:
            with staging:
                act = next(side, None)
            if act is None:
                return
            yield act

    one, other = tee(played)
    return own(one), own(other)


def film(path: Path, form: Form, sound: Iterator[Samples] | None, frames: Iterator[Pixels], report: Report) -> None:
    """Write all frames; say when there is something to look at, and from time to time how far it has come."""
    with writer(path, form, sound, film_of(path)) as put:
        for number, pixels in enumerate(frames):
            put(pixels)
            if number == 0:
                report(begun(path, pixels))
            if number % REPORTS == 0:
                report(0.02 + 0.95 * number / form.frames)


def sounds(script: Script, form: Form, played: Iterator[Performance]) -> Iterator[Samples]:
    """The sound of each act, brought to its loudness by itself; all together as long as the picture to the sample."""
    parts = (_made(script, act) for act in played)
    return flaws.heard(cut(parts, round(form.frames * RATE / form.fps)), form.flaw, form.fps)


def _made(script: Script, act: Performance) -> Samples:
    """The sound of one act; what was needed for it is given back before and after."""
    hand_back()
    heard = faded(mastered(*sounding(swapped(script, act))))
    hand_back()
    return heard


def cut(parts: Iterator[Samples], samples: int) -> Iterator[Samples]:
    """The parts in short pieces, their end cut off or silence added, so that there are so many samples."""
    for part in parts:
        for span, _ in pieces(min(samples, part.shape[1])):
            yield part[:, span].copy()
            let_go(part)
        samples -= min(samples, part.shape[1])
    if samples:
        yield np.zeros((2, samples), np.float32)


def swapped(script: Script, act: Performance) -> Performance:
    """What is heard of an act: its own, or where that is its flaw, that of another staging."""
    if act.form.flaw is None or act.form.flaw.kind != "sound_swapped":
        return act
    return next(acts(script, replace(act.form.shown, seed=act.form.seed + 1, flaw=None), (0,)))


def sounding(act: Performance) -> tuple[Stereo, Stereo]:
    """What is heard of one act, and the bed under it; without physics, thuds and a pad that know nothing of it."""
    if not act.form.physics:
        laid = laid_on(act.form.shown.seconds, act.form.seed)
        return laid, np.zeros_like(laid)
    return echoing(act), murmur(replace(act, form=act.form.shown))


def echoing(act: Performance) -> Stereo:
    """What an act causes, with the echo of its place."""
    ears = listened(act)
    return heard(slowed(ears.dry, act.form), act.place, act.form.seed, slowed(ears.wet, act.form))


def slowed(sound: Stereo, shape: Form) -> Stereo:
    """The sound read off at the picture's rate: in slow motion it is longer, and as much deeper."""
    if shape.slow == 1:
        return sound
    return np.asarray(resample_poly(sound, round(shape.slow * 10), 10, axis=1), dtype=sound.dtype)


def faded(sound: Samples) -> Samples:
    """The sound with its last 10 ms let down to nothing, where the next act begins."""
    fade = min(RATE // 100, sound.shape[1])
    sound[:, sound.shape[1] - fade :] *= np.linspace(1, 0, fade, dtype=np.float32)
    return sound


def pictures(form: Form, played: Iterator[Performance]) -> Iterator[Pixels]:
    """Every frame in order."""
    return flaws.seen(painted(played), form.flaw, form.fps)


def painted(played: Iterator[Performance]) -> Iterator[Pixels]:
    """Every frame in order, as it should be."""
    gone = 0
    for act in played:
        painter = act.painter()
        for frame in range(act.form.frames):
            canvas = painter.paint(frame)
            if act.form.marked:
                watermark(canvas, (gone + frame) / act.form.rate)
            yield canvas.pixels()
        gone += act.form.frames
