"""Arithmetic on colours: lighter, darker, mixed, thinner."""

from __future__ import annotations

from functools import lru_cache

from providers.studio.stagecraft.terms import Colour

Thin = tuple[float, float, float, float]
INK: Colour = (0.1, 0.09, 0.13)
CREAM: Colour = (0.98, 0.95, 0.88)


def rgb(code: str) -> Colour:
    """`#rrggbb` as three numbers from 0 to 1."""
    red, green, blue = (int(code[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


@lru_cache(maxsize=4096)
def mix(first: Colour, second: Colour, share: float) -> Colour:
    """`share` of the second colour in the first."""
    red, green, blue = (a + (b - a) * share for a, b in zip(first, second, strict=True))
    return red, green, blue


def lighter(colour: Colour, share: float) -> Colour:
    """Towards white."""
    return mix(colour, (1.0, 1.0, 1.0), share)


def darker(colour: Colour, share: float) -> Colour:
    """Towards a warm black, which keeps shadows alive."""
    return mix(colour, (0.06, 0.03, 0.07), share)


def thin(colour: Colour, alpha: float) -> Thin:
    """The colour with an alpha."""
    return (*colour, alpha)
