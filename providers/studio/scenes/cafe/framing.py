"""Where the camera stands: near enough for the faces, far enough for everyone."""

from __future__ import annotations

from dataclasses import dataclass

from providers.studio.performance import Form

DEPTH = 0.45
"""How much smaller what stands at the far wall is."""
EYES = 0.53
"""Metres from the table to the eyes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Framing:
    """From metres to pixels; y is 0 at the far edge of the table and grows upward."""

    width: int
    height: int
    scale: float
    """Pixels per metre at the table."""
    edge: float
    """Of the table's far edge from the top of the picture, in pixels."""
    seats: tuple[float, ...]
    """Where people sit, in metres from the middle."""
    alone: bool

    @property
    def eyes(self) -> float:
        """Pixels from the top at which the camera's own height lies."""
        return self.edge - EYES * self.scale

    def x(self, metres: float) -> float:
        """Pixels from the left."""
        return self.width / 2 + metres * self.scale

    def y(self, metres: float) -> float:
        """Pixels from the top."""
        return self.edge - metres * self.scale

    @property
    def wide(self) -> float:
        """Metres in view at the table."""
        return self.width / self.scale


def framing(form: Form, people: int) -> Framing:
    """A portrait for one, a table for more; people move together where the picture is narrow."""
    if people == 1:
        return portrait(form)
    gap = 0.5 if people > 2 else 0.62
    least = gap * (people - 1) + 0.5
    most = (0.74 if people > 2 else 1.05) * (people - 1) + 0.62
    tall = max(1.02, least / form.aspect)
    wide = tall * form.aspect
    span = min(most, wide) - (0.5 if wide < most else 0.62)
    seats = tuple(span * (at / (people - 1) - 0.5) for at in range(people))
    scale = form.height / tall
    edge = form.height * (0.8 if tall < 1.2 else 0.77)
    return Framing(width=form.width, height=form.height, scale=scale, edge=edge, seats=seats, alone=False)


def portrait(form: Form) -> Framing:
    """Head and shoulders; off the middle where the picture is broad."""
    tall = max(0.68, 0.6 / form.aspect)
    scale = form.height / tall
    eyes = form.height * (0.4 if form.aspect > 0.8 else 0.44)
    aside = -0.06 * min(1.0, max(0.0, form.aspect - 1.2)) * tall * form.aspect
    return Framing(
        width=form.width, height=form.height, scale=scale, edge=eyes + EYES * scale, seats=(aside,), alone=True,
    )  # fmt: skip
