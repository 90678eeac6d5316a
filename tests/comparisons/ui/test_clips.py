"""The address of the clips: what it serves, with which headers, and what it keeps."""

from __future__ import annotations

import httpx
import pytest

from tests.comparisons.ui.conftest import NAMES, Served


def fetch(app: Served, path: str, **headers: str) -> httpx.Response:
    return httpx.get(f"{app.url}/{path}", headers=headers, trust_env=False)


@pytest.fixture(scope="module")
def clip(app: Served) -> str:
    """The address of a clip of a finished battle."""
    made = app.made(mode="battle")
    return app.ask("/comparison", made.id, "ann")["takes"][0]["clip"]["url"]


def test_a_clip_is_served_whole_to_be_kept_and_without_a_name(app: Served, clip: str) -> None:
    reply = fetch(app, clip)
    assert reply.status_code == 200
    assert reply.headers["content-type"] == "video/mp4"
    assert reply.content[4:8] == b"ftyp"
    assert "immutable" in reply.headers["cache-control"]
    assert reply.headers["cache-control"].startswith("private")
    told = f"{reply.headers!r}".encode() + reply.content
    assert not [name for name in NAMES if name.encode() in told]
    assert "content-disposition" not in reply.headers


def test_a_part_of_a_clip_is_served_as_a_player_asks_for_it(app: Served, clip: str) -> None:
    whole = fetch(app, clip).content
    part = fetch(app, clip, Range="bytes=100-199")
    assert (part.status_code, part.content) == (206, whole[100:200])
    assert part.headers["content-range"] == f"bytes 100-199/{len(whole)}"
    assert fetch(app, clip, Range=f"bytes={len(whole)}-").status_code == 416


@pytest.mark.parametrize(
    "path",
    [
        "stage/abcdefabcdef/abcdefabcd.mp4",
        "stage/{comparison}/unknown.mp4",
        "stage/{comparison}/{take}.original.mp4",
        "stage/{comparison}/..%2F{comparison}%2F{take}.mp4",
        "stage/..%2F..%2Fvotes/{take}.mp4",
        "stage/{comparison}/..%2F..%2F..%2Fvotes.csv%00.mp4",
        "stage/{comparison}/comparison.json",
    ],
)
def test_nothing_but_a_shown_clip_is_served(app: Served, clip: str, path: str) -> None:
    _, comparison, take = clip.removesuffix(".mp4").split("/")
    assert fetch(app, path.format(comparison=comparison, take=take)).status_code == 404


def test_neither_the_votes_nor_the_comparisons_are_served_as_files(app: Served, clip: str) -> None:
    comparison = clip.split("/")[1]
    for path in (app.data / "votes.csv", app.data / "comparisons" / comparison / "comparison.json"):
        assert fetch(app, f"gradio_api/file={path}").status_code in {403, 404}
