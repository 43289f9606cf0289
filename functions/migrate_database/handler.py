"""Brings the database up to date, as a step of every deployment.

Trigger: CloudFormation custom resource (create, update); or invoked by hand with {}.
Writes: whatever the migrations change; the password of central_app; SSM copies of our Meta app's secrets.
Emits: nothing.
Fails: the deployment fails with the reason and is rolled back; a deletion always succeeds and changes nothing.
"""

import json
import os
import urllib.request
from typing import Any
from urllib.parse import unquote, urlsplit

from central.db.migrate import migrate
from central.runtime.database_secret import url_from_secret
from central.runtime.entry import Event, entry, logger, note
from central.runtime.settings import settings
from central.runtime.wiring import secrets


@entry
def lambda_handler(event: Event, context: Any) -> dict[str, Any]:
    """Migrate, and tell CloudFormation when it is the one that asks."""
    if "RequestType" not in event:
        return {"applied": _bring_up_to_date({})}
    try:
        applied = [] if event["RequestType"] == "Delete" else _bring_up_to_date(event.get("ResourceProperties", {}))
    except Exception as error:
        logger.exception("migration failed")
        _answer(event, "FAILED", reason=f"{type(error).__name__}: {error}"[:1000])
        return {"applied": []}
    _answer(event, "SUCCESS", data={"Applied": str(len(applied))})
    return {"applied": applied}


def _bring_up_to_date(properties: dict[str, Any]) -> list[str]:
    owner_url = os.environ.get("DATABASE_OWNER_URL") or url_from_secret(os.environ["DATABASE_OWNER_SECRET_ARN"])
    password = unquote(urlsplit(settings.database_url).password or "") or None
    applied = migrate(owner_url, app_password=password)
    note(applied=len(applied))
    for name, value in (
        ("app_secret", properties.get("MetaAppSecret")),
        ("verify_token", properties.get("MetaVerifyToken")),
    ):
        if value:
            secrets().save_webhook_secret(f"meta/{name}", value)
    return applied


def _answer(event: Event, status: str, *, reason: str = "", data: dict[str, str] | None = None) -> None:
    body = json.dumps(
        {
            "Status": status,
            "Reason": reason,
            # the same id always: a new one would make CloudFormation delete the old "resource"
            "PhysicalResourceId": "central-migrations",
            "StackId": event["StackId"],
            "RequestId": event["RequestId"],
            "LogicalResourceId": event["LogicalResourceId"],
            "Data": data or {},
        }
    ).encode()
    # The address is signed for an empty content type. It is CloudFormation's own bucket.
    request = urllib.request.Request(event["ResponseURL"], data=body, method="PUT", headers={"Content-Type": ""})  # noqa: S310
    with urllib.request.urlopen(request, timeout=30):  # noqa: S310  # nosec B310
        pass
