"""One vendor a file. The listing of this folder is the catalogue: whatever is dropped here is on offer."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from providers.kit.prices import price_of
from providers.kit.prompts import plain
from providers.kit.provider import Local, Provider, Remote
from providers.kit.rehearse import rehearsing
from providers.kit.terms import Model


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every provider of this folder, by name."""

    providers: dict[str, Provider]

    def models(self) -> Iterator[Model]:
        """All models: first those that work here, then those that wait here, then by provider in alphabetical order."""
        for provider in sorted(self.providers.values(), key=_place):
            yield from (replace(model, price=model.price or price_of(model.id)) for model in provider.models)

    def model(self, model_id: str) -> Model:
        """The model of that id; `KeyError` with a sentence where there is none."""
        for model in self.models():
            if model.id == model_id:
                return model
        raise KeyError(f"No such model: {model_id}. `python -m providers list` shows all.")

    def label(self, model_id: str) -> str:
        """A model's name as its vendor writes it, and whose it is where several sell it; its id where it is unknown."""
        every = [model for provider in self.providers.values() for model in provider.models]
        if not (model := next((one for one in every if one.id == model_id), None)):
            return model_id
        alone = sum(one.label == model.label for one in every) == 1
        return model.label if alone else f"{model.label} ({self.of(model).label})"

    def provider(self, model_id: str) -> Provider:
        """The provider of that model; `KeyError` where there is none."""
        return self.of(self.model(model_id))

    def of(self, model: Model) -> Provider:
        """The provider of a model of this catalogue."""
        return self.providers[model.provider]

    def is_paid(self, model: Model) -> bool:
        """Whether it may cost the owner money: by its price or, where none is known, by its having a key."""
        provider, price = self.of(model), model.price or price_of(model.id)
        if rehearsing() or not isinstance(provider, Remote):
            return False
        return provider.has_key if price is None else any(price.per_second.values()) or price.least > 0

    def missing(self, model: Model) -> str | None:
        """The variable that has to be set before this model can be used; `None` where nothing is missing.

        In rehearsal a vendor wants nothing.
        """
        provider = self.of(model)
        return None if rehearsing() and isinstance(provider, Remote) else provider.wants(model)

    def takes(self, model: Model, prompt: str) -> bool:
        """Whether the model has an answer to that prompt at all."""
        known = self.of(model).prompts(model)
        return known is None or plain(prompt) in map(plain, known)

    def faults(self) -> tuple[str, ...]:
        """What is wrong with the owner's settings, provider by provider."""
        return tuple(fault for name in sorted(self.providers) for fault in self.providers[name].faults())


def _place(provider: Provider) -> tuple[int, str]:
    return (int(provider.waits) if isinstance(provider, Local) else 2), provider.name


@cache
def catalogue() -> Catalogue:
    """Find the providers in this folder."""
    found: dict[str, Provider] = {}
    for info in pkgutil.iter_modules(__path__):
        if info.name in {"kit", "__main__"}:
            continue
        module = importlib.import_module(f"{__name__}.{info.name}")
        for _, kind in inspect.getmembers(module, inspect.isclass):
            if issubclass(kind, Provider) and kind.__module__ == module.__name__ and not inspect.isabstract(kind):
                found[kind.name] = kind()
    return Catalogue(found)
