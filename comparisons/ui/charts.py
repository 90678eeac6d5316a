"""What the Leaderboard draws with plotly: who beat whom, and what quality takes in money and in time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from comparisons.ranking.table import Row, Table
from comparisons.run.reliability import Middle, undominated
from providers import catalogue

CLEAR: dict[str, Any] = {"paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)"}
MARGIN = {"l": 8, "r": 8, "t": 8, "b": 8}
GREY, ACCENT, FAINT = "#8b93a7", "#4f46e5", "rgba(139,147,167,0.25)"


def matrix(table: Table) -> go.Figure:
    """Wins of the row's model over the column's, of their meetings; the colour is the share."""
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
    wide, high = 180 + 58 * len(names), 90 + 56 * len(names)  # cells keep their size, on a phone it is scrolled
    figure.update_layout(
        width=wide, height=high, dragmode=False, margin=MARGIN, font={"color": GREY, "size": 13}, **CLEAR
    )
    axis = {"automargin": True, "showgrid": False, "fixedrange": True, "ticklen": 6, "tickcolor": "rgba(0,0,0,0)"}
    figure.update_yaxes(autorange="reversed", **axis)
    figure.update_xaxes(side="top", range=[-0.5, len(names) - 0.5], **axis)
    return figure


def tradeoff(rows: Sequence[Row], takes: Mapping[str, Middle], label: str, quality: str) -> go.Figure | None:
    """Rating against what a clip takes, both with intervals, and the line that nothing beats; `None` of one point.

    Only of models that votes join: others' ratings can't be compared with theirs.
    """
    known = [row for row in rows if row.connected and row.model in takes]
    if len(known) < 2 or not any(takes[row.model].value > 0 for row in known):
        return None
    points = [(takes[row.model].value, row.rating) for row in known]
    best = undominated(points)
    figure = go.Figure(go.Scatter(
        x=[points[at][0] for at in best], y=[points[at][1] for at in best], mode="lines", hoverinfo="skip",
        line={"color": ACCENT, "shape": "hv", "width": 1.5, "dash": "dot"},
    ))  # fmt: skip
    figure.add_trace(_dots(known, takes, set(best)))
    axis = {"automargin": True, "fixedrange": True, "gridcolor": FAINT, "zeroline": False}
    most = max(takes[row.model].high for row in known)
    figure.update_xaxes(title=label, range=[-0.04 * most, 1.45 * most], **axis)
    figure.update_yaxes(title=quality, **axis)
    figure.update_layout(height=340, margin=MARGIN, showlegend=False, font={"color": GREY, "size": 13}, **CLEAR)
    return figure


def _dots(rows: Sequence[Row], takes: Mapping[str, Middle], best: set[int]) -> go.Scatter:
    middles = [takes[row.model] for row in rows]
    return go.Scatter(
        x=[one.value for one in middles], y=[row.rating for row in rows], mode="markers+text",
        text=[catalogue().label(row.model) for row in rows], textposition=_beside(middles), cliponaxis=False,
        marker={"size": 10, "color": [ACCENT if at in best else GREY for at in range(len(rows))]},
        error_x=_reach([one.high - one.value for one in middles], [one.value - one.low for one in middles]),
        error_y=_reach([row.high - row.rating for row in rows], [row.rating - row.low for row in rows]),
        hovertemplate="%{text}: %{x:.3g}, %{y:.0f}<extra></extra>",
    )  # fmt: skip


def _beside(middles: Sequence[Middle]) -> list[str]:
    """Above and below by turns from left to right, so that the names of neighbours keep apart."""
    order = sorted(range(len(middles)), key=lambda at: middles[at].value)
    sides = {at: "top right" if turn % 2 == 0 else "bottom right" for turn, at in enumerate(order)}
    return [sides[at] for at in range(len(middles))]


def _reach(up: list[float], down: list[float]) -> dict[str, Any]:
    return {"type": "data", "array": up, "arrayminus": down, "color": FAINT, "thickness": 2, "width": 0}


def _record(table: Table, i: int, j: int) -> str:
    met = table.met(i, j)
    return f"{table.wins[i][j]}/{met}" if i != j and met else ""


def _share(table: Table, i: int, j: int) -> float | None:
    met = table.met(i, j)
    return None if i == j or not met else (table.wins[i][j] + table.ties[i][j] / 2) / met
