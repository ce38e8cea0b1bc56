"""Hypothesis strategies that draw worlds for the reference and the project under test.

A world is made of groups: a handful of people, devices and events that share nothing with the other
groups but the journeys. So one world, which costs one build, tests many participants at once, and a
failure can be cut down to the group it happens in.

Everything is drawn from tiny alphabets, so that ties, boundaries and collisions are common: the
gaps between events are those of the windows, a second less and a second more.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from reference.world import Row, SeedRow, World

START = datetime(2026, 1, 1)
NAMES = ("open", "cart", "pay", "leave")
GAPS = (0, 0, 0, 0.25, 1, 30, 60, 60, 299, 300, 300, 599, 600, 601, 1800, 3600, 3601)
"""Seconds between an event and the one before it."""
ORDERS = tuple((letter, sequence) for letter in "baZé" for sequence in (None, None, 2, 1))
"""How an event's id opens, and its sequence: what orders the events of one instant."""
MESSAGES = (None, None, None, None, "m1", "m1", "m2", "m3")
"""Messages, of whoever in a group got them."""
PURPOSES = ("ads", "ads", "ads", "news")

# What an event may carry beside its name: properties, channel, platform, value.
DRESSES: tuple[Row, ...] = (
    {},
    {"properties": {"n": 1}, "channel": "email"},
    {"properties": {"n": 2}, "platform": "ios"},
    {"properties": {"n": 2.5}, "platform": "web", "value": 12.5},
    {"properties": {"n": " +02 "}, "channel": "push"},
    {"properties": {"n": "x", "plan": "pro"}},
    {"properties": {"n": None, "plan": "Free"}, "platform": "ios"},
    {"properties": {"plan": ""}, "value": 5},
    {"properties": {"deep": {"x": 1, "y": {"z": "pro"}}}},
    {"properties": {"deep": "flat", "plan": "pro"}, "channel": "app"},
    {"properties": {"value": 7, "flag": True}},
    {"properties": {"tags": ["a", "b"], "n": -3}, "channel": "email", "platform": "web"},
)
# Conditions on those: property, operator, value.
CONDITIONS = (
    ("n", "gt", "1"),
    ("n", "gte", "2"),
    ("n", "lt", "2.5"),
    ("n", "lte", " 2 "),
    ("n", "eq", "2"),
    ("n", "neq", "2"),
    ("n", "is_set", ""),
    ("n", "is_not_set", ""),
    ("plan", "eq", "pro"),
    ("plan", "eq", ""),
    ("plan", "in", "pro|Free"),
    ("plan", "not_in", "pro|Free"),
    ("plan", "contains", "PR"),
    ("plan", "not_contains", "f"),
    ("plan", "regex", "^p"),
    ("deep.x", "gte", "1"),
    ("deep.x", "is_not_set", ""),
    ("deep.y.z", "eq", "pro"),
    ("deep.y", "eq", '{"z":"pro"}'),
    ("properties.value", "gt", "5"),
    ("value", "gte", "5"),
    ("value", "is_set", ""),
    ("flag", "eq", "true"),
    ("tags", "contains", '"A"'),
    ("channel", "eq", "email"),
    ("platform", "neq", "ios"),
    ("user_id", "is_set", ""),
    ("sequence", "lte", "1"),
)
# Variants of the seed: priorities and limits that differ in who leads and what is guarded.
IDENTIFIER_TYPES = tuple(
    [
        {"identifier_type": name, "kind": kind, "priority": priority, "max_persons": limit}
        for (name, kind), priority, limit in zip(
            (
                ("user_id", "person"),
                ("crm_id", "person"),
                ("email", "contact"),
                ("endpoint_id", "device"),
                ("anonymous_id", "device"),
            ),
            priorities,
            limits,
            strict=True,
        )
    ]
    for priorities, limits in (
        (("1", "2", "3", "4", "5"), ("", "", "1", "3", "3")),
        (("2", "2", "2", "2", "2"), ("", "", "", "2", "")),
        (("9", "10", "3", "2", "1"), ("", "", "2", "", "1")),
    )
)


@dataclass(frozen=True)
class Scope:
    """What the drawn journeys may ask for.

    Attributes:
        reentry: Policies of re-entry.
        step_order: Orders of steps.
        participant: Who travels.
        edges: Whether steps may branch and merge.
        exclusions: Whether there are exclusion rules.
        holdouts: Whether a share may be held out.
        versions: How many versions a journey has at most.
    """

    reentry: tuple[str, ...]
    step_order: tuple[str, ...]
    participant: tuple[str, ...]
    edges: bool
    exclusions: bool
    holdouts: bool
    versions: int


LINE = Scope(
    reentry=("after_exit", "once", "restart"),
    step_order=("ordered",),
    participant=("user",),
    edges=False,
    exclusions=False,
    holdouts=False,
    versions=1,
)
"""Ordered steps in a line, one entry of a participant at a time."""

EVERYTHING = Scope(
    reentry=("after_exit", "once", "restart", "concurrent"),
    step_order=("ordered", "strict", "unordered"),
    participant=("user", "user", "endpoint"),
    edges=True,
    exclusions=True,
    holdouts=True,
    versions=3,
)
"""All that the design contract allows."""


def moment(seconds: int) -> str:
    """A cell of a seed: so many seconds after the worlds start."""
    return (START + timedelta(seconds=seconds)).isoformat(sep=" ")


# ---------- journeys


@st.composite
def rule_rows(draw: st.DrawFn, key: SeedRow, role: str, **cells: str) -> list[SeedRow]:
    """The rows of one role (and step): one or two alternatives, some with conditions."""
    rows: list[SeedRow] = []
    for number in range(draw(st.sampled_from((1, 1, 1, 2)))):
        base = {**key, "role": role, "rule_id": f"r{number}", **cells}
        row = {**base, "event_name": draw(st.sampled_from(NAMES))}
        shape = draw(st.sampled_from((*("name",) * 7, "condition", "and", "any name")))
        if shape != "name":
            where, operator, value = draw(st.sampled_from(CONDITIONS))
            condition = {"property": where, "operator": operator, "value": value}
            if shape == "and":
                rows.append({**base, "event_name": "", **condition})
            else:
                row |= condition
        if shape == "any name":
            row["event_name"] = ""
        rows.append(row)
    return rows


@st.composite
def versions(
    draw: st.DrawFn, scope: Scope, key: SeedRow, least_steps: int
) -> dict[str, list[SeedRow]]:
    """The rows of one version of a journey in `journey_rules`, `_steps` and `_step_edges`."""
    rules = draw(rule_rows(key, "entry"))
    steps: list[SeedRow] = []
    edges: list[SeedRow] = []
    branching = scope.edges and draw(st.booleans())
    index = 0
    for number in range(1, 1 + draw(st.sampled_from((least_steps, 1, 2, 2, 3, 4)))):
        step_id = f"s{number}"
        index += draw(st.sampled_from((1, 1, 3)))
        has_rules = draw(st.sampled_from((True, True, True, True, False)))
        steps.append(
            {
                **key,
                "step_id": step_id,
                "step_name": f"Step {number}",
                "step_index": str(index),
                "step_type": "event" if has_rules else "wait",
                "within_minutes": draw(st.sampled_from(("", "", "", "5", "10", "60"))),
                "is_terminal": draw(st.sampled_from(("false", "false", "true"))),
            }
        )
        if has_rules:
            rules += draw(rule_rows(key, "step", step_id=step_id))
        for outcome in draw(st.sampled_from(((), (), ("opened",), ("sent", "opened")))):
            rules += draw(rule_rows(key, "outcome", step_id=step_id, outcome=outcome))
        if branching:
            earlier = ["entry"] + [step["step_id"] for step in steps[:-1]]
            parents = draw(st.lists(st.sampled_from(earlier), unique=True, max_size=2))
            edges += [
                {**key, "from_step_id": parent, "to_step_id": step_id, "branch": ""}
                for parent in parents
            ]
    if draw(st.sampled_from((True, True, True, False))):
        rules += draw(rule_rows(key, "conversion"))
    if draw(st.sampled_from((False, False, True))):
        rules += draw(rule_rows(key, "exit"))
    if scope.exclusions and draw(st.booleans()):
        pairs = ["", *(["entry>s1"] if steps else [])] + [
            f"s{n}>s{n + 1}" for n in range(1, len(steps))
        ]
        rules += draw(rule_rows(key, "exclusion", step_id=draw(st.sampled_from(pairs))))
    return {"journey_rules": rules, "journey_steps": steps, "journey_step_edges": edges}


@st.composite
def journeys(draw: st.DrawFn, scope: Scope, journey_id: str) -> dict[str, list[SeedRow]]:
    """The seed rows of one journey with all its versions."""

    def cell(*choices: str) -> str:
        return draw(st.sampled_from(choices))

    # All versions of a journey share these.
    shared = {
        "journey_id": journey_id,
        "journey_name": f"Journey {journey_id}",
        "participant": cell(*scope.participant),
        "reentry": cell(*scope.reentry),
        "reentry_interval_minutes": cell("", "", "", "5", "10", "60"),
        "max_entries": cell("", "", "", "1", "2", "3"),
    }
    seeds: dict[str, list[SeedRow]] = {"journeys": []}
    rows: dict[str, list[SeedRow]] = {}
    for number in range(1, 1 + draw(st.integers(1, scope.versions))):
        key = {"journey_id": journey_id, "version": str(number)}
        step_order = cell(*scope.step_order)
        first = cell("", moment(0), moment(3600))
        seeds["journeys"].append(
            {
                **shared,
                **key,
                "valid_from": first if number == 1 else moment(3600 * (2 * number - 2)),
                "step_order": step_order,
                "window_minutes": cell("", "", "10", "30", "60", "120.5"),
                "inactivity_minutes": cell("", "", "", "5", "10", "60"),
                "conversion_tail_minutes": cell("", "", "10", "60"),
                "ends_on_conversion": cell("true", "false"),
                "ends_on_completion": cell("false", "true"),
                "holdout_percent": cell("", "", "", "50") if scope.holdouts else "",
                "consent_purpose": cell("", "", "", "", *PURPOSES),
                "starts_at": cell("", "", "", "", "", moment(5400)),
                "ends_at": cell("", "", "", "", "", moment(10800), moment(14400)),
                "segment_property": cell("", "plan", "platform"),
            }
        )
        # Whether all steps of none are reached is nothing the contract says.
        least_steps = 1 if step_order == "unordered" else 0
        # A new version often changes nothing but the journey's own cells.
        if not rows or len(rows["journey_steps"]) < least_steps or draw(st.booleans()):
            rows = draw(versions(scope, key, least_steps))
        for name, own in rows.items():
            seeds.setdefault(name, []).extend({**row, **key} for row in own)
    return seeds


# ---------- people and events


@dataclass(frozen=True)
class Group:
    """The rows of one group; nothing in them occurs in another group."""

    events: list[Row]
    links: list[Row]
    consents: list[Row]
    blocklist: list[SeedRow]
    requests: list[Row]


def _persona(claims: tuple[str | None, ...], further: dict[str, str]) -> Row:
    """What an event claims about who it is from; a device where it would claim nothing."""
    user, device, anonymous = claims
    persona: Row = {"user_id": user, "endpoint_id": device, "anonymous_id": anonymous}
    return {**persona, "identifiers": further}


def _fated(event: Row, fate: str) -> list[Row]:
    """An event as the raw rows that a fate makes of it: duplicated, rejected or as it is."""
    at = event["occurred_at"]
    minute = timedelta(minutes=1)
    if fate == "late duplicate":
        other = {**event, "event_name": "cart", "received_at": at + 5 * minute}
        return [{**event, "received_at": at}, other]
    if fate == "early duplicate":
        other = {**event, "event_name": "pay", "received_at": at - minute}
        return [event, other]
    if fate == "nameless":
        return [{**event, "event_name": " "}]
    if fate == "nobody's":
        nobody = {"user_id": None, "endpoint_id": "", "anonymous_id": None}
        return [{**event, **nobody, "identifiers": {"email": " ", "unheard_of": event["event_id"]}}]
    if fate == "future":
        return [{**event, "received_at": at - timedelta(hours=24, microseconds=1)}]
    if fate == "nearly future":
        return [{**event, "received_at": at - timedelta(hours=24)}]
    if fate == "bot":
        return [{**event, "properties": {"bot": True}}]
    if fate == "received":
        return [{**event, "received_at": at + minute}]
    return [event]


FATES = (
    *("as it is",) * 36,
    *("received",) * 12,
    *("late duplicate", "early duplicate", "nameless", "nobody's", "future", "nearly future"),
    "bot",
)


@st.composite
def groups(draw: st.DrawFn, number: int, size: int) -> Group:
    """A few people, their devices and at most `size` events; `number` marks all their ids."""

    def own(name: str) -> str:
        return f"g{number:02d}.{name}"

    def sometimes(*names: str) -> str | None:
        return draw(st.sampled_from((None, *map(own, names))))

    further = (
        *({},) * 5,
        {"email": own("e1")},
        {"email": own("e2")},
        {"crm_id": own("c1")},
        {"user_id": own("u2")},
        {"email": own("e1"), "crm_id": own("c2")},
        {"email": own("bad"), "unheard_of": own("x")},
    )
    personas = [
        _persona(
            (sometimes("u1", "u1", "u2", "u3"), sometimes("d1", "d1", "d2", "bad"), sometimes()),
            draw(st.sampled_from(further)),
        )
        for _ in range(draw(st.sampled_from((1, 2, 2, 3, 4))))
    ]
    for persona in personas:
        if not any(persona[name] for name in ("user_id", "endpoint_id")):
            persona["anonymous_id"] = own("a1")
    at = START + timedelta(minutes=draw(st.sampled_from((0, 30, 90))))
    events: list[Row] = []
    for count in range(draw(st.integers(max(1, size // 2), size))):
        at += timedelta(seconds=draw(st.sampled_from(GAPS)))
        letter, sequence = draw(st.sampled_from(ORDERS))
        message = draw(st.sampled_from(MESSAGES))
        event = {
            "event_id": own(f"{letter}{count:02d}"),
            "event_name": draw(st.sampled_from(NAMES)),
            "occurred_at": at,
            "sequence": sequence,
            "message_id": own(message) if message else None,
            **draw(st.sampled_from(personas)),
            **draw(st.sampled_from(DRESSES)),
        }
        events += _fated(event, draw(st.sampled_from(FATES)))
    times = st.sampled_from([event["occurred_at"] for event in events])
    names = (
        *(("user_id", "u1"), ("user_id", "u2"), ("user_id", "u3"), ("crm_id", "c1")),
        *(("email", "e1"), ("endpoint_id", "d1"), ("endpoint_id", "d2"), ("anonymous_id", "a1")),
        ("endpoint_id", "bad"),
    )
    links = [
        {
            "left_type": left[0],
            "left_value": own(left[1]),
            "right_type": right[0],
            "right_value": own(right[1]),
            "linked_at": draw(st.one_of(times, times, st.none())),
        }
        for left, right in draw(
            st.lists(st.tuples(st.sampled_from(names), st.sampled_from(names)), max_size=3)
        )
    ]
    consents = [
        {
            "identifier_type": kind,
            "identifier_value": own(value),
            "purpose": purpose,
            "granted": granted,
            "changed_at": draw(times) if late else START,
        }
        for (kind, value), purpose, (granted, late) in draw(
            st.lists(
                st.tuples(
                    st.sampled_from(names[:6]),
                    st.sampled_from(PURPOSES),
                    # Most people agree early on, and take it back if they do.
                    st.sampled_from(
                        ((True, False), (True, False), (True, True), *((False, True),) * 2)
                    ),
                ),
                min_size=2,
                max_size=9,
            )
        )
    ]
    blocked_type = draw(st.sampled_from(("", "endpoint_id", "email")))
    blocklist = [
        {"identifier_type": blocked_type, "identifier_value": own("bad"), "reason": "shared"}
    ]
    # Few ask to be erased, or nobody would be left.
    requests = [
        {"identifier_type": kind, "identifier_value": own(value), "requested_at": draw(times)}
        for kind, value in draw(st.sampled_from(((),) * 36 + tuple((name,) for name in names)))
    ]
    return Group(events, links, consents, blocklist, requests)


@st.composite
def worlds(
    draw: st.DrawFn, scope: Scope, groups_per_world: int = 30, group_size: int = 16
) -> World:
    """A world: three to six journeys, and groups of people that travel them.

    Args:
        draw: Given by Hypothesis.
        scope: What the journeys may ask for.
        groups_per_world: How many groups; each has one participant at least.
        group_size: How many events a group has at most, duplicates apart.
    """
    seeds: dict[str, list[SeedRow]] = {
        "identifier_types": draw(st.sampled_from(IDENTIFIER_TYPES)),
        "blocked_traffic": [
            {"property": "bot", "operator": "eq", "value": "true", "reason": "a bot"}
        ],
        "passive_events": [{"event_name": NAMES[0], "reason": "nobody's own doing"}],
    }
    for number in range(draw(st.integers(3, 6))):
        for name, rows in draw(journeys(scope, f"j{number}")).items():
            seeds.setdefault(name, []).extend(rows)
    drawn = [draw(groups(number, group_size)) for number in range(groups_per_world)]
    seeds["identifier_blocklist"] = [row for group in drawn for row in group.blocklist]
    hours = draw(st.sampled_from((None, None, 2, 4, 48)))

    def by_id(event: dict[str, Any]) -> str:
        return event["event_id"][::-1]

    return World(
        # No order of the rows may matter, so they come in one that means nothing.
        events=sorted((event for group in drawn for event in group.events), key=by_id),
        identity_links=[link for group in drawn for link in group.links],
        consents=[consent for group in drawn for consent in group.consents],
        erasure_requests=[request for group in drawn for request in group.requests],
        seeds=seeds,
        as_of=None if hours is None else START + timedelta(hours=hours),
    )


# ---------- flows


@st.composite
def flows(draw: st.DrawFn, flow_id: str) -> dict[str, list[SeedRow]]:
    """The seed rows of one flow."""

    def cell(*choices: str) -> str:
        return draw(st.sampled_from(choices))

    anchor, *others = draw(st.permutations(NAMES))
    row = {
        "flow_id": flow_id,
        "flow_name": cell("", f"Flow {flow_id}"),
        "anchor_event": anchor,
        "direction": cell("next", "previous"),
        "max_depth": cell("1", "2", "3", "5"),
        "gap_minutes": cell("", "", "0", "1", "5", "10", "60"),
        "scope": cell("user", "session"),
        "collapse_repeats": cell("", "no", "true", "1"),
        "top_n": cell("", "1", "2", "3"),
    }
    roles = [(anchor, cell("", "", "include"))]
    # An excluding name drops most paths, so it is rare.
    roles += [
        (name, cell(*("",) * 5, "hide", "hide", "include", "exclude_path")) for name in others
    ]
    return {
        "flows": [row],
        "flow_events": [
            {"flow_id": flow_id, "role": role, "event_name": name} for name, role in roles if role
        ],
    }


@st.composite
def flow_worlds(draw: st.DrawFn, groups_per_world: int = 24, group_size: int = 16) -> World:
    """A world without journeys: ten flows, and groups of people."""
    seeds: dict[str, list[SeedRow]] = {
        "identifier_types": draw(st.sampled_from(IDENTIFIER_TYPES)),
        "blocked_traffic": [
            {"property": "bot", "operator": "eq", "value": "true", "reason": "a bot"}
        ],
    }
    for number in range(10):
        for name, rows in draw(flows(f"f{number:02d}")).items():
            seeds.setdefault(name, []).extend(rows)
    drawn = [draw(groups(number, group_size)) for number in range(groups_per_world)]
    seeds["identifier_blocklist"] = [row for group in drawn for row in group.blocklist]
    hours = draw(st.sampled_from((None, None, 2, 4, 48)))
    return World(
        events=sorted(
            (event for group in drawn for event in group.events),
            key=lambda event: event["event_id"][::-1],
        ),
        identity_links=[link for group in drawn for link in group.links],
        seeds=seeds,
        as_of=None if hours is None else START + timedelta(hours=hours),
    )
