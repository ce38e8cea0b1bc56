"""Messages sent, and what became of each: delivered, opened, clicked, bounced."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import md5
from itertools import count

from engagement.draws import after, happens, number
from engagement.people import DAY, HOUR, MINUTE, SECOND, Event, Person
from engagement.shopping import Cart

JOURNEY, HOLDOUT_PERCENT = "cart_recovery", 10
"""The journey of the seeds that the reminders belong to, and whom it keeps out."""

QUIET = timedelta(days=3)
"""No second reminder within this time: as long as an entry into the journey lasts at most."""

NEWSLETTERS = [datetime(2024, month, 6, 9, tzinfo=UTC) for month in range(1, 7)]

Messages = Iterator[Event]


class Outbox:
    """Sends a person's messages and numbers them."""

    def __init__(self, person: Person) -> None:
        """An outbox from which nothing has been sent."""
        self.person = person
        self.numbers = count(1)

    def next_id(self) -> str:
        """The id of the next message."""
        return f"m-{self.person.number:04d}-{next(self.numbers):02d}"

    def email(self, campaign: str, at: datetime, interest: int) -> Messages:
        """An e-mail; `interest` is how many in a hundred open it."""
        message_id = self.next_id()
        about = {
            "message_id": message_id,
            "campaign": campaign,
            "channel": "email",
            "endpoint_id": self.person.endpoint("email"),
        }
        event = self.person.event
        yield event("email_sent", at, **about, platform="")
        arrived_at = at + after(2 * SECOND, MINUTE, "arrives", message_id)
        if happens(4, "bounces", message_id):
            yield event("email_bounced", arrived_at, **about, platform="")
            return
        yield event("email_delivered", arrived_at, **about, platform="")
        if not happens(interest, "opens", message_id):
            return
        device = ("desktop", "mobile", "mobile", "tablet")[number(0, 3, "reads on", message_id)]
        opened_at = arrived_at + after(MINUTE, 20 * HOUR, "opened", message_id)
        yield event("email_opened", opened_at, **about, platform=device)
        if happens(15, "opens again", message_id):
            again_at = opened_at + after(10 * MINUTE, 9 * HOUR, "again", message_id)
            yield event("email_opened", again_at, **about, platform=device)
        if happens(interest // 2, "clicks", message_id):
            clicked_at = opened_at + after(5 * SECOND, 5 * MINUTE, "clicked", message_id)
            yield event("email_clicked", clicked_at, **about, platform=device)

    def push(self, campaign: str, at: datetime, interest: int) -> Messages:
        """A push to the phone; `interest` is how many in a hundred open it."""
        message_id = self.next_id()
        about = {
            "message_id": message_id,
            "campaign": campaign,
            "channel": "push",
            "endpoint_id": self.person.push_token,
            "platform": self.person.phone_platform,
        }
        yield self.person.event("push_sent", at, **about)
        if happens(interest, "opens", message_id):
            opened_at = at + after(10 * SECOND, 10 * HOUR, "opened", message_id)
            yield self.person.event("push_opened", opened_at, **about)

    def sms(self, campaign: str, at: datetime) -> Messages:
        """A text message; it is delivered or not."""
        message_id = self.next_id()
        about = {
            "message_id": message_id,
            "campaign": campaign,
            "channel": "sms",
            "endpoint_id": self.person.endpoint("sms"),
            "platform": self.person.phone_platform,
        }
        yield self.person.event("sms_sent", at, **about)
        if happens(96, "arrives", message_id):
            arrived_at = at + after(SECOND, MINUTE, "arrived", message_id)
            yield self.person.event("sms_delivered", arrived_at, **about)


def has_app(person: Person) -> bool:
    """Whether a person has the shop's app on their phone."""
    return happens(55, "has app", person.user_id)


def is_held_out(person: Person) -> bool:
    """Whether the journey's lottery keeps a person out, as docs/reference.md says it."""
    user_key = md5(f"user_id|{person.user_id}".encode()).hexdigest()
    draw = int(md5(f"{user_key}|{JOURNEY}".encode()).hexdigest()[:8], 16)
    return draw % 10_000 < HOLDOUT_PERCENT * 100


def send_all(person: Person, carts: list[Cart]) -> Messages:
    """Every message to a person: marketing where it is allowed, service in any case."""
    outbox = Outbox(person)
    welcome_at = person.signed_up_at + after(10 * MINUTE, HOUR, "welcome", person.user_id)
    if person.consents_at(welcome_at):
        yield from outbox.email("welcome", welcome_at, 55)
    for month_at in NEWSLETTERS:
        sent_at = month_at + timedelta(seconds=number(0, 900, "newsletter", person.user_id))
        is_here = person.signed_up_at <= sent_at <= person.clicks[-1].at + 60 * DAY
        if is_here and person.consents_at(sent_at):
            yield from outbox.email("newsletter", sent_at, 28)
    yield from remind(person, carts, outbox)
    for cart in carts:
        if cart.ordered_at and happens(35, "text", cart.cart_id):
            shipped_at = cart.ordered_at + after(4 * HOUR, 2 * DAY, "shipped", cart.cart_id)
            yield from outbox.sms("order_shipped", shipped_at)


def remind(person: Person, carts: list[Cart], outbox: Outbox) -> Messages:
    """Reminders of carts left behind: an e-mail after an hour, a push a day later."""
    if is_held_out(person):
        return
    free_from = person.signed_up_at
    orders = [cart.ordered_at for cart in carts if cart.ordered_at]
    for cart in carts:
        if cart.created_at < free_from or not person.consents_at(cart.created_at):
            continue
        next_order = min((at for at in orders if at > cart.created_at), default=None)
        # An entry ends with the order, or with the time it has.
        free_from = min(next_order or cart.created_at + QUIET, cart.created_at + QUIET)
        email_at = cart.created_at + after(HOUR, 75 * MINUTE, "reminder", cart.cart_id)
        if email_at < free_from and person.consents_at(email_at):
            comes_back = next_order is not None and next_order <= cart.created_at + QUIET
            yield from outbox.email(JOURNEY, email_at, 75 if comes_back else 38)
        push_at = email_at + after(DAY, 25 * HOUR, "push", cart.cart_id)
        if push_at < free_from and person.consents_at(push_at) and has_app(person):
            yield from outbox.push(JOURNEY, push_at, 18)
