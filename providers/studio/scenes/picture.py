"""A given picture as the scene: the camera moves into it, and weather, ripples and falling things come to it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from providers.kit.clip import sha256
from providers.kit.errors import Rejected
from providers.studio.canvas import Canvas, Pixels
from providers.studio.keyframes import keyframes
from providers.studio.lexicon import lexicon
from providers.studio.paint import frame as stage
from providers.studio.paint.layers import Layers
from providers.studio.paint.lens import Lens, Move
from providers.studio.performance import Form, Performance
from providers.studio.prompt import read
from providers.studio.rehearsal import staged
from providers.studio.scenes.bodies import cues, truth
from providers.studio.script import BODIES, Script
from providers.studio.simulate import simulate
from providers.studio.tokens import plain, words
from providers.studio.tracks import Tracks
from providers.studio.weather import blowing

SETTLES = 1.5
"""Seconds in which movement and weather begin, so that the first frame is the picture itself."""
APPEARS = 0.3
"""Seconds in which things that are there from the beginning come into sight."""
GENTLE = 0.6
"""How far a dolly goes, over how far it goes on stage: what was behind things is only guessed."""
WATERY = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))["ripples"].split()
"""Stems of words that make water in the picture move."""
LONGEST_SHAPE = 21 / 9


def scripted(prompt: str) -> Script:
    """The prompt, read as what is to happen in a picture: things count only where they were named."""
    said = read(prompt, BODIES)
    known, tokens = lexicon(), [plain(word) for word in words(prompt)]
    entries = [entry for word in tokens for entry, _ in known.look_up(word).values() if entry.source == BODIES]
    named = any(entry.section == "prop" for entry in entries)
    wet = [word for word in tokens if any(word.startswith(s) and known.ends(s, word) for s in WATERY)]
    fixture = "" if said.fixture == "hoop" else said.fixture
    return replace(
        said, kind="picture", props=tuple(one for one in said.props if not one.label) if named else (),
        fixture=fixture, figure=False, camera=said.camera or "dolly_in", details={**said.details, "ripples": bool(wet)},
        understood=(*said.understood, *wet), ignored=tuple(word for word in said.ignored if plain(word) not in wet),
    )  # fmt: skip


def shape(path: Path, short: int) -> tuple[int, int]:
    """Width and height of a clip from that picture: its own shape, both sides even."""
    width, height = opened(path).size
    ratio = min(LONGEST_SHAPE, max(1 / LONGEST_SHAPE, width / height))
    wide, tall = (short * ratio, short) if ratio >= 1 else (short, short / ratio)
    return 2 * round(wide / 2), 2 * round(tall / 2)


def opened(path: Path) -> Image.Image:
    """The picture, upright; `Rejected` where it can't be read."""
    try:
        with Image.open(path) as picture:
            return ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError) as error:
        raise Rejected(f"The picture to start from can't be read: {path.name}") from error


def pixels(form: Form) -> Pixels:
    """The picture at the clip's size; `Rejected` where it is another than the clip was begun with."""
    path = Path(form.picture)
    picture = opened(path)
    if form.picture_sha256 and sha256(path) != form.picture_sha256:
        raise Rejected(f"The picture that the clip was made from is another now: {path.name}")
    return np.asarray(ImageOps.fit(picture, (form.width, form.height), Image.Resampling.LANCZOS))


def perform(script: Script, form: Form) -> Performance:
    """Let happen in the picture what the prompt says."""
    windy = bool(script.weather or script.wind)
    outside = replace(script, place="park" if windy or not script.placed else script.place, kind=BODIES)
    scene = staged(outside, form.seed, form.aspect)
    scene = scene if script.props else replace(scene, bodies=(), figure=None)
    tracks = (simulate if form.physics else keyframes)(scene, form.fps, form.frames)
    picture = pixels(form)
    return Performance(
        form=form, place="park" if windy else "studio", weather=script.weather, light=script.light, width=scene.width,
        cues=(*cues(tracks), *blowing(script.wind, form)), painter=lambda: Painter(tracks, form, script, picture),
        truth=truth(tracks),
    )  # fmt: skip


class Settling(Lens):
    """A lens that begins with the whole picture, whatever its movement."""

    def at(self, time: float) -> Move:
        """Where the camera is at that second of the clip."""
        move, share = super().at(time), min(1.0, time / SETTLES)
        share = share * share * (3 - 2 * share)
        return replace(move, zoom=1 + (move.zoom - 1) * share, closer=GENTLE * move.closer * share)


class Painter(stage.Painter):
    """Paints the picture, and before it what happens there."""

    def __init__(self, tracks: Tracks, form: Form, script: Script, picture: Pixels) -> None:
        super().__init__(tracks, form)
        self.lens = Settling(script.camera, form, stage.watched(tracks, self.camera), (0.0, 0.2))
        self.layers = Layers(picture, self.lens, not form.physics, bool(script.details.get("ripples")))
        self.grade = None
        leafy = script.wind and not script.weather and not script.details.get("ripples")
        self.scene = replace(self.scene, place="park" if leafy else "picture")

    def paint(self, frame: int) -> Canvas:
        """The frame of that number; the canvas is the same one every time."""
        canvas, time = self.canvas, frame / self.tracks.fps
        self.layers.paint(canvas, frame)
        if self.scene.bodies:
            with canvas.fading(min(1.0, time / APPEARS)), self.lens.look(canvas, frame):
                self.play(canvas, frame, time)
        with canvas.fading(min(1.0, time / SETTLES)):
            self.air(canvas, time)
        return canvas
