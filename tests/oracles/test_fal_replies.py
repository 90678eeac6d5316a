"""The official fal-client reads what the fake says, so that our adapter is not held against a fantasy."""

from __future__ import annotations

import fal_client
import fal_client.client
import pytest

from tests.conftest import Served
from tests.fakes.fal import Plan
from tests.oracles.fal_cases import CASES


def test_the_client_reads_every_status_of_the_fake(at_loopback: Served, client: fal_client.SyncClient) -> None:
    now = 0.0
    at_loopback.fake.clock = lambda: now
    at_loopback.fake.plan = Plan(queue=10.0, delay=20.0)
    handle = client.submit("fal-ai/pika/v2.2/text-to-video", {"prompt": "a ball"})
    assert handle.status() == fal_client.Queued(position=1)
    now = 15.0
    assert handle.status(with_logs=True) == fal_client.InProgress(logs=None)
    now = 25.0
    assert handle.status() == fal_client.Completed(logs=None, metrics={"inference_time": 20.0})
    assert handle.get()["video"]["content_type"] == "video/mp4"
    assert client.result("fal-ai/pika/v2.2/text-to-video", handle.request_id) == handle.get()


def test_the_client_finds_a_job_by_its_id_where_the_fake_says_it_is(
    at_loopback: Served, client: fal_client.SyncClient
) -> None:
    for case in CASES:
        handle = client.submit(case.endpoint, case.arguments)
        found = client.get_handle(case.endpoint, handle.request_id)
        assert (found.status_url, found.response_url, found.cancel_url) == (
            handle.status_url,
            handle.response_url,
            handle.cancel_url,
        )


def test_the_client_reads_the_fakes_failures(at_loopback: Served, client: fal_client.SyncClient) -> None:
    at_loopback.fake.plan = Plan(ending="error")
    status = client.submit("fal-ai/pika/v2.2/text-to-video", {"prompt": "x"}).status()
    assert isinstance(status, fal_client.Completed)
    assert (status.error, status.error_type) == ("Generation timed out", "generation_timeout")
    at_loopback.fake.plan = Plan(ending="refusal")
    with pytest.raises(fal_client.FalClientHTTPError) as refused:
        client.subscribe("fal-ai/pika/v2.2/text-to-video", {"prompt": "x"})
    assert refused.value.status_code == 422
    assert refused.value.message[0]["type"] == "content_policy_violation"  # type: ignore[index]
    stranger = fal_client.SyncClient(key="wrong")
    with pytest.raises(fal_client.FalClientHTTPError) as locked:
        stranger.submit("fal-ai/pika", {})
    stranger._client.close()
    assert locked.value.status_code == 401
