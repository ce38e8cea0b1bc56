"""What runs make of news: late records, merged identities, deadlines, edited journeys.

All scenarios share the runs and the journeys: `visit`, and `wait` with a window of 2500 minutes.
Each run speaks for a later day; the last one has the journeys edited.
"""

from dataclasses import dataclass

from . import Cells

AS_OF = {1: 2000.0, 2: 3000.0, 3: 4500.0, 4: 6000.0}
"""The minute at which each run speaks."""

JOURNEYS: dict[str, Cells] = {
    "visit": {"participant": "user", "reentry": "after_exit", "step_order": "ordered"},
    "wait": {
        "participant": "user",
        "reentry": "after_exit",
        "step_order": "ordered",
        "window_minutes": "2500",
    },
}

RULES = """
    journey  role        event
    visit    entry       open
    visit    conversion  pay
    visit    exit        leave
    wait     entry       begin
    wait     exit        stop
"""

EDITED: dict[str, Cells] = {**JOURNEYS, "wait": {**JOURNEYS["wait"], "window_minutes": "50"}}
"""The journeys from the last run on."""


@dataclass(frozen=True)
class RunScenario:
    """Records that come in several runs, and what each of them must leave.

    Attributes:
        name: Its name.
        law: What it shows.
        events: The columns `run`, `event`, `name`, `at`, any identifier, and `and` (further
            identifiers as `type=value,…`). The event's name is that of a journey's rule or any.
        users: The columns `run`, `users`: the leading identifiers of all users after it.
        entries: The columns `run`, `event`, `user`, `reason`: all entries after it, `reason` is why
            it has ended. A run that is not named leaves what the one before left.
        links: The columns `run`, `left`, `right` (as `type:value`) and `at`.
        merges: The columns `run`, `old`, `new`, `what`, `cause`, `by` (the event, or `link`),
            `seen`, and `current`, which holds after the last run. All that there are.
        is_withdrawn: Whether its files are gone in the last run, and all that was known by them.
    """

    name: str
    law: str
    events: str
    users: str
    entries: str
    links: str = ""
    merges: str = ""
    is_withdrawn: bool = False


SCENARIOS = [
    RunScenario(
        "chain",
        "Each run ties one more user to the chain; all are the leading one's in the end.",
        """
        run  event  name  at  user_id  and
        1    e1     open  10  ann      .
        1    e2     open  20  .        phone=p
        1    e3     open  30  .        email=m
        2    e4     seen  40  ann      phone=p
        3    e5     seen  50  .        phone=p,email=m
        """,
        users="""
        run  users
        1    user_id:ann,phone:p,email:m
        2    user_id:ann,email:m
        3    user_id:ann
        """,
        entries="""
        run  event  user         reason
        1    e1     user_id:ann  .
        1    e2     phone:p      .
        1    e3     email:m      .
        2    e1     user_id:ann  .
        2    e3     email:m      .
        3    e1     user_id:ann  .
        """,
        merges="""
        run  old      new          what    cause      by  seen  current
        2    phone:p  user_id:ann  joined  new_event  e4  40    user_id:ann
        3    email:m  user_id:ann  joined  new_event  e5  50    user_id:ann
        """,
    ),
    RunScenario(
        "fan_in",
        "Three devices turn out to be one person's, by two records and a link.",
        """
        run  event  name  at  endpoint_id  user_id
        1    e1     open  10  d1           .
        1    e2     open  20  d2           .
        1    e3     open  30  d3           .
        2    e4     seen  40  d1           ann
        2    e5     seen  45  d2           ann
        """,
        links="""
        run  left            right        at
        2    endpoint_id:d3  user_id:ann  50
        """,
        users="""
        run  users
        1    endpoint_id:d1,endpoint_id:d2,endpoint_id:d3
        2    user_id:ann
        """,
        entries="""
        run  event  user            reason
        1    e1     endpoint_id:d1  .
        1    e2     endpoint_id:d2  .
        1    e3     endpoint_id:d3  .
        2    e1     user_id:ann     .
        """,
        merges="""
        run  old             new          what    cause      by    seen  current
        2    endpoint_id:d1  user_id:ann  joined  new_event  e4    40    user_id:ann
        2    endpoint_id:d2  user_id:ann  joined  new_event  e5    45    user_id:ann
        2    endpoint_id:d3  user_id:ann  joined  new_link   link  50    user_id:ann
        """,
    ),
    RunScenario(
        "diamond",
        "Two ways from one user to another are one merge, told by the earlier of them.",
        """
        run  event  name  at  user_id  and
        1    e1     open  10  ann      .
        1    e2     open  15  .        phone=p
        2    e3     seen  20  ann      crm_id=c
        2    e4     seen  25  ann      email=m
        3    e5     seen  40  .        crm_id=c,phone=p
        3    e6     seen  30  .        email=m,phone=p
        """,
        users="""
        run  users
        1    user_id:ann,phone:p
        3    user_id:ann
        """,
        entries="""
        run  event  user         reason
        1    e1     user_id:ann  .
        1    e2     phone:p      .
        3    e1     user_id:ann  .
        """,
        merges="""
        run  old      new          what    cause      by  seen  current
        3    phone:p  user_id:ann  joined  new_event  e6  30    user_id:ann
        """,
    ),
    RunScenario(
        "late_merge",
        "A record from before everything else joins two users, and their entries with them.",
        """
        run  event  name   at  endpoint_id  user_id
        1    e1     open   10  d            .
        1    e2     open   50  .            ann
        1    e3     leave  60  .            ann
        3    e4     seen   5   d            ann
        """,
        users="""
        run  users
        1    endpoint_id:d,user_id:ann
        3    user_id:ann
        """,
        entries="""
        run  event  user           reason
        1    e1     endpoint_id:d  .
        1    e2     user_id:ann    exit_event
        3    e1     user_id:ann    exit_event
        """,
        merges="""
        run  old            new          what    cause      by  seen  current
        3    endpoint_id:d  user_id:ann  joined  new_event  e4  5     user_id:ann
        """,
    ),
    RunScenario(
        "reverse_chain",
        "The links come from the far end: a key is renamed twice, and found in one step.",
        """
        run  event  name  at  user_id  and
        1    e1     open  10  .        phone=p
        2    e2     seen  20  .        phone=p,crm_id=c
        3    e3     pay   30  ann      crm_id=c
        """,
        users="""
        run  users
        1    phone:p
        2    crm_id:c
        3    user_id:ann
        """,
        entries="""
        run  event  user         reason
        1    e1     phone:p      .
        2    e1     crm_id:c     .
        3    e1     user_id:ann  .
        """,
        merges="""
        run  old       new          what     cause      by  seen  current
        2    phone:p   crm_id:c     renamed  new_event  e2  20    user_id:ann
        3    crm_id:c  user_id:ann  renamed  new_event  e3  30    user_id:ann
        """,
    ),
    RunScenario(
        "earlier_lead",
        "A late record shows an identifier that was there all along to be the elder: it leads.",
        """
        run  event  name  at  and
        1    e1     open  20  phone=p
        1    e2     seen  30  phone=p,email=m
        2    e3     seen  10  email=m
        """,
        users="""
        run  users
        1    phone:p
        2    email:m
        """,
        entries="""
        run  event  user     reason
        1    e1     phone:p  .
        2    e1     email:m  .
        """,
        merges="""
        run  old      new      what     cause      by  seen  current
        2    phone:p  email:m  renamed  new_event  e3  10    email:m
        """,
    ),
    RunScenario(
        "conflict",
        "A contact joins two persons; with a third it is guarded and they are apart again.",
        """
        run  event  name  at  user_id  and
        1    e1     open  10  ann      email=m
        1    e2     open  20  bob      .
        2    e3     seen  30  bob      email=m
        3    e4     open  40  cid      email=m
        """,
        users="""
        run  users
        1    user_id:ann,user_id:bob
        2    user_id:ann
        3    user_id:ann,user_id:bob,user_id:cid
        """,
        entries="""
        run  event  user         reason
        1    e1     user_id:ann  .
        1    e2     user_id:bob  .
        2    e1     user_id:ann  .
        3    e1     user_id:ann  .
        3    e2     user_id:bob  .
        3    e4     user_id:cid  .
        """,
        merges="""
        run  old          new          what    cause      by  seen  current
        2    user_id:bob  user_id:ann  joined  new_event  e3  30    user_id:bob
        3    user_id:ann  user_id:bob  split   guard      .   .     user_id:ann
        """,
    ),
    RunScenario(
        "handed_over_device",
        "A late login hands a device over: its events move, and nobody becomes somebody else.",
        """
        run  event  name  at  endpoint_id  user_id
        1    e1     seen  10  d            ann
        1    e2     open  30  d            .
        2    e3     seen  20  d            bob
        """,
        users="""
        run  users
        1    user_id:ann
        2    user_id:ann,user_id:bob
        """,
        entries="""
        run  event  user         reason
        1    e2     user_id:ann  .
        2    e2     user_id:bob  .
        """,
    ),
    RunScenario(
        "shared_at_last",
        "Nobody's device turns out to be two persons': its key is split between them.",
        """
        run  event  name   at  endpoint_id  user_id
        1    e1     open   10  d            .
        1    e2     leave  15  d            .
        1    e3     open   40  d            .
        2    e4     seen   20  d            ann
        2    e5     seen   30  d            bob
        """,
        users="""
        run  users
        1    endpoint_id:d
        2    user_id:ann,user_id:bob
        """,
        entries="""
        run  event  user           reason
        1    e1     endpoint_id:d  exit_event
        1    e3     endpoint_id:d  .
        2    e1     user_id:ann    exit_event
        2    e3     user_id:bob    .
        """,
        merges="""
        run  old            new          what   cause      by  seen  current
        2    endpoint_id:d  user_id:ann  split  new_event  e4  20    user_id:bob
        2    endpoint_id:d  user_id:bob  split  new_event  e5  30    user_id:bob
        """,
    ),
    RunScenario(
        "timeout_with_no_event",
        "Time alone ends an entry, in the run whose clock passes its window.",
        """
        run  event  name   at  user_id
        1    e1     begin  40  ann
        """,
        users="""
        run  users
        1    user_id:ann
        """,
        entries="""
        run  event  user         reason
        1    e1     user_id:ann  .
        2    e1     user_id:ann  window_elapsed
        """,
    ),
    RunScenario(
        "edited_journey",
        "A shorter window, written into the journey itself, judges entries of long ago too.",
        """
        run  event  name   at   user_id
        1    e1     begin  10   ann
        1    e2     stop   90   ann
        """,
        users="""
        run  users
        1    user_id:ann
        """,
        entries="""
        run  event  user         reason
        1    e1     user_id:ann  exit_event
        4    e1     user_id:ann  window_elapsed
        """,
    ),
    RunScenario(
        "withdrawn",
        "A merge is told of no longer than its keys' identifiers are in the data.",
        """
        run  event  name  at  endpoint_id  user_id
        1    e1     open  10  d            .
        2    e2     open  20  d            ann
        """,
        users="""
        run  users
        1    endpoint_id:d
        2    user_id:ann
        """,
        entries="""
        run  event  user           reason
        1    e1     endpoint_id:d  .
        2    e1     user_id:ann    .
        """,
        merges="""
        run  old            new          what     cause      by  seen  current
        2    endpoint_id:d  user_id:ann  renamed  new_event  e2  20    .
        """,
        is_withdrawn=True,
    ),
]
