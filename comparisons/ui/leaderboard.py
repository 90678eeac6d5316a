"""The tab *Leaderboard*: ratings with their intervals, who beat whom, and how the models have behaved."""

from __future__ import annotations

from typing import Any

import gradio as gr

from comparisons.board import Answer, Board, Question
from comparisons.ranking.slices import POOLS, TooFew
from comparisons.ranking.table import BadVotes
from comparisons.ui.board_html import behaved, board, centred
from comparisons.ui.charts import matrix, tradeoff
from comparisons.ui.watch import spoken
from comparisons.ui.who import Who
from comparisons.ui.words import Language, say
from comparisons.votes.answers import CRITERIA
from comparisons.votes.errors import VoteTrouble

ANY = ""
"""Of a slice: all of them."""


class Leaderboard:
    """A question, a table and what stands beside it, made anew from the votes each time the tab is opened."""

    def __init__(self, made: Board, who: Who, i18n: gr.I18n) -> None:
        """Draw the tab where this is called."""
        self._board, self._who = made, who
        small: dict[str, Any] = {"min_width": 150, "scale": 1, "container": True}
        with gr.Row(elem_id="board-asked"):
            self.criterion = gr.Dropdown(
                [(i18n(f"board.on_{name}"), name) for name in ("overall", *CRITERIA)], value="overall",
                label=i18n("board.criterion"), **small,
            )  # fmt: skip
            self.category, self.task = (
                gr.Dropdown([(i18n("board.any"), ANY)], value=ANY, label=i18n(f"board.{name}"), **small)
                for name in ("category", "task")
            )
            modes = [(i18n(f"board.mode_{name}"), name) for name in ("battle", "blind", "open")]
            self.mode = gr.Dropdown(
                [(i18n("board.any"), ANY), *modes], value=ANY, label=i18n("board.mode"), **small,
            )  # fmt: skip
            self.pool = gr.Dropdown(
                [(i18n(f"board.pool_{name}"), name) for name in POOLS], value="all", label=i18n("board.pool"), **small
            )
            self.whose = gr.Dropdown(
                [(i18n("board.whose_all"), ANY), (i18n("board.whose_mine"), "mine")], value=ANY,
                label=i18n("board.whose"), **small,
            )  # fmt: skip
        self.even = gr.Checkbox(label=i18n("board.even"), info=i18n("board.even_about"), elem_id="board-even")
        self.table = gr.HTML(elem_id="leaderboard")
        self.caption = gr.Markdown(i18n("board.matrix"), visible=False, elem_classes="caption")
        self.matrix = gr.Plot(show_label=False, container=False, visible=False, elem_id="matrix")
        self.behaved = gr.HTML(elem_id="behaved")
        with gr.Row():
            self.price, self.wait = (
                gr.Plot(show_label=False, container=False, visible=False, min_width=300, elem_id=f"against-{what}")
                for what in ("price", "wait")
            )

    @property
    def asked(self) -> list[gr.Dropdown | gr.Checkbox]:
        """What the visitor asks, in the order that `fill` takes it."""
        return [self.criterion, self.category, self.task, self.mode, self.pool, self.whose, self.even]

    @property
    def outputs(self) -> list[gr.components.Component]:
        """What `fill` and `empty` answer for, in order."""
        shown = [self.table, self.caption, self.matrix, self.behaved, self.price, self.wait]
        return [self.category, self.task, *shown]

    def wire(self) -> None:
        """Bind every part of the question."""
        changed = [one.input for one in self.asked]
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "trigger_mode": "always_last"}
        gr.on(changed, self._asked, [self._who.voter, *self.asked], self.outputs, **quiet)

    def _asked(self, request: gr.Request, voter: str, *asked: Any) -> list[Any]:
        return self.fill(spoken(request), voter, *asked)

    def fill(self, language: Language, voter: str, *asked: Any) -> list[Any]:
        """The board as the votes stand now, for what was asked."""
        criterion, category, task, mode, pool, whose, even = asked
        question = Question(
            criterion=criterion, category=category, task=task, mode=mode, pool=pool, even=even,
            voter=(voter or "nobody") if whose else "",
        )  # fmt: skip
        try:
            found = self._board.answer(question)
        except TooFew as few:
            told = say(language, "board.own", missing=few.missing)
            return _alone(centred(told))
        except (BadVotes, VoteTrouble) as error:
            told = say(language, "board.broken", reason=error)
            return _alone(centred(told))
        offered = [
            _offered(found.beside.choices[name], asked, language)
            for name, asked in (("category", category), ("task", task))
        ]
        known = behaved(found.records, language) if found.records else ""
        if not found.table.rows:
            nothing = say(language, "board.none" if found.beside.choices["criterion"] else "board.empty")
            return [*offered, *_alone(centred(nothing), known)[len(offered) :]]
        return [
            *offered, board(found, question, language), gr.update(visible=True),
            _plotted(matrix(found.table)), known,
            *_tradeoffs(found, language),
        ]  # fmt: skip

    def empty(self) -> list[Any]:
        """No name of a model."""
        return _alone("")


def _offered(words: list[str], value: str, language: Language) -> Any:
    """The choices of a slice; what is chosen stays, even where no vote has it any more."""
    known = sorted({*words, *([value] if value else [])})
    return gr.update(choices=[(say(language, "board.any"), ANY), *((word, word) for word in known)], value=value)


def _tradeoffs(found: Answer, language: Language) -> list[Any]:
    rows, quality = found.table.rows, say(language, "board.rating_only")
    price = {one.model: one.cost_usd for one in found.records if one.cost_usd}
    wait = {one.model: one.wait_s for one in found.records if one.wait_s}
    return [
        _plotted(tradeoff(rows, takes, say(language, f"board.{name}"), quality))
        for name, takes in (("cost", price), ("wait", wait))
    ]


def _alone(sentence: str, known: str = "") -> list[Any]:
    """A sentence where the table would be, and no drawing: a drawing holds models' names."""
    gone = gr.update(value=None, visible=False)
    return [gr.skip(), gr.skip(), sentence, gr.update(visible=False), gone, known, gone, gone]


def _plotted(figure: Any) -> Any:
    return gr.update(value=figure, visible=figure is not None)
