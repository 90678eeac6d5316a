"""A comparison that has not begun: each model's brief settled and priced, the takes in an order drawn at random."""

from __future__ import annotations

import secrets
import zlib
from collections.abc import Sequence
from dataclasses import replace

from comparisons.run.comparison import Comparison, Mode, Source, Take, failed, utc_now
from providers import Catalogue
from providers.kit.errors import Trouble
from providers.kit.plan import cost, plan
from providers.kit.provider import Local
from providers.kit.settle import settle
from providers.kit.terms import Brief


def compose(
    catalogue: Catalogue,
    brief: Brief,
    models: Sequence[str],
    mode: Mode,
    source: Source = "page",
    *,
    prompt_id: str = "",
    category: str = "",
    visitor: str = "",
    comparison_id: str | None = None,
    sound_by: str = "",
) -> Comparison:
    """A comparison that has not begun: each model's brief settled, the takes in an order drawn at random.

    `sound_by` names a model that adds sound to clips without.
    """
    comparison_id = comparison_id or secrets.token_hex(6)
    takes = [new_take(catalogue, brief, model, comparison_id, sound_by) for model in models]
    secrets.SystemRandom().shuffle(takes)
    return Comparison(
        id=comparison_id, mode=mode, brief=brief, takes=tuple(takes), created_at=utc_now(), source=source,
        prompt_id=prompt_id, category=category, visitor=visitor,
    )  # fmt: skip


def new_take(catalogue: Catalogue, brief: Brief, model_id: str, comparison_id: str, sound_by: str = "") -> Take:
    """One model's take of a brief, settled and priced; one that the model can't do is born failed.

    Where no seed is asked for, local models get one made from the comparison's id, so that all of them stage one scene.
    """
    model, take_id = catalogue.model(model_id), secrets.token_hex(5)
    provider = catalogue.of(model)
    try:
        settled, notes = settle(brief, model)
        planned = plan(settled, model, catalogue.model(sound_by) if sound_by else None)
        price = cost(planned)
    except Trouble as trouble:
        return failed(trouble, utc_now())(Take(id=take_id, model=model_id, brief=brief))
    if settled.seed is None and model.seed and isinstance(provider, Local) and not provider.waits:
        settled = replace(settled, seed=zlib.crc32(comparison_id.encode()) & 0x7FFFFFFF)
    voice = planned.voice.id if planned.voice else ""
    return Take(id=take_id, model=model_id, brief=settled, notes=notes, estimate_usd=price, sound_by=voice)
