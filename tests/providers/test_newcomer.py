"""A vendor in one file is found, driven and covered; and what the contract gives to one that says little."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType

import pytest

import providers
from providers import Catalogue, catalogue
from providers.kit.drive import call_off
from providers.kit.errors import BadReply, Unavailable
from providers.kit.events import Delivered, Submitting
from providers.kit.http import Keys
from providers.kit.provider import Remote, Scene, status_problem
from providers.kit.rehearse import Rehearsal
from providers.kit.terms import Brief, Call, Model, Ready, Reply, Ticket
from tests.providers import test_contract
from tests.providers.test_contract import KEY, play


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "take"
    made.mkdir()
    return made


NEWCOMER = '''
"""A vendor in one file."""

from providers.kit.errors import BadReply, Failed
from providers.kit.provider import Remote, Scene, status_problem
from providers.kit.terms import Accepted, Call, Model, Ready, Ticket, Waiting


class Newcomer(Remote):
    """Takes a prompt, gives a clip."""

    name, label, docs = "newcomer", "Newcomer", "https://newcomer.example/docs"
    key, base = "NEWCOMER_KEY", "https://api.newcomer.example"
    models = (Model(id="newcomer/one", label="One", seconds=(5.0,)),)
    rehearsal = {
        "clip": Scene.of({"id": "j1"}, {"state": "busy"}, {"state": "done", "url": "https://cdn.newcomer.example/1"}),
        "failed": Scene.of({"id": "j1"}, {"state": "failed"}, ends=Failed),
    }

    def submit(self, brief, model):
        return Call(method="POST", url=f"{self.origin}/jobs", json={"prompt": brief.prompt})

    def opened(self, reply, model):
        return Accepted(ticket=Ticket(model=model.id, data={"id": reply.json()["id"]}))

    def status(self, ticket):
        return Call(method="GET", url=f"{self.origin}/jobs/{ticket.data['id']}")

    def read(self, reply, ticket):
        match reply.json():
            case {"state": "busy"}:
                return Waiting(phase="running")
            case {"state": "done", "url": url}:
                return Ready(clip=Call(method="GET", url=url))
            case {"state": "failed"}:
                raise Failed("Newcomer could not make the clip")
        raise BadReply(f"Newcomer said what this adapter can't read: {reply.text()}")
'''


@pytest.fixture
def with_newcomer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Catalogue]:
    (tmp_path / "adapters").mkdir()
    (tmp_path / "adapters" / "newcomer.py").write_text(NEWCOMER)
    monkeypatch.setattr(providers, "__path__", [*providers.__path__, str(tmp_path / "adapters")])
    catalogue.cache_clear()
    yield catalogue()
    catalogue.cache_clear()


async def test_a_newcomer_is_one_file_and_is_covered(with_newcomer: Catalogue, clip_file: Path, folder: Path) -> None:
    newcomer = with_newcomer.provider("newcomer/one")
    assert isinstance(newcomer, Remote)
    test_contract.test_an_adapter_documents_a_clip_and_a_failure(newcomer)
    for scene in newcomer.rehearsal.values():
        await test_contract.test_a_documented_conversation_ends_as_documented(newcomer, scene, clip_file, folder)
        for path in folder.iterdir():
            path.unlink()


class AtOnce(Remote):
    """A vendor that answers a submit with the clip, by a bearer token, and can't cancel."""

    name, label, docs = "atonce", "At once", "https://atonce.example"
    key, base = "ATONCE_KEY", "https://atonce.example"
    models = (Model(id="atonce/one", label="One"),)
    rehearsal = MappingProxyType({"clip": Scene.of({"url": "https://cdn.atonce.example/1"})})

    def submit(self, brief: Brief, model: Model) -> Call:
        return Call(method="POST", url=f"{self.origin}/", json={"prompt": brief.prompt})

    def opened(self, reply: Reply, model: Model) -> Ready:
        return Ready(clip=Call(method="GET", url=reply.json()["url"]), cost_usd=0.25)

    def status(self, ticket: Ticket) -> Call:
        raise AssertionError("there is nothing to ask")

    def read(self, reply: Reply, ticket: Ticket) -> Ready:
        raise AssertionError("there is nothing to read")


async def test_a_clip_may_come_at_once(clip_file: Path, folder: Path) -> None:
    _, events = await play(AtOnce(), AtOnce.rehearsal["clip"], clip_file, folder)
    assert [type(event) for event in events] == [Submitting, Delivered]
    assert isinstance(events[1], Delivered)
    assert events[1].clip.cost_usd == 0.25


async def test_a_job_that_can_not_be_cancelled_is_left_alone(clip_file: Path) -> None:
    silent = Rehearsal(scene=Scene(replies=()), clip=clip_file)
    await call_off(AtOnce(), Ticket(model="atonce/one", data={}), key=KEY, wire=silent)
    assert silent.calls == []


def test_a_key_is_a_bearer_token_where_a_vendor_says_nothing_else() -> None:
    assert AtOnce().headers("k") == {"Authorization": "Bearer k"}


async def test_a_rehearsal_ends_with_its_last_reply(clip_file: Path, folder: Path) -> None:
    with pytest.raises(BadReply, match="no reply left"):
        await play(AtOnce(), Scene(replies=()), clip_file, folder)


async def test_a_rehearsal_tells_that_a_download_is_done(clip_file: Path, folder: Path) -> None:
    heard: list[float] = []
    wire = Rehearsal(scene=Scene(replies=()), clip=clip_file)
    keys = Keys(origin="https://atonce.example", headers={})
    await wire.download(Call(method="GET", url="https://cdn.example/1"), keys, folder / "part", heard.append)
    assert heard == [1.0]


@pytest.mark.parametrize(
    ("said", "date", "seconds"),
    [
        ("120", "", 120.0),
        ("Mon, 23 Nov 2026 10:02:00 GMT", "Mon, 23 Nov 2026 10:00:30 GMT", 90.0),
        ("Mon, 23 Nov 2026 10:00:00 GMT", "Mon, 23 Nov 2026 10:00:30 GMT", 0.0),
        ("Mon, 23 Nov 2026 10:02:00 GMT", "", None),
        ("soon", "Mon, 23 Nov 2026 10:00:30 GMT", None),
        ("-5", "", None),
        ("", "", None),
    ],
)
def test_a_vendor_may_say_how_long_to_wait_in_seconds_or_by_a_date(said: str, date: str, seconds: float | None) -> None:
    headers = {"retry-after": said} | ({"date": date} if date else {})
    trouble = status_problem(Reply(status=429, headers=headers, body=b""), "One")
    assert isinstance(trouble, Unavailable)
    assert trouble.after == seconds
    assert (trouble.kind, trouble.move) == ("Unavailable", "wait")
