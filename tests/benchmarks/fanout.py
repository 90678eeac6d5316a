"""How much longer than its slowest vendor a comparison takes, and how soon a finished clip is on offer."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from providers.fal import Fal
from providers.kit.drive import drive
from providers.kit.events import Delivered
from providers.kit.http import Wire
from providers.kit.terms import Brief
from tests.fakes import clips
from tests.fakes.fal import FalFake, Plan
from tests.fakes.loopback import serve

SLOWEST = 20.0
"""Seconds that the slowest vendor takes; the others are spread evenly from a fifth of that."""
BRIEF = Brief(prompt="a red ball bounces")


def run() -> Iterator[dict[str, Any]]:
    """8 and 32 vendors at once, each with a server of its own."""
    clips.clip()
    for count in (8, 32):
        yield asyncio.run(_race(count))


async def _race(count: int) -> dict[str, Any]:
    delays = [SLOWEST * (0.2 + 0.8 * index / (count - 1)) for index in range(count)]
    fakes = [FalFake(plan=Plan(delay=delay)) for delay in delays]
    with serve(*(fake.app for fake in fakes)) as urls, tempfile.TemporaryDirectory() as folder:
        vendors = [_vendor(index, url) for index, url in enumerate(urls)]
        async with Wire() as wire:
            began = time.monotonic()
            ends = await asyncio.gather(*(_clip(one, wire, Path(folder) / one.name) for one in vendors))
    finished = [next(iter(fake.jobs.values())).finished for fake in fakes]
    lags = [end - done for end, done in zip(ends, finished, strict=True)]
    wall = max(ends) - began
    return {
        "name": "fanout",
        "what": f"{count} vendors on loopback, one take each, delays from {delays[0]:g} to {delays[-1]:g} s",
        "vendors": count,
        "wall_s": round(wall, 3),
        "slowest_s": SLOWEST,
        "ratio": round(wall / SLOWEST, 4),
        "lag_p50_s": round(statistics.median(lags), 3),
        "lag_p95_s": round(statistics.quantiles(lags, n=20, method="inclusive")[-1], 3),
        "requests": sum(len(fake.seen.asked) for fake in fakes),
    }


def _vendor(index: int, url: str) -> Fal:
    """One more vendor that speaks as fal does."""
    kind = type(f"Vendor{index}", (Fal,), {"name": f"vendor{index}", "base": url})
    made: Fal = kind()
    return made


async def _clip(vendor: Fal, wire: Wire, folder: Path) -> float:
    """Drive one take; the time at which its clip was there, checked."""
    folder.mkdir()
    async for event in drive(vendor, BRIEF, vendor.models[0], key="a-key", wire=wire, folder=folder):
        if isinstance(event, Delivered):
            return time.monotonic()
    raise AssertionError("no clip came")
