"""The side-by-side player as a Gradio component: a plain `gr.HTML` that draws a view and answers with events.

Gradio writes a `.pyi` file next to the source of any class derived from a component, so a function makes the stage.

    player = stage()
    player.vote(on_vote, inputs=[…], outputs=[player], show_progress="hidden")

    def on_vote(event: gr.EventData) -> str:  # likewise `cancel`, `retry`, `next`, `reuse`
        said = read_vote(event)
        …
        return shown(view)

Every handler that returns to the stage needs `show_progress="hidden"`, or Gradio veils the clips while it runs.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final, cast

import gradio as gr

from comparisons.ui.words import words

SCRIPTS: Final = (
    "stage_dom.js",
    "stage_sound.js",
    "stage_clock.js",
    "stage_preview.js",
    "stage_lane.js",
    "stage_bar.js",
    "stage_keys.js",
    "stage.js",
)
OUTCOMES: Final = frozenset({"left", "right", "tie", "both_bad", "best"})

# The names in quotes are the custom events: gr.HTML offers a listener for each quoted word of this script.
_MOUNT: Final = """
const events = new Set(["vote", "cancel", "retry", "next", "reuse"]);
const emit = (name, data) => events.has(name) && trigger(name, data);
window.splitscreen.mount(element, emit, props, watch);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageVote:
    """What a browser says a person chose; untrusted until the desk has checked it.

    view: the id of the view voted on.
    outcome: `left`, `right`, `tie`, `both_bad`, or `best` where there are more than two takes.
    best: the take chosen, for `best`.
    played, heard: seconds by take id, by the wall clock.
    decided_after_s: seconds from when all clips were on the screen; None if they never all were.
    """

    view: str
    outcome: str
    best: str | None
    played: Mapping[str, float]
    heard: Mapping[str, float]
    decided_after_s: float | None


def stage(view: Mapping[str, Any] | None = None, *, reuses: bool = False, **options: Any) -> gr.HTML:
    """A stage that shows a view (None: an empty one); `options` go to `gr.HTML` (elem_id, visible, key …).

    `reuses`: each clip whose maker is known has buttons to extend and to change it; they emit `reuse`.
    """
    return gr.HTML(
        value=shown(view),
        html_template='<div class="stage-place"></div>',
        js_on_load=_MOUNT,
        head=_head(),
        apply_default_css=False,
        reuses=reuses,
        words={"en": words("en", "stage"), "ru": words("ru", "stage")},
        **options,
    )


def shown(view: Mapping[str, Any] | None) -> str:
    """A view as the stage's value: JSON without `<`, so that no prompt looks like markup to anything on the way."""
    return "" if view is None else json.dumps(view, ensure_ascii=False, allow_nan=False).replace("<", "\\u003c")


def read_vote(event: gr.EventData) -> StageVote:
    """The vote in an event's data; ValueError with what is wrong where a browser sent something else."""
    data = _data(event)
    outcome, best = data.get("outcome"), data.get("best")
    if outcome not in OUTCOMES:
        raise ValueError(f"This vote names no outcome that a person can choose: {outcome!r}")
    if (outcome == "best") != isinstance(best, str):
        raise ValueError(f"A vote for the best, and no other, names a take: {best!r}")
    return StageVote(
        view=str(data.get("id") or ""),
        outcome=outcome,
        best=best,
        played=_seconds(data.get("played")),
        heard=_seconds(data.get("heard")),
        decided_after_s=_second(data.get("decided_after_s")),
    )


def read_reuse(event: gr.EventData) -> tuple[str, str]:
    """The id of the take to go on from, and the task; empty where a browser sent something else."""
    data = _data(event)
    return str(data.get("take") or ""), str(data.get("task") or "")


def read_take(event: gr.EventData) -> str | None:
    """The id of the take to stop or to try again; None for all of them."""
    take = _data(event).get("take")
    return take if isinstance(take, str) else None


def _data(event: gr.EventData) -> Mapping[str, Any]:
    data = event._data
    return cast("Mapping[str, Any]", data) if isinstance(data, dict) else {}


def _seconds(measured: object) -> dict[str, float]:
    if not isinstance(measured, dict):
        return {}
    return {str(take): value for take, given in measured.items() if (value := _second(given)) is not None}


def _second(given: object) -> float | None:
    if isinstance(given, bool) or not isinstance(given, int | float) or not math.isfinite(given) or given < 0:
        return None
    return float(given)


def _head() -> str:
    assets = files("assets")
    scripts = "".join(f"<script>{assets.joinpath(name).read_text('utf-8')}</script>" for name in SCRIPTS)
    return f"<style data-stage>{assets.joinpath('stage.css').read_text('utf-8')}</style>{scripts}"
