"""A build that fails or is killed costs nothing: readers keep what they had, the next one mends."""

import itertools
import os
import random
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest
from harness import DB_NAME
from workplace import Fingerprint, Workplace, fingerprint, little_project, write_batch

KILLS = int(os.environ.get("MILEPOST_KILLS", "1"))
"""How many builds of Milepost are killed; of the little project it is more by `LITTLE_KILLS`."""

LITTLE_KILLS = 4

MOST_IN_A_ROW = 3
"""How many builds are killed, at most, one after the other, before one comes to its end."""

LOOK_SECONDS = 0.2
"""How long a reader waits before it looks again."""

NOTHING = "Nothing has been published"

NEARLY_FULL = 4096
"""The size in kilobytes of the largest file on a disk that is nearly full."""


@pytest.fixture(scope="module")
def first_batch(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    """The little project with its first batch built and published, to be copied."""
    home = tmp_path_factory.mktemp("little")
    place = Workplace(home / "work", home / "data", little_project(home / "project"))
    write_batch(place.data, 1)
    status, said = place.build()
    assert status == 0, said
    return place


@pytest.fixture
def little(first_batch: Workplace, tmp_path: Path) -> Workplace:
    """The little project with its first batch built and published, in the test's own folder."""
    place = Workplace(tmp_path / "work", tmp_path / "data", first_batch.project)
    shutil.copytree(first_batch.root, place.root, symlinks=True)
    shutil.copytree(first_batch.data, place.data)
    return place


def published_batches(place: Workplace) -> list[int]:
    """The batches in the published events."""
    with duckdb.connect(str(place.published), read_only=True) as connection:
        return [
            row[0] for row in connection.execute("select distinct batch from events").fetchall()
        ]


def test_a_failing_test_publishes_nothing(little: Workplace) -> None:
    """The tables are built, one test fails: readers keep the batch before, and are told."""
    write_batch(little.data, -2)
    status, said = little.build()
    assert status != 0
    assert "a_batch_is_good" in said
    assert NOTHING in said
    assert published_batches(little) == [1]
    status, said = little.run('"$BIN/python" scripts/publish.py')
    assert (status, published_batches(little)) == (1, [1])
    assert "not green" in said
    write_batch(little.data, 3)
    assert little.build()[0] == 0
    assert published_batches(little) == [3]


def test_a_full_disk_publishes_nothing(little: Workplace) -> None:
    """Whether building or publishing finds no room: the old copy stays, then all goes well."""
    write_batch(little.data, 2)
    status, said = little.build(most_kilobytes=NEARLY_FULL)
    assert status != 0
    assert NOTHING in said
    assert published_batches(little) == [1]
    status, said = little.run('"$BIN/dbt" build')
    assert status == 0, said
    status, said = little.run('"$BIN/python" scripts/publish.py', most_kilobytes=NEARLY_FULL)
    assert status == 1
    assert NOTHING in said
    assert "File too large" in said
    assert published_batches(little) == [1]
    assert little.run('"$BIN/python" scripts/publish.py')[0] == 0
    assert published_batches(little) == [2]


def test_a_file_that_cannot_be_read_publishes_nothing(little: Workplace) -> None:
    """A gzipped file cut off, and a link that leads nowhere, stop the build by their names."""
    path = write_batch(little.data, 2)
    path.write_bytes(path.read_bytes()[:-4])
    gone = little.data / "gone.csv"
    gone.symlink_to(little.root / "nowhere.csv")
    status, said = little.build()
    assert status != 0
    assert f"{path}: " in said
    assert f"{gone}: " in said
    assert NOTHING in said
    assert published_batches(little) == [1]


def test_a_build_says_who_should_read_elsewhere(little: Workplace) -> None:
    """Who has the warehouse open is asked to read the published copy; `make query` does so."""
    with duckdb.connect(str(little.root / DB_NAME)):
        status, said = little.build()
        assert status != 0
        assert str(little.published.parent) in said
        status, said = little.run('"$BIN/python" scripts/query.py "select count(*) from events"')
        assert status == 0, said
        assert "200000" in said


def test_what_a_killed_build_leaves_is_cleared_away(little: Workplace) -> None:
    """Tables not yet in place, spilled files and versions not yet published go."""
    database = little.root / DB_NAME
    with duckdb.connect(str(database)) as connection:
        connection.execute("create table gone__dbt_tmp as select 1 as x")
        connection.execute("create view gone__dbt_backup as select 1 as x")
        connection.execute("create table int_gone__scratch_edges as select 1 as x")
    spilled = Path(f"{database}.tmp")
    spilled.mkdir()
    (spilled / "duckdb_temp_storage-0.tmp").touch()
    half = little.published.parent / ".versions" / "half"
    half.mkdir()
    assert little.build()[0] == 0
    with duckdb.connect(str(database), read_only=True) as connection:
        [(left,)] = connection.execute(
            "select count(*) from information_schema.tables where table_name like '%gone%'"
        ).fetchall()
    assert left == 0
    assert not spilled.exists()
    assert not half.exists()


@contextmanager
def watched(place: Workplace) -> Iterator[list[Fingerprint | duckdb.Error]]:
    """Reads the published copy over and over. Gives what was seen, each thing once."""
    seen: list[Fingerprint | duckdb.Error] = []
    done = threading.Event()

    def watch() -> None:
        while not done.is_set():
            try:
                now: Fingerprint | duckdb.Error = fingerprint(place.published)
            except duckdb.Error as error:
                now = error
            if not seen or seen[-1] != now:
                seen.append(now)
            time.sleep(LOOK_SECONDS)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield seen
    finally:
        done.set()
        watcher.join()


def merges(place: Workplace) -> int:
    """How many identity merges are published."""
    with duckdb.connect(str(place.published), read_only=True) as connection:
        [(found,)] = connection.execute("select count(*) from fct_identity_merges").fetchall()
    return int(found)


def kill_and_mend(
    home: Path, data: Path, more: Path, project: Path | None, kills: int, merged: int = 0
) -> None:
    """Kills builds at random moments, each followed by a whole one.

    Each begins with what an undisturbed build of `data` left, gets the files of `more` too, and is
    killed once, twice or three times: what mends is killed too. After a kill the published copy is
    the one before or the one after, after the whole build it is what an undisturbed build of all
    files gives, and at no moment is it anything else. It tells of as many identity merges as the
    new files make (`merged`), each once.

    All builds are in one place, as a user's are: dbt then parses the project once.
    """
    moments = random.Random(5)
    calm = home / "calm"
    place = Workplace(home / "place", home / "data", project)
    shutil.copytree(data, place.data)
    status, said = place.build()
    assert status == 0, said
    before = fingerprint(place.published)
    shutil.copytree(place.root, calm, symlinks=True)
    shutil.copytree(more, place.data, dirs_exist_ok=True)
    for path in [place.published.parent, *place.root.glob(f"{DB_NAME}*")]:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    started = time.monotonic()
    status, said = place.build()
    seconds = time.monotonic() - started
    assert status == 0, said
    after = fingerprint(place.published)
    assert before.keys() == after.keys()
    assert before != after
    in_a_row = itertools.cycle(range(1, MOST_IN_A_ROW + 1))
    while kills > 0:
        shutil.rmtree(place.root)
        shutil.copytree(calm, place.root, symlinks=True)
        with watched(place) as seen:
            for _ in range(min(next(in_a_row), kills)):
                kills -= 1
                place.build_killed_after(moments.uniform(0, seconds))
                assert fingerprint(place.published) in (before, after)
            status, said = place.build()
        assert status == 0, said
        assert fingerprint(place.published) == after
        assert merges(place) == merged
        assert [found for found in seen if found not in (before, after)] == []


def test_kills_lose_nothing(tmp_path: Path) -> None:
    """The little project, killed a few times, more if MILEPOST_KILLS says so."""
    data, more = tmp_path / "one", tmp_path / "two"
    write_batch(data, 1)
    write_batch(more, 2)
    project = little_project(tmp_path / "project")
    kill_and_mend(tmp_path / "home", data, more, project, LITTLE_KILLS + KILLS - 1)


def test_kills_of_milepost_lose_nothing(tmp_path: Path) -> None:
    """Milepost itself on a few events: every public table, row for row; five devices get a name."""
    for number, name in enumerate(("one", "two")):
        events = tmp_path / name / "generic" / "events"
        events.mkdir(parents=True)
        lines = [
            f"e{n},view,2024-03-0{1 + n % 9}T09:0{n % 10}:00,"
            + (f"u{n % (7 + number)},d{n % 11}\n" if n % 6 else f"{'u9' * number},a{n % 5}\n")
            for n in range(60 * number, 60 * number + 60)
        ]
        text = "event_id,event_name,occurred_at,user_id,endpoint_id\n" + "".join(lines)
        (events / f"{name}.csv").write_text(text + "broken\n", encoding="utf-8")
    kill_and_mend(tmp_path / "home", tmp_path / "one", tmp_path / "two", None, KILLS, merged=5)
