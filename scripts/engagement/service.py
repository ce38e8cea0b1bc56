"""Features, activation, tasks, tickets and surveys."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from engagement.draws import after, happens, number
from engagement.people import DAY, HOUR, MINUTE, SECOND, Event, Person
from engagement.shopping import Cart

FEATURES = {
    "wishlist_add": ("wishlist", 45),
    "compare": ("compare", 70),
    "filter_results": ("filters", 22),
    "search": ("search_history", 12),
}
"""By click: the feature that it may use, and how often it does, in percent."""

FORMS = ("address", "profile", "returns")


@dataclass(frozen=True)
class Ticket:
    """A request for help; `solved_at` is empty while nobody has solved it."""

    ticket_id: str
    solved_at: datetime | None


def use_features(person: Person) -> Iterator[Event]:
    """Features used while browsing."""
    for place, click in enumerate(person.clicks):
        feature, chance = FEATURES.get(click.name, ("", 0))
        if feature and happens(chance, "feature", person.user_id, place):
            yield person.event("feature_used", click.at + 2 * SECOND, feature=feature)


def activate(person: Person, used: list[Event]) -> Iterator[Event]:
    """The first cart after a first feature or help: most who come so far know their way around."""
    firsts = [event.at for event in used if event.name in ("feature_used", "ticket_created")]
    adds = [click.at for click in person.clicks_on("add_to_cart")]
    carts = [at for at in adds if firsts and at > min(firsts)]
    if carts and happens(85, "activated", person.user_id):
        yield person.event("activated", min(carts) + 3 * SECOND)


def do_tasks(person: Person) -> Iterator[Event]:
    """Forms of the account, and payments as the click-stream shows them to end."""
    for place, click in enumerate(person.clicks_on("account_page", "payment_details"), start=1):
        task_id = f"task-{person.number:04d}-{place:02d}"
        started_at = click.at + 5 * SECOND
        if click.name == "payment_details":
            task = "payment"
            ends = [
                later
                for later in person.clicks_on("purchase", "payment_error")
                if later.session == click.session and later.at > click.at
            ]
            ended = ends[0].name if ends else ""
            ended_at = ends[0].at if ends else started_at
        else:
            task = FORMS[number(0, len(FORMS) - 1, "form", task_id)]
            ended = "purchase" if happens(82, "completes", task_id) else ""
            ended_at = started_at + after(20 * SECOND, 8 * MINUTE, "takes", task_id)
            if happens(7, "fails", task_id):
                failed_at = started_at + (ended_at - started_at) / 2
                yield person.event("request_failed", failed_at, task=task, task_id=task_id)
        yield person.event("task_started", started_at, task=task, task_id=task_id)
        if ended:
            name = "task_completed" if ended == "purchase" else "request_failed"
            yield person.event(name, ended_at + 2 * SECOND, task=task, task_id=task_id)


def ask_for_help(person: Person) -> tuple[list[Ticket], list[Event]]:
    """Tickets after a chat or a failed payment, with what the agents did about them."""
    tickets: list[Ticket] = []
    events: list[Event] = []
    free_from = person.signed_up_at
    for click in person.clicks_on("support_chat", "payment_error"):
        chance = 70 if click.name == "support_chat" else 50
        if click.at < free_from or not happens(chance, "ticket", person.user_id, click.at):
            continue
        free_from = click.at + 6 * HOUR
        ticket_id = f"ticket-{person.number:04d}-{len(tickets) + 1}"
        created_at = click.at + 30 * SECOND
        events.append(person.event("ticket_created", created_at, ticket_id=ticket_id))
        solved_at, answers = answer(person, ticket_id, created_at)
        tickets.append(Ticket(ticket_id, solved_at))
        events += answers
    return tickets, events


def answer(
    person: Person, ticket_id: str, created_at: datetime
) -> tuple[datetime | None, list[Event]]:
    """When a ticket was first solved, and what happened to it: notes, replies, solutions."""
    about = {"ticket_id": ticket_id, "channel": "web"}
    events: list[Event] = []
    replied_at = created_at + after(4 * MINUTE, 22 * HOUR, "reply", ticket_id)
    if happens(40, "note", ticket_id):
        noted_at = created_at + (replied_at - created_at) / 3
        events.append(person.event("agent_reply", noted_at, is_public="false", **about))
    if not happens(95, "answered", ticket_id):
        return None, events
    events.append(person.event("agent_reply", replied_at, is_public="true", **about))
    if not happens(90, "solved", ticket_id):
        return None, events
    solved_at = replied_at + after(5 * MINUTE, 3 * DAY, "solved after", ticket_id)
    events.append(person.event("ticket_solved", solved_at, **about))
    if happens(14, "reopened", ticket_id):
        again_at = solved_at + after(2 * HOUR, 4 * DAY, "again", ticket_id)
        again = [
            ("agent_reply", again_at, {"is_public": "true"}),
            ("ticket_solved", again_at + 20 * MINUTE, {}),
        ]
        events += [person.event(name, at, **about, **more) for name, at, more in again]
    return solved_at, events


def answer_surveys(person: Person, carts: list[Cart], tickets: list[Ticket]) -> Iterator[Event]:
    """Satisfaction and effort after help, willingness to recommend after an order."""
    for ticket in tickets:
        if ticket.solved_at and happens(55, "csat", ticket.ticket_id):
            at = ticket.solved_at + after(10 * MINUTE, DAY, "csat at", ticket.ticket_id)
            score = 5 - number(0, 12, "csat score", ticket.ticket_id) ** 2 // 36
            yield survey(person, at, "csat", score, "1-5")
        if ticket.solved_at and happens(35, "ces", ticket.ticket_id):
            at = ticket.solved_at + after(11 * MINUTE, DAY, "ces at", ticket.ticket_id)
            score = 7 - number(0, 15, "ces score", ticket.ticket_id) ** 2 // 38
            yield survey(person, at, "ces", score, "1-7")
    for cart in carts:
        if cart.ordered_at and happens(40, "nps", cart.cart_id):
            at = cart.ordered_at + after(DAY, 4 * DAY, "nps at", cart.cart_id)
            score = 10 - number(0, 20, "nps score", cart.cart_id) ** 2 // 40
            yield survey(person, at, "nps", score, "0-10")


def survey(person: Person, at: datetime, kind: str, score: int, scale: str) -> Event:
    """An answer to a survey."""
    return person.event("survey_answered", at, survey=kind, score=score, scale=scale)
