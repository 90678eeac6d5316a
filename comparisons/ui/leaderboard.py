"""The tab *Leaderboard*: ratings with their intervals, and who beat whom."""

from __future__ import annotations

from html import escape
from typing import Any

import gradio as gr
import plotly.graph_objects as go

from comparisons.desk import Desk
from comparisons.ranking.table import BadVotes, Row, Table
from comparisons.ui.watch import spoken
from comparisons.ui.words import Language, say
from comparisons.votes.errors import VoteTrouble
from providers import catalogue

HEADS = ("rank", "model", "rating", "votes", "share", "record", "both_bad")


class Leaderboard:
    """A table and a matrix, made anew from the votes each time the tab is opened."""

    def __init__(self, desk: Desk, i18n: gr.I18n) -> None:
        """Draw the tab where this is called."""
        self._desk = desk
        self.table = gr.HTML(elem_id="leaderboard")
        self.caption = gr.Markdown(i18n("board.matrix"), visible=False, elem_classes="caption")
        self.matrix = gr.Plot(show_label=False, container=False, visible=False, elem_id="matrix")

    @property
    def outputs(self) -> list[gr.components.Component]:
        """What `fill` and `empty` answer for, in order."""
        return [self.table, self.caption, self.matrix]

    def fill(self, request: gr.Request) -> list[Any]:
        """The board as the votes stand now."""
        language = spoken(request)
        try:
            table = self._desk.leaderboard()
        except (BadVotes, VoteTrouble) as error:
            return [_centred(say(language, "board.broken", reason=error)), *self.empty()[1:]]
        if not table.rows:
            return [_centred(say(language, "board.empty")), *self.empty()[1:]]
        return [_html(table, language), gr.update(visible=True), gr.update(value=_matrix(table), visible=True)]

    def empty(self) -> list[Any]:
        """No name of a model."""
        return ["", gr.update(visible=False), gr.update(value=None, visible=False)]


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


def _matrix(table: Table) -> go.Figure:
    names = [catalogue().label(model) for model in table.models]
    size = range(len(names))
    share = [[_share(table, i, j) for j in size] for i in size]
    text = [[_record(table, i, j) for j in size] for i in size]
    heat = go.Heatmap(
        z=share, x=names, y=names, text=text, texttemplate="%{text}", zmin=0, zmax=1, showscale=False, xgap=3, ygap=3,
        colorscale=[[0, "#fdba74"], [0.5, "#e5e7eb"], [1, "#818cf8"]], textfont={"color": "#111827", "size": 13},
        hovertemplate="%{y} → %{x}: %{text}<extra></extra>",
    )  # fmt: skip
    figure = go.Figure(heat)
    figure.update_layout(
        height=90 + 56 * len(names), margin={"l": 8, "r": 8, "t": 8, "b": 8}, font={"color": "#8b93a7", "size": 13},
        paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)",
    )  # fmt: skip
    axis = {"automargin": True, "showgrid": False, "fixedrange": True, "ticklen": 6, "tickcolor": "rgba(0,0,0,0)"}
    figure.update_yaxes(autorange="reversed", **axis)
    figure.update_xaxes(side="top", range=[-0.5, len(names) - 0.5], **axis)
    return figure


def _record(table: Table, i: int, j: int) -> str:
    met = table.wins[i][j] + table.wins[j][i] + table.ties[i][j]
    return f"{table.wins[i][j]}/{met}" if i != j and met else ""


def _share(table: Table, i: int, j: int) -> float | None:
    met = table.wins[i][j] + table.wins[j][i] + table.ties[i][j]
    return None if i == j or not met else (table.wins[i][j] + table.ties[i][j] / 2) / met


def _centred(sentence: str) -> str:
    return f'<p class="empty">{escape(sentence)}</p>'
