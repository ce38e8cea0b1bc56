"""The people of the click-stream: what they browsed, when they signed up, what they agreed to."""

import csv
import gzip
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from engagement.draws import after, happens, number

Fields = dict[str, str]
"""A record's cells, by column."""

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Click:
    """One event of the click-stream."""

    at: datetime
    name: str
    session: str
    platform: str
    acquisition_channel: str


@dataclass(frozen=True)
class Event:
    """An event to be written: what the generic form holds of it, by column."""

    at: datetime
    name: str
    fields: Fields


@dataclass(frozen=True)
class Person:
    """Someone of the click-stream.

    Attributes:
        user_id: their login.
        number: the number in the login.
        clicks: what they did, in order; never empty.
    """

    user_id: str
    number: int
    clicks: list[Click]

    @cached_property
    def signed_up_at(self) -> datetime:
        """When they signed up: shortly before the first thing that the click-stream knows."""
        return self.clicks[0].at - after(20 * SECOND, 10 * MINUTE, "sign_up", self.user_id)

    @cached_property
    def consents(self) -> list[tuple[datetime, bool]]:
        """What they said to marketing, and when. Some never say anything, which is no consent."""
        if happens(78, "grants", self.user_id):
            said = [(self.signed_up_at, True)]
            if happens(10, "withdraws", self.user_id):
                gone = after(7 * DAY, 60 * DAY, "withdrawn after", self.user_id)
                said.append((self.signed_up_at + gone, False))
            return said
        if happens(50, "refuses", self.user_id):
            return [(self.signed_up_at, False)]
        if happens(40, "grants later", self.user_id):
            return [(self.signed_up_at + after(DAY, 40 * DAY, "granted", self.user_id), True)]
        return []

    def consents_at(self, at: datetime) -> bool:
        """Whether marketing was allowed at a time."""
        said = [granted for said_at, granted in self.consents if said_at <= at]
        return bool(said) and said[-1]

    def clicks_on(self, *names: str) -> list[Click]:
        """The clicks of some names, in order."""
        return [click for click in self.clicks if click.name in names]

    def endpoint(self, kind: str, owner: str = "") -> str:
        """The id of an endpoint of theirs, such as an address; of its first owner's if given."""
        digest = blake2b(f"{kind}|{owner or self.user_id}".encode(), digest_size=5).hexdigest()
        return f"{kind}-{digest}"

    @cached_property
    def push_token(self) -> str:
        """The endpoint of their phone. Some phones were someone else's before, token and all."""
        is_handed_on = self.number >= 300 and happens(25, "second hand", self.user_id)
        first_owner = f"user_{self.number - 300:04d}" if is_handed_on else self.user_id
        return self.endpoint("push", first_owner)

    @cached_property
    def phone_platform(self) -> str:
        """What their phone runs."""
        return "ios" if number(0, 1, "phone", self.push_token) else "android"

    def event(self, name: str, at: datetime, **fields: object) -> Event:
        """An event of theirs, from where they were last seen if `fields` do not say it."""
        seen = [click for click in self.clicks if click.at <= at]
        last = seen[-1] if seen else self.clicks[0]
        where: Fields = {
            "user_id": self.user_id,
            "channel": "app" if last.platform == "mobile" else "web",
            "platform": last.platform,
            "acquisition_channel": last.acquisition_channel,
        }
        return Event(at, name, {**where, **{key: str(value) for key, value in fields.items()}})


def read_people(path: Path) -> list[Person]:
    """The people of the click-stream in its generic form, by login.

    Raises:
        OSError: the file can't be read.
        KeyError: it lacks a column.
    """
    clicks: dict[str, list[Click]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            at = datetime.fromisoformat(row["occurred_at"].replace("Z", "+00:00"))
            clicks[row["user_id"]].append(
                Click(
                    at,
                    row["event_name"],
                    row["session_id"],
                    row["platform"],
                    row["acquisition_channel"],
                )
            )
    return [
        Person(user_id, int(user_id.removeprefix("user_")), clicks[user_id])
        for user_id in sorted(clicks)
    ]
