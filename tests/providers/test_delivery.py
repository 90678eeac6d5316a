"""From a result to a file: only a clip that plays gets its name."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse

from providers.kit.errors import (
    BadClip,
    BadReply,
)
from providers.kit.events import Delivered
from providers.kit.http import Limits, Wire
from tests.conftest import Served
from tests.fakes import clips
from tests.fakes.fal import Plan
from tests.providers.test_drive import told


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with Wire(limits=Limits(quiet=5.0)) as one:
        yield one


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "can't be played"),
        (b"<html><body>Not found</body></html>", "can't be played"),
        (clips.truncated(), "played|cut off"),
        (clips.sound_only(), "no picture"),
        (clips.clip(1 / 24), "does not move"),
        (b"#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nhttp://127.0.0.1:9/x.ts\n#EXT-X-ENDLIST\n", "can't be played"),
    ],
    ids=["empty", "html", "truncated", "sound only", "one frame", "playlist"],
)
async def test_what_is_no_clip_is_refused_and_leaves_no_file(
    fal: Served, wire: Wire, tmp_path: Path, content: bytes, words: str
) -> None:
    fal.fake.plan = Plan(clip=content)
    with pytest.raises(BadClip, match=words):
        await told(wire, tmp_path)
    assert list(tmp_path.iterdir()) == []


async def test_a_clip_that_lies_nowhere_is_told_as_the_vendors_mistake(fal: Served, wire: Wire, tmp_path: Path) -> None:
    fal.fake.seen.answer("clip", PlainTextResponse("expired", 403))
    with pytest.raises(BadReply, match="not at the address"):
        await told(wire, tmp_path)


async def test_a_download_that_fails_is_made_again(fal: Served, wire: Wire, tmp_path: Path) -> None:
    fal.fake.seen.answer("clip", PlainTextResponse("busy", 503), PlainTextResponse("busy", 500))
    assert isinstance((await told(wire, tmp_path))[-1], Delivered)
    assert len(fal.fake.submits) == 1
