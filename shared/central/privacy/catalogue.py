"""Every table that holds something about a contact, and what an export and an erasure do with it.

``tests/db/test_privacy_catalogue.py`` computes from the schema which tables can hold such data (by foreign keys and
by the names of their columns) and fails for one that is not listed here.
"""

from types import MappingProxyType

# In an export as ``dados/<table>.json``, by the statement ``rows_of_<table>``; an erasure deletes them. Of
# ``subject_requests`` it keeps random ids, kind, outcome and times: proof that what was asked for was answered.
EXPORTED = (
    "contacts",
    "contact_identities",
    "contact_consents",
    "subject_requests",
    "reply_windows",
    "conversations",
    "messages",
    "media",
    "reactions",
    "delivery_attempts",
    "conversation_labels",
    "conversation_reads",
    "tickets",
    "survey_requests",
    "handoff_wishes",
    "sla_targets",
    "scheduled_messages",
    "parked_updates",
)
# Erased, but nothing to hand over: what they hold is a copy of the tables above, on its way somewhere.
COPIES = MappingProxyType(
    {
        "account_events": "ids of what changed, for 24 hours; readers look the rest up",
        "ticket_waits": "since when a ticket waits, by its id, until it waits no longer",
        "follow_up_timers": "when a rule acts next in a conversation, by its id",
        "farewells": "when a last word is said in a conversation, by its id",
        "survey_links": "hashes of links to a survey's page, until the survey goes",
        "outbox": "facts on their way to the bus, by id",
        "idempotency_keys": "answers that were given, for 24 hours",
        "privacy_jobs": "who asked for exports; the erasure's own row stays, with ids and numbers",
    }
)
# Neither: they name a random id of something that is gone, and nothing else.
APART = MappingProxyType(
    {
        "socket_connections": "which conversation a browser shows now",
        "facts": "ids and numbers of what happened, for reports; no words, no names",
        "audit_log": "that it was done, by whom and when; never a value",
    }
)
