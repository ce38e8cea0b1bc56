"""The two states of the repository that are compared, each built in a checkout of its own."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

LOCK = "requirements.lock"

KEY = "both states have the same key, or every hash of a contact would differ"
"""What stands for the key of contacts' hashes in both builds."""

FILE_TIME = 1_700_000_000
"""When all data files say that they were changed, in seconds since 1970: tables tell it."""

TOLD = 30
"""How many of the last lines of a failed build a message repeats."""


class ReviewError(RuntimeError):
    """A state could not be had or built. The message says which, and why."""


@dataclass(frozen=True)
class Side:
    """One state of the repository, built.

    Attributes:
        name: what the user called it.
        commit: the commit, by its full hash.
        warehouse: the DuckDB file.
        manifest: dbt's manifest of that build.
        lock: the text of its lock file, empty where it has none.
    """

    name: str
    commit: str
    warehouse: Path
    manifest: Path
    lock: str

    @property
    def title(self) -> str:
        """The name with the commit, the commit alone where that is the name."""
        short = self.commit[:7]
        return short if self.commit.startswith(self.name) else f"`{self.name}` ({short})"


def git(repository: Path, *arguments: str, index: Path | None = None) -> str:
    """What git prints, without the last line end.

    Raises:
        ReviewError: git refuses.
    """
    environment = {**os.environ, **({"GIT_INDEX_FILE": str(index)} if index else {})}
    done = subprocess.run(
        ["git", *arguments], cwd=repository, env=environment, capture_output=True, text=True
    )
    if done.returncode:
        raise ReviewError(f"git {arguments[0]}: {done.stderr.strip()}")
    return done.stdout.rstrip("\n")


def commit_of(repository: Path, ref: str) -> str:
    """The commit that a name stands for.

    Raises:
        ReviewError: there is none.
    """
    try:
        return git(repository, "rev-parse", "--verify", "--end-of-options", f"{ref}^{{commit}}")
    except ReviewError as error:
        raise ReviewError(
            f"There is no commit {ref!r} here: name a branch, a tag or a commit, such as "
            "`BASE=main`; `git fetch` may bring it."
        ) from error


def commit_of_files(repository: Path) -> str:
    """A commit of the files as they lie there, new ones too; HEAD if nothing has changed.

    Neither branch nor index changes, and no branch knows the commit.
    """
    head = commit_of(repository, "HEAD")
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        git(repository, "read-tree", head, index=index)
        git(repository, "add", "--all", index=index)
        tree = git(repository, "write-tree", index=index)
    if tree == git(repository, "rev-parse", f"{head}^{{tree}}"):
        return head
    who = ["-c", "user.name=Milepost", "-c", "user.email=milepost@example.org"]
    return git(repository, *who, "commit-tree", tree, "-p", head, "-m", "The files as they are")


@contextmanager
def checked_out(repository: Path, commit: str, folder: Path) -> Iterator[Path]:
    """A worktree of a commit, removed afterwards."""
    git(repository, "worktree", "add", "--quiet", "--detach", str(folder), commit)
    try:
        yield folder
    finally:
        git(repository, "worktree", "remove", "--force", str(folder))


def build(repository: Path, name: str, commit: str, folder: Path, data: Path | None) -> Side:
    """Builds all tables of a commit, without tests, by the environment of the caller.

    Args:
        repository: the git repository.
        name: what the user calls the commit.
        commit: the commit.
        folder: takes checkout, warehouse and dbt's output; made if absent.
        data: the folder of raw data; the commit's own sample if None.

    Raises:
        ReviewError: the build failed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    warehouse, target = folder / "milepost.duckdb", folder / "target"
    own = {
        "MILEPOST_DB": str(warehouse),
        "MILEPOST_KEY": KEY,
        "DBT_TARGET_PATH": str(target),
        "DBT_LOG_PATH": str(folder / "logs"),
        "DO_NOT_TRACK": "1",
        **({"MILEPOST_DATA": str(data.resolve())} if data else {}),
    }
    others = {
        key: value for key, value in os.environ.items() if not key.startswith(("MILEPOST_", "DBT_"))
    }
    kept = {key: os.environ[key] for key in LIMITS if key in os.environ}
    with checked_out(repository, commit, folder / "checkout") as checkout:
        for path in (checkout / "data").rglob("*"):
            os.utime(path, (FILE_TIME, FILE_TIME))
        done = subprocess.run(
            [sys.executable, "-m", "dbt.cli.main", "build", *WITHOUT_TESTS],
            cwd=checkout,
            env={**others, **kept, **own},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        lock = checkout / LOCK
        text = lock.read_text(encoding="utf-8") if lock.exists() else ""
    if done.returncode:
        last = "\n".join(done.stdout.splitlines()[-TOLD:])
        raise ReviewError(f"The build of {name} ({commit[:7]}) failed:\n{last}")
    return Side(name, commit, warehouse, target / "manifest.json", text)


LIMITS = ("MILEPOST_THREADS", "MILEPOST_MEMORY")
WITHOUT_TESTS = (
    "--no-use-colors",
    "--exclude-resource-type=test",
    "--exclude-resource-type=unit_test",
)
