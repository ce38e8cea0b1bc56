"""Section 6 of the design contract, sessions and flows, with docs/reference.md where it is silent.

Every path is walked by itself, one event after the other.
"""

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import timedelta

from .acceptance import Acceptance
from .identity import Identity, in_order
from .journeys import flag, minutes
from .world import Row, SeedRow, World

Path = tuple[str, ...]
"""The names of a path, the anchor first, away from it."""


@dataclass
class FlowTables:
    """The rows that the tables must hold, without ids of rows that count others.

    Attributes:
        sessions: `fct_sessions`.
        paths: `fct_flow_paths`.
        edges: `rpt_flow_edges`.
        walked: How many paths were walked.
    """

    sessions: list[Row] = field(default_factory=list)
    paths: list[Row] = field(default_factory=list)
    edges: list[Row] = field(default_factory=list)
    walked: int = 0


def share(part: int, whole: int) -> float:
    """A part of a whole."""
    return part / whole


def split_sessions(history: list[Row], gap: timedelta) -> list[list[Row]]:
    """A user's events, cut where a gap is too long."""
    sessions: list[list[Row]] = []
    for event in history:
        if sessions and event["occurred_at"] - sessions[-1][-1]["occurred_at"] <= gap:
            sessions[-1].append(event)
        else:
            sessions.append([event])
    return sessions


@dataclass(frozen=True)
class Flow:
    """A row of `flows` and what `flow_events` says of it."""

    row: SeedRow
    events: list[SeedRow]

    @property
    def depth(self) -> int:
        """How many events a path has beside the anchor."""
        return int(self.row["max_depth"])

    def names(self, role: str) -> set[str]:
        """The event names of a role."""
        return {row["event_name"] for row in self.events if row["role"] == role}

    def keeps(self, name: str) -> bool:
        """Whether events of a name take part."""
        if name in self.names("hide"):
            return False
        wanted = self.names("include")
        return not wanted or name in {
            self.row["anchor_event"],
            *wanted,
            *self.names("exclude_path"),
        }

    def runs(self, sessions: list[list[Row]]) -> list[list[str]]:
        """The names of a user's kept events, run by run, repeats collapsed where asked for."""
        gap = minutes(self.row.get("gap_minutes"))
        within = self.row["scope"] == "session"
        runs: list[list[str]] = []
        last: tuple[int, Row] | None = None
        for number, session in enumerate(sessions):
            for event in session:
                if not self.keeps(event["event_name"]):
                    continue
                goes_on = (
                    last is not None
                    and (gap is None or event["occurred_at"] - last[1]["occurred_at"] <= gap)
                    and (not within or number == last[0])
                )
                last = (number, event)
                if not goes_on:
                    runs.append([])
                if (
                    runs[-1]
                    and runs[-1][-1] == event["event_name"]
                    and flag(self.row.get("collapse_repeats"))
                ):
                    continue
                runs[-1].append(event["event_name"])
        return runs

    def walk(self, sessions: list[list[Row]]) -> list[Path]:
        """A user's paths."""
        found: list[Path] = []
        for run in self.runs(sessions):
            if self.row["direction"] == "previous":
                run = run[::-1]
            for place, name in enumerate(run):
                path = tuple(run[place : place + self.depth + 1])
                if name == self.row["anchor_event"] and not (
                    set(path) & self.names("exclude_path")
                ):
                    found.append(path)
        return found


def _shown(flow: Flow, paths: list[tuple[str, Path]]) -> dict[int, set[str]]:
    """The names that are shown at each depth, the others being `Other`."""
    shown: dict[int, set[str]] = {0: {flow.row["anchor_event"]}}
    top = flow.row.get("top_n")
    for depth in range(1, flow.depth + 1):
        counts = Counter(path[depth] for _, path in paths if len(path) > depth)
        ranked = sorted((-count, name.encode()) for name, count in counts.items())
        shown[depth] = {name.decode() for _, name in ranked[: int(top) if top else None]}
    return shown


def flow_edges(flow: Flow, paths: list[tuple[str, Path]]) -> list[Row]:
    """The rows of `rpt_flow_edges` of a flow, from (user, path) pairs."""
    shown = _shown(flow, paths)

    def node(path: Path, depth: int) -> tuple[str, str]:
        if depth == len(path):
            return ("drop_off", "Drop-off")
        if path[depth] in shown[depth]:
            return ("event", path[depth])
        return ("other", "Other")

    users: dict[tuple[int, tuple[str, str], tuple[str, str]], list[str]] = defaultdict(list)
    at_node: Counter[tuple[int, tuple[str, str]]] = Counter()
    for user, path in paths:
        for depth in range(1, min(len(path), flow.depth) + 1):
            users[(depth, node(path, depth - 1), node(path, depth))].append(user)
            at_node[(depth - 1, node(path, depth - 1))] += 1
    everyone = {user for user, _ in paths}
    return [
        {
            "flow_id": flow.row["flow_id"],
            "node_depth": depth,
            "from_kind": start[0],
            "from_event": start[1],
            "to_kind": end[0],
            "to_event": end[1],
            "occurrences": len(travellers),
            "unique_users": len(set(travellers)),
            "share_of_anchors": share(len(travellers), len(paths)),
            "share_of_users": share(len(set(travellers)), len(everyone)),
            "share_of_from": share(len(travellers), at_node[(depth - 1, start)]),
        }
        for (depth, start, end), travellers in users.items()
    ]


def flow_paths(flow: Flow, paths: list[tuple[str, Path]], kept: int) -> list[Row]:
    """The rows of `fct_flow_paths` of a flow, from (user, path) pairs.

    Args:
        flow: The flow.
        paths: Who walked what.
        kept: How many paths have a row each; 0 for all.
    """
    travellers: dict[Path, list[str]] = defaultdict(list)
    for user, path in paths:
        travellers[path if flow.row["direction"] == "next" else path[::-1]].append(user)
    ranked = sorted(
        travellers,
        key=lambda path: (-len(travellers[path]), [name.encode() for name in path]),
    )
    shown: list[tuple[Path | None, list[str]]] = [(path, travellers[path]) for path in ranked]
    if kept and len(shown) > kept:
        rest = [user for _, users in shown[kept:] for user in users]
        shown = [*shown[:kept], (None, rest)]
    return [
        {
            "flow_id": flow.row["flow_id"],
            "path": "Other" if path is None else " > ".join(path),
            "path_kind": "other" if path is None else "path",
            "path_length": None if path is None else len(path) - 1,
            "is_drop_off": None if path is None else len(path) - 1 < flow.depth,
            "path_rank": rank,
            "occurrences": len(users),
            "unique_users": len(set(users)),
            "share_of_anchors": share(len(users), len(paths)),
            "share_of_users": share(len(set(users)), len({user for user, _ in paths})),
        }
        for rank, (path, users) in enumerate(shown, start=1)
    ]


def flow_tables(
    world: World,
    acceptance: Acceptance,
    identity: Identity,
    session_gap: timedelta = timedelta(minutes=30),
    paths_kept: int = 100,
) -> FlowTables:
    """Sessions, paths and edges of a world.

    Args:
        world: Gives the flows.
        acceptance: The accepted events and `as_of`.
        identity: Whose they are.
        session_gap: The var `session_gap_minutes`.
        paths_kept: The var `flow_paths_kept`.
    """
    histories: dict[str, list[Row]] = defaultdict(list)
    for event in sorted(acceptance.events, key=in_order):
        if event["occurred_at"] <= acceptance.as_of:
            histories[identity.user_of[event["event_id"]]].append(event)
    sessions = {user: split_sessions(events, session_gap) for user, events in histories.items()}
    tables = FlowTables()
    for user, parts in sessions.items():
        for part in parts:
            first, last = part[0], part[-1]
            key = f"{user}|{first['event_id']}".encode()
            tables.sessions.append(
                {
                    "session_id": hashlib.md5(key, usedforsecurity=False).hexdigest(),
                    "user_key": user,
                    "started_at": first["occurred_at"],
                    "ended_at": last["occurred_at"],
                    "event_count": len(part),
                    "first_event_name": first["event_name"],
                    "last_event_name": last["event_name"],
                    "channel": first.get("channel"),
                    "platform": first.get("platform"),
                    "duration_seconds": (
                        last["occurred_at"] - first["occurred_at"]
                    ).total_seconds(),
                    "is_open": acceptance.as_of - last["occurred_at"] < session_gap,
                }
            )
    for row in world.seeds.get("flows", []):
        events = [
            one for one in world.seeds.get("flow_events", []) if one["flow_id"] == row["flow_id"]
        ]
        flow = Flow(row, events)
        paths = [(user, path) for user, parts in sessions.items() for path in flow.walk(parts)]
        tables.walked += len(paths)
        tables.edges += flow_edges(flow, paths)
        tables.paths += flow_paths(flow, paths, paths_kept)
    return tables
