"""Make sure that the demo account exists: `make seed`, and a step of `make run`.

Run as ``python -m central_local.seed`` with the variables a function would have (see stack.py) plus DATABASE_OWNER_URL,
META_APP_SECRET and META_VERIFY_TOKEN. Prints what scripts need as JSON.
"""

from __future__ import annotations

import json
import os
import sys


def main() -> int:
    from central.demo.seed import seed
    from central.runtime.wiring import blobs, secrets

    access = seed(
        os.environ["DATABASE_OWNER_URL"], secrets(), blobs(),
        app_secret=os.environ["META_APP_SECRET"], verify_token=os.environ["META_VERIFY_TOKEN"],
        public_url=os.environ["PUBLIC_URL"],
    )  # fmt: skip
    print(json.dumps({"phone_number_id": access.phone_number_id, "logins": access.logins}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
