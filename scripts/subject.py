"""Finds the person behind an identifier in a warehouse."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
from contact_key import find_key

KIND = "select kind from int_config__identifier_types where identifier_type = ?"
TYPES = "select identifier_type from int_config__identifier_types order by 1"
OWNER = """
select user_key from int_state__identifier_owners
where identifier_type = ? and identifier_value = ?
union
select user_key from endpoint_owners
where identifier_type = ? and identifier_value = ? and owned_to is null
"""
IDENTIFIERS = """
select identifier_type, identifier_value from int_state__identifier_owners where user_key = ?
order by all
"""


class SubjectError(RuntimeError):
    """There is nobody to be found. The message says why, with a remedy."""


@dataclass(frozen=True)
class Subject:
    """A person as the warehouse knows them.

    Attributes:
        user_key: their key.
        identifiers: type and value of all that is theirs alone, contacts as hashes.
    """

    user_key: str
    identifiers: tuple[tuple[str, str], ...]


def stored_value(
    connection: duckdb.DuckDBPyConnection, warehouse: Path, identifier_type: str, value: str
) -> str:
    """What stands for an identifier in the warehouse: a contact's hash, else the value itself.

    Raises:
        SubjectError: there is no such type, or the key of contacts is lost.
    """
    kind = connection.execute(KIND, [identifier_type]).fetchone()
    if kind is None:
        types = ", ".join(name for (name,) in connection.execute(TYPES).fetchall())
        raise SubjectError(f"{identifier_type!r} is no type of identifiers. Known are {types}.")
    if kind[0] != "contact":
        return value
    key = find_key(warehouse)
    if key is None:
        raise SubjectError("The key of contacts is lost: set MILEPOST_KEY, or bring back its file.")
    return key.hash(value)


def find_subject(
    connection: duckdb.DuckDBPyConnection, warehouse: Path, identifier_type: str, value: str
) -> Subject:
    """The person who holds an identifier now.

    Raises:
        SubjectError: nobody does.
    """
    stored = stored_value(connection, warehouse, identifier_type, value)
    found = connection.execute(OWNER, [identifier_type, stored] * 2).fetchall()
    if len(found) != 1:
        raise SubjectError(
            f"Nobody holds this {identifier_type}: no accepted record has it, or so many people "
            "share it that it names none. It is compared as it is written, capitals and all."
        )
    [(user_key,)] = found
    own = connection.execute(IDENTIFIERS, [user_key]).fetchall()
    return Subject(user_key, tuple(own))
