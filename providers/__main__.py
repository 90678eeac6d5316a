"""`python -m providers`: list what is on offer, and make one clip from the shell.

With `--json` one JSON document goes to standard output and nothing else; errors go to standard error
with exit status 1.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from tqdm import tqdm

from providers import catalogue
from providers.kit import truth
from providers.kit.chain import make
from providers.kit.dotenv import begin
from providers.kit.drive import drive
from providers.kit.errors import Crashed, Trouble
from providers.kit.events import Delivered, Event
from providers.kit.http import Wire
from providers.kit.keys import key_for
from providers.kit.plan import plan
from providers.kit.provider import Local, Remote
from providers.kit.settle import estimate, lengths, settle
from providers.kit.steps import Told, file_of, kept
from providers.kit.terms import Accepted, Brief, Clip, Flaw, Media, Model, Note, Span, Task, Ticket, Waiting
from providers.kit.workers import Workers

shell = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]


def described(model: Model) -> dict[str, Any]:
    """One model as the plain data that `list --json` prints; lengths in seconds, prices in US dollars."""
    provider, missing = catalogue().provider(model.id), catalogue().missing(model)
    return {
        "id": model.id,
        "label": model.label,
        "provider": provider.name,
        "tasks": list(model.tasks),
        "seconds": _lengths(model.seconds),
        "seconds_by_task": {task: _lengths(offered) for task, offered in _otherwise(model).items()},
        "aspect_ratios": list(model.aspect_ratios),
        "resolutions": list(model.resolutions),
        "fps": list(model.fps),
        "audio": model.audio,
        "seed": model.seed,
        "price_per_second_usd": model.price.usual if model.price else None,
        "prices_per_second_usd": dict(model.price.per_second) if model.price else None,
        "prices_without_sound_usd": dict(model.price.silent) if model.price and model.price.silent else None,
        "price_source": model.price.source if model.price else None,
        "price_as_of": model.price.as_of.isoformat() if model.price else None,
        "key": provider.key if isinstance(provider, Remote) else None,
        "wants": missing,
        "ready": missing is None and model.retired is None,
        "status": _status(model, missing),
        "doubt": model.doubt or None,
        "retired": model.retired.isoformat() if model.retired else None,
        "retired_source": model.retired_source or None,
        "docs": provider.docs,
    }


def _otherwise(model: Model) -> dict[Task, tuple[float, ...] | Span]:
    """The lengths for each task for which they are others."""
    by_task = {task: lengths(model, task) for task in model.tasks}
    return {task: offered for task, offered in by_task.items() if offered != model.seconds}


def _lengths(offered: tuple[float, ...] | Span) -> Any:
    return {"low": offered.low, "high": offered.high} if isinstance(offered, Span) else list(offered)


def _status(model: Model, missing: str | None) -> str:
    if model.retired:
        return "retired"
    if missing:
        return "not set up"
    return "possibly retired" if model.doubt else "ready"


@shell.command("list")
def list_models(as_json: AsJson = False) -> None:
    """Every model, what it can do, its price and whether it is ready."""
    rows = [described(model) for model in catalogue().models()]
    for fault in catalogue().faults():
        print(fault, file=sys.stderr)
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        print(f"{row['id']:<32} {_standing(row):<32} {row['label']}")


@shell.command()
def show(model: str) -> None:
    """One model, in full; with its prompts where it takes no others."""
    try:
        found = catalogue().model(model)
        prompts = catalogue().of(found).prompts(found)
        document = described(found) | ({} if prompts is None else {"prompts": list(prompts)})
        print(json.dumps(document, ensure_ascii=False, indent=2))
    except KeyError as error:
        raise _stop(error) from None


@shell.command()
def generate(
    model: str,
    prompt: str,
    out: Annotated[Path, typer.Option(dir_okay=False, help="Where the clip goes; replaced if it is there.")],
    seconds: Annotated[float | None, typer.Option(min=0.1)] = None,
    aspect: Annotated[str | None, typer.Option(help="As in 16:9.")] = None,
    resolution: Annotated[str | None, typer.Option(help="As in 720p.")] = None,
    fps: Annotated[int | None, typer.Option(min=1)] = None,
    seed: int | None = None,
    audio: Annotated[bool | None, typer.Option("--audio/--silent", help="Ask for sound, or for none.")] = None,
    image: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="Start from this picture.")] = None,
    extend: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="Go on from this clip.")] = None,
    change: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="Change this clip.")] = None,
    flaw: Annotated[str | None, typer.Option(help="A defect on purpose, as in sound_shift=120.")] = None,
    as_json: AsJson = False,
) -> None:
    """Make one clip; what its maker knows of it goes beside it, where it is a simulation."""
    try:
        task: Task = "image_to_video" if image else "text_to_video"
        task = "extend" if extend else "video_to_video" if change else task
        brief = Brief(
            prompt=prompt, task=task, seconds=seconds, aspect_ratio=aspect, resolution=resolution, fps=fps, seed=seed,
            audio=audio, image=_picture(image), video=_clip(extend or change), flaw=_flaw(flaw),
        )  # fmt: skip
        document = asyncio.run(_make(model, brief, out, quiet=as_json))
    except (Trouble, KeyError, OSError) as error:
        raise _stop(error) from None
    print(json.dumps(document, ensure_ascii=False, indent=None if as_json else 2))


async def _make(model_id: str, brief: Brief, out: Path, *, quiet: bool) -> dict[str, Any]:
    model = catalogue().model(model_id)
    if not brief.prompt.strip():
        raise Trouble("The prompt is empty. Say what the clip should show.")
    brief, notes = settle(brief, model)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".making-") as folder:
        try:
            clip = await _follow(make(plan(brief, model), _events, Path(folder)), quiet=quiet)
        except Trouble:
            _save_pieces(Path(folder), out)
            raise
        if clip.truth:
            clip = replace(clip, truth=clip.truth.replace(truth.beside(out)))
        clip.path.replace(out)
    return _made(model, brief, replace(clip, path=out), notes)


def _save_pieces(folder: Path, out: Path) -> None:
    """What a chain had made and paid for before it broke goes beside where the whole would be."""
    for number in range(kept(folder)):
        piece = out.with_name(f"{out.stem}.piece-{number + 1}{out.suffix}")
        file_of(folder, number).replace(piece)
        print(f"A piece that was made is kept: {piece}", file=sys.stderr)


async def _events(brief: Brief, model: Model, folder: Path, ticket: Ticket | None) -> AsyncGenerator[Event, None]:
    match catalogue().provider(model.id):
        case Local() as local:
            workers = Workers(1)
            try:
                async for event in workers.render(local, brief, model, folder):
                    yield event
            finally:
                await workers.close()
        case Remote() as remote:
            key = key_for(remote)
            async with Wire() as wire:
                async for event in drive(remote, brief, model, key=key, wire=wire, folder=folder, ticket=ticket):
                    yield event


async def _follow(events: AsyncIterator[Told], *, quiet: bool) -> Clip:
    with tqdm(total=100, unit="%", disable=quiet, file=sys.stderr) as bar:
        async for event in events:
            match event:
                case Waiting(fraction=float(fraction)):
                    bar.update(max(0, 100 * fraction - bar.n))
                case Accepted(ticket=ticket) if not quiet:
                    bar.write(f"Accepted. If this is interrupted, the job is at: {dict(ticket.data)}", file=sys.stderr)
                case Delivered(clip=clip):
                    bar.update(100 - bar.n)
                    return clip
    raise Crashed("The provider ended without a clip and without a reason. Report it.")


def _made(model: Model, brief: Brief, clip: Clip, notes: tuple[Note, ...]) -> dict[str, Any]:
    return {
        "model": model.id, "file": str(clip.path), "seconds": clip.seconds, "width": clip.width, "height": clip.height,
        "fps": clip.fps, "audio": clip.audio, "sha256": clip.sha256, "seed": clip.seed,
        "cost_usd": clip.cost_usd if clip.cost_usd is not None else estimate(brief, model),
        "notes": [{"field": note.field, "asked": note.asked, "given": note.given} for note in notes],
        "understood": list(clip.understood), "ignored": list(clip.ignored), "seams": list(clip.seams),
        "truth": str(clip.truth) if clip.truth else None,
    }  # fmt: skip


def _standing(row: dict[str, Any]) -> str:
    if row["retired"]:
        return f"retired on {row['retired']}"
    if row["wants"]:
        return f"wants {row['wants']}"
    return "possibly retired" if row["doubt"] else "ready"


def _picture(path: Path | None) -> Media | None:
    if path is None:
        return None
    kind: Literal["png", "webp", "jpeg"] = {".png": "png", ".webp": "webp"}.get(path.suffix.lower(), "jpeg")  # type: ignore[assignment]
    return Media(path=path, mime=f"image/{kind}")


def _clip(path: Path | None) -> Media | None:
    return truth.known(Media(path=path, mime="video/mp4")) if path else None


def _flaw(text: str | None) -> Flaw | None:
    if text is None:
        return None
    kind, _, strength = text.partition("=")
    try:
        return Flaw(kind=kind.strip(), strength=float(strength or 1))
    except ValueError:
        raise Trouble(f"A flaw is a kind and a number, as in sound_shift=120. Given: {text}") from None


def _stop(error: Exception) -> typer.Exit:
    print(error.args[0] if isinstance(error, KeyError) else error, file=sys.stderr)
    return typer.Exit(1)


def main() -> None:
    """The command, with what `.env` sets."""
    begin()
    shell()


if __name__ == "__main__":
    main()
