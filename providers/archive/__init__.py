"""Clips that exist already, judged like any take: a folder or a CSV of the owner's, and what was given on the page.

`SPLITSCREEN_ARCHIVE` names the folder or the CSV, whose form is told in `listing`; clips given on the page lie in
`archive/` of the data folder (`SPLITSCREEN_DATA`). This is how systems take part that have no interface for programs.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import ClassVar

from providers.archive.listing import LIST, Entry, Listing, listing, name_of
from providers.kit.errors import Rejected
from providers.kit.prompts import plain
from providers.kit.provider import Keeper, Report
from providers.kit.terms import Brief, Clip, Model, Price

SETTING = "SPLITSCREEN_ARCHIVE"
KNOWN = {"lengthen-ai": "Lengthen.ai", "microsoft-365-copilot": "Microsoft 365 Copilot Create", "sora-2": "Sora 2"}
"""Systems that are compared this way, shown before anybody has an archive."""
SHOWN = 5
"""Prompts that a refusal names."""


def offer(name: str, label: str) -> Model:
    """One model of an archive: a clip is a clip, whatever task it was made for."""
    return Model(
        id=f"archive/{name}",
        label=label,
        tasks=("text_to_video", "image_to_video", "video_to_video", "extend"),
        audio="always",  # as it is in the clip: it can't be asked for
        price=Price(per_second={"any": 0.0}, source="clips that exist", as_of=date(2026, 11, 25)),
    )


class Archive(Keeper):
    """Finds the clip for a model and a prompt, and checks it as any vendor's is checked."""

    name: ClassVar[str] = "archive"
    label: ClassVar[str] = "Archive"
    docs: ClassVar[str] = "README.md#the-archive"
    settings: ClassVar[tuple[str, ...]] = (SETTING,)
    waits: ClassVar[bool] = True

    @property
    def models(self) -> tuple[Model, ...]:
        """Those that have clips; where no archive is named, also those that are known to need one."""
        labels = _labels()
        known = {} if os.environ.get(SETTING) else {name: label for name, label in KNOWN.items() if name not in labels}
        return tuple(offer(name, label) for name, label in (labels | known).items())

    def wants(self, model: Model) -> str | None:
        """An archive, for a model that has no clip."""
        return None if model.id.partition("/")[2] in _labels() else super().wants(model)

    def prompts(self, model: Model) -> tuple[str, ...]:
        """Those that the model has clips for."""
        name = model.id.partition("/")[2]
        found = {key[1]: entry.prompt for one in _listings() for key, entry in one.entries.items() if key[0] == name}
        return tuple(found.values())

    def faults(self) -> tuple[str, ...]:
        """What is wrong with the lists."""
        return tuple(fault for one in _listings() for fault in one.faults)

    def keep(self, prompt: str, label: str, clip: Path) -> str:
        """Put a copy of the clip among those that were given, under that model's name."""
        from providers.archive.keep import keep

        if not (name := name_of(label)):
            raise Rejected(f"A model's name needs a letter or a figure in it: {label[:80]}")
        keep(prompt, label, clip, _given())
        return f"archive/{name}"

    def render(self, brief: Brief, model: Model, folder: Path, report: Report) -> Clip:
        """Bring the clip into `folder`; `Rejected` where there is none for the prompt, or where it may not be read."""
        from providers.archive.fetch import fetch
        from providers.kit.clip import probe

        one, entry = self._found(brief, model)
        part, final = folder / "clip.part", folder / "clip.mp4"
        try:
            fetch(entry, one.home, part, report)
            clip = probe(part)
            part.replace(final)
        finally:
            part.unlink(missing_ok=True)
        return replace(clip, path=final, cost_usd=entry.cost_usd)

    def _found(self, brief: Brief, model: Model) -> tuple[Listing, Entry]:
        """What was given on the page comes first: it may mend what the list has."""
        key = model.id.partition("/")[2], plain(brief.prompt)
        for one in reversed(_listings()):
            if entry := one.entries.get(key):
                return one, entry
        known = self.prompts(model)
        there = " · ".join(f"“{prompt[:80]}”" for prompt in known[:SHOWN]) + (" …" if len(known) > SHOWN else "")
        raise Rejected(f"{model.label} has no clip for this prompt in the archive. It has clips for: {there or 'none'}")


def _labels() -> dict[str, str]:
    labels: dict[str, str] = {}
    for one in _listings():
        labels = {**one.labels, **labels}
    return labels


def _listings() -> list[Listing]:
    """The owner's archive, and what was given on the page."""
    named = os.environ.get(SETTING, "").strip()
    places = [Path(named).expanduser()] if named else []
    if (_given() / LIST).is_file():
        places.append(_given())
    return [listing(place) for place in places]


def _given() -> Path:
    return Path(os.environ.get("SPLITSCREEN_DATA") or "data") / "archive"
