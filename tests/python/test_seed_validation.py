"""A wrong seed stops the build before any mart is touched, and says file, row and remedy.

All wrong rows stand together in one build, beside right ones: each case adds rows of its own and
names the violations it expects, so a check that finds too little or too much fails.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from harness import ROOT, BuildError, Project, parse_project

Cells = dict[str, str]
Rows = dict[str, list[Cells]]

FIRST_ROW = 2
"""The row of a seed's first record; its header is row 1."""

COLUMNS = {
    path.stem: path.read_text(encoding="utf-8").splitlines()[0].split(",")
    for path in sorted((ROOT / "seeds").rglob("*.csv"))
}
"""The columns of each seed of the project."""


def journey(journey_id: str, version: str = "1", **cells: str) -> Cells:
    """A row of journeys, right but for `cells`."""
    right = {"participant": "user", "reentry": "once", "step_order": "ordered"}
    return {"journey_id": journey_id, "version": version, **right, **cells}


def rule(journey_id: str = "tour", role: str = "entry", version: str = "1", **cells: str) -> Cells:
    """A row of journey_rules, right but for `cells`."""
    return {"journey_id": journey_id, "version": version, "role": role, "rule_id": "r", **cells}


def step(step_id: str, step_index: str, journey_id: str = "tour", **cells: str) -> Cells:
    """A row of journey_steps, right but for `cells`."""
    right = {"journey_id": journey_id, "version": "1", "step_type": "event"}
    return {**right, "step_id": step_id, "step_index": step_index, **cells}


def edge(start: str, end: str, journey_id: str = "tour", **cells: str) -> Cells:
    """A row of journey_step_edges, right but for `cells`."""
    return {
        "journey_id": journey_id,
        "version": "1",
        "from_step_id": start,
        "to_step_id": end,
        **cells,
    }


def flow(flow_id: str, **cells: str) -> Cells:
    """A row of flows, right but for `cells`."""
    right = {"anchor_event": "open", "direction": "next", "max_depth": "3", "scope": "user"}
    return {"flow_id": flow_id, **right, **cells}


def kpi(kpi_id: str, **cells: str) -> Cells:
    """A row of kpis, right but for `cells`."""
    return {"kpi_id": kpi_id, "kind": "count", "numerator_measure": "orders", **cells}


def lifetime(lifetime_model_id: str, **cells: str) -> Cells:
    """A row of lifetime_models, right but for `cells`."""
    parameters = {"r": "0.2", "alpha": "4", "a": "0.8", "b": "2.4"}
    times = {"period_days": "7", "horizon_periods": "39"}
    right = {"lifetime_model_id": lifetime_model_id, "purchase_measure": "visits"}
    return {**right, **parameters, **times, **cells}


def measure(measure_id: str, **cells: str) -> Cells:
    """A row of measures, right but for `cells`."""
    return {"measure_id": measure_id, "kind": "events", **cells}


def condition(operator: str, value: str = "", prop: str = "plan") -> Cells:
    """The cells of a condition."""
    return {"property": prop, "operator": operator, "value": value}


RIGHT: Rows = {
    "journeys": [
        journey(
            "tour",
            valid_from="2024-01-01",
            reentry="restart",
            reentry_interval_minutes="60",
            max_entries="3",
            window_minutes="0.5",
            inactivity_minutes="0",
            conversion_tail_minutes="1440.25",
            ends_on_conversion="YES",
            ends_on_completion="0",
            holdout_percent="100",
            consent_purpose="marketing",
            starts_at="2024-01-01T10:00",
            ends_at="2024-01-01 13:00:00.5+02:30",
            segment_property="properties.plan.name",
        ),
        journey(
            "tour",
            "2",
            valid_from="2024-01-01T00:00:01Z",
            reentry="restart",
            reentry_interval_minutes="60.0",
            max_entries="3",
        ),
        journey("free", participant="endpoint", reentry="concurrent", step_order="unordered"),
    ],
    "journey_rules": [
        rule(event_name="open"),
        rule(version="2"),
        rule("free", event_name="open", **condition("eq")),
        rule(role="step", step_id="a", **condition("in", "x||y")),
        rule(role="step", step_id="a", **condition("gt", " +007.50e-1 ")),
        rule(role="step", step_id="b", **condition("regex", r"^(\d+|[a-z]\.)$", "a.b c.d")),
        rule(role="outcome", step_id="b", outcome="opened", **condition("is_set")),
        rule(role="conversion", **condition("neq")),
        rule(role="exit", **condition("contains", "  ")),
        rule(role="exclusion"),
        rule(role="exclusion", step_id="entry>b"),
        rule(role="exclusion", step_id="a>c"),
    ],
    "journey_steps": [
        step("a", "1", stage_id="aware", is_terminal="No", within_minutes="0"),
        step("b", "2", step_type="", is_terminal="true"),
        step("c", "30", step_type="holdout"),
        step("d", "31"),
        step("a", "1", version="2"),
    ],
    "journey_step_edges": [
        edge("entry", "a"),
        edge("a", "b", branch="yes"),
        edge("a", "c", branch="no"),
        edge("b", "d"),
        edge("c", "d"),
        edge("a", "d"),
    ],
    "journey_stages": [{"stage_id": "aware", "stage_index": "1", "weight": "0.2"}],
    "identifier_types": [
        {"identifier_type": "user_id", "kind": "person", "priority": "0"},
        {"identifier_type": "phone", "kind": "contact", "priority": "0", "max_persons": "1"},
    ],
    "identifier_blocklist": [
        {"identifier_value": "null"},
        {"identifier_type": "phone", "identifier_value": "null"},
    ],
    "blocked_traffic": [condition("eq"), condition("is_not_set")],
    "passive_events": [{"event_name": "sent"}, {"event_name": "Sent", "reason": "another name"}],
    "message_statuses": [{"status": "OK", "outcome": "sent"}, {"status": "ok", "outcome": "sent"}],
    "measures": [
        {"measure_id": "visits", "kind": "events", "within_minutes": "1.5"},
        {"measure_id": "orders", "kind": "events", "follows_measure": "visits"},
        {"measure_id": "reached", "kind": "entries", "journey_id": "tour", "step_id": "a"},
        {"measure_id": "answers", "kind": "mean", "value_property": "score", "scale": "5"},
        {"measure_id": "regulars", "kind": "users", "unit_property": "card"},
        {
            "measure_id": "stayed",
            "kind": "users",
            "follows_measure": "regulars",
            "unit_property": "card",
            "opening": "yes",
        },
        {
            "measure_id": "back",
            "kind": "elapsed",
            "follows_measure": "visits",
            "after_minutes": "2",
            "within_minutes": "2.0",
            "day_basis": "calendar",
            "pick": "last",
            "clock": "business",
        },
    ],
    "kpis": [
        kpi("orders", stage_id="aware", journey_id="tour", floor="-1.5", target="-30"),
        kpi("rate", kind="rate", denominator_measure="visits", good_direction="lower"),
        kpi("rate", kind="rate", denominator_measure="visits", valid_from="2024-06-01"),
        kpi("top", kind="share_of_scale", numerator_measure="answers", complement="yes"),
        kpi("wait", kind="median", numerator_measure="back", divided_by_kpi="rate"),
    ],
    "lifetime_models": [lifetime("given")],
    "flows": [flow("out", gap_minutes="30", collapse_repeats="no", top_n="1")],
    "flow_events": [
        {"flow_id": "out", "role": "hide", "event_name": "ping"},
        {"flow_id": "out", "role": "include", "event_name": "open"},
        {"flow_id": "out", "role": "exclude_path", "event_name": "crash"},
    ],
}
"""Rows that nothing is wrong with, with what is allowed but looks odd."""


@dataclass(frozen=True)
class Case:
    """Rows added to the right ones and what is wrong with them.

    Attributes:
        name: the rule that is broken.
        rows: the added rows by seed.
        wrong: each expected violation: the seed, the row's place among those added to it from 0,
            the column, and parts of the problem and of the remedy.
    """

    name: str
    rows: Rows
    wrong: list[tuple[str, int, str, str, str]] = field(default_factory=list)


def wrong_row(
    name: str, seed: str, row: Cells, column: str, problem: str, remedy: str, **more: list[Cells]
) -> Case:
    """A case of one wrong row, the last of its seed; `more` are right rows that it needs."""
    rows = {**more, seed: [*more.get(seed, []), row]}
    return Case(name, rows, [(seed, len(rows[seed]) - 1, column, problem, remedy)])


def wrong_journey(column: str, value: str, problem: str, remedy: str) -> Case:
    """A journey with one wrong cell, and a rule to enter it by."""
    name = f"{column}_{value}".strip("_")
    return wrong_row(
        name,
        "journeys",
        journey(name, **{column: value}),
        column,
        problem,
        remedy,
        journey_rules=[rule(name)],
    )


def wrong_condition(name: str, cells: Cells, column: str, problem: str, remedy: str) -> list[Case]:
    """The same wrong condition in each seed that has conditions."""
    return [
        wrong_row(f"{name}_rule", "journey_rules", rule(**cells), column, problem, remedy),
        wrong_row(f"{name}_traffic", "blocked_traffic", cells, column, problem, remedy),
        wrong_row(
            f"{name}_measure",
            "measures",
            {"measure_id": name, "kind": "events", **cells},
            column,
            problem,
            remedy,
        ),
    ]


CELLS = [
    wrong_journey("participant", "", "empty", "Write one of user, endpoint."),
    wrong_journey("participant", "User", "unknown participant", "Write one of user, endpoint."),
    wrong_journey("participant", "user|endpoint", "unknown participant", "one of user, endpoint."),
    wrong_journey("reentry", "never", "unknown reentry", "once, after_exit, restart, concurrent."),
    wrong_journey("step_order", "any", "unknown step_order", "ordered, strict, unordered."),
    wrong_journey("window_minutes", "a week", "no number", "a number, at least 0, or leave"),
    wrong_journey("window_minutes", "NaN", "no number", "a number, at least 0, or leave"),
    wrong_journey("window_minutes", "1e3", "no number", "a number, at least 0, or leave"),
    wrong_journey("window_minutes", "1,5", "no number", "a number, at least 0, or leave"),
    wrong_journey("window_minutes", "10000000000", "out of range", "leave the cell empty"),
    wrong_journey("inactivity_minutes", "-1", "out of range", "at least 0, or leave"),
    wrong_journey("conversion_tail_minutes", "  ", "only blanks", "leave the cell empty"),
    wrong_journey("reentry_interval_minutes", "x", "no number", "leave the cell empty"),
    wrong_journey("max_entries", "0", "out of range", "a whole number, at least 1"),
    wrong_journey("max_entries", "1.5", "no whole number", "a whole number, at least 1"),
    wrong_journey("ends_on_conversion", "maybe", "neither true nor false", "or yes, no, 1, 0"),
    wrong_journey("ends_on_completion", "2", "neither true nor false", "or yes, no, 1, 0"),
    wrong_journey("holdout_percent", "100.5", "out of range", "a number from 0 to 100"),
    wrong_journey("consent_purpose", " \t", "only blanks", "a text, or leave the cell empty"),
    wrong_journey("valid_from", "01.02.2024", "no time", "2024-03-01T12:00:00Z"),
    wrong_journey("starts_at", "2024-02-30", "no time", "2024-03-01T12:00:00Z"),
    wrong_journey("ends_at", "1704067200", "no time", "2024-03-01T12:00:00Z"),
    wrong_journey("segment_property", "plan..name", "no name", "dots between its parts"),
    wrong_row(
        "journey_without_id",
        "journeys",
        journey(""),
        "journey_id",
        "empty",
        "Write a text.",
    ),
]

ROLES = [
    wrong_row(
        "rule_without_role", "journey_rules", rule(role=""), "role", "empty", "one of entry, step"
    ),
    wrong_row(
        "unknown_role", "journey_rules", rule(role="start"), "role", "unknown", "one of entry, step"
    ),
    wrong_row(
        "rule_without_id", "journey_rules", rule(rule_id=""), "rule_id", "empty", "Write a text."
    ),
    wrong_row(
        "step_rule_without_step",
        "journey_rules",
        rule(role="step"),
        "step_id",
        "empty",
        "Write the step_id of a step of this version.",
    ),
    wrong_row(
        "outcome_rule_without_step",
        "journey_rules",
        rule(role="outcome", outcome="sent"),
        "step_id",
        "empty",
        "Write the step_id of a step of this version.",
    ),
    wrong_row(
        "outcome_rule_without_outcome",
        "journey_rules",
        rule(role="outcome", step_id="a"),
        "outcome",
        "empty",
        "Write the outcome's name",
    ),
    wrong_row(
        "step_rule_with_outcome",
        "journey_rules",
        rule(role="step", step_id="a", outcome="sent"),
        "outcome",
        "no use for",
        "Leave it empty, or write the role outcome.",
    ),
    *(
        wrong_row(
            f"{role}_rule_with_step",
            "journey_rules",
            rule(role=role, step_id="a"),
            "step_id",
            "no use for",
            "Leave it empty",
        )
        for role in ("entry", "conversion", "exit")
    ),
    *(
        wrong_row(
            f"exclusion_{name}",
            "journey_rules",
            rule(role="exclusion", step_id=step_id),
            "step_id",
            problem,
            "Write from>to",
        )
        for name, step_id, problem in [
            ("of_one_step", "a", "no pair of steps"),
            ("without_end", "a>", "no pair of steps"),
            ("of_three_steps", "a>b>c", "no pair of steps"),
            ("from_nowhere", "x>b", "no such step before the >"),
            ("to_nowhere", "entry>x", "no such step after the >"),
            ("to_the_entry", "a>entry", "no such step after the >"),
            ("of_a_step_with_itself", "a>a", "the same step twice"),
        ]
    ),
]

CONDITIONS = [
    case
    for cases in [
        wrong_condition(
            "unknown_operator",
            condition("equals", "x"),
            "operator",
            "unknown operator",
            "Write one of eq, neq, in, not_in, contains, not_contains, gt, gte, lt, lte, is_set, "
            "is_not_set, regex",
        ),
        wrong_condition("no_property", condition("eq", "x", prop=""), "property", "empty", "Write"),
        wrong_condition(
            "malformed_property", condition("eq", "x", prop=".plan"), "property", "no name", "dots"
        ),
        wrong_condition(
            "value_for_is_set",
            condition("is_set", "x"),
            "value",
            "nothing is compared with",
            "Leave it empty with is_set and is_not_set",
        ),
        *(
            wrong_condition(
                f"no_value_for_{operator}",
                condition(operator),
                "value",
                "empty",
                "Write the value to compare with",
            )
            for operator in ("in", "not_in", "contains", "not_contains", "regex", "gt", "lte")
        ),
        *(
            wrong_condition(
                f"{operator}_{value}",
                condition(operator, value),
                "value",
                "no number",
                "Write a number, such as 12.5",
            )
            for operator, value in [
                ("gt", "ten"),
                ("gte", "NaN"),
                ("lt", "1e999"),
                ("lte", "1_000"),
                ("gt", ".5"),
            ]
        ),
        *(
            wrong_condition(
                f"regex_{value}",
                condition("regex", value),
                "value",
                "no regular expression",
                "RE2 and Java share",
            )
            for value in ["a(", "(?=a)", "[[:alpha:]]", "(?P<n>a)", "[a-z&&[aeiou]]", "*"]
        ),
    ]
    for case in cases
] + [
    wrong_row(
        "property_without_operator",
        "journey_rules",
        rule(**condition("")),
        "operator",
        "empty, though",
        "Write an operator",
    ),
    wrong_row(
        "value_without_operator",
        "journey_rules",
        rule(**condition("", "x", prop="")),
        "operator",
        "empty, though",
        "Write an operator",
    ),
    Case(
        "traffic_that_any_event_meets",
        {"blocked_traffic": [{"reason": "all"}]},
        [("blocked_traffic", 0, "operator", "empty", "Write one of eq, neq")],
    ),
]

KEYS = [
    Case(
        "version_twice",
        {
            "journeys": [journey("twice"), journey("twice", valid_from="2024-01-01")],
            "journey_rules": [rule("twice")],
        },
        [("journeys", 1, "version", "the same journey_id, version as in row", "Change one")],
    ),
    Case(
        "valid_from_twice",
        {
            "journeys": [
                journey("from", valid_from="2024-03-01T01:00:00+01:00"),
                journey("from", "2", valid_from="2024-03-01"),
            ],
            "journey_rules": [rule("from"), rule("from", version="2")],
        },
        [("journeys", 1, "valid_from", "the same journey_id, valid_from as in row", "Change one")],
    ),
    Case(
        "valid_from_twice_empty",
        {
            "journeys": [journey("always"), journey("always", "2")],
            "journey_rules": [rule("always"), rule("always", version="2")],
        },
        [("journeys", 1, "valid_from", "the same journey_id, valid_from as in row", "Change one")],
    ),
    *(
        wrong_row(name, seed, row, column, "the same", "Change one of the two rows or remove it.")
        for name, seed, row, column in [
            ("step_twice", "journey_steps", step("b", "70"), "step_id"),
            ("step_index_twice", "journey_steps", step("z", "30"), "step_index"),
            ("edge_twice", "journey_step_edges", edge("a", "b", branch="maybe"), "to_step_id"),
            (
                "stage_twice",
                "journey_stages",
                {"stage_id": "aware", "stage_index": "9"},
                "stage_id",
            ),
            (
                "stage_index_twice",
                "journey_stages",
                {"stage_id": "other", "stage_index": "1"},
                "stage_index",
            ),
            (
                "identifier_type_twice",
                "identifier_types",
                {"identifier_type": "user_id", "kind": "device", "priority": "7"},
                "identifier_type",
            ),
            (
                "blocked_value_twice",
                "identifier_blocklist",
                {"identifier_value": "null"},
                "identifier_value",
            ),
            ("passive_twice", "passive_events", {"event_name": "sent"}, "event_name"),
            ("status_twice", "message_statuses", {"status": "OK", "outcome": "failed"}, "status"),
            ("measure_twice", "measures", {"measure_id": "visits", "kind": "users"}, "measure_id"),
            ("kpi_twice", "kpis", kpi("orders"), "valid_from"),
            ("flow_twice", "flows", flow("out"), "flow_id"),
            (
                "flow_event_twice",
                "flow_events",
                {"flow_id": "out", "role": "hide", "event_name": "ping"},
                "event_name",
            ),
        ]
    ),
]

REFERENCES = [
    wrong_row(f"{seed}_{column}", seed, row, column, f"no row of {target}.csv has", f"{target}.csv")
    for seed, row, column, target in [
        ("journey_rules", rule("nowhere"), "version", "journeys"),
        ("journey_rules", rule(version="3"), "version", "journeys"),
        # Where the version is missing, that its step is missing too goes without saying.
        ("journey_rules", rule(role="step", version="3", step_id="a"), "version", "journeys"),
        ("journey_rules", rule(role="step", step_id="x"), "step_id", "journey_steps"),
        ("journey_rules", rule(role="step", step_id="entry"), "step_id", "journey_steps"),
        ("journey_rules", rule(role="step", version="2", step_id="b"), "step_id", "journey_steps"),
        (
            "journey_rules",
            rule(role="outcome", step_id="x", outcome="sent"),
            "step_id",
            "journey_steps",
        ),
        ("journey_steps", step("x", "1", "nowhere"), "version", "journeys"),
        ("journey_steps", step("staged", "80", stage_id="x"), "stage_id", "journey_stages"),
        ("journey_step_edges", edge("entry", "a", version="3"), "version", "journeys"),
        ("journey_step_edges", edge("x", "a"), "from_step_id", "journey_steps"),
        ("journey_step_edges", edge("a", "y"), "to_step_id", "journey_steps"),
        ("journey_step_edges", edge("a", "entry"), "to_step_id", "journey_steps"),
        (
            "identifier_blocklist",
            {"identifier_type": "x", "identifier_value": "y"},
            "identifier_type",
            "identifier_types",
        ),
        (
            "measures",
            {"measure_id": "m1", "kind": "entries", "journey_id": "x"},
            "journey_id",
            "journeys",
        ),
        (
            "measures",
            {"measure_id": "m2", "kind": "entries", "journey_id": "tour", "step_id": "x"},
            "step_id",
            "journey_steps",
        ),
        (
            "measures",
            {"measure_id": "m3", "kind": "events", "follows_measure": "x"},
            "follows_measure",
            "measures",
        ),
        ("kpis", kpi("k1", stage_id="x"), "stage_id", "journey_stages"),
        ("kpis", kpi("k2", journey_id="x"), "journey_id", "journeys"),
        ("kpis", kpi("k3", numerator_measure="x"), "numerator_measure", "measures"),
        ("kpis", kpi("k4", denominator_measure="x"), "denominator_measure", "measures"),
        (
            "flow_events",
            {"flow_id": "x", "role": "hide", "event_name": "ping"},
            "flow_id",
            "flows",
        ),
    ]
]

JOURNEYS = [
    wrong_row(
        "journey_without_entry",
        "journeys",
        journey("closed"),
        "version",
        "no rule says how to enter",
        "Add a row with the role entry to journey_rules.csv.",
        journey_rules=[rule("closed", role="conversion")],
    ),
    wrong_row(
        "ends_before_it_starts",
        "journeys",
        journey("short", starts_at="2024-01-01T02:00+02:00", ends_at="2024-01-01"),
        "ends_at",
        "not later than starts_at",
        "Write a later time",
        journey_rules=[rule("short")],
    ),
    *(
        wrong_row(
            f"versions_differ_in_{column}",
            "journeys",
            journey(f"other_{column}", "2", valid_from="2025-01-01", **{column: value}),
            column,
            "not what the first row of this journey says",
            f"All versions of a journey share their {column}",
            journey_rules=[rule(f"other_{column}"), rule(f"other_{column}", version="2")],
            journeys=[journey(f"other_{column}")],
        )
        for column, value in [
            ("participant", "endpoint"),
            ("reentry", "restart"),
            ("reentry_interval_minutes", "5"),
            ("max_entries", "2"),
        ]
    ),
    Case(
        "version_that_is_no_number",
        {"journeys": [journey("v", "one")], "journey_rules": [rule("v", version="one")]},
        [
            ("journeys", 0, "version", "no whole number", "a whole number, at least 1"),
            ("journey_rules", 0, "version", "no whole number", "a whole number, at least 1"),
        ],
    ),
    Case(
        "version_with_leading_zero",
        {"journeys": [journey("z", "01")], "journey_rules": [rule("z", version="1")]},
        [
            ("journeys", 0, "version", "no whole number", "a whole number, at least 1"),
            ("journeys", 0, "version", "no rule says how to enter", "Add a row"),
            ("journey_rules", 0, "version", "no row of journeys.csv", "Add that row"),
        ],
    ),
]

STEPS = [
    wrong_row(name, "journey_steps", row, column, problem, remedy)
    for name, row, column, problem, remedy in [
        ("step_called_entry", step("entry", "50", "free"), "step_id", "step 0", "another step_id"),
        ("step_with_arrow", step("a>b", "51"), "step_id", "with a >", "step_id without it"),
        ("step_without_index", step("e", ""), "step_index", "empty", "at least 1."),
        ("step_with_index_0", step("f", "0"), "step_index", "out of range", "at least 1."),
        ("step_with_unknown_type", step("g", "52", step_type="fax"), "step_type", "unknown", "sms"),
        ("step_with_bad_flag", step("h", "53", is_terminal="x"), "is_terminal", "neither", "yes"),
        ("step_with_bad_time", step("i", "54", within_minutes="1h"), "within_minutes", "no", "at"),
        ("step_without_id", step("", "55"), "step_id", "empty", "Write a text."),
    ]
]


def circle(name: str, *edges: tuple[str, str]) -> Rows:
    """A journey with these edges, and the steps they name."""
    steps = sorted({step_id for pair in edges for step_id in pair} - {"entry"})
    return {
        "journeys": [journey(name)],
        "journey_rules": [rule(name)],
        "journey_steps": [step(s, str(i), name) for i, s in enumerate(steps, start=1)],
        "journey_step_edges": [edge(start, end, name) for start, end in edges],
    }


CIRCLES = [
    Case(
        "step_after_itself",
        circle("loop", ("entry", "a"), ("a", "a")),
        [("journey_step_edges", 1, "to_step_id", "in a circle: a", "Remove one of the edges")],
    ),
    Case(
        "circle_of_three",
        circle("round", ("entry", "a"), ("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")),
        [
            ("journey_step_edges", place, "to_step_id", "in a circle: a, b, c", "Remove one")
            for place in (1, 2, 3)
        ],
    ),
    Case(
        "two_circles",
        circle("two", ("a", "b"), ("b", "a"), ("b", "c"), ("c", "d"), ("d", "c")),
        [
            ("journey_step_edges", place, "to_step_id", f"in a circle: {steps}", "Remove one")
            for place, steps in [(0, "a, b"), (1, "a, b"), (3, "c, d"), (4, "c, d")]
        ],
    ),
]

OTHERS = [
    wrong_row(name, seed, row, column, problem, remedy)
    for name, seed, row, column, problem, remedy in [
        (
            "identifier_of_unknown_kind",
            "identifier_types",
            {"identifier_type": "t1", "kind": "human", "priority": "1"},
            "kind",
            "unknown kind",
            "Write one of person, contact, device.",
        ),
        (
            "identifier_without_priority",
            "identifier_types",
            {"identifier_type": "t2", "kind": "person"},
            "priority",
            "empty",
            "Write a whole number",
        ),
        (
            "identifier_priority_with_fraction",
            "identifier_types",
            {"identifier_type": "t3", "kind": "person", "priority": "1.5"},
            "priority",
            "no whole number",
            "Write a whole number",
        ),
        (
            "identifier_of_no_person",
            "identifier_types",
            {"identifier_type": "t4", "kind": "contact", "priority": "1", "max_persons": "0"},
            "max_persons",
            "out of range",
            "at least 1",
        ),
        (
            "blocked_value_empty",
            "identifier_blocklist",
            {"identifier_type": "phone"},
            "identifier_value",
            "empty",
            "Write a text.",
        ),
        (
            "blocked_value_of_blanks",
            "identifier_blocklist",
            {"identifier_value": "   "},
            "identifier_value",
            "only blanks",
            "Write a text.",
        ),
        (
            "passive_event_empty",
            "passive_events",
            {"reason": "none"},
            "event_name",
            "empty",
            "Write a text.",
        ),
        (
            "status_without_outcome",
            "message_statuses",
            {"status": "LOST"},
            "outcome",
            "empty",
            "Write a text.",
        ),
        (
            "stage_with_negative_weight",
            "journey_stages",
            {"stage_id": "s", "stage_index": "8", "weight": "-0.1"},
            "weight",
            "out of range",
            "at least 0",
        ),
        ("flow_direction", "flows", flow("f1", direction="up"), "direction", "unknown", "previous"),
        ("flow_scope", "flows", flow("f2", scope=""), "scope", "empty", "one of user, session."),
        ("flow_flat", "flows", flow("f3", max_depth="0"), "max_depth", "range", "from 1 to 50"),
        ("flow_anchor", "flows", flow("f4", anchor_event=""), "anchor_event", "empty", "Write"),
        (
            "flow_event_role",
            "flow_events",
            {"flow_id": "out", "role": "show", "event_name": "ping"},
            "role",
            "unknown role",
            "Write one of include, hide, exclude_path.",
        ),
        ("flow_deep", "flows", flow("f5", max_depth="51"), "max_depth", "range", "from 1 to 50"),
        (
            "measure_kind",
            "measures",
            {"measure_id": "m4", "kind": "max"},
            "kind",
            "unknown kind",
            "Write one of events, users, sum",
        ),
        (
            "measure_of_a_step_of_no_journey",
            "measures",
            {"measure_id": "m5", "kind": "entries", "step_id": "a"},
            "journey_id",
            "empty, though",
            "Write the journey",
        ),
        (
            "measure_of_time_since_nothing",
            "measures",
            {"measure_id": "m6", "kind": "elapsed"},
            "follows_measure",
            "empty",
            "Write the measure",
        ),
        (
            "measure_that_follows_itself",
            "measures",
            {"measure_id": "m7", "kind": "events", "follows_measure": "m7"},
            "follows_measure",
            "itself",
            "Write another measure",
        ),
        (
            "sum_of_nothing",
            "measures",
            measure("n1", kind="sum"),
            "value_property",
            "empty",
            "Write the property",
        ),
        (
            "session_value",
            "measures",
            measure("n2", kind="sessions", value_property="score"),
            "value_property",
            "nothing that a session has",
            "duration_seconds",
        ),
        ("scale_of_nothing", "measures", measure("n3", scale="5"), "scale", "without", "empty"),
        (
            "sum_that_follows",
            "measures",
            measure("n4", kind="sum", value_property="score", follows_measure="visits"),
            "kind",
            "not counted",
            "Write events",
        ),
        (
            "cost_of_an_event",
            "measures",
            measure("n5", kind="cost", event_name="open"),
            "kind",
            "nothing made of events",
            "Write a kind",
        ),
        (
            "follower_of_a_follower",
            "measures",
            measure("n6", follows_measure="orders"),
            "follows_measure",
            "follows another",
            "follows none",
        ),
        (
            "another_unit",
            "measures",
            measure("n7", follows_measure="visits", unit_property="card"),
            "unit_property",
            "not that",
            "the same unit_property",
        ),
        (
            "follows_nothing",
            "measures",
            measure("n8", day_basis="elapsed"),
            "follows_measure",
            "empty, though",
            "or empty after_minutes",
        ),
        (
            "over_before_it_begins",
            "measures",
            measure("n9", follows_measure="visits", after_minutes="2", within_minutes="1"),
            "within_minutes",
            "less than",
            "at least as many",
        ),
        (
            "opening_of_events",
            "measures",
            measure("n10", kind="users", follows_measure="visits", opening="1"),
            "opening",
            "something else than users",
            "measures of users",
        ),
        *[
            (
                f"property_of_{kind}",
                "measures",
                measure(f"n_{kind}", kind=kind, property="plan", operator="is_set"),
                "property",
                "nothing that",
                "Write one of",
            )
            for kind in ("exits", "sessions", "cost")
        ],
        (
            "rate_of_another_base",
            "kpis",
            kpi("k11", kind="rate", denominator_measure="regulars"),
            "denominator_measure",
            "not the measure",
            "numerator's follows_measure",
        ),
        (
            "mean_of_no_values",
            "kpis",
            kpi("k12", kind="mean", numerator_measure="reached"),
            "numerator_measure",
            "without values",
            "value_property",
        ),
        (
            "top_of_no_scale",
            "kpis",
            kpi("k13", kind="share_of_scale", numerator_measure="back"),
            "numerator_measure",
            "without a scale",
            "highest value",
        ),
        (
            "complement_of_a_count",
            "kpis",
            kpi("k14", complement="yes"),
            "complement",
            "no share",
            "Leave it empty",
        ),
        (
            "divided_by_a_divided_one",
            "kpis",
            kpi("k15", divided_by_kpi="wait"),
            "divided_by_kpi",
            "itself divided",
            "empty",
        ),
        (
            "lifetime_of_entries",
            "lifetime_models",
            lifetime("l1", purchase_measure="reached"),
            "purchase_measure",
            "no measure of events",
            "follows no other",
        ),
        ("lifetime_shape", "lifetime_models", lifetime("l2", a="1"), "a", "1, or", "1.0001"),
        ("kpi_kind", "kpis", kpi("k5", kind="max"), "kind", "unknown kind", "one of rate, ratio"),
        ("kpi_rate", "kpis", kpi("k6", kind="rate"), "denominator_measure", "empty", "below the"),
        ("kpi_floor", "kpis", kpi("k7", floor="1"), "target", "floor without target", "both"),
        ("kpi_scale", "kpis", kpi("k8", floor="1", target="1.0"), "target", "as floor", "scores"),
        ("kpi_good", "kpis", kpi("k9", good_direction="up"), "good_direction", "unknown", "higher"),
        ("kpi_prior", "kpis", kpi("k10", prior="half"), "prior", "no number", "Write a number"),
    ]
]

FLOWS = [
    wrong_row(
        name,
        "flow_events",
        {"flow_id": name, "role": role, "event_name": event_name},
        column,
        problem,
        remedy,
        flows=[flow(name)],
        flow_events=[{"flow_id": name, "role": "include", "event_name": "ping"}],
    )
    for name, role, event_name, column, problem, remedy in [
        ("flow_anchor_hidden", "hide", "open", "event_name", "which hiding", "Remove the row"),
        (
            "flow_anchor_excludes",
            "exclude_path",
            "open",
            "event_name",
            "every path",
            "anchor_event",
        ),
        ("flow_event_of_two_roles", "hide", "ping", "role", "earlier row", "one of the two rows"),
    ]
]

CASES = [
    *CELLS,
    *ROLES,
    *CONDITIONS,
    *KEYS,
    *REFERENCES,
    *JOURNEYS,
    *STEPS,
    *CIRCLES,
    *FLOWS,
    *OTHERS,
]


def write_seeds(folder: Path, rows: Mapping[str, Iterable[Cells]]) -> Path:
    """Writes a CSV of each seed into a new folder."""
    folder.mkdir()
    for seed, cells in rows.items():
        with (folder / f"{seed}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS[seed], lineterminator="\n")
            writer.writeheader()
            writer.writerows(cells)
    return folder


@dataclass(frozen=True)
class Violations:
    """What one build found wrong in the rows of all cases.

    Attributes:
        found: (column, problem, remedy) by file and row.
        first_row: by case and seed, the row of the first that the case added.
        message: what the build said when it stopped.
    """

    found: dict[tuple[str, int], list[tuple[str, str, str]]]
    first_row: dict[tuple[str, str], int]
    message: str


@pytest.fixture(scope="module")
def violations(tmp_path_factory: pytest.TempPathFactory) -> Violations:
    """Builds the right rows with those of all cases after them."""
    folder = tmp_path_factory.mktemp("violations")
    rows = {seed: list(cells) for seed, cells in RIGHT.items()}
    first_row = {}
    for case in CASES:
        for seed, added in case.rows.items():
            first_row[case.name, seed] = FIRST_ROW + len(rows[seed])
            rows[seed] += added
    project = Project(folder / "warehouse", seeds=write_seeds(folder / "seeds", rows))
    with pytest.raises(BuildError) as stop:
        project.build(select="+int_config__violations")
    found: dict[tuple[str, int], list[tuple[str, str, str]]] = {}
    for row in project.table("int_config__violations"):
        found.setdefault((row["file_name"], row["row_number"]), []).append(
            (row["column_name"], row["problem"], row["remedy"])
        )
    return Violations(found, first_row, str(stop.value))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_wrong_row_is_found(violations: Violations, case: Case) -> None:
    """A wrong row has the violations of its case and no others."""
    expected: dict[tuple[str, int], list[tuple[str, str, str]]] = {}
    for seed, place, *violation in case.wrong:
        row = violations.first_row[case.name, seed] + place
        expected.setdefault((f"{seed}.csv", row), []).append(tuple(violation))
    for seed, rows in case.rows.items():
        first = violations.first_row[case.name, seed]
        for row in range(first, first + len(rows)):
            found = violations.found.get((f"{seed}.csv", row), [])
            wanted = sorted(expected.get((f"{seed}.csv", row), []))
            assert [column for column, *_ in sorted(found)] == [column for column, *_ in wanted]
            for (_, problem, remedy), (_, problem_part, remedy_part) in zip(
                sorted(found), wanted, strict=True
            ):
                assert problem_part in problem
                assert remedy_part in remedy


def test_right_rows_have_no_violation(violations: Violations) -> None:
    """Among wrong rows the right ones stay right."""
    for seed, rows in RIGHT.items():
        for row in range(FIRST_ROW, FIRST_ROW + len(rows)):
            assert (f"{seed}.csv", row) not in violations.found


def test_message_stops_at_twenty(violations: Violations) -> None:
    """The message lists 20 violations and counts the rest, which the table lists."""
    lines = [line for line in violations.message.splitlines() if ".csv, row " in line]
    total = sum(len(found) for found in violations.found.values())
    assert len(lines) == 20
    assert f"and {total - 20} more, listed in" in violations.message


def test_build_stops_before_any_table_changes(tmp_path: Path) -> None:
    """A wrong row is named with file, row and remedy; what was built before stays as it was."""
    seeds = write_seeds(tmp_path / "right", RIGHT)
    project = Project(tmp_path / "warehouse", seeds=seeds)
    project.build(select="+int_config__journeys")
    assert project.table("int_config__violations") == []
    before = project.table("int_config__journeys")
    assert len(before) == len(RIGHT["journeys"])

    rules = [*RIGHT["journey_rules"], rule("new"), rule(**condition("equals", "x"))]
    wrong = {**RIGHT, "journeys": [*RIGHT["journeys"], journey("new")], "journey_rules": rules}
    project.seeds = write_seeds(tmp_path / "wrong", wrong)
    with pytest.raises(BuildError) as stop:
        project.build(select="+int_config__journeys")
    row = FIRST_ROW + len(rules) - 1
    assert (
        f"journey_rules.csv, row {row}, operator 'equals': unknown operator. "
        "Write one of eq, neq, in, not_in, contains, not_contains, gt, gte, lt, lte, is_set, "
        "is_not_set, regex, or leave the cell empty."
    ) in str(stop.value)
    assert str(stop.value).count(".csv, row ") == 1
    assert project.table("int_config__journeys") == before


def test_every_table_of_users_and_journeys_waits_for_the_seeds() -> None:
    """Whatever reads a seed, and so every mart, comes after the check of the seeds."""
    manifest = parse_project(ROOT).manifest
    check = "model.milepost.int_config__violations"
    parents = {key: node.depends_on_nodes for key, node in manifest.nodes.items()}
    waiting = {check}
    while more := {
        key for key, nodes in parents.items() if key not in waiting and waiting & set(nodes)
    }:
        waiting |= more
    models = parse_project(ROOT).models()
    hasty = [
        node.name
        for node in models
        if node.unique_id not in waiting
        and not node.name.startswith("int_config__violations")
        and any(name.startswith("seed.") for name in node.depends_on_nodes)
    ]
    late = [node.name for node in models if "identity" in node.fqn or "marts" in node.fqn]
    assert hasty == []
    assert {f"model.milepost.{name}" for name in late} <= waiting


HEADER = {seed: ",".join(columns) for seed, columns in COLUMNS.items()}

FILES = {
    "journeys": (
        HEADER["journeys"].replace("reentry,", ""),
        "journeys.csv, row 1: no column 'reentry'. Its first line must be journey_id,version,",
    ),
    "journey_rules": (
        HEADER["journey_rules"].replace("operator", "operater"),
        "journey_rules.csv, row 1: unknown column 'operater', no column 'operator'. Its first line",
    ),
    "journey_steps": (
        f"{HEADER['journey_steps']},step_id",
        "journey_steps.csv, row 1: column 'step_id' twice. Its first line must be",
    ),
    "journey_step_edges": (
        HEADER["journey_step_edges"].replace(",", ";"),
        "journey_step_edges.csv, row 1: unknown column 'journey_id;version;",
    ),
    "journey_stages": ("", "journey_stages.csv is empty or begins with an empty line. Its first"),
    "identifier_types": (
        f"{HEADER['identifier_types']}\nuser_id,person,1,\ncrm_id,person,2,,9\n",
        "identifier_types.csv, line 3: more values than columns. Write one value a column",
    ),
    "identifier_blocklist": (
        f"{HEADER['identifier_blocklist']}\n,null,\nuser_id\n",
        "identifier_blocklist.csv, line 3: fewer values than columns. Write one value a column",
    ),
    "blocked_traffic": (
        f'{HEADER["blocked_traffic"]}\nplan,eq,"x,\nplan,eq,y,\n',
        "blocked_traffic.csv, line 2: a quote that opens is not closed. Write one value a column",
    ),
    "measures": (
        f"{HEADER['measures']}\r\nvisits,events{',' * 17}\norders,events{',' * 17}\r\n",
        "measures.csv mixes two kinds of line ends. Save it with one.",
    ),
    "kpis": (
        f"{HEADER['kpis']}\nk,Qualit\u00e9,,,count,m{',' * 12}\n".encode("latin-1"),
        "kpis.csv is not UTF-8. Save it as CSV in UTF-8.",
    ),
}
"""Files that can't be read, and what the build says of each."""


@pytest.fixture(scope="module")
def unreadable(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What a build says where each of `FILES` is broken in its own way."""
    folder = tmp_path_factory.mktemp("unreadable")
    seeds = folder / "seeds"
    seeds.mkdir()
    for seed, (content, _) in FILES.items():
        raw = content if isinstance(content, bytes) else content.encode()
        (seeds / f"{seed}.csv").write_bytes(raw)
    with pytest.raises(BuildError) as stop:
        Project(folder / "warehouse", seeds=seeds).build(select="+int_config__violations")
    return str(stop.value)


@pytest.mark.parametrize("seed", FILES)
def test_unreadable_file_is_named(unreadable: str, seed: str) -> None:
    """A file that is no CSV of the seed's columns stops the build with its name and a remedy."""
    assert FILES[seed][1] in unreadable


def test_text_is_kept_exactly(tmp_path: Path) -> None:
    """Loading takes every cell as the text it is, in whatever order and case the columns stand."""
    values = [
        "null", "NULL", "NA", "None", "NaN", "true", "0", "007", "1.50", "-1", " padded ",
        "'quoted'", 'say ""hi""', "a,b", "two\nlines", "#no comment", r"back\slash", "😀 naïve",
        "2024-01-01", "x" * 10_000,
    ]  # fmt: skip
    lines = ["Reason, identifier_value ,IDENTIFIER_TYPE"]
    lines += [f'r{i},"{value}",' for i, value in enumerate(values)]
    lines += ["", 'last,"",""', "", ""]
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    file = seeds / "identifier_blocklist.csv"
    file.write_bytes("\ufeff".encode() + "\r\n".join(lines).encode())
    content = file.read_bytes()
    project = Project(tmp_path / "warehouse", seeds=seeds)
    project.build(select="identifier_blocklist")
    rows = project.query("select * from identifier_blocklist order by csv_row")
    expected = [value.replace('""', '"') for value in values]
    assert [row["identifier_value"] for row in rows] == [*expected, None]
    assert [row["reason"] for row in rows] == [*(f"r{i}" for i in range(len(values))), "last"]
    assert {row["identifier_type"] for row in rows} == {None}
    assert [row["csv_row"] for row in rows] == list(range(FIRST_ROW, FIRST_ROW + len(rows)))
    loaded = parse_project(ROOT).seeds / "identity" / "identifier_blocklist.csv"
    assert loaded.read_bytes() == content, "dbt wrote over the seed file"


def test_seeds_may_be_empty_but_for_their_header(tmp_path: Path) -> None:
    """No seed needs a row."""
    seeds = write_seeds(tmp_path / "seeds", {seed: [] for seed in COLUMNS})
    project = Project(tmp_path / "warehouse", seeds=seeds)
    project.build(select="+int_config__violations")
    assert project.table("int_config__violations") == []


def test_own_seeds_are_right(tmp_path: Path) -> None:
    """The seeds that ship with the project pass their own check."""
    project = Project(tmp_path / "warehouse")
    project.build(select="+int_config__violations")
    assert project.table("int_config__violations") == []


def test_every_column_of_a_seed_is_described() -> None:
    """A seed's description names its columns, all with a text, in the order of the file."""
    nodes = parse_project(ROOT).manifest.nodes
    for seed, columns in COLUMNS.items():
        node = nodes[f"seed.milepost.{seed}"]
        assert list(node.columns) == ["csv_row", *columns]
        assert node.description.startswith("One row per ")
        assert all(column.description for column in node.columns.values())
