"""Azure's ways: where a resource lies, how a key goes there, how many jobs a minute it takes, what its filter says."""

from __future__ import annotations

from pathlib import Path

import pytest

from providers import catalogue
from providers.azure import Azure
from providers.kit.drive import drive, keys_of
from providers.kit.errors import Rejected
from providers.kit.events import Submitting
from providers.kit.keys import key_for
from providers.kit.rehearse import Rehearsal
from providers.kit.settle import estimate, settle
from providers.kit.terms import Brief, Ticket, Waiting
from providers.kit.turns import Turns

TICKET = Ticket(model="azure/sora-2", data={"id": "video_1"})
ENDPOINT, DEPLOYMENT, VERSION = "AZURE_OPENAI_ENDPOINT", "AZURE_OPENAI_VIDEO_DEPLOYMENT", "AZURE_OPENAI_API_VERSION"
TOKEN = "eyJhbGciOi.eyJhdWQiOi.c2lnbmF0dXJl"


@pytest.fixture(autouse=True)
def resource(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENDPOINT, "https://house.openai.azure.com")
    monkeypatch.setenv(DEPLOYMENT, "our-sora")


@pytest.mark.parametrize(
    "owner",
    [
        "https://house.openai.azure.com",
        "https://house.openai.azure.com/",
        " https://house.openai.azure.com/openai ",
        "https://house.openai.azure.com/openai/v1/",
        "https://house.openai.azure.com/openai/v1/videos?api-version=preview",
    ],
)
def test_a_resource_is_found_as_owners_write_it(owner: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENDPOINT, owner)
    assert Azure().status(TICKET).url == "https://house.openai.azure.com/openai/v1/videos/video_1"


@pytest.mark.parametrize(
    ("version", "query"), [("", ""), ("preview", "?api-version=preview"), (" a&b ", "?api-version=a%26b")]
)
def test_the_version_is_sent_where_the_owner_names_one(
    version: str, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VERSION, version)
    assert Azure().status(TICKET).url.partition("video_1")[2] == query
    assert Azure().submit(Brief(prompt="a ball"), Azure.models[0]).url.partition("videos")[2] == query


@pytest.mark.parametrize(
    ("key", "headers"),
    [
        ("0123456789abcdef", {"api-key": "0123456789abcdef"}),
        ("eyJ-no-token", {"api-key": "eyJ-no-token"}),
        (TOKEN, {"Authorization": f"Bearer {TOKEN}"}),
    ],
)
def test_a_token_is_a_bearer_and_a_key_has_a_header_of_its_own(key: str, headers: dict[str, str]) -> None:
    assert keys_of(Azure(), key).headers == headers


def test_a_token_may_come_from_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AZURE_OPENAI_API_KEY_COMMAND", f"echo {TOKEN}")
    assert Azure().wants(Azure.models[0]) is None
    assert keys_of(Azure(), key_for(Azure())).headers == {"Authorization": f"Bearer {TOKEN}"}


@pytest.mark.parametrize("missing", [ENDPOINT, DEPLOYMENT, "AZURE_OPENAI_API_KEY"])
def test_what_is_missing_is_named(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AZURE_OPENAI_API_KEY", "0123456789abcdef")
    monkeypatch.delenv(missing)
    assert Azure().wants(Azure.models[0]) == missing


def test_a_resource_that_is_no_address_is_named_by_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENDPOINT, "house")
    with pytest.raises(Rejected, match=ENDPOINT):
        Azure().submit(Brief(prompt="a ball"), Azure.models[0])


def test_the_deployment_is_the_wires_model() -> None:
    asked = Brief(prompt="a ball", seconds=9, aspect_ratio="3:2", resolution="1080p", audio=False, seed=7)
    brief, notes = settle(asked, Azure.models[0])
    sent = {part.name: part.value for part in Azure().submit(brief, Azure.models[0]).form}
    assert sent == {"model": "our-sora", "prompt": "a ball", "seconds": "8", "size": "1280x720"}
    assert {note.field for note in notes} == {"seconds", "aspect_ratio", "resolution", "audio", "seed"}


async def test_the_third_job_of_a_minute_waits_for_its_turn(clip_file: Path, tmp_path: Path) -> None:
    now, turns, model = 0.0, Turns(), Azure.models[0]

    async def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds

    starts: list[float] = []
    for number in range(3):
        folder = tmp_path / str(number)
        folder.mkdir()
        wire = Rehearsal(scene=Azure.rehearsal["clip"], clip=clip_file)
        run = drive(
            Azure(), Brief(prompt="a ball"), model, key="k", wire=wire, folder=folder, clock=lambda: now, sleep=sleep,
            turns=turns,
        )  # fmt: skip
        events = []
        async for event in run:
            events.append(event)
            if isinstance(event, Submitting):
                starts.append(now)
        assert isinstance(events[0], Waiting) == (number == 2)
    assert starts[0] == 0.0
    assert starts[1] < 60.0
    assert starts[2] == 60.0


def test_it_is_marked_as_perhaps_gone_and_has_its_price() -> None:
    model = catalogue().model("azure/sora-2")
    assert "2026-11-02" in model.doubt
    assert model.retired is None
    assert estimate(settle(Brief(prompt="a ball", seconds=8), model)[0], model) == 0.8
