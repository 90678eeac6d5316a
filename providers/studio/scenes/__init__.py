"""The kinds of scene, one a module; which one a prompt wants is decided by its words (`kind` in the vocabulary)."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

from providers.kit.terms import Flaw
from providers.studio.paint.fog import misted
from providers.studio.performance import Form, Performance
from providers.studio.script import Script


def module(kind: str) -> Any:
    """The module of that kind; imported when it is wanted, so that one scene's needs slow no other."""
    return importlib.import_module(f"providers.studio.scenes.{kind}")


def kinds() -> list[str]:
    """Every module here: the kinds that words choose, and `picture`, which a brief with a picture gets."""
    return [one.name for one in pkgutil.iter_modules(__path__)]


def acts(script: Script, form: Form, begins: tuple[int, ...]) -> Iterator[Performance]:
    """The script, played over all frames, and staged anew with another draw at each frame of `begins`, when it is
    asked for.

    In slow motion a second of life has more frames; they are shown, and heard, at the clip's own rate.
    """
    fps = round(form.fps * script.slow)
    for at, (start, end) in enumerate(pairwise((*begins, form.frames))):
        yield played(script, replace(form, frames=end - start, seed=form.seed + 7919 * at, fps=fps, slow=script.slow))


def played(script: Script, form: Form) -> Performance:
    """One staging; fog lies over any kind of scene."""
    act: Performance = module(script.kind).perform(script, form)
    thick = float(script.details.get("fog", 0.0))
    if not thick:
        return act
    return replace(act, painter=misted(act.painter, form, thick, script.light, script.wind))


def openings(script: Script, form: Form, kept: tuple[int, ...] = (0,), shown: int = 0) -> tuple[int, ...]:
    """The frames at which a staging begins: once, or after each `ACT` of the scene; the last one may be longer by half.

    `kept` are those of a shorter clip, `shown` how many frames it had: what was shown stays as it was, and the staging
    that its end has cut off goes on.
    """
    told = getattr(module(script.kind), "ACT", None)
    act: float | None = told(script) if callable(told) else told
    begins = list(kept)
    if act is not None:
        whole = round(act * form.fps * script.slow)
        while form.frames - (after := max(begins[-1] + whole, shown + whole // 2 if shown else 0)) >= whole / 2:
            begins.append(after)
    return tuple(begins)


def has(kind: str, flaw: Flaw) -> bool:
    """Whether that kind of scene has the flaw when it is asked for."""
    of_motion = {"gravity", "ghost", "energy", "vanish"}
    return flaw.kind not in of_motion or flaw.kind in getattr(module(kind), "FLAWS", ())
