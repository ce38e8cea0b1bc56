"""Advertisements, sign-ups, carts, orders, memberships and leads."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from engagement.draws import after, happens, number, pick
from engagement.people import DAY, HOUR, MINUTE, SECOND, Event, Person

CURRENCY = "EUR"

CART_IDLE = DAY
"""How long a cart stays open without another item."""

MEMBERSHIP_CENTS, MEMBERSHIP_MARGIN = 990, 600


@dataclass
class Cart:
    """A cart, and the order it came to.

    Attributes:
        cart_id: its id.
        created_at: when its first item went in.
        touched_at: when its last item went in.
        ordered_at: when it was paid; None for a cart left behind.
    """

    cart_id: str
    created_at: datetime
    touched_at: datetime
    ordered_at: datetime | None = None


def euros(cents: int) -> str:
    """An amount as the generic form writes it."""
    return f"{cents // 100}.{cents % 100:02d}"


def find_carts(person: Person) -> list[Cart]:
    """A person's carts in the order of their ids.

    Adding an item opens a cart, or goes into the one open for less than a day. A purchase pays it;
    one without an open cart pays a cart made on the way to the till.
    """
    carts: list[Cart] = []
    is_open = False
    for click in person.clicks_on("add_to_cart", "purchase"):
        is_open = is_open and click.at - carts[-1].touched_at <= CART_IDLE
        if not is_open:
            created_at = click.at + SECOND
            if click.name == "purchase":
                created_at = till_reached_at(person, click.session, carts, click.at)
            cart_id = f"cart-{person.number:04d}-{len(carts) + 1:02d}"
            carts.append(Cart(cart_id, created_at, click.at))
            is_open = True
        carts[-1].touched_at = click.at
        if click.name == "purchase":
            pays_for = after(SECOND, 6 * SECOND, "pays", carts[-1].cart_id)
            carts[-1].ordered_at = click.at + pays_for
            is_open = False
    return carts


def till_reached_at(person: Person, session: str, carts: list[Cart], at: datetime) -> datetime:
    """When a visit with a purchase first came to the cart or the till, after the last order."""
    paid = [cart.ordered_at for cart in carts if cart.ordered_at]
    ways = [
        click.at
        for click in person.clicks_on("cart", "shipping_details", "payment_details")
        if click.session == session
        and click.at < at
        and click.at > max(paid, default=click.at - DAY)
    ]
    return min(ways, default=at)


def advertise(person: Person) -> Iterator[Event]:
    """What a person saw and clicked before they came; nobody knew then who it was."""
    channel = person.clicks[0].acquisition_channel
    chances = {"paid_search": 95, "social": 95, "organic": 35, "direct": 35, "email": 35}
    if not happens(chances[channel], "sees ads", person.user_id):
        return
    campaigns = {
        "paid_search": ("search_brand", "search_generic"),
        "social": ("social_video",),
    }.get(channel, ("display",))
    campaign = pick(campaigns, "campaign", person.user_id)
    seen = {
        "user_id": "",
        "anonymous_id": anonymous_id(person),
        "channel": "ad",
        "campaign": campaign,
        "acquisition_channel": "",
    }
    for place in range(number(4, 11, "impressions", person.user_id)):
        ago = after(5 * MINUTE, 20 * DAY, "impression", person.user_id, place)
        yield person.event("ad_impression", person.signed_up_at - ago, **seen)
    chance = 45 if campaign != "display" else 8
    if happens(chance, "clicks ad", person.user_id):
        ago = after(15 * SECOND, 3 * MINUTE, "ad click", person.user_id)
        at = person.signed_up_at - ago
        yield person.event("ad_impression", at - after(SECOND, 20 * SECOND, at), **seen)
        yield person.event("ad_click", at, **seen)


def anonymous_id(person: Person) -> str:
    """The cookie of a person's browser."""
    return person.endpoint("web")


def sign_up(person: Person) -> Iterator[Event]:
    """The first event that carries a person's login."""
    yield person.event("sign_up", person.signed_up_at)


def shop(person: Person, carts: list[Cart]) -> Iterator[Event]:
    """Carts made and orders paid."""
    for cart in carts:
        yield person.event("cart_created", cart.created_at, cart_id=cart.cart_id)
        if cart.ordered_at:
            cents = number(1200, 6000, "basket", cart.cart_id)
            cents += number(0, 9000, "large", cart.cart_id) * number(0, 1, "more", cart.cart_id)
            margin = cents * number(18, 42, "margin", cart.cart_id) // 100
            yield person.event(
                "order_paid",
                cart.ordered_at,
                value=euros(cents),
                currency=CURRENCY,
                margin=euros(margin),
                order_id=cart.cart_id.replace("cart", "order"),
                cart_id=cart.cart_id,
            )


def subscribe(person: Person, until: datetime) -> Iterator[Event]:
    """A membership that renews itself every 30 days, first when two weeks on trial are over."""
    if not happens(14, "member", person.user_id):
        return
    at = person.signed_up_at + 14 * DAY
    month = 0
    while at <= until and not happens(12, "cancels", person.user_id, month):
        yield person.event(
            "subscription_renewed",
            at,
            value=euros(MEMBERSHIP_CENTS),
            currency=CURRENCY,
            margin=euros(MEMBERSHIP_MARGIN),
            channel="web",
        )
        at += timedelta(days=30)
        month += 1


def sell(person: Person, carts: list[Cart]) -> Iterator[Event]:
    """Leads: who compares articles may ask for an offer, and some of the offers are taken."""
    free_from = person.signed_up_at
    count = 0
    for click in person.clicks_on("compare", "wishlist_add"):
        chance = 45 if click.name == "compare" else 6
        if click.at < free_from or not happens(chance, "asks", person.user_id, click.at):
            continue
        count += 1
        lead_id = f"lead-{person.number:04d}-{count}"
        free_from = click.at + 45 * DAY
        yield person.event("lead_created", click.at + 20 * SECOND, lead_id=lead_id)
        orders = [cart.ordered_at for cart in carts if cart.ordered_at]
        taken = [at for at in orders if click.at < at <= click.at + 30 * DAY]
        if taken:
            yield person.event("lead_won", min(taken) + 2 * HOUR, lead_id=lead_id, channel="store")
        elif happens(25, "wins", lead_id):
            won_after = after(2 * DAY, 40 * DAY, "won after", lead_id)
            yield person.event("lead_won", click.at + won_after, lead_id=lead_id, channel="store")
