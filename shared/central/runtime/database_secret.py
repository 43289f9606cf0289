"""The database address when Aurora is ours: built from the secret the template made."""

import json
import os
from functools import lru_cache
from urllib.parse import quote

from central.aws.signed import SignedClient


@lru_cache(maxsize=4)
def url_from_secret(secret_arn: str) -> str:
    """Return a libpq address for the secret's user, host from ``DATABASE_HOST``, name from ``DATABASE_NAME``.

    Args:
        secret_arn: a Secrets Manager secret holding ``{"username", "password"}``.
    """
    client = SignedClient("secretsmanager")
    answer = client.call("secretsmanager.GetSecretValue", {"SecretId": secret_arn})
    secret = json.loads(answer["SecretString"])
    user, password = quote(secret["username"], safe=""), quote(secret["password"], safe="")
    host, name = os.environ["DATABASE_HOST"], os.environ.get("DATABASE_NAME", "central")
    return f"postgresql://{user}:{password}@{host}:5432/{name}?sslmode=require"
