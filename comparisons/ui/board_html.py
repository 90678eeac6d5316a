"""The Leaderboard's tables as HTML; every text from a vote or a catalogue is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from comparisons.board import Answer, Beside, Question
from comparisons.ranking.composite import Gain
from comparisons.ranking.covariates import SIDE
from comparisons.ranking.scores import Effect, share
from comparisons.ranking.table import Row, Table
from comparisons.run.reliability import Middle, Record
from comparisons.ui.exports import addresses
from comparisons.ui.words import Language, say
from providers import catalogue

HEADS = ("rank", "model", "rating", "votes", "share", "record", "both_bad", "next", "clips_spread")
BEHAVED = ("model", "asked", "clips", "refused", "timed_out", "errors", "wait", "cost")


def board(found: Answer, question: Question, language: Language) -> str:
    """The ratings, what they were made from, and what sound and other controls are worth."""
    table = found.table
    heads = "".join(f"<th>{escape(say(language, f'board.{name}'))}</th>" for name in HEADS)
    bad = sum(row.both_bad for row in table.rows) // 2
    method = escape(say(language, "board.method", votes=table.votes, bad=bad))
    together = f" {escape(say(language, 'board.mixed'))}" if question.pool == "all" else ""
    trouble = f'<p class="method">{escape(found.named.trouble)}</p>' if found.named.trouble else ""
    drawn = (
        f'<div class="scroll"><table class="board"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{_rows(table, language)}</tbody></table></div>"
    )
    return "".join((
        drawn, f'<p class="method">{method}{together}{_voters(found.beside, language)}</p>', trouble,
        _side(table, language), _folded(language, "read", escape(say(language, "board.read_about"))),
        _origin(table, question, language), _effects(table.effects, language), _gains(found.beside.gains, language),
    ))  # fmt: skip


def _folded(language: Language, name: str, inside: str) -> str:
    summary = escape(say(language, f"board.{name}"))
    return f"<details class='method'><summary>{summary}</summary>{inside}</details>"


def _rows(table: Table, language: Language) -> str:
    """The lines, each island's apart from those above, as its models can't be compared with them."""
    low, high = min(row.low for row in table.rows), max(row.high for row in table.rows)
    rows = {row.model: _row(row, low, high, language) for row in table.rows}
    several = [group for group in table.groups if len(group) > 1]
    lone = [rows[group[0]] for group in table.groups if len(group) == 1]
    told = _apart("apart", language).join("".join(rows[model] for model in group) for group in several)
    return told + (_apart("lone", language) + "".join(lone) if lone else "")


def _apart(why: str, language: Language) -> str:
    """A line between models that can't be compared, which says why."""
    told = escape(say(language, f"board.{why}"))
    return f'<tr class="apart"><th colspan="{len(HEADS)}"><span>{told}</span></th></tr>'


def _side(table: Table, language: Language) -> str:
    """How often the left one wins between equal models, and whether that may be chance; nothing where accounted for."""
    if table.side is None or any(one.name == SIDE for one in table.effects):
        return ""
    low, left, high = (100 * share(one) for one in (table.side.low, table.side.worth, table.side.high))
    key = "even" if low <= 50 <= high else "left" if low > 50 else "right"
    figures = {"share": f"{left:.1f}", "low": f"{low:.1f}", "high": f"{high:.1f}"}
    meant = escape(say(language, f"board.side_{key}"))
    return f'<p class="method" id="board-side">{escape(say(language, "board.side", **figures))} {meant}</p>'


def _voters(beside: Beside, language: Language) -> str:
    """How far voters agree, and whose votes are left out."""
    told = []
    if beside.agreement is not None:
        told.append(say(language, "board.agreement", alpha=f"{beside.agreement:.2f}"))
    if beside.suspects:
        told.append(say(language, "board.suspects", count=beside.suspects))
    if beside.alarm:
        shares = {"now": round(100 * beside.alarm.now), "before": round(100 * beside.alarm.before)}
        told.append(say(language, "board.alarm", **shares))
    return "".join(f" {escape(sentence)}" for sentence in told)


def _origin(table: Table, question: Question, language: Language) -> str:
    """What the table was made from, how to make it again, and what to take it away as."""
    links = " · ".join(
        f'<a href="{escape(address)}" download>{escape(say(language, f"board.as_{kind}"))}</a>'
        for kind, address in addresses(question).items()
    )
    taken = "" if question.voter else f"<p class='method'>{escape(say(language, 'board.take'))} {links}</p>"
    if table.made is None or not table.made.sha256:
        return taken
    told = say(language, "board.made", bytes=table.made.bytes, sha256=table.made.sha256, method=table.made.method)
    again = f"<br><code>{escape(table.made.command)}</code>"
    return taken + _folded(language, "origin", escape(told) + again)


def _gains(gains: Sequence[Gain], language: Language) -> str:
    """What sound adds to each model, in points of the rating."""
    rows = [(catalogue().label(one.model), f"{one.points:+.0f}", f"{one.low:+.0f} … {one.high:+.0f}") for one in gains]
    return _listed(say(language, "board.gains"), rows)


def _effects(effects: Sequence[Effect], language: Language) -> str:
    """What each control is worth, as how often the one with a unit more of it wins between equal models."""
    rows = []
    for one in effects:
        worth, low, high = (100 * share(each) for each in (one.worth, one.low, one.high))
        rows.append((say(language, f"board.control_{one.name}"), f"{worth:.0f} %", f"{low:.0f} … {high:.0f}"))
    return _listed(say(language, "board.effects"), rows)


def _listed(about: str, rows: Sequence[tuple[str, str, str]]) -> str:
    """Names with a figure and its interval; nothing where there are none."""
    if not rows:
        return ""
    lines = "".join(
        f"<tr><td>{escape(name)}</td><td>{figure} <small>{interval}</small></td></tr>"
        for name, figure, interval in rows
    )
    return f'<p class="caption">{escape(about)}</p><table class="plain effects"><tbody>{lines}</tbody></table>'


def behaved(known: Sequence[Record], language: Language) -> str:
    """What became of what was asked of the models."""
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
    tag = f'<span class="tag">{escape(say(language, "board.provisional"))}</span>' if row.provisional else ""
    won = "—" if row.win_share is None else f"{100 * row.win_share:.0f} %"
    cells = [
        f'<span class="place">{"—" if row.win_share is None else row.place}</span>',
        f"<b>{escape(catalogue().label(row.model))}</b>{tag}<br><code>{escape(row.model)}</code>",
        _interval(row, low, high),
        str(row.votes),
        won,
        f"{row.wins} · {row.ties} · {row.losses}",
        str(row.both_bad),
        "—" if row.votes_to_next is None else str(row.votes_to_next),
        _spread(row),
    ]
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _spread(row: Row) -> str:
    if row.spread is None:
        return "—"
    return f"±{row.spread:.0f} <small>{row.spread_low:.0f} … {row.spread_high:.0f}</small>"


def _interval(row: Row, low: float, high: float) -> str:
    def at(points: float) -> float:
        return 3 + 94 * (points - low) / max(high - low, 1e-9)

    bar = f'<i style="left:{at(row.low):.1f}%;width:{at(row.high) - at(row.low):.1f}%"></i>'
    dot = f'<b style="left:{at(row.rating):.1f}%"></b>'
    figures = f'<span class="figures"><strong>{row.rating:.0f}</strong> {row.low:.0f} … {row.high:.0f}</span>'
    return f'{figures}<div class="interval" aria-hidden="true">{bar}{dot}</div>'


def centred(sentence: str) -> str:
    """A sentence where a table would be."""
    return f'<p class="empty">{escape(sentence)}</p>'
