"""The tab *Leaderboard*: ratings with their intervals, who beat whom, and how the models have behaved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import gradio as gr

from comparisons.board import Answer, Board, Question
from comparisons.lists import EXAMPLES, SETS
from comparisons.ranking.asked import CHECKED
from comparisons.ranking.language import LANGUAGES
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
OFFERING = 4
"""How many components offer other choices as votes and lists change."""


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
            self.pool = gr.Dropdown(
                [(i18n(f"board.pool_{name}"), name) for name in POOLS], value="all", label=i18n("board.pool"), **small
            )
            self.whose = gr.Dropdown(
                [(i18n("board.whose_all"), ANY), (i18n("board.whose_mine"), "mine")], value=ANY,
                label=i18n("board.whose"), **small,
            )  # fmt: skip
        with gr.Accordion(i18n("board.more"), open=False, elem_id="board-more"):
            self._draw_more(i18n, small)
        self.table = gr.HTML(elem_id="leaderboard")
        self.caption = gr.Markdown(i18n("board.matrix"), visible=False, elem_classes="caption")
        self.matrix = gr.Plot(show_label=False, container=False, visible=False, elem_id="matrix")
        self.behaved = gr.HTML(elem_id="behaved")
        with gr.Row():
            self.price, self.wait = (
                gr.Plot(show_label=False, container=False, visible=False, min_width=300, elem_id=f"against-{what}")
                for what in ("price", "wait")
            )

    def _draw_more(self, i18n: gr.I18n, small: dict[str, Any]) -> None:
        """What is asked less often."""
        everything = (i18n("board.any"), ANY)
        modes = [(i18n(f"board.mode_{name}"), name) for name in ("battle", "blind", "open")]
        languages = [(told, name) for name, told in LANGUAGES.items()]
        with gr.Row():
            self.mode, self.language, self.prompt_set, self.group = (
                gr.Dropdown([everything, *choices], value=ANY, label=i18n(f"board.{name}"), **small)
                for name, choices in (("mode", modes), ("language", languages), ("prompt_set", ()), ("group", ()))
            )
        with gr.Row():
            self.since, self.until = (
                gr.DateTime(include_time=False, type="string", timezone="UTC", label=i18n(f"board.{name}"))
                for name in ("since", "until")
            )
            self.weight = gr.Textbox(
                label=i18n("board.weight"), placeholder="overall=2, sound=1", info=i18n("board.weight_about"),
                submit_btn=True, elem_id="board-weight", min_width=300, max_lines=1,
            )  # fmt: skip
        self.even = gr.Checkbox(label=i18n("board.even"), info=i18n("board.even_about"), elem_id="board-even")

    @property
    def asked(self) -> list[gr.components.Component]:
        """What the visitor asks, in the order that `fill` takes it."""
        often = [self.criterion, self.category, self.task, self.pool, self.whose]
        more = [self.mode, self.language, self.prompt_set, self.group, self.since, self.until, self.weight]
        return [*often, *more, self.even]

    @property
    def outputs(self) -> list[gr.components.Component]:
        """What `fill` and `empty` answer for, in order."""
        shown = [self.table, self.caption, self.matrix, self.behaved, self.price, self.wait]
        return [*self._offering, *shown]

    @property
    def _offering(self) -> list[gr.components.Component]:
        """What offers other choices as votes and lists change."""
        return [self.category, self.task, self.prompt_set, self.group]

    def wire(self) -> None:
        """Bind every part of the question."""
        changed = [one.input for one in self.asked if isinstance(one, gr.Dropdown | gr.Checkbox)]
        changed += [self.since.change, self.until.change, self.weight.submit]
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "trigger_mode": "always_last"}
        gr.on(changed, self._asked, [self._who.voter, *self.asked], self.outputs, **quiet)

    def _asked(self, request: gr.Request, voter: str, *asked: Any) -> list[Any]:
        return self.fill(spoken(request), voter, *asked)

    def fill(self, language: Language, voter: str, *asked: Any) -> list[Any]:
        """The board as the votes stand now, for what was asked."""
        question = _question(voter, *asked)
        try:
            found = self._board.answer(question)
        except TooFew as few:
            told = say(language, "board.own", missing=few.missing)
            return _alone(centred(told))
        except (BadVotes, VoteTrouble) as error:
            told = say(language, "board.broken", reason=error)
            return _alone(centred(told))
        except ValueError as error:
            return _alone(centred(say(language, "board.unasked", reason=error)))
        offered = _offers(found, question, language)
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


def _question(voter: str, *asked: Any) -> Question:
    """What the components of `Leaderboard.asked` ask."""
    criterion, category, task, pool, whose, mode, prompt_language, prompt_set, group, since, until, weight, even = asked
    return Question(
        criterion=criterion, category=category, task=task, mode=mode, pool=pool, even=even, language=prompt_language,
        prompt_set=prompt_set, group=group, since=since or "", until=until or "", weight=weight or "",
        voter=(voter or "nobody") if whose else "",
    )  # fmt: skip


def _offers(found: Answer, question: Question, language: Language) -> list[Any]:
    """The choices of each of `Leaderboard._offering`; what is built in is told in the page's words."""
    choices, names = found.beside.choices, found.named
    return [
        _offered(choices["category"], question.category, language),
        _offered(choices["task"], question.task, language),
        _offered(names.sets, question.prompt_set, language, {EXAMPLES: say(language, "board.set_examples")}),
        _offered(names.groups, question.group, language, {CHECKED: say(language, "board.group_checked")}),
    ]


def _offered(words: Sequence[str], value: str, language: Language, told: Mapping[str, str] = {}) -> Any:
    """The choices of a slice; what is chosen stays, even where no vote has it any more."""
    known = sorted({*words, *([value] if value else [])}, key=lambda word: (word not in told, word))
    offered = [(told.get(word, word.removeprefix(f"{SETS}/").removesuffix(".csv")), word) for word in known]
    return gr.update(choices=[(say(language, "board.any"), ANY), *offered], value=value)


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
    matrix, price, wait = (gr.update(value=None, visible=False) for _ in range(3))  # Gradio empties what it is given
    return [gr.skip()] * OFFERING + [sentence, gr.update(visible=False), matrix, known, price, wait]


def _plotted(figure: Any) -> Any:
    return gr.update(value=figure, visible=figure is not None)
