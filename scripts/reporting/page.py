"""The page: template, style, scripts and data put into one HTML file that asks for nothing."""

import json
import os
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined

FOLDER = Path(__file__).parent
PAGE = FOLDER / "page"
LIBRARY = FOLDER / "vendor" / "echarts" / "echarts.min.js"
SCRIPTS = ("format.js", "elements.js", "charts.js", "report.js")


def render(content: dict[str, Any]) -> str:
    """The whole page as text.

    Args:
        content: what `collect` gives; plain values that JSON knows.
    """
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    template = environment.from_string((PAGE / "report.html").read_text("utf-8"))
    return template.render(
        as_of=content["as_of_text"],
        style=(PAGE / "report.css").read_text("utf-8"),
        library=LIBRARY.read_text("utf-8"),
        scripts=[(PAGE / name).read_text("utf-8") for name in SCRIPTS],
        data=embedded(content),
    )


def embedded(content: dict[str, Any]) -> str:
    """Data as JSON that may stand inside a script element, whatever text it holds."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c")


def write(page: str, path: Path) -> None:
    """Puts the page in place whole: who opens it sees the old one or the new one.

    Raises:
        OSError: the folder can't be made or written; the disk is full.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_text(page, encoding="utf-8")
        os.replace(new, path)
    finally:
        new.unlink(missing_ok=True)
