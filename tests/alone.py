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


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Hold the worker's own lock through a test and its fixtures, or every worker's where it wants to be alone.

    Whoever wants to be alone keeps the gate shut while it waits, or the others would always be there before it.
    """
    worker, count = os.environ.get("PYTEST_XDIST_WORKER"), int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    if worker is None or count == 1:
        return (yield)
    folder = Path(item.config.option.basetemp).parent  # each worker has a folder of its own in the run's
    with ExitStack() as held:
        if item.get_closest_marker("alone"):
            held.enter_context(lock(folder, "gate"))
            for number in range(count):
                held.enter_context(lock(folder, f"gw{number}"))
        else:
            with lock(folder, "gate"):
                held.enter_context(lock(folder, worker))
        return (yield)


def lock(folder: Path, name: str) -> FileLock:
    """A lock that all workers of this run know."""
    return FileLock(folder / f"{name}.lock", poll_interval=LOOK)
