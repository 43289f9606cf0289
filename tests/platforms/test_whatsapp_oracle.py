"""Second opinion: an independent client library (pywa) reads the same webhooks and signs the same way.

It reads only the first message of a POST, so it says nothing about batches.
"""

import hashlib
import hmac
import json
from pathlib import Path
from typing import Any

import pytest
from pywa.client import WhatsApp
from pywa.types.callback import CallbackButton, CallbackSelection
from pywa.types.message import Message
from pywa.types.message_status import MessageStatus
from pywa.utils import webhook_updates_validator

from central.platforms.whatsapp_inbound import verify_signature
from central.platforms.whatsapp_parse import parse_item

SAMPLES = Path(__file__).resolve().parents[2] / "events" / "whatsapp"
MESSAGES = ("text", "text_reply", "text_forwarded", "image", "video", "audio_voice", "audio_file", "document",
            "sticker", "location_place", "location_current", "reaction", "reaction_removed", "contacts")  # fmt: skip


@pytest.fixture(scope="module")
def oracle() -> WhatsApp:
    return WhatsApp(phone_id="106540352242922", token="x")


def sample(name: str) -> tuple[Any, dict[str, Any]]:
    body: Any = json.loads((SAMPLES / f"{name}.json").read_bytes())
    [item] = parse_item(body)
    return body, dict(item)


@pytest.mark.parametrize("name", MESSAGES)
def test_messages_agree(oracle: WhatsApp, name: str) -> None:
    body, ours = sample(name)
    theirs = Message.from_update(client=oracle, update=body)
    assert ours["external_id"] == theirs.id
    assert ours["contact"]["identities"][0]["value"] == theirs.from_user.wa_id
    assert ours["contact"]["name"] == theirs.from_user.name
    assert ours["occurred_at"] == theirs.timestamp.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert bool(ours.get("forwarded")) == theirs.forwarded
    if ours["kind"] == "reaction":
        assert theirs.reaction is not None
        assert ours["target_external_id"] == theirs.reaction.message_id
        assert ours["emoji"] == (theirs.reaction.emoji or "")
        return
    assert ours.get("text") == (theirs.text or theirs.caption)
    if ours.get("media"):
        medium = theirs.media
        assert medium is not None
        assert (ours["media"][0]["platform_media_id"], ours["media"][0]["mime_type"]) == (medium.id, medium.mime_type)
    if "location" in ours:
        assert theirs.location is not None
        assert ours["location"]["latitude"] == theirs.location.latitude
        assert ours["location"].get("name") == theirs.location.name


@pytest.mark.parametrize("name", ["status_sent", "status_delivered", "status_read", "status_played"])
def test_statuses_agree(oracle: WhatsApp, name: str) -> None:
    body, ours = sample(name)
    theirs = MessageStatus.from_update(client=oracle, update=body)
    assert (ours["external_id"], ours["status"]) == (theirs.id, theirs.status.value)
    assert ours["contact"]["identities"][0]["value"] == theirs.from_user.wa_id
    assert ours["attempt_id"] == theirs.tracker


def test_replies_agree(oracle: WhatsApp) -> None:
    body, ours = sample("interactive_button")
    button = CallbackButton.from_update(client=oracle, update=body)
    assert (ours["interactive"]["id"], ours["interactive"]["title"]) == (button.data, button.title)
    body, ours = sample("interactive_list")
    selection = CallbackSelection.from_update(client=oracle, update=body)
    assert (ours["interactive"]["id"], ours["interactive"]["description"]) == (selection.data, selection.description)


@pytest.mark.parametrize("raw", [b"{}", '{"a":"\\u00e9 é 👍"}'.encode()])
def test_signatures_agree(raw: bytes) -> None:
    header = "sha256=" + hmac.new(b"secret", raw, hashlib.sha256).hexdigest()
    assert webhook_updates_validator("secret", raw, header) is True
    assert verify_signature(raw, header, ["secret"]) is True
    assert webhook_updates_validator("other", raw, header) is False
    assert verify_signature(raw, header, ["other"]) is False
