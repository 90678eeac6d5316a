"""Who is let in: a login before every address, and no paid model for strangers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from gradio_client.exceptions import AppError, AuthenticationError

from comparisons.ui.door import is_beyond_loopback, login
from providers.kit.dotenv import BadSettings
from tests.comparisons.ui.conftest import Served, asking, served

USER, PASSWORD = "ann", "se:cret"


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "localhost", "LOCALHOST", "::1", "[::1]"])
def test_this_machine_s_own_address_is_not_beyond_it(host: str) -> None:
    assert not is_beyond_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "10.0.0.1", "my-desk", "example.com", ""])
def test_any_other_address_and_any_name_is(host: str) -> None:
    assert is_beyond_loopback(host)


@pytest.mark.parametrize(("name", "value"), [("GRADIO_SHARE", "True"), ("SPACE_ID", "ann/splitscreen")])
def test_a_share_and_a_space_are_beyond_it_too(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    assert is_beyond_loopback("127.0.0.1")


def test_a_login_is_a_user_and_a_password_which_may_hold_a_colon(monkeypatch: pytest.MonkeyPatch) -> None:
    assert login() is None
    monkeypatch.setenv("SPLITSCREEN_LOGIN", f"{USER}:{PASSWORD}")
    assert login() == (USER, PASSWORD)


@pytest.mark.parametrize("said", ["marked", ":marked", "marked:", " :marked"])
def test_a_login_that_can_t_be_read_is_told_and_not_quoted(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("SPLITSCREEN_LOGIN", said)
    with pytest.raises(BadSettings, match="user:password") as told:
        login()
    assert "marked" not in str(told.value)


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The app behind a login, with a key of the owner's, as if strangers could reach it all the same."""
    data = tmp_path_factory.mktemp("locked") / "data"
    settings = {"SPLITSCREEN_LOGIN": f"{USER}:{PASSWORD}", "FAL_KEY": "owners"}
    with served(data, "exposed", login=(USER, PASSWORD), **settings) as made:
        yield made


@pytest.fixture(scope="module")
def clip(locked: Served) -> str:
    """The address of a clip, found by someone who is logged in."""
    made = locked.made()
    return str(locked.ask("/comparison", made.id, "ann")["takes"][0]["clip"]["url"])


def test_without_the_login_no_address_tells_anything(locked: Served, clip: str) -> None:
    with httpx.Client(base_url=locked.url, trust_env=False) as stranger:
        assert stranger.get("/config").status_code == 401
        assert stranger.get("/gradio_api/info").status_code == 401
        assert stranger.get(f"/{clip}").status_code == 401
        assert stranger.get(f"/{clip}", headers={"Range": "bytes=0-9"}).status_code == 401
        assert stranger.get(f"/{clip.replace('.mp4', '.preview.mp4')}").status_code == 401
        assert stranger.get("/board/table.csv").status_code == 401
        assert stranger.get("/board/battles.jsonl").status_code == 401
        asked: list[dict[str, Any]] = [{"data": ["a ball", ["sketch/one"]]}, {"data": [], "fn_index": 0}]
        assert stranger.post("/gradio_api/call/compare", json=asked[0]).status_code == 401
        assert stranger.post("/gradio_api/queue/join", json=asked[1]).status_code == 401
        stranger.cookies.set("access-token-x", "y")
        assert stranger.get(f"/{clip}").status_code == 401
        assert "a ball" not in stranger.get("/").text


def test_with_the_login_the_clip_and_the_page_are_there(locked: Served, clip: str) -> None:
    with httpx.Client(base_url=locked.url, trust_env=False) as ann:
        wrong = ann.post("/login", data={"username": USER, "password": "wrong"})
        assert wrong.status_code == 400
        assert ann.get(f"/{clip}").status_code == 401
        assert ann.post("/login", data={"username": USER, "password": PASSWORD}).status_code == 200
        assert ann.get(f"/{clip}").headers["content-type"] == "video/mp4"
        assert ann.get("/config").status_code == 200


def test_a_client_that_does_not_log_in_is_told_so(locked: Served) -> None:
    with pytest.raises(AuthenticationError):
        asking(locked.url)


def test_the_endpoint_refuses_a_paid_model_where_strangers_could_ask_for_it(locked: Served) -> None:
    with pytest.raises(AppError, match="Paid models are off"):
        locked.ask("/compare", "a ball", ["fal/pika-2.2"])
    assert locked.made().playable
