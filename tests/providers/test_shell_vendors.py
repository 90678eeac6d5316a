"""`python -m providers generate` at every vendor of the catalogue: its own documented replies, over real sockets."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from providers import __main__ as door
from providers.kit.provider import Remote
from tests.fakes import clips, pictures
from tests.fakes.loopback import serve
from tests.fakes.playhouse import Playhouse
from tests.providers.test_contract import KEY, REMOTE, set_up

STARTS = {"image_to_video": "--image", "video_to_video": "--change", "extend": "--extend"}


@pytest.fixture(scope="module")
def house() -> Iterator[tuple[Playhouse, str]]:
    vendor = Playhouse()
    with serve(vendor.app) as (url,):
        yield vendor, url


def start(task: str, folder: Path) -> list[str]:
    """The words that name what a task starts from."""
    if task not in STARTS:
        return []
    picture, clip = folder / "start.png", folder / "start.mp4"
    picture.write_bytes(pictures.picture(1600))
    clip.write_bytes(clips.clip())
    return [STARTS[task], str(picture if task == "image_to_video" else clip)]


@pytest.mark.parametrize("provider", REMOTE, ids=lambda one: one.name)
def test_generate_makes_a_clip_at_every_vendor(
    provider: Remote, house: tuple[Playhouse, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vendor, url = house
    set_up(provider, monkeypatch)
    monkeypatch.setenv(provider.key, KEY)
    monkeypatch.setenv(f"SPLITSCREEN_{provider.name.upper()}_BASE", url)
    for pause in ("poll_every", "poll_least"):
        monkeypatch.setattr(type(provider), pause, 0.01)
    scene = provider.rehearsal["clip"]
    model = next(one for one in provider.models if not one.retired and scene.model in {"", one.id})
    vendor.play(scene, None, -1, 0, None)
    out = tmp_path / "made" / "clip.mp4"
    words = [
        "generate",
        model.id,
        "a ball",
        "--out",
        str(out),
        "--json",
        *start(scene.task or model.tasks[0], tmp_path),
    ]
    done = CliRunner().invoke(door.shell, words)
    assert (done.exit_code, done.stderr) == (0, "")
    made: dict[str, Any] = json.loads(done.stdout)
    assert (made["model"], made["file"]) == (model.id, str(out))
    assert out.read_bytes() == clips.clip()
    assert [path.name for path in out.parent.iterdir()] == ["clip.mp4"]
    assert KEY not in done.stdout + done.stderr
