"""The same verbs as named endpoints for `gradio_client` and `curl`: `/compare`, `/comparison`, `/vote`, `/undo`,
`/leaderboard`.

They see no more than a visitor does: in a blind round the names come only after that voter's vote is on disk.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import gradio as gr
from gradio.data_classes import FileData
from gradio.events import api as publish_as
from gradio_client.utils import is_file_obj_with_meta

from comparisons.desk import Desk, Misuse, Visitor
from comparisons.ranking.table import BadVotes
from comparisons.run.comparison import Comparison, Mode
from comparisons.ui.start import started
from comparisons.ui.view import view
from comparisons.votes.answers import answer_of
from comparisons.votes.errors import VoteTrouble
from providers.kit.terms import Brief, Task


def publish(desk: Desk) -> None:
    """Add the endpoints to the Gradio app under construction."""
    for endpoint in (_compare(desk), *_others(desk)):
        publish_as(endpoint, api_name=endpoint.__name__)


def _compare(desk: Desk) -> Callable[..., Any]:
    def compare(
        prompt: str,
        models: list[str],
        mode: Mode = "open",
        seconds: float | None = None,
        aspect_ratio: str | None = None,
        resolution: str | None = None,
        seed: int | None = None,
        audio: bool | None = None,
        voter: str = "",
        task: Task | None = None,
        image: FileData | None = None,
        last_image: FileData | None = None,
        references: list[FileData] | None = None,
        video: FileData | None = None,
        sound_by: str = "",
        request: gr.Request | None = None,
    ) -> dict[str, Any]:
        """Begin a comparison; its id comes back at once. For a battle give no models; without a prompt, it
        is one of clips that exist. The budget knows you as voter.

        `image`, `last_image`, `references` and `video` are files, as `handle_file` sends them. With a `video` say the
        `task`: `video_to_video` or `extend`; `seconds` are then those to add. `sound_by` names the model that adds
        sound to silent clips; a battle has none.
        """
        with _Telling():
            start = _start(task, video, image, last_image, references)
            brief = Brief(
                prompt=prompt, seconds=seconds, aspect_ratio=aspect_ratio, resolution=resolution, seed=seed,
                audio=audio, **start,
            )  # fmt: skip
            who = desk.keyring.visitor(voter or "api", user=request.username if request else None)
            return {"comparison": _begun(desk, brief, models, mode, replace(who, voter=voter), sound_by).id}

    return compare


def _others(desk: Desk) -> tuple[Callable[..., Any], ...]:
    def comparison(comparison: str, voter: str = "") -> dict[str, Any]:
        """How a comparison stands, as this voter may see it; clips are at `url`, relative to the app."""
        with _Telling():
            return view(desk.see(comparison, voter), "en")

    def vote(
        comparison: str,
        voter: str,
        answer: str,
        comment: str = "",
        slip: str = "",
        worst: str = "",
        ranking: list[str] | None = None,
        aspects: dict[str, str] | None = None,
        reason: str = "",
    ) -> dict[str, Any]:
        """Write a vote: `left`, `right`, `tie`, `both_bad`, or the id of the best take; the names come back.

        For a battle give the `slip` that `/comparison` told this voter. Of three or more takes name also the `worst`,
        or answer `ranking` with all of them, best first. `aspects` answers picture, motion, sound, sync or prompt.
        Answer `skip` with a `reason` to say nothing.
        """
        with _Telling():
            said = answer_of(answer, worst, ranking or (), reason)
            told = {"comment": comment, "slip": slip, "aspects": aspects or {}}
            return view(desk.vote(comparison, voter, said, "api", **told), "en")  # type: ignore[arg-type]

    def undo(comparison: str, voter: str) -> dict[str, Any]:
        """Take a vote back, within a minute: it stays in the file and counts no more."""
        with _Telling():
            return view(desk.undo(comparison, voter), "en")

    def leaderboard() -> list[dict[str, Any]]:
        """The table that the votes make, best first."""
        with _Telling():
            return desk.leaderboard().records()

    return comparison, vote, undo, leaderboard


def _begun(desk: Desk, brief: Brief, models: list[str], mode: Mode, who: Visitor, sound_by: str) -> Comparison:
    if mode == "battle":
        clips = None if brief.prompt.strip() else desk.battle_of_clips(who, "api")
        return clips or desk.battle(brief, source="api", visitor=who)
    return desk.start(brief, models, mode, "api", visitor=who, sound_by=sound_by)


def _start(task: Task | None, video: Any, image: Any, last_image: Any, references: Any) -> dict[str, Any]:
    """The brief's fields for what a comparison starts from; the task is told by it, where it was not said."""
    clip, first, last = (_uploaded(one) for one in (video, image, last_image))
    guides = [path for one in references or [] if (path := _uploaded(one))]
    return started(task or _told_by(clip, bool(first or guides)), clip, first, last, guides)


def _told_by(video: str | None, pictured: bool) -> Task:
    """The task, where it was not said."""
    if video:
        raise Misuse("task", "task", "A clip can be changed or extended. Say which: task=video_to_video or task=extend")
    return "image_to_video" if pictured else "text_to_video"


def _uploaded(given: Any) -> str | None:
    """The path of a file that came by upload.

    Gradio looks at what is marked as a file, and lets in nothing but uploads; an unmarked path is a stranger's word.
    """
    if given is None:
        return None
    if not is_file_obj_with_meta(given):
        raise Misuse("file", "upload", "A file has to be uploaded, as gradio_client.handle_file does")
    return str(given["path"])


class _Telling:
    """Turns our refusals into Gradio's errors, so that the caller reads the sentence."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        match error:
            case KeyError():
                raise gr.Error(str(error.args[0])) from error
            case Misuse() | VoteTrouble() | BadVotes():
                raise gr.Error(str(error)) from error
