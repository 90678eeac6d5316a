"""How a movement begins and ends where no law moves it."""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = TypeVar("Floats", bound=NDArray[np.floating[Any]])


def eased(share: Floats) -> Floats:
    """Smooth from 0 to 1, at rest at both ends, whatever lies outside; in the precision that is given."""
    part: Any = np.minimum(np.maximum(share, 0.0), 1.0)
    smooth: Floats = part * part * (3 - 2 * part)
    return smooth


def ease(share: float) -> float:
    """The same of one number, for what is asked at every frame."""
    share = min(1.0, max(0.0, share))
    return share * share * (3 - 2 * share)
