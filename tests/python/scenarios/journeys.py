"""What becomes of the entries of one journey."""

from dataclasses import dataclass, field

from . import AS_OF, Cells

LINE = {"participant": "user", "reentry": "after_exit", "step_order": "ordered"}
"""What a journey is unless its scenario says otherwise."""


@dataclass(frozen=True)
class JourneyScenario:
    """A journey, the events of its travellers, and its entries.

    Attributes:
        name: Its name.
        law: What it shows.
        events: The columns `event`, `name`, `at`, and maybe `user` (else `u`), `device` and
            `sequence`.
        entries: The columns `event` (the entry's), `version`, `end`, `reason`, `converted`,
            `completed`, `last`, `matures`, `excluded`; those named are compared, and all entries
            must be there.
        blocked: The columns `event`, `reason`: every attempt that is blocked.
        journey: The cells of `journeys` but those that `LINE` says.
        rules: The columns `role`, `event`, and maybe `step`, `version`.
        steps: The columns `step`, and maybe `within`, `terminal`, `version`; their index is their
            place.
        edges: The columns `from`, `to`, and maybe `branch`.
        consents: The columns `granted`, `at`, of the purpose `ads`, and maybe `user`.
        later: The cells in which later versions, from 2 on, differ from the first.
        progressions: The columns `entry`, `step`, `at`, `event`, `from`, `branch`, `visits`; those
            named are compared, and all must be there where any is.
        next: The columns `entry`, `event`: the exits without conversion and what came next.
    """

    name: str
    law: str
    events: str
    entries: str
    blocked: str = ""
    journey: Cells = field(default_factory=dict)
    rules: str = """
        role        step  event
        entry       .     open
        step        cart  cart
        conversion  .     pay
        exit        .     leave
    """
    steps: str = """
        step  terminal
        cart  yes
    """
    edges: str = ""
    consents: str = ""
    later: tuple[Cells, ...] = ()
    progressions: str = ""
    next: str = ""


def minutes(number: float) -> str:
    """A cell of a seed that holds an instant, as ISO 8601; minutes from the start."""
    hours, rest = divmod(number, 60)
    days, hours = divmod(int(hours), 24)
    seconds = rest % 1 * 60
    return f"2026-01-{1 + days:02d}T{hours:02d}:{int(rest):02d}:{seconds:02.0f}Z"


SCENARIOS = [
    # ---------- each end
    JourneyScenario(
        "converted",
        "A conversion ends an entry where the journey says so.",
        """
        event  name  at
        e1     open  0
        e2     pay   10
        """,
        """
        event  end  reason     converted  completed  last
        e1     10   converted  10         .          entry
        """,
        journey={"ends_on_conversion": "true", "window_minutes": "60"},
    ),
    JourneyScenario(
        "conversion_goes_on",
        "A conversion ends no entry where the journey does not say so; only the first one counts.",
        """
        event  name  at
        e1     open  0
        e2     pay   10
        e3     cart  20
        e4     pay   30
        """,
        """
        event  end  reason          converted  completed  last
        e1     60   window_elapsed  10         20         cart
        """,
        journey={"window_minutes": "60"},
    ),
    JourneyScenario(
        "completed",
        "A terminal step ends an entry where the journey says so.",
        """
        event  name  at
        e1     open  0
        e2     cart  10
        e3     pay   20
        """,
        """
        event  end  reason     converted  completed  last
        e1     10   completed  .          10         cart
        """,
        journey={"ends_on_completion": "true", "window_minutes": "60"},
        next="""
        entry  event
        e1     e3
        """,
    ),
    JourneyScenario(
        "exit_event",
        "An exit ends an entry; what follows is no part of it.",
        """
        event  name   at
        e1     open   0
        e2     leave  10
        e3     cart   20
        e4     pay    20
        """,
        """
        event  end  reason      converted  completed  last
        e1     10   exit_event  .          .          entry
        """,
        journey={"window_minutes": "60"},
        next="""
        entry  event
        e1     e3
        """,
    ),
    JourneyScenario(
        "opted_out",
        "The first refusal after the entry ends it; a later grant does not bring it back.",
        """
        event  name  at
        e1     open  0
        e2     cart  20
        """,
        """
        event  end  reason     converted  completed  last
        e1     10   opted_out  .          .          entry
        """,
        journey={"consent_purpose": "ads", "window_minutes": "60"},
        consents="""
        granted  at
        yes      -5
        no       10
        yes      15
        """,
    ),
    JourneyScenario(
        "restarted",
        "A new entry ends the active one.",
        """
        event  name  at
        e1     open  0
        e2     cart  5
        e3     open  10
        e4     pay   20
        """,
        """
        event  end  reason          converted  completed  last
        e1     10   restarted       .          5          cart
        e3     70   window_elapsed  20         .          entry
        """,
        journey={"reentry": "restart", "window_minutes": "60"},
    ),
    JourneyScenario(
        "inactive",
        "A gap longer than the limit ends an entry that long after the last match; one of just the"
        " limit does not.",
        """
        event  name   at
        e1     open   0
        e2     cart   30
        e3     cart   60.5
        e4     other  61
        """,
        """
        event  end  reason    last
        e1     60   inactive  cart
        """,
        journey={"inactivity_minutes": "30"},
    ),
    JourneyScenario(
        "window_elapsed",
        "The window ends an entry; what comes at that very instant is still part of it.",
        """
        event  name  at
        e1     open  0
        e2     cart  60
        e3     pay   60
        """,
        """
        event  end  reason          converted  completed  last  matures
        e1     60   window_elapsed  60         60         cart  60
        """,
        journey={"window_minutes": "60"},
    ),
    JourneyScenario(
        "window_missed",
        "What comes after the window is no part of the entry.",
        """
        event  name  at
        e1     open  0
        e2     cart  60.01
        e3     pay   60.01
        """,
        """
        event  end  reason          converted  completed  last
        e1     60   window_elapsed  .          .          entry
        """,
        journey={"window_minutes": "60"},
    ),
    JourneyScenario(
        "journey_ended",
        "The end of the journey ends its entries.",
        """
        event  name  at
        e1     open  50
        e2     cart  100
        e3     pay   101
        """,
        """
        event  end  reason         converted  completed  last
        e1     100  journey_ended  .          100        cart
        """,
        journey={"ends_at": minutes(100)},
    ),
    JourneyScenario(
        "active",
        "An entry is active while nothing that is due has ended it.",
        f"""
        event  name  at
        e1     open  {AS_OF - 60:.0f}
        e2     open  {AS_OF + 1:.0f}
        e3     pay   {AS_OF + 1:.0f}
        """,
        f"""
        event  end  reason  converted  last   matures
        e1     .    .       .          entry  {AS_OF + 1:.0f}
        """,
        journey={"window_minutes": "61", "inactivity_minutes": "61", "ends_at": "2026-02-01"},
    ),
    JourneyScenario(
        "due",
        "What is due at `as_of` has happened.",
        f"""
        event  name  at
        e1     open  {AS_OF - 60:.0f}
        """,
        f"""
        event  end         reason          matures
        e1     {AS_OF:.0f}  window_elapsed  {AS_OF:.0f}
        """,
        journey={"window_minutes": "60"},
    ),
    # ---------- ends at one instant
    JourneyScenario(
        "tie_of_conversion",
        "A conversion comes before any other end.",
        """
        event  name   at
        e1     open   0
        e2     leave  60
        e3     cart   60
        e4     pay    60
        """,
        """
        event  end  reason     converted  completed
        e1     60   converted  60         60
        """,
        journey={
            "ends_on_conversion": "true",
            "ends_on_completion": "true",
            "window_minutes": "60",
            "inactivity_minutes": "60",
        },
    ),
    JourneyScenario(
        "tie_of_completion",
        "A completion comes before an exit.",
        """
        event  name   at
        e1     open   0
        e2     leave  10
        e3     cart   10
        """,
        """
        event  end  reason     completed
        e1     10   completed  10
        """,
        journey={"ends_on_completion": "true"},
    ),
    JourneyScenario(
        "tie_of_exit",
        "An exit comes before a restart, and ends the entry that restarts at its instant too.",
        """
        event  name   at
        e1     open   0
        e2     leave  10
        e3     open   10
        """,
        """
        event  end  reason
        e1     10   exit_event
        e3     10   exit_event
        """,
        journey={"reentry": "restart"},
    ),
    JourneyScenario(
        "tie_of_refusal",
        "A refusal comes before inactivity and the window.",
        """
        event  name  at
        e1     open  0
        """,
        """
        event  end  reason
        e1     60   opted_out
        """,
        journey={"consent_purpose": "ads", "window_minutes": "60", "inactivity_minutes": "60"},
        consents="""
        granted  at
        yes      -5
        no       60
        """,
    ),
    JourneyScenario(
        "tie_of_restart",
        "A restart comes before the window, and so does inactivity.",
        """
        event  name  at
        e1     open  0
        e2     open  60
        """,
        """
        event  end  reason
        e1     60   restarted
        e2     120  inactive
        """,
        journey={"reentry": "restart", "window_minutes": "60", "inactivity_minutes": "60"},
    ),
    JourneyScenario(
        "tie_of_window",
        "The window comes before the end of the journey.",
        """
        event  name  at
        e1     open  0
        """,
        """
        event  end  reason
        e1     60   window_elapsed
        """,
        journey={"window_minutes": "60", "ends_at": minutes(60)},
    ),
    # ---------- why an attempt is blocked
    JourneyScenario(
        "not_live",
        "A journey admits from its start on, up to and not at its end.",
        """
        event  name  at
        e1     open  9.5
        e2     open  10
        e3     pay   15
        e4     open  20
        """,
        """
        event  end  reason
        e2     15   converted
        """,
        blocked="""
        event  reason
        e1     not_live
        e4     not_live
        """,
        journey={
            "starts_at": minutes(10),
            "ends_at": minutes(20),
            "ends_on_conversion": "true",
        },
    ),
    JourneyScenario(
        "no_consent",
        "No row is no consent; a grant holds from its time on; at one instant a refusal wins.",
        """
        event  name  at  user
        e1     open  0   ann
        e2     open  10  ann
        e3     open  0   bob
        e4     open  9   cat
        """,
        """
        event  end  reason
        e2     70   window_elapsed
        """,
        blocked="""
        event  reason
        e1     no_consent
        e3     no_consent
        e4     no_consent
        """,
        journey={"consent_purpose": "ads", "window_minutes": "60"},
        consents="""
        user  granted  at
        ann   yes      10
        cat   yes      0
        cat   yes      9
        cat   no       9
        """,
    ),
    JourneyScenario(
        "matches_need_consent",
        "Steps and conversions are matched among the events with consent.",
        """
        event  name  at
        e1     open  0
        e2     cart  20
        e3     pay   20
        e4     open  30
        e5     cart  35
        """,
        """
        event  end  reason          converted  last
        e1     10   opted_out       .          entry
        e4     90   window_elapsed  .          cart
        """,
        journey={
            "consent_purpose": "ads",
            "window_minutes": "60",
            "conversion_tail_minutes": "60",
        },
        consents="""
        granted  at
        yes      -5
        no       10
        yes      30
        """,
    ),
    JourneyScenario(
        "holdout",
        "A participant that is held out never enters.",
        """
        event  name  at
        e1     open  0
        """,
        """
        event
        """,
        blocked="""
        event  reason
        e1     holdout
        """,
        journey={"holdout_percent": "100"},
    ),
    JourneyScenario(
        "reasons_in_order",
        "Of several reasons the first listed is given.",
        """
        event  name  at  user
        e1     open  5   ann
        e2     open  15  ann
        e3     open  15  bob
        """,
        """
        event
        """,
        blocked="""
        event  reason
        e1     not_live
        e2     no_consent
        e3     holdout
        """,
        journey={
            "starts_at": minutes(10),
            "consent_purpose": "ads",
            "holdout_percent": "100",
        },
        consents="""
        user  granted  at
        bob   yes      0
        """,
    ),
    JourneyScenario(
        "already_active",
        "No entry while one is active; one at the very end of it.",
        """
        event  name  at
        e1     open  0
        e2     open  30
        e3     open  59
        e4     open  60
        """,
        """
        event  end  reason
        e1     60   window_elapsed
        e4     120  window_elapsed
        """,
        blocked="""
        event  reason
        e2     already_active
        e3     already_active
        """,
        journey={"window_minutes": "60"},
    ),
    JourneyScenario(
        "once",
        "Under `once` one entry is all, whatever became of it.",
        """
        event  name  at
        e1     open  0
        e2     open  30
        e3     open  60
        e4     open  90
        """,
        """
        event  end  reason
        e1     60   window_elapsed
        """,
        blocked="""
        event  reason
        e2     already_active
        e3     reentry_not_allowed
        e4     reentry_not_allowed
        """,
        journey={"reentry": "once", "window_minutes": "60", "reentry_interval_minutes": "90"},
    ),
    JourneyScenario(
        "reentry_interval",
        "The interval runs from the beginning of the last entry; at its very end it is over.",
        """
        event  name   at
        e1     open   0
        e2     leave  10
        e3     open   10
        e4     open   59
        e5     open   60
        """,
        """
        event  end  reason
        e1     10   exit_event
        e5     .    .
        """,
        blocked="""
        event  reason
        e3     reentry_interval
        e4     reentry_interval
        """,
        journey={"reentry_interval_minutes": "60"},
    ),
    JourneyScenario(
        "reentry_interval_of_restart",
        "An entry that its interval blocks ends nothing.",
        """
        event  name  at
        e1     open  0
        e2     open  30
        e3     open  60
        """,
        """
        event  end  reason
        e1     60   restarted
        e3     .    .
        """,
        blocked="""
        event  reason
        e2     reentry_interval
        """,
        journey={"reentry": "restart", "reentry_interval_minutes": "60"},
    ),
    JourneyScenario(
        "reentry_cap",
        "So many entries and no more; other reasons come first.",
        """
        event  name   at
        e1     open   0
        e2     leave  1
        e3     open   10
        e4     leave  11
        e5     open   15
        e6     open   20
        """,
        """
        event  end  reason
        e1     1    exit_event
        e3     11   exit_event
        """,
        blocked="""
        event  reason
        e5     reentry_interval
        e6     reentry_cap
        """,
        journey={"max_entries": "2", "reentry_interval_minutes": "10"},
    ),
    JourneyScenario(
        "blocked_enters_nothing",
        "A blocked attempt counts for nothing: not for the cap and not for the interval.",
        """
        event  name   at
        e1     open   0
        e2     open   10
        e3     leave  19
        e4     open   20
        """,
        """
        event  end  reason
        e2     19   exit_event
        e4     .    .
        """,
        blocked="""
        event  reason
        e1     not_live
        """,
        journey={
            "starts_at": minutes(10),
            "max_entries": "2",
            "reentry_interval_minutes": "10",
        },
    ),
    # ---------- entries that begin where others end
    JourneyScenario(
        "the_end_opens_the_next",
        "The event that ends an entry may open the next.",
        """
        event  name  at
        e1     open  0
        e2     open  10
        e3     open  20
        """,
        """
        event  end  reason
        e1     10   exit_event
        e2     20   exit_event
        e3     .    .
        """,
        rules="""
        role   step  event
        entry  .     open
        step   cart  cart
        exit   .     open
        """,
    ),
    JourneyScenario(
        "zero_length",
        "An entry may end at the instant at which it begins, and the next begin there.",
        """
        event  name   at
        e1     open   0
        e2     leave  0
        e3     open   0
        e4     open   5
        """,
        """
        event  end  reason      last
        e1     0    exit_event  entry
        e3     0    exit_event  entry
        e4     .    .           entry
        """,
    ),
    JourneyScenario(
        "zero_length_restart",
        "Under `restart` an entry of the same instant ends the one before it at once.",
        """
        event  name  at
        e1     open  0
        e2     open  0
        """,
        """
        event  end  reason
        e1     0    restarted
        e2     60   window_elapsed
        """,
        journey={"reentry": "restart", "window_minutes": "60"},
    ),
    # ---------- ties in time
    JourneyScenario(
        "same_instant",
        "At one instant a step comes after the entry, whatever the order of the rows.",
        """
        event  name  at
        e2     open  0
        e1     cart  0
        e3     pay   0
        """,
        """
        event  end  reason          converted  completed  last
        e2     60   window_elapsed  0          0          cart
        """,
        journey={"window_minutes": "60"},
        progressions="""
        entry  step   at  event  from   visits
        e2     entry  0   e2     .      1
        e2     cart   0   e1     entry  1
        """,
    ),
    JourneyScenario(
        "one_event_counts_once",
        "A step with a name of an earlier step's comes strictly later than it.",
        """
        event  name  at
        e1     open  0
        e2     open  0
        e3     open  5
        e4     open  5
        e5     open  9
        """,
        """
        event  converted  completed  last
        e1     5          9          b
        """,
        blocked="""
        event  reason
        e2     already_active
        e3     already_active
        e4     already_active
        e5     already_active
        """,
        rules="""
        role        step  event
        entry       .     open
        step        a     open
        step        b     open
        conversion  .     open
        """,
        steps="""
        step  terminal
        a     .
        b     yes
        """,
        journey={"window_minutes": "60"},
        progressions="""
        entry  step   at  event  from   visits
        e1     entry  0   e1     .      5
        e1     a      5   e3     entry  3
        e1     b      9   e5     a      1
        """,
    ),
    JourneyScenario(
        "sequence_orders_attempts",
        "Of attempts at one instant the source's order says which is first, then the event id.",
        """
        event  name  at  sequence
        e1     open  0   .
        e2     open  0   2
        e3     open  0   1
        """,
        """
        event  end
        e3     60
        """,
        blocked="""
        event  reason
        e1     already_active
        e2     already_active
        """,
        journey={"window_minutes": "60"},
    ),
    # ---------- steps
    JourneyScenario(
        "line",
        "Steps are reached in their order, each at its earliest match after the one before.",
        """
        event  name  at
        e1     open  0
        e2     b     1
        e3     a     2
        e4     a     3
        e5     b     4
        e6     b     5
        e7     a     6
        """,
        """
        event  last  completed
        e1     b     4
        """,
        rules="""
        role   step  event
        entry  .     open
        step   a     a
        step   b     b
        """,
        steps="""
        step  terminal
        a     .
        b     yes
        """,
        journey={"window_minutes": "60"},
        progressions="""
        entry  step   at  event  from   visits
        e1     entry  0   e1     .      1
        e1     a      2   e3     entry  3
        e1     b      4   e5     a      2
        """,
    ),
    JourneyScenario(
        "within",
        "A step counts within its own minutes of the one before, those included.",
        """
        event  name  at  user
        e1     open  0   ann
        e2     a     10  ann
        e3     b     15  ann
        e4     open  0   bob
        e5     a     10  bob
        e6     b     15.01  bob
        """,
        """
        event  last
        e1     b
        e4     a
        """,
        rules="""
        role   step  event
        entry  .     open
        step   a     a
        step   b     b
        """,
        steps="""
        step  within
        a     10
        b     5
        """,
        journey={"window_minutes": "60"},
    ),
    JourneyScenario(
        "wait",
        "A step without rules is reached with the one before it, by its event, with no visits.",
        """
        event  name  at
        e1     open  0
        e2     a     5
        e3     b     5
        """,
        """
        event  last
        e1     b
        """,
        rules="""
        role   step  event
        entry  .     open
        step   a     a
        step   b     b
        """,
        steps="""
        step  terminal
        a     .
        wait  .
        b     .
        """,
        journey={"window_minutes": "60"},
        progressions="""
        entry  step   at  event  from   visits
        e1     entry  0   e1     .      1
        e1     a      5   e2     entry  1
        e1     wait   5   e2     a      0
        e1     b      5   e3     wait   1
        """,
    ),
    JourneyScenario(
        "visits_end_with_the_entry",
        "Visits count the matches up to the end, that instant included.",
        """
        event  name   at
        e1     open   0
        e2     cart   5
        e3     cart   7
        e4     cart   10
        e5     leave  10
        e6     cart   11
        """,
        """
        event  end  reason
        e1     10   exit_event
        """,
        progressions="""
        entry  step   at  event  from   visits
        e1     entry  0   e1     .      1
        e1     cart   5   e2     entry  3
        """,
        next="""
        entry  event
        e1     e6
        """,
    ),
    JourneyScenario(
        "step_at_the_end",
        "A step at the instant of the end is reached, a later one is not.",
        """
        event  name   at
        e1     open   0
        e2     leave  10
        e3     a      10
        e4     b      11
        """,
        """
        event  end  last
        e1     10   a
        """,
        rules="""
        role   step  event
        entry  .     open
        step   a     a
        step   b     b
        exit   .     leave
        """,
        steps="""
        step  terminal
        a     .
        b     .
        """,
        next="""
        entry  event
        e1     e4
        """,
    ),
    # ---------- conversion and its tail
    JourneyScenario(
        "tail",
        "An entry may convert after its end, up to the end of the tail, that included.",
        """
        event  name  at     user
        e1     open  0      ann
        e2     pay   90     ann
        e3     open  0      bob
        e4     pay   90.01  bob
        """,
        """
        event  end  reason          converted  matures
        e1     60   window_elapsed  90         90
        e3     60   window_elapsed  .          90
        """,
        journey={
            "window_minutes": "60",
            "conversion_tail_minutes": "30",
            "ends_on_conversion": "yes",
        },
        next="""
        entry  event
        e3     e4
        """,
    ),
    JourneyScenario(
        "tail_after_an_exit",
        "The tail runs from the end, whatever it was.",
        """
        event  name   at  user
        e1     open   0   ann
        e2     leave  10  ann
        e3     pay    40  ann
        e4     open   0   bob
        e5     cart   10  bob
        e6     pay    41  bob
        """,
        """
        event  end  reason      converted
        e1     10   exit_event  40
        e4     10   completed   .
        """,
        journey={
            "window_minutes": "60",
            "conversion_tail_minutes": "30",
            "ends_on_conversion": "yes",
            "ends_on_completion": "yes",
        },
    ),
    JourneyScenario(
        "one_conversion_for_many",
        "A conversion converts every entry it falls into, by the tail of one and within the next.",
        """
        event  name  at
        e1     open  0
        e2     open  60
        e3     pay   70
        """,
        """
        event  end  converted
        e1     60   70
        e2     120  70
        """,
        journey={"window_minutes": "60", "conversion_tail_minutes": "30"},
    ),
    JourneyScenario(
        "conversion_is_the_entry",
        "A conversion with the entry's name comes strictly later.",
        """
        event  name  at
        e1     open  0
        e2     open  0
        e3     open  60
        """,
        """
        event  end  reason     converted
        e1     60   converted  60
        e3     .    .          .
        """,
        blocked="""
        event  reason
        e2     already_active
        """,
        rules="""
        role        step  event
        entry       .     open
        conversion  .     open
        """,
        steps="",
        journey={"ends_on_conversion": "true"},
    ),
    # ---------- orders and shapes
    JourneyScenario(
        "strict",
        "Under `strict` a step is the very next event, or it is not reached.",
        """
        event  name   at  user
        e1     open   0   ann
        e2     a      5   ann
        e3     b      9   ann
        e4     open   0   bob
        e5     a      5   bob
        e6     other  6   bob
        e7     b      9   bob
        """,
        """
        event  last
        e1     b
        e4     a
        """,
        journey={"step_order": "strict", "window_minutes": "60"},
        rules="""
        role   step  event
        entry  .     open
        step   a     a
        step   b     b
        """,
        steps="""
        step
        a
        b
        """,
    ),
    JourneyScenario(
        "strict_instant",
        "The very next event is that of the source's order, whatever instant or name they share.",
        """
        event  name  at  sequence
        e3     open  0   1
        e2     open  0   2
        e1     open  0   3
        """,
        """
        event  last
        e3     b
        """,
        blocked="""
        event  reason
        e1     already_active
        e2     already_active
        """,
        journey={"step_order": "strict", "window_minutes": "60"},
        rules="""
        role   step  event
        entry  .     open
        step   a     open
        step   b     open
        """,
        steps="""
        step
        a
        b
        """,
        progressions="""
        entry  step   at  event  from
        e3     entry  0   e3     .
        e3     a      0   e2     entry
        e3     b      0   e1     a
        """,
    ),
    JourneyScenario(
        "strict_wait",
        "A step without rules takes no event, so what follows it is next after its parent's.",
        """
        event  name  at
        e1     open  0
        e2     a     5
        """,
        """
        event  last
        e1     a
        """,
        journey={"step_order": "strict", "window_minutes": "60"},
        rules="""
        role   step  event
        entry  .     open
        step   a     a
        """,
        steps="""
        step
        wait
        a
        """,
        progressions="""
        entry  step   at  event  from   visits
        e1     entry  0   e1     .      1
        e1     wait   0   e1     entry  0
        e1     a      5   e2     wait   1
        """,
    ),
    JourneyScenario(
        "unordered",
        "Unordered steps are reached in any order, each from the entry; all of them complete it.",
        """
        event  name  at  user
        e1     open  0   ann
        e2     b     5   ann
        e3     a     9   ann
        e4     open  0   bob
        e5     b     5   bob
        """,
        """
        event  completed  last
        e1     9          a
        e4     .          b
        """,
        journey={"step_order": "unordered", "window_minutes": "60"},
        rules="""
        role   step  event
        entry  .     open
        step   a     a
        step   b     b
        """,
        steps="""
        step  terminal
        a     .
        b     yes
        """,
    ),
    JourneyScenario(
        "unordered_takes_each_event_once",
        "The entry event counts too, and what one step took no later one takes.",
        """
        event  name  at
        e1     open  0
        e2     open  0
        e3     open  5
        e4     a     5
        """,
        """
        event  completed  last
        e1     5          c
        """,
        blocked="""
        event  reason
        e2     already_active
        e3     already_active
        """,
        journey={"step_order": "unordered", "window_minutes": "60"},
        rules="""
        role   step  event
        entry  .     open
        step   a     open
        step   b     open
        step   c     open
        step   c     a
        """,
        steps="""
        step
        a
        b
        c
        """,
        progressions="""
        entry  step   at  event  from
        e1     entry  0   e1     .
        e1     a      0   e1     entry
        e1     b      0   e2     entry
        e1     c      5   e3     entry
        """,
    ),
    JourneyScenario(
        "branches",
        "A split leads to one step or another, and each way has its name.",
        """
        event  name  at  user
        e1     open  0   ann
        e2     yes   5   ann
        e3     done  9   ann
        e4     open  0   bob
        e5     no    5   bob
        e6     done  9   bob
        """,
        """
        event  completed  last
        e1     9          done
        e4     9          done
        """,
        journey={"window_minutes": "60"},
        rules="""
        role   step  event
        entry  .     open
        step   yes   yes
        step   no    no
        step   done  done
        """,
        steps="""
        step   terminal
        split  .
        yes    .
        no     .
        done   yes
        """,
        edges="""
        from   to     branch
        entry  split  .
        split  yes    up
        split  no     down
        yes    done   .
        no     done   .
        """,
        progressions="""
        entry  step   at  event  from   branch
        e1     entry  0   e1     .      .
        e1     split  0   e1     entry  .
        e1     yes    5   e2     split  up
        e1     done   9   e3     yes    .
        e4     entry  0   e4     .      .
        e4     split  0   e4     entry  .
        e4     no     5   e5     split  down
        e4     done   9   e6     no     .
        """,
    ),
    JourneyScenario(
        "merge",
        "A step comes after its earliest reached parent; of two at one instant the lower index.",
        """
        event  name  at  user
        e1     open  0   ann
        e2     b     5   ann
        e3     end   6   ann
        e4     a     7   ann
        e5     end   8   ann
        e6     open  0   bob
        e7     b     5   bob
        e8     a     5   bob
        e9     end   6   bob
        """,
        """
        event  last
        e1     a
        e6     end
        """,
        journey={"window_minutes": "60"},
        rules="""
        role   step  event
        entry  .     open
        step   a     a
        step   b     b
        step   end   end
        """,
        steps="""
        step
        a
        b
        end
        """,
        edges="""
        from   to
        entry  a
        entry  b
        a      end
        b      end
        """,
        progressions="""
        entry  step   at  event  from   visits
        e1     entry  0   e1     .      1
        e1     b      5   e2     entry  1
        e1     end    6   e3     b      2
        e1     a      7   e4     entry  1
        e6     entry  0   e6     .      1
        e6     a      5   e8     entry  1
        e6     b      5   e7     entry  1
        e6     end    6   e9     a      1
        """,
    ),
    JourneyScenario(
        "exclusion",
        "An exclusion counts strictly between entry and completion, or the end if there is none.",
        """
        event  name  at   user
        a1     open  0    at_entry
        a2     bad   0    at_entry
        a3     cart  10   at_entry
        b1     open  0    between
        b2     bad   5    between
        b3     cart  10   between
        c1     open  0    at_completion
        c2     bad   10   at_completion
        c3     cart  10   at_completion
        d1     open  0    after_it
        d2     cart  10   after_it
        d3     bad   11   after_it
        e1     open  0    incomplete
        e2     bad   59   incomplete
        f1     open  0    at_the_end
        f2     bad   60   at_the_end
        """,
        """
        event  excluded  completed
        a1     no        10
        b1     yes       10
        c1     no        10
        d1     no        10
        e1     yes       .
        f1     no        .
        """,
        journey={"window_minutes": "60"},
        rules="""
        role       step  event
        entry      .     open
        step       cart  cart
        exclusion  .     bad
        """,
    ),
    JourneyScenario(
        "exclusion_of_two_steps",
        "An exclusion that names two steps counts strictly between these.",
        """
        event  name  at  user
        a1     open  0   before
        a2     bad   4   before
        a3     a     5   before
        a4     b     9   before
        b1     open  0   between
        b2     a     5   between
        b3     bad   7   between
        b4     b     9   between
        c1     open  0   unfinished
        c2     a     5   unfinished
        c3     bad   7   unfinished
        d1     open  0   unstarted
        d2     bad   7   unstarted
        """,
        """
        event  excluded
        a1     no
        b1     yes
        c1     yes
        d1     no
        """,
        journey={"window_minutes": "60"},
        rules="""
        role       step  event
        entry      .     open
        step       a     a
        step       b     b
        exclusion  a>b   bad
        """,
        steps="""
        step
        a
        b
        """,
    ),
    # ---------- entries side by side
    JourneyScenario(
        "concurrent",
        "Under `concurrent` entries run side by side, and each has its own steps and conversion.",
        """
        event  name  at
        e1     open  0
        e2     cart  5
        e3     open  10
        e4     pay   20
        e5     open  30
        """,
        """
        event  end  reason          converted  last
        e1     60   window_elapsed  20         cart
        e3     70   window_elapsed  20         entry
        e5     90   window_elapsed  .          entry
        """,
        journey={"reentry": "concurrent", "window_minutes": "60"},
    ),
    JourneyScenario(
        "concurrent_limits",
        "The interval and the cap hold for entries side by side too.",
        """
        event  name  at
        e1     open  0
        e2     open  9
        e3     open  10
        e4     open  25
        """,
        """
        event  end
        e1     60
        e3     70
        """,
        blocked="""
        event  reason
        e2     reentry_interval
        e4     reentry_cap
        """,
        journey={
            "reentry": "concurrent",
            "window_minutes": "60",
            "reentry_interval_minutes": "10",
            "max_entries": "2",
        },
    ),
    JourneyScenario(
        "capped_restart",
        "An attempt that the cap keeps out ends nothing.",
        """
        event  name  at
        e1     open  0
        e2     open  10
        """,
        """
        event  end  reason
        e1     60   window_elapsed
        """,
        blocked="""
        event  reason
        e2     reentry_cap
        """,
        journey={"reentry": "restart", "window_minutes": "60", "max_entries": "1"},
    ),
    # ---------- versions
    JourneyScenario(
        "versions",
        "An entry is judged by the version in effect when it began; re-entry by all of them.",
        """
        event  name  at
        e0     open  -1
        e1     open  50
        e2     open  100
        e3     cart  105
        e4     open  110
        e5     cart  135
        """,
        """
        event  version  end  reason          last
        e1     1        110  window_elapsed  cart
        e4     2        130  window_elapsed  entry
        """,
        blocked="""
        event  reason
        e2     already_active
        """,
        journey={"valid_from": minutes(0), "window_minutes": "60"},
        rules="""
        version  role   step  event
        1        entry  .     open
        1        step   cart  cart
        2        entry  .     open
        2        step   cart  cart
        """,
        steps="""
        version  step
        1        cart
        2        cart
        """,
        later=({"valid_from": minutes(100), "window_minutes": "20"},),
    ),
    # ---------- participants
    JourneyScenario(
        "endpoint",
        "An endpoint travels by its column, whoever its users are; an event without one does not.",
        """
        event  name  at  user  device
        e1     open  0   ann   d1
        e2     open  1   ann   d2
        e3     open  2   ann   .
        e4     cart  3   bob   d1
        e5     cart  4   ann   .
        """,
        """
        event  last
        e1     cart
        e2     entry
        """,
        journey={"participant": "endpoint", "window_minutes": "60"},
    ),
    JourneyScenario(
        "anonymous_start",
        "What a user did before the login is the user's too.",
        """
        event  name  at  user  device
        e1     open  0   .     d
        e2     cart  5   ann   .
        e3     pay   9   ann   d
        """,
        """
        event  converted  last
        e1     9          cart
        """,
        journey={"window_minutes": "60"},
    ),
]
