"""Reading the catalogue is quick: what renders, decodes or draws is imported when it is needed."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("gradio", "moviepy", "pymunk", "blend2d", "av", "pandas", "scipy")


def test_the_catalogue_imports_nothing_heavy() -> None:
    ask = f"import sys, providers; providers.catalogue(); print([one for one in {HEAVY} if one in sys.modules])"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
