"""Section 5 of the design contract: who is behind the identifiers, and when."""

import hashlib
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import combinations

from .acceptance import Identifier, identifiers_of, present
from .world import Row, SeedRow

# A link without a time held from the beginning.
BEGINNING = datetime.min


@dataclass(frozen=True)
class Owner:
    """A row of `endpoint_owners`: the user of a device from an instant until before another.

    None means unbounded.
    """

    identifier_type: str
    identifier_value: str
    user_key: str
    owned_from: datetime | None
    owned_to: datetime | None


@dataclass(frozen=True)
class Guard:
    """A row of `fct_identity_guards`: an identifier that links nothing and names nobody."""

    identifier_type: str
    identifier_value: str
    reason: str


@dataclass
class Identity:
    """Users, and what they hold.

    Attributes:
        user_of: The `user_key` of each accepted event, by `event_id`.
        owners: Who each unguarded identifier of kind `device` belonged to, and when.
        guards: The identifiers that are set aside.
        persons: The `user_key` of each unguarded identifier of kind `person` or `contact`.
        shared: The devices of groups with several persons, whoever holds them.
    """

    user_of: dict[str, str] = field(default_factory=dict)
    owners: list[Owner] = field(default_factory=list)
    guards: list[Guard] = field(default_factory=list)
    persons: dict[Identifier, str] = field(default_factory=dict)
    shared: set[Identifier] = field(default_factory=set)

    def holder(self, identifier_type: str, identifier_value: str, at: datetime) -> str | None:
        """The user who holds an identifier at an instant, None where nobody does."""
        person = self.persons.get((identifier_type, identifier_value))
        if person is not None:
            return person
        for owner in self.owners:
            if (
                (owner.identifier_type, owner.identifier_value)
                == (identifier_type, identifier_value)
                and (owner.owned_from is None or owner.owned_from <= at)
                and (owner.owned_to is None or at < owner.owned_to)
            ):
                return owner.user_key
        return None


def in_order(event: Row) -> tuple[datetime, bool, int, bytes]:
    """The participant's order: occurred_at, sequence with the empty ones last, event_id."""
    sequence = event.get("sequence")
    return (
        event["occurred_at"],
        sequence is None,
        sequence if sequence is not None else 0,
        event["event_id"].encode(),
    )


def hash_key(identifier: Identifier) -> str:
    """The `user_key` of a user led by an identifier."""
    return hashlib.md5("|".join(identifier).encode(), usedforsecurity=False).hexdigest()


def components(
    nodes: Iterable[Hashable], edges: Iterable[tuple[Hashable, Hashable]]
) -> dict[Hashable, frozenset]:
    """The connected component of every node; edges to other nodes are left out."""
    component: dict[Hashable, frozenset] = {node: frozenset([node]) for node in nodes}
    for left, right in edges:
        if left in component and right in component and component[left] is not component[right]:
            joined = component[left] | component[right]
            component.update(dict.fromkeys(joined, joined))
    return component


def _limit(row: SeedRow) -> float:
    """`max_persons` of an identifier type; empty means no limit."""
    return float(row["max_persons"]) if row.get("max_persons") else float("inf")


class _Resolver:
    """The state that the rules of section 5 share."""

    def __init__(
        self, events: list[Row], links: list[Row], seeds: dict[str, list[SeedRow]]
    ) -> None:
        self.types = {row["identifier_type"]: row for row in seeds.get("identifier_types", [])}
        self.blocklist = seeds.get("identifier_blocklist", [])
        self.events = sorted(events, key=in_order)
        known = set(self.types)
        self.on_event = {e["event_id"]: identifiers_of(e, known) for e in self.events}
        # (left, right, instant) of each explicit link between known identifiers.
        self.links: list[tuple[Identifier, Identifier, datetime]] = [
            (
                (row["left_type"], row["left_value"]),
                (row["right_type"], row["right_value"]),
                row["linked_at"] or BEGINNING,
            )
            for row in links
            if {row["left_type"], row["right_type"]} <= known
            and present(row["left_value"])
            and present(row["right_value"])
        ]
        self.seen: dict[Identifier, datetime] = {}
        for event in self.events:
            for one in self.on_event[event["event_id"]]:
                self._see(one, event["occurred_at"])
        for left, right, at in self.links:
            self._see(left, at)
            self._see(right, at)
        self.guards: dict[Identifier, str] = {}
        self.naming: set[Identifier] = set()
        self.edges = self._pairs()

    def _see(self, one: Identifier, at: datetime) -> None:
        self.seen[one] = min(at, self.seen.get(one, at))

    def _pairs(self) -> list[tuple[Identifier, Identifier]]:
        """The links: pairs on one record, but two persons of one type, and the explicit ones."""
        pairs = [
            (left, right)
            for found in self.on_event.values()
            for left, right in combinations(sorted(found), 2)
            if not (left[0] == right[0] and self.kind(left) == "person")
        ]
        return pairs + [(left, right) for left, right, _ in self.links]

    def kind(self, one: Identifier) -> str:
        return self.types[one[0]]["kind"]

    def leading(self, candidates: Iterable[Identifier]) -> Identifier:
        """Lowest priority, then earliest seen, then the smallest value, then the type."""
        return min(
            candidates,
            key=lambda one: (
                int(self.types[one[0]]["priority"]),
                self.seen[one],
                one[1].encode(),
                one[0].encode(),
            ),
        )

    def free(self, *kinds: str) -> set[Identifier]:
        """The unguarded identifiers of some kinds."""
        return {one for one in self.seen if one not in self.guards and self.kind(one) in kinds}

    def neighbours(self, one: Identifier) -> set[Identifier]:
        """What an identifier is linked to."""
        forth = {right for left, right in self.edges if left == one}
        return forth | {left for left, right in self.edges if right == one}

    # ---------- the guards

    def guard_blocklisted(self) -> None:
        for one in self.seen:
            for row in self.blocklist:
                if row["identifier_value"] == one[1] and row["identifier_type"] in ("", one[0]):
                    self.guards[one] = "blocklisted"

    def guard_contacts(self) -> None:
        """Set contacts aside that are linked to too many components of person identifiers."""
        people = components(self.free("person"), self.edges)
        for one in self.free("contact"):
            linked = {people[other] for other in self.neighbours(one) if other in people}
            if len(linked) > _limit(self.types[one[0]]):
                self.guards[one] = "contact_of_too_many_persons"

    def guard_groups(self) -> None:
        """Set device groups aside that are linked to too many persons."""
        persons = components(self.free("person", "contact"), self.edges)
        groups = components(self.free("device"), self.edges)
        for group in set(groups.values()):
            linked = self.persons_of_group(group, persons)
            if len(linked) > min(_limit(self.types[one[0]]) for one in group):
                self.guards.update(dict.fromkeys(group, "device_group_of_too_many_persons"))

    def persons_of_group(
        self, group: frozenset, persons: dict[Hashable, frozenset]
    ) -> set[frozenset]:
        return {
            persons[other] for one in group for other in self.neighbours(one) if other in persons
        }

    # ---------- who is named, and when

    def named_by(self, event: Row) -> Identifier | None:
        """The identifier by which an event names a person, None where it names nobody."""
        naming = self.on_event[event["event_id"]] & self.naming
        return self.leading(naming) if naming else None

    def namings(
        self, group: frozenset, persons: dict[Hashable, frozenset]
    ) -> list[tuple[datetime, frozenset]]:
        """Every naming of a person on a device group, in order.

        Links stand ahead of the events of their instant, by the person's least identifier.
        """
        found: list[tuple[tuple, frozenset]] = []
        for left, right, at in self.links:
            for device, other in ((left, right), (right, left)):
                if device in group and other in persons:
                    least = min((a.encode(), b.encode()) for a, b in persons[other])
                    found.append(((at, 0, least), persons[other]))
        for event in self.events:
            name = self.named_by(event)
            if name and self.on_event[event["event_id"]] & group:
                found.append(((event["occurred_at"], 1, in_order(event)), persons[name]))
        found.sort(key=lambda naming: naming[0])
        return [(key[0], person) for key, person in found]

    def intervals(
        self, group: frozenset, persons: dict[Hashable, frozenset]
    ) -> list[tuple[str, datetime | None]]:
        """(user_key, from) of each holder of a device group in turn; the first is from None."""
        linked = self.persons_of_group(group, persons)
        if not linked:
            return [(hash_key(self.leading(group)), None)]
        if len(linked) == 1:
            return [(hash_key(self.leading(*linked)), None)]
        named = self.namings(group, persons)
        # Before anybody is named the group is the first one's; of an instant the last one holds.
        holders: dict[datetime, frozenset] = {BEGINNING: named[0][1]}
        for at, person in named:
            holders[at] = person
        turns: list[tuple[str, datetime | None]] = []
        for at, person in sorted(holders.items(), key=lambda item: item[0]):
            key = hash_key(self.leading(person))
            if not turns or turns[-1][0] != key:
                turns.append((key, at if turns else None))
        return turns

    def resolve(self) -> Identity:
        self.guard_blocklisted()
        self.guard_contacts()
        self.guard_groups()
        self.naming = self.free("person", "contact")
        persons = components(self.free("person", "contact"), self.edges)
        groups = components(self.free("device"), self.edges)
        identity = Identity(
            guards=[Guard(*one, reason) for one, reason in sorted(self.guards.items())],
            persons={one: hash_key(self.leading(component)) for one, component in persons.items()},
        )
        for group in set(groups.values()):
            if len(self.persons_of_group(group, persons)) > 1:
                identity.shared |= group
            turns = self.intervals(group, persons)
            ends = [start for _, start in turns[1:]] + [None]
            identity.owners += [
                Owner(*one, key, start, end)
                for one in group
                for (key, start), end in zip(turns, ends, strict=True)
            ]
        for event in self.events:
            identity.user_of[event["event_id"]] = self.user(event, identity)
        return identity

    def user(self, event: Row, identity: Identity) -> str:
        """The user of an event: the person it names, else its devices' holder, else its own."""
        name = self.named_by(event)
        if name:
            return identity.persons[name]
        found = self.on_event[event["event_id"]]
        devices = found & self.free("device")
        if devices:
            # All devices of a record are in one group, so any of them tells the holder.
            return str(identity.holder(*min(devices), event["occurred_at"]))
        return hash_key(self.leading(found))


def resolve(events: list[Row], links: list[Row], seeds: dict[str, list[SeedRow]]) -> Identity:
    """Find the users behind accepted events.

    Args:
        events: Accepted contract rows, whatever `as_of`.
        links: Rows of `identity_links`.
        seeds: Of which `identifier_types` and `identifier_blocklist` are read.
    """
    return _Resolver(events, links, seeds).resolve()
