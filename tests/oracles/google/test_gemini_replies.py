"""The official google-genai reads what the fake and the rehearsal say, down to the last field."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from google.genai import errors, types
from google.genai._gaos.errors import CreateInteractionClientErrorData, GetInteractionByIDClientError
from google.genai._gaos.lib.compat_errors import BadRequestError, NotFoundError
from google.genai._gaos.types import interactions
from pydantic import BaseModel

from providers.gemini.rehearsal import SCENES
from providers.kit.terms import Reply
from tests.fakes.gemini import Plan
from tests.oracles.google.conftest import AtGemini

STRANGE = {"a status nobody knows"}
"""Scenes that the client knows nothing of on purpose."""


def replies(field: str) -> Iterator[Any]:
    """The rehearsal's replies that have this field."""
    for name, scene in SCENES.items():
        for at, reply in enumerate(scene.replies):
            if name not in STRANGE and field in reply.json() and reply.status == 200:
                yield pytest.param(reply, id=f"{name} {at}")


def known(value: Any) -> None:
    """No part of what was parsed is a field or a variant that the client has no name for."""
    match value:
        case BaseModel():
            assert not value.model_extra, f"{type(value).__name__} has no {set(value.model_extra or ())}"
            assert not getattr(value, "is_unknown", False), value
            for name in type(value).model_fields:
                known(value.__dict__.get(name))
        case list():
            for one in value:
                known(one)


def parsed(reply: Reply) -> interactions.Interaction:
    """An interaction as the client's own model reads it, with nothing left over."""
    made = interactions.Interaction.model_validate(reply.json(), strict=True)
    known(made)
    return made


STATUSES = set(interactions.interaction.InteractionStatus.__args__[0].__args__)


@pytest.mark.parametrize("reply", list(replies("status")))
def test_every_documented_answer_is_one_that_the_client_knows(reply: Reply) -> None:
    assert parsed(reply).status in STATUSES


@pytest.mark.parametrize("reply", list(replies("state")))
def test_every_documented_file_is_one_that_the_client_knows(reply: Reply) -> None:
    file = types.File.model_validate(reply.json())
    assert file.name in {"files/6mtk3bvx0a", "files/q1w2e3r4"}
    assert file.state in set(types.FileState)


@pytest.mark.parametrize("ending", ["clip", "inline", "refusal", "blocked", "error"])
def test_the_client_knows_all_that_the_fake_answers(at_gemini: AtGemini, ending: Any) -> None:
    at_gemini.fake.plan = Plan(queue=2.0, delay=4.0, ending=ending)
    made = at_gemini.client.interactions.create(model="gemini-omni-1.2-flash", input="a ball", background=True)
    statuses = [made.status]
    while made.status in {"queued", "in_progress"}:
        made = at_gemini.client.interactions.get(made.id)
        statuses.append(made.status)
        known(made)
    assert list(dict.fromkeys(statuses)) == ["queued", "in_progress", "failed" if ending == "error" else "completed"]
    assert bool(made.output_video) == (ending in {"clip", "inline"})
    assert bool(made.errors) == (ending == "error")


def test_the_client_knows_the_files_of_the_fake(at_gemini: AtGemini) -> None:
    at_gemini.fake.plan = Plan(processing=1)
    given = at_gemini.client.files.upload(file=io.BytesIO(b"picture"), config={"mime_type": "image/png"})
    assert (given.state, given.source, given.size_bytes) == ("PROCESSING", "UPLOADED", 7)
    assert given.name
    assert at_gemini.client.files.get(name=given.name).state == "ACTIVE"
    with pytest.raises(errors.ClientError, match="404"):
        at_gemini.client.files.download(file=given.name)


def test_the_client_reads_the_fakes_refusal_of_a_key(at_gemini: AtGemini) -> None:
    at_gemini.fake.key = "another"
    with pytest.raises(errors.ClientError) as refused:
        at_gemini.client.files.get(name="files/1")
    assert refused.value.code == 400
    assert refused.value.status == "INVALID_ARGUMENT"
    with pytest.raises(BadRequestError, match="API key not valid") as locked:
        at_gemini.client.interactions.get("v1_00000001")
    assert isinstance(locked.value.__cause__, GetInteractionByIDClientError)


def test_the_client_reads_the_error_body_of_a_job_that_is_not_there(at_gemini: AtGemini) -> None:
    with pytest.raises(NotFoundError, match="Interaction not found") as gone:
        at_gemini.client.interactions.get("v1_00000001")
    assert isinstance(gone.value.__cause__, GetInteractionByIDClientError)


@pytest.mark.parametrize(
    "name", ["a prompt against the rules", "a setting it does not take", "a model it does not know"]
)
def test_every_documented_error_body_is_one_that_the_client_knows(name: str) -> None:
    error = CreateInteractionClientErrorData.model_validate(SCENES[name].replies[0].json(), strict=True)
    known(error)
    assert error.error.code
    assert error.error.message
