"""The page with its battles drawn by a seed: `python -m tests.browser.page.seeded SEED --port PORT --data FOLDER`."""

from __future__ import annotations

import random
import signal
import sys
import threading
from pathlib import Path

from comparisons.battles.matches import Matches
from comparisons.desk import Desk
from comparisons.ui.page import Page

if __name__ == "__main__":
    seed, _, port, _, data = sys.argv[1:]
    desk = Desk(Path(data))
    desk.matches = Matches(desk.store, desk.votes, desk.leaderboard, random.Random(int(seed)))
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    Page(desk).launch(server_name="127.0.0.1", server_port=int(port), prevent_thread_lock=True)
    stop.wait()
    desk.close()
