"""Section 9 of the design contract: who is erased, and what of theirs."""

from dataclasses import replace

from .acceptance import Identifier, accept, identifiers_of
from .identity import Identity, resolve
from .world import Row, World


class _Eraser:
    """Whom the requests of a world take, resolved over all that would be accepted without them."""

    def __init__(self, world: World) -> None:
        types = world.seeds.get("identifier_types", [])
        self.known = {row["identifier_type"] for row in types}
        self.devices = {row["identifier_type"] for row in types if row["kind"] == "device"}
        accepted = accept(world).events
        self.identity: Identity = resolve(accepted, world.identity_links, world.seeds)
        self.guarded = {
            (guard.identifier_type, guard.identifier_value) for guard in self.identity.guards
        }
        self.blocked = [
            (row["identifier_type"], row["identifier_value"])
            for row in world.seeds.get("identifier_blocklist", [])
        ]
        self.users: set[str] = set()
        self.own: set[Identifier] = set()
        seen = set(self.identity.persons) | self.guarded
        seen |= {(owner.identifier_type, owner.identifier_value) for owner in self.identity.owners}
        for row in world.erasure_requests:
            named = (row["identifier_type"], row["identifier_value"])
            user = self.identity.holder(*named, row["requested_at"])
            if user:
                self.users.add(user)
            elif named not in seen and named not in self.blocked:
                # Nobody's, but on records that were rejected, or on a consent.
                self.own.add(named)
        self.own |= {one for one, user in self.identity.persons.items() if user in self.users}
        self.own |= {
            (owner.identifier_type, owner.identifier_value)
            for owner in self.identity.owners
            if owner.user_key in self.users
        } - self.identity.shared

    def erases(self, event: Row) -> bool:
        """Whether an event, whatever its fate, is of somebody who is erased."""
        found = identifiers_of(event, self.known)
        if found & self.own:
            return True
        free = found - self.guarded - set(self.blocked)
        if any(kind not in self.devices for kind, _ in free):
            return False
        return any(self.held(one, event["occurred_at"]) for one in free)

    def held(self, one: Identifier, at: object) -> bool:
        """Whether somebody who is erased holds a device at an instant."""
        return self.identity.holder(*one, at) in self.users

    def erases_consent(self, row: Row) -> bool:
        """Whether a consent speaks for somebody who is erased."""
        named = (row["identifier_type"], row["identifier_value"])
        return named in self.own or self.held(named, row["changed_at"])

    def erases_link(self, row: Row) -> bool:
        """Whether a link names somebody who is erased."""
        sides = {(row[f"{side}_type"], row[f"{side}_value"]) for side in ("left", "right")}
        return bool(sides & self.own)


def without_erased(world: World) -> World:
    """The world as if the erased had never been in it; contacts are hashed already."""
    if not world.erasure_requests:
        return world
    eraser = _Eraser(world)
    return replace(
        world,
        events=[row for row in world.events if not eraser.erases(row)],
        identity_links=[row for row in world.identity_links if not eraser.erases_link(row)],
        consents=[row for row in world.consents if not eraser.erases_consent(row)],
    )
