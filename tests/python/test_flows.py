"""Sessions and flows: by hand, against the reference on drawn worlds, and on the click-stream.

Environment:
    MILEPOST_CASES: A fifth of how many paths to compare at least (1000).
    MILEPOST_SEED: Which worlds are drawn (0).
"""

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
import recount
from conftest import MakeProject
from cutting import plain
from harness import ROOT, Project, Row
from hypothesis import HealthCheck, Phase, assume, given, seed, settings
from reference import FlowTables, World, accept, flow_tables, resolve, with_hashes, write_world
from strategies import flow_worlds

CASES = 5 * int(os.environ.get("MILEPOST_CASES", "1000"))
SEED = int(os.environ.get("MILEPOST_SEED", "0"))
START = datetime(2026, 1, 1)
TABLES = ("fct_sessions", "fct_flow_paths", "rpt_flow_edges")


def tables_of(
    world: World, folder: Path, session_gap: str = "30", kept: int = 100
) -> dict[str, list[Row]]:
    """The tables that the project makes of a world."""
    data, seeds = write_world(world, folder)
    variables = {"session_gap_minutes": session_gap, "flow_paths_kept": kept}
    if world.as_of:
        variables["as_of"] = str(world.as_of)
    project = Project(folder / "warehouse", data, seeds, variables=variables)
    project.database.unlink(missing_ok=True)
    project.build(select=[f"+{table}" for table in TABLES])
    return {table: project.table(table) for table in TABLES}


def expected_of(world: World, session_gap: str = "30", kept: int = 100) -> FlowTables:
    """What the reference says of a world."""
    world = with_hashes(world)
    acceptance = accept(world)
    identity = resolve(acceptance.events, world.identity_links, world.seeds)
    gap = timedelta(minutes=float(session_gap))
    return flow_tables(world, acceptance, identity, gap, kept)


# ---------- by hand


@dataclass(frozen=True)
class Scenario:
    """One user, one flow, and the paths that come out.

    Attributes:
        name: What the scenario is about.
        events: `name@minute`, in the order of the source.
        flow: Cells of the flow; the anchor is `a`, next, three deep at most, within a user.
        roles: Of other names, as `role name`.
        paths: The paths in the order of time; `…` stands for what drops off.
    """

    name: str
    events: str
    paths: tuple[str, ...]
    flow: tuple[tuple[str, str], ...] = ()
    roles: tuple[str, ...] = ()


SCENARIOS = (
    Scenario("each_anchor_begins_a_path", "a@0 b@1 a@2", ("a > b > a …", "a …")),
    Scenario("no_more_than_the_depth", "a@0 b@1 c@2 d@3 e@4", ("a > b > c > d",)),
    Scenario("the_gap_is_inclusive", "a@0 b@5 c@10.01", ("a > b …",), (("gap_minutes", "5"),)),
    Scenario("without_a_gap_no_limit", "a@0 b@90000", ("a > b …",)),
    Scenario(
        "hidden_events_bridge_no_gap",
        "a@0 h@5 b@10",
        ("a …",),
        (("gap_minutes", "5"),),
        ("hide h",),
    ),
    Scenario(
        "hidden_events_keep_a_session_open",
        "a@0 h@30 b@60 c@90.01",
        ("a > b …",),
        (("scope", "session"),),
        ("hide h",),
    ),
    Scenario("a_session_begins_late", "b@0 a@31 c@61", ("a > c …",), (("scope", "session"),)),
    Scenario("repeats_count", "a@0 b@1 b@2 c@3", ("a > b > b > c",)),
    Scenario(
        "repeats_collapse",
        "a@0 a@1 b@2 b@3 c@4",
        ("a > b > c …",),
        (("collapse_repeats", "true"),),
    ),
    Scenario(
        "a_gap_counts_from_the_last_repeat",
        "a@0 a@4 b@8",
        ("a > b …",),
        (("collapse_repeats", "true"), ("gap_minutes", "5")),
    ),
    Scenario(
        "repeats_beyond_a_gap_are_two",
        "a@0 a@6",
        ("a …", "a …"),
        (("collapse_repeats", "true"), ("gap_minutes", "5")),
    ),
    Scenario(
        "what_is_hidden_between_makes_repeats",
        "a@0 b@1 h@2 b@3",
        ("a > b …",),
        (("collapse_repeats", "true"),),
        ("hide h",),
    ),
    Scenario("only_what_is_included", "a@0 x@1 b@2 y@3 c@4", ("a > b …",), (), ("include b",)),
    Scenario(
        "an_excluding_event_in_reach", "a@0 b@1 x@2 a@3 b@4", ("a > b …",), (), ("exclude_path x",)
    ),
    Scenario(
        "an_excluding_event_out_of_depth",
        "a@0 b@1 c@2 d@3 x@4",
        ("a > b > c > d",),
        (),
        ("exclude_path x",),
    ),
    Scenario(
        "an_excluding_event_beyond_the_gap",
        "a@0 b@1 x@7",
        ("a > b …",),
        (("gap_minutes", "5"),),
        ("exclude_path x",),
    ),
    Scenario(
        "what_excludes_is_seen_beside_what_is_included",
        "a@0 x@1 b@2",
        (),
        (),
        (
            "include b",
            "exclude_path x",
        ),
    ),
    Scenario(
        "back_from_the_anchor",
        "e@0 b@1 c@2 d@3 a@4 f@5",
        ("b > c > d > a",),
        (("direction", "previous"),),
    ),
    Scenario("back_to_the_beginning", "b@0 a@1", ("… b > a",), (("direction", "previous"),)),
)


def scenario_world() -> World:
    """All scenarios, each with a user, an anchor and a flow of its own."""
    events, flows, roles = [], [], []
    for number, scenario in enumerate(SCENARIOS):

        def own(name: str, number: int = number) -> str:
            return f"{name}{number}"

        for place, text in enumerate(scenario.events.split()):
            name, at = text.split("@")
            events.append(
                {
                    "event_id": f"{number}-{9 - place}",
                    "event_name": own(name),
                    "occurred_at": START + timedelta(minutes=float(at)),
                    "sequence": place,
                    "user_id": scenario.name,
                }
            )
        flow = {"anchor_event": own("a"), "direction": "next", "max_depth": "3", "scope": "user"}
        flows.append({"flow_id": scenario.name, **flow, **dict(scenario.flow)})
        for text in scenario.roles:
            role, name = text.split()
            roles.append({"flow_id": scenario.name, "role": role, "event_name": own(name)})
    return World(
        events,
        seeds={
            "flows": flows,
            "flow_events": roles,
            "identifier_types": [{"identifier_type": "user_id", "kind": "person", "priority": "1"}],
        },
    )


def scenario_paths(rows: list[Row]) -> dict[str, Counter[str]]:
    """The paths of each scenario, as they are written there."""
    found = {scenario.name: Counter[str]() for scenario in SCENARIOS}
    back = {s.name for s in SCENARIOS if ("direction", "previous") in s.flow}
    for row in rows:
        text = "".join(letter for letter in row["path_text"] if not letter.isdigit())
        if row["is_drop_off"]:
            text = f"… {text}" if row["flow_id"] in back else f"{text} …"
        found[row["flow_id"]][text] += row["occurrences"]
    return found


def test_scenarios(tmp_path: Path) -> None:
    """Each scenario's paths are those worked out by hand, in the reference and in the tables."""
    by_hand = {scenario.name: Counter(scenario.paths) for scenario in SCENARIOS}
    world = scenario_world()
    assert scenario_paths(expected_of(world).paths) == by_hand
    assert scenario_paths(tables_of(world, tmp_path)["fct_flow_paths"]) == by_hand


# ---------- on drawn worlds


def draw_world(number: int) -> World:
    """The world of a number, the same each time."""
    drawn: list[World] = []

    @seed(f"{SEED}.{number}")
    @settings(
        max_examples=1,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(flow_worlds())
    def take(world: World) -> None:
        # Hypothesis opens with the plainest draw of all: the same people many times over.
        assume(len({event["event_name"] for event in world.events}) > 1)
        drawn.append(world)

    take()
    return drawn[-1]


def differing(expected: list[Row], actual: list[Row]) -> list[str]:
    """The rows that one side lacks, in the columns that the reference has."""
    if not expected:
        return [f"unexpected: {row}" for row in actual]
    names = list(expected[0])
    wanted, found = (
        Counter(tuple(plain(row[name]) for name in names) for row in side)
        for side in (expected, actual)
    )
    return [
        *(f"expected only: {row}" for row in (wanted - found).elements()),
        *(f"actual only: {row}" for row in (found - wanted).elements()),
    ]


def test_tables_agree_with_the_reference(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every session, path and edge is the reference's, whatever the vars say."""
    compared = 0
    for number in count():
        world = draw_world(number)
        session_gap, kept = [("30", 100), ("5", 3), ("0", 0), ("0.5", 1)][number % 4]
        wanted = expected_of(world, session_gap, kept)
        found = tables_of(world, tmp_path, session_gap, kept)
        pairs = zip(TABLES, (wanted.sessions, wanted.paths, wanted.edges), strict=True)
        wrong = {table: differing(rows, found[table])[:20] for table, rows in pairs}
        assert wrong == {table: [] for table in TABLES}, f"world {number} of seed {SEED}"
        compared += wanted.walked
        if compared >= CASES:
            break
    with capsys.disabled():
        print(f"\nreference: {compared} paths agree (seed {SEED})")


# ---------- on the sample's click-stream


@pytest.fixture(scope="module")
def click_stream(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The click-stream by itself, with two flows over it."""
    folder = tmp_path_factory.mktemp("flows")
    events = folder / "data" / "generic" / "events"
    events.mkdir(parents=True)
    shutil.copy(ROOT / "data/sample/generic/events/click_stream.csv.gz", events)
    seeds = folder / "seeds"
    seeds.mkdir()
    header, *_ = (ROOT / "seeds/flows/flows.csv").read_text("utf-8").splitlines()
    (seeds / "flows.csv").write_text(
        f"{header}\nviewed,,product_view,next,2,60,user,true,\nbought,,purchase,previous,2,,session,,3\n"
    )
    project = Project(folder / "warehouse", folder / "data", seeds)
    project.build(select=[f"+{table}" for table in TABLES])
    return project


@pytest.fixture(scope="module")
def histories() -> dict[str, list[recount.Event]]:
    """The raw click-stream, by user."""
    return recount.raw_histories()


def gaps_between(events: list[recount.Event]) -> Iterator[timedelta]:
    """The time from each event to the next."""
    for earlier, later in zip(events, events[1:], strict=False):
        yield later[0] - earlier[0]


def test_sessions_of_the_click_stream(
    click_stream: Project, histories: dict[str, list[recount.Event]]
) -> None:
    """There is a session a user and one more for each gap over half an hour."""
    half_hour = timedelta(minutes=30)
    sessions = sum(
        1 + sum(gap > half_hour for gap in gaps_between(events)) for events in histories.values()
    )
    seconds = sum(
        gap.total_seconds()
        for events in histories.values()
        for gap in gaps_between(events)
        if gap <= half_hour
    )
    [row] = click_stream.query(
        "select count(*) as sessions, sum(event_count) as events,"
        " sum(duration_seconds) as seconds from fct_sessions"
    )
    assert row["sessions"] == sessions
    assert row["events"] == 31_106
    assert row["seconds"] == pytest.approx(seconds)


def edges_of(project: Project, flow_id: str) -> dict[tuple[int, str, str], int]:
    """The edges of a flow and how many paths go over each."""
    rows = project.query("select * from rpt_flow_edges where flow_id = ?", [flow_id])
    return {
        (row["node_depth"], row["from_event"], row["to_event"]): row["occurrences"] for row in rows
    }


def test_next_events_of_the_click_stream(
    click_stream: Project, histories: dict[str, list[recount.Event]]
) -> None:
    """What follows a product view within an hour, repeats as one, for two events."""
    expected: Counter[tuple[int, str, str]] = Counter()
    hour = timedelta(hours=1)
    for events in histories.values():
        for place, (at, name) in enumerate(events):
            before = events[place - 1] if place else None
            if name != "product_view" or (before and before[1] == name and at - before[0] <= hour):
                continue
            depth, last_at, last = 0, at, name
            for then, other in events[place + 1 :]:
                if then - last_at > hour or depth == 2:
                    break
                last_at = then
                if other != last:
                    depth += 1
                    expected[(depth, last, other)] += 1
                    last = other
            if depth < 2:
                expected[(depth + 1, last, "Drop-off")] += 1
    assert edges_of(click_stream, "viewed") == expected


def test_previous_events_of_the_click_stream(
    click_stream: Project, histories: dict[str, list[recount.Event]]
) -> None:
    """What led to a purchase in its session: the three commonest at each of two depths."""
    paths: list[list[str]] = []
    for events in histories.values():
        for place, (at, name) in enumerate(events):
            if name != "purchase":
                continue
            path = [name]
            for then, other in reversed(events[:place]):
                if at - then > timedelta(minutes=30) or len(path) == 3:
                    break
                at = then
                path.append(other)
            paths.append(path)
    expected: Counter[tuple[int, str, str]] = Counter()
    top: dict[int, list[str]] = {0: ["purchase"]}
    for depth in (1, 2):
        counts = Counter(path[depth] for path in paths if len(path) > depth)
        top[depth] = sorted(counts, key=lambda name: (-counts[name], name))[:3]
        for path in paths:
            if len(path) >= depth:
                start = path[depth - 1]
                end = path[depth] if len(path) > depth else None
                expected[
                    (
                        depth,
                        start if start in top[depth - 1] else "Other",
                        "Drop-off" if end is None else end if end in top[depth] else "Other",
                    )
                ] += 1
    assert edges_of(click_stream, "bought") == expected


def test_what_enters_a_node_leaves_it(click_stream: Project) -> None:
    """A Sankey closes: in = out, and the anchors are what leaves depth 0."""
    lost = click_stream.query(
        """
        with entering as (
            select flow_id, to_node as node, sum(occurrences) as paths
            from rpt_flow_edges where to_kind != 'drop_off' and node_depth < 2 group by all
        ), leaving as (
            select flow_id, from_node as node, sum(occurrences) as paths
            from rpt_flow_edges where node_depth > 1 group by all
        )
        select * from entering full join leaving using (flow_id, node)
        where entering.paths is distinct from leaving.paths
        """
    )
    assert lost == []
    paths = click_stream.query(
        "select flow_id, sum(occurrences) as n, sum(share_of_anchors) as whole"
        " from fct_flow_paths group by flow_id"
    )
    first = click_stream.query(
        "select flow_id, sum(occurrences) as n, sum(share_of_anchors) as whole"
        " from rpt_flow_edges where node_depth = 1 group by flow_id"
    )
    assert {row["flow_id"]: row["n"] for row in paths} == {r["flow_id"]: r["n"] for r in first}
    assert [row["whole"] for row in [*paths, *first]] == [pytest.approx(1)] * 4


def test_flows_of_the_sample_reach_their_depth(sample_project: Project) -> None:
    """Each flow that ships has rows at every depth, and no user more often than there are users."""
    flows = sample_project.query(
        """
        select
            flows.flow_id, flows.max_depth, count(distinct edges.node_depth) as depths,
            max(edges.unique_users) as most_users
        from int_config__flows as flows left join rpt_flow_edges as edges using (flow_id)
        group by all
        """
    )
    [users] = sample_project.query("select count(*) as n from dim_users")
    assert len(flows) >= 3
    assert [row["flow_id"] for row in flows if row["depths"] != row["max_depth"]] == []
    assert all(0 < row["most_users"] <= users["n"] for row in flows)


def test_without_flows_there_are_sessions(tmp_path: Path, make_project: MakeProject) -> None:
    """No flow is no error; an event named like a made node is told from it."""
    events = tmp_path / "data" / "generic" / "events"
    events.mkdir(parents=True)
    (events / "few.csv").write_text(
        "event_name,occurred_at,user_id\na,2024-01-01,u\nDrop-off,2024-01-01T00:01:00,u\n"
    )
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    project = make_project(tmp_path / "data", seeds)
    project.build(select=[f"+{table}" for table in TABLES])
    assert [len(project.table(table)) for table in TABLES] == [1, 0, 0]
    header, *_ = (ROOT / "seeds/flows/flows.csv").read_text("utf-8").splitlines()
    (seeds / "flows.csv").write_text(f"{header}\nf,,a,next,2,,user,,\n")
    project.build(select=[f"+{table}" for table in TABLES])
    rows = project.query("select to_kind, to_event from rpt_flow_edges order by node_depth")
    assert rows == [
        {"to_kind": "event", "to_event": "Drop-off"},
        {"to_kind": "drop_off", "to_event": "Drop-off"},
    ]
