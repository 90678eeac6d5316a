"""How fast the studio renders: against the clip's own length, and against encoding the same frames alone."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from providers.kit.terms import Brief, Model
from providers.studio import Studio
from providers.studio.encode import writer
from providers.studio.film import form, pictures, sounds
from providers.studio.prompt import read
from providers.studio.scenes import acts, openings

SECONDS = 8
ROUNDS = 3
HOOP = "a basketball player throws the ball at the hoop"
NEWTON = (
    HOOP,
    "a surfer rides a big wave",
    "two friends talk in a café at night",
    "twelve balls bounce in the street at night in the rain",
)
SIZES = {"720p": NEWTON, "1080p": NEWTON[:3]}
LONG = 60
"""Seconds of the clip whose memory is held against that of a short one."""


def run() -> Iterator[dict[str, object]]:
    """One line per model, size and prompt, at 30 frames a second; ratios are of one run, each from its best round."""
    newton, tween = Studio.models
    for resolution, prompts in SIZES.items():
        for prompt in prompts:
            yield speed(newton, prompt, resolution)
    yield speed(tween, HOOP, "720p")
    for prompt in NEWTON[:3]:
        yield memory(prompt)
    yield together(HOOP)


def speed(model: Model, prompt: str, resolution: str) -> dict[str, object]:
    """How fast one prompt is rendered."""
    brief = Brief(prompt=prompt, seconds=SECONDS, resolution=resolution, fps=30, aspect_ratio="16:9", seed=1)
    with tempfile.TemporaryDirectory() as folder:
        rounds = [(whole(brief, model, Path(folder)), encoder_alone(brief, model, Path(folder))) for _ in range(ROUNDS)]
    render_s, encode_s = (min(times) for times in zip(*rounds, strict=True))
    return {
        "name": "studio",
        "what": f"{model.id}, {SECONDS} s at {resolution}30, best of {ROUNDS} rounds: {prompt}",
        "ratio": round(SECONDS / render_s, 2),
        "realtime_ratio": round(SECONDS / render_s, 2),
        "encoder_ratio": round(render_s / encode_s, 2),
        "render_s": round(render_s, 3),
        "encode_s": round(encode_s, 3),
    }


def memory(prompt: str) -> dict[str, object]:
    """The most memory that a long clip takes, over that of a short one."""
    short, long = (peak(prompt, seconds) for seconds in (SECONDS, LONG))
    return {
        "name": "studio",
        "what": f"memory of {LONG} s over {SECONDS} s at 480p30: {prompt}",
        "ratio": round(long / short, 2),
        "short_mib": round(short),
        "long_mib": round(long),
    }


def together(prompt: str) -> dict[str, object]:
    """How long two takes at once take, each in a process of its own, over the two one after the other."""
    brief = Brief(prompt=prompt, seconds=SECONDS, resolution="720p", fps=30, aspect_ratio="16:9", seed=1)
    with tempfile.TemporaryDirectory() as name, ProcessPoolExecutor(2, get_context("spawn")) as workers:
        folders = [Path(name) / side for side in ("left", "right")]
        for folder in folders:
            folder.mkdir()
        list(workers.map(time.sleep, (1, 1)))  # both have begun
        list(workers.map(rendered, [replace(brief, seconds=1.0)] * 2, folders))
        one = min(sum(workers.submit(rendered, brief, folder).result() for folder in folders) for _ in range(ROUNDS))
        both = min(at_once(workers, brief, folders) for _ in range(ROUNDS))
    return {
        "name": "studio",
        "what": f"two takes of {SECONDS} s at once over one after the other, best of {ROUNDS}: {prompt}",
        "ratio": round(both / one, 2),
        "at_once_s": round(both, 3),
        "in_turn_s": round(one, 3),
    }


def at_once(workers: ProcessPoolExecutor, brief: Brief, folders: list[Path]) -> float:
    """Seconds until the last of as many takes as there are folders is made."""
    start = time.perf_counter()
    list(workers.map(rendered, [brief] * len(folders), folders))
    return time.perf_counter() - start


def rendered(brief: Brief, folder: Path) -> float:
    """Seconds that one take of newton takes."""
    return whole(brief, Studio.models[0], folder)


PEAK = """
import sys, tempfile
from pathlib import Path
from providers.kit.terms import Brief
from providers.studio import Studio
brief = Brief(prompt=sys.argv[1], seconds=float(sys.argv[2]), resolution="480p", fps=30, aspect_ratio="16:9", seed=1)
with tempfile.TemporaryDirectory() as folder:
    Studio().render(brief, Studio.models[0], Path(folder), lambda news: None)
(peak,) = (line.split()[1] for line in Path("/proc/self/status").open() if line.startswith("VmHWM"))
print(int(peak) / 1024)  # getrusage would tell that of the process that started this one, where it was larger
"""


def peak(prompt: str, seconds: float) -> float:
    """MiB that a process of its own held at most while it rendered."""
    command = [sys.executable, "-c", PEAK, prompt, str(seconds)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def whole(brief: Brief, model: Model, folder: Path) -> float:
    """Seconds from the brief to the finished, checked file."""
    start = time.perf_counter()
    Studio().render(brief, model, folder, lambda fraction: None)
    return time.perf_counter() - start


def encoder_alone(brief: Brief, model: Model, folder: Path) -> float:
    """Seconds that the encoder takes for the same sound and the same frames, painted beforehand.

    From pixels to the file, with colours turned in one thread and H.264 made in others, as in a render.
    """
    shape = form(brief, model.id == "studio/newton", brief.seed or 0)
    script = read(brief.prompt)
    played = list(acts(script, shape, openings(script, shape)))
    sound = list(sounds(script, shape, iter(played)))
    painted = [np.array(pixels) for pixels in pictures(shape, iter(played))]
    start = time.perf_counter()
    with writer(folder / "alone.mp4", shape, iter(sound)) as put:
        for pixels in painted:
            put(pixels)
    return time.perf_counter() - start
