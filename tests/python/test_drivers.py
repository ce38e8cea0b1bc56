"""Conversion drivers, counted again entry by entry from the raw click-stream."""

import math
import shutil
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import MakeProject
from harness import ROOT, Project
from recount import raw_histories
from reference.identity import hash_key
from reference.world import World, write_world

CLICK_STREAM = ROOT / "data/sample/generic/events/click_stream.csv.gz"
REPORT = "rpt_conversion_drivers"
MIN_SAMPLE = 30
QUANTILE = statistics.NormalDist().inv_cdf(0.975)

JOURNEYS: dict[str, tuple[dict[str, str], list[tuple[str, str]]]] = {
    "ends_on_purchase": (
        {
            "reentry": "after_exit",
            "window_minutes": "1440",
            "ends_on_conversion": "true",
            "segment_property": "acquisition_channel",
        },
        [("entry", "product_view"), ("conversion", "purchase"), ("exclusion", "payment_error")],
    ),
    "overlapping_with_a_tail": (
        {"reentry": "concurrent", "window_minutes": "240", "conversion_tail_minutes": "1440"},
        [("entry", "cart"), ("conversion", "purchase"), ("exit", "support_chat")],
    ),
    "without_a_window": (
        {"reentry": "restart", "inactivity_minutes": "600", "segment_property": "user_cohort"},
        [("entry", "home"), ("conversion", "purchase"), ("exit", "checkout_bug")],
    ),
}
"""Journeys of users that differ in what a driver's count may trip over: their cells and rules."""

Row = dict[str, Any]
Key = tuple[str, str, str, str | None]
"""Journey, kind, driver, value."""


@dataclass(frozen=True)
class Settled:
    """A settled entry: what it had before its end and its conversion, and whether it converted."""

    journey_id: str
    had: frozenset[tuple[str, str, str | None]]
    is_converted: bool


def journey_seeds() -> dict[str, list[dict[str, str]]]:
    """The journeys above as rows of seeds."""
    keys = {name: {"journey_id": name, "version": "1"} for name in JOURNEYS}
    return {
        "identifier_types": [{"identifier_type": "user_id", "kind": "person", "priority": "1"}],
        "journeys": [
            {**keys[name], "participant": "user", "step_order": "ordered", **cells}
            for name, (cells, _) in JOURNEYS.items()
        ],
        "journey_rules": [
            {**keys[name], "role": role, "rule_id": event_name, "event_name": event_name}
            for name, (_, rules) in JOURNEYS.items()
            for role, event_name in rules
        ],
    }


@pytest.fixture(scope="module", params=[0, 20], ids=["whole_entries", "landmark"])
def project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The click-stream alone, with the journeys above, without a landmark and with one."""
    folder = tmp_path_factory.mktemp("drivers")
    _, seeds = write_world(World([], seeds=journey_seeds()), folder / "world")
    events = folder / "data/generic/events"
    events.mkdir(parents=True)
    shutil.copy(CLICK_STREAM, events)
    project = Project(
        folder / "warehouse",
        data=folder / "data",
        seeds=seeds,
        variables={"driver_landmark_minutes": request.param},
    )
    project.build(select=f"+{REPORT}")
    return project


def settled_entries(project: Project) -> Iterator[Settled]:
    """The settled entries of the warehouse, with what the raw file says happened in them."""
    landmark = timedelta(minutes=(project.variables or {})["driver_landmark_minutes"])
    histories = {hash_key(("user_id", user)): history for user, history in raw_histories().items()}
    for entry in project.table("fct_journey_entries"):
        if entry["is_excluded"] or entry["ended_at"] is None:
            continue
        if entry["matures_at"] is not None and not entry["is_mature"]:
            continue
        until = min(at for at in (entry["ended_at"], entry["converted_at"]) if at is not None)
        if landmark:
            if until < entry["entered_at"] + landmark:
                continue
            until = entry["entered_at"] + landmark
        happened = {
            ("event", name, None)
            for at, name in histories[entry["participant_key"]]
            if entry["entered_at"] < at < until
        }
        said = {
            ("property", name, entry[name])
            for name in ("channel", "platform", "segment")
            if entry[name] is not None
        }
        yield Settled(entry["journey_id"], frozenset(happened | said), entry["is_converted"])


def recounted(entries: list[Settled]) -> dict[Key, list[tuple[bool, bool]]]:
    """By driver, for each settled entry of its journey: whether it had it, whether it converted."""
    result = {}
    for journey_id in JOURNEYS:
        own = [entry for entry in entries if entry.journey_id == journey_id]
        for driver in frozenset[tuple[str, str, str | None]]().union(*(one.had for one in own)):
            result[journey_id, *driver] = [(driver in one.had, one.is_converted) for one in own]
    return result


def phi_of(pairs: list[tuple[bool, bool]]) -> float | None:
    """Pearson's correlation of having the driver and converting; None where one is constant."""
    had, converted = ([float(one) for one in column] for column in zip(*pairs, strict=True))
    if len(set(had)) == 1 or len(set(converted)) == 1:
        return None
    return statistics.correlation(had, converted)


def lies_on_wilson_bounds(low: float, high: float, successes: int, trials: int) -> bool:
    """Whether two shares are just so far from the observed one that a test would bear them."""
    observed = successes / trials
    return low <= observed <= high and all(
        math.isclose(
            abs(observed - bound),
            QUANTILE * math.sqrt(bound * (1 - bound) / trials),
            abs_tol=1e-9,
        )
        for bound in (low, high)
        if 0 < bound < 1
    )


def test_every_driver_of_the_click_stream_is_recounted(project: Project) -> None:
    """Counts are those of the raw file, and there is no driver more or less."""
    expected = recounted(list(settled_entries(project)))
    found = {
        (row["journey_id"], row["driver_kind"], row["driver"], row["driver_value"]): [
            row[f"{what}_{side}"]
            for what in ("entries", "converted")
            for side in ("with", "without")
        ]
        for row in project.table(REPORT)
    }
    assert found == {
        key: [
            *(sum(had is side for had, _ in pairs) for side in (True, False)),
            *(sum(had is side and converted for had, converted in pairs) for side in (True, False)),
        ]
        for key, pairs in expected.items()
    }
    assert {(journey, kind) for journey, kind, *_ in found} >= {
        (journey, "event") for journey in JOURNEYS
    }


def test_statistics_follow_from_the_entries(project: Project) -> None:
    """Rates, lift, phi and intervals are what another way of computing them gives."""
    expected = recounted(list(settled_entries(project)))
    for row in project.table(REPORT):
        pairs = expected[row["journey_id"], row["driver_kind"], row["driver"], row["driver_value"]]
        overall = sum(converted for _, converted in pairs) / len(pairs)
        assert row["share_of_entries"] == pytest.approx(sum(had for had, _ in pairs) / len(pairs))
        assert row["overall_rate"] == pytest.approx(overall)
        assert row["phi"] == pytest.approx(phi_of(pairs), abs=1e-9)
        for side, present in (("with", True), ("without", False)):
            converted = [converted for had, converted in pairs if had is present]
            if not converted:
                assert row[f"rate_{side}"] is None
                continue
            assert row[f"rate_{side}"] == pytest.approx(sum(converted) / len(converted))
            assert lies_on_wilson_bounds(
                row[f"rate_{side}_low"], row[f"rate_{side}_high"], sum(converted), len(converted)
            )
        assert row["lift"] == pytest.approx(row["rate_with"] / overall)


def test_nothing_is_ranked_on_less_than_the_minimum_sample(project: Project) -> None:
    """Ranks go by the size of phi, and only drivers with enough entries on both sides have one."""
    rows = project.table(REPORT)
    for row in rows:
        few = min(row["entries_with"], row["entries_without"]) < MIN_SAMPLE
        assert row["is_sufficient"] is not few
        assert (row["driver_rank"] is None) is (few or row["phi"] is None)
    assert any(row["driver_rank"] is None for row in rows)
    for journey_id in JOURNEYS:
        ranked = [
            (row["driver_rank"], abs(row["phi"]))
            for row in rows
            if row["journey_id"] == journey_id and row["driver_rank"] is not None
        ]
        assert ranked == [] or min(ranked)[0] == 1
        assert all(
            rank == 1 + sum(other > strength for _, other in ranked) for rank, strength in ranked
        )


def test_an_endpoint_has_the_events_of_all_its_users(
    tmp_path: Path, make_project: MakeProject
) -> None:
    """What anyone does on the endpoint drives its entry; the same user elsewhere doesn't.

    Neither does an event at the instant of the entry, of the conversion or of the end.
    """

    def event(number: int, name: str, minute: int, user: str, endpoint: str) -> Row:
        return {
            "event_id": f"e{number}",
            "event_name": name,
            "occurred_at": datetime(2026, 1, 1, 0, minute),
            "user_id": user,
            "endpoint_id": endpoint,
            "properties": {"campaign's": "spring"} if name == "open" else {},
        }

    told = [
        ("open", 0, "ann", "tv"),
        ("logo", 0, "ann", "tv"),
        ("watch", 1, "bob", "tv"),
        ("talk", 1, "ann", "phone"),
        ("credits", 2, "ann", "tv"),
        ("buy", 2, "ann", "tv"),
        ("rate", 3, "ann", "tv"),
        ("open", 4, "bob", "tablet"),
        ("watch", 5, "bob", "tablet"),
        ("leave", 6, "bob", "tablet"),
        ("open", 7, "cid", "radio"),
        ("talk", 9, "cid", "radio"),
    ]
    key = {"journey_id": "j", "version": "1"}
    data, seeds = write_world(
        World(
            [event(number, *line) for number, line in enumerate(told)],
            seeds={
                "identifier_types": [
                    {"identifier_type": "user_id", "kind": "person", "priority": "1"},
                    {"identifier_type": "endpoint_id", "kind": "device", "priority": "2"},
                ],
                "journeys": [
                    {
                        **key,
                        "participant": "endpoint",
                        "reentry": "once",
                        "step_order": "ordered",
                        "ends_on_conversion": "true",
                    }
                ],
                "journey_rules": [
                    {**key, "role": role, "rule_id": name, "event_name": name}
                    for role, name in (("entry", "open"), ("conversion", "buy"), ("exit", "leave"))
                ],
            },
        ),
        tmp_path,
    )
    project = make_project(
        data=data,
        seeds=seeds,
        variables={
            "as_of": "2026-01-01T00:08:00Z",
            "driver_properties": ["properties.campaign's", "user_id"],
        },
    )
    project.build(select=f"+{REPORT}")
    found = {
        (row["driver"], row["driver_value"]): (row["entries_with"], row["converted_with"])
        for row in project.table(REPORT)
    }
    assert found == {
        ("watch", None): (2, 1),
        ("properties.campaign's", "spring"): (2, 1),
        ("user_id", "ann"): (1, 1),
        ("user_id", "bob"): (1, 0),
    }
