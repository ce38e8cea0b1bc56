"""`docs/your-data.md` is true: its files are written and its commands run, word for word."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from harness import ROOT, BuildError, Project

PAGE = ROOT / "docs" / "your-data.md"

MOST_LINES = 200
"""More than that is no ten minutes."""

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
FILE = re.compile(r"`(\.\./shop/[^`]+\.csv)`")
WRONG_ROW = re.compile(r"as row (\d+) of\s+`(\w+\.csv)`")

MAKE = r"""
make() { printf '%s\0' "${MILEPOST_DATA-}" "${MILEPOST_SEEDS-}" "$#" "$@" >> "$CALLS"; }
"""
"""Stands in for make in bash: notes what the page has exported by then, and the arguments."""


@dataclass(frozen=True)
class Block:
    """A block of the page.

    Attributes:
        kind: what it holds: csv, sh or text.
        text: its lines.
        lead: the words of the page between the block before and this one.
    """

    kind: str
    text: str
    lead: str


@dataclass(frozen=True)
class Call:
    """A call of make.

    Attributes:
        data: the data folder exported by then, empty for none.
        seeds: the folder of seeds exported by then, empty for none.
        target: what is to be made.
        settings: the variables given with it.
    """

    data: str
    seeds: str
    target: str
    settings: dict[str, str]


def page_blocks() -> Iterator[Block]:
    """The blocks of the page, in order."""
    page, end = PAGE.read_text(encoding="utf-8"), 0
    for match in BLOCK.finditer(page):
        yield Block(match[1], match[2], page[end : match.start()])
        end = match.end()


@dataclass
class Reader:
    """Someone who follows the page.

    Attributes:
        home: the folder that stands for the clone; the page's `../shop` lies beside it.
        said: what the last command printed.
        exported: the page's `export` lines so far.
    """

    home: Path
    said: str = ""
    exported: list[str] = field(default_factory=list)

    def follow(self, block: Block) -> None:
        """Does what a block asks for, or holds it against what was printed.

        Raises:
            AssertionError: it is not as the page says.
        """
        if block.kind == "text":
            assert block.text in self.said, f"the page shows\n{block.text}\nbut:\n{self.said}"
        elif block.kind == "sh":
            self.said = "".join(self.make(call) for call in self.run(block.text))
        elif row := WRONG_ROW.search(block.lead):
            self.said = self.build_with_row(int(row[1]), row[2], block.text)
        else:
            self.save(FILE.findall(block.lead)[0], block.text)

    def save(self, name: str, text: str) -> None:
        """Writes a file where the page says, in a folder that its commands have made.

        Raises:
            ValueError: the folder is not there, or the file lies outside the test's own folder.
        """
        path = (self.home / name).resolve()
        if not path.parent.is_dir() or not path.is_relative_to(self.home.parent.resolve()):
            raise ValueError(f"{name}: no command of the page has made its folder")
        path.write_text(text, encoding="utf-8")

    def run(self, script: str) -> list[Call]:
        """Runs a script in bash and returns its calls of make, which are noted and not done.

        Raises:
            subprocess.CalledProcessError: a command failed.
        """
        calls = self.home / "calls"
        calls.write_bytes(b"")
        subprocess.run(
            ["bash", "-euo", "pipefail", "-c", "\n".join([MAKE, *self.exported, script])],
            cwd=self.home,
            env={"PATH": os.environ["PATH"], "CALLS": str(calls)},
            check=True,
        )
        self.exported += [line for line in script.splitlines() if line.startswith("export ")]
        words = iter(calls.read_text(encoding="utf-8").split("\0")[:-1])
        found = []
        for data in words:
            seeds, count = next(words), int(next(words))
            target, *settings = [next(words) for _ in range(count)]
            found.append(Call(data, seeds, target, dict(s.split("=", 1) for s in settings)))
        return found

    def make(self, call: Call) -> str:
        """Does what a call of make would, and returns what it prints once dbt is done.

        Raises:
            BuildError: dbt did not end green.
            ValueError: it is another target than the page is for.
        """
        if call.target == "query":
            return self.print_by("query.py", call.settings["SQL"])
        if call.target != "build":
            raise ValueError(f"make {call.target}")
        Project(
            self.home.parent / "dbt",
            data=self.home / call.settings.get("DATA", call.data),
            seeds=self.home / call.seeds if call.seeds else None,
            db=self.home / "warehouse" / "milepost.duckdb",
        ).build()
        return self.print_by("summary.py")

    def print_by(self, script: str, *arguments: str) -> str:
        """What a script of the project prints in the reader's folder.

        Raises:
            subprocess.CalledProcessError: it failed.
        """
        environment = {name: text for name, text in os.environ.items() if name != "MILEPOST_DB"}
        return subprocess.run(
            [sys.executable, str(ROOT / "scripts" / script), *arguments],
            cwd=self.home,
            env={**environment, "PYTHONIOENCODING": "utf-8"},
            check=True,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        ).stdout

    def build_with_row(self, row: int, name: str, text: str) -> str:
        """What dbt says where a seed has another row, which is put right again afterwards.

        Raises:
            AssertionError: the build has changed the entries.
        """
        [seed] = (self.home.parent / "shop" / "seeds").rglob(name)
        right = seed.read_text(encoding="utf-8")
        lines = right.splitlines(keepends=True)
        entries = self.print_by("query.py", "from fct_journey_entries order by all")
        self.save(str(seed), "".join([*lines[: row - 1], text, *lines[row:]]))
        [build] = self.run("make build")
        with pytest.raises(BuildError) as failure:
            self.make(build)
        self.save(str(seed), right)
        assert self.print_by("query.py", "from fct_journey_entries order by all") == entries
        return str(failure.value)


def test_page_is_true_word_for_word(tmp_path: Path) -> None:
    """Each file goes where the page says, and each command prints what the page shows."""
    home = tmp_path / "milepost"
    # A copy: the page changes seeds, and a link would lead it to those of the project.
    shutil.copytree(ROOT / "seeds", home / "seeds")
    reader = Reader(home)
    kinds = []
    for block in page_blocks():
        reader.follow(block)
        kinds.append(block.kind)
    assert set(kinds) == {"csv", "sh", "text"}


def test_page_is_short() -> None:
    """The page stays one that can be done in ten minutes."""
    assert len(PAGE.read_text(encoding="utf-8").splitlines()) < MOST_LINES


def test_commands_of_the_page_are_targets() -> None:
    """Each target that the page names is one that `make help` lists."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z0-9-]+):.*## ", makefile, re.M))
    named = set(re.findall(r"(?:^|`)make ([a-z0-9-]+)", PAGE.read_text(encoding="utf-8"), re.M))
    assert named
    assert named <= targets
