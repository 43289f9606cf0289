"""Builds the real ports. Adapters connect on first use: what a function does not touch costs it nothing."""

from functools import lru_cache
from typing import TYPE_CHECKING

from central.aws.blobs import S3Blobs
from central.aws.bus import EventBridgeBus
from central.aws.queues import SqsQueues
from central.aws.schedules import Schedules
from central.aws.secrets import AwsSecrets
from central.aws.sockets import GatewaySockets
from central.runtime.settings import settings

if TYPE_CHECKING:
    from central.aws.mail import SesMailer
    from central.aws.workflows import StepFunctions
    from central.ports import Ports


@lru_cache(maxsize=1)
def queues() -> SqsQueues:
    """Return the work queues; all that a webhook needs besides secrets."""
    schedules = Schedules(lambda: settings.timer_group, lambda: settings.timer_role)
    return SqsQueues(settings.queue_url, settings.dead_letter_url, schedules)


@lru_cache(maxsize=1)
def secrets() -> AwsSecrets:
    """Return the secret store."""
    return AwsSecrets(lambda: settings.secrets_prefix, lambda: settings.kms_key_id)


@lru_cache(maxsize=1)
def blobs() -> S3Blobs:
    """Return the media bucket."""
    return S3Blobs(lambda: settings.media_bucket)


@lru_cache(maxsize=1)
def mailer() -> "SesMailer":
    """Return our own mail; only its worker sends any."""
    from central.aws.mail import SesMailer

    return SesMailer(lambda: settings.mail_sender, lambda: settings.mail_reply_to, lambda: settings.mail_base_url)


@lru_cache(maxsize=1)
def workflows() -> "StepFunctions":
    """Return the state machine; only the worker that starts clocks asks for it."""
    from central.aws.workflows import StepFunctions

    return StepFunctions(lambda: settings.state_machine)


@lru_cache(maxsize=2)
def ports(*, worker: bool = True) -> "Ports":
    """Return all ports.

    Args:
        worker: workers may run statements for 20 s, the API for 5 s.
    """
    from central.db.database import PostgresDatabase  # webhooks never load psycopg
    from central.ports import Ports

    bus = EventBridgeBus(lambda: settings.event_bus_name)
    database = PostgresDatabase(
        lambda: settings.database_url, queues=queues(), bus=bus, statement_timeout_ms=20_000 if worker else 5_000
    )
    return Ports(
        database=database,
        queues=queues(),
        bus=bus,
        sockets=GatewaySockets(lambda: settings.websocket_endpoint),
        blobs=blobs(),
        secrets=secrets(),
    )
