"""The input of one check: contract rows and seeds, and how they are written as files."""

import csv
import json
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

Row = dict[str, Any]
SeedRow = dict[str, str]

# The columns of the design contract, section 3, without `source`, which the adapter adds.
EVENT_COLUMNS = (
    "event_id",
    "event_name",
    "occurred_at",
    "received_at",
    "sequence",
    "endpoint_id",
    "anonymous_id",
    "user_id",
    "identifiers",
    "channel",
    "platform",
    "message_id",
    "value",
    "currency",
    "properties",
)
LINK_COLUMNS = ("left_type", "left_value", "right_type", "right_value", "linked_at")
REQUEST_COLUMNS = ("identifier_type", "identifier_value", "requested_at")
CONSENT_COLUMNS = ("identifier_type", "identifier_value", "purpose", "granted", "changed_at")

# The seeds of the design contract, sections 4, 6 and 7.
SEED_COLUMNS: dict[str, tuple[str, ...]] = {
    "journeys": (
        "journey_id",
        "version",
        "journey_name",
        "valid_from",
        "participant",
        "reentry",
        "reentry_interval_minutes",
        "max_entries",
        "step_order",
        "window_minutes",
        "inactivity_minutes",
        "conversion_tail_minutes",
        "ends_on_conversion",
        "ends_on_completion",
        "holdout_percent",
        "consent_purpose",
        "starts_at",
        "ends_at",
        "segment_property",
    ),
    "journey_rules": (
        "journey_id",
        "version",
        "role",
        "step_id",
        "outcome",
        "rule_id",
        "event_name",
        "property",
        "operator",
        "value",
    ),
    "journey_steps": (
        "journey_id",
        "version",
        "step_id",
        "step_name",
        "step_index",
        "step_type",
        "stage_id",
        "within_minutes",
        "is_terminal",
    ),
    "journey_step_edges": ("journey_id", "version", "from_step_id", "to_step_id", "branch"),
    "journey_stages": ("stage_id", "stage_name", "stage_index", "weight"),
    "measures": (
        "measure_id",
        "kind",
        "event_name",
        "property",
        "operator",
        "value",
        "journey_id",
        "step_id",
        "value_property",
        "within_minutes",
        "follows_measure",
        "occurrence",
        "unit_property",
        "after_minutes",
        "day_basis",
        "pick",
        "clock",
        "opening",
        "scale",
    ),
    "kpis": (
        "kpi_id",
        "kpi_name",
        "stage_id",
        "journey_id",
        "kind",
        "numerator_measure",
        "denominator_measure",
        "floor",
        "target",
        "prior",
        "prior_weight",
        "weight",
        "min_sample",
        "unit",
        "good_direction",
        "valid_from",
        "complement",
        "divided_by_kpi",
    ),
    "lifetime_models": (
        "lifetime_model_id",
        "purchase_measure",
        "r",
        "alpha",
        "a",
        "b",
        "period_days",
        "horizon_periods",
    ),
    "flows": (
        "flow_id",
        "flow_name",
        "anchor_event",
        "direction",
        "max_depth",
        "gap_minutes",
        "scope",
        "collapse_repeats",
        "top_n",
    ),
    "flow_events": ("flow_id", "role", "event_name"),
    "identifier_types": ("identifier_type", "kind", "priority", "max_persons"),
    "identifier_blocklist": ("identifier_type", "identifier_value", "reason"),
    "blocked_traffic": ("property", "operator", "value", "reason"),
    "passive_events": ("event_name", "reason"),
    "message_statuses": ("status", "outcome", "meaning"),
}


@dataclass(frozen=True)
class World:
    """All that one check reads.

    Attributes:
        events: Rows with the columns `EVENT_COLUMNS`; a column that is absent or None is empty.
            Times are naive and mean UTC; `identifiers` and `properties` are dicts.
        identity_links: Rows with the columns `LINK_COLUMNS`; `linked_at` may be None.
        consents: Rows with the columns `CONSENT_COLUMNS`; `granted` is a bool.
        seeds: Rows of each seed, every cell as text, an absent cell being empty.
        as_of: The var `as_of` (naive UTC), None for the default of the design contract, section 8.
        erasure_requests: Rows with the columns `REQUEST_COLUMNS`.
    """

    events: list[Row]
    identity_links: list[Row] = field(default_factory=list)
    consents: list[Row] = field(default_factory=list)
    seeds: dict[str, list[SeedRow]] = field(default_factory=dict)
    as_of: datetime | None = None
    erasure_requests: list[Row] = field(default_factory=list)


def _text(value: object) -> str:
    """A value as a cell of a CSV file, None as an empty one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(sep="T", timespec="microseconds") + "Z"
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _json_line(row: Row) -> str:
    """An event as a line of JSON; empty columns are left out."""
    present = {name: row[name] for name in EVENT_COLUMNS if row.get(name) is not None}
    cells = {
        name: _text(value) if isinstance(value, datetime) else value
        for name, value in present.items()
    }
    return json.dumps(cells, ensure_ascii=False)


def _write_csv(path: Path, columns: tuple[str, ...], rows: list[Row]) -> None:
    """Write rows under a header; the header stands even where there is no row."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_text(row.get(name)) for name in columns] for row in rows)


def write_world(world: World, folder: Path) -> tuple[Path, Path]:
    """Write a world as the raw files and seeds of a project.

    Every third event goes into a CSV file and the rest into two files of JSON lines, one of them in
    a sub-folder, so that the formats are mixed within one world.

    Args:
        world: What to write.
        folder: Where to; the files of a world that was written there before are replaced.

    Returns:
        The folder of raw data and the folder of seeds.
    """
    data, seeds = folder / "data", folder / "seeds"
    generic = data / "generic"
    nested = generic / "events" / "nested"
    nested.mkdir(parents=True, exist_ok=True)
    lines = [_json_line(row) for row in world.events]
    (generic / "events" / "first.jsonl").write_text(
        "".join(line + "\n" for line in lines[0::3]), encoding="utf-8"
    )
    (nested / "second.jsonl").write_text(
        "".join(line + "\n" for line in lines[1::3]), encoding="utf-8"
    )
    _write_csv(generic / "events" / "third.csv", EVENT_COLUMNS, world.events[2::3])
    _write_csv(generic / "identity_links" / "links.csv", LINK_COLUMNS, world.identity_links)
    _write_csv(generic / "consents" / "consents.csv", CONSENT_COLUMNS, world.consents)
    requests = generic / "erasure_requests" / "requests.csv"
    requests.unlink(missing_ok=True)
    if world.erasure_requests:
        _write_csv(requests, REQUEST_COLUMNS, world.erasure_requests)
    for name, columns in SEED_COLUMNS.items():
        _write_csv(seeds / f"{name}.csv", columns, list(world.seeds.get(name, [])))
    return data, seeds
