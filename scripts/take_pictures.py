"""Takes the README's pictures of the report: `docs/images/report-light.png`, `…-dark.png`, ….

Usage: `python scripts/take_pictures.py`, after `make build` of the sample. It needs Chromium, the
Debian package `chromium`.
"""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from report import report_path
from reporting.browser import BrowserError, chromium

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "images"


@dataclass(frozen=True)
class Picture:
    """A picture: what of the page, how wide, how high (CSS pixels), in which colours."""

    name: str
    journey: str
    part: str
    width: int
    height: int
    colours: Literal["light", "dark"]


PICTURES = (
    Picture("report-light", "cart_recovery", "overview", 1240, 1060, "light"),
    Picture("report-dark", "cart_recovery", "overview", 1240, 1060, "dark"),
    Picture("report-steps", "cart_recovery", "steps", 1240, 1010, "light"),
    Picture("report-phone", "checkout", "overview", 390, 844, "light"),
)


def main() -> int:
    """Takes all pictures. Returns the exit status: 1 without a report or a browser."""
    page_file = report_path().resolve()
    if not page_file.exists():
        print(f"There is no report at {page_file}: run `make build` first.", file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    try:
        with chromium() as browser:
            for picture in PICTURES:
                context = browser.new_context(
                    viewport={"width": picture.width, "height": picture.height},
                    color_scheme=picture.colours,
                )
                page = context.new_page()
                page.goto(f"{page_file.as_uri()}#journey={picture.journey}")
                page.wait_for_selector("html[data-ready]")
                page.evaluate("key => document.getElementById(key).scrollIntoView()", picture.part)
                path = FOLDER / f"{picture.name}.png"
                page.screenshot(path=path)
                print(f"{path}: {path.stat().st_size // 1024} KB")
                context.close()
    except BrowserError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
