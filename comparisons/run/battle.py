"""How a battle was drawn; stored with it, and told to nobody before the vote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Round = Literal["whole", "muted", "sound"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Battle:
    """For whom, and what of the clips is shown."""

    voter: str = ""
    """Who may vote on it; empty: anyone who asks for it."""
    round: Round = "whole"
    """Picture and sound, the picture alone (`muted`), or the sound alone."""
    expected: str = ""
    """The take that is known to be the better one, where the other was spoilt on purpose."""
    flaw: str = ""
    """What is wrong with that other one, as `battles.flaws` names it."""
    repeat: bool = False
    """Whether this voter has judged the same two clips before, the other way round."""
    of: tuple[str, ...] = ()
    """The takes that its clips were borrowed from, in its own takes' order; none where they were made for it."""
