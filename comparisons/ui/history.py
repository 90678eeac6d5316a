"""The tab *History*: what was compared here, newest first, each a link to its comparison."""

from __future__ import annotations

from html import escape

from comparisons.desk import Desk, Seen
from comparisons.run.comparison import Failed
from comparisons.ui.words import Language, say
from providers import catalogue

LIMIT = 60


def history_html(desk: Desk, voter: str, language: Language) -> str:
    """A table; in a blind round the names stay out until this person has voted."""
    made = [one for one in desk.history(LIMIT) if not (one.battle and one.battle.of and one.battle.voter != voter)]
    if not made:
        return f'<p class="empty">{escape(say(language, "history.empty"))}</p>'
    heads = "".join(
        f"<th>{escape(say(language, f'history.{name}'))}</th>" for name in ("when", "prompt", "models", "state")
    )
    rows = "".join(_row(desk.as_seen_by(voter, one), language) for one in made)
    return (
        f'<div class="scroll"><table class="plain"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _row(seen: Seen, language: Language) -> str:
    made = seen.comparison
    place = "battle" if made.mode == "battle" else "comparison"
    prompt = made.brief.prompt if len(made.brief.prompt) < 120 else made.brief.prompt[:119] + "…"
    cells = [
        f'<time datetime="{made.created_at.isoformat()}">{made.created_at:%Y-%m-%d %H:%M}</time>',
        f'<a href="?{place}={made.id}">{escape(prompt)}</a>',
        escape(
            say(language, "history.hidden")
            if seen.hidden
            else ", ".join(catalogue().label(take.model) for take in made.takes)
        ),
        escape(_state(seen, language)),
    ]
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _state(seen: Seen, language: Language) -> str:
    made = seen.comparison
    if not made.finished:
        return say(language, "history.running")
    lost = sum(isinstance(take.stage, Failed) for take in made.takes)
    if lost:
        return say(language, "history.failed", lost=lost, of=len(made.takes))
    return say(language, "history.voted" if seen.voted else "history.done")
