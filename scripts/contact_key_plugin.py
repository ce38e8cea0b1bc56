"""Gives dbt's connections to DuckDB the key of contacts' hashes (see `contact_key`).

The key reaches SQL in a variable of each cursor, set by a parameter: no statement, log or compiled
file has it. The macro `keyed_hash` reads it. A hash over the project's macros comes the same way,
since dbt shows the text of models alone: `macros_hash` reads it, and a changed macro restates.
"""

import hashlib
from pathlib import Path

from contact_key import ContactKey, find_key, key_file, make_key
from dbt.adapters.duckdb.plugins import BasePlugin
from dbt_common.exceptions import DbtRuntimeError
from duckdb import DuckDBPyConnection

MACROS = Path(__file__).parent.parent / "macros"

KEY_MODEL = "int_contract__contact_key"
"""The table that says which key a warehouse was built with."""


class Plugin(BasePlugin):
    """Finds the key when a warehouse is opened, or makes one; hashes the macros."""

    key: ContactKey | None = None
    place: str = ""
    macros_hash: str = ""

    def configure_connection(self, conn: DuckDBPyConnection) -> None:
        """Finds or makes the key. One that is lost stays absent: a build then says so and stops.

        Raises:
            DbtRuntimeError: the key's file holds no key.
        """
        database = Path(self.creds.path) if self.creds else Path(":memory:")
        self.place = f"the file {key_file(database)}"
        try:
            self.key = find_key(database)
        except ValueError as error:
            raise DbtRuntimeError(str(error)) from error
        if self.key is None and not _was_built(conn):
            self.key = make_key(database)
        self.macros_hash = _hash_of(MACROS)
        _remove_leftovers(database)

    def configure_cursor(self, cursor: DuckDBPyConnection) -> None:
        """Sets the variable that `keyed_hash`, `contact_key_place` and `macros_hash` read.

        One for all of it: every node has a cursor of its own, and a statement takes its time.
        """
        inner, outer = self.key.pads() if self.key else (None, None)
        known = {
            "contact_key_inner": inner,
            "contact_key_outer": outer,
            "contact_key_place": self.key.place if self.key else self.place,
            "macros_hash": self.macros_hash,
        }
        cursor.execute("set variable milepost = ?", [known])


def _hash_of(folder: Path) -> str:
    """A hash over the SQL files of a folder and below, their names included."""
    digest = hashlib.md5(usedforsecurity=False)
    for path in sorted(folder.rglob("*.sql")):
        digest.update(f"{path.relative_to(folder).as_posix()}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _was_built(conn: DuckDBPyConnection) -> bool:
    """Whether a warehouse was built with some key before."""
    found = conn.execute("select 1 from duckdb_tables() where table_name = ?", [KEY_MODEL])
    return bool(found.fetchall())


def _remove_leftovers(database: Path) -> None:
    """Removes what a killed build spilled: raw records may be in it.

    DuckDB lets one process at a time open a file that it writes, so nobody else's files are there.
    """
    for file in Path(f"{database}.tmp").glob("duckdb_temp_*"):
        file.unlink(missing_ok=True)
