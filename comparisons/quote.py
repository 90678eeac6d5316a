"""What a brief would cost, before anything is spent."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

from comparisons.gate import Gate
from comparisons.visitor import Visitor
from providers import Catalogue
from providers.kit.errors import Trouble
from providers.kit.plan import cost, plan
from providers.kit.settle import settle
from providers.kit.terms import Brief, Model


def quote(catalogue: Catalogue, brief: Brief, models: Sequence[str], sound_by: str = "") -> dict[str, float | None]:
    """What each model would cost for this brief, in US dollars; `None` where that is not known.

    `sound_by` names the model that would add sound.
    """
    voice = catalogue.model(sound_by) if sound_by else None
    quoted: dict[str, float | None] = {}
    for model_id in models:
        model = catalogue.model(model_id)
        try:
            quoted[model_id] = cost(plan(settle(brief, model)[0], model, voice))
        except Trouble:  # the take will say why it can't be made
            quoted[model_id] = None
    return quoted


def dearest_two(quoted: Collection[float | None]) -> tuple[float, bool]:
    """What the two dearest come to, as far as prices are known, and whether all of them are."""
    known = sorted((price for price in quoted if price is not None), reverse=True)
    return sum(known[:2]), len(known) == len(quoted)


def prices(
    catalogue: Catalogue, gate: Gate, brief: Brief, models: Sequence[Model], visitor: Visitor
) -> dict[str, float]:
    """What each model would cost its owner for this person, without those that the budget forbids whatever is left."""
    quoted = quote(catalogue, brief, [model.id for model in models])
    costs = {model.id: gate.price(catalogue, model, quoted[model.id], visitor) for model in models}
    return {model: cost for model, cost in costs.items() if cost < math.inf}
