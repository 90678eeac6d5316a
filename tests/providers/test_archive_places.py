"""Where a clip of an archive may lie, and what is done about one that is no clip."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from providers.kit.errors import BadClip, Rejected, Unavailable
from tests.fakes import clips
from tests.fakes.loopback import serve
from tests.providers.archived import Listed, home, listed, refused, rendered

__all__ = ["home", "listed"]


@pytest.mark.parametrize(
    "place", ["../secret.mp4", "/etc/hostname", "link.mp4", "folder/../../secret.mp4", "/dev/zero"]
)
def test_a_list_can_not_lead_out_of_its_folder(listed: Listed, home: Path, tmp_path: Path, place: str) -> None:
    (tmp_path / "secret.mp4").write_bytes(clips.clip())
    (home / "link.mp4").symlink_to(tmp_path / "secret.mp4")
    listed(f"prompt,model,path\na ball,Sora 2,{place}\n")
    told = refused(tmp_path / "take", Rejected, "outside the archive's folder")
    assert "line 2" in told
    assert place not in told


def test_a_link_inside_the_folder_and_a_path_in_full_are_followed(listed: Listed, home: Path, tmp_path: Path) -> None:
    (home / "link.mp4").symlink_to(home / "ball.mp4")
    listed(f"prompt,model,path\na ball,Sora 2,link.mp4\na cat,Sora 2,{home / 'ball.mp4'}\n")
    assert rendered(tmp_path / "take").sha256 == rendered(tmp_path / "take", "a cat").sha256


def test_what_is_no_file_is_neither_read_nor_waited_for(listed: Listed, home: Path, tmp_path: Path) -> None:
    os.mkfifo(home / "pipe.mp4")
    (home / "folder.mp4").mkdir()
    (home / "circle.mp4").symlink_to(home / "circle.mp4")
    rows = "".join(f"{name},Sora 2,{name}.mp4\n" for name in ("pipe", "folder", "circle", "gone", "x" * 300))
    listed(f"prompt,model,path\n{rows}bad\0name,Sora 2,bad\0name.mp4\n")
    refused(tmp_path / "take", Rejected, r"no file \(line 2", "pipe")
    refused(tmp_path / "take", Rejected, r"no file \(line 3", "folder")
    for prompt in ("circle", "gone", "x" * 300, "bad\0name"):
        assert "Mend its place" in refused(tmp_path / "take", Unavailable, "can't be read", prompt)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "played"),
        (b"<html>Sign in</html>", "played"),
        (clips.truncated(), "played|cut off"),
        (clips.sound_only(), "no pic"),
    ],
    ids=["empty", "html", "truncated", "sound only"],
)
def test_what_is_no_clip_is_known_by_decoding_it(
    listed: Listed, home: Path, tmp_path: Path, content: bytes, words: str
) -> None:
    (home / "ball.mp4").write_bytes(content)
    listed("prompt,model,path\na ball,Sora 2,ball.mp4\n")
    refused(tmp_path / "take", BadClip, words)


def test_a_huge_file_is_not_copied(listed: Listed, home: Path, tmp_path: Path) -> None:
    with (home / "ball.mp4").open("r+b") as file:
        file.truncate(2**31 + 1)  # a hole: it takes no room
    listed("prompt,model,path\na ball,Sora 2,ball.mp4\n")
    refused(tmp_path / "take", BadClip, "larger than")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://cdn.example/a.mp4", "begin with https"),
        ("file:///etc/hostname", "begin with https"),
        ("https://127.0.0.1/a.mp4", "private network"),
        ("https://[::ffff:10.0.0.1]/a.mp4", "private network"),
        ("https://169.254.169.254/latest/meta-data", "private network"),
        ("HTTPS://localhost/a.mp4", "private network"),
    ],
)
def test_an_address_leads_neither_in_the_clear_nor_into_a_private_network(
    listed: Listed, tmp_path: Path, address: str, words: str
) -> None:
    listed(f"prompt,model,address\na ball,Sora 2,{address}\n")
    assert "line 2" in refused(tmp_path / "take", Rejected, words)


async def site(scope: dict[str, object], receive: object, send: Callable[..., object]) -> None:
    """A clip, a page in its place, one that is too large, a way elsewhere; whoever brings a secret gets nothing."""
    pages = {"/clip": clips.clip(), "/html": b"<html>Sign in</html>", "/huge": b"x", "/away": b""}
    headers: dict[bytes, bytes] = dict(scope["headers"])  # type: ignore[call-overload]
    body = pages.get(str(scope["path"]))
    status = 404 if body is None or {b"authorization", b"cookie"} & set(headers) else 200
    more = {"/huge": [(b"content-length", b"%d" % 2**33)], "/away": [(b"location", b"https://10.0.0.1/x")]}
    status = 302 if scope["path"] == "/away" else status
    await send({"type": "http.response.start", "status": status, "headers": more.get(str(scope["path"]), [])})  # type: ignore[misc]
    await send({"type": "http.response.body", "body": body or b""})  # type: ignore[misc]


def test_an_address_of_the_owner_s_own_is_fetched_and_what_comes_is_checked(
    listed: Listed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serve(site) as (url,):
        monkeypatch.setenv("SPLITSCREEN_ARCHIVE_TRUSTED", f"https://else.example, {url}")
        listed(
            "prompt,model,url\n" + "".join(f"{name},Sora 2,{url}/{name}\n" for name in ("clip", "html", "huge", "no"))
        )
        assert rendered(tmp_path / "take", "clip").seconds == 1.0
        (tmp_path / "take" / "clip.mp4").unlink()
        refused(tmp_path / "take", BadClip, "played as video", "html")
        refused(tmp_path / "take", BadClip, "larger than", "huge")
        refused(tmp_path / "take", Rejected, "answered 404", "no")
        listed(f"prompt,model,url\na ball,Sora 2,{url}/away\n")
        refused(tmp_path / "take", Rejected, "private network")
    listed(f"prompt,model,url\na ball,Sora 2,{url}/clip\n")
    refused(tmp_path / "take", Unavailable, "Can't connect")
