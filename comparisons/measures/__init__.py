"""What instruments say of a clip: faults and measurements, never a score of quality.

Every instrument may abstain, and then says why in `why`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any


def measure(path: Path | str, seams: Sequence[float] = ()) -> dict[str, Any]:
    """All that is known of a clip, for JSON: `file`, `sound`, `picture`, `mark`; and `seams`, at the seconds given."""
    from comparisons.measures.mark import marked
    from comparisons.measures.picture import look
    from comparisons.measures.seam import jumps
    from comparisons.measures.sound import gain_to, listen

    sound = listen(path)
    told = asdict(sound) | {"gain_db": gain_to(sound)}
    joined = {"seams": [asdict(one) for one in jumps(path, seams)]} if seams else {}
    return {"file": str(path), "sound": told, "picture": asdict(look(path)), "mark": asdict(marked(path))} | joined
