"""What Amazon GuardDuty tells about a file it has looked into, as EventBridge delivers it."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from central.frozen import Frozen

SCAN_RESULT = "GuardDuty Malware Protection Object Scan Result"
_KEY = re.compile(r"accounts/([0-9a-f-]{36})/media/([0-9a-f-]{36})/.+", re.DOTALL)
_MOST_THREATS = 10


class Found(Frozen):
    """A file of ours with malware in it."""

    account_id: UUID
    media_id: UUID
    threats: tuple[str, ...]


def find_of(event: Mapping[str, Any]) -> Found | None:
    """Return which file of a message holds malware; None: none does, or it is no file of a message.

    Args:
        event: with ``detail-type`` :data:`SCAN_RESULT`.

    Raises:
        KeyError, TypeError, ValueError, AttributeError: not of the documented shape.
    """
    detail = event["detail"]
    result = detail["scanResultDetails"]
    if result["scanResultStatus"] != "THREATS_FOUND":
        return None
    key = _KEY.fullmatch(detail["s3ObjectDetails"]["objectKey"])
    if key is None:
        return None
    names = [str(threat["name"])[:100] for threat in (result.get("threats") or ())[:_MOST_THREATS]]
    return Found(UUID(key[1]), UUID(key[2]), tuple(names))
