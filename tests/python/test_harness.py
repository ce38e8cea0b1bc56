"""The harness gives each warehouse its own data, seeds and variables, and hides no failure."""

from pathlib import Path
from textwrap import dedent

import pytest
from harness import BuildError, Project

FILES = {
    "dbt_project.yml": """
        name: tiny
        config-version: 2
        profile: tiny
        seed-paths: ["{{ env_var('MILEPOST_SEEDS', 'seeds') }}"]
        vars: {greeting: hello}
    """,
    "profiles.yml": """
        tiny:
          target: duckdb
          outputs:
            duckdb: {type: duckdb, path: "{{ env_var('MILEPOST_DB') }}", schema: main}
    """,
    "seeds/inner/names.csv": """
        name,rank
        own,1
    """,
    "seeds/identifier_types.csv": """
        identifier_type
        user_id
    """,
    "models/inputs.sql": """
        {{ config(materialized='ephemeral') }}
        select '{{ var("greeting") }}' as greeting, '{{ env_var("MILEPOST_DATA", "none") }}' as data
    """,
    "models/outputs.sql": """
        {{ config(materialized='table') }}
        select inputs.*, names.name, (select count(*) from {{ ref('identifier_types') }}) as types
        from {{ ref('inputs') }} as inputs left join {{ ref('names') }} as names on true
    """,
    "models/schema.yml": """
        seeds:
          - name: names
            config: {column_types: {name: varchar, rank: varchar}}
        models:
          - name: outputs
            columns: [{name: name, data_tests: [not_null]}]
    """,
    "macros/fail.sql": """
        {% macro fail(reason) %}{{ exceptions.raise_compiler_error(reason) }}{% endmacro %}
    """,
}


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dbt project of two seeds and two models, one of them ephemeral."""
    root = tmp_path_factory.mktemp("tiny")
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip())
    return root


def seeds_of(folder: Path, **tables: str) -> Path:
    """Writes one CSV a table and gives the folder."""
    folder.mkdir()
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text)
    return folder


def test_warehouses_do_not_mix(tiny: Path, tmp_path: Path) -> None:
    """Data, seeds and variables of one build never show in the next, in either order."""
    seeds = seeds_of(tmp_path / "seeds", names='name,rank\n"a ""b"", c",2\n')
    own = Project(tmp_path / "own", project_dir=tiny)
    other = Project(
        tmp_path / "other",
        data=tmp_path,
        seeds=seeds,
        variables={"greeting": "bye"},
        project_dir=tiny,
    )
    for _ in range(2):
        own.build()
        other.build()
        expected = {"greeting": "hello", "data": "none", "name": "own", "types": 1}
        assert own.table("outputs") == [expected]
        expected = {"greeting": "bye", "data": str(tmp_path), "name": 'a "b", c', "types": 1}
        assert other.table("outputs") == [expected]


def test_seeds_that_are_not_brought_have_no_rows(tiny: Path, tmp_path: Path) -> None:
    """Only identifier types stay as the project has them."""
    project = Project(tmp_path, seeds=seeds_of(tmp_path / "seeds"), project_dir=tiny)
    project.build()
    assert project.query("select name, types from outputs") == [{"name": None, "types": 1}]


def test_a_failing_test_is_an_error_that_names_it(tiny: Path, tmp_path: Path) -> None:
    """A build with tests fails where the same build without them does not."""
    project = Project(tmp_path, seeds=seeds_of(tmp_path / "seeds"), project_dir=tiny)
    project.build()
    with pytest.raises(BuildError, match=r"test\.tiny\.not_null_outputs_name.*Got 1 result"):
        project.build(tests=True)
    with pytest.raises(BuildError, match=r"test\.tiny\.not_null_outputs_name.*Got 1 result"):
        project.test()


def test_a_failing_macro_is_an_error_with_its_words(tiny: Path, tmp_path: Path) -> None:
    """What a macro says on failing reaches the test."""
    with pytest.raises(BuildError, match="out of milk"):
        Project(tmp_path, project_dir=tiny).run_operation("fail", reason="out of milk")


def test_misspelt_names_are_errors(tiny: Path, tmp_path: Path) -> None:
    """A selection of nothing, a seed that is none and another database name do not pass."""
    with pytest.raises(BuildError, match="nothing has been selected"):
        Project(tmp_path, project_dir=tiny).build(select="output")
    seeds = seeds_of(tmp_path / "seeds", nams="name,rank\n")
    with pytest.raises(ValueError, match="nams"):
        Project(tmp_path, seeds=seeds, project_dir=tiny).build()
    with pytest.raises(ValueError, match="has to be called"):
        Project(tmp_path, db=tmp_path / "other.duckdb", project_dir=tiny)
