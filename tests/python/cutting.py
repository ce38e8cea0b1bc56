"""Compares the tables of a project with the reference's, and cuts a failing world down.

Participants are independent of each other, and so are journeys. So a failing world is first cut to
the people and the journey of one row that differs; then many smaller variants are tried in a single
build, each as a copy of the people (or of the journey) under names of its own.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from reference import World, compute
from reference.acceptance import Identifier, identifiers_of
from reference.identity import components
from reference.world import Row, SeedRow

Tables = dict[str, list[Row]]
Build = Callable[[World], Tables]
"""Builds a world and reads the tables of `COLUMNS` back."""

# What is compared, in the order in which a wrong row of one table makes others wrong.
COLUMNS: dict[str, tuple[str, ...]] = {
    "fct_events": ("event_id", "user_key"),
    "endpoint_owners": (
        "identifier_type",
        "identifier_value",
        "user_key",
        "owned_from",
        "owned_to",
    ),
    "fct_entry_attempts": (
        "journey_id",
        "version",
        "participant_key",
        "event_id",
        "occurred_at",
        "entry_id",
        "block_reason",
    ),
    "fct_journey_entries": (
        "entry_id",
        "journey_id",
        "version",
        "participant_key",
        "user_key",
        "entry_event_id",
        "entered_at",
        "ended_at",
        "end_reason",
        "status",
        "is_converted",
        "is_completed",
        "is_excluded",
        "is_mature",
        "converted_at",
        "completed_at",
        "last_step_id",
        "last_step_index",
        "matures_at",
        "channel",
        "platform",
        "segment",
        "entry_source",
    ),
    "fct_step_progressions": (
        "entry_id",
        "step_id",
        "step_index",
        "reached_at",
        "event_id",
        "from_step_id",
        "seconds_from_entry",
        "seconds_from_previous",
        "visits",
    ),
    "fct_step_outcomes": (
        "entry_id",
        "journey_id",
        "version",
        "participant_key",
        "user_key",
        "step_id",
        "outcome",
        "event_id",
        "message_id",
        "occurred_at",
        "received_at",
        "channel",
        "platform",
    ),
}
# The column that tells whose row it is.
OWNER = {
    "fct_events": "event_id",
    "endpoint_owners": "identifier_value",
    "fct_entry_attempts": "event_id",
    "fct_journey_entries": "entry_event_id",
    "fct_step_progressions": "event_id",
    "fct_step_outcomes": "event_id",
}
JOURNEY_SEEDS = ("journeys", "journey_rules", "journey_steps", "journey_step_edges")
# Cells of `journeys` that may be emptied to see whether they matter.
OPTIONAL = (
    "reentry_interval_minutes",
    "max_entries",
    "window_minutes",
    "inactivity_minutes",
    "conversion_tail_minutes",
    "holdout_percent",
    "consent_purpose",
    "starts_at",
    "ends_at",
    "segment_property",
)


@dataclass(frozen=True)
class Difference:
    """A row that only one side has.

    Attributes:
        table: Its table.
        expected: Whether it is the reference's.
        row: The row.
        journey_id: The journey it belongs to, None for a row of identity.
    """

    table: str
    expected: bool
    row: Row
    journey_id: str | None

    @property
    def owner(self) -> str:
        """The event or identifier the row is about."""
        return str(self.row[OWNER[self.table]])


# ---------- comparing


def plain(value: object) -> object:
    """A value as both sides write it: naive UTC, numbers as floats to the microsecond."""
    if isinstance(value, datetime) and value.tzinfo:
        return value.astimezone(UTC).replace(tzinfo=None)
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return round(float(value), 6)
    return value


def expected_tables(world: World) -> Tables:
    """What the reference says."""
    _, identity, journeys = compute(world)
    return {
        "fct_events": [
            {"event_id": event_id, "user_key": user} for event_id, user in identity.user_of.items()
        ],
        "endpoint_owners": [vars(owner) for owner in identity.owners],
        "fct_entry_attempts": journeys.attempts,
        "fct_journey_entries": journeys.entries,
        "fct_step_progressions": journeys.progressions,
        "fct_step_outcomes": journeys.outcomes,
    }


def differences(expected: Tables, actual: Tables) -> list[Difference]:
    """The rows that only one side has, a row that is there twice too often included."""
    journey_of = {
        row["entry_id"]: row["journey_id"]
        for side in (expected, actual)
        for row in side["fct_journey_entries"]
    }
    found: list[Difference] = []
    for table, columns in COLUMNS.items():
        counts = [
            Counter(tuple(plain(row[name]) for name in columns) for row in side[table])
            for side in (expected, actual)
        ]
        for wanted, extra in ((True, counts[0] - counts[1]), (False, counts[1] - counts[0])):
            for cells in extra.elements():
                row = dict(zip(columns, cells, strict=True))
                journey_id = row.get("journey_id") or journey_of.get(row.get("entry_id"))
                found.append(Difference(table, wanted, row, journey_id))
    return found


# ---------- parts of a world


def raw_identifiers(row: Row) -> set[Identifier]:
    """Whatever an event, a link or a consent names."""
    if "event_id" in row:
        further = set(row.get("identifiers") or {})
        known = {"endpoint_id", "anonymous_id", "user_id"} | further
        # The id keeps the rows of one event together, and an outcome follows its message.
        own = {("event_id", row["event_id"]), ("message_id", row.get("message_id") or "")}
        return (own | identifiers_of(row, known)) - {("message_id", "")}
    if "left_type" in row:
        return {(row["left_type"], row["left_value"]), (row["right_type"], row["right_value"])}
    return {(row["identifier_type"], row["identifier_value"])}


def pinned(world: World) -> World:
    """The world with its `as_of` as a var, so that it stays when events go."""
    return replace(world, as_of=compute(world)[0].as_of)


def part_of(world: World, owner: str) -> World:
    """The events, links and consents that hang together with an event or identifier."""
    rows = [
        *world.events,
        *world.identity_links,
        *world.consents,
        *world.erasure_requests,
    ]
    named = [sorted(raw_identifiers(row)) for row in rows]
    edges = [(names[0], name) for names in named for name in names[1:]]
    whole = components({name for names in named for name in names}, edges)
    mine = {
        name
        for component in set(whole.values())
        if any(value == owner for _, value in component)
        for name in component
    }

    def keep(rows: list[Row]) -> list[Row]:
        return [row for row in rows if raw_identifiers(row) & mine]

    return replace(
        world,
        events=keep(world.events),
        identity_links=keep(world.identity_links),
        consents=keep(world.consents),
        erasure_requests=keep(world.erasure_requests),
        seeds=world.seeds
        | {
            "identifier_blocklist": [
                row
                for row in world.seeds.get("identifier_blocklist", [])
                if any(value == row["identifier_value"] for _, value in mine)
            ]
        },
    )


def only_journey(world: World, journey_id: str | None) -> World:
    """The world with one journey, or with none."""
    kept = {
        name: [row for row in world.seeds.get(name, []) if row["journey_id"] == journey_id]
        for name in JOURNEY_SEEDS
    }
    return replace(world, seeds=world.seeds | kept)


# ---------- variants of people


def renamed(world: World, prefix: str) -> World:
    """The people and events under names of their own; the order of the names stays."""

    def mark(value: str | None) -> str | None:
        return prefix + value if value and value.strip() else value

    def copy(row: Row, *names: str) -> Row:
        return row | {name: mark(row.get(name)) for name in names if name in row}

    return replace(
        world,
        events=[
            copy(row, "event_id", "endpoint_id", "anonymous_id", "user_id", "message_id")
            | {"identifiers": {k: mark(v) for k, v in (row.get("identifiers") or {}).items()}}
            for row in world.events
        ],
        identity_links=[copy(row, "left_value", "right_value") for row in world.identity_links],
        consents=[copy(row, "identifier_value") for row in world.consents],
        erasure_requests=[copy(row, "identifier_value") for row in world.erasure_requests],
        seeds=world.seeds
        | {
            "identifier_blocklist": [
                copy(row, "identifier_value") for row in world.seeds.get("identifier_blocklist", [])
            ]
        },
    )


def side_by_side(worlds: list[World]) -> World:
    """Worlds of the same journeys in one."""
    return replace(
        worlds[0],
        events=[row for world in worlds for row in world.events],
        identity_links=[row for world in worlds for row in world.identity_links],
        consents=[row for world in worlds for row in world.consents],
        erasure_requests=[row for world in worlds for row in world.erasure_requests],
        seeds=worlds[0].seeds
        | {
            "identifier_blocklist": [
                row for world in worlds for row in world.seeds.get("identifier_blocklist", [])
            ]
        },
    )


def fewer_rows(world: World) -> list[World]:
    """The world without a half, a quarter, … and a single one of its rows, boldest first."""
    rows = [
        *world.events,
        *world.identity_links,
        *world.consents,
        *world.erasure_requests,
    ]
    found: list[World] = []
    size = len(rows)
    while size > 1:
        size = (size + 1) // 2
        for start in range(0, len(rows), size):
            gone = {id(row) for row in rows[start : start + size]}
            found.append(
                replace(
                    world,
                    events=[row for row in world.events if id(row) not in gone],
                    identity_links=[r for r in world.identity_links if id(r) not in gone],
                    consents=[row for row in world.consents if id(row) not in gone],
                    erasure_requests=[r for r in world.erasure_requests if id(r) not in gone],
                )
            )
    return [variant for variant in found if variant.events]


def smaller_people(world: World, build: Build) -> World:
    """The world with as few rows as still differ."""
    while variants := fewer_rows(world):
        copies = [renamed(variant, f"{n:03d}~") for n, variant in enumerate(variants)]
        together = side_by_side(copies)
        wrong = {
            int(one.owner.split("~")[0])
            for one in differences(expected_tables(together), build(together))
        }
        if not wrong:
            break
        world = variants[min(wrong)]
    return world


# ---------- variants of a journey


def simpler_journeys(world: World) -> list[World]:
    """The world with one thing less in its journeys' definitions."""
    seeds = world.seeds
    found: list[dict[str, list[SeedRow]]] = []

    def without(name: str, gone: SeedRow) -> dict[str, list[SeedRow]]:
        return seeds | {name: [row for row in seeds[name] if row is not gone]}

    for journey in seeds["journeys"]:
        key = (journey["journey_id"], journey["version"])
        if len(seeds["journeys"]) > 1:
            found.append(
                seeds
                | {
                    name: [r for r in seeds[name] if (r["journey_id"], r["version"]) != key]
                    for name in JOURNEY_SEEDS
                }
            )
        for name in OPTIONAL:
            if journey.get(name):
                rows = [r | {name: ""} if r is journey else r for r in seeds["journeys"]]
                found.append(seeds | {"journeys": rows})
    for step in seeds["journey_steps"]:

        def about(row: SeedRow, step: SeedRow = step) -> bool:
            """Whether a row of any seed of journeys is about the step."""
            same = (row["journey_id"], row.get("version")) == (step["journey_id"], step["version"])
            names = (row.get("step_id", ""), row.get("from_step_id"), row.get("to_step_id"))
            return same and step["step_id"] in (*names, *names[0].split(">"))

        fewer = {name: [r for r in seeds[name] if not about(r)] for name in JOURNEY_SEEDS}
        found.append(seeds | fewer)
        if step.get("within_minutes"):
            rows = [r | {"within_minutes": ""} if r is step else r for r in seeds["journey_steps"]]
            found.append(seeds | {"journey_steps": rows})
    for row in seeds["journey_rules"]:
        alike = [
            one
            for one in seeds["journey_rules"]
            if all(one[k] == row[k] for k in ("version", "role"))
            and one.get("step_id") == row.get("step_id")
        ]
        if row["role"] not in ("entry", "step") or len(alike) > 1:
            found.append(without("journey_rules", row))
    found += [without("journey_step_edges", row) for row in seeds["journey_step_edges"]]
    return [replace(world, seeds=variant) for variant in found]


def relabelled(world: World, prefix: str) -> World:
    """The world with its journeys under names of their own."""
    labelled = {
        name: [row | {"journey_id": prefix + row["journey_id"]} for row in world.seeds[name]]
        for name in JOURNEY_SEEDS
    }
    return replace(world, seeds=world.seeds | labelled)


def simpler_definition(world: World, build: Build) -> World:
    """The world with as little of its journey as still differs."""
    while variants := simpler_journeys(world):
        copies = [relabelled(variant, f"{n:03d}~") for n, variant in enumerate(variants)]
        joined = {
            name: [row for copy in copies for row in copy.seeds[name]] for name in JOURNEY_SEEDS
        }
        together = replace(world, seeds=world.seeds | joined)
        wrong = {
            int(one.journey_id.split("~")[0])
            for one in differences(expected_tables(together), build(together))
            if one.journey_id
        }
        if not wrong:
            break
        world = variants[min(wrong)]
    return world


def cut_down(world: World, found: list[Difference], build: Build) -> World:
    """A small world that differs as a large one does.

    Args:
        world: The large one.
        found: How it differs.
        build: Builds a world.

    Returns:
        The smallest world found; the large one with its `as_of` pinned if no part of it differs by
        itself, which says that the project mixes participants or journeys up.
    """
    first = found[0]
    whole = pinned(world)
    small = only_journey(part_of(whole, first.owner), first.journey_id)
    if not differences(expected_tables(small), build(small)):
        return whole
    small = smaller_people(small, build)
    if first.journey_id:
        small = simpler_definition(small, build)
        small = smaller_people(small, build)
    return small


# ---------- telling


def lines(title: str, rows: Iterable[dict[str, Any]]) -> list[str]:
    """Rows as an aligned table of the columns that say anything."""
    rows = list(rows)
    names = [n for n in dict.fromkeys(n for row in rows for n in row)]
    names = [n for n in names if any(row.get(n) not in (None, "", {}) for row in rows)]
    cells = [names] + [
        ["" if row.get(n) in (None, {}) else str(row[n]) for n in names] for row in rows
    ]
    widths = [max(len(row[i]) for row in cells) for i in range(len(names))]
    return [f"{title}:"] + [
        "  "
        + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
        if rows
    ]


def told(world: World, found: list[Difference]) -> str:
    """A world and how it differs, for a person to read."""
    text = [f"as_of: {world.as_of}"]
    for name in ("identifier_types", "identifier_blocklist", "blocked_traffic", *JOURNEY_SEEDS):
        if world.seeds.get(name):
            text += lines(f"seed {name}", world.seeds[name])
    by_time = sorted(world.events, key=lambda row: (row["occurred_at"], row["event_id"]))
    text += lines("events", by_time)
    text += lines("identity_links", world.identity_links)
    text += lines("consents", world.consents)
    text += lines("erasure_requests", world.erasure_requests)
    for table in COLUMNS:
        for expected, side in ((True, "expected only"), (False, "actual only")):
            rows = [one.row for one in found if (one.table, one.expected) == (table, expected)]
            if rows:
                text += lines(f"{table}, {side}", rows)
    return "\n".join(text)
