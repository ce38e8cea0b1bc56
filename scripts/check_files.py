"""Tells of data files that can't be read, before any table is built from them.

Usage: `python scripts/check_files.py`. The folder is the one that MILEPOST_DATA names, else the
sample. DuckDB 1.5 reads a gzipped file up to where it is damaged and passes over a link that leads
nowhere and a folder that it may not list, all without a word, so rows would be lost without a
trace. A gzipped file is read to its end, a block at a time; any other is opened.
"""

import gzip
import os
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

DEFAULT_DATA = "data/sample"
BLOCK = 1 << 20
"""Bytes read at once."""

REMEDIES = {
    True: "The file is cut off or damaged: fetch it again, or move it out of {folder}.",
    False: "Make it readable, or move it out of {folder}.",
}
"""What to do, by whether the file can be opened."""


def trouble(path: Path, folder: Path) -> str | None:
    """What is wrong with a file, and what to do; None where it can be read."""
    opened = False
    try:
        with path.open("rb") as raw:
            opened = True
            if path.name.lower().endswith(".gz"):
                with gzip.open(raw) as file:
                    while file.read(BLOCK):
                        pass
    except (EOFError, OSError, zlib.error) as error:
        return f"{path}: {error}. {REMEDIES[opened].format(folder=folder)}"
    return None


def troubles(folder: Path) -> Iterator[str]:
    """One line for each file, and each folder, of a data folder that can't be read, by path."""
    barred: list[OSError] = []
    paths: list[Path] = []
    for parent, folders, names in os.walk(folder, onerror=barred.append):
        folders[:] = [name for name in folders if not name.startswith((".", "_"))]
        paths += [Path(parent, name) for name in names if not name.startswith((".", "_"))]
    for error in barred:
        if not isinstance(error, FileNotFoundError):
            yield f"{error.filename}: {error}. {REMEDIES[False].format(folder=folder)}"
    for path in sorted(paths):
        if line := trouble(path, folder):
            yield line


def main() -> int:
    """Prints each bad file with a remedy. Returns the exit status: 1 where there is one."""
    lines = list(troubles(Path(os.environ.get("MILEPOST_DATA", DEFAULT_DATA))))
    for line in lines:
        print(line, file=sys.stderr)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
