"""A Gradio app of somebody's, in a process of its own: `python -m tests.fakes.space PORT LOG CLIP`.

What each call was given goes to LOG, a JSON line each, with the headers that came along.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import gradio as gr


def main(port: int, log: Path, clip: Path) -> None:
    """Serve until killed."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

    note = partial(_note, log)

    def generate(
        text: str,
        negative_prompt: str,
        duration: float,
        seed: int,
        randomize_seed: bool,
        aspect: str,
        start: Any,
        request: gr.Request,
        progress: gr.Progress = gr.Progress(),  # noqa: B008
    ) -> tuple[str, int, str]:
        size = None if start is None else list(start.shape)
        note(
            "generate", request, text=text, negative=negative_prompt, duration=duration, seed=seed,
            randomize=randomize_seed, aspect=aspect, picture=size,
        )  # fmt: skip
        match text.partition(" ")[0]:
            case "refuse":
                raise gr.Error("Not that, <b>please</b>")
            case "break":
                raise RuntimeError("a bug of theirs")
            case "html":
                page = clip.with_suffix(".html")
                page.write_text("<html>Sign in</html>")
                return "done", seed, str(page)
        progress(0.5)
        return "done", seed, str(clip)

    def forever(prompt: str, request: gr.Request) -> Iterator[str | None]:
        note("forever", request, prompt=prompt)
        try:
            for _ in range(1200):
                time.sleep(0.05)
                yield None
        finally:
            note("left", request, prompt=prompt)

    app = _page(generate, forever, clip)
    app.queue().launch(
        server_name="127.0.0.1", server_port=port, quiet=True, show_error=True, allowed_paths=[str(clip.parent)]
    )


def _note(log: Path, call: str, request: gr.Request, **given: Any) -> None:
    """Write down a call."""
    with log.open("a") as file:
        file.write(json.dumps({"call": call, "headers": dict(request.headers), **given}) + "\n")


def _page(generate: Callable[..., Any], forever: Callable[..., Any], clip: Path) -> gr.Blocks:
    """Its fields and its endpoints."""
    with gr.Blocks() as page:
        text, negative = gr.Textbox(label="What to show"), gr.Textbox(label="Negative prompt")
        duration, seed = gr.Slider(1, 3, value=2, label="Duration (s)"), gr.Number(7, precision=0, label="Seed")
        randomize = gr.Checkbox(True, label="Randomize seed")
        aspect = gr.Dropdown(["16:9", "1:1"], value="16:9", label="Aspect ratio")
        start, film, said = gr.Image(label="First frame"), gr.Video(format=None), gr.Textbox()
        inputs = [text, negative, duration, seed, randomize, aspect, start]
        gr.Button().click(lambda words: words, [text], [said], api_name="echo")
        gr.Button().click(generate, inputs, [said, seed, gr.File()], api_name="generate")
        gr.Button().click(lambda words: str(clip), [text], [film], api_name="watch")
        gr.Button().click(forever, [text], [film], api_name="forever", concurrency_limit=1)
        gr.Button().click(lambda words: None, [text], [film], api_name="nothing")
        gr.Button().click(lambda number: None, [seed], [film], api_name="wordless")
    return page


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
