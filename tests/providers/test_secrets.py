"""Every failure with a marked key: nothing that is said, logged or written holds it."""

from __future__ import annotations

import asyncio
import logging
import traceback
from pathlib import Path

import pytest
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from providers.fal import Fal
from providers.kit.drive import drive
from providers.kit.errors import Trouble
from providers.kit.http import Limits, Wire
from providers.kit.terms import Brief
from tests.conftest import Served
from tests.fakes.fal import Plan
from tests.fakes.loopback import raw

KEY = "marked-0f6c2a"
QUOTED = f"Invalid credentials: Key {KEY}"
ANSWERS = {
    "400": PlainTextResponse(QUOTED, 400),
    "401": JSONResponse({"detail": QUOTED}, 401),
    "403": JSONResponse({"detail": QUOTED}, 403),
    "422": JSONResponse({"detail": [{"type": "value_error", "msg": QUOTED, "loc": [KEY]}]}, 422),
    "429": JSONResponse({"detail": QUOTED}, 429, {"Retry-After": "100"}),
    "500": PlainTextResponse(QUOTED, 500),
    "503": PlainTextResponse(QUOTED, 503),
    "html": PlainTextResponse(f"<html>{QUOTED}</html>"),
    "json": JSONResponse({"status": KEY}),
    "redirect": RedirectResponse(f"http://127.0.0.1:1/?{KEY}", 302),
}


async def fail(tmp_path: Path, key: str = KEY) -> str:
    """Drive to a failure; everything that can be read of it afterwards."""
    now = 0.0

    async def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds
        await asyncio.sleep(0)

    async with Wire(limits=Limits(quiet=0.2)) as wire:
        run = drive(
            Fal(), Brief(prompt="x"), Fal.models[0], key=key, wire=wire, folder=tmp_path, clock=lambda: now, sleep=sleep
        )
        with pytest.raises(Trouble) as caught:
            async for _ in run:
                pass
    chain: list[BaseException] = [caught.value]
    while (deeper := chain[-1].__cause__ or chain[-1].__context__) is not None:
        chain.append(deeper)
    said = [str(one) + repr(one) + repr(one.args) + repr(vars(one)) for one in chain]
    return "".join(said) + "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("step", ["submit", "status", "result", "clip"])
@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS.keys())
async def test_a_key_is_never_told(
    fal: Served,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    step: str,
    answer: Response,
) -> None:
    caplog.set_level(logging.INFO)
    fal.fake.seen.answer(step, *[answer] * 200)
    said = await fail(tmp_path)
    assert KEY not in said
    assert KEY not in caplog.text
    assert KEY not in "".join(capfd.readouterr())
    assert list(tmp_path.iterdir()) == []


async def test_a_key_is_not_told_when_the_line_breaks(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")

    with raw(hang_up) as url:
        monkeypatch.setenv("SPLITSCREEN_FAL_BASE", url)
        assert KEY not in await fail(tmp_path)
    assert KEY not in await fail(tmp_path)
    assert KEY not in caplog.text


@pytest.mark.parametrize("key", [f"{KEY}\r\nX: y", f"{KEY}ключ", f"{KEY}\x00"])
async def test_a_key_that_no_header_can_hold_is_not_told_either(fal: Served, tmp_path: Path, key: str) -> None:
    assert KEY not in await fail(tmp_path, key)


async def test_a_key_is_not_told_by_a_clip_that_is_none(fal: Served, tmp_path: Path) -> None:
    fal.fake.plan = Plan(clip=QUOTED.encode())
    assert KEY not in await fail(tmp_path)
    assert list(tmp_path.iterdir()) == []
