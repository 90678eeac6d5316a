"""Two workers share the tests, but some want the machine to themselves: those marked `alone`.

Each second of theirs is two, so only what holds sights or sounds against the clock is among them: whatever waits for
what it wants to see can do that beside the others.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from filelock import FileLock

LOOK = 0.01
"""Seconds between two looks at a lock."""


HELD: list[FileLock] = []
"""The locks of a worker that has the machine to itself, from the first of such tests in a row to the last."""


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Hold the worker's own lock through a test and its fixtures, or every worker's where it wants to be alone.

    Whoever wants to be alone keeps the gate shut while it waits, or the others would always be there before it.
    """
    worker, count = os.environ.get("PYTEST_XDIST_WORKER"), int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    if worker is None or count == 1:
        return (yield)
    folder = Path(item.config.option.basetemp).parent  # each worker has a folder of its own in the run's
    if not alone(item):
        with ExitStack() as held:
            with lock(folder, "gate"):
                held.enter_context(lock(folder, worker))
            return (yield)
    if not HELD:
        for name in ("gate", *(f"gw{number}" for number in range(count))):
            one = lock(folder, name)
            one.acquire()
            HELD.append(one)
    try:
        return (yield)
    finally:
        if nextitem is None or not alone(nextitem):
            while HELD:
                HELD.pop().release()


def alone(item: pytest.Item) -> bool:
    """Whether it wants to be."""
    return item.get_closest_marker("alone") is not None


def lock(folder: Path, name: str) -> FileLock:
    """A lock that all workers of this run know."""
    return FileLock(folder / f"{name}.lock", poll_interval=LOOK)
