"""What is used of what is collected: counted again event by event, and a few rules by hand."""

import csv
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import MakeProject
from harness import ROOT, Project, Row
from reference.rules import Condition, condition, holds, number, read

Rows = dict[str, list[dict[str, str]]]
Use = tuple[str, str, bool, bool, Callable[[Row], bool]]
"""Its kind, its name, whether it names what it wants, whether it is read, and what meets it."""


@pytest.fixture(scope="module")
def seeds() -> Rows:
    """The rows of each seed of the project."""
    return {
        path.stem: list(csv.DictReader(path.read_text("utf-8").splitlines()))
        for path in (ROOT / "seeds").rglob("*.csv")
    }


@pytest.fixture(scope="module")
def events(sample_project: Project) -> list[Row]:
    """The sample's accepted events, with properties as they were written and the user's key."""
    rows = sample_project.query("select * from fct_events")
    return [{**row, "properties": json.loads(row["properties"] or "{}")} for row in rows]


def is_naming(one: Condition) -> bool:
    """Whether a row says which names it wants."""
    by_condition = one.property == "event_name" and one.operator in ("eq", "in")
    return bool(one.event_name) or by_condition


def read_measures(seeds: Rows) -> set[str]:
    """The measures that a KPI or a lifetime model is made of."""
    columns = ("numerator_measure", "denominator_measure")
    direct = {row[column] for row in seeds["kpis"] for column in columns}
    direct |= {row["purchase_measure"] for row in seeds["lifetime_models"]}
    bases = {row["follows_measure"] for row in seeds["measures"] if row["measure_id"] in direct}
    return direct | bases


def counts(row: dict[str, str]) -> Callable[[Row], bool]:
    """Whether an event is one that a measure can count."""
    wanted = condition(row)

    def test(event: Row) -> bool:
        if not holds(wanted, event):
            return False
        if row["unit_property"] and read(event, row["unit_property"]) is None:
            return False
        numbers = [row["value_property"], "" if number(row["scale"]) is not None else row["scale"]]
        return all(number(read(event, name)) is not None for name in numbers if name)

    return test


def uses_of(seeds: Rows) -> Iterator[Use]:
    """Everything in the sample's seeds that asks for events; its journeys are of users."""
    groups = defaultdict(list)
    keys = ("journey_id", "version", "role", "step_id", "outcome", "rule_id")
    for row in seeds["journey_rules"]:
        groups[tuple(row[key] for key in keys)].append(condition(row))
    for key, group in groups.items():
        naming = any(is_naming(one) for one in group)
        yield (
            "journey_rule",
            "|".join(key),
            naming,
            True,
            lambda event, group=group: all(holds(one, event) for one in group),
        )
    anchors = [
        {"flow_id": row["flow_id"], "role": "anchor", "event_name": row["anchor_event"]}
        for row in seeds["flows"]
    ]
    for row in anchors + seeds["flow_events"]:
        name = "|".join(row[key] for key in ("flow_id", "role", "event_name"))
        wanted = Condition(row["event_name"], "", "", "")
        yield (
            "flow_event",
            name,
            True,
            row["role"] != "hide",
            lambda event, wanted=wanted: holds(wanted, event),
        )
    readable = read_measures(seeds)
    for row in seeds["measures"]:
        if row["kind"] in ("events", "users", "sum", "mean", "median", "elapsed"):
            naming = is_naming(condition(row))
            yield "measure", row["measure_id"], naming, row["measure_id"] in readable, counts(row)


@pytest.fixture(scope="module")
def found(seeds: Rows, events: list[Row]) -> dict[tuple[str, str], list[Row]]:
    """The events that meet each use."""
    return {
        (kind, name): [event for event in events if test(event)]
        for kind, name, _, _, test in uses_of(seeds)
    }


def test_every_rule_is_counted_again(
    sample_project: Project, found: dict[tuple[str, str], list[Row]]
) -> None:
    """Each rule, event of a flow and measure of events has the events that meet it."""
    rows = sample_project.query(
        """
        select
            use_kind,
            case use_kind
                when 'journey_rule' then
                    concat_ws('|', journey_id, version, role, coalesce(step_id, ''),
                        coalesce(outcome, ''), coalesce(rule_id, ''))
                when 'flow_event' then concat_ws('|', flow_id, role, event_name)
                else measure_id
            end as name,
            matched_events, first_matched_at, last_matched_at
        from rpt_rule_relevance
        """
    )
    actual = {(row["use_kind"], row["name"]): row for row in rows}
    assert actual.keys() == found.keys()
    for key, events in found.items():
        times = sorted(event["occurred_at"] for event in events)
        row = actual[key]
        assert row["matched_events"] == len(events), key
        assert (row["first_matched_at"], row["last_matched_at"]) == (times[0], times[-1]), key


def test_every_name_is_counted_again(
    sample_project: Project,
    seeds: Rows,
    events: list[Row],
    found: dict[tuple[str, str], list[Row]],
) -> None:
    """Events, users and used events of each name, and by how many rules, flows and measures."""
    named: dict[str, list[Row]] = defaultdict(list)
    for event in events:
        named[event["event_name"]].append(event)
    used: dict[str, set[str]] = defaultdict(set)
    users_of: dict[tuple[str, str], set[str]] = defaultdict(set)
    for kind, name, is_named, is_read, _ in uses_of(seeds):
        for event in found[kind, name] if is_named and is_read else []:
            used[event["event_name"]].add(event["event_id"])
            own = name.split("|")[0] if kind == "flow_event" else name
            users_of[kind, event["event_name"]].add(own)
    rows = sample_project.table("rpt_event_relevance")
    assert {row["event_name"] for row in rows} == named.keys()
    for row in rows:
        name = row["event_name"]
        assert row["events"] == len(named[name])
        assert row["unique_users"] == len({event["user_key"] for event in named[name]})
        assert row["share_of_events"] == pytest.approx(len(named[name]) / len(events))
        assert row["used_events"] == len(used[name]), name
        assert row["is_used"] == bool(used[name])
        rules = users_of["journey_rule", name]
        assert row["journey_rules"] == len(rules)
        assert row["journeys"] == len({rule.split("|")[0] for rule in rules})
        roles = sorted({rule.split("|")[2] for rule in rules})
        assert row["journey_roles"] == (", ".join(roles) or None)
        assert row["flows"] == len(users_of["flow_event", name])
        assert row["measures"] == len(users_of["measure", name])


FEW = """event_id,event_name,occurred_at,user_id,endpoint_id,plan
e1,visit,2026-01-01,ann,,free
e2,visit,2026-01-02,ann,,team
e3,buy,2026-01-03,bob,,
e4,tap,2026-01-03,bob,phone,
"""

RULES = """journey_id,version,role,step_id,outcome,rule_id,event_name,property,operator,value
app,1,entry,,,a,visit,,,
app,1,entry,,,b,tap,,,
app,1,conversion,,,a,purchase,,,
app,1,conversion,,,b,buy,,,
app,1,conversion,,,b,visit,,,
web,1,entry,,,a,visit,plan,eq,team
web,1,conversion,,,a,buy,plan,is_set,
web,1,exit,,,a,,event_name,in,tap|swipe
"""


def test_a_few_rules_by_hand(tmp_path: Path, make_project: MakeProject) -> None:
    """A journey of endpoints wants an endpoint; why a rule has no event; a name by a condition."""
    folder = tmp_path / "data" / "generic" / "events"
    folder.mkdir(parents=True)
    (folder / "few.csv").write_text(FEW)
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    header, *_ = (ROOT / "seeds/journeys/journeys.csv").read_text("utf-8").splitlines()
    cells = {"version": "1", "reentry": "once", "step_order": "ordered"}
    lines = [header]
    for journey_id, participant in [("app", "endpoint"), ("web", "user")]:
        row = {**cells, "journey_id": journey_id, "participant": participant}
        lines.append(",".join(row.get(name, "") for name in header.split(",")))
    (seeds / "journeys.csv").write_text("\n".join(lines) + "\n")
    (seeds / "journey_rules.csv").write_text(RULES)
    project = make_project(tmp_path / "data", seeds)
    project.build(select=["+rpt_event_relevance", "+rpt_rule_relevance"])
    rules = project.query(
        """
        select journey_id, role, rule_id, named_events, matched_events, unmatched_reason
        from rpt_rule_relevance order by all
        """
    )
    assert [tuple(row.values()) for row in rules] == [
        ("app", "conversion", "a", 0, 0, "name_never_seen"),
        ("app", "conversion", "b", 0, 0, "contradictory_names"),
        ("app", "entry", "a", 2, 0, "conditions_never_met"),
        ("app", "entry", "b", 1, 1, None),
        ("web", "conversion", "a", 1, 0, "conditions_never_met"),
        ("web", "entry", "a", 2, 1, None),
        ("web", "exit", "a", 1, 1, None),
    ]
    names = project.query(
        """
        select event_name, events, journeys, journey_roles, used_events, is_used
        from rpt_event_relevance order by all
        """
    )
    assert [tuple(row.values()) for row in names] == [
        ("buy", 1, 0, None, 0, False),
        ("tap", 1, 2, "entry, exit", 1, True),
        ("visit", 2, 1, "entry", 1, True),
    ]
