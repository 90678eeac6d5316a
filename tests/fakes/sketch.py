"""A local provider that renders nothing but a small clip, and misbehaves where the prompt says so."""

from __future__ import annotations

import os
import time
from pathlib import Path

from providers.kit.clip import probe
from providers.kit.errors import Rejected
from providers.kit.events import Showing
from providers.kit.live import LiveScene
from providers.kit.provider import Local, Report
from providers.kit.terms import Brief, Clip, Model
from providers.studio import Studio
from tests.fakes import clips

ONE = Model(id="sketch/one", label="Sketch One", seconds=(1.0, 5.0), audio="optional", seed=True)
TWO = Model(id="sketch/two", label="Sketch Two", seconds=(1.0, 5.0), audio="optional", seed=True)


PATIENT = Model(id="patient/one", label="Patient One", seed=True)


class Sketch(Local):
    """The prompt's first word is an order: `die`, `break`, `reject`, `full`, `forever`, and `show`, which has no end
    but something to look at; anything else makes a clip, `silent` one without sound, as where none is asked for.
    """

    name, label, docs = "sketch", "Sketch", "tests"
    models = (ONE, TWO)

    def play(self, prompt: str, width: int, height: int, seed: int) -> LiveScene:
        """The studio's own live scene: there is nothing quicker to sketch it with."""
        return Studio().play(prompt, width, height, seed)

    def render(self, brief: Brief, model: Model, folder: Path, report: Report) -> Clip:
        match brief.prompt.partition(" ")[0]:
            case "die":
                os._exit(9)
            case "break":
                raise RuntimeError("a bug")
            case "reject":
                raise Rejected("Say something else.")
            case "full":
                raise OSError(28, "No space left on device")
            case "show" | "forever" as order:
                if order == "show":
                    show(folder, report)
                for step in range(10_000):
                    report(step / 10_000)
                    time.sleep(0.01)
        report(0.5)
        path = folder / "clip.mp4"
        path.write_bytes(clips.clip(1.0, sound=brief.audio is not False and not brief.prompt.startswith("silent")))
        return probe(path)


def show(folder: Path, report: Report) -> None:
    """Something to look at, which only its name makes a picture and a film."""
    (folder / "first").write_bytes(b"a picture")
    (folder / "film").write_bytes(b"a film that grows")
    report(Showing(picture=folder / "first", film=folder / "film"))


class Patient(Sketch):
    """Does the same, and says that it waits more than it works."""

    name, label, docs = "patient", "Patient", "tests"
    models = (PATIENT,)
    waits = True
