"""One visit to an app: ask what it takes, join its queue, watch, fetch what it made.

The official client speaks Gradio's protocol; the file is fetched by the wire, since an address in a reply is a stranger
even where the app is the owner's choice. Who is stopped here takes the job out of the app's queue first.
"""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import wait
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin

from providers.kit.clip import probe
from providers.kit.errors import BadReply, Failed, KeyRejected, Rejected, TimedOut, Trouble, Unavailable
from providers.kit.events import Noted
from providers.kit.http import Keys, Wire
from providers.kit.provider import Report
from providers.kit.rehearse import rehearsing
from providers.kit.terms import Brief, Call, Clip, Waiting
from providers.space.controls import asked, chosen, video_of

if TYPE_CHECKING:
    from gradio_client import Client
    from gradio_client.client import Job

    from providers.space import App

PATIENCE = 3600.0
"""Seconds from joining the queue until a take is given up."""
GLANCE = 0.2
TOKEN = "x-hf-authorization"
"""The header in which Spaces are shown a token."""


def visit(app: App, brief: Brief, folder: Path, report: Report) -> Clip:
    """The clip that the app makes of the brief; raises from the tree where it makes none."""
    if rehearsing():
        raise Unavailable(f"In rehearsal nobody is asked, and so {app.name} is not.")
    client = _reach(app)
    try:
        endpoints: dict[str, Any] = client.view_api(print_info=False, return_format="dict")["named_endpoints"]
        name = chosen(endpoints, app.endpoint, app.name)
        call = asked(endpoints[name], brief, app.name)
        for note in call.notes:
            report(Noted(note=note))
        values = dict(call.values)
        if call.picture and brief.image:
            from gradio_client import handle_file

            values[call.picture] = handle_file(brief.image.path)
        returned = _made(client.submit(api_name=name, **values), app.name, report)
        file = video_of(returned, endpoints[name], app.name)
        return asyncio.run(_fetched(client, file, folder))
    except Trouble:
        raise
    except Exception as error:
        raise _trouble(error, app.name) from None
    finally:
        client.close()


def _reach(app: App) -> Client:
    """The client of an app; a token is with it only where the app is a Space that was named by its id."""
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    from gradio_client import Client

    token: Any = (app.hosted and os.environ.get("HF_TOKEN")) or False  # None would mean: whichever is found
    try:
        return Client(app.source, token=token, verbose=False, download_files=False, analytics_enabled=False)
    except Exception as error:
        raise _trouble(error, app.name) from None


def _made(job: Job, label: str, report: Report) -> Any:
    """What the app returned, once it has; the job leaves its queue if this process is told to end."""
    began = time.monotonic()
    with _leaving(job):
        while not wait([job.future], timeout=GLANCE).done:
            report(_standing(job))
            if time.monotonic() - began > PATIENCE:
                job.cancel()
                raise TimedOut(f"{label} did not finish within {PATIENCE / 60:g} minutes.")
        return job.result()


def _standing(job: Job) -> Waiting:
    status = job.status()
    if status.code.value in {"STARTING", "JOINING_QUEUE", "IN_QUEUE", "QUEUE_FULL", "SENDING_DATA"}:
        return Waiting(phase="queued", place=status.rank)
    for unit in status.progress_data or []:
        if unit.progress is not None:
            return Waiting(phase="running", fraction=min(1.0, max(0.0, float(unit.progress))))
        if unit.index is not None and unit.length:
            return Waiting(phase="running", fraction=min(1.0, unit.index / unit.length))
    return Waiting(phase="running")


class _Stopped(BaseException):
    """Raised where this process is told to end."""


@contextmanager
def _leaving(job: Job) -> Iterator[None]:
    """While inside, a request to end this process cancels the job first."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_: object) -> None:
        raise _Stopped

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    except _Stopped:
        with suppress(Exception):
            job.cancel()
        signal.signal(signal.SIGTERM, before)
        os.kill(os.getpid(), signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, before)


async def _fetched(client: Client, file: Mapping[str, Any], folder: Path) -> Clip:
    """Download, decode, and only then give the file its name."""
    place = str(file.get("url") or file["path"])
    if "://" not in place:
        place = urljoin(client.src, place) if file.get("url") else f"{client.src_prefixed}file={quote(place)}"
    secret = {TOKEN: client.headers[TOKEN]} if TOKEN in client.headers else {}
    part, final = folder / "clip.part", folder / "clip.mp4"
    try:
        async with Wire(trusted=[client.src]) as wire:
            await wire.download(Call(method="GET", url=place), Keys(origin=client.src, headers=secret), part)
        clip = probe(part)
        part.replace(final)
    finally:
        part.unlink(missing_ok=True)
    return replace(clip, path=final)


def _trouble(error: Exception, label: str) -> Trouble:
    """What the client's failure means; told by its name, since the wire's library is not ours to import."""
    said = " ".join(str(error).split())[:300] or type(error).__name__
    match type(error).__name__:
        case "AppError":
            return Failed(f"{label} made no clip. It says: {said}")
        case "ValidationError":
            return Rejected(f"{label} does not take this: {said}")
        case "AuthenticationError" | "GatedRepoError":
            return KeyRejected(f"{label} wants a login, or HF_TOKEN may not use it: {said}")
        case "RepositoryNotFoundError":
            return Rejected(f"There is no such Space, or it is private and HF_TOKEN may not see it: {label}")
        case "QueueError" | "TooManyRequestsError":
            return Unavailable(f"{label} is busy: {said}")
        case "ConnectError" | "ConnectTimeout" | "ReadTimeout" | "ReadError" | "RemoteProtocolError":
            return Unavailable(f"Can't connect to {label}: {said}")
        case "JSONDecodeError":
            return BadReply(f"{label} does not answer as a Gradio app does: {said}")
        case "ValueError" | "HfHubHTTPError" | "HTTPStatusError" | "CancelledError":
            return Unavailable(f"{label} can't be used now: {said}")
        case kind:
            return BadReply(f"The visit to {label} failed. Report it: {kind}: {said}")
