"""Erases one person: writes the request, builds and publishes, and looks for what may be left.

Usage: `TYPE=user_id VALUE=… python scripts/forget.py`. A contact is given in the clear. The request
is a file of its own in `<data>/generic/erasure_requests/`; it has to stay there for as long as the
person is to stay erased. Environment: MILEPOST_DATA, the data folder, which is not the sample;
MILEPOST_DB, the warehouse; MILEPOST_PUBLISHED, the published copy; MAKE, which make.
"""

import csv
import hashlib
import os
import secrets
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import residue
from contact_key import find_key
from publish import published_folder, warehouse_path
from publishing.copies import DB_NAME
from report import report_path
from subject import Subject, SubjectError, find_subject, stored_value

SAMPLE = Path(__file__).resolve().parents[1] / "data" / "sample"

ON_EVENTS = """
select event_id, message_id from fct_events where user_key = ?
"""
LEFT = """
select count(*) from int_state__identifier_owners
where identifier_type = ? and identifier_value = ?
"""
LOG = "select * exclude (request_key) from fct_erasure_log where request_key = ?"


def for_owner_and_group(path: str, flags: int) -> int:
    """Opens a file that others can't read."""
    return os.open(path, flags, 0o640)


def write_request(data: Path, kind: str, value: str, now: datetime) -> Path:
    """Writes the request into the data folder, for its owner and group. Returns the file.

    Raises:
        SubjectError: the data are the sample.
    """
    if data.resolve() == SAMPLE.resolve():
        raise SubjectError(
            "The sample belongs to the project, and nobody in it is real: name the folder of your "
            "data with DATA=<folder>."
        )
    folder = data / "generic" / "erasure_requests"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"forget_{now:%Y%m%dT%H%M%S}_{secrets.token_hex(4)}.csv"
    with open(path, "x", encoding="utf-8", newline="", opener=for_owner_and_group) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["identifier_type", "identifier_value", "requested_at"])
        writer.writerow([kind, value, now.isoformat()])
    return path


def traces_of(connection: duckdb.DuckDBPyConnection, subject: Subject) -> set[str]:
    """What must be nowhere afterwards: whatever is long enough not to stand there by chance."""
    events = connection.execute(ON_EVENTS, [subject.user_key]).fetchall()
    found = {subject.user_key, *(value for _, value in subject.identifiers)}
    found |= {event_id for event_id, _ in events}
    return {term for term in found if len(term.encode()) >= residue.LEAST_BYTES}


def request_key(warehouse: Path, kind: str, stored: str, now: datetime) -> str:
    """The key of the request in `fct_erasure_log`.

    Raises:
        SubjectError: the key of hashes is lost.
    """
    key = find_key(warehouse)
    if key is None:
        raise SubjectError("The key of hashes is lost: set MILEPOST_KEY, or bring back its file.")
    instant = now.replace(tzinfo=None).isoformat(sep=" ")
    text = f"{kind}|{key.hash(f'erased|{stored}')}|{instant}"
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def forget(warehouse: Path, data: Path, kind: str, value: str) -> int:
    """Erases the person. Returns the exit status: 1 where something is left.

    Raises:
        SubjectError: nobody is found, or the data are the sample.
        duckdb.Error: the warehouse can't be read.
    """
    now = datetime.now(UTC).replace(microsecond=0)
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        stored = stored_value(connection, warehouse, kind, value)
        subject = find_subject(connection, warehouse, kind, value)
        terms = traces_of(connection, subject)
    path = write_request(data, kind, value, now)
    print(f"The request is {path}. It has to stay there: without it the person comes back.")
    if subprocess.run([os.environ.get("MAKE", "make"), "build"], check=False).returncode:
        print("The build failed; the request stands, and the next build carries it out.")
        return 1
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        row = connection.execute(LOG, [request_key(warehouse, kind, stored, now)])
        names = [column[0] for column in row.description]
        told = dict(zip(names, row.fetchone() or (), strict=False))
        left = [
            name
            for name, one in subject.identifiers
            if (count := connection.execute(LEFT, [name, one]).fetchone()) and count[0]
        ]
    copy = published_folder()
    found = residue.in_tables(warehouse, terms, whole=True)
    found += residue.in_tables(copy / DB_NAME, terms, whole=True)
    files = [*warehouse.parent.glob(f"{warehouse.name}*"), *copy.rglob("*"), report_path()]
    found += residue.in_files(files, terms, whole=True)
    print("\n".join(f"{name}: {said}" for name, said in told.items()))
    if found or left or told.get("status") != "erased":
        print("Something is left:", *left, *found, sep="\n", file=sys.stderr)
        return 1
    print(f"Nothing is left of {len(terms)} traces in tables and files of {warehouse} and {copy}.")
    return 0


def main() -> int:
    """Erases somebody, or says why not. Returns the exit status."""
    kind, value = os.environ.get("TYPE", ""), os.environ.get("VALUE", "")
    if not (kind and value):
        print("Say whom: TYPE=user_id VALUE=…", file=sys.stderr)
        return 1
    data = Path(os.environ.get("MILEPOST_DATA") or SAMPLE)
    try:
        return forget(warehouse_path(), data, kind, value)
    except (SubjectError, duckdb.Error, OSError) as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
