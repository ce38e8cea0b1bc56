"""A folder whose contents change all at once, under the eyes of its readers.

    published/milepost.duckdb -> .current/milepost.duckdb     (made once)
    published/parquet         -> .current/parquet             (made once)
    published/.current        -> .versions/7                  (changed by one rename)
    published/.versions/7/milepost.duckdb, parquet/…

A new version is written into a folder that nothing points to, is brought onto the disk, and then
one rename of one symbolic link makes it the current one. So whoever opens a file gets it from the
old version or from the new one. A file that is open stays what it was, also when it is removed.
Whatever kills the writer, at whatever moment, leaves the current version as it was.
"""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CURRENT = ".current"
VERSIONS = ".versions"
NEXT = ".next"

GRACE_SECONDS = 1.0
"""How long an old version outlives the new one, for who has looked up its folder, not yet its
file."""


class ShelfError(RuntimeError):
    """The folder can't be published to. The message names what is in the way, and a remedy."""


class Shelf:
    """A folder that holds names, each a file or a folder of the current version."""

    def __init__(self, folder: Path, names: tuple[str, ...]) -> None:
        """Nothing is made yet.

        Args:
            folder: where readers look.
            names: what they find there, with each version.
        """
        self.folder = folder
        self.names = names

    def current(self) -> Path | None:
        """The folder of the current version; None where nothing was published yet."""
        link = self.folder / CURRENT
        return link.resolve() if link.is_dir() else None

    @contextmanager
    def next_version(self) -> Iterator[Path]:
        """Gives an empty folder to fill with the names, and puts it in place afterwards.

        Where the body fails, what it wrote is removed and the current version stays.

        Raises:
            ShelfError: another process publishes to the folder, or there is something in it that
                publishing would destroy, or the body left out a name.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._alone():
            self._check()
            self._sweep()
            new = self._new_folder()
            try:
                yield new
                if missing := [name for name in self.names if not (new / name).exists()]:
                    raise ShelfError(f"{new} lacks {', '.join(missing)}.")
                _bring_to_disk(new)
                self._link_names()
                self._switch(new)
            except BaseException:
                if self.current() != new.resolve():
                    shutil.rmtree(new, ignore_errors=True)
                raise
            time.sleep(GRACE_SECONDS)
            self._sweep()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keeps other writers out, until the process ends at the latest.

        Raises:
            ShelfError: another process is there.
        """
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise ShelfError(
                    f"Another process publishes to {self.folder}: wait until it has ended."
                ) from None
            yield
        finally:
            os.close(handle)

    def _check(self) -> None:
        """Makes sure that every name is free or a link of this folder.

        Raises:
            ShelfError: something else has the name.
        """
        for name in (CURRENT, *self.names):
            path = self.folder / name
            if path.exists() and not path.is_symlink():
                raise ShelfError(f"{path} was not made by publishing: move it away.")

    def _sweep(self) -> None:
        """Removes every version but the current one, and a link that was not put in place."""
        (self.folder / NEXT).unlink(missing_ok=True)
        versions = self.folder / VERSIONS
        versions.mkdir(exist_ok=True)
        current = self.current()
        for version in versions.iterdir():
            if current is None or version.resolve() != current:
                shutil.rmtree(version)

    def _new_folder(self) -> Path:
        """Makes the folder of the next version, numbered on from the current one."""
        current = self.current()
        number = int(current.name) + 1 if current else 1
        new = self.folder / VERSIONS / str(number)
        new.mkdir()
        return new

    def _link_names(self) -> None:
        """Makes the links that readers follow; they lead nowhere before the first switch."""
        for name in self.names:
            if not (self.folder / name).is_symlink():
                (self.folder / name).symlink_to(Path(CURRENT, name))

    def _switch(self, new: Path) -> None:
        """Makes a version the current one."""
        link = self.folder / NEXT
        link.symlink_to(new.relative_to(self.folder))
        link.replace(self.folder / CURRENT)
        sync(self.folder)


def _bring_to_disk(folder: Path) -> None:
    """Writes out a folder and all below it, and makes the files read-only."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            path.chmod(path.stat().st_mode & ~0o222)
        sync(path)
    sync(folder)
    sync(folder.parent)


def sync(path: Path) -> None:
    """Waits until a file or a folder is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
