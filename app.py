"""Splitscreen: `python app.py` serves the page. Settings → desk → page → launch."""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from comparisons.desk import Desk


def serve(
    host: Annotated[str, typer.Option(envvar="GRADIO_SERVER_NAME", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int | None, typer.Option(envvar="GRADIO_SERVER_PORT", help="The port; the first free one from 7860 up if none.")
    ] = None,
    data: Annotated[
        Path, typer.Option(envvar="SPLITSCREEN_DATA", help="The folder for votes.csv, comparisons and clips.")
    ] = Path("data"),
    rehearse: Annotated[bool, typer.Option("--rehearse", help="Play every vendor's documented replies, free.")] = False,
) -> None:
    """Compare video models side by side, with their sound; vote; see the ranking.

    Keys are read from the environment (FAL_KEY and so on) or a file .env here; `python -m providers list` names them.
    With no key at all the embedded studio makes the clips.
    """
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    if rehearse:  # in a folder of its own, so that its votes never stand among real ones
        os.environ["SPLITSCREEN_REHEARSE"], data = "1", data / "rehearsal"
    os.environ["SPLITSCREEN_DATA"] = str(data.resolve())  # renderers look there too, in processes of their own
    from comparisons.ui.page import Page

    desk, auth = _opened(host, data)
    for fault in desk.catalogue.faults():
        print(fault, file=sys.stderr)
    stop = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stop.set())
    try:
        page = Page(desk)
        page.launch(server_name=host, server_port=port, auth=auth, prevent_thread_lock=True)
        desk.prepare()
        threading.Thread(target=page.prepare, name="prepare", daemon=True).start()
        stop.wait()
    except OSError as error:
        sys.exit(f"The page can't be served. Choose another --port or --host: {error}")
    finally:
        desk.close()


def _opened(host: str, data: Path) -> tuple[Desk, tuple[str, str] | None]:
    """The desk of a data folder and the owner's login; a sentence and the end where it can't be."""
    from comparisons.desk import Busy, Desk
    from comparisons.ui.door import is_beyond_loopback, login
    from comparisons.votes.errors import VoteTrouble
    from providers.kit.dotenv import BadSettings

    try:
        auth = login()
        return Desk(data.resolve(), exposed=is_beyond_loopback(host) and not auth), auth
    except BadSettings as error:
        sys.exit(str(error))
    except (Busy, VoteTrouble, OSError) as error:
        sys.exit(f"Splitscreen can't open its data folder. {error}")


def main() -> None:
    """The command line; nothing heavy is imported before it, since renderers import this module again."""
    from providers.kit.dotenv import begin

    begin()
    typer.run(serve)


if __name__ == "__main__":
    main()
