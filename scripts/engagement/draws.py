"""Chance that hangs on names: the same name always draws the same number.

No number depends on how many were drawn before, so that a further kind of event changes none of
the others, and none depends on the version of Python.
"""

from collections.abc import Sequence
from datetime import timedelta
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")


def number(low: int, high: int, *name: object) -> int:
    """A whole number from `low` to `high`, both included."""
    digest = blake2b("|".join(map(str, name)).encode(), digest_size=8).digest()
    return low + int.from_bytes(digest, "big") % (high - low + 1)


def happens(percent: int, *name: object) -> bool:
    """Whether something happens that happens to so many in a hundred."""
    return number(1, 100, *name) <= percent


def pick(choices: Sequence[T], *name: object) -> T:
    """One of several, each as likely as the others."""
    return choices[number(0, len(choices) - 1, *name)]


def after(low: timedelta, high: timedelta, *name: object) -> timedelta:
    """A time from `low` to `high` in whole seconds, more often a short one than a long one."""
    steps = number(0, 1000, *name) ** 2
    return low + timedelta(seconds=int((high - low).total_seconds()) * steps // 1_000_000)
