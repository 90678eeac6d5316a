"""A local model that takes its time, so that a kill can meet it in mid-render with half a file written."""

from __future__ import annotations

import time
from pathlib import Path

from providers.kit.clip import probe
from providers.kit.provider import Local, Report
from providers.kit.terms import Brief, Clip, Model
from tests.fakes import clips

STEPS = 8
PAUSE = 0.02


class Strip(Local):
    """One small real clip, written step by step."""

    name, label, docs = "strip", "Strip", "tests"
    models = (Model(id="strip/one", label="Strip One", seconds=(1.0,), audio="always"),)

    def render(self, brief: Brief, model: Model, folder: Path, report: Report) -> Clip:
        path, content = folder / "clip.mp4", clips.clip()
        size = len(content) // STEPS + 1
        with path.open("wb", buffering=0) as file:
            for step in range(STEPS):
                file.write(content[step * size : (step + 1) * size])
                report((step + 1) / STEPS)
                time.sleep(PAUSE)
        return probe(path)
