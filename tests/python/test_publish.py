"""Readers see a published copy that is whole, at every moment, whatever becomes of its writer."""

import json
import threading
from pathlib import Path

import duckdb
import pytest
from harness import ROOT, parse_project
from publishing import shelf
from publishing.artifacts import ArtifactError, public_tables
from publishing.copies import DB_NAME, PARQUET_NAME, write_copies
from publishing.shelf import Shelf, ShelfError

TABLES = ["first", "second"]
ROWS = 200_000


@pytest.fixture(autouse=True)
def no_long_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Old versions go soon."""
    monkeypatch.setattr(shelf, "GRACE_SECONDS", 0.05)


def warehouse_of(folder: Path, version: int) -> Path:
    """Makes a warehouse whose tables hold one version in each row."""
    path = folder / f"{version}.duckdb"
    with duckdb.connect(str(path)) as connection:
        for table in TABLES:
            connection.execute(
                f"create table {table} as select {version} as version, i from range({ROWS}) r(i)"
            )
        connection.execute("create table inner_part as select 1 as x")
    return path


def publish(warehouse: Path, folder: Path) -> None:
    """Publishes the tables of a warehouse, whatever dbt may say."""
    with Shelf(folder, (DB_NAME, PARQUET_NAME)).next_version() as new:
        write_copies(warehouse, TABLES, new)


def versions_in(connection: duckdb.DuckDBPyConnection) -> list[tuple[int, int]]:
    """The versions in the tables of a DuckDB file, with their rows."""
    both = " union all ".join(f"select version from {table}" for table in TABLES)
    return connection.execute(
        f"select version, count(*) from ({both}) group by version order by version"
    ).fetchall()


def test_open_readers_keep_the_old_and_new_ones_see_the_new(tmp_path: Path) -> None:
    """A connection and a half-read Parquet file go on as they began, past two swaps."""
    folder = tmp_path / "published"
    publish(warehouse_of(tmp_path, 1), folder)
    with duckdb.connect(str(folder / DB_NAME), read_only=True) as old:
        stream = duckdb.connect().execute(f"from '{folder / PARQUET_NAME}/first.parquet'")
        assert stream.fetchone() == (1, 0)
        for version in (2, 3):
            publish(warehouse_of(tmp_path, version), folder)
            assert versions_in(old) == [(1, 2 * ROWS)]
            with duckdb.connect(str(folder / DB_NAME), read_only=True) as new:
                assert versions_in(new) == [(version, 2 * ROWS)]
        rest = stream.fetchall()
        assert {row[0] for row in rest} == {1}
        assert len(rest) == ROWS - 1
    assert len(list((folder / shelf.VERSIONS).iterdir())) == 1


def test_readers_never_see_half(tmp_path: Path) -> None:
    """Who opens the copy again and again during swaps finds one whole version each time."""
    folder = tmp_path / "published"
    warehouses = [warehouse_of(tmp_path, version) for version in range(1, 7)]
    publish(warehouses[0], folder)
    found: list[object] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                with duckdb.connect(str(folder / DB_NAME), read_only=True) as connection:
                    found.append(versions_in(connection))
            except duckdb.Error as error:
                found.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    for warehouse in warehouses[1:]:
        publish(warehouse, folder)
    done.set()
    reader.join()
    assert len(found) > len(warehouses)
    whole = [[(version, 2 * ROWS)] for version in range(1, 7)]
    assert [seen for seen in found if seen not in whole] == []


def test_the_copy_holds_the_public_tables_alone_in_both_kinds(tmp_path: Path) -> None:
    """DuckDB file and Parquet files say the same, nothing else lies there, nothing is writable."""
    folder = tmp_path / "published"
    publish(warehouse_of(tmp_path, 1), folder)
    files = {path.name for path in (folder / shelf.CURRENT).rglob("*") if path.is_file()}
    assert files == {DB_NAME, *(f"{table}.parquet" for table in TABLES)}
    modes = [path.stat().st_mode & 0o222 for path in (folder / shelf.CURRENT).rglob("*.*")]
    assert set(modes) == {0}
    with duckdb.connect(str(folder / DB_NAME), read_only=True) as connection:
        names = connection.execute("select table_name from duckdb_tables() order by 1").fetchall()
        assert names == [(table,) for table in TABLES]
        for table in TABLES:
            file = folder / PARQUET_NAME / f"{table}.parquet"
            rows = connection.execute(f"from {table} order by all").fetchall()
            assert connection.execute(f"from '{file}' order by all").fetchall() == rows
        version = connection.execute(
            "select tags['storage_version'] from duckdb_databases() where database_name = ?",
            [Path(DB_NAME).stem],
        ).fetchone()
        assert version is not None
        assert version[0].startswith("v1.4.0")


def test_a_failed_copy_leaves_no_trace(tmp_path: Path) -> None:
    """An error while writing keeps the old copy and removes what was written of the new."""
    folder = tmp_path / "published"
    publish(warehouse_of(tmp_path, 1), folder)
    before = sorted(folder.rglob("*"))
    lacking = tmp_path / "lacking.duckdb"
    with duckdb.connect(str(lacking)) as connection:
        connection.execute("create table first as select 2 as version")
    with pytest.raises(duckdb.CatalogException, match="second"):
        publish(lacking, folder)
    with (
        pytest.raises(ShelfError, match=f"lacks {PARQUET_NAME}"),
        Shelf(folder, (DB_NAME, PARQUET_NAME)).next_version() as new,
    ):
        (new / DB_NAME).touch()
    assert sorted(folder.rglob("*")) == before


def test_two_writers_do_not_meet(tmp_path: Path) -> None:
    """Who comes second is told so, and the first goes on."""
    folder = tmp_path / "published"
    with Shelf(folder, ("name",)).next_version() as new:
        with (
            pytest.raises(ShelfError, match="Another process"),
            Shelf(folder, ("name",)).next_version(),
        ):
            pass
        (new / "name").write_text("first")
    assert (folder / "name").read_text() == "first"


def test_foreign_files_are_not_overwritten(tmp_path: Path) -> None:
    """A file of somebody's own in the place of a published one stops publishing."""
    (tmp_path / DB_NAME).write_text("mine")
    with pytest.raises(ShelfError, match="move it away"):
        publish(warehouse_of(tmp_path, 1), tmp_path)
    assert (tmp_path / DB_NAME).read_text() == "mine"


def artifacts_of(folder: Path, status: dict[str, str]) -> Path:
    """Writes dbt's artifacts of a project with one public model, one other and one test."""
    nodes = {
        "model.m.shown": {"resource_type": "model", "access": "public", "alias": "shown"},
        "model.m.inner": {"resource_type": "model", "access": "protected", "alias": "inner"},
        "test.m.holds": {"resource_type": "test"},
    }
    results = [{"unique_id": key, "status": value} for key, value in status.items()]
    (folder / "manifest.json").write_text(json.dumps({"nodes": nodes}))
    (folder / "run_results.json").write_text(json.dumps({"results": results}))
    return folder


GREEN = {"model.m.shown": "success", "model.m.inner": "success", "test.m.holds": "pass"}


def test_a_green_build_is_public(tmp_path: Path) -> None:
    """Of a whole build the public tables are given; a warning is no failure."""
    assert public_tables(artifacts_of(tmp_path, GREEN)) == ["shown"]
    assert public_tables(artifacts_of(tmp_path, GREEN | {"test.m.holds": "warn"})) == ["shown"]


@pytest.mark.parametrize("bad", ["fail", "error", "skipped", "runtime error", "partial success"])
def test_a_build_that_is_not_green_is_not_public(tmp_path: Path, bad: str) -> None:
    """A failed or skipped node forbids to publish, and is named."""
    with pytest.raises(ArtifactError, match=r"not green: test\.m\.holds"):
        public_tables(artifacts_of(tmp_path, GREEN | {"test.m.holds": bad}))


@pytest.mark.parametrize("left_out", ["model.m.shown", "test.m.holds"])
def test_a_part_of_a_build_is_not_public(tmp_path: Path, left_out: str) -> None:
    """A run that left out a public table or a test forbids to publish."""
    status = {key: value for key, value in GREEN.items() if key != left_out}
    with pytest.raises(ArtifactError, match=f"left out {left_out}"):
        public_tables(artifacts_of(tmp_path, status))


def test_no_finished_build_is_not_public(tmp_path: Path) -> None:
    """Without dbt's account of a run nothing is known of it."""
    artifacts_of(tmp_path, GREEN)
    (tmp_path / "run_results.json").unlink()
    with pytest.raises(ArtifactError, match="run_results"):
        public_tables(tmp_path)


def test_what_is_public() -> None:
    """Facts, dimensions, reports and owners are; parts, and what they say again, are not."""
    models = parse_project(ROOT).models()
    public = {node.name for node in models if node.access == "public"}
    outward = {node.name for node in models if not node.name.startswith(("int_", "stg_"))}
    assert public <= outward
    assert outward - public == {"events", "identity_links", "erasure_requests", "endpoints"}
