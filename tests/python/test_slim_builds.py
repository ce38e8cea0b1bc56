"""Selections that leave the scope of runs alone make the same tables from what is there.

That is what a slim build does (`.ci/slim`): it builds what a change reaches on the base's tables.
"""

from datetime import datetime
from pathlib import Path

import pytest
from conftest import MakeProject
from harness import BuildError, parse_project
from reference.world import World, write_world


def test_what_a_change_reaches_is_made_again_and_nothing_is_doubled(
    make_project: MakeProject, tmp_path: Path
) -> None:
    """A kept table and all that reads it, built twice, ends in the same rows, runs told once."""
    records = [
        {"event_name": name, "occurred_at": datetime(2024, 3, 1, hour), "user_id": user}
        for user in ("ann", "bob")
        for hour, name in enumerate(["signup", "purchase", "signup"])
    ]
    journey = {"journey_id": "tour", "version": "1"}
    goes = {"participant": "user", "reentry": "concurrent", "step_order": "ordered"}
    roles = {"entry": "signup", "conversion": "purchase"}
    world = World(
        records,
        seeds={
            "identifier_types": [{"identifier_type": "user_id", "kind": "person", "priority": "1"}],
            "journeys": [{**journey, **goes}],
            "journey_rules": [
                {**journey, "role": role, "rule_id": name, "event_name": name}
                for role, name in roles.items()
            ],
        },
    )
    data, seeds = write_world(world, tmp_path / "world")
    project = make_project(data=data, seeds=seeds)
    project.build()
    models = parse_project(project.project_dir).models()
    public = [node.name for node in models if node.access == "public"]
    before = {name: project.table(name) for name in public}
    assert len(before["fct_journey_entries"]) == 4
    project.build(select="fct_journey_entries+")
    moved = {name for name in public if project.table(name) != before[name]}
    # its counts are of all that the run wrote, and it has written twice; each table is told of once
    assert moved == {"fct_load_tables"}
    told = [(row["run_no"], row["table_name"]) for row in project.table("fct_load_tables")]
    assert len(told) == len(set(told))
    assert {(row["run_no"], row["table_name"]) for row in before["fct_load_tables"]} <= set(told)
    with pytest.raises(BuildError, match="is selected together with int_scope__state"):
        project.build(select=["int_scope__state", "fct_journey_entries"])
