"""A chain of point masses on links that never stretch: ropes, cords, double pendulums.

Verlet steps with the links' tensions solved exactly, all at once (SHAKE, Ryckaert, Ciccotti and Berendsen 1977): each
link pulls only on its neighbours, so the equations are tridiagonal. Such a chain neither stretches, however heavy what
hangs from it, nor gains energy.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.linalg.lapack import dgtsv

from providers.studio.tracks import Floats

RATE = 480
"""Steps per second: a multiple of 24, 30 and 60."""
ROUNDS = 3
"""Newton steps on the lengths; each squares the error."""


@dataclass(slots=True)
class Chain:
    """Nodes by two, in metres and seconds; a mass of infinity is held where it is."""

    places: Floats
    speeds: Floats
    masses: Floats
    lengths: Floats
    """Of the links, one fewer than there are nodes."""
    tensions: Floats
    """In newtons, after the last step; negative where a link is pushed."""

    @property
    def inverse(self) -> Floats:
        """One over each mass, 0 where it is held."""
        return 1.0 / self.masses


def chain(places: Floats, masses: Floats) -> Chain:
    """A chain at rest whose links are as long as its nodes are apart."""
    lengths = np.hypot(*np.diff(places, axis=0).T)
    return Chain(
        places=places.copy(), speeds=np.zeros_like(places), masses=masses, lengths=lengths,
        tensions=np.zeros(len(lengths)),
    )  # fmt: skip


def step(links: Chain, pull: Floats) -> None:
    """Go on by one step under forces in newtons, weight included."""
    dt, weights = 1 / RATE, links.inverse
    old = np.diff(links.places, axis=0)
    guess = links.places + dt * links.speeds + dt * dt * weights[:, None] * pull
    total = np.zeros(len(old))
    left, right = weights[:-1], weights[1:]
    for _ in range(ROUNDS):
        now = np.diff(guess, axis=0)
        error = links.lengths**2 - np.einsum("ij,ij->i", now, now)
        along = 2 * np.einsum("ij,ij->i", now, old)
        after = -2 * right[:-1] * np.einsum("ij,ij->i", now[:-1], old[1:])
        before = -2 * left[1:] * np.einsum("ij,ij->i", now[1:], old[:-1])
        share = dgtsv(before, (left + right) * along, after, error)[3]
        shift = share[:, None] * old
        guess[1:] += right[:, None] * shift
        guess[:-1] -= left[:, None] * shift
        total += share
    links.speeds = (guess - links.places) / dt
    links.places = guess
    links.tensions = -total * links.lengths / dt**2


def energy(links: Chain, gravity: float) -> float:
    """Joules of motion and height, of what isn't held."""
    free = np.isfinite(links.masses)
    masses, speeds, places = links.masses[free], links.speeds[free], links.places[free]
    return float(0.5 * masses @ np.sum(speeds**2, axis=1) + gravity * masses @ places[:, 1])


def drag(links: Chain, air: float, bending: float) -> Floats:
    """The forces that calm a rope: of the air, per kilogram, and of its fibres, which rub where it bends."""
    speeds = links.speeds
    pull = -air * np.where(np.isfinite(links.masses), links.masses, 0.0)[:, None] * speeds
    pull[1:-1] += bending * (speeds[:-2] - 2 * speeds[1:-1] + speeds[2:])
    return np.asarray(pull)
