"""The side-by-side player as a Gradio component: a plain `gr.HTML` that draws a view and answers with events.

Gradio writes a `.pyi` file next to the source of any class derived from a component, so a function makes the stage.

    player = stage()
    player.vote(on_vote, inputs=[…], outputs=[player], show_progress="hidden")

    def on_vote(event: gr.EventData) -> str:  # likewise `undo`, `cancel`, `retry`, `next`, `reuse`
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

from comparisons.booth import Told
from comparisons.ui.words import words
from comparisons.votes.answers import CRITERIA, REASONS, SKIPS, Answer, answer_of

SCRIPTS: Final = (
    "stage_dom.js",
    "stage_sound.js",
    "stage_clock.js",
    "stage_preview.js",
    "stage_lane.js",
    "stage_bar.js",
    "stage_ballot.js",
    "stage_vote.js",
    "stage_keys.js",
    "stage.js",
)
OUTCOMES: Final = frozenset({"left", "right", "tie", "both_bad", "best", "ranking", "skip"})
LONGEST: Final = 2000
"""Characters of a comment."""

# The names in quotes are the custom events: gr.HTML offers a listener for each quoted word of this script.
_MOUNT: Final = """
const events = new Set(["vote", "undo", "cancel", "retry", "next", "reuse"]);
const emit = (name, data) => events.has(name) && trigger(name, data);
window.splitscreen.mount(element, emit, props, watch);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageVote:
    """What a browser says a person chose; untrusted until the desk has checked it.

    view: the id of the view voted on.
    answer: `left`, `right`, `tie`, `both_bad`, the best take where there are more than two, or more than that.
    told: what came with it: seconds that each take was played and heard, by the wall clock, and the like.
    """

    view: str
    answer: Answer
    told: Told


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
        asks={"criteria": CRITERIA, "reasons": REASONS, "skips": SKIPS},
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
    said = best if isinstance(best, str) else str(outcome)
    answer = answer_of(said, _word(data.get("worst")), _words(data.get("ranking")), _word(data.get("reason")))
    return StageVote(view=_word(data.get("id")), answer=answer, told=_told(data))


def _told(data: Mapping[str, Any]) -> Told:
    return Told(
        aspects={_word(key): _word(said) for key, said in _items(data.get("aspects"))},
        reasons={_word(take): _words(said) for take, said in _items(data.get("reasons"))},
        comment=_word(data.get("comment"))[:LONGEST],
        played=_seconds(data.get("played")),
        heard=_seconds(data.get("heard")),
        replays={take: int(times) for take, times in _seconds(data.get("replays")).items() if times < 1e6},
        decided_after_s=_second(data.get("decided_after_s")),
        slip=_word(data.get("slip")),
    )


def _items(given: object) -> list[tuple[Any, Any]]:
    return list(given.items()) if isinstance(given, dict) else []


def _word(given: object) -> str:
    return given if isinstance(given, str) else ""


def _words(given: object) -> list[str]:
    return [one for one in given if isinstance(one, str)] if isinstance(given, list) else []


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
