"""A vendor that adds sound to a clip, over the wire of fal's fake: its adapter, and what its jobs yield."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

from providers.fal import Fal
from providers.kit.provider import Scene
from providers.kit.terms import Brief, Call, Media, Model, Price, Span

VOICE = Model(
    id="voice/one", label="Voice", tasks=("add_sound",), seconds=Span(low=0.5, high=30.0),
    price=Price(per_second={"any": 0.1}, source="https://voice.example", as_of=date(2026, 11, 23)),
)  # fmt: skip


class Voice(Fal):
    """Takes a clip, gives its sound."""

    name, label, docs = "voice", "Voice", "https://voice.example"
    key, base = "VOICE_KEY", "https://voice.example"
    models = (VOICE,)
    rehearsal = MappingProxyType({"clip": Scene.of()})

    def upload(self, media: Media) -> None:
        """The clip goes inside the submit."""

    def submit(self, brief: Brief, model: Model) -> Call:
        assert brief.video is not None
        assert brief.video.path.read_bytes()
        body = {"prompt": brief.prompt, "seconds": brief.seconds, "video_url": brief.video.path.name}
        return Call(method="POST", url=f"{self.origin}/voice/one/add", json=body)
