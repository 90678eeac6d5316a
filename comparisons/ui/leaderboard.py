"""The tab *Leaderboard*: ratings with their intervals, who beat whom, and how the models have behaved."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from typing import Any

import gradio as gr

from comparisons.board import Answer, Question, answer
from comparisons.desk import Desk
from comparisons.ranking.scores import Effect
from comparisons.ranking.slices import POOLS, Slice, TooFew
from comparisons.ranking.table import BadVotes, Row, Table
from comparisons.run.reliability import Middle, Record
from comparisons.ui.charts import matrix, tradeoff
from comparisons.ui.watch import spoken
from comparisons.ui.who import Who
from comparisons.ui.words import Language, say
from comparisons.votes.errors import VoteTrouble
from providers import catalogue

HEADS = ("rank", "model", "rating", "votes", "share", "record", "both_bad")
BEHAVED = ("model", "asked", "clips", "refused", "timed_out", "errors", "wait", "cost")
NEWEST = 2000
"""Comparisons that are looked at for what their clips are like and how models have behaved."""
ANY = ""
"""Of a slice: all of them."""
CRITERIA = ("overall", "picture", "motion", "sound", "sync", "prompt")


class Leaderboard:
    """A question, a table and what stands beside it, made anew from the votes each time the tab is opened."""

    def __init__(self, desk: Desk, who: Who, i18n: gr.I18n) -> None:
        """Draw the tab where this is called."""
        self._desk, self._who = desk, who
        small: dict[str, Any] = {"min_width": 150, "scale": 1, "container": True}
        with gr.Row(elem_id="board-asked"):
            self.criterion = gr.Dropdown(
                [(i18n(f"board.on_{name}"), name) for name in CRITERIA], value="overall",
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
        wanted = Slice(category=category or None, task=task or None, mode=mode or None)
        question = Question(
            criterion=criterion, wanted=wanted, pool=pool, voter=(voter or "nobody") if whose else "", even=even
        )  # fmt: skip
        try:
            found = answer(self._desk.votes.read(), self._desk.store.recent(NEWEST), question)
        except TooFew as few:
            told = say(language, "board.own", missing=few.missing)
            return [gr.skip(), gr.skip(), _centred(told), *_nothing(2), "", *_nothing(2)]
        except (BadVotes, VoteTrouble) as error:
            told = say(language, "board.broken", reason=error)
            return [gr.skip(), gr.skip(), _centred(told), *_nothing(2), "", *_nothing(2)]
        offered = [
            _offered(found.choices[name], asked, language) for name, asked in (("category", category), ("task", task))
        ]
        behaved = _behaved_html(found.records, language) if found.records else ""
        if not found.table.rows:
            nothing = say(language, "board.none" if found.choices["criterion"] else "board.empty")
            return [*offered, _centred(nothing), *_nothing(2), behaved, *_nothing(2)]
        return [
            *offered, _html(found.table, language, mixed=pool == "all"), gr.update(visible=True),
            _plotted(matrix(found.table)), behaved,
            *_tradeoffs(found, language),
        ]  # fmt: skip

    def empty(self) -> list[Any]:
        """No name of a model."""
        return [gr.skip(), gr.skip(), "", *_nothing(2), "", *_nothing(2)]


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


def _nothing(count: int) -> list[Any]:
    return [gr.update(visible=False), *[gr.update(value=None, visible=False)] * (count - 1)]


def _plotted(figure: Any) -> Any:
    return gr.update(value=figure, visible=figure is not None)


def _html(table: Table, language: Language, *, mixed: bool) -> str:
    heads = "".join(f"<th>{escape(say(language, f'board.{name}'))}</th>" for name in HEADS)
    low, high = min(row.low for row in table.rows), max(row.high for row in table.rows)
    rows = "".join(_row(row, low, high, language) for row in table.rows)
    bad = sum(row.both_bad for row in table.rows) // 2
    method = escape(say(language, "board.method", votes=table.votes, bad=bad))
    together = f" {escape(say(language, 'board.mixed'))}" if mixed else ""
    return (
        f'<div class="scroll"><table class="board"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
        f'<p class="method">{method}{together}</p>{_effects(table.effects, language)}'
    )


def _effects(effects: Sequence[Effect], language: Language) -> str:
    """What each control is worth, as how often the one with a unit more of it wins between equal models."""
    if not effects:
        return ""
    rows = "".join(
        f"<tr><td>{escape(say(language, f'board.control_{one.name}'))}</td><td>{100 * _share(one.worth):.0f} % "
        f"<small>{100 * _share(one.low):.0f} … {100 * _share(one.high):.0f}</small></td></tr>"
        for one in effects
    )
    about = escape(say(language, "board.effects"))
    return f'<p class="caption">{about}</p><table class="plain effects"><tbody>{rows}</tbody></table>'


def _share(worth: float) -> float:
    return 1 / (1 + math.exp(-worth))


def _behaved_html(known: Sequence[Record], language: Language) -> str:
    heads = "".join(f"<th>{escape(say(language, f'board.{name}'))}</th>" for name in BEHAVED)
    rows = "".join(_behaved_row(one) for one in known)
    title, about = (escape(say(language, f"board.{name}")) for name in ("behaved", "behaved_about"))
    return (
        f"<p class='caption'><b>{title}</b> {about}</p>"
        f'<div class="scroll"><table class="plain"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _behaved_row(one: Record) -> str:
    numbers = (one.asked, one.clips, one.refused, one.timed_out, one.errors)
    cells = [
        f"<b>{escape(catalogue().label(one.model))}</b>",
        *(str(number) for number in numbers),
        _spanned(one.wait_s, 1),
        _spanned(one.cost_usd, 2),
    ]
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _spanned(middle: Middle | None, digits: int) -> str:
    if middle is None:
        return "—"
    low, value, high = (f"{number:.{digits}f}" for number in (middle.low, middle.value, middle.high))
    return value if low == high else f"{value} <small>{low} … {high}</small>"


def _row(row: Row, low: float, high: float, language: Language) -> str:
    place = f"{row.rank_low}" if row.rank_low == row.rank_high else f"{row.rank_low}–{row.rank_high}"
    tag = f'<span class="tag">{escape(say(language, "board.provisional"))}</span>' if row.provisional else ""
    share = "—" if row.win_share is None else f"{100 * row.win_share:.0f} %"
    cells = [
        f'<span class="place">{place}</span>',
        f"<b>{escape(catalogue().label(row.model))}</b>{tag}<br><code>{escape(row.model)}</code>",
        _interval(row, low, high),
        str(row.votes),
        share,
        f"{row.wins} · {row.ties} · {row.losses}",
        str(row.both_bad),
    ]
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _interval(row: Row, low: float, high: float) -> str:
    def at(points: float) -> float:
        return 3 + 94 * (points - low) / max(high - low, 1e-9)

    bar = f'<i style="left:{at(row.low):.1f}%;width:{at(row.high) - at(row.low):.1f}%"></i>'
    dot = f'<b style="left:{at(row.rating):.1f}%"></b>'
    figures = f'<span class="figures"><strong>{row.rating:.0f}</strong> {row.low:.0f} … {row.high:.0f}</span>'
    return f'{figures}<div class="interval" aria-hidden="true">{bar}{dot}</div>'


def _centred(sentence: str) -> str:
    return f'<p class="empty">{escape(sentence)}</p>'
