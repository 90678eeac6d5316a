"""Every adapter in the catalogue, by its own documented replies: a newcomer is covered by being there."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from providers import catalogue
from providers.kit.drive import call_off, drive
from providers.kit.errors import Trouble
from providers.kit.events import Delivered, Event
from providers.kit.http import origin
from providers.kit.provider import Provider, Remote, Scene
from providers.kit.rehearse import Rehearsal
from providers.kit.settle import settle
from providers.kit.terms import Accepted, Brief, Call, Media, Model, Span, Task, Ticket
from providers.kit.turns import Turns
from tests.fakes import clips, pictures

KEY = "marked-key"
EVERY = tuple(catalogue().providers.values())
REMOTE = tuple(one for one in EVERY if isinstance(one, Remote))
SCENES = [pytest.param(one, scene, id=f"{one.name}: {name}") for one in REMOTE for name, scene in one.rehearsal.items()]


def offers() -> Iterator[Any]:
    """Every task of every living model, with the settings of which a provider gives an example."""
    for one in REMOTE:
        with pytest.MonkeyPatch.context() as patch:
            set_up(one, patch)
            for model in one.models:
                if not model.retired:
                    yield from (pytest.param(one, model, task, id=f"{model.id} {task}") for task in model.tasks)


def set_up(provider: Provider, patch: pytest.MonkeyPatch) -> None:
    """What an owner sets, but for the key."""
    for name, value in provider.example.items():
        patch.setenv(name, value)


OFFERS = list(offers())


@pytest.fixture(autouse=True)
def as_an_owner_sets_them_up(monkeypatch: pytest.MonkeyPatch) -> None:
    for provider in EVERY:
        set_up(provider, monkeypatch)


def brief_for(task: Task, folder: Path) -> Brief:
    """A brief that asks for everything."""
    picture, clip = folder / "start.png", folder / "start.mp4"
    picture.write_bytes(pictures.picture(1600))
    clip.write_bytes(clips.clip())
    return Brief(
        prompt="Мяч bounces 🏀",
        task=task,
        seconds=5,
        aspect_ratio="16:9",
        resolution="720p",
        fps=24,
        seed=7,
        audio=True,
        negative_prompt="blur",
        image=Media(path=picture, mime="image/png"),
        video=Media(path=clip, mime="video/mp4"),
    )


def body(call: Call) -> str:
    """What a submit says, in words."""
    return json.dumps([call.json, [part.value for part in call.form]], ensure_ascii=False)


async def play(
    provider: Remote, scene: Scene, clip: Path, folder: Path, **more: Ticket
) -> tuple[Rehearsal, list[Event]]:
    """Drive the scene's model through it, or the provider's first living one; events so far are told where it fails."""
    model = next(one for one in provider.models if not one.retired and scene.model in {"", one.id})
    wire, events = Rehearsal(scene=scene, clip=clip), list[Event]()
    brief, _ = settle(brief_for(scene.task or model.tasks[0], folder.parent), model)

    async def no_sleep(seconds: float) -> None:
        await asyncio.sleep(0)

    run = drive(
        provider, brief, model, key=KEY, wire=wire, folder=folder,
        clock=lambda: 0.0, sleep=no_sleep, turns=Turns(), **more,
    )  # fmt: skip
    async for event in run:
        events.append(event)
    return wire, events


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "take"
    made.mkdir()
    return made


@pytest.mark.parametrize(("provider", "scene"), SCENES)
async def test_a_documented_conversation_ends_as_documented(
    provider: Remote, scene: Scene, clip_file: Path, folder: Path
) -> None:
    if scene.ends is None:
        _, events = await play(provider, scene, clip_file, folder)
        assert isinstance(events[-1], Delivered)
        assert events[-1].clip.path.read_bytes() == clip_file.read_bytes()
        return
    with pytest.raises(Trouble) as caught:
        await play(provider, scene, clip_file, folder)
    assert type(caught.value) is scene.ends
    assert KEY not in str(caught.value)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("provider", REMOTE, ids=lambda one: one.name)
def test_an_adapter_documents_a_clip_and_a_failure(provider: Remote) -> None:
    assert provider.rehearsal["clip"].ends is None
    assert any(scene.ends for scene in provider.rehearsal.values())


@pytest.mark.parametrize("provider", REMOTE, ids=lambda one: one.name)
async def test_a_ticket_is_plain_data_that_outlives_the_process(
    provider: Remote, clip_file: Path, folder: Path
) -> None:
    scene = provider.rehearsal["clip"]
    first, events = await play(provider, scene, clip_file, folder)
    tickets = [event.ticket for event in events if isinstance(event, Accepted)]
    for ticket in tickets:
        read_again = Ticket(**json.loads(json.dumps(asdict(ticket))))
        assert read_again == ticket
        rest = Scene(replies=scene.replies[first.calls.index(provider.status(ticket)) :], model=scene.model)
        wire, events = await play(provider, rest, clip_file, folder, ticket=read_again)
        assert isinstance(events[-1], Delivered)
        assert provider.status(ticket) == wire.calls[0]


@pytest.mark.parametrize("provider", REMOTE, ids=lambda one: one.name)
async def test_a_job_can_be_called_off_without_a_failure(provider: Remote, clip_file: Path, folder: Path) -> None:
    _, events = await play(provider, provider.rehearsal["clip"], clip_file, folder)
    for event in events:
        if isinstance(event, Accepted):
            silent = Rehearsal(scene=Scene(replies=()), clip=clip_file)
            await call_off(provider, event.ticket, key=KEY, wire=silent)
            assert len(silent.calls) == (provider.cancel(event.ticket) is not None)


@pytest.mark.parametrize(("provider", "model", "task"), OFFERS)
def test_a_submit_goes_home_as_json_and_says_the_prompt(
    provider: Remote, model: Model, task: Task, tmp_path: Path
) -> None:
    brief, _ = settle(brief_for(task, tmp_path), model)
    call = provider.submit(brief, model)
    assert call.method == "POST"
    assert origin(call.url) == origin(provider.origin)
    assert brief.prompt in body(call)
    assert provider.submit(brief, model) == call


@pytest.mark.parametrize(("provider", "model", "task"), OFFERS)
def test_a_brief_without_wishes_is_sent_without_inventions(
    provider: Remote, model: Model, task: Task, tmp_path: Path
) -> None:
    full = brief_for(task, tmp_path)
    bare, notes = settle(Brief(prompt="a ball", task=task, image=full.image, video=full.video), model)
    assert {note.field for note in notes} <= {"image", "video"}
    call = provider.submit(bare, model)
    assert None not in (call.json or {}).values()
    assert "None" not in {part.value for part in call.form}


@pytest.mark.parametrize("provider", REMOTE, ids=lambda one: one.name)
def test_the_owner_can_move_a_vendors_origin(provider: Remote, monkeypatch: pytest.MonkeyPatch) -> None:
    assert provider.origin == provider.base.rstrip("/")
    monkeypatch.setenv(f"SPLITSCREEN_{provider.name.upper()}_BASE", "http://127.0.0.1:9/")
    assert provider.origin == "http://127.0.0.1:9"


@pytest.mark.parametrize("provider", EVERY, ids=lambda one: one.name)
def test_a_model_says_whose_it_is_and_offers_what_can_be_asked(provider: Provider) -> None:
    assert provider.docs.startswith("https://") or not isinstance(provider, Remote)
    assert len({model.id for model in provider.models}) == len(provider.models)
    for model in provider.models:
        assert model.provider == provider.name
        assert model.label
        assert model.tasks
        assert (model.retired is None) == (model.retired_source == "")
        if isinstance(model.seconds, Span):
            assert 0 < model.seconds.low <= model.seconds.high
        if model.price:
            assert all(dollars >= 0 for dollars in model.price.per_second.values())
            assert model.price.source


def test_the_catalogue_finds_a_model_by_its_id() -> None:
    known = catalogue()
    for model in known.models():
        assert known.model(model.id) == model
        assert model.id in {one.id for one in known.provider(model.id).models}
    with pytest.raises(KeyError, match="No such model: nobody/nothing"):
        known.model("nobody/nothing")


@pytest.mark.parametrize("provider", EVERY, ids=lambda one: one.name)
def test_a_variable_that_is_missing_is_named(provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in provider.example:
        monkeypatch.delenv(name)
    for model in provider.models:
        while wanted := provider.wants(model):
            assert wanted.isupper()
            monkeypatch.setenv(wanted, KEY)
            assert provider.wants(model) != wanted


async def test_a_rehearsal_knows_where_a_key_would_go(clip_file: Path, folder: Path) -> None:
    for provider in REMOTE:
        wire, _ = await play(provider, provider.rehearsal["clip"], clip_file, folder)
        assert wire.keyed[0]
        for call, keyed in zip(wire.calls, wire.keyed, strict=True):
            assert keyed == (origin(call.url) in {origin(own) for own in (provider.base, *provider.kin)})
            assert KEY not in str(call)
