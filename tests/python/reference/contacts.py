"""Section 9 of the design contract: contacts are known by keyed hashes alone."""

import hashlib
import hmac
from dataclasses import replace

from .acceptance import IDENTIFIER_COLUMNS, present
from .world import Row, World

KEY = "the key of the tests"
"""What tests set MILEPOST_KEY to."""


def contact_hash(value: str, key: str = KEY) -> str:
    """What stands for a contact in every table."""
    return hmac.new(key.encode(), value.encode(), hashlib.sha256).hexdigest()


def with_hashes(world: World) -> World:
    """A world whose contacts are hashed, the blocklisted ones too."""
    kinds = {row["identifier_type"]: row["kind"] for row in world.seeds.get("identifier_types", [])}

    def known_as(kind: str | None, value: str | None) -> str | None:
        contact = kind is not None and kinds.get(kind) == "contact"
        return contact_hash(str(value)) if contact and present(value) else value

    def event(row: Row) -> Row:
        further = row.get("identifiers")
        return {
            **row,
            **{name: known_as(name, row[name]) for name in IDENTIFIER_COLUMNS if name in row},
            "identifiers": further and {kind: known_as(kind, further[kind]) for kind in further},
        }

    def hashed(row: Row, *sides: str) -> Row:
        return {
            **row,
            **{f"{one}_value": known_as(row[f"{one}_type"], row[f"{one}_value"]) for one in sides},
        }

    # A row that blocks a value of every type is one for each of them.
    blocklist = [
        {"identifier_type": kind, "identifier_value": str(known_as(kind, row["identifier_value"]))}
        for row in world.seeds.get("identifier_blocklist", [])
        for kind in ([row["identifier_type"]] if row.get("identifier_type") else kinds)
    ]
    return replace(
        world,
        events=[event(row) for row in world.events],
        identity_links=[hashed(row, "left", "right") for row in world.identity_links],
        consents=[hashed(row, "identifier") for row in world.consents],
        erasure_requests=[hashed(row, "identifier") for row in world.erasure_requests],
        seeds={**world.seeds, "identifier_blocklist": blocklist},
    )
