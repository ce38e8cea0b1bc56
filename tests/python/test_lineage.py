"""The pages that show how tables hang together are current, and groups keep to themselves."""

import pytest
from column_lineage import with_databases
from entities import page
from harness import ROOT, parse_project

ENTITIES = ROOT / "docs" / "entities.md"


def test_the_diagram_of_tables_is_current() -> None:
    """`docs/entities.md` is what `make entities` draws of the project as it stands."""
    manifest = parse_project(ROOT).manifest.writable_manifest().to_dict()
    assert ENTITIES.read_text(encoding="utf-8") == page(manifest), "run `make entities`"


def test_every_model_has_a_group_and_models_of_marts_are_public() -> None:
    """Each model has somebody who answers for it; what `int_` begins nobody outside reads."""
    models = parse_project(ROOT).models()
    assert [node.name for node in models if not node.group] == []
    open_ones = {node.name for node in models if node.access == "public"}
    assert {node.name for node in models if node.fqn[1] == "marts"} <= open_ones
    assert {name for name in open_ones if name.startswith(("int_", "stg_"))} == set()


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('select * from "main"."a"', 'select * from "w"."main"."a"'),
        ('from "w"."main"."a", "main"."ab"', 'from "w"."main"."a", "main"."ab"'),
    ],
)
def test_databases_are_put_back_once(code: str, expected: str) -> None:
    """A table that a model depends on gets its full name, what has it keeps it."""
    manifest = {
        "sources": {},
        "nodes": {
            "model.p.a": {"relation_name": '"w"."main"."a"'},
            "model.p.b": {"compiled_code": code, "depends_on": {"nodes": ["model.p.a"]}},
        },
    }
    assert with_databases(manifest)["nodes"]["model.p.b"]["compiled_code"] == expected


def test_every_report_has_a_consumer() -> None:
    """Each report is read by an exposure, so that lineage shows what a change reaches."""
    exposures = parse_project(ROOT).manifest.exposures.values()
    read = {name for exposure in exposures for name in exposure.depends_on.nodes}
    reports = [n for n in parse_project(ROOT).models() if n.name.startswith("rpt_")]
    assert reports
    assert [node.name for node in reports if node.unique_id not in read] == []
