"""The sea: somebody surfs, things float, or it is only looked at; one water, one physics."""

from __future__ import annotations

from providers.studio.performance import Form, Performance
from providers.studio.scenes.surf import floating, surfing
from providers.studio.scenes.surf.setting import setting
from providers.studio.script import Script

RIDE = 20.0


def ACT(script: Script) -> float | None:  # noqa: N802
    """A ride is ridden anew after a while; the sea and what floats on it go on."""
    return RIDE if surfs(script) else None


def surfs(script: Script) -> bool:
    """Whether somebody surfs: it was said, or a board and waves were."""
    told = script.details
    return bool(told.get("surfs") or (told.get("board") and told.get("swell") and not script.things))


def perform(script: Script, form: Form) -> Performance:
    """Play what the script asks of the sea."""
    if surfs(script):
        return surfing.perform(script, form, setting(script))
    return floating.perform(script, form, setting(script))
