"""Milepost's brute-force reference, written from the design contract alone.

It reads a small `World`, loops over everything in plain Python and returns the rows that the marts
must hold. It shares no code with the SQL, so that an agreement of the two means something.
"""

from .acceptance import Acceptance, accept
from .contacts import with_hashes
from .erasure import without_erased
from .flows import FlowTables, flow_tables
from .identity import Identity, resolve
from .journeys import Tables, travel
from .world import World, write_world

__all__ = [
    "Acceptance",
    "FlowTables",
    "Identity",
    "Tables",
    "World",
    "accept",
    "compute",
    "flow_tables",
    "resolve",
    "travel",
    "with_hashes",
    "without_erased",
    "write_world",
]


def compute(world: World) -> tuple[Acceptance, Identity, Tables]:
    """Everything the reference knows about a world.

    Returns:
        The accepted events, the users behind them and the journey tables.
    """
    world = without_erased(with_hashes(world))
    acceptance = accept(world)
    identity = resolve(acceptance.events, world.identity_links, world.seeds)
    return acceptance, identity, travel(world, acceptance, identity)
