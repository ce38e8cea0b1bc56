"""Shows what a change moves in the public tables: builds two states on the sample, compares them.

Usage: `python scripts/diff.py BASE [HEAD]`, in the repository. BASE and HEAD are names of commits;
by default HEAD stands for the files as they lie there, committed or not. `--data FOLDER` builds
both from a folder of raw data instead of each from its own sample. Each state is built in a
temporary worktree and warehouse of its own, with the environment that runs this script. The page
goes to standard output as Markdown.

Exit status: 0 where nothing moved, 1 where something did, 2 where a state could not be built.
"""

import argparse
import sys
import tempfile
from pathlib import Path

import duckdb
from review.comparing import Comparison, TableDiff
from review.keys import public_tables
from review.page import page
from review.sides import ReviewError, Side, build, commit_of, commit_of_files, git

SAME, MOVED, FAILED = 0, 1, 2
FILES = "the files here"


def compare(base: Side, head: Side) -> list[TableDiff]:
    """Compares all tables that are public on either side."""
    tables = [public_tables(side.manifest) for side in (head, base)]
    names = sorted({name for side in tables for name in side})
    comparison = Comparison(base.warehouse, head.warehouse)
    try:
        return [
            comparison.table(name, [key for side in tables for key in side.get(name, [])])
            for name in names
        ]
    finally:
        comparison.close()


def notes_on(base: Side, head: Side, repository: Path, data: Path | None) -> list[str]:
    """What a reader has to know of the two builds."""
    notes = []
    if base.lock != head.lock:
        notes.append(
            "`requirements.lock` differs: both were built with the environment at hand, so that "
            "what the packages themselves change does not show."
        )
    if data is None and git(
        repository, "diff", "--name-only", base.commit, head.commit, "--", "data"
    ):
        notes.append("The sample differs too: each was built on its own.")
    return notes


def review(repository: Path, base_ref: str, head_ref: str | None, data: Path | None) -> int:
    """Builds, compares and prints the page. Returns the exit status.

    Raises:
        ReviewError: a state could not be had or built.
        duckdb.Error: a warehouse can't be read.
    """
    base_commit = commit_of(repository, base_ref)
    head_commit = commit_of(repository, head_ref) if head_ref else commit_of_files(repository)
    with tempfile.TemporaryDirectory(prefix="milepost-diff-") as folder:
        sides = []
        for place, name, commit in (
            ("base", base_ref, base_commit),
            ("head", head_ref or FILES, head_commit),
        ):
            print(f"Building {name} ({commit[:7]}) …", file=sys.stderr)
            sides.append(build(repository, name, commit, Path(folder) / place, data))
        base, head = sides
        diffs = compare(base, head)
        print(page(f"{base.title} → {head.title}", notes_on(base, head, repository, data), diffs))
    return MOVED if any(diff.is_moved for diff in diffs) else SAME


def main() -> int:
    """Reads the arguments. Returns the exit status."""
    parser = argparse.ArgumentParser(description="Shows what a change moves in the public tables.")
    parser.add_argument("base", help="the commit to compare with, such as main")
    parser.add_argument("head", nargs="?", help="the commit compared; the files here if absent")
    parser.add_argument("--data", type=Path, help="a folder of raw data for both")
    arguments = parser.parse_args()
    try:
        repository = Path(git(Path.cwd(), "rev-parse", "--show-toplevel"))
        return review(repository, arguments.base, arguments.head, arguments.data)
    except (ReviewError, duckdb.Error, OSError) as error:
        print(f"Nothing has been compared. {error}", file=sys.stderr)
        return FAILED


if __name__ == "__main__":
    sys.exit(main())
