"""A browser that the system brings, for tests and pictures of the report; nothing is downloaded."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
)


class BrowserError(RuntimeError):
    """There is no Chromium. The message says how to get one."""


def chromium_path() -> str:
    """Where Chromium is: MILEPOST_CHROMIUM, else `chromium` on the path.

    Raises:
        BrowserError: it is not there.
    """
    path = os.environ.get("MILEPOST_CHROMIUM") or shutil.which("chromium")
    if not path or not os.path.exists(path):
        raise BrowserError(
            "There is no Chromium: install the Debian package `chromium`, or name the program in "
            "MILEPOST_CHROMIUM."
        )
    return path


@contextmanager
def chromium() -> Iterator[Browser]:
    """Starts Chromium and ends it.

    Raises:
        BrowserError: it is not there.
    """
    path = chromium_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()
