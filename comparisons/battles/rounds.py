"""What share of battles is out of the ordinary: without sound, without picture, or put there to try the voter.

`SPLITSCREEN_ROUNDS` is any of `muted=0.1,sound=0.05`, which is also what it is where nothing is set; `off` for none. So
that it can be told what sound adds. `SPLITSCREEN_CHECKS` is likewise any of `gold=0.03,repeat=0.03`: battles of a clip
against itself spoilt on purpose (`flaws` tells how), and of two clips that the voter has judged before, the other way
round. None of these checks counts for a table.
"""

from __future__ import annotations

import math
import os
import random
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Literal

from comparisons.run.battle import Round
from providers.kit.dotenv import BadSettings

ROUNDS, CHECKS = "SPLITSCREEN_ROUNDS", "SPLITSCREEN_CHECKS"
Check = Literal["gold", "repeat"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Of battles in which both clips can be heard, 0 to 1."""

    muted: float = 0.1
    sound: float = 0.05

    def draw(self, rng: random.Random) -> Round:
        """How the next battle is shown."""
        luck = rng.random()
        return "muted" if luck < self.muted else "sound" if luck < self.muted + self.sound else "whole"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """Of battles of clips that exist, 0 to 1."""

    gold: float = 0.03
    repeat: float = 0.03

    def draw(self, rng: random.Random) -> Check | None:
        """Whether the next battle tries its voter, and how."""
        luck = rng.random()
        return "gold" if luck < self.gold else "repeat" if luck < self.gold + self.repeat else None


def shares() -> Shares:
    """As the owner wishes; `BadSettings` where that can't be read."""
    return Shares(**read_parts(ROUNDS, os.environ.get(ROUNDS, ""), asdict(Shares())))


def checks() -> Checks:
    """Likewise."""
    return Checks(**read_parts(CHECKS, os.environ.get(CHECKS, ""), asdict(Checks())))


def read_parts(variable: str, text: str, usual: Mapping[str, float]) -> dict[str, float]:
    """Shares as the owner writes them; what is not named is none, nothing at all is the usual."""
    if not text.strip():
        return dict(usual)
    said = dict.fromkeys(usual, 0.0)
    for item in filter(None, map(str.strip, text.split(","))):
        name, _, value = (part.strip() for part in item.partition("="))
        if item.lower() == "off":
            continue
        if name not in said or (share := _share(value)) is None:
            raise _bad(variable, text, usual)
        said[name] = share
    if sum(said.values()) > 1:
        raise _bad(variable, text, usual)
    return said


def _share(value: str) -> float | None:
    try:
        share = float(value)
    except ValueError:
        return None
    return share if math.isfinite(share) and 0 <= share <= 1 else None


def _bad(variable: str, text: str, usual: Mapping[str, float]) -> BadSettings:
    form = ",".join(f"{name}={share}" for name, share in usual.items())
    return BadSettings(f"These shares can't be read. Set {variable} to off, or any of {form}: {text}")
