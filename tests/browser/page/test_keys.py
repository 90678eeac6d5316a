"""A visitor brings a key of their own, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.page.conftest import App
from tests.browser.page.test_page import opened

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
KEY = "visitors-marked-key"


def test_a_visitor_s_key_makes_models_ready_until_they_leave_and_lies_nowhere(
    app: App, context: BrowserContext
) -> None:
    page = opened(context, app)
    page.get_by_role("tab", name="Models").click()
    page.locator("#models tbody tr").nth(2).wait_for()
    page.get_by_role("button", name="Use a key of your own").click()
    page.locator("#keys-vendor input").click()
    page.get_by_role("option", name="fal", exact=True).click()
    page.locator("#keys-key input").fill(KEY)
    page.locator("#keys-use").click()
    page.locator("#keys-message").get_by_text("Held for this visit: fal").wait_for()
    page.locator("#models").get_by_text("ready with your key").first.wait_for()
    assert page.locator("#keys-key input").input_value() == ""
    assert page.locator("#keys-key input").get_attribute("type") == "password"
    stored = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    assert KEY not in stored + page.content()
    page.get_by_role("tab", name="Compare").click()
    page.wait_for_function(
        "() => { const said = document.querySelector('#compare-models').innerText;"
        " return said.includes('Pika') && !said.includes('FAL_KEY'); }"
    )
    page.reload()
    page.locator("#compare-models label", has_text="FAL_KEY").first.wait_for()
    files = [path for path in (app.data, app.log) if path.is_file()] + [
        path for path in app.data.rglob("*") if path.is_file()
    ]
    assert not [path for path in files if KEY.encode() in path.read_bytes()]
