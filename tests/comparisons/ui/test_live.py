"""The live scene over its socket, on the running app."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest
from PIL import Image
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from comparisons.live import HEAD, SIZES
from comparisons.ui.live import AHEAD, BUSY, MOST, OUT, STRANGER
from tests.comparisons.ui.conftest import Served, served

BEGIN = {"do": "begin", "prompt": "three balls in the park", "aspect": "16:9"}


@contextmanager
def playing(app: Served, **headers: str) -> Iterator[ClientConnection]:
    address = app.url.replace("http", "ws", 1) + "/live"
    with connect(address, additional_headers=headers, proxy=None, max_size=2**22) as socket:
        yield socket


def say(socket: ClientConnection, **deed: object) -> None:
    socket.send(json.dumps(deed))


def moment(socket: ClientConnection) -> tuple[int, float, bytes, np.ndarray]:
    """The next moment: its number, the stamp it answers, the picture, the sound."""
    while isinstance(data := socket.recv(timeout=20), str):
        pass
    number, stamp, size = HEAD.unpack_from(data)
    say(socket, do="seen", number=number)
    picture, sound = data[HEAD.size : HEAD.size + size], data[HEAD.size + size :]
    return number, stamp, picture, np.frombuffer(sound, dtype=np.int16).reshape(-1, 2)


def until_silence(socket: ClientConnection) -> Iterator[str | bytes]:
    """What comes until nothing comes for a while."""
    patience = 20.0
    while True:
        try:
            yield socket.recv(timeout=patience)
        except TimeoutError:
            return
        patience = 2.0


def said(socket: ClientConnection) -> dict[str, str]:
    """The next words."""
    while not isinstance(data := socket.recv(timeout=30), str):
        pass
    told: dict[str, str] = json.loads(data)
    return told


def code(socket: ClientConnection) -> int | None:
    """Why the other side hung up."""
    try:
        while True:
            socket.recv(timeout=20)
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else None


def test_a_scene_runs_and_what_is_done_to_it_is_answered_by_a_frame(app: Served) -> None:
    with playing(app) as socket:
        say(socket, **BEGIN)
        first, _, picture, sound = moment(socket)
        assert Image.open(io.BytesIO(picture)).size == SIZES["16:9"]
        assert sound.shape == (1600, 2)
        say(socket, do="throw", x=0.1, y=0.5, dx=1.0, dy=-0.5, stamp=123.5)
        answers = [moment(socket) for _ in range(12)]
        assert [number for number, *_ in answers] == list(range(first + 1, first + 13))
        assert 123.5 in [stamp for _, stamp, *_ in answers]


def test_the_last_seconds_are_kept_as_a_clip_that_can_be_compared(app: Served) -> None:
    with playing(app) as socket:
        say(socket, **BEGIN)
        for _ in range(45):
            moment(socket)
        say(socket, do="keep", seconds=1)
        kept = said(socket)
    assert kept == {"kept": "archive/live-scene", "prompt": BEGIN["prompt"]}
    made = app.finished(app.ask("/compare", BEGIN["prompt"], ["archive/live-scene"], "open")["comparison"])
    (take,) = made.takes
    assert take.stage.state == "done"
    assert take.stage.clip.audio
    assert take.stage.clip.seconds == pytest.approx(1, abs=0.1)


def test_what_makes_no_sense_is_left_undone(app: Served) -> None:
    with playing(app) as socket:
        say(socket, **BEGIN)
        moment(socket)
        for rubbish in (
            "{",
            "[]",
            '"x"',
            '{"do": "throw", "x": "left", "dx": 1e400}',
            '{"do": "no such thing"}',
            "0" * 9000,
        ):
            socket.send(rubbish)
        for rubbish in ("NaN", "1" * 3000, '"x"', "null"):
            socket.send(f'{{"do": "keep", "seconds": {rubbish}}}')
            socket.send(f'{{"do": "gravity", "metres": {rubbish}, "stamp": {rubbish}}}')
        say(socket, do="gravity", metres=float("inf"))
        numbers = [moment(socket)[0] for _ in range(6)]
        assert numbers == sorted(numbers)


@contextmanager
def placed(app: Served) -> Iterator[ClientConnection]:
    """A scene that runs, as soon as those that were left have made room."""
    for _ in range(100):
        with playing(app) as socket:
            try:
                say(socket, **BEGIN)
                moment(socket)
            except ConnectionClosed:
                time.sleep(0.1)
                continue
            yield socket
            return
    pytest.fail("no place became free")


def test_only_so_many_play_at_once_and_a_place_is_free_again_when_one_leaves(app: Served) -> None:
    assert MOST == 2
    with placed(app), placed(app), playing(app) as late:
        assert code(late) == BUSY
    with placed(app) as again:
        assert moment(again)[0] == 2


def test_a_page_of_another_origin_is_turned_away(app: Served) -> None:
    with playing(app, Origin="https://elsewhere.example") as socket:
        assert code(socket) == STRANGER


def test_without_the_login_there_is_no_scene(tmp_path_factory: pytest.TempPathFactory) -> None:
    data = tmp_path_factory.mktemp("locked") / "data"
    with served(data, login=("ann", "secret"), SPLITSCREEN_LOGIN="ann:secret") as locked, playing(locked) as socket:
        assert code(socket) == OUT


def test_a_browser_that_shows_nothing_is_sent_no_more_than_a_few_moments(app: Served) -> None:
    with playing(app) as socket:
        say(socket, **BEGIN)
        received = len(list(until_silence(socket)))
        assert received == AHEAD + 1
        say(socket, do="seen", number=received)
        assert moment(socket)[0] == received + 1
