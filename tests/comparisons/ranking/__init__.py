"""Where the published results lie, and votes in few words."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from comparisons.ranking.bradley_terry import Floats

SHARED = Path(os.environ.get("SPLITSCREEN_SHARED", Path(__file__).parents[4] / "shared" / "data"))


def published(name: str) -> Path:
    """A file of published results; skips the test where the folder is not there."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"the published results are not here; name their folder in SPLITSCREEN_SHARED: {path}")
    return path


def votes(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Rows of (left, right, outcome)."""
    return pd.DataFrame(rows, columns=["left_model", "right_model", "outcome"], dtype=str)


def simulated(beta: Floats, nu: float, size: int, rng: np.random.Generator) -> pd.DataFrame:
    """Votes as Davidson's model makes them, all pairs alike."""
    first = rng.integers(0, len(beta), size)
    second = (first + rng.integers(1, len(beta), size)) % len(beta)
    half = (beta[first] - beta[second]) / 2
    total = np.exp(half) + np.exp(-half) + nu
    luck = rng.random(size) * total
    outcome = np.where(luck < np.exp(half), "left", np.where(luck < np.exp(half) + nu, "tie", "right"))
    names = np.array([f"m{place:02}" for place in range(len(beta))])
    return pd.DataFrame({"left_model": names[first], "right_model": names[second], "outcome": outcome})
