"""A clip that a person gives, so that it can be judged beside others: what has to come with it."""

from __future__ import annotations

import os
from pathlib import Path

from providers import Catalogue
from providers.kit.errors import Rejected, Trouble
from providers.kit.prompts import plain
from providers.kit.provider import Keeper

LONGEST = 5000
"""Characters of the prompt."""
LONGEST_NAME = 80
"""Characters of the model's name."""


class BadGift(ValueError):
    """What came with the clip, or the clip itself, won't do."""

    def __init__(self, about: str, code: str, sentence: str, detail: str = "") -> None:
        super().__init__(sentence)
        self.about, self.code, self.detail = about, code, detail
        """`prompt`, `model` or `clip`; a word by which the page finds its own wording; the value at fault."""


def take_in(catalogue: Catalogue, prompt: str, label: str, clip: Path) -> str:
    """Hand the clip to the provider that keeps such; the id of its model. `BadGift` where something won't do."""
    prompt, label = _written(prompt), _written(label)
    keeper = next((one for one in catalogue.providers.values() if isinstance(one, Keeper)), None)
    if keeper is None:
        raise BadGift("clip", "given_off", "Clips can't be given here")
    if not prompt or len(prompt) > LONGEST:
        raise BadGift("prompt", "given_prompt", "Give the prompt that the clip was made for")
    if not label or len(label) > LONGEST_NAME:
        raise BadGift("model", "given_model", "Give the name of the model that made the clip")
    try:
        return keeper.keep(prompt, label, clip)
    except Rejected as error:
        raise BadGift("model", "given_model", "Give the name of the model that made the clip") from error
    except Trouble as error:
        raise BadGift("clip", "given_bad", "This is no clip that plays", str(error)) from error
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise BadGift("clip", "given_disk", "The clip can't be kept. Make room on the disk", why) from error


def are_welcome(*, exposed: bool) -> bool:
    """Whether visitors may give clips: as `SPLITSCREEN_UPLOADS` says (on, off), or else unless they are strangers."""
    said = os.environ.get("SPLITSCREEN_UPLOADS", "").strip().lower()
    return said in {"on", "1", "yes"} or (said not in {"off", "0", "no"} and not exposed)


def known_prompts(catalogue: Catalogue, limit: int = 6) -> list[str]:
    """Prompts that models have the only answers to, each once."""
    every = (catalogue.of(model).prompts(model) or () for model in catalogue.models())
    found = {plain(prompt): prompt for prompts in every for prompt in prompts[:limit]}
    return list(found.values())[:limit]


def _written(text: str | None) -> str:
    """A person's text in one line, of what can be printed."""
    return "".join(sign for sign in " ".join((text or "").split()) if sign.isprintable())
