"""What share of battles is shown without sound, or without picture, so that it can be told what sound adds.

`SPLITSCREEN_ROUNDS` is any of `muted=0.1,sound=0.05`, which is also what it is where nothing is set; `off` for none.
"""

from __future__ import annotations

import math
import os
import random
from dataclasses import dataclass

from comparisons.run.battle import Round
from providers.kit.dotenv import BadSettings

VARIABLE = "SPLITSCREEN_ROUNDS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Of battles in which both clips can be heard, 0 to 1."""

    muted: float = 0.1
    sound: float = 0.05

    def draw(self, rng: random.Random) -> Round:
        """How the next battle is shown."""
        luck = rng.random()
        return "muted" if luck < self.muted else "sound" if luck < self.muted + self.sound else "whole"


def shares() -> Shares:
    """As the owner wishes; `BadSettings` where that can't be read."""
    return read_shares(os.environ.get(VARIABLE, ""))


def read_shares(text: str) -> Shares:
    """The shares as the owner writes them; what is not named is none, nothing at all is the usual."""
    if not text.strip():
        return Shares()
    said = {"muted": 0.0, "sound": 0.0}
    for item in filter(None, map(str.strip, text.split(","))):
        name, _, value = (part.strip() for part in item.partition("="))
        if item.lower() == "off":
            continue
        if name not in said:
            raise _bad(text)
        said[name] = _share(value, text)
    if sum(said.values()) > 1:
        raise _bad(text)
    return Shares(**said)


def _share(value: str, text: str) -> float:
    try:
        share = float(value)
    except ValueError:
        raise _bad(text) from None
    if not (math.isfinite(share) and 0 <= share <= 1):
        raise _bad(text)
    return share


def _bad(text: str) -> BadSettings:
    return BadSettings(f"The rounds can't be read. Set {VARIABLE} to off, or any of muted=0.1,sound=0.05: {text}")
