"""An archive of one clip and its list, as tests write it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from providers.archive import Archive
from providers.kit.errors import Trouble
from providers.kit.terms import Brief, Clip, Model
from tests.fakes import clips

Listed = Callable[[str], Path]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = tmp_path / "clips"
    made.mkdir()
    (made / "ball.mp4").write_bytes(clips.clip())
    return made


@pytest.fixture
def listed(home: Path, monkeypatch: pytest.MonkeyPatch) -> Listed:
    """Write the list of an archive, and name it as the owner does."""

    def write(text: str) -> Path:
        path = home / "list.csv"
        path.write_text(text, encoding="utf-8")
        monkeypatch.setenv("SPLITSCREEN_ARCHIVE", str(path))
        return path

    return write


def model(name: str) -> Model:
    return next(one for one in Archive().models if one.id == f"archive/{name}")


def rendered(folder: Path, prompt: str = "a ball", name: str = "sora-2") -> Clip:
    folder.mkdir(exist_ok=True)
    return Archive().render(Brief(prompt=prompt), model(name), folder, lambda news: None)


def refused(folder: Path, kind: type[Trouble], words: str, prompt: str = "a ball") -> str:
    with pytest.raises(kind, match=words) as told:
        rendered(folder, prompt)
    assert type(told.value) is kind
    assert list(folder.iterdir()) == []
    return str(told.value)
