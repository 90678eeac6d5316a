"""In the tab *Compare*: the task, and the pictures or the clip that it starts from; no more of them than it takes."""

from __future__ import annotations

import filecmp
import mimetypes
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import gradio as gr

from providers.kit.settle import can_do, can_extend
from providers.kit.terms import Brief, Media, Model, Task

TASKS: Final[tuple[Task, ...]] = ("text_to_video", "image_to_video", "video_to_video", "extend")
"""What can be asked for, as it is offered."""
FROM_A_CLIP: Final = frozenset[Task]({"video_to_video", "extend"})
GUIDED: Final = frozenset[Task]({"image_to_video", "video_to_video"})
"""Tasks that reference pictures are offered for."""


class Start:
    """A choice of task, a control for each thing to start from, and a message for the pictures and for the clip."""

    def __init__(self, i18n: gr.I18n) -> None:
        """Draw them where this is called."""
        self.task = gr.Radio(
            [(i18n(f"compare.{task}"), task) for task in TASKS], value=TASKS[0], label=i18n("compare.task"),
            elem_id="compare-task",
        )  # fmt: skip
        self.origin: gr.State = gr.State(None)
        """The clip of ours that was last taken up from the stage, where it lies with what is known of it."""
        with gr.Row(visible=False, elem_id="compare-start") as self.row:
            self.video = gr.Video(
                label=i18n("compare.video"), sources=["upload"], buttons=[], height=190, min_width=280,
                visible=False, elem_id="compare-video",
            )  # fmt: skip
            self.image = self._picture(i18n("compare.image"), "compare-image")
            self.last_image = self._picture(i18n("compare.last_image"), "compare-last-image")
            self.references = gr.File(
                label=i18n("compare.references"), file_count="multiple", file_types=["image"], height=190,
                visible=False, elem_id="compare-references",
            )  # fmt: skip
        self.video_message = gr.HTML(elem_classes="notice", elem_id="video-message")
        self.image_message = gr.HTML(elem_classes="notice", elem_id="image-message")

    @staticmethod
    def _picture(label: Any, name: str) -> gr.Image:
        return gr.Image(
            type="filepath", label=label, height=190, sources=["upload", "clipboard"], buttons=[], visible=False,
            elem_id=name,
        )  # fmt: skip

    @property
    def controls(self) -> list[gr.components.Component]:
        """The controls whose values `started` reads, in order."""
        return [self.task, self.video, self.image, self.last_image, self.references, self.origin]

    @property
    def extras(self) -> list[gr.components.Component]:
        """What `fit_extras` answers for, in order."""
        return [self.last_image, self.references]

    @property
    def fitted(self) -> list[Any]:
        """What `fit` answers for, in order."""
        return [self.row, self.video, self.image, *self.extras]

    def fit(self, task: Task, models: Iterable[Model]) -> list[Any]:
        """Show what the task starts from; the last picture and references only where some chosen model takes them."""
        shown = [task != "text_to_video", task in FROM_A_CLIP, task == "image_to_video"]
        return [*[gr.update(visible=one) for one in shown], *self.fit_extras(task, models)]

    def fit_extras(self, task: Task, models: Iterable[Model]) -> list[Any]:
        """Show the last picture and the references where some chosen model takes them."""
        chosen = list(models)
        return [
            gr.update(visible=any(ends(model, task) for model in chosen)),
            gr.update(visible=any(is_guided(model, task) for model in chosen)),
        ]


def started(
    task: Task,
    video: str | None,
    image: str | None,
    last_image: str | None,
    references: list[str] | None,
    origin: Media | None = None,
) -> dict[str, Any]:
    """The brief's fields for these controls' values, without what the task doesn't start from."""
    pictured = task == "image_to_video"
    return {
        "task": task,
        "video": clip_of(video, origin) if task in FROM_A_CLIP else None,
        "image": _media(image, "image/png") if pictured else None,
        "last_image": _media(last_image, "image/png") if pictured else None,
        "references": tuple(_given(references)) if task in GUIDED else (),
    }


def clip_of(video: str | None, origin: Media | None) -> Media | None:
    """The clip that the control holds: where it is `origin`, byte for byte, that one, with its truth."""
    if video and origin and origin.path.is_file() and filecmp.cmp(video, origin.path, shallow=False):
        return origin
    return _media(video, "video/mp4")


def fits(model: Model, task: Task, clip: Media | None) -> bool:
    """Whether the model can do the task; where a clip is extended, whether it goes on from this one."""
    return can_do(model, task) and (task != "extend" or can_extend(Brief(prompt="", task=task, video=clip), model))


def ends(model: Model, task: Task) -> bool:
    """Whether the model takes a last frame for the task."""
    return task == "image_to_video" and model.for_brief(_full(task)).last_image


def is_guided(model: Model, task: Task) -> bool:
    """Whether the model takes references for the task, beside what it starts from or in its place."""
    return task in GUIDED and model.for_brief(_from_references(task)).references > 0


_SOME: Final = Media(path=Path("some"), mime="")


def _full(task: Task) -> Brief:
    return Brief(prompt="", task=task, image=_SOME, last_image=_SOME, video=_SOME)


def _from_references(task: Task) -> Brief:
    return Brief(prompt="", task=task, references=(_SOME,), video=_SOME)


def _given(paths: list[str] | None) -> list[Media]:
    return [one for path in paths or [] if (one := _media(path, "image/png"))]


def _media(path: str | None, otherwise: str) -> Media | None:
    return Media(path=Path(path), mime=mimetypes.guess_type(path)[0] or otherwise) if path else None
