"""A throw is tried before it is filmed, where the prompt says how it ends."""

from __future__ import annotations

from providers.studio.script import Script
from providers.studio.simulate import simulate
from providers.studio.stagecraft.scene import stage
from providers.studio.stagecraft.terms import Scene
from providers.studio.tracks import Tracks

TRIES = 24
FPS, SECONDS = 24, 4
"""Of a trial: long enough for the ball to come down."""


def staged(script: Script, seed: int, aspect: float) -> Scene:
    """The scene of that seed; for `scores` or `misses` the first throw drawn from it that does so."""
    if not script.outcome or script.fixture != "hoop":
        return stage(script, seed, aspect)
    scene = stage(script, seed, aspect)
    for attempt in range(1, TRIES):
        if scored(simulate(scene, FPS, FPS * SECONDS)) == (script.outcome == "score"):
            break
        scene = stage(script, seed + 104_729 * attempt, aspect)
    return scene


def scored(tracks: Tracks) -> bool:
    """Whether a ball has gone through the net."""
    return any(contact.materials[0] == "net" for contact in tracks.contacts)
