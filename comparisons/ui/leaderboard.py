"""The tab *Leaderboard*: ratings with their intervals, who beat whom, and how the models have behaved."""

from __future__ import annotations

from html import escape
from typing import Any

import gradio as gr

from comparisons.desk import Desk
from comparisons.ranking.table import BadVotes, Row, Table
from comparisons.run.reliability import Middle, Record, records
from comparisons.ui.charts import matrix, tradeoff
from comparisons.ui.watch import spoken
from comparisons.ui.words import Language, say
from comparisons.votes.errors import VoteTrouble
from providers import catalogue

NEWEST = 2000
"""Comparisons that are looked at for how models have behaved."""
HEADS = ("rank", "model", "rating", "votes", "share", "record", "both_bad")
BEHAVED = ("model", "asked", "clips", "refused", "timed_out", "errors", "wait", "cost")


class Leaderboard:
    """A table and a matrix, made anew from the votes each time the tab is opened."""

    def __init__(self, desk: Desk, i18n: gr.I18n) -> None:
        """Draw the tab where this is called."""
        self._desk = desk
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
    def outputs(self) -> list[gr.components.Component]:
        """What `fill` and `empty` answer for, in order."""
        return [self.table, self.caption, self.matrix, self.behaved, self.price, self.wait]

    def fill(self, request: gr.Request) -> list[Any]:
        """The board as the votes stand now."""
        language = spoken(request)
        known = records(self._desk.store.recent(NEWEST))
        behaved = _behaved_html(known, language) if known else ""
        try:
            table = self._desk.leaderboard()
        except (BadVotes, VoteTrouble) as error:
            return [_centred(say(language, "board.broken", reason=error)), *_nothing(2), behaved, *_nothing(2)]
        if not table.rows:
            return [_centred(say(language, "board.empty")), *_nothing(2), behaved, *_nothing(2)]
        quality = say(language, "board.rating_only")
        price = tradeoff(
            table.rows, {one.model: one.cost_usd for one in known if one.cost_usd}, say(language, "board.cost"), quality
        )
        wait = tradeoff(
            table.rows, {one.model: one.wait_s for one in known if one.wait_s}, say(language, "board.wait"), quality
        )
        return [
            _html(table, language), gr.update(visible=True), _plotted(matrix(table)), behaved, _plotted(price),
            _plotted(wait),
        ]  # fmt: skip

    def empty(self) -> list[Any]:
        """No name of a model."""
        return ["", *_nothing(2), "", *_nothing(2)]


def _nothing(count: int) -> list[Any]:
    return [gr.update(visible=False), *[gr.update(value=None, visible=False)] * (count - 1)]


def _plotted(figure: Any) -> Any:
    return gr.update(value=figure, visible=figure is not None)


def _html(table: Table, language: Language) -> str:
    heads = "".join(f"<th>{escape(say(language, f'board.{name}'))}</th>" for name in HEADS)
    low, high = min(row.low for row in table.rows), max(row.high for row in table.rows)
    rows = "".join(_row(row, low, high, language) for row in table.rows)
    bad = sum(row.both_bad for row in table.rows) // 2
    method = escape(say(language, "board.method", votes=table.votes, bad=bad))
    return (
        f'<div class="scroll"><table class="board"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
        f'<p class="method">{method}</p>'
    )


def _behaved_html(known: list[Record], language: Language) -> str:
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
