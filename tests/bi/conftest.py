"""A Superset of the tests' own, on a copy of the last build, with the assets imported."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from api import Api
from local import Superset

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the last build: its warehouse, the key of its contacts, what it published."""
    warehouse = Path(os.environ.get("MILEPOST_DB", ROOT / "warehouse" / "milepost.duckdb"))
    if not (warehouse.parent / "published" / "milepost.duckdb").exists():
        pytest.fail(f"nothing is published beside {warehouse}: run `make build`")
    folder = tmp_path_factory.mktemp("build")
    for path in warehouse.parent.glob("milepost.*"):
        shutil.copy2(path, folder)
    shutil.copytree(warehouse.parent / "published", folder / "published", symlinks=True)
    return folder


@pytest.fixture(scope="session")
def copy(build: Path) -> Path:
    """The published DuckDB file."""
    return build / "published" / "milepost.duckdb"


@pytest.fixture(scope="session")
def superset(copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Superset]:
    """A Superset that is served, with the assets imported by its own command line."""
    found = Superset(tmp_path_factory.mktemp("superset"), free_port())
    found.prepare(copy)
    with (found.home / "server.log").open("w", encoding="utf-8") as log:
        server = subprocess.Popen(
            found.serving(), env=found.environment(), stdout=log, stderr=subprocess.STDOUT
        )
        try:
            yield found
        finally:
            server.terminate()
            server.wait(timeout=60)


@pytest.fixture(scope="session")
def api(superset: Superset) -> Api:
    """Its API."""
    return Api(superset)
