"""A picture to start from, of 16 to 9."""

from __future__ import annotations

import io
import random
from functools import cache

from PIL import Image


@cache
def picture(width: int = 160, *, noise: bool = False) -> bytes:
    """A PNG; one of noise is as large as its pixels."""
    size = (width, width * 9 // 16)
    pixels = random.Random(0).randbytes(3 * size[0] * size[1]) if noise else bytes(3 * size[0] * size[1])
    into = io.BytesIO()
    Image.frombytes("RGB", size, pixels).save(into, format="PNG")
    return into.getvalue()
