"""Writes the report: one HTML file of what the published tables say, which opens from disk.

Usage: `python scripts/report.py`, after `scripts/publish.py`. It reads the published copy, so that
it can be written again while a build runs.

Environment: MILEPOST_PUBLISHED, the published copy, else `published` beside the warehouse;
MILEPOST_REPORT, the file to write, else `report.html` beside the published folder; `none` for none.
"""

import os
import sys
from pathlib import Path

import duckdb
from publish import published_folder
from publishing.copies import DB_NAME
from reporting.collect import collect
from reporting.page import render, write

DEFAULT_NAME = "report.html"

NO_REPORT = "none"
"""In place of a file's name: nothing is written."""


def report_path() -> Path:
    """The file to write."""
    named = os.environ.get("MILEPOST_REPORT")
    return Path(named) if named else published_folder().parent / DEFAULT_NAME


def report(copy: Path, path: Path) -> str:
    """Writes the report. Returns a line that says so.

    Args:
        copy: the published DuckDB file, opened read-only.
        path: the HTML file.

    Raises:
        duckdb.Error: the copy can't be read, or was published by an older version.
        OSError: the file can't be written.
    """
    with duckdb.connect(str(copy), read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        connection.execute(f"set threads = {int(os.environ.get('MILEPOST_THREADS', '2'))}")
        connection.execute("set memory_limit = ?", [os.environ.get("MILEPOST_MEMORY", "4GB")])
        page = render(collect(connection))
    write(page, path)
    return f"The report is {path}, one file that opens from disk."


def main() -> int:
    """Writes the report, or says why not. Returns the exit status: 1 where it was not written."""
    if os.environ.get("MILEPOST_REPORT") == NO_REPORT:
        return 0
    copy = published_folder() / DB_NAME
    if not copy.exists():
        print(f"Nothing is published at {copy}: run `make build` first.", file=sys.stderr)
        return 1
    try:
        print(report(copy, report_path()))
    except (duckdb.Error, OSError) as error:
        print(f"The report was not written, an older one stays as it was. {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
