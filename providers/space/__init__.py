"""Any Gradio Space, or a Gradio app of one's own, that returns a video: so that a lab's own demo can be compared.

`SPLITSCREEN_SPACES` names them, with commas between: `name=owner/space` or `name=https://host/`, each with `/endpoint`
behind it where the app has several (`ltx=owner/space/text_to_video`, `mine=http://127.0.0.1:7861/generate`; an app that
lies under a path ends with a slash, `mine=https://host/app/`). `HF_TOKEN` goes to Spaces named by owner and name alone,
never to an address.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from providers.kit.provider import Local, Report
from providers.kit.terms import Brief, Clip, Model, Span

SETTING = "SPLITSCREEN_SPACES"
_ID = re.compile(r"[\w.-]+/[\w.-]+")
_ADDRESS = re.compile(r"(https?://[^/\s?#@]+)(/[^\s?#]*)?", re.I)
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """One entry of the setting."""

    name: str
    source: str
    """`owner/space`, or an address."""
    endpoint: str = ""
    """As in `/generate`; empty where the first that returns a video is meant."""

    @property
    def hosted(self) -> bool:
        """Whether it is a Space on Hugging Face, found by its id."""
        return "://" not in self.source


def offer(name: str, label: str) -> Model:
    """One app: what it can do is known when it is asked, so every wish is passed on that it has a control for."""
    return Model(
        id=f"space/{name}",
        label=label,
        tasks=("text_to_video", "image_to_video"),
        seconds=Span(low=0.1, high=3600),
        aspect_ratios=("16:9", "9:16", "1:1", "4:3", "3:4", "21:9"),
        resolutions=("480p", "720p", "1080p"),
        fps=(8, 16, 24, 30, 60),
        audio="optional",
        seed=True,
        negative_prompt=True,
    )


class Space(Local):
    """Talks to the app through `gradio_client`, from a process of its own."""

    name: ClassVar[str] = "space"
    label: ClassVar[str] = "Gradio Spaces"
    docs: ClassVar[str] = "https://www.gradio.app/guides/getting-started-with-the-python-client"
    settings: ClassVar[tuple[str, ...]] = (SETTING,)
    waits: ClassVar[bool] = True

    @property
    def models(self) -> tuple[Model, ...]:
        """One for each app that is named; where the setting is missing, one that stands for any."""
        if not os.environ.get(SETTING):
            return (offer("any", "Any Gradio Space"),)
        return tuple(offer(app.name, f"{app.name} ({_place(app)})") for app in apps()[0].values())

    def faults(self) -> tuple[str, ...]:
        """What is wrong with the setting."""
        return apps()[1]

    def render(self, brief: Brief, model: Model, folder: Path, report: Report) -> Clip:
        """Have the app make the clip, and bring it into `folder`."""
        from providers.space.visit import visit

        return visit(apps()[0][model.id.partition("/")[2]], brief, folder, report)


def apps() -> tuple[dict[str, App], tuple[str, ...]]:
    """The apps that are named, and what is wrong with the rest of the setting."""
    found: dict[str, App] = {}
    faults = []
    for said in filter(None, map(str.strip, os.environ.get(SETTING, "").split(","))):
        name, _, place = (part.strip() for part in said.partition("="))
        app = _app(name.lower(), place)
        if app is None or app.name in found:
            faults.append(f"An entry of {SETTING} is left out. Write a new name=owner/space or name=https://host/.")
        else:
            found[app.name] = app
    return found, tuple(faults)


def _app(name: str, place: str) -> App | None:
    if not _NAME.fullmatch(name):
        return None
    if parts := _ADDRESS.fullmatch(place):
        path, _, endpoint = (parts[2] or "").rpartition("/")
        return App(name=name, source=f"{parts[1]}{path}", endpoint=f"/{endpoint}" if endpoint else "")
    source, endpoint = "/".join(place.split("/")[:2]), "/".join(place.split("/")[2:])
    return App(name=name, source=source, endpoint=f"/{endpoint}" if endpoint else "") if _ID.fullmatch(source) else None


def _place(app: App) -> str:
    return app.source.partition("://")[2] or app.source
