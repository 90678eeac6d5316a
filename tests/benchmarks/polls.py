"""What noticing a finished clip costs: our driver against fal-client's own helper, on one fake in one run."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import fal_client
import fal_client.client

from providers.fal import Fal
from providers.kit.drive import drive
from providers.kit.events import Delivered
from providers.kit.http import Wire
from providers.kit.terms import Brief
from tests.fakes import clips
from tests.fakes.fal import FalFake, Plan
from tests.fakes.loopback import serve

DELAYS = (3.0, 6.3, 9.7, 14.2, 20.9)
"""Seconds that the jobs take; each side runs all of them at once."""
PROMPT = "a red ball bounces"
Job = Callable[[], Awaitable[None]]


class Here(Fal):
    """fal, wherever the fake listens."""

    name = "here"


def run() -> Iterator[dict[str, Any]]:
    """Requests of whole jobs but for the clip, and the time from a job's end until its result is asked for."""
    clips.clip()
    fake = FalFake()
    with serve(fake.app) as (url,):
        theirs = asyncio.run(_official(fake, url))
        ours = asyncio.run(_driven(fake, url))
    yield {
        "name": "polls",
        "what": f"jobs of {', '.join(f'{one:g}' for one in DELAYS)} s; fal-client's subscribe polls each 0.1 s",
        **ours,
        **{f"{name}_fal_client": value for name, value in theirs.items()},
        "ratio": round(ours["requests"] / theirs["requests"], 4),
    }


async def _official(fake: FalFake, url: str) -> dict[str, float]:
    """fal-client's own helper, as it comes."""
    client = fal_client.AsyncClient(key="a-key")

    async def job() -> None:
        await client.subscribe("fal-ai/pika/v2.2/text-to-video", {"prompt": PROMPT})

    with patch.object(fal_client.client, "QUEUE_URL_FORMAT", f"{url}/"):
        figures = await _measured(fake, job)
    await (await client._client).aclose()
    return figures


async def _driven(fake: FalFake, url: str) -> dict[str, float]:
    """Our driver."""
    async with Wire() as wire:

        async def job() -> None:
            with tempfile.TemporaryDirectory() as folder:
                events = drive(
                    Here(), Brief(prompt=PROMPT), Here.models[0], key="a-key", wire=wire, folder=Path(folder)
                )
                assert isinstance([event async for event in events][-1], Delivered)

        with patch.object(Here, "base", url):
            return await _measured(fake, job)


async def _measured(fake: FalFake, job: Job) -> dict[str, float]:
    """All jobs at once, counted and timed by the fake."""
    fake.seen.asked.clear()
    fake.jobs.clear()
    fake.plans = [Plan(delay=delay) for delay in DELAYS]
    await asyncio.gather(*(job() for _ in DELAYS))
    asked = [one for one in fake.seen.asked if not one.path.startswith("/files/")]
    noticed = {one.path.rpartition("/")[2]: one.at for one in asked}
    lags = [noticed[one.id] - one.finished for one in fake.jobs.values()]
    return {
        "requests": len(asked),
        "lag_mean_s": round(statistics.mean(lags), 3),
        "lag_max_s": round(max(lags), 3),
    }
