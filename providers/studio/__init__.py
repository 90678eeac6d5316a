"""The embedded models: they run here, need no key and cost nothing; the renderer is imported when it is used."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import ClassVar

from providers.kit.live import LiveScene
from providers.kit.provider import Local, Report
from providers.kit.terms import Brief, Clip, Model, Price, Span
from providers.studio import marks

FLAWS = (
    "sound_shift", "sound_missing", "sound_swapped", "clipping", "hum", "flicker", "freeze", "blur", "blocking",
    "gravity", "ghost", "energy", "vanish",
)  # fmt: skip
"""Defects that Newton makes on purpose: see `flaws.py` for those of sound and picture; `sound_swapped` is the sound of
another clip; `gravity` and `energy` multiply g and each bounce; of the things on stage the share `ghost` passes through
the others, and one vanishes when the share `vanish` of the clip is over."""


def offer(name: str, label: str) -> Model:
    """One model of the studio; all do the same, each in its way."""
    return Model(
        id=f"studio/{name}",
        label=label,
        tasks=("text_to_video", "image_to_video", "video_to_video"),
        seconds=Span(low=4, high=60),
        aspect_ratios=("16:9", "9:16", "1:1", "4:3", "21:9"),
        resolutions=("480p", "720p", "1080p"),
        fps=(24, 30, 60),
        audio="optional",
        seed=True,
        continues=True,
        flaws=FLAWS if name == "newton" else (),
        task_seconds={"extend": Span(low=1, high=56), "video_to_video": ()},
        differs={"video_to_video": {"seconds": (), "fps": (), "flaws": ()}},
        price=Price(per_second={"any": 0.0}, source="runs on this machine", as_of=date(2026, 11, 23)),
    )


class Studio(Local):
    """A stage for scenes of many kinds: `newton` simulates picture and sound together, `tween` fakes both."""

    name: ClassVar[str] = "studio"
    label: ClassVar[str] = "Splitscreen Studio"
    docs: ClassVar[str] = "README.md#the-studio"
    models: ClassVar[tuple[Model, ...]] = (offer("newton", "Studio Newton"), offer("tween", "Studio Tween"))

    def faults(self) -> tuple[str, ...]:
        """What is wrong with `SPLITSCREEN_MARKS`."""
        return marks.faults()

    def prepare(self) -> None:
        """Import the renderer and every kind of scene."""
        from providers.studio import credentials, film  # noqa: F401
        from providers.studio.scenes import kinds, module

        for kind in kinds():
            module(kind)

    def play(self, prompt: str, width: int, height: int, seed: int) -> LiveScene:
        """A scene of balls and boxes that runs; `Rejected` where the prompt is for another kind."""
        from providers.studio.live import Playground

        return Playground(prompt, width, height, seed)

    def render(self, brief: Brief, model: Model, folder: Path, report: Report) -> Clip:
        """Make `clip.mp4` in `folder`; whatever `report` raises stops the work and leaves no file."""
        if brief.task == "video_to_video":
            from providers.studio.restyle.film import restyled

            return restyled(brief, model.id, folder, report)
        from providers.studio.film import render

        return render(brief, model.id, folder, report)
