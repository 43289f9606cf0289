"""Seeds the demo with what the environment says and prints who may sign in, as one line of JSON.

    DATABASE_OWNER_URL=… META_APP_SECRET=… META_VERIFY_TOKEN=… python -m central.demo

Besides these it needs what every function needs: MEDIA_BUCKET, SECRETS_PREFIX, KMS_KEY_ID and AWS credentials.
"""

import json
import os
import sys

from central.demo.seed import seed
from central.runtime import wiring


def main() -> None:
    """Seed and print."""
    access = seed(
        os.environ["DATABASE_OWNER_URL"],
        wiring.secrets(),
        wiring.blobs(),
        app_secret=os.environ["META_APP_SECRET"],
        verify_token=os.environ["META_VERIFY_TOKEN"],
    )
    sys.stdout.write(json.dumps({"phone_number_id": access.phone_number_id, "logins": access.logins}) + "\n")


if __name__ == "__main__":
    main()
