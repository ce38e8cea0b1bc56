"""The dashboard in Chromium: what it asks Superset for, what it gets, and what the browser says."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from local import DASHBOARD, USER, Superset
from playwright.sync_api import ConsoleMessage, Page, Request, Response
from reporting.browser import chromium

PIXEL = "https://apachesuperset.gateway.scarf.sh/"
"""A picture by which Superset's makers count users; the content policy forbids it."""

PATIENCE = 240
"""Seconds until everything must be drawn."""


class Dashboard:
    """The dashboard, open and drawn.

    Attributes:
        page: The browser's page.
        answers: The last answer to each chart, by the chart's number.
        errors: Errors in the console and of the page, the forbidden pixel's left out.
        left: Addresses of other hosts that an answer came from.
    """

    def __init__(self, page: Page, superset: Superset) -> None:
        """Opens it and signs in.

        Args:
            page: an empty page.
            superset: a Superset that is served.
        """
        self.page = page
        self.address = superset.address
        self.answers: dict[int, dict[str, Any]] = {}
        self.errors: list[str] = []
        self.left: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("response", self._response)
        page.on("requestfinished", self._finished)
        # A form that is sent before its script runs goes nowhere.
        page.goto(f"{self.address}/login/?next=/superset/dashboard/{DASHBOARD}/")
        page.wait_for_load_state("networkidle", timeout=PATIENCE * 1000)
        page.fill("#username", USER)
        page.fill("#password", superset.password)
        page.click("button[type=submit]")
        page.wait_for_url(f"**/superset/dashboard/{DASHBOARD}/**", timeout=PATIENCE * 1000)

    def wait(self, charts: int) -> None:
        """Waits until so many charts have an answer and nothing is loading any more.

        Raises:
            TimeoutError: that takes too long.
        """
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            self.page.wait_for_timeout(1000)
            loading = self.page.locator(".loading, [data-test=loading-indicator]").count()
            if len(self.answers) == charts and not loading:
                self.page.wait_for_timeout(2000)
                return
        raise TimeoutError(f"{len(self.answers)} of {charts} charts are drawn: {self.errors}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and PIXEL not in message.text:
            self.errors.append(message.text)

    def _response(self, response: Response) -> None:
        if "/api/v1/chart/data" not in response.url:
            return
        asked = json.loads(response.request.post_data or "{}")
        number = asked.get("form_data", {}).get("slice_id")
        if number is not None:
            self.answers[number] = {"status": response.status, "response": response}

    def _finished(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.left.append(request.url)


@contextmanager
def opened(superset: Superset, width: int, height: int) -> Iterator[Dashboard]:
    """The dashboard in a window of this size.

    Raises:
        BrowserError: there is no Chromium.
    """
    with chromium() as browser:
        yield Dashboard(browser.new_page(viewport={"width": width, "height": height}), superset)
