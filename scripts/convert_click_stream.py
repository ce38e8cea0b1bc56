"""Turn the retentioneering click-stream into the generic form that Milepost reads.

Usage: ``python scripts/convert_click_stream.py [SOURCE [TARGET]]``. SOURCE and TARGET are gzipped
CSV files and default to the copies in this repository. The same source always gives the same
bytes. Source and licence of the data: ``data/sources/retentioneering/README.md``.
"""

import csv
import gzip
import io
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "data/sources/retentioneering/retentioneering_ecom.csv.gz"
TARGET = ROOT / "data/sample/generic/events/click_stream.csv.gz"

# Columns that the contract does not know go into `properties` by their own name.
PROPERTIES = ("session_id", "acquisition_channel", "user_cohort", "user_lifecycle")
COLUMNS = ("event_id", "event_name", "occurred_at", "sequence", "user_id", "platform", *PROPERTIES)


def convert_rows(rows: Iterable[dict[str, str]]) -> Iterator[dict[str, str]]:
    """Yield each row of the click-stream in generic form, in the order given.

    The source has no event id and rows that repeat one another in every column, so a row is named
    by its user and its place among that user's rows, which is its `sequence` too.

    Raises:
        KeyError: A column of the source is missing.
        ValueError: A timestamp is not in ISO 8601.
    """
    places: Counter[str] = Counter()
    for row in rows:
        user = row["user_id"]
        places[user] += 1
        yield {
            "event_id": f"{user}-{places[user]:04d}",
            "event_name": row["event"],
            "occurred_at": datetime.fromisoformat(row["timestamp"]).isoformat() + "Z",
            "sequence": str(places[user]),
            "user_id": user,
            "platform": row["platform"],
            **{name: row[name] for name in PROPERTIES},
        }


def convert_file(source: Path = SOURCE, target: Path = TARGET) -> int:
    """Write `source` to `target` in generic form and return the number of rows.

    Raises:
        OSError: The source can't be read or the target can't be written.
    """
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    count = 0
    with gzip.open(source, "rt", encoding="utf-8", newline="") as lines:
        for row in convert_rows(csv.DictReader(lines)):
            writer.writerow(row)
            count += 1
    target.parent.mkdir(parents=True, exist_ok=True)
    # A gzip header holds a time and, through gzip.open, a file name: neither belongs to the data.
    target.write_bytes(gzip.compress(text.getvalue().encode(), compresslevel=9, mtime=0))
    return count


if __name__ == "__main__":
    paths = [Path(argument) for argument in sys.argv[1:3]]
    print(f"{convert_file(*paths):,} events converted")
