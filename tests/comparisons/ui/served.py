"""The app in a process of its own, as app.py launches it, over the quick sketch: `… served FOLDER PORT [exposed]`."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path


def main() -> None:
    """Serve until killed; nothing heavy is imported at the top, since renderers import this module again."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["SPLITSCREEN_DATA"] = sys.argv[1]
    import comparisons.desk as room
    from comparisons.ui.door import login
    from comparisons.ui.page import Page
    from providers import Catalogue
    from providers.archive import Archive
    from providers.fal import Fal
    from providers.runway import Runway
    from tests.fakes.sketch import Sketch

    Runway.poll_least, Runway.poll_every = 0.0, 1.0  # five seconds are asked for by a vendor that isn't there
    room.catalogue = lambda: Catalogue({"sketch": Sketch(), "fal": Fal(), "archive": Archive(), "runway": Runway()})
    desk = room.Desk(Path(sys.argv[1]), workers=2, exposed="exposed" in sys.argv)
    Page(desk).launch(
        server_name="127.0.0.1", server_port=int(sys.argv[2]), auth=login(), prevent_thread_lock=True, quiet=True
    )
    threading.Event().wait()


if __name__ == "__main__":
    main()
