"""Files that a brief may start from, and a drive that doesn't sleep."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

from providers.kit.terms import Brief, Media

FILES = {"start.png": "image/png", "end.png": "image/png", "who.png": "image/png", "clip.mp4": "video/mp4"}
START, END, WHO, CLIP = (Media(path=Path(name), mime=mime) for name, mime in FILES.items())
"""At paths that are yet to be found."""


def placed(brief: Brief, folder: Path) -> Brief:
    """The brief with its files where they are."""

    def at(one: Media | None) -> Media | None:
        return one and replace(one, path=folder / one.path)

    references = tuple(replace(one, path=folder / one.path) for one in brief.references)
    return replace(
        brief, references=references, image=at(brief.image), last_image=at(brief.last_image), video=at(brief.video)
    )


async def no_sleep(seconds: float) -> None:
    """The next turn of the loop."""
    await asyncio.sleep(0)
