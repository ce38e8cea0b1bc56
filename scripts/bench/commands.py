"""Commands of a bench run: dbt and windowFunnel, each a process of its own, timed."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TABLES = ("fct_entry_attempts", "fct_journey_entries", "fct_step_progressions")
JOURNEY_PART = (*TABLES, *(f"+{table},path:models/journeys" for table in TABLES))
"""What reads `fct_events` on the way to attempts, entries and progressions, as dbt selects it."""


@dataclass(frozen=True)
class Run:
    """A process that ended.

    Attributes:
        seconds: What it says it took: without its start and, for dbt, without parsing.
        wall_seconds: From its start to its end.
        cpu_seconds: Of all its threads, user and system.
        peak_megabytes: The most memory it held.
        models: Seconds of each model of dbt's, the slowest first.
    """

    seconds: float
    wall_seconds: float
    cpu_seconds: float
    peak_megabytes: float
    models: Mapping[str, float]


@dataclass(frozen=True)
class Ended:
    """What the system tells of a process that ended: what it printed, seconds, megabytes."""

    text: str
    wall_seconds: float
    cpu_seconds: float
    peak_megabytes: float


@dataclass(frozen=True)
class Place:
    """Where a bench run works, and by which settings."""

    folder: Path
    threads: int
    memory: str

    @property
    def events(self) -> Path:
        """The generated events."""
        return self.folder / "data/generic/events/events.parquet"

    @property
    def seeds(self) -> Path:
        """The journeys, and the headers of the other seeds."""
        return self.folder / "seeds"

    @property
    def database(self) -> Path:
        """The warehouse."""
        return self.folder / "milepost.duckdb"

    @property
    def exported(self) -> Path:
        """What windowFunnel reads: three columns of `fct_events`."""
        return self.folder / "fct_events.parquet"

    @property
    def levels(self) -> Path:
        """What windowFunnel writes."""
        return self.folder / "levels.parquet"


def _execute(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Ended:
    """Run a command to its end.

    Raises:
        RuntimeError: It failed; the message has what it printed.
    """
    started = time.perf_counter()
    log = folder / "last_command.log"
    with log.open("w+", encoding="utf-8") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **environment}, stdout=output, stderr=output
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - started
        output.seek(0)
        text = output.read()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}:\n{text}")
    # Linux counts kilobytes, macOS bytes.
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Ended(text, seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def dbt(place: Place, *arguments: str) -> Run:
    """Run a dbt command on the bench's events and journeys.

    Raises:
        RuntimeError: It failed, or it ran nothing.
    """
    target = place.folder / "target"
    environment = {
        "MILEPOST_DATA": str(place.folder / "data"),
        "MILEPOST_SEEDS": str(place.seeds),
        "MILEPOST_DB": str(place.database),
        "MILEPOST_THREADS": str(place.threads),
        "MILEPOST_MEMORY": place.memory,
        "DBT_TARGET_PATH": str(target),
        "DBT_LOG_PATH": str(place.folder / "logs"),
        "DO_NOT_TRACK": "1",
    }
    command = [str(Path(sys.executable).with_name("dbt")), "--no-use-colors", *arguments]
    ended = _execute(command, place.folder, environment)
    report = json.loads((target / "run_results.json").read_text(encoding="utf-8"))
    models = {one["unique_id"].split(".")[-1]: one["execution_time"] for one in report["results"]}
    if not models:
        raise RuntimeError(f"{' '.join(command)} ran nothing")
    slowest = sorted(models.items(), key=lambda model: -model[1])
    return Run(
        report["elapsed_time"],
        ended.wall_seconds,
        ended.cpu_seconds,
        ended.peak_megabytes,
        dict(slowest),
    )


def window_funnel(place: Place, python: Path, windows: Mapping[str, int]) -> Run:
    """Run windowFunnel over the exported events.

    Args:
        place: Where they are.
        python: The Python of the environment that has chdb.
        windows: Minutes of each journey's window.

    Raises:
        RuntimeError: It failed.
    """
    script = Path(__file__).with_name("window_funnel.py")
    named = [f"{journey_id}={minutes}" for journey_id, minutes in windows.items()]
    paths = [str(place.exported), str(place.levels)]
    command = [str(python), str(script), *paths, str(place.threads), *named]
    ended = _execute(command, place.folder, {})
    seconds = json.loads(ended.text.splitlines()[-1])["seconds"]
    return Run(seconds, ended.wall_seconds, ended.cpu_seconds, ended.peak_megabytes, {})
