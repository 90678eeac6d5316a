"""A stage that follows one comparison: the page looks, the desk works, and leaving the page changes nothing."""

from __future__ import annotations

from html import escape
from typing import Any, Final

import gradio as gr

from comparisons.desk import Desk, Misuse, Seen
from comparisons.run.comparison import utc_now
from comparisons.ui.stage import read_take, read_vote, shown, stage
from comparisons.ui.view import view
from comparisons.ui.who import Who
from comparisons.ui.words import Language, language_of, refusal, say
from comparisons.votes.errors import AlreadyVoted, VoteTrouble

GLANCE, QUICK = 0.4, 0.15
"""Seconds between two looks at a comparison that is not finished; quick ones while its first picture is waited for."""
YOUNG = 3.0
"""Seconds for which the first picture is waited for in that way."""
DIRECT: Final[dict[str, Any]] = {
    "show_progress": "hidden",
    "api_visibility": "private",
    "queue": False,
    "postprocess": False,
}
"""How a stage's events are bound: each is answered by one reply and not through Gradio's queue, since nothing that the
desk does for them takes long; so two hundred visitors at once wait for each other hardly at all."""


class Watch:
    """The stage, the id of the comparison that it shows, and the clock by which it looks."""

    def __init__(self, desk: Desk, who: Who, name: str, *, reuses: bool = False) -> None:
        """Draw the components where this is called; `name` tells this stage's parts from another's.

        `reuses` as in `stage`.
        """
        self._desk, self._who = desk, who
        self.current = gr.Textbox(visible="hidden", elem_id=f"{name}-comparison")
        self.message = gr.HTML(elem_id=f"{name}-message", elem_classes="notice")
        self.stage = stage(elem_id=f"{name}-stage", reuses=reuses)
        self.clock = gr.Timer(GLANCE, active=False)
        self._drawn = gr.State("")

    @property
    def outputs(self) -> list[gr.components.Component]:
        """What `show` and `clear` answer for, in order."""
        return [self.current, self.stage, self.clock, self._drawn, self.message]

    def show(self, comparison_id: str, voter: str, language: Language) -> list[Any]:
        """The components' values for a comparison; a sentence in place of the stage where there is none."""
        try:
            seen = self._desk.see(comparison_id, voter)
        except KeyError:
            return [*self.clear()[:4], notice(say(language, "page.gone"))]
        drawn = shown(view(seen, language))
        return [comparison_id, drawn, _clock(seen), _mark(seen, drawn), notice("")]

    def clear(self) -> list[Any]:
        """The components' values where there is nothing to show."""
        return ["", "", gr.Timer(active=False), "", notice("")]

    def veil(self) -> list[Any]:
        """The components' values where the stage must show nothing for now; which comparison it is stays known."""
        return [gr.skip(), *self.clear()[1:]]

    def wire(self) -> None:
        """Bind the clock, the votes and the cancel button."""
        self.clock.tick(
            self._tick, [self.current, self._who.voter, self._drawn], [self.stage, self.clock, self._drawn], **DIRECT
        )
        told = [self.stage, self._drawn, self.message]
        self.stage.vote(self._vote, [self.current, self._who.voter], told, **DIRECT)
        self.stage.undo(self._undo, [self.current, self._who.voter], told, **DIRECT)
        self.stage.cancel(self._cancel, [self.current], None, **DIRECT)
        self.stage.retry(
            self._retry,
            [self.current, *self._who.inputs],
            [self.stage, self.clock, self._drawn, self.message],
            **DIRECT,
        )

    def _tick(self, comparison_id: str, voter: str, last: str, request: gr.Request) -> list[Any]:
        if not comparison_id:
            return [gr.skip(), gr.Timer(active=False), gr.skip()]
        try:
            seen = self._desk.see(comparison_id, voter)
        except KeyError:  # its folder was taken away meanwhile
            return [gr.skip(), gr.Timer(active=False), gr.skip()]
        drawn = shown(view(seen, spoken(request)))
        if (mark := _mark(seen, drawn)) == last:
            return [gr.skip(), gr.skip(), gr.skip()]
        return [drawn, _clock(seen), mark]

    def _vote(self, comparison_id: str, voter: str, event: gr.EventData, request: gr.Request) -> list[Any]:
        language, told = spoken(request), ""
        try:
            said = read_vote(event)
            seen = self._desk.vote(comparison_id, voter, said.answer, **said.told)
        except AlreadyVoted:  # in another window, which has seen the names
            seen, told = self._desk.see(comparison_id, voter), say(language, "vote.twice")
        except Misuse as misuse:
            return [gr.skip(), gr.skip(), notice(refusal(language, misuse))]
        except (ValueError, VoteTrouble, KeyError) as error:
            return [gr.skip(), gr.skip(), notice(say(language, "vote.lost", reason=error))]
        drawn = shown(view(seen, language))
        return [drawn, drawn, notice(told)]

    def _undo(self, comparison_id: str, voter: str, request: gr.Request) -> list[Any]:
        language = spoken(request)
        try:
            seen = self._desk.undo(comparison_id, voter)
        except Misuse as misuse:
            return [gr.skip(), gr.skip(), notice(refusal(language, misuse))]
        except (VoteTrouble, KeyError) as error:
            return [gr.skip(), gr.skip(), notice(say(language, "vote.lost", reason=error))]
        drawn = shown(view(seen, language))
        told = "vote.undone" if seen.comparison.mode == "open" else "vote.undone_blind"
        return [drawn, drawn, notice(say(language, told))]

    def _retry(self, comparison_id: str, voter: str, visit: str, event: gr.EventData, request: gr.Request) -> list[Any]:
        try:
            self._desk.retry(comparison_id, read_take(event) or "", self._who.visitor(voter, visit, request))
        except (Misuse, KeyError) as error:
            said = refusal(spoken(request), error) if isinstance(error, Misuse) else say(spoken(request), "page.gone")
            return [gr.skip(), gr.skip(), gr.skip(), notice(said)]
        return self.show(comparison_id, voter, spoken(request))[1:]

    def _cancel(self, comparison_id: str, event: gr.EventData) -> None:
        self._desk.cancel(comparison_id, read_take(event))


def _clock(seen: Seen) -> gr.Timer:
    return gr.Timer(_pace(seen), active=not seen.comparison.finished)


def _mark(seen: Seen, drawn: str) -> str:
    """What is remembered of a look, so that nothing is sent until there is something new to draw, or another pace."""
    return f"{_pace(seen)} {drawn}"


def _pace(seen: Seen) -> float:
    made = seen.comparison
    last = max(take.started_at or made.created_at for take in made.takes)
    return QUICK if made.mode == "open" and (utc_now() - last).total_seconds() < YOUNG else GLANCE


def spoken(request: gr.Request | None) -> Language:
    """The language of the browser that asks."""
    return language_of(request.headers.get("accept-language") if request else None)


def notice(text: str) -> str:
    """A message beside a control: HTML that shows just that text, announced to screen readers; hidden where empty."""
    return f'<div role="alert">{escape(text)}</div>' if text else ""
