"""Who an event belongs to, whose a device is when, and what is guarded."""

from dataclasses import dataclass

TYPES = """
    identifier_type  kind     priority  max_persons
    user_id          person   1         .
    crm_id           person   2         .
    email            contact  3         2
    phone            contact  3         .
    endpoint_id      device   4         3
    anonymous_id     device   5         .
"""


@dataclass(frozen=True)
class IdentityScenario:
    """Records and what identity must make of them.

    Attributes:
        name: Its name.
        law: What it shows.
        events: The columns `event`, `at`, any identifier, `sequence`, `and` (further identifiers as
            `type=value,…`) and `belongs_to`: the leading identifier of the user it must end with.
        links: The columns `left`, `right` (as `type:value`) and `at`.
        blocked: Values on the blocklist.
        owners: The columns `device`, `user`, `owned_from`, `owned_to`: every interval of a device
            that is named.
        guards: The columns `identifier`, `reason`, all of them.
    """

    name: str
    law: str
    events: str
    links: str = ""
    blocked: tuple[str, ...] = ()
    owners: str = ""
    guards: str = ""


SCENARIOS = [
    # ---------- persons
    IdentityScenario(
        "simple",
        "Two user ids that nothing links are two users.",
        """
        event  at  user_id  belongs_to
        e1     0   ann      user_id:ann
        e2     1   bob      user_id:bob
        e3     2   ann      user_id:ann
        """,
    ),
    IdentityScenario(
        "one_record",
        "Two identifiers of one record are one user's, the one of the lower priority leads.",
        """
        event  at  user_id  and       belongs_to
        e1     0   .        crm_id=c  user_id:ann
        e2     5   ann      crm_id=c  user_id:ann
        """,
    ),
    IdentityScenario(
        "chain",
        "Links hold over any number of records.",
        """
        event  at  user_id  and                belongs_to
        e1     0   ann      crm_id=c1          user_id:ann
        e2     1   .        crm_id=c1,phone=p  user_id:ann
        e3     2   .        phone=p,email=m    user_id:ann
        e4     3   .        email=m,crm_id=c2  user_id:ann
        e5     4   .        crm_id=c2          user_id:ann
        """,
    ),
    IdentityScenario(
        "fan_in",
        "A contact as many persons share as its type allows makes them one; the earliest leads.",
        """
        event  at  user_id  and      belongs_to
        e1     3   ann      email=m  user_id:bob
        e2     2   bob      email=m  user_id:bob
        e3     4   .        email=m  user_id:bob
        """,
    ),
    IdentityScenario(
        "diamond",
        "Two ways from one identifier to another make no difference.",
        """
        event  at  user_id  and               belongs_to
        e1     0   ann      crm_id=c          user_id:ann
        e2     1   ann      email=m           user_id:ann
        e3     2   .        crm_id=c,phone=p  user_id:ann
        e4     3   .        email=m,phone=p   user_id:ann
        """,
    ),
    IdentityScenario(
        "same_type_on_a_record",
        "Two user ids on one record stay two users; it is that of its leading one, seen earlier.",
        """
        event  at  user_id  and          belongs_to
        e1     0   bob      .            user_id:bob
        e2     5   ann      user_id=bob  user_id:bob
        e3     9   ann      .            user_id:ann
        """,
    ),
    IdentityScenario(
        "explicit_link",
        "A link joins two identifiers of one type that a record would not; the earliest leads.",
        """
        event  at  user_id  belongs_to
        e1     0   bob      user_id:bob
        e2     5   ann      user_id:bob
        """,
        links="""
        left         right        at
        user_id:ann  user_id:bob  7
        """,
    ),
    IdentityScenario(
        "link_from_the_beginning",
        "A link without a time saw both from the beginning, so the smallest value leads.",
        """
        event  at  user_id  belongs_to
        e1     0   bob      user_id:ann
        e2     5   ann      user_id:ann
        """,
        links="""
        left         right        at
        user_id:bob  user_id:ann  .
        """,
    ),
    IdentityScenario(
        "later_link",
        "A link counts whatever `as_of` says.",
        """
        event  at  user_id  and       belongs_to
        e1     0   ann      .         user_id:ann
        e2     5   .        crm_id=c  user_id:ann
        """,
        links="""
        left         right     at
        user_id:ann  crm_id:c  20000
        """,
    ),
    IdentityScenario(
        "contact_alone",
        "A contact that no person identifier comes with names a person too, of a device as well.",
        """
        event  at  endpoint_id  and      belongs_to
        e1     0   d            .        email:m
        e2     5   d            email=m  email:m
        e3     9   .            email=m  email:m
        """,
    ),
    # ---------- devices
    IdentityScenario(
        "anonymous",
        "Devices that no person is named on are an anonymous user, led by the lowest priority.",
        """
        event  at  endpoint_id  anonymous_id  belongs_to
        e1     0   .            a             endpoint_id:d2
        e2     1   d1           a             endpoint_id:d2
        e3     2   d2           .             endpoint_id:d2
        e4     0   d2           a             endpoint_id:d2
        """,
        owners="""
        device          user            owned_from  owned_to
        endpoint_id:d1  endpoint_id:d2  .           .
        endpoint_id:d2  endpoint_id:d2  .           .
        anonymous_id:a  endpoint_id:d2  .           .
        """,
    ),
    IdentityScenario(
        "late_login",
        "A device of one person is that person's for all time, before the login too.",
        """
        event  at  endpoint_id  user_id  belongs_to
        e1     0   d            .        user_id:ann
        e2     5   d            ann      user_id:ann
        e3     9   d            .        user_id:ann
        """,
        owners="""
        device         user         owned_from  owned_to
        endpoint_id:d  user_id:ann  .           .
        """,
    ),
    IdentityScenario(
        "two_devices_of_one",
        "Two devices of one person are that person's, and no record need carry both.",
        """
        event  at  endpoint_id  user_id  belongs_to
        e1     0   d1           ann      user_id:ann
        e2     1   d2           ann      user_id:ann
        e3     2   d1           .        user_id:ann
        e4     3   d2           .        user_id:ann
        """,
    ),
    IdentityScenario(
        "handed_over",
        "A device changes hands when the next person is named on it.",
        """
        event  at  endpoint_id  user_id  belongs_to
        e1     0   d            ann      user_id:ann
        e2     5   d            .        user_id:ann
        e3     10  d            bob      user_id:bob
        e4     15  d            .        user_id:bob
        """,
        owners="""
        device         user         owned_from  owned_to
        endpoint_id:d  user_id:ann  .           10
        endpoint_id:d  user_id:bob  10          .
        """,
    ),
    IdentityScenario(
        "shared",
        "On a shared device nobody's events are those of whoever was named last, the first ones"
        " those of whoever was named first.",
        """
        event  at  endpoint_id  user_id  belongs_to
        e1     0   d            .        user_id:ann
        e2     5   d            ann      user_id:ann
        e3     7   d            .        user_id:ann
        e4     10  d            bob      user_id:bob
        e5     12  d            .        user_id:bob
        e6     15  d            ann      user_id:ann
        e7     16  d            ann      user_id:ann
        e8     20  d            .        user_id:ann
        """,
        owners="""
        device         user         owned_from  owned_to
        endpoint_id:d  user_id:ann  .           10
        endpoint_id:d  user_id:bob  10          15
        endpoint_id:d  user_id:ann  15          .
        """,
    ),
    IdentityScenario(
        "shared_group",
        "Devices that were seen together change hands together.",
        """
        event  at  endpoint_id  anonymous_id  user_id  belongs_to
        e1     0   d            a             .        user_id:ann
        e2     5   d            .             ann      user_id:ann
        e3     7   .            a             .        user_id:ann
        e4     10  .            a             bob      user_id:bob
        e5     12  d            .             .        user_id:bob
        """,
        owners="""
        device          user         owned_from  owned_to
        endpoint_id:d   user_id:ann  .           10
        endpoint_id:d   user_id:bob  10          .
        anonymous_id:a  user_id:ann  .           10
        anonymous_id:a  user_id:bob  10          .
        """,
    ),
    IdentityScenario(
        "shared_joins_nobody",
        "A shared device makes no one person of two, and each keeps devices of their own.",
        """
        event  at  endpoint_id  user_id  belongs_to
        e1     0   shared       ann      user_id:ann
        e2     1   shared       bob      user_id:bob
        e3     2   own          bob      user_id:bob
        e4     3   own          .        user_id:bob
        """,
    ),
    IdentityScenario(
        "at_the_naming",
        "An event of the very instant at which somebody is named is that person's.",
        """
        event  at  endpoint_id  user_id  belongs_to
        e1     0   d            ann      user_id:ann
        e2     10  d            .        user_id:bob
        e3     10  d            bob      user_id:bob
        """,
    ),
    IdentityScenario(
        "one_instant",
        "Of several named at one instant the last in the order of their events holds from it on.",
        """
        event  at  endpoint_id  user_id  sequence  belongs_to
        e0     0   d            cat      .         user_id:cat
        e1     10  d            bob      2         user_id:bob
        e2     10  d            ann      1         user_id:ann
        e3     11  d            .        .         user_id:bob
        e4     20  d            bob      1         user_id:bob
        e5     20  d            ann      .         user_id:ann
        e6     21  d            .        .         user_id:ann
        e7     30  d            bob      .         user_id:bob
        e8     30  d            ann      .         user_id:ann
        e9     31  d            .        .         user_id:ann
        """,
    ),
    IdentityScenario(
        "first_instant",
        "Before anybody is named the device is that of the first one named, even where somebody"
        " else is named at that instant and holds it from then on.",
        """
        event  at  endpoint_id  user_id  sequence  belongs_to
        e1     0   d            .        .         user_id:ann
        e2     10  d            bob      2         user_id:bob
        e3     10  d            ann      1         user_id:ann
        e4     11  d            .        .         user_id:bob
        """,
        owners="""
        device         user         owned_from  owned_to
        endpoint_id:d  user_id:ann  .           10
        endpoint_id:d  user_id:bob  10          .
        """,
    ),
    # ---------- links of devices
    IdentityScenario(
        "link_with_a_time",
        "A link names its person on the device at its time, that instant included.",
        """
        event  at  endpoint_id  user_id  belongs_to
        e1     0   d            ann      user_id:ann
        e2     9   d            .        user_id:ann
        e3     10  d            .        user_id:bob
        e4     15  d            .        user_id:bob
        """,
        links="""
        left         right          at
        user_id:bob  endpoint_id:d  10
        """,
    ),
    IdentityScenario(
        "link_without_a_time",
        "A link without a time held from the beginning.",
        """
        event  at  endpoint_id  user_id  belongs_to
        e1     0   d            .        user_id:ann
        e2     5   d            bob      user_id:bob
        e3     9   d            .        user_id:bob
        """,
        links="""
        left           right        at
        endpoint_id:d  user_id:ann  .
        """,
        owners="""
        device         user         owned_from  owned_to
        endpoint_id:d  user_id:ann  .           5
        endpoint_id:d  user_id:bob  5           .
        """,
    ),
    IdentityScenario(
        "link_before_an_event",
        "A link stands ahead of the events of its instant.",
        """
        event  at  endpoint_id  user_id  belongs_to
        e1     0   d            cat      user_id:cat
        e2     10  d            ann      user_id:ann
        e3     11  d            .        user_id:ann
        """,
        links="""
        left           right        at
        endpoint_id:d  user_id:bob  10
        """,
    ),
    IdentityScenario(
        "links_of_one_instant",
        "Of several links at one instant that of the greatest least identifier holds.",
        """
        event  at  endpoint_id  user_id  and       belongs_to
        e1     0   d            cat      .         user_id:cat
        e2     1   .            ann      .         user_id:ann
        e3     2   .            zoe      crm_id=b  user_id:zoe
        e4     11  d            .        .         user_id:ann
        """,
        links="""
        left           right        at
        endpoint_id:d  user_id:ann  10
        endpoint_id:d  user_id:zoe  10
        """,
    ),
    IdentityScenario(
        "link_of_devices",
        "A link makes two devices one group.",
        """
        event  at  endpoint_id  anonymous_id  user_id  belongs_to
        e1     0   d            .             .        user_id:ann
        e2     5   .            a             ann      user_id:ann
        """,
        links="""
        left           right           at
        endpoint_id:d  anonymous_id:a  3
        """,
    ),
    IdentityScenario(
        "two_persons_named",
        "An event that names two persons is that of its leading identifier, and so is the device.",
        """
        event  at  endpoint_id  user_id  and          belongs_to
        e1     0   .            bob      .            user_id:bob
        e2     5   d            ann      user_id=bob  user_id:bob
        e3     9   d            .        .            user_id:bob
        e4     12  d            ann      .            user_id:ann
        e5     15  d            .        .            user_id:ann
        """,
    ),
    # ---------- guards
    IdentityScenario(
        "blank",
        "A value of nothing is absent.",
        """
        event  at  endpoint_id  user_id  and     belongs_to
        e1     0   d            .        email=  endpoint_id:d
        e2     5   d            .        .       endpoint_id:d
        """,
    ),
    IdentityScenario(
        "blocklisted",
        "A blocklisted value links nothing and names nobody.",
        """
        event  at  endpoint_id  user_id  and       belongs_to
        e1     0   d1           bad      .         user_id:ann
        e2     5   d1           ann      .         user_id:ann
        e3     9   d2           bad      .         endpoint_id:d2
        e4     12  .            bad      crm_id=c  crm_id:c
        """,
        blocked=("bad",),
        guards="""
        identifier   reason
        user_id:bad  blocklisted
        """,
    ),
    IdentityScenario(
        "blocklisted_link",
        "A link of a blocklisted value links nothing.",
        """
        event  at  user_id  and  belongs_to
        e1     0   ann      .    user_id:ann
        e2     5   bob      .    user_id:bob
        """,
        links="""
        left         right       at
        user_id:ann  crm_id:bad  1
        crm_id:bad   user_id:bob  2
        """,
        blocked=("bad",),
        guards="""
        identifier  reason
        crm_id:bad  blocklisted
        """,
    ),
    IdentityScenario(
        "contact_of_too_many",
        "A contact that more persons share than its type allows joins none of them.",
        """
        event  at  user_id  and      belongs_to
        e1     0   ann      email=m  user_id:ann
        e2     1   bob      email=m  user_id:bob
        e3     2   cat      email=m  user_id:cat
        e4     3   .        email=m  email:m
        """,
        guards="""
        identifier  reason
        email:m     too_many_persons
        """,
    ),
    IdentityScenario(
        "contact_of_one_with_many_ids",
        "What counts is persons: identifiers that something else joins are one.",
        """
        event  at  user_id  and               belongs_to
        e1     0   ann      email=m           user_id:ann
        e2     1   bob      email=m           user_id:ann
        e3     2   .        crm_id=c,email=m  user_id:ann
        e4     3   bob      crm_id=c          user_id:ann
        """,
    ),
    IdentityScenario(
        "device_group_at_its_limit",
        "A device group of as many persons as its types allow is shared.",
        """
        event  at  endpoint_id  user_id  belongs_to
        e1     0   d            ann      user_id:ann
        e2     1   d            bob      user_id:bob
        e3     2   d            cat      user_id:cat
        e4     3   d            .        user_id:cat
        """,
    ),
    IdentityScenario(
        "device_group_of_too_many",
        "A device group of more persons than the least limit of its types names nobody; an event"
        " with nothing else is a user's of its own.",
        """
        event  at  endpoint_id  anonymous_id  user_id  belongs_to
        e1     0   d            a             ann      user_id:ann
        e2     1   d            .             bob      user_id:bob
        e3     2   .            a             cat      user_id:cat
        e4     3   .            a             dan      user_id:dan
        e5     4   d            .             .        endpoint_id:d
        e6     5   .            a             .        anonymous_id:a
        e7     6   d            a             .        endpoint_id:d
        """,
        guards="""
        identifier      reason
        endpoint_id:d   too_many_persons
        anonymous_id:a  too_many_persons
        """,
    ),
    IdentityScenario(
        "nothing_but_guarded",
        "A record with nothing but guarded identifiers is a user's of its own: the leading one's.",
        """
        event  at  user_id  and      belongs_to
        e1     0   ann      email=m  user_id:ann
        e2     1   bob      email=m  user_id:bob
        e3     2   cat      email=m  user_id:cat
        e4     3   bad      email=m  user_id:bad
        e5     4   bad      .        user_id:bad
        e6     5   .        email=m  email:m
        """,
        blocked=("bad",),
        guards="""
        identifier   reason
        user_id:bad  blocklisted
        email:m      too_many_persons
        """,
    ),
    IdentityScenario(
        "guarded_contact_on_a_device",
        "A guarded contact names nobody on a device either.",
        """
        event  at  endpoint_id  user_id  and      belongs_to
        e1     0   .            ann      email=m  user_id:ann
        e2     1   .            bob      email=m  user_id:bob
        e3     2   .            cat      email=m  user_id:cat
        e4     3   d            .        email=m  endpoint_id:d
        """,
        guards="""
        identifier  reason
        email:m     too_many_persons
        """,
    ),
]
