"""In the tab *Compare*: how the clips should be, and who adds sound to those without."""

from __future__ import annotations

from typing import Any, Final

import gradio as gr

from comparisons.desk import Desk, Visitor
from comparisons.ui.start import FROM_A_CLIP
from comparisons.ui.words import Language, say
from providers.kit.terms import Task

ASPECTS: Final = ("16:9", "9:16", "1:1", "4:3", "21:9")
RESOLUTIONS: Final = ("480p", "720p", "1080p")
DEFAULT_SECONDS: Final = 5


class Settings:
    """A row of the usual ones and a drawer of the others."""

    def __init__(self, i18n: gr.I18n) -> None:
        """Draw them where this is called."""
        with gr.Row(equal_height=True, elem_classes="settings"):
            self.mode = gr.Radio(
                [(i18n("compare.open"), "open"), (i18n("compare.blind"), "blind")], value="open",
                label=i18n("compare.mode"), elem_id="compare-mode", scale=2,
            )  # fmt: skip
            self.seconds = gr.Number(DEFAULT_SECONDS, label=i18n("compare.seconds"), min_width=110)
            self.aspect = gr.Dropdown(ASPECTS, value="16:9", label=i18n("compare.aspect"), min_width=110)
            self.resolution = gr.Dropdown(RESOLUTIONS, value="720p", label=i18n("compare.resolution"), min_width=110)
        with gr.Accordion(i18n("compare.more"), open=False), gr.Row():
            self.seed = gr.Number(None, label=i18n("compare.seed"), precision=0, min_width=110)
            self.fps = gr.Dropdown(["", 24, 30, 60], value="", label=i18n("compare.fps"), min_width=110)
            self.audio = gr.Checkbox(True, label=i18n("compare.audio"), min_width=110)
            self.negative = gr.Textbox(label=i18n("compare.negative"))
        self.sound_by = gr.Dropdown([], label=i18n("compare.sound_by"), visible=False, elem_id="compare-sound-by")
        self.sound_message = gr.HTML(elem_classes="notice", elem_id="sound-message")

    @property
    def controls(self) -> list[gr.components.Component]:
        """The controls whose values `set_to` reads, in order."""
        return [self.seconds, self.aspect, self.resolution, self.fps, self.seed, self.audio, self.negative]

    @property
    def fitted(self) -> list[gr.components.Component]:
        """What `fit` answers for, in order."""
        return [self.seconds, self.aspect]

    def fit(self, task: Task, language: Language) -> list[Any]:
        """A clip that is changed keeps its length; what is made from a clip has its shape."""
        label = say(language, "compare.seconds_more" if task == "extend" else "compare.seconds")
        return [gr.update(visible=task != "video_to_video", label=label), gr.update(visible=task not in FROM_A_CLIP)]

    def voices(self, desk: Desk, chosen: str, visitor: Visitor, language: Language) -> Any:
        """The models that can add sound for this person, with `chosen` among them; hidden where there is none.

        A visitor's own key pays for no other model's sound.
        """
        ready = [] if visitor.keys else [model.id for model in desk.ready("add_sound", visitor)]
        choices = [(say(language, "compare.sound_none"), ""), *((desk.catalogue.label(one), one) for one in ready)]
        return gr.update(choices=choices, value=chosen if chosen in ready else "", visible=bool(ready))

    def voiceless(self) -> Any:
        """The same without a single name."""
        return gr.update(choices=[], value=None, visible=False)


def set_to(
    task: Task,
    seconds: float | None,
    aspect: str | None,
    resolution: str | None,
    fps: int | str | None,
    seed: int | None,
    audio: bool,
    negative: str | None,
) -> dict[str, Any]:
    """The brief's fields for these controls' values; what is hidden for the task is left to the vendor."""
    return {
        "seconds": (seconds or None) if task != "video_to_video" else None,
        "aspect_ratio": aspect if task not in FROM_A_CLIP else None,
        "resolution": resolution,
        "fps": int(fps) if fps else None,
        "seed": None if seed is None else int(seed),
        "audio": None if audio else False,
        "negative_prompt": negative or None,
    }
