"""A contact writes SAIR: marketing stops, service goes on, and one sentence confirms it."""

from uuid import UUID

from central.calendars.words import hours_variables
from central.call import Call
from central.conversations.append import append_message
from central.ports import Ports
from central.privacy import store
from central.privacy.keywords import Wish
from central.queues.store import place_to_say
from central.texts import TextName, say


def obey_keyword(ports: Ports, call: Call, message_id: UUID, wish: Wish) -> bool:
    """Write down what a contact's message asks for and confirm it; return whether it changed anything.

    Asked twice, or delivered twice, it is confirmed once: both the row and the message are bound to the message that
    said so, and a wish that is fulfilled already is none.

    Raises:
        TryLater: the database is away; the message comes back.
    """
    with ports.database.transaction(call) as transaction:
        heard = store.hear_keyword(transaction, message_id, granted=wish == "resume")
        if heard is None:
            return False
        name: TextName = "marketing_stopped" if wish == "stop" else "marketing_resumed"
        variables = {
            "name": heard["contact_name"],
            "protocol": heard["protocol"] or "",
            "queue": heard["queue_name"] or "",
            **(place_to_say(transaction, heard["conversation_id"]) if heard["waits"] else {}),
            **hours_variables(heard["hours"], locale=heard["locale"]),
        }
        text = say(name, locale=heard["locale"], overrides=heard["texts"], variables=variables)
        if text and heard["window_open"] and not heard["blocked"]:
            append_message(
                transaction, heard["conversation_id"], author_type="bot", text=text, client_id=message_id,
                metadata={"text": name},
            )  # fmt: skip
    return True
