"""The official fal-client, sync and async, on our fake."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import fal_client
import fal_client.client
import pytest

from tests.conftest import Served

KEY = "test-key"


@pytest.fixture
def at_loopback(fal: Served, monkeypatch: pytest.MonkeyPatch) -> Served:
    """The official client's addresses, moved; its host can be set by the environment, but not its https."""
    monkeypatch.setattr(fal_client.client, "QUEUE_URL_FORMAT", f"{fal.url}/")
    monkeypatch.setattr(fal_client.client, "REST_URL", fal.url)
    monkeypatch.setattr(fal_client.client, "CDN_URL", fal.url)
    fal.fake.key = KEY
    return fal


@pytest.fixture
def client(at_loopback: Served) -> Iterator[fal_client.SyncClient]:
    made = fal_client.SyncClient(key=KEY)
    yield made
    made._client.close()


@pytest.fixture
async def async_client(at_loopback: Served) -> AsyncIterator[fal_client.AsyncClient]:
    made = fal_client.AsyncClient(key=KEY)
    yield made
    await (await made._client).aclose()
