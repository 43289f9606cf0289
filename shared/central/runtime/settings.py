"""Settings, read from the environment when first asked for, so that importing a handler needs none of them."""

import os

from central.events import QueueName
from central.frozen import Frozen


class Settings(Frozen):
    """What the template tells a function. A function that is not given a setting must not ask for it.

    Attributes are properties over the environment: a missing one raises ``KeyError`` naming the variable.
    """

    @property
    def database_url(self) -> str:
        """libpq address of ``central_app``; with Aurora it is built from the secret at first use."""
        url = os.environ.get("DATABASE_URL")
        if url:
            return url
        from central.runtime.database_secret import url_from_secret

        return url_from_secret(os.environ["DATABASE_SECRET_ARN"])

    @property
    def media_bucket(self) -> str:
        """Bucket of messages' files and of webhook bodies that are too big for a queue."""
        return os.environ["MEDIA_BUCKET"]

    @property
    def event_bus_name(self) -> str:
        """Bus that carries facts."""
        return os.environ["EVENT_BUS_NAME"]

    @property
    def timer_group(self) -> str:
        """Group of the schedules that doorbells wait in."""
        return os.environ["TIMER_GROUP"]

    @property
    def timer_role(self) -> str:
        """ARN of the role with which Scheduler sends to the work queues."""
        return os.environ["TIMER_ROLE"]

    @property
    def websocket_endpoint(self) -> str:
        """Management address of the WebSocket stage."""
        return os.environ["WEBSOCKET_ENDPOINT"]

    @property
    def secrets_prefix(self) -> str:
        """SSM path below which webhook secrets lie."""
        return os.environ["SECRETS_PREFIX"]

    @property
    def kms_key_id(self) -> str:
        """Key that wraps the data keys of stored credentials."""
        return os.environ["KMS_KEY_ID"]

    @property
    def graph_base_url(self) -> str:
        """Meta's Graph API (or the look-alike of the demo)."""
        return os.environ.get("GRAPH_BASE_URL", "https://graph.facebook.com")

    @property
    def graph_version(self) -> str:
        """Version of the Graph API; Meta keeps one for about two years."""
        return os.environ.get("GRAPH_VERSION", "v24.0")

    @property
    def public_url(self) -> str:
        """Where browsers and platforms reach us, without a trailing slash."""
        return os.environ["PUBLIC_URL"].rstrip("/")

    @property
    def origin_secret(self) -> str:
        """What CloudFront sends along to prove that a request came through it. Empty: there is no CloudFront."""
        return os.environ.get("ORIGIN_SECRET", "")

    @property
    def sign_up(self) -> bool:
        """Whether anybody may open a company; otherwise only the operator does."""
        return os.environ.get("SIGN_UP", "off") == "on"

    @property
    def mail_sender(self) -> str:
        """Address our own mail comes from."""
        return os.environ["MAIL_SENDER"]

    @property
    def mail_reply_to(self) -> str:
        """Address answers to our own mail go to; empty is the sender's."""
        return os.environ.get("MAIL_REPLY_TO", "")

    @property
    def mail_base_url(self) -> str:
        """Mail service other than SES of this region: the look-alike of the demo. Empty is SES."""
        return os.environ.get("MAIL_BASE_URL", "")

    @property
    def state_machine(self) -> str:
        """Address of the state machine that looks after clocks."""
        return os.environ["STATE_MACHINE_ARN"]

    @property
    def message_grouping_delay(self) -> int:
        """Seconds without a new message after which a burst is over."""
        return int(os.environ.get("MESSAGE_GROUPING_DELAY", "2"))

    @property
    def version(self) -> str:
        """What is deployed: the hash of code, layers and parameters."""
        return os.environ.get("BUILD_HASH", "development")

    def queue_url(self, queue: QueueName) -> str:
        """Address of a work queue, from ``<NAME>_QUEUE_URL``."""
        return os.environ[f"{queue.upper()}_QUEUE_URL"]

    def dead_letter_url(self, queue: QueueName) -> str:
        """Address of its dead-letter queue, from ``<NAME>_DEAD_LETTER_URL``."""
        return os.environ[f"{queue.upper()}_DEAD_LETTER_URL"]


settings = Settings()
