"""Folders of a data folder that no adapter reads, and which adapter their records look like."""

import gzip
import json
import os
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import duckdb

BLOCK = 1 << 20
"""Characters read of a file to see what it holds."""

LIKENESS = 0.6
"""The share of a shape's keys that a record must have."""

SNOWPLOW_COLUMNS = 100
"""A line with more tab stops than this is one of Snowplow's, which have no header."""

SHAPES: dict[str, frozenset[str]] = {
    "generic/events": frozenset({"event_name", "occurred_at"}),
    "generic/identity_links": frozenset({"left_type", "left_value", "right_type", "right_value"}),
    "generic/consents": frozenset({"identifier_type", "identifier_value", "purpose", "granted"}),
    "generic/erasure_requests": frozenset({"identifier_type", "identifier_value", "requested_at"}),
    "generic/costs": frozenset({"date", "channel", "amount"}),
    "segment/events": frozenset({"type", "messageId", "anonymousId", "context", "timestamp"}),
    "ga4/events": frozenset({"event_name", "event_timestamp", "event_params", "user_pseudo_id"}),
    "snowplow/events": frozenset({"app_id", "collector_tstamp", "event_id", "domain_userid"}),
    "pinpoint/events": frozenset({"event_type", "event_timestamp", "client", "application"}),
    "pinpoint/endpoints": frozenset({"ChannelType", "Address", "EffectiveDate"}),
    "amplitude/events": frozenset({"event_type", "amplitude_id", "event_time", "device_id"}),
    "amplitude/identity_links": frozenset({"amplitude_id", "merged_amplitude_id"}),
    "mixpanel/events": frozenset({"event", "properties"}),
    "posthog/events": frozenset({"event", "properties", "distinct_id", "timestamp"}),
    "braze/events": frozenset({"id", "user_id", "external_user_id", "time"}),
}
"""Keys that records of a folder have, as their vendors write them."""


@dataclass(frozen=True)
class Stray:
    """A folder that no adapter reads.

    Attributes:
        folder: its path below the data folder, `.` for the data folder itself.
        files: how many files are right in it.
        keys: the names at the top of one of its records.
        fits: the folders whose records look like this one, best first.
    """

    folder: str
    files: int
    keys: list[str]
    fits: list[str]


def stray_folders(data: Path, known: Iterable[str]) -> list[Stray]:
    """The folders with files that no adapter reads, by path.

    Args:
        data: the data folder.
        known: the folders that are read, such as `generic/events`.
    """
    adapters = frozenset(known)
    found: dict[str, list[Path]] = defaultdict(list)
    for parent, folders, names in os.walk(data):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        relative = Path(parent).relative_to(data)
        if "/".join(relative.parts[:2]) in adapters:
            folders.clear()
            continue
        for name in sorted(names):
            if not name.startswith((".", "_")):
                found[relative.as_posix()].append(Path(parent, name))
    strays = []
    for folder, paths in sorted(found.items()):
        keys = next((keys for path in paths if (keys := keys_of(path))), [])
        strays.append(Stray(folder, len(paths), keys, fitting(keys, adapters)))
    return strays


def fitting(keys: Iterable[str], adapters: frozenset[str]) -> list[str]:
    """The folders whose records have such keys, the likest first."""
    names = set(keys)
    likeness = {
        folder: len(shape & names) / len(shape)
        for folder, shape in SHAPES.items()
        if folder in adapters
    }
    likely = [folder for folder, share in likeness.items() if share >= LIKENESS]
    return sorted(likely, key=lambda folder: (-likeness[folder], -len(SHAPES[folder]), folder))


def keys_of(path: Path) -> list[str]:
    """The names at the top of a file's first record; none where it has none to be read."""
    with path.open("rb") as raw:
        magic = raw.read(4)
    if magic == b"PAR1":
        with duckdb.connect() as connection:
            found = connection.execute("describe from read_parquet(?)", [str(path)]).fetchall()
        return [row[0] for row in found]
    opened = gzip.open if magic[:2] == b"\x1f\x8b" else open
    with opened(path, "rt", encoding="utf-8-sig", errors="replace") as file:
        text = file.read(BLOCK)
    if text.lstrip().startswith(("{", "[")):
        return _keys_of_json(text.lstrip("[ \t\r\n"))
    first, *_ = chain(text.splitlines(), [""])
    if first.count("\t") > SNOWPLOW_COLUMNS:
        return sorted(SHAPES["snowplow/events"])
    separator = max("\t,;", key=first.count)
    return [cell.strip().strip('"') for cell in first.split(separator)] if first else []


def _keys_of_json(text: str) -> list[str]:
    """The keys of the first object of a text; none where it is no object or is cut off."""
    try:
        value, _ = json.JSONDecoder().raw_decode(text)
    except json.JSONDecodeError:
        return []
    return list(value) if isinstance(value, dict) else []
