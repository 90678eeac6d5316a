"""A store of clips that exist, made without rendering any."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from comparisons.run.comparison import Comparison, Done, Shown, Take
from comparisons.run.store import Store
from providers.kit.terms import Brief, Clip

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


def made(
    store: Store,
    name: str,
    models: Sequence[str],
    prompt: str = "a ball",
    *,
    visitor: str = "maker",
    lufs: float | None = -20.0,
    mode: str = "open",
    film: Path | None = None,
) -> Comparison:
    """A finished comparison whose clips are a few bytes each, or that film of a second."""
    brief = Brief(prompt=prompt)
    folder = store.folder(name)
    folder.mkdir()
    takes = []
    for place, model in enumerate(models):
        take = f"{name}t{place}"
        data = f"{name} {model}".encode()
        (folder / f"{take}.mp4").write_bytes(film.read_bytes() if film else data)
        (folder / f"{take}.original.mp4").write_bytes(b"maker " + data)
        digest, seconds = hashlib.sha256(data).hexdigest(), 1.0 if film else 5.0
        clip = Clip(
            path=Path(f"{take}.mp4"), sha256=digest, seconds=seconds, width=64, height=36, fps=24.0, audio=True,
            cost_usd=0.5,
        )  # fmt: skip
        stage = Done(clip=clip, shown=Shown(lufs=lufs, gain_db=0.0, peaks=()))
        takes.append(
            Take(id=take, model=model, brief=brief, estimate_usd=0.4, stage=stage, started_at=NOW, ended_at=NOW)
        )
    comparison = Comparison(
        id=name, mode=mode, brief=brief, takes=tuple(takes), created_at=NOW, visitor=visitor, prompt_id="p1"  # type: ignore[arg-type]
    )  # fmt: skip
    store.save(comparison)
    return comparison
