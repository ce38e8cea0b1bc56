"""Sections 3 and 8 of the design contract: which rows are accepted, and the instant `as_of`."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from .rules import condition, holds
from .world import Row, World

# Default of the var `future_tolerance_hours`.
FUTURE_TOLERANCE = timedelta(hours=24)
IDENTIFIER_COLUMNS = ("endpoint_id", "anonymous_id", "user_id")

Identifier = tuple[str, str]


@dataclass(frozen=True)
class Acceptance:
    """How the raw rows ended.

    Attributes:
        events: The accepted rows, `received_at` and `source` filled in.
        rejected: (event_id, reason) of each rejected row.
        duplicates: event_id of each row that another row with that id put aside.
        as_of: The instant the tables speak for (naive UTC), None without any accepted event.
    """

    events: list[Row]
    rejected: list[tuple[str, str]]
    duplicates: list[str]
    as_of: datetime | None


def present(text: str | None) -> bool:
    """Whether a text says anything: what is empty or only blanks is absent."""
    return text is not None and text.strip() != ""


def identifiers_of(event: Row, known: set[str]) -> set[Identifier]:
    """The identifiers of known types that a record carries, in columns and in `identifiers`."""
    claimed = [(name, event.get(name)) for name in IDENTIFIER_COLUMNS]
    claimed += list((event.get("identifiers") or {}).items())
    return {(kind, value) for kind, value in claimed if kind in known and present(value)}


def _reason(event: Row, world: World, known: set[str]) -> str | None:
    """The first reason to reject a well-formed row, None to accept it."""
    if not present(event.get("event_name")):
        return "missing_event_name"
    if not identifiers_of(event, known):
        return "missing_identifier"
    if event["occurred_at"] is None:
        return "invalid_timestamp"
    received = event.get("received_at")
    if received is not None and event["occurred_at"] - received > FUTURE_TOLERANCE:
        return "future_timestamp"
    blocked = world.seeds.get("blocked_traffic", [])
    if any(holds(condition(row), event) for row in blocked):
        return "blocked_traffic"
    return None


def accept(world: World) -> Acceptance:
    """Sort the rows of a world into accepted, rejected and duplicate ones."""
    known = {row["identifier_type"] for row in world.seeds.get("identifier_types", [])}
    rejected: list[tuple[str, str]] = []
    candidates: list[Row] = []
    for raw in world.events:
        event = {"source": "generic", **raw}
        reason = _reason(event, world, known)
        if reason:
            rejected.append((event["event_id"], reason))
        else:
            candidates.append(event)

    def received(event: Row) -> datetime:
        return event.get("received_at") or event["occurred_at"]

    kept: dict[str, Row] = {}
    duplicates: list[str] = []
    for event in candidates:
        other = kept.get(event["event_id"])
        if other is None:
            kept[event["event_id"]] = event
            continue
        duplicates.append(event["event_id"])
        if received(event) < received(other):
            kept[event["event_id"]] = event
    carried = [event["received_at"] for event in kept.values() if event.get("received_at")]
    instants = carried or [event["occurred_at"] for event in kept.values()]
    return Acceptance(
        events=[{**event, "received_at": received(event)} for event in kept.values()],
        rejected=rejected,
        duplicates=duplicates,
        as_of=world.as_of or max(instants, default=None),
    )
