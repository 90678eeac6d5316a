"""Which plain words are taken for a refusal by content rules."""

from __future__ import annotations

import pytest

from providers.kit.refusals import sounds_refused


@pytest.mark.parametrize(
    "words",
    [
        "The output was flagged by content moderation.",
        "The input or output was flagged as sensitive. Please try again with different inputs. (E005)",
        "NSFW content detected",
        "This request violates our usage policies",
        "Blocked by the safety filter",
        "content_policy_violation",
        "The prompt may contain copyrighted characters",
        "It goes against our guidelines",
    ],
)
def test_a_refusal_is_heard(words: str) -> None:
    assert sounds_refused(words)


@pytest.mark.parametrize(
    "words",
    ["", "Out of memory", "Names are case-sensitive", "violates the schema: duration", "Rate limit exceeded", "no, k"],
)
def test_any_other_failure_is_no_refusal(words: str) -> None:
    assert not sounds_refused(words)
