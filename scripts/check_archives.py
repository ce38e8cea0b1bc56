"""Tells of gzipped files that are cut off or damaged, before any table is built from them.

Usage: `python scripts/check_archives.py`. The folder is the one that MILEPOST_DATA names, else the
sample. DuckDB 1.5 reads such a file up to the damage and says nothing, so the rest would be lost
without a trace. Every file is read once, a block at a time.
"""

import gzip
import os
import sys
import zlib
from pathlib import Path

DEFAULT_DATA = "data/sample"
BLOCK = 1 << 20
"""Bytes read at once."""


def damage(path: Path) -> str | None:
    """What is wrong with a gzipped file; None where it can be read to its end."""
    try:
        with gzip.open(path) as file:
            while file.read(BLOCK):
                pass
    except (EOFError, OSError, zlib.error) as error:
        return str(error)
    return None


def main() -> int:
    """Prints each damaged file with a remedy. Returns the exit status: 1 where there is one."""
    folder = Path(os.environ.get("MILEPOST_DATA", DEFAULT_DATA))
    damaged = {path: why for path in sorted(folder.rglob("*.gz")) if (why := damage(path))}
    for path, why in damaged.items():
        print(
            f"{path}: {why}. The file is cut off or damaged: fetch it again, or move it out of "
            f"{folder}.",
            file=sys.stderr,
        )
    return 1 if damaged else 0


if __name__ == "__main__":
    sys.exit(main())
