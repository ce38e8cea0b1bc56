"""Who is one person: graphs of any shape, and the identify cases of other systems.

The graphs are links between user ids, so that identity has nothing to decide but what hangs
together. The scripts of other systems become the records that would have said the same.
"""

import json
import random
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from harness import Project
from reference import World, write_world
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

Row = dict[str, Any]
Pair = tuple[str, str]
Partition = set[frozenset[str]]

START = datetime(2026, 1, 1)

CHAIN = 10_000
"""Links of a chain: a propagation of labels needs as many passes."""
HUB = 100_000
"""Links of one identifier to others."""


# ---------- building


@dataclass
class Story:
    """Records in the order in which they come, a second apart.

    Attributes:
        events: Their rows.
        links: Explicit links.
    """

    events: list[Row] = field(default_factory=list)
    links: list[Row] = field(default_factory=list)

    def _now(self) -> datetime:
        return START + timedelta(seconds=len(self.events) + len(self.links))

    def record(self, **cells: object) -> str:
        """Adds an event and gives its id."""
        event_id = str(cells.pop("event_id", f"e{len(self.events):06d}"))
        row = {"event_id": event_id, "event_name": "seen", "occurred_at": self._now()}
        self.events.append({**row, **cells})
        return event_id

    def link(self, left: Pair, right: Pair) -> None:
        """Adds a link between two identifiers (type, value)."""
        self.links.append(
            {
                "left_type": left[0],
                "left_value": left[1],
                "right_type": right[0],
                "right_value": right[1],
                "linked_at": self._now(),
            }
        )

    def build(self, folder: Path) -> Project:
        """Builds identity on what was told."""
        data, _ = write_world(World(self.events, self.links), folder)
        project = Project(folder / "warehouse", data)
        project.build(select=["+dim_endpoints", "+fct_events"])
        return project


def partition(owner_of: Mapping[str, Hashable]) -> Partition:
    """What has the same owner, together."""
    owned: defaultdict[Hashable, set[str]] = defaultdict(set)
    for one, owner in owner_of.items():
        owned[owner].add(one)
    return {frozenset(together) for together in owned.values()}


def users_of_events(project: Project) -> dict[str, str]:
    """The user of each event, by event_id."""
    rows = project.query("select event_id, user_key from fct_events")
    return {row["event_id"]: row["user_key"] for row in rows}


def persons_of(project: Project) -> dict[str, int]:
    """What each user id belongs to, as the project says."""
    rows = project.query(
        "select identifier_value, owner_no from int_identity__resolved_identifiers"
        " where identifier_type = 'user_id'"
    )
    return {row["identifier_value"]: row["owner_no"] for row in rows}


def components_of(nodes: Iterable[str], edges: Iterable[Pair]) -> dict[str, int]:
    """What each node belongs to, as SciPy says."""
    numbers = {node: number for number, node in enumerate(nodes)}
    ends = np.array([[numbers[left], numbers[right]] for left, right in edges]).reshape(-1, 2)
    shape = (len(numbers), len(numbers))
    graph = coo_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=shape)
    _, labels = connected_components(graph, directed=False)
    return dict(zip(numbers, labels.tolist(), strict=True))


# ---------- graphs


def test_chains_and_hubs_are_whole(tmp_path: Path) -> None:
    """A chain is one person whatever the order of its links, and so is a hub; both stay apart."""
    chain = [(f"chain {n:05d}", f"chain {n + 1:05d}") for n in range(CHAIN)]
    shuffled = [(f"shuffled {n:05d}", f"shuffled {n + 1:05d}") for n in range(CHAIN)]
    random.Random(7).shuffle(shuffled)
    hub = [("hub", f"spoke {n:06d}") for n in range(HUB)]
    edges = chain + shuffled + hub
    story = Story()
    story.record(user_id="somebody else")
    for left, right in edges:
        story.link(("user_id", left), ("user_id", right))
    found = partition(persons_of(story.build(tmp_path)))
    nodes = {"somebody else", *(node for edge in edges for node in edge)}
    assert sorted(map(len, found)) == [1, CHAIN + 1, CHAIN + 1, HUB + 1]
    assert found == partition(components_of(nodes, edges))


@pytest.fixture(scope="module")
def graphs(peer_cases: Path) -> list[Row]:
    """The graphs, their nodes named `<graph> <node>`."""
    cases = json.loads((peer_cases / "connected_components.json").read_text())

    def named(case: Row, nodes: Iterable[object]) -> list[str]:
        return [f"{case['id']} {node}" for node in nodes]

    return [
        {
            "id": case["id"],
            "nodes": {*named(case, case["nodes"]), *named(case, sum(case["edges"], []))},
            "edges": [tuple(named(case, edge)) for edge in case["edges"]],
            "clusters": {frozenset(named(case, one)) for one in case["expected_clusters"]},
        }
        for case in cases
    ]


def test_graphs_of_other_projects(graphs: list[Row], tmp_path: Path) -> None:
    """All graphs side by side fall into the components that their projects and SciPy name."""
    story = Story()
    for graph in graphs:
        linked = {node for edge in graph["edges"] for node in edge}
        for node in sorted(graph["nodes"] - linked):
            story.record(user_id=node)
        for left, right in graph["edges"]:
            story.link(("user_id", left), ("user_id", right))
    found = partition(persons_of(story.build(tmp_path)))
    assert len(graphs) == 40
    for graph in graphs:
        mine = {whole for whole in found if any(node in graph["nodes"] for node in whole)}
        assert mine == graph["clusters"], graph["id"]
    nodes = {node for graph in graphs for node in graph["nodes"]}
    edges = [edge for graph in graphs for edge in graph["edges"]]
    assert found == partition(components_of(nodes, edges))


# ---------- identify scripts


@dataclass(frozen=True)
class Reason:
    """Why a case ends otherwise than where it comes from.

    Attributes:
        persons: How many persons Milepost finds.
        sentence: The rule of the design contract that says so.
    """

    persons: int
    sentence: str


BLANK = (
    "The id of two blanks is absent (section 3): a record with nothing else is rejected as"
    " `missing_identifier`, so it is no person; the source counts one."
)
REASONS = {"pm-08": Reason(6, BLANK), "pm-09": Reason(6, BLANK)}
"""The scripts that end otherwise."""

ILLEGAL = {"distinctId", "  ", "NaN", "undefined", "None", "0", "null"}
"""Ids that mean nobody: they keep their value, all others are made the script's own."""


def identified_ids(operations: list[Row]) -> set[str]:
    """The ids that name a person: those identified as, and those created as such."""
    named = {one["distinct_id"] for one in operations if one["op"] == "identify"}
    created = [one for one in operations if one["op"] == "create_person" and one["is_identified"]]
    return named | {name for one in created for name in one["distinct_ids"]}


def tell(case: Row, story: Story) -> dict[str, str]:
    """Adds the records that say what a script says.

    Returns:
        The event that shows whose an id is in the end, by id.
    """
    operations = case["operations"]
    persons = identified_ids(operations)

    def identifier(name: str) -> Pair:
        value = name if name in ILLEGAL else f"{case['id']} {name}"
        return ("user_id" if name in persons else "anonymous_id"), value

    def seen(*names: str) -> str:
        """A record that carries some ids; a second one of a type stands in `identifiers`."""
        found = list(dict.fromkeys(identifier(name) for name in names))
        return story.record(**dict(found[:1]), identifiers=dict(found[1:]))

    used: set[str] = set()
    for one in operations:
        if one["op"] == "create_person":
            names = one["distinct_ids"]
            for name in names:
                seen(name)
            for name in names[1:]:
                story.link(identifier(names[0]), identifier(name))
        elif one["op"] == "event":
            names = [one["distinct_id"]]
            seen(*names)
        elif one["op"] == "identify":
            names = [one["distinct_id"], one["anon_distinct_id"]]
            seen(*names)
        else:
            names = [one["distinct_id"], one["alias"]]
            seen(one.get("sent_by", one["distinct_id"]))
            story.link(*map(identifier, names))
        used.update(names)
    return {name: seen(name) for name in sorted(used)}


@dataclass(frozen=True)
class Scripts:
    """The scripts, built.

    Attributes:
        cases: Their rows.
        owners: The user of each id in the end, by case; an id whose records are all rejected has
            none.
    """

    cases: list[Row]
    owners: dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def scripts(peer_cases: Path, tmp_path_factory: pytest.TempPathFactory) -> Scripts:
    """All scripts in one build."""
    cases = json.loads((peer_cases / "posthog_person_merge.json").read_text())
    story = Story()
    shown = {case["id"]: tell(case, story) for case in cases}
    users = users_of_events(story.build(tmp_path_factory.mktemp("scripts")))
    owners = {
        case_id: {name: users[event] for name, event in events.items() if event in users}
        for case_id, events in shown.items()
    }
    return Scripts(cases, owners)


def test_identify_scripts(scripts: Scripts) -> None:
    """Each script ends in its persons, or has its reason and ends as that reason says."""
    assert len(scripts.cases) == 29
    assert scripts.owners.keys() >= REASONS.keys()
    for case in scripts.cases:
        found = partition(scripts.owners[case["id"]])
        right = case["expected_n_persons"]
        if reason := REASONS.get(case["id"]):
            assert right != reason.persons, f"{case['id']}: {reason.sentence}"
            right = reason.persons
        assert len(found) == right, case["id"]
        if case["expected_persons"] is not None:
            expected = {frozenset(one["distinct_ids"]) for one in case["expected_persons"]}
            assert found == expected, case["id"]


def test_ids_that_mean_nobody_join_nobody(scripts: Scripts) -> None:
    """An illegal id stands alone beside the anonymous id it was said to be; `Nan` is legal."""
    assert partition(scripts.owners["pm-09"]) == {
        frozenset({"im an anonymous id", "Nan"}),
        *(frozenset({name}) for name in ILLEGAL - {"null", "  "}),
    }


# ---------- devices and shared identifiers


STITCHED = (
    "Each event that names a person is that person's (section 5, rule 3): a shared device does"
    " not hand its earlier sessions to the user who came last."
)
SESSION_REASONS = {
    "37b340c11359852988ae9b4f77f0c4b283cf2d4e87e2b5e5bceda36a185b81ff": STITCHED,
    "79831faefff0edc56d0d93ccf192b5bb58c07bec8dfff185f5cc4b104c2f0a08": STITCHED,
}
"""The sessions that the source gives to one user and Milepost to others."""


def moment(text: str | int) -> datetime:
    """A case's time: seconds from the start, or what it says."""
    if isinstance(text, int):
        return START + timedelta(seconds=text)
    return datetime.fromisoformat(text)


def mapped(peer_cases: Path, case_id: str, folder: Path) -> tuple[Row, Project]:
    """A case of `device_to_user_mapping.json`, and its events built."""
    cases = json.loads((peer_cases / "device_to_user_mapping.json").read_text())
    case = next(one for one in cases if one["id"] == case_id)
    story = Story()
    for number, one in enumerate(case["events"]):
        story.record(
            event_id=one.get("event_id", f"{number:03d}"),
            occurred_at=moment(one["ts"]),
            endpoint_id=one["device_id"],
            user_id=one["user_id"],
            properties={"session_id": one.get("session_id")},
        )
    return case, story.build(folder)


def current_users(project: Project) -> dict[str, str | None]:
    """The user id behind each device at the end, None for an anonymous user."""
    rows = project.query(
        "select identifier_value, leading_value, is_anonymous from dim_endpoints as endpoints"
        " join int_identity__users as users on endpoints.current_user_key = users.user_key"
    )
    return {
        row["identifier_value"]: None if row["is_anonymous"] else row["leading_value"]
        for row in rows
    }


def test_a_device_ends_with_the_user_it_last_saw(peer_cases: Path, tmp_path: Path) -> None:
    """GA4: the last user of each device; one that never saw any belongs to nobody known."""
    case, project = mapped(peer_cases, "ga4-01", tmp_path)
    expected = {one["device_id"]: one["user_id"] for one in case["expected"]}
    nobodys = {one["device_id"] for one in case["events"]} - expected.keys()
    assert current_users(project) == {**expected, **dict.fromkeys(nobodys)}


def test_sessions_keep_their_own_users(peer_cases: Path, tmp_path: Path) -> None:
    """Snowplow: the last user of each device; its sessions are that user's or have a reason."""
    case, project = mapped(peer_cases, "spw-01", tmp_path)
    sessions = [one for one in case["expected_sessions"] if one["device_id"]]
    last = current_users(project)
    assert {one["device_id"]: last[one["device_id"]] for one in sessions} == {
        one["device_id"]: one["stitched_user_id"] for one in sessions
    }
    rows = project.query(
        "select distinct properties ->> 'session_id' as session_id, leading_value"
        " from fct_events join int_identity__users using (user_key)"
    )
    users: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        users[row["session_id"]].add(row["leading_value"])
    assert {
        one["session_id"]
        for one in sessions
        if users[one["session_id"]] != {one["stitched_user_id"]}
    } == SESSION_REASONS.keys()


def test_records_that_share_contacts_are_one_person(peer_cases: Path, tmp_path: Path) -> None:
    """Records without any id but an e-mail, a phone or a loyalty card fall into the clusters."""
    (case,) = json.loads((peer_cases / "dbt_idr_shared_identifiers.json").read_text())
    types = {"EMAIL": "email_sha256", "PHONE": "phone", "LOYALTY": "crm_id"}
    story = Story()
    for one in case["entities"]:
        identifiers = {types[kind]: value for kind, value in one["identifiers"]}
        story.record(event_id=one["entity"], identifiers=identifiers)
    found = partition(users_of_events(story.build(tmp_path)))
    assert found == {frozenset(one) for one in case["expected_clusters"]}
    assert any(whole >= set(case["expected_together"]) for whole in found)
