"""What fal sells here: one line a model, with the endpoints for each thing that a clip can start from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from providers.fal.endpoints import ENDPOINTS, Fields, meant, named
from providers.kit.terms import Audio, Model, Span, Start, Task

TASKS: tuple[Task, ...] = ("text_to_video", "image_to_video", "video_to_video", "extend")
STARTS: tuple[Start, ...] = (*TASKS, "last_image", "references")


@dataclass(frozen=True, slots=True)
class Offer:
    """One model and where fal has it; `root` is what its endpoints begin with."""

    name: str
    label: str
    root: str
    text: str = "text-to-video"
    image: str | None = None
    last_image: str | None = None
    """From a first and a last picture, where that is another endpoint."""
    references: str | None = None
    edit: str | None = None
    extend: str | None = None
    most: int = 0
    """How many references."""
    sound: Audio = "never"
    """Where an endpoint has no switch for it."""
    doubt: str = ""

    @property
    def paths(self) -> dict[Start, str]:
        """Endpoints by what a clip starts from."""
        ways = (self.text, self.image, self.edit, self.extend, self.last_image, self.references)
        return {
            start: f"{self.root}/{way}".rstrip("/") for start, way in zip(STARTS, ways, strict=True) if way is not None
        }


I2V, R2V = "image-to-video", "reference-to-video"
ENDS = "first-last-frame-to-video"
VEO = "Google's page named 2026-11-17 or later for the end of Veo 3.1; whether fal still reaches it is not known"
OMNI = "Google deprecated the preview of this model on 2026-11-06; which version fal reaches is not known"
OFFERS = (
    Offer(
        "pika-2.2", "Pika 2.2", "fal-ai/pika/v2.2",
        image=I2V, last_image="pikaframes", references="pikascenes", most=5,
    ),
    Offer("pika-2.1", "Pika 2.1", "fal-ai/pika/v2.1", image=I2V),
    Offer("pika-2.0-turbo", "Pika 2.0 Turbo", "fal-ai/pika/v2/turbo", image=I2V),
    Offer("kling-3", "Kling 3 Pro", "fal-ai/kling-video/v3/pro", image=I2V),
    Offer("kling-3-standard", "Kling 3 Standard", "fal-ai/kling-video/v3/standard", image=I2V),
    Offer("kling-3-turbo", "Kling 3 Turbo Pro", "fal-ai/kling-video/v3/turbo/pro"),
    Offer(
        "kling-o3", "Kling O3 Pro", "fal-ai/kling-video/o3/pro",
        image=I2V, references=R2V, edit="video-to-video/edit", most=4, sound="always",
    ),
    Offer(
        "kling-o3-standard", "Kling O3 Standard", "fal-ai/kling-video/o3/standard",
        image=I2V, references=R2V, edit="video-to-video/edit", most=4, sound="always",
    ),
    Offer("seedance-2.5", "Seedance 2.5", "bytedance/seedance-2.5", image=I2V, references=R2V, most=9),
    Offer("seedance-2.0", "Seedance 2.0", "bytedance/seedance-2.0", image=I2V, references=R2V, most=9),
    Offer("seedance-2.0-fast", "Seedance 2.0 Fast", "bytedance/seedance-2.0/fast", image=I2V, references=R2V, most=9),
    Offer("seedance-2.0-mini", "Seedance 2.0 Mini", "bytedance/seedance-2.0/mini", image=I2V, references=R2V, most=9),
    Offer("ltx-2.3", "LTX 2.3", "fal-ai/ltx-2.3", image=I2V, extend="extend-video", sound="always"),
    Offer("ltx-2.3-fast", "LTX 2.3 Fast", "fal-ai/ltx-2.3", text="text-to-video/fast", image="image-to-video/fast"),
    Offer("ltx-2.3-22b", "LTX 2.3 22B", "fal-ai/ltx-2.3-22b"),
    Offer(
        "wan-2.7", "Wan 2.7", "fal-ai/wan/v2.7",
        image=I2V, references=R2V, edit="edit-video", most=5, sound="always",
    ),
    Offer("ray-3.2", "Luma Ray 3.2", "luma/agent/ray/v3.2"),
    Offer("minimax-h3", "MiniMax H3", "minimax/h3", sound="always"),
    Offer("hailuo-2.3", "Hailuo 2.3 Pro", "fal-ai/minimax/hailuo-2.3/pro", image=I2V),
    Offer("hailuo-2.3-standard", "Hailuo 2.3 Standard", "fal-ai/minimax/hailuo-2.3/standard", image=I2V),
    Offer("happyhorse-1.1", "HappyHorse 1.1", "alibaba/happy-horse/v1.1", sound="always"),
    Offer("pixverse-6", "PixVerse 6", "fal-ai/pixverse/v6", image=I2V, last_image="transition", extend="extend"),
    Offer(
        "veo-3.1", "Veo 3.1", "fal-ai/veo3.1",
        text="", image=I2V, last_image=ENDS, references=R2V, extend="extend-video", most=3, doubt=VEO,
    ),
    Offer(
        "veo-3.1-fast", "Veo 3.1 Fast", "fal-ai/veo3.1/fast",
        text="", image=I2V, last_image=ENDS, extend="extend-video", doubt=VEO,
    ),
    Offer("veo-3.1-lite", "Veo 3.1 Lite", "fal-ai/veo3.1/lite", text="", image=I2V, last_image=ENDS, doubt=VEO),
    Offer(
        "gemini-omni-flash", "Gemini Omni Flash", "google/gemini-omni-flash",
        text="", edit="edit", sound="always", doubt=OMNI,
    ),
    Offer(
        "grok-imagine", "Grok Imagine", "xai/grok-imagine-video",
        image=I2V, references=R2V, edit="edit-video", extend="extend-video", most=7, sound="always",
    ),
    Offer("vidu-q3", "Vidu Q3", "fal-ai/vidu/q3", image=I2V),
    Offer("vidu-q3-turbo", "Vidu Q3 Turbo", "fal-ai/vidu/q3", text="text-to-video/turbo", image="image-to-video/turbo"),
)  # fmt: skip


def _model(offer: Offer) -> Model:
    """One model as its endpoint for text has it, and how it differs where a clip starts otherwise."""
    ways = {start: _taken(offer, start, path) for start, path in offer.paths.items()}
    usual = ways["text_to_video"] | {
        "picture_ratios": ways.get("image_to_video", {}).get("picture_ratios", ()),
        "last_image": any(way["last_image"] for way in ways.values()),
        "references": offer.most,
    }
    return Model(
        id=f"fal/{offer.name}",
        label=offer.label,
        tasks=tuple(task for task in TASKS if task in ways),
        doubt=offer.doubt,
        differs={start: dict(way.items() - usual.items()) for start, way in ways.items()},
        **usual,
    )


def _taken(offer: Offer, start: Start, path: str) -> dict[str, Any]:
    """What one endpoint takes, by the fields of a model."""
    fields = ENDPOINTS[path]
    ratios = _choices(fields, "aspect_ratio")
    return {
        "seconds": _lengths(_choices(fields, "seconds")),
        "aspect_ratios": ratios,
        "picture_ratios": ratios,
        "resolutions": _choices(fields, "resolution"),
        "fps": _choices(fields, "fps"),
        "audio": "optional" if named(fields, "audio") else offer.sound,
        "seed": "seed" in fields,
        "negative_prompt": "negative_prompt" in fields,
        "last_image": start == "last_image" or named(fields, "last_image") is not None,
        "references": offer.most if start != "last_image" and named(fields, "references") else 0,
        "route": path,
    }


def _choices(fields: Fields, wish: str) -> tuple[Any, ...]:
    name = named(fields, wish)
    return tuple(meant(name, value) for value in fields[name]) if name else ()


def _lengths(offered: Sequence[float]) -> tuple[float, ...] | Span:
    """A span where every whole second between two is sold."""
    low, high = (min(offered), max(offered)) if offered else (0.0, 0.0)
    if len(offered) > 3 and len(offered) == high - low + 1:
        return Span(low=low, high=high, whole=True)
    return tuple(offered)


MODELS = {model.id: model for model in map(_model, OFFERS)}
