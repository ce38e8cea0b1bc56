"""Files that can't be read are told of before a build."""

import gzip
import subprocess
import sys
from pathlib import Path

from harness import ROOT

WHOLE = gzip.compress(b"event_name,user_id\n" + b"view,ann\n" * 10_000)


def check(folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs the check on a data folder."""
    return subprocess.run(
        [sys.executable, str(ROOT / "scripts/check_files.py")],
        env={"MILEPOST_DATA": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_whole_archives_pass(tmp_path: Path) -> None:
    """Files that can be read to their end are not mentioned, nor is a folder without any."""
    assert check(tmp_path).returncode == 0
    (tmp_path / "whole.csv.gz").write_bytes(WHOLE)
    assert check(tmp_path).returncode == 0


def test_damaged_archives_are_named(tmp_path: Path) -> None:
    """A file cut off, one with a wrong byte and one that is no archive each have their line."""
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper/cut.csv.gz").write_bytes(WHOLE[: len(WHOLE) // 2])
    broken = bytearray(WHOLE)
    broken[-6] ^= 1
    (tmp_path / "broken.jsonl.gz").write_bytes(broken)
    (tmp_path / "plain.csv.gz").write_bytes(b"event_name,user_id\nview,ann\n")
    (tmp_path / "whole.csv.gz").write_bytes(WHOLE)
    done = check(tmp_path)
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert [Path(line.split(":")[0]).name for line in lines] == [
        "broken.jsonl.gz",
        "cut.csv.gz",
        "plain.csv.gz",
    ]
    assert all("fetch it again" in line for line in lines)


def test_what_cannot_be_opened_is_named(tmp_path: Path) -> None:
    """A link that leads nowhere has its line; names that the build passes over have none."""
    (tmp_path / "gone.csv").symlink_to(tmp_path / "nowhere.csv")
    (tmp_path / "_parked.csv").symlink_to(tmp_path / "nowhere.csv")
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden/cut.csv.gz").write_bytes(WHOLE[:-4])
    done = check(tmp_path)
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert line.startswith(f"{tmp_path / 'gone.csv'}: ")
    assert "Make it readable" in line
