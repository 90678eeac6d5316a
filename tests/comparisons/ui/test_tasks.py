"""Every task through the named endpoint and the official client; each vendor plays its documented replies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from gradio_client import handle_file
from gradio_client.exceptions import AppError
from PIL import Image

from comparisons.run.comparison import Comparison, Done
from tests.comparisons.ui.conftest import Served, served
from tests.fakes import clips

PIKA, KLING, ALEPH, MIRELO = "fal/pika-2.2", "fal/kling-o3", "runway/aleph2", "runway/mirelo-sfx"


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The app in rehearsal."""
    with served(tmp_path_factory.mktemp("stage") / "data", SPLITSCREEN_REHEARSE="1") as made:
        yield made


@pytest.fixture
def clip(tmp_path: Path) -> Any:
    path = tmp_path / "before.mp4"
    path.write_bytes(clips.clip())
    return handle_file(str(path))


@pytest.fixture
def picture(tmp_path: Path) -> Any:
    path = tmp_path / "start.png"
    Image.new("RGB", (640, 360), "orange").save(path)
    return handle_file(str(path))


def asked(app: Served, *models: str, prompt: str = "a ball", **more: Any) -> Comparison:
    made = app.finished(app.ask("/compare", prompt=prompt, models=list(models), **more)["comparison"])
    while not app.ask("/comparison", made.id)["finished"]:  # what is stored is a moment ahead of what is shown
        continue
    return made


def refused(app: Served, *models: str, **more: Any) -> str:
    with pytest.raises(AppError) as told:
        asked(app, *models, **more)
    return str(told.value)


def done(made: Comparison) -> list[Done]:
    stages = [take.stage for take in made.takes]
    assert all(isinstance(one, Done) for one in stages), stages
    return [one for one in stages if isinstance(one, Done)]


def test_a_clip_is_extended_by_a_model_that_chains_and_the_reply_tells_the_seam(stage: Served, clip: Any) -> None:
    made = asked(stage, PIKA, task="extend", video=clip, seconds=5)
    assert made.brief.task == "extend"
    (one,) = done(made)
    assert one.clip.seams == (1.0,)
    (take,) = stage.ask("/comparison", made.id)["takes"]
    assert [seam["at"] for seam in take["seams"]] == [1.0]


def test_a_clip_is_changed(stage: Served, clip: Any) -> None:
    made = asked(stage, ALEPH, task="video_to_video", video=clip, seconds=5, aspect_ratio="16:9")
    assert made.brief.video is not None
    assert done(made)


def test_a_picture_makes_the_task_and_a_last_one_and_references_go_along(stage: Served, picture: Any) -> None:
    made = asked(stage, PIKA, image=picture, last_image=picture, seconds=5)
    assert made.brief.task == "image_to_video"
    assert made.brief.last_image is not None
    assert done(made)
    guided = asked(stage, KLING, references=[picture, picture], seconds=5)
    assert (guided.brief.task, guided.brief.image, len(guided.brief.references)) == ("image_to_video", None, 2)
    assert done(guided)


def test_a_silent_clip_gets_its_sound_from_another_model_and_says_so(stage: Served) -> None:
    made = asked(stage, "runway/gen4.5", seconds=5, sound_by=MIRELO)
    assert done(made)
    (take,) = stage.ask("/comparison", made.id)["takes"]
    assert [note["given"] for note in take["notes"] if note["field"] == "sound"] == ["added by Mirelo SFX 2.0 (Runway)"]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"task": "extend"}, "starts from a clip"),
        ({"task": "video_to_video"}, "starts from a clip"),
        ({"task": "image_to_video"}, "starts from a picture"),
        ({"sound_by": PIKA}, "adds no sound"),
        ({"video": {"path": "/etc/hostname"}, "task": "extend"}, "has to be uploaded"),
    ],
)
def test_what_is_missing_or_no_upload_is_refused_with_a_sentence(
    stage: Served, given: dict[str, Any], sentence: str
) -> None:
    assert sentence in refused(stage, PIKA, **given)


def test_a_path_on_the_server_is_no_upload_though_it_is_marked_as_a_file(stage: Served) -> None:
    marked = {"path": str(stage.data / "votes.csv"), "meta": {"_type": "gradio.FileData"}, "orig_name": "clip.mp4"}
    data = ["a ball", [PIKA], "open", 5, None, None, None, None, "", "extend", None, None, None, marked, ""]
    with httpx.Client(base_url=f"{stage.url}/gradio_api/call", trust_env=False) as client:
        event = client.post("/compare", json={"data": data}).json()["event_id"]
        told = client.get(f"/compare/{event}").text
    assert "event: error" in told
    assert "comparison" not in told


def test_a_clip_without_a_task_is_asked_back(stage: Served, clip: Any) -> None:
    assert "task=extend" in refused(stage, PIKA, video=clip)


def test_a_file_that_is_no_clip_is_refused(stage: Served, tmp_path: Path) -> None:
    (tmp_path / "not.mp4").write_bytes(b"no clip")
    assert "can't be played" in refused(stage, PIKA, task="extend", video=handle_file(str(tmp_path / "not.mp4")))
