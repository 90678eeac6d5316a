"""What stands between a person and a comparison: the prompt, the models, the keys, and the owner's money."""

from __future__ import annotations

import math
import threading
from collections.abc import Iterable, Sequence

from comparisons.budget import Budget, Clock, Spent, budget, midnight, price_unknown, refusal, spent
from comparisons.misuse import Misuse
from comparisons.run.comparison import Take, utc_now
from comparisons.run.store import Store
from comparisons.visitor import OWNER, Visitor
from providers import Catalogue
from providers.kit.provider import Provider, Remote
from providers.kit.terms import Brief, Model

MOST = 8
"""Clips that can stand side by side."""


class Gate:
    """One data folder's rules of who may have what made."""

    def __init__(self, store: Store, *, exposed: bool = False, now: Clock = utc_now) -> None:
        """`exposed`: strangers reach the page, and no login keeps them out. `BadSettings` where the budget is bad."""
        self.budget: Budget = budget()
        self.lock = threading.Lock()
        """Held from the look at what is left until what was admitted is stored, so that two can't share one dollar."""
        self._store, self.exposed, self._now = store, exposed, now

    @property
    def is_shut(self) -> bool:
        """Whether models that cost the owner money are off, since nothing caps what strangers may spend in a day."""
        return self.exposed and self.budget.day is None

    def obstacle(self, catalogue: Catalogue, model: Model, visitor: Visitor = OWNER) -> Misuse | None:
        """Why this person can't have this model, whatever is asked of it: retired, without a key, or off."""
        if model.retired:
            return Misuse("models", "retired", f"{model.label} was retired on", model.retired.isoformat())
        if key := missing(catalogue, model, visitor):
            return Misuse("models", "key", f"{model.label} has no key. Set this variable and start again", key)
        if self.is_shut and self._is_owners(catalogue, model, visitor):
            return Misuse(
                "models", "off", "Paid models are off, since this page is open to strangers. Bring your own key in "
                "Models, or have the owner set SPLITSCREEN_LOGIN or a day's SPLITSCREEN_BUDGET_USD", model.label,
            )  # fmt: skip
        return None

    def check(
        self, catalogue: Catalogue, brief: Brief, models: Sequence[str], visitor: Visitor, *, paid: bool = True
    ) -> None:
        """`Misuse` where the prompt is empty, or one of the models can't be had; `paid`: unless it was paid before."""
        if not brief.prompt.strip():
            raise Misuse("prompt", "empty", "The prompt is empty. Say what the clips should show")
        if not models:
            raise Misuse("models", "none", "No model is chosen. Choose one to eight")
        if len(models) > MOST or len(set(models)) < len(models):
            raise Misuse(
                "models", "count", "One to eight different models can stand side by side. Chosen", ", ".join(models)
            )
        for model_id in models:
            try:
                model = catalogue.model(model_id)
            except KeyError as error:
                raise Misuse("models", "unknown", "There is no such model", model_id) from error
            obstacle = self.obstacle(catalogue, model, visitor)
            if obstacle and (paid or obstacle.code != "off"):
                raise obstacle
        if brief.task == "image_to_video" and brief.image is None and not brief.references:
            raise Misuse("image", "picture", "This task starts from a picture. Give one")
        if brief.task in {"video_to_video", "extend"} and brief.video is None:
            raise Misuse("video", "video", "This task starts from a clip. Give one")

    def check_sound(self, catalogue: Catalogue, model_id: str, visitor: Visitor) -> None:
        """`Misuse` where this model adds no sound, can't be had, or would be paid by another than who pays the clip."""
        try:
            model = catalogue.model(model_id)
        except KeyError as error:
            raise Misuse("sound", "unknown", "There is no such model", model_id) from error
        if "add_sound" not in model.tasks:
            raise Misuse("sound", "no_sound_model", "This model adds no sound", model.label)
        if visitor.keys:
            raise Misuse("sound", "sound_guest", "Sound by another model is not paid by a visitor's own key")
        if obstacle := self.obstacle(catalogue, model, visitor):
            raise obstacle

    def admit(self, catalogue: Catalogue, takes: Iterable[Take], visitor: str, run: float = 0.0) -> float:
        """What takes that are about to begin will cost the owner, in US dollars; `Misuse` where the budget forbids it.

        Called with the lock held. `run`: what this run has begun before.
        """
        coming = [(take.model, self._price(catalogue, take)) for take in takes if not take.ended]
        unknown = [catalogue.label(model) for model, price in coming if price is None]
        if unknown and self.budget.is_set and not self.budget.unknown:
            raise price_unknown(unknown)
        cost = sum(price or 0.0 for _, price in coming)
        gone = self._gone(visitor) if cost and self.budget.is_set else Spent()
        if (misuse := refusal(self.budget, cost, gone, visitor, run)) is not None:
            raise misuse
        return cost

    def left(self, visitor: str) -> float:
        """US dollars that one more comparison of this visitor may cost the owner."""
        gone, caps = self._gone(visitor) if self.budget.is_set else Spent(), self.budget
        rooms = [(caps.run, 0.0), (caps.day, gone.day), (caps.visitor if visitor else None, gone.visitor)]
        return min((cap - used for cap, used in rooms if cap is not None), default=math.inf)

    def price(self, catalogue: Catalogue, model: Model, estimate: float | None, visitor: Visitor) -> float:
        """What a model costs the owner for this person; infinite where nobody knows and the budget forbids that."""
        if not self._is_owners(catalogue, model, visitor):
            return 0.0
        if estimate is None:
            return math.inf if self.budget.is_set and not self.budget.unknown else 0.0
        return estimate

    def _price(self, catalogue: Catalogue, take: Take) -> float | None:
        involved = [take.model, *([take.sound_by] if take.sound_by else [])]
        mine = not take.guest and any(catalogue.is_paid(catalogue.model(one)) for one in involved)
        return take.estimate_usd if mine else 0.0

    def _is_owners(self, catalogue: Catalogue, model: Model, visitor: Visitor) -> bool:
        return catalogue.is_paid(model) and model.provider not in visitor.keys

    def _gone(self, visitor: str) -> Spent:
        now = self._now()
        return spent(self._store.since(midnight(now)), visitor, now)


def missing(catalogue: Catalogue, model: Model, visitor: Visitor) -> str | None:
    """The variable that a model wants before this person can use it; their own key stands for the owner's."""
    provider, wanted = catalogue.of(model), catalogue.missing(model)
    if isinstance(provider, Remote) and wanted == provider.key and provider.name in visitor.keys:
        return Provider.wants(provider, model)
    return wanted
