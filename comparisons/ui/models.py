"""The tab *Models*: what each can do, what it costs, which key is missing, what is retired."""

from __future__ import annotations

from html import escape

from comparisons.desk import Desk, Misuse, Visitor
from comparisons.ui.words import Language, say
from providers.kit.terms import Model, Span

COLUMNS = ("model", "tasks", "seconds", "aspects", "resolutions", "sound", "price", "standing")


def models_html(desk: Desk, language: Language, visitor: Visitor) -> str:
    """A table of the whole catalogue, as this visitor may use it."""
    heads = "".join(f"<th>{escape(say(language, f'models.{name}'))}</th>" for name in COLUMNS)
    rows = "".join(_row(desk, model, language, visitor) for model in desk.catalogue.models())
    return (
        f'<div class="scroll"><table class="plain"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _row(desk: Desk, model: Model, language: Language, visitor: Visitor) -> str:
    name = f"<b>{escape(model.label)}</b><br><code>{escape(model.id)}</code>"
    cells = [
        name,
        "<br>".join(escape(say(language, f"task.{task}")) for task in model.tasks),
        escape(_lengths(model)),
        escape(", ".join(model.aspect_ratios)) or "—",
        escape(", ".join(model.resolutions)) or "—",
        escape(say(language, f"audio.{model.audio}")),
        _price(model, language),
        _standing(model, desk.obstacle(model, visitor), model.provider in visitor.keys, language),
    ]
    kind = ' class="retired"' if model.retired else ""
    return f"<tr{kind}>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _lengths(model: Model) -> str:
    if isinstance(model.seconds, Span):
        return f"{model.seconds.low:g}–{model.seconds.high:g}"
    return ", ".join(f"{length:g}" for length in model.seconds) or "—"


def _price(model: Model, language: Language) -> str:
    if model.price is None:
        return escape(say(language, "models.unknown"))
    if not any(model.price.per_second.values()):
        return escape(say(language, "models.free"))
    prices = "<br>".join(
        f"${price:g}" + (f" <small>{escape(resolution)}</small>" if resolution != "any" else "")
        for resolution, price in model.price.per_second.items()
    )
    return f'<span title="{escape(model.price.source)}, {model.price.as_of.isoformat()}">{prices}</span>'


def _standing(model: Model, obstacle: Misuse | None, own: bool, language: Language) -> str:
    if model.retired:
        return escape(say(language, "models.retired", date=model.retired.isoformat(), source=model.retired_source))
    if obstacle and obstacle.code == "off":
        return escape(say(language, "models.off"))
    if obstacle:
        return escape(say(language, "models.wants")) + f" <code>{escape(obstacle.detail)}</code>"
    return f'<span class="ready">{escape(say(language, "models.own" if own else "models.ready"))}</span>'
